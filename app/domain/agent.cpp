// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/agent.h"

#include <algorithm>
#include <array>

namespace callfloor {

namespace {

// Stored words, in the order of the enumerations: never change one.
constexpr std::array kAgentStateWords = {"OFFLINE", "NOT_READY", "AVAILABLE", "RESERVED", "RINGING",
                                         "PREVIEW", "TALKING",   "HOLD",      "WRAPUP",   "UNREACHABLE"};
constexpr std::array kAgentActivityWords = {"IDLE", "RESERVED", "RINGING", "PREVIEW", "TALKING", "HOLD", "WRAPUP"};
constexpr std::array kAgentPresenceWords = {"offline", "online", "unreachable"};

template <class Enum, size_t N>
std::optional<Enum> agentWord(const std::array<const char *, N> &words, QStringView name) {
    for (size_t i = 0; i < N; ++i)
        if (name == QLatin1String(words[i])) return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace

std::optional<UtcTime> AgentWrapUp::endsAt() const {
    if (disposed) return minimumUntil;
    if (maximumUntil) {
        if (dispositionRequired && !autoDisposition) return std::nullopt;
        return std::max(*maximumUntil, minimumUntil);
    }
    if (dispositionRequired) return std::nullopt;
    return minimumUntil;
}

std::optional<UtcTime> Agent::dueAt() const {
    if (reservation) return reservation->leaseUntil;
    if (wrapUp) return wrapUp->endsAt();
    return std::nullopt;
}

AgentState stateOf(const Agent &agent) {
    if (agent.presence == AgentPresence::Offline) return AgentState::Offline;
    switch (agent.activity) {
    case AgentActivity::Reserved: return AgentState::Reserved;
    case AgentActivity::Ringing: return AgentState::Ringing;
    case AgentActivity::Preview: return AgentState::Preview;
    case AgentActivity::Talking: return AgentState::Talking;
    case AgentActivity::Hold: return AgentState::Hold;
    case AgentActivity::WrapUp: return AgentState::WrapUp;
    case AgentActivity::Idle: break;
    }
    if (agent.presence == AgentPresence::Unreachable) return AgentState::Unreachable;
    return agent.availability == AgentAvailability::Available ? AgentState::Available : AgentState::NotReady;
}

bool isRoutable(const Agent &agent, int capacity) {
    const int reservations = agent.reservation ? 1 : 0;
    return agent.presence == AgentPresence::Online && agent.availability == AgentAvailability::Available &&
           agent.activity == AgentActivity::Idle && !agent.pending && reservations < capacity;
}

QString agentStateName(AgentState state) { return QLatin1String(kAgentStateWords[static_cast<size_t>(state)]); }
std::optional<AgentState> agentStateFromName(QStringView name) { return agentWord<AgentState>(kAgentStateWords, name); }

QString agentPresenceName(AgentPresence presence) { return QLatin1String(kAgentPresenceWords[static_cast<size_t>(presence)]); }
std::optional<AgentPresence> agentPresenceFromName(QStringView name) {
    return agentWord<AgentPresence>(kAgentPresenceWords, name);
}

QString agentAvailabilityName(AgentAvailability availability) {
    return agentStateName(availability == AgentAvailability::Available ? AgentState::Available : AgentState::NotReady);
}

QString agentActivityName(AgentActivity activity) { return QLatin1String(kAgentActivityWords[static_cast<size_t>(activity)]); }
std::optional<AgentActivity> agentActivityFromName(QStringView name) {
    return agentWord<AgentActivity>(kAgentActivityWords, name);
}

} // namespace callfloor
