// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/floor_sockets.h"

#include "app/domain/call_json.h"
#include "server/engine/event_feed.h"
#include "server/engine/event_replay.h"
#include "server/engine/visibility.h"
#include "server/engine/webhook_door.h"
#include "server/http/error_map.h"
#include "server/http/operation_routes.h"
#include "server/realtime/socketio_server.h"

#include <QJsonObject>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const QString kAnonymousRoom = u"anonymous"_s;
const QString kAdminsRoom = u"admins"_s;

constexpr int kLeaversWorthATrim = 100;
constexpr std::chrono::seconds kTrimDelay{10}; // sockets linger for some seconds

/// Event that tells a client why the server ends its connection.
constexpr auto kReasonEvent = "sessionEnded";

realtime::Settings realtimeSettings(const SocketOptions &options, const QByteArray &secret) {
    realtime::Settings settings;
    settings.recoveryWindow = options.recoveryWindow;
    settings.recoveryKey = secret;
    settings.reasonEvent = kReasonEvent;
    settings.pingInterval = options.pingInterval;
    settings.pingTimeout = options.pingTimeout;
    settings.connectTimeout = options.connectTimeout;
    settings.maxPayload = options.maxPayload;
    return settings;
}

Error notSignedIn() {
    return Error{ErrorCode::Unauthorized, u"Sign in first: the token is missing, expired or not valid."_s, {}, {}, u"invalid_token"_s, 0};
}

/// The token of a handshake: `Authorization: Bearer`, else `?token=`; null where there is none.
QByteArray handshakeToken(const realtime::Handshake &handshake) {
    net::Request head;
    head.headers = handshake.headers;
    if (const QByteArray token = bearerToken(head); !token.isEmpty()) return token;
    return handshake.query.value(u"token").value_or(QString()).toUtf8();
}

/// The Socket.IO name under which an event is known to dashboards; empty for those that stay inside.
QByteArray eventName(EventKind kind) {
    switch (kind) {
    case EventKind::UserChanged: return {};
    case EventKind::CampaignUpdate: return "callUpdate"; // the old dashboards listen for nothing else
    default: return eventKindName(kind);
    }
}

} // namespace

struct FloorSockets::Parts {
    Parts(Engine &engine_, const OriginPolicy &origins_, const SocketOptions &options_)
        : engine(engine_), origins(origins_), options(options_), server(realtimeSettings(options_, engine_.options().jwtSecret), scheduler) {}

    bool anonymousMay(const realtime::Handshake &handshake) const {
        const QByteArray origin = handshake.origin();
        return !origin.isEmpty() && options.anonymousOrigins.contains(QString::fromUtf8(origin));
    }

    /// Before a session is made: a token in the header or the query that is no good, and pages of foreign origins, are
    /// turned away at once. A token in the CONNECT payload is checked when it comes.
    std::optional<net::Reply> gate(const realtime::Handshake &handshake) const {
        const QByteArray origin = handshake.origin();
        if (!origin.isEmpty() && !origins.allows(origin) && !anonymousMay(handshake) && !sameHost(handshake))
            return errorReply(forbidden(u"This page may not connect; add its origin to allowed_origins."_s));
        const QByteArray token = handshakeToken(handshake);
        if (!token.isEmpty() && !engine.callerFor(token, {})) return errorReply(notSignedIn());
        return std::nullopt;
    }

    /// A page that this server itself delivered.
    static bool sameHost(const realtime::Handshake &handshake) {
        const QByteArray origin = handshake.origin(), host = handshake.header("host");
        return origin == "http://" + host || origin == "https://" + host;
    }

    /// The token of a connection: of the CONNECT payload, else of the handshake; null where there is none.
    static QByteArray tokenOf(const realtime::Handshake &handshake, const QJsonObject &auth) {
        QByteArray token = auth.value(u"token"_s).toString().toUtf8();
        // socket.io clients are often given the header's text as the token.
        if (token.startsWith("Bearer ")) token = token.sliced(7);
        return token.isEmpty() ? handshakeToken(handshake) : token;
    }

    Result<realtime::Session> authenticate(const realtime::Handshake &handshake, const QJsonObject &auth) const {
        const QByteArray token = tokenOf(handshake, auth);
        if (token.isEmpty() && anonymousMay(handshake)) return realtime::Session{{}, {kAnonymousRoom}, std::nullopt};
        const auto caller = engine.callerFor(token, {});
        if (!caller) return notSignedIn();
        const auto claims = engine.tokens().verify(token, engine.clock().now());
        realtime::Session session;
        session.userId = caller->actor.userId.text();
        session.rooms = roomsOf(caller->actor);
        if (!caller->sessionId.isEmpty()) session.rooms << u"session:"_s + caller->sessionId;
        session.expires = claims->expiresAt;
        // Not the login: a new token of the same user may take up the connection of the old one.
        session.recoveryHolder = session.userId + u'/' + roleName(caller->actor.role);
        return session;
    }

