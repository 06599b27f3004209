// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gateway.h"

#include "app/contract/all_ops.h"
#include "app/contract/openapi.h"
#include "server/engine/webhook_door.h"
#include "server/http/error_map.h"
#include "server/http/operation_routes.h"
#include "server/http/pages.h"
#include "server/http/probes.h"
#include "server/net/url.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxIdempotencyKey = 255;

QByteArray statusBody(const QString &status, const QString &version) {
    return encodeReply(Health::Reply{status, version});
}

} // namespace

Gateway::Gateway(Engine &engine, const GatewayOptions &options, QObject *parent)
    : QObject(parent), m_engine(engine), m_options(options), m_origins(options.allowedOrigins, options.trustedProxies),
      m_knocks(options.knocksPerMinute), m_server(options.limits) {
    addOperations();
    addPages();
    m_sockets = std::make_unique<FloorSockets>(m_engine, m_origins, m_options.sockets);
    m_server.setHandler([this](const net::Request &request, const net::Responder &responder) { handle(request, responder); });
    m_server.setUpgradeHandler(
        [this](const net::Request &request) { return m_sockets->refuseUpgrade(request); },
        [this](QWebSocket *socket, const net::Request &request) { m_sockets->open(socket, request); });
    m_server.setRefusalFilter([this](net::Reply &reply) { addSecurityHeaders(reply, m_tls); });
    connect(&m_server, &net::Server::drained, this, &Gateway::drained);
}

Gateway::~Gateway() = default;

Result<Ok> Gateway::listen(const QHostAddress &address, quint16 port) { return m_server.listen(address, port); }

void Gateway::setTls(const net::TlsIdentity &identity) {
    m_tls = true;
    m_server.setTls(identity.configuration);
}

void Gateway::drain() {
    m_sockets->close();
    m_server.drain();
}

void Gateway::addOperations() {
    const auto &operations = allOperations();
    for (size_t i = 0; i < operations.size(); ++i)
        m_router.add(methodName(operations[i].route.method), QLatin1String(operations[i].route.path), static_cast<int>(i));
    m_engine.dispatcher().on<Health>([this](const Health &, const Caller &) {
        return ready<Health::Reply>(
            Health::Reply{m_engine.storage().available() ? u"ok"_s : u"degraded"_s, m_options.version});
    });
}

void Gateway::addPage(const QByteArray &method, const QString &path, Page page) {
    m_router.add(method, path, static_cast<int>(allOperations().size() + m_pages.size()));
    m_pages.push_back(std::move(page));
}

void Gateway::addPages() {
    addPage("POST", u"/api/telnyx/webhook"_s,
            [this](const net::Request &request, const net::Responder &responder) { receiveWebhook(request, responder); });
    for (const WebFile &file : webFiles())
        addPage("GET", file.path, [&file](const net::Request &request, const net::Responder &responder) {
            responder.send(webReply(file, request));
        });
    addPage("GET", u"/healthz"_s, [this](const net::Request &, const net::Responder &responder) {
        net::Reply reply;
        reply.body = statusBody(u"ok"_s, m_options.version); // the event loop turns: that is all it says
        responder.send(std::move(reply));
    });
    addPage("GET", u"/readyz"_s,
            [this](const net::Request &, const net::Responder &responder) { responder.send(readiness(m_engine)); });
    addPage("GET", u"/metrics"_s, [this](const net::Request &, const net::Responder &responder) {
        responder.send(metricsPage(m_engine, {m_server.stats(), m_sockets->count()}));
    });
    addPage("GET", u"/api/openapi.json"_s, [this](const net::Request &, const net::Responder &responder) {
        if (m_openApi.isEmpty())
            m_openApi = QJsonDocument(openApiDocument(allOperations(), m_options.version)).toJson(QJsonDocument::Compact);
        net::Reply reply;
        reply.body = m_openApi;
        responder.send(std::move(reply));
    });
}

