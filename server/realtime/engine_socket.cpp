// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/engine_socket.h"

#include "server/realtime/engineio_errors.h"
#include "server/realtime/websocket_link.h"

#include <utility>

namespace callfloor::realtime {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A poll beside an upgrade waits this long for its end: the client may have sent the upgrade before the poll, and the
/// two came over different connections.
constexpr std::chrono::milliseconds kUpgradeGrace = 10ms;

} // namespace

EngineSocket::EngineSocket(QString sid, Handshake handshake, const Settings &settings, Scheduler &scheduler,
                           Batches<EngineSocket> &heartbeats, QObject *parent)
    : QObject(parent)
    , m_sid(std::move(sid))
    , m_handshake(std::move(handshake))
    , m_settings(settings)
    , m_scheduler(scheduler)
    , m_heartbeats(heartbeats) {}

EngineSocket::~EngineSocket() = default;

void EngineSocket::openByPolling(const net::Responder &responder) {
    m_poll = responder;
    startHeartbeat();
    sendOpenPacket();
    flushPoll();
}

void EngineSocket::openByWebSocket(QWebSocket *socket) {
    m_link = new WebSocketLink(socket, m_settings, m_scheduler, parent(), this);
    wire(m_link);
    startHeartbeat();
    sendOpenPacket();
}

void EngineSocket::sendOpenPacket() {
    const QByteArray json = "{\"sid\":\"" + m_sid.toLatin1() + "\",\"upgrades\":[" +
                            (isWebSocket() ? "" : "\"websocket\"") +
                            "],\"pingInterval\":" + QByteArray::number(qint64(m_settings.pingInterval.count())) +
                            ",\"pingTimeout\":" + QByteArray::number(qint64(m_settings.pingTimeout.count())) +
                            ",\"maxPayload\":" + QByteArray::number(m_settings.maxPayload) + "}";
    send(OutPacket::text(PacketType::Open, json));
}

void EngineSocket::send(const OutPacket &packet) {
    if (m_state != State::Open || m_slow) return;
    if (m_link) {
        m_slow = !m_link->send(packet);
    } else {
        m_queue.push_back(packet);
        m_queuedBytes += packet.size();
        m_slow = m_queuedBytes > m_settings.maxQueuedBytes;
        // On the next turn, so that what one turn has for a client goes in one reply.
        if (m_poll && !std::exchange(m_flushPending, true))
            QMetaObject::invokeMethod(this, &EngineSocket::flushPoll, Qt::QueuedConnection);
    }
    // Not at once: whoever sends to many is walking over a list of which this one would vanish.
    if (m_slow)
        QMetaObject::invokeMethod(
            this, [this] { fail(u"slow client"_s); }, Qt::QueuedConnection);
}

void EngineSocket::close(const QString &reason) {
    if (m_state != State::Open) return;
    m_state = State::Closing;
    ++m_heartbeat;
    m_closeReason = reason;
    emit closed(reason);
    if (m_link) {
        m_link->close(1000, reason);
        finish();
        return;
    }
    // A client whose probe was answered has stopped polling, and does not begin again if the probe is cut: it would hear
    // nothing until its heartbeat fails. It gets the rest on the new connection.
    if (!m_probed) dropProbe();
    flushPoll();
    if (m_state == State::Closing) m_scheduler.after(m_settings.closeTimeout, this, [this] { finish(); });
}

/// The session is broken: what is queued is lost, a waiting poll gets `pollAnswer`.
void EngineSocket::fail(const QString &reason, PacketType pollAnswer) {
    if (m_state == State::Closed) return;
    const bool wasOpen = m_state == State::Open;
    m_state = State::Closed;
    ++m_heartbeat;
    m_queue.clear();
    answerPoll(QByteArray(1, static_cast<char>(pollAnswer)));
    dropProbe();
    if (m_link && m_slow)
        m_link->abort();
    else if (m_link)
        m_link->close(reason == "parse error"_L1 ? 1002 : 1000, reason);
    if (wasOpen) emit closed(reason);
    emit finished();
}

void EngineSocket::finish() {
    if (std::exchange(m_state, State::Closed) == State::Closed) return;
    m_queue.clear();
    dropProbe();
    emit finished();
}

// --- long polling

void EngineSocket::poll(const net::Responder &responder) {
    if (m_link) return responder.send(engineError(EngineErrorCode::BadRequest));
    if (m_poll) {
        fail(u"transport error"_s);
        return responder.send(engineError(EngineErrorCode::BadRequest));
    }
    m_poll = responder;
    m_polledBesideProbe = m_probe != nullptr;
    responder.onGone(this, [this] {
        if (!m_link) fail(u"transport close"_s);
    });
    flushPoll();
    endPollForUpgrade();
}

void EngineSocket::flushPoll() {
    m_flushPending = false;
    if (!m_poll || m_state == State::Closed) return;
    if (m_queue.empty()) {
        // Not together with the last messages: clients forget those that come with the close.
        if (m_state != State::Closing) return;
        answerPoll(QByteArray(1, static_cast<char>(PacketType::Close)));
        return finish();
    }
    m_queuedBytes = 0;
    answerPoll(encodePayload(std::exchange(m_queue, {})));
}

