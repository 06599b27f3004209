// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"

class QAction;

namespace callfloor {

/// Asks supervisors for help, and takes it back: one action that is ticked while somebody is being asked.
class HelpCall : public QObject {
    Q_OBJECT
public:
    /// Both outlive this.
    HelpCall(FloorSession &session, AgentDesk &desk, QObject *parent = nullptr);

    QAction *action() const { return m_action; }
    bool asked() const { return m_asked; }

signals:
    void changed();
    void problem(const QString &text);
    void notice(const QString &text);

private:
    void toggle();
    template <class Op>
    void ask(const Op &op, bool asking);
    void answered(const Result<Ok> &reply, bool asking);
    void refresh();

    FloorSession &m_session;
    AgentDesk &m_desk;
    QAction *m_action;
    QString m_callId;      ///< The call that help was asked with; its end is the end of the request.
    bool m_asked = false;
    bool m_busy = false;
    quint64 m_generation = 0;
};

} // namespace callfloor
