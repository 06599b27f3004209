// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/floor/day_people.h"

namespace callfloor::test {

/// Reads rows of the day's database: a select in, its rows as texts out (NULL: empty).
using RowReader = std::function<std::vector<QStringList>(const QString &sql)>;

/// What a queue's callers came to, summed from the rows one by one, without the product's SQL.
struct QueueTotals {
    qint64 offered = 0, answered = 0, answeredInTime = 0, abandoned = 0, abandonedInTime = 0, shortAbandoned = 0, flowedOut = 0, waitUs = 0;
    bool operator==(const QueueTotals &) const = default;
};

/// What a day adds up to.
struct DayTotals {
    std::map<QString, QueueTotals> queues;      ///< By name.
    std::map<QString, int> callsByNumber;       ///< Inbound, by our number.
    std::map<QString, int> callsByEnd;          ///< By status and outcome.
    std::chrono::milliseconds customerTime{0};  ///< From answer to end of the customers' legs of calls that had a queue.
    qint64 calls = 0, legs = 0, changes = 0, logged = 0;
    int lines = 0; ///< Phones of agents that were up at the end.
};

/// The last look at a day: what is still open that must not be, what does not add up, and where the product's figures
/// differ from those that are summed here from the raw rows.
class DayAudit {
public:
    DayAudit(DayFloor &floor, const DayPeople &people, RowReader rows);

    /// `metrics` are the answers of GET /api/metrics by queue and by agent, over the whole day.
    void run(const QJsonObject &byQueue, const QJsonObject &byAgent);

    /// Sentences; empty if all is well.
    const QStringList &problems() const { return m_problems; }
    const DayTotals &totals() const { return m_totals; }

private:
    void nothingOpen();
    void agentsAtRest();
    void legsAgree();
    void dialledOnce();
    void callsCounted();
    void waitsAddUp();
    void queueFigures(const QJsonObject &byQueue);
    void workFigures(const QJsonObject &byAgent);
    void logTellsTheEnd();
    void problem(const QString &what, const QStringList &examples);
    void empty(const QString &what, const QString &sql);

    DayFloor &m_floor;
    const DayPeople &m_people;
    RowReader m_rows;
    QStringList m_problems;
    DayTotals m_totals;
};

} // namespace callfloor::test
