// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign_rules.h"
#include "app/domain/clock.h"

namespace callfloor {

/// What a lead has behind it when an attempt has ended.
struct LeadHistory {
    int misplaced = 0;      ///< Dials in a row, this one not counted, that the carrier did not place.
    int sameOutcome = 0;    ///< Attempts with this outcome, this one counted.
    int sameOutcomeDay = 0; ///< Those of them within the last 24 h.
    bool moreNumbers = false; ///< Behind the number that was dialled comes another one.
};

/// What is done with the lead.
struct NextStep {
    bool again = false;       ///< Else the lead is done.
    UtcTime at{};             ///< When it is looked at again.
    bool nextNumber = false;  ///< By its next number.
    bool firstNumber = false; ///< From its first number on.
    bool blockNumber = false; ///< The number just dialled is never dialled again.
    bool counts = true;       ///< The attempt counts as one of the lead's.
};

/// How often a number that the carrier does not place is dialled, with pauses that grow to 5 minutes.
inline constexpr int kMostMisplaced = 20;

/// Decides by the campaign's rules. `timeScale` divides the pauses after dials that were not placed (fault tests).
NextStep nextStep(const CampaignRules &rules, AttemptOutcome outcome, const LeadHistory &history, UtcTime now, double timeScale);

} // namespace callfloor
