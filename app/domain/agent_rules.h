// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"

#include <initializer_list>

/// The table behind agent_transition.h, and what it is made of. Nobody else includes this.
namespace callfloor::agentmachine {

/// A set of states.
class States {
public:
    constexpr States(std::initializer_list<AgentState> states) {
        for (const AgentState state : states) m_bits |= 1U << static_cast<unsigned>(state);
    }
    constexpr bool has(AgentState state) const { return (m_bits >> static_cast<unsigned>(state) & 1U) != 0; }

private:
    unsigned m_bits = 0;
};

/// Where a rule leads. Rest: the pending break if there is one, else what the agent had chosen.
enum class Target : quint8 { Offline, NotReady, Available, Reserved, Ringing, Preview, Talking, Hold, WrapUp, Unreachable,
                             Rest, Same, Refused };
const char *targetName(Target target);

/// An agent on his way.
struct Step {
    Agent &agent;
    UtcTime now;
    QString why; ///< For the log of changes.
    CallId uncodedCall;
    CallId releasedCall;
};

using Guard = bool (*)(const Agent &agent, const AgentInput &input, UtcTime now);
using Apply = void (*)(Step &step, const AgentInput &input);

/// From × input → to, under a condition.
struct Rule {
    size_t input; ///< Index in AgentInput.
    States from;
    Target to;
    const char *guardText = "";
    Guard guard = nullptr;
    Apply apply = nullptr;
    const char16_t *refusal = nullptr; ///< For Refused: one sentence.
};

/// All rules; the first that fits is the one.
const std::vector<Rule> &ruleTable();
/// The rule for an agent as he is; null if there is none, which the tests exclude.
const Rule *ruleFor(const Agent &agent, const AgentInput &input, UtcTime now);

// What rules do (agent_steps.cpp).
namespace steps {
void logOn(Step &step, const AgentInput &input);
void heard(Step &step, const AgentInput &input);
void logOff(Step &step, const AgentInput &input);
void logOffLater(Step &step, const AgentInput &input);
void dropOfferAndLogOff(Step &step, const AgentInput &input);
void ready(Step &step, const AgentInput &input);
void finishWrapUpReady(Step &step, const AgentInput &input);
void takeBreak(Step &step, const AgentInput &input);
void breakLater(Step &step, const AgentInput &input);
void reserve(Step &step, const AgentInput &input);
void ring(Step &step, const AgentInput &input);
void preview(Step &step, const AgentInput &input);
void answer(Step &step, const AgentInput &input);
void hold(Step &step, const AgentInput &input);
void unhold(Step &step, const AgentInput &input);
void beginWrapUp(Step &step, const AgentInput &input);
void endWork(Step &step, const AgentInput &input);
void endOffer(Step &step, const AgentInput &input);
void miss(Step &step, const AgentInput &input);
void dispose(Step &step, const AgentInput &input);
void disposeAndRest(Step &step, const AgentInput &input);
void extend(Step &step, const AgentInput &input);
void endWrapUp(Step &step, const AgentInput &input);
void lose(Step &step, const AgentInput &input);
void logOffSilent(Step &step, const AgentInput &input);
void spare(Step &step, const AgentInput &input);
void readopt(Step &step, const AgentInput &input);
void restoreOfferLost(Step &step, const AgentInput &input);
void restoreWorkLost(Step &step, const AgentInput &input);
void restoreWorkLostToWrapUp(Step &step, const AgentInput &input);
} // namespace steps

} // namespace callfloor::agentmachine
