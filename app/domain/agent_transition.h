// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/actor.h"
#include "app/domain/agent.h"
#include "app/domain/result.h"

#include <variant>
#include <vector>

namespace callfloor {

/// Everything that can happen to an agent. Inputs about a piece of work name it (`workId`, the id of its reservation),
/// so that one which comes late for an offer that is over does nothing to the next; empty means the present work.
namespace agentinput {

/// Signs on. Never straight to available. Repeated or after a lost console: comes back as he was.
struct Login {
    Actor by;
};
/// Signs off. Only from NOT_READY; `forced` by a supervisor, with a reason, from anywhere (at the end of a live call).
struct Logout {
    Actor by;
    bool forced = false;
    QString reason = {};
};
struct Ready {
    Actor by;
};
/// Wants a break; while busy it is kept until the work is over. `reason` is a reason code.
struct NotReady {
    Actor by;
    QString reason = {};
};
/// Keeps the agent for a call. `ownCall`: he asked for it himself, so he need not be available.
struct Reserve {
    QString reservationId;
    CallId callId;
    QString queueId;
    UtcTime leaseUntil{};
    bool ownCall = false;
};
/// The agent's phone rings. `leaseUntil`: when to give up if nothing is heard of it (ring time-out and some).
struct LegRings {
    QString workId;
    LegId legId;
    UtcTime leaseUntil{};
};
/// The agent sees whom he is to call (preview dialling).
struct PreviewShown {
    QString workId;
    UtcTime leaseUntil{};
};
struct Answered {
    QString workId;
};
struct Hold {
    QString workId;
};
struct Unhold {
    QString workId;
};
/// Either side hung up, or the agent left the call. Wrap-up follows where a queue's or campaign's call was answered; not
/// after consultations and the agent's own calls.
struct WorkEnded {
    QString workId;
    bool answered = false;
    bool isQueueOrCampaignWork = false;
    WrapUpPolicy wrapUp;
};
/// He did not answer, or rejected the offer. `limit` misses in a row make him NOT_READY("missed"); 0: never.
struct Missed {
    QString workId;
    int limit = 1;
};
/// The caller hung up before the agent answered.
struct CallerGone {
    QString workId;
};
/// Somebody else got the caller, or the offer was taken back.
struct Released {
    QString workId;
    Actor by;
};
/// A disposition was saved for the call.
struct Disposed {
    CallId callId;
    QString code;
    Actor by;
};
struct ExtendWrapUp {
    Actor by;
};
/// The time of the wrap-up may be over.
struct WrapUpTimer {};
/// The agent's console was heard.
struct Heartbeat {};
/// Looks whether the console has been silent for too long.
struct HeartbeatLost {
    std::chrono::seconds lostAfter{45};
    std::chrono::seconds loggedOffAfter{300};
};
/// Looks whether the lease of the reservation has run out.
struct LeaseExpired {
    QString workId;
};
/// The server has started again, or the work's call is found to be over: `liveCallId` is the call that the agent is on
/// in truth, empty for none.
struct Restored {
    CallId liveCallId;
    bool isQueueOrCampaignWork = false;
    WrapUpPolicy wrapUp;
};

} // namespace agentinput

using AgentInput =
    std::variant<agentinput::Login, agentinput::Logout, agentinput::Ready, agentinput::NotReady, agentinput::Reserve,
                 agentinput::LegRings, agentinput::PreviewShown, agentinput::Answered, agentinput::Hold,
                 agentinput::Unhold, agentinput::WorkEnded, agentinput::Missed, agentinput::CallerGone,
                 agentinput::Released, agentinput::Disposed, agentinput::ExtendWrapUp, agentinput::WrapUpTimer,
                 agentinput::Heartbeat, agentinput::HeartbeatLost, agentinput::LeaseExpired, agentinput::Restored>;

/// The inputs' names in the order of the variant, e.g. `Login`: for tests and logs.
const char *agentInputName(size_t index);

/// One line of the append-only log of changes, from which all times in states are counted.
struct AgentChange {
    UserId agentId;
    AgentState from = AgentState::Offline;
    AgentState to = AgentState::Offline;
    AgentPresence presence = AgentPresence::Offline; ///< After the change.
    QString reason;        ///< The reason code, or why the system did it: lease_expired, caller_gone, …
    QString pendingReason; ///< Of a break that was chosen and waits.
    UserId actorId;        ///< Empty: the system.
    CallId callId;
    QString queueId;
    UtcTime at{};
    qint64 version = 0; ///< Of the agent after the change.
    bool operator==(const AgentChange &) const = default;
};

struct AgentTransition {
    Agent agent;
    std::optional<AgentChange> change; ///< The state changed: save the agent, append this.
    bool heard = false;                ///< `lastHeardAt` moved. Without a change that alone is to be saved.
    /// The wrap-up ended without a disposition: save `uncoded` for this call.
    CallId uncodedCall;
    /// The offer was taken from the agent: ring somebody else, or let the caller's place in the queue go on.
    CallId releasedCall;
    std::optional<Error> refusal; ///< Then nothing else is set.
};

/// The agent after the input. Pure: no clock but `now`. An input that has been overtaken (its work is over) is refused
/// with a sentence or changes nothing; it never acts on other work.
AgentTransition transition(Agent agent, const AgentInput &input, UtcTime now);

/// A rule of the machine, as the table has it.
struct AgentRule {
    const char *input = "";
    std::vector<AgentState> from;
    const char *to = "";    ///< The state, `rest` (pending break, AVAILABLE or NOT_READY), `same`, or `refused`.
    const char *guard = ""; ///< When, in words; empty: always.
};
/// The table, first match first: for documentation and tests.
std::vector<AgentRule> agentRules();

} // namespace callfloor
