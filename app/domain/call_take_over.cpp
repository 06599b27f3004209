// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include <algorithm>
#include <utility>

/// Somebody takes a call over: whoever had it leaves only when the other one is connected, so that the customer is never with
/// nobody because the carrier refuses or the other one hangs up.
namespace callfloor::callmachine {

namespace {

bool takesOver(const Leg &leg) { return leg.talk.errand == Errand::TakeOver && leg.talk.seat != Seat::Apart && leg.talks(); }

} // namespace

/// Out of the conversation, but not yet off the line.
void Run::yieldTo(Leg &agent) {
    agent.talk.seat = Seat::Apart;
    agent.talk.yields = true;
}

/// The carrier has connected this leg: if that is who takes the call over, the others go.
void Run::takenOver(const Leg &connected) {
    const Leg *taker = connected.role == LegRole::Customer ? call().leg(connected.talk.bridgedWith) : &connected;
    if (!taker || !takesOver(*taker) || taker->talk.audio == Audio::Parked) return;
    for (Leg &leg : call().legs) {
        if (!leg.talk.yields) continue;
        leg.talk.yields = false;
        letAgentGo(leg);
    }
}

/// Nobody takes the call over any more: whoever had it has it still.
void Run::takeOverFailed() {
    if (std::any_of(call().legs.begin(), call().legs.end(), [](const Leg &leg) { return takesOver(leg); })) return;
    Leg *customer = call().legOf(LegRole::Customer);
    bool stays = false, asks = false;
    for (Leg &leg : call().legs) {
        if (!std::exchange(leg.talk.yields, false) || leg.over()) continue;
        leg.talk.seat = Seat::Talks;
        stays = true;
        asks = asks || leg.talk.errand == Errand::Consult;
        if (leg.talk.errand != Errand::Consult && !leg.ownerId.isEmpty()) call().agentId = leg.ownerId;
        if (!customer || leg.talk.audio != Audio::Bridged || leg.talk.bridgedWith != customer->id) continue;
        customer->talk.audio = Audio::Bridged; // a refused bridge has left the old one as it was
        customer->talk.bridgedWith = leg.id;
    }
    if (stays && customer) customer->talk.seat = asks ? Seat::Held : Seat::Talks;
}

} // namespace callfloor::callmachine
