// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/net/responder.h"
#include "server/realtime/batches.h"
#include "server/realtime/engineio_packet.h"
#include "server/realtime/settings.h"

#include <QObject>

#include <vector>

class QWebSocket;

namespace callfloor::realtime {

class WebSocketLink;

/// One Engine.IO 4 session, whatever transport carries it at the moment: long polls, then perhaps a WebSocket. Keeps
/// the heartbeat, the queue of what cannot be sent yet, and the upgrade.
class EngineSocket : public QObject {
    Q_OBJECT
public:
    /// `sid` is unguessable: it is all that a poll needs to read the session. `parent` also gets the WebSockets.
    EngineSocket(QString sid, Handshake handshake, const Settings &settings, Scheduler &scheduler,
                 Batches<EngineSocket> &heartbeats, QObject *parent);
    ~EngineSocket() override;

    const QString &sid() const { return m_sid; }
    const Handshake &handshake() const { return m_handshake; }
    /// Nothing is sent or received any more once this is false.
    bool isOpen() const { return m_state == State::Open; }
    bool isWebSocket() const { return m_link != nullptr; }
    bool isUpgrading() const { return m_probe != nullptr; }

    /// Sends as soon as the transport can. A client that leaves too much unread is dropped, on the next turn of the
    /// event loop.
    void send(const OutPacket &packet);
    void sendText(QByteArrayView utf8) { send(OutPacket::text(PacketType::Message, utf8)); }
    void sendBinary(const QByteArray &data) { send(OutPacket::binary(data)); }
    /// Sends what is queued, then closes. `reason` goes into closed() and, on a WebSocket, to the client.
    void close(const QString &reason);

    // What the server hands in:
    /// Begins with the answer to the first poll, or with a WebSocket.
    void openByPolling(const net::Responder &responder);
    void openByWebSocket(QWebSocket *socket);
    /// A further poll.
    void poll(const net::Responder &responder);
    /// The body of a POST.
    void post(const QByteArray &body, const net::Responder &responder);
    /// A WebSocket that wants to take over.
    void probe(QWebSocket *socket);

    // The steps of the heartbeat; nothing happens if the client has answered since `turn`.
    void ping(quint64 turn);
    void giveUp(quint64 turn);

signals:
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &data);
    /// No message comes or goes any more. Emitted once.
    void closed(const QString &reason);
    /// The session can be forgotten. Emitted once, after closed().
    void finished();

private:
    enum class State { Open, Closing, Closed };

    void sendOpenPacket();
    void receive(const InPacket &packet);
    void receivedOnProbe(const QByteArray &utf8);
    void upgradeToProbe();
    void dropProbe();
    void wire(WebSocketLink *link);
    void startHeartbeat();
    void flushPoll();
    void endPollForUpgrade();
    void answerPoll(const QByteArray &payload);
    void fail(const QString &reason, PacketType pollAnswer = PacketType::Close);
    void finish();

    const QString m_sid;
    const Handshake m_handshake;
    const Settings &m_settings;
    Scheduler &m_scheduler;
    Batches<EngineSocket> &m_heartbeats;
    State m_state = State::Open;
    WebSocketLink *m_link = nullptr;  ///< The transport, once it is a WebSocket.
    WebSocketLink *m_probe = nullptr; ///< A WebSocket that is about to become the transport.
    bool m_probed = false;            ///< The probe has been answered: polls are to end.
    QString m_closeReason; ///< Of a close that waits for the client to fetch what is queued.
    net::Responder m_poll;            ///< The poll that waits.
    bool m_polledBesideProbe = false; ///< It came while a WebSocket was about to take over.
    bool m_flushPending = false;
    bool m_slow = false;
    std::vector<OutPacket> m_queue;
    qsizetype m_queuedBytes = 0;
    quint64 m_heartbeat = 0; ///< Counts the client's answers; a beat of an older count is void.
};

} // namespace callfloor::realtime
