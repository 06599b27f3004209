// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace callfloor {

class AgentBar;
class AgentDesk;
class CallControls;
class MyCall;
class OutcomeView;

/// A small strip above all other windows, for agents who live in another program: how I am, my call, its most needed
/// controls, its outcomes. Stands for the window while that is minimised; closing it brings the window back.
class CompactBar : public QWidget {
    Q_OBJECT
public:
    /// What the strip shows and offers; all outlive it.
    struct Parts {
        AgentDesk &desk;
        MyCall &call;
        CallControls &controls;
        const OutcomeView &outcome;
        Scheduler &scheduler;
    };

    explicit CompactBar(const Parts &parts, QWidget *parent = nullptr);

    /// Adds what one does about one's own state, which is the agent bar's.
    void addAgentActions(const AgentBar &bar);

signals:
    /// Closed by its user.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void refresh();
    void refreshClock();
    void tick();

    AgentDesk &m_desk;
    MyCall &m_call;
    CallControls &m_controls;
    const OutcomeView &m_outcome;
    Scheduler &m_scheduler;
    QLabel *m_icon;
    QLabel *m_state;
    QLabel *m_number;
    QLabel *m_time;
    QWidget *m_buttons;
    QPushButton *m_outcomes;
    bool m_ticking = false;
};

} // namespace callfloor
