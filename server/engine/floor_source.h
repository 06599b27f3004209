// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/routing.h"
#include "server/store/database.h"

namespace callfloor {

/// Who knows the live floor: the router, which keeps it in memory. The queue services only ask, in the engine thread.
class FloorSource {
public:
    virtual ~FloorSource() = default;
    /// Queues, waiting entries and agents as they are at this moment.
    virtual RoutingView routingView() const = 0;
};

/// The floor as the rows have it: who waits, and what the members of the queues do.
RoutingView floorFromRows(store::Tx &tx, UtcTime now);

/// What the members of a queue do.
struct StaffCounts {
    WorkCounts work;
    int idle = 0;
};
StaffCounts staffOf(const RoutingView &view, const QueueId &queue);
/// `{"idle": 2, "talking": 3, …}`.
QJsonObject staffJson(const StaffCounts &counts);

} // namespace callfloor
