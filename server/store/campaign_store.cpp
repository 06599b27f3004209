// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/campaign_store.h"

#include "app/domain/ids.h"

#include <algorithm>
#include <array>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumeration. Never change one: they are in people's databases.
constexpr std::array kEndings = {"answered", "unanswered", "failed", "not_placed"};

QString endingWord(AttemptEnding ending) { return QLatin1String(kEndings[static_cast<size_t>(ending)]); }

Campaign readCampaign(Rows &rows) {
    Campaign campaign;
    campaign.id = CampaignId(rows.text());
    campaign.name = rows.text();
    campaign.status = campaignStatusFromName(rows.text()).value_or(CampaignStatus::Stopped);
    campaign.concurrency = static_cast<int>(rows.integer());
    campaign.fromNumber = rows.text();
    campaign.record = rows.boolean();
    campaign.useAi = rows.boolean();
    campaign.message = rows.text();
    campaign.createdBy = UserId(rows.text());
    campaign.createdAt = rows.time();
    campaign.endedAt = rows.timeOrNone();
    CampaignCounts &counts = campaign.counts;
    for (qint64 *count : {&counts.numbers, &counts.waiting, &counts.dialling, &counts.answered, &counts.unanswered,
                          &counts.failed, &counts.blocked})
        *count = rows.integer();
    return campaign;
}

std::optional<Campaign> oneCampaign(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return readCampaign(rows);
}

std::optional<qint64> createdUs(Tx &tx, const QString &statement, const QString &id) {
    Rows rows = tx.query(statement, {{":id", id}});
    if (!rows.next()) return std::nullopt;
    return rows.integer();
}

void changeTarget(Tx &tx, const NextTarget &target, const QString &state, UtcTime next, int tries, const QString &outcome) {
    tx.exec(u"target_change"_s, {{":state", state},
                                 {":next_us", micros(next)},
                                 {":tries", tries},
                                 {":outcome", textOrNull(outcome)},
                                 {":id", target.id}});
}

} // namespace

