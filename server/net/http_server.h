// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/net/limits.h"
#include "server/net/message.h"
#include "server/net/responder.h"
#include "server/net/server_core.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QSslConfiguration;
class QTcpServer;
class QTcpSocket;
class QWebSocket;

namespace callfloor::net {

class TlsHandshake;
class TlsSocket;
class WebSocketDoor;
struct Refusal;

/// An HTTP/1.1 server (RFC 9110, 9112) on plain sockets, with one strict parser and bounded memory. Everything happens
/// in the thread that the server lives in; handlers answer at once or keep the Responder. A handler must not delete the
/// server; use deleteLater(). A program with thousands of connections sets QT_NO_GLIB=1 before it
/// makes its application object: in GLib's event loop the price of every write grows with the number of sockets.
class Server : public QObject {
    Q_OBJECT
public:
    using Handler = std::function<void(const Request &, const Responder &)>;
    using HeadCheck = std::function<HeadVerdict(const Request &head)>;
    using UpgradeCheck = std::function<std::optional<Reply>(const Request &)>;
    using UpgradeOpened = std::function<void(QWebSocket *, const Request &)>;

    explicit Server(const Limits &limits, QObject *parent = nullptr);
    ~Server() override;

    /// Starts to accept. Port 0 = any free one. Errors: Unavailable with the reason of the system.
    Result<Ok> listen(const QHostAddress &address, quint16 port);
    /// Accepts on a socket that somebody else has opened and set to listen (a service manager); the server owns it from then
    /// on. Errors: Unavailable if it is no listening TCP socket.
    Result<Ok> listenOn(qintptr descriptor);
    /// Connections that come from now on are TLS, with this certificate and key (TlsIdentity); those that are open stay as
    /// they are. A connection counts as such from its accept, not as a request.
    void setTls(const QSslConfiguration &configuration);
    /// The port that listen() got; 0 while not listening.
    quint16 port() const;
    /// Stops accepting; what is connected stays.
    void close();

    /// Called for every complete request.
    void setHandler(Handler handler);
    /// Called behind the head of a request, before its body is read; not for WebSocket handshakes. A refusal of a
    /// request that has a body ends the connection.
    void setHeadCheck(HeadCheck check);
    /// `check` refuses a WebSocket handshake with a reply (no 101 is sent) or lets it pass; `opened` gets the
    /// WebSocket, which it owns from then on. Without this, `Upgrade` is ignored. Host and Sec-WebSocket fields have
    /// been checked.
    void setUpgradeHandler(UpgradeCheck check, UpgradeOpened opened);
    /// Called on every reply that the server makes by itself, to add fields.
    void setRefusalFilter(std::function<void(Reply &)> filter);

    /// Stops accepting, closes idle connections, refuses requests that are still arriving (503), answers what is in flight
    /// with `Connection: close`, then emits drained(). WebSockets belong to whoever got them.
    void drain();
    Stats stats() const { return m_core.stats; }

signals:
    /// No HTTP connection is left after drain().
    void drained();

private:
    friend class Listener;
    void accept(qintptr descriptor);
    void begin(std::unique_ptr<QTcpSocket> socket, const Refusal *refusal);
    void handshake(std::unique_ptr<TlsSocket> socket, const Refusal *refusal);
    const Refusal *placeFor(const QHostAddress &peer) const;
    bool exempt(const QHostAddress &peer) const;
    void left(const QHostAddress &peer);
    void connectionClosed(Connection *connection);
    void sweep();
    void countDescriptors();
    void checkDrained();

    ServerCore m_core;
    std::unique_ptr<QTcpServer> m_listener;
    std::unique_ptr<WebSocketDoor> m_door;
    QTimer m_sweeper;
    QSet<Connection *> m_connections;
    QSet<TlsHandshake *> m_handshakes; ///< They count among Stats::connections too.
    std::unique_ptr<QSslConfiguration> m_tls;
    QHash<QHostAddress, int> m_perAddress;
    int m_maxConnections = 0;
};

} // namespace callfloor::net
