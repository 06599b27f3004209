// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_chart.h"

#include "ui/theme.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGridLines = 4;

/// The next round number, so that the axis has readable steps: 1, 2, 5 times a power of ten.
double roundUp(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (value <= step * power) return step * power;
    return 10 * power;
}

} // namespace

ReportChart::ReportChart(QWidget *parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setMinimumHeight(fontMetrics().height() * 10);
}

QSize ReportChart::sizeHint() const { return {fontMetrics().height() * 40, fontMetrics().height() * 14}; }

void ReportChart::show(const QString &title, std::vector<Bar> bars) {
    m_title = title;
    m_bars = std::move(bars);
    QStringList words;
    for (const Bar &bar : m_bars) words << bar.label + u' ' + bar.value;
    setAccessibleName(title);
    setAccessibleDescription(words.join(u", "_s));
    update();
}

void ReportChart::paintAxis(QPainter &painter, const QRect &plot, double most) const {
    for (int i = 0; i <= kGridLines; ++i) {
        const int y = plot.bottom() - plot.height() * i / kGridLines;
        painter.setPen(palette().color(QPalette::Midlight));
        painter.drawLine(plot.left(), y, plot.right(), y);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRect(0, y - fontMetrics().height() / 2, plot.left() - 6, fontMetrics().height()), static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                         QLocale().toString(most * i / kGridLines, 'g', 4));
    }
}

void ReportChart::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const int em = fontMetrics().height();
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(em / 2, em / 4, width() - em, em), static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), m_title);
    double highest = 0;
    for (const Bar &bar : m_bars) highest = std::max(highest, bar.height);
    const double most = roundUp(highest);
    const QRect plot(em * 4, em * 2 + em / 2, width() - em * 5, height() - em * 4 - em / 2);
    paintAxis(painter, plot, most);
    const int count = static_cast<int>(m_bars.size());
    const int every = std::max(1, static_cast<int>(std::ceil(count * (fontMetrics().horizontalAdvance(u"00:00 00"_s)) / static_cast<double>(std::max(1, plot.width())))));
    for (int i = 0; i < count; ++i) {
        const Bar &bar = m_bars[static_cast<size_t>(i)];
        const int left = plot.left() + plot.width() * i / count, right = plot.left() + plot.width() * (i + 1) / count;
        const int height = bar.known ? static_cast<int>(plot.height() * bar.height / most) : 0;
        const int gap = std::max(1, (right - left) / 6);
        painter.fillRect(QRect(left + gap, plot.bottom() - height, right - left - 2 * gap, height), accentColor(Accent::OnCall, palette()));
        painter.setPen(palette().color(QPalette::Text));
        const QRect slot(left - em, plot.bottom() - height - em, right - left + 2 * em, em);
        if (every == 1 && bar.known) painter.drawText(slot, static_cast<int>(Qt::AlignCenter), bar.value);
        if (i % every == 0)
            painter.drawText(QRect(left - em, plot.bottom() + 4, (right - left) * every + 2 * em, em), static_cast<int>(every == 1 ? Qt::AlignHCenter : Qt::AlignLeft), bar.label);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace callfloor
