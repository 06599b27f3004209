// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gateway.h"

#include "app/contract/all_ops.h"
#include "app/contract/openapi.h"
#include "app/contract/service_routes.h"
#include "server/engine/webhook_door.h"
#include "server/http/docs_page.h"
#include "server/http/entity_tag.h"
#include "server/http/error_map.h"
#include "server/engine/meters.h"
#include "server/http/operation_routes.h"
#include "server/http/pages.h"
#include "server/http/probes.h"
#include "server/net/url.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxIdempotencyKey = 255;
constexpr auto kUploadName = "uploadFile";

const ServiceRoute &uploadRoute() {
    static const ServiceRoute &route = *std::find_if(serviceRoutes().begin(), serviceRoutes().end(),
                                                     [](const ServiceRoute &r) { return qstrcmp(r.name, kUploadName) == 0; });
    return route;
}

/// Whom callerOf() lets through, as an operation's route says it.
Route uploadRights() { return post(uploadRoute().path, uploadRoute().role, uploadRoute().summary); }

QByteArray statusBody(const QString &status, const QString &version) {
    return encodeReply(Health::Reply{status, version});
}

} // namespace

Gateway::Gateway(Engine &engine, const GatewayOptions &options, QObject *parent)
    : QObject(parent), m_engine(engine), m_options(options), m_origins(options.allowedOrigins, options.trustedProxies),
      m_knocks(options.knocksPerMinute), m_requests(options.requestsPerMinute), m_server(options.limits) {
    addOperations();
    addServices();
    addPages();
    m_meters = std::make_unique<Meters>(m_engine);
    m_sockets = std::make_unique<FloorSockets>(m_engine, m_origins, m_options.sockets);
    m_server.setHandler([this](const net::Request &request, const net::Responder &responder) { handle(request, responder); });
    m_server.setHeadCheck([this](const net::Request &head) { return checkHead(head); });
    m_server.setUpgradeHandler(
        [this](const net::Request &request) {
            auto refusal = m_sockets->refuseUpgrade(request);
            if (refusal) dress(request, m_origins.secure(request), *refusal);
            return refusal;
        },
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

void Gateway::addPage(const QByteArray &method, const QString &path, PageHandler handler, qsizetype bodyBytes) {
    m_router.add(method, path, static_cast<int>(allOperations().size() + m_pages.size()));
    m_pages.push_back({std::move(handler), bodyBytes});
}

/// What stands in the API description, at the address and with the limit that it tells.
void Gateway::addServices() {
    const QHash<QByteArray, PageHandler> handlers{
        {"receiveWebhook", [this](const net::Request &request, const net::Responder &responder) { receiveWebhook(request, responder); }},
        {kUploadName, [this](const net::Request &request, const net::Responder &responder) { receiveUpload(request, responder); }},
        {"liveness",
         [this](const net::Request &, const net::Responder &responder) {
             net::Reply reply;
             reply.body = statusBody(u"ok"_s, m_options.version); // the event loop turns: that is all it says
             responder.send(std::move(reply));
         }},
        {"readiness", [this](const net::Request &, const net::Responder &responder) { responder.send(readiness(m_engine)); }},
        {"counters",
         [this](const net::Request &, const net::Responder &responder) {
             m_meters->read([this, responder](const QByteArray &meters) {
                 responder.send(metricsPage(m_engine, {m_server.stats(), m_sockets->count()}, meters));
             });
         }},
    };
    for (const ServiceRoute &route : serviceRoutes())
        if (const PageHandler handler = handlers.value(route.name))
            addPage(methodName(route.method), QLatin1String(route.path), handler,
                    static_cast<qsizetype>(route.bodyBytes > 0 ? route.bodyBytes : m_options.uploads.mostBytes));
}

void Gateway::addPages() {
    for (const WebFile &file : webFiles())
        addPage("GET", file.path, [&file](const net::Request &request, const net::Responder &responder) {
            responder.send(webReply(file, request));
        });
    addPage("GET", u"/api/openapi.json"_s, [this](const net::Request &request, const net::Responder &responder) {
        if (m_openApi.body.isEmpty())
            m_openApi = madePage("application/json", QJsonDocument(openApiDocument(allOperations(), m_options.version)).toJson(QJsonDocument::Compact));
        responder.send(webReply(m_openApi, request));
    });
    addPage("GET", u"/api/docs"_s, [this](const net::Request &request, const net::Responder &responder) {
        if (m_docs.body.isEmpty()) m_docs = madePage("text/html; charset=utf-8", apiReference(allOperations(), m_options.version));
        responder.send(webReply(m_docs, request));
    });
}

/// What every reply carries, whoever makes it.
void Gateway::dress(const net::Request &request, bool secure, net::Reply &reply) const {
    addSecurityHeaders(reply, secure);
    m_origins.addHeaders(request, reply);
}

qsizetype Gateway::bodyLimit(const net::Request &head) const {
    const qsizetype general = m_options.limits.bodyBytes;
    if (m_sockets->wants(head)) return m_options.sockets.maxPayload;
    const auto segments = net::splitPath(head.path);
    const int route = segments ? m_router.match(head.method, *segments).route : -1;
    if (route < 0) return general;
    const auto index = static_cast<size_t>(route);
    const auto &operations = allOperations();
    if (index >= operations.size()) return m_pages[index - operations.size()].bodyBytes;
    const qint64 own = operations[index].route.bodyBytes;
    return own > 0 ? static_cast<qsizetype>(own) : general;
}

net::HeadVerdict Gateway::checkHead(const net::Request &head) const {
    net::HeadVerdict verdict;
    const QByteArray length = head.header("content-length");
    if (length.isEmpty() && !head.hasHeader("transfer-encoding")) return verdict;
    verdict.bodyBytes = bodyLimit(head);
    // The server would refuse it, too, but without saying how much may come, and unreadable for pages of other origins.
    if (length.toULongLong() > static_cast<quint64>(verdict.bodyBytes)) {
        const QString sentence = u"The body is too large: this address takes at most %1 bytes."_s.arg(verdict.bodyBytes);
        verdict.refusal = errorReply(Error{ErrorCode::TooLarge, sentence, {}, {}, u"body_too_large"_s, 0});
        dress(head, m_origins.secure(head), *verdict.refusal);
        return verdict;
    }
    if (auto sink = sinkFor(head)) {
        verdict.sink = std::move(sink).value();
    } else {
        verdict.refusal = errorReply(sink.error());
        dress(head, m_origins.secure(head), *verdict.refusal);
    }
    return verdict;
}

/// Before the first byte is written: a stranger must not fill the disk.
Result<std::shared_ptr<net::BodySink>> Gateway::sinkFor(const net::Request &head) const {
    if (head.method != "POST" || head.path != uploadRoute().path) return std::shared_ptr<net::BodySink>();
    const auto caller = callerOf(head, uploadRights());
    if (!caller) return caller.error();
    if (!allows(caller->actor.role, uploadRoute().role)) return roleRefusal(uploadRoute().role);
    auto sink = UploadSink::create(m_options.uploads, caller->actor.userId);
    if (!sink) return sink.error();
    return std::shared_ptr<net::BodySink>(std::move(sink).value());
}

void Gateway::receiveUpload(const net::Request &request, const net::Responder &responder) {
    auto *sink = static_cast<UploadSink *>(request.sink.get());
    const auto caller = callerOf(request, uploadRights());
    if (!caller) return responder.send(errorReply(caller.error()));
    if (!sink || sink->size() == 0) return responder.send(errorReply(badField(u"body"_s, u"Send the file as the body of the request."_s)));
    if (auto kept = sink->keep(); !kept) return responder.send(errorReply(kept.error()));
    net::Reply reply;
    JsonWriter(reply.body).beginObject().key("uploadId").value(sink->id()).key("bytes").value(sink->size()).endObject();
    responder.send(std::move(reply));
}

void Gateway::handle(const net::Request &request, const net::Responder &responder) {
    net::Request head;
    if (const QByteArray origin = request.header("origin"); !origin.isEmpty()) head.headers.push_back({"origin", origin});
    responder.addFilter([this, head, secure = m_origins.secure(request)](net::Reply &reply) { dress(head, secure, reply); });
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
    if (index >= operations) return m_pages[index - operations].handler(request, responder);
    runOperation(index, request, match.values, responder);
}

Result<Caller> Gateway::callerOf(const net::Request &request, const Route &route) const {
    const QString peer = m_origins.clientAddress(request);
    Caller caller;
    if (const QByteArray token = bearerToken(request); !token.isEmpty()) {
        const auto known = m_engine.callerFor(token, peer);
        // A login page may still send the token that has just run out; it is asking for a new one.
        if (!known && route.role != Role::Public)
            return Error{ErrorCode::Unauthorized, u"Your login has ended; sign in again."_s, {}, {}, u"invalid_token"_s, 0};
        if (known) caller = *known;
    }
    if (caller.actor.role == Role::Public && route.role != Role::Public)
        return Error{ErrorCode::Unauthorized, u"Sign in first."_s, {}, {}, u"unauthorized"_s, 0};
    caller.peer = peer;
    return caller;
}

RateVerdict Gateway::countRequest(const OperationInfo &operation, const Caller &caller) {
    if (!operation.limited()) return {};
    const UtcTime now = m_engine.clock().now();
    if (operation.route.role == Role::Public) return m_knocks.take(rateKeyOfAddress(caller.peer), now);
    // A renewed token is still the same login; one that another program made names none.
    return m_requests.take(caller.sessionId.isEmpty() ? caller.actor.userId.text() : caller.sessionId, now);
}

void Gateway::runOperation(size_t operation, const net::Request &request, const QHash<QString, QString> &values,
                           const net::Responder &responder) {
    const OperationInfo &info = allOperations()[operation];
    const auto reply = replyWith(responder, info.route, request);
    Result<Caller> known = callerOf(request, info.route);
    if (!known) return reply(known.error());
    Caller &caller = known.value();
    const RateVerdict rate = countRequest(info, caller);
    responder.addFilter([rate](net::Reply &made) { addRateHeaders(rate, made); });
    if (rate.waitSeconds > 0)
        return reply(Error{ErrorCode::TooManyRequests, u"Too many requests; wait %1 s and slow down."_s.arg(rate.waitSeconds), {}, {},
                            u"rate_limited"_s, rate.waitSeconds});
    if (!allows(caller.actor.role, info.route.role)) return reply(roleRefusal(info.route.role));
    const QByteArray key = request.header("idempotency-key");
    if (key.size() > kMaxIdempotencyKey) // cut, two keys could become one
        return reply(Error{ErrorCode::BadRequest, u"The Idempotency-Key is too long: at most 255 bytes."_s, {}, {},
                            u"invalid_idempotency_key"_s, 0});
    caller.idempotencyKey = QString::fromUtf8(key);
    auto parts = requestParts(request, values, info.route.legacy);
    if (!parts) return reply(parts.error());
    m_engine.dispatcher().dispatch(info.name, *parts, caller, reply);
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
