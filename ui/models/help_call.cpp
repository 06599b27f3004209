// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/help_call.h"

#include "app/contract/ops_alerts.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"

#include <QAction>

namespace callfloor {

using namespace Qt::StringLiterals;

HelpCall::HelpCall(FloorSession &session, AgentDesk &desk, QObject *parent)
    : QObject(parent), m_session(session), m_desk(desk), m_action(new QAction(this)) {
    m_action->setObjectName(u"helpAction"_s);
    m_action->setCheckable(true);
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q));
    connect(m_action, &QAction::triggered, this, &HelpCall::toggle);
    connect(&desk, &AgentDesk::changed, this, &HelpCall::refresh);
    connect(&session, &FloorSession::userChanged, this, [this] {
        ++m_generation;
        m_asked = m_busy = false;
        refresh();
    });
    refresh();
}

void HelpCall::toggle() {
    const bool asking = !m_asked;
    refresh(); // The tick is what the server has accepted, not what was clicked.
    if (m_busy || !m_desk.signedOn()) return;
    m_busy = true;
    refresh();
    if (asking) ask(AskForHelp{}, true);
    else ask(WithdrawHelp{}, false);
}

template <class Op>
void HelpCall::ask(const Op &op, bool asking) {
    m_session.call(op).then(this, [this, asking, generation = m_generation](const Result<typename Op::Reply> &reply) {
        if (generation == m_generation) answered(reply ? Result<Ok>(Ok{}) : Result<Ok>(reply.error()), asking);
    });
}

void HelpCall::answered(const Result<Ok> &reply, bool asking) {
    m_busy = false;
    if (reply) {
        m_asked = asking;
        m_callId = m_desk.agent().callId ? m_desk.agent().callId->text() : QString();
        emit notice(asking ? tr("Supervisors have been asked to help you.") : tr("Nobody is asked to help you any more."));
    } else {
        emit problem(asking ? tr("Nobody was asked for help. %1").arg(ErrorText::of(reply.error()))
                            : tr("The call for help was not taken back. %1").arg(ErrorText::of(reply.error())));
    }
    refresh();
}

void HelpCall::refresh() {
    const QString callId = m_desk.agent().callId ? m_desk.agent().callId->text() : QString();
    if (m_asked && !m_callId.isEmpty() && callId != m_callId) m_asked = false;
    m_action->setChecked(m_asked);
    m_action->setText(m_asked ? tr("Take back the call for &help") : tr("Ask for &help"));
    setObstacle(m_action, !m_desk.signedOn() ? tr("Sign on as an agent first.") : m_busy ? tr("The server is being asked.") : QString());
    emit changed();
}

} // namespace callfloor
