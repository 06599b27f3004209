// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/tokens.h"

#include <QCryptographicHash>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wextra-semi"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#pragma GCC diagnostic ignored "-Wcast-qual"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <jwt/jwt.hpp>
#pragma GCC diagnostic pop

#include <sodium.h>

namespace callfloor {

using namespace std::chrono;

namespace {
constexpr qsizetype kCacheSize = 4096;

qint64 unixSeconds(UtcTime t) { return duration_cast<seconds>(t.time_since_epoch()).count(); }
} // namespace

Tokens::Tokens(const QByteArray &secret, seconds life) : m_secret(secret.toStdString()), m_life(life) {}

QString Tokens::issue(const UserId &user, Role role, const QString &sessionId, UtcTime now) const {
    jwt::jwt_object token{jwt::params::algorithm("HS256"), jwt::params::secret(m_secret)};
    token.add_claim("userId", user.text().toStdString())
        .add_claim("role", roleName(role).toStdString())
        .add_claim("sid", sessionId.toStdString())
        .add_claim("iat", unixSeconds(now))
        .add_claim("exp", unixSeconds(now + m_life));
    std::error_code failure;
    const std::string text = token.signature(failure);
    return failure ? QString() : QString::fromStdString(text);
}

std::optional<TokenClaims> Tokens::verify(const QByteArray &token, UtcTime now) const {
    auto seen = m_seen.constFind(token);
    if (seen == m_seen.constEnd()) {
        auto claims = decode(token);
        if (!claims) return std::nullopt;
        if (m_seen.size() >= kCacheSize) m_seen.clear();
        seen = m_seen.insert(token, *claims);
    }
    if (seen->expiresAt <= now) return std::nullopt;
    return *seen;
}

std::optional<TokenClaims> Tokens::decode(const QByteArray &token) const {
    if (token.size() > 4096 || token.count('.') != 2) return std::nullopt;
    try {
        std::error_code failure;
        // Expiry is checked against our own clock by the caller; exactly one algorithm is allowed.
        const auto object = jwt::decode(token.toStdString(), jwt::params::algorithms({"HS256"}), failure,
                                        jwt::params::secret(m_secret), jwt::params::verify(true),
                                        jwt::params::validate_iat(false), jwt::params::leeway(0));
        // The library reports an expired token as a failure although it is genuine; it is of no use either way.
        if (failure) return std::nullopt;
        const auto payload = object.payload().create_json_obj();
        TokenClaims claims;
        claims.userId = UserId(QString::fromStdString(payload.at("userId").get<std::string>()));
        const auto role = roleFromName(QString::fromStdString(payload.at("role").get<std::string>()));
        if (!role || claims.userId.isEmpty()) return std::nullopt;
        claims.role = *role;
        if (payload.contains("sid")) claims.sessionId = QString::fromStdString(payload.at("sid").get<std::string>());
        claims.expiresAt = UtcTime{seconds{payload.at("exp").get<qint64>()}};
        claims.issuedAt = payload.contains("iat") ? UtcTime{seconds{payload.at("iat").get<qint64>()}} : UtcTime{};
        return claims;
    } catch (const std::exception &) {
        return std::nullopt; // not a token of ours
    }
}

QString makeSecretToken() {
    QByteArray bytes(32, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(bytes.size()));
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString hashSecretToken(const QString &token) {
    return QString::fromLatin1(QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace callfloor
