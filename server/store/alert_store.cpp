// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/alert_store.h"

#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kAlertEnds = {"over"_L1, "answered"_L1, "withdrawn"_L1, "gone"_L1};

QVariant numberOrNull(const std::optional<qint64> &number) {
    return number ? QVariant::fromValue(*number) : QVariant(QMetaType::fromType<qint64>());
}

/// A column of whole numbers that may be null; read as moments are.
std::optional<qint64> numberOrNone(Rows &rows) {
    const auto micros = rows.timeOrNone();
    return micros ? std::optional(toMicros(*micros)) : std::nullopt;
}

AlertLimit readLimit(Rows &rows) {
    AlertLimit limit;
    limit.kind = alertKindFromName(rows.text()).value_or(AlertKind::Help);
    limit.subjectId = rows.text();
    limit.enabled = rows.boolean();
    limit.limit = numberOrNone(rows);
    limit.margin = rows.integer();
    limit.holdSeconds = static_cast<int>(rows.integer());
    limit.leastCount = static_cast<int>(rows.integer());
    for (const QJsonValue phrase : QJsonDocument::fromJson(rows.bytes()).array()) limit.phrases << phrase.toString();
    return limit;
}

Alert readAlert(Rows &rows) {
    Alert alert;
    alert.id = rows.text();
    alert.kind = alertKindFromName(rows.text()).value_or(AlertKind::Help);
    alert.subjectId = rows.text();
    alert.subjectName = rows.text();
    alert.agent = UserId(rows.text());
    alert.call = CallId(rows.text());
    alert.value = numberOrNone(rows);
    alert.limit = numberOrNone(rows);
    alert.words = rows.text();
    alert.raisedAt = rows.time();
    alert.acknowledgedAt = rows.timeOrNone();
    alert.acknowledgedBy = UserId(rows.text());
    alert.acknowledger = rows.text();
    alert.endedAt = rows.timeOrNone();
    alert.endReason = rows.text();
    return alert;
}

std::vector<Alert> readAlerts(Rows rows) {
    std::vector<Alert> found;
    while (rows.next()) found.push_back(readAlert(rows));
    return found;
}

std::optional<Alert> oneAlert(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return readAlert(rows);
}

} // namespace

QString alertEndName(AlertEnd end) { return kAlertEnds[static_cast<size_t>(end)]; }

