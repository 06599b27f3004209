// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// The names by which a batch of inputs may know its calls.
struct CallKeys {
    QStringList legs, controls, carrierLegs, sessions, calls;
};

/// What a list of calls is restricted to. `scopeAgent`: only what this agent may see (his own, and unowned callers
/// who wait); with `scopeTeam` also the calls of that team.
struct CallFilter {
    QString scopeAgent;
    QString scopeTeam = {};
    bool liveOnly = false;
    std::optional<CallStatus> status;
    std::optional<CallDirection> direction;
    QString number;
    std::optional<UtcTime> from, to;
    QString cursor; ///< Id of the last call of the page before.
};

struct LegHandle {
    LegId legId;
    CallId callId;
    QString callControlId;
    UtcTime createdAt;
};

/// Calls and their legs. Functions of a transaction, without state of their own.
namespace calls {

/// The calls that any of the keys leads to, locked for the rest of the transaction, with all their legs.
std::vector<Call> loadForInputs(Tx &tx, const CallKeys &keys);
std::optional<Call> load(Tx &tx, const CallId &id);
/// Calls whose plan has a moment that has come.
std::vector<CallId> due(Tx &tx, UtcTime now, int limit);
/// Writes calls and legs as they are, new or not. `timeScale` shortens the deadlines (fault tests).
void save(Tx &tx, const std::vector<Call> &calls, double timeScale);

/// Call objects as JSON text, newest first, straight from the rows: an array.
QByteArray listJson(Tx &tx, const CallFilter &filter, int limit);
/// `{"calls": […], "next": cursor or null}`.
QByteArray pageJson(Tx &tx, const CallFilter &filter, int limit);
/// `{"total": n, "byStatus": {…}}`.
QByteArray countJson(Tx &tx, const CallFilter &filter);
/// One call object with `agent`; empty if there is none. `owner` gets the id of its agent.
QByteArray oneJson(Tx &tx, const CallId &id, QString *owner, bool *waiting);

/// Legs whose deadline has come.
std::vector<std::pair<LegId, CallId>> dueLegs(Tx &tx, UtcTime now, int limit);
/// Supervisors who are on somebody else's call, or are being rung for it.
std::vector<UserId> supervising(Tx &tx);
/// Whether this one is.
bool isSupervising(Tx &tx, const UserId &user);
/// How many legs all calls have had.
qint64 legCount(Tx &tx);
/// Legs that should be alive at the carrier, older than `before`.
std::vector<LegHandle> liveHandles(Tx &tx, UtcTime before);

} // namespace calls
} // namespace callfloor::store
