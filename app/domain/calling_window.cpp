// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/calling_window.h"

#include "app/domain/calling_states.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <vector>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Area codes of the North American plan by the zones that they lie in.
struct AreaCodes {
    const char *zones;
    const char *codes;
};

constexpr AreaCodes kAreaCodes[] = {
    {"America/New_York",
     "201 202 203 207 212 215 216 220 223 227 229 234 239 240 248 252 260 267 272 276 301 302 304 305 313 315 317 321 326 "
     "330 332 336 339 347 351 352 380 386 401 404 407 410 412 413 419 423 434 440 443 445 463 470 475 478 484 502 508 513 "
     "516 517 518 540 551 561 567 570 571 585 586 603 607 609 610 614 616 617 631 640 646 656 667 678 680 681 689 703 704 "
     "706 716 717 718 724 727 732 734 740 743 754 757 762 765 770 771 772 774 781 786 802 803 804 810 813 814 826 828 835 "
     "838 839 843 845 848 854 856 857 859 860 862 863 864 865 878 904 908 910 912 914 917 919 929 934 937 941 943 947 948 "
     "954 959 973 978 980 984 989"},
    {"America/New_York America/Chicago", "270 364 448 574 606 812 850 906 930 931"},
    {"America/Chicago",
     "205 210 214 217 218 219 224 225 228 251 254 256 262 274 281 309 312 314 316 318 319 320 325 331 334 337 346 361 405 "
     "409 414 417 430 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 612 615 618 629 630 636 "
     "641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 830 832 847 870 872 901 903 "
     "913 918 920 936 938 940 945 952 956 972 975 979 985"},
    {"America/Chicago America/Denver", "308 402 432 605 620 701 785"},
    {"America/Denver", "303 307 385 406 435 505 575 719 720 801 915 970 983"},
    {"America/Denver America/Los_Angeles", "208 458 541 775 986"},
    {"America/Phoenix", "480 520 602 623"},
    {"America/Phoenix America/Denver", "928"},
    {"America/Los_Angeles",
     "206 209 213 253 279 310 323 341 350 360 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 657 661 669 "
     "702 707 714 725 747 760 805 818 820 831 840 858 909 916 925 949 951 971"},
    {"America/Anchorage America/Adak", "907"},
    {"Pacific/Honolulu", "808"},
    {"America/St_Johns America/Halifax", "709 879"},
    {"America/Halifax", "506 782 902"},
    {"America/Toronto America/Halifax", "367 418 581"},
    {"America/Toronto",
     "226 249 263 289 343 354 365 382 416 437 438 450 468 514 519 548 579 613 647 683 705 742 753 819 873 905 942"},
    {"America/Toronto America/Winnipeg", "807"},
    {"America/Winnipeg", "204 431 584"},
    {"America/Regina", "306 474 639"},
    {"America/Edmonton", "368 403 587 780 825"},
    {"America/Vancouver America/Edmonton", "236 250 257 672 778"},
    {"America/Vancouver", "604"},
    {"America/Whitehorse America/Yellowknife America/Rankin_Inlet America/Iqaluit", "867"},
};

const QHash<QString, QByteArrayList> &areaCodeZones() {
    static const QHash<QString, QByteArrayList> kZones = [] {
        QHash<QString, QByteArrayList> zones;
        for (const AreaCodes &row : kAreaCodes)
            for (const QByteArray &code : QByteArray(row.codes).split(' '))
                zones.insert(QString::fromLatin1(code), QByteArray(row.zones).split(' '));
        return zones;
    }();
    return kZones;
}

/// Minutes after midnight; from is open, to is not.
struct Hours {
    int from = 8 * 60;
    int to = 21 * 60;
};

Hours hoursOf(CallingProfile profile, const QString &region, Qt::DayOfWeek day) {
    if (profile != CallingProfile::Auto || region != "CA"_L1) return {};
    const bool weekend = day == Qt::Saturday || day == Qt::Sunday;
    return weekend ? Hours{10 * 60, 18 * 60} : Hours{9 * 60, 21 * 60 + 30};
}

/// What the law of one state, or the caller himself, adds to the hours.
struct Narrowing {
    Hours hours{0, 24 * 60};
    bool sundays = true;
    bool holidays = true;
};

struct Rules {
    CallingProfile profile;
    QString country;
    std::vector<Narrowing> narrowings;
};

bool openIn(const QTimeZone &zone, const Rules &rules, UtcTime at) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(at) / 1000, zone);
    const int minute = local.time().hour() * 60 + local.time().minute();
    const auto day = static_cast<Qt::DayOfWeek>(local.date().dayOfWeek());
    const auto within = [&](const Hours &hours) { return minute >= hours.from && minute < hours.to; };
    if (rules.profile != CallingProfile::None && !within(hoursOf(rules.profile, rules.country, day))) return false;
    return std::all_of(rules.narrowings.begin(), rules.narrowings.end(), [&](const Narrowing &narrowing) {
        if (!narrowing.sundays && day == Qt::Sunday) return false;
        if (!narrowing.holidays && isPublicHoliday(rules.country, local.date())) return false;
        return within(narrowing.hours);
    });
}

