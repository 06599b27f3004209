// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/routing_floor.h"

#include <algorithm>
#include <set>

namespace callfloor::routing {

using namespace std::chrono_literals;

namespace {

bool isLoggedIn(AgentWork work) { return work != AgentWork::LoggedOut; }

bool isWorking(AgentWork work) {
    return work == AgentWork::Idle || work == AgentWork::Ringing || work == AgentWork::Talking || work == AgentWork::Hold ||
           work == AgentWork::WrapUp;
}

void mergeNeed(std::vector<Need> &needs, const Need &need) {
    for (Need &other : needs) {
        if (other.skill != need.skill) continue;
        other.level = std::max(other.level, need.level);
        other.weight = std::max(other.weight, need.weight);
        return;
    }
    needs.push_back(need);
}

} // namespace

int loweredBy(const Queue &queue, std::chrono::microseconds waited) {
    if (queue.relaxEverySeconds <= 0) return 0;
    const std::chrono::seconds first{queue.relaxAfterSeconds > 0 ? queue.relaxAfterSeconds : queue.relaxEverySeconds};
    if (waited < first) return 0;
    return 1 + static_cast<int>((waited - first) / std::chrono::seconds(queue.relaxEverySeconds));
}

bool skilled(const Agent &agent, const std::vector<Need> &needs, int lowered) {
    return std::all_of(needs.begin(), needs.end(), [&](const Need &need) {
        const int level = agent.levels[static_cast<size_t>(need.skill)];
        return level > 0 && level >= loweredLevel(need.level, lowered);
    });
}

Floor::Floor(const RoutingView &view, UtcTime now) {
    for (const RoutingQueue &queue : view.queues)
        for (const SkillNeed &need : queue.settings.skills) skillIndex(need.skill);
    for (const WaitingEntry &entry : view.waiting)
        for (const SkillNeed &need : entry.needs) skillIndex(need.skill);
    addAgents(view);
    addLines(view);
    addEntries(view, now);
}

int Floor::skillIndex(const SkillId &id) {
    const auto known = m_skills.constFind(id.text());
    if (known != m_skills.constEnd()) return *known;
    const int index = static_cast<int>(m_skillIds.size());
    m_skills.insert(id.text(), index);
    m_skillIds.push_back(id);
    return index;
}

void Floor::addAgents(const RoutingView &view) {
    agents.reserve(view.agents.size());
    for (const RoutingAgent &agent : view.agents) {
        Agent made{&agent, std::vector<int>(m_skillIds.size(), 0), isLoggedIn(agent.work), false, false};
        made.free = agent.routable && agent.freeCapacity > 0 && agent.work == AgentWork::Idle;
        for (const AgentSkill &skill : agent.skills)
            if (const int index = m_skills.value(skill.skill.text(), -1); index >= 0)
                made.levels[static_cast<size_t>(index)] = skill.level;
        agents.push_back(std::move(made));
    }
    std::sort(agents.begin(), agents.end(), [](const Agent &a, const Agent &b) { return a.view->id < b.view->id; });
    m_agents.reserve(static_cast<qsizetype>(agents.size()));
    for (size_t i = 0; i < agents.size(); ++i) m_agents.insert(agents[i].view->id.text(), static_cast<int>(i));
}

void Floor::addLines(const RoutingView &view) {
    for (const RoutingQueue &queue : view.queues) {
        m_lines.insert(queue.settings.id.text(), static_cast<int>(lines.size()));
        Line &line = lines.emplace_back();
        line.view = &queue;
        line.loggedIn.resize((agents.size() + 63) / 64);
        for (const SkillNeed &need : queue.settings.skills) mergeNeed(line.needs, {skillIndex(need.skill), need.minLevel, need.weight});
    }
    for (size_t i = 0; i < agents.size(); ++i) {
        for (const AgentPlace &place : agents[i].view->places) {
            const int index = m_lines.value(place.queue.text(), -1);
            if (index < 0) continue;
            Line &line = lines[static_cast<size_t>(index)];
            line.members.push_back({static_cast<int>(i), place.tier, place.position, place.weight});
            if (agents[i].loggedIn) line.loggedIn[i / 64] |= quint64{1} << (i % 64);
            if (isWorking(agents[i].view->work)) ++line.working;
        }
    }
    for (Line &line : lines) {
        std::sort(line.members.begin(), line.members.end(), [](const Member &a, const Member &b) {
            return std::tuple(a.position, a.agent) < std::tuple(b.position, b.agent);
        });
        rankTiers(line);
        const auto memory = view.roundRobin.find(line.view->settings.id);
        if (memory == view.roundRobin.end()) continue;
        const int last = agentOf(memory->second);
        for (size_t i = 0; i < line.members.size(); ++i)
            if (line.members[i].agent == last) line.roundRobin = static_cast<int>(i);
    }
}

void Floor::rankTiers(Line &line) const {
    std::set<int> tiers, staffed;
    for (const Member &member : line.members) {
        tiers.insert(member.tier);
        if (agents[static_cast<size_t>(member.agent)].loggedIn) staffed.insert(member.tier);
    }
    const Queue &queue = line.view->settings;
    for (const int tier : tiers) {
        const auto below = std::distance(staffed.begin(), staffed.lower_bound(tier));
        line.tierRank[tier] = queue.tierStepSeconds == 0 ? 0 : queue.skipEmptyTiers ? static_cast<int>(below) : tier - 1;
    }
}

void Floor::addEntries(const RoutingView &view, UtcTime now) {
    entries.reserve(view.waiting.size());
    for (const WaitingEntry &waiting : view.waiting) {
        const int index = m_lines.value(waiting.queue.text(), -1);
        if (index < 0) continue;
        Entry entry{&waiting, index, std::max(now - waiting.enteredAt, 0us), lines[static_cast<size_t>(index)].needs};
        for (const SkillNeed &need : waiting.needs) mergeNeed(entry.needs, {skillIndex(need.skill), need.minLevel, need.weight});
        entries.push_back(std::move(entry));
    }
    const auto rank = [this](const Entry &entry) {
        const qint64 score = qint64{entry.view->callPriority} * 1'000'000 + entry.waited.count();
        return std::tuple(-lines[static_cast<size_t>(entry.line)].view->settings.priority, -score, toMicros(entry.view->enteredAt));
    };
    std::sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) {
        const auto left = rank(a), right = rank(b);
        return left != right ? left < right : a.view->id < b.view->id;
    });
}

bool Floor::share(const Line &a, const Line &b) const {
    for (size_t i = 0; i < a.loggedIn.size(); ++i)
        if (a.loggedIn[i] & b.loggedIn[i]) return true;
    return false;
}

} // namespace callfloor::routing
