// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/floor/day_floor.h"

namespace callfloor::test {

/// What a number of the day leads to.
struct DayNumber {
    QString number;
    QString leadsTo; ///< The queue's name, `message`, `hang-up`, `agent`.
    bool assistant = false; ///< The AI assistant first.
    int share = 1;   ///< Of the callers.
};

/// The set-up of the centre: eight queues with all strategies, tiers, skills, overflows of all kinds, numbers with and
/// without the assistant in front.
struct DayPlan {
    std::map<QString, QString> queues; ///< Id by name.
    std::vector<DayNumber> numbers;
};

/// Makes it by operations, as an administrator would. `roomy`: nobody overflows, and everybody is in every queue.
Result<DayPlan> makeDayPlan(DayFloor &floor, bool roomy);

} // namespace callfloor::test
