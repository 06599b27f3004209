// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/realtime/engine_socket.h"
#include "server/realtime/recovery.h"
#include "server/realtime/socket.h"
#include "server/realtime/socketio_packet.h"

#include <QObject>

#include <optional>
#include <vector>

namespace callfloor::realtime {

class SocketServer;
struct MissedQuery;

/// One connection as Socket.IO sees it: puts packets and their attachments together, and keeps the sockets of its
/// namespaces. Internal to server/realtime.
class Client : public QObject {
    Q_OBJECT
public:
    /// Dies with `engine`.
    Client(EngineSocket &engine, SocketServer &server);

    EngineSocket &engine() const { return m_engine; }
    Scheduler &scheduler() const;
    const Settings &settings() const;
    /// The time to be let in is over.
    void connectTimeOut();
    /// More happens than can be kept while the log is read for one of its sockets.
    void tooMuchHeld();

private:
    Socket *socketOf(const QByteArray &nsp) const;
    void receiveText(const QByteArray &utf8);
    void receiveBinary(const QByteArray &data);
    void dispatch(const Message &message);
    void connectTo(const QByteArray &nsp, const QJsonObject &auth);
    void authenticated(const QByteArray &nsp, const QJsonObject &auth, Result<Session> session);
    void admit(const QByteArray &nsp, const QJsonObject &auth, Session session);
    /// The socket that a ticket of recovery names, if it may still come back; its former connection is closed.
    std::optional<MissedQuery> recoverable(const Recovery::Ticket &ticket, const QString &offset, const Session &session);
    void recover(Socket *socket, const MissedQuery &missed, const QByteArray &pid);
    QByteArray newPid(const Socket *socket, qint64 position) const;
    void welcome(Socket *socket, const QByteArray &pid);
    void refuse(const QByteArray &nsp, const Error &error);
    void send(MessageType type, QByteArrayView nsp, const QByteArray &json);
    void engineClosed(const QString &reason);
    void broken();

    EngineSocket &m_engine;
    SocketServer &m_server;
    std::vector<Socket *> m_sockets;     ///< One for a namespace; a list, because a hash table takes a kilobyte.
    std::vector<QByteArray> m_pending;   ///< Namespaces whose CONNECT is being decided.
    bool m_broken = false;               ///< It broke the protocol.
    bool m_admitted = false;             ///< Some namespace has let the client in.
    std::optional<Message> m_assembling; ///< Waits for attachments.
    qsizetype m_attachedBytes = 0;
};

} // namespace callfloor::realtime
