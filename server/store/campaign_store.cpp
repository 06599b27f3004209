// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/campaign_store.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDayUs = qint64{24} * 3600 * 1'000'000;

LockedCampaign readCampaign(Rows &rows) {
    LockedCampaign locked;
    Campaign &campaign = locked.campaign;
    campaign.id = CampaignId(rows.text());
    campaign.name = rows.text();
    campaign.status = campaignStatusFromName(rows.text()).value_or(CampaignStatus::Stopped);
    campaign.mode = dialModeFromName(rows.text()).value_or(DialMode::Agentless);
    campaign.queue = QueueId(rows.text());
    // Written by us, so it fits; of a newer version's rules what we know.
    if (auto rules = rulesWith({}, QJsonDocument::fromJson(rows.bytes()).object(), false)) campaign.rules = *rules;
    campaign.loading = rows.boolean();
    campaign.startsAt = rows.timeOrNone();
    campaign.stopsAt = rows.timeOrNone();
    campaign.concurrency = static_cast<int>(rows.integer());
    campaign.fromNumber = rows.text();
    campaign.record = rows.boolean();
    campaign.useAi = rows.boolean();
    campaign.message = rows.text();
    campaign.createdBy = UserId(rows.text());
    campaign.createdAt = rows.time();
    campaign.endedAt = rows.timeOrNone();
    locked.ledgerSeq = rows.integer();
    locked.ledgerHash = rows.text();
    CampaignCounts &counts = campaign.counts;
    for (qint64 *count : {&counts.numbers, &counts.waiting, &counts.dialling, &counts.answered, &counts.unanswered,
                          &counts.failed, &counts.blocked})
        *count = rows.integer();
    return locked;
}

std::optional<LockedCampaign> oneCampaign(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return readCampaign(rows);
}

std::vector<CampaignId> campaignIds(Rows rows) {
    std::vector<CampaignId> ids;
    while (rows.next()) ids.emplace_back(rows.text());
    return ids;
}

/// What people set, as bound values.
Binds setByPeople(const Campaign &campaign) {
    const QString rules = QString::fromUtf8(QJsonDocument(rulesToJson(campaign.rules)).toJson(QJsonDocument::Compact));
    return {{":id", campaign.id.text()},
            {":name", campaign.name},
            {":mode", dialModeName(campaign.mode)},
            {":queue_id", textOrNull(campaign.queue.text())},
            {":rules", rules},
            {":starts_us", microsOrNull(campaign.startsAt)},
            {":stops_us", microsOrNull(campaign.stopsAt)},
            {":concurrency", campaign.concurrency},
            {":from_number", campaign.fromNumber},
            {":record", campaign.record},
            {":use_ai", campaign.useAi},
            {":message", textOrNull(campaign.message)}};
}

} // namespace

