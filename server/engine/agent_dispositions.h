// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "server/store/database.h"

namespace callfloor::agentdesk {

/// Saves what came of a call for an agent's work on it, and lets him go on if it was his wrap-up. A correction keeps what
/// was there as history and is audited. Errors: NotFound, Forbidden, BadRequest.
Result<DisposeCall::Reply> dispose(store::Tx &tx, const DisposeCall &op, const Caller &who, UtcTime now);

} // namespace callfloor::agentdesk
