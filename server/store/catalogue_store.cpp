// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/catalogue_store.h"

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

Team readTeam(Rows &rows) {
    Team team;
    team.id = rows.text();
    team.name = rows.text();
    team.removed = rows.boolean();
    team.createdAt = rows.time();
    return team;
}

ReasonCode readReason(Rows &rows) {
    ReasonCode reason;
    reason.key = rows.text();
    reason.label = rows.text();
    reason.position = static_cast<int>(rows.integer());
    reason.system = rows.boolean();
    reason.removed = rows.boolean();
    return reason;
}

Disposition readDisposition(Rows &rows) {
    Disposition d;
    for (QString *text : {&d.key, &d.label, &d.hotkey, &d.queueId, &d.campaignId}) *text = rows.text();
    for (bool *flag : {&d.humanAnswered, &d.rightParty, &d.sale, &d.notInterested, &d.doNotCall, &d.callback, &d.unworkable,
                       &d.completed, &d.countsAsDrop})
        *flag = rows.boolean();
    d.action = rows.text();
    d.position = static_cast<int>(rows.integer());
    d.system = rows.boolean();
    d.removed = rows.boolean();
    return d;
}

CallDisposition readCallDisposition(Rows &rows) {
    CallDisposition d;
    d.id = rows.text();
    d.callId = CallId(rows.text());
    d.agentId = UserId(rows.text());
    d.code = rows.text();
    d.note = rows.text();
    d.callbackAt = rows.timeOrNone();
    d.actorId = UserId(rows.text());
    d.at = rows.time();
    d.replacedAt = rows.timeOrNone();
    return d;
}

template <class T>
std::vector<T> allRows(Rows rows, T (*read)(Rows &)) {
    std::vector<T> found;
    while (rows.next()) found.push_back(read(rows));
    return found;
}

template <class T>
std::optional<T> firstRow(Rows rows, T (*read)(Rows &)) {
    if (!rows.next()) return std::nullopt;
    return read(rows);
}

} // namespace

namespace teams {

QString nameKey(const QString &name) { return name.trimmed().toLower(); }

void save(Tx &tx, const Team &team) {
    tx.exec(u"team_save"_s, {{":id", team.id},
                             {":name", team.name.trimmed()},
                             {":name_key", nameKey(team.name)},
                             {":created_us", micros(team.createdAt)},
                             {":removed", team.removed}});
}

std::vector<Team> list(Tx &tx) { return allRows(tx.query(u"team_list"_s, {}), readTeam); }
std::optional<Team> byId(Tx &tx, const QString &id) { return firstRow(tx.query(u"team_one"_s, {{":id", id}}), readTeam); }
std::optional<Team> byName(Tx &tx, const QString &name) {
    return firstRow(tx.query(u"team_by_key"_s, {{":name_key", nameKey(name)}}), readTeam);
}

int members(Tx &tx, const QString &id) {
    Rows rows = tx.query(u"team_members"_s, {{":id", id}});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

} // namespace teams

namespace reasons {

void save(Tx &tx, const ReasonCode &reason) {
    tx.exec(u"reason_code_save"_s, {{":key", reason.key},
                                    {":label", reason.label},
                                    {":position", reason.position},
                                    {":system", reason.system},
                                    {":removed", reason.removed}});
}

std::vector<ReasonCode> list(Tx &tx) { return allRows(tx.query(u"reason_code_list"_s, {}), readReason); }
std::optional<ReasonCode> byKey(Tx &tx, const QString &key) {
    return firstRow(tx.query(u"reason_code_one"_s, {{":key", key}}), readReason);
}

} // namespace reasons

namespace dispositions {

void save(Tx &tx, const Disposition &d) {
    tx.exec(u"disposition_save"_s, {{":key", d.key},
                                    {":label", d.label},
                                    {":hotkey", textOrNull(d.hotkey)},
                                    {":queue_id", textOrNull(d.queueId)},
                                    {":campaign_id", textOrNull(d.campaignId)},
                                    {":human_answered", d.humanAnswered},
                                    {":right_party", d.rightParty},
                                    {":sale", d.sale},
                                    {":not_interested", d.notInterested},
                                    {":do_not_call", d.doNotCall},
                                    {":callback", d.callback},
                                    {":unworkable", d.unworkable},
                                    {":completed", d.completed},
                                    {":counts_as_drop", d.countsAsDrop},
                                    {":action", d.action},
                                    {":position", d.position},
                                    {":system", d.system},
                                    {":removed", d.removed}});
}

std::vector<Disposition> list(Tx &tx) { return allRows(tx.query(u"disposition_list"_s, {}), readDisposition); }
std::optional<Disposition> byKey(Tx &tx, const QString &key) {
    return firstRow(tx.query(u"disposition_one"_s, {{":key", key}}), readDisposition);
}

void assign(Tx &tx, const CallDisposition &d) {
    tx.exec(u"call_disposition_replace"_s,
            {{":now_us", micros(d.at)}, {":call_id", d.callId.text()}, {":agent_id", d.agentId.text()}});
    tx.exec(u"call_disposition_insert"_s, {{":id", d.id.isEmpty() ? makeUuid7(d.at) : d.id},
                                           {":call_id", d.callId.text()},
                                           {":agent_id", textOrNull(d.agentId.text())},
                                           {":code", d.code},
                                           {":note", textOrNull(d.note)},
                                           {":callback_us", microsOrNull(d.callbackAt)},
                                           {":actor_id", textOrNull(d.actorId.text())},
                                           {":at_us", micros(d.at)}});
}

std::optional<CallDisposition> finalOf(Tx &tx, const CallId &call, const UserId &agent) {
    return firstRow(tx.query(u"call_disposition_final"_s, {{":call_id", call.text()}, {":agent_id", agent.text()}}), readCallDisposition);
}

std::vector<CallDisposition> history(Tx &tx, const CallId &call) {
    return allRows(tx.query(u"call_disposition_history"_s, {{":call_id", call.text()}}), readCallDisposition);
}

} // namespace dispositions
} // namespace callfloor::store
