// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_badge.h"

#include "ui/widgets/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace callfloor {

LinkBadge::LinkBadge(QWidget *parent) : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)) {
    setObjectName(QStringLiteral("linkBadge"));
    m_text->setObjectName(QStringLiteral("linkText"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_icon);
    row->addWidget(m_text);
    refresh();
}

void LinkBadge::setState(LinkState state) {
    if (m_state == state) return;
    m_state = state;
    refresh();
}

QString LinkBadge::text() const { return m_text->text(); }

QString LinkBadge::word(LinkState state) {
    switch (state) {
    case LinkState::SignedOut: return tr("Signed out");
    case LinkState::Connecting: return tr("Connecting");
    case LinkState::Live: return tr("Live");
    case LinkState::Interrupted: return tr("Connection lost");
    }
    return {};
}

void LinkBadge::refresh() {
    const int side = fontMetrics().ascent();
    m_icon->setPixmap(linkIcon(m_state).pixmap(QSize(side, side), devicePixelRatioF()));
    m_text->setText(word(m_state));
    setAccessibleName(tr("Connection: %1").arg(word(m_state)));
}

void LinkBadge::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) refresh();
}

} // namespace callfloor
