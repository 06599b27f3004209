// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/deadlines.h"

#include <QSslSocket>

#include <functional>
#include <memory>

namespace callfloor::net {

/// A QSslSocket of which one can ask, as of a plain socket, how much has not yet left: QSslSocket itself encrypts what is
/// written without regard to whether the client reads, and counts it as gone.
class TlsSocket final : public QSslSocket {
    Q_OBJECT
public:
    explicit TlsSocket(QObject *parent = nullptr);
    qint64 bytesToWrite() const override { return QSslSocket::bytesToWrite() + encryptedBytesToWrite(); }
};

/// A connection from its accept to the end of its TLS handshake, which has a time limit. Internal to server/net.
class TlsHandshake final : public QObject, private Timed {
    Q_OBJECT
public:
    /// Called once, with the socket that is ready for HTTP, or null if the handshake came to nothing.
    using Done = std::function<void(TlsHandshake *, std::unique_ptr<TlsSocket>)>;

    TlsHandshake(Deadlines &deadlines, std::unique_ptr<TlsSocket> socket, Done done);

    /// Starts the handshake of the server's side.
    void start();
    const QHostAddress &peer() const { return m_peer; }
    /// Whether the time limit ended it.
    bool wasLate() const { return m_late; }
    /// Ends it without a handshake; done() is called.
    void abandon() { finish(false); }

private:
    void timedOut(Wait wait) override;
    void finish(bool encrypted);

    Deadlines &m_deadlines;
    std::unique_ptr<TlsSocket> m_socket;
    QHostAddress m_peer;
    Done m_done;
    bool m_late = false;
};

} // namespace callfloor::net
