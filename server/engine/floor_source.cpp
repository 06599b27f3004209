// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/floor_source.h"

#include "server/store/queue_entry_store.h"
#include "server/store/queue_store.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

RoutingView floorFromRows(store::Tx &tx, UtcTime now) {
    RoutingView view = store::entries::routingView(tx, now);
    auto skills = store::queues::skillsOfAll(tx);
    std::map<UserId, RoutingAgent> agents;
    for (const store::MemberRow &row : store::queues::allMembers(tx)) {
        RoutingAgent &agent = agents[row.member.user];
        agent.id = row.member.user;
        agent.places.push_back({row.member.queue, row.member.tier, row.member.position, row.member.weight});
    }
    for (auto &[id, agent] : agents) {
        agent.skills = std::move(skills[id]);
        view.agents.push_back(std::move(agent));
    }
    return view;
}

StaffCounts staffOf(const RoutingView &view, const QueueId &queue) {
    StaffCounts counts;
    for (const RoutingAgent &agent : view.agents) {
        const bool member = std::any_of(agent.places.begin(), agent.places.end(), [&](const AgentPlace &place) { return place.queue == queue; });
        if (!member) continue;
        switch (agent.work) {
        case AgentWork::LoggedOut: ++counts.work.loggedOut; break;
        case AgentWork::NotReady: ++counts.work.notReady; break;
        case AgentWork::Idle: ++counts.idle; break;
        case AgentWork::Ringing: ++counts.work.ringing; break;
        case AgentWork::Talking: ++counts.work.talking; break;
        case AgentWork::Hold: ++counts.work.hold; break;
        case AgentWork::WrapUp: ++counts.work.wrapUp; break;
        case AgentWork::Unreachable: ++counts.work.unreachable; break;
        }
    }
    return counts;
}

QJsonObject staffJson(const StaffCounts &counts) {
    return {{u"idle"_s, counts.idle},           {u"ringing"_s, counts.work.ringing},   {u"talking"_s, counts.work.talking},
            {u"hold"_s, counts.work.hold},      {u"wrapUp"_s, counts.work.wrapUp},     {u"notReady"_s, counts.work.notReady},
            {u"loggedOut"_s, counts.work.loggedOut}, {u"unreachable"_s, counts.work.unreachable}};
}

} // namespace callfloor
