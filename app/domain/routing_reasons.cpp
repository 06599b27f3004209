// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/routing_floor.h"

#include <algorithm>

namespace callfloor::routing {

namespace {

constexpr int kHighestLevel = 10;

const Agent &agentAt(const Floor &floor, const Member &member) { return floor.agents[static_cast<size_t>(member.agent)]; }
const Line &lineOf(const Floor &floor, const Entry &entry) { return floor.lines[static_cast<size_t>(entry.line)]; }

void count(WorkCounts &counts, const Agent &agent) {
    switch (agent.view->work) {
    case AgentWork::LoggedOut: ++counts.loggedOut; break;
    case AgentWork::NotReady: ++counts.notReady; break;
    case AgentWork::Idle: ++counts.full; break; // not free although idle
    case AgentWork::Ringing: ++counts.ringing; break;
    case AgentWork::Talking: ++counts.talking; break;
    case AgentWork::Hold: ++counts.hold; break;
    case AgentWork::WrapUp: ++counts.wrapUp; break;
    case AgentWork::Unreachable: ++counts.unreachable; break;
    }
}

/// When the levels will have been lowered so far.
UtcTime loweredAt(const Queue &queue, UtcTime enteredAt, int lowered) {
    const int first = queue.relaxAfterSeconds > 0 ? queue.relaxAfterSeconds : queue.relaxEverySeconds;
    return enteredAt + std::chrono::seconds(first) + std::chrono::seconds(queue.relaxEverySeconds) * (lowered - 1);
}

/// The first moment at which somebody who is logged in has these needs by relaxation.
std::optional<UtcTime> metAt(const Floor &floor, const Entry &entry, const std::vector<Need> &needs) {
    const Line &line = lineOf(floor, entry);
    const Queue &queue = line.view->settings;
    if (queue.relaxEverySeconds <= 0) return std::nullopt;
    for (int lowered = loweredBy(queue, entry.waited) + 1; lowered < kHighestLevel; ++lowered)
        for (const Member &member : line.members)
            if (agentAt(floor, member).loggedIn && skilled(agentAt(floor, member), needs, lowered))
                return loweredAt(queue, entry.view->enteredAt, lowered);
    return std::nullopt;
}

std::vector<WaitReason> missingSkills(const Floor &floor, const Entry &entry, int lowered) {
    const Line &line = lineOf(floor, entry);
    std::vector<WaitReason> reasons;
    for (const Need &need : entry.needs) {
        const bool there = std::any_of(line.members.begin(), line.members.end(), [&](const Member &member) {
            return agentAt(floor, member).loggedIn && skilled(agentAt(floor, member), {need}, lowered);
        });
        if (there) continue;
        WaitReason reason{WaitCode::NoSkill};
        reason.skill = floor.skill(need.skill);
        reason.level = loweredLevel(need.level, lowered);
        reason.until = metAt(floor, entry, {need});
        reasons.push_back(reason);
    }
    if (!reasons.empty()) return reasons;
    WaitReason mix{WaitCode::NoSkillMix};
    mix.until = metAt(floor, entry, entry.needs);
    return {mix};
}

void addCallersAhead(const Floor &floor, const Entry &entry, std::vector<WaitReason> &reasons) {
    const Line &line = lineOf(floor, entry);
    WaitReason reason{WaitCode::CallersAhead};
    for (const Line &other : floor.lines) {
        if (other.ahead == 0 || (&other != &line && !floor.share(line, other))) continue;
        const bool more = other.view->settings.priority > line.view->settings.priority;
        (more ? reason.moreImportant : reason.sameImportance) += other.ahead;
    }
    if (reason.moreImportant + reason.sameImportance > 0) reasons.push_back(reason);
}

} // namespace

std::vector<WaitReason> reasonsOf(const Floor &floor, const Entry &entry, bool heldForLastAgent) {
    const Line &line = lineOf(floor, entry);
    const Queue &queue = line.view->settings;
    if (line.members.empty()) return {WaitReason{WaitCode::NoMembers}};
    const int lowered = loweredBy(queue, entry.waited);
    WorkCounts busy;
    int able = 0, loggedIn = 0, lateTier = 0;
    for (const Member &member : line.members) {
        const Agent &agent = agentAt(floor, member);
        if (!agent.loggedIn) {
            ++busy.loggedOut;
            continue;
        }
        ++loggedIn;
        if (!skilled(agent, entry.needs, lowered)) continue;
        ++able;
        if (!agent.free) count(busy, agent);
        else if (!agent.taken && !heldForLastAgent && (lateTier == 0 || member.tier < lateTier)) lateTier = member.tier;
    }
    if (loggedIn == 0) {
        WaitReason reason{WaitCode::NobodyLoggedIn};
        reason.counts.loggedOut = busy.loggedOut;
        return {reason};
    }
    if (able == 0) return missingSkills(floor, entry, lowered);
    std::vector<WaitReason> reasons;
    busy.loggedOut = 0;
    if (heldForLastAgent) {
        WaitReason reason{WaitCode::LastAgentHeld};
        reason.agent = entry.view->lastAgent;
        reason.until = entry.view->enteredAt + std::chrono::seconds(queue.stickyWaitSeconds);
        reasons.push_back(reason);
    }
    if (lateTier > 0) {
        WaitReason reason{WaitCode::TierLater};
        reason.tier = lateTier;
        reason.until = entry.view->enteredAt + std::chrono::seconds(queue.tierStepSeconds) * line.tierRank.at(lateTier);
        reasons.push_back(reason);
    }
    if (busy.busy() > 0) {
        WaitReason reason{WaitCode::AgentsBusy};
        reason.counts = busy;
        reasons.push_back(reason);
    }
    addCallersAhead(floor, entry, reasons);
    return reasons;
}

std::optional<UtcTime> nextChangeOf(const Floor &floor, const Entry &entry, bool heldForLastAgent) {
    const Line &line = lineOf(floor, entry);
    const Queue &queue = line.view->settings;
    std::optional<UtcTime> next;
    const auto consider = [&](UtcTime at) {
        if (at > entry.view->enteredAt + entry.waited && (!next || at < *next)) next = at;
    };
    const int lowered = loweredBy(queue, entry.waited);
    const bool canFall = std::any_of(entry.needs.begin(), entry.needs.end(),
                                     [&](const Need &need) { return loweredLevel(need.level, lowered) > 1; });
    if (queue.relaxEverySeconds > 0 && canFall) consider(loweredAt(queue, entry.view->enteredAt, lowered + 1));
    for (const auto &[tier, rank] : line.tierRank)
        consider(entry.view->enteredAt + std::chrono::seconds(queue.tierStepSeconds) * rank);
    if (heldForLastAgent) consider(entry.view->enteredAt + std::chrono::seconds(queue.stickyWaitSeconds));
    if (queue.maxWaitSeconds > 0) consider(entry.view->enteredAt + std::chrono::seconds(queue.maxWaitSeconds));
    return next;
}

} // namespace callfloor::routing
