// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/queue.h"
#include "app/domain/wait_reason.h"

#include <map>
#include <optional>
#include <vector>

/// Who is offered to whom: a pure function of the floor as it is. It reserves nothing and remembers nothing; who acts on
/// a result wins or loses by compare-and-set in the database, and asks again with the floor as it is then.
namespace callfloor {

/// The priority of who was dialled by a campaign and has answered: before all who have called by themselves, since the law
/// gives us two seconds.
inline constexpr int kAnsweredPriority = 1'000'000;

/// A caller in a queue without an agent. `enteredAt` is kept when he is offered again, so his place is kept too.
struct WaitingEntry {
    QueueEntryId id;
    CallId callId;
    QueueId queue;
    UtcTime enteredAt{};
    int callPriority = 0; ///< Ages by one a second.
    std::vector<SkillNeed> needs; ///< Beyond those of the queue; for the same skill the higher level holds.
    UserId lastAgent;             ///< Who talked with this customer last; empty if nobody.
    std::vector<UserId> triedAgents; ///< Who did not pick up for this caller; asked again only when nobody else is left.
    bool callback = false;           ///< Nobody is on the line: he is called when it is his turn.
    std::optional<UtcTime> notBefore = {}; ///< A callback is not tried before.
    bool wantsLastAgent = false; ///< He was promised that one: who goes first if he is free, whatever the queue's setting.
};

/// What an agent does; the sentence of a wait is made of it.
enum class AgentWork : quint8 { LoggedOut, NotReady, Idle, Ringing, Talking, Hold, WrapUp, Unreachable };

struct AgentSkill {
    SkillId skill;
    int level = 1;
};

struct AgentPlace {
    QueueId queue;
    int tier = 1;
    int position = 0;
    int weight = 1;
};

/// An agent as routing sees him.
struct RoutingAgent {
    UserId id;
    AgentWork work = AgentWork::LoggedOut;
    /// Online, available, no break pending: may get an offer while `freeCapacity` > 0. The agent's own rules decide it.
    bool routable = false;
    int freeCapacity = 1; ///< Reservations that he can still take.
    std::vector<AgentPlace> places;
    std::vector<AgentSkill> skills;
    UtcTime idleSince{}; ///< The end of his last work.
    qint64 callsHandled = 0; ///< Since the start of his day.
    qint64 talkSeconds = 0;
};

/// The settings of a queue and what is known of its speed.
struct RoutingQueue {
    Queue settings;
    double averageHandleSeconds = 0; ///< Of the last hour or so; 0: not known, no estimate is made.
};

/// The floor at a moment.
struct RoutingView {
    std::vector<RoutingQueue> queues;
    std::vector<WaitingEntry> waiting; ///< Entries that nobody is being offered to.
    std::vector<RoutingAgent> agents;
    std::map<QueueId, UserId> roundRobin; ///< Whom each queue rang last.
    quint64 seed = 0; ///< For random-weighted: the same view with the same seed gives the same draw.
};

/// Agents to ring for a caller: one, or for ring-all all of them; reserve all or none.
struct Offer {
    QueueEntryId entryId;
    CallId callId;
    QueueId queue;
    std::vector<UserId> agents;
    std::vector<RelaxedSkill> relaxed; ///< Levels that were lowered for it; to be kept with the entry.
    int ringSeconds = 0;
    bool operator==(const Offer &) const = default;
};

/// A caller who goes on waiting: why, at which place, how long about.
struct Waiting {
    QueueEntryId entryId;
    QueueId queue;
    int position = 1; ///< Among the callers of his queue who wait, himself included.
    std::optional<int> estimatedSeconds; ///< Nothing where nobody works or no handling time is known.
    std::vector<WaitReason> reasons; ///< Never empty.
    bool operator==(const Waiting &) const = default;
};

/// A caller who has waited longer than his queue allows, or a callback that is too old, and that has got no offer now.
struct OverflowDue {
    QueueEntryId entryId;
    QueueId queue;
    Overflow to;
    bool operator==(const OverflowDue &) const = default;
};

struct RoutingResult {
    std::vector<Offer> offers;          ///< In the callers' order.
    std::vector<Waiting> waiting;       ///< In the callers' order.
    std::vector<OverflowDue> overflows; ///< These callers stand in `waiting` too.
    std::map<QueueId, UserId> roundRobin; ///< The memory after these offers.
    /// When time alone may change the result (a tier joins, a level falls, a limit is reached); nothing if it cannot.
    std::optional<UtcTime> nextChangeAt;
    bool operator==(const RoutingResult &) const = default;
};

/// Callers in order over all queues: the queue's priority, then the call's priority plus one a second, then who came
/// first, then the id. Each gets the best agent for him who is still free; nobody waits because one before him found
/// none. Entries of unknown queues are left out.
RoutingResult match(const RoutingView &view, UtcTime now);

/// How long a callback keeps its place; after that nobody expects it any more.
inline constexpr std::chrono::hours kPlaceLife{24};

/// The least level of a skill after that time of waiting.
int relaxedLevel(const Queue &queue, int minLevel, std::chrono::microseconds waited);

/// False if the queue is as full as it may be: the new caller overflows at once.
bool mayEnter(const Queue &queue, int alreadyWaiting);

} // namespace callfloor
