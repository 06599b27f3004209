// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/user_service.h"

#include "server/store/record_store.h"
#include "server/store/session_store.h"

#include <QPromise>

#include <algorithm>
#include <iterator>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMaxFailures = 10;
constexpr auto kFailureWindow = 10min;

Error invalidCredentials() { return Error{ErrorCode::Unauthorized, u"Invalid credentials"_s, {}, {}, u"invalid_credentials"_s, 0}; }
Error badRefresh() {
    return Error{ErrorCode::Unauthorized, u"This login has ended; sign in again."_s, {}, {}, u"login_ended"_s, 0};
}

/// An error if the account is locked by wrong passwords at the moment.
std::optional<Error> lockOut(store::Tx &tx, const QString &accountKey, UtcTime now) {
    const auto failures = store::sessions::failures(tx, accountKey, now - kFailureWindow);
    if (failures.count < kMaxFailures) return std::nullopt;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(failures.oldest + kFailureWindow - now);
    return Error{ErrorCode::TooManyRequests, u"Too many wrong passwords; the account is locked for a few minutes."_s, {}, {},
                 u"account_locked"_s, std::max(1, static_cast<int>(wait.count()))};
}

void note(store::Tx &tx, const QString &actor, const QString &action, const QString &subject, const QString &peer, UtcTime now) {
    store::audit::insert(tx, {actor, action, subject, {}, peer, {}}, now);
}

store::User newUser(const QString &email, const QString &name, Role role, const QString &hash, UtcTime now) {
    store::User user;
    user.id = UserId::make(now);
    user.email = email.trimmed();
    user.name = name.trimmed();
    user.role = role;
    user.passwordHash = hash;
    user.createdAt = now;
    return user;
}

} // namespace

UserService::UserService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, CarrierGateway *gateway,
                         const Tokens &tokens, AccessList &access, const Clock &clock, const EngineOptions &options,
                         QObject *parent)
    : QObject(parent), m_storage(storage), m_feed(feed), m_gateway(gateway), m_tokens(tokens), m_access(access), m_clock(clock),
      m_options(options), m_hasher(options.bcryptCost) {
    dispatcher.on<Register>([this](const Register &op, const Caller &who) { return registerUser(op, who); });
    dispatcher.on<Login>([this](const Login &op, const Caller &who) { return admitted(login(op, who)); });
    dispatcher.on<Refresh>([this](const Refresh &op, const Caller &who) { return refresh(op, who); });
    dispatcher.on<Logout>([this](const Logout &, const Caller &who) { return logout(who); });
    dispatcher.on<ChangePassword>([this](const ChangePassword &op, const Caller &who) { return changePassword(op, who); });
    dispatcher.on<SetUp>([this](const SetUp &op, const Caller &who) { return admitted(setUp(op, who)); });
    dispatcher.on<TelnyxToken>([this](const TelnyxToken &, const Caller &who) { return telnyxToken(who); });
    dispatcher.on<Me>([this](const Me &, const Caller &who) {
        return m_storage.read<UserInfo>([id = who.actor.userId](store::Tx &tx) -> Result<UserInfo> {
            const auto user = store::users::byId(tx, id);
            if (!user) return notFound(u"There is no such user."_s);
            return accounts::infoOf(*user);
        });
    });
    dispatcher.on<ListUsers>([this](const ListUsers &op, const Caller &) { return listUsers(op); });
    dispatcher.on<UpdateUser>([this](const UpdateUser &op, const Caller &who) { return updateUser(op, who); });
}

QFuture<Result<ListUsers::Reply>> UserService::listUsers(const ListUsers &op) {
    return m_storage.read<ListUsers::Reply>([op](store::Tx &tx) -> Result<ListUsers::Reply> {
        // All of them are read: accounts are as many as people, and few.
        const std::vector<store::User> users = store::users::list(tx);
        auto from = users.begin();
        if (op.cursor) {
            from = std::find_if(users.begin(), users.end(), [&](const store::User &user) { return user.id.text() == *op.cursor; });
            if (from == users.end()) return badCursor();
            ++from;
        }
        const auto left = users.end() - from;
        const auto count = std::min<std::ptrdiff_t>(left, op.limit.value_or(static_cast<int>(users.size())));
        ListUsers::Reply reply;
        std::transform(from, from + count, std::back_inserter(reply.users), accounts::detailsOf);
        if (count < left) reply.next = reply.users.back().id.text();
        return reply;
    });
}

