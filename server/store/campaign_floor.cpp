// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/campaign_floor.h"

#include <algorithm>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {
double secondsSince(UtcTime then, UtcTime now) { return std::max(0.0, static_cast<double>((now - then).count()) / 1e6); }
} // namespace

CampaignFloor campaignFloor(Tx &tx, const QueueId &queue, UtcTime now) {
    CampaignFloor floor;
    {
        Rows rows = tx.query(u"floor_agents"_s, {{":queue_id", queue.text()}});
        while (rows.next()) {
            const QString activity = rows.text();
            const bool available = rows.text() == "AVAILABLE"_L1, leaving = rows.boolean();
            const UtcTime since = rows.time();
            const auto wrapping = rows.timeOrNone();
            ++floor.loggedIn;
            if (activity == "IDLE"_L1) ++(available && !leaving ? floor.idle : floor.paused);
            else if (leaving) ++floor.leaving;
            else if (activity == "TALKING"_L1 || activity == "HOLD"_L1) floor.talking.push_back(secondsSince(since, now));
            else if (activity == "WRAPUP"_L1) floor.wrapping.push_back(secondsSince(wrapping.value_or(since), now));
        }
    }
    Rows rows = tx.query(u"floor_callers"_s, {{":queue_id", queue.text()}});
    if (rows.next()) floor.idle = std::max(0, floor.idle - static_cast<int>(rows.integer()));
    return floor;
}

} // namespace callfloor::store
