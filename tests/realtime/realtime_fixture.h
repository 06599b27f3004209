// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/net/http_server.h"
#include "server/realtime/socketio_server.h"
#include "tests/net/raw_client.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringBuilder>
#include <QWebSocket>

#include <deque>
#include <memory>

namespace callfloor::test {

/// A WebSocket client that keeps what it gets. Runs the event loop while it waits.
class WsClient {
public:
    /// `target`: path and query. `fields`: request headers.
    explicit WsClient(quint16 port, const QByteArray &target, const std::vector<net::Header> &fields = {}) {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                         [this](const QString &text) { texts.push_back(text.toUtf8()); });
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                         [this](const QByteArray &data) { binaries.push_back(data); });
        QNetworkRequest request(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port) + QString::fromLatin1(target)));
        for (const net::Header &field : fields)
            request.setRawHeader(field.name, field.value);
        m_socket.open(request);
        RawClient::waitFor([this] { return isOpen() || m_socket.state() == QAbstractSocket::UnconnectedState; });
    }

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool waitClosed() {
        return RawClient::waitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
    }
    int closeCode() const { return m_socket.closeCode(); }
    void send(const QByteArray &text) { m_socket.sendTextMessage(QString::fromUtf8(text)); }
    void sendBinary(const QByteArray &data) { m_socket.sendBinaryMessage(data); }
    /// The next text, or a null array if none comes or the socket closes.
    QByteArray next() {
        RawClient::waitFor([this] { return !texts.empty() || !isOpen(); });
        if (texts.empty()) return {};
        const QByteArray text = texts.front();
        texts.pop_front();
        return text;
    }
    QByteArray nextBinary() {
        RawClient::waitFor([this] { return !binaries.empty() || !isOpen(); });
        if (binaries.empty()) return {};
        const QByteArray data = binaries.front();
        binaries.pop_front();
        return data;
    }
    QWebSocket &socket() { return m_socket; }

    std::deque<QByteArray> texts;
    std::deque<QByteArray> binaries;

private:
    QWebSocket m_socket;
};

/// An Engine.IO or Socket.IO server on a free port of loopback, with a clock that the test turns.
class RealtimeFixture {
public:
    explicit RealtimeFixture(const realtime::Settings &settings = {})
        : path(settings.path)
        , sockets(std::make_unique<realtime::SocketServer>(settings, scheduler))
        , http(std::make_unique<net::Server>(net::Limits{})) {
        sockets->engine().serveAlone(*http);
        if (!http->listen(QHostAddress::LocalHost, 0)) qFatal("cannot listen");
    }

    QByteArray target(const QByteArray &query) const { return path + "?" + query; }
    QByteArray polling(const QByteArray &sid = {}) const {
        return target("EIO=4&transport=polling" + QByteArray(sid.isEmpty() ? "" : "&sid=") + sid);
    }
    QByteArray webSocket(const QByteArray &sid = {}) const {
        return target("EIO=4&transport=websocket" + QByteArray(sid.isEmpty() ? "" : "&sid=") + sid);
    }
    static QByteArray getRequest(const QByteArray &target, const QByteArray &fields = {}) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }
    /// One request on a connection of its own.
    RawReply get(const QByteArray &target, const QByteArray &fields = {}) const {
        RawClient client(http->port());
        client.send(getRequest(target, fields));
        return client.reply().value_or(RawReply{});
    }
    RawReply post(const QByteArray &target, const QByteArray &body, const QByteArray &method = "POST") const {
        RawClient client(http->port());
        client.send(method + " " + target +
                    " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.reply().value_or(RawReply{});
    }
    /// Opens a session by polling.
    QByteArray open() const {
        const RawReply reply = get(polling());
        return QJsonDocument::fromJson(reply.body.mid(1)).object().value(QLatin1String("sid")).toString().toLatin1();
    }
    /// A poll that may have to wait.
    std::unique_ptr<RawClient> startPoll(const QByteArray &sid) const {
        auto client = std::make_unique<RawClient>(http->port());
        const auto before = http->stats().requests;
        client->send(getRequest(polling(sid)));
        RawClient::waitFor([&] { return http->stats().requests > before; });
        return client;
    }
    /// A WebSocket session whose Engine.IO handshake has been read.
    std::unique_ptr<WsClient> openWs() const {
        auto client = std::make_unique<WsClient>(http->port(), webSocket());
        client->next();
        return client;
    }

    quint16 port() const { return http->port(); }
    realtime::EngineServer &engine() { return sockets->engine(); }

    ManualScheduler scheduler;
    QByteArray path;
    std::unique_ptr<realtime::SocketServer> sockets;
    std::unique_ptr<net::Server> http;
};

} // namespace callfloor::test
