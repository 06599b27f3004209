// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/call_controls.h"

#include <QStandardItemModel>

namespace callfloor {

/// Colleagues and queues by name, for one field that takes both and numbers as well.
class TargetList : public QStandardItemModel {
    Q_OBJECT
public:
    enum Role { NameRole = Qt::UserRole, AgentRole, QueueRole };

    /// `session` outlives the list.
    explicit TargetList(FloorSession &session, QObject *parent = nullptr);

    /// Asks the floor again, since states change; queues only where a call can be given to one.
    void fetch(bool withQueues);
    /// Whom the words mean: a row as it is shown, its name alone, or a number. Nothing if nobody is meant.
    std::optional<CallTarget> target(const QString &words) const;

private:
    void addAgents();
    void addQueues();
    void add(const QString &shown, const QString &name, const QString &agentId, const QString &queueId);

    FloorSession &m_session;
    quint64 m_fetch = 0; ///< Replies to an earlier one are not for us.
};

} // namespace callfloor
