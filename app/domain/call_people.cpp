// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include <algorithm>
#include <array>

/// Who is on a call besides the customer: who is rung, who gets it, and what becomes of a customer to whom nobody talks.
namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

namespace {

bool isPerson(const Leg &leg) { return leg.role == LegRole::Agent || leg.role == LegRole::Party; }
bool isWanted(const Leg &leg) {
    return isPerson(leg) && leg.talk.errand != Errand::None && !leg.talk.dismissed && !leg.talk.declined;
}
bool rings(const Leg &leg) { return isWanted(leg) && !leg.answered() && !leg.over(); }
bool inTalk(const Leg &leg) { return isPerson(leg) && leg.talk.seat != Seat::Apart && leg.talks(); }

} // namespace

bool Run::somebodyTalks() {
    return std::any_of(call().legs.begin(), call().legs.end(), [](const Leg &leg) { return inTalk(leg); });
}

bool Run::somebodyRings() {
    return std::any_of(call().legs.begin(), call().legs.end(), [](const Leg &leg) { return rings(leg); });
}

/// The customer, if he is there.
Leg *Run::customerOnTheLine() {
    Leg *leg = call().legOf(LegRole::Customer);
    return leg && leg->talks() && !call().terminal() ? leg : nullptr;
}

/// Whom the agent asks while the customer waits; also while he still rings.
Leg *Run::consulted() {
    const auto it = std::find_if(call().legs.begin(), call().legs.end(), [](const Leg &leg) {
        return isWanted(leg) && leg.talk.errand == Errand::Consult && !leg.over();
    });
    return it == call().legs.end() ? nullptr : &*it;
}

void Run::addDevice(const Device &device) {
    Leg leg = legFor(device, m_now);
    if (leg.onLine()) return call().legs.push_back(std::move(leg));
    command::Dial dial = dialFor(leg);
    // In one session with the customer's leg, where there is one to name.
    if (const Leg *customer = customerOnTheLine()) dial.linkTo = customer->id;
    call().legs.push_back(std::move(leg));
    command(device.leg, dial, nullptr);
}

void Run::operator()(const input::Ring &in) {
    if (call().terminal() || call().hangupWanted) return refuse(conflict(u"The call has ended."_s));
    const Leg *customer = call().legOf(LegRole::Customer);
    if (customer && !customer->talks()) return refuse(conflict(u"The customer is not on the line."_s));
    for (const Device &device : in.devices) addDevice(device);
}

void Run::operator()(const input::Withdraw &in) {
    for (Leg &leg : call().legs)
        if (rings(leg) && leg.ownerId == in.agent) dismiss(leg);
}

/// Not dismissed: his leg ends as one that was rejected at the device, which is a miss.
void Run::operator()(const input::Decline &in) {
    for (Leg &leg : call().legs) {
        if (!rings(leg) || leg.ownerId != in.agent) continue;
        leg.talk.declined = true;
        endLeg(leg);
    }
}

void Run::dismiss(Leg &leg) {
    leg.talk.dismissed = true;
    if (!leg.over()) endLeg(leg);
}

void Run::giveCallTo(Leg &leg) {
    leg.talk.seat = Seat::Talks;
    if (!leg.ownerId.isEmpty()) call().agentId = leg.ownerId;
    for (Leg &other : call().legs)
        if (other.id != leg.id && rings(other) && other.talk.errand != Errand::Consult) dismiss(other);
    plan().parked = plan().transferring = false;
    plan().limitAt.reset();
    leaveQueue();
    stopAssistant();
    plan().connected = true;
    if (Leg *customer = call().legOf(LegRole::Customer)) customer->talk.seat = Seat::Talks;
    else if (!plan().customerLeg.isEmpty()) dialCustomer(leg);
}

void Run::dialCustomer(const Leg &owner) {
    Leg leg;
    leg.id = plan().customerLeg;
    leg.to = call().customerNumber;
    leg.from = call().ourNumber;
    leg.createdAt = m_now;
    leg.talk.seat = Seat::Talks;
    command::Dial dial = dialFor(leg);
    dial.record = call().wishes.record;
    // Not the session of a line, which would be that of all its calls.
    if (!owner.onLine()) dial.linkTo = owner.id;
    command(leg.id, dial, nullptr);
    call().legs.push_back(std::move(leg));
}

