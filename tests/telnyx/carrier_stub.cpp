// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/telnyx/carrier_stub.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace callfloor::test {

namespace {

QByteArray head(const StubAnswer &answer, qint64 length) {
    return "HTTP/1.1 " + QByteArray::number(answer.status) +
           " Stub\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(length) + "\r\n" +
           answer.headers + "\r\n";
}

} // namespace

CarrierStub::CarrierStub() {
    connect(&m_server, &QTcpServer::newConnection, this, &CarrierStub::accept);
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("cannot listen on loopback");
    play(StubAnswer{200, "{\"data\":{\"result\":\"ok\"}}"});
}

CarrierStub::~CarrierStub() {
    const auto sockets = m_input.keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        delete socket;
    }
}

QUrl CarrierStub::base(const QString &scheme) const {
    return QUrl(QStringLiteral("%1://127.0.0.1:%2/v2").arg(scheme).arg(m_server.serverPort()));
}

void CarrierStub::accept() {
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_input.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_input.remove(socket);
            socket->deleteLater();
        });
    }
}

void CarrierStub::read(QTcpSocket *socket) {
    QByteArray &input = m_input[socket];
    input += socket->readAll();
    const qsizetype end = input.indexOf("\r\n\r\n");
    if (end < 0) return;
    StubRequest request;
    QList<QByteArray> lines = input.left(end).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    if (first.size() < 2) return socket->abort();
    request.method = first.at(0);
    request.target = first.at(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (input.size() < end + 4 + length) return;
    request.body = input.mid(end + 4, length);
    input.remove(0, end + 4 + length);
    m_requests << request;
    answer(socket, m_script(request));
}

void CarrierStub::answer(QTcpSocket *socket, const StubAnswer &answer) {
    using enum StubAnswer::Manner;
    switch (answer.manner) {
    case Whole:
        socket->write(head(answer, answer.body.size()) + answer.body);
        break;
    case CutOff:
        socket->write(head(answer, answer.body.size()) + answer.body.left(answer.body.size() / 2));
        socket->disconnectFromHost();
        break;
    case Reset:
        socket->abort();
        break;
    case Stall:
        break;
    case SlowHeaders: {
        socket->write("HTTP/1.1 200 Stub\r\n");
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write("X-More: and more\r\n"); });
        timer->start(5);
        break;
    }
    case Endless: {
        socket->write("HTTP/1.1 200 Stub\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto more = [socket] {
            if (socket->bytesToWrite() < 200'000) socket->write("10000\r\n" + QByteArray(0x10000, 'x') + "\r\n");
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
        break;
    }
    case Held:
        m_held << [socket = QPointer(socket), answer] {
            if (socket) socket->write(head(answer, answer.body.size()) + answer.body);
        };
        break;
    case Raw:
        socket->write(answer.body);
        socket->disconnectFromHost();
        break;
    }
}

void CarrierStub::release() {
    const auto held = std::exchange(m_held, {});
    for (const auto &send : held)
        send();
}

} // namespace callfloor::test
