// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// An agent's phone that stays up between calls, while it does.
struct AgentLine {
    CallId call;
    UserId agent;
    LegId leg;
    QString station;       ///< What was dialled.
    bool answered = false; ///< Else it still rings.
    bool ending = false;   ///< Somebody has asked for its end.
    bool operator==(const AgentLine &) const = default;
};

namespace lines {
/// The agent's line, also while it rings; nothing if there is none.
std::optional<AgentLine> of(Tx &tx, const UserId &agent);
/// Agents whose line rings at this moment.
std::vector<UserId> ringing(Tx &tx);
/// Agents who are to have a line and have none.
std::vector<UserId> wanted(Tx &tx);
/// Lines that are up for nobody, or were answered before `old`.
std::vector<CallId> unwanted(Tx &tx, UtcTime old);
} // namespace lines

} // namespace callfloor::store