/// Devices that have answered get what they were rung for, or are let go: of two who answer, the first one wins.
void Run::takeAnswers() {
    for (size_t i = 0; i < call().legs.size(); ++i) {
        Leg &leg = call().legs[i];
        if (!isWanted(leg) || leg.talk.seat != Seat::Apart || leg.talk.yields || !leg.talks()) continue;
        if (leg.talk.errand == Errand::Consult) {
            leg.talk.seat = Seat::Talks;
        } else if (leg.talk.errand == Errand::TakeOver) {
            for (Leg &other : call().legs) {
                if (inTalk(other)) yieldTo(other);
                // Who listened or whispered so far talks now.
                if (other.role == LegRole::Supervisor && other.ownerId == leg.ownerId && !other.over()) endLeg(other);
            }
            giveCallTo(leg);
        } else if (somebodyTalks()) {
            dismiss(leg);
        } else {
            giveCallTo(leg); // may add a leg: no reference is used after this
        }
    }
}

/// The last one who talked with the customer did not hang up: the line broke.
bool Run::lastTalkBrokeOff() {
    const Leg *last = nullptr;
    for (const Leg &leg : call().legs)
        if (isPerson(leg) && leg.talk.seat != Seat::Apart && leg.ended() && (!last || *last->endedAt < *leg.endedAt)) last = &leg;
    static constexpr std::array kOnPurpose = {"normal_clearing"_L1, "originator_cancel"_L1, hangupcause::kLineKept};
    return last && std::none_of(kOnPurpose.begin(), kOnPurpose.end(), [&](QLatin1String cause) { return last->hangupCause == cause; });
}

void Run::settlePeople() {
    if (call().terminal() || call().hangupWanted) return;
    for (Leg &leg : call().legs)
        if ((leg.talk.dismissed || leg.talk.declined) && !leg.over()) endLeg(leg);
    takeOverFailed();
    takeAnswers();
    const Leg *customer = call().legOf(LegRole::Customer);
    if (!customer) {
        if (!plan().customerLeg.isEmpty() && !somebodyTalks() && !somebodyRings()) call().hangupWanted = true;
        return;
    }
    if (somebodyTalks() || somebodyRings()) return;
    // The agent has hung up before the number that he called was answered: nobody is to be rung for silence.
    if (!plan().customerLeg.isEmpty() && !customer->answered()) call().hangupWanted = true;
    if (!customer->talks()) return;
    if (plan().waiting || plan().parked || plan().assistant || plan().farewell || plan().voicemail) return;
    if (plan().connected || plan().transferring || plan().owner || (plan().route && plan().route->kind == RouteKind::Agent)) nobodyLeft();
}

/// The customer is alone: that never lasts. He goes back, goes on waiting, or is let go.
void Run::nobodyLeft() {
    Leg *customer = customerOnTheLine();
    if (!customer) return;
    if (plan().transferring) {
        plan().transferring = false;
        customer->talk.seat = Seat::Held;
        if (!plan().returnTo.isEmpty()) {
            m_out.effects.emplace_back(effect::RingAgent{plan().returnTo});
            plan().returnTo = {};
            return;
        }
    }
    const bool directRoute = !plan().connected && plan().route && plan().route->kind == RouteKind::Agent;
    if (!call().queueId.isEmpty() && (!plan().connected || lastTalkBrokeOff())) enterQueue(call().queueId, plan().callPriority);
    else if (directRoute) sayAndEnd(m_policy.nobodyText);
    else call().hangupWanted = true;
}

void Run::operator()(const input::NobodyCame &) {
    if (!customerOnTheLine() || somebodyTalks() || somebodyRings()) return;
    if (!call().queueId.isEmpty()) enterQueue(call().queueId, plan().callPriority);
    else sayAndEnd(m_policy.nobodyText);
}

/// The agent leaves the call; his leg is ended, the others stay.
void Run::letAgentGo(Leg &agent) {
    dismiss(agent);
    agent.talk.seat = Seat::Apart;
}

void Run::enterQueue(const QueueId &queue, int callPriority) {
    Leg *customer = customerOnTheLine();
    if (!customer) return;
    stopAssistant();
    call().queueId = queue;
    plan().callPriority = callPriority;
    plan().waiting = true;
    plan().connected = plan().transferring = plan().parked = false;
    plan().limitAt.reset();
    call().agentId = {};
    customer->talk.seat = Seat::Held;
    m_out.effects.emplace_back(effect::EnterQueue{});
}

void Run::operator()(const input::SendToQueue &in) {
    if (!customerOnTheLine()) return refuse(conflict(u"The customer is not on the line."_s));
    if (plan().waiting || somebodyTalks()) return refuse(conflict(u"Somebody has the customer already."_s));
    enterQueue(in.queue, in.callPriority);
    plan().preferred = in.preferred;
}

void Run::operator()(const input::Waits &in) {
    if (!plan().waiting) return;
    plan().admitted = true;
    plan().callbackOffered = in.callback;
    plan().music = in.music;
    plan().announceEverySeconds = static_cast<int>(in.announceEvery.count());
    if (in.announceEvery > in.announceEvery.zero()) plan().announceAt = m_now + in.announceEvery;
}

