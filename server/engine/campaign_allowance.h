// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <optional>

namespace callfloor {

/// How many more a campaign with agents may dial at this moment.
struct Allowance {
    int dial = 0;
    const char *reason = ""; ///< Why it is none: `no_agents`, `no_idle_agents`, `pacing`, `abandon_cap`.
    std::optional<std::chrono::milliseconds> lookAgain; ///< When to ask anew even if nothing happens.
};

/// Asks the pacing of the campaign's mode, with the floor as it stands in this transaction. `open`: its open attempts.
/// What the pacing learns is written to the campaign's row.
Allowance allowanceNow(store::Tx &tx, const Campaign &campaign, int open, UtcTime now);

} // namespace callfloor
