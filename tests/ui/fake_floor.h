// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/fake_desk.h"

#include <QJsonArray>
#include <QJsonObject>

namespace callfloor::test {

/// What supervisors and administrators see, in memory: agents, queues, alarms, lists, campaigns; answers the operations that read
/// them and remembers those that change something.
class FakeFloor {
public:
    /// Takes the session's `answers`, passing on to the desk what is its own; all outlive this.
    FakeFloor(FakeSession &session, FakeDesk &desk, const Clock &clock);

    /// By the name of the operation: what it answers.
    QHash<QString, QJsonObject> replies;
    /// Operations that changed something, with path and body as one line of JSON.
    QStringList changes;

    /// An agent of the floor.
    QJsonObject agent(const QString &id, const QString &name, const QString &state, int seconds, const QString &reason = {}) const;
    QJsonObject alert(const QString &id, const QString &kind, const QString &subject, double limit, int seconds) const;
    QJsonObject queue(const QString &id, const QString &name, int waiting, int oldestSeconds, double level) const;
    /// A small but lively floor in `replies`.
    void fill();
    /// Publishes an event with this payload.
    void tell(EventKind kind, const QString &subject, const QJsonObject &payload);
    QString ago(int seconds) const;

private:
    void fillLists();
    void fillBoard();
    void fillCampaigns();
    void fillHistory();
    void fillMetrics();
    std::optional<Result<QByteArray>> answer(const QString &operation, const RequestParts &parts);

    FakeSession &m_session;
    const Clock &m_clock;
};

} // namespace callfloor::test
