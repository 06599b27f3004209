// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <optional>

namespace callfloor {

/// Days over which the law counts abandoned calls.
inline constexpr int kLegalDays = 30;

/// How many more a campaign with agents may dial at this moment.
struct Allowance {
    int dial = 0;
    const char *reason = ""; ///< Why it is none: as PacingDecision::why, or `agents_choose`.
    std::optional<std::chrono::milliseconds> lookAgain; ///< When to ask anew even if nothing happens.
};

/// Asks the pacing of the campaign's mode, with the floor as it stands in this transaction, under the
/// campaign's lock. What the pacing has learned is kept in the campaign's row, so that neither a restart nor another node
/// begins anew or decides twice. At most five times a second.
Allowance allowanceNow(store::Tx &tx, const Campaign &campaign, UtcTime now);

} // namespace callfloor
