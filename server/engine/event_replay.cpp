// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/event_replay.h"

#include "server/engine/visibility.h"
#include "server/store/event_log.h"
#include "server/store/user_store.h"

#include <algorithm>

namespace callfloor {

namespace {

constexpr int kReplayPage = 500;

/// Whether everything behind `seq` is still in the log.
bool logReachesBackTo(store::Tx &tx, qint64 seq) {
    const qint64 oldest = store::eventlog::oldest(tx);
    return oldest == 0 ? seq == 0 : oldest <= seq + 1;
}

bool isFor(const Event &event, const QStringList &rooms) {
    const QStringList its = roomsFor(event.audience);
    return std::any_of(its.begin(), its.end(), [&](const QString &room) { return rooms.contains(room); });
}

/// The teams of those whom events are about, as they are now: the log does not keep them.
void fillTeams(store::Tx &tx, std::vector<Event> &events) {
    QStringList users;
    for (const Event &event : events)
        if (!event.audience.userId.isEmpty()) users << event.audience.userId;
    users.removeDuplicates();
    const auto teams = store::users::teamsOf(tx, users);
    for (Event &event : events)
        if (const auto team = teams.find(event.audience.userId); team != teams.end()) event.audience.teamId = team->second;
}

} // namespace

Replayed replayEvents(store::Tx &tx, const ReplayQuery &query) {
    if (query.after < 0 || query.after > query.upTo || !logReachesBackTo(tx, query.after)) return std::nullopt;
    std::vector<Event> missed;
    qsizetype bytes = 0;
    int scanned = 0;
    for (qint64 seq = query.after; seq < query.upTo;) {
        std::vector<Event> page = store::eventlog::after(tx, seq, kReplayPage);
        if (page.empty()) break;
        seq = page.back().seq;
        fillTeams(tx, page);
        for (Event &event : page) {
            if (event.seq > query.upTo) return missed;
            if (++scanned > query.maxScanned) return std::nullopt;
            if (!isFor(event, query.rooms)) continue;
            bytes += event.payload.size();
            if (bytes > query.maxBytes || (query.notBefore && event.at < *query.notBefore)) return std::nullopt;
            missed.push_back(std::move(event));
        }
    }
    return missed;
}

QFuture<Result<Replayed>> replayEvents(store::Storage &storage, const ReplayQuery &query) {
    return storage.read<Replayed>([query](store::Tx &tx) -> Result<Replayed> { return replayEvents(tx, query); });
}

} // namespace callfloor
