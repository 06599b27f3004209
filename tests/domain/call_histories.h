// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/domain/call_world.h"

#include <QRandomGenerator>

#include <vector>

namespace callfloor::test {

/// Everything that the carrier reported about one call, in the order in which it happened.
struct History {
    QString name;
    World start; ///< With the call, if it is one that we ordered.
    std::vector<CarrierEvent> events;
    CallStatus status = CallStatus::Completed; ///< How the call must be shown in the end.
    QString outcome = {};
    std::optional<UtcTime> answeredAt = {};
    std::optional<UtcTime> endedAt = {};
};

/// Calls as they were recorded: outbound and inbound, answered and not, with recording, cost, hold, AI, conference,
/// devices of their own, and with several reports within the same microsecond.
std::vector<History> recordedHistories();

/// A history that no carrier would tell: any reports about a few legs at a few moments, contradicting each other.
History randomHistory(QRandomGenerator &random, int events);

} // namespace callfloor::test
