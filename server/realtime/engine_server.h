// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/net/http_server.h"
#include "server/realtime/engine_socket.h"
#include "server/realtime/engineio_errors.h"
#include "server/realtime/settings.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>
#include <variant>

class QWebSocket;

namespace callfloor::realtime {

/// An Engine.IO 4 server behind a net::Server: the owner of the HTTP server passes on what comes for the path.
class EngineServer : public QObject {
    Q_OBJECT
public:
    /// Decides on a handshake before anything is opened (no 101, no session): a refusal, usually 401 or 403.
    using Gate = std::function<std::optional<net::Reply>(const Handshake &)>;

    /// `scheduler` outlives the server.
    EngineServer(const Settings &settings, Scheduler &scheduler, QObject *parent = nullptr);
    ~EngineServer() override;

    const Settings &settings() const { return m_settings; }
    void setGate(Gate gate) { m_gate = std::move(gate); }

    /// Whether a request is ours: the path is exactly Settings::path.
    bool handles(const net::Request &request) const { return request.path == m_settings.path; }
    /// Limits of a request that is ours, for net::Server::setHeadCheck.
    net::HeadVerdict headCheck(const net::Request &head) const;
    /// A request that is ours.
    void handle(const net::Request &request, const net::Responder &responder);
    /// For net::Server::setUpgradeHandler. Refuses other paths.
    std::optional<net::Reply> checkUpgrade(const net::Request &request);
    void opened(QWebSocket *webSocket, const net::Request &request);
    /// Makes this the only thing that `server` serves; other paths get 404.
    void serveAlone(net::Server &server);

    qsizetype sessions() const { return m_sessions.size(); }
    /// Closes all sessions, new ones are refused with 503.
    void shutDown(const QString &reason);

signals:
    /// A new session; it belongs to the server. Connect to its signals at once.
    void connected(EngineSocket *socket);

private:
    /// A request that passed all checks: the session it names, or what a new one begins with.
    using Verified = std::variant<EngineSocket *, Handshake, net::Reply>;
    /// `passGate`: whether the gate is to be asked.
    Verified verify(const net::Request &request, bool upgrade, bool passGate);
    std::optional<net::Reply> refusalFor(EngineSocket *session, bool upgrade) const;
    EngineSocket *create(Handshake handshake);

    const Settings m_settings;
    Scheduler &m_scheduler;
    Batches<EngineSocket> m_heartbeats;
    Gate m_gate;
    bool m_shutDown = false;
    QHash<QString, EngineSocket *> m_sessions;
};

/// An unguessable identifier of 120 random bits as 20 characters that need no escaping.
QString randomId();

} // namespace callfloor::realtime
