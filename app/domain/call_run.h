// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"

/// How transition() works inside; nobody else includes this.
namespace callfloor::callmachine {

/// One run of the transition: the call under work and what has come out so far. An input changes facts, wishes and the
/// plan; finish() derives the rest from them, so that the same facts give the same call whatever came first.
class Run {
public:
    Run(Call call, const CallPolicy &policy, UtcTime now) : m_before(call), m_policy(policy), m_now(now) {
        m_out.call = std::move(call);
    }

    // Reports and answers of the carrier (call_transition.cpp).
    void operator()(const input::Carrier &in);
    void operator()(const input::Command &in);
    void operator()(const input::LegOverdue &in);
    void operator()(const input::LegSeen &in);
    void operator()(const input::LegHistory &in);
    void operator()(const input::LineEnded &in);
    // What people want (call_intents.cpp).
    void operator()(const input::HangUp &in);
    void operator()(const input::Bridge &in);
    void operator()(const input::Stream &in);
    void operator()(const input::Assist &in);
    void operator()(const input::Supervise &in);
    void operator()(const input::EndSupervision &in);
    void operator()(const input::Control &in);
    // Who is rung, and what becomes of who waits (call_people.cpp).
    void operator()(const input::Ring &in);
    void operator()(const input::Withdraw &in);
    void operator()(const input::Decline &in);
    void operator()(const input::SendToQueue &in);
    void operator()(const input::Waits &in);
    void operator()(const input::Announce &in);
    void operator()(const input::Overflowed &in);
    void operator()(const input::NobodyCame &in);
    void operator()(const input::TimeIsUp &in);

    // What an agent can do with his call (call_controls.cpp).
    void operator()(const control::Hold &);
    void operator()(const control::Unhold &);
    void operator()(const control::Mute &what);
    void operator()(const control::Dtmf &what);
    void operator()(const control::Transfer &what);
    void operator()(const control::TransferToQueue &what);
    void operator()(const control::Consult &what);
    void operator()(const control::SwapConsult &);
    void operator()(const control::CompleteConsult &);
    void operator()(const control::CancelConsult &);
    void operator()(const control::MergeConsult &);
    void operator()(const control::Park &);
    void operator()(const control::StartRecording &);
    void operator()(const control::StopRecording &);
    void operator()(const control::PauseRecording &);
    void operator()(const control::ResumeRecording &);
    void operator()(const control::StopStreaming &);
    void operator()(const control::StopAssistant &what);

    Transition finish();

private:
    Call &call() { return m_out.call; }
    CallPlan &plan() { return m_out.call.plan; }
    void refuse(Error error) { m_out.refusal = std::move(error); }
    bool mayTouch(const Actor &by);
    void command(const LegId &leg, CarrierCommand what, const char *onceKey);
    void endLeg(Leg &leg);

    // Facts.
    Leg *legOfEvent(const CarrierEvent &event);
    void applyEvent(Leg &leg, const CarrierEvent &event);
    void noteRecording(const CarrierEvent &event);
    void noteConference(const CarrierEvent &event);
    void noteAiSession(const QString &id, UtcTime at);
    void dialAnswered(Leg &leg, const CommandResult &result);
    void dialRefused(Leg &leg, const CommandResult &result);
    void commandRefused(const CommandResult &result);
    void roleSwitched(Leg &leg, const CommandResult &result);
    void mixAnswered(Leg &leg, const CommandResult &result);
    void settleWithoutReport(Leg &leg, QLatin1String cause);
    void revive(Leg &leg);
    void somethingEnded(const CarrierEvent &event);

    // What follows from the facts (call_derive.cpp).
    void orderForeignLegs();
    void derive();
    void deriveAnswerCheck(Leg &leg);
    void deriveCost();
    void deriveStatus(const Leg &leg);
    void deriveWithoutCustomer();
    void deriveStage();
    void forgetPlan();
    void react(const Leg *was, Leg &is);
    void endUnwantedLegs();
    void saySupervision();
    void sayTranscription(const CarrierEvent &event);
    void sayUpdate();

    // People (call_people.cpp).
    const Leg *talkingCustomer(const QString &toDo);
    Leg *customerOnTheLine();
    Leg *agentOfControl();
    bool hasTheCall();
    Leg *consulted();
    bool somebodyTalks();
    bool somebodyRings();
    bool foreignDeviceTalks();
    bool lastTalkBrokeOff();
    void settlePeople();
    void takeAnswers();
    void giveCallTo(Leg &leg);
    void dialCustomer(const Leg &owner);
    void dismiss(Leg &leg);
    void addDevice(const Device &device);
    void nobodyLeft();
    void letAgentGo(Leg &agent);
    // Agents whose phone stays up between calls (call_lines.cpp).
    void giveLineBack(Leg &leg);
    void deriveLine();
    void addressLines();
    // Taking a call over (call_take_over.cpp).
    void yieldTo(Leg &agent);
    void takenOver(const Leg &connected);
    void takeOverFailed();
    void enterQueue(const QueueId &queue, int callPriority);
    void leaveQueue();
    void startAssistant(const LegId &leg);
    void stopAssistant();
    void followRoute(Leg &customer);
    void assistantLeft();
    void say(const QString &text);
    void sayAndEnd(const QString &text);
    void beginVoicemail();

    // What callers say and hear (call_words.cpp).
    void callerSaid(const Leg &leg, const CarrierEvent &event);
    void callerPressed(const Leg &leg, const CarrierEvent &event);
    void keepPlace(const QString &text);
    void announceIfDue();
    void announcementEnded();

    Call m_before;
    const CallPolicy &m_policy;
    UtcTime m_now;
    Transition m_out;
    const Actor *m_by = nullptr; ///< Who wants what input::Control brings.
    std::vector<CommandDraft> m_last; ///< To be sent after what the mixer asks for.
};

} // namespace callfloor::callmachine
