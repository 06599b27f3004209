// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/leg.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace callfloor {

using namespace std::chrono_literals;

namespace {

/// Waits beyond what the carrier was told, before it is asked.
constexpr auto kNewGrace = 60s;       // a dial whose answer was lost: longer than the 50 s repeat window
constexpr auto kRingGrace = 15s;
constexpr auto kTalkGrace = 60s;
constexpr auto kSuspectGrace = 5s;
constexpr auto kEndGrace = 10s;       // from our hang-up to the carrier's report of it
constexpr auto kAnswerCheckGrace = 30s;
constexpr auto kCheckPause = 20s;

std::chrono::microseconds scaled(std::chrono::seconds period, double scale) {
    return std::chrono::microseconds(static_cast<qint64>(static_cast<double>(period.count()) * 1e6 / scale));
}

bool earliest(std::optional<UtcTime> &fact, UtcTime at) {
    if (fact && *fact <= at) return false;
    fact = at;
    return true;
}

bool fill(QString &field, const QString &value) {
    if (value.isEmpty() || !field.isEmpty()) return false;
    field = value;
    return true;
}

bool applyMedia(Leg &leg, MediaState media, const CarrierEvent &event) {
    const auto rank = [](MediaState m) { return static_cast<int>(m); };
    if (leg.mediaAt && std::tuple(*leg.mediaAt, rank(leg.media), leg.mediaEventId) >=
                           std::tuple(event.occurredAt, rank(media), event.eventId))
        return false;
    leg.media = media;
    leg.mediaAt = event.occurredAt;
    leg.mediaEventId = event.eventId;
    return true;
}

bool applyHangUp(Leg &leg, const CarrierEvent &event) {
    // A leg that we gave up by ourselves has no end event; what the carrier says goes first.
    const bool first = !leg.endedAt || leg.endEventId.isEmpty() ||
                       std::tuple(event.occurredAt, event.eventId) < std::tuple(*leg.endedAt, leg.endEventId);
    if (!first) return false;
    leg.endedAt = event.occurredAt;
    leg.endEventId = event.eventId;
    leg.hangupCause = event.hangupCause;
    leg.hangupSource = event.hangupSource;
    leg.sipHangupCause = event.sipHangupCause;
    leg.endWantedAt.reset();
    return true;
}

bool applyCost(Leg &leg, const CarrierEvent &event) {
    if (event.cost.isEmpty() ||
        (leg.costAt && std::tuple(*leg.costAt, leg.cost) >= std::tuple(event.occurredAt, event.cost)))
        return false;
    leg.costAt = event.occurredAt;
    leg.cost = event.cost;
    return true;
}

/// The leg's age and direction, for legs that begin with the first report about them: it may not be the oldest one.
bool applyBirth(Leg &leg, const CarrierEvent &event) {
    // A caller's leg begins with a report that we understand (callFromUnknownLeg), a foreign one with any.
    const bool caller = leg.direction == LegDirection::Incoming && event.type != CarrierEventType::Other && event.type != CarrierEventType::MessageHistory;
    if (leg.role != LegRole::Other && !caller) return false;
    bool changed = false;
    if (event.occurredAt < leg.createdAt) {
        leg.createdAt = event.occurredAt;
        changed = true;
    }
    if (leg.role == LegRole::Other && event.direction && *event.direction != leg.direction) {
        leg.direction = *event.direction;
        changed = true;
    }
    return changed;
}

} // namespace

LegState Leg::state() const {
    if (endedAt) return LegState::Ended;
    if (!answeredAt) return initiatedAt ? LegState::Initiated : LegState::New;
    switch (media) {
    case MediaState::Bridged: return LegState::Bridged;
    case MediaState::Held: return LegState::Held;
    case MediaState::InConference: return LegState::InConference;
    case MediaState::Parked: break;
    }
    return LegState::Answered;
}

std::optional<UtcTime> Leg::deadline(double scale) const {
    std::optional<UtcTime> due;
    if (onLine()) return ended() || !suspectedAt ? std::nullopt : std::optional(*suspectedAt + scaled(kSuspectGrace, scale)); // the line has deadlines of its own
    if (endedAt) {
        if (answerCheck != AnswerCheck::Pending) return std::nullopt;
        due = *endedAt + scaled(kAnswerCheckGrace, scale);
    } else if (suspectedAt) {
        due = *suspectedAt + scaled(kSuspectGrace, scale);
    } else if (answeredAt) {
        due = *answeredAt + std::chrono::seconds(timeLimitSeconds) + scaled(kTalkGrace, scale);
    } else if (initiatedAt) {
        due = *initiatedAt + std::chrono::seconds(ringTimeoutSeconds) + scaled(kRingGrace, scale);
    } else {
        due = createdAt + scaled(kNewGrace, scale);
    }
    if (endWantedAt && !endedAt && !callControlId.isEmpty()) due = std::min(*due, *endWantedAt + scaled(kEndGrace, scale));
    if (checkedAt) due = std::max(*due, *checkedAt + scaled(kCheckPause, scale));
    return due;
}

bool causeLeavesAnswerOpen(const Leg &leg) {
    const QString &cause = leg.hangupCause;
    static const QStringList settled = {
        QStringLiteral("user_busy"),         QStringLiteral("call_rejected"), QStringLiteral("timeout"),
        QStringLiteral("no_answer"),         QStringLiteral("originator_cancel"), QStringLiteral("not_found"),
        hangupcause::kDialFailed,            hangupcause::kGivenUp,           hangupcause::kVanished,
        hangupcause::kNotPlaced, hangupcause::kLineKept};
    if (settled.contains(cause)) return false;
    // "unspecified" with an error code of SIP is a failure to set up, not a talk.
    const int sip = leg.sipHangupCause.toInt();
    return !(cause == QLatin1String("unspecified") && sip >= 300);
}

bool applyFact(Leg &leg, const CarrierEvent &event) {
    bool changed = fill(leg.callControlId, event.callControlId);
    changed |= fill(leg.callLegId, event.callLegId);
    changed |= fill(leg.callSessionId, event.callSessionId);
    changed |= fill(leg.to, event.to);
    changed |= fill(leg.from, event.from);
    changed |= applyBirth(leg, event);

    switch (event.type) {
    case CarrierEventType::Initiated: return earliest(leg.initiatedAt, event.occurredAt) || changed;
    case CarrierEventType::HungUp: return applyHangUp(leg, event) || changed;
    case CarrierEventType::Answered: return earliest(leg.answeredAt, event.occurredAt) || changed;
    case CarrierEventType::MachineDetection:
    case CarrierEventType::MachineGreetingEnded:
        // Detection begins with the answer, so there was one, whether or not we were told.
        return earliest(leg.answeredAt, event.occurredAt) || changed;
    case CarrierEventType::Bridged:
    case CarrierEventType::Unheld:
        changed |= earliest(leg.answeredAt, event.occurredAt);
        return applyMedia(leg, MediaState::Bridged, event) || changed;
    case CarrierEventType::Held:
        changed |= earliest(leg.answeredAt, event.occurredAt);
        return applyMedia(leg, MediaState::Held, event) || changed;
    case CarrierEventType::JoinedConference:
        changed |= earliest(leg.answeredAt, event.occurredAt);
        return applyMedia(leg, MediaState::InConference, event) || changed;
    case CarrierEventType::LeftConference: return applyMedia(leg, MediaState::Parked, event) || changed;
    case CarrierEventType::Cost: return applyCost(leg, event) || changed;
    default: return changed;
    }
}

} // namespace callfloor
