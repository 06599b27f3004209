// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

#include <vector>

namespace callfloor::net {

class TurnSocket;

/// Hands what was written to many sockets to the system at the end of a turn of the event loop, all of it in one pass. Left
/// alone, Qt waits until poll() has gone over every open socket and then sends an event to each: with a thousand
/// clients that costs more than the writing. What one turn has for a socket still leaves in one write.
class TurnFlusher : public QObject {
    Q_OBJECT
public:
    void add(TurnSocket *socket);

private:
    void flushAll();
    std::vector<QPointer<TurnSocket>> m_waiting;
};

/// A plain socket that a TurnFlusher serves once it is told so.
class TurnSocket final : public QTcpSocket {
    Q_OBJECT
public:
    /// From now on `flusher` hands over what is written. Until then whoever writes flushes.
    void serveBy(TurnFlusher *flusher) { m_flusher = flusher; }
    /// Writes a message that many sockets share, past Qt's buffer: where the system takes all of it at the end of the turn, as it
    /// does for every client that reads, nothing is copied and no signal is sent. What it does not take goes the usual way.
    void writeShared(const QByteArray &message);
    qint64 bytesToWrite() const override { return QTcpSocket::bytesToWrite() + m_shared.size(); }

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    friend class TurnFlusher;
    QPointer<TurnFlusher> m_flusher; ///< WebSockets may outlive the server.
    void waitForFlush();
    void handOver();
    QByteArray m_shared; ///< Behind all that Qt's buffer holds.
    bool m_waits = false;
};

} // namespace callfloor::net
