// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/remote_session.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcRemote, "callfloor.remote", QtInfoMsg)

namespace {

template <class Op>
const OperationInfo &infoOf() {
    static const OperationInfo kInfo = describeOperation<Op>();
    return kInfo;
}

std::optional<EventKind> eventKindFromName(const QString &name) {
    for (const EventKind kind : {EventKind::CallUpdate, EventKind::AiUpdate, EventKind::CampaignUpdate,
                                 EventKind::AgentUpdate, EventKind::AgentMessage, EventKind::AlertUpdate, EventKind::QueueUpdate, EventKind::SupervisionUpdate,
                                 EventKind::UserChanged, EventKind::WebhookReceived, EventKind::WebhookProcessed,
                                 EventKind::WebhookError})
        if (name == QLatin1StringView(eventKindName(kind))) return kind;
    return std::nullopt;
}

/// Id of the thing an event is about.
QString subjectOf(const QByteArray &payload) {
    const QJsonObject object = QJsonDocument::fromJson(payload).object();
    for (const auto key : {"id"_L1, "callId"_L1, "userId"_L1})
        if (const QString id = object.value(key).toString(); !id.isEmpty()) return id;
    return {};
}

bool isThisComputer(const QString &host) {
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

RemoteSession::RemoteSession(const QUrl &server, RemoteTimes times, QObject *parent)
    : FloorSession(parent), m_server(server), m_rest(server, times.request), m_socket(server, times.socket) {
    connect(&m_socket, &SocketIoClient::connected, this, [this] {
        m_renewedForSocket = false;
        setLink(LinkState::Live);
        if (m_wasLive) emit resyncNeeded();
        m_wasLive = true;
    });
    connect(&m_socket, &SocketIoClient::disconnected, this, [this] { setLink(LinkState::Interrupted); });
    connect(&m_socket, &SocketIoClient::refused, this, &RemoteSession::socketRefused);
    connect(&m_socket, &SocketIoClient::eventReceived, this, &RemoteSession::takeEvent);
}

Result<QUrl> RemoteSession::readServer(const QString &text) {
    QString address = text.trimmed();
    if (!address.contains("://"_L1)) {
        const QString host = QUrl(u"http://"_s + address).host();
        address.prepend(isThisComputer(host) ? u"http://"_s : u"https://"_s);
    }
    const QUrl url(address, QUrl::StrictMode);
    const bool http = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty())
        return badField(u"server"_s, u"\"%1\" is not the address of a server. It should look like "
                                     "https://callfloor.example.org or localhost:4000."_s.arg(text));
    return url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString RemoteSession::peerName() const {
    return m_server.port() < 0 ? m_server.host() : u"%1:%2"_s.arg(m_server.host()).arg(m_server.port());
}

QFuture<Result<UserInfo>> RemoteSession::signIn(const QString &email, const QString &password) {
    Login login;
    login.email = email;
    login.password = password;
    return logIn(infoOf<Login>(), encodeOperation(login));
}

QFuture<Result<UserInfo>> RemoteSession::resume(const QString &refreshToken) {
    Refresh refresh;
    refresh.refreshToken = refreshToken;
    return logIn(infoOf<Refresh>(), encodeOperation(refresh));
}

QFuture<Result<UserInfo>> RemoteSession::logIn(const OperationInfo &info, const RequestParts &body) {
    leave();
    const auto promise = std::make_shared<QPromise<Result<UserInfo>>>();
    promise->start();
    m_rest.send(info, body, {}, {},
                [this, promise, attempt = m_login](const Result<QByteArray> &text) {
                    const Result<LoginReply> reply = text ? decodeReply<LoginReply>(*text) : text.error();
                    if (attempt != m_login)
                        promise->addResult(conflict(u"Another sign-in has taken the place of this one."_s));
                    else if (!reply)
                        promise->addResult(reply.error());
                    else {
                        enter(*reply);
                        promise->addResult(reply->user);
                    }
                    promise->finish();
                });
    return promise->future();
}

void RemoteSession::enter(const LoginReply &login) {
    m_token = login.token;
    setRefreshToken(login.refreshToken);
    setUser(login.user);
    setLink(LinkState::Connecting);
    m_socket.open(m_token);
}

void RemoteSession::setRefreshToken(const QString &token) {
    if (m_refreshToken == token) return;
    m_refreshToken = token;
    emit refreshTokenChanged(token);
}

void RemoteSession::signOut() {
    // Nobody waits for this: the login ends here, whether or not the server hears of it.
    if (!m_token.isEmpty()) m_rest.send(infoOf<Logout>(), {}, m_token, {}, [](const Result<QByteArray> &) {});
    leave();
}

void RemoteSession::leave() {
    ++m_login;
    m_socket.close();
    m_token.clear();
    setRefreshToken({});
    m_wasLive = m_renewedForSocket = false;
    finishRenewal(Error{ErrorCode::Unauthorized, u"You are signed out."_s});
    if (!user().id.isEmpty()) setUser({});
    setLink(LinkState::SignedOut);
}

QFuture<Result<QByteArray>> RemoteSession::request(const OperationInfo &info, const RequestParts &parts) {
    // The key makes sure that a call is dialled once even if the request has to be sent again.
    const QString key = info.route.method == Method::Get ? QString() : makeUuid4();
    auto pending = std::make_shared<Pending>(Pending{info, parts, key, std::make_shared<Reply::element_type>()});
    pending->reply->start();
    const QFuture<Result<QByteArray>> future = pending->reply->future();
    send(pending, true);
    return future;
}

void RemoteSession::send(const std::shared_ptr<Pending> &pending, bool mayRenew) {
    const auto finish = [pending](const Result<QByteArray> &result) {
        pending->reply->addResult(result);
        pending->reply->finish();
    };
    m_rest.send(pending->info, pending->parts, m_token, pending->idempotencyKey,
                [this, pending, finish, mayRenew, login = m_login,
                 sentWith = m_token](const Result<QByteArray> &result) {
                    const bool expired = !result && result.error().code == ErrorCode::Unauthorized &&
                                         pending->info.route.role != Role::Public;
                    // Another person's login must not carry this one's request.
                    if (!expired || !mayRenew || login != m_login) return finish(result);
                    if (sentWith != m_token) return send(pending, false);
                    renew([this, pending, finish](const Result<Ok> &renewed) {
                        if (renewed) send(pending, false);
                        else finish(renewed.error());
                    });
                });
}

QFuture<Result<QString>> RemoteSession::upload(const QString &filePath) {
    const auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    sendFile(filePath, promise, true);
    return promise->future();
}

void RemoteSession::sendFile(const QString &filePath, const std::shared_ptr<QPromise<Result<QString>>> &promise, bool mayRenew) {
    m_rest.sendFile("/api/uploads", filePath, m_token, [=, this, login = m_login](const Result<QByteArray> &reply) {
        const auto finish = [promise](const Result<QString> &result) {
            promise->addResult(result);
            promise->finish();
        };
        if (reply) return finish(QJsonDocument::fromJson(*reply).object().value("uploadId"_L1).toString());
        if (reply.error().code != ErrorCode::Unauthorized || !mayRenew || login != m_login) return finish(reply.error());
        renew([=, this](const Result<Ok> &renewed) {
            if (renewed) sendFile(filePath, promise, false);
            else finish(renewed.error());
        });
    });
}

void RemoteSession::renew(std::function<void(const Result<Ok> &)> done) {
    if (m_refreshToken.isEmpty()) return done(Error{ErrorCode::Unauthorized, u"You are signed out."_s});
    m_waitingForRenewal.push_back(std::move(done));
    if (m_waitingForRenewal.size() > 1) return;
    Refresh refresh;
    refresh.refreshToken = m_refreshToken;
    m_rest.send(infoOf<Refresh>(), encodeOperation(refresh), {}, {},
                [this, login = m_login](const Result<QByteArray> &text) {
                    if (login != m_login) return; // leave() has told those who waited.
                    const Result<LoginReply> reply = text ? decodeReply<LoginReply>(*text) : text.error();
                    if (reply) {
                        m_token = reply->token;
                        setRefreshToken(reply->refreshToken);
                        m_socket.setToken(m_token);
                        if (!(reply->user == user())) setUser(reply->user);
                        return finishRenewal(Ok{});
                    }
                    const ErrorCode code = reply.error().code;
                    const bool overForGood = code == ErrorCode::Unauthorized || code == ErrorCode::Forbidden;
                    qCInfo(lcRemote) << "the login was not renewed:" << reply.error().message;
                    if (overForGood) leave();
                    else finishRenewal(reply.error());
                });
}

void RemoteSession::finishRenewal(const Result<Ok> &outcome) {
    for (const auto &waiting : std::exchange(m_waitingForRenewal, {})) waiting(outcome);
}

void RemoteSession::socketRefused() {
    setLink(LinkState::Interrupted);
    // A fresh token that is refused too is not a matter of time.
    if (m_renewedForSocket) return m_socket.retryLater();
    m_renewedForSocket = true;
    renew([this, login = m_login](const Result<Ok> &renewed) {
        if (login != m_login) return;
        if (renewed) return m_socket.open(m_token);
        m_renewedForSocket = false;
        m_socket.retryLater();
    });
}

void RemoteSession::takeEvent(const QString &name, const QByteArray &payload, qint64 seq) {
    const auto kind = eventKindFromName(name);
    if (!kind) return;
    Event event;
    event.seq = seq;
    event.kind = *kind;
    event.subject = subjectOf(payload);
    event.payload = payload;
    event.at = SystemClock().now();
    events().publish({event});
}

} // namespace callfloor
