// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"

#include <vector>

namespace callfloor {

/// What a campaign's start depends on beside its own settings.
struct CampaignSurroundings {
    bool carrier = false;
    bool queueExists = false;
    int queueMembers = 0;
    int agentsLoggedIn = 0;
    int listsDialled = 0; ///< Switched on and not expired.
};

/// One point of the list that is gone through before a campaign begins.
struct CampaignCheck {
    const char *name = "";
    bool ok = true;
    bool blocks = true; ///< Else it is advice.
    QString sentence;   ///< What is so, and what to do about it.
};
std::vector<CampaignCheck> checkCampaign(const Campaign &campaign, const CampaignSurroundings &around);

/// The first that blocks; null if none does.
const CampaignCheck *firstBlocking(const std::vector<CampaignCheck> &checks);

} // namespace callfloor
