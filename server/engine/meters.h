// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/engine.h"
#include "server/engine/metrics_page.h"
#include "server/store/meter_store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <map>
#include <vector>

namespace callfloor {

/// Durations as a histogram of Prometheus: counts at or below some bounds, with their sum.
class DurationBuckets {
public:
    /// In seconds, rising.
    explicit DurationBuckets(std::vector<double> bounds) : m_bounds(std::move(bounds)), m_counts(m_bounds.size() + 1) {}
    void add(double seconds);
    void write(MetricsPage &page, const MetricsPage::Labels &labels = {}) const;

private:
    std::vector<double> m_bounds;
    std::vector<qint64> m_counts; ///< Of each bucket alone; the last is above all bounds.
    double m_sum = 0;
};

/// What /metrics tells beyond the counters of the engine: how long the event loop kept somebody waiting, how fast the
/// database answers, and what the rows say. Rows are read when somebody asks; counters add up from the start of the
/// server. Lives in the engine thread.
class Meters : public QObject {
    Q_OBJECT
public:
    explicit Meters(Engine &engine, QObject *parent = nullptr);

    /// Calls back with the lines; without those that come from the rows while the database is away.
    void read(std::function<void(const QByteArray &lines)> done);

private:
    void beat();
    void take(const store::MeterReading &reading, UtcTime until);
    QByteArray lines(const store::MeterReading *reading) const;
    void writeOwn(MetricsPage &page) const;
    void writeStanding(MetricsPage &page, const store::MeterReading &reading) const;
    void writeAdded(MetricsPage &page) const;

    struct QueueCounts {
        qint64 answered = 0, abandoned = 0, flowedOut = 0;
    };
    struct CallCounts {
        qint64 started = 0, answered = 0, ended = 0, failed = 0;
    };

    Engine &m_engine;
    QTimer m_pulse;
    QElapsedTimer m_sincePulse;
    DurationBuckets m_loopLag, m_databaseRead;
    std::map<QString, DurationBuckets> m_waits; ///< Of each queue, until the answer.
    std::map<QString, QueueCounts> m_queues;
    std::map<QString, CallCounts> m_calls; ///< By direction.
    qint64 m_webhooks = 0;
    std::chrono::microseconds m_webhookLag{0}, m_webhookLagMost{0};
    UtcTime m_readUntil;
    std::vector<std::function<void(const QByteArray &)>> m_waiting; ///< Those who asked while a reading was under way.
};

} // namespace callfloor
