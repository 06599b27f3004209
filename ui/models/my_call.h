// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"
#include "ui/models/live_call.h"

namespace callfloor {

class CallTableModel;

/// Which of the live calls is the signed-in user's own: the one that his state as an agent names, else the newest that he
/// owns.
class MyCall : public QObject {
    Q_OBJECT
public:
    /// All three outlive this.
    MyCall(const FloorSession &session, const CallTableModel &calls, const AgentDesk &desk, QObject *parent = nullptr);

    /// Null if there is none. Valid until the table changes.
    const LiveCall *call() const;
    /// His phone rings, or is about to ring, for it.
    bool offered() const;
    /// The id that call() had when `changed` was said last; empty if there is none.
    const QString &id() const { return m_id; }

signals:
    /// Another call, or something about it.
    void changed();

private:
    QString find() const;
    void look();

    const FloorSession &m_session;
    const CallTableModel &m_calls;
    const AgentDesk &m_desk;
    QString m_id;
};

} // namespace callfloor
