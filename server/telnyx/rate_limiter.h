// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <chrono>
#include <deque>
#include <optional>

namespace callfloor {

/// Paces the dials of the whole account, whoever asks for them: customers, agents, supervisors. A token bucket for
/// an even flow, and the carrier's own rule beside it, which the bucket alone would break after a burst: not more
/// than `windowDials` new legs in any `window` (Telnyx: 150 in 5 s, then 429 with code 90103). No clock inside.
class RateLimiter {
public:
    struct Limits {
        double perSecond = 25.0; ///< Tokens that come back in a second.
        int burst = 60;          ///< Tokens at most.
        int windowDials = 150;
        std::chrono::microseconds window = std::chrono::seconds(5);

        /// The same limits for a carrier whose time runs `timeScale` (> 0) times as fast as ours.
        Limits scaled(double timeScale) const;
    };

    RateLimiter()
        : RateLimiter(Limits{}) {}
    explicit RateLimiter(const Limits &limits);

    /// Takes the right to dial now. Nothing = taken; else how long to wait before asking again, at least 1 ms, and
    /// nothing was taken. A clock that steps back neither gives nor takes tokens.
    std::optional<std::chrono::milliseconds> take(UtcTime now);

private:
    void forgetPast(UtcTime now);

    Limits m_limits;
    std::chrono::microseconds m_interval; ///< In which one token comes back.
    UtcTime m_owedUntil{};                ///< When the bucket will be full again; whole numbers, so nothing drifts.
    std::deque<UtcTime> m_recent;         ///< The dials within the window, oldest first.
};

} // namespace callfloor
