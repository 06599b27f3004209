// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/wall_store.h"

namespace callfloor::store::walls {

using namespace Qt::StringLiterals;

namespace {

WallLink readWallLink(Rows &rows) {
    WallLink link;
    link.id = rows.text();
    link.label = rows.text();
    link.createdBy = UserId(rows.text());
    link.creator = rows.text();
    link.createdAt = rows.time();
    link.expiresAt = rows.timeOrNone();
    return link;
}

} // namespace

void insert(Tx &tx, const WallLink &link, const QString &tokenHash) {
    tx.exec(u"wall_insert"_s, {{":id", link.id},
                               {":label", link.label},
                               {":token_hash", tokenHash},
                               {":created_by", link.createdBy.text()},
                               {":created_us", micros(link.createdAt)},
                               {":expires_us", microsOrNull(link.expiresAt)}});
}

std::vector<WallLink> list(Tx &tx) {
    std::vector<WallLink> links;
    Rows rows = tx.query(u"wall_list"_s, {});
    while (rows.next()) links.push_back(readWallLink(rows));
    return links;
}

bool revoke(Tx &tx, const QString &id, UtcTime now) {
    return tx.exec(u"wall_revoke"_s, {{":now_us", micros(now)}, {":id", id}}) > 0;
}

std::optional<WallLink> byToken(Tx &tx, const QString &tokenHash, UtcTime now) {
    Rows rows = tx.query(u"wall_by_token"_s, {{":token_hash", tokenHash}, {":now_us", micros(now)}});
    if (!rows.next()) return std::nullopt;
    return readWallLink(rows);
}

qint64 liveCalls(Tx &tx) {
    Rows rows = tx.query(u"wall_live_calls"_s, {});
    return rows.next() ? rows.integer() : 0;
}

} // namespace callfloor::store::walls
