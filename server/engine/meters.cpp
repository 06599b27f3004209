// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/meters.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPulse = 500ms;
/// Rows get their time before their transaction commits: what is younger may still be on its way.
constexpr auto kSettling = 5s;
const std::vector<double> kShort{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
const std::vector<double> kWaits{1, 5, 10, 20, 30, 60, 120, 300, 600, 1800};

double inSeconds(std::chrono::microseconds duration) { return static_cast<double>(duration.count()) / 1e6; }

} // namespace

void DurationBuckets::add(double seconds) {
    const auto bound = std::lower_bound(m_bounds.begin(), m_bounds.end(), seconds);
    ++m_counts[static_cast<size_t>(bound - m_bounds.begin())];
    m_sum += seconds;
}

void DurationBuckets::write(MetricsPage &page, const MetricsPage::Labels &labels) const {
    qint64 count = 0;
    for (size_t i = 0; i < m_counts.size(); ++i) {
        count += m_counts[i];
        MetricsPage::Labels with = labels;
        with.push_back({"le", i < m_bounds.size() ? QString::number(m_bounds[i]) : u"+Inf"_s});
        page.sample(count, with, "_bucket");
    }
    page.seconds(m_sum, labels, "_sum");
    page.sample(count, labels, "_count");
}

Meters::Meters(Engine &engine, QObject *parent)
    : QObject(parent), m_engine(engine), m_loopLag(kShort), m_databaseRead(kShort), m_readUntil(engine.clock().now() - kSettling) {
    m_pulse.setTimerType(Qt::PreciseTimer);
    connect(&m_pulse, &QTimer::timeout, this, &Meters::beat);
    m_pulse.start(kPulse);
    m_sincePulse.start();
}

/// A timer that comes late tells how long everybody else waited for the loop, too.
void Meters::beat() {
    const auto late = std::chrono::nanoseconds(m_sincePulse.nsecsElapsed()) - kPulse;
    m_sincePulse.start();
    m_loopLag.add(std::max(0.0, std::chrono::duration<double>(late).count()));
}

void Meters::read(std::function<void(const QByteArray &)> done) {
    m_waiting.push_back(std::move(done));
    if (m_waiting.size() > 1) return;
    const UtcTime until = std::max(m_engine.clock().now() - kSettling, m_readUntil);
    QElapsedTimer timer;
    timer.start();
    m_engine.storage()
        .read<store::MeterReading>([since = m_readUntil, until](store::Tx &tx) -> Result<store::MeterReading> { return store::readMeters(tx, since, until); })
        .then(this, [this, until, timer](const Result<store::MeterReading> &reading) {
            if (reading) {
                m_databaseRead.add(static_cast<double>(timer.nsecsElapsed()) / 1e9);
                take(*reading, until);
            }
            const QByteArray text = lines(reading ? &*reading : nullptr);
            for (const auto &answer : std::exchange(m_waiting, {})) answer(text);
        });
}

void Meters::take(const store::MeterReading &reading, UtcTime until) {
    m_readUntil = until;
    for (const store::MeterReading::Wait &wait : reading.waits) {
        QueueCounts &counts = m_queues[wait.queue];
        if (wait.end == "connected"_L1) {
            ++counts.answered;
            m_waits.try_emplace(wait.queue, kWaits).first->second.add(inSeconds(wait.length));
        } else {
            ++(wait.end == "abandoned"_L1 ? counts.abandoned : counts.flowedOut);
        }
    }
    for (const store::MeterReading::Calls &calls : reading.calls) {
        CallCounts &counts = m_calls[calls.direction];
        counts.started += calls.started;
        counts.answered += calls.answered;
        counts.ended += calls.ended;
        counts.failed += calls.failed;
    }
    m_webhooks += reading.webhooks;
    m_webhookLag += reading.webhookLagSum;
    m_webhookLagMost = reading.webhookLagMost;
}

