// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/target_list.h"

#include "app/contract/ops_agents.h"
#include "app/contract/ops_queues.h"
#include "ui/models/agent_text.h"
#include "ui/widgets/icons.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace callfloor {

using namespace Qt::StringLiterals;

TargetList::TargetList(FloorSession &session, QObject *parent) : QStandardItemModel(parent), m_session(session) {}

void TargetList::fetch(bool withQueues) {
    ++m_fetch;
    clear();
    addAgents();
    if (withQueues) addQueues();
}

void TargetList::addAgents() {
    m_session.call(ListAgents{}).then(this, [this, fetch = m_fetch](const Result<ListAgents::Reply> &reply) {
        if (fetch != m_fetch || !reply) return;
        for (const AgentInfo &agent : reply->agents) {
            if (agent.id == m_session.user().id) continue;
            add(tr("%1 (%2)").arg(agent.name, AgentText::state(agent, {})), agent.name, agent.id.text(), {});
            item(rowCount() - 1)->setIcon(agentIcon(agent.state));
        }
    });
}

void TargetList::addQueues() {
    m_session.call(ListQueues{}).then(this, [this, fetch = m_fetch](const Result<QueueListReply> &reply) {
        if (fetch != m_fetch || !reply) return;
        const QJsonArray queues = QJsonDocument::fromJson(reply->json).object().value("queues"_L1).toArray();
        for (const QJsonValue &value : queues) {
            const QString name = value.toObject().value("name"_L1).toString();
            add(tr("%1 (queue)").arg(name), name, {}, value.toObject().value("id"_L1).toString());
        }
    });
}

void TargetList::add(const QString &shown, const QString &name, const QString &agentId, const QString &queueId) {
    auto *row = new QStandardItem(shown);
    row->setData(name, NameRole);
    row->setData(agentId, AgentRole);
    row->setData(queueId, QueueRole);
    appendRow(row);
}

std::optional<CallTarget> TargetList::target(const QString &words) const {
    const QString wanted = words.trimmed();
    const QStandardItem *found = nullptr;
    int ofThatName = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const QStandardItem *candidate = item(row);
        if (candidate->text() == wanted) return CallTarget{{}, candidate->data(AgentRole).toString(), candidate->data(QueueRole).toString()};
        if (candidate->data(NameRole).toString().compare(wanted, Qt::CaseInsensitive) != 0) continue;
        found = candidate;
        ++ofThatName;
    }
    // Two of one name: only the choice in the list says which.
    if (found && ofThatName == 1) return CallTarget{{}, found->data(AgentRole).toString(), found->data(QueueRole).toString()};
    static const QRegularExpression kNumber(u"^(\\+?[0-9][0-9 ()./-]*|sips?:\\S+)$"_s, QRegularExpression::CaseInsensitiveOption);
    if (ofThatName == 0 && kNumber.match(wanted).hasMatch()) return CallTarget{wanted, {}, {}};
    return std::nullopt;
}

} // namespace callfloor
