// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_pad.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kPadKeys("1234567890*#");
constexpr int kPadShownKeys = 24;

} // namespace

KeyPad::KeyPad(QWidget *parent) : QWidget(parent), m_sent(new QLabel(this)) {
    setObjectName(u"keyPad"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    for (const char c : kPadKeys) {
        const QString key = QString(QLatin1Char(c));
        auto *button = new QPushButton(key, this);
        button->setObjectName(u"key_"_s + key);
        button->setAccessibleName(tr("Key %1").arg(key));
        button->setAutoDefault(false);
        button->setFixedWidth(fontMetrics().height() * 2);
        connect(button, &QPushButton::clicked, this, [this, key] { press(key); });
        row->addWidget(button);
        if (c == '1') setFocusProxy(button);
    }
    m_sent->setObjectName(u"sentKeys"_s);
    row->addSpacing(fontMetrics().height());
    row->addWidget(m_sent, 1);
    hide();
}

void KeyPad::open() {
    m_sent->clear();
    show();
    setFocus(Qt::ShortcutFocusReason);
}

void KeyPad::close() {
    if (isHidden()) return;
    hide();
    emit closed();
}

void KeyPad::press(const QString &key) {
    m_sent->setText(QString(m_sent->text() + key).right(kPadShownKeys));
    m_sent->setAccessibleName(tr("Keys sent: %1").arg(m_sent->text()));
    emit pressed(key);
}

void KeyPad::keyPressEvent(QKeyEvent *event) {
    const QString key = event->text();
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (event->key() == Qt::Key_Escape) return close();
    if (plain && key.size() == 1 && QString(kPadKeys).contains(key)) return press(key);
    QWidget::keyPressEvent(event);
}

} // namespace callfloor
