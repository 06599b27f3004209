// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

#include <QHostAddress>
#include <QStringList>

#include <utility>
#include <vector>

namespace callfloor {

/// Which web pages may read our answers (CORS, Fetch standard §3.2), and which proxies are believed when they say
/// for whom they ask.
class OriginPolicy {
public:
    /// `origins`: exact origins (`https://desk.example.com`), or `*` for every one. `proxies`: addresses or networks in
    /// CIDR form. What cannot be read is left out.
    OriginPolicy(const QStringList &origins, const QStringList &proxies);

    bool allows(const QByteArray &origin) const;
    /// The fields that let the page of this request read the reply; none for a foreign origin.
    void addHeaders(const net::Request &request, net::Reply &reply) const;
    /// The answer to a preflight, still without what addHeaders() adds to every reply.
    net::Reply preflight(const net::Request &request) const;

    /// The address that the request is made for: the last one in X-Forwarded-For that is no proxy of ours, if the
    /// connection comes from one.
    QString clientAddress(const net::Request &request) const;

    /// Whether the client has spoken TLS, with us or with a proxy of ours that says so by X-Forwarded-Proto.
    bool secure(const net::Request &request) const;
    /// Takes another list of origins from now on; see the constructor.
    void setOrigins(const QStringList &origins);

private:
    bool trusted(const QHostAddress &address) const;

    bool m_any = false;
    QList<QByteArray> m_origins;
    std::vector<std::pair<QHostAddress, int>> m_proxies;
};

/// The fields that every reply of ours carries. `secure`: it leaves over TLS, so that browsers may be told never to come
/// without (HSTS, RFC 6797).
void addSecurityHeaders(net::Reply &reply, bool secure);

} // namespace callfloor
