// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/routing.h"

#include <QRandomGenerator>

namespace callfloor::test {

/// Random floors: queues of every strategy with tiers, skills, relaxation and stickiness; agents in every state.
RoutingView randomFloor(QRandomGenerator &random, int queues, int agents, int waiting, UtcTime now);

/// What is wrong with a result; empty if it keeps every rule. Written from the rules, without the product's code.
QString brokenRule(const RoutingView &view, const RoutingResult &result, UtcTime now);

} // namespace callfloor::test
