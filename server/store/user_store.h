// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/role.h"
#include "app/domain/ids.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// A row of user_account.
struct User {
    UserId id;
    QString email;
    QString name;
    QString passwordHash;
    Role role = Role::Agent;
    QString station;
    QString telnyxCredentialId;
    bool disabled = false;
    UtcTime tokensValidFrom{};
    UtcTime createdAt{};
    std::optional<UtcTime> lastLoginAt;
};

namespace users {

/// What an e-mail address is compared by: trimmed and in lower case.
QString emailKey(const QString &email);

void insert(Tx &tx, const User &user);
std::optional<User> byEmail(Tx &tx, const QString &email);
std::optional<User> byId(Tx &tx, const UserId &id);
std::vector<User> list(Tx &tx);
void update(Tx &tx, const User &user, UtcTime now);
void setPassword(Tx &tx, const UserId &id, const QString &hash, UtcTime tokensValidFrom, UtcTime now);
void loggedIn(Tx &tx, const UserId &id, UtcTime now);
/// Administrators who can sign in.
int countAdmins(Tx &tx);

} // namespace users
} // namespace callfloor::store
