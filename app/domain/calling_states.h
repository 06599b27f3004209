// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <vector>

namespace callfloor {

/// What a US state asks for beyond the federal rules. Minutes after midnight at the called person's.
struct StateRule {
    const char *code = "";
    int fromMinute = 8 * 60;
    int toMinute = 20 * 60;
    bool sundays = true;
    bool holidays = true;
    int per24Hours = 0; ///< Calls to one number; 0: no rule.
};

/// The rules of all states that a number may lie in: by the address and by the area code. Empty if none of them is stricter
/// than the federal rules. Sources: Fla. Stat. 501.616, Okla. Stat. 15-775C, Md. Code Com. Law 14-4501 ff., and the states'
/// telemarketing rules as summarised in 2025; an input for people who know the law, not legal advice.
std::vector<StateRule> stateRulesFor(const QString &e164, const QString &addressState);

/// Public holidays: the federal ones of the US (5 U.S.C. 6103; also on the day on which they are observed), the bank holidays
/// of England and Wales. False for other countries.
bool isPublicHoliday(const QString &country, QDate date);

} // namespace callfloor
