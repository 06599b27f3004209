// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of the official protocol suites of the socketio/socket.io repository, made of the product's own classes:
//   socketio_echo engine PORT    raw Engine.IO at /engine.io/, every message comes back
//   socketio_echo socket PORT    Socket.IO at /socket.io/ with the namespaces / and /custom
// Port 0 takes a free one; the port is printed once it listens.
#include "server/net/http_server.h"
#include "server/realtime/socketio_server.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

#include <cstdio>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Settings echoSettings(const QByteArray &path) {
    Settings settings;
    settings.path = path;
    settings.pingInterval = 300ms;
    settings.pingTimeout = 200ms;
    settings.connectTimeout = 1s;
    settings.maxPayload = 1'000'000;
    return settings;
}

void echoMessages(EngineSocket *socket) {
    QObject::connect(socket, &EngineSocket::textReceived, socket, &EngineSocket::sendText);
    QObject::connect(socket, &EngineSocket::binaryReceived, socket, &EngineSocket::sendBinary);
}

/// The suite waits for one message after the other and does not see a second one that comes in the same piece of the
/// stream. The reference writes each when the one before has left; ours would send both in one piece.
constexpr auto kPauseAfterConnect = 10ms;

void echoEvents(Socket *socket) {
    QTimer::singleShot(kPauseAfterConnect, socket, [socket] {
        socket->send("auth", QJsonDocument(socket->auth()).toJson(QJsonDocument::Compact));
    });
    QObject::connect(socket, &Socket::eventReceived, socket, [socket](const Event &event) {
        if (event.name == "message"_L1)
            socket->send("message-back", event.args, event.attachments);
        else if (event.name == "message-with-ack"_L1)
            event.ack(event.args, event.attachments);
    });
}

bool listenOnLoopback(net::Server &ipv4, net::Server &ipv6, quint16 port) {
    if (const auto result = ipv4.listen(QHostAddress::LocalHost, port); !result) {
        std::fprintf(stderr, "%s\n", result.error().message.toUtf8().constData());
        return false;
    }
    // `localhost` may mean ::1 to the suites; a machine without IPv6 does without.
    if (!ipv6.listen(QHostAddress::LocalHostIPv6, ipv4.port())) std::fprintf(stderr, "No IPv6.\n");
    std::printf("listening on %u\n", unsigned(ipv4.port()));
    std::fflush(stdout);
    return true;
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    bool portOk = false;
    const ushort port = arguments.value(2).toUShort(&portOk);
    const bool engine = arguments.value(1) == "engine"_L1;
    if (arguments.size() != 3 || !portOk || (!engine && arguments.value(1) != "socket"_L1)) {
        std::fprintf(stderr, "Usage: socketio_echo engine|socket PORT\n");
        return 2;
    }
    SystemScheduler scheduler;
    EngineServer engineEcho(echoSettings("/engine.io/"), scheduler);
    QObject::connect(&engineEcho, &EngineServer::connected, &engineEcho, &echoMessages);
    SocketServer socketEcho(echoSettings("/socket.io/"), scheduler);
    socketEcho.addNamespace("/custom");
    QObject::connect(&socketEcho, &SocketServer::connected, &socketEcho, &echoEvents);

    net::Server ipv4{net::Limits{}};
    net::Server ipv6{net::Limits{}};
    for (net::Server *server : {&ipv4, &ipv6})
        (engine ? engineEcho : socketEcho.engine()).serveAlone(*server);
    return listenOnLoopback(ipv4, ipv6, port) ? QCoreApplication::exec() : 1;
}