QByteArray Meters::lines(const store::MeterReading *reading) const {
    MetricsPage page;
    writeOwn(page);
    if (reading) writeStanding(page, *reading);
    writeAdded(page);
    return page.text();
}

void Meters::writeOwn(MetricsPage &page) const {
    page.family("event_loop_lag_seconds", "histogram", "How late the event loop was, measured twice a second.");
    m_loopLag.write(page);
    page.family("database_read_seconds", "histogram", "Time for the rows behind this page, waiting included.");
    m_databaseRead.write(page);
    const LatencyHistogram &commits = m_engine.metrics().webhookLatency;
    page.family("webhook_commit_seconds", "gauge", "Time from the arrival of a webhook to its commit, since the start; by quantile.");
    for (const double share : {0.5, 0.9, 0.99}) page.seconds(inSeconds(commits.quantile(share)), {{"quantile", QString::number(share)}});
}

void Meters::writeStanding(MetricsPage &page, const store::MeterReading &reading) const {
    const UtcTime now = m_engine.clock().now();
    const auto age = [now](const std::optional<UtcTime> &since) { return since ? std::max(0.0, std::chrono::duration<double>(now - *since).count()) : 0.0; };
    page.family("calls_live", "gauge", "Calls that have not ended.");
    for (const auto &each : reading.live) page.sample(each.count, {{"status", each.status.toLower()}, {"direction", each.direction}});
    page.family("queue_waiting", "gauge", "Callers who wait.");
    for (const auto &each : reading.waiting) page.sample(each.count, {{"queue", each.queue}});
    page.family("queue_longest_wait_seconds", "gauge", "How long the first of them has waited.");
    for (const auto &each : reading.waiting) page.seconds(age(each.oldest), {{"queue", each.queue}});
    page.family("agents", "gauge", "Agents by what they do.");
    for (const auto &each : reading.agents)
        page.sample(each.count, {{"presence", each.presence}, {"activity", each.activity}, {"availability", each.availability}});
    page.gauge("outbox_open", "Commands in the journal whose result is not known.", reading.openCommands);
    page.family("outbox_oldest_seconds", "gauge", "Age of the oldest of them.");
    page.seconds(age(reading.oldestCommand));
    page.counter("campaign_answered_live_total", "People whom campaigns reached.", reading.answeredLive);
    page.counter("campaign_abandoned_total", "Those of them for whom there was no agent in time.", reading.dropped);
}

void Meters::writeAdded(MetricsPage &page) const {
    page.family("queue_entries_total", "counter", "Waits that ended, by how.");
    for (const auto &[queue, counts] : m_queues) {
        page.sample(counts.answered, {{"queue", queue}, {"end", u"answered"_s}});
        page.sample(counts.abandoned, {{"queue", queue}, {"end", u"abandoned"_s}});
        page.sample(counts.flowedOut, {{"queue", queue}, {"end", u"flowed_out"_s}});
    }
    page.family("queue_wait_seconds", "histogram", "Waits that ended with an agent.");
    for (const auto &[queue, waits] : m_waits) waits.write(page, {{"queue", queue}});
    const auto calls = [this, &page](const char *name, const char *help, qint64 CallCounts::*count) {
        page.family(name, "counter", help);
        for (const auto &[direction, counts] : m_calls) page.sample(counts.*count, {{"direction", direction}});
    };
    calls("calls_started_total", "Calls that began.", &CallCounts::started);
    calls("calls_answered_total", "Calls that were answered.", &CallCounts::answered);
    calls("calls_ended_total", "Calls that ended.", &CallCounts::ended);
    calls("calls_failed_total", "Calls that failed.", &CallCounts::failed);
    page.family("webhook_lag_seconds", "summary", "Time from an event at the carrier to the arrival of its webhook.");
    page.seconds(inSeconds(m_webhookLag), {}, "_sum");
    page.sample(m_webhooks, {}, "_count");
    page.family("webhook_lag_max_seconds", "gauge", "The longest since the last look.");
    page.seconds(inSeconds(m_webhookLagMost));
}

} // namespace callfloor
