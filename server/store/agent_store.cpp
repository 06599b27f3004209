// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/agent_store.h"

namespace callfloor::store::agents {

using namespace Qt::StringLiterals;

namespace {

AgentWrapUp readWrapUp(Rows &rows, const CallId &call, UtcTime startedAt) {
    AgentWrapUp wrapUp;
    wrapUp.callId = call;
    wrapUp.startedAt = startedAt;
    wrapUp.minimumUntil = rows.time();
    wrapUp.maximumUntil = rows.timeOrNone();
    wrapUp.extensionsUsed = static_cast<int>(rows.integer());
    wrapUp.extensionsAllowed = static_cast<int>(rows.integer());
    wrapUp.extension = std::chrono::seconds(rows.integer());
    wrapUp.dispositionRequired = rows.boolean();
    wrapUp.disposed = rows.boolean();
    wrapUp.autoDisposition = rows.boolean();
    wrapUp.readyAfter = rows.boolean();
    return wrapUp;
}

Agent readAgent(Rows &rows) {
    Agent agent;
    agent.id = UserId(rows.text());
    agent.version = rows.integer();
    agent.presence = agentPresenceFromName(rows.text()).value_or(AgentPresence::Offline);
    agent.availability = rows.text() == "AVAILABLE"_L1 ? AgentAvailability::Available : AgentAvailability::NotReady;
    agent.reason = rows.text();
    agent.activity = agentActivityFromName(rows.text()).value_or(AgentActivity::Idle);
    const QString pending = rows.text();
    const bool logOff = rows.boolean();
    if (!pending.isEmpty()) agent.pending = PendingBreak{pending, logOff};
    const QString reservation = rows.text();
    const auto lease = rows.timeOrNone();
    agent.workId = rows.text();
    agent.callId = CallId(rows.text());
    const LegId leg(rows.text());
    if (!reservation.isEmpty()) agent.reservation = AgentReservation{reservation, agent.callId, leg, lease.value_or(UtcTime{})};
    agent.queueId = rows.text();
    agent.ownCall = rows.boolean();
    agent.disposed = rows.boolean();
    agent.missesInRow = static_cast<int>(rows.integer());
    const auto wrapUpAt = rows.timeOrNone();
    const AgentWrapUp wrapUp = readWrapUp(rows, agent.callId, wrapUpAt.value_or(UtcTime{}));
    if (wrapUpAt) agent.wrapUp = wrapUp;
    agent.stateSince = rows.time();
    agent.lastWorkEndedAt = rows.timeOrNone();
    agent.lastHeardAt = rows.time();
    return agent;
}

AgentChange readChange(Rows &rows) {
    AgentChange change;
    change.agentId = UserId(rows.text());
    change.at = rows.time();
    change.from = agentStateFromName(rows.text()).value_or(AgentState::Offline);
    change.to = agentStateFromName(rows.text()).value_or(AgentState::Offline);
    change.presence = agentPresenceFromName(rows.text()).value_or(AgentPresence::Offline);
    change.reason = rows.text();
    change.pendingReason = rows.text();
    change.actorId = UserId(rows.text());
    change.callId = CallId(rows.text());
    change.queueId = rows.text();
    change.version = rows.integer();
    return change;
}

Agent firstAgent(Rows rows, const UserId &id) {
    if (rows.next()) return readAgent(rows);
    Agent agent;
    agent.id = id;
    return agent;
}

std::vector<UserId> ids(Rows rows) {
    std::vector<UserId> found;
    while (rows.next()) found.emplace_back(rows.text());
    return found;
}

AgentRow readRow(Rows &rows) {
    const UserId id(rows.text());
    const QString name = rows.text(), team = rows.text();
    AgentRow row{{}, name, team};
    if (rows.boolean()) row.agent = readAgent(rows);
    row.agent.id = id;
    return row;
}

/// The values of the wrap-up, or of none.
Binds wrapUpBinds(const std::optional<AgentWrapUp> &wrapUp) {
    const AgentWrapUp w = wrapUp.value_or(AgentWrapUp{});
    const auto timeIf = [&](UtcTime time) { return microsOrNull(wrapUp ? std::optional(time) : std::nullopt); };
    return {{":wrap_started_us", timeIf(w.startedAt)},
            {":wrap_minimum_us", timeIf(w.minimumUntil)},
            {":wrap_maximum_us", microsOrNull(w.maximumUntil)},
            {":wrap_extensions", w.extensionsUsed},
            {":wrap_extensions_allowed", w.extensionsAllowed},
            {":wrap_extension_s", QVariant::fromValue(qint64{w.extension.count()})},
            {":wrap_required", w.dispositionRequired},
            {":wrap_disposed", w.disposed},
            {":wrap_auto", w.autoDisposition},
            {":wrap_ready_after", w.readyAfter}};
}

} // namespace

Agent lock(Tx &tx, const UserId &id) { return firstAgent(tx.query(u"agent_lock"_s, {{":id", id.text()}}), id); }
Agent load(Tx &tx, const UserId &id) { return firstAgent(tx.query(u"agent_load"_s, {{":id", id.text()}}), id); }

bool save(Tx &tx, const Agent &agent, qint64 expected) {
    const auto &reservation = agent.reservation;
    Binds binds = {{":id", agent.id.text()},
                   {":version", QVariant::fromValue(agent.version)},
                   {":presence", agentPresenceName(agent.presence)},
                   {":availability", agentAvailabilityName(agent.availability)},
                   {":reason", textOrNull(agent.reason)},
                   {":activity", agentActivityName(agent.activity)},
                   {":pending_reason", textOrNull(agent.pending ? agent.pending->reason : QString())},
                   {":pending_log_off", agent.pending && agent.pending->logOff},
                   {":reservation_id", textOrNull(reservation ? reservation->id : QString())},
                   {":lease_us", microsOrNull(reservation ? std::optional(reservation->leaseUntil) : std::nullopt)},
                   {":work_id", textOrNull(agent.workId)},
                   {":call_id", textOrNull(agent.callId.text())},
                   {":leg_id", textOrNull(reservation ? reservation->legId.text() : QString())},
                   {":queue_id", textOrNull(agent.queueId)},
                   {":own_call", agent.ownCall},
                   {":disposed", agent.disposed},
                   {":misses", agent.missesInRow},
                   {":state_since_us", micros(agent.stateSince)},
                   {":last_work_us", microsOrNull(agent.lastWorkEndedAt)},
                   {":heard_us", micros(agent.lastHeardAt)},
                   {":due_us", microsOrNull(agent.dueAt())},
                   {":expected", QVariant::fromValue(expected)}};
    for (const Bind &bind : wrapUpBinds(agent.wrapUp)) binds.push_back(bind);
    return tx.exec(u"agent_save"_s, binds) == 1;
}

void heard(Tx &tx, const UserId &id, UtcTime now) { tx.exec(u"agent_heard"_s, {{":now_us", micros(now)}, {":id", id.text()}}); }

void append(Tx &tx, const AgentChange &change) {
    tx.exec(u"agent_change_insert"_s, {{":id", makeUuid7(change.at)},
                                       {":user_id", change.agentId.text()},
                                       {":at_us", micros(change.at)},
                                       {":from_state", agentStateName(change.from)},
                                       {":to_state", agentStateName(change.to)},
                                       {":presence", agentPresenceName(change.presence)},
                                       {":reason", textOrNull(change.reason)},
                                       {":pending_reason", textOrNull(change.pendingReason)},
                                       {":actor_id", textOrNull(change.actorId.text())},
                                       {":call_id", textOrNull(change.callId.text())},
                                       {":queue_id", textOrNull(change.queueId)},
                                       {":version", QVariant::fromValue(change.version)}});
}

std::vector<AgentChange> changes(Tx &tx, const UserId &id, UtcTime from, UtcTime to, int limit) {
    std::vector<AgentChange> found;
    {
        Rows before = tx.query(u"agent_change_before"_s, {{":user_id", id.text()}, {":from_us", micros(from)}});
        if (before.next()) found.push_back(readChange(before));
    }
    Rows rows = tx.query(u"agent_changes_between"_s, {{":user_id", id.text()}, {":from_us", micros(from)}, {":to_us", micros(to)}, {":limit", limit}});
    while (rows.next()) found.push_back(readChange(rows));
    return found;
}

std::vector<AgentChange> changesOfAll(Tx &tx, UtcTime from, UtcTime to) {
    std::vector<AgentChange> found;
    Rows rows = tx.query(u"agent_changes_of_all"_s, {{":from_us", micros(from)}, {":to_us", micros(to)}});
    while (rows.next()) found.push_back(readChange(rows));
    return found;
}

std::vector<Agent> routable(Tx &tx) {
    // NULL sorts last in one database and first in the other.
    std::vector<Agent> fresh, worked;
    Rows rows = tx.query(u"agent_routable"_s, {});
    while (rows.next()) {
        Agent agent = readAgent(rows);
        (agent.lastWorkEndedAt ? worked : fresh).push_back(std::move(agent));
    }
    fresh.insert(fresh.end(), std::make_move_iterator(worked.begin()), std::make_move_iterator(worked.end()));
    return fresh;
}

std::vector<UserId> due(Tx &tx, UtcTime now, int limit) { return ids(tx.query(u"agent_due"_s, {{":now_us", micros(now)}, {":limit", limit}})); }

std::vector<UserId> silent(Tx &tx, UtcTime before, int limit) {
    return ids(tx.query(u"agent_silent"_s, {{":before_us", micros(before)}, {":limit", limit}}));
}

std::vector<UserId> signedOn(Tx &tx) { return ids(tx.query(u"agent_signed_on"_s, {})); }

std::vector<UserId> orphans(Tx &tx, UtcTime before) { return ids(tx.query(u"agent_orphans"_s, {{":before_us", micros(before)}})); }

bool callIsLive(Tx &tx, const CallId &id) { return !id.isEmpty() && tx.query(u"call_is_live"_s, {{":id", id.text()}}).next(); }

bool callExists(Tx &tx, const CallId &id) { return tx.query(u"call_started"_s, {{":id", id.text()}}).next(); }

bool workedOn(Tx &tx, const UserId &id, const CallId &call) {
    return tx.query(u"agent_worked_on"_s, {{":user_id", id.text()}, {":call_id", call.text()}}).next();
}

std::vector<AgentRow> list(Tx &tx, const Scope &scope) {
    QStringList filters;
    Binds binds;
    if (scope.kind == DataScope::Team) {
        filters << u"filter_of_team"_s;
        binds = {{":scope_team", scope.teamId}, {":scope_agent", scope.self.text()}};
    } else if (scope.kind == DataScope::Own) {
        filters << u"filter_of_self"_s;
        binds = {{":scope_agent", scope.self.text()}};
    }
    std::vector<AgentRow> found;
    Rows rows = tx.query(u"agent_list"_s, binds, filters);
    while (rows.next()) found.push_back(readRow(rows));
    return found;
}

std::optional<AgentRow> one(Tx &tx, const UserId &id) {
    Rows rows = tx.query(u"agent_one"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    return readRow(rows);
}

} // namespace callfloor::store::agents