QFuture<Result<UserDetails>> UserService::updateUser(const UpdateUser &op, const Caller &who) {
    const accounts::By by{who.actor.userId.text(), who.peer};
    return write<store::User>([op, by, now = m_clock.now()](store::Tx &tx) {
        return accounts::update(tx, op, by, now);
    }).then(this, [this](const Result<store::User> &changed) -> Result<UserDetails> {
        if (!changed) return changed.error();
        // At once, not when the event has come round: whoever is told "disabled" may rely on it.
        m_access.learn(*changed);
        emit accessChanged(changed->id.text());
        return accounts::detailsOf(*changed);
    });
}

void UserService::endNow(const UserId &user, const QStringList &sessions) {
    for (const QString &session : sessions) m_access.endLogin(session);
    emit accessChanged(user.text());
}

template <class T>
QFuture<Result<T>> UserService::write(std::function<Result<T>(store::Tx &)> work) {
    return m_storage.write<T>(std::move(work)).then(this, [this](const Result<T> &result) {
        if (result) m_feed.poke();
        return result;
    });
}

QFuture<Result<LoginReply>> UserService::admitted(QFuture<Result<LoginReply>> login) {
    return login.then(this, [this](const Result<LoginReply> &reply) {
        if (reply) m_access.learnRole(reply->user.id, reply->user.role);
        return reply;
    });
}

LoginReply UserService::tokensFor(const store::User &user, const QString &sessionId, const QString &refreshToken,
                                  UtcTime now) const {
    return {m_tokens.issue(user.id, user.role, sessionId, now), refreshToken, accounts::infoOf(user)};
}

LoginReply UserService::openSession(store::Tx &tx, const store::User &user, const QString &peer, UtcTime now) const {
    const QString session = makeUuid7(now), refreshToken = makeSecretToken();
    store::sessions::insert(tx, session, user.id, now, now + m_options.refreshLife, peer);
    store::sessions::insertRefresh(tx, hashSecretToken(refreshToken), session, now);
    store::users::loggedIn(tx, user.id, now);
    note(tx, user.id.text(), u"login"_s, session, peer, now);
    return tokensFor(user, session, refreshToken, now);
}

QFuture<Result<UserInfo>> UserService::registerUser(const Register &op, const Caller &who) {
    const bool byAdmin = who.actor.role == Role::Admin;
    if (!byAdmin && !m_options.openRegistration)
        return refused<UserInfo>(forbidden(u"Registration is closed; ask an administrator for an account."_s));
    const Role role = op.role.value_or(Role::Agent);
    if (!byAdmin && role != Role::Agent)
        return refused<UserInfo>(forbidden(u"Only an administrator can give this role."_s));
    if (auto fine = accounts::checkProfile(op.email, op.userName); !fine) return refused<UserInfo>(fine.error());
    return m_hasher.hash(op.password)
        .then(this, [this, op, who, role](const Result<QString> &hash) {
            if (!hash) return refused<UserInfo>(hash.error());
            const UtcTime now = m_clock.now();
            const store::User user = newUser(op.email, op.userName, role, *hash, now);
            return write<UserInfo>([user, now, by = accounts::By{who.actor.userId.text(), who.peer}](store::Tx &tx) -> Result<UserInfo> {
                if (auto made = accounts::create(tx, user, by, now); !made) return made.error();
                return accounts::infoOf(user);
            });
        })
        .unwrap();
}

QFuture<Result<LoginReply>> UserService::login(const Login &op, const Caller &who) {
    return m_storage
        .read<std::optional<store::User>>([email = op.email, now = m_clock.now()](store::Tx &tx) -> Result<std::optional<store::User>> {
            if (auto locked = lockOut(tx, store::users::emailKey(email), now)) return *locked;
            return store::users::byEmail(tx, email);
        })
        .then(this, [this, op, who](const Result<std::optional<store::User>> &user) {
            return user ? checkLogin(op, who, *user) : refused<LoginReply>(user.error());
        })
        .unwrap();
}

