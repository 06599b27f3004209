// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "app/domain/scheduler.h"
#include "server/realtime/batches.h"
#include "server/realtime/engine_server.h"
#include "server/realtime/expiries.h"
#include "server/realtime/recovery.h"
#include "server/realtime/rooms.h"
#include "server/realtime/settings.h"
#include "server/realtime/socket.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

namespace callfloor::realtime {

/// What a client that comes back asks the event log for.
struct MissedQuery {
    qint64 after = 0; ///< The last number that it has.
    qint64 upTo = 0;  ///< The last number that it is to get; later ones reach it as they are emitted.
    std::optional<UtcTime> notBefore = std::nullopt; ///< If it missed something older, it counts as new.
};

/// An event that a client missed while it was away.
struct MissedEvent {
    QByteArray event;
    QByteArray args;
    qint64 offset = 0;
};

/// A Socket.IO 5 server. The owner of the HTTP server passes on what comes for the path to engine(). Everything happens
/// in the thread it lives in.
class SocketServer : public QObject {
    Q_OBJECT
public:
    /// Decides who a client is, from the handshake and the payload of CONNECT, now or later. Until then nothing is
    /// sent. An error reaches the client as connect_error with its message and `data.code`. Further calls are ignored.
    using Authenticator =
        std::function<void(const Handshake &, const QJsonObject &auth, std::function<void(Result<Session>)> done)>;
    /// The highest offset that has been passed to emitTo(), or would have been if somebody had listened.
    using Position = std::function<qint64()>;
    /// Looks up what a client missed, now or later, for the rooms of the socket; nothing if that is too long ago, too
    /// much or unknown, whereupon the client counts as new.
    using Replay = std::function<void(Socket &, const MissedQuery &,
                                      std::function<void(std::optional<std::vector<MissedEvent>>)> done)>;

    /// Has the namespace `/`. `scheduler` outlives the server.
    SocketServer(const Settings &settings, Scheduler &scheduler, QObject *parent = nullptr);
    ~SocketServer() override;

    EngineServer &engine() { return m_engine; }
    void addNamespace(const QByteArray &nsp);
    /// Without one everybody is let in, anonymously.
    void setAuthenticator(Authenticator authenticator) { m_authenticator = std::move(authenticator); }
    /// Switches connection state recovery on in `/`, if Settings::recoveryWindow is not 0.
    void setReplay(Position position, Replay replay);

    /// Sends an event to everybody in one of the rooms of `/`, once each. `args`: JSON between the brackets of the
    /// argument list, UTF-8. See Rooms::emitTo.
    qsizetype emitTo(const QStringList &rooms, QByteArrayView event, const QByteArray &args, qint64 offset = 0);
    Rooms &rooms(const QByteArray &nsp = "/") { return *m_namespaces.value(nsp); }

    /// The sockets of a user, in all namespaces.
    std::vector<Socket *> socketsOf(const QString &userId) const;
    /// Ends all connections of a user. Returns how many sockets that were.
    qsizetype disconnectUser(const QString &userId, const QString &reason);
    qsizetype socketCount() const { return m_socketCount; }

    /// Tells all clients and closes; further handshakes get 503.
    void shutDown(const QString &reason);

signals:
    /// A socket has been let in and told so. Connect to its signals at once.
    void connected(callfloor::realtime::Socket *socket);

private:
    friend class Client;
    void add(Socket *socket);
    /// Whether sockets of that namespace and session may be recovered.
    bool recovers(const QByteArray &nsp, const Session &session) const;

    Scheduler &m_scheduler;
    Authenticator m_authenticator;
    Position m_position;
    Replay m_replay;
    Recovery m_recovery;
    QHash<QByteArray, std::shared_ptr<Rooms>> m_namespaces;
    QHash<QString, std::unordered_set<Socket *>> m_byUser;
    qsizetype m_socketCount = 0;
    Batches<Client> m_connecting; ///< Clients that have to be let in in time.
    Expiries m_expiries;
    EngineServer m_engine; // last: what dies with it reports to the others
};

} // namespace callfloor::realtime
