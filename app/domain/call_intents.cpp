// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include <algorithm>

namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

bool Run::mayTouch(const Actor &by) {
    if (by.role != Role::Agent || call().agentId == by.userId) return true;
    const bool waiting = call().agentId.isEmpty() && call().direction == CallDirection::Inbound;
    if (waiting) return true;
    refuse(forbidden(call().agentId.isEmpty() ? u"Only a supervisor may act on a call that no agent owns."_s
                                              : u"This call belongs to another agent."_s));
    return false;
}

void Run::operator()(const input::HangUp &in) {
    if (!mayTouch(in.by) || call().terminal()) return;
    call().hangupWanted = true;
    for (Leg &leg : call().legs) leg.endWantedAt.reset(); // asked again: sent again
}

void Run::operator()(const input::Bridge &in) {
    if (!mayTouch(in.by)) return;
    const Leg *customer = talkingCustomer(u"its legs can be connected"_s);
    if (!customer) return;
    const auto talking = [&](LegRole role) -> const Leg * {
        const auto it = std::find_if(call().legs.begin(), call().legs.end(), [&](const Leg &leg) {
            return leg.id != customer->id && leg.role == role && leg.answered() && !leg.ended();
        });
        return it == call().legs.end() ? nullptr : &*it;
    };
    // A device that we dial can show up twice, as our leg and as its own: ours is the one to command.
    const Leg *other = talking(LegRole::Agent);
    if (!other) other = talking(LegRole::Other);
    if (!other) return refuse(conflict(u"There is no second answered leg to connect."_s));
    if (other->onLine()) return; // he is in the conversation, in the only way in which his line outlives it
    command(other->id, command::Bridge{customer->id}, "bridge");
}

void Run::operator()(const input::Stream &in) {
    if (!mayTouch(in.by)) return;
    if (m_policy.streamUrl.isEmpty())
        return refuse(conflict(u"No sink for media streams is configured; set stream_url on the server."_s));
    if (const Leg *leg = talkingCustomer(u"its audio can be streamed"_s))
        command(leg->id, command::StartStreaming{m_policy.streamUrl}, "start_streaming");
}

void Run::operator()(const input::Assist &in) {
    if (!mayTouch(in.by)) return;
    const Leg *leg = talkingCustomer(u"the assistant can take part"_s);
    if (!leg) return;
    plan().assistantDone = false;
    plan().conversation.clear();
    startAssistant(leg->id);
}

void Run::operator()(const input::Supervise &in) {
    auto plan = planSupervision(call(), in.wish, m_now);
    if (!plan) return refuse(plan.error());
    for (const LegId &ringing : plan->replaced) endLeg(*call().leg(ringing));
    if (Leg *there = call().leg(plan->changed)) {
        const bool attached = !joinsConference(*there) && there->answered();
        if (attached) command(there->id, switchRole(*there, plan->mode), nullptr);
        there->supervisorMode = supervisorModeName(plan->mode); // in a conference the mixer asks for it
        there->supervises = plan->supervisedLeg;
    }
    if (!plan->leg) return;
    if (plan->dial) command(plan->leg->id, *plan->dial, nullptr);
    call().legs.push_back(std::move(*plan->leg));
}

void Run::operator()(const input::EndSupervision &in) {
    for (Leg &leg : call().legs)
        if (leg.role == LegRole::Supervisor && leg.ownerId == in.supervisor && !leg.ended()) endLeg(leg);
}

} // namespace callfloor::callmachine