/// The client stops polling before it upgrades, and waits for its last poll to end.
void EngineSocket::endPollForUpgrade() {
    if (!m_poll || !m_probed) return;
    const auto end = [this] {
        if (m_poll && m_probed) answerPoll(QByteArray(1, static_cast<char>(PacketType::Noop)));
    };
    if (m_polledBesideProbe)
        m_scheduler.after(kUpgradeGrace, m_probe, end);
    else
        end();
}

void EngineSocket::answerPoll(const QByteArray &payload) {
    const net::Responder responder = std::exchange(m_poll, {});
    responder.send(
        {.contentType = "text/plain; charset=UTF-8", .body = payload, .headers = {{"Cache-Control", "no-store"}}});
}

void EngineSocket::post(const QByteArray &body, const net::Responder &responder) {
    if (m_link) return responder.send(engineError(EngineErrorCode::BadRequest));
    const auto packets = decodePayload(body);
    if (!packets) {
        fail(u"parse error"_s);
        return responder.send(engineError(EngineErrorCode::BadRequest));
    }
    for (const InPacket &packet : *packets) {
        if (!isOpen()) break;
        if (packet.type == PacketType::Close)
            fail(u"transport close"_s, PacketType::Noop);
        else
            receive(packet);
    }
    responder.send({.contentType = "text/html", .body = "ok", .headers = {{"Cache-Control", "no-store"}}});
}

// --- WebSocket and upgrade

void EngineSocket::wire(WebSocketLink *link) {
    connect(link, &WebSocketLink::textReceived, this, [this](const QByteArray &utf8) {
        if (const auto packet = decodePacket(utf8))
            receive(*packet);
        else
            fail(u"parse error"_s);
    });
    connect(link, &WebSocketLink::binaryReceived, this, [this](const QByteArray &data) {
        receive({PacketType::Message, true, data});
    });
    connect(link, &WebSocketLink::closed, this, [this] { fail(u"transport close"_s); });
}

void EngineSocket::probe(QWebSocket *socket) {
    m_probe = new WebSocketLink(socket, m_settings, m_scheduler, parent(), this);
    WebSocketLink *probe = m_probe;
    connect(probe, &WebSocketLink::textReceived, this, &EngineSocket::receivedOnProbe);
    connect(probe, &WebSocketLink::binaryReceived, this, &EngineSocket::dropProbe);
    connect(probe, &WebSocketLink::closed, this, &EngineSocket::dropProbe);
    m_scheduler.after(m_settings.upgradeTimeout, probe, [this, probe] {
        if (m_probe == probe) dropProbe();
    });
}

void EngineSocket::receivedOnProbe(const QByteArray &utf8) {
    if (utf8 == "2probe") {
        m_probed = true;
        m_probe->send(OutPacket::text(PacketType::Pong, "probe"));
        endPollForUpgrade();
    } else if (utf8.startsWith('5') && m_state != State::Closed) {
        upgradeToProbe();
    } else {
        dropProbe();
    }
}

void EngineSocket::upgradeToProbe() {
    m_link = std::exchange(m_probe, nullptr);
    m_probed = false;
    m_link->disconnect(this);
    wire(m_link);
    if (m_polledBesideProbe)
        std::exchange(m_poll, {}).send(engineError(EngineErrorCode::BadRequest));
    else
        answerPoll(QByteArray(1, static_cast<char>(PacketType::Noop)));
    m_queuedBytes = 0;
    for (const OutPacket &packet : std::exchange(m_queue, {})) m_link->send(packet);
    if (m_state != State::Closing) return;
    m_link->close(1000, m_closeReason);
    finish();
}

void EngineSocket::dropProbe() {
    if (!m_probe) return;
    WebSocketLink *probe = std::exchange(m_probe, nullptr);
    m_probed = false;
    probe->disconnect(this);
    probe->close(1000, {});
    probe->deleteLater();
}

// --- packets and heartbeat

void EngineSocket::receive(const InPacket &packet) {
    if (m_state != State::Open) return;
    switch (packet.type) {
    case PacketType::Message:
        if (packet.binary)
            emit binaryReceived(packet.data);
        else
            emit textReceived(packet.data);
        break;
    case PacketType::Pong:
        startHeartbeat();
        break;
    case PacketType::Ping:
        fail(u"transport error"_s);
        break; // in version 4 the server pings
    case PacketType::Open:
    case PacketType::Close:
    case PacketType::Upgrade:
    case PacketType::Noop:
        break;
    }
}

void EngineSocket::startHeartbeat() {
    m_heartbeats.begin(*this, ++m_heartbeat);
}

void EngineSocket::ping(quint64 turn) {
    if (turn == m_heartbeat) send(OutPacket::text(PacketType::Ping, {}));
}

void EngineSocket::giveUp(quint64 turn) {
    if (turn == m_heartbeat) fail(u"ping timeout"_s);
}

} // namespace callfloor::realtime
