// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/events.h"
#include "server/engine/tokens.h"
#include "server/store/user_store.h"

#include <QHash>
#include <QSet>

namespace callfloor {

/// Who may come in right now, kept in memory so that every request can be checked without asking the database: the
/// accounts with their present roles, and the logins that were ended before their tokens ran out. Filled at the start
/// and kept up to date by UserChanged events, which also come from other nodes.
class AccessList {
public:
    void fill(const std::vector<store::User> &users, const QStringList &endedSessions);
    /// Takes in an account as it is in the database now, ahead of its event.
    void learn(const store::User &user);
    /// Takes in the role of somebody who has just signed in; his rights are known already or come with his event.
    void learnRole(const UserId &id, Role role);
    /// Takes in the end of a login, ahead of its event.
    void endLogin(const QString &sessionId) { m_endedSessions.insert(sessionId); }
    /// Takes in that tokens without a login are void which were issued before a moment, ahead of its event.
    void voidTokensBefore(const UserId &user, UtcTime moment);
    /// Takes in a UserChanged event.
    void apply(const Event &event);

    /// The actor behind genuine claims, with the role that he has now; nothing if the account is disabled or gone, or
    /// the login was ended.
    std::optional<Actor> admit(const TokenClaims &claims) const;
    /// Whether the account exists and is not disabled.
    bool isEnabled(const UserId &user) const;
    /// The team of a user; empty if he is in none.
    QString teamOf(const QString &userId) const { return m_users.value(userId).teamId; }
    bool hasUsers() const { return !m_users.isEmpty(); }

private:
    struct Entry {
        Role role = Role::Agent;
        bool disabled = false;
        UtcTime tokensValidFrom{};
        QString teamId;
        std::optional<DataScope> scope;
        std::optional<Permissions> permissions;
    };
    QHash<QString, Entry> m_users;
    QSet<QString> m_endedSessions;
};

/// The payload of a UserChanged event.
QByteArray userChangedPayload(const store::User &user, const QStringList &endedSessions);

} // namespace callfloor
