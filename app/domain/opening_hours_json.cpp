// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/opening_hours.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kMaxHolidays = 1000;

QString clockText(int minute) {
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

std::optional<int> minuteOf(const QString &hour, const QString &minute) {
    const int total = hour.toInt() * 60 + minute.toInt();
    return minute.toInt() < 60 && total <= 1440 ? std::optional(total) : std::nullopt;
}

QJsonArray spansToJson(const std::vector<DaySpan> &spans) {
    QJsonArray json;
    for (const DaySpan &span : spans) json.append(u"%1-%2"_s.arg(clockText(span.from), clockText(span.to)));
    return json;
}

Result<std::vector<DaySpan>> spansFromJson(const QJsonValue &json, const QString &field) {
    static const QRegularExpression kSpan(u"^(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)$"_s);
    if (!json.isUndefined() && !json.isNull() && !json.isArray()) return badField(field, u"The field \"%1\" must be an array."_s.arg(field));
    std::vector<DaySpan> spans;
    for (const QJsonValue &item : json.toArray()) {
        const QString name = u"%1[%2]"_s.arg(field).arg(spans.size());
        const auto match = kSpan.match(item.toString());
        const auto from = minuteOf(match.captured(1), match.captured(2)), to = minuteOf(match.captured(3), match.captured(4));
        if (!match.hasMatch() || !from || !to || *from >= *to)
            return badField(name, u"\"%1\" is not a span of a day like 08:00-17:30; over midnight write two, to 24:00 and from 00:00."_s
                                      .arg(item.toString().left(40)));
        for (const DaySpan &other : spans)
            if (*from < other.to && other.from < *to) return badField(name, u"Two spans of the same day overlap."_s);
        spans.push_back({*from, *to});
    }
    std::sort(spans.begin(), spans.end(), [](const DaySpan &a, const DaySpan &b) { return a.from < b.from; });
    return spans;
}

Result<Holiday> holidayFromJson(const QJsonObject &json, const QString &field) {
    Holiday holiday;
    const QString date = json.value(u"date"_s).toString();
    holiday.yearly = date.size() == 5;
    // 2024 is a leap year, so that a yearly 29 February can be written.
    holiday.date = QDate::fromString(holiday.yearly ? u"2024-"_s + date : date, u"yyyy-MM-dd"_s);
    if (!holiday.date.isValid())
        return badField(field + u".date"_s, u"\"%1\" is no date; write 2026-12-25, or 12-25 for every year."_s.arg(date.left(40)));
    holiday.name = json.value(u"name"_s).toString();
    auto spans = spansFromJson(json.value(u"hours"_s), field + u".hours"_s);
    if (!spans) return spans.error();
    holiday.spans = std::move(*spans);
    return holiday;
}

} // namespace

QJsonObject openingHoursToJson(const OpeningHours &hours) {
    QJsonObject week;
    for (size_t day = 0; day < kDays.size(); ++day) week.insert(QLatin1String(kDays[day]), spansToJson(hours.week[day]));
    QJsonArray holidays;
    for (const Holiday &holiday : hours.holidays)
        holidays.append(QJsonObject{{u"date"_s, holiday.date.toString(holiday.yearly ? u"MM-dd"_s : u"yyyy-MM-dd"_s)},
                                    {u"name"_s, holiday.name},
                                    {u"hours"_s, spansToJson(holiday.spans)}});
    return {{u"zone"_s, QString::fromLatin1(hours.zone.id())}, {u"week"_s, week}, {u"holidays"_s, holidays}};
}

Result<OpeningHours> openingHoursFromJson(const QJsonObject &json) {
    OpeningHours hours;
    const QByteArray zone = json.value(u"zone"_s).toString().toLatin1();
    hours.zone = QTimeZone(zone);
    if (zone.isEmpty() || !hours.zone.isValid())
        return badField(u"hours.zone"_s, u"\"%1\" is no time zone; write one like Europe/Berlin."_s.arg(QString::fromLatin1(zone.left(40))));
    const QJsonObject week = json.value(u"week"_s).toObject();
    for (auto it = week.begin(); it != week.end(); ++it) {
        const auto day = std::find_if(kDays.begin(), kDays.end(), [&](const char *name) { return it.key() == QLatin1String(name); });
        const QString field = u"hours.week."_s + it.key();
        if (day == kDays.end()) return badField(field, u"The days of the week are mon, tue, wed, thu, fri, sat and sun."_s);
        auto spans = spansFromJson(it.value(), field);
        if (!spans) return spans.error();
        hours.week[static_cast<size_t>(day - kDays.begin())] = std::move(*spans);
    }
    const QJsonArray holidays = json.value(u"holidays"_s).toArray();
    if (holidays.size() > kMaxHolidays) return badField(u"hours.holidays"_s, u"There can be at most 1000 holidays."_s);
    for (const QJsonValue &item : holidays) {
        auto holiday = holidayFromJson(item.toObject(), u"hours.holidays[%1]"_s.arg(hours.holidays.size()));
        if (!holiday) return holiday.error();
        hours.holidays.push_back(std::move(*holiday));
    }
    return hours;
}

} // namespace callfloor
