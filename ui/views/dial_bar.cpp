// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dial_bar.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextEdit>

namespace callfloor {

using namespace Qt::StringLiterals;

DialBar::DialBar(QAction *hangUp, QWidget *parent)
    : QWidget(parent), m_number(new QLineEdit(this)), m_dial(new QPushButton(dialIcon(), tr("Dial"), this)),
      m_hangUp(new QPushButton(hangUpIcon(), {}, this)) {
    auto *label = new QLabel(tr("&Number:"), this);
    label->setBuddy(m_number);
    m_number->setObjectName(u"dialField"_s);
    m_number->setAccessibleName(tr("Number to dial"));
    m_number->setPlaceholderText(tr("e.g. +44 20 7946 0018"));
    m_number->setClearButtonEnabled(true);
    m_number->setMaxLength(64);
    m_number->setInputMethodHints(Qt::ImhDialableCharactersOnly);
    m_number->setMinimumWidth(m_number->fontMetrics().averageCharWidth() * 32);
    m_dial->setObjectName(u"dialButton"_s);

    m_hangUp->setObjectName(u"hangUpButton"_s);
    connect(m_hangUp, &QPushButton::clicked, hangUp, &QAction::trigger);
    connect(hangUp, &QAction::changed, this, [this, hangUp] { follow(hangUp); });
    follow(hangUp);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_number);
    row->addWidget(m_dial);
    row->addStretch(1);
    row->addWidget(m_hangUp);

    connect(m_number, &QLineEdit::returnPressed, this, &DialBar::submit);
    connect(m_number, &QLineEdit::textChanged, this, &DialBar::refresh);
    connect(m_dial, &QPushButton::clicked, this, &DialBar::submit);
    refresh();
}

void DialBar::follow(const QAction *hangUp) {
    // The menu has the letter to press; here it would take Alt+letter from somebody else.
    m_hangUp->setText(hangUp->text().remove(u'&'));
    m_hangUp->setToolTip(hangUp->toolTip());
    if (!hangUp->isEnabled() && m_hangUp->hasFocus()) m_number->setFocus();
    m_hangUp->setEnabled(hangUp->isEnabled());
}

void DialBar::focusNumber() {
    m_number->setFocus(Qt::ShortcutFocusReason);
    m_number->selectAll();
}

void DialBar::setNumber(const QString &number) {
    m_number->setText(number);
    // Who is writing something goes on writing: his next Enter is not meant for this number.
    const QWidget *typing = QApplication::focusWidget();
    const bool elsewhere = typing && typing != m_number && (qobject_cast<const QLineEdit *>(typing) || qobject_cast<const QTextEdit *>(typing) || qobject_cast<const QPlainTextEdit *>(typing));
    if (!elsewhere) focusNumber();
}

void DialBar::setBusy(bool busy) {
    m_busy = busy;
    refresh();
}

void DialBar::clearIf(const QString &number) {
    if (m_number->text().trimmed() == number) m_number->clear();
}

void DialBar::submit() {
    const QString number = m_number->text().trimmed();
    if (!m_busy && !number.isEmpty()) emit dialRequested(number);
}

void DialBar::refresh() {
    m_dial->setText(m_busy ? tr("Dialling…") : tr("Dial"));
    // A button that goes grey under the focus would drop it somewhere else.
    const bool ready = !m_busy && !m_number->text().trimmed().isEmpty();
    if (!ready && m_dial->hasFocus()) m_number->setFocus();
    m_dial->setEnabled(ready);
}

} // namespace callfloor
