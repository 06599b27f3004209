// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "app/domain/result.h"

#include <QDate>
#include <QJsonObject>
#include <QTimeZone>

#include <array>
#include <optional>
#include <vector>

namespace callfloor {

using ScheduleId = Id<struct ScheduleTag>;

/// Open from one minute of the local day to another, 0 to 1440; the end is not open any more. Over midnight two spans
/// are written: to 1440 and from 0.
struct DaySpan {
    int from = 0;
    int to = 0;
    bool operator==(const DaySpan &) const = default;
};

/// A day with hours of its own; without spans it is closed. A yearly one recurs by month and day, and one of
/// 29 February only in leap years.
struct Holiday {
    QDate date;
    bool yearly = false;
    QString name;
    std::vector<DaySpan> spans;
    bool operator==(const Holiday &) const = default;
};

/// When somebody answers, by the wall clock of a zone. An hour that the clock skips is not there, one that it shows
/// twice is open both times.
struct OpeningHours {
    QTimeZone zone = QTimeZone::utc();
    std::array<std::vector<DaySpan>, 7> week; ///< Monday first.
    std::vector<Holiday> holidays; ///< One for a single date wins over a yearly one.
    bool operator==(const OpeningHours &) const = default;
};

bool isOpen(const OpeningHours &hours, UtcTime at);
/// The first moment after `at` at which isOpen() becomes another; nothing if that does not happen within 400 days.
std::optional<UtcTime> nextChange(const OpeningHours &hours, UtcTime at);
/// The holiday of the local day of `at`; empty if it is an ordinary one.
QString holidayName(const OpeningHours &hours, UtcTime at);

/// `{"zone": "Europe/Berlin", "week": {"mon": ["08:00-12:00", …], …}, "holidays": [{"date": "2026-12-25" or "12-25",
/// "name": "…", "hours": […]}]}`: times `HH:MM`, `24:00` is the end of the day.
QJsonObject openingHoursToJson(const OpeningHours &hours);
/// Errors: BadRequest with the field's name (`hours.week.mon[0]`).
Result<OpeningHours> openingHoursFromJson(const QJsonObject &json);

} // namespace callfloor
