// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <QJsonObject>

#include <optional>

namespace callfloor::store {

/// One line of the audit log.
struct AuditEntry {
    QString actorId; ///< Empty: the system or somebody unknown.
    QString action;  ///< `login`, `login_failed`, `user_created`, …
    QString subject; ///< What it was done to.
    QJsonObject details;
    QString peer;    ///< Address.
    UtcTime at{};
    QString id = {};        ///< Of lines that were read by page().
    QString actorName = {}; ///< The same.
};

/// Which lines of the audit log are wanted; what is empty counts for all.
struct AuditFilter {
    QString cursor; ///< Those before this line.
    UserId actor;
    QString action;
    std::optional<UtcTime> from, to;
};

namespace audit {
void insert(Tx &tx, const AuditEntry &entry, UtcTime now);
std::vector<AuditEntry> newest(Tx &tx, int limit);
/// The newest first; nothing if there is no line of that cursor.
std::optional<std::vector<AuditEntry>> page(Tx &tx, const AuditFilter &filter, int limit);
} // namespace audit

/// Single values that the product remembers by itself, e.g. the hash of the set-up token.
namespace values {
QString get(Tx &tx, const QString &key); ///< Empty if there is none.
void put(Tx &tx, const QString &key, const QString &value, UtcTime now);
bool remove(Tx &tx, const QString &key); ///< True if there was one.
} // namespace values

/// Requests that a client may repeat without repeating their effect.
namespace idempotency {
struct Seen {
    QString requestHash;
    QString subjectId;
};
std::optional<Seen> find(Tx &tx, const QString &ownerId, const QString &key, UtcTime after);
void insert(Tx &tx, const QString &ownerId, const QString &key, const Seen &seen, UtcTime now);
void forget(Tx &tx, UtcTime before);
} // namespace idempotency

} // namespace callfloor::store
