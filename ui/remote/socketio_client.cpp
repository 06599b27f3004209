// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/socketio_client.h"

#include "ui/remote/socketio_frame.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QWebSocket>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSocketIo, "callfloor.remote.socketio", QtInfoMsg)

namespace {

/// More than any event needs; a server that sends more than this is not ours.
constexpr quint64 kLargestMessage = 16 * 1024 * 1024;
constexpr int kMostDoublings = 16;

} // namespace

SocketIoClient::SocketIoClient(const QUrl &server, SocketIoTimes times, QObject *parent)
    : QObject(parent), m_address(addressOf(server)), m_times(times) {
    m_silence.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] { lose(u"the server has fallen silent"_s); });
    connect(&m_retry, &QTimer::timeout, this, &SocketIoClient::connectNow);
}

SocketIoClient::~SocketIoClient() { dropSocket(); }

QUrl SocketIoClient::addressOf(const QUrl &server) {
    QUrl address = server;
    address.setScheme(server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    QString path = server.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/')) path.chop(1);
    address.setPath(path + u"/socket.io/"_s, QUrl::TolerantMode);
    address.setQuery(u"EIO=4&transport=websocket"_s);
    return address;
}

void SocketIoClient::open(const QString &token) {
    m_token = token;
    m_retry.stop();
    connectNow();
}

void SocketIoClient::close() {
    m_retry.stop();
    m_failures = 0;
    dropSocket();
}

void SocketIoClient::connectNow() {
    dropSocket();
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(kLargestMessage);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &SocketIoClient::takeMessage);
    connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState) lose(m_socket->errorString());
    });
    m_silence.start(m_times.connect);
    m_socket->open(m_address);
}

void SocketIoClient::dropSocket() {
    m_silence.stop();
    m_connected = false;
    if (!m_socket) return;
    m_socket->disconnect(this);
    m_socket->abort();
    // Not now: we may be inside one of its signals.
    m_socket->setParent(this);
    m_socket.release()->deleteLater();
}

void SocketIoClient::lose(const QString &why) {
    qCInfo(lcSocketIo) << "connection lost:" << why;
    dropSocket();
    retryLater();
    emit disconnected(why);
}

void SocketIoClient::retryLater() {
    const auto doubled = m_times.firstRetry * (1 << std::min(m_failures++, kMostDoublings));
    const auto base = std::min(doubled, m_times.longestRetry);
    // By chance, so that a thousand consoles do not come back in the same instant.
    const double factor = 0.5 + QRandomGenerator::global()->generateDouble();
    m_retry.start(std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(base.count()) * factor)));
}

void SocketIoClient::takeMessage(const QString &message) {
    const QByteArray text = message.toUtf8();
    const SocketIoFrame frame = readSocketIoFrame(text);
    switch (frame.type) {
    case SocketIoFrame::Type::Open: return takeHandshake(frame.payload);
    case SocketIoFrame::Type::Close: return lose(u"closed by the server"_s);
    case SocketIoFrame::Type::Ping:
        m_socket->sendTextMessage(u'3' + QString::fromUtf8(frame.payload));
        // Only a connection that has held this long makes up for the failures before it.
        m_failures = 0;
        return expectPing();
    case SocketIoFrame::Type::Connected:
        m_connected = true;
        expectPing();
        emit connected();
        return;
    case SocketIoFrame::Type::Disconnected: return lose(u"put out by the server"_s);
    case SocketIoFrame::Type::Event: return takeEvent(frame.payload);
    case SocketIoFrame::Type::Refused: {
        const QString why =
            QJsonDocument::fromJson(frame.payload.toByteArray()).object().value("message"_L1).toString();
        qCInfo(lcSocketIo) << "refused:" << why;
        dropSocket();
        emit refused(why);
        return;
    }
    case SocketIoFrame::Type::Ignored: return;
    }
}

void SocketIoClient::takeHandshake(QByteArrayView json) {
    const QJsonObject handshake = QJsonDocument::fromJson(json.toByteArray()).object();
    const auto milliseconds = [&](QLatin1StringView key, std::chrono::milliseconds otherwise) {
        return std::chrono::milliseconds(handshake.value(key).toInteger(otherwise.count()));
    };
    m_pingEvery = milliseconds("pingInterval"_L1, std::chrono::seconds(25));
    m_pingGrace = milliseconds("pingTimeout"_L1, std::chrono::seconds(20));
    const QByteArray auth = QJsonDocument(QJsonObject{{u"token"_s, m_token}}).toJson(QJsonDocument::Compact);
    m_socket->sendTextMessage(u"40"_s + QString::fromUtf8(auth));
}

void SocketIoClient::takeEvent(QByteArrayView array) {
    const auto event = readSocketIoEvent(array);
    if (!event) return;
    QByteArray payload;
    qint64 seq = 0;
    if (!event->arguments.empty()) {
        payload = event->arguments.front().toByteArray();
        const QByteArrayView last = event->arguments.back();
        if (event->arguments.size() > 1 && last.size() > 2 && last.front() == '"')
            seq = last.sliced(1, last.size() - 2).toLongLong();
    }
    emit eventReceived(event->name, payload, seq);
}

void SocketIoClient::expectPing() { m_silence.start(m_pingEvery + m_pingGrace); }

} // namespace callfloor
