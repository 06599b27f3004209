// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace callfloor {

namespace {

constexpr int kAccentWidth = 4;
constexpr int kAccentSpace = kAccentWidth + 4;

} // namespace

void AccentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const QVariant accent = index.data(JsonTableModel::AccentRole);
    if (!accent.isValid()) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const QStyle *style = whole.widget ? whole.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
    QStyleOptionViewItem rest = option;
    rest.rect = QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(kAccentSpace, 0, 0, 0));
    QStyledItemDelegate::paint(painter, rest, index);
    const QRect bar(option.rect.left() + 4, option.rect.top() + 3, kAccentWidth, option.rect.height() - 6);
    const QColor color = option.state & QStyle::State_Selected
                             ? whole.palette.color(QPalette::HighlightedText)
                             : accentColor(static_cast<Accent>(accent.toInt()), option.palette);
    painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), color);
}

/// Sorts by the columns' keys and leaves out what is not looked for.
class DataTable::Filter final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    QString words;
    std::function<bool(const QJsonObject &)> wanted;
    void again() { invalidateFilter(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override {
        const auto *model = static_cast<const JsonTableModel *>(sourceModel());
        if (wanted && !wanted(model->at(row))) return false;
        if (words.isEmpty()) return true;
        for (const JsonColumn &column : model->columns())
            if (column.text(model->at(row)).contains(words, Qt::CaseInsensitive)) return true;
        return false;
    }
};

DataTable::DataTable(QWidget *parent) : QTableView(parent) {
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table: no focus trap.
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new AccentDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        emit opened(m_source->at(sourceIndex(index).row()));
    });
}

void DataTable::setSource(JsonTableModel &model, bool sortable) {
    m_source = &model;
    m_filter = new Filter(this);
    m_filter->setSortRole(JsonTableModel::SortRole);
    m_filter->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setSortLocaleAware(true);
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setSortingEnabled(sortable);
    if (sortable) sortByColumn(0, Qt::AscendingOrder);
    fitColumns();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataTable::selected);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &DataTable::selected);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
        if (roles.isEmpty()) emit selected(); // What can be done with the selected row may be another thing now.
    });
}

void DataTable::fitColumns() {
    const QFontMetrics metrics = fontMetrics();
    verticalHeader()->setDefaultSectionSize(metrics.height() * 9 / 5);
    setIconSize(QSize(metrics.height(), metrics.height()));
    if (!m_source) return;
    const int margins = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1);
    const int headerMargin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, horizontalHeader());
    const int arrow = isSortingEnabled() ? style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, horizontalHeader()) + 2 * headerMargin : 0;
    for (int i = 0; i < m_source->columnCount(); ++i) {
        const JsonColumn &column = m_source->columns()[static_cast<size_t>(i)];
        int wanted = horizontalHeader()->fontMetrics().horizontalAdvance(column.title) + arrow + 2 * headerMargin;
        int cell = metrics.horizontalAdvance(column.sample) + margins;
        if (column.icon) cell += iconSize().width() + margins;
        if (column.accent) cell += kAccentSpace;
        horizontalHeader()->resizeSection(i, std::max(wanted, cell) + 2);
        if (column.stretches) horizontalHeader()->setSectionResizeMode(i, QHeaderView::Stretch);
    }
    horizontalHeader()->setMinimumSectionSize(metrics.averageCharWidth() * 4);
}

void DataTable::setEmptyText(const QString &text) {
    if (m_emptyText == text) return;
    m_emptyText = text;
    viewport()->setAccessibleDescription(text);
    viewport()->update();
}

void DataTable::setFilter(const QString &words) {
    m_filter->words = words.trimmed();
    m_filter->again();
}

void DataTable::setRowFilter(std::function<bool(const QJsonObject &)> wanted) {
    m_filter->wanted = std::move(wanted);
    m_filter->again();
}

QModelIndex DataTable::sourceIndex(const QModelIndex &index) const { return m_filter->mapToSource(index); }

QJsonObject DataTable::selectedRow() const {
    if (!selectionModel()) return {};
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? QJsonObject() : m_source->at(sourceIndex(rows.first()).row());
}

QString DataTable::selectedId() const {
    if (!selectionModel()) return {};
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_source->idAt(sourceIndex(rows.first()).row());
}

bool DataTable::selectId(const QString &id) {
    const int row = m_source->rowOf(id);
    const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_source->index(row, 0));
    if (!index.isValid()) return false;
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

void DataTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) {
    // A clock that ticks is not told to screen readers; Qt would also repaint the whole table for two cells.
    if (QAccessible::isActive() && roles.isEmpty()) QTableView::dataChanged(topLeft, bottomRight, roles);
    const QRect seen = (visualRect(topLeft) | visualRect(bottomRight)) & viewport()->rect();
    if (!seen.isEmpty()) viewport()->update(seen);
}

void DataTable::paintEvent(QPaintEvent *event) {
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const int margin = fontMetrics().height() / 2;
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void DataTable::changeEvent(QEvent *event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) fitColumns();
}

void DataTable::focusInEvent(QFocusEvent *event) {
    QTableView::focusInEvent(event);
    // Who comes by keyboard has a row in hand at once.
    if (model() && model()->rowCount() > 0 && !selectionModel()->hasSelection())
        selectRow(std::max(0, currentIndex().row()));
}

void DataTable::keyPressEvent(QKeyEvent *event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !selectedId().isEmpty()) {
        emit opened(selectedRow());
        return;
    }
    if (event->modifiers() == Qt::AltModifier && isSortingEnabled() && sortByKey(event->key())) return;
    QTableView::keyPressEvent(event);
}

bool DataTable::sortByKey(int key) {
    const int column = horizontalHeader()->sortIndicatorSection(), columns = model()->columnCount();
    const Qt::SortOrder order = horizontalHeader()->sortIndicatorOrder();
    switch (key) {
    case Qt::Key_Left: sortByColumn((column + columns - 1) % columns, order); return true;
    case Qt::Key_Right: sortByColumn((column + 1) % columns, order); return true;
    case Qt::Key_Up: sortByColumn(column, Qt::AscendingOrder); return true;
    case Qt::Key_Down: sortByColumn(column, Qt::DescendingOrder); return true;
    default: return false;
    }
}

} // namespace callfloor
