// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <functional>
#include <optional>

namespace callfloor::test {

/// One reply as it came over the wire.
struct RawReply {
    int status = 0;
    QByteArray head;
    QByteArray body;
    /// The value of a field (name in lower case), or a null array.
    QByteArray field(const QByteArray &name) const {
        for (const QByteArray &line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).trimmed().toLower() == name) return line.sliced(colon + 1).trimmed();
        }
        return {};
    }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A client that writes bytes as they are and reads replies framed by Content-Length. Runs the event loop while it
/// waits, so the server may live in the same thread.
class RawClient {
public:
    /// `from`: the address of this end, such as another one of loopback; null = any.
    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress::LocalHost, const QHostAddress &from = {}) {
        if (!from.isNull()) m_socket.bind(from);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_input += m_socket.readAll(); });
        m_socket.connectToHost(address, port);
        waitFor([this] { return open() || m_socket.state() == QTcpSocket::UnconnectedState; });
        m_connected = open();
    }

    bool connected() const { return m_connected; }
    bool open() const { return m_socket.state() == QTcpSocket::ConnectedState; }
    void send(const QByteArray &bytes) {
        m_socket.write(bytes);
        m_socket.flush();
    }
    QTcpSocket &socket() { return m_socket; }
    QByteArray &input() { return m_input; }

    /// Runs the event loop until `condition` holds. False after ten seconds.
    static bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 10'000); }
    /// The server has ended the connection.
    bool waitClosed() {
        return waitFor([this] { return m_socket.state() == QTcpSocket::UnconnectedState; });
    }

    /// The next reply, or nothing if the connection ends (or ten seconds pass) before it is complete. `headOnly`: the
    /// answer to HEAD.
    std::optional<RawReply> reply(bool headOnly = false) {
        std::optional<RawReply> result;
        waitFor([&] {
            result = takeReply(headOnly);
            return result || m_socket.state() == QTcpSocket::UnconnectedState;
        });
        if (!result) result = takeReply(headOnly);
        return result;
    }

private:
    std::optional<RawReply> takeReply(bool headOnly) {
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        if (end < 0) return std::nullopt;
        RawReply reply;
        reply.head = m_input.first(end);
        reply.status = reply.head.mid(9, 3).toInt();
        const qsizetype length = headOnly || reply.status < 200 ? 0 : reply.field("content-length").toLongLong();
        if (m_input.size() < end + 4 + length) return std::nullopt;
        reply.body = m_input.sliced(end + 4, length);
        m_input.remove(0, end + 4 + length);
        return reply;
    }

    QTcpSocket m_socket;
    QByteArray m_input;
    bool m_connected = false;
};

} // namespace callfloor::test
