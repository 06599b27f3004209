// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/turn_flusher.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QPointer>

class QWebSocket;

namespace callfloor::net {

/// A whole message in one frame, as servers send it: not masked (RFC 6455 §5.2). `binary`: else text, which must be UTF-8.
QByteArray serverFrame(bool binary, QByteArrayView payload);

/// Sends frames that were made once to many WebSockets. QWebSocket makes each message anew for each socket, text from UTF-16.
/// What Qt itself sends (pongs, the closing frame) goes out between such frames, never within one.
class FrameWriter {
public:
    /// For a WebSocket of net::Server, whose connection is its child.
    explicit FrameWriter(QWebSocket &webSocket);

    /// Nothing is sent any more once the closing has begun.
    void send(const QByteArray &frame);

private:
    QPointer<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_connection;
    QPointer<TurnSocket> m_plain; ///< The same, where it is not encrypted.
};

} // namespace callfloor::net
