// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <optional>

namespace callfloor::store {

/// What is known of a refresh token.
struct RefreshState {
    QString sessionId;
    UserId userId;
    bool used = false;
    bool sessionOver = false; ///< Logged out, ended by somebody, or expired.
};

/// Logins: a session is one login of one person on one device; its refresh tokens form a chain, of which the newest
/// alone is good. Tokens are stored as hashes.
namespace sessions {

void insert(Tx &tx, const QString &id, const UserId &user, UtcTime now, UtcTime expires, const QString &peer);
/// True if it was still open.
bool end(Tx &tx, const QString &id, const QString &reason, UtcTime now);
/// Ends all logins of a user but one (`except` may be empty). Returns those that it ended.
QStringList endAll(Tx &tx, const UserId &user, const QString &except, const QString &reason, UtcTime now);
bool isLive(Tx &tx, const QString &id, UtcTime now);
/// Sessions that were ended after a moment: tokens issued for them may not have run out yet.
QStringList endedAfter(Tx &tx, UtcTime after);

void insertRefresh(Tx &tx, const QString &tokenHash, const QString &sessionId, UtcTime now);
std::optional<RefreshState> refreshState(Tx &tx, const QString &tokenHash, UtcTime now);
/// Marks it used. False if somebody else was faster.
bool useRefresh(Tx &tx, const QString &tokenHash, UtcTime now);

/// Wrong passwords for an account key, known or not.
void insertFailure(Tx &tx, const QString &accountKey, UtcTime now);
struct Failures {
    int count = 0;
    UtcTime oldest{};
};
Failures failures(Tx &tx, const QString &accountKey, UtcTime after);
/// Forgets an account's failures, and everybody's that are older than `before`.
void clearFailures(Tx &tx, const QString &accountKey, UtcTime before);

} // namespace sessions
} // namespace callfloor::store
