// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/agent_transition.h"

#include "app/domain/agent_rules.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace agentmachine;

namespace {

constexpr std::array kInputNames = {"Login",     "Logout",     "Ready",        "NotReady",    "Reserve",   "LegRings",      "PreviewShown",
                                    "Answered",  "Hold",       "Unhold",       "WorkEnded",   "Missed",    "CallerGone",    "Released",
                                    "Disposed",  "ExtendWrapUp", "WrapUpTimer", "Heartbeat",  "HeartbeatLost", "LeaseExpired", "Restored"};
static_assert(kInputNames.size() == std::variant_size_v<AgentInput>);

UserId actorOf(const AgentInput &input) {
    return std::visit([](const auto &in) {
        if constexpr (requires { in.by; }) return in.by.userId;
        else return UserId();
    }, input);
}

QString workOf(const AgentInput &input) {
    return std::visit([](const auto &in) {
        if constexpr (requires { in.workId; }) return in.workId;
        else return QString();
    }, input);
}

/// True if the agents differ in more than when they were heard.
bool differs(const Agent &before, Agent after) {
    after.lastHeardAt = before.lastHeardAt;
    return !(before == after);
}

AgentChange changeOf(const Agent &before, const Agent &after, const Step &step, const AgentInput &input, UtcTime now) {
    AgentChange change;
    change.agentId = after.id;
    change.from = stateOf(before);
    change.to = stateOf(after);
    change.presence = after.presence;
    change.reason = step.why.isEmpty() && change.to == AgentState::NotReady ? after.reason : step.why;
    if (after.pending) change.pendingReason = after.pending->reason;
    change.actorId = actorOf(input);
    change.callId = after.callId.isEmpty() ? before.callId : after.callId;
    change.queueId = after.queueId.isEmpty() ? before.queueId : after.queueId;
    change.at = now;
    change.version = after.version;
    return change;
}

} // namespace

const char *agentInputName(size_t index) { return kInputNames[index]; }

AgentTransition transition(Agent agent, const AgentInput &input, UtcTime now) {
    AgentTransition out;
    const Agent before = agent;
    Step step{agent, now, {}, {}, {}};
    const Rule *rule = ruleFor(agent, input, now);
    const QString work = workOf(input);
    // Too late for this work: the sentence of the table tells of the state, which is that of other work.
    const bool overtaken = !work.isEmpty() && !agent.workId.isEmpty() && work != agent.workId;
    if (!rule || rule->to == Target::Refused || overtaken) {
        out.agent = before;
        out.refusal = conflict(overtaken || !rule ? u"This offer is over."_s : QString::fromUtf16(rule->refusal));
        return out;
    }
    if (rule->apply) rule->apply(step, input);
    out.heard = agent.lastHeardAt != before.lastHeardAt;
    if (differs(before, agent)) {
        agent.version = before.version + 1;
        if (stateOf(agent) != stateOf(before) || agent.reason != before.reason) agent.stateSince = now;
        out.change = changeOf(before, agent, step, input, now);
    }
    out.uncodedCall = step.uncodedCall;
    out.releasedCall = step.releasedCall;
    out.agent = std::move(agent);
    return out;
}

std::vector<AgentRule> agentRules() {
    std::vector<AgentRule> rules;
    for (const Rule &rule : ruleTable()) {
        AgentRule shown{agentInputName(rule.input), {}, targetName(rule.to), rule.guardText};
        for (int state = 0; state <= static_cast<int>(AgentState::Unreachable); ++state)
            if (rule.from.has(static_cast<AgentState>(state))) shown.from.push_back(static_cast<AgentState>(state));
        rules.push_back(std::move(shown));
    }
    return rules;
}

} // namespace callfloor
