// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/agent_time.h"

#include <algorithm>

namespace callfloor {

namespace {

bool continues(const AgentInterval &stay, const AgentChange &change) {
    return stay.state == change.to && (change.reason.isEmpty() || stay.reason == change.reason || change.from == change.to) &&
           !(change.to == AgentState::NotReady && stay.reason != change.reason);
}

AgentInterval begun(const AgentChange &change) {
    AgentInterval stay;
    stay.state = change.to;
    stay.reason = change.reason;
    stay.startedAt = change.at;
    stay.actorId = change.actorId;
    stay.callId = change.callId;
    stay.queueId = change.queueId;
    return stay;
}

} // namespace

std::vector<AgentInterval> timeInState(const std::vector<AgentChange> &changes, UtcTime from, UtcTime to, UtcTime now) {
    const UtcTime end = std::min(to, now);
    std::vector<AgentInterval> stays;
    if (changes.empty() || changes.front().at > from) {
        AgentInterval before;
        before.startedAt = from;
        stays.push_back(before);
    }
    for (const AgentChange &change : changes) {
        if (!stays.empty() && continues(stays.back(), change)) continue;
        if (!stays.empty()) stays.back().endedAt = change.at;
        stays.push_back(begun(change));
    }
    for (AgentInterval &stay : stays) {
        const UtcTime first = std::max(stay.startedAt, from), last = std::min(stay.endedAt.value_or(end), end);
        stay.within = std::max(last - first, std::chrono::microseconds(0));
    }
    std::erase_if(stays, [&](const AgentInterval &stay) { return stay.endedAt && *stay.endedAt <= from; });
    return stays;
}

} // namespace callfloor
