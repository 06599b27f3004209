// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/http_server.h"

#include "server/net/connection.h"
#include "server/net/tls_socket.h"
#include "server/net/turn_flusher.h"
#include "server/net/websocket_door.h"

#include <QLoggingCategory>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

#include <algorithm>

namespace callfloor::net {

namespace {

Q_LOGGING_CATEGORY(lcServer, "callfloor.net.server", QtInfoMsg)

/// Descriptors that the rest of the program needs: database, outgoing requests, files.
constexpr int kReservedDescriptors = 128;
/// Connections over the limit that are told so at a time; those beyond are dropped without a word.
constexpr int kToldAtOnce = 256;
constexpr int kBacklog = 1024;

int descriptorLimit(int wanted) {
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        const auto open = static_cast<qint64>(std::min<rlim_t>(limit.rlim_cur, 1 << 30));
        return static_cast<int>(std::clamp<qint64>(open - kReservedDescriptors - kToldAtOnce, 1, wanted));
    }
#endif
    return wanted;
}

/// What counts as one address: an IPv4 address, also inside IPv6, or the /64 that a provider gives to one customer.
QHostAddress addressKey(const QHostAddress &peer) {
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4) return QHostAddress(ipv4);
    Q_IPV6ADDR address = peer.toIPv6Address();
    std::fill(std::begin(address.c) + 8, std::end(address.c), quint8(0));
    return QHostAddress(address);
}

const Refusal kTooManyConnections{503, "too_many_connections",
                                  "The server has too many connections; try again shortly."};
const Refusal kTooManyFromAddress{429, "too_many_connections", "There are too many connections from your address."};

} // namespace

/// Hands descriptors to the server instead of queueing sockets.
class Listener final : public QTcpServer {
public:
    explicit Listener(Server &server)
        : m_server(server) {}

protected:
    void incomingConnection(qintptr descriptor) override { m_server.accept(descriptor); }

private:
    Server &m_server;
};

