// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/agent_actions.h"

#include "app/contract/ops_agents.h"
#include "ui/error_text.h"
#include "ui/models/reference_lists.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QInputDialog>
#include <QMenu>

namespace callfloor {

using namespace Qt::StringLiterals;

AgentActions::AgentActions(FloorSession &session, ReferenceLists &lists, QWidget *window)
    : QObject(window), m_session(session), m_lists(lists), m_window(window), m_reasons(new QMenu(window)) {
    m_ready = add("makeReadyAction", tr("Make &ready"));
    m_notReady = add("makeNotReadyAction", tr("Make &not ready…"));
    m_logOff = add("logOffAgentAction", tr("Sign &off…"));
    m_reasons->setObjectName(u"reasonMenu"_s);
    connect(m_ready, &QAction::triggered, this, [this] { setState(u"AVAILABLE"_s, {}); });
    connect(m_notReady, &QAction::triggered, this, [this] {
        fillReasons();
        m_reasons->popup(QCursor::pos());
    });
    connect(m_logOff, &QAction::triggered, this, &AgentActions::askForLogOff);
    refresh();
}

QAction *AgentActions::add(const char *name, const QString &text) {
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    m_actions << action;
    return action;
}

void AgentActions::setAgent(const QJsonObject &agent) {
    m_agent = agent;
    refresh();
}

QString AgentActions::obstacle() const {
    if (m_agent.isEmpty()) return tr("Select an agent first.");
    if (m_agent.value("state"_L1) == "OFFLINE"_L1) return tr("This agent is not signed on.");
    return {};
}

void AgentActions::refresh() {
    const QString common = obstacle();
    const bool ready = m_agent.value("availability"_L1) == "AVAILABLE"_L1 && m_agent.value("pendingReason"_L1).toString().isEmpty();
    setObstacle(m_ready, !common.isEmpty() ? common : ready ? tr("This agent is ready already.") : QString());
    setObstacle(m_notReady, common);
    setObstacle(m_logOff, common);
}

void AgentActions::fillReasons() {
    m_reasons->clear();
    for (const auto &[key, label] : m_lists.list(FieldText::Reference::Reason)) {
        QAction *action = m_reasons->addAction(QString(label).replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, key = key, id = m_agent.value("id"_L1)] {
            // The row may be another agent's by now: the one for whom the menu was opened has gone.
            if (m_agent.value("id"_L1) == id) setState(u"NOT_READY"_s, key);
        });
    }
    if (m_reasons->isEmpty()) m_reasons->addAction(tr("There are no reasons to choose from."))->setEnabled(false);
}

void AgentActions::setState(const QString &state, const QString &reason) {
    if (!obstacle().isEmpty()) return;
    SetAgentState op;
    op.id = UserId(m_agent.value("id"_L1).toString());
    op.state = state;
    if (!reason.isEmpty()) op.reason = reason;
    op.version = m_agent.value("version"_L1).toInteger();
    send(op, tr("%1: done.").arg(m_agent.value("name"_L1).toString()));
}

void AgentActions::askForLogOff() {
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName(u"logOffDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Sign off %1").arg(m_agent.value("name"_L1).toString()));
    dialog->setLabelText(tr("Why? Kept in the audit log. During a call the agent is signed off when it is over."));
    dialog->setOkButtonText(tr("Sign off"));
    // The agent who was meant when it was asked, whoever is selected by now.
    connect(dialog, &QInputDialog::textValueSelected, this, [this, agent = m_agent](const QString &words) {
        ForceAgentLogout op;
        op.id = UserId(agent.value("id"_L1).toString());
        op.reason = words.trimmed();
        op.version = agent.value("version"_L1).toInteger();
        if (op.reason.size() < 3) {
            emit problem(tr("Nobody was signed off: a reason is needed."));
            return;
        }
        send(op, tr("%1: done.").arg(agent.value("name"_L1).toString()));
    });
    dialog->open();
}

template <class Op>
void AgentActions::send(const Op &op, const QString &done) {
    m_session.call(op).then(this, [this, done](const Result<AgentInfo> &reply) {
        if (reply) emit notice(done);
        else emit problem(ErrorText::of(reply.error()));
    });
}

} // namespace callfloor
