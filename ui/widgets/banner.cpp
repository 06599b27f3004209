// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace callfloor {

using namespace Qt::StringLiterals;

Banner::Banner(Accent accent, Closing closing, QWidget *parent)
    : QFrame(parent), m_accent(accent), m_picture(warningIcon(accent)), m_icon(new QLabel(this)), m_text(new QLabel(this)) {
    m_text->setObjectName(u"bannerText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    // Reachable by Tab, so that it can be read again and copied.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    if (closing == Closing::ByUser) {
        m_close = new QPushButton(tr("Dismiss"), this);
        m_close->setObjectName(u"bannerClose"_s);
        connect(m_close, &QPushButton::clicked, this, &Banner::dismiss);
        row->addWidget(m_close);
    }
    layOut();
    hide();
}

void Banner::layOut() {
    const int em = fontMetrics().height();
    layout()->setContentsMargins(em / 2 + 4, em / 3, em / 2, em / 3);
    layout()->setSpacing(em / 2);
    m_icon->setPixmap(m_picture.pixmap(QSize(em, em), devicePixelRatioF()));
}

void Banner::setAccent(Accent accent) {
    if (m_accent == accent) return;
    m_accent = accent;
    setIcon(warningIcon(accent));
    update();
}

void Banner::setIcon(const QIcon &icon) {
    m_picture = icon;
    layOut();
}

void Banner::announce(const QString &text) {
    m_text->setAccessibleName(text);
    m_text->setText(text);
    show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::setText(const QString &text) { m_text->setText(text); }

QString Banner::text() const { return m_text->text(); }

void Banner::dismiss() {
    hide();
    m_text->clear();
}

void Banner::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    const QColor accent = accentColor(m_accent, palette());
    QColor ground = accent;
    ground.setAlphaF(isDark(palette()) ? 0.16F : 0.10F);
    painter.fillRect(rect(), ground);
    const QRect bar = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 4, height()));
    painter.fillRect(bar, accent);
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().color(QPalette::Mid));
}

void Banner::changeEvent(QEvent *event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) layOut();
}

} // namespace callfloor
