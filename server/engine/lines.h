// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/call_batch.h"
#include "server/store/line_store.h"
#include "server/store/user_store.h"

namespace callfloor {

/// Agents' phones that stay up between calls, inside anybody's transaction.
namespace lines {

/// Dials the phones of those of `agents` who still lack a line once they are locked: of two nodes only one calls.
BatchResult call(store::Tx &tx, const std::vector<UserId> &agents, const CallPolicy &policy, UtcTime now);

/// The line over which the agent is to get a call; empty if his phone is to be rung for it. Errors: Conflict (his phone
/// is being called at this moment, to stay up).
Result<LegId> forWork(store::Tx &tx, const store::User &user);

/// What became of a line, from one state of its call to the next.
enum class Change : quint8 { None, Answered, Lost };
Change changeOf(const Call &before, const Call &after);

/// An agent whose phone was not answered is not ready: callers would wait for nobody. True if an event was appended.
bool settled(store::Tx &tx, const Call &line, UtcTime now);
/// The call on which the agent of a line is; empty for none.
CallId workOn(store::Tx &tx, const Call &line);

} // namespace lines
} // namespace callfloor
