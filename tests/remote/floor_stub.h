// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QWebSocketServer>

#include <functional>
#include <vector>

namespace callfloor::test {

/// A request as it stood on the wire.
struct WireRequest {
    QByteArray method;
    QByteArray target; ///< Path and query, encoded.
    QHash<QByteArray, QByteArray> headers; ///< Names in lower case.
    QByteArray body;
    QJsonObject json() const;
};

/// What the stub answers. Status 0: nothing at all, the connection stays open.
struct WireReply {
    int status = 200;
    QByteArray body = "{}";
    QByteArray extraHeaders = {}; ///< Whole lines with CRLF.
};

/// A server on one loopback port, written in the words of the wire and without our own classes: HTTP/1.1 by a handler,
/// websockets with Engine.IO 4 and Socket.IO 5 frames by hand.
class FloorStub : public QObject {
    Q_OBJECT
public:
    using Handler = std::function<WireReply(const WireRequest &)>;

    FloorStub();
    ~FloorStub() override;

    QUrl url() const;
    Handler handler;
    std::vector<WireRequest> requests;
    int count(const QByteArray &target) const;

    /// How the stub greets a websocket.
    bool greets = true;            ///< Sends the Engine.IO handshake.
    QByteArray acceptedToken;      ///< CONNECT with another one is refused; empty: every token.
    int pingIntervalMs = 25'000;
    int pingTimeoutMs = 20'000;

    int sockets = 0;               ///< Websockets opened so far.
    QStringList received;          ///< Text messages of all websockets.
    QStringList targets;           ///< Request addresses of the websockets.
    bool hasOpenSocket() const;
    /// Sends a text message on the newest websocket.
    void say(const QString &message);
    /// Ends the newest websocket without a word.
    void cut();
    /// Refuses new connections until resume().
    void stop();
    void resume();

signals:
    void connected(); ///< A CONNECT was accepted.

private:
    void takeSocket();
    void readHttp(class QTcpSocket *socket);
    void takeWebSocket();

    QTcpServer m_server;
    QWebSocketServer m_upgrades;
    QPointer<class QWebSocket> m_socket;
    quint16 m_port = 0;
};

} // namespace callfloor::test
