// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"

#include <vector>

namespace callfloor {

/// What a change of a call means to an agent whose device is on it.
enum class AgentNews : quint8 {
    Rings,      ///< His device rings.
    Answered,   ///< He has the call, or is asked.
    Held,       ///< The customer waits while he is on the call.
    Resumed,    ///< The customer does not wait any more.
    Missed,     ///< He did not answer, or could not be reached.
    Rejected,   ///< He declined.
    TooLate,    ///< Somebody else got the call, it was taken back, or the carrier could not ring him.
    CallerGone, ///< The customer hung up before he answered.
    Ended,      ///< He is not on the call any more.
};

struct AgentMove {
    UserId agent;
    LegId leg;
    QString workId; ///< The reservation; empty for who has none.
    Errand errand = Errand::Offer;
    AgentNews news = AgentNews::Rings;
    bool operator==(const AgentMove &) const = default;
};

/// What the change from `before` to `after` means to the agents whose devices are or were on the call, in the order of
/// their legs. Pure. Legs of supervisors are left out; of accounts that are not signed on it tells without a `workId`.
std::vector<AgentMove> agentMoves(const Call &before, const Call &after);

/// The customer is not on the line any more, or the call is being ended.
bool customerLeft(const Call &call);

} // namespace callfloor
