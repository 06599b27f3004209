// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/origin_policy.h"

#include <algorithm>

namespace callfloor {

namespace {

/// The IPv4 address where an IPv6 one only wraps it.
QHostAddress plainAddress(const QHostAddress &address) {
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped);
    return mapped ? QHostAddress(v4) : address;
}

/// The hops of all X-Forwarded-For fields, in order: a proxy may add a field of its own behind the one that the client
/// made up (RFC 9110 §5.3 makes one list of them).
QList<QByteArray> forwardedFor(const net::Request &request) {
    QList<QByteArray> hops;
    for (const net::Header &header : request.headers)
        if (header.name == "x-forwarded-for") hops << header.value.split(',');
    return hops;
}

} // namespace

OriginPolicy::OriginPolicy(const QStringList &origins, const QStringList &proxies) {
    setOrigins(origins);
    for (const QString &proxy : proxies) {
        auto network = QHostAddress::parseSubnet(proxy);
        if (network.second < 0) {
            const QHostAddress single(proxy);
            if (single.isNull()) continue;
            network = {single, single.protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32};
        }
        m_proxies.push_back(network);
    }
}

void OriginPolicy::setOrigins(const QStringList &origins) {
    m_any = false;
    m_origins.clear();
    for (const QString &origin : origins) {
        if (origin == QLatin1String("*")) m_any = true;
        else m_origins << origin.toUtf8();
    }
}

bool OriginPolicy::allows(const QByteArray &origin) const {
    return !origin.isEmpty() && (m_any || m_origins.contains(origin));
}

void OriginPolicy::addHeaders(const net::Request &request, net::Reply &reply) const {
    // Also without an Origin: a cache must not give that reply to a page (Fetch standard, "CORS protocol and HTTP caches").
    reply.headers.push_back({"Vary", "Origin"});
    const QByteArray origin = request.header("origin");
    if (!allows(origin)) return;
    reply.headers.push_back({"Access-Control-Allow-Origin", origin});
    reply.headers.push_back({"Access-Control-Expose-Headers", "ETag, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, Retry-After"});
}

net::Reply OriginPolicy::preflight(const net::Request &request) const {
    net::Reply reply;
    reply.status = 204;
    if (!allows(request.header("origin"))) return reply;
    reply.headers.push_back({"Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE"});
    reply.headers.push_back({"Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, If-None-Match"});
    reply.headers.push_back({"Access-Control-Max-Age", "600"});
    return reply;
}

bool OriginPolicy::trusted(const QHostAddress &address) const {
    return std::any_of(m_proxies.begin(), m_proxies.end(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

QString OriginPolicy::clientAddress(const net::Request &request) const {
    QHostAddress peer = plainAddress(request.peer);
    if (m_proxies.empty() || !trusted(peer)) return peer.toString();
    const QList<QByteArray> hops = forwardedFor(request);
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const QHostAddress address = plainAddress(QHostAddress(QString::fromLatin1(hop->trimmed())));
        if (address.isNull()) break; // what stands before a hop that cannot be read is anybody's invention
        peer = address;
        if (!trusted(address)) break;
    }
    return peer.toString();
}

bool OriginPolicy::secure(const net::Request &request) const {
    if (request.encrypted) return true;
    if (m_proxies.empty() || !trusted(plainAddress(request.peer))) return false;
    // The last word of the last field is that of the proxy that we trust; those before it may be anybody's.
    for (auto header = request.headers.rbegin(); header != request.headers.rend(); ++header)
        if (header->name == "x-forwarded-proto") return header->value.split(',').last().trimmed().toLower() == "https";
    return false;
}

void addSecurityHeaders(net::Reply &reply, bool secure) {
    if (secure) reply.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
    reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
    reply.headers.push_back({"Referrer-Policy", "no-referrer"});
    // A page says for itself what it may load.
    const bool page = std::any_of(reply.headers.begin(), reply.headers.end(),
                                  [](const net::Header &header) { return header.name == "Content-Security-Policy"; });
    if (!page) reply.headers.push_back({"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
}

} // namespace callfloor
