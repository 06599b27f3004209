// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/server_core.h"
#include "server/net/turn_flusher.h"

#include <QHash>
#include <QObject>
#include <QWebSocketServer>

#include <functional>

namespace callfloor::net {

class FrameGuard;

/// Turns connections whose handshake has been approved into WebSockets. Internal to server/net.
class WebSocketDoor : public QObject {
    Q_OBJECT
public:
    explicit WebSocketDoor(ServerCore &core, QObject *parent = nullptr);
    ~WebSocketDoor() override;

    void setOpened(std::function<void(QWebSocket *, const Request &)> opened) { m_opened = std::move(opened); }
    /// Called when a socket that was taken over has gone, WebSocket or not.
    void setLeft(std::function<void(const QHostAddress &peer)> left) { m_left = std::move(left); }
    /// Takes the socket with its handshake request unread.
    void take(QTcpSocket *socket, Request &&request);

private:
    /// A handshake that Qt is at: found again by both ends of the connection.
    struct Pending {
        Request request;
        FrameGuard *guard;
    };
    void onNewConnection();

    ServerCore &m_core;
    QHash<QByteArray, Pending> m_pending;
    std::function<void(QWebSocket *, const Request &)> m_opened;
    std::function<void(const QHostAddress &)> m_left;
    TurnFlusher m_flusher;
    QWebSocketServer m_server; // last: the sockets that die with it report to the others
};

} // namespace callfloor::net
