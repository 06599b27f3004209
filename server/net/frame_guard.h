// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QObject>
#include <QPointer>

#include <functional>

class QTcpSocket;
class QWebSocket;

namespace callfloor::net {

/// Walks over the frames of a WebSocket client without keeping them, to find what RFC 6455 forbids. Pure.
class FrameWalker {
public:
    /// The next bytes of the stream. False at the first frame without a mask (RFC 6455 §5.1); the walk ends there.
    bool feed(QByteArrayView data);

private:
    bool headerByte(unsigned char byte);

    int m_headerLeft = 2;
    int m_headerPos = 0;
    int m_lengthBytes = 0;
    quint64 m_payloadLeft = 0;
};

/// Watches the raw stream below a QWebSocket of the server side. Qt 6 takes frames that a client did not mask, and
/// answers pings for as long as memory lasts if the client does not read; both end the connection here.
class FrameGuard : public QObject {
    Q_OBJECT
public:
    /// Made before the socket goes to QWebSocketServer, so that its slot runs before Qt's. `maxQueued`: unsent bytes at
    /// which the client is cut off.
    FrameGuard(QTcpSocket *socket, qsizetype maxQueued);
    /// The handshake is over: what is read from now on are frames. The socket dies with its WebSocket from here on.
    void begin(QWebSocket *webSocket);

private:
    void beforeQt();
    void afterQt();

    QTcpSocket *m_socket;
    QPointer<QWebSocket> m_webSocket;
    qsizetype m_maxQueued;
    qint64 m_seen = 0; ///< Bytes still in the socket's buffer that have been walked over.
    FrameWalker m_walker;
};

} // namespace callfloor::net
