// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/http_server.h"

#include <deque>

namespace callfloor::test {

/// A server on a free port of loopback whose handler answers `/ok`, echoes bodies on `/echo`, and keeps the responders
/// of everything below `/held` until the test answers them.
class ServerFixture {
public:
    explicit ServerFixture(const net::Limits &limits = {})
        : server(std::make_unique<net::Server>(limits)) {
        server->setHandler([this](const net::Request &request, const net::Responder &responder) {
            requests.push_back(request);
            if (request.path.startsWith("/held"))
                held.push_back(responder);
            else if (request.path == "/echo")
                responder.send({.contentType = "text/plain", .body = request.body});
            else
                responder.send({.body = R"({"ok":true})"});
        });
        listening = server->listen(QHostAddress::LocalHost, 0).ok();
    }

    quint16 port() const { return server->port(); }
    /// Answers the held request that has waited longest.
    void answer(const QByteArray &body, bool close = false) {
        const net::Responder responder = held.front();
        held.pop_front();
        responder.send({.contentType = "text/plain", .body = body, .close = close});
    }

    std::deque<net::Responder> held;
    std::vector<net::Request> requests;
    bool listening = false;
    std::unique_ptr<net::Server> server;
};

} // namespace callfloor::test
