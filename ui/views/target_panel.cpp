// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/target_panel.h"

#include <QAccessible>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace callfloor {

using namespace Qt::StringLiterals;

TargetPanel::TargetPanel(FloorSession &session, QWidget *parent)
    : QWidget(parent), m_list(session), m_label(new QLabel(this)), m_field(new QLineEdit(this)), m_go(new QPushButton(this)),
      m_hint(new QLabel(this)) {
    setObjectName(u"targetPanel"_s);
    m_label->setBuddy(m_field);
    m_field->setObjectName(u"targetField"_s);
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(254);
    m_field->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    m_go->setObjectName(u"targetButton"_s);
    m_go->setAutoDefault(false);
    m_hint->setObjectName(u"targetHint"_s);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    auto *completer = new QCompleter(&m_list, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->setCompleter(completer);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label);
    row->addWidget(m_field);
    row->addWidget(m_go);
    row->addWidget(m_hint, 1);
    connect(m_field, &QLineEdit::returnPressed, this, &TargetPanel::submit);
    connect(m_field, &QLineEdit::textChanged, m_hint, &QLabel::clear);
    connect(m_go, &QPushButton::clicked, this, &TargetPanel::submit);
    hide();
}

void TargetPanel::open(DeskControl purpose) {
    m_purpose = purpose;
    const bool transfer = purpose == DeskControl::Transfer;
    m_label->setText(transfer ? tr("Transfer to:") : tr("Ask:"));
    m_go->setText(transfer ? tr("Transfer") : tr("Call"));
    m_field->setAccessibleName(transfer ? tr("Transfer to a colleague, a queue or a number") : tr("Ask a colleague or a number"));
    m_field->setPlaceholderText(transfer ? tr("Colleague, queue or number") : tr("Colleague or number"));
    m_field->clear();
    m_list.fetch(transfer);
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void TargetPanel::close() {
    if (isHidden()) return;
    hide();
    emit closed();
}

void TargetPanel::submit() {
    const QString words = m_field->text().trimmed();
    if (words.isEmpty()) return;
    if (const auto target = m_list.target(words)) {
        emit chosen(m_purpose, *target);
        return;
    }
    m_hint->setText(tr("Nobody is called \"%1\". Choose from the list, or type a number.").arg(words));
    QAccessibleEvent event(m_hint, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void TargetPanel::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape) return close();
    QWidget::keyPressEvent(event);
}

} // namespace callfloor
