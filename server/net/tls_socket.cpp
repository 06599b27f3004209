// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/tls_socket.h"

namespace callfloor::net {

TlsSocket::TlsSocket(QObject *parent) : QSslSocket(parent) {
    connect(this, &QSslSocket::encryptedBytesWritten, this, &QIODevice::bytesWritten);
}

TlsHandshake::TlsHandshake(Deadlines &deadlines, std::unique_ptr<TlsSocket> socket, Done done)
    : m_deadlines(deadlines)
    , m_socket(std::move(socket))
    , m_peer(m_socket->peerAddress())
    , m_done(std::move(done)) {
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] { finish(true); });
    connect(m_socket.get(), &QSslSocket::disconnected, this, [this] { finish(false); });
}

void TlsHandshake::start() {
    m_deadlines.arm(*this, Wait::Handshake);
    m_socket->startServerEncryption();
}

void TlsHandshake::timedOut(Wait) {
    m_late = true;
    finish(false);
}

void TlsHandshake::finish(bool encrypted) {
    if (!m_socket) return;
    m_deadlines.clear(*this);
    m_socket->disconnect(this);
    std::unique_ptr<TlsSocket> socket = std::move(m_socket);
    if (!encrypted) {
        // Its signals may be on the stack.
        socket->abort();
        socket.release()->deleteLater();
    }
    m_done(this, std::move(socket));
}

} // namespace callfloor::net
