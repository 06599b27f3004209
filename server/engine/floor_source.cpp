// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/floor_source.h"

#include "server/store/agent_store.h"
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"
#include "server/store/figures_store.h"
#include "server/store/line_store.h"
#include "server/store/queue_store.h"
#include "server/store/user_store.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

AgentWork workOf(const Agent &agent) {
    switch (stateOf(agent)) {
    case AgentState::Offline: return AgentWork::LoggedOut;
    case AgentState::NotReady: return AgentWork::NotReady;
    case AgentState::Available: return AgentWork::Idle;
    case AgentState::Reserved:
    case AgentState::Ringing:
    case AgentState::Preview: return AgentWork::Ringing;
    case AgentState::Talking: return AgentWork::Talking;
    case AgentState::Hold: return AgentWork::Hold;
    case AgentState::WrapUp: return AgentWork::WrapUp;
    case AgentState::Unreachable: return AgentWork::Unreachable;
    }
    return AgentWork::LoggedOut;
}

/// What the members of queues do, and for strategies by work what they have done today.
void addWork(store::Tx &tx, RoutingView &view, UtcTime now) {
    std::map<UserId, RoutingAgent *> members;
    for (RoutingAgent &agent : view.agents) members[agent.id] = &agent;
    // Who has no phone cannot be rung, whatever he has chosen.
    std::map<UserId, int> capacities;
    for (const store::User &user : store::users::list(tx)) capacities[user.id] = user.station.isEmpty() ? 0 : user.capacity;
    for (const UserId &agent : store::lines::ringing(tx)) capacities[agent] = 0; // his phone rings already, to stay up
    for (const UserId &supervisor : store::calls::supervising(tx)) capacities[supervisor] = 0;
    for (const store::AgentRow &row : store::agents::list(tx, Scope{DataScope::All, {}, {}})) {
        const auto member = members.find(row.agent.id);
        if (member == members.end()) continue;
        RoutingAgent &agent = *member->second;
        agent.work = workOf(row.agent);
        agent.freeCapacity = capacities[row.agent.id];
        agent.routable = isRoutable(row.agent, agent.freeCapacity);
        agent.idleSince = row.agent.lastWorkEndedAt.value_or(row.agent.stateSince);
    }
    const bool byWork = std::any_of(view.queues.begin(), view.queues.end(), [](const RoutingQueue &queue) {
        return queue.settings.strategy == QueueStrategy::FewestCalls || queue.settings.strategy == QueueStrategy::LeastTalk;
    });
    if (!byWork) return;
    store::FigureQuery today;
    today.from = now - std::chrono::hours(24);
    today.to = now;
    for (const auto &[key, sums] : store::figures::workSums(tx, today)) {
        const auto member = members.find(key.agent);
        if (member == members.end()) continue;
        member->second->callsHandled += sums.handled;
        member->second->talkSeconds += sums.talkUs / 1'000'000;
    }
}

} // namespace

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
    addWork(tx, view, now);
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
