// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "server/engine/engine.h"

#include <QPointer>

namespace callfloor {

/// The floor in the same process: operations are posted to the engine's thread, events come back from its bus. It signs
/// in as a user like everybody else, so that a right that is missing over the network is missing here too.
class LocalSession final : public FloorSession {
    Q_OBJECT
public:
    /// `engine` lives in another thread and outlives the session.
    explicit LocalSession(Engine &engine, QObject *parent = nullptr);

    QFuture<Result<UserInfo>> signIn(const QString &email, const QString &password) override;
    void signOut() override;
    QFuture<Result<QString>> upload(const QString &filePath) override;
    QString peerName() const override;

protected:
    QFuture<Result<QByteArray>> request(const OperationInfo &info, const RequestParts &parts) override;

private:
    void receive(const std::vector<Event> &events);
    void checkAccess(const QString &userId);
    /// Who the token admits now, with his rights; nobody if it is good no more. Asked in the engine's thread.
    QFuture<Actor> admitted(const QByteArray &token);

    Engine &m_engine;
    Actor m_actor;
    QByteArray m_token;
};

} // namespace callfloor
