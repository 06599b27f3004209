// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/expiries.h"

#include <algorithm>

namespace callfloor::realtime {

namespace {
/// In steps, because timers of Qt end after 24 days, and because the clock may be set.
constexpr std::chrono::milliseconds kLongestStep = std::chrono::hours(1);
} // namespace

Expiries::Expiries(Scheduler &scheduler, std::function<void(Socket &)> expired)
    : m_scheduler(scheduler)
    , m_expired(std::move(expired)) {}

void Expiries::add(Socket &socket, UtcTime at) {
    m_due.emplace(at, &socket);
    arm();
}

void Expiries::remove(Socket &socket, UtcTime at) {
    const auto [first, last] = m_due.equal_range(at);
    const auto found = std::find_if(first, last, [&](const auto &entry) { return entry.second == &socket; });
    if (found != last) m_due.erase(found);
}

void Expiries::arm() {
    if (m_due.empty()) return;
    const UtcTime now = m_scheduler.clock().now();
    const UtcTime next = std::min<UtcTime>(m_due.begin()->first, now + kLongestStep);
    if (next >= m_armed) return;
    m_armed = next;
    const auto wait = std::max(std::chrono::ceil<std::chrono::milliseconds>(next - now), std::chrono::milliseconds(0));
    m_scheduler.after(wait, this, [this] { fire(); });
}

void Expiries::fire() {
    m_armed = UtcTime::max();
    const UtcTime now = m_scheduler.clock().now();
    while (!m_due.empty() && m_due.begin()->first <= now) {
        Socket *socket = m_due.begin()->second;
        m_due.erase(m_due.begin());
        m_expired(*socket);
    }
    arm();
}

} // namespace callfloor::realtime
