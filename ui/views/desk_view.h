// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/models/agent_desk.h"

#include <QWidget>

class QMenu;

namespace callfloor {

class AgentBar;
class Banner;
class CallCard;
class MyCall;
class LiveCallsView;
class OutcomeView;

/// The page of who is signed in: how I am, my call, what came of it, and below the calls of the floor.
class DeskView : public QWidget {
    Q_OBJECT
public:
    /// Both outlive the view.
    DeskView(FloorSession &session, Scheduler &scheduler, QWidget *parent = nullptr);

    LiveCallsView &calls() { return *m_calls; }
    /// Fills the menus of calls, of one's own call, of the agent's state, and of supervisors.
    void fillCallMenu(QMenu &menu) const;
    void fillMyCallMenu(QMenu &menu) const;
    void fillAgentMenu(QMenu &menu) const;
    void fillSuperviseMenu(QMenu &menu) const;
    /// The user signs out: an agent who is not ready is signed off as well.
    void beforeSignOut();

signals:
    /// Something was refused: one sentence for the banner.
    void problem(const QString &text);
    /// Something was done, or the last problem is over: a short word for the status bar, may be empty.
    void notice(const QString &text);

private:
    void shareHangUpKeys();
    void showMessage(const QString &from, const QString &text);

    AgentDesk m_desk;
    LiveCallsView *m_calls; // In the order of Tab: calls, state, message, my call, its outcome, and around.
    MyCall *m_mine;
    AgentBar *m_bar;
    Banner *m_message;
    CallCard *m_card;
    OutcomeView *m_outcome;
};

} // namespace callfloor