namespace alerts {

std::vector<AlertLimit> limits(Tx &tx) {
    std::vector<AlertLimit> found;
    for (Rows rows = tx.query(u"alert_limits"_s, {}); rows.next();) found.push_back(readLimit(rows));
    return found;
}

void setLimit(Tx &tx, const AlertLimit &limit, UtcTime now) {
    const QByteArray phrases = QJsonDocument(QJsonArray::fromStringList(limit.phrases)).toJson(QJsonDocument::Compact);
    tx.exec(u"alert_limit_set"_s, {{":kind", alertKindName(limit.kind)},
                                   {":subject_id", limit.subjectId},
                                   {":enabled", limit.enabled},
                                   {":limit_value", numberOrNull(limit.limit)},
                                   {":margin", limit.margin},
                                   {":hold_s", limit.holdSeconds},
                                   {":least_count", limit.leastCount},
                                   {":phrases", QString::fromUtf8(phrases)},
                                   {":now_us", micros(now)}});
}

bool removeLimit(Tx &tx, AlertKind kind, const QString &subjectId) {
    return tx.exec(u"alert_limit_remove"_s, {{":kind", alertKindName(kind)}, {":subject_id", subjectId}}) > 0;
}

bool raise(Tx &tx, const Alert &alert) {
    return tx.exec(u"alert_raise"_s, {{":id", alert.id},
                                      {":kind", alertKindName(alert.kind)},
                                      {":subject_id", alert.subjectId},
                                      {":subject_name", alert.subjectName},
                                      {":agent_id", textOrNull(alert.agent.text())},
                                      {":call_id", textOrNull(alert.call.text())},
                                      {":value", numberOrNull(alert.value)},
                                      {":limit_value", numberOrNull(alert.limit)},
                                      {":words", textOrNull(alert.words)},
                                      {":raised_us", micros(alert.raisedAt)}}) > 0;
}

std::vector<Alert> open(Tx &tx) { return readAlerts(tx.query(u"alert_open_all"_s, {})); }

std::optional<Alert> openOf(Tx &tx, AlertKind kind, const QString &subjectId) {
    return oneAlert(tx.query(u"alert_open_of"_s, {{":kind", alertKindName(kind)}, {":subject_id", subjectId}}));
}

std::optional<Alert> byId(Tx &tx, const QString &id) { return oneAlert(tx.query(u"alert_one"_s, {{":id", id}})); }

std::optional<std::vector<Alert>> list(Tx &tx, const AlertFilter &filter, int limit) {
    Binds binds{{":limit", limit}};
    QStringList filters;
    if (filter.openOnly) filters << u"filter_alert_open"_s;
    if (!filter.scope.all()) {
        const bool team = filter.scope.kind == DataScope::Team;
        filters << (team ? u"filter_alert_team"_s : u"filter_alert_self"_s);
        binds.emplace_back(":scope_agent", filter.scope.self.text());
        if (team) binds.emplace_back(":scope_team", filter.scope.teamId);
    }
    if (!filter.cursor.isEmpty()) {
        const auto last = byId(tx, filter.cursor);
        if (!last) return std::nullopt;
        filters << u"filter_alert_cursor"_s;
        binds.emplace_back(":cursor", filter.cursor);
        binds.emplace_back(":cursor_us", micros(last->raisedAt));
    }
    return readAlerts(tx.query(u"alert_list"_s, binds, filters));
}

bool acknowledge(Tx &tx, const QString &id, const UserId &by, UtcTime now) {
    return tx.exec(u"alert_acknowledge"_s, {{":now_us", micros(now)}, {":by", by.text()}, {":id", id}}) > 0;
}

bool end(Tx &tx, const QString &id, AlertEnd how, UtcTime now) {
    return tx.exec(u"alert_end"_s, {{":now_us", micros(now)}, {":reason", alertEndName(how)}, {":id", id}}) > 0;
}

std::vector<RestingAgent> restingAgents(Tx &tx) {
    std::vector<RestingAgent> found;
    for (Rows rows = tx.query(u"alert_agents"_s, {}); rows.next();) {
        RestingAgent agent;
        agent.id = UserId(rows.text());
        agent.name = rows.text();
        const bool away = rows.text() == "unreachable"_L1;
        const bool wrapsUp = rows.text() == "WRAPUP"_L1;
        agent.kind = away ? AlertKind::Unreachable : wrapsUp ? AlertKind::LongWrapUp : AlertKind::LongPause;
        agent.since = rows.time();
        found.push_back(std::move(agent));
    }
    return found;
}

std::map<QueueId, int> signedOnFor(Tx &tx) {
    std::map<QueueId, int> staff;
    for (Rows rows = tx.query(u"alert_staff"_s, {}); rows.next();) {
        const QueueId queue(rows.text());
        staff[queue] = static_cast<int>(rows.integer());
    }
    return staff;
}

std::vector<DoubtfulCall> doubtfulCalls(Tx &tx) {
    std::vector<DoubtfulCall> found;
    for (Rows rows = tx.query(u"alert_dead_legs"_s, {}); rows.next();) {
        DoubtfulCall call;
        call.id = CallId(rows.text());
        call.number = rows.text();
        call.agent = UserId(rows.text());
        call.checks = static_cast<int>(rows.integer());
        found.push_back(std::move(call));
    }
    return found;
}

std::set<CallId> liveOf(Tx &tx, const std::vector<CallId> &calls) {
    std::set<CallId> live;
    if (calls.empty()) return live;
    QJsonArray ids;
    for (const CallId &call : calls) ids.append(call.text());
    const QString json = QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact));
    for (Rows rows = tx.query(u"alert_live_calls"_s, {{":calls", json}}); rows.next();) live.insert(CallId(rows.text()));
    return live;
}

} // namespace alerts
} // namespace callfloor::store
