// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/number_route.h"
#include "app/domain/opening_hours.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

UtcTime at(const char *iso) { return fromIso(QByteArray(QByteArray(iso) + ":00Z")).value(); }

OpeningHours daily(const QByteArray &zone, const QByteArray &spans) {
    QByteArray json = R"({"zone": ")" + zone + R"(", "week": {"mon": S, "tue": S, "wed": S, "thu": S, "fri": S, "sat": S, "sun": S}})";
    return openingHoursFromJson(QJsonDocument::fromJson(json.replace(": S", QByteArray(": " + spans))).object()).value();
}

} // namespace

class OpeningHoursTest : public QObject {
    Q_OBJECT

private slots:
    /// Open and closed as a list of changes, over the days on which three zones turn their clocks.
    void changesOverDaylightSaving_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("spans");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArrayList>("changes");
        const auto row = [](const char *name, const char *zone, const char *spans, const char *from, const QByteArrayList &changes) {
            QTest::newRow(name) << QByteArray(zone) << QByteArray(spans) << QByteArray(from) << changes;
        };
        row("Berlin, an ordinary day", "Europe/Berlin", R"(["08:00-12:00", "13:00-17:00"])", "2026-03-02T00:00",
            {"2026-03-02T07:00", "2026-03-02T11:00", "2026-03-02T12:00", "2026-03-02T16:00"});
        row("Berlin, spring", "Europe/Berlin", R"(["08:00-12:00"])", "2026-03-28T12:00", {"2026-03-29T06:00", "2026-03-29T10:00"});
        row("Berlin, opens in the gap", "Europe/Berlin", R"(["02:30-04:00"])", "2026-03-28T12:00", {"2026-03-29T01:00", "2026-03-29T02:00"});
        row("Berlin, closes in the gap", "Europe/Berlin", R"(["01:00-02:30"])", "2026-03-28T12:00", {"2026-03-29T00:00", "2026-03-29T01:00"});
        row("Berlin, only in the gap", "Europe/Berlin", R"(["02:15-02:45"])", "2026-03-28T12:00", {"2026-03-30T00:15", "2026-03-30T00:45"});
        row("Berlin, twice in autumn", "Europe/Berlin", R"(["02:15-02:45"])", "2026-10-24T12:00",
            {"2026-10-25T00:15", "2026-10-25T00:45", "2026-10-25T01:15", "2026-10-25T01:45", "2026-10-26T01:15"});
        row("Berlin, from before into the overlap", "Europe/Berlin", R"(["01:00-02:30"])", "2026-10-24T12:00",
            {"2026-10-24T23:00", "2026-10-25T00:30", "2026-10-25T01:00", "2026-10-25T01:30"});
        row("New York, spring", "America/New_York", R"(["09:00-17:00"])", "2026-03-07T23:00", {"2026-03-08T13:00", "2026-03-08T21:00"});
        row("New York, autumn", "America/New_York", R"(["09:00-17:00"])", "2026-10-31T22:00", {"2026-11-01T14:00", "2026-11-01T22:00"});
        row("New York, night shift in autumn", "America/New_York", R"(["00:00-01:30", "22:00-24:00"])", "2026-11-01T00:00",
            {"2026-11-01T02:00", "2026-11-01T05:30", "2026-11-01T06:00", "2026-11-01T06:30", "2026-11-02T03:00"});
        row("Lord Howe, half an hour back", "Australia/Lord_Howe", R"(["01:45-03:00"])", "2026-04-04T12:00",
            {"2026-04-04T14:45", "2026-04-04T15:00", "2026-04-04T15:15", "2026-04-04T16:30"});
        row("Lord Howe, half an hour on", "Australia/Lord_Howe", R"(["02:10-03:00"])", "2026-10-03T12:00", {"2026-10-03T15:30", "2026-10-03T16:00"});
    }
    void changesOverDaylightSaving() {
        QFETCH(QByteArray, zone);
        QFETCH(QByteArray, spans);
        QFETCH(QByteArray, from);
        QFETCH(QByteArrayList, changes);
        const OpeningHours hours = daily(zone, spans);
        UtcTime moment = at(from.constData());
        QByteArrayList found;
        while (found.size() < changes.size()) {
            const auto next = nextChange(hours, moment);
            QVERIFY(next);
            QCOMPARE(isOpen(hours, *next), !isOpen(hours, *next - 1us));
            moment = *next;
            found << toIsoMillis(moment).left(16);
        }
        QCOMPARE(found, changes);
    }

    /// nextChange against a walk minute by minute.
    void nextChangeIsWhereTheMinutesChange() {
        for (const char *zone : {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"}) {
            const OpeningHours hours = daily(zone, R"(["00:00-00:45", "01:30-02:20", "02:40-03:15", "22:00-24:00"])");
            for (const char *day : {"2026-03-28T10:00", "2026-10-24T10:00", "2026-03-07T10:00", "2026-10-31T10:00", "2026-04-03T10:00", "2026-10-02T10:00"}) {
                UtcTime expected = at(day);
                UtcTime walk = expected;
                for (int changes = 0; changes < 20; ++changes) {
                    const bool open = isOpen(hours, walk);
                    while (isOpen(hours, walk) == open) walk += 1min;
                    const auto next = nextChange(hours, expected);
                    QVERIFY(next);
                    QCOMPARE(toIsoMillis(*next), toIsoMillis(walk));
                    expected = *next;
                }
            }
        }
    }

    void holidaysReplaceTheDay() {
        OpeningHours hours = daily("Europe/Berlin", R"(["08:00-18:00"])");
        hours.holidays = {{QDate(2024, 12, 25), true, u"Christmas"_s, {}},
                          {QDate(2026, 12, 31), false, u"New Year's Eve"_s, {{600, 720}}},
                          {QDate(2027, 12, 25), false, u"open once"_s, {{540, 600}}}};
        QVERIFY(isOpen(hours, at("2026-12-24T12:00")));
        QVERIFY(!isOpen(hours, at("2026-12-25T12:00")));
        QCOMPARE(holidayName(hours, at("2026-12-25T12:00")), u"Christmas"_s);
        QVERIFY(isOpen(hours, at("2026-12-31T10:00")) && !isOpen(hours, at("2026-12-31T12:00")));
        QVERIFY(isOpen(hours, at("2027-12-25T08:30")));
        QVERIFY(!isOpen(hours, at("2028-12-25T08:30")));
        QCOMPARE(nextChange(hours, at("2026-12-24T17:30")), std::optional(at("2026-12-26T07:00")));
        QCOMPARE(holidayName(hours, at("2026-12-24T12:00")), QString());
    }

    void alwaysAndNeverDoNotChange() {
        QVERIFY(!nextChange(daily("Europe/Berlin", R"(["00:00-24:00"])"), at("2026-03-02T00:00")));
        QVERIFY(isOpen(daily("Europe/Berlin", R"(["00:00-24:00"])"), at("2026-03-29T00:59")));
        QVERIFY(!nextChange(daily("UTC", "[]"), at("2026-03-02T00:00")));
    }

    void jsonSurvives() {
        OpeningHours hours = daily("America/New_York", R"(["08:05-12:00", "22:00-24:00"])");
        hours.holidays = {{QDate(2024, 2, 29), true, u"leap"_s, {{60, 1440}}}, {QDate(2026, 7, 3), false, {}, {}}};
        const auto again = openingHoursFromJson(openingHoursToJson(hours));
        QVERIFY(again.ok() && *again == hours);
    }

    void wrongHoursNameTheirField_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("field");
        QTest::newRow("no zone") << QByteArray("{}") << u"hours.zone"_s;
        QTest::newRow("no such zone") << QByteArray(R"({"zone": "Europe/Bärlin"})") << u"hours.zone"_s;
        QTest::newRow("no such day") << QByteArray(R"({"zone": "UTC", "week": {"monday": []}})") << u"hours.week.monday"_s;
        QTest::newRow("backwards") << QByteArray(R"({"zone": "UTC", "week": {"mon": ["22:00-06:00"]}})") << u"hours.week.mon[0]"_s;
        QTest::newRow("minutes") << QByteArray(R"({"zone": "UTC", "week": {"mon": ["08:00-09:75"]}})") << u"hours.week.mon[0]"_s;
        QTest::newRow("after the end") << QByteArray(R"({"zone": "UTC", "week": {"mon": ["08:00-24:01"]}})") << u"hours.week.mon[0]"_s;
        QTest::newRow("overlap") << QByteArray(R"({"zone": "UTC", "week": {"mon": ["08:00-12:00", "11:00-13:00"]}})") << u"hours.week.mon[1]"_s;
        QTest::newRow("no date") << QByteArray(R"({"zone": "UTC", "holidays": [{"date": "2026-02-30"}]})") << u"hours.holidays[0].date"_s;
        QTest::newRow("holiday hours") << QByteArray(R"({"zone": "UTC", "holidays": [{"date": "12-24", "hours": ["x"]}]})") << u"hours.holidays[0].hours[0]"_s;
    }
    void wrongHoursNameTheirField() {
        QFETCH(QByteArray, json);
        const auto hours = openingHoursFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY(!hours.ok());
        QTEST(hours.error().field, "field");
    }

    void numbersRouteByTheirHours() {
        NumberRoute route;
        route.open = {RouteKind::Queue, QueueId(u"q"_s), {}, {}, {}, {}, 0};
        route.closed = {RouteKind::Message, {}, {}, u"We are closed."_s, {}, {}, 0};
        const OpeningHours hours = daily("Europe/Berlin", R"(["08:00-18:00"])");
        QCOMPARE(routeAt(route, &hours, at("2026-03-02T12:00")).kind, RouteKind::Queue);
        QCOMPARE(routeAt(route, &hours, at("2026-03-02T20:00")).kind, RouteKind::Message);
        QCOMPARE(routeAt(route, nullptr, at("2026-03-02T20:00")).kind, RouteKind::Queue);
        for (const RouteTarget &target : {route.open, route.closed}) QCOMPARE(routeTargetFromJson(routeTargetToJson(target), u"open"_s).value(), target);
        QCOMPARE(routeTargetFromJson({{u"to"_s, u"queue"_s}}, u"open"_s).error().field, u"open.queueId"_s);
        QCOMPARE(routeTargetFromJson({{u"to"_s, u"agent"_s}}, u"closed"_s).error().field, u"closed.agentId"_s);
        QCOMPARE(routeTargetFromJson({{u"to"_s, u"message"_s}}, u"closed"_s).error().field, u"closed.text"_s);
        QCOMPARE(routeTargetFromJson({{u"to"_s, u"moon"_s}}, u"open"_s).error().field, u"open.to"_s);
    }

    void queueSettingsSurviveAndNameWrongFields() {
        const QJsonObject json{{u"name"_s, u"Sales"_s}, {u"strategy"_s, u"ring-all"_s}, {u"priority"_s, 5},
                               {u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, u"es"_s}, {u"minLevel"_s, 3}}}},
                               {u"overflow"_s, QJsonObject{{u"to"_s, u"queue"_s}, {u"queueId"_s, u"other"_s}}}};
        const auto queue = queueWith({}, json);
        QVERIFY(queue.ok());
        QCOMPARE(queueWith({}, queueToJson(*queue)).value(), *queue);
        QCOMPARE(queueWith(*queue, {{u"priority"_s, 6}}).value().strategy, QueueStrategy::RingAll);
        const auto wrong = [&](const QJsonObject &fields) { return queueWith(*queue, fields).error().field; };
        QCOMPARE(wrong({{u"name"_s, u" "_s}}), u"name"_s);
        QCOMPARE(wrong({{u"strategy"_s, u"fair"_s}}), u"strategy"_s);
        QCOMPARE(wrong({{u"ringSeconds"_s, 0}}), u"ringSeconds"_s);
        QCOMPARE(wrong({{u"relaxAfterSeconds"_s, 10}}), u"relaxEverySeconds"_s);
        QCOMPARE(wrong({{u"overflow"_s, QJsonObject{{u"to"_s, u"queue"_s}}}}), u"overflow.queueId"_s);
        QCOMPARE(wrong({{u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, u"es"_s}, {u"minLevel"_s, 11}}}}}), u"skills[0].minLevel"_s);
        QCOMPARE(wrong({{u"wrapUpMinSeconds"_s, 60}}), u"wrapUpMinSeconds"_s);
        QCOMPARE(wrong({{u"musicUrl"_s, u"file:///etc/passwd"_s}}), u"musicUrl"_s);
    }
};

QTEST_GUILESS_MAIN(OpeningHoursTest)
#include "tst_opening_hours.moc"
