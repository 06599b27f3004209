// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/engine.h"
#include "server/http/floor_sockets.h"
#include "server/http/origin_policy.h"
#include "server/http/pages.h"
#include "server/http/rate_limit.h"
#include "server/http/router.h"
#include "server/http/uploads.h"
#include "server/net/http_server.h"
#include "server/net/tls_identity.h"

#include <QObject>

#include <functional>
#include <memory>

namespace callfloor {

class Meters;

/// Settings of the door to the network.
struct GatewayOptions {
    net::Limits limits;
    QStringList allowedOrigins;
    QStringList trustedProxies;
    int knocksPerMinute = 0;   ///< For each address, at the operations that need no token; 0 = no limit.
    int requestsPerMinute = 0; ///< For each login, at the operations that need a token; 0 = no limit.
    SocketOptions sockets;
    UploadOptions uploads;
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
    /// On a socket that listens already; see net::Server::listenOn().
    Result<Ok> listenOn(qintptr descriptor) { return m_server.listenOn(descriptor); }
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
    using PageHandler = std::function<void(const net::Request &, const net::Responder &)>;
    struct Page {
        PageHandler handler;
        qsizetype bodyBytes;
    };

    void addOperations();
    void addServices();
    void addPages();
    /// `bodyBytes`: how large a body may be, whatever the settings say. Pages read none.
    void addPage(const QByteArray &method, const QString &path, PageHandler handler, qsizetype bodyBytes = kSmallBody);
    /// How large the body of a request may be; decided by the route.
    qsizetype bodyLimit(const net::Request &head) const;
    /// Refuses a body that says that it is too large before it is read.
    net::HeadVerdict checkHead(const net::Request &head) const;
    void handle(const net::Request &request, const net::Responder &responder);
    void runOperation(size_t operation, const net::Request &request, const QHash<QString, QString> &values,
                      const net::Responder &responder);
    /// Who asks. Errors: Unauthorized (a token that is not valid, where one is needed).
    Result<Caller> callerOf(const net::Request &request, const Route &route) const;
    /// Counts a request against its limit, and says how it stands.
    RateVerdict countRequest(const OperationInfo &operation, const Caller &caller);
    /// Lets a supervisor's file go to the disk; nothing for other addresses. Errors: as callerOf(), Unavailable.
    Result<std::shared_ptr<net::BodySink>> sinkFor(const net::Request &head) const;
    void receiveUpload(const net::Request &request, const net::Responder &responder);
    void receiveWebhook(const net::Request &request, const net::Responder &responder);
    /// What every reply carries, whoever makes it.
    void dress(const net::Request &request, bool secure, net::Reply &reply) const;

    Engine &m_engine;
    GatewayOptions m_options;
    OriginPolicy m_origins;
    RateLimit m_knocks;   ///< By address.
    RateLimit m_requests; ///< By login.
    Router m_router;
    std::vector<Page> m_pages; ///< Route index minus the number of operations.
    bool m_tls = false;
    WebFile m_openApi; ///< Made when first asked for, like the next.
    WebFile m_docs;
    net::Server m_server;
    std::unique_ptr<FloorSockets> m_sockets;
    std::unique_ptr<Meters> m_meters;
};

} // namespace callfloor
