// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/realtime/realtime_fixture.h"

#include <QByteArrayList>

namespace callfloor::test {

/// A Socket.IO client by either transport, with the packets that it got. Both look the same to a test.
class Watcher {
public:
    Watcher(quint16 port, bool webSocket, const std::vector<net::Header> &fields = {}, const QByteArray &query = {})
        : m_port(port), m_fields(fields) {
        if (webSocket) {
            m_ws = std::make_unique<WsClient>(port, "/socket.io/?EIO=4&transport=websocket" + query, fields);
            if (m_ws->isOpen()) m_status = 101;
            m_ws->next();
            return;
        }
        const RawReply reply = request("GET", "/socket.io/?EIO=4&transport=polling" + query, {});
        m_status = reply.status;
        m_sid = QJsonDocument::fromJson(reply.body.mid(1)).object().value(QLatin1String("sid")).toString().toLatin1();
    }

    int handshakeStatus() const { return m_status; }
    void send(const QByteArray &packet) {
        if (m_ws) m_ws->send(packet);
        else m_postStatus = request("POST", pollTarget(), packet).status;
    }
    int postStatus() const { return m_postStatus; }
    /// The next packet that is not a ping; null once the connection has ended.
    QByteArray next() {
        while (true) {
            const QByteArray packet = m_ws ? m_ws->next() : nextByPolling();
            if (packet != "2") return packet;
        }
    }
    bool waitClosed() { return m_ws ? m_ws->waitClosed() : next().isNull(); }
    void kill() {
        if (m_ws) m_ws->socket().abort();
        else send("1");
    }

private:
    QByteArray pollTarget() const { return "/socket.io/?EIO=4&transport=polling&sid=" + m_sid; }
    RawReply request(const QByteArray &method, const QByteArray &target, const QByteArray &body) const {
        RawClient client(m_port);
        QByteArray head = method + " " + target + " HTTP/1.1\r\nHost: a\r\n";
        for (const net::Header &field : m_fields) head += field.name + ": " + field.value + "\r\n";
        if (method == "POST") head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        client.send(head + "\r\n" + body);
        return client.reply().value_or(RawReply{});
    }
    QByteArray nextByPolling() {
        if (m_packets.isEmpty()) {
            const RawReply reply = request("GET", pollTarget(), {});
            if (reply.status != 200) return {};
            m_packets = reply.body.split('\x1e');
        }
        const QByteArray packet = m_packets.takeFirst();
        return packet == "1" ? QByteArray() : packet;
    }

    quint16 m_port;
    std::vector<net::Header> m_fields;
    int m_status = 0;
    int m_postStatus = 0;
    std::unique_ptr<WsClient> m_ws;
    QByteArray m_sid;
    QByteArrayList m_packets;
};

} // namespace callfloor::test
