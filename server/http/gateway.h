// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/engine.h"
#include "server/http/address_limit.h"
#include "server/http/floor_sockets.h"
#include "server/http/origin_policy.h"
#include "server/http/router.h"
#include "server/net/http_server.h"
#include "server/net/tls_identity.h"

#include <QObject>

#include <functional>
#include <memory>

namespace callfloor {

/// Settings of the door to the network.
struct GatewayOptions {
    net::Limits limits;
    QStringList allowedOrigins;
    QStringList trustedProxies;
    int knocksPerMinute = 0; ///< For each address, at the operations that need no token; 0 = no limit.
    SocketOptions sockets;
    QString version;
};

/// The network's door to the engine: REST made from the operations, the carrier's webhooks, realtime sockets, probes.
/// Lives in the engine thread.
class Gateway : public QObject {
    Q_OBJECT
public:
    Gateway(Engine &engine, const GatewayOptions &options, QObject *parent = nullptr);
    ~Gateway() override;

    Result<Ok> listen(const QHostAddress &address, quint16 port);
    /// New connections are TLS from now on, with this certificate and key.
    void setTls(const net::TlsIdentity &identity);
    /// The origins that browsers may call from, from now on.
    void setAllowedOrigins(const QStringList &origins) { m_origins.setOrigins(origins); }
    quint16 port() const { return m_server.port(); }
    /// Connections that speak HTTP at the moment, TLS handshakes included.
    int openConnections() const { return m_server.stats().connections; }
    /// Takes no new requests, finishes those in flight, tells the sockets; emits drained().
    void drain();

signals:
    void drained();

private:
    using Page = std::function<void(const net::Request &, const net::Responder &)>;

    void addOperations();
    void addPages();
    void addPage(const QByteArray &method, const QString &path, Page page);
    void handle(const net::Request &request, const net::Responder &responder);
    void runOperation(size_t operation, const net::Request &request, const QHash<QString, QString> &values,
                      const net::Responder &responder);
    void receiveWebhook(const net::Request &request, const net::Responder &responder);
    void dress(const net::Request &request, const net::Responder &responder) const;

    Engine &m_engine;
    GatewayOptions m_options;
    OriginPolicy m_origins;
    AddressLimit m_knocks;
    Router m_router;
    std::vector<Page> m_pages; ///< Route index minus the number of operations.
    bool m_tls = false;
    QByteArray m_openApi;
    net::Server m_server;
    std::unique_ptr<FloorSockets> m_sockets;
};

} // namespace callfloor
