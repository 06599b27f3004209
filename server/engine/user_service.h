// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_auth.h"
#include "server/engine/access_list.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/event_feed.h"
#include "server/engine/password_hasher.h"
#include "server/engine/tokens.h"
#include "server/engine/user_accounts.h"
#include "server/store/storage.h"
#include "server/telnyx/carrier_gateway.h"

#include <QObject>

namespace callfloor {

/// The operations on accounts and logins.
class UserService : public QObject {
    Q_OBJECT
public:
    /// `gateway` is null where no carrier is configured.
    UserService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, CarrierGateway *gateway,
                const Tokens &tokens, AccessList &access, const Clock &clock, const EngineOptions &options, QObject *parent = nullptr);

signals:
    /// Rights of a user have changed, and the access list knows it: his connections are to be checked before the answer
    /// goes out. The event that tells other nodes comes later, and comes here too.
    void accessChanged(const QString &userId);

private:
    QFuture<Result<UserInfo>> registerUser(const Register &op, const Caller &who);
    QFuture<Result<LoginReply>> login(const Login &op, const Caller &who);
    QFuture<Result<LoginReply>> checkLogin(const Login &op, const Caller &who, const std::optional<store::User> &user);
    QFuture<Result<LoginReply>> refresh(const Refresh &op, const Caller &who);
    QFuture<Result<Done>> logout(const Caller &who);
    QFuture<Result<Done>> changePassword(const ChangePassword &op, const Caller &who);
    QFuture<Result<Done>> noteWrongPassword(const QString &accountKey, const Caller &who);
    QFuture<Result<Done>> setPassword(const QString &hash, const Caller &who);
    QFuture<Result<ListUsers::Reply>> listUsers(const ListUsers &op);
    QFuture<Result<UserDetails>> updateUser(const UpdateUser &op, const Caller &who);
    QFuture<Result<LoginReply>> setUp(const SetUp &op, const Caller &who);
    QFuture<Result<TelnyxToken::Reply>> telnyxToken(const Caller &who);

    /// Runs work in a write transaction; afterwards the event feed looks for more.
    template <class T>
    QFuture<Result<T>> write(std::function<Result<T>(store::Tx &)> work);
    /// Lets the holder of fresh tokens in at once, although the account's event may still be on its way.
    QFuture<Result<LoginReply>> admitted(QFuture<Result<LoginReply>> login);
    /// Ends logins in the access list at once, not when the event has come round: whoever is told may rely on it.
    void endNow(const UserId &user, const QStringList &sessions);
    /// Opens a login session in `tx` and gives its tokens.
    LoginReply openSession(store::Tx &tx, const store::User &user, const QString &peer, UtcTime now) const;
    LoginReply tokensFor(const store::User &user, const QString &sessionId, const QString &refreshToken, UtcTime now) const;

    store::Storage &m_storage;
    EventFeed &m_feed;
    CarrierGateway *m_gateway;
    const Tokens &m_tokens;
    AccessList &m_access;
    const Clock &m_clock;
    EngineOptions m_options;
    PasswordHasher m_hasher;
};

} // namespace callfloor
