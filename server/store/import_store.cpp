// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/import_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

LeadImport readImport(Rows &rows) {
    LeadImport import;
    import.id = rows.text();
    import.campaign = CampaignId(rows.text());
    import.list = LeadListId(rows.text());
    import.file = rows.text();
    import.state = rows.text();
    import.format = rows.bytes();
    import.mapping = rows.bytes();
    import.region = rows.text();
    import.counts = rows.bytes();
    import.sample = rows.bytes();
    import.doneRows = rows.integer();
    import.added = rows.integer();
    import.error = rows.text();
    import.createdAt = rows.time();
    import.endedAt = rows.timeOrNone();
    return import;
}

std::vector<LeadImport> readImports(Rows rows) {
    std::vector<LeadImport> all;
    while (rows.next()) all.push_back(readImport(rows));
    return all;
}

} // namespace

namespace imports {

void insert(Tx &tx, const LeadImport &import, const UserId &by) {
    tx.exec(u"import_insert"_s, {{":id", import.id},
                                 {":campaign_id", import.campaign.text()},
                                 {":list_id", import.list.text()},
                                 {":file", import.file},
                                 {":format", QString::fromUtf8(import.format)},
                                 {":mapping", QString::fromUtf8(import.mapping)},
                                 {":region", import.region},
                                 {":created_by", textOrNull(by.text())},
                                 {":now_us", micros(import.createdAt)}});
}

std::optional<LeadImport> load(Tx &tx, const QString &id) {
    auto found = readImports(tx.query(u"import_one"_s, {{":id", id}}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<LeadImport> of(Tx &tx, const CampaignId &campaign) {
    return readImports(tx.query(u"imports_of"_s, {{":campaign_id", campaign.text()}}));
}

std::vector<LeadImport> open(Tx &tx) { return readImports(tx.query(u"imports_open"_s, {})); }

void save(Tx &tx, const LeadImport &import) {
    tx.exec(u"import_save"_s, {{":state", import.state},
                               {":mapping", QString::fromUtf8(import.mapping)},
                               {":counts", QString::fromUtf8(import.counts)},
                               {":sample", QString::fromUtf8(import.sample)},
                               {":done_rows", import.doneRows},
                               {":added", import.added},
                               {":error", textOrNull(import.error)},
                               {":ended_us", microsOrNull(import.endedAt)},
                               {":id", import.id}});
}

bool advance(Tx &tx, const QString &id, qint64 doneRows, qint64 added) {
    return tx.exec(u"import_advance"_s, {{":done_rows", doneRows}, {":added", added}, {":id", id}}) > 0;
}

bool turn(Tx &tx, const QString &id, const char *before, const char *state, const std::optional<UtcTime> &endedAt) {
    return tx.exec(u"import_turn"_s, {{":state", QLatin1String(state)}, {":ended_us", microsOrNull(endedAt)},
                                      {":id", id}, {":before", QLatin1String(before)}}) > 0;
}

Undone undoSome(Tx &tx, const QString &id, int limit) {
    Undone undone;
    QJsonArray ids;
    {
        Rows rows = tx.query(u"import_undo_pick"_s, {{":import_id", id}, {":limit", limit}});
        while (rows.next()) {
            ids << rows.text();
            ++(rows.text() == "blocked"_L1 ? undone.blocked : undone.waiting);
        }
    }
    if (ids.isEmpty()) return undone;
    const QString list = QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact));
    tx.exec(u"import_undo_numbers"_s, {{":leads", list}});
    tx.exec(u"import_undo_leads"_s, {{":leads", list}});
    return undone;
}

void rememberMapping(Tx &tx, const QString &columnsKey, const QByteArray &mapping, UtcTime now) {
    tx.exec(u"mapping_save"_s, {{":columns_key", columnsKey}, {":mapping", QString::fromUtf8(mapping)}, {":now_us", micros(now)}});
}

QByteArray rememberedMapping(Tx &tx, const QString &columnsKey) {
    Rows rows = tx.query(u"mapping_of"_s, {{":columns_key", columnsKey}});
    return rows.next() ? rows.bytes() : QByteArray();
}

} // namespace imports
} // namespace callfloor::store
