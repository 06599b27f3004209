// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/rights.h"
#include "server/store/database.h"

#include <map>
#include <optional>
#include <vector>

namespace callfloor::store {

/// How a user's phone is reached.
enum class StationKind : quint8 { None, Sip, Number, Credential };
/// Whether the leg to his phone is made for each call or stays up between calls.
enum class LegMode : quint8 { PerCall, NailedUp };

/// `sip`, `number`, `credential`; empty for None.
QString stationKindName(StationKind kind);
std::optional<StationKind> stationKindFromName(QStringView name);
/// `per_call`, `nailed_up`.
QString legModeName(LegMode mode);
std::optional<LegMode> legModeFromName(QStringView name);

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
    QString teamId = {};
    std::optional<DataScope> scope = {};         ///< Nothing: as the role has it.
    std::optional<Permissions> permissions = {}; ///< Nothing: as the role has them.
    StationKind stationKind = StationKind::None; ///< Of `station`; a credential has its id in telnyxCredentialId.
    LegMode legMode = LegMode::PerCall;
    QString callerId = {}; ///< Number that his own calls show, E.164; empty: the installation's.
    int capacity = 1;      ///< Offers at once; 0 takes him out of routing.

    Rights rights() const { return rightsOf(role, teamId, scope, permissions); }
};

namespace users {

/// What an e-mail address is compared by: trimmed and in lower case.
QString emailKey(const QString &email);

void insert(Tx &tx, const User &user);
std::optional<User> byEmail(Tx &tx, const QString &email);
std::optional<User> byId(Tx &tx, const UserId &id);
std::vector<User> list(Tx &tx);
/// The teams of these users, by user; who is in none is not in it.
std::map<QString, QString> teamsOf(Tx &tx, const QStringList &ids);
void update(Tx &tx, const User &user, UtcTime now);
void setPassword(Tx &tx, const UserId &id, const QString &hash, UtcTime tokensValidFrom, UtcTime now);
void loggedIn(Tx &tx, const UserId &id, UtcTime now);
/// Administrators who can sign in.
int countAdmins(Tx &tx);

} // namespace users
} // namespace callfloor::store
