// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/agent_world.h"

#include <QTest>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace agentinput;
using namespace std::chrono_literals;

namespace {
const Actor kSelf{UserId(u"agent-1"_s), Role::Agent};
const Actor kBoss{UserId(u"boss"_s), Role::Supervisor};
} // namespace

WrapUpPolicy usualWrapUp() { return {5s, 60s, true, true, 2, 30s, true}; }

Agent after(Agent agent, const std::vector<AgentInput> &inputs, UtcTime now) {
    for (const AgentInput &input : inputs) {
        AgentTransition step = transition(agent, input, now);
        if (step.refusal) qWarning().noquote() << agentInputName(input.index()) << "refused:" << step.refusal->message;
        agent = std::move(step.agent);
    }
    return agent;
}

Agent agentIn(AgentState state) {
    Agent agent;
    agent.id = UserId(u"agent-1"_s);
    std::vector<AgentInput> way;
    const auto go = [&](const AgentInput &input) { way.push_back(input); };
    if (state == AgentState::Offline) return agent;
    go(Login{kSelf});
    if (state == AgentState::Unreachable) {
        agent = after(after(agent, way, kStart - 60s), {Ready{kSelf}}, kStart - 60s);
        return after(agent, {HeartbeatLost{45s, 300s}});
    }
    if (state == AgentState::NotReady) return after(agent, way);
    go(Ready{kSelf});
    if (state == AgentState::Available) return after(agent, way);
    go(Reserve{u"w1"_s, CallId(u"c1"_s), u"q1"_s, kStart + 10s});
    if (state == AgentState::Ringing) go(LegRings{u"w1"_s, LegId(u"l1"_s), kStart + 30s});
    if (state == AgentState::Preview) go(PreviewShown{u"w1"_s, kStart + 30s});
    if (state == AgentState::Talking || state == AgentState::Hold || state == AgentState::WrapUp) go(Answered{u"w1"_s});
    if (state == AgentState::Hold) go(Hold{u"w1"_s});
    if (state == AgentState::WrapUp) go(WorkEnded{u"w1"_s, true, true, usualWrapUp()});
    return after(agent, way);
}

AgentInput randomInput(QRandomGenerator &random, UtcTime now) {
    const auto coin = [&] { return random.bounded(2) == 0; };
    const QString work = std::array{u""_s, u"w1"_s, u"w2"_s, u"w3"_s}[random.bounded(4U)];
    const CallId call(std::array{u"c1"_s, u"c2"_s, u"c3"_s, u""_s}[random.bounded(4U)]);
    const Actor by = coin() ? kSelf : kBoss;
    const UtcTime lease = now + std::chrono::seconds(random.bounded(40) - 5);
    WrapUpPolicy policy{std::chrono::seconds(random.bounded(10)), std::chrono::seconds(random.bounded(3) * 20), coin(), coin(),
                        random.bounded(3), 15s, coin()};
    switch (random.bounded(static_cast<int>(std::variant_size_v<AgentInput>) + 6)) {
    case 0: return Login{by};
    case 1: return Logout{by, coin(), coin() ? u"shift over"_s : QString()};
    case 2: return Ready{by};
    case 3: return NotReady{by, coin() ? u"lunch"_s : QString()};
    case 4: return LegRings{work, LegId(u"l1"_s), lease};
    case 5: return PreviewShown{work, lease};
    case 6: return Answered{work};
    case 7: return Hold{work};
    case 8: return Unhold{work};
    case 9: return WorkEnded{work, coin(), coin(), policy};
    case 10: return Missed{work, random.bounded(3)};
    case 11: return CallerGone{work};
    case 12: return Released{work, by};
    case 13: return Disposed{call, u"sale"_s, by};
    case 14: return ExtendWrapUp{by};
    case 15: return WrapUpTimer{};
    case 16: return Heartbeat{};
    case 17: return HeartbeatLost{45s, 300s};
    case 18: return LeaseExpired{work};
    case 19: return Restored{random.bounded(4) == 0 ? call : CallId(u"c1"_s), coin(), policy};
    case 20: return Ready{by};
    case 21: return Login{by};
    default: return Reserve{work, call, u"q1"_s, lease, random.bounded(4) == 0};
    }
}

QString brokenRule(const Agent &agent) {
    const AgentState state = stateOf(agent);
    const bool offer = state == AgentState::Reserved || state == AgentState::Ringing || state == AgentState::Preview;
    const bool call = state == AgentState::Talking || state == AgentState::Hold;
    const bool busy = agent.activity != AgentActivity::Idle;
    if (offer != agent.reservation.has_value()) return u"a reservation belongs to an offer and to nothing else"_s;
    if (agent.reservation && (agent.reservation->leaseUntil == UtcTime{} || agent.reservation->id.isEmpty())) return u"a reservation without lease"_s;
    if (agent.reservation && (agent.reservation->callId.text() != agent.callId.text() || agent.reservation->id != agent.workId)) return u"two works at once"_s;
    if ((state == AgentState::WrapUp) != agent.wrapUp.has_value()) return u"wrap-up data outside of wrap-up"_s;
    if (agent.wrapUp && (agent.wrapUp->callId.isEmpty() || agent.wrapUp->callId.text() != agent.callId.text())) return u"wrap-up without its call"_s;
    if ((offer || call) && agent.callId.isEmpty()) return u"work without call"_s;
    if (!busy && (!agent.callId.isEmpty() || !agent.workId.isEmpty() || agent.pending || agent.disposed || agent.ownCall)) return u"leftovers of work"_s;
    if (agent.presence == AgentPresence::Offline && (busy || agent.availability == AgentAvailability::Available)) return u"logged off and busy"_s;
    if (agent.availability == AgentAvailability::NotReady && agent.reason.isEmpty() && agent.version > 0) return u"not ready without a reason"_s;
    if (agent.availability == AgentAvailability::Available && !agent.reason.isEmpty()) return u"available with a reason"_s;
    if (isRoutable(agent, 1) && (agent.pending || busy || agent.presence != AgentPresence::Online)) return u"routable and should not be"_s;
    return {};
}

} // namespace callfloor::test
