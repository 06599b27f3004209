// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/socketio_server.h"

#include "server/realtime/client.h"

namespace callfloor::realtime {

using namespace Qt::StringLiterals;

SocketServer::SocketServer(const Settings &settings, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_recovery(settings.recoveryKey, settings.recoveryWindow, scheduler.clock())
    , m_connecting(scheduler, this,
                   {{settings.connectTimeout, [](Client &client, quint64) { client.connectTimeOut(); }}})
    , m_expiries(scheduler, [](Socket &socket) { socket.disconnectWithReason(u"token expired"_s); })
    , m_engine(settings, scheduler) {
    addNamespace("/");
    connect(&m_engine, &EngineServer::connected, this, [this](EngineSocket *socket) { new Client(*socket, *this); });
}

SocketServer::~SocketServer() = default;

void SocketServer::addNamespace(const QByteArray &nsp) {
    if (!m_namespaces.contains(nsp)) m_namespaces.insert(nsp, std::make_shared<Rooms>(nsp));
}

void SocketServer::setReplay(Position position, Replay replay) {
    m_position = std::move(position);
    m_replay = std::move(replay);
}

bool SocketServer::recovers(const QByteArray &nsp, const Session &session) const {
    return m_replay && m_recovery.isOn() && nsp == "/" && !session.recoveryHolder.isEmpty();
}

qsizetype SocketServer::emitTo(const QStringList &rooms, QByteArrayView event, const QByteArray &args, qint64 offset) {
    return m_namespaces.value("/")->emitTo(rooms, event, args, offset);
}

void SocketServer::add(Socket *socket) {
    ++m_socketCount;
    m_byUser[socket->userId()].insert(socket);
    const auto expires = socket->session().expires;
    if (expires) m_expiries.add(*socket, *expires);
    connect(socket, &Socket::disconnected, this, [this, socket, expires] {
        --m_socketCount;
        if (expires) m_expiries.remove(*socket, *expires);
        const auto found = m_byUser.find(socket->userId());
        if (found == m_byUser.end()) return;
        found->erase(socket);
        if (found->empty()) m_byUser.erase(found);
    });
}

std::vector<Socket *> SocketServer::socketsOf(const QString &userId) const {
    const auto found = m_byUser.constFind(userId);
    if (found == m_byUser.constEnd()) return {};
    return {found->begin(), found->end()};
}

qsizetype SocketServer::disconnectUser(const QString &userId, const QString &reason) {
    const auto sockets = socketsOf(userId);
    for (Socket *socket : sockets)
        socket->disconnectWithReason(reason);
    return static_cast<qsizetype>(sockets.size());
}

void SocketServer::shutDown(const QString &reason) {
    m_engine.shutDown(reason);
}

} // namespace callfloor::realtime
