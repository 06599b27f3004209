// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <QStringList>

namespace callfloor::store::retention {

/// What is given up after its time.
enum class Kind : quint8 {
    Words,    ///< Transcripts and notes of calls that have ended.
    Numbers,  ///< The customer's number on calls that have ended, and texts that may hold it. The calls stay, for the figures.
    Events,   ///< The log of events.
    Webhooks, ///< The carrier's messages as they came.
    Commands, ///< Requests to the carrier whose result is known.
};

/// A few things whose time is over.
struct Lot {
    QStringList ids;
    UtcTime last{}; ///< Words, Numbers: when the last of these calls began.
};

/// Looks for at most `limit` of them, the oldest first. `from`: calls that began earlier have been done with.
Lot due(Tx &tx, Kind kind, UtcTime from, UtcTime before, int limit);
/// Gives them up.
void remove(Tx &tx, Kind kind, const QStringList &ids);

} // namespace callfloor::store::retention
