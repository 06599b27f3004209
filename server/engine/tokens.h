// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/ids.h"
#include "app/domain/role.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace callfloor {

/// What an access token says.
struct TokenClaims {
    UserId userId;
    Role role = Role::Agent;
    QString sessionId; ///< Empty in tokens that another program made with the same secret.
    UtcTime issuedAt{};
    UtcTime expiresAt{};
};

/// Access tokens: JWT (RFC 7519), HS256 and nothing else, with `userId`, `role`, `sid`, `iat`, `exp`. Lives in one thread.
class Tokens {
public:
    Tokens(const QByteArray &secret, std::chrono::seconds life);

    QString issue(const UserId &user, Role role, const QString &sessionId, UtcTime now) const;
    /// The claims of a token that is genuine and not expired. Tokens that were seen before are taken from a small cache,
    /// since a dashboard sends the same one with every request.
    std::optional<TokenClaims> verify(const QByteArray &token, UtcTime now) const;

    std::chrono::seconds life() const { return m_life; }

private:
    std::optional<TokenClaims> decode(const QByteArray &token) const;

    std::string m_secret;
    std::chrono::seconds m_life;
    mutable QHash<QByteArray, TokenClaims> m_seen;
};

/// 256 random bits as URL-safe text: refresh and set-up tokens.
QString makeSecretToken();
/// What is stored of such a token: SHA-256, hex. Enough for 256 random bits.
QString hashSecretToken(const QString &token);

} // namespace callfloor
