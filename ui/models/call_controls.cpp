// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_controls.h"

#include "app/contract/ops_calls.h"
#include "app/contract/ops_control.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"

#include <QAction>

namespace callfloor {

using namespace Qt::StringLiterals;

CallControls::CallControls(FloorSession &session, MyCall &call, QObject *parent)
    : QObject(parent), m_session(session), m_call(call) {
    build(DeskControl::Decline, "declineAction", tr("D&ecline"), Qt::Key_R);
    build(DeskControl::Hold, "holdAction", tr("&Hold"), Qt::Key_H);
    build(DeskControl::Mute, "muteAction", tr("&Mute"), Qt::Key_M);
    build(DeskControl::Keys, "keysAction", tr("&Keypad…"), Qt::Key_K);
    build(DeskControl::Transfer, "transferAction", tr("&Transfer…"), Qt::Key_T);
    build(DeskControl::Consult, "consultAction", tr("&Ask somebody…"), Qt::Key_C);
    build(DeskControl::Park, "parkAction", tr("&Park"), Qt::Key_P);
    build(DeskControl::Retrieve, "retrieveAction", tr("Ret&rieve"), Qt::Key_V);
    build(DeskControl::Swap, "swapAction", tr("&Swap"), Qt::Key_X);
    build(DeskControl::Merge, "mergeAction", tr("All three ta&lk"), Qt::Key_J);
    build(DeskControl::Complete, "completeAction", tr("Hand &over"), Qt::Key_F);
    build(DeskControl::CancelConsult, "cancelConsultAction", tr("&Back to the customer"), Qt::Key_B);
    build(DeskControl::RecordStart, "recordStartAction", tr("Re&cord"), Qt::Key_G);
    build(DeskControl::RecordPause, "recordPauseAction", tr("Pause the record&ing"), Qt::Key_I);
    build(DeskControl::RecordResume, "recordResumeAction", tr("Go on recordin&g"), 0);
    build(DeskControl::RecordStop, "recordStopAction", tr("En&d the recording"), 0);
    build(DeskControl::HangUp, "hangUpMineAction", tr("Hang up m&y call"), 0);
    action(DeskControl::Hold)->setCheckable(true);
    action(DeskControl::Mute)->setCheckable(true);
    action(DeskControl::HangUp)->setIcon(hangUpIcon());
    connect(&call, &MyCall::changed, this, &CallControls::refresh);
    connect(&session, &FloorSession::userChanged, this, [this] { m_asking.clear(); });
    refresh();
}

void CallControls::build(DeskControl control, const char *name, const QString &text, int key) {
    auto *made = new QAction(text, this);
    made->setObjectName(QLatin1String(name));
    if (key != 0) made->setShortcut(QKeySequence(QKeyCombination(Qt::CTRL | Qt::SHIFT, static_cast<Qt::Key>(key))));
    connect(made, &QAction::triggered, this, [this, control] { trigger(control); });
    m_actions[static_cast<size_t>(control)] = made;
}

void CallControls::trigger(DeskControl control) {
    // A tick is what the server has accepted, not what was clicked.
    refresh();
    if (!obstacle(control).isEmpty()) return;
    const CallId id(m_call.id());
    switch (control) {
    case DeskControl::Decline: return send(control, DeclineCall{{id}});
    case DeskControl::Hold:
        if (m_call.call()->stage == CallStage::Held) return send(control, UnholdCall{{id}});
        return send(control, HoldCall{{id}});
    case DeskControl::Mute:
        if (m_muted) return send(control, UnmuteCall{{id}});
        return send(control, MuteCall{{id}});
    case DeskControl::Keys: emit keysWanted(); return;
    case DeskControl::Transfer:
    case DeskControl::Consult: emit targetWanted(control); return;
    case DeskControl::Park: return send(control, ParkCall{{id}});
    case DeskControl::Retrieve: return send(control, RetrieveCall{{id}});
    case DeskControl::Swap: return send(control, SwapConsult{{id}});
    case DeskControl::Merge: return send(control, MergeConsult{{id}});
    case DeskControl::Complete: return send(control, CompleteConsult{{id}});
    case DeskControl::CancelConsult: return send(control, CancelConsult{{id}});
    case DeskControl::RecordStart: return send(control, StartCallRecording{{id}});
    case DeskControl::RecordPause: return send(control, PauseCallRecording{{id}});
    case DeskControl::RecordResume: return send(control, ResumeCallRecording{{id}});
    case DeskControl::RecordStop: return send(control, StopCallRecording{{id}});
    case DeskControl::HangUp: return send(control, HangUp{id});
    }
}

void CallControls::sendKeys(const QString &keys) {
    SendKeys op;
    op.id = CallId(m_call.id());
    op.digits = keys;
    // Keys follow each other quickly; none waits for the answer to the one before.
    m_session.call(op).then(this, [this](const Result<Done> &reply) {
        if (!reply) emit problem(tr("The keys were not sent. %1").arg(ErrorText::of(reply.error())));
    });
}

void CallControls::transfer(const CallTarget &target) {
    TransferCall op;
    op.id = CallId(m_call.id());
    if (!target.number.isEmpty()) op.to = target.number;
    if (!target.agentId.isEmpty()) op.agentId = UserId(target.agentId);
    if (!target.queueId.isEmpty()) op.queueId = target.queueId;
    send(DeskControl::Transfer, op);
}

void CallControls::consult(const CallTarget &target) {
    ConsultCall op;
    op.id = CallId(m_call.id());
    if (!target.number.isEmpty()) op.to = target.number;
    if (!target.agentId.isEmpty()) op.agentId = UserId(target.agentId);
    send(DeskControl::Consult, op);
}

template <class Op>
void CallControls::send(DeskControl control, Op op) {
    if (m_asking.contains(control)) return;
    m_asking.insert(control);
    refresh();
    m_session.call(op).then(this, [this, control, id = m_call.id()](const Result<Done> &reply) {
        answered(control, id, reply);
    });
}

void CallControls::answered(DeskControl control, const QString &id, const Result<Done> &reply) {
    m_asking.erase(control);
    if (reply && id == m_id) took(control);
    refresh();
    if (reply) emit accepted(control);
    else emit problem(tr("\"%1\" was not done. %2").arg(action(control)->text().remove(u'&'), ErrorText::of(reply.error())));
}

void CallControls::took(DeskControl control) {
    if (control == DeskControl::Mute) m_muted = !m_muted;
    if (control == DeskControl::RecordStart || control == DeskControl::RecordResume) m_recording = Recording::On;
    if (control == DeskControl::RecordPause) m_recording = Recording::Paused;
    if (control == DeskControl::RecordStop) m_recording = Recording::Off;
}

void CallControls::refresh() {
    if (m_call.id() != m_id) {
        m_id = m_call.id();
        m_muted = false;
        m_recording = Recording::Unknown;
        m_failure.clear();
    }
    const LiveCall *call = m_call.call();
    const bool held = call && call->stage == CallStage::Held;
    action(DeskControl::Hold)->setChecked(held);
    action(DeskControl::Hold)->setText(held ? tr("Res&ume") : tr("&Hold"));
    action(DeskControl::Mute)->setChecked(m_muted);
    action(DeskControl::Mute)->setText(m_muted ? tr("Un&mute") : tr("&Mute"));
    for (size_t i = 0; i < kDeskControls; ++i) setObstacle(m_actions[i], obstacle(static_cast<DeskControl>(i)));
    watchFailures();
    emit changed();
}

void CallControls::watchFailures() {
    const LiveCall *call = m_call.call();
    const QString failure = call ? call->failureText : QString();
    if (failure == m_failure) return;
    m_failure = failure;
    if (!failure.isEmpty()) emit problem(failure);
}

QString CallControls::obstacle(DeskControl control) const {
    const LiveCall *call = m_call.call();
    if (!call) return tr("You have no call.");
    if (m_asking.contains(control)) return tr("The server is being asked.");
    if (control == DeskControl::Decline) return m_call.offered() ? QString() : tr("No call is being offered to you.");
    if (m_call.offered()) return tr("Pick up your phone first.");
    if (control == DeskControl::HangUp) return {};
    if (control == DeskControl::Retrieve) return call->stage == CallStage::Parked ? QString() : tr("This call is not parked.");
    const bool consulting = call->stage == CallStage::Consulting;
    const bool talking = call->stage == CallStage::Connected || call->stage == CallStage::Held;
    if (call->stage == CallStage::Parked) return tr("Retrieve the call first.");
    if (!talking && !consulting) return tr("The call has to be answered first.");
    switch (control) {
    case DeskControl::Swap:
    case DeskControl::Merge:
    case DeskControl::Complete:
    case DeskControl::CancelConsult: return consulting ? QString() : tr("You are not asking anybody.");
    case DeskControl::Hold:
    case DeskControl::Transfer:
    case DeskControl::Consult:
    case DeskControl::Park: return consulting ? tr("Hand over, or go back to the customer first.") : QString();
    default: return recordingObstacle(control);
    }
}

QString CallControls::recordingObstacle(DeskControl control) const {
    // Recording may have been begun by a rule; then only the server knows, and says so if it is asked in vain.
    switch (control) {
    case DeskControl::RecordStart:
        return m_recording == Recording::On || m_recording == Recording::Paused ? tr("The call is being recorded already.") : QString();
    case DeskControl::RecordPause:
        if (m_recording == Recording::Paused) return tr("The recording is paused.");
        return m_recording == Recording::Off ? tr("The call is not being recorded.") : QString();
    case DeskControl::RecordResume: return m_recording == Recording::Paused ? QString() : tr("The recording is not paused.");
    case DeskControl::RecordStop: return m_recording == Recording::Off ? tr("The call is not being recorded.") : QString();
    default: return {};
    }
}

} // namespace callfloor
