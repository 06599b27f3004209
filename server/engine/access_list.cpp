// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/access_list.h"

#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonObject>

namespace callfloor {

using namespace Qt::StringLiterals;

void AccessList::fill(const std::vector<store::User> &users, const QStringList &endedSessions) {
    m_users.clear();
    for (const store::User &user : users) m_users.insert(user.id.text(), {user.role, user.disabled});
    m_endedSessions = QSet<QString>(endedSessions.begin(), endedSessions.end());
}

void AccessList::apply(const Event &event) {
    const QJsonObject change = QJsonDocument::fromJson(event.payload).object();
    m_users.insert(event.subject, {roleFromName(change.value(u"role"_s).toString()).value_or(Role::Agent),
                                   change.value(u"disabled"_s).toBool()});
    for (const QJsonValue &session : change.value(u"endedSessions"_s).toArray()) m_endedSessions.insert(session.toString());
}

std::optional<Actor> AccessList::admit(const TokenClaims &claims) const {
    const auto user = m_users.constFind(claims.userId.text());
    if (user == m_users.constEnd() || user->disabled) return std::nullopt;
    if (!claims.sessionId.isEmpty() && m_endedSessions.contains(claims.sessionId)) return std::nullopt;
    return Actor{claims.userId, user->role};
}

QByteArray userChangedPayload(const UserId &user, Role role, bool disabled, const QStringList &endedSessions) {
    QByteArray payload;
    JsonWriter json(payload);
    json.beginObject().key("userId").value(user.text()).key("role").value(roleName(role));
    json.key("disabled").value(disabled).key("endedSessions").beginArray();
    for (const QString &session : endedSessions) json.value(session);
    json.endArray().endObject();
    return payload;
}

} // namespace callfloor
