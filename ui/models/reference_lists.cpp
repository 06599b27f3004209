// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/reference_lists.h"

#include "app/contract/all_ops.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Where the names of a reference come from.
struct NameSource {
    QLatin1StringView operation;
    QLatin1StringView rows;
    QLatin1StringView id = "id"_L1;
    QLatin1StringView name = "name"_L1;
};

NameSource nameSourceOf(FieldText::Reference reference, Role role) {
    using Reference = FieldText::Reference;
    switch (reference) {
    case Reference::Queue: return {"listQueues"_L1, "queues"_L1};
    case Reference::Team: return {"listTeams"_L1, "teams"_L1};
    case Reference::Person:
        if (allows(role, Role::Admin)) return {"listUsers"_L1, "users"_L1};
        return {"listAgents"_L1, "agents"_L1};
    case Reference::Agent: return {"listAgents"_L1, "agents"_L1};
    case Reference::Schedule: return {"listSchedules"_L1, "schedules"_L1};
    case Reference::Skill: return {"listSkills"_L1, "skills"_L1};
    case Reference::Campaign: return {"listCampaigns"_L1, "campaigns"_L1};
    case Reference::Reason: return {"listReasonCodes"_L1, "reasonCodes"_L1, "key"_L1, "label"_L1};
    case Reference::QueueOrCampaign: // both lists
    case Reference::None: break;
    }
    return {};
}

} // namespace

const OperationInfo *operationNamed(QLatin1StringView name) {
    const auto &all = allOperations();
    const auto found = std::find_if(all.begin(), all.end(), [&](const OperationInfo &one) { return name == QLatin1StringView(one.name); });
    return found == all.end() ? nullptr : &*found;
}

ReferenceLists::ReferenceLists(FloorSession &session, QObject *parent) : QObject(parent), m_session(session) {
    connect(&session, &FloorSession::userChanged, this, [this] { m_lists.clear(); });
}

void ReferenceLists::fetch(Reference reference) {
    if (reference == Reference::QueueOrCampaign) {
        fetch(Reference::Queue);
        fetch(Reference::Campaign);
    }
    const NameSource source = nameSourceOf(reference, m_session.user().role);
    const OperationInfo *operation = operationNamed(source.operation);
    if (!operation || m_asking.contains(reference)) return;
    m_asking.insert(reference);
    m_session.run(*operation, {}).then(this, [this, reference, source](const Result<QByteArray> &reply) {
        m_asking.remove(reference);
        if (!reply) return;
        Names names;
        const QJsonArray rows = QJsonDocument::fromJson(*reply).object().value(source.rows).toArray();
        for (const QJsonValue &value : rows) {
            const QJsonObject row = value.toObject();
            if (row.value("removed"_L1).toBool() || row.value("system"_L1).toBool()) continue;
            names.append({row.value(source.id).toString(), row.value(source.name).toString()});
        }
        std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
        if (names == m_lists.value(reference)) return;
        m_lists.insert(reference, names);
        emit changed(reference);
        if (reference == Reference::Queue || reference == Reference::Campaign) emit changed(Reference::QueueOrCampaign);
    });
}

ReferenceLists::Names ReferenceLists::list(Reference reference) const {
    if (reference == Reference::QueueOrCampaign) return m_lists.value(Reference::Queue) + m_lists.value(Reference::Campaign);
    return m_lists.value(reference);
}

QString ReferenceLists::name(Reference reference, const QString &id) const {
    for (const auto &[known, name] : list(reference))
        if (known == id) return name;
    return id;
}

} // namespace callfloor
