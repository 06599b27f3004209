// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;

namespace callfloor {

class ActionButton;

/// The strip on top that is always there: how I am and for how long, what begins after the work in hand, and the one way
/// to be ready, to take a break, to sign on and off as an agent.
class AgentBar : public QWidget {
    Q_OBJECT
public:
    /// `desk` outlives the bar.
    explicit AgentBar(AgentDesk &desk, QWidget *parent = nullptr);

    QAction *signOnAction() const { return m_signOn; }
    QAction *readyAction() const { return m_ready; }
    /// Opens the menu of breaks.
    QAction *breakAction() const { return m_break; }
    QAction *signOffAction() const { return m_signOff; }
    /// The call in hand, in words, for pages that do not show it; empty: none.
    void setCall(const QString &words);

private:
    void buildActions();
    void buildLayout();
    void refresh();
    void refreshClock();
    void refreshMenu();
    void openBreaks();
    QString pendingText() const;
    /// Why one cannot become ready now; empty if one can.
    QString readyObstacle() const;
    QString signOffObstacle() const;

    AgentDesk &m_desk;
    QAction *m_signOn;
    QAction *m_ready;
    QAction *m_break;
    QAction *m_signOff;
    QMenu *m_reasons;
    QLabel *m_icon;
    QLabel *m_state;
    QLabel *m_time;
    QLabel *m_pending;
    QLabel *m_call;
    ActionButton *m_main;   ///< Sign on, or Ready.
    ActionButton *m_breaks;
    QString m_shownReasons; ///< What the menu was made of.
};

} // namespace callfloor
