// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/rate_limit.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

namespace callfloor {

namespace {

size_t slotOf(qint64 second, int count) { return static_cast<size_t>(second % count); }

} // namespace

void RateLimit::Window::moveTo(qint64 now) {
    // A small step back is the clock being corrected; a large one must not lock anybody out until it is made up for.
    if (now <= second && now > second - kSlots) return;
    if (now - second >= kSlots || now < second) {
        counts.fill(0);
        total = 0;
    } else {
        for (qint64 s = second + 1; s <= now; ++s) total -= static_cast<int>(std::exchange(counts[slotOf(s, kSlots)], 0U));
    }
    second = now;
}

int RateLimit::Window::oldestLeavesIn() const {
    for (int age = kSlots - 1; age >= 0; --age)
        if (second >= age && counts[slotOf(second - age, kSlots)] > 0) return kSlots - age;
    return 0;
}

RateVerdict RateLimit::take(const QString &key, UtcTime now) {
    if (m_perMinute <= 0) return {};
    const qint64 second = std::max<qint64>(0, std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count());
    Window &window = windowOf(key, second);
    window.moveTo(second);
    const bool passes = window.total < m_perMinute;
    if (passes) {
        ++window.counts[slotOf(window.second, kSlots)];
        ++window.total;
    }
    const int reset = window.oldestLeavesIn();
    return {passes ? 0 : std::max(1, reset), m_perMinute, std::max(0, m_perMinute - window.total), std::max(1, reset)};
}

RateLimit::Window &RateLimit::windowOf(const QString &key, qint64 second) {
    if (second - m_swept >= kSlots || second < m_swept) sweep(second);
    const auto known = m_windows.find(key);
    if (known != m_windows.end()) return *known;
    if (m_windows.size() >= m_mostKeys) return m_shared;
    return m_windows[key];
}

void RateLimit::sweep(qint64 second) {
    m_windows.removeIf([&](const auto &entry) { return second - entry.value().second >= kSlots || second < entry.value().second; });
    m_swept = second;
}

QString rateKeyOfAddress(const QString &address) {
    const QHostAddress host(address);
    if (host.protocol() != QAbstractSocket::IPv6Protocol) return address;
    Q_IPV6ADDR bits = host.toIPv6Address();
    std::fill(std::begin(bits.c) + 8, std::end(bits.c), quint8{0});
    return QHostAddress(bits).toString();
}

void addRateHeaders(const RateVerdict &verdict, net::Reply &reply) {
    if (verdict.limit <= 0) return;
    reply.headers.push_back({"RateLimit-Limit", QByteArray::number(verdict.limit)});
    reply.headers.push_back({"RateLimit-Remaining", QByteArray::number(verdict.remaining)});
    reply.headers.push_back({"RateLimit-Reset", QByteArray::number(verdict.resetSeconds)});
    reply.headers.push_back({"RateLimit-Policy", QByteArray::number(verdict.limit) + ";w=60"});
}

} // namespace callfloor
