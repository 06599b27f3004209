// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/actor.h"
#include "app/domain/agent.h"
#include "app/domain/call.h"
#include "app/domain/call_control.h"
#include "app/domain/calling_window.h"
#include "app/domain/carrier_command.h"
#include "app/domain/carrier_event.h"
#include "app/domain/supervision.h"

#include <variant>
#include <vector>

namespace callfloor {

/// Everything that can happen to a call. Webhooks, answers to commands, clicks and timers all come this way.
namespace input {

struct Carrier {
    CarrierEvent event;
};
struct Command {
    CommandResult result;
};
/// Somebody wants the call to end for everybody on it.
struct HangUp {
    Actor by;
};
/// Somebody wants the call's two legs to be connected.
struct Bridge {
    Actor by;
};
/// Somebody wants the call's audio to be streamed to the configured sink.
struct Stream {
    Actor by;
};
/// Somebody wants the AI assistant on the customer's leg.
struct Assist {
    Actor by;
};
/// A supervisor wants to take part in the call, by his own device.
struct Supervise {
    SupervisionWish wish;
};
/// He wants to leave it.
struct EndSupervision {
    UserId supervisor;
};
/// Devices are to be rung, together: to have the call, or for what their errand says.
struct Ring {
    std::vector<Device> devices;
};
/// The agent is not to have the call any more: his reservation is over.
struct Withdraw {
    UserId agent;
};
/// The agent does not want the call that rings his device.
struct Decline {
    UserId agent;
};
/// Somebody on the call, or a supervisor, wants something done with it.
struct Control {
    Actor by;
    CallControl what;
};
/// The customer is to wait for a person. `preferred`: who is to have him if he is free; empty for nobody.
struct SendToQueue {
    QueueId queue;
    int callPriority = 0;
    UserId preferred;
};
/// The caller may wait: with the queue's own music, if it has some.
struct Waits {
    QString music;
    std::chrono::seconds announceEvery{0}; ///< 0: nothing is said to him.
    bool callback = false; ///< He may have himself called back.
};
/// What is to be said to the caller who waits; nothing where there is nothing to say.
struct Announce {
    QString text;
};
/// The caller may not wait, or may not wait any longer.
struct Overflowed {
    Overflow to;
};
/// Nobody could be rung to whom the call was to go.
struct NobodyCame {};
/// A moment of the call's plan has come (CallPlan::dueAt).
struct TimeIsUp {};
/// A leg's deadline has come, or the carrier's list of live legs does not have it.
struct LegOverdue {
    LegId legId;
};
/// The carrier's list of live legs has this leg of ours, whose answer to the dial we may have missed.
struct LegSeen {
    LegId legId;
    QString callControlId;
    QString callLegId;
    QString callSessionId;
};
/// What the carrier recorded about a leg, when it was asked.
struct LegHistory {
    LegId legId;
    bool reached = false; ///< False: the carrier could not be asked; nothing below is known.
    bool known = false;   ///< The carrier has records of this leg.
    bool alive = false;
    std::vector<CarrierEvent> events; ///< Its recorded events, as facts.
};
/// The line of an agent on this call is not up any more: he has hung up his phone, or it broke.
struct LineEnded {
    LegId line;
    UtcTime at{};
    QString cause;
};

} // namespace input

using CallInput = std::variant<input::Carrier, input::Command, input::HangUp, input::Bridge, input::Stream,
                               input::Assist, input::Supervise, input::EndSupervision, input::Ring, input::Withdraw, input::Decline,
                               input::Control, input::SendToQueue, input::Waits, input::Announce, input::Overflowed, input::NobodyCame, input::TimeIsUp, input::LegOverdue,
                               input::LegSeen, input::LegHistory, input::LineEnded>;

/// Whose phone rings first when an agent calls a number.
enum class ClickToCall : quint8 {
    AgentFirst,    ///< The agent's; the number is dialled when he has answered.
    CustomerFirst, ///< The number; the agent's phone rings when it has answered.
    CustomerOnly,  ///< Only the number: somebody else connects the agent.
};

/// `agent_first`, `customer_first`, `customer_only`.
std::optional<ClickToCall> clickToCallFromName(QStringView name);

/// What the installation wants done on every call; settings, so that the transition stays a pure function.
struct CallPolicy {
    bool answerInbound = true;
    bool assistInbound = true;  ///< Starts the AI assistant on answered inbound calls.
    bool recordInbound = false;
    bool streamInbound = false;
    QString streamUrl;          ///< Empty: streaming is not configured.
    QString aiPrompt;
    QString aiGreeting;
    QString aiLanguage;
    QString aiVoice;
    QStringList handOverWords;  ///< With which callers ask the assistant for a person.
    QString callbackText = QStringLiteral("Thank you. We will call you back as soon as it is your turn. Goodbye."); ///< Said to who keeps his place.
    QString announceLanguage = QStringLiteral("en"); ///< Of what is said to callers who wait: `en`, `de`.
    QString holdMusic;          ///< Address of the music for who waits; empty = silence.
    std::chrono::seconds recordingPause{120}; ///< After which a paused recording goes on by itself.
    std::chrono::seconds parkLimit{300};      ///< After which a parked call goes back to who parked it.
    std::chrono::seconds voicemailLimit{180}; ///< Length of a voicemail message.
    QString nobodyText = QStringLiteral("I am sorry, nobody can take your call at the moment. Goodbye."); ///< Said before the call is ended.
    AgentPolicy agents;         ///< For calls that come from no queue.
    QString fromNumber;         ///< Our number that devices see where the call has none.
    ClickToCall clickToCall = ClickToCall::AgentFirst; ///< For agents who have a phone.
    int agentRingSeconds = 20;  ///< How long an agent's device rings for a call that comes from no queue.
    CallingProfile callingProfile = CallingProfile::Auto; ///< When campaigns may dial.
    SupervisionPolicy supervision; ///< How supervisors take part.
    double timeScale = 1.0;     ///< Divides our own waits; only for tests against a carrier on loopback.
};

/// A command to journal. Two open commands with the same key never exist: the second is dropped.
struct CommandDraft {
    LegId legId;
    CarrierCommand command;
    QString onceKey; ///< Empty: may be repeated at will (DTMF).
};

/// An event to append to the log.
struct EventDraft {
    EventKind kind = EventKind::CallUpdate;
    QString subject;
    Audience audience;
    QByteArray payload;
};

/// What else has to happen in the same transaction, beyond the call itself.
namespace effect {
/// The caller is to wait in `Call::queueId`; if he may not, the call wants to hear of it (input::Overflowed).
struct EnterQueue {};
/// The agent is to be rung again, or the call wants to hear that he cannot (input::NobodyCame).
struct RingAgent {
    UserId agent;
};
/// The caller is to hear where he stands, and the call wants to hear what that is (input::Announce).
struct Announce {};
/// The caller hangs up and keeps his place in `Call::queueId`.
struct KeepPlace {};
} // namespace effect
using CallEffect = std::variant<effect::EnterQueue, effect::RingAgent, effect::Announce, effect::KeepPlace>;

struct Transition {
    Call call;
    bool changed = false; ///< The call differs from the one given and must be saved.
    std::vector<EventDraft> events;
    std::vector<CommandDraft> commands;
    std::vector<CallEffect> effects;
    std::optional<Error> refusal; ///< Why an intent was refused; then nothing else is set.
};

/// The call after the input, what the world must be told, and what must be asked of the carrier. Pure: no clock but
/// `now`, no I/O. Reports of the carrier may come in any order, any number of times, and end in the same call.
Transition transition(Call call, const CallInput &input, const CallPolicy &policy, UtcTime now);

/// The call that an event of an unknown leg begins, already with that leg; nothing if the event is not about a
/// caller of ours (a leg that goes out and that we did not order, or one with a client state of ours that we do not
/// know). The event itself is still to be applied.
std::optional<Call> callFromUnknownLeg(const CarrierEvent &event, const CallPolicy &policy, const CallId &id,
                                       const LegId &legId);

/// An agent's phone that is to stay up between his calls: a call of its own with that one leg, not yet dialled. Nobody is told
/// of it. It ends as any call does, by input::HangUp or at the phone.
Call lineFor(const UserId &agent, const QString &station, const QString &from, int ringSeconds, UtcTime now);

/// The part of an agent in this call whose line is `line`; null if he has none, or it is over.
Leg *legOnLine(Call &call, const LegId &line);

/// The leg that rings a device, not yet dialled; or if the agent's line is up, his part in the call, which is answered.
Leg legFor(const Device &device, UtcTime now);

/// A leg of a known session that we did not order: kept with the call, decides nothing.
Leg foreignLeg(const CarrierEvent &event, const LegId &id);

} // namespace callfloor
