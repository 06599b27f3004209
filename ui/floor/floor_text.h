// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>

namespace callfloor {

/// The words of the floor: alarms, reasons for waiting, figures.
class FloorText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::FloorText)
public:
    /// An alarm in a sentence; one of a kind that this program does not know is named all the same.
    static QString alert(const QJsonObject &alert);
    /// Why a caller waits: by the reason's code; the floor's own words for codes that are not known here.
    static QString waitReason(const QJsonObject &reason);
    /// `12.5 %`; a dash where there is no data.
    static QString percent(const QJsonValue &value);
    static QString seconds(double seconds);
    /// One of the board's figures by its name; an empty object if it is not there.
    static QJsonObject figure(const QJsonArray &figures, QLatin1StringView name);
    /// `listening`, `whispering`, …: how a supervisor is on a call.
    static QString mode(const QString &mode);

private:
    static QString measured(const QString &kind, const QString &subject, double limit);
    static QString busyAgents(const QJsonObject &reason);
    static QString clock(const QJsonValue &iso);
};

} // namespace callfloor
