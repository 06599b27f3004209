// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/clock.h"

#include <cstdio>

namespace callfloor {

using namespace std::chrono;

namespace {

QByteArray format(UtcTime t, bool micros) {
    const auto day = floor<days>(t);
    const year_month_day date{day};
    const hh_mm_ss<microseconds> time{t - day};
    char buffer[40];
    const int us = static_cast<int>(time.subseconds().count());
    const int length = micros
        ? std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                        static_cast<int>(time.seconds().count()), us)
        : std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                        static_cast<int>(time.seconds().count()), us / 1000);
    return {buffer, length};
}

/// Reads exactly `count` digits at `pos`; -1 if there are none.
int digits(QByteArrayView text, qsizetype pos, int count) {
    if (pos + count > text.size()) return -1;
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

QByteArray toIsoMillis(UtcTime t) { return format(t, false); }
QByteArray toIsoMicros(UtcTime t) { return format(t, true); }

std::optional<UtcTime> fromIso(QByteArrayView text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' ||
        text[16] != ':')
        return std::nullopt;
    const int year_ = digits(text, 0, 4), month_ = digits(text, 5, 2), day_ = digits(text, 8, 2);
    const int hour_ = digits(text, 11, 2), minute_ = digits(text, 14, 2), second_ = digits(text, 17, 2);
    if (year_ < 0 || hour_ < 0 || hour_ > 23 || minute_ < 0 || minute_ > 59 || second_ < 0 || second_ > 60)
        return std::nullopt;
    if (month_ < 0 || day_ < 0) return std::nullopt;
    const year_month_day date{year{year_}, month{static_cast<unsigned>(month_)}, day{static_cast<unsigned>(day_)}};
    if (!date.ok()) return std::nullopt;
    qsizetype pos = 19;
    microseconds fraction{0};
    if (text[pos] == '.') {
        ++pos;
        int seen = 0;
        int value = 0;
        while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
            if (seen < 6) value = value * 10 + (text[pos] - '0');
            ++seen;
            ++pos;
        }
        if (seen == 0 || seen > 9) return std::nullopt;
        for (int i = seen; i < 6; ++i) value *= 10;
        fraction = microseconds{value};
    }
    minutes offset{0};
    if (pos >= text.size()) return std::nullopt;
    if (text[pos] == 'Z' && pos + 1 == text.size()) {
        // UTC already.
    } else if ((text[pos] == '+' || text[pos] == '-') && text.size() == pos + 6 && text[pos + 3] == ':') {
        const int oh = digits(text, pos + 1, 2), om = digits(text, pos + 4, 2);
        if (oh < 0 || oh > 23 || om < 0 || om > 59) return std::nullopt;
        offset = hours{oh} + minutes{om};
        if (text[pos] == '-') offset = -offset;
    } else {
        return std::nullopt;
    }
    const UtcTime moment =
        UtcTime{sys_days{date}} + hours{hour_} + minutes{minute_} + seconds{second_} + fraction - offset;
    // The zone or a leap second may lead out of the years that have four digits.
    if (moment < UtcTime{sys_days{year{0} / January / 1}} || moment >= UtcTime{sys_days{year{10000} / January / 1}})
        return std::nullopt;
    return moment;
}

UtcTime SystemClock::now() const { return time_point_cast<microseconds>(system_clock::now()); }

} // namespace callfloor
