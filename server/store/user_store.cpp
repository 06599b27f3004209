// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/user_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace callfloor::store {

namespace {

// Stored words, in the order of the enumerations: never change one.
constexpr std::array kStationWords = {"", "sip", "number", "credential"};
constexpr std::array kLegModeWords = {"per_call", "nailed_up"};

/// NULL where nothing was said: then the role decides.
QVariant permissionsText(const std::optional<Permissions> &permissions) {
    if (!permissions) return textOrNull({});
    const QJsonArray words = QJsonArray::fromStringList(permissionNames(*permissions));
    return QString::fromUtf8(QJsonDocument(words).toJson(QJsonDocument::Compact));
}

std::optional<Permissions> permissionsOf(const QByteArray &text) {
    if (text.isEmpty()) return std::nullopt;
    Permissions permissions;
    for (const QJsonValue &word : QJsonDocument::fromJson(text).array())
        if (const auto permission = permissionFromName(word.toString())) permissions |= *permission;
    return permissions;
}

QVariant scopeText(const std::optional<DataScope> &scope) { return textOrNull(scope ? dataScopeName(*scope) : QString()); }

} // namespace

QString stationKindName(StationKind kind) { return QLatin1String(kStationWords[static_cast<size_t>(kind)]); }

std::optional<StationKind> stationKindFromName(QStringView name) {
    for (size_t i = 0; i < kStationWords.size(); ++i)
        if (name == QLatin1String(kStationWords[i])) return static_cast<StationKind>(i);
    return std::nullopt;
}

QString legModeName(LegMode mode) { return QLatin1String(kLegModeWords[static_cast<size_t>(mode)]); }

std::optional<LegMode> legModeFromName(QStringView name) {
    for (size_t i = 0; i < kLegModeWords.size(); ++i)
        if (name == QLatin1String(kLegModeWords[i])) return static_cast<LegMode>(i);
    return std::nullopt;
}

} // namespace callfloor::store

namespace callfloor::store::users {

using namespace Qt::StringLiterals;

namespace {

User readUser(Rows &rows) {
    User user;
    user.id = UserId(rows.text());
    user.email = rows.text();
    user.name = rows.text();
    user.passwordHash = rows.text();
    user.role = roleFromName(rows.text()).value_or(Role::Agent);
    user.station = rows.text();
    user.telnyxCredentialId = rows.text();
    user.disabled = rows.boolean();
    user.tokensValidFrom = rows.time();
    user.createdAt = rows.time();
    user.lastLoginAt = rows.timeOrNone();
    user.teamId = rows.text();
    user.scope = dataScopeFromName(rows.text());
    user.permissions = permissionsOf(rows.bytes());
    user.stationKind = stationKindFromName(rows.text()).value_or(StationKind::None);
    user.legMode = legModeFromName(rows.text()).value_or(LegMode::PerCall);
    user.callerId = rows.text();
    user.capacity = static_cast<int>(rows.integer());
    return user;
}

std::optional<User> first(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return readUser(rows);
}

} // namespace

QString emailKey(const QString &email) { return email.trimmed().toLower(); }

void insert(Tx &tx, const User &user) {
    tx.exec(u"user_insert"_s, {{":id", user.id.text()},
                               {":email", user.email.trimmed()},
                               {":email_key", emailKey(user.email)},
                               {":name", user.name},
                               {":password_hash", user.passwordHash},
                               {":role", roleName(user.role)},
                               {":station", textOrNull(user.station)},
                               {":credential", textOrNull(user.telnyxCredentialId)},
                               {":disabled", user.disabled},
                               {":valid_from_us", micros(user.tokensValidFrom)},
                               {":created_us", micros(user.createdAt)},
                               {":updated_us", micros(user.createdAt)},
                               {":last_login_us", microsOrNull(user.lastLoginAt)},
                               {":team_id", textOrNull(user.teamId)},
                               {":scope", scopeText(user.scope)},
                               {":permissions", permissionsText(user.permissions)},
                               {":station_kind", textOrNull(stationKindName(user.stationKind))},
                               {":leg_mode", legModeName(user.legMode)},
                               {":caller_id", textOrNull(user.callerId)},
                               {":capacity", user.capacity}});
}

std::optional<User> byEmail(Tx &tx, const QString &email) {
    return first(tx.query(u"user_by_email"_s, {{":email_key", emailKey(email)}}));
}

std::optional<User> byId(Tx &tx, const UserId &id) { return first(tx.query(u"user_by_id"_s, {{":id", id.text()}})); }

std::vector<User> list(Tx &tx) {
    std::vector<User> users;
    Rows rows = tx.query(u"user_list"_s, {});
    while (rows.next()) users.push_back(readUser(rows));
    return users;
}

std::map<QString, QString> teamsOf(Tx &tx, const QStringList &ids) {
    std::map<QString, QString> teams;
    if (ids.isEmpty()) return teams;
    const QString json = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact));
    for (Rows rows = tx.query(u"user_teams"_s, {{":users", json}}); rows.next();) {
        const QString user = rows.text();
        teams[user] = rows.text();
    }
    return teams;
}

void update(Tx &tx, const User &user, UtcTime now) {
    tx.exec(u"user_update"_s, {{":name", user.name},
                               {":role", roleName(user.role)},
                               {":station", textOrNull(user.station)},
                               {":credential", textOrNull(user.telnyxCredentialId)},
                               {":disabled", user.disabled},
                               {":valid_from_us", micros(user.tokensValidFrom)},
                               {":now_us", micros(now)},
                               {":team_id", textOrNull(user.teamId)},
                               {":scope", scopeText(user.scope)},
                               {":permissions", permissionsText(user.permissions)},
                               {":station_kind", textOrNull(stationKindName(user.stationKind))},
                               {":leg_mode", legModeName(user.legMode)},
                               {":caller_id", textOrNull(user.callerId)},
                               {":capacity", user.capacity},
                               {":id", user.id.text()}});
}

void setPassword(Tx &tx, const UserId &id, const QString &hash, UtcTime tokensValidFrom, UtcTime now) {
    tx.exec(u"user_set_password"_s, {{":password_hash", hash},
                                     {":valid_from_us", micros(tokensValidFrom)},
                                     {":now_us", micros(now)},
                                     {":id", id.text()}});
}

void loggedIn(Tx &tx, const UserId &id, UtcTime now) {
    tx.exec(u"user_logged_in"_s, {{":now_us", micros(now)}, {":id", id.text()}});
}

int countAdmins(Tx &tx) {
    Rows rows = tx.query(u"user_count_admins"_s, {});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

} // namespace callfloor::store::users
