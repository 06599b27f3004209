// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "server/store/queue_entry_store.h"

#include <optional>

/// Calls to those who hung up and kept their places: the agent's phone rings first, then theirs.
namespace callfloor::callbacks {

/// The call that is made now that it is somebody's turn; it has its row and his place, but nobody rings yet. Nothing where
/// the hour does not allow it: then his place waits for the one that does. `promised`: the call in which he was promised it.
std::optional<Call> begin(store::Tx &tx, const store::QueueEntry &entry, const Call &promised, const CallPolicy &policy, UtcTime now);

/// Who is rung for it. With nobody, the call is over before it began and the place waits a little.
void agentsFound(store::Tx &tx, const store::QueueEntry &entry, Call &call, const std::vector<Device> &devices, const CallPolicy &policy,
                 UtcTime now);

} // namespace callfloor::callbacks
