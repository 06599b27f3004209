// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/access_list.h"

#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

void AccessList::fill(const std::vector<store::User> &users, const QStringList &endedSessions) {
    m_users.clear();
    for (const store::User &user : users) learn(user);
    m_endedSessions = QSet<QString>(endedSessions.begin(), endedSessions.end());
}

void AccessList::learn(const store::User &user) {
    Entry &entry = m_users[user.id.text()];
    entry.role = user.role;
    entry.disabled = user.disabled;
    entry.tokensValidFrom = std::max(entry.tokensValidFrom, user.tokensValidFrom);
    entry.teamId = user.teamId;
    entry.scope = user.scope;
    entry.permissions = user.permissions;
}

void AccessList::learnRole(const UserId &id, Role role) {
    Entry &entry = m_users[id.text()];
    entry.role = role;
    entry.disabled = false;
}

void AccessList::voidTokensBefore(const UserId &user, UtcTime moment) {
    const auto known = m_users.find(user.text());
    if (known != m_users.end()) known->tokensValidFrom = std::max(known->tokensValidFrom, moment);
}

void AccessList::apply(const Event &event) {
    const QJsonObject change = QJsonDocument::fromJson(event.payload).object();
    store::User user;
    user.id = UserId(event.subject);
    user.role = roleFromName(change.value(u"role"_s).toString()).value_or(Role::Agent);
    user.disabled = change.value(u"disabled"_s).toBool();
    user.tokensValidFrom = fromMicros(change.value(u"tokensValidFromUs"_s).toInteger());
    user.teamId = change.value(u"teamId"_s).toString();
    user.scope = dataScopeFromName(change.value(u"scope"_s).toString());
    if (const QJsonValue permissions = change.value(u"permissions"_s); permissions.isArray()) {
        user.permissions = Permissions();
        for (const QJsonValue &word : permissions.toArray())
            if (const auto permission = permissionFromName(word.toString())) *user.permissions |= *permission;
    }
    learn(user);
    for (const QJsonValue &session : change.value(u"endedSessions"_s).toArray()) m_endedSessions.insert(session.toString());
}

std::optional<Actor> AccessList::admit(const TokenClaims &claims) const {
    const auto user = m_users.constFind(claims.userId.text());
    if (user == m_users.constEnd() || user->disabled) return std::nullopt;
    if (!claims.sessionId.isEmpty() && m_endedSessions.contains(claims.sessionId)) return std::nullopt;
    // A token that names no login of ours (another program made it) cannot be ended by it: a new password ends it.
    if (claims.sessionId.isEmpty() && claims.issuedAt < user->tokensValidFrom) return std::nullopt;
    return Actor{claims.userId, user->role, rightsOf(user->role, user->teamId, user->scope, user->permissions)};
}

bool AccessList::isEnabled(const UserId &user) const {
    const auto found = m_users.constFind(user.text());
    return found != m_users.constEnd() && !found->disabled;
}

QByteArray userChangedPayload(const store::User &user, const QStringList &endedSessions) {
    QByteArray payload;
    JsonWriter json(payload);
    json.beginObject().key("userId").value(user.id.text()).key("role").value(roleName(user.role));
    json.key("disabled").value(user.disabled).key("tokensValidFromUs").value(toMicros(user.tokensValidFrom));
    json.key("teamId").textOrNull(user.teamId).key("scope").textOrNull(user.scope ? dataScopeName(*user.scope) : QString());
    json.key("permissions");
    if (user.permissions) {
        json.beginArray();
        for (const QString &name : permissionNames(*user.permissions)) json.value(name);
        json.endArray();
    } else {
        json.null();
    }
    json.key("endedSessions").beginArray();
    for (const QString &session : endedSessions) json.value(session);
    json.endArray().endObject();
    return payload;
}

} // namespace callfloor
