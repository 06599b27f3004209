// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>

namespace callfloor {

/// The words and the values of the figures of `GET /api/metrics`.
class FigureText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::FigureText)
public:
    /// `Service level` for `serviceLevel`; the name itself of one that this program does not know.
    static QString name(const QString &figure);
    /// A figure's value with its unit: `82.6 %`, `1:24`, `131`; a dash where there is no data.
    static QString value(const QJsonObject &figure);
    /// The same as a bare number for files, with a point; empty where there is no data.
    static QString plainValue(const QJsonObject &figure);
    /// The figures that tables and charts show, in their order.
    static QStringList shownFigures();
};

} // namespace callfloor
