// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/realtime/realtime_fixture.h"

#include <QPointer>

namespace callfloor::test {

/// A Socket.IO server with the namespaces / and /custom that says hello with the CONNECT payload and sends events back.
class SocketEcho : public RealtimeFixture {
public:
    explicit SocketEcho(const realtime::Settings &settings = {})
        : RealtimeFixture(settings) {
        using namespace realtime;
        sockets->addNamespace("/custom");
        QObject::connect(sockets.get(), &SocketServer::connected, sockets.get(), [this](Socket *socket) {
            connected.push_back(socket);
            socket->send("auth", QJsonDocument(socket->auth()).toJson(QJsonDocument::Compact));
            QObject::connect(socket, &Socket::disconnected, sockets.get(),
                             [this](const QString &reason) { reasons.push_back(reason); });
            QObject::connect(socket, &Socket::eventReceived, socket, [this, socket](const Event &event) {
                events.push_back(event);
                if (event.name == QLatin1String("message"))
                    socket->send("message-back", event.args, event.attachments);
                else
                    event.ack(event.args, event.attachments);
            });
        });
    }

    /// A client in the main namespace, with what it was told on the way read.
    std::unique_ptr<WsClient> join(const QByteArray &payload = {}) const {
        auto client = openWs();
        client->send("40" + payload);
        client->next(); // the answer to CONNECT
        client->next(); // auth
        return client;
    }
    /// The next text that is not a ping.
    static QByteArray nextPacket(WsClient &client) {
        QByteArray text = client.next();
        while (text == "2")
            text = client.next();
        return text;
    }

    realtime::Socket *socket() const { return connected.empty() ? nullptr : connected.back().data(); }
    QByteArray reason() const { return reasons.empty() ? QByteArray() : reasons.back().toLatin1(); }

    std::vector<QPointer<realtime::Socket>> connected;
    std::vector<realtime::Event> events;
    std::vector<QString> reasons;
};

} // namespace callfloor::test
