// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/campaign_rules.h"
#include "app/domain/ids.h"
#include "app/domain/json.h"

#include <optional>

namespace callfloor {

/// Where a campaign stands. Old data has `running` and `stopped`.
enum class CampaignStatus : quint8 {
    Running,
    Stopped,   ///< By somebody; what is up runs to its end.
    Completed, ///< Nobody is left to be called.
    Draft,     ///< Not begun yet.
    Paused,    ///< Nobody is dialled until somebody resumes it.
    Draining,  ///< Nobody is dialled any more; stopped when the last call has ended.
};
QString campaignStatusName(CampaignStatus status);
std::optional<CampaignStatus> campaignStatusFromName(QStringView name);

/// How many leads came to what. The last six add up to `numbers`.
struct CampaignCounts {
    qint64 numbers = 0;
    qint64 waiting = 0;   ///< To be dialled, for the first time or again.
    qint64 dialling = 0;  ///< With an open attempt.
    qint64 answered = 0;
    qint64 unanswered = 0;
    qint64 failed = 0;
    qint64 blocked = 0;   ///< Never dialled: do-not-call, not a number, emergency, premium.
    bool operator==(const CampaignCounts &) const = default;
};

using LeadListId = Id<struct LeadListTag>;
using LeadId = Id<struct LeadTag>;

/// Lists of people who are called, and how.
struct Campaign {
    CampaignId id;
    QString name;
    CampaignStatus status = CampaignStatus::Running;
    DialMode mode = DialMode::Agentless;
    QueueId queue;            ///< Whose agents talk to whom answers; none in agentless mode.
    CampaignRules rules;
    bool loading = false;     ///< Its numbers are still being taken in: nobody is dialled yet.
    std::optional<UtcTime> startsAt, stopsAt; ///< Begins and ends by itself then.
    int concurrency = 5;      ///< Lines at once.
    QString fromNumber;       ///< E.164.
    bool record = false;
    bool useAi = false;       ///< The assistant talks to whom answers.
    QString message;          ///< Else this is spoken and the call ended; may be empty.
    UserId createdBy;
    UtcTime createdAt;
    std::optional<UtcTime> endedAt; ///< Stopped or completed.
    CampaignCounts counts;
    bool operator==(const Campaign &) const = default;
};

/// Appends the campaign object of the API.
void writeCampaign(QByteArray &out, const Campaign &campaign);

/// What is known of an attempt beside its call.
struct AttemptFacts {
    QString machine;       ///< The verdict of answering machine detection; empty without one.
    bool abandoned = false;
    bool messagePlayed = false;
};

/// Reads off a call that has ended what its attempt came to. NotPlaced: the carrier has certainly not rung anybody, and
/// another try may do better.
AttemptOutcome attemptOutcome(const Call &call, const AttemptFacts &facts = {});

/// Where a lead is counted that is done after such an attempt.
enum class OutcomeGroup : quint8 { Answered, Unanswered, Failed };
OutcomeGroup groupOf(AttemptOutcome outcome);

} // namespace callfloor
