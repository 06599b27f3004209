// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/local/local_session.h"

#include "app/domain/ready_future.h"
#include "server/engine/import_files.h"
#include "server/engine/visibility.h"

#include <QDir>
#include <QPromise>
#include <QThreadPool>

namespace callfloor {

using namespace Qt::StringLiterals;

LocalSession::LocalSession(Engine &engine, QObject *parent) : FloorSession(parent), m_engine(engine) {
    qRegisterMetaType<std::vector<callfloor::Event>>();
    connect(&engine.events(), &EventBus::published, this, &LocalSession::receive, Qt::QueuedConnection);
    connect(&engine, &Engine::accessChanged, this, &LocalSession::checkAccess, Qt::QueuedConnection);
}

QFuture<Result<QByteArray>> LocalSession::request(const OperationInfo &info, const RequestParts &parts) {
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    QMetaObject::invokeMethod(
        &m_engine,
        [engine = &m_engine, name = info.name, parts, token = m_token, promise] {
            // Checked at every operation, as the REST door does: an account that was disabled is out at once.
            const auto caller = token.isEmpty() ? std::nullopt : engine->callerFor(token, {});
            engine->dispatcher().dispatch(name, parts, caller.value_or(Caller{}), [promise](const Result<QByteArray> &reply) {
                promise->addResult(reply);
                promise->finish();
            });
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<UserInfo>> LocalSession::signIn(const QString &email, const QString &password) {
    setLink(LinkState::Connecting);
    return call(Login{email, password})
        .then(this, [this](const Result<LoginReply> &reply) {
            if (!reply) {
                setLink(LinkState::SignedOut);
                return readyFuture(Result<UserInfo>(reply.error()));
            }
            m_token = reply->token.toLatin1();
            return admitted(m_token).then(this, [this, user = reply->user](const Actor &actor) -> Result<UserInfo> {
                m_actor = actor;
                setUser(user);
                setLink(LinkState::Live);
                return user;
            });
        })
        .unwrap();
}

QFuture<Actor> LocalSession::admitted(const QByteArray &token) {
    auto promise = std::make_shared<QPromise<Actor>>();
    promise->start();
    QMetaObject::invokeMethod(
        &m_engine,
        [engine = &m_engine, token, promise] {
            const auto caller = engine->callerFor(token, {});
            promise->addResult(caller ? caller->actor : Actor{});
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

void LocalSession::signOut() {
    if (m_token.isEmpty()) return;
    (void)call(Logout{});
    m_token.clear();
    m_actor = {};
    setUser({});
    setLink(LinkState::SignedOut);
}

QFuture<Result<QString>> LocalSession::upload(const QString &filePath) {
    const QString folder = m_engine.options().importFolder, id = makeUuid4();
    if (folder.isEmpty()) return readyFuture(Result<QString>(unavailable(u"This floor takes no files."_s, {}, 0)));
    const QString target = folder + u'/' + uploadFileName(user().id, id);
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    // A large file must not stop the window.
    QThreadPool::globalInstance()->start([filePath, folder, target, id, promise] {
        QFile file(filePath);
        const bool stored = QDir().mkpath(folder) && file.copy(target);
        promise->addResult(stored ? Result<QString>(id) : badField(u"file"_s, u"The file cannot be read: %1."_s.arg(file.errorString())));
        promise->finish();
    });
    // The reply is finished in the window's thread, as all of a session's.
    return promise->future().then(this, [](const Result<QString> &result) { return result; });
}

QString LocalSession::peerName() const { return tr("this computer"); }

void LocalSession::receive(const std::vector<Event> &events) {
    if (m_actor.userId.isEmpty()) return;
    std::vector<Event> mine;
    for (const Event &event : events)
        if (maySee(event, m_actor)) mine.push_back(event);
    LocalSession::events().publish(mine);
}

void LocalSession::checkAccess(const QString &userId) {
    if (m_actor.userId.text() != userId || m_token.isEmpty()) return;
    admitted(m_token).then(this, [this, token = m_token](const Actor &actor) {
        if (m_token != token) return;
        if (actor.userId.isEmpty()) return signOut();
        const bool seesOther = !(actor == m_actor);
        m_actor = actor;
        if (seesOther) emit resyncNeeded();
    });
}

} // namespace callfloor
