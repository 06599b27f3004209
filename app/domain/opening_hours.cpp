// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/opening_hours.h"

#include <QDateTime>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSearchDays = 400;

// By way of the zone: Qt 6.8 would have us name QTimeZone::UTC instead of Qt::UTC, which Qt 6.4 does not have.
QDateTime utcOf(UtcTime at) {
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toUTC();
}

QDateTime utcMidnight(QDate day) { return QDateTime(day, QTime(0, 0), QTimeZone::utc()).toUTC(); }

/// What the wall clock of the zone shows, as if it were UTC.
QDateTime wallOf(const QTimeZone &zone, UtcTime at) {
    const QDateTime utc = utcOf(at);
    return utc.addSecs(zone.offsetFromUtc(utc));
}

const Holiday *holidayOn(const OpeningHours &hours, QDate day) {
    const Holiday *yearly = nullptr;
    for (const Holiday &holiday : hours.holidays) {
        if (!holiday.yearly && holiday.date == day) return &holiday;
        if (holiday.yearly && holiday.date.month() == day.month() && holiday.date.day() == day.day()) yearly = &holiday;
    }
    return yearly;
}

const std::vector<DaySpan> &spansOn(const OpeningHours &hours, QDate day) {
    if (const Holiday *holiday = holidayOn(hours, day)) return holiday->spans;
    return hours.week[static_cast<size_t>(day.dayOfWeek() - 1)];
}

/// The moments at which the wall clock shows this: none in a gap, two in an overlap.
void addMoments(const QTimeZone &zone, const QDateTime &wall, std::vector<UtcTime> &moments) {
    const int before = zone.offsetFromUtc(wall.addDays(-1)), after = zone.offsetFromUtc(wall.addDays(1));
    const auto add = [&](int offset) {
        const QDateTime utc = wall.addSecs(-offset);
        if (zone.offsetFromUtc(utc) == offset) moments.push_back(fromMicros(utc.toMSecsSinceEpoch() * 1000));
    };
    add(before);
    if (after != before) add(after);
}

/// Where the hours of a local day may begin or end, changes of the clock aside.
void addBoundaries(const OpeningHours &hours, QDate day, std::vector<UtcTime> &moments) {
    const QDateTime midnight = utcMidnight(day);
    addMoments(hours.zone, midnight, moments); // yesterday's hours end here, if they ran to 24:00
    for (const DaySpan &span : spansOn(hours, day)) {
        addMoments(hours.zone, midnight.addSecs(span.from * 60), moments);
        addMoments(hours.zone, midnight.addSecs(span.to * 60), moments);
    }
}

void addClockChanges(const QTimeZone &zone, QDate from, QDate to, std::vector<UtcTime> &moments) {
    for (const QTimeZone::OffsetData &change : zone.transitions(utcMidnight(from.addDays(-1)), utcMidnight(to.addDays(1))))
        moments.push_back(fromMicros(change.atUtc.toMSecsSinceEpoch() * 1000));
}

std::optional<UtcTime> firstChange(const OpeningHours &hours, UtcTime at, bool open, std::vector<UtcTime> moments) {
    std::sort(moments.begin(), moments.end());
    for (const UtcTime moment : moments)
        if (moment > at && isOpen(hours, moment) != open) return moment;
    return std::nullopt;
}

} // namespace

bool isOpen(const OpeningHours &hours, UtcTime at) {
    const QDateTime wall = wallOf(hours.zone, at);
    const int minute = wall.time().hour() * 60 + wall.time().minute();
    const auto &spans = spansOn(hours, wall.date());
    return std::any_of(spans.begin(), spans.end(),
                       [minute](const DaySpan &span) { return minute >= span.from && minute < span.to; });
}

std::optional<UtcTime> nextChange(const OpeningHours &hours, UtcTime at) {
    const bool open = isOpen(hours, at);
    const QDate today = wallOf(hours.zone, at).date();
    for (int days = 0; days < kSearchDays; days += 7) {
        const QDate from = today.addDays(days);
        std::vector<UtcTime> moments;
        for (int i = 0; i <= 7; ++i) addBoundaries(hours, from.addDays(i), moments);
        addClockChanges(hours.zone, from, from.addDays(7), moments);
        if (const auto change = firstChange(hours, at, open, std::move(moments))) return change;
    }
    return std::nullopt;
}

QString holidayName(const OpeningHours &hours, UtcTime at) {
    const Holiday *holiday = holidayOn(hours, wallOf(hours.zone, at).date());
    return holiday ? holiday->name : QString();
}

} // namespace callfloor
