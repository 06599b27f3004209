// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/carrier_event.h"
#include "app/domain/clock.h"
#include "app/domain/ids.h"
#include "app/domain/talk.h"

#include <QString>

#include <optional>

namespace callfloor {

/// Whose leg it is.
enum class LegRole : quint8 {
    Customer, ///< The person outside; the call lives as long as this leg.
    Agent,
    Supervisor,
    Other,    ///< A leg of the same session that we did not order, e.g. a device's own. Never decides anything.
    Party,    ///< Somebody else whom an agent has called in: consulted, or the call's new far end.
};

/// Where a leg stands. Derived from its facts by Leg::state.
enum class LegState : quint8 { New, Initiated, Answered, Bridged, Held, InConference, Ended };

/// What the audio of an answered leg is connected to.
enum class MediaState : quint8 { Parked, Bridged, Held, InConference };

/// Whether a leg that ended without an answer known to us was answered after all: webhooks get lost.
enum class AnswerCheck : quint8 {
    NotNeeded,
    Pending, ///< The carrier is being asked; the call is not closed before it is known.
    Done,
};

/// What we write as the cause of an end that the carrier never told.
namespace hangupcause {
inline constexpr QLatin1String kDialFailed("dial_failed"); ///< The carrier refused the dial.
inline constexpr QLatin1String kNotPlaced("not_placed");   ///< A device's dial was not placed for want of channels or time.
inline constexpr QLatin1String kGivenUp("given_up");       ///< Nothing was heard of the leg, and nobody could be asked.
inline constexpr QLatin1String kVanished("vanished");      ///< The carrier was asked and does not have it any more.
inline constexpr QLatin1String kLineKept("line_kept");     ///< The agent has left the conversation; his line stays up.
} // namespace hangupcause

/// One leg at the carrier. It holds facts, each of which is the earliest (or latest) of what was reported, so the
/// order in which reports arrive, and how often, makes no difference. What the carrier tells about one leg it tells the
/// same way every time (numbers, session): of those the first word counts.
struct Leg {
    LegId id;
    LegRole role = LegRole::Customer;
    LegDirection direction = LegDirection::Outgoing;
    QString to;
    QString from;
    UserId ownerId;         ///< Whose device it is; of legs of agents and supervisors.
    LegId supervises;       ///< Supervisor only: the leg that is listened to.
    QString supervisorMode; ///< Supervisor only: monitor, whisper or barge.

    QString callControlId; ///< The carrier's handle; empty until the carrier has told it.
    QString callLegId;
    QString callSessionId;

    UtcTime createdAt;                    ///< When our row was written.
    std::optional<UtcTime> initiatedAt;   ///< Earliest report that the leg exists at the carrier.
    std::optional<UtcTime> answeredAt;    ///< Earliest report that implies an answer.
    std::optional<UtcTime> endedAt;       ///< Earliest hang-up, or when we gave the leg up.
    QString endEventId;                   ///< The event that decided the end; breaks ties of equal times.
    QString hangupCause;
    QString hangupSource;
    QString sipHangupCause;

    MediaState media = MediaState::Parked; ///< By the latest report.
    std::optional<UtcTime> mediaAt;
    QString mediaEventId;

    AnswerCheck answerCheck = AnswerCheck::NotNeeded;
    int ringTimeoutSeconds = 30;
    int timeLimitSeconds = 14400;
    int checks = 0;                      ///< How often the carrier was asked about a leg that is overdue.
    std::optional<UtcTime> checkedAt;    ///< When it was asked last.
    std::optional<UtcTime> suspectedAt;  ///< When a command was told that the leg is gone.
    std::optional<UtcTime> endWantedAt;  ///< When the carrier was asked to end it, last; none again once it has ended.

    QString cost;                          ///< Decimal text, by the latest report.
    std::optional<UtcTime> costAt;

    LegTalk talk; ///< Its part in the conversation.

    bool operator==(const Leg &) const = default;

    LegState state() const;
    bool ended() const { return endedAt.has_value(); }
    bool answered() const { return answeredAt.has_value(); }
    /// Somebody is on the line, and nobody has asked to end it.
    bool talks() const { return answered() && !ended() && !endWantedAt; }
    /// Its agent's phone stays up between calls; only his part in this conversation begins and ends.
    bool onLine() const { return !talk.line.isEmpty(); }
    /// It has ended, or is being ended.
    bool over() const { return ended() || endWantedAt.has_value(); }
    /// When somebody should look at this leg again, if nothing is heard of it before; none for a settled leg.
    /// `scale` divides the product's own grace periods (fault tests); not the ring time, which the carrier keeps.
    std::optional<UtcTime> deadline(double scale = 1.0) const;
    /// True if we ended it by ourselves without knowing: the carrier may still have it.
    bool endIsGuess() const { return ended() && endEventId.isEmpty() && hangupCause != hangupcause::kVanished; }
};

/// True if the hang-up cause leaves open whether the leg had been answered.
bool causeLeavesAnswerOpen(const Leg &leg);

/// Merges what an event reports about this leg. Returns false if it told nothing new.
bool applyFact(Leg &leg, const CarrierEvent &event);

} // namespace callfloor
