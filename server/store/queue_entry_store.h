// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/routing.h"
#include "server/store/database.h"

#include <map>

namespace callfloor::store {

/// Where a caller's wait stands. The last three end it.
enum class EntryState : quint8 { Waiting, Offered, Connected, Abandoned, FlowedOut };

/// A row of queue_entry: one wait of one call in one queue.
struct QueueEntry {
    QueueEntryId id;
    CallId callId;
    QueueId queue;
    int callPriority = 0;
    UtcTime enteredAt{};
    EntryState state = EntryState::Waiting;
    std::optional<UtcTime> offeredAt, connectedAt, endedAt;
    QString outcome; ///< answered, caller_gone, max_wait, queue_full, voicemail, callback, transferred, …
    UserId agent;
    UserId lastAgent;
    std::vector<SkillNeed> needs;
    std::vector<RelaxedSkill> relaxed;
    QString overflowedTo;
    bool callback = false; ///< He has hung up; his place stays.
    int tries = 0;         ///< How often he was called back.
    std::optional<UtcTime> notBefore; ///< He is not called back before.
};

enum class OfferResult : quint8 { Answered, Missed, Rejected, LostRace, CallerGone };

/// How full a queue is.
struct QueueLoad {
    QueueId queue;
    int waiting = 0; ///< Offered ones included, callbacks not: nobody is on their line.
    int offered = 0;
    std::optional<UtcTime> oldestEnteredAt; ///< Of the same.
    int callbacks = 0; ///< Who are to be called back.
};

/// What an agent spends his time with.
enum class WorkKind : quint8 { Talk, Hold, Wrap, Ring, Idle, NotReady };
struct WorkSegment {
    QString id;
    UserId user;
    CallId call;   ///< Empty without one.
    QueueId queue; ///< Empty without one.
    WorkKind kind = WorkKind::Idle;
    UtcTime beganAt{};
    std::optional<UtcTime> endedAt;
};

/// Callers who wait. Every change holds only in the state in which it is allowed: of two who try, one gets true. Each
/// belongs into the transaction that also moves the call and the agents; then announce() the queues.
namespace entries {

/// A caller enters. False if his call has an open entry already.
bool enter(Tx &tx, const QueueEntry &entry);
std::optional<QueueEntry> get(Tx &tx, const QueueEntryId &id);
std::optional<QueueEntry> openOf(Tx &tx, const CallId &call);
std::vector<QueueEntry> allOpen(Tx &tx);
std::vector<QueueEntry> openIn(Tx &tx, const QueueId &queue);
int openCount(Tx &tx, const QueueId &queue);
/// Of them those who are on the line.
int onTheLine(Tx &tx, const QueueId &queue);
/// Who did not pick up for the open entries.
std::map<QueueEntryId, std::vector<UserId>> tried(Tx &tx);

/// True if somebody waits whom nobody is being offered to.
bool anyWaiting(Tx &tx);
/// Whom the queue rang last; empty for nobody.
UserId lastRung(Tx &tx, const QueueId &queue);
/// Who talked last with a caller of this number; empty for nobody.
UserId lastAgentOf(Tx &tx, const QString &number);

/// Waiting -> Offered, with an open offer for every agent. False if somebody else was faster.
bool offer(Tx &tx, const Offer &offer, UtcTime now);
/// One agent did not take it. True if that was the last one who was rung: then the caller waits again, at his old place.
bool offerEnded(Tx &tx, const QueueEntryId &id, const UserId &agent, OfferResult result, UtcTime now);
/// The agent has the caller; whoever else was rung has lost the race (`losers`). False if somebody else was faster.
bool connect(Tx &tx, const QueueEntryId &id, const UserId &agent, UtcTime now, std::vector<UserId> *losers = nullptr);
/// The caller hung up. Agents who were being rung come out in `released`.
bool abandon(Tx &tx, const QueueEntryId &id, UtcTime now, std::vector<UserId> *released = nullptr);
/// The caller leaves for elsewhere: `outcome` says why, `to` where (a queue's id or the overflow's word).
bool flowOut(Tx &tx, const QueueEntryId &id, const QString &outcome, const QString &to, UtcTime now,
             std::vector<UserId> *released = nullptr);
/// The caller hangs up and is to be called back when it is his turn. False if he does not wait.
bool keepPlace(Tx &tx, const QueueEntryId &id);
/// The callback is made by this call. False if it is not to be made any more.
bool callBackBy(Tx &tx, const QueueEntryId &id, const CallId &call);
/// The callback has not reached him: it waits again, at its old place, until then. `counts`: it was a try.
bool retryCallback(Tx &tx, const QueueEntryId &id, UtcTime notBefore, bool counts);
bool setPriority(Tx &tx, const QueueEntryId &id, int callPriority);

std::vector<QueueLoad> loads(Tx &tx, const std::vector<QueueId> &queues = {});
/// Appends a QueueUpdate event for each queue, with its load as it is now.
void announce(Tx &tx, const std::vector<QueueId> &queues, UtcTime now);

/// The waiting part of a routing view and the queues with their handling time of the last hour. Agents are to be added.
RoutingView routingView(Tx &tx, UtcTime now);

} // namespace entries

/// The time of agents: one open segment each.
namespace work {
/// Ends the agent's open segment and begins the next.
void begin(Tx &tx, const WorkSegment &segment);
/// Ends it without a next one (logged out).
void end(Tx &tx, const UserId &user, UtcTime now);
std::optional<WorkSegment> openOf(Tx &tx, const UserId &user);
} // namespace work

QString entryStateName(EntryState state);
QString workKindName(WorkKind kind);
/// Shared with the figures.
QueueEntry readEntry(Rows &rows);
WorkSegment readSegment(Rows &rows);

} // namespace callfloor::store
