// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_plan.h"
#include "app/domain/events.h"
#include "app/domain/leg.h"

#include <optional>
#include <vector>

namespace callfloor {

enum class CallDirection : quint8 { Inbound, Outbound };

/// The six states that dashboards know. Completed, NoAnswer and Failed are terminal: a call never leaves them for a
/// live state again (a late report may still turn NoAnswer or Failed into Completed: it was answered after all).
enum class CallStatus : quint8 { Initiated, Ringing, Active, Completed, NoAnswer, Failed };

constexpr bool isTerminal(CallStatus status) { return status >= CallStatus::Completed; }

/// `INITIATED`, `RINGING`, …: the words of the API.
QString callStatusName(CallStatus status);
std::optional<CallStatus> callStatusFromName(QStringView name);
/// `inbound` or `outbound`.
QString callDirectionName(CallDirection direction);
std::optional<CallDirection> callDirectionFromName(QStringView name);

/// What the product should do by itself once the call is answered.
struct CallWishes {
    bool record = false;
    bool useAi = false;
    QString aiProvider; ///< As the client named it; kept for the client.
    bool stream = false;
    QString message = {}; ///< Spoken to whom answers; then the call is ended. Empty: none.
    bool operator==(const CallWishes &) const = default;
};

/// A call over its legs: what the centre did, not what one line did. A plain value; the database row is the truth.
struct Call {
    CallId id;
    UserId agentId;           ///< Empty: nobody owns it.
    QString customerNumber;   ///< E.164 where it could be read as a number, else as the carrier gave it.
    QString ourNumber;        ///< The number of ours that was called or shown.
    CallDirection direction = CallDirection::Outbound;
    CallStatus status = CallStatus::Initiated;
    /// The finer word behind the status: answered, busy, rejected, no_answer, cancelled, abandoned, invalid_number,
    /// do_not_call, capacity, not_placed, refused, failed, unreachable; empty while the call lives.
    QString outcome;
    QString failureText;      ///< One sentence why the last command failed, empty if none did.
    QString conferenceId;
    std::optional<UtcTime> conferenceAt; ///< When a leg joined the shown conference; a later one replaces it.
    QString recordingId;
    QString recordingUrl;
    std::optional<UtcTime> recordingAt; ///< When the shown recording was reported; a later one replaces it.
    QString aiSessionId;
    std::optional<UtcTime> aiSessionAt; ///< When it was reported; a later one replaces it.
    QString cost;             ///< Decimal text, in the account's currency: the sum over the legs that we ordered.
    UtcTime startedAt;
    std::optional<UtcTime> answeredAt;
    std::optional<UtcTime> endedAt;
    CampaignId campaignId;    ///< The campaign that placed it; empty for all others.
    CallWishes wishes;
    bool hangupWanted = false; ///< Somebody asked for the end; new legs are ended on sight.
    QueueId queueId;           ///< The queue in which the caller waits or from which the call came last; empty for none.
    CallStage stage = CallStage::New; ///< Where the conversation stands, derived from plan and legs.
    CallPlan plan;
    std::vector<Leg> legs;

    bool operator==(const Call &) const = default;

    bool terminal() const { return isTerminal(status); }
    /// Not a conversation but an agent's phone that stays up between them: nobody is told of it, and no list shows it.
    bool isLine() const { return stage == CallStage::Line; }
    Leg *leg(const LegId &legId);
    const Leg *leg(const LegId &legId) const { return const_cast<Call *>(this)->leg(legId); }
    /// The first leg of that role; null if there is none.
    const Leg *legOf(LegRole role) const;
    Leg *legOf(LegRole role) { return const_cast<Leg *>(std::as_const(*this).legOf(role)); }
};

/// Who may see events about this call.
Audience audienceOf(const Call &call);

/// What we write into a leg's client state, so that every later event of the leg finds its way back: `cf1:<leg id>`.
QString clientStateFor(const LegId &leg);
/// The leg id in a client state of ours; empty for anything else.
LegId legFromClientState(const QString &clientState);

} // namespace callfloor
