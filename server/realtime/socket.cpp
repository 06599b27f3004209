// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/socket.h"

#include "server/realtime/client.h"
#include "server/realtime/json_text.h"
#include "server/realtime/rooms.h"

#include <QPointer>

#include <utility>

namespace callfloor::realtime {

using namespace Qt::StringLiterals;

struct AckHandle::State {
    QPointer<Socket> socket;
    quint64 id = 0;
    bool used = false;
};

AckHandle::operator bool() const {
    return m_state && !m_state->used && m_state->socket;
}

void AckHandle::operator()(const QByteArray &args, const std::vector<QByteArray> &attachments) const {
    if (!*this) return;
    m_state->used = true;
    m_state->socket->sendMessage(attachments.empty() ? MessageType::Ack : MessageType::BinaryAck, "[" + args + "]",
                                 m_state->id, attachments);
}

QByteArray eventJson(QByteArrayView event, QByteArrayView args) {
    QByteArray json = "[" + quoted(event);
    if (!args.isEmpty()) json.append(',').append(args);
    return json.append(']');
}

QByteArray withOffset(const QByteArray &args, qint64 offset) {
    if (offset == 0) return args;
    return args + (args.isEmpty() ? "\"" : ",\"") + QByteArray::number(offset) + '"';
}

Socket::Socket(QString id, QByteArray nsp, Session session, QJsonObject auth, Client *client, Rooms *rooms)
    : m_id(std::move(id))
    , m_nsp(std::move(nsp))
    , m_session(std::move(session))
    , m_auth(std::move(auth))
    , m_client(client)
    , m_rooms(rooms) {
    for (const QString &room : m_session.rooms)
        join(room);
}

Socket::~Socket() {
    if (m_rooms) m_rooms->leaveAll(*this);
}

const Handshake &Socket::handshake() const {
    static const Handshake none;
    return m_client ? m_client->engine().handshake() : none;
}

void Socket::send(QByteArrayView event, const QByteArray &args, const std::vector<QByteArray> &attachments) {
    sendMessage(attachments.empty() ? MessageType::Event : MessageType::BinaryEvent, eventJson(event, args),
                std::nullopt, attachments);
}

void Socket::sendWithAck(QByteArrayView event, const QByteArray &args, Settings::ms timeout, AckCallback done) {
    if (!m_client) return done(unavailable(u"The client has gone."_s));
    const quint64 id = m_nextAckId++;
    m_acks.insert(id, std::move(done));
    m_client->scheduler().after(timeout, this, [this, id] {
        if (const AckCallback late = m_acks.take(id)) late(unavailable(u"The client did not acknowledge in time."_s));
    });
    sendMessage(MessageType::Event, eventJson(event, args), id, {});
}

void Socket::sendMessage(MessageType type, const QByteArray &json, std::optional<quint64> id,
                         const std::vector<QByteArray> &attachments) {
    const QByteArray text = encodeMessage(type, m_nsp, json, id, static_cast<int>(attachments.size()));
    sendPacket(OutPacket::text(PacketType::Message, text));
    for (const QByteArray &data : attachments)
        sendPacket(OutPacket::binary(data));
}

void Socket::sendPacket(const OutPacket &packet) {
    if (!m_client) return;
    if (!m_holding) return m_client->engine().send(packet);
    m_heldBytes += packet.size();
    // A limit for what waits for the log; the engine has its own for what waits for the client.
    if (m_heldBytes <= m_client->settings().maxQueuedBytes) m_held.push_back(packet);
    else m_client->tooMuchHeld();
}

void Socket::release() {
    m_holding = false;
    m_heldBytes = 0;
    for (const OutPacket &held : std::exchange(m_held, {}))
        sendPacket(held);
}

void Socket::join(const QString &room) {
    if (m_rooms) m_rooms->join(*this, room);
}

void Socket::leave(const QString &room) {
    if (m_rooms) m_rooms->leave(*this, room);
}

void Socket::disconnectWithReason(const QString &reason) {
    if (!m_client) return;
    m_dismissed = true;
    m_holding = false; // what was held back is not for this client any more
    m_held.clear();
    const QByteArray &event = m_client->settings().reasonEvent;
    if (!event.isEmpty()) send(event, "{\"reason\":" + quoted(reason.toUtf8()) + "}");
    m_client->engine().sendText(encodeMessage(MessageType::Disconnect, m_nsp, {}));
    m_client->engine().close(reason);
}

void Socket::receive(const Message &message) {
    if (message.type == MessageType::Ack || message.type == MessageType::BinaryAck) return receiveAck(message);
    Event event;
    event.values = message.json.toArray();
    if (event.values.isEmpty()) return;
    const QJsonValue name = event.values.takeAt(0);
    event.name = name.isString() ? name.toString() : QString::number(name.toDouble());
    event.args = behindFirstElement(message.payload);
    event.attachments = message.binaries;
    if (message.id) {
        event.ack.m_state = std::make_shared<AckHandle::State>();
        event.ack.m_state->socket = this;
        event.ack.m_state->id = *message.id;
    }
    emit eventReceived(event);
}

void Socket::receiveAck(const Message &message) {
    if (!message.id) return;
    const AckCallback done = m_acks.take(*message.id);
    if (done) done(AckReply{message.json.toArray(), message.binaries});
}

void Socket::end(const QString &reason) {
    if (!m_client) return;
    m_client = nullptr;
    if (m_rooms) std::exchange(m_rooms, nullptr)->leaveAll(*this);
    m_held.clear();
    for (const AckCallback &waiting : std::exchange(m_acks, {}))
        waiting(unavailable(u"The client has gone."_s));
    emit disconnected(reason);
    deleteLater();
}

} // namespace callfloor::realtime
