// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/retry_rules.h"

#include <algorithm>

namespace callfloor {

namespace {

/// Between two numbers of one lead: long enough that the first can call back.
constexpr std::chrono::seconds kToNextNumber{120};

std::chrono::microseconds pauseAfter(int misplaced, double timeScale) {
    const double seconds = std::min(300.0, 2.0 * (1 << std::min(misplaced, 8)));
    return std::chrono::microseconds(static_cast<qint64>(seconds * 1e6 / timeScale));
}

} // namespace

NextStep nextStep(const CampaignRules &rules, AttemptOutcome outcome, const LeadHistory &history, UtcTime now, double timeScale) {
    NextStep step;
    if (outcome == AttemptOutcome::NotPlaced) {
        step.counts = false;
        step.again = history.misplaced < kMostMisplaced;
        step.at = now + pauseAfter(history.misplaced, timeScale);
        return step;
    }
    if (outcome == AttemptOutcome::Invalid || outcome == AttemptOutcome::Fax) {
        step.blockNumber = true;
        step.again = step.nextNumber = history.moreNumbers;
        step.at = now; // nobody was rung
        return step;
    }
    const RetryRule &rule = rules.retry(outcome);
    if (rule.afterSeconds <= 0 || (rule.mostTotal > 0 && history.sameOutcome >= rule.mostTotal)) return step;
    step.again = true;
    if (rule.nextNumber && history.moreNumbers) {
        step.nextNumber = true;
        step.at = now + kToNextNumber;
        return step;
    }
    step.firstNumber = rule.nextNumber;
    const int seconds = history.sameOutcome > 1 && rule.againSeconds > 0 ? rule.againSeconds : rule.afterSeconds;
    step.at = now + std::chrono::seconds(seconds);
    if (rule.mostPerDay > 0 && history.sameOutcomeDay >= rule.mostPerDay)
        step.at = std::max(step.at, now + std::chrono::hours(24));
    return step;
}

} // namespace callfloor
