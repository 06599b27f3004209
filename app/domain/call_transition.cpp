// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_transition.h"

#include "app/domain/call_ending.h"
#include "app/domain/call_json.h"
#include "app/domain/decimal.h"

#include <algorithm>
#include <tuple>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// How often an overdue leg is looked up before it is given up: with the pauses between, more than ten minutes
/// of a carrier that cannot be asked.
constexpr int kMaxChecks = 40;

/// One run of the transition: the call under work and what has come out so far.
class Run {
public:
    Run(Call call, const CallPolicy &policy, UtcTime now) : m_before(call), m_policy(policy), m_now(now) {
        m_out.call = std::move(call);
    }

    void operator()(const input::Carrier &in);
    void operator()(const input::Command &in);
    void operator()(const input::HangUp &in);
    void operator()(const input::Bridge &in);
    void operator()(const input::Stream &in);
    void operator()(const input::Assist &in);
    void operator()(const input::Supervise &in);
    void operator()(const input::EndSupervision &in);
    void operator()(const input::LegOverdue &in);
    void operator()(const input::LegSeen &in);
    void operator()(const input::LegHistory &in);

    Transition finish();

private:
    Call &call() { return m_out.call; }
    void refuse(Error error) { m_out.refusal = std::move(error); }
    bool mayTouch(const Actor &by);
    Leg *legOfEvent(const CarrierEvent &event);
    const Leg *talkingCustomer(const QString &toDo);
    void applyEvent(Leg &leg, const CarrierEvent &event);
    void noteRecording(const CarrierEvent &event);
    void noteConference(const CarrierEvent &event);
    void noteAiSession(const QString &id, UtcTime at);
    void dialAnswered(Leg &leg, const CommandResult &result);
    void dialRefused(Leg &leg, const CommandResult &result);
    void settleWithoutReport(Leg &leg, QLatin1String cause);
    void revive(Leg &leg);
    void orderForeignLegs();
    void derive();
    void deriveAnswerCheck(Leg &leg);
    void deriveCost();
    void deriveStatus(const Leg &leg);
    void react(const Leg *was, const Leg &is);
    void endUnwantedLegs();
    void endLeg(Leg &leg);
    void saySupervision();
    void command(const LegId &leg, CarrierCommand what, const char *onceKey);
    void startAssistant(const LegId &leg);
    void endWhenSaid(CarrierEventType type);
    void sayTranscription(const CarrierEvent &event);
    void sayUpdate();

    Call m_before;
    const CallPolicy &m_policy;
    UtcTime m_now;
    Transition m_out;
};

bool Run::mayTouch(const Actor &by) {
    if (by.role != Role::Agent || call().agentId == by.userId) return true;
    const bool waiting = call().agentId.isEmpty() && call().direction == CallDirection::Inbound;
    if (waiting) return true;
    refuse(forbidden(call().agentId.isEmpty() ? u"Only a supervisor may act on a call that no agent owns."_s
                                              : u"This call belongs to another agent."_s));
    return false;
}

void Run::command(const LegId &leg, CarrierCommand what, const char *onceKey) {
    m_out.commands.push_back({leg, std::move(what),
                              onceKey ? QString(QLatin1String(onceKey) + u':' + leg.text()) : QString()});
}

Leg *Run::legOfEvent(const CarrierEvent &event) {
    const LegId fromState = legFromClientState(event.clientState);
    if (Leg *leg = fromState.isEmpty() ? nullptr : call().leg(fromState)) return leg;
    const auto it = std::find_if(call().legs.begin(), call().legs.end(), [&](const Leg &l) {
        return (!event.callControlId.isEmpty() && l.callControlId == event.callControlId) ||
               (!event.callLegId.isEmpty() && l.callLegId == event.callLegId);
    });
    return it == call().legs.end() ? nullptr : &*it;
}

void Run::operator()(const input::Carrier &in) {
    Leg *leg = legOfEvent(in.event);
    if (!leg) return;
    applyEvent(*leg, in.event);
    if (leg->role != LegRole::Other && in.event.type == CarrierEventType::Transcription) sayTranscription(in.event);
    if (leg->role == LegRole::Customer) endWhenSaid(in.event.type);
}

/// Nobody of ours is on a campaign's call: when the machine has said its piece, the called person is let go.
void Run::endWhenSaid(CarrierEventType type) {
    if (call().campaignId.isEmpty() || !call().agentId.isEmpty()) return;
    const bool spoken = type == CarrierEventType::SpeakEnded && !call().wishes.message.isEmpty();
    const bool talked = type == CarrierEventType::ConversationEnded && call().wishes.useAi;
    if (spoken || talked) call().hangupWanted = true;
}

