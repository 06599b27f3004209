// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/pacing.h"

#include <functional>

namespace callfloor {

/// A made-up floor and the people it calls: for trying the pacing, and for the question what would happen if. Seconds.
struct PacingWorld {
    int agents = 30;
    double hours = 8;
    double answerRate = 0.28;  ///< Dials that a person answers.
    double quickFailures = 0.15; ///< Dials that end in busy or in nothing within some seconds.
    double answerRing = 11;    ///< Mean ringing of those who answer.
    double ringTimeout = 25;
    double talk = 120;         ///< Mean; the spread is that of a log-normal distribution.
    double talkSpread = 0.8;   ///< Of the logarithm.
    double wrap = 20;
    double patience = 2;
    double drift = 0;          ///< Share by which answer rate and talk time rise and fall, and agents take breaks; 0: steady.
    quint64 seed = 1;
};

struct PacingOutcome {
    double occupancy = 0;   ///< Talking and wrapping, of the time that agents were there.
    double abandonRate = 0; ///< Of live answers.
    double worstToDate = 0; ///< The highest rate after 200 answers.
    qint64 dialled = 0, answered = 0, abandoned = 0;
    double agentHours = 0;  ///< That agents were there.
};

/// Plays one shift from a cold start, deciding once a second. The same world and seed give the same outcome. `timed` wraps each
/// decision, for whoever measures them.
PacingOutcome playShift(const PacingWorld &world, PacingConfig config,
                        const std::function<void(const std::function<void()> &)> &timed = {});

} // namespace callfloor
