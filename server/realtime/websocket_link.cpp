// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/websocket_link.h"

#include <QWebSocket>

namespace callfloor::realtime {

namespace {

using namespace std::chrono_literals;

/// How long a client that does not read may keep a socket that we have closed.
constexpr std::chrono::milliseconds kFlushTime = 5s;
/// RFC 6455 §5.5: a closing frame has at most 125 bytes, two of them the code.
constexpr qsizetype kReasonBytes = 123;

QString fittingReason(QString reason) {
    while (reason.toUtf8().size() > kReasonBytes)
        reason.chop(1);
    return reason;
}

} // namespace

WebSocketLink::WebSocketLink(QWebSocket *socket, const Settings &settings, Scheduler &scheduler, QObject *socketOwner,
                             QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_writer(*socket)
    , m_scheduler(scheduler)
    , m_maxQueuedBytes(settings.maxQueuedBytes) {
    socket->setParent(socketOwner);
    socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(settings.maxPayload));
    socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(settings.maxPayload));
    socket->setReadBufferSize(settings.maxPayload + 64 * 1024);
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { emit textReceived(text.toUtf8()); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, &WebSocketLink::binaryReceived);
    connect(socket, &QWebSocket::disconnected, this, &WebSocketLink::closed);
}

WebSocketLink::~WebSocketLink() {
    close(1001, {});
}

bool WebSocketLink::send(const OutPacket &packet) {
    if (!m_socket) return true;
    if (m_socket->bytesToWrite() > m_maxQueuedBytes) return false;
    m_writer.send(packet.frame());
    return true;
}

void WebSocketLink::close(int code, const QString &reason) {
    if (!m_socket) return;
    QWebSocket *socket = m_socket;
    m_socket = nullptr;
    socket->disconnect(this);
    m_scheduler.after(kFlushTime, socket, [socket] { socket->abort(); });
    socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), fittingReason(reason));
}

void WebSocketLink::abort() {
    if (!m_socket) return;
    QWebSocket *socket = m_socket;
    m_socket = nullptr;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

} // namespace callfloor::realtime
