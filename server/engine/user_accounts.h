// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_auth.h"
#include "server/store/user_store.h"

namespace callfloor {

/// Account work that services and the command line share, as functions of a transaction. Every one audits.
namespace accounts {

/// Who did it, for the audit log.
struct By {
    QString actorId; ///< Empty: the command line or nobody.
    QString peer;
};

/// Checks e-mail and name as people write them. BadRequest names the field.
Result<Ok> checkProfile(const QString &email, const QString &name);

/// Errors: Conflict if the e-mail is taken. `user.passwordHash` must be set.
Result<Ok> create(store::Tx &tx, const store::User &user, const By &by, UtcTime now);
/// Sets a new password and ends the user's logins but `exceptSession`. Others learn of it by a UserChanged event; the
/// caller by `endedSessions`, if he gives one.
Result<Ok> setPassword(store::Tx &tx, const UserId &id, const QString &hash, const QString &exceptSession, const By &by,
                       UtcTime now, QStringList *endedSessions = nullptr);
/// Changes what is set in `op`. Errors: NotFound, Conflict (last administrator).
Result<store::User> update(store::Tx &tx, const UpdateUser &op, const By &by, UtcTime now);
/// Appends the UserChanged event that brings every node's access list up to date.
void announce(store::Tx &tx, const store::User &user, const QStringList &endedSessions, UtcTime now);

/// True if there is neither an administrator nor a set-up token by which one could be made.
bool needsSetupToken(store::Tx &tx);
/// Makes a new set-up token, replacing any before it; its text, which is shown once. Errors: Conflict if there is an
/// administrator already and `force` is false.
Result<QString> makeSetupToken(store::Tx &tx, bool force, UtcTime now);
/// True if this is the token; it is used up then.
bool useSetupToken(store::Tx &tx, const QString &token);

UserInfo infoOf(const store::User &user);
UserDetails detailsOf(const store::User &user);

} // namespace accounts
} // namespace callfloor
