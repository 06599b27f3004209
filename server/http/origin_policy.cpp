// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/origin_policy.h"

#include <algorithm>

namespace callfloor {

OriginPolicy::OriginPolicy(const QStringList &origins, const QStringList &proxies) {
    for (const QString &origin : origins) {
        if (origin == QLatin1String("*")) m_any = true;
        else m_origins << origin.toUtf8();
    }
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

bool OriginPolicy::allows(const QByteArray &origin) const {
    return !origin.isEmpty() && (m_any || m_origins.contains(origin));
}

void OriginPolicy::addHeaders(const net::Request &request, net::Reply &reply) const {
    const QByteArray origin = request.header("origin");
    if (origin.isEmpty()) return;
    reply.headers.push_back({"Vary", "Origin"});
    if (!allows(origin)) return;
    reply.headers.push_back({"Access-Control-Allow-Origin", origin});
    reply.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
}

net::Reply OriginPolicy::preflight(const net::Request &request) const {
    net::Reply reply;
    reply.status = 204;
    if (!allows(request.header("origin"))) return reply;
    reply.headers.push_back({"Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE"});
    reply.headers.push_back({"Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key"});
    reply.headers.push_back({"Access-Control-Max-Age", "600"});
    return reply;
}

bool OriginPolicy::trusted(const QHostAddress &address) const {
    return std::any_of(m_proxies.begin(), m_proxies.end(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

QString OriginPolicy::clientAddress(const net::Request &request) const {
    QHostAddress peer = request.peer;
    bool mapped = false;
    if (const quint32 v4 = peer.toIPv4Address(&mapped); mapped) peer = QHostAddress(v4);
    if (m_proxies.empty() || !trusted(peer)) return peer.toString();
    const QList<QByteArray> hops = request.header("x-forwarded-for").split(',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const QHostAddress address(QString::fromLatin1(hop->trimmed()));
        if (address.isNull()) break; // what stands before a hop that cannot be read is anybody's invention
        peer = address;
        if (!trusted(address)) break;
    }
    return peer.toString();
}

void addSecurityHeaders(net::Reply &reply) {
    reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
    reply.headers.push_back({"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
    reply.headers.push_back({"Referrer-Policy", "no-referrer"});
}

} // namespace callfloor
