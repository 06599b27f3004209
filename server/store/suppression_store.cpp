// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/suppression_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace donotcall {

namespace {
Entry readDoNotCall(Rows &rows) {
    Entry entry;
    entry.id = rows.text();
    entry.number = rows.text();
    entry.campaignId = CampaignId(rows.text());
    entry.reason = rows.text();
    entry.source = rows.text();
    entry.until = rows.timeOrNone();
    entry.createdAt = rows.time();
    return entry;
}
} // namespace

Entry add(Tx &tx, const Entry &entry) {
    tx.exec(u"dnc_lapse"_s, {{":number", entry.number}, {":campaign_key", entry.campaignId.text()}, {":now_us", micros(entry.createdAt)}});
    tx.exec(u"dnc_insert"_s, {{":id", entry.id},
                              {":number", entry.number},
                              {":campaign_id", textOrNull(entry.campaignId.text())},
                              {":reason", textOrNull(entry.reason)},
                              {":source", entry.source},
                              {":until_us", microsOrNull(entry.until)},
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
        Rows created = tx.query(u"dnc_created"_s, {{":id", cursor}});
        if (!created.next()) return std::nullopt;
        filters << u"filter_dnc_cursor"_s;
        binds.emplace_back(":cursor", cursor);
        binds.emplace_back(":cursor_us", created.integer());
    }
    std::vector<Entry> all;
    Rows rows = tx.query(u"dnc_list"_s, binds, filters);
    while (rows.next()) all.push_back(readDoNotCall(rows));
    return all;
}

QSet<QString> among(Tx &tx, const QStringList &numbers, const CampaignId &campaign, UtcTime now) {
    QSet<QString> listed;
    const QString array = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(numbers)).toJson(QJsonDocument::Compact));
    Rows rows = tx.query(u"dnc_among"_s, {{":numbers", array}, {":campaign_id", campaign.text()}, {":now_us", micros(now)}});
    while (rows.next()) listed.insert(rows.text());
    return listed;
}

} // namespace donotcall

namespace consents {

void add(Tx &tx, const Entry &entry, UtcTime now) {
    tx.exec(u"consent_insert"_s, {{":id", entry.id},
                                  {":number", entry.number},
                                  {":campaign_id", textOrNull(entry.campaignId.text())},
                                  {":shown_text", textOrNull(entry.shownText)},
                                  {":channel", textOrNull(entry.channel)},
                                  {":proof", textOrNull(entry.proof)},
                                  {":given_us", micros(entry.givenAt)},
                                  {":created_by", textOrNull(entry.createdBy.text())},
                                  {":now_us", micros(now)}});
}

bool revoke(Tx &tx, const QString &number, const QString &how, UtcTime now) {
    return tx.exec(u"consent_revoke"_s, {{":now_us", micros(now)}, {":how", textOrNull(how)}, {":number", number}}) > 0;
}

std::vector<Entry> of(Tx &tx, const QString &number) {
    std::vector<Entry> all;
    Rows rows = tx.query(u"consent_of"_s, {{":number", number}});
    while (rows.next()) {
        Entry entry;
        entry.id = rows.text();
        entry.number = rows.text();
        entry.campaignId = CampaignId(rows.text());
        entry.shownText = rows.text();
        entry.channel = rows.text();
        entry.proof = rows.text();
        entry.givenAt = rows.time();
        entry.revokedAt = rows.timeOrNone();
        entry.revokedHow = rows.text();
        all.push_back(std::move(entry));
    }
    return all;
}

} // namespace consents
} // namespace callfloor::store
