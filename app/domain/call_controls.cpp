// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include <algorithm>

/// What an agent can do with his call. Everything here changes wishes only; the mixer and settlePeople() see to the rest.
namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

namespace {

bool talksFor(const Leg &leg, const UserId &agent) {
    return leg.role == LegRole::Agent && leg.ownerId == agent && leg.talk.seat != Seat::Apart && leg.talks();
}

} // namespace

void Run::operator()(const input::Control &in) {
    if (!mayTouch(in.by)) return;
    if (call().terminal() || call().hangupWanted) return refuse(conflict(u"The call has ended."_s));
    m_by = &in.by;
    std::visit(*this, in.what);
}

/// Whose part in the conversation is meant: the asker's own, or for a supervisor that of the call's agent.
Leg *Run::agentOfControl() {
    const auto legOf = [&](const UserId &agent) -> Leg * {
        const auto it = std::find_if(call().legs.begin(), call().legs.end(), [&](const Leg &leg) { return talksFor(leg, agent); });
        return it == call().legs.end() ? nullptr : &*it;
    };
    Leg *leg = m_by ? legOf(m_by->userId) : nullptr;
    if (!leg && !call().agentId.isEmpty()) leg = legOf(call().agentId);
    if (!leg) refuse(conflict(u"No agent is on this call at the moment."_s));
    return leg;
}

const Leg *Run::talkingCustomer(const QString &toDo) {
    const Leg *leg = call().legOf(LegRole::Customer);
    if (leg && leg->answered() && !leg->ended() && !call().terminal()) return leg;
    refuse(conflict(call().terminal() ? u"The call has ended."_s : u"The call has to be answered before %1."_s.arg(toDo)));
    return nullptr;
}

/// What concerns the customer alone is for whoever has the call, and for supervisors; not for every agent who sees him wait.
bool Run::hasTheCall() {
    if (!m_by || m_by->role != Role::Agent || call().agentId == m_by->userId) return true;
    refuse(forbidden(u"Take the call first."_s));
    return false;
}

void Run::operator()(const control::Hold &) {
    if (!agentOfControl() || !talkingCustomer(u"it can be held"_s)) return;
    if (consulted()) return refuse(conflict(u"The customer waits already while you ask somebody else."_s));
    call().legOf(LegRole::Customer)->talk.seat = Seat::Held;
}

void Run::operator()(const control::Unhold &) {
    if (!agentOfControl() || !talkingCustomer(u"it can be resumed"_s)) return;
    if (const Leg *other = consulted(); other && other->talk.seat == Seat::Talks)
        return refuse(conflict(u"You talk with somebody else; swap, complete or cancel that first."_s));
    call().legOf(LegRole::Customer)->talk.seat = Seat::Talks;
}

void Run::operator()(const control::Mute &what) {
    if (Leg *agent = agentOfControl()) agent->talk.muted = what.on;
}

void Run::operator()(const control::Dtmf &what) {
    if (!hasTheCall()) return;
    static constexpr QLatin1String kKeys("0123456789ABCD*#wW");
    const bool fine = !what.digits.isEmpty() && what.digits.size() <= 64 &&
                      std::all_of(what.digits.begin(), what.digits.end(), [](QChar c) { return kKeys.contains(c); });
    if (!fine) return refuse(badField(u"digits"_s, u"Keys are 0-9, A-D, *, #, w (half a second) and W (a second), at most 64."_s));
    if (const Leg *customer = talkingCustomer(u"keys can be sent"_s)) command(customer->id, command::SendDtmf{what.digits}, nullptr);
}

void Run::operator()(const control::Transfer &what) {
    Leg *agent = agentOfControl();
    if (!agent || !talkingCustomer(u"it can be transferred"_s)) return;
    if (consulted()) return refuse(conflict(u"You are asking somebody already; complete or cancel that first."_s));
    call().legOf(LegRole::Customer)->talk.seat = Seat::Held;
    plan().transferring = true;
    plan().returnTo = agent->ownerId;
    letAgentGo(*agent);
    addDevice(what.to); // last: it moves the legs
}

void Run::operator()(const control::TransferToQueue &what) {
    Leg *agent = agentOfControl();
    if (!agent || !talkingCustomer(u"it can be transferred"_s)) return;
    if (Leg *other = consulted()) letAgentGo(*other);
    letAgentGo(*agent);
    enterQueue(what.queue, what.callPriority);
}

void Run::operator()(const control::Consult &what) {
    if (!agentOfControl() || !talkingCustomer(u"somebody can be asked"_s)) return;
    if (consulted()) return refuse(conflict(u"You are asking somebody already; complete or cancel that first."_s));
    call().legOf(LegRole::Customer)->talk.seat = Seat::Held;
    addDevice(what.with);
}

