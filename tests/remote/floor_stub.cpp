// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/remote/floor_stub.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>

namespace callfloor::test {

using namespace Qt::StringLiterals;

QJsonObject WireRequest::json() const { return QJsonDocument::fromJson(body).object(); }

FloorStub::FloorStub() : m_upgrades(u"stub"_s, QWebSocketServer::NonSecureMode) {
    connect(&m_server, &QTcpServer::newConnection, this, &FloorStub::takeSocket);
    connect(&m_upgrades, &QWebSocketServer::newConnection, this, &FloorStub::takeWebSocket);
    resume();
}

FloorStub::~FloorStub() { delete m_socket; }

QUrl FloorStub::url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)); }

int FloorStub::count(const QByteArray &target) const {
    return static_cast<int>(std::count_if(requests.begin(), requests.end(),
                                          [&](const WireRequest &request) { return request.target == target; }));
}

void FloorStub::stop() { m_server.close(); }

void FloorStub::resume() {
    m_server.listen(QHostAddress::LocalHost, m_port);
    m_port = m_server.serverPort();
}

void FloorStub::takeSocket() {
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readHttp(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (socket->bytesAvailable() > 0) readHttp(socket);
    }
}

void FloorStub::readHttp(QTcpSocket *socket) {
    const QByteArray seen = socket->peek(1 << 20);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0) return;
    WireRequest request;
    const QList<QByteArray> lines = seen.left(end).replace("\r\n", "\n").split('\n');
    request.method = lines.first().split(' ').value(0);
    request.target = lines.first().split(' ').value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    if (request.headers.value("upgrade").toLower() == "websocket") {
        socket->disconnect(this);
        m_upgrades.handleConnection(socket);
        emit socket->readyRead(); // What has come before is still to be read.
        return;
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (seen.size() < end + 4 + length) return;
    request.body = socket->read(end + 4 + length).mid(end + 4);
    requests.push_back(request);
    const WireReply reply = handler ? handler(request) : WireReply{};
    if (reply.status == 0) return;
    socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + " Whatever\r\nContent-Type: application/json\r\n" +
                  reply.extraHeaders + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" +
                  reply.body);
}

void FloorStub::takeWebSocket() {
    delete m_socket;
    m_socket = m_upgrades.nextPendingConnection();
    m_socket->setParent(this);
    ++sockets;
    targets << m_socket->requestUrl().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &message) {
        received << message;
        if (!message.startsWith("40"_L1)) return;
        const QByteArray token =
            QJsonDocument::fromJson(message.mid(2).toUtf8()).object().value("token"_L1).toString().toUtf8();
        if (!acceptedToken.isEmpty() && token != acceptedToken)
            return say(u"44{\"message\":\"Unauthorized\"}"_s);
        say(u"40{\"sid\":\"socket-1\"}"_s);
        emit connected();
    });
    if (greets)
        say(u"0{\"sid\":\"engine-1\",\"upgrades\":[],\"pingInterval\":%1,\"pingTimeout\":%2,\"maxPayload\":1000000}"_s
                .arg(pingIntervalMs)
                .arg(pingTimeoutMs));
}

bool FloorStub::hasOpenSocket() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }

void FloorStub::say(const QString &message) {
    if (m_socket) m_socket->sendTextMessage(message);
}

void FloorStub::cut() {
    if (m_socket) m_socket->abort();
}

} // namespace callfloor::test
