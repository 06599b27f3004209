// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/floor_actions.h"

#include "app/contract/ops_control.h"
#include "app/contract/ops_supervision.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QInputDialog>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

FloorActions::FloorActions(FloorSession &session, QWidget *window) : QObject(window), m_session(session), m_window(window) {
    build(Act::Take, "takeAction", tr("&Take this call"), Qt::Key_A);
    build(Act::Monitor, "monitorAction", tr("&Listen"));
    build(Act::Whisper, "whisperAction", tr("&Whisper to the agent"));
    build(Act::Barge, "bargeAction", tr("&Join, heard by all"));
    build(Act::Stop, "stopSupervisionAction", tr("&Stop listening"));
    build(Act::TakeOver, "takeOverAction", tr("Take &over from the agent"));
    build(Act::Message, "messageAction", tr("Write to the &agent…"));
    build(Act::HangUp, "supervisorHangUpAction", tr("&Hang up with a reason…"));
    connect(&session, &FloorSession::userChanged, this, [this] { setCall(nullptr); });
    refresh();
}

void FloorActions::build(Act act, const char *name, const QString &text, int key) {
    auto *made = new QAction(text, this);
    made->setObjectName(QLatin1String(name));
    if (key != 0) made->setShortcut(QKeySequence(QKeyCombination(Qt::CTRL | Qt::SHIFT, static_cast<Qt::Key>(key))));
    connect(made, &QAction::triggered, this, [this, act] { trigger(act); });
    m_actions << made;
}

void FloorActions::setCall(const LiveCall *call) {
    m_call = call ? std::optional(*call) : std::nullopt;
    refresh();
}

void FloorActions::refresh() {
    const bool supervises = allows(m_session.user().role, Role::Supervisor);
    for (int i = 0; i < kActs; ++i) {
        setObstacle(m_actions[i], obstacle(static_cast<Act>(i)));
        m_actions[i]->setVisible(supervises || static_cast<Act>(i) == Act::Take);
    }
}

QString FloorActions::obstacle(Act act) const {
    if (!m_call) return tr("Select a call first.");
    if (m_call->ended()) return tr("This call has ended.");
    if (act == Act::Take) {
        if (m_call->stage == CallStage::Parked) return {};
        return m_call->stage == CallStage::Queued ? QString() : tr("Nobody waits on this call.");
    }
    if (!allows(m_session.user().role, Role::Supervisor)) return tr("Only supervisors may do that.");
    if (act == Act::HangUp || act == Act::Stop) return {};
    const bool own = m_call->agentId == m_session.user().id.text();
    if (own) return tr("This is your own call.");
    if (act == Act::Message) return m_call->agentId.isEmpty() ? tr("Nobody has this call.") : QString();
    return m_call->status == CallStatus::Active ? QString() : tr("Nobody talks on this call yet.");
}

void FloorActions::trigger(Act act) {
    if (!obstacle(act).isEmpty()) return;
    const CallId id(m_call->id);
    switch (act) {
    case Act::Take:
        if (m_call->stage == CallStage::Parked) return send(RetrieveCall{{id}}, tr("Pick up your phone to take the call."));
        return send(AnswerCall{{id}}, tr("Pick up your phone to take the call."));
    case Act::Monitor: return supervise(MonitorCall{{id, {}, {}}});
    case Act::Whisper: return supervise(WhisperCall{{id, {}, {}}});
    case Act::Barge: return supervise(BargeCall{{id, {}, {}}});
    case Act::Stop: return send(StopSupervision{id}, tr("You are no longer on the call."));
    case Act::TakeOver: return send(TakeOverCall{id}, tr("Pick up your phone to take the call."));
    case Act::Message: return askForWords(act, tr("Write to the agent"), tr("Only the agent of %1 sees it:").arg(m_call->customerNumber));
    case Act::HangUp: return askForWords(act, tr("Hang up"), tr("Why is the call with %1 ended? Kept in the audit log.").arg(m_call->customerNumber));
    }
}

void FloorActions::askForWords(Act act, const QString &title, const QString &label) {
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName(u"wordsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setOkButtonText(act == Act::Message ? tr("Send") : tr("Hang up"));
    dialog->setInputMode(QInputDialog::TextInput);
    // The call that was meant when it was asked, whatever is selected by now.
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, act, id = m_call->id](const QString &words) { sayWords(act, id, words.trimmed()); });
    dialog->open();
}

void FloorActions::sayWords(Act act, const QString &callId, const QString &words) {
    if (words.isEmpty()) {
        emit problem(act == Act::Message ? tr("Nothing was sent: the message was empty.")
                                         : tr("The call was not ended: a reason is needed."));
        return;
    }
    if (act == Act::Message) send(MessageAgent{CallId(callId), words}, tr("The message was sent."));
    else send(SupervisorHangUp{CallId(callId), words}, tr("The call was ended."));
}

template <class Op>
void FloorActions::supervise(const Op &op) {
    m_session.call(op).then(this, [this](const Result<Supervision> &reply) { supervised(reply); });
}

void FloorActions::supervised(const Result<Supervision> &reply) {
    if (!reply) {
        emit problem(ErrorText::of(reply.error()));
        return;
    }
    const auto heard = [&](QLatin1StringView who) {
        return std::find(reply->heardBy.begin(), reply->heardBy.end(), who) != reply->heardBy.end();
    };
    const bool agent = heard("agent"_L1), customer = heard("customer"_L1);
    const QString whom = agent && customer ? tr("Agent and customer will hear you.")
                         : agent           ? tr("Only the agent will hear you.")
                         : customer        ? tr("The customer will hear you.")
                                           : tr("Nobody will hear you.");
    emit notice(tr("Pick up your phone. %1").arg(reply->note ? whom + u' ' + *reply->note : whom));
}

template <class Op>
void FloorActions::send(const Op &op, const QString &doneText) {
    m_session.call(op).then(this, [this, doneText](const Result<Done> &reply) {
        if (reply) emit notice(doneText);
        else emit problem(ErrorText::of(reply.error()));
    });
}

} // namespace callfloor
