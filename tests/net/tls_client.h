// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/net/raw_client.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace callfloor::test {

/// Like RawClient, over TLS; takes any certificate and remembers which one it was shown.
class TlsClient {
public:
    /// `from`: the address of this end, such as another one of loopback; null = any.
    explicit TlsClient(quint16 port, QSsl::SslProtocol protocol = QSsl::SecureProtocols, const QHostAddress &from = {}) {
        if (!from.isNull()) m_socket.bind(from);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setProtocol(protocol);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setAllowedNextProtocols({"http/1.1"});
        m_socket.setSslConfiguration(configuration);
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] {
            if (m_reading) m_input += m_socket.readAll();
        });
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        RawClient::waitFor([this] { return m_socket.isEncrypted() || m_socket.state() == QTcpSocket::UnconnectedState; });
        m_encrypted = m_socket.isEncrypted();
        m_shown = m_socket.peerCertificate();
    }

    /// Whether the handshake came to an end.
    bool encrypted() const { return m_encrypted; }
    bool open() const { return m_socket.state() == QTcpSocket::ConnectedState; }
    const QSslCertificate &shown() const { return m_shown; }
    QSslSocket &socket() { return m_socket; }
    QByteArray &input() { return m_input; }
    /// From now on nothing is taken from the socket beyond `bytes`.
    void stopReading(qint64 bytes) {
        m_reading = false;
        m_socket.setReadBufferSize(bytes);
    }
    void send(const QByteArray &bytes) {
        m_socket.write(bytes);
        m_socket.flush();
    }
    bool waitClosed() {
        return RawClient::waitFor([this] { return m_socket.state() == QTcpSocket::UnconnectedState; });
    }
    /// The next reply, framed by Content-Length; status 0 if there is none.
    RawReply reply() {
        RawReply result;
        RawClient::waitFor([&] { return takeReply(result) || m_socket.state() == QTcpSocket::UnconnectedState; });
        return result;
    }

private:
    bool takeReply(RawReply &reply) {
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        if (end < 0) return false;
        RawReply found;
        found.head = m_input.first(end);
        found.status = found.head.mid(9, 3).toInt();
        const qsizetype length = found.status < 200 ? 0 : found.field("content-length").toLongLong();
        if (m_input.size() < end + 4 + length) return false;
        found.body = m_input.sliced(end + 4, length);
        m_input.remove(0, end + 4 + length);
        reply = found;
        return true;
    }

    QSslSocket m_socket;
    QSslCertificate m_shown;
    QByteArray m_input;
    bool m_reading = true;
    bool m_encrypted = false;
};

} // namespace callfloor::test
