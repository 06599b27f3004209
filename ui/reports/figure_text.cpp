// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/figure_text.h"

#include "ui/models/call_text.h"

#include <QLocale>

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

struct FigureWord {
    const char *figure;
    const char *word;
};

constexpr auto kFigureWords = std::to_array<FigureWord>({
    {"offered", QT_TRANSLATE_NOOP("callfloor::FigureText", "Came in")},
    {"answered", QT_TRANSLATE_NOOP("callfloor::FigureText", "Connected")},
    {"serviceLevel", QT_TRANSLATE_NOOP("callfloor::FigureText", "Service level")},
    {"averageSpeedOfAnswer", QT_TRANSLATE_NOOP("callfloor::FigureText", "Average wait")},
    {"abandoned", QT_TRANSLATE_NOOP("callfloor::FigureText", "Gave up")},
    {"abandonRate", QT_TRANSLATE_NOOP("callfloor::FigureText", "Share who gave up")},
    {"averageHandleTime", QT_TRANSLATE_NOOP("callfloor::FigureText", "Average handling")},
    {"handled", QT_TRANSLATE_NOOP("callfloor::FigureText", "Handled")},
    {"occupancy", QT_TRANSLATE_NOOP("callfloor::FigureText", "Occupancy")},
    {"utilisation", QT_TRANSLATE_NOOP("callfloor::FigureText", "Utilisation")},
    {"availability", QT_TRANSLATE_NOOP("callfloor::FigureText", "Availability")},
    {"answeredInTime", QT_TRANSLATE_NOOP("callfloor::FigureText", "Connected in time")},
    {"shortAbandoned", QT_TRANSLATE_NOOP("callfloor::FigureText", "Gave up at once")},
    {"flowedOut", QT_TRANSLATE_NOOP("callfloor::FigureText", "Went elsewhere")},
});

/// How many of kFigureWords, from the first on, have a column of their own.
constexpr qsizetype kFigureColumns = 7;

} // namespace

QString FigureText::name(const QString &figure) {
    for (const FigureWord &one : kFigureWords)
        if (figure == QLatin1String(one.figure)) return tr(one.word);
    return figure;
}

QStringList FigureText::shownFigures() {
    QStringList figures;
    for (const FigureWord &one : kFigureWords)
        if (figures.size() < kFigureColumns) figures << QLatin1String(one.figure);
    return figures;
}

QString FigureText::value(const QJsonObject &figure) {
    const QJsonValue value = figure.value("value"_L1);
    if (!value.isDouble()) return u"–"_s;
    const QString unit = figure.value("unit"_L1).toString();
    if (unit == "percent"_L1) return tr("%1 %", "percent").arg(QLocale().toString(value.toDouble(), 'f', 1));
    if (unit == "seconds"_L1) return CallText::duration(std::chrono::seconds(qRound64(value.toDouble())));
    return QLocale().toString(value.toDouble(), 'f', 0);
}

QString FigureText::plainValue(const QJsonObject &figure) {
    const QJsonValue value = figure.value("value"_L1);
    return value.isDouble() ? QString::number(value.toDouble(), 'f', figure.value("unit"_L1) == "count"_L1 ? 0 : 2) : QString();
}

} // namespace callfloor
