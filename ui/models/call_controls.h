// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/my_call.h"

#include <array>
#include <set>

class QAction;

namespace callfloor {

/// What one can do with one's own call.
enum class DeskControl {
    Decline, Hold, Mute, Keys, Transfer, Consult, Park, Retrieve, Swap, Merge, Complete, CancelConsult,
    RecordStart, RecordPause, RecordResume, RecordStop, HangUp,
};
constexpr size_t kDeskControls = static_cast<size_t>(DeskControl::HangUp) + 1;

/// Who a call is given to, or who is asked: exactly one of the three.
struct CallTarget {
    QString number;
    QString agentId;
    QString queueId;
};

/// The controls of one's own call as actions for menus, buttons and keys. Each is enabled only while it can be used; its
/// tool tip says why not. What the call object does not tell (muted, recorded) is remembered from what was accepted.
class CallControls : public QObject {
    Q_OBJECT
public:
    /// Both outlive the controls.
    CallControls(FloorSession &session, MyCall &call, QObject *parent = nullptr);

    QAction *action(DeskControl control) const { return m_actions[static_cast<size_t>(control)]; }
    bool muted() const { return m_muted; }
    bool recorded() const { return m_recording == Recording::On; }

    void sendKeys(const QString &keys);
    void transfer(const CallTarget &target);
    void consult(const CallTarget &target);

signals:
    /// The keypad, or a field for whom to transfer to or ask, is wanted.
    void keysWanted();
    void targetWanted(callfloor::DeskControl purpose);
    /// Accepted: a panel that asked for it can close.
    void accepted(callfloor::DeskControl control);
    /// Refused, or the carrier could not do it: one sentence.
    void problem(const QString &text);
    /// Muted or recorded has changed.
    void changed();

private:
    enum class Recording { Unknown, On, Paused, Off };
    void build(DeskControl control, const char *name, const QString &text, int key);
    void trigger(DeskControl control);
    template <class Op>
    void send(DeskControl control, Op op);
    void answered(DeskControl control, const QString &id, const Result<Done> &reply);
    void took(DeskControl control);
    void refresh();
    void watchFailures();
    QString obstacle(DeskControl control) const;
    QString recordingObstacle(DeskControl control) const;

    FloorSession &m_session;
    MyCall &m_call;
    std::array<QAction *, kDeskControls> m_actions{};
    std::set<DeskControl> m_asking;
    QString m_id;             ///< The call that `m_muted` and `m_recording` are about.
    QString m_failure;        ///< What the carrier refused last; told once.
    bool m_muted = false;
    Recording m_recording = Recording::Unknown;
};

} // namespace callfloor
