// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "app/domain/agent_transition.h"
#include "server/store/agent_store.h"

namespace callfloor {

/// Changes of agents inside anybody's transaction: what happens to a call and what happens to its agent belong together.
namespace agentdesk {

/// What became of an input.
struct Step {
    Agent agent;
    bool changed = false; ///< An event was appended: poke the event feed after the commit.
    CallId releasedCall;  ///< The offer was taken from him: the caller goes back to his place.
    CallId uncodedCall;   ///< Was given the disposition `uncoded`.
};

/// Locks the agent, applies the input, and writes in `tx`: the state over the version that was read, a line in the log
/// of changes, the event `agentUpdate`, and `uncoded` where a wrap-up ended without a disposition. `version`: what the
/// asker believes the agent's version to be. Errors: NotFound (no such user), Conflict (refused by the machine; reason
/// `stale_version`: somebody was faster). An error has written nothing, so the transaction may go on without it.
Result<Step> apply(store::Tx &tx, const UserId &id, const AgentInput &input, UtcTime now,
                   std::optional<qint64> version = std::nullopt);

/// An agent as the API shows him.
AgentInfo infoOf(const store::AgentRow &row);
/// The line of the event log that tells of an agent.
EventDraft eventOf(const store::AgentRow &row);

} // namespace agentdesk
} // namespace callfloor
