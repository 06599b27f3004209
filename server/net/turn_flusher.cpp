// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/turn_flusher.h"

#include <utility>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

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
        socket->handOver();
    }
}

void TurnSocket::waitForFlush() {
    if (m_flusher && !std::exchange(m_waits, true)) m_flusher->add(this);
}

qint64 TurnSocket::writeData(const char *data, qint64 size) {
    // What was written before comes first.
    if (const QByteArray before = std::exchange(m_shared, {}); !before.isEmpty()) QTcpSocket::writeData(before.constData(), before.size());
    const qint64 written = QTcpSocket::writeData(data, size);
    if (written > 0) waitForFlush();
    return written;
}

void TurnSocket::writeShared(const QByteArray &message) {
    if (!m_flusher || state() != ConnectedState) {
        write(message);
        return;
    }
    if (m_shared.isEmpty()) m_shared = message; // shares the bytes
    else m_shared += message;
    waitForFlush();
}

void TurnSocket::handOver() {
    QByteArray rest = std::exchange(m_shared, {});
#ifdef Q_OS_LINUX
    if (!rest.isEmpty() && QTcpSocket::bytesToWrite() == 0) {
        const auto taken = ::send(static_cast<int>(socketDescriptor()), rest.constData(), static_cast<size_t>(rest.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (taken == rest.size()) return;
        if (taken > 0) rest.remove(0, taken); // an error comes again in Qt's own write, which tells of it
    }
#endif
    if (!rest.isEmpty()) QTcpSocket::writeData(rest.constData(), rest.size());
    flush();
}

} // namespace callfloor::net
