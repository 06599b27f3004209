// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/rate_limiter.h"

#include <algorithm>

namespace callfloor {

using namespace std::chrono;

namespace {

using RealMicros = duration<double, std::micro>;

microseconds intervalOf(const RateLimiter::Limits &limits) {
    return std::max(microseconds{1}, duration_cast<microseconds>(RealMicros(1e6 / limits.perSecond)));
}

} // namespace

RateLimiter::RateLimiter(const Limits &limits)
    : m_limits(limits)
    , m_interval(intervalOf(limits)) {}

RateLimiter::Limits RateLimiter::Limits::scaled(double timeScale) const {
    Limits result = *this;
    if (timeScale > 0.0) {
        result.perSecond = perSecond * timeScale;
        result.window = duration_cast<microseconds>(RealMicros(window) / timeScale);
    }
    return result;
}

void RateLimiter::forgetPast(UtcTime now) {
    // A bucket that is full owes nothing. One that owes more than it holds saw the clock set back.
    m_owedUntil = std::clamp(m_owedUntil, now, now + m_limits.burst * m_interval);
    for (auto dial = m_recent.rbegin(); dial != m_recent.rend() && *dial > now; ++dial)
        *dial = now;
    while (!m_recent.empty() && m_recent.front() + m_limits.window <= now)
        m_recent.pop_front();
}

std::optional<milliseconds> RateLimiter::take(UtcTime now) {
    forgetPast(now);
    microseconds wait = m_owedUntil - now - (m_limits.burst - 1) * m_interval;
    if (static_cast<int>(m_recent.size()) >= m_limits.windowDials)
        wait = std::max(wait, m_recent.front() + m_limits.window - now);
    if (wait > microseconds{0}) return ceil<milliseconds>(wait);

    m_owedUntil += m_interval;
    m_recent.push_back(now);
    return std::nullopt;
}

} // namespace callfloor
