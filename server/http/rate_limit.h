// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "server/net/message.h"

#include <QHash>
#include <QString>

#include <array>

namespace callfloor {

/// What a rate limit says to one request.
struct RateVerdict {
    int waitSeconds = 0;  ///< 0 = it may pass, else in how many seconds one may.
    int limit = 0;        ///< Requests in a minute; 0 = no limit.
    int remaining = 0;    ///< How many more would pass at this moment.
    int resetSeconds = 0; ///< When the oldest of those that count stop to count; with a refusal the same as waitSeconds.
};

/// So many requests in any minute, for each key. A sliding window of one-second counts: exact to the second, never more
/// than the limit within any 60 s wherever they begin, and of the same size for every limit. Memory is bounded: a key is
/// forgotten when it has been quiet for a minute, and while there are more than `mostKeys` the new ones share one window.
class RateLimit {
public:
    static constexpr int kMostKeys = 20'000; ///< About 6 MB.

    /// 0 = no limit.
    explicit RateLimit(int perMinute, int mostKeys = kMostKeys) : m_perMinute(perMinute), m_mostKeys(mostKeys) {}

    /// Counts a request if it may pass; refused ones do not count.
    RateVerdict take(const QString &key, UtcTime now);
    int keys() const { return static_cast<int>(m_windows.size()); }

private:
    static constexpr int kSlots = 61; ///< The running second is one of them and 60 whole ones count with it.

    struct Window {
        std::array<quint32, kSlots> counts{};
        qint64 second = 0; ///< The running one.
        int total = 0;
        void moveTo(qint64 now);
        /// In how many seconds the oldest count leaves; 0 if there is none.
        int oldestLeavesIn() const;
    };
    Window &windowOf(const QString &key, qint64 second);
    void sweep(qint64 second);

    int m_perMinute;
    int m_mostKeys;
    QHash<QString, Window> m_windows;
    Window m_shared;
    qint64 m_swept = 0;
};

/// What counts as one address: an IPv4 address, or the /64 that a provider gives to one customer.
QString rateKeyOfAddress(const QString &address);

/// Adds `RateLimit-Limit`, `-Remaining`, `-Reset` and `-Policy`, in the form of draft-ietf-httpapi-ratelimit-headers-06,
/// which is the one that clients and proxies know; nothing without a limit.
void addRateHeaders(const RateVerdict &verdict, net::Reply &reply);

} // namespace callfloor
