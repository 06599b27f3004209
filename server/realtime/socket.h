// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/realtime/engineio_packet.h"
#include "server/realtime/settings.h"
#include "server/realtime/socketio_packet.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace callfloor::realtime {

class Client;
class Rooms;
class Socket;

/// Answers an event of a client that asked for an acknowledgement. Copy and keep it as you like: the first call counts,
/// and none after the socket has gone.
class AckHandle {
public:
    AckHandle() = default;
    /// Whether the client asked for one and has not got it.
    explicit operator bool() const;
    /// `args`: JSON, what stands between the brackets of the argument list.
    void operator()(const QByteArray &args = {}, const std::vector<QByteArray> &attachments = {}) const;

private:
    friend class Socket;
    struct State;
    std::shared_ptr<State> m_state;
};

/// An event from a client.
struct Event {
    QString name;      ///< A number as a name comes as its text.
    QByteArray args;   ///< The arguments as they were written, between the brackets, without the name.
    QJsonArray values; ///< The arguments, parsed; attachments are `{"_placeholder": true, "num": n}`.
    std::vector<QByteArray> attachments;
    AckHandle ack;
};

/// A client in one namespace, from the answer to its CONNECT until it is disconnected. Belongs to the server; keep a
/// QPointer. Lives in the server's thread.
class Socket : public QObject {
    Q_OBJECT
public:
    /// What a client acknowledged: its arguments as JSON between brackets, with attachments. Errors: Unavailable if the
    /// socket went or the time was over.
    struct AckReply {
        QJsonArray values;
        std::vector<QByteArray> attachments;
    };
    using AckCallback = std::function<void(Result<AckReply>)>;

    ~Socket() override;

    /// The same as before for a client that was recovered.
    const QString &id() const { return m_id; }
    const QByteArray &nsp() const { return m_nsp; }
    const QString &userId() const { return m_session.userId; }
    const Session &session() const { return m_session; }
    const QJsonObject &auth() const { return m_auth; }
    const Handshake &handshake() const;
    bool isConnected() const { return m_client != nullptr; }
    /// The client came back within the time of recovery and has been sent what it missed.
    bool wasRecovered() const { return m_recovered; }

    /// Sends an event. `args`: JSON between the brackets of the argument list, such as `1,{"a":2}`; attachments stand
    /// in it as placeholders.
    void send(QByteArrayView event, const QByteArray &args = {}, const std::vector<QByteArray> &attachments = {});
    /// The same, and `done` gets what the client acknowledges with, once.
    void sendWithAck(QByteArrayView event, const QByteArray &args, Settings::ms timeout, AckCallback done);

    void join(const QString &room);
    void leave(const QString &room);

    /// Tells the client and ends its connection: the reason event, if Settings names one, then DISCONNECT (upon which
    /// clients do not come back by themselves), then the close of the transport.
    void disconnectWithReason(const QString &reason);

signals:
    void eventReceived(const callfloor::realtime::Event &event);
    /// Emitted once; the socket is deleted behind it.
    void disconnected(const QString &reason);

private:
    friend class AckHandle;
    friend class Client;
    friend class Rooms;
    friend class SocketServer;

    Socket(QString id, QByteArray nsp, Session session, QJsonObject auth, Client *client, Rooms *rooms);
    void receive(const Message &message);
    void receiveAck(const Message &message);
    void sendPacket(const OutPacket &packet);
    void sendMessage(MessageType type, const QByteArray &json, std::optional<quint64> id,
                     const std::vector<QByteArray> &attachments);
    /// Lets go of what was held back while the missed events were looked up.
    void release();
    /// The connection or the namespace has ended.
    void end(const QString &reason);

    QString m_id;
    const QByteArray m_nsp;
    const Session m_session;
    const QJsonObject m_auth;
    Client *m_client;
    Rooms *m_rooms;
    QStringList m_joined;
    quint64 m_mark = 0; ///< The last broadcast that reached it.
    quint64 m_nextAckId = 0;
    QHash<quint64, AckCallback> m_acks;
    bool m_recovered = false;
    bool m_dismissed = false; ///< We, or the client itself, ended it: it does not come back as the same.
    bool m_holding = false;
    std::vector<OutPacket> m_held;
    qsizetype m_heldBytes = 0;
};

/// An event as its text: `["name",args…]`.
QByteArray eventJson(QByteArrayView event, QByteArrayView args);

/// The arguments with the number of the event as a last one, as text; as they are if it is 0.
QByteArray withOffset(const QByteArray &args, qint64 offset);

} // namespace callfloor::realtime
