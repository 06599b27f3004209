// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>

namespace callfloor {

class FloorSession;

/// Finds the names of agents for the table: call objects carry only ids. Asks the floor once per agent, by one of the
/// agent's calls, which everybody who sees the call may do.
class AgentNames : public QObject {
    Q_OBJECT
public:
    /// `session` outlives this.
    explicit AgentNames(FloorSession &session, QObject *parent = nullptr);

    /// Looks the name up; `found` follows unless the floor refuses.
    void lookUp(const QString &agentId, const QString &callId);

signals:
    void found(const QString &agentId, const QString &name);

private:
    FloorSession &m_session;
    QSet<QString> m_asking;
};

} // namespace callfloor
