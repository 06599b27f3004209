// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/agent_names.h"

#include "app/contract/ops_calls.h"
#include "app/contract/session.h"

#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

AgentNames::AgentNames(FloorSession &session, QObject *parent) : QObject(parent), m_session(session) {}

void AgentNames::lookUp(const QString &agentId, const QString &callId) {
    if (agentId == m_session.user().id.text()) {
        emit found(agentId, m_session.user().name);
        return;
    }
    if (m_asking.contains(agentId)) return;
    m_asking.insert(agentId);
    m_session.call(GetCall{CallId(callId)}).then(this, [this, agentId](const Result<CallReply> &reply) {
        m_asking.remove(agentId);
        if (!reply) return;
        const QJsonObject agent = QJsonDocument::fromJson(reply->json).object().value("agent"_L1).toObject();
        // The call may have been handed to somebody else while we asked.
        if (agent.value("id"_L1).toString() == agentId) emit found(agentId, agent.value("name"_L1).toString());
    });
}

} // namespace callfloor
