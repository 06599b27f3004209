// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console_style.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace callfloor {

namespace {

constexpr int kFieldMargin = 4;

} // namespace

ConsoleStyle::ConsoleStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const {
    switch (metric) {
    case PM_FocusFrameHMargin: return 5; // Left and right of what is in a cell.
    case PM_HeaderMargin: return 6;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_ButtonIconSize: return widget ? widget->fontMetrics().height() : 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (!option || (type != CT_LineEdit && type != CT_PushButton)) return result;
    // Fields and buttons of a row are of one height.
    result.setHeight(std::max(result.height(), option->fontMetrics.height() * 17 / 10));
    result.rwidth() += type == CT_PushButton ? option->fontMetrics.height() : 2 * kFieldMargin;
    return result;
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(kFieldMargin, 0, -kFieldMargin, 0) : rect;
}

void ConsoleStyle::outlineRadioButton(const QStyleOption *option, QPainter *painter) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outlineColor(option->palette));
    painter->setBrush(Qt::NoBrush);
    const qreal side = std::min(option->rect.width(), option->rect.height()) - 2.0;
    painter->drawEllipse(QRectF(option->rect).center(), side / 2, side / 2);
    painter->restore();
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_IndicatorRadioButton) return outlineRadioButton(option, painter);
    if (element != PE_FrameLineEdit && element != PE_IndicatorCheckBox) return;
    // Fusion darkens the window's colour for this, which disappears on a dark one.
    const bool focus = option->state & State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(focus ? option->palette.color(QPalette::Highlight) : outlineColor(option->palette));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

} // namespace callfloor
