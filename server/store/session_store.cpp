// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/session_store.h"

namespace callfloor::store::sessions {

using namespace Qt::StringLiterals;

void insert(Tx &tx, const QString &id, const UserId &user, UtcTime now, UtcTime expires, const QString &peer) {
    tx.exec(u"session_insert"_s, {{":id", id},
                                  {":user_id", user.text()},
                                  {":created_us", micros(now)},
                                  {":expires_us", micros(expires)},
                                  {":peer", textOrNull(peer)}});
}

bool end(Tx &tx, const QString &id, const QString &reason, UtcTime now) {
    return tx.exec(u"session_end"_s, {{":now_us", micros(now)}, {":reason", reason}, {":id", id}}) > 0;
}

QStringList endAll(Tx &tx, const UserId &user, const QString &except, const QString &reason, UtcTime now) {
    // Some text that is no id: with NULL, `id <> :except` would hold for none.
    Rows rows = tx.change(u"session_end_all"_s, {{":now_us", micros(now)},
                                   {":reason", reason},
                                   {":user_id", user.text()},
                                   {":except", except.isEmpty() ? u"-"_s : except}});
    QStringList ids;
    while (rows.next()) ids << rows.text();
    return ids;
}

bool isLive(Tx &tx, const QString &id, UtcTime now) {
    return tx.query(u"session_live"_s, {{":id", id}, {":now_us", micros(now)}}).next();
}

QStringList endedAfter(Tx &tx, UtcTime after) {
    QStringList ids;
    Rows rows = tx.query(u"sessions_ended_recently"_s, {{":after_us", micros(after)}});
    while (rows.next()) ids << rows.text();
    return ids;
}

void insertRefresh(Tx &tx, const QString &tokenHash, const QString &sessionId, UtcTime now) {
    tx.exec(u"refresh_insert"_s,
            {{":token_hash", tokenHash}, {":session_id", sessionId}, {":created_us", micros(now)}});
}

std::optional<RefreshState> refreshState(Tx &tx, const QString &tokenHash, UtcTime now) {
    Rows rows = tx.query(u"refresh_get"_s, {{":token_hash", tokenHash}});
    if (!rows.next()) return std::nullopt;
    RefreshState state;
    state.sessionId = rows.text();
    state.used = rows.timeOrNone().has_value();
    state.userId = UserId(rows.text());
    const bool ended = rows.timeOrNone().has_value();
    state.sessionOver = ended || rows.time() <= now;
    return state;
}

bool useRefresh(Tx &tx, const QString &tokenHash, UtcTime now) {
    return tx.exec(u"refresh_use"_s, {{":now_us", micros(now)}, {":token_hash", tokenHash}}) > 0;
}

void insertFailure(Tx &tx, const QString &accountKey, UtcTime now) {
    tx.exec(u"login_failure_insert"_s,
            {{":id", makeUuid7(now)}, {":account_key", accountKey}, {":at_us", micros(now)}});
}

Failures failures(Tx &tx, const QString &accountKey, UtcTime after) {
    Rows rows = tx.query(u"login_failure_recent"_s, {{":account_key", accountKey}, {":after_us", micros(after)}});
    Failures found;
    if (!rows.next()) return found;
    found.count = static_cast<int>(rows.integer());
    found.oldest = rows.timeOrNone().value_or(UtcTime{});
    return found;
}

void clearFailures(Tx &tx, const QString &accountKey, UtcTime before) {
    tx.exec(u"login_failure_clear"_s, {{":account_key", accountKey}, {":before_us", micros(before)}});
}

} // namespace callfloor::store::sessions
