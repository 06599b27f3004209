// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/retry_policy.h"

#include <algorithm>
#include <cmath>

namespace callfloor {

using namespace std::chrono;

namespace {

using RealMs = duration<double, std::milli>;

RealMs backoff(int attempts, double random) {
    constexpr RealMs kFirst{500}, kMost{8000};
    const double doublings = std::clamp(attempts - 1, 0, 10);
    const RealMs full = std::min(kMost, kFirst * std::exp2(doublings));
    return full * (1.0 - 0.25 * std::clamp(random, 0.0, 1.0));
}

} // namespace

RetryDecision nextRetry(const RetryState &state, double random) {
    const double scale = state.timeScale > 0.0 ? state.timeScale : 1.0;
    const RealMs wanted = state.advised > milliseconds{0} ? RealMs(state.advised) : backoff(state.attempts, random);
    const milliseconds after = ceil<milliseconds>(wanted / scale);
    const RealMs window = RealMs(kRepeatWindow) / scale;
    if (RealMs(state.now + after - state.firstSent) > window) return GiveUp{};
    return RetryLater{after};
}

CommandResult mergedResult(const std::optional<CommandResult> &earlier, CommandResult latest) {
    if (earlier && earlier->outcome == CommandOutcome::Ambiguous && latest.outcome == CommandOutcome::Failed)
        latest.outcome = CommandOutcome::Ambiguous;
    return latest;
}

} // namespace callfloor
