// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/remote/rest_client.h"
#include "ui/remote/socketio_client.h"

#include <QPromise>

#include <memory>
#include <vector>

namespace callfloor {

/// How patient a RemoteSession is.
struct RemoteTimes {
    std::chrono::milliseconds request{20'000}; ///< For one answer over REST; the longest operation takes 8 s.
    SocketIoTimes socket = {};
};

/// The floor over the network: operations over REST, events over Socket.IO. A token that has run out is renewed once
/// by the refresh token, unseen; if that is refused the session signs itself out. The link is Interrupted while the
/// socket is away; when it is back, resyncNeeded is emitted, because events of that time are not told again.
class RemoteSession final : public FloorSession {
    Q_OBJECT
public:
    explicit RemoteSession(const QUrl &server, RemoteTimes times = {}, QObject *parent = nullptr);

    /// Reads what a person types as a server: `https://cf.example.org`, `cf.example.org`, `localhost:4000`. Without a
    /// scheme it is https, on this computer http. Errors: BadRequest.
    static Result<QUrl> readServer(const QString &text);

    QFuture<Result<UserInfo>> signIn(const QString &email, const QString &password) override;
    /// Signs in with the refresh token of an earlier session. Errors: Unauthorized (it has ended), Unavailable, Conflict
    /// (another sign-in has taken its place).
    QFuture<Result<UserInfo>> resume(const QString &refreshToken);
    void signOut() override;
    QFuture<Result<QString>> upload(const QString &filePath) override;
    QString peerName() const override;

signals:
    /// Another refresh token counts; empty: there is none any more.
    void refreshTokenChanged(const QString &token);

protected:
    QFuture<Result<QByteArray>> request(const OperationInfo &info, const RequestParts &parts) override;

private:
    using Reply = std::shared_ptr<QPromise<Result<QByteArray>>>;
    /// A request that may be sent a second time, after the token was renewed.
    struct Pending {
        OperationInfo info;
        RequestParts parts;
        QString idempotencyKey;
        Reply reply;
    };

    void send(const std::shared_ptr<Pending> &pending, bool mayRenew);
    void sendFile(const QString &filePath, const std::shared_ptr<QPromise<Result<QString>>> &promise, bool mayRenew);
    /// Renews the token, once for all who ask meanwhile; `done` learns whether it worked.
    void renew(std::function<void(const Result<Ok> &)> done);
    void finishRenewal(const Result<Ok> &outcome);
    /// Sends `body` to where one gets tokens, and enters with them.
    QFuture<Result<UserInfo>> logIn(const OperationInfo &info, const RequestParts &body);
    void enter(const LoginReply &login);
    void setRefreshToken(const QString &token);
    void leave();
    void socketRefused();
    void takeEvent(const QString &name, const QByteArray &payload, qint64 seq);

    QUrl m_server;
    RestClient m_rest;
    SocketIoClient m_socket;
    QString m_token;
    QString m_refreshToken;
    quint64 m_login = 0;      ///< Counts sign-ins and sign-outs, so that late answers are told apart.
    bool m_wasLive = false;   ///< Events have flowed in this login.
    bool m_renewedForSocket = false;
    std::vector<std::function<void(const Result<Ok> &)>> m_waitingForRenewal;
};

} // namespace callfloor
