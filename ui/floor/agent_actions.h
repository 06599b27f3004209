// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace callfloor {

class ReferenceLists;

/// What a supervisor may do with the selected agent: ready, not ready with a reason, signed off with a reason in words. The state
/// that was seen is named, so that nobody overrules somebody who was faster.
class AgentActions : public QObject {
    Q_OBJECT
public:
    /// All outlive the actions; dialogs and the menu belong to `window`.
    AgentActions(FloorSession &session, ReferenceLists &lists, QWidget *window);

    /// The selected agent; an empty object: none. Copied.
    void setAgent(const QJsonObject &agent);
    const QList<QAction *> &all() const { return m_actions; }

signals:
    void problem(const QString &text);
    void notice(const QString &text);

private:
    QAction *add(const char *name, const QString &text);
    QString obstacle() const;
    void refresh();
    void fillReasons();
    void setState(const QString &state, const QString &reason);
    void askForLogOff();
    template <class Op>
    void send(const Op &op, const QString &done);

    FloorSession &m_session;
    ReferenceLists &m_lists;
    QWidget *m_window;
    QMenu *m_reasons;
    QAction *m_ready;
    QAction *m_notReady;
    QAction *m_logOff;
    QList<QAction *> m_actions;
    QJsonObject m_agent;
};

} // namespace callfloor
