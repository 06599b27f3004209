// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/ids.h"
#include "app/domain/json.h"

#include <optional>

namespace callfloor {

/// Where a campaign stands. Old data has `running` and `stopped`.
enum class CampaignStatus : quint8 {
    Running,
    Stopped,   ///< By somebody; what is up runs to its end.
    Completed, ///< Nobody is left to be called.
};
QString campaignStatusName(CampaignStatus status);
std::optional<CampaignStatus> campaignStatusFromName(QStringView name);

/// How many numbers came to what. The last six add up to `numbers`.
struct CampaignCounts {
    qint64 numbers = 0;
    qint64 waiting = 0;   ///< Not dialled yet.
    qint64 dialling = 0;  ///< With an open attempt.
    qint64 answered = 0;
    qint64 unanswered = 0;
    qint64 failed = 0;
    qint64 blocked = 0;   ///< Never dialled: do-not-call, not a number, emergency, premium.
    bool operator==(const CampaignCounts &) const = default;
};

/// A list of numbers that is dialled on so many lines.
struct Campaign {
    CampaignId id;
    QString name;
    CampaignStatus status = CampaignStatus::Running;
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

/// What becomes of a number after one of its calls.
enum class AttemptEnding : quint8 { Answered, Unanswered, Failed, NotPlaced };

/// Reads it off a call that has ended. NotPlaced: the carrier has certainly not rung anybody, and another try may do better.
AttemptEnding attemptEnding(const Call &call);

} // namespace callfloor