/// True for reports that only a leg which is up can cause; not for those that may also follow its end.
bool tellsOfLife(CarrierEventType type) {
    switch (type) {
    case CarrierEventType::Initiated:
    case CarrierEventType::Answered:
    case CarrierEventType::Bridged:
    case CarrierEventType::Held:
    case CarrierEventType::Unheld:
    case CarrierEventType::JoinedConference:
    case CarrierEventType::MachineDetection:
    case CarrierEventType::StreamingStarted: return true;
    default: return false;
    }
}

void Run::applyEvent(Leg &leg, const CarrierEvent &event) {
    if (leg.endIsGuess() && tellsOfLife(event.type)) revive(leg);
    applyFact(leg, event);
    // Older reports do not clear a suspicion: they are late, the leg was up then.
    if (leg.suspectedAt && !leg.ended() && tellsOfLife(event.type) && event.occurredAt > *leg.suspectedAt)
        leg.suspectedAt.reset();
    if (leg.role == LegRole::Other) return;
    switch (event.type) {
    case CarrierEventType::RecordingSaved: return noteRecording(event);
    case CarrierEventType::JoinedConference: return noteConference(event);
    case CarrierEventType::ConversationEnded: return noteAiSession(event.conversationId, event.occurredAt);
    default: return;
    }
}

void Run::noteRecording(const CarrierEvent &event) {
    const auto shown = std::tuple(call().recordingAt, call().recordingUrl, call().recordingId);
    if (shown >= std::tuple(std::optional(event.occurredAt), event.recordingUrl, event.recordingId)) return;
    // Older payloads lack the id; the one that a command told is of the same recording then.
    if (call().recordingAt || !event.recordingId.isEmpty()) call().recordingId = event.recordingId;
    call().recordingAt = event.occurredAt;
    call().recordingUrl = event.recordingUrl;
}

void Run::noteConference(const CarrierEvent &event) {
    if (event.conferenceId.isEmpty() || std::tuple(call().conferenceAt, call().conferenceId) >=
                                            std::tuple(std::optional(event.occurredAt), event.conferenceId))
        return;
    call().conferenceAt = event.occurredAt;
    call().conferenceId = event.conferenceId;
}

void Run::noteAiSession(const QString &id, UtcTime at) {
    if (id.isEmpty() || std::tuple(call().aiSessionAt, call().aiSessionId) >= std::tuple(std::optional(at), id)) return;
    call().aiSessionAt = at;
    call().aiSessionId = id;
}

void Run::sayTranscription(const CarrierEvent &event) {
    QByteArray payload;
    JsonWriter json(payload);
    json.beginObject().key("callId").value(call().id.text()).key("type").value(u"transcription").key("data");
    json.beginObject().key("text").value(event.text).key("isFinal").value(event.isFinal);
    json.key("track").textOrNull(event.track).key("at").value(event.occurredAt).endObject().endObject();
    m_out.events.push_back({EventKind::AiUpdate, call().id.text(), audienceOf(call()), payload});
}

void Run::operator()(const input::Command &in) {
    const CommandResult &result = in.result;
    Leg *leg = call().leg(result.legId);
    if (!leg) return;
    if (result.kind == "dial"_L1) return dialAnswered(*leg, result);
    if (result.legGone && !leg->ended() && !leg->suspectedAt) leg->suspectedAt = m_now;
    if (result.outcome == CommandOutcome::Accepted) {
        noteAiSession(result.conversationId, m_now);
        if (!result.recordingId.isEmpty() && !call().recordingAt) call().recordingId = result.recordingId;
    } else if (result.outcome == CommandOutcome::Failed && !result.legGone && !call().terminal()) {
        call().failureText = result.errorText;
        // Silence is all that a called person would hear.
        const bool toSpeak = result.kind == "speak"_L1 || result.kind == "start_assistant"_L1;
        if (toSpeak && !call().campaignId.isEmpty() && call().agentId.isEmpty()) call().hangupWanted = true;
    }
}

