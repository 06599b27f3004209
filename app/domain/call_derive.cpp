// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include "app/domain/call_ending.h"
#include "app/domain/call_json.h"
#include "app/domain/decimal.h"
#include "app/domain/mixer.h"
#include "app/domain/transcript.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

/// Legs that we did not order come last, by age: the order in which they were reported must not show.
void Run::orderForeignLegs() {
    if (call().legs.size() < 2) return;
    const auto place = [](const Leg &leg) {
        const bool foreign = leg.role == LegRole::Other;
        return foreign ? std::tuple(1, leg.createdAt, leg.callControlId) : std::tuple(0, UtcTime{}, QString());
    };
    std::stable_sort(call().legs.begin(), call().legs.end(),
                     [&](const Leg &a, const Leg &b) { return place(a) < place(b); });
}

/// Recomputes what the call shows from the facts of its legs.
void Run::derive() {
    orderForeignLegs();
    deriveCost();
    if (call().isLine()) return deriveLine();
    Leg *leg = call().legOf(LegRole::Customer);
    if (!leg) return deriveWithoutCustomer();
    deriveAnswerCheck(*leg);
    if (call().direction == CallDirection::Inbound) {
        if (call().customerNumber.isEmpty()) call().customerNumber = leg->from;
        if (call().ourNumber.isEmpty()) call().ourNumber = leg->to;
        call().startedAt = std::min(call().startedAt, leg->createdAt);
    }
    deriveStatus(*leg);
}

/// The agent's own device is rung first, and nobody else yet: a call without a customer is over with its legs.
void Run::deriveWithoutCustomer() {
    std::optional<UtcTime> end;
    for (const Leg &leg : call().legs) {
        if (leg.role == LegRole::Other) continue;
        if (!leg.ended()) return;
        end = std::max(end.value_or(*leg.endedAt), *leg.endedAt);
    }
    if (!end || plan().customerLeg.isEmpty()) return;
    const bool wanted = m_before.hangupWanted;
    call().status = wanted ? CallStatus::NoAnswer : CallStatus::Failed;
    call().outcome = wanted ? u"cancelled"_s : u"agent_no_answer"_s;
    if (!wanted && call().failureText.isEmpty())
        call().failureText = u"Your own phone was not answered, so the customer was not called."_s;
    call().endedAt = end;
}

/// What was decided about a call is of no use once it has ended, and depends on which report came first.
void Run::forgetPlan() {
    if (!call().terminal()) return;
    plan() = {};
    for (Leg &leg : call().legs) {
        LegTalk kept;
        kept.errand = leg.talk.errand;
        kept.workId = std::move(leg.talk.workId);
        kept.line = leg.talk.line;
        leg.talk = std::move(kept);
    }
    if (call().answeredAt) call().hangupWanted = false;
}

void Run::deriveStage() {
    if (call().isLine()) return;
    const Leg *customer = call().legOf(LegRole::Customer);
    const bool held = customer && customer->talk.seat == Seat::Held;
    CallStage stage = CallStage::New;
    if (call().terminal()) stage = CallStage::Ended;
    else if (plan().farewell || plan().voicemail) stage = CallStage::Message;
    else if (plan().parked) stage = CallStage::Parked;
    else if (somebodyTalks() && held) stage = consulted() ? CallStage::Consulting : CallStage::Held;
    else if (somebodyTalks() && customer && customer->answered()) stage = CallStage::Connected;
    else if (somebodyRings()) stage = CallStage::Offered;
    else if (plan().waiting) stage = CallStage::Queued;
    else if (plan().assistant) stage = CallStage::Assistant;
    // An agent without a phone of ours talks by one that we know nothing of.
    else if (customer && customer->talks() && !call().agentId.isEmpty()) stage = CallStage::Connected;
    call().stage = stage;
}

void Run::deriveAnswerCheck(Leg &leg) {
    const bool open = leg.ended() && !leg.answered() && causeLeavesAnswerOpen(leg) && !leg.callControlId.isEmpty();
    if (leg.answerCheck == AnswerCheck::Pending && !open) leg.answerCheck = AnswerCheck::NotNeeded;
    if (leg.answerCheck == AnswerCheck::NotNeeded && open) {
        leg.answerCheck = AnswerCheck::Pending;
        command(leg.id, command::FetchLegHistory{}, "fetch_leg_history");
    }
}

void Run::deriveCost() {
    QString sum;
    for (const Leg &leg : call().legs) {
        if (leg.cost.isEmpty() || leg.role == LegRole::Other) continue;
        const auto more = sum.isEmpty() ? std::optional(leg.cost) : addDecimals(sum, leg.cost);
        if (more) sum = *more;
    }
    call().cost = sum;
}

void Run::deriveStatus(const Leg &leg) {
    if (leg.ended() && leg.answerCheck != AnswerCheck::Pending) {
        Ending ending = endingOf(call(), leg);
        call().status = ending.status;
        call().outcome = std::move(ending.outcome);
        call().endedAt = leg.endedAt;
    } else if (!call().terminal()) {
        call().status = leg.answered()      ? CallStatus::Active
                        : leg.initiatedAt   ? CallStatus::Ringing
                                            : CallStatus::Initiated;
    } else if (leg.answered()) { // a leg that turned up after its call had been closed
        call().status = CallStatus::Completed;
        call().outcome = u"answered"_s;
    }
    call().answeredAt = leg.answeredAt;
    // Clocks differ and reports come late, but nobody has talked for less than no time.
    if (call().answeredAt && call().endedAt) call().answeredAt = std::min(*call().answeredAt, *call().endedAt);
}

