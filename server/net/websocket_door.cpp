// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocket_door.h"

#include "server/net/frame_guard.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace callfloor::net {

using namespace Qt::StringLiterals;

namespace {

template <class Socket> QByteArray bothEnds(const Socket &socket) {
    return socket.peerAddress().toString().toLatin1() + '|' + QByteArray::number(socket.peerPort()) + '|' +
           socket.localAddress().toString().toLatin1() + '|' + QByteArray::number(socket.localPort());
}

} // namespace

WebSocketDoor::WebSocketDoor(ServerCore &core, QObject *parent)
    : QObject(parent)
    , m_core(core)
    , m_server(u"callfloor"_s, QWebSocketServer::NonSecureMode) {
    connect(&m_server, &QWebSocketServer::newConnection, this, &WebSocketDoor::onNewConnection);
}

WebSocketDoor::~WebSocketDoor() {
    m_left = nullptr;
}

void WebSocketDoor::take(QTcpSocket *socket, Request &&request) {
    ++m_core.stats.webSockets;
    if (auto *plain = qobject_cast<TurnSocket *>(socket)) plain->serveBy(&m_flusher);
    const QByteArray key = bothEnds(*socket);
    auto *guard = new FrameGuard(socket, m_core.limits.webSocketQueueBytes);
    // The guard dies with the socket. The socket's own destroyed() is of no use: QWebSocket disconnects all its
    // signals.
    connect(guard, &QObject::destroyed, this, [this, key, guard, peer = request.peer] {
        const auto pending = m_pending.find(key);
        if (pending != m_pending.end() && pending->guard == guard) m_pending.erase(pending);
        --m_core.stats.webSockets;
        if (m_left) m_left(peer);
    });
    // Until a QWebSocket owns the socket, nobody else deletes it when the client leaves.
    connect(socket, &QTcpSocket::disconnected, this, [this, key, socket] {
        if (m_pending.contains(key)) socket->deleteLater();
    });
    socket->setParent(&m_server);
    socket->setReadBufferSize(m_core.limits.webSocketBytes + 64 * 1024);
    m_pending.insert(key, {std::move(request), guard});
    m_server.handleConnection(socket);
}

void WebSocketDoor::onNewConnection() {
    while (QWebSocket *webSocket = m_server.nextPendingConnection()) {
        const auto pending = m_pending.find(bothEnds(*webSocket));
        if (pending == m_pending.end()) {
            webSocket->deleteLater();
            continue;
        }
        const Pending found = std::move(*pending);
        m_pending.erase(pending);
        webSocket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_core.limits.webSocketBytes));
        webSocket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_core.limits.webSocketBytes));
        found.guard->begin(webSocket);
        webSocket->setParent(nullptr);
        ++m_core.stats.upgrades;
        if (m_opened)
            m_opened(webSocket, found.request);
        else
            webSocket->deleteLater();
    }
}

} // namespace callfloor::net