void Run::dialAnswered(Leg &leg, const CommandResult &result) {
    const auto fill = [](QString &field, const QString &value) {
        if (field.isEmpty()) field = value;
    };
    fill(leg.callControlId, result.callControlId);
    fill(leg.callLegId, result.callLegId);
    fill(leg.callSessionId, result.callSessionId);
    if (leg.role == LegRole::Customer && !call().recordingAt) fill(call().recordingId, result.recordingId);
    // Ambiguous: the leg stays New; a webhook, the list of live legs or its deadline settles it.
    if (result.outcome == CommandOutcome::Accepted && leg.endIsGuess()) revive(leg);
    if (result.outcome == CommandOutcome::Failed && !leg.ended() && !leg.initiatedAt && !leg.answered())
        dialRefused(leg, result);
}

void Run::dialRefused(Leg &leg, const CommandResult &result) {
    const QString &code = result.errorCode;
    const bool cancelled = code == "cancelled"_L1; // by ourselves, before it was sent
    leg.endedAt = m_now;
    leg.hangupCause = cancelled ? u"originator_cancel"_s : QString(hangupcause::kDialFailed);
    if (leg.role != LegRole::Customer || cancelled) return;
    const bool badNumber = code == "10002"_L1 || code == "10016"_L1;
    const bool full = code == "90041"_L1 || code == "90042"_L1 || code == "90043"_L1 || code == "90103"_L1;
    call().failureText = result.errorText;
    const bool stale = code == "stale"_L1; // by ourselves: it could not be sent in time
    call().outcome = badNumber ? u"invalid_number"_s : full ? u"capacity"_s : stale ? u"not_placed"_s : u"refused"_s;
}

void Run::operator()(const input::HangUp &in) {
    if (!mayTouch(in.by) || call().terminal()) return;
    call().hangupWanted = true;
    for (Leg &leg : call().legs) leg.endWantedAt.reset(); // asked again: sent again
}

const Leg *Run::talkingCustomer(const QString &toDo) {
    const Leg *leg = call().legOf(LegRole::Customer);
    if (leg && leg->answered() && !leg->ended() && !call().terminal()) return leg;
    refuse(conflict(call().terminal() ? u"The call has ended."_s : u"The call has to be answered before %1."_s.arg(toDo)));
    return nullptr;
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
    if (const Leg *leg = talkingCustomer(u"the assistant can take part"_s)) startAssistant(leg->id);
}

void Run::operator()(const input::Supervise &in) {
    auto plan = planSupervision(call(), in.wish, m_now);
    if (!plan) return refuse(plan.error());
    for (const LegId &ringing : plan->replaced) endLeg(*call().leg(ringing));
    if (!plan->leg) return;
    command(plan->leg->id, *plan->dial, nullptr);
    call().legs.push_back(std::move(*plan->leg));
}

void Run::operator()(const input::EndSupervision &in) {
    for (Leg &leg : call().legs)
        if (leg.role == LegRole::Supervisor && leg.ownerId == in.supervisor && !leg.ended()) endLeg(leg);
}

void Run::operator()(const input::LegOverdue &in) {
    Leg *leg = call().leg(in.legId);
    if (!leg || !leg->deadline(m_policy.timeScale)) return;
    ++leg->checks;
    leg->checkedAt = m_now;
    if (leg->callControlId.isEmpty() || leg->checks > kMaxChecks) return settleWithoutReport(*leg, hangupcause::kGivenUp);
    command(leg->id, command::FetchLegHistory{}, "fetch_leg_history");
}

void Run::operator()(const input::LegSeen &in) {
    Leg *leg = call().leg(in.legId);
    if (!leg) return;
    if (leg->callControlId.isEmpty()) leg->callControlId = in.callControlId;
    if (leg->callLegId.isEmpty()) leg->callLegId = in.callLegId;
    if (leg->callSessionId.isEmpty()) leg->callSessionId = in.callSessionId;
    if (leg->ended() && leg->endEventId.isEmpty()) revive(*leg);
    if (leg->ended()) return;
    if (!leg->initiatedAt) leg->initiatedAt = m_now;
    leg->suspectedAt.reset();
    leg->checks = 0;
}

void Run::operator()(const input::LegHistory &in) {
    Leg *leg = call().leg(in.legId);
    if (!leg || !in.reached) return;
    for (const CarrierEvent &event : in.events) applyEvent(*leg, event);
    if (leg->ended()) {
        if (leg->answerCheck == AnswerCheck::Pending) leg->answerCheck = AnswerCheck::Done;
    } else if (in.alive) {
        if (!leg->initiatedAt && !leg->answered()) leg->initiatedAt = m_now;
        leg->suspectedAt.reset();
        leg->endWantedAt.reset(); // our hang-up had no effect: send another
        leg->checks = 0;
    } else {
        settleWithoutReport(*leg, hangupcause::kVanished);
    }
}

