// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/attempt_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kAttemptDayUs = qint64{24} * 3600 * 1'000'000;

Attempt readAttempt(Rows &rows) {
    Attempt attempt;
    attempt.id = rows.text();
    attempt.campaign = CampaignId(rows.text());
    attempt.lead = LeadId(rows.text());
    attempt.numberId = rows.text();
    attempt.number = rows.text();
    attempt.call = CallId(rows.text());
    attempt.callerId = rows.text();
    attempt.createdAt = rows.time();
    attempt.answeredAt = rows.timeOrNone();
    attempt.endedAt = rows.timeOrNone();
    attempt.machine = rows.text();
    attempt.agent = UserId(rows.text());
    attempt.waitUs = rows.integer();
    attempt.abandoned = rows.boolean();
    attempt.messagePlayed = rows.boolean();
    attempt.outcome = rows.text();
    attempt.notedAt = rows.timeOrNone();
    attempt.settledAt = rows.timeOrNone();
    return attempt;
}

std::vector<Attempt> readAttempts(Rows rows) {
    std::vector<Attempt> all;
    while (rows.next()) all.push_back(readAttempt(rows));
    return all;
}

std::vector<CallId> attemptCalls(Rows rows) {
    std::vector<CallId> calls;
    while (rows.next()) calls.emplace_back(rows.text());
    return calls;
}

void writeBegun(JsonWriter &json, const Attempt &attempt) {
    json.beginObject().key("id").value(attempt.id).key("campaign_id").value(attempt.campaign.text());
    json.key("lead_id").value(attempt.lead.text()).key("lead_number_id").value(attempt.numberId);
    json.key("number").value(attempt.number).key("call_id").value(attempt.call.text());
    json.key("caller_id").value(attempt.callerId).key("mode").value(dialModeName(attempt.mode));
    json.key("created_us").value(toMicros(attempt.createdAt)).endObject();
}

} // namespace

namespace attempts {

void begin(Tx &tx, const std::vector<Attempt> &attempts) {
    if (attempts.empty()) return;
    QByteArray rows, leadRows;
    JsonWriter json(rows), leads(leadRows);
    json.beginArray();
    leads.beginArray();
    for (const Attempt &attempt : attempts) {
        writeBegun(json, attempt);
        leads.beginObject().key("id").value(attempt.lead.text()).key("attempt_id").value(attempt.id);
        leads.key("at_us").value(toMicros(attempt.createdAt)).endObject();
    }
    json.endArray();
    leads.endArray();
    tx.execRows(u"attempt_insert"_s, rows);
    tx.execRows(u"lead_dialling"_s, leadRows);
}

int openCount(Tx &tx, const CampaignId &campaign) {
    Rows rows = tx.query(u"attempt_open_count"_s, {{":campaign_id", campaign.text()}});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

std::optional<Attempt> ofCall(Tx &tx, const CallId &call) {
    Rows rows = tx.query(u"attempt_of_call"_s, {{":call_id", call.text()}});
    if (!rows.next()) return std::nullopt;
    return readAttempt(rows);
}

bool close(Tx &tx, const CallId &call, AttemptOutcome outcome, const std::optional<UtcTime> &answeredAt, UtcTime now) {
    return tx.exec(u"attempt_close"_s, {{":now_us", micros(now)},
                                        {":outcome", attemptOutcomeName(outcome)},
                                        {":answered_us", microsOrNull(answeredAt)},
                                        {":call_id", call.text()}}) > 0;
}

void correct(Tx &tx, const QString &id, AttemptOutcome outcome, const std::optional<UtcTime> &answeredAt) {
    tx.exec(u"attempt_correct"_s,
            {{":outcome", attemptOutcomeName(outcome)}, {":answered_us", microsOrNull(answeredAt)}, {":id", id}});
}

bool answered(Tx &tx, const QString &id, UtcTime at, UtcTime now) {
    return tx.exec(u"attempt_answered"_s, {{":answered_us", micros(at)}, {":now_us", micros(now)}, {":id", id}}) > 0;
}

bool machine(Tx &tx, const QString &id, const QString &verdict) {
    return tx.exec(u"attempt_machine"_s, {{":machine", verdict}, {":id", id}}) > 0;
}

bool connected(Tx &tx, const QString &id, const UserId &agent, qint64 waitUs, UtcTime now) {
    return tx.exec(u"attempt_agent"_s,
                   {{":agent_id", agent.text()}, {":wait_us", waitUs}, {":now_us", micros(now)}, {":id", id}}) > 0;
}

bool abandoned(Tx &tx, const QString &id, bool messagePlayed, qint64 waitUs, UtcTime now) {
    return tx.exec(u"attempt_abandoned"_s, {{":message_played", messagePlayed}, {":wait_us", waitUs},
                                            {":now_us", micros(now)}, {":id", id}}) > 0;
}

void messageSpoken(Tx &tx, const QString &id) { tx.exec(u"attempt_message"_s, {{":id", id}}); }

std::pair<int, int> outcomes(Tx &tx, const LeadId &lead, AttemptOutcome outcome, UtcTime since) {
    Rows rows = tx.query(u"attempt_outcomes"_s,
                         {{":since_us", micros(since)}, {":lead_id", lead.text()}, {":outcome", attemptOutcomeName(outcome)}});
    if (!rows.next()) return {0, 0};
    const int all = static_cast<int>(rows.integer());
    return {all, static_cast<int>(rows.integer())};
}

QHash<QString, RecentAttempts> recent(Tx &tx, const QStringList &numbers, UtcTime since) {
    QHash<QString, RecentAttempts> all;
    const QString array = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(numbers)).toJson(QJsonDocument::Compact));
    Rows rows = tx.query(u"attempt_recent"_s, {{":numbers", array}, {":since_us", micros(since)}});
    while (rows.next()) {
        RecentAttempts &one = all[rows.text()];
        const UtcTime begun = rows.time();
        if (rows.boolean()) one.lastAbandoned = begun;
        if (rows.text() != "not_placed"_L1) one.begun.push_back(begun);
    }
    return all;
}