namespace campaigns {

void insert(Tx &tx, const Campaign &campaign) {
    tx.exec(u"campaign_insert"_s, {{":id", campaign.id.text()},
                                   {":name", campaign.name},
                                   {":concurrency", campaign.concurrency},
                                   {":from_number", campaign.fromNumber},
                                   {":record", campaign.record},
                                   {":use_ai", campaign.useAi},
                                   {":message", textOrNull(campaign.message)},
                                   {":created_by", textOrNull(campaign.createdBy.text())},
                                   {":created_us", micros(campaign.createdAt)},
                                   {":numbers", campaign.counts.numbers},
                                   {":waiting", campaign.counts.waiting},
                                   {":blocked", campaign.counts.blocked}});
}

void insertTargets(Tx &tx, const CampaignId &campaign, const std::vector<NewTarget> &targets, UtcTime now) {
    constexpr size_t kTogether = 2000; // rows of one statement: bounded memory for a long list
    for (size_t begin = 0; begin < targets.size(); begin += kTogether) {
        QByteArray rows;
        JsonWriter json(rows);
        json.beginArray();
        for (size_t i = begin; i < std::min(targets.size(), begin + kTogether); ++i) {
            const NewTarget &target = targets[i];
            json.beginObject().key("id").value(makeUuid7(now)).key("campaign_id").value(campaign.text());
            json.key("position").value(static_cast<qint64>(i)).key("number").value(target.number);
            json.key("region").textOrNull(target.region).key("outcome").textOrNull(target.blockedReason);
            json.key("state").value(target.blockedReason.isEmpty() ? u"ready" : u"blocked").endObject();
        }
        json.endArray();
        tx.execRows(u"target_insert"_s, rows);
    }
}

std::optional<Campaign> load(Tx &tx, const CampaignId &id) {
    return oneCampaign(tx.query(u"campaign_one"_s, {{":id", id.text()}}));
}

std::optional<Campaign> lock(Tx &tx, const CampaignId &id) {
    return oneCampaign(tx.query(u"campaign_lock"_s, {{":id", id.text()}}));
}

void save(Tx &tx, const Campaign &campaign) {
    const CampaignCounts &counts = campaign.counts;
    tx.exec(u"campaign_save"_s, {{":id", campaign.id.text()},
                                 {":status", campaignStatusName(campaign.status)},
                                 {":ended_us", microsOrNull(campaign.endedAt)},
                                 {":waiting", counts.waiting},
                                 {":dialling", counts.dialling},
                                 {":answered", counts.answered},
                                 {":unanswered", counts.unanswered},
                                 {":failed", counts.failed},
                                 {":blocked", counts.blocked}});
}

std::vector<CampaignId> running(Tx &tx) {
    std::vector<CampaignId> ids;
    Rows rows = tx.query(u"campaign_running"_s, {});
    while (rows.next()) ids.emplace_back(rows.text());
    return ids;
}

std::optional<std::vector<Campaign>> list(Tx &tx, const QString &cursor, int limit) {
    QStringList filters;
    Binds binds{{":limit", limit}};
    if (!cursor.isEmpty()) {
        const auto created = createdUs(tx, u"campaign_created"_s, cursor);
        if (!created) return std::nullopt;
        filters << u"filter_campaign_cursor"_s;
        binds.emplace_back(":cursor", cursor);
        binds.emplace_back(":cursor_us", *created);
    }
    std::vector<Campaign> all;
    Rows rows = tx.query(u"campaign_list"_s, binds, filters);
    while (rows.next()) all.push_back(readCampaign(rows));
    return all;
}

std::vector<NextTarget> nextTargets(Tx &tx, const CampaignId &campaign, UtcTime now, int limit) {
    std::vector<NextTarget> targets;
    Rows rows = tx.query(u"target_next"_s, {{":campaign_id", campaign.text()}, {":now_us", micros(now)}, {":limit", limit}});
    while (rows.next()) {
        NextTarget target;
        target.id = rows.text();
        target.number = rows.text();
        target.region = rows.text();
        target.tries = static_cast<int>(rows.integer());
        target.doNotCall = rows.boolean();
        target.inAttempt = rows.boolean();
        targets.push_back(std::move(target));
    }
    return targets;
}

std::optional<UtcTime> nextTime(Tx &tx, const CampaignId &campaign) {
    Rows rows = tx.query(u"target_next_time"_s, {{":campaign_id", campaign.text()}});
    if (!rows.next()) return std::nullopt;
    return rows.timeOrNone();
}

void postpone(Tx &tx, const NextTarget &target, UtcTime until) {
    changeTarget(tx, target, u"ready"_s, until, target.tries, {});
}

void block(Tx &tx, const NextTarget &target, const QString &reason) {
    changeTarget(tx, target, u"blocked"_s, UtcTime{}, target.tries, reason);
}

void beginAttempts(Tx &tx, const CampaignId &campaign, const std::vector<Begun> &begun, UtcTime now) {
    if (begun.empty()) return;
    QByteArray rows, ids;
    JsonWriter json(rows), list(ids);
    json.beginArray();
    list.beginArray();
    for (const Begun &one : begun) {
        json.beginObject().key("id").value(makeUuid7(now)).key("campaign_id").value(campaign.text());
        json.key("target_id").value(one.target.id).key("number").value(one.target.number);
        json.key("call_id").value(one.call.text()).key("created_us").value(toMicros(now)).endObject();
        list.value(one.target.id);
    }
    json.endArray();
    list.endArray();
    tx.execRows(u"attempt_insert"_s, rows);
    tx.exec(u"target_dialling"_s, {{":ids", QString::fromUtf8(ids)}});
}

int openAttempts(Tx &tx, const CampaignId &campaign) {
    Rows rows = tx.query(u"attempt_open_count"_s, {{":campaign_id", campaign.text()}});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

std::optional<ClosedAttempt> closeAttempt(Tx &tx, const CallId &call, AttemptEnding ending, UtcTime now) {
    Rows rows = tx.change(u"attempt_close"_s,
                          {{":now_us", micros(now)}, {":outcome", endingWord(ending)}, {":call_id", call.text()}});
    if (!rows.next()) return std::nullopt;
    ClosedAttempt closed;
    closed.targetId = rows.text();
    closed.tries = static_cast<int>(rows.integer());
    return closed;
}

bool correctAttempt(Tx &tx, const CallId &call, AttemptEnding before) {
    QString target;
    {
        Rows rows = tx.change(u"attempt_correct"_s, {{":outcome", endingWord(AttemptEnding::Answered)},
                                                     {":before", endingWord(before)},
                                                     {":call_id", call.text()}});
        if (!rows.next()) return false;
        target = rows.text();
    }
    finishTarget(tx, target, AttemptEnding::Answered);
    return true;
}

void finishTarget(Tx &tx, const QString &target, AttemptEnding ending) {
    tx.exec(u"target_after_attempt"_s, {{":state", u"done"_s}, {":next_us", qint64{0}}, {":more_tries", 1},
                                        {":outcome", endingWord(ending)}, {":id", target}});
}

void retryTarget(Tx &tx, const QString &target, UtcTime at) {
    tx.exec(u"target_after_attempt"_s, {{":state", u"ready"_s}, {":next_us", micros(at)}, {":more_tries", 1},
                                        {":outcome", textOrNull({})}, {":id", target}});
}

namespace {
std::vector<CallId> callIds(Rows rows) {
    std::vector<CallId> calls;
    while (rows.next()) calls.emplace_back(rows.text());
    return calls;
}
} // namespace

std::vector<CallId> unsentCalls(Tx &tx, const CampaignId &campaign) {
    return callIds(tx.query(u"attempt_unsent_calls"_s, {{":campaign_id", campaign.text()}}));
}

std::vector<CallId> unsentCallsTo(Tx &tx, const QString &number, const CampaignId &campaign) {
    return callIds(tx.query(u"attempt_unsent_to"_s, {{":number", number}, {":campaign_key", campaign.text()}}));
}

} // namespace campaigns

namespace donotcall {

namespace {
Entry readDoNotCall(Rows &rows) {
    Entry entry;
    entry.id = rows.text();
    entry.number = rows.text();
    entry.campaignId = CampaignId(rows.text());
    entry.reason = rows.text();
    entry.createdAt = rows.time();
    return entry;
}
} // namespace

Entry add(Tx &tx, const Entry &entry) {
    tx.exec(u"dnc_insert"_s, {{":id", entry.id},
                              {":number", entry.number},
                              {":campaign_id", textOrNull(entry.campaignId.text())},
                              {":reason", textOrNull(entry.reason)},
                              {":created_by", textOrNull(entry.createdBy.text())},
                              {":now_us", micros(entry.createdAt)}});
    Rows rows = tx.query(u"dnc_in_force"_s, {{":number", entry.number}, {":campaign_key", entry.campaignId.text()}});
    return rows.next() ? readDoNotCall(rows) : entry;
}

bool end(Tx &tx, const QString &id, UtcTime now) {
    return tx.exec(u"dnc_end"_s, {{":now_us", micros(now)}, {":id", id}}) > 0;
}

std::optional<std::vector<Entry>> list(Tx &tx, const QString &number, const QString &cursor, int limit) {
    QStringList filters;
    Binds binds{{":limit", limit}};
    if (!number.isEmpty()) {
        filters << u"filter_dnc_number"_s;
        binds.emplace_back(":number", number);
    }
    if (!cursor.isEmpty()) {
        const auto created = createdUs(tx, u"dnc_created"_s, cursor);
        if (!created) return std::nullopt;
        filters << u"filter_dnc_cursor"_s;
        binds.emplace_back(":cursor", cursor);
        binds.emplace_back(":cursor_us", *created);
    }
    std::vector<Entry> all;
    Rows rows = tx.query(u"dnc_list"_s, binds, filters);
    while (rows.next()) all.push_back(readDoNotCall(rows));
    return all;
}

} // namespace donotcall
} // namespace callfloor::store
