// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/turn_flusher.h"

#include <utility>

namespace callfloor::net {

void TurnFlusher::add(TurnSocket *socket) {
    if (m_waiting.empty()) QMetaObject::invokeMethod(this, &TurnFlusher::flushAll, Qt::QueuedConnection);
    m_waiting.emplace_back(socket);
}

void TurnFlusher::flushAll() {
    // What is written because of a flush belongs to the next turn.
    const auto waiting = std::exchange(m_waiting, {});
    for (const QPointer<TurnSocket> &socket : waiting) {
        if (!socket) continue;
        socket->m_waits = false;
        socket->flush();
    }
}

qint64 TurnSocket::writeData(const char *data, qint64 size) {
    const qint64 written = QTcpSocket::writeData(data, size);
    if (m_flusher && written > 0 && !std::exchange(m_waits, true)) m_flusher->add(this);
    return written;
}

} // namespace callfloor::net
