// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/calling_window.h"
#include "app/domain/queue.h"
#include "app/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace callfloor {

/// How many are dialled at once, and on whose behalf.
enum class DialMode : quint8 {
    Agentless,   ///< So many lines; the message or the assistant talks.
    Preview,     ///< One agent sees one lead and dials by himself.
    Progressive, ///< One line for each idle agent.
    Power,       ///< A fixed number of lines for each idle agent.
    Predictive,  ///< As many as the look-ahead allows (see pacing.h).
};
/// `agentless`, `preview`, …: the words of the API and of the database.
QString dialModeName(DialMode mode);
std::optional<DialMode> dialModeFromName(QStringView name);

/// What one attempt came to. Decides about the next one.
enum class AttemptOutcome : quint8 {
    Answered,     ///< A person, or somebody whom the message or the assistant has talked to.
    Machine,      ///< An answering machine; nothing was said.
    MessageLeft,  ///< An answering machine; the message was spoken.
    Fax,
    HungUpAtOnce, ///< A person who was gone within 3 s.
    Abandoned,    ///< A person for whom we had nobody.
    Busy,
    NoAnswer,
    Rejected,     ///< Refused at the far end: by the person, or as spam.
    Invalid,      ///< There is no such number.
    Failed,       ///< The network could not.
    NotPlaced,    ///< The carrier has certainly rung nobody: full, too late, or taken back by us.
};
inline constexpr size_t kAttemptOutcomes = 12;
/// `answered`, `machine`, …: stored, and shown by the API.
QString attemptOutcomeName(AttemptOutcome outcome);
std::optional<AttemptOutcome> attemptOutcomeFromName(QStringView name);

/// What follows on an outcome.
struct RetryRule {
    int afterSeconds = 0;    ///< The earliest next attempt; 0: none, the lead is done.
    int againSeconds = 0;    ///< From the second time on; 0: as the first time.
    int mostPerDay = 0;      ///< Of attempts with this outcome in 24 h; 0: no limit.
    int mostTotal = 0;       ///< Of attempts with this outcome in all; 0: no limit.
    bool nextNumber = false; ///< The lead's next number is tried first.
    bool operator==(const RetryRule &) const = default;
};

/// What happens to machines.
enum class MachinePolicy : quint8 {
    Off,           ///< Nobody looks for machines.
    Parallel,      ///< The person is connected at once; a machine is let go when it is found out.
    BeforeConnect, ///< Nobody is connected before the verdict.
};

/// Limits of attempts; 0: none. Of a number they count over all campaigns.
struct AttemptCaps {
    int perDay = 0;    ///< In the called person's day.
    int per24Hours = 0;
    int per7Days = 0;
    int perNumber = 0; ///< In this campaign, ever.
    int perLead = 0;   ///< In this campaign, ever, over all its numbers.
    int gapSeconds = 0; ///< The least time between two attempts to a number.
    bool operator==(const AttemptCaps &) const = default;
};

/// The settings of a campaign.
struct CampaignRules {
    double ratio = 1.0;          ///< Power: lines for each idle agent, 1.0 to 5.0.
    double abandonCap = 0.03;    ///< Of live answers in 30 days.
    int ringSeconds = 30;        ///< 15 to 60.
    int maxLines = 0;            ///< 0: the campaign's `concurrency`.
    int patienceMs = 2000;       ///< How long who has answered waits for an agent before he counts as abandoned.
    int previewSeconds = 300;    ///< Preview: how long a lead stays on an agent's screen before it goes back.
    int lockoutHours = 72;       ///< After an abandoned call, and then only with an agent who is free.
    QString safeHarbourText;     ///< Spoken to whom we have nobody for.
    MachinePolicy machines = MachinePolicy::Off;
    QString machineText;         ///< Spoken to a machine after its beep; empty: it is let go.
    QStringList callerIds;       ///< E.164; empty: the campaign's one number.
    int callerIdPerDay = 150;    ///< Dials a day for each of `callerIds`.
    std::optional<CallingProfile> profile; ///< None: the server's.
    int fromMinute = 0;          ///< Hours of its own, within those of the profile; minutes after midnight, local.
    int toMinute = 24 * 60;
    bool sundays = true;
    bool holidays = true;        ///< Also on the called country's public holidays.
    bool needsConsent = false;
    AttemptCaps caps;
    std::array<RetryRule, kAttemptOutcomes> retries; ///< By AttemptOutcome.
    bool operator==(const CampaignRules &) const = default;

    const RetryRule &retry(AttemptOutcome outcome) const { return retries[static_cast<size_t>(outcome)]; }
};

/// Every number once: what a bare list of numbers means.
CampaignRules rulesOfOneCall();
/// What a campaign begins with: retries as in docs/campaigns.md.
CampaignRules defaultRules();

QJsonObject rulesToJson(const CampaignRules &rules);
/// `base` with what stands in `fields`, checked. Unknown members are refused with `strict`, else ignored (a newer version wrote them).
/// Errors: BadRequest with the field's name.
Result<CampaignRules> rulesWith(CampaignRules base, const QJsonObject &fields, bool strict);

} // namespace callfloor
