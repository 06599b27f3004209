// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign_rules.h"

#include <vector>

namespace callfloor {

/// What the rules of dialling look at, as it stands in the transaction that dials.
struct DialFacts {
    CalleePlace place;
    bool inAttempt = false;   ///< The number is being dialled, or talks with us, in whatever campaign.
    bool doNotCall = false;
    bool consent = false;     ///< Given and not revoked.
    int numberTries = 0;      ///< In this campaign.
    int leadTries = 0;        ///< In this campaign.
    std::vector<UtcTime> recent;               ///< Attempts to the number in the last 7 days or longer, oldest first, in all campaigns.
    std::optional<UtcTime> lastAbandoned;      ///< When we last had nobody for this number.
    bool callback = false;    ///< The person has asked for this call.
    bool agentReserved = false; ///< An agent is kept free for this very call.
};

/// For so long after an abandoned call a number is dialled only where an agent is kept free for it.
inline constexpr std::chrono::hours kAbandonedKept{30 * 24};

/// Whether somebody may be dialled now.
struct GateVerdict {
    enum class Kind : quint8 { Dial, Later, Never };
    Kind kind = Kind::Dial;
    const char *reason = ""; ///< `do_not_call`, `calling_hours`, …: counted, shown; empty for Dial.
    UtcTime again{};         ///< Later: when to look again.
    const CallingWindow *window = nullptr; ///< Where it was looked at; lives as long as the memo.
};

/// The rules in their order: the number's own state, do-not-call and consent, calling hours, caps, lock-out after an abandoned
/// call. `windows` is for the same moment.
GateVerdict judge(const CampaignRules &rules, const DialFacts &facts, WindowMemo &windows, UtcTime now);

/// The least caps that hold for a number: the campaign's, and those of the states that it may lie in.
AttemptCaps capsFor(const CampaignRules &rules, const CalleePlace &place, CallingProfile profile);

/// Whether judge() looks at DialFacts::recent.
bool needsHistory(const CampaignRules &rules, const CalleePlace &place, CallingProfile profile);

/// What was checked and with which values, for the ledger: a JSON object.
QByteArray checksJson(const CampaignRules &rules, const DialFacts &facts, const CallingWindow &window, CallingProfile profile,
                      UtcTime now);

/// The profile that holds for a campaign.
inline CallingProfile profileOf(const CampaignRules &rules, CallingProfile server) { return rules.profile.value_or(server); }
inline OwnHours ownHours(const CampaignRules &rules) { return {rules.fromMinute, rules.toMinute, rules.sundays, rules.holidays}; }

/// A sentence for people about a reason of the gates.
QString refusalSentence(QLatin1String reason);

} // namespace callfloor
