// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"
#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// An agent as lists show him.
struct AgentRow {
    Agent agent;
    QString name;
    QString teamId;
};

/// The states of agents and the log of their changes. Functions of a transaction, without state of their own.
namespace agents {

/// The agent, locked until the transaction ends; who never signed on is OFFLINE with version 0.
Agent lock(Tx &tx, const UserId &id);
Agent load(Tx &tx, const UserId &id);
/// Writes the agent over the version `expected`. False if somebody else has changed him meanwhile: nothing is written.
bool save(Tx &tx, const Agent &agent, qint64 expected);
/// The agent's console was heard; no change of state.
void heard(Tx &tx, const UserId &id, UtcTime now);

/// Appends a line to the log of changes.
void append(Tx &tx, const AgentChange &change);
/// The changes of an agent in [from, to), preceded by the last one before, which says how the interval began. At most
/// `limit` and one lines.
std::vector<AgentChange> changes(Tx &tx, const UserId &id, UtcTime from, UtcTime to, int limit);
/// The changes of all agents in [from, to), in order of time: for reports.
std::vector<AgentChange> changesOfAll(Tx &tx, UtcTime from, UtcTime to);

/// Agents who may be given work now (isRoutable), longest idle first; those who have not worked yet come first.
std::vector<Agent> routable(Tx &tx);
/// Agents whose lease or wrap-up has to be looked at.
std::vector<UserId> due(Tx &tx, UtcTime now, int limit);
/// Agents signed on whose console was last heard at `before` or earlier.
std::vector<UserId> silent(Tx &tx, UtcTime before, int limit);
std::vector<UserId> signedOn(Tx &tx);
/// Agents on a call that was over at `before` already, or that does not exist.
std::vector<UserId> orphans(Tx &tx, UtcTime before);
bool callIsLive(Tx &tx, const CallId &id);
bool callExists(Tx &tx, const CallId &id);
/// True if the call is or was the agent's: he owns it, works on it, or was on it by the log of changes.
bool workedOn(Tx &tx, const UserId &id, const CallId &call);

/// The users within the scope who can sign in, by name.
std::vector<AgentRow> list(Tx &tx, const Scope &scope);
/// One user as an agent; nothing if there is no such user.
std::optional<AgentRow> one(Tx &tx, const UserId &id);

} // namespace agents
} // namespace callfloor::store