/// Ends a leg that the carrier does not have any more, or does not answer for, and never said goodbye to.
void Run::settleWithoutReport(Leg &leg, QLatin1String cause) {
    if (leg.ended() || cause == hangupcause::kVanished) leg.answerCheck = AnswerCheck::Done;
    if (leg.ended()) return;
    leg.endedAt = m_now;
    leg.hangupCause = cause;
    leg.endWantedAt.reset();
}

/// A leg that we had given up is up after all.
void Run::revive(Leg &leg) {
    leg.endedAt.reset();
    leg.hangupCause.clear();
    leg.answerCheck = AnswerCheck::NotNeeded;
    leg.checks = 0;
    leg.checkedAt.reset();
    leg.suspectedAt.reset();
}

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
    Leg *leg = call().legOf(LegRole::Customer);
    if (!leg) return;
    deriveAnswerCheck(*leg);
    if (call().direction == CallDirection::Inbound) {
        if (call().customerNumber.isEmpty()) call().customerNumber = leg->from;
        if (call().ourNumber.isEmpty()) call().ourNumber = leg->to;
        call().startedAt = std::min(call().startedAt, leg->createdAt);
    }
    deriveStatus(*leg);
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
void Run::react(const Leg *was, const Leg &is) {
    if (is.ended() || call().hangupWanted || call().terminal()) return;
    const bool incoming = is.direction == LegDirection::Incoming;
    if (incoming && is.initiatedAt && !(was && was->initiatedAt) && !is.answered() && m_policy.answerInbound)
        command(is.id, command::Answer{call().wishes.record}, "answer");
    // Only what has rung with us is a caller of ours: an answer alone may be about anybody's leg.
    const auto talking = [&](const Leg &leg) { return leg.answered() && (!incoming || leg.initiatedAt); };
    if (!talking(is) || (was && talking(*was))) return;
    if (!call().wishes.message.isEmpty()) command(is.id, command::Speak{call().wishes.message, m_policy.aiVoice}, "speak");
    else if (call().wishes.useAi) startAssistant(is.id);
    // An inbound leg is recorded by the answer command, an outbound one by the dial; see CallWishes::record.
    if (call().wishes.stream && !m_policy.streamUrl.isEmpty())
        command(is.id, command::StartStreaming{m_policy.streamUrl}, "start_streaming");
}

void Run::startAssistant(const LegId &leg) {
    command(leg,
            command::StartAssistant{{}, m_policy.aiPrompt, m_policy.aiGreeting, m_policy.aiLanguage, m_policy.aiVoice},
            "start_assistant");
}

/// Ends what is up of a call that has ended or is to end, also a leg that turns up later: it is nobody's.
void Run::endUnwantedLegs() {
    if (!call().terminal() && !call().hangupWanted) return;
    for (Leg &leg : call().legs) {
        if (!leg.ended() && !leg.endWantedAt && leg.role != LegRole::Other) endLeg(leg);
    }
}

void Run::endLeg(Leg &leg) {
    leg.endWantedAt = m_now;
    command(leg.id, command::HangUp{}, "hang_up");
}

/// A supervisor's leg is told of when it begins, is answered and has ended.
void Run::saySupervision() {
    for (const Leg &leg : call().legs) {
        if (leg.role != LegRole::Supervisor) continue;
        const Leg *was = m_before.leg(leg.id);
        if (was && was->ended() == leg.ended() && was->answered() == leg.answered()) continue;
        // The agent is told when he is talked to; being listened to is the supervisors' business.
        const bool silent = leg.supervisorMode == supervisorModeName(SupervisorMode::Monitor);
        const Audience audience = silent ? Audience{Audience::Kind::Staff, {}} : audienceOf(call());
        m_out.events.push_back({EventKind::SupervisionUpdate, call().id.text(), audience, supervisionPayload(call(), leg)});
    }
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
    if (const Leg *customer = call().legOf(LegRole::Customer)) react(m_before.leg(customer->id), *customer);
    for (const LegId &old : replacedSupervisors(call()))
        if (Leg *leg = call().leg(old); !leg->endWantedAt) endLeg(*leg);
    endUnwantedLegs();
    m_out.changed = !(call() == m_before);
    if (m_out.changed) sayUpdate();
    if (m_out.changed) saySupervision();
    return std::move(m_out);
}

} // namespace

Transition transition(Call call, const CallInput &input, const CallPolicy &policy, UtcTime now) {
    Run run(std::move(call), policy, now);
    std::visit(run, input);
    return run.finish();
}

} // namespace callfloor
