// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/ids.h"
#include "app/domain/number_route.h"
#include "app/domain/talk.h"

#include <optional>

namespace callfloor {

/// Where a call stands, as people say it.
enum class CallStage : quint8 {
    New,        ///< Rings, or is being dialled.
    Assistant,  ///< The AI assistant talks with the customer.
    Queued,     ///< The caller waits in a queue.
    Offered,    ///< Somebody's device rings for the call.
    Connected,  ///< The customer talks with a person.
    Held,       ///< The customer waits while the agent is on the call.
    Consulting, ///< The customer waits while the agent asks somebody else.
    Parked,     ///< The customer waits for whoever retrieves the call.
    Message,    ///< Something is said to the customer, or he leaves a message.
    Ended,
    Line,       ///< No conversation: an agent's phone that stays up between his calls. Never anything else before or after.
};
/// `new`, `assistant`, `queued`, …: the words of the API and the database.
QString callStageName(CallStage stage);
std::optional<CallStage> callStageFromName(QStringView name);

/// A device that is to be rung.
struct Device {
    LegId leg;          ///< The id that its leg will have.
    UserId owner;       ///< The agent; empty for somebody outside.
    QString workId;     ///< The agent's reservation; empty where none is kept.
    QString to;         ///< SIP URI or E.164.
    QString from;       ///< The number that it sees.
    int ringSeconds = 20;
    Errand errand = Errand::Offer;
    LegId line = {};    ///< The agent's line that is up already: nothing is rung. Empty: the device is dialled.
    bool operator==(const Device &) const = default;
};

enum class RecordingState : quint8 { Off, On, Paused };


/// The conference that mixes a conversation of more than two, or one in which somebody waits or is muted.
enum class MixState : quint8 { None, Creating, Up };

/// What has been decided about a call and what is still to happen; unlike Call's other members it is not shown.
struct CallPlan {
    std::optional<RouteTarget> route; ///< What the called number does; nothing for outbound calls and unknown numbers.
    int callPriority = 0;    ///< With which the caller waits.
    UserId preferred;        ///< Who is to have the customer if he is free.
    bool waiting = false;    ///< In the queue `Call::queueId`.
    bool admitted = false;   ///< The queue has let him in; before that no music is begun.
    QString music;           ///< Of the queue; empty: that of the installation.
    int announceEverySeconds = 0; ///< How often the caller hears where he stands; 0: never.
    std::optional<UtcTime> announceAt; ///< When he hears it next.
    bool announcing = false; ///< He hears it now, instead of the music.
    bool callbackOffered = false; ///< A key of his ends the wait, and he is called when it is his turn.
    bool callback = false;   ///< This call is what was promised so: the agent first, then who kept his place.
    bool assistant = false;  ///< The AI assistant has been asked onto the customer's leg.
    bool assistantDone = false; ///< Its talk has ended, by the carrier's report.
    QString conversation;    ///< The carrier's id of its talk.
    bool connected = false;  ///< A person has talked with the customer, or is about to.
    bool parked = false;
    bool transferring = false; ///< Whoever is rung now is to have the call instead of `returnTo`.
    UserId returnTo;         ///< Who gave the call away: it comes back to him if nobody takes it.
    std::optional<Device> owner; ///< Click-to-call: the agent's device, rung first or after the customer's answer.
    CallId lentTo;           ///< The supervisor whose call this is takes part in that one with this call's leg.
    LegId customerLeg;       ///< Click-to-call: the customer is dialled under this id once the owner has answered.
    bool farewell = false;   ///< What is being said is the end: afterwards the call is ended.
    bool voicemail = false;  ///< What is being said ends with a tone, and then the caller speaks.
    MixState mix = MixState::None;
    QString conference;      ///< The carrier's id (or name) of the conference, while it is up.
    int conferences = 0;     ///< How many have been made; names must differ.
    RecordingState recording = RecordingState::Off;
    std::optional<UtcTime> recordingResumesAt; ///< A pause for card data ends by itself.
    std::optional<UtcTime> limitAt; ///< When parking or a voicemail message has lasted long enough.
    bool operator==(const CallPlan &) const = default;

    /// When a timer must look at the call; nothing if none runs.
    std::optional<UtcTime> dueAt() const;
};

/// The stored form; empty for a call about which nothing was decided.
QByteArray planToText(const CallPlan &plan);
CallPlan planFromText(const QByteArray &text);

} // namespace callfloor
