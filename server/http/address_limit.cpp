// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/address_limit.h"

#include <algorithm>

namespace callfloor {

using namespace std::chrono_literals;

namespace {
constexpr auto kWindow = 60s;
}

int AddressLimit::take(const QString &address, UtcTime now) {
    if (m_perMinute <= 0) return 0;
    if (now - m_swept > kWindow || now < m_swept) {
        m_knocks.removeIf([&](const auto &entry) { return entry.value().empty() || now - entry.value().back() >= kWindow; });
        m_swept = now;
    }
    std::deque<UtcTime> &knocks = m_knocks[address];
    // Those of the future are from before the clock was set back.
    while (!knocks.empty() && (now - knocks.front() >= kWindow || knocks.front() > now)) knocks.pop_front();
    if (knocks.size() < static_cast<size_t>(m_perMinute)) {
        knocks.push_back(now);
        return 0;
    }
    return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(knocks.front() + kWindow - now).count()));
}

} // namespace callfloor
