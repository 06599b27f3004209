// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/call.h"

#include <QPromise>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace callfloor::test {

/// A floor of a few calls behind a FloorSession, all in memory: it dials, hangs up, counts events and gives snapshots
/// like the real one, with call objects in the API's own JSON. Answers can be held back and replaced by refusals.
class FakeSession final : public FloorSession {
    Q_OBJECT
public:
    using Refusal = std::function<std::optional<Error>(const QString &operation, const RequestParts &parts)>;

    explicit FakeSession(const Clock &clock) : m_clock(clock) {}

    /// Who may sign in: the e-mail is not looked at, the password must be `right`.
    UserInfo person{UserId(QStringLiteral("user-1")), QStringLiteral("maria@example.org"),
                    QStringLiteral("Maria Silva"), Role::Supervisor};
    QString peer = QStringLiteral("floor.example.org");
    /// Asked before every operation and sign-in (`signIn`); an error refuses it.
    Refusal refusal;
    /// Asked for what an operation answers, before the floor's own answers; nothing leaves it to them.
    std::function<std::optional<Result<QByteArray>>(const QString &operation, const RequestParts &parts)> answers;
    /// While true nothing is answered; release() answers all that waited.
    bool hold = false;
    void release();

    /// Names of the operations that came, in order.
    QStringList asked;
    RequestParts lastParts;

    QFuture<Result<UserInfo>> signIn(const QString &email, const QString &password) override;
    void signOut() override;
    QFuture<Result<QString>> upload(const QString &filePath) override;
    QStringList uploaded; ///< Files that were brought, in order.
    QString peerName() const override { return peer; }

    /// Signs `person` in at once and brings the link up.
    void enter();
    /// The server ends the login.
    void throwOut();
    void setLinkTo(LinkState state) { setLink(state); }
    void askForResync() { emit resyncNeeded(); }

    /// The call as it is now; make it first with put().
    Call &call(const QString &id) { return m_calls.at(id); }
    /// Enters or replaces a call, without an event.
    void put(const Call &call) { m_calls[call.id.text()] = call; }
    /// Changes the status with the times that go with it, without an event.
    void move(const QString &id, CallStatus status, const QString &outcome = {});
    /// Publishes the calls as they are now, one event each, in one batch.
    void publish(const QStringList &ids);
    /// move() and publish() of one call.
    void tell(const QString &id, CallStatus status, const QString &outcome = {});
    /// An event with any payload.
    void publishPayload(const QByteArray &payload);

    qint64 seq() const { return m_seq; }
    QByteArray snapshot() const;
    /// A call of this floor, started now.
    Call makeCall(const QString &id, const QString &number, CallDirection direction = CallDirection::Outbound,
                  const QString &agentId = {}) const;

protected:
    QFuture<Result<QByteArray>> request(const OperationInfo &info, const RequestParts &parts) override;

private:
    Result<QByteArray> answer(const QString &operation, const RequestParts &parts);
    Result<QByteArray> startCall(const QString &to);

    const Clock &m_clock;
    std::map<QString, Call> m_calls;
    std::map<QString, QString> m_agents{{QStringLiteral("user-2"), QStringLiteral("Jonas Park")},
                                        {QStringLiteral("user-3"), QStringLiteral("Aïcha Benali")}};
    std::vector<std::function<void()>> m_held;
    qint64 m_seq = 100;
    int m_dialled = 0;
};

} // namespace callfloor::test
