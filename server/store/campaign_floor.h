// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/queue.h"
#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// The agents of a queue, counted for the pacing of its campaigns.
struct CampaignFloor {
    int loggedIn = 0;
    int idle = 0;    ///< Would take a call now; those whom other callers of the queue take first are not counted.
    int paused = 0;
    int leaving = 0; ///< Of those at work: will not be free when it ends.
    std::vector<double> talking; ///< Seconds since the call began, of those who will be free after it.
    std::vector<double> wrapping; ///< Seconds since the wrap-up began.
};

/// Reads the floor from the rows of queue members, agents and waiting callers.
CampaignFloor campaignFloor(Tx &tx, const QueueId &queue, UtcTime now);

} // namespace callfloor::store
