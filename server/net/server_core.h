// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/deadlines.h"
#include "server/net/limits.h"
#include "server/net/message.h"
#include "server/net/responder.h"

#include <QByteArray>

#include <functional>
#include <optional>

class QTcpSocket;

namespace callfloor::net {

/// What the owner of a route says once the head of a request is there: a refusal, or how large the body may be.
struct HeadVerdict {
    std::optional<Reply> refusal = std::nullopt;
    qsizetype bodyBytes = -1; ///< -1 = Limits::bodyBytes.
    std::shared_ptr<BodySink> sink = nullptr; ///< Takes the body; its time limit then runs anew with each piece.
};

/// Counters since the start and gauges of the moment.
struct Stats {
    quint64 accepted = 0;    ///< Connections taken.
    quint64 requests = 0;    ///< Requests given to the handler.
    quint64 replies = 0;     ///< Replies written, the server's own refusals included.
    quint64 refused = 0;     ///< Requests and connections that the server refused by itself.
    quint64 timedOut = 0;    ///< Connections ended by a time limit.
    quint64 clientsLeft = 0; ///< Clients that left before their reply.
    quint64 upgrades = 0;    ///< WebSockets opened.
    int connections = 0;     ///< Open sockets that speak HTTP.
    int webSockets = 0;      ///< Open sockets that speak WebSocket.
    int inFlight = 0;        ///< Requests that wait for their reply.
};

class Connection;

/// What all connections of a server share. Internal to server/net.
struct ServerCore {
    Limits limits;
    Deadlines deadlines;
    Stats stats;
    bool draining = false;
    std::function<void(const Request &, const Responder &)> handler;
    std::function<HeadVerdict(const Request &)> headCheck;
    std::function<std::optional<Reply>(const Request &)> upgradeCheck;
    std::function<void(Reply &)> refusalFilter;
    std::function<void(QTcpSocket *, Request &&)> handOver; ///< Takes the socket over, head unread.
    std::function<void(Connection *)> closed;               ///< The connection has nothing more to do.
    QByteArray scratch; ///< Where heads are looked at before they are taken from the socket.
};

} // namespace callfloor::net
