// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/queue.h"
#include "server/store/database.h"

#include <utility>
#include <vector>

namespace callfloor::store {

/// The agents of a queue, counted for the pacing of its campaigns.
struct CampaignFloor {
    int loggedIn = 0;
    int idle = 0;    ///< Would take a call now; those whom other callers of the queue take first are not counted.
    int paused = 0;
    int leaving = 0; ///< Of those at work: will not be free when it ends.
    std::vector<double> talking; ///< Seconds since the call began, of those who will be free after it.
    std::vector<double> wrapping; ///< Seconds since the wrap-up began.
};

/// Work that has ended, in seconds.
struct EndedWork {
    std::vector<double> talks, wraps;
};

/// What a campaign's calls were like, for the question what would happen if.
struct DialledRates {
    qint64 dials = 0;     ///< That have ended.
    qint64 answers = 0;   ///< By people.
    qint64 quickEnds = 0; ///< Over within 8 s without an answer.
    double answerRing = 0; ///< Mean seconds until people answered.
    qint64 talks = 0, wraps = 0;
    double talk = 0, wrap = 0; ///< Mean seconds.
};

/// What a campaign's pacing has learned, and when it last decided.
struct StoredPacer {
    QByteArray json;
    std::optional<UtcTime> at;
};

/// Reads the floor from the rows of queue members, agents and waiting callers.
CampaignFloor campaignFloor(Tx &tx, const QueueId &queue, UtcTime now);
/// Whether there is such a queue, and how many belong to it.
std::pair<bool, int> campaignQueue(Tx &tx, const QueueId &queue);
EndedWork endedWork(Tx &tx, const QueueId &queue, UtcTime since);
/// Of the attempts of a campaign that have ended since, and of the work on their calls.
DialledRates dialledRates(Tx &tx, const CampaignId &campaign, UtcTime since);
StoredPacer pacer(Tx &tx, const CampaignId &campaign);
void savePacer(Tx &tx, const CampaignId &campaign, const QByteArray &json, UtcTime now);

} // namespace callfloor::store
