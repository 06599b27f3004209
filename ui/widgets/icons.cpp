// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"

#include "app/contract/session.h"
#include "ui/models/agent_text.h"
#include "ui/theme.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QPixmapCache>

#include <optional>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

enum class Glyph { ArrowIn, ArrowOut, Dots, Bell, Handset, HandsetDown, Check, NoEntry, Cross, Disc, Circle, HalfDisc,
                   Triangle, Pause, Pencil, Bubble, Headset, Tiles, Megaphone, Clock, Bars, Sliders };

/// A handset lying on its back, in a square of 16 units.
QPainterPath handset() {
    QPainterPath path(QPointF(1.6, 9.9));
    path.cubicTo(0.9, 6.6, 4.4, 4.6, 8.0, 4.6);
    path.cubicTo(11.6, 4.6, 15.1, 6.6, 14.4, 9.9);
    path.lineTo(14.2, 10.8);
    path.cubicTo(14.1, 11.3, 13.6, 11.5, 13.1, 11.4);
    path.lineTo(11.0, 10.8);
    path.cubicTo(10.6, 10.7, 10.4, 10.4, 10.4, 10.0);
    path.lineTo(10.3, 8.4);
    path.cubicTo(8.8, 7.9, 7.2, 7.9, 5.7, 8.4);
    path.lineTo(5.6, 10.0);
    path.cubicTo(5.6, 10.4, 5.4, 10.7, 5.0, 10.8);
    path.lineTo(2.9, 11.4);
    path.cubicTo(2.4, 11.5, 1.9, 11.3, 1.8, 10.8);
    path.closeSubpath();
    return path;
}

void drawLines(QPainter &painter, std::initializer_list<QLineF> lines) {
    for (const QLineF &line : lines) painter.drawLine(line);
}

void drawHeadset(QPainter &painter) {
    painter.drawRoundedRect(QRectF(2.4, 8.2, 2.2, 4.2), 0.8, 0.8);
    painter.drawRoundedRect(QRectF(11.4, 8.2, 2.2, 4.2), 0.8, 0.8);
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(2.6, 2.4, 10.8, 11), 0, 180 * 16);
    drawLines(painter, {{12.5, 12.6, 11, 14}, {11, 14, 9, 14}});
}

void drawSliders(QPainter &painter) {
    drawLines(painter, {{2.5, 4, 13.5, 4}, {2.5, 8, 13.5, 8}, {2.5, 12, 13.5, 12}});
    for (const QPointF &knob : {QPointF(10.5, 4), QPointF(5.5, 8), QPointF(9, 12)}) painter.drawEllipse(knob, 1.2, 1.2);
}

/// Draws in a square of 16 units, pen and brush of the icon's colour set.
void drawGlyph(QPainter &painter, Glyph glyph) {
    switch (glyph) {
    case Glyph::ArrowIn: return drawLines(painter, {{12.5, 3.5, 4, 12}, {4, 6.5, 4, 12}, {9.5, 12, 4, 12}});
    case Glyph::ArrowOut: return drawLines(painter, {{3.5, 12.5, 12, 4}, {12, 9.5, 12, 4}, {6.5, 4, 12, 4}});
    case Glyph::Dots:
        for (const qreal x : {3.5, 8.0, 12.5}) painter.drawEllipse(QPointF(x, 8), 0.7, 0.7);
        return;
    case Glyph::Bell: {
        QPainterPath path(QPointF(3, 11.5));
        path.cubicTo(5, 10, 4, 4, 8, 4);
        path.cubicTo(12, 4, 11, 10, 13, 11.5);
        path.closeSubpath();
        painter.drawPath(path);
        drawLines(painter, {{8, 2.4, 8, 3.4}, {7, 13.8, 9, 13.8}});
        return;
    }
    case Glyph::Handset:
        painter.translate(8, 8);
        painter.rotate(-135);
        painter.translate(-8, -8.4);
        painter.setPen(Qt::NoPen);
        painter.drawPath(handset());
        return;
    case Glyph::HandsetDown:
        painter.setPen(Qt::NoPen);
        painter.drawPath(handset());
        return;
    case Glyph::Check: return drawLines(painter, {{3, 8.5, 6.5, 12}, {6.5, 12, 13, 4.5}});
    case Glyph::NoEntry:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 5.4, 5.4);
        return drawLines(painter, {{4.4, 11.6, 11.6, 4.4}});
    case Glyph::Cross: return drawLines(painter, {{4, 4, 12, 12}, {12, 4, 4, 12}});
    case Glyph::Disc: painter.drawEllipse(QPointF(8, 8), 4.2, 4.2); return;
    case Glyph::Circle:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 4.6, 4.6);
        return;
    case Glyph::HalfDisc:
        painter.drawPie(QRectF(3.4, 3.4, 9.2, 9.2), 90 * 16, -180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 4.6, 4.6);
        return;
    case Glyph::Pause: return drawLines(painter, {{5.5, 4, 5.5, 12}, {10.5, 4, 10.5, 12}});
    case Glyph::Pencil: return drawLines(painter, {{3, 13, 4, 9.5}, {4, 9.5, 11, 2.8}, {11, 2.8, 13.2, 5}, {13.2, 5, 6.5, 12}, {6.5, 12, 3, 13}});
    case Glyph::Bubble:
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({{2, 3}, {14, 3}, {14, 11}, {8, 11}, {5, 14}, {5, 11}, {2, 11}}));
        return;
    case Glyph::Headset: return drawHeadset(painter);
    case Glyph::Tiles:
        for (const qreal x : {2.5, 9.0})
            for (const qreal y : {2.5, 9.0}) painter.drawRect(QRectF(x, y, 4.5, 4.5));
        return;
    case Glyph::Megaphone:
        painter.drawPolygon(QPolygonF({{2.5, 6.5}, {6, 6.5}, {12, 3}, {12, 12}, {6, 9.5}, {2.5, 9.5}}));
        return drawLines(painter, {{4.5, 9.5, 5.5, 13.5}, {14, 6.5, 14, 8.5}});
    case Glyph::Clock:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 5.8, 5.8);
        return drawLines(painter, {{8, 4.6, 8, 8}, {8, 8, 10.6, 9.6}});
    case Glyph::Bars: return drawLines(painter, {{2.5, 13.5, 13.5, 13.5}, {4.5, 13, 4.5, 9}, {8, 13, 8, 4}, {11.5, 13, 11.5, 7}});
    case Glyph::Sliders: return drawSliders(painter);
    case Glyph::Triangle: {
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({{8, 2.6}, {14.2, 13.4}, {1.8, 13.4}}));
        drawLines(painter, {{8, 6.8, 8, 9.6}, {8, 11.5, 8, 11.6}});
        return;
    }
    }
}

