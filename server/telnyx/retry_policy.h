// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/carrier_command.h"
#include "app/domain/clock.h"

#include <chrono>
#include <optional>
#include <variant>

namespace callfloor {

/// Send the same command again, with the same id, after this time.
struct RetryLater {
    std::chrono::milliseconds after{0};
    bool operator==(const RetryLater &) const = default;
};
/// Do not send it again: the carrier would take it for a new command.
struct GiveUp {
    bool operator==(const GiveUp &) const = default;
};
using RetryDecision = std::variant<RetryLater, GiveUp>;

/// What is known about a command whose attempt asks to be repeated.
struct RetryState {
    UtcTime firstSent; ///< When its first attempt was sent.
    UtcTime now;
    int attempts = 1;                     ///< Attempts made so far.
    std::chrono::milliseconds advised{0}; ///< What the carrier asked for (RetryAdvice::after); 0 = nothing.
    double timeScale = 1.0;               ///< How many seconds of the carrier pass in one of ours.
};

/// How long the same id may be repeated. The carrier drops repetitions for 60 s (Telnyx page "Sending commands");
/// the rest is for the way and for clocks that differ.
inline constexpr std::chrono::seconds kRepeatWindow{50};

/// When to repeat: after the advised time, else 0.5 s doubling to at most 8 s, less up to a quarter so that many do
/// not come back at once. `random` is in [0, 1). Gives up if that would be later than kRepeatWindow after the first
/// attempt. Pure.
RetryDecision nextRetry(const RetryState &state, double random);

/// What is known after several attempts at one command: an attempt that was refused says nothing about an earlier
/// one whose answer was lost, so that stays ambiguous unless a later one was accepted.
CommandResult mergedResult(const std::optional<CommandResult> &earlier, CommandResult latest);

} // namespace callfloor
