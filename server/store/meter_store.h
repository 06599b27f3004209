// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// What an operator watches, out of the rows: how things stand, and what was added between two moments.
struct MeterReading {
    struct LiveCalls {
        QString status, direction;
        qint64 count = 0;
    };
    struct Waiting {
        QString queue;
        qint64 count = 0;
        std::optional<UtcTime> oldest;
    };
    struct Agents {
        QString presence, activity, availability;
        qint64 count = 0;
    };
    /// A wait that ended.
    struct Wait {
        QString queue, end; ///< `connected`, `abandoned`, `flowed_out`.
        std::chrono::microseconds length{0};
    };
    struct Calls {
        QString direction;
        qint64 started = 0, answered = 0, ended = 0, failed = 0;
    };

    std::vector<LiveCalls> live;
    std::vector<Waiting> waiting;
    std::vector<Agents> agents;
    qint64 openCommands = 0;
    std::optional<UtcTime> oldestCommand;
    qint64 answeredLive = 0, dropped = 0; ///< People whom campaigns reached, and those for whom there was no agent; of all time.

    std::vector<Wait> waits;
    std::vector<Calls> calls;
    qint64 webhooks = 0;
    std::chrono::microseconds webhookLagSum{0}, webhookLagMost{0}; ///< From the carrier's event to its arrival.
};

/// Reads all of it. `since` is exclusive, `until` inclusive, so that readings that follow each other count everything once.
MeterReading readMeters(Tx &tx, UtcTime since, UtcTime until);

} // namespace callfloor::store
