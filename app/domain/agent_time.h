// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"

#include <vector>

namespace callfloor {

/// A stay in one state with one reason, cut to the interval that was asked for.
struct AgentInterval {
    AgentState state = AgentState::Offline;
    QString reason;
    UtcTime startedAt{};            ///< When it began, possibly before the interval.
    std::optional<UtcTime> endedAt; ///< Missing: it lasts.
    std::chrono::microseconds within{0}; ///< Its length within the interval.
    UserId actorId;
    CallId callId;
    QString queueId;
};

/// Time in state from the log of changes alone. `changes` are one agent's in order, the first of them being the last one
/// before `from` if there was any; before it he was logged off. Changes that left state and reason as they were (a
/// break that waits, an extension) do not divide a stay. The lengths add up to min(to, now) - from.
std::vector<AgentInterval> timeInState(const std::vector<AgentChange> &changes, UtcTime from, UtcTime to, UtcTime now);

} // namespace callfloor
