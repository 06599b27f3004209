// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/calling_states.h"

#include <QByteArrayList>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHourMinutes = 60;

struct StateCodes {
    StateRule rule;
    const char *areaCodes;
};

constexpr StateCodes kStates[] = {
    {{"AL", 8 * kHourMinutes, 20 * kHourMinutes, false, false, 0}, "205 251 256 334 659 938"},
    {{"CT", 9 * kHourMinutes, 20 * kHourMinutes, true, true, 0}, "203 475 860 959"},
    {{"FL", 8 * kHourMinutes, 20 * kHourMinutes, true, true, 3},
     "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954"},
    {{"KY", 10 * kHourMinutes, 21 * kHourMinutes, true, true, 0}, "270 364 502 606 859"},
    {{"LA", 8 * kHourMinutes, 20 * kHourMinutes, false, false, 0}, "225 318 337 457 504 985"},
    {{"MA", 8 * kHourMinutes, 20 * kHourMinutes, true, true, 0}, "339 351 413 508 617 774 781 857 978"},
    {{"MD", 8 * kHourMinutes, 20 * kHourMinutes, true, true, 3}, "227 240 301 410 443 667"},
    {{"MS", 8 * kHourMinutes, 20 * kHourMinutes, false, false, 0}, "228 471 601 662 769"},
    {{"NV", 9 * kHourMinutes, 20 * kHourMinutes, true, true, 0}, "702 725 775"},
    {{"OK", 8 * kHourMinutes, 20 * kHourMinutes, true, true, 3}, "405 539 572 580 918"},
};

/// The n-th such weekday of a month; from its end with n = -1.
QDate weekdayOf(int year, int month, Qt::DayOfWeek day, int n) {
    if (n < 0) {
        const QDate last(year, month, QDate(year, month, 1).daysInMonth());
        return last.addDays(-((last.dayOfWeek() - day + 7) % 7));
    }
    const QDate first(year, month, 1);
    return first.addDays((day - first.dayOfWeek() + 7) % 7 + 7 * (n - 1));
}

/// The anonymous Gregorian computus.
QDate easterSunday(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int day = h + l - 7 * m + 114;
    return QDate(year, day / 31, day % 31 + 1);
}

/// A holiday of a fixed date: itself, and the workday on which it is observed.
bool isObserved(QDate date, int month, int day) {
    for (const int year : {date.year(), date.year() + 1}) {
        const QDate holiday(year, month, day);
        const int weekday = holiday.dayOfWeek();
        const QDate observed = weekday == Qt::Saturday ? holiday.addDays(-1) : weekday == Qt::Sunday ? holiday.addDays(1) : holiday;
        if (date == holiday || date == observed) return true;
    }
    return false;
}

bool isUsHoliday(QDate date) {
    const int year = date.year();
    for (const auto &[month, day] : {std::pair(1, 1), std::pair(6, 19), std::pair(7, 4), std::pair(11, 11), std::pair(12, 25)})
        if (isObserved(date, month, day)) return true;
    return date == weekdayOf(year, 1, Qt::Monday, 3) || date == weekdayOf(year, 2, Qt::Monday, 3) ||
           date == weekdayOf(year, 5, Qt::Monday, -1) || date == weekdayOf(year, 9, Qt::Monday, 1) ||
           date == weekdayOf(year, 10, Qt::Monday, 2) || date == weekdayOf(year, 11, Qt::Thursday, 4);
}

/// With the substitute days: the next workday.
bool isUkHoliday(QDate date) {
    const int year = date.year();
    const QDate easter = easterSunday(year);
    if (date == easter.addDays(-2) || date == easter.addDays(1)) return true;
    if (date == weekdayOf(year, 5, Qt::Monday, 1) || date == weekdayOf(year, 5, Qt::Monday, -1) ||
        date == weekdayOf(year, 8, Qt::Monday, -1))
        return true;
    if (date.month() == 1 && date.day() <= 3) {
        const int first = QDate(year, 1, 1).dayOfWeek();
        return date.day() == 1 || (first == Qt::Saturday && date.day() == 3) || (first == Qt::Sunday && date.day() == 2);
    }
    if (date.month() != 12 || date.day() < 25 || date.day() > 28) return false;
    const int christmas = QDate(year, 12, 25).dayOfWeek();
    const bool saturday = christmas == Qt::Saturday, sunday = christmas == Qt::Sunday, friday = christmas == Qt::Friday;
    return date.day() <= 26 || (date.day() == 27 && (saturday || sunday)) || (date.day() == 28 && (saturday || friday));
}

} // namespace

std::vector<StateRule> stateRulesFor(const QString &e164, const QString &addressState) {
    std::vector<StateRule> rules;
    const QByteArray code = e164.startsWith("+1"_L1) ? e164.mid(2, 3).toLatin1() : QByteArray();
    for (const StateCodes &state : kStates) {
        const bool byCode = code.size() == 3 && QByteArrayView(state.areaCodes).contains(code);
        if (byCode || addressState.compare(QLatin1String(state.rule.code), Qt::CaseInsensitive) == 0) rules.push_back(state.rule);
    }
    return rules;
}

bool isPublicHoliday(const QString &country, QDate date) {
    if (country == "US"_L1) return isUsHoliday(date);
    if (country == "GB"_L1) return isUkHoliday(date);
    return false;
}

} // namespace callfloor
