// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/engine.h"
#include "server/http/origin_policy.h"
#include "server/net/http_server.h"

#include <QObject>

#include <chrono>

class QWebSocket;

namespace callfloor {

/// Settings of the realtime connections.
struct SocketOptions {
    std::chrono::milliseconds pingInterval{25'000};
    std::chrono::milliseconds pingTimeout{20'000};
    std::chrono::milliseconds connectTimeout{45'000};
    qsizetype maxPayload = 1'000'000;
    std::chrono::milliseconds recoveryWindow{120'000}; ///< Time in which a client may come back as before; 0 = never.
    QStringList anonymousOrigins; ///< Origins that may connect without a token; they see masked call updates only.
};

/// The floor over Socket.IO: who may connect, which rooms he is in, and the engine's events on their way to them.
class FloorSockets : public QObject {
    Q_OBJECT
public:
    FloorSockets(Engine &engine, const OriginPolicy &origins, const SocketOptions &options, QObject *parent = nullptr);
    ~FloorSockets() override;

    /// Whether a request is one of the realtime transport.
    bool wants(const net::Request &request) const;
    /// A request of the polling transport.
    void handle(const net::Request &request, const net::Responder &responder);
    /// Why a WebSocket handshake is refused; nothing if it may go on.
    std::optional<net::Reply> refuseUpgrade(const net::Request &request);
    void open(QWebSocket *socket, const net::Request &request);
    /// Tells every client that the server goes, and closes.
    void close();
    int count() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace callfloor
