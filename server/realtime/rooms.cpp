// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/rooms.h"

namespace callfloor::realtime {

void Rooms::join(Socket &socket, const QString &room) {
    if (socket.m_joined.contains(room)) return;
    socket.m_joined.append(room);
    m_rooms[room].insert(&socket);
}

void Rooms::leave(Socket &socket, const QString &room) {
    socket.m_joined.removeOne(room);
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end()) return;
    found->erase(&socket);
    if (found->empty()) m_rooms.erase(found);
}

qsizetype Rooms::members(const QString &room) const {
    const auto found = m_rooms.constFind(room);
    return found == m_rooms.constEnd() ? 0 : static_cast<qsizetype>(found->size());
}

void Rooms::leaveAll(Socket &socket) {
    const QStringList joined = socket.m_joined;
    for (const QString &room : joined)
        leave(socket, room);
}

qsizetype Rooms::emitTo(const QStringList &rooms, QByteArrayView event, const QByteArray &args, qint64 offset) {
    std::optional<OutPacket> packet; // not made for empty rooms
    const quint64 mark = ++m_mark;
    qsizetype reached = 0;
    for (const QString &room : rooms) {
        const auto found = m_rooms.constFind(room);
        if (found == m_rooms.constEnd()) continue;
        if (!packet) {
            ++m_encodings;
            const QByteArray json = eventJson(event, withOffset(args, offset));
            packet = OutPacket::text(PacketType::Message, encodeMessage(MessageType::Event, m_nsp, json), true);
        }
        for (Socket *socket : *found) {
            if (socket->m_mark == mark) continue;
            socket->m_mark = mark;
            socket->sendPacket(*packet);
            ++reached;
        }
    }
    return reached;
}

} // namespace callfloor::realtime