    void broadcast(const std::vector<callfloor::Event> &events) {
        if (server.socketCount() == 0) return;
        const bool strangers = server.rooms().members(kAnonymousRoom) > 0;
        for (const callfloor::Event &event : events) {
            const QByteArray name = eventName(event.kind);
            if (name.isEmpty()) continue;
            // The number of the event comes last: a client can tell whether it has missed one.
            server.emitTo(roomsFor(event.audience), name, event.payload, event.seq);
            if (strangers && event.kind == EventKind::CallUpdate)
                server.emitTo({kAnonymousRoom}, name, maskedCall(event.payload));
        }
    }

    /// What a client that comes back has missed, as far as its user may see it now.
    void replay(realtime::Socket &socket, const realtime::MissedQuery &missed,
                std::function<void(std::optional<std::vector<realtime::MissedEvent>>)> done) {
        ReplayQuery query;
        query.after = missed.after;
        query.upTo = missed.upTo;
        query.notBefore = missed.notBefore;
        query.rooms = socket.session().rooms;
        replayEvents(engine.storage(), query).then(&server, [done = std::move(done)](const Result<Replayed> &events) {
            if (!events || !events->has_value()) return done(std::nullopt);
            std::vector<realtime::MissedEvent> found;
            for (const callfloor::Event &event : **events)
                if (const QByteArray name = eventName(event.kind); !name.isEmpty())
                    found.push_back({name, event.payload, event.seq});
            done(std::move(found));
        });
    }

    /// Rooms were given by the rights of the moment. Whose login has ended or whose role has changed is disconnected, and
    /// gets what is due to him when he connects anew.
    void checkAgain(const QString &userId) {
        if (userId.isEmpty()) return; // strangers have no account that could change
        for (realtime::Socket *socket : server.socketsOf(userId)) {
            const auto now = authenticate(socket->handshake(), socket->auth());
            if (!engine.access().isEnabled(UserId(userId))) socket->disconnectWithReason(u"account disabled"_s);
            else if (!now) socket->disconnectWithReason(u"signed out"_s);
            else if (now->rooms != socket->session().rooms) socket->disconnectWithReason(u"role changed"_s);
        }
    }

    /// After many have left, what they took goes back to the system; the C library would keep it.
    void noteThatOneLeft() {
#ifdef __GLIBC__
        if (++left < kLeaversWorthATrim) return;
        left = 0;
        scheduler.after(kTrimDelay, &server, [] { malloc_trim(0); });
#endif
    }

    void watchForAdmins() { engine.webhooks().setWatched(server.rooms().members(kAdminsRoom) > 0); }

    Engine &engine;
    const OriginPolicy &origins;
    SocketOptions options;
    int left = 0; ///< Since the last trim.
    SystemScheduler scheduler;
    realtime::SocketServer server;
};

FloorSockets::FloorSockets(Engine &engine, const OriginPolicy &origins, const SocketOptions &options, QObject *parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(engine, origins, options)) {
    Parts *parts = m_parts.get();
    parts->server.engine().setGate([parts](const realtime::Handshake &handshake) { return parts->gate(handshake); });
    parts->server.setAuthenticator([parts](const realtime::Handshake &handshake, const QJsonObject &auth,
                                           std::function<void(Result<realtime::Session>)> done) {
        done(parts->authenticate(handshake, auth));
    });
    parts->server.setReplay([parts] { return parts->engine.feed().position(); },
                            [parts](realtime::Socket &socket, const realtime::MissedQuery &missed,
                                    std::function<void(std::optional<std::vector<realtime::MissedEvent>>)> done) {
                                parts->replay(socket, missed, std::move(done));
                            });
    connect(&parts->server, &realtime::SocketServer::connected, this, [this, parts](realtime::Socket *socket) {
        parts->watchForAdmins();
        connect(socket, &realtime::Socket::disconnected, this, [parts] {
            parts->watchForAdmins();
            parts->noteThatOneLeft();
        }, Qt::QueuedConnection);
    });
    connect(&engine.events(), &EventBus::published, this, [parts](const std::vector<callfloor::Event> &events) { parts->broadcast(events); });
    connect(&engine, &Engine::accessChanged, this, [parts](const QString &userId) { parts->checkAgain(userId); });
}

FloorSockets::~FloorSockets() = default;

bool FloorSockets::wants(const net::Request &request) const { return m_parts->server.engine().handles(request); }

void FloorSockets::handle(const net::Request &request, const net::Responder &responder) {
    m_parts->server.engine().handle(request, responder);
}

std::optional<net::Reply> FloorSockets::refuseUpgrade(const net::Request &request) {
    if (!wants(request)) return errorReply(notFound(u"There is no WebSocket at this address."_s));
    return m_parts->server.engine().checkUpgrade(request);
}

void FloorSockets::open(QWebSocket *socket, const net::Request &request) {
    m_parts->server.engine().opened(socket, request);
}

void FloorSockets::close() { m_parts->server.shutDown(u"server shutting down"_s); }

int FloorSockets::count() const { return static_cast<int>(m_parts->server.socketCount()); }

} // namespace callfloor
