// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/call_plan.h"
#include "app/domain/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace callfloor {

/// What the console shows of one call. Filled from the call object of the API, whole or in parts.
struct LiveCall {
    QString id;
    CallDirection direction = CallDirection::Outbound;
    CallStatus status = CallStatus::Initiated;
    CallStage stage = CallStage::New;
    QString customerNumber;
    QString ourNumber;
    QString agentId;     ///< Empty: nobody owns the call.
    QString queueId;     ///< Empty: none.
    QString outcome;     ///< The finer word of an ended call: `busy`, `rejected`, …
    QString failureText; ///< Why the last command failed; empty if none did.
    std::optional<UtcTime> startedAt;
    std::optional<UtcTime> answeredAt;
    std::optional<UtcTime> endedAt;

    qint64 seq = 0;                   ///< The newest event in this row; 0 if none had a number.
    std::optional<UtcTime> endSeenAt; ///< When we learnt of the end, by our own clock.

    bool ended() const { return isTerminal(status); }
    /// The last moment that counts for the row's durations: its end, else `now`.
    UtcTime until(UtcTime now) const { return endedAt ? *endedAt : endSeenAt.value_or(now); }
    /// How long the customer waited, or has been waiting, for an answer; never negative.
    std::chrono::microseconds waited(UtcTime now) const;
    /// How long they talk, or talked; nothing before the answer.
    std::optional<std::chrono::microseconds> talked(UtcTime now) const;
};

/// Groups of a row's values that change together; bits, so that a merge can name several.
enum LiveCallPart : unsigned {
    kPartDirection = 1U << 0,
    kPartState = 1U << 1,
    kPartCustomer = 1U << 2,
    kPartOurNumber = 1U << 3,
    kPartAgent = 1U << 4,
    kPartAnswer = 1U << 5, ///< answeredAt or endedAt
    kPartStart = 1U << 6,
    kPartStage = 1U << 7,
    kPartQueue = 1U << 8,
};

/// True if the object can begin a row: it has an id and one of the six call states. Campaigns also arrive as
/// `callUpdate`; their states are other words.
bool isCallObject(const QJsonObject &object);

/// Takes over the fields that `object` has, leaves the others. Returns the parts that changed.
unsigned mergeCall(LiveCall &call, const QJsonObject &object);
/// Takes over all that `from` says of the call, but not when we learnt of it. Returns the parts that changed.
unsigned takeOver(LiveCall &call, const LiveCall &from);

/// The floor as it was at event `seq`.
struct CallSnapshot {
    qint64 seq = 0;
    std::vector<LiveCall> calls;
};

/// Reads the reply of FloorSnapshot. Pure, so that a large one can be read outside the UI thread.
Result<CallSnapshot> readSnapshot(const QByteArray &json);

} // namespace callfloor