/// What the product does by itself when a call that is up begins to ring with us, or is answered.
void Run::react(const Leg *was, Leg &is) {
    if (is.ended() || call().hangupWanted || call().terminal()) return;
    const bool incoming = is.direction == LegDirection::Incoming;
    const bool turnedAway = plan().route && plan().route->kind == RouteKind::HangUp;
    if (incoming && is.initiatedAt && !(was && was->initiatedAt) && !is.answered()) {
        if (turnedAway) command(is.id, command::Reject{true}, "reject");
        else if (plan().route || m_policy.answerInbound) command(is.id, command::Answer{call().wishes.record}, "answer");
    }
    // Only what has rung with us is a caller of ours: an answer alone may be about anybody's leg.
    const auto talking = [&](const Leg &leg) { return leg.answered() && (!incoming || leg.initiatedAt); };
    if (!talking(is) || (was && talking(*was))) return;
    if (call().wishes.record) plan().recording = RecordingState::On; // by the answer command, or the dial
    if (incoming && plan().route) followRoute(is);
    else if (plan().owner && is.direction == LegDirection::Outgoing && plan().customerLeg.isEmpty()) addDevice(*plan().owner);
    else if (!call().wishes.message.isEmpty()) command(is.id, command::Speak{call().wishes.message, m_policy.aiVoice}, "speak");
    else if (call().wishes.useAi) startAssistant(is.id);
    if (call().wishes.stream && !m_policy.streamUrl.isEmpty())
        command(is.id, command::StartStreaming{m_policy.streamUrl}, "start_streaming");
}

/// Ends what is up of a call that has ended or is to end, also a leg that turns up later: it is nobody's.
void Run::endUnwantedLegs() {
    if (!call().terminal() && !call().hangupWanted) return;
    for (Leg &leg : call().legs) {
        if (!leg.ended() && !leg.endWantedAt && leg.role != LegRole::Other) endLeg(leg);
    }
}

/// A supervisor's leg is told of when it begins, is answered, has another role, and has ended.
void Run::saySupervision() {
    for (const Leg &leg : call().legs) {
        if (leg.role != LegRole::Supervisor) continue;
        const Leg *was = m_before.leg(leg.id);
        QByteArray payload = supervisionPayload(call(), leg);
        if (was && supervisionPayload(m_before, *was) == payload) continue;
        const Audience supervisors{Audience::Kind::Supervisors, call().agentId.text()};
        const bool tellAgent = agentIsTold(m_policy.supervision.notice, was, leg);
        m_out.events.push_back({EventKind::SupervisionUpdate, call().id.text(), tellAgent ? audienceOf(call()) : supervisors, std::move(payload)});
    }
}

void Run::sayTranscription(const CarrierEvent &event) {
    QByteArray payload;
    JsonWriter json(payload);
    json.beginObject().key("callId").value(call().id.text()).key("type").value(u"transcription").key("data");
    json.beginObject().key("text").value(event.text).key("isFinal").value(event.isFinal);
    for (const TranscriptLine &line : transcriptLines(call(), event)) json.key("who").value(speakerName(line.who));
    json.key("track").textOrNull(event.track).key("at").value(event.occurredAt).endObject().endObject();
    m_out.events.push_back({EventKind::AiUpdate, call().id.text(), audienceOf(call()), payload});
}

void Run::sayUpdate() {
    QByteArray before, after;
    writeCall(before, m_before);
    writeCall(after, call());
    if (before != after)
        m_out.events.push_back({EventKind::CallUpdate, call().id.text(), audienceOf(call()), std::move(after)});
}

Transition Run::finish() {
    if (m_out.refusal) {
        Transition refused;
        refused.call = std::move(m_before);
        refused.refusal = std::move(m_out.refusal);
        return refused;
    }
    derive();
    if (Leg *customer = call().legOf(LegRole::Customer)) react(m_before.leg(customer->id), *customer);
    settlePeople();
    followAgents(call());
    for (const LegId &old : superfluousSupervisors(call()))
        if (Leg *leg = call().leg(old); !leg->endWantedAt) endLeg(*leg);
    endUnwantedLegs();
    if (!call().terminal() && !call().hangupWanted) {
        const bool ownMusic = plan().waiting && (!plan().admitted || !plan().music.isEmpty());
        const QString music = plan().announcing ? QString() : ownMusic ? plan().music : m_policy.holdMusic;
        mix(call(), music, [this](const LegId &leg, CarrierCommand what) { command(leg, std::move(what), nullptr); },
            m_policy.supervision.switchRoles);
    }
    std::move(m_last.begin(), m_last.end(), std::back_inserter(m_out.commands));
    addressLines();
    deriveStage();
    forgetPlan();
    m_out.changed = !(call() == m_before);
    if (!m_out.changed || call().isLine()) return std::move(m_out);
    sayUpdate();
    saySupervision();
    return std::move(m_out);
}

} // namespace callfloor::callmachine
