// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "app/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callfloor {

using QueueId = Id<struct QueueTag>;
using SkillId = Id<struct SkillTag>;
using QueueEntryId = Id<struct QueueEntryTag>;

/// Which of the free agents gets the caller.
enum class QueueStrategy : quint8 {
    LongestIdle,    ///< Who has been idle longest since the last end of work.
    RoundRobin,     ///< The next one after whom the queue rang last, by position.
    FewestCalls,    ///< Who has handled the fewest calls.
    LeastTalk,      ///< Who has talked least.
    RingAll,        ///< All of them at once; the first to answer wins.
    TopDown,        ///< The one with the lowest position.
    RandomWeighted, ///< Drawn by the members' weights.
};
/// `longest-idle`, `round-robin`, …: the words of the API and of the database.
QString queueStrategyName(QueueStrategy strategy);
std::optional<QueueStrategy> queueStrategyFromName(QStringView name);

/// Where a caller goes who may not or will not wait on.
enum class OverflowKind : quint8 { Queue, Voicemail, Callback, HangUp, Message };
/// `queue`, `voicemail`, `callback`, `hang-up`, `message`.
QString overflowKindName(OverflowKind kind);
std::optional<OverflowKind> overflowKindFromName(QStringView name);

struct Overflow {
    OverflowKind kind = OverflowKind::Message;
    QueueId queue;  ///< Only for Queue.
    QString text;   ///< What is said before voicemail, hang-up and as the message; may be empty.
    bool operator==(const Overflow &) const = default;
};

/// What an agent must be able to do. Levels are 1 (a little) to 10.
struct SkillNeed {
    SkillId skill;
    int minLevel = 1;
    int weight = 1; ///< Of a level above the least one, where the strategy leaves a tie.
    bool operator==(const SkillNeed &) const = default;
};

/// The settings of a queue. Seconds throughout; 0 switches a limit or a schedule off.
struct Queue {
    QueueId id;
    QString name;
    int priority = 0; ///< Higher is served first, whatever others have waited.
    QueueStrategy strategy = QueueStrategy::LongestIdle;
    int tierStepSeconds = 0; ///< Tier n+1 joins after n such steps; 0: all tiers at once.
    bool skipEmptyTiers = true; ///< Tiers with nobody logged in take no step.
    std::vector<SkillNeed> skills;
    int relaxAfterSeconds = 0; ///< When the levels are first lowered by one …
    int relaxEverySeconds = 0; ///< … and how often again, down to 1. Both 0: never.
    bool stickyLastAgent = false; ///< Who talked with the caller last goes first.
    int stickyWaitSeconds = 0;    ///< How long the caller is kept for him while he is busy.
    int ringSeconds = 20;
    int missLimit = 1; ///< Misses in a row after which an agent is set not ready.
    int maxWaitSeconds = 0;
    int maxSize = 0; ///< Callers who may wait at once.
    Overflow overflow;
    QString musicUrl; ///< Empty: the carrier's ringback.
    int announceEverySeconds = 0;
    bool announcePosition = false;
    bool announceEstimate = false;
    bool offerCallback = false; ///< A caller who presses 1 hangs up, keeps his place and is called when it is his turn.
    int wrapUpMinSeconds = 0;
    int wrapUpMaxSeconds = 30; ///< 0: until the agent ends it.
    int wrapUpExtensions = 1;
    bool wrapUpNeedsDisposition = false;
    bool wrapUpAutoDisposition = true; ///< At the end of the time a code that counts as "uncoded".
    int serviceLevelSeconds = 20;  ///< T.
    int serviceLevelTarget = 80;   ///< Percent.
    int shortAbandonSeconds = 5;   ///< s.
    bool operator==(const Queue &) const = default;
};

/// The queue as the API shows it and as the database keeps it, but for its id.
QJsonObject queueToJson(const Queue &queue);
/// `base` with what stands in `fields`, checked. Unknown members are ignored (a newer version wrote them).
/// Errors: BadRequest with the field's name.
Result<Queue> queueWith(Queue base, const QJsonObject &fields);

/// An agent's place in a queue.
struct QueueMember {
    QueueId queue;
    UserId user;
    int tier = 1;     ///< 1 is asked first.
    int position = 0; ///< Order within the tier for top-down and round-robin.
    int weight = 1;   ///< For random-weighted.
    bool operator==(const QueueMember &) const = default;
};

} // namespace callfloor
