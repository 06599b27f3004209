// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/live_call.h"

#include <QCoreApplication>

namespace callfloor {

/// The words for calls, in the user's language: for the table, for tool tips and for screen readers.
class CallText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::CallText)
public:
    /// `Inbound`, `Outbound`.
    static QString direction(CallDirection direction);
    /// `Ringing`, `On call`, `Busy`, …: the state, and for ended calls the finer outcome where there is one.
    static QString state(const LiveCall &call);
    /// The words of state() without the finer outcomes, so that a column can be made wide enough.
    static QStringList states();
    /// `In a queue`, `On hold`, …
    static QString stage(CallStage stage);
    static QStringList stages();
    /// `4:07`, from an hour on `1:04:07`.
    static QString duration(std::chrono::microseconds duration);
    /// `4 minutes 7 seconds`: for screen readers.
    static QString spokenDuration(std::chrono::microseconds duration);
    /// Local time of day, with the date if that is not today.
    static QString moment(UtcTime moment, UtcTime now);
    /// One sentence with everything in the row: for screen readers.
    static QString row(const LiveCall &call, const QString &agent, UtcTime now);
};

} // namespace callfloor
