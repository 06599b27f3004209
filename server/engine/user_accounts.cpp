// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/user_accounts.h"

#include "server/engine/access_list.h"
#include "server/engine/agent_desk.h"
#include "server/engine/telephony_profile.h"
#include "server/engine/tokens.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "server/store/session_store.h"

namespace callfloor::accounts {

using namespace Qt::StringLiterals;

namespace {
const QString kSetupKey = u"setup_token_hash"_s;

void note(store::Tx &tx, const By &by, const QString &action, const QString &subject, const QJsonObject &details, UtcTime now) {
    store::audit::insert(tx, {by.actorId, action, subject, details, by.peer, {}}, now);
}
} // namespace

Result<Ok> checkProfile(const QString &email, const QString &name) {
    const QString trimmed = email.trimmed();
    const qsizetype at = trimmed.indexOf(u'@');
    const bool plausible = at > 0 && at == trimmed.lastIndexOf(u'@') && at < trimmed.size() - 1 && !trimmed.contains(u' ');
    if (!plausible) return badField(u"email"_s, u"\"%1\" is not an e-mail address."_s.arg(trimmed.left(60)));
    if (name.trimmed().isEmpty()) return badField(u"name"_s, u"The name must not be empty."_s);
    return Ok{};
}

void announce(store::Tx &tx, const store::User &user, const QStringList &endedSessions, UtcTime now) {
    EventDraft event{EventKind::UserChanged, user.id.text(), {Audience::Kind::Admins, {}},
                     userChangedPayload(user, endedSessions)};
    store::eventlog::append(tx, {event}, now);
}

Result<Ok> create(store::Tx &tx, const store::User &user, const By &by, UtcTime now) {
    if (store::users::byEmail(tx, user.email)) return conflict(u"There is an account with this e-mail already."_s);
    store::User made = user;
    if (const auto kind = stationKindOf(user.station); made.stationKind == store::StationKind::None && kind) made.stationKind = *kind;
    store::users::insert(tx, made);
    note(tx, by, u"user_created"_s, user.id.text(), {{u"role"_s, roleName(user.role)}}, now);
    announce(tx, user, {}, now);
    return Ok{};
}

Result<Ok> setPassword(store::Tx &tx, const UserId &id, const QString &hash, const QString &exceptSession, const By &by,
                       UtcTime now, QStringList *endedSessions) {
    auto user = store::users::byId(tx, id);
    if (!user) return notFound(u"There is no such user."_s);
    user->tokensValidFrom = now;
    store::users::setPassword(tx, id, hash, now, now);
    const QStringList ended = store::sessions::endAll(tx, id, exceptSession, u"password_changed"_s, now);
    note(tx, by, u"password_changed"_s, id.text(), {}, now);
    announce(tx, *user, ended, now);
    if (endedSessions) *endedSessions = ended;
    return Ok{};
}

Result<store::User> update(store::Tx &tx, const UpdateUser &op, const By &by, UtcTime now) {
    auto user = store::users::byId(tx, op.id);
    if (!user) return notFound(u"There is no such user."_s);
    const store::User before = *user;
    if (op.userName) user->name = *op.userName;
    if (op.role) user->role = *op.role;
    if (op.station) user->station = *op.station;
    if (op.telnyxCredentialId) user->telnyxCredentialId = *op.telnyxCredentialId;
    if (op.disabled) user->disabled = *op.disabled;
    if (auto fine = applyProfile(tx, *user, op); !fine) return fine.error();
    const bool wasAdmin = before.role == Role::Admin && !before.disabled;
    const bool isAdmin = user->role == Role::Admin && !user->disabled;
    if (wasAdmin && !isAdmin && store::users::countAdmins(tx) <= 1)
        return conflict(u"This is the last administrator; make another one first."_s);
    store::users::update(tx, *user, now);
    QStringList ended;
    if (user->disabled && !before.disabled) {
        ended = store::sessions::endAll(tx, op.id, {}, u"disabled"_s, now);
        const Actor admin{UserId(by.actorId), Role::Admin};
        if (auto off = agentdesk::apply(tx, op.id, agentinput::Logout{admin, true, u"disabled"_s}, now); !off) return off.error();
    }
    note(tx, by, u"user_updated"_s, op.id.text(),
         {{u"role"_s, QJsonArray{roleName(before.role), roleName(user->role)}},
          {u"disabled"_s, QJsonArray{before.disabled, user->disabled}},
          {u"name"_s, QJsonArray{before.name, user->name}},
          {u"station"_s, QJsonArray{before.station, user->station}},
          {u"teamId"_s, QJsonArray{before.teamId, user->teamId}},
          {u"scope"_s, QJsonArray{dataScopeName(before.rights().scope), dataScopeName(user->rights().scope)}},
          {u"permissions"_s, QJsonArray{QJsonArray::fromStringList(permissionNames(before.rights().permissions)),
                                        QJsonArray::fromStringList(permissionNames(user->rights().permissions))}},
          {u"capacity"_s, QJsonArray{before.capacity, user->capacity}}},
         now);
    announce(tx, *user, ended, now);
    return *user;
}

bool needsSetupToken(store::Tx &tx) {
    return store::users::countAdmins(tx) == 0 && store::values::get(tx, kSetupKey).isEmpty();
}

Result<QString> makeSetupToken(store::Tx &tx, bool force, UtcTime now) {
    if (!force && store::users::countAdmins(tx) > 0)
        return conflict(u"There is an administrator already; he can add users, or use `callfloor user add`."_s);
    const QString token = makeSecretToken();
    store::values::put(tx, kSetupKey, hashSecretToken(token), now);
    store::audit::insert(tx, {{}, u"setup_token_made"_s, {}, {}, {}, {}}, now);
    return token;
}

bool useSetupToken(store::Tx &tx, const QString &token) {
    const QString expected = store::values::get(tx, kSetupKey);
    if (expected.isEmpty() || expected != hashSecretToken(token)) return false;
    return store::values::remove(tx, kSetupKey);
}

UserInfo infoOf(const store::User &user) { return {user.id, user.email, user.name, user.role}; }

UserDetails detailsOf(const store::User &user) {
    const auto textOrNone = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    UserDetails details;
    details.id = user.id;
    details.email = user.email;
    details.name = user.name;
    details.role = user.role;
    details.station = textOrNone(user.station);
    details.disabled = user.disabled;
    details.createdAt = user.createdAt;
    details.lastLoginAt = user.lastLoginAt;
    details.teamId = textOrNone(user.teamId);
    details.scope = dataScopeName(user.rights().scope);
    for (const QString &permission : permissionNames(user.rights().permissions)) details.permissions.push_back(permission);
    details.stationKind = textOrNone(store::stationKindName(user.stationKind));
    details.legMode = store::legModeName(user.legMode);
    details.callerId = textOrNone(user.callerId);
    details.capacity = user.capacity;
    return details;
}

} // namespace callfloor::accounts
