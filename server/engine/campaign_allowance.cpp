// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_allowance.h"

#include "server/store/attempt_store.h"
#include "server/store/campaign_floor.h"

#include <algorithm>
#include <cmath>

namespace callfloor {

using namespace std::chrono_literals;

namespace {
constexpr auto kTick = 1000ms;
} // namespace

Allowance allowanceNow(store::Tx &tx, const Campaign &campaign, int open, UtcTime now) {
    Allowance allowance;
    allowance.lookAgain = kTick;
    if (campaign.mode == DialMode::Preview) return {0, "agents_choose", std::nullopt};
    const store::CampaignFloor floor = store::campaignFloor(tx, campaign.queue, now);
    if (floor.loggedIn - floor.paused == 0) return {0, "no_agents", kTick};
    int connected = 0;
    for (const store::Attempt &attempt : store::attempts::openOf(tx, campaign.id)) connected += !attempt.agent.isEmpty();
    const int inFlight = open - connected;
    const double ratio = campaign.mode == DialMode::Power ? campaign.rules.ratio : 1.0;
    allowance.dial = std::max(0, static_cast<int>(std::floor(ratio * floor.idle + 1e-9)) - inFlight);
    if (allowance.dial == 0) allowance.reason = floor.idle == 0 ? "no_idle_agents" : "pacing";
    return allowance;
}

} // namespace callfloor