std::vector<Attempt> openOf(Tx &tx, const CampaignId &campaign) {
    return readAttempts(tx.query(u"attempt_open_of"_s, {{":campaign_id", campaign.text()}}));
}

std::vector<Attempt> endedSince(Tx &tx, const CampaignId &campaign, UtcTime since, int limit) {
    return readAttempts(tx.query(u"attempt_ended_since"_s,
                                 {{":campaign_id", campaign.text()}, {":since_us", micros(since)}, {":limit", limit}}));
}

std::vector<WaitingAnswer> waiting(Tx &tx, const CampaignId &campaign) {
    std::vector<WaitingAnswer> all;
    Rows rows = tx.query(u"attempt_waiting"_s, {{":campaign_id", campaign.text()}});
    while (rows.next()) {
        WaitingAnswer one;
        one.attempt = readAttempt(rows);
        one.entry = QueueEntryId(rows.text());
        one.entryState = rows.text();
        one.agent = UserId(rows.text());
        one.connectedAt = rows.time();
        all.push_back(std::move(one));
    }
    return all;
}

QHash<QString, CallerIdUse> callerIds(Tx &tx, const CampaignId &campaign, UtcTime now) {
    QHash<QString, CallerIdUse> all;
    Rows rows = tx.query(u"caller_use_of"_s, {{":day", toMicros(now) / kAttemptDayUs}, {":campaign_id", campaign.text()}});
    while (rows.next()) {
        CallerIdUse &use = all[rows.text()];
        use.today = static_cast<int>(rows.integer());
        use.dials = static_cast<int>(rows.integer());
        use.answered = static_cast<int>(rows.integer());
    }
    return all;
}

void addCallerIds(Tx &tx, const CampaignId &campaign, const std::map<QString, CallerIdMore> &more, UtcTime now) {
    if (more.empty()) return;
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    for (const auto &[number, use] : more) {
        json.beginObject().key("campaign_id").value(campaign.text()).key("number").value(number);
        json.key("day").value(toMicros(now) / kAttemptDayUs).key("dials").value(use.dials).key("answered").value(use.answered);
        json.endObject();
    }
    json.endArray();
    tx.execRows(u"caller_use_add"_s, rows);
}

std::vector<CallId> unsentCalls(Tx &tx, const CampaignId &campaign) {
    return attemptCalls(tx.query(u"attempt_unsent_calls"_s, {{":campaign_id", campaign.text()}}));
}

std::vector<CallId> unsentCallsTo(Tx &tx, const QString &number, const CampaignId &campaign) {
    return attemptCalls(tx.query(u"attempt_unsent_to"_s, {{":number", number}, {":campaign_key", campaign.text()}}));
}

} // namespace attempts
} // namespace callfloor::store
