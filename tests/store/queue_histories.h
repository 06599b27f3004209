// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/figures_store.h"

#include <QRandomGenerator>

namespace callfloor::test {

/// Rows of a random past: queues, agents, waits of every end, agents' time span by span.
struct QueueHistory {
    std::vector<Queue> queues;
    std::vector<UserId> agents;
    std::vector<store::QueueEntry> entries;
    std::vector<store::WorkSegment> segments;
};

QueueHistory randomHistory(QRandomGenerator &random, UtcTime begin);
/// Writes the rows as they are, without the product's functions.
void insertHistory(store::Tx &tx, const QueueHistory &history);

/// The figures computed anew from the rows: row by row, interval by interval, without SQL and without sums of sums.
QueueSums recount(const QueueHistory &history, const store::FigureQuery &query, const store::FigureKey &key);
WorkSums recountWork(const QueueHistory &history, const store::FigureQuery &query, const store::FigureKey &key);

} // namespace callfloor::test