void Run::operator()(const control::SwapConsult &) {
    Leg *other = consulted();
    if (!other || !other->talks()) return refuse(conflict(u"Nobody else is on the line."_s));
    if (!agentOfControl() || !talkingCustomer(u"you can swap"_s)) return;
    Leg *customer = call().legOf(LegRole::Customer);
    const bool back = customer->talk.seat == Seat::Held;
    customer->talk.seat = back ? Seat::Talks : Seat::Held;
    other->talk.seat = back ? Seat::Held : Seat::Talks;
}

void Run::operator()(const control::CompleteConsult &) {
    Leg *other = consulted();
    if (!other) return refuse(conflict(u"You are not asking anybody."_s));
    Leg *agent = agentOfControl();
    if (!agent || !talkingCustomer(u"it can be handed over"_s)) return;
    const UserId giver = agent->ownerId;
    letAgentGo(*agent);
    if (other->answered()) {
        other->talk.errand = Errand::Transfer;
        return giveCallTo(*other);
    }
    other->talk.errand = Errand::Transfer;
    plan().transferring = true;
    plan().returnTo = giver;
}

void Run::operator()(const control::CancelConsult &) {
    Leg *other = consulted();
    if (!other) return refuse(conflict(u"You are not asking anybody."_s));
    if (!agentOfControl()) return;
    letAgentGo(*other);
    if (Leg *customer = customerOnTheLine()) customer->talk.seat = Seat::Talks;
}

void Run::operator()(const control::MergeConsult &) {
    Leg *other = consulted();
    if (!other || !other->talks()) return refuse(conflict(u"Nobody else is on the line."_s));
    if (!agentOfControl() || !talkingCustomer(u"all can talk"_s)) return;
    other->talk.seat = call().legOf(LegRole::Customer)->talk.seat = Seat::Talks;
}

void Run::operator()(const control::Park &) {
    Leg *agent = agentOfControl();
    if (!agent || !talkingCustomer(u"it can be parked"_s)) return;
    if (consulted()) return refuse(conflict(u"You are asking somebody; complete or cancel that first."_s));
    call().legOf(LegRole::Customer)->talk.seat = Seat::Held;
    plan().parked = true;
    plan().limitAt = m_now + m_policy.parkLimit;
    plan().returnTo = agent->ownerId;
    letAgentGo(*agent);
}

void Run::operator()(const control::StartRecording &) {
    if (!hasTheCall()) return;
    if (plan().recording != RecordingState::Off) return refuse(conflict(u"The call is being recorded already."_s));
    const Leg *customer = talkingCustomer(u"it can be recorded"_s);
    if (!customer) return;
    plan().recording = RecordingState::On;
    command(customer->id, command::StartRecording{}, "start_recording");
}

void Run::operator()(const control::StopRecording &) {
    if (!hasTheCall()) return;
    if (plan().recording == RecordingState::Off) return refuse(conflict(u"The call is not being recorded."_s));
    const Leg *customer = talkingCustomer(u"its recording can be stopped"_s);
    if (!customer) return;
    plan().recording = RecordingState::Off;
    plan().recordingResumesAt.reset();
    command(customer->id, command::StopRecording{}, nullptr);
}

void Run::operator()(const control::PauseRecording &) {
    if (!hasTheCall()) return;
    if (plan().recording == RecordingState::Off) return refuse(conflict(u"The call is not being recorded."_s));
    const Leg *customer = talkingCustomer(u"its recording can be paused"_s);
    if (!customer) return;
    if (m_policy.recordingPause.count() > 0) plan().recordingResumesAt = m_now + m_policy.recordingPause;
    if (plan().recording == RecordingState::Paused) return; // asked again: the time begins anew
    plan().recording = RecordingState::Paused;
    command(customer->id, command::PauseRecording{}, nullptr);
}

void Run::operator()(const control::ResumeRecording &) {
    if (!hasTheCall()) return;
    if (plan().recording != RecordingState::Paused) return refuse(conflict(u"The recording is not paused."_s));
    plan().recording = RecordingState::On;
    plan().recordingResumesAt.reset();
    if (const Leg *customer = customerOnTheLine()) command(customer->id, command::ResumeRecording{}, nullptr);
}

void Run::operator()(const control::StopStreaming &) {
    if (!hasTheCall()) return;
    if (const Leg *customer = talkingCustomer(u"its audio can be streamed"_s)) command(customer->id, command::StopStreaming{}, nullptr);
}

void Run::operator()(const control::StopAssistant &what) {
    if (!hasTheCall()) return;
    if (!plan().assistant) return refuse(conflict(u"The assistant is not on this call."_s));
    if (!talkingCustomer(u"the assistant can leave"_s)) return;
    stopAssistant();
    if (!what.queue.isEmpty()) enterQueue(what.queue, plan().callPriority);
    else assistantLeft();
}

} // namespace callfloor::callmachine
