// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/queue.h"
#include "app/domain/routing.h"
#include "server/store/database.h"

#include <optional>

namespace callfloor {

/// How often callers of this queue are told where they stand; 0 where nothing is to be said.
std::chrono::seconds announceInterval(const Queue &queue);

/// Where callers who wait stand, in words. One for a transaction: the floor is looked at once.
class Announcer {
public:
    Announcer(const CallPolicy &policy, UtcTime now) : m_policy(policy), m_now(now) {}

    /// What this call's caller is to hear; nothing for a caller who does not wait any more or is about to be offered.
    input::Announce tell(store::Tx &tx, const Call &call, const std::optional<Queue> &queue);

private:
    const CallPolicy &m_policy;
    UtcTime m_now;
    std::optional<RoutingResult> m_floor;
};

} // namespace callfloor
