// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/realtime/socket.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <unordered_set>

namespace callfloor::realtime {

/// Who is in which room of one namespace, and which sockets are whose.
class Rooms {
public:
    explicit Rooms(QByteArray nsp)
        : m_nsp(std::move(nsp)) {}
    Rooms(const Rooms &) = delete;
    Rooms &operator=(const Rooms &) = delete;

    void join(Socket &socket, const QString &room);
    void leave(Socket &socket, const QString &room);
    void leaveAll(Socket &socket);

    /// Sends an event to everybody who is in at least one of the rooms, once each. The text is made once and shared.
    /// `offset`, unless 0, is the number of the event, which a client that comes back names as the last it saw; it is
    /// appended to the arguments as text. Returns how many sockets were reached.
    qsizetype emitTo(const QStringList &rooms, QByteArrayView event, const QByteArray &args, qint64 offset = 0);

    /// How many sockets are in a room.
    qsizetype members(const QString &room) const;
    qsizetype roomCount() const { return m_rooms.size(); }
    /// Texts that were made for events so far: one for an event, however many rooms and sockets it goes to.
    quint64 encodings() const { return m_encodings; }

private:
    const QByteArray m_nsp;
    QHash<QString, std::unordered_set<Socket *>> m_rooms;
    quint64 m_mark = 0;
    quint64 m_encodings = 0;
};

} // namespace callfloor::realtime