class GlyphEngine final : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, std::optional<Accent> accent) : m_glyph(glyph), m_accent(accent) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1;
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }

    /// Drawn once for each size and colour: a busy table paints hundreds of icons a second.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override {
        const QColor color = colorFor(mode);
        const QString key = QStringLiteral("callfloor-glyph-%1-%2-%3x%4")
                                .arg(static_cast<int>(m_glyph))
                                .arg(color.rgba())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        draw(painter, size, color);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph, m_accent); }

private:
    void draw(QPainter &painter, const QSize &size, const QColor &color) const {
        const qreal side = std::min(size.width(), size.height());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate((size.width() - side) / 2, (size.height() - side) / 2);
        painter.scale(side / 16, side / 16);
        painter.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(color);
        drawGlyph(painter, m_glyph);
    }

    QColor colorFor(QIcon::Mode mode) const {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
        return m_accent ? accentColor(*m_accent, palette) : palette.color(QPalette::Text);
    }

    Glyph m_glyph;
    std::optional<Accent> m_accent;
};

QIcon glyphIcon(Glyph glyph, std::optional<Accent> accent = std::nullopt) {
    return QIcon(new GlyphEngine(glyph, accent));
}

} // namespace

QIcon directionIcon(CallDirection direction) {
    static const QIcon kIn = glyphIcon(Glyph::ArrowIn), kOut = glyphIcon(Glyph::ArrowOut);
    return direction == CallDirection::Inbound ? kIn : kOut;
}

QIcon stateIcon(CallStatus status) {
    static const QIcon kIcons[] = {glyphIcon(Glyph::Dots, accentOf(CallStatus::Initiated)),
                                   glyphIcon(Glyph::Bell, accentOf(CallStatus::Ringing)),
                                   glyphIcon(Glyph::Handset, accentOf(CallStatus::Active)),
                                   glyphIcon(Glyph::Check, accentOf(CallStatus::Completed)),
                                   glyphIcon(Glyph::NoEntry, accentOf(CallStatus::NoAnswer)),
                                   glyphIcon(Glyph::Cross, accentOf(CallStatus::Failed))};
    return kIcons[static_cast<size_t>(status)];
}

QIcon linkIcon(LinkState state) {
    switch (state) {
    case LinkState::SignedOut: return glyphIcon(Glyph::Circle, Accent::Neutral);
    case LinkState::Connecting: return glyphIcon(Glyph::HalfDisc, Accent::Neutral);
    case LinkState::Live: return glyphIcon(Glyph::Disc, Accent::Ready);
    case LinkState::Interrupted: return glyphIcon(Glyph::Triangle, Accent::Alarm);
    }
    return {};
}

QIcon agentIcon(const QString &state) {
    const Accent accent = AgentText::accent(state);
    if (state == "AVAILABLE"_L1) return glyphIcon(Glyph::Disc, accent);
    if (state == "RESERVED"_L1 || state == "RINGING"_L1 || state == "PREVIEW"_L1) return glyphIcon(Glyph::Bell, accent);
    if (state == "TALKING"_L1) return glyphIcon(Glyph::Handset, accent);
    if (state == "HOLD"_L1 || state == "NOT_READY"_L1) return glyphIcon(Glyph::Pause, accent);
    if (state == "WRAPUP"_L1) return glyphIcon(Glyph::Pencil, accent);
    return glyphIcon(state == "UNREACHABLE"_L1 ? Glyph::Triangle : Glyph::Circle, accent);
}

QIcon bellIcon() { return glyphIcon(Glyph::Bell, Accent::Ringing); }
QIcon pauseIcon() { return glyphIcon(Glyph::Pause); }
QIcon messageIcon() { return glyphIcon(Glyph::Bubble, Accent::OnCall); }
QIcon dialIcon() { return glyphIcon(Glyph::Handset); }
QIcon hangUpIcon() { return glyphIcon(Glyph::HandsetDown); }
QIcon deskIcon() { return glyphIcon(Glyph::Headset); }
QIcon floorIcon() { return glyphIcon(Glyph::Tiles); }
QIcon campaignIcon() { return glyphIcon(Glyph::Megaphone); }
QIcon historyIcon() { return glyphIcon(Glyph::Clock); }
QIcon reportIcon() { return glyphIcon(Glyph::Bars); }
QIcon administrationIcon() { return glyphIcon(Glyph::Sliders); }
QIcon warningIcon(Accent accent) { return glyphIcon(Glyph::Triangle, accent); }

} // namespace callfloor
