// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_agents.h"

#include <algorithm>

namespace callfloor {

namespace {

bool isOver(const Leg &leg) { return leg.over() || leg.talk.dismissed || leg.talk.declined; }
/// Also whoever is about to leave it for somebody who takes it over.
bool isIn(const Leg &leg) { return leg.answered() && (leg.talk.seat != Seat::Apart || leg.talk.yields); }

bool customerWaits(const Call &call) {
    const Leg *customer = call.legOf(LegRole::Customer);
    return customer && customer->talk.seat == Seat::Held;
}

/// Who keeps his place by a callback is not on the line yet, so it is the agent who did not come.
bool callerWentFirst(const Call &before, const Call &after) {
    const bool awaited = before.plan.callback && !after.legOf(LegRole::Customer); // an ended call has no plan
    return awaited ? before.hangupWanted : customerLeft(after);
}

AgentNews endOfOffer(const Call &before, const Call &call, const Leg &leg) {
    if (callerWentFirst(before, call)) return AgentNews::CallerGone;
    // What the carrier did not bring about is not held against the agent either.
    const QString &cause = leg.hangupCause;
    const bool carrier = cause == hangupcause::kNotPlaced || cause == hangupcause::kVanished || cause == hangupcause::kGivenUp;
    if (leg.talk.dismissed || carrier) return AgentNews::TooLate;
    if (leg.talk.declined) return AgentNews::Rejected;
    return cause == QLatin1String("call_rejected") || cause == QLatin1String("user_busy") ? AgentNews::Rejected : AgentNews::Missed;
}

} // namespace

bool customerLeft(const Call &call) {
    if (call.terminal() || call.hangupWanted) return true;
    const Leg *customer = call.legOf(LegRole::Customer);
    return customer && customer->ended();
}

std::vector<AgentMove> agentMoves(const Call &before, const Call &after) {
    std::vector<AgentMove> moves;
    for (const Leg &leg : after.legs) {
        if (leg.role != LegRole::Agent || leg.ownerId.isEmpty() || leg.talk.errand == Errand::None) continue;
        const Leg *was = before.leg(leg.id);
        const auto tell = [&](AgentNews news) { moves.push_back({leg.ownerId, leg.id, leg.talk.workId, leg.talk.errand, news}); };
        if (was && isOver(*was)) continue;
        const bool wasIn = was && isIn(*was), nowIn = isIn(leg);
        const bool over = isOver(leg);
        if (!over && leg.initiatedAt && !leg.answered() && !(was && was->initiatedAt)) tell(AgentNews::Rings);
        if (nowIn && !wasIn) tell(AgentNews::Answered);
        if (over) {
            tell(wasIn || nowIn ? AgentNews::Ended : endOfOffer(before, after, leg));
            continue;
        }
        // Who is asked does not wait: the customer does.
        if (!nowIn || leg.talk.errand == Errand::Consult) continue;
        const bool held = customerWaits(after);
        if (held != (wasIn && customerWaits(before))) tell(held ? AgentNews::Held : AgentNews::Resumed);
    }
    return moves;
}

} // namespace callfloor