void Run::leaveQueue() {
    plan().waiting = plan().admitted = plan().callbackOffered = false;
    plan().music.clear();
    announcementEnded();
}

void Run::operator()(const input::Overflowed &in) {
    Leg *customer = customerOnTheLine();
    if (!customer || !plan().waiting) return;
    for (Leg &leg : call().legs)
        if (rings(leg)) dismiss(leg);
    leaveQueue();
    switch (in.to.kind) {
    case OverflowKind::Queue: return enterQueue(in.to.queue, plan().callPriority);
    case OverflowKind::Voicemail:
        plan().voicemail = true;
        customer->talk.seat = Seat::Apart;
        return in.to.text.isEmpty() ? beginVoicemail() : say(in.to.text);
    case OverflowKind::Callback: return keepPlace(in.to.text);
    case OverflowKind::Message:
    case OverflowKind::HangUp: return sayAndEnd(in.to.text);
    }
}

/// Once what has to be moved has been moved: a leg in a conference does not hear what is said to it alone.
void Run::say(const QString &text) {
    if (const Leg *customer = customerOnTheLine())
        m_last.push_back({customer->id, command::Speak{text, m_policy.aiVoice, m_policy.aiLanguage}, {}});
}

void Run::sayAndEnd(const QString &text) {
    if (text.trimmed().isEmpty()) {
        call().hangupWanted = true;
        return;
    }
    plan().farewell = true;
    if (Leg *customer = customerOnTheLine()) customer->talk.seat = Seat::Apart;
    say(text);
}

void Run::beginVoicemail() {
    const Leg *customer = customerOnTheLine();
    if (!customer || plan().recording == RecordingState::On) return;
    plan().recording = RecordingState::On;
    plan().limitAt = m_now + m_policy.voicemailLimit;
    command(customer->id, command::StartRecording{}, "start_recording");
}

void Run::startAssistant(const LegId &leg) {
    if (plan().assistantDone) return assistantLeft(); // the report of its end came before that of the answer
    plan().assistant = true;
    const RouteTarget *route = plan().route && plan().route->kind == RouteKind::Ai ? &*plan().route : nullptr;
    const auto either = [](const QString &own, const QString &common) { return own.isEmpty() ? common : own; };
    command(leg,
            command::StartAssistant{{},
                                    either(route ? route->text : QString(), m_policy.aiPrompt),
                                    m_policy.aiGreeting,
                                    either(route ? route->language : QString(), m_policy.aiLanguage),
                                    either(route ? route->voice : QString(), m_policy.aiVoice)},
            "start_assistant");
}

void Run::stopAssistant() {
    if (!plan().assistant) return;
    plan().assistant = false;
    if (const Leg *customer = customerOnTheLine()) command(customer->id, command::StopAssistant{}, "stop_assistant");
}

/// The assistant's talk is over and the customer is still there: a person takes over where the number's route has one.
void Run::assistantLeft() {
    plan().assistant = false;
    if (somebodyTalks() || somebodyRings() || plan().waiting || call().hangupWanted) return;
    const bool onward = plan().route && plan().route->kind == RouteKind::Ai && !plan().route->queue.isEmpty();
    if (onward) enterQueue(plan().route->queue, plan().route->callPriority);
    else if (!foreignDeviceTalks()) call().hangupWanted = true;
}

/// A device that connected itself: who talks there is not known here, but somebody may.
bool Run::foreignDeviceTalks() {
    return std::any_of(call().legs.begin(), call().legs.end(), [](const Leg &leg) {
        return leg.role == LegRole::Other && leg.answered() && !leg.ended();
    });
}

/// A caller has been answered: what his number leads to.
void Run::followRoute(Leg &customer) {
    const RouteTarget route = *plan().route;
    switch (route.kind) {
    case RouteKind::Queue: return enterQueue(route.queue, route.callPriority);
    case RouteKind::Ai: return startAssistant(customer.id);
    case RouteKind::Agent:
        customer.talk.seat = Seat::Held;
        m_out.effects.emplace_back(effect::RingAgent{route.agent});
        return;
    case RouteKind::Message: return sayAndEnd(route.text);
    case RouteKind::HangUp: call().hangupWanted = true; return;
    }
}

void Run::operator()(const input::TimeIsUp &) {
    if (call().terminal()) return;
    if (plan().recordingResumesAt && *plan().recordingResumesAt <= m_now) (*this)(control::ResumeRecording{});
    announceIfDue();
    if (!plan().limitAt || *plan().limitAt > m_now) return;
    plan().limitAt.reset();
    if (plan().voicemail) {
        call().hangupWanted = true;
    } else if (plan().parked) {
        plan().parked = false;
        plan().transferring = true; // back to who parked it, and if he does not answer, to the queue
    }
}

} // namespace callfloor::callmachine
