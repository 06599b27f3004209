// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"

#include <QRandomGenerator>

namespace callfloor::test {

inline const UtcTime kStart = fromMicros(1'772'463'845'000'000);

/// The policy of the tests: 5 s to 60 s of wrap-up, disposition required, `uncoded` at the end, two extensions of 30 s.
WrapUpPolicy usualWrapUp();
/// An agent who has come into a state in the ordinary way, at kStart; his work is `w1` on call `c1` of queue `q1`.
Agent agentIn(AgentState state);
/// The agent after inputs that must not be refused.
Agent after(Agent agent, const std::vector<AgentInput> &inputs, UtcTime now = kStart);
/// Any input, with present, old or made-up names.
AgentInput randomInput(QRandomGenerator &random, UtcTime now);
/// What is wrong with an agent that no sequence of inputs may bring about; empty if nothing is.
QString brokenRule(const Agent &agent);

} // namespace callfloor::test