/// What every reply carries, whoever makes it.
void Gateway::dress(const net::Request &request, const net::Responder &responder) const {
    net::Request head;
    if (const QByteArray origin = request.header("origin"); !origin.isEmpty()) head.headers.push_back({"origin", origin});
    responder.addFilter([this, head, secure = m_origins.secure(request)](net::Reply &reply) {
        addSecurityHeaders(reply, secure);
        m_origins.addHeaders(head, reply);
    });
}

void Gateway::handle(const net::Request &request, const net::Responder &responder) {
    dress(request, responder);
    if (request.method == "OPTIONS") return responder.send(m_origins.preflight(request));
    if (m_sockets->wants(request)) return m_sockets->handle(request, responder);
    const auto segments = net::splitPath(request.path);
    if (!segments) return responder.send(errorReply(segments.error()));
    const Router::Match match = m_router.match(request.method, *segments);
    if (match.route < 0) {
        net::Reply reply = errorReply(match.allow.isEmpty()
                                          ? notFound(u"There is nothing at this address."_s)
                                          : Error{ErrorCode::BadRequest, u"This address does not take %1."_s.arg(QString::fromLatin1(request.method)),
                                                  {}, {}, u"method_not_allowed"_s, 0});
        if (!match.allow.isEmpty()) {
            reply.status = 405;
            reply.headers.push_back({"Allow", match.allow});
        }
        return responder.send(std::move(reply));
    }
    const auto index = static_cast<size_t>(match.route);
    const size_t operations = allOperations().size();
    if (index >= operations) return m_pages[index - operations](request, responder);
    runOperation(index, request, match.values, responder);
}

void Gateway::runOperation(size_t operation, const net::Request &request, const QHash<QString, QString> &values,
                           const net::Responder &responder) {
    const OperationInfo &info = allOperations()[operation];
    const QString peer = m_origins.clientAddress(request);
    const QByteArray token = bearerToken(request);
    Caller caller;
    if (!token.isEmpty()) {
        const auto known = m_engine.callerFor(token, peer);
        // A login page may still send the token that has just run out; it is asking for a new one.
        if (!known && info.route.role != Role::Public)
            return responder.send(errorReply(Error{ErrorCode::Unauthorized, u"Your login has ended; sign in again."_s, {}, {},
                                                   u"invalid_token"_s, 0}));
        if (known) caller = *known;
    }
    caller.peer = peer;
    const QByteArray key = request.header("idempotency-key");
    if (key.size() > kMaxIdempotencyKey) // cut, two keys could become one
        return responder.send(errorReply(Error{ErrorCode::BadRequest, u"The Idempotency-Key is too long: at most 255 bytes."_s, {},
                                               {}, u"invalid_idempotency_key"_s, 0}));
    caller.idempotencyKey = QString::fromUtf8(key);
    if (info.route.role == Role::Public && info.route.method != Method::Get) {
        if (const int wait = m_knocks.take(peer, m_engine.clock().now()); wait > 0)
            return responder.send(errorReply(Error{ErrorCode::TooManyRequests, u"Too many requests from this address."_s, {}, {},
                                                   u"rate_limited"_s, wait}));
    }
    if (!allows(caller.actor.role, info.route.role) && caller.actor.role == Role::Public)
        return responder.send(errorReply(Error{ErrorCode::Unauthorized, u"Sign in first."_s, {}, {}, u"unauthorized"_s, 0}));
    auto parts = requestParts(request, values);
    if (!parts) return replyWith(responder)(parts.error());
    m_engine.dispatcher().dispatch(info.name, *parts, caller, replyWith(responder));
}

void Gateway::receiveWebhook(const net::Request &request, const net::Responder &responder) {
    m_engine.webhooks().receive(
        request.header("telnyx-timestamp"), request.header("telnyx-signature-ed25519"), request.body,
        [responder](const Result<Ok> &stored) {
            if (!stored) return responder.send(errorReply(stored.error()));
            net::Reply reply;
            reply.body = QByteArrayLiteral("{\"received\":true}");
            responder.send(std::move(reply));
        });
}

} // namespace callfloor
