// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/service_level.h"
#include "server/store/queue_entry_store.h"

#include <compare>
#include <map>

namespace callfloor::store {

/// Which figures are asked for. Intervals begin at `from` and are equally long; the last one may be cut by `to`.
struct FigureQuery {
    UtcTime from{}, to{};
    std::chrono::seconds interval{0}; ///< 0: all in one.
    QueueId queue; ///< Empty: all.
    UserId agent;  ///< Empty: all.
};

/// What sums belong to.
struct FigureKey {
    QueueId queue; ///< Empty for time without a queue.
    UserId agent;  ///< Empty for callers whom nobody answered.
    qint64 interval = 0; ///< Number, from 0.
    friend bool operator<(const FigureKey &a, const FigureKey &b) {
        return std::tie(a.queue, a.agent, a.interval) < std::tie(b.queue, b.agent, b.interval);
    }
};

/// What an agent did for one call of a queue.
struct Contact {
    QueueId queue;
    UserId agent;
    CallId call;
    UtcTime beganAt{}, endedAt{};
    qint64 handleUs = 0;
};

/// Sums over the rows of a time. An entry counts in the interval in which it entered its queue; time and contacts count
/// in the one in which they end. What is not over yet is not in the figures of time.
namespace figures {

std::map<FigureKey, QueueSums> entrySums(Tx &tx, const FigureQuery &query);
std::map<FigureKey, WorkSums> workSums(Tx &tx, const FigureQuery &query);

/// The rows behind the sums, oldest first.
std::vector<QueueEntry> entryRows(Tx &tx, const FigureQuery &query, int limit);
std::vector<Contact> contactRows(Tx &tx, const FigureQuery &query, int limit);
std::vector<WorkSegment> workRows(Tx &tx, const FigureQuery &query, int limit);

} // namespace figures
} // namespace callfloor::store
