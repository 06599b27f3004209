// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_supervision.h"
#include "app/contract/session.h"
#include "ui/models/live_call.h"

#include <QList>
#include <QObject>

class QAction;

namespace callfloor {

/// What one may do with the selected call that is not one's own: take one that waits; as a supervisor listen, whisper,
/// barge, stop, take over, write to its agent, hang up with a reason. Each is enabled only while it can be used and says
/// why not; what only the server knows (permissions, teams) it says itself.
class FloorActions : public QObject {
    Q_OBJECT
public:
    enum class Act { Take, Monitor, Whisper, Barge, Stop, TakeOver, Message, HangUp };
    static constexpr int kActs = static_cast<int>(Act::HangUp) + 1;

    /// Both outlive the actions; dialogs belong to `window`.
    FloorActions(FloorSession &session, QWidget *window);

    QAction *action(Act act) const { return m_actions[static_cast<int>(act)]; }
    const QList<QAction *> &all() const { return m_actions; }
    /// The selected call; null: none. Copied.
    void setCall(const LiveCall *call);

signals:
    void problem(const QString &text);
    /// What it came to, e.g. who hears the supervisor.
    void notice(const QString &text);

private:
    void build(Act act, const char *name, const QString &text, int key = 0);
    void trigger(Act act);
    void askForWords(Act act, const QString &title, const QString &label);
    void sayWords(Act act, const QString &callId, const QString &words);
    template <class Op>
    void supervise(const Op &op);
    template <class Op>
    void send(const Op &op, const QString &doneText);
    void supervised(const Result<Supervision> &reply);
    void refresh();
    QString obstacle(Act act) const;

    FloorSession &m_session;
    QWidget *m_window;
    QList<QAction *> m_actions;
    std::optional<LiveCall> m_call;
};

} // namespace callfloor