namespace campaigns {

void insert(Tx &tx, const Campaign &campaign) {
    Binds binds = setByPeople(campaign);
    binds.emplace_back(":status", campaignStatusName(campaign.status));
    binds.emplace_back(":loading", campaign.loading);
    binds.emplace_back(":created_by", textOrNull(campaign.createdBy.text()));
    binds.emplace_back(":created_us", micros(campaign.createdAt));
    tx.exec(u"campaign_insert"_s, binds);
}

std::optional<Campaign> load(Tx &tx, const CampaignId &id) {
    auto found = oneCampaign(tx.query(u"campaign_one"_s, {{":id", id.text()}}));
    if (!found) return std::nullopt;
    return std::move(found->campaign);
}

std::optional<LockedCampaign> lock(Tx &tx, const CampaignId &id) {
    return oneCampaign(tx.query(u"campaign_lock"_s, {{":id", id.text()}}));
}

void save(Tx &tx, const LockedCampaign &locked) {
    const Campaign &campaign = locked.campaign;
    const CampaignCounts &counts = campaign.counts;
    tx.exec(u"campaign_save"_s, {{":id", campaign.id.text()},
                                 {":status", campaignStatusName(campaign.status)},
                                 {":loading", campaign.loading},
                                 {":ended_us", microsOrNull(campaign.endedAt)},
                                 {":ledger_seq", locked.ledgerSeq},
                                 {":ledger_hash", locked.ledgerHash},
                                 {":numbers", counts.numbers},
                                 {":waiting", counts.waiting},
                                 {":dialling", counts.dialling},
                                 {":answered", counts.answered},
                                 {":unanswered", counts.unanswered},
                                 {":failed", counts.failed},
                                 {":blocked", counts.blocked}});
}

void change(Tx &tx, const Campaign &campaign) { tx.exec(u"campaign_change"_s, setByPeople(campaign)); }

std::vector<CampaignId> running(Tx &tx) { return campaignIds(tx.query(u"campaign_running"_s, {})); }

std::vector<CampaignId> planned(Tx &tx, UtcTime now) {
    return campaignIds(tx.query(u"campaign_planned"_s, {{":now_us", micros(now)}}));
}

void endHalfLoaded(Tx &tx, const CampaignId &id, UtcTime now) {
    tx.exec(u"campaign_forget_loading"_s, {{":id", id.text()}});
    tx.exec(u"campaign_abandon_loading"_s, {{":now_us", micros(now)}, {":id", id.text()}});
}

std::optional<std::vector<Campaign>> list(Tx &tx, const QString &cursor, int limit) {
    QStringList filters;
    Binds binds{{":limit", limit}};
    if (!cursor.isEmpty()) {
        Rows created = tx.query(u"campaign_created"_s, {{":id", cursor}});
        if (!created.next()) return std::nullopt;
        filters << u"filter_campaign_cursor"_s;
        binds.emplace_back(":cursor", cursor);
        binds.emplace_back(":cursor_us", created.integer());
    }
    std::vector<Campaign> all;
    Rows rows = tx.query(u"campaign_list"_s, binds, filters);
    while (rows.next()) all.push_back(readCampaign(rows).campaign);
    return all;
}

void addRefusals(Tx &tx, const CampaignId &id, const Refusals &refusals, UtcTime now) {
    if (refusals.empty()) return;
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    for (const auto &[reason, count] : refusals) {
        json.beginObject().key("campaign_id").value(id.text()).key("reason").value(reason);
        json.key("count").value(count).key("last_us").value(toMicros(now)).endObject();
    }
    json.endArray();
    tx.execRows(u"refusal_add"_s, rows);
}

std::vector<RefusalCount> refusals(Tx &tx, const CampaignId &id) {
    std::vector<RefusalCount> all;
    Rows rows = tx.query(u"refusals_of"_s, {{":campaign_id", id.text()}});
    while (rows.next()) {
        RefusalCount one;
        one.reason = rows.text();
        one.count = rows.integer();
        one.last = rows.time();
        all.push_back(std::move(one));
    }
    return all;
}

QString ledgerHash(const QString &before, const QByteArray &body) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(before.toLatin1());
    hash.addData(QByteArrayLiteral("\n"));
    hash.addData(body);
    return QString::fromLatin1(hash.result().toHex());
}

void appendLedger(Tx &tx, LockedCampaign &locked, std::vector<LedgerEntry> entries) {
    if (entries.empty()) return;
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    for (LedgerEntry &entry : entries) {
        locked.ledgerHash = ledgerHash(locked.ledgerHash, entry.body);
        json.beginObject().key("campaign_id").value(locked.campaign.id.text()).key("seq").value(++locked.ledgerSeq);
        json.key("at_us").value(toMicros(entry.at)).key("kind").value(entry.kind).key("attempt_id").value(entry.attemptId);
        json.key("body").value(QString::fromUtf8(entry.body)).key("hash").value(locked.ledgerHash).endObject();
    }
    json.endArray();
    tx.execRows(u"ledger_add"_s, rows);
}

std::vector<LedgerEntry> ledger(Tx &tx, const CampaignId &id, qint64 after, int limit) {
    std::vector<LedgerEntry> all;
    Rows rows = tx.query(u"ledger_page"_s, {{":campaign_id", id.text()}, {":after", after}, {":limit", limit}});
    while (rows.next()) {
        LedgerEntry entry;
        entry.seq = rows.integer();
        entry.at = rows.time();
        entry.kind = rows.text();
        entry.attemptId = rows.text();
        entry.body = rows.bytes();
        entry.hash = rows.text();
        all.push_back(std::move(entry));
    }
    return all;
}

void addAbandons(Tx &tx, const CampaignId &id, const AbandonSum &more, UtcTime now) {
    tx.exec(u"abandon_add"_s, {{":campaign_id", id.text()},
                               {":day", toMicros(now) / kDayUs},
                               {":answered_live", more.answeredLive},
                               {":abandoned", more.abandoned},
                               {":message_played", more.messagePlayed},
                               {":machines", more.machines}});
}

AbandonSum abandons(Tx &tx, const CampaignId &id, UtcTime now, int days) {
    AbandonSum sum;
    Rows rows = tx.query(u"abandon_sum"_s, {{":campaign_id", id.text()}, {":after_day", toMicros(now) / kDayUs - days}});
    if (!rows.next()) return sum;
    sum.answeredLive = rows.integer();
    sum.abandoned = rows.integer();
    sum.messagePlayed = rows.integer();
    sum.machines = rows.integer();
    return sum;
}

} // namespace campaigns
} // namespace callfloor::store
