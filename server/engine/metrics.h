// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

namespace callfloor {

/// Durations in four buckets to an octave: at most 25 % too high, in a kilobyte.
class LatencyHistogram {
public:
    void add(std::chrono::microseconds duration) {
        ++m_counts[bucket(duration.count())];
        ++m_total;
    }
    qint64 count() const { return m_total; }
    /// The upper bound of the bucket in which this share of the durations ends; 0 without any. `share` in (0, 1].
    std::chrono::microseconds quantile(double share) const {
        const double wanted = share * static_cast<double>(m_total);
        qint64 seen = 0;
        for (size_t i = 0; i < m_counts.size(); ++i) {
            seen += m_counts[i];
            if (m_total > 0 && static_cast<double>(seen) >= wanted) return std::chrono::microseconds(upperBound(i));
        }
        return std::chrono::microseconds(0);
    }

private:
    static constexpr size_t kBuckets = 128; // up to 2^32 µs, more than an hour
    static size_t bucket(qint64 us) {
        if (us < 1) return 0;
        const auto value = static_cast<quint64>(us);
        const auto octave = static_cast<size_t>(std::bit_width(value)) - 1;
        const size_t quarter = octave < 2 ? 0 : (value >> (octave - 2)) & 3;
        return std::min(octave * 4 + quarter, kBuckets - 1);
    }
    static qint64 upperBound(size_t index) {
        const size_t octave = index / 4, quarter = index % 4;
        return octave < 2 ? (qint64{2} << octave) : (qint64{5} + static_cast<qint64>(quarter)) << (octave - 2);
    }
    std::array<qint64, kBuckets> m_counts{};
    qint64 m_total = 0;
};

/// Counters of the engine since its start; read by /metrics and by the demo's summary. All belong to the engine thread.
struct Metrics {
    qint64 webhooksReceived = 0;
    qint64 webhooksRefused = 0;    ///< Bad signature, stale, not readable.
    qint64 webhooksDuplicate = 0;
    qint64 webhooksUnknownType = 0;
    qint64 webhooksProcessed = 0;
    LatencyHistogram webhookLatency; ///< From the arrival of a webhook to the commit that holds it.
    qint64 inboxBatches = 0;
    qint64 inboxInputs = 0;
    qint64 eventsPublished = 0;
    qint64 commandsSent = 0;
    qint64 commandsAccepted = 0;
    qint64 commandsFailed = 0;
    qint64 commandsAmbiguous = 0;
    qint64 commandRetries = 0;
    qint64 dialsSent = 0;
    qint64 reconciledLegs = 0;
};

} // namespace callfloor
