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

std::pair<bool, int> campaignQueue(Tx &tx, const QueueId &queue) {
    Rows rows = tx.query(u"floor_queue"_s, {{":queue_id", queue.text()}});
    if (!rows.next()) return {false, 0};
    const bool exists = rows.integer() > 0;
    return {exists, static_cast<int>(rows.integer())};
}

EndedWork endedWork(Tx &tx, const QueueId &queue, UtcTime since) {
    EndedWork ended;
    Rows rows = tx.query(u"floor_ended"_s, {{":queue_id", queue.text()}, {":since_us", micros(since)}});
    while (rows.next()) {
        std::vector<double> &kind = rows.text() == "talk"_L1 ? ended.talks : ended.wraps;
        kind.push_back(static_cast<double>(rows.integer()) / 1e6);
    }
    return ended;
}

DialledRates dialledRates(Tx &tx, const CampaignId &campaign, UtcTime since) {
    DialledRates rates;
    const auto mean = [](qint64 sumUs, qint64 count) { return count > 0 ? static_cast<double>(sumUs) / 1e6 / static_cast<double>(count) : 0; };
    {
        Rows rows = tx.query(u"dialled_rates"_s, {{":campaign_id", campaign.text()}, {":since_us", micros(since)}});
        if (!rows.next()) return rates;
        rates.dials = rows.integer();
        rates.answers = rows.integer();
        rates.quickEnds = rows.integer();
        rates.answerRing = mean(rows.integer(), rates.answers);
    }
    Rows rows = tx.query(u"dialled_work"_s, {{":campaign_id", campaign.text()}, {":since_us", micros(since)}});
    while (rows.next()) {
        const bool talk = rows.text() == "talk"_L1;
        const qint64 count = rows.integer();
        (talk ? rates.talks : rates.wraps) = count;
        (talk ? rates.talk : rates.wrap) = mean(rows.integer(), count);
    }
    return rates;
}

StoredPacer pacer(Tx &tx, const CampaignId &campaign) {
    Rows rows = tx.query(u"pacer_of"_s, {{":id", campaign.text()}});
    if (!rows.next()) return {};
    StoredPacer stored;
    stored.json = rows.bytes();
    stored.at = rows.timeOrNone();
    return stored;
}

void savePacer(Tx &tx, const CampaignId &campaign, const QByteArray &json, UtcTime now) {
    tx.exec(u"pacer_save"_s, {{":pacer", QString::fromUtf8(json)}, {":now_us", micros(now)}, {":id", campaign.text()}});
}

} // namespace callfloor::store
