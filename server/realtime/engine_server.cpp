// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/engine_server.h"

#include <QRandomGenerator>
#include <QWebSocket>

#include <array>

namespace callfloor::realtime {

using namespace Qt::StringLiterals;

QByteArray Handshake::header(QByteArrayView lowerCaseName) const {
    for (const net::Header &field : headers)
        if (field.name == lowerCaseName) return field.value;
    return {};
}

QString randomId() {
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), 15);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding));
}

/// Both from the client's last answer, so that the lateness of the ping does not delay the end.
static std::vector<Batches<EngineSocket>::Step> heartbeatSteps(const Settings &settings) {
    return {{settings.pingInterval, [](EngineSocket &session, quint64 turn) { session.ping(turn); }},
            {settings.pingInterval + settings.pingTimeout, [](EngineSocket &session, quint64 turn) { session.giveUp(turn); }}};
}

/// A session keeps the request that opened it for as long as it lives: only what can tell who it is.
static void slim(Handshake &handshake) {
    std::vector<net::Header> kept;
    for (net::Header &field : handshake.headers)
        if (field.name == "authorization" || field.name == "origin" || field.name == "cookie") kept.push_back(std::move(field));
    handshake.headers = std::move(kept);
    if (!handshake.query.has(u"token")) handshake.query = {};
}

EngineServer::EngineServer(const Settings &settings, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_scheduler(scheduler)
    , m_heartbeats(scheduler, this, heartbeatSteps(settings)) {}

EngineServer::~EngineServer() = default;

net::HeadVerdict EngineServer::headCheck(const net::Request &head) const {
    Q_ASSERT(handles(head));
    return {.bodyBytes = m_settings.maxPayload};
}

void EngineServer::handle(const net::Request &request, const net::Responder &responder) {
    Verified verified = verify(request, false, true);
    if (auto *refusal = std::get_if<net::Reply>(&verified)) return responder.send(std::move(*refusal));
    if (auto *handshake = std::get_if<Handshake>(&verified))
        return create(std::move(*handshake))->openByPolling(responder);
    EngineSocket *session = std::get<EngineSocket *>(verified);
    if (request.method == "GET")
        session->poll(responder);
    else if (request.method == "POST")
        session->post(request.body, responder);
    else
        responder.send(engineError(EngineErrorCode::BadRequest));
}

std::optional<net::Reply> EngineServer::checkUpgrade(const net::Request &request) {
    if (!handles(request)) return net::errorReply(404, "not_found", u"There is no WebSocket at this path."_s);
    Verified verified = verify(request, true, true);
    if (auto *refusal = std::get_if<net::Reply>(&verified)) return std::move(*refusal);
    return std::nullopt;
}

void EngineServer::opened(QWebSocket *webSocket, const net::Request &request) {
    // Once more: between check and handshake the session may have gone or been taken.
    Verified verified = verify(request, true, false);
    if (auto *handshake = std::get_if<Handshake>(&verified)) {
        create(std::move(*handshake))->openByWebSocket(webSocket);
    } else if (auto *session = std::get_if<EngineSocket *>(&verified)) {
        (*session)->probe(webSocket);
    } else {
        webSocket->setParent(this);
        connect(webSocket, &QWebSocket::disconnected, webSocket, &QObject::deleteLater);
        webSocket->close(QWebSocketProtocol::CloseCodePolicyViolated, u"The session is gone or has another WebSocket."_s);
    }
}

/// The checks and their order are those of the reference server.
EngineServer::Verified EngineServer::verify(const net::Request &request, bool upgrade, bool passGate) {
    auto query = net::QueryParams::parse(request.query);
    if (!query) return engineError(EngineErrorCode::BadRequest);
    const QString transport = query->value(u"transport").value_or(QString());
    if (transport != (upgrade ? "websocket"_L1 : "polling"_L1)) {
        const bool known = transport == "websocket"_L1 || transport == "polling"_L1;
        return engineError(known ? EngineErrorCode::BadRequest : EngineErrorCode::UnknownTransport);
    }
    EngineSocket *session = nullptr;
    if (const QString sid = query->value(u"sid").value_or(QString()); !sid.isEmpty()) {
        session = m_sessions.value(sid);
        auto refusal = refusalFor(session, upgrade);
        // A session that has a WebSocket already: the reference answers 101 and closes, which the protocol suite expects.
        // opened() does the same.
        const bool closesLater = session && upgrade && passGate;
        if (refusal && !closesLater) return std::move(*refusal);
        if (!upgrade)
            return session; // polls of an open session have passed the gate; a WebSocket may come from elsewhere
    } else {
        if (request.method != "GET") return engineError(EngineErrorCode::BadHandshakeMethod);
        if (query->value(u"EIO") != u"4"_s) return engineError(EngineErrorCode::UnsupportedProtocol);
        if (m_shutDown || m_sessions.size() >= m_settings.maxSessions)
            return net::errorReply(503, "too_many_sessions",
                                   u"The server takes no further connections at the moment."_s);
    }
    Handshake handshake{request.headers, std::move(query.value()), request.peer, upgrade};
    if (m_gate && passGate)
        if (auto refusal = m_gate(handshake)) return std::move(*refusal);
    if (session) return session;
    return handshake;
}

std::optional<net::Reply> EngineServer::refusalFor(EngineSocket *session, bool upgrade) const {
    if (!session) return engineError(EngineErrorCode::UnknownSession);
    const bool taken = session->isWebSocket() || (upgrade && (session->isUpgrading() || !session->isOpen()));
    if (taken) return engineError(EngineErrorCode::BadRequest);
    return std::nullopt;
}

EngineSocket *EngineServer::create(Handshake handshake) {
    const QString sid = randomId();
    slim(handshake);
    auto *socket = new EngineSocket(sid, std::move(handshake), m_settings, m_scheduler, m_heartbeats, this);
    m_sessions.insert(sid, socket);
    connect(socket, &EngineSocket::finished, this, [this, sid, socket] {
        m_sessions.remove(sid);
        socket->deleteLater();
    });
    emit connected(socket);
    return socket;
}

void EngineServer::serveAlone(net::Server &server) {
    server.setHeadCheck(
        [this](const net::Request &head) { return handles(head) ? headCheck(head) : net::HeadVerdict{}; });
    server.setHandler([this](const net::Request &request, const net::Responder &responder) {
        if (handles(request))
            handle(request, responder);
        else
            responder.send(net::errorReply(404, "not_found", u"There is nothing at this path."_s));
    });
    server.setUpgradeHandler([this](const net::Request &request) { return checkUpgrade(request); },
                             [this](QWebSocket *socket, const net::Request &request) { opened(socket, request); });
}

void EngineServer::shutDown(const QString &reason) {
    m_shutDown = true;
    const auto sessions = m_sessions.values();
    for (EngineSocket *session : sessions)
        session->close(reason);
}

} // namespace callfloor::realtime
