// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/client.h"

#include "server/realtime/json_text.h"
#include "server/realtime/rooms.h"
#include "server/realtime/socketio_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

#include <algorithm>

namespace callfloor::realtime {

using namespace Qt::StringLiterals;

namespace {

/// What the attachments of one packet may have together, in multiples of Settings::maxPayload.
constexpr qsizetype kAttachmentPayloads = 4;
/// Longest recovery id and offset that are looked at.
constexpr qsizetype kMaxRecoveryText = 64;

QByteArray errorWord(const Error &error) {
    if (!error.reason.isEmpty()) return error.reason.toUtf8();
    switch (error.code) {
    case ErrorCode::Unauthorized:
        return "unauthorized";
    case ErrorCode::Forbidden:
        return "forbidden";
    case ErrorCode::TooManyRequests:
        return "too_many_requests";
    case ErrorCode::Unavailable:
        return "unavailable";
    default:
        return "refused";
    }
}

QString recoveryText(const QJsonObject &auth, QLatin1String key) {
    const QString text = auth.value(key).toString();
    return text.size() <= kMaxRecoveryText ? text : QString();
}

} // namespace

Client::Client(EngineSocket &engine, SocketServer &server)
    : QObject(&engine)
    , m_engine(engine)
    , m_server(server) {
    connect(&engine, &EngineSocket::textReceived, this, &Client::receiveText);
    connect(&engine, &EngineSocket::binaryReceived, this, &Client::receiveBinary);
    connect(&engine, &EngineSocket::closed, this, &Client::engineClosed);
    server.m_connecting.begin(*this);
}

void Client::connectTimeOut() {
    if (!m_admitted) m_engine.close(u"connect timeout"_s);
}

Scheduler &Client::scheduler() const {
    return m_server.m_scheduler;
}

const Settings &Client::settings() const {
    return m_server.engine().settings();
}

Socket *Client::socketOf(const QByteArray &nsp) const {
    const auto found = std::ranges::find(m_sockets, nsp, &Socket::nsp);
    return found == m_sockets.end() ? nullptr : *found;
}

void Client::receiveText(const QByteArray &utf8) {
    auto message = m_assembling ? std::nullopt : decodeMessage(utf8);
    if (!message) return broken();
    if (message->attachments > 0) {
        m_assembling = std::move(message);
        m_attachedBytes = 0;
    } else if (!placeholdersFit(message->json, 0) &&
               (message->type == MessageType::BinaryEvent || message->type == MessageType::BinaryAck)) {
        broken();
    } else {
        dispatch(*message);
    }
}

void Client::receiveBinary(const QByteArray &data) {
    m_attachedBytes += data.size();
    if (!m_assembling || m_attachedBytes > kAttachmentPayloads * settings().maxPayload) return broken();
    m_assembling->binaries.push_back(data);
    if (static_cast<int>(m_assembling->binaries.size()) < m_assembling->attachments) return;
    const Message message = std::move(*m_assembling);
    m_assembling.reset();
    if (placeholdersFit(message.json, message.attachments))
        dispatch(message);
    else
        broken();
}

void Client::dispatch(const Message &message) {
    Socket *socket = socketOf(message.nsp);
    if (message.type == MessageType::Connect) {
        if (socket || std::ranges::find(m_pending, message.nsp) != m_pending.end()) return broken();
        return connectTo(message.nsp, message.json.toObject());
    }
    if (!socket || message.type == MessageType::ConnectError) return broken();
    if (message.type != MessageType::Disconnect) return socket->receive(message);
    std::erase(m_sockets, socket);
    socket->m_dismissed = true;
    socket->end(u"client namespace disconnect"_s);
}

void Client::connectTo(const QByteArray &nsp, const QJsonObject &auth) {
    if (!m_server.m_namespaces.contains(nsp))
        return send(MessageType::ConnectError, nsp, "{\"message\":\"Invalid namespace\"}");
    m_pending.push_back(nsp);
    if (!m_server.m_authenticator) return authenticated(nsp, auth, Session{});
    const QPointer<Client> alive(this);
    m_server.m_authenticator(m_engine.handshake(), auth, [alive, nsp, auth](Result<Session> session) {
        if (alive && alive->m_engine.isOpen()) alive->authenticated(nsp, auth, std::move(session));
    });
}

void Client::authenticated(const QByteArray &nsp, const QJsonObject &auth, Result<Session> session) {
    if (std::erase(m_pending, nsp) == 0) return; // a second answer of the authenticator
    const auto expires = session ? session->expires : std::nullopt;
    if (!session)
        refuse(nsp, session.error());
    else if (expires && *expires <= scheduler().clock().now())
        refuse(nsp, {ErrorCode::Unauthorized, u"The sign-in has expired."_s, {}, {}, u"token_expired"_s, 0});
    else
        admit(nsp, auth, std::move(session.value()));
}

void Client::admit(const QByteArray &nsp, const QJsonObject &auth, Session session) {
    m_admitted = true;
    const bool recovers = m_server.recovers(nsp, session);
    const QByteArray pid = recovers ? recoveryText(auth, "pid"_L1).toLatin1() : QByteArray();
    const auto ticket = recovers ? m_server.m_recovery.read(pid, session.recoveryHolder) : std::nullopt;
    const auto missed = ticket ? recoverable(*ticket, recoveryText(auth, "offset"_L1), session) : std::nullopt;
    auto *socket = new Socket(missed ? ticket->sid : randomId(), nsp, std::move(session), auth, this,
                              m_server.m_namespaces.value(nsp).get());
    socket->setParent(this);
    m_sockets.push_back(socket);
    m_server.add(socket);
    if (missed) return recover(socket, *missed, pid);
    welcome(socket, recovers ? newPid(socket, m_server.m_position()) : QByteArray());
}

std::optional<MissedQuery> Client::recoverable(const Recovery::Ticket &ticket, const QString &offset,
                                               const Session &session) {
    // The network may have failed for the client only: then we have not noticed yet.
    for (Socket *former : m_server.socketsOf(session.userId))
        if (former->id() == ticket.sid && former->m_client) former->m_client->m_engine.close(u"taken over"_s);
    const auto absence = m_server.m_recovery.cameBack(ticket.sid);
    MissedQuery missed;
    // Without an event there is no offset. One from before the ticket was issued is of an older socket.
    missed.after = std::max(ticket.position, offset.toLongLong());
    missed.upTo = m_server.m_position();
    if (absence == Recovery::Absence::Unknown) missed.notBefore = scheduler().clock().now() - settings().recoveryWindow;
    if (absence == Recovery::Absence::TooLong || missed.after > missed.upTo) return std::nullopt;
    return missed;
}

/// What happens while the log is read is held back, so that it comes behind what was missed. The socket is in its rooms
/// already, so that it gets all that is published behind `missed.upTo`, and nothing before.
void Client::recover(Socket *socket, const MissedQuery &missed, const QByteArray &pid) {
    socket->m_holding = true;
    const QPointer<Socket> waiting(socket);
    m_server.m_replay(*socket, missed, [this, waiting, pid, upTo = missed.upTo](const auto &events) {
        if (!waiting || !waiting->isConnected() || !waiting->m_holding) return;
        Socket *back = waiting;
        back->m_recovered = events.has_value();
        if (!events) back->m_id = randomId();
        const auto held = std::exchange(back->m_held, {});
        back->m_holding = false;
        welcome(back, events ? pid : newPid(back, upTo));
        if (!waiting || !back->isConnected()) return;
        if (events)
            for (const MissedEvent &event : *events)
                back->send(event.event, withOffset(event.args, event.offset));
        back->m_held = held;
        back->release();
    });
}

QByteArray Client::newPid(const Socket *socket, qint64 position) const {
    return m_server.m_recovery.issue(socket->id(), position, socket->session().recoveryHolder);
}

void Client::welcome(Socket *socket, const QByteArray &pid) {
    QByteArray json = "{\"sid\":\"" + socket->id().toLatin1() + "\"";
    if (!pid.isEmpty()) json += ",\"pid\":\"" + pid + "\"";
    send(MessageType::Connect, socket->nsp(), json + "}");
    emit m_server.connected(socket);
}

void Client::refuse(const QByteArray &nsp, const Error &error) {
    send(MessageType::ConnectError, nsp,
         "{\"message\":" + quoted(error.message.toUtf8()) + ",\"data\":{\"code\":" + quoted(errorWord(error)) + "}}");
}

void Client::send(MessageType type, QByteArrayView nsp, const QByteArray &json) {
    m_engine.sendText(encodeMessage(type, nsp, json));
}

void Client::tooMuchHeld() {
    // Not at once: whoever sends to many is walking over a list of which this one would vanish.
    QMetaObject::invokeMethod(
        this, [this] { m_engine.close(u"slow client"_s); }, Qt::QueuedConnection);
}

void Client::broken() {
    m_broken = true;
    m_engine.close(u"parse error"_s);
}

void Client::engineClosed(const QString &reason) {
    m_assembling.reset();
    const auto sockets = std::exchange(m_sockets, {});
    for (Socket *socket : sockets) {
        if (!m_broken && !socket->m_dismissed && m_server.recovers(socket->nsp(), socket->session()))
            m_server.m_recovery.left(socket->id());
        socket->end(reason);
    }
}

} // namespace callfloor::realtime
