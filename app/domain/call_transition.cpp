// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include "app/domain/mixer.h"

#include <algorithm>
#include <tuple>

namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

namespace {

/// How often an overdue leg is looked up before it is given up: with the pauses between, more than ten minutes
/// of a carrier that cannot be asked.
constexpr int kMaxChecks = 40;

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

} // namespace

void Run::command(const LegId &leg, CarrierCommand what, const char *onceKey) {
    m_out.commands.push_back({leg, std::move(what),
                              onceKey ? QString(QLatin1String(onceKey) + u':' + leg.text()) : QString()});
}

void Run::endLeg(Leg &leg) {
    if (leg.onLine()) return giveLineBack(leg);
    leg.endWantedAt = m_now;
    command(leg.id, command::HangUp{}, "hang_up");
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
    callerSaid(*leg, in.event);
    callerPressed(*leg, in.event);
    if (leg->role == LegRole::Customer) somethingEnded(in.event);
}

/// What was said to the customer, or the assistant's talk with him, is over.
void Run::somethingEnded(const CarrierEvent &event) {
    // Nobody of ours is on a campaign's call: when the machine has said its piece, the called person is let go.
    const bool unattended = !call().campaignId.isEmpty() && call().agentId.isEmpty();
    if (event.type == CarrierEventType::SpeakEnded) {
        const bool said = unattended && !call().wishes.message.isEmpty();
        if (said || plan().farewell) call().hangupWanted = true;
        else if (plan().voicemail) beginVoicemail();
        else plan().announcing = false;
    } else if (event.type == CarrierEventType::ConversationEnded) {
        // A late report of an earlier talk says nothing about this one.
        if (!plan().conversation.isEmpty() && !event.conversationId.isEmpty() && event.conversationId != plan().conversation) return;
        plan().assistantDone = true;
        if (unattended && call().wishes.useAi) call().hangupWanted = true;
        else if (plan().assistant) assistantLeft();
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

void Run::operator()(const input::Command &in) {
    CommandResult result = in.result;
    Leg *leg = call().leg(result.legId);
    if (!leg) leg = legOnLine(call(), result.legId);
    if (!leg) return;
    result.legId = leg->id;
    if (result.kind == "dial"_L1) return dialAnswered(*leg, result);
    if (result.legGone && !conferenceIsGone(result) && !leg->ended() && !leg->suspectedAt) leg->suspectedAt = m_now;
    if (result.outcome == CommandOutcome::Accepted) {
        noteAiSession(result.conversationId, m_now);
        if (result.kind == "start_assistant"_L1 && plan().assistant) plan().conversation = result.conversationId;
        if (!result.recordingId.isEmpty() && !call().recordingAt) call().recordingId = result.recordingId;
    }
    if (isMixKind(result.kind)) mixAnswered(*leg, result);
    else if (result.kind == "switch_supervisor_role"_L1) roleSwitched(*leg, result);
    else if (result.outcome == CommandOutcome::Failed && !result.legGone && !call().terminal()) commandRefused(result);
}

/// A leg that cannot be connected is let go: whoever is on it would hear nothing for ever.
void Run::mixAnswered(Leg &leg, const CommandResult &result) {
    const LegId peer = leg.talk.bridgedWith;
    const auto problem = takeMixResult(call(), result);
    if (!problem && result.outcome == CommandOutcome::Accepted) takenOver(leg);
    if (!problem || call().terminal()) return;
    call().failureText = *problem;
    if (result.kind != "bridge"_L1 && result.kind != "join_conference"_L1) return;
    if (result.kind == "join_conference"_L1 && plan().mix == MixState::None) return; // they are bridged instead
    Leg *lost = leg.role == LegRole::Customer ? call().leg(peer) : &leg;
    if (lost && !lost->over()) endLeg(*lost);
}

void Run::roleSwitched(Leg &leg, const CommandResult &result) {
    if (takeSwitchedRole(leg, result.outcome) || call().terminal()) return;
    call().failureText = result.errorText;
}

void Run::commandRefused(const CommandResult &result) {
    if (result.kind == "stop_playback"_L1 || result.kind == "stop_assistant"_L1) return; // nothing was playing: as wanted
    call().failureText = result.errorText;
    const bool assistant = result.kind == "start_assistant"_L1, speech = result.kind == "speak"_L1;
    // Silence is all that a called person would hear.
    const bool unattended = !call().campaignId.isEmpty() && call().agentId.isEmpty();
    if ((speech || assistant) && unattended) call().hangupWanted = true;
    else if (speech && plan().farewell) call().hangupWanted = true;
    else if (speech && plan().voicemail) beginVoicemail();
    else if (assistant && plan().assistant) assistantLeft();
    else if (speech) plan().announcing = false;
    if (result.kind == "start_recording"_L1) plan().recording = RecordingState::Off;
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
    const bool full = code == "90041"_L1 || code == "90042"_L1 || code == "90043"_L1 || code == "90103"_L1 || code == "10011"_L1;
    const bool stale = code == "stale"_L1; // by ourselves: it could not be sent in time
    leg.endedAt = m_now;
    leg.hangupCause = cancelled ? u"originator_cancel"_s : QString(hangupcause::kDialFailed);
    // Nobody at that device is to blame.
    if (leg.role != LegRole::Customer && (full || stale)) leg.hangupCause = hangupcause::kNotPlaced;
    if (leg.role != LegRole::Customer || cancelled) return;
    const bool badNumber = code == "10002"_L1 || code == "10016"_L1;
    call().failureText = result.errorText;
    call().outcome = badNumber ? u"invalid_number"_s : full ? u"capacity"_s : stale ? u"not_placed"_s : u"refused"_s;
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

} // namespace callfloor::callmachine

namespace callfloor {

Transition transition(Call call, const CallInput &input, const CallPolicy &policy, UtcTime now) {
    callmachine::Run run(std::move(call), policy, now);
    std::visit(run, input);
    return run.finish();
}

} // namespace callfloor