QFuture<Result<LoginReply>> UserService::checkLogin(const Login &op, const Caller &who, const std::optional<store::User> &user) {
    // An unknown or disabled user takes the same time and gets the same answer as a wrong password.
    const QString hash = user && !user->disabled ? user->passwordHash : QString();
    return m_hasher.verify(op.password, hash)
        .then(this, [this, key = store::users::emailKey(op.email), who, user](const Result<bool> &right) {
            if (!right) return refused<LoginReply>(right.error());
            const UtcTime now = m_clock.now();
            if (!*right) {
                return write<LoginReply>([key, who, now](store::Tx &tx) -> Result<LoginReply> {
                           store::sessions::insertFailure(tx, key, now);
                           note(tx, {}, u"login_failed"_s, key, who.peer, now);
                           return LoginReply{}; // committed: a refusal would roll the failure back
                       })
                    .then(this, [](const Result<LoginReply> &noted) -> Result<LoginReply> {
                        if (!noted) return noted.error();
                        return invalidCredentials();
                    });
            }
            return write<LoginReply>([this, key, who, id = user->id, hash = user->passwordHash, now](store::Tx &tx) -> Result<LoginReply> {
                // Guesses that ran at the same time count too; and the account may have changed meanwhile.
                if (auto locked = lockOut(tx, key, now)) return *locked;
                const auto present = store::users::byId(tx, id);
                if (!present || present->disabled || present->passwordHash != hash) return invalidCredentials();
                store::sessions::clearFailures(tx, key, now - kFailureWindow);
                return openSession(tx, *present, who.peer, now);
            });
        })
        .unwrap();
}

QFuture<Result<LoginReply>> UserService::refresh(const Refresh &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    struct Outcome {
        std::optional<LoginReply> reply;
        UserId user;
        QString endedSession;
    };
    return write<Outcome>([this, hash = hashSecretToken(op.refreshToken), who, now](store::Tx &tx) -> Result<Outcome> {
               const auto state = store::sessions::refreshState(tx, hash, now);
               if (!state || state->sessionOver) return Outcome{};
               const auto user = store::users::byId(tx, state->userId);
               if (!user || user->disabled) return Outcome{};
               if (!store::sessions::useRefresh(tx, hash, now)) {
                   // Used before: the thief or the owner is the one who comes late. Neither goes on.
                   store::sessions::end(tx, state->sessionId, u"refresh_token_reused"_s, now);
                   note(tx, user->id.text(), u"refresh_token_reused"_s, state->sessionId, who.peer, now);
                   accounts::announce(tx, *user, {state->sessionId}, now);
                   return Outcome{{}, user->id, state->sessionId};
               }
               const QString next = makeSecretToken();
               store::sessions::insertRefresh(tx, hashSecretToken(next), state->sessionId, now);
               note(tx, user->id.text(), u"token_refreshed"_s, state->sessionId, who.peer, now);
               return Outcome{tokensFor(*user, state->sessionId, next, now), user->id, {}};
           })
        .then(this, [this](const Result<Outcome> &outcome) -> Result<LoginReply> {
            if (!outcome) return outcome.error();
            if (!outcome->endedSession.isEmpty()) endNow(outcome->user, {outcome->endedSession});
            if (!outcome->reply) return badRefresh();
            return *outcome->reply;
        });
}

QFuture<Result<Done>> UserService::logout(const Caller &who) {
    const UtcTime now = m_clock.now();
    return write<Done>([who, now](store::Tx &tx) -> Result<Done> {
        const auto user = store::users::byId(tx, who.actor.userId);
        if (!user || who.sessionId.isEmpty()) return Done{};
        store::sessions::end(tx, who.sessionId, u"logout"_s, now);
        note(tx, user->id.text(), u"logout"_s, who.sessionId, who.peer, now);
        accounts::announce(tx, *user, {who.sessionId}, now);
        return Done{};
    }).then(this, [this, who](const Result<Done> &done) {
        if (done && !who.sessionId.isEmpty()) endNow(who.actor.userId, {who.sessionId});
        return done;
    });
}

