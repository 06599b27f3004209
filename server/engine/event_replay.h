// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/events.h"
#include "server/store/storage.h"

#include <QFuture>
#include <QStringList>

#include <optional>
#include <vector>

namespace callfloor {

/// What a listener who was away asks the event log for.
struct ReplayQuery {
    qint64 after = 0;   ///< The last number that he has.
    qint64 upTo = 0;    ///< The last number that he is to get; later ones reach him as they are published.
    QStringList rooms;  ///< Rooms that he is in now, see roomsOf().
    std::optional<UtcTime> notBefore = std::nullopt; ///< He must not have missed anything older.
    qsizetype maxBytes = 512 * 1024;                 ///< Of payloads.
    int maxScanned = 10'000;                         ///< Events that are looked through.
};

/// The events that the listener missed, in order; nothing if the log does not reach back so far any more, if he asks
/// for numbers that do not exist, or if it is too much or too long ago: then he fetches the present state instead.
using Replayed = std::optional<std::vector<Event>>;

/// Reads the log from `query.after` to `query.upTo`, in one read transaction, in a thread of the storage.
QFuture<Result<Replayed>> replayEvents(store::Storage &storage, const ReplayQuery &query);
/// The same within a transaction.
Replayed replayEvents(store::Tx &tx, const ReplayQuery &query);

} // namespace callfloor
