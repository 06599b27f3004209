// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/actor.h"
#include "app/domain/call.h"
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

} // namespace input

using CallInput = std::variant<input::Carrier, input::Command, input::HangUp, input::Bridge, input::Stream,
                               input::Assist, input::Supervise, input::EndSupervision, input::LegOverdue, input::LegSeen, input::LegHistory>;

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
    CallingProfile callingProfile = CallingProfile::Auto; ///< When campaigns may dial.
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

struct Transition {
    Call call;
    bool changed = false; ///< The call differs from the one given and must be saved.
    std::vector<EventDraft> events;
    std::vector<CommandDraft> commands;
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

/// A leg of a known session that we did not order: kept with the call, decides nothing.
Leg foreignLeg(const CarrierEvent &event, const LegId &id);

} // namespace callfloor