Server::Server(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_listener(std::make_unique<Listener>(*this)) {
    m_core.limits = limits;
    m_core.scratch.resize(limits.headerBytes + 1024);
    m_core.closed = [this](Connection *connection) { connectionClosed(connection); };
    m_core.deadlines.setLength(Wait::Head, limits.headerTimeout);
    m_core.deadlines.setLength(Wait::Body, limits.bodyTimeout);
    m_core.deadlines.setLength(Wait::Idle, limits.idleTimeout);
    m_core.deadlines.setLength(Wait::WriteStall, limits.writeStallTimeout);
    m_core.deadlines.setLength(Wait::Linger, limits.lingerTimeout);
    m_core.deadlines.setLength(Wait::Handshake, limits.handshakeTimeout);
    m_listener->setListenBacklogSize(kBacklog);
    const auto shortest = std::min({limits.headerTimeout, limits.bodyTimeout, limits.idleTimeout, limits.writeStallTimeout,
                                    limits.lingerTimeout, limits.handshakeTimeout});
    m_sweeper.setInterval(std::clamp(shortest / 4, Limits::ms(10), Limits::ms(500)));
    connect(&m_sweeper, &QTimer::timeout, this, &Server::sweep);
}

Server::~Server() {
    m_core.closed = [](Connection *) {};
    m_listener->close();
    const QSet<Connection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
    qDeleteAll(std::exchange(m_handshakes, {}));
}

void Server::countDescriptors() {
    m_maxConnections = descriptorLimit(m_core.limits.connections);
    if (m_maxConnections < m_core.limits.connections)
        qCDebug(lcServer) << "The limit of open files allows" << m_maxConnections << "connections.";
}

Result<Ok> Server::listenOn(qintptr descriptor) {
    countDescriptors();
    if (!m_listener->setSocketDescriptor(descriptor))
        return unavailable(QStringLiteral("Cannot listen on the socket that was handed over: %1").arg(m_listener->errorString()));
    return Ok{};
}

Result<Ok> Server::listen(const QHostAddress &address, quint16 port) {
    countDescriptors();
    if (!m_listener->listen(address, port)) {
        return unavailable(QStringLiteral("Cannot listen on %1 port %2: %3")
                               .arg(address.toString(), QString::number(port), m_listener->errorString()));
    }
    return Ok{};
}

void Server::setTls(const QSslConfiguration &configuration) {
    m_tls = std::make_unique<QSslConfiguration>(configuration);
}

quint16 Server::port() const {
    return m_listener->serverPort();
}

void Server::close() {
    m_listener->close();
}

void Server::setHandler(Handler handler) {
    m_core.handler = std::move(handler);
}

void Server::setHeadCheck(HeadCheck check) {
    m_core.headCheck = std::move(check);
}

void Server::setRefusalFilter(std::function<void(Reply &)> filter) {
    m_core.refusalFilter = std::move(filter);
}

void Server::setUpgradeHandler(UpgradeCheck check, UpgradeOpened opened) {
    m_door = std::make_unique<WebSocketDoor>(m_core);
    m_door->setOpened(std::move(opened));
    m_door->setLeft([this](const QHostAddress &peer) { left(peer); });
    m_core.upgradeCheck = std::move(check);
    m_core.handOver = [this](QTcpSocket *socket, Request &&request) {
        // From here on the door counts the socket and its address.
        if (!exempt(request.peer)) ++m_perAddress[addressKey(request.peer)];
        m_door->take(socket, std::move(request));
    };
}

void Server::accept(qintptr descriptor) {
    std::unique_ptr<TlsSocket> tls = m_tls ? std::make_unique<TlsSocket>() : nullptr;
    std::unique_ptr<QTcpSocket> plain = tls ? nullptr : std::make_unique<TurnSocket>();
    QTcpSocket *socket = tls ? tls.get() : plain.get();
    if (!socket->setSocketDescriptor(descriptor)) return;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    ++m_core.stats.accepted;
    const Refusal *refusal = placeFor(socket->peerAddress());
    if (refusal && m_core.stats.connections + m_core.stats.webSockets >= m_maxConnections + kToldAtOnce) {
        ++m_core.stats.refused;
        socket->abort();
        return;
    }
    if (!exempt(socket->peerAddress())) ++m_perAddress[addressKey(socket->peerAddress())];
    ++m_core.stats.connections;
    if (!m_sweeper.isActive()) m_sweeper.start();
    if (tls)
        handshake(std::move(tls), refusal);
    else
        begin(std::move(plain), refusal);
}

/// From here on the socket speaks HTTP.
void Server::begin(std::unique_ptr<QTcpSocket> socket, const Refusal *refusal) {
    auto *connection = new Connection(m_core, socket.release());
    m_connections.insert(connection);
    if (refusal) return connection->refuse(*refusal);
    connection->start();
}

void Server::handshake(std::unique_ptr<TlsSocket> socket, const Refusal *refusal) {
    socket->setSslConfiguration(*m_tls);
    // What a client may send ahead of its handshake's end; the connection sets its own.
    socket->setReadBufferSize(m_core.limits.headerBytes + 1024);
    auto *pending = new TlsHandshake(
        m_core.deadlines, std::move(socket), [this, refusal](TlsHandshake *done, std::unique_ptr<TlsSocket> ready) {
            m_handshakes.remove(done);
            done->deleteLater();
            if (ready) return begin(std::move(ready), refusal);
            if (done->wasLate()) ++m_core.stats.timedOut;
            --m_core.stats.connections;
            left(done->peer());
            checkDrained();
        });
    m_handshakes.insert(pending);
    pending->start();
}

bool Server::exempt(const QHostAddress &peer) const {
    return m_core.limits.connectionsPerAddress <= 0 || (m_core.limits.loopbackExempt && peer.isLoopback());
}

const Refusal *Server::placeFor(const QHostAddress &peer) const {
    if (m_core.stats.connections + m_core.stats.webSockets >= m_maxConnections) return &kTooManyConnections;
    if (!exempt(peer) && m_perAddress.value(addressKey(peer)) >= m_core.limits.connectionsPerAddress)
        return &kTooManyFromAddress;
    return nullptr;
}

void Server::left(const QHostAddress &peer) {
    if (exempt(peer)) return;
    const auto found = m_perAddress.find(addressKey(peer));
    if (found != m_perAddress.end() && --*found <= 0) m_perAddress.erase(found);
}

void Server::connectionClosed(Connection *connection) {
    if (!m_connections.remove(connection)) return;
    --m_core.stats.connections;
    left(connection->peer());
    connection->deleteLater();
    checkDrained();
}

void Server::sweep() {
    m_core.deadlines.sweep(Deadlines::Clock::now());
    // QTcpServer pauses by itself when the system runs out of descriptors.
    if (m_listener->isListening()) m_listener->resumeAccepting();
    if (m_connections.isEmpty() && m_handshakes.isEmpty()) m_sweeper.stop();
}

void Server::drain() {
    close();
    m_core.draining = true;
    const QSet<TlsHandshake *> handshakes = m_handshakes;
    for (TlsHandshake *pending : handshakes)
        pending->abandon();
    const QSet<Connection *> connections = m_connections;
    for (Connection *connection : connections)
        connection->endWhenIdle();
    checkDrained();
}

void Server::checkDrained() {
    if (m_core.draining && m_connections.isEmpty() && m_handshakes.isEmpty())
        QMetaObject::invokeMethod(this, &Server::drained, Qt::QueuedConnection);
}

} // namespace callfloor::net