QByteArrayList candidateZones(const CalleePlace &place) {
    QByteArrayList zones = zonesOf(place.e164, place.country);
    const QByteArray address = place.zone.toLatin1();
    if (address.isEmpty() || !QTimeZone::isTimeZoneIdAvailable(address)) return zones;
    // Of a number that may be anywhere in its country the address says where. Else where number and address disagree both
    // must be open: people move and keep their number.
    if (zones.size() > 2 && zones.contains(address)) return {address};
    if (!zones.contains(address)) zones << address;
    return zones;
}

Rules rulesFor(CallingProfile profile, const CalleePlace &place, const OwnHours &own, QStringList &states) {
    Rules rules{profile, place.country, {}};
    const bool american = place.country == "US"_L1 && (profile == CallingProfile::Auto || profile == CallingProfile::Us);
    for (const StateRule &state : american ? stateRulesFor(place.e164, place.region) : std::vector<StateRule>{}) {
        rules.narrowings.push_back({{state.fromMinute, state.toMinute}, state.sundays, state.holidays});
        states << QLatin1String(state.code);
    }
    if (!(own == OwnHours{})) rules.narrowings.push_back({{own.fromMinute, own.toMinute}, own.sundays, own.holidays});
    return rules;
}

} // namespace

std::optional<CallingProfile> callingProfileFromName(QStringView name) {
    if (name == "auto"_L1) return CallingProfile::Auto;
    if (name == "none"_L1) return CallingProfile::None;
    if (name == "us"_L1) return CallingProfile::Us;
    if (name == "uk"_L1) return CallingProfile::Uk;
    return std::nullopt;
}

QByteArrayList zonesOf(const QString &e164, const QString &region) {
    if (e164.startsWith("+1"_L1) && (region == "US"_L1 || region == "CA"_L1)) {
        const auto known = areaCodeZones().constFind(e164.mid(2, 3));
        if (known != areaCodeZones().constEnd()) return *known;
    }
    const QLocale::Territory territory = QLocale::codeToTerritory(region);
    if (territory == QLocale::AnyTerritory) return {};
    return QTimeZone::availableTimeZoneIds(territory);
}

CallingWindow callingWindow(CallingProfile profile, const CalleePlace &place, const OwnHours &own, UtcTime now) {
    CallingWindow window{false, now, candidateZones(place), {}};
    const Rules rules = rulesFor(profile, place, own, window.states);
    window.open = profile == CallingProfile::None && (rules.narrowings.empty() || window.zones.isEmpty());
    if (window.open) return window;
    QList<QTimeZone> zones;
    for (const QByteArray &id : window.zones) zones << QTimeZone(id);
    const auto openAt = [&](UtcTime at) {
        return !zones.isEmpty() &&
               std::all_of(zones.begin(), zones.end(), [&](const QTimeZone &zone) { return openIn(zone, rules, at); });
    };
    window.open = openAt(now);
    if (window.open) return window;
    constexpr qint64 kStep = qint64{15} * 60 * 1'000'000;
    constexpr int kSteps = 8 * 96; // every weekday once, and a day of clock changes
    qint64 at = (toMicros(now) / kStep) * kStep;
    for (int step = 0; step < kSteps; ++step) {
        at += kStep;
        if (openAt(fromMicros(at))) break;
    }
    window.opensAt = fromMicros(at);
    return window;
}

CallingWindow callingWindow(CallingProfile profile, const QString &e164, const QString &region, UtcTime now) {
    return callingWindow(profile, CalleePlace{e164, region}, OwnHours{}, now);
}

const CallingWindow &WindowMemo::of(const CalleePlace &place) {
    const bool american = place.country == "US"_L1;
    QString key = place.country + u'|' + place.zone + u'|' + (american ? place.region : QString());
    // In North America the area code decides, elsewhere the country.
    if (place.e164.startsWith("+1"_L1)) key += u'|' + place.e164.mid(2, 3);
    const auto known = m_known.find(key);
    if (known != m_known.end()) return known->second;
    return m_known.emplace(key, callingWindow(m_profile, place, m_own, m_now)).first->second;
}

UtcTime dayBegan(const QByteArrayList &zones, UtcTime now) {
    UtcTime began = now;
    for (const QByteArray &id : zones) {
        const QTimeZone zone(id);
        const QDate today = QDateTime::fromMSecsSinceEpoch(toMicros(now) / 1000, zone).date();
        began = std::min(began, fromMicros(today.startOfDay(zone).toMSecsSinceEpoch() * 1000));
    }
    return zones.isEmpty() ? now - std::chrono::hours(24) : began;
}

} // namespace callfloor