QFuture<Result<Done>> UserService::changePassword(const ChangePassword &op, const Caller &who) {
    if (auto fine = PasswordHasher::checkPassword(op.newPassword, u"newPassword"_s); !fine) return refused<Done>(fine.error());
    return m_storage
        .read<store::User>([id = who.actor.userId, now = m_clock.now()](store::Tx &tx) -> Result<store::User> {
            const auto user = store::users::byId(tx, id);
            if (!user) return notFound(u"There is no such user."_s);
            if (auto locked = lockOut(tx, store::users::emailKey(user->email), now)) return *locked;
            return *user;
        })
        .then(this, [this, op, who](const Result<store::User> &user) {
            if (!user) return refused<Done>(user.error());
            return m_hasher.verify(op.currentPassword, user->passwordHash)
                .then(this, [this, op, who, key = store::users::emailKey(user->email)](const Result<bool> &right) {
                    if (!right) return refused<Done>(right.error());
                    if (!*right) return noteWrongPassword(key, who);
                    return m_hasher.hash(op.newPassword)
                        .then(this, [this, who](const Result<QString> &hash) {
                            return hash ? setPassword(*hash, who) : refused<Done>(hash.error());
                        })
                        .unwrap();
                })
                .unwrap();
        })
        .unwrap();
}

QFuture<Result<Done>> UserService::noteWrongPassword(const QString &accountKey, const Caller &who) {
    return write<Done>([accountKey, who, now = m_clock.now()](store::Tx &tx) -> Result<Done> {
               store::sessions::insertFailure(tx, accountKey, now);
               note(tx, who.actor.userId.text(), u"password_change_failed"_s, {}, who.peer, now);
               return Done{}; // committed: a refusal would roll the failure back
           })
        .then(this, [](const Result<Done> &noted) -> Result<Done> {
            if (!noted) return noted.error();
            return forbidden(u"The current password is wrong."_s);
        });
}

QFuture<Result<Done>> UserService::setPassword(const QString &hash, const Caller &who) {
    const UtcTime now = m_clock.now();
    return write<QStringList>([who, hash, now](store::Tx &tx) -> Result<QStringList> {
               QStringList ended;
               const accounts::By by{who.actor.userId.text(), who.peer};
               auto set = accounts::setPassword(tx, who.actor.userId, hash, who.sessionId, by, now, &ended);
               if (!set) return set.error();
               return ended;
           })
        .then(this, [this, user = who.actor.userId, now](const Result<QStringList> &ended) -> Result<Done> {
            if (!ended) return ended.error();
            m_access.voidTokensBefore(user, now);
            endNow(user, *ended);
            return Done{};
        });
}

QFuture<Result<LoginReply>> UserService::setUp(const SetUp &op, const Caller &who) {
    if (auto fine = accounts::checkProfile(op.email, op.userName); !fine) return refused<LoginReply>(fine.error());
    return m_hasher.hash(op.password)
        .then(this, [this, op, who](const Result<QString> &hash) {
            if (!hash) return refused<LoginReply>(hash.error());
            const UtcTime now = m_clock.now();
            const store::User user = newUser(op.email, op.userName, Role::Admin, *hash, now);
            return write<LoginReply>([this, op, who, user, now](store::Tx &tx) -> Result<LoginReply> {
                if (!accounts::useSetupToken(tx, op.setupToken))
                    return forbidden(u"This set-up token is wrong or was used; `callfloor user bootstrap` prints a new one."_s);
                if (auto made = accounts::create(tx, user, {{}, who.peer}, now); !made) return made.error();
                return openSession(tx, user, who.peer, now);
            });
        })
        .unwrap();
}

QFuture<Result<TelnyxToken::Reply>> UserService::telnyxToken(const Caller &who) {
    using Reply = TelnyxToken::Reply;
    if (!m_gateway) return refused<Reply>(unavailable(u"No carrier is configured; set TELNYX_API_KEY on the server."_s, {}, 0));
    return m_storage
        .read<QString>([id = who.actor.userId](store::Tx &tx) -> Result<QString> {
            const auto user = store::users::byId(tx, id);
            if (!user || user->telnyxCredentialId.isEmpty())
                return notFound(u"No softphone credential is assigned to this user; an administrator can set one."_s);
            return user->telnyxCredentialId;
        })
        .then(this, [this](const Result<QString> &credential) {
            if (!credential) return refused<Reply>(credential.error());
            auto promise = std::make_shared<QPromise<Result<Reply>>>();
            promise->start();
            m_gateway->credentialToken(*credential, [promise](const Result<QString> &token) {
                if (token) promise->addResult(Reply{*token});
                else promise->addResult(token.error());
                promise->finish();
            });
            return promise->future();
        })
        .unwrap();
}

} // namespace callfloor
