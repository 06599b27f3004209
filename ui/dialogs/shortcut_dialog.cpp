// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcut_dialog.h"

#include "ui/models/shortcut_map.h"

#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// The hint in QKeySequenceEdit, which looks for its translation under its own name.
[[maybe_unused]] constexpr const char *kHintOfQt = QT_TRANSLATE_NOOP("QKeySequenceEdit", "Press shortcut");

} // namespace

ShortcutDialog::ShortcutDialog(ShortcutMap &map, QWidget *parent)
    : QDialog(parent), m_map(map), m_search(new QLineEdit(this)), m_table(new QTableView(this)), m_keys(new QKeySequenceEdit(this)),
      m_set(new QPushButton(tr("&Set"), this)), m_standard(new QPushButton(tr("S&tandard keys"), this)), m_problem(new QLabel(this)) {
    setObjectName(u"shortcutDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildLayout();
    fill();
    connect(m_search, &QLineEdit::textChanged, &m_filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutDialog::selected);
    connect(m_set, &QPushButton::clicked, this, [this] { apply(m_keys->keySequence()); });
    connect(m_standard, &QPushButton::clicked, this, [this] { if (current()) apply(m_map.standard(current())); });
    selected();
}

void ShortcutDialog::buildLayout() {
    m_search->setObjectName(u"shortcutSearch"_s);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the shortcuts"));
    m_search->setClearButtonEnabled(true);
    m_table->setObjectName(u"shortcutTable"_s);
    m_table->setAccessibleName(tr("Shortcuts"));
    m_filter.setSourceModel(&m_model);
    m_filter.setFilterKeyColumn(-1);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(&m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New keys"));
    m_set->setObjectName(u"shortcutSet"_s);
    m_set->setAutoDefault(false);
    m_standard->setObjectName(u"shortcutStandard"_s);
    m_standard->setAutoDefault(false);
    m_problem->setObjectName(u"shortcutProblem"_s);
    m_problem->setWordWrap(true);
    auto *close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("New keys:"), this));
    row->addWidget(m_keys, 1);
    row->addWidget(m_set);
    row->addWidget(m_standard);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    column->addWidget(m_problem);
    column->addWidget(close, 0, Qt::AlignRight);
    const int em = fontMetrics().height();
    resize(em * 36, em * 32);
}

void ShortcutDialog::fill() {
    m_model.setHorizontalHeaderLabels({tr("Menu"), tr("What it does"), tr("Keys")});
    for (const ShortcutMap::Entry &entry : m_map.entries()) {
        QList<QStandardItem *> row{new QStandardItem(entry.menu), new QStandardItem(entry.action->text().remove(u'&')),
                                   new QStandardItem(entry.action->shortcut().toString(QKeySequence::NativeText))};
        row.first()->setData(static_cast<int>(m_model.rowCount()), Qt::UserRole);
        m_model.appendRow(row);
    }
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(true);
}

QAction *ShortcutDialog::current() const {
    const QModelIndex index = m_filter.mapToSource(m_table->currentIndex());
    return index.isValid() ? m_map.entries()[static_cast<size_t>(index.row())].action : nullptr;
}

void ShortcutDialog::selected() {
    const QModelIndex index = m_filter.mapToSource(m_table->currentIndex());
    const bool free = index.isValid() && !m_map.entries()[static_cast<size_t>(index.row())].fixed;
    for (QWidget *widget : {static_cast<QWidget *>(m_keys), static_cast<QWidget *>(m_set), static_cast<QWidget *>(m_standard)})
        widget->setEnabled(free);
    m_keys->setKeySequence(current() ? current()->shortcut() : QKeySequence());
    m_problem->setText(index.isValid() && !free ? tr("These keys follow what there is to do and cannot be changed.") : QString());
}

void ShortcutDialog::apply(const QKeySequence &keys) {
    QAction *action = current();
    if (!action) return;
    const QString shown = keys.toString(QKeySequence::NativeText);
    if (const QAction *owner = m_map.owner(keys, action))
        return m_problem->setText(tr("%1 is taken by \"%2\". Give that one other keys first.").arg(shown, owner->text().remove(u'&')));
    if (!m_map.set(action, keys))
        return m_problem->setText(tr("%1 writes a character where one types. Choose keys with Ctrl or Alt, or a function key.").arg(shown));
    const int row = m_filter.mapToSource(m_table->currentIndex()).row();
    m_model.item(row, 2)->setText(shown);
    m_keys->setKeySequence(keys);
    m_problem->setText(tr("Saved."));
}

} // namespace callfloor
