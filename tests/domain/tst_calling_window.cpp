// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/calling_window.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace callfloor;
using namespace Qt::StringLiterals;

/// When a number may be called: the hours of every zone that it may be in.
class CallingWindowTest : public QObject {
    Q_OBJECT
private slots:
    void zones_data();
    void zones();
    void everyZoneOfTheTableExists();
    void hours_data();
    void hours();
    void theNextWindowIsTheFirst_data();
    void theNextWindowIsTheFirst();
    void noneIsAlwaysOpen();
};

namespace {
UtcTime at(const char *iso) { return fromIso(iso).value(); }
} // namespace

void CallingWindowTest::zones_data() {
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QByteArray>("zones");
    QTest::newRow("Manhattan") << u"+12125550100"_s << u"US"_s << QByteArray("America/New_York");
    QTest::newRow("Los Angeles") << u"+12135550100"_s << u"US"_s << QByteArray("America/Los_Angeles");
    QTest::newRow("Florida's west: two zones") << u"+18505550100"_s << u"US"_s << QByteArray("America/New_York America/Chicago");
    QTest::newRow("Arizona") << u"+16025550100"_s << u"US"_s << QByteArray("America/Phoenix");
    QTest::newRow("Hawaii") << u"+18085550100"_s << u"US"_s << QByteArray("Pacific/Honolulu");
    QTest::newRow("Toronto") << u"+14165550100"_s << u"CA"_s << QByteArray("America/Toronto");
    QTest::newRow("London") << u"+442079460000"_s << u"GB"_s << QByteArray("Europe/London");
    QTest::newRow("unknown country") << u"+88351000123"_s << QString() << QByteArray();
}

void CallingWindowTest::zones() {
    QFETCH(QString, number);
    QFETCH(QString, region);
    QFETCH(QByteArray, zones);
    QCOMPARE(zonesOf(number, region).join(' '), zones);
}

void CallingWindowTest::everyZoneOfTheTableExists() {
    int known = 0;
    QSet<QString> codes;
    for (int code = 200; code < 1000; ++code) {
        const QString number = u"+1%15550100"_s.arg(code);
        const QByteArrayList zones = zonesOf(number, u"US"_s);
        QVERIFY(!zones.isEmpty());
        for (const QByteArray &zone : zones) QVERIFY2(QTimeZone(zone).isValid(), zone.constData());
        known += zones.size() <= 4;
    }
    QVERIFY(known > 300);
    // A toll-free number, like a code that is not in the table, is anywhere in the country.
    QVERIFY(zonesOf(u"+18005550100"_s, u"US"_s).size() > 6);
}

void CallingWindowTest::hours_data() {
    QTest::addColumn<int>("profile");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<bool>("open");
    const auto row = [](const char *name, CallingProfile profile, const QString &number, const QString &region, const char *time, bool open) {
        QTest::newRow(name) << static_cast<int>(profile) << number << region << QByteArray(time) << open;
    };
    const QString ny = u"+12125550100"_s, la = u"+12135550100"_s, both = u"+15745550100"_s, any = u"+18005550100"_s;
    row("New York, 7:59 in winter", CallingProfile::Auto, ny, u"US"_s, "2026-01-14T12:59:59Z", false);
    row("New York, 8:00 in winter", CallingProfile::Auto, ny, u"US"_s, "2026-01-14T13:00:00Z", true);
    row("New York, 8:00 in summer", CallingProfile::Auto, ny, u"US"_s, "2026-07-14T12:00:00Z", true);
    row("New York, 20:59", CallingProfile::Auto, ny, u"US"_s, "2026-01-15T01:59:59Z", true);
    row("New York, 21:00", CallingProfile::Auto, ny, u"US"_s, "2026-01-15T02:00:00Z", false);
    row("the first morning of summer time, 7:59", CallingProfile::Auto, ny, u"US"_s, "2026-03-08T11:59:00Z", false);
    row("the first morning of summer time, 8:00", CallingProfile::Auto, ny, u"US"_s, "2026-03-08T12:00:00Z", true);
    row("Los Angeles, 7:30", CallingProfile::Us, la, u"US"_s, "2026-01-14T15:30:00Z", false);
    row("two zones: 8:30 and 7:30", CallingProfile::Auto, both, u"US"_s, "2026-01-14T13:30:00Z", false);
    row("two zones: 21:00 and 20:00", CallingProfile::Auto, both, u"US"_s, "2026-01-15T02:00:00Z", false);
    row("two zones: 20:59 and 19:59", CallingProfile::Auto, both, u"US"_s, "2026-01-15T01:59:00Z", true);
    row("anywhere: morning in New York", CallingProfile::Auto, any, u"US"_s, "2026-01-14T15:00:00Z", false);
    row("Toronto, Sunday 9:30", CallingProfile::Auto, u"+14165550100"_s, u"CA"_s, "2026-01-18T14:30:00Z", false);
    row("Toronto, Sunday 10:00", CallingProfile::Auto, u"+14165550100"_s, u"CA"_s, "2026-01-18T15:00:00Z", true);
    row("Toronto, Monday 21:15", CallingProfile::Auto, u"+14165550100"_s, u"CA"_s, "2026-01-20T02:15:00Z", true);
    row("London in summer, 8:00", CallingProfile::Auto, u"+442079460000"_s, u"GB"_s, "2026-07-14T07:00:00Z", true);
    row("London in summer, 7:59", CallingProfile::Uk, u"+442079460000"_s, u"GB"_s, "2026-07-14T06:59:00Z", false);
    row("unknown country", CallingProfile::Auto, u"+88351000123"_s, QString(), "2026-07-14T12:00:00Z", false);
}

void CallingWindowTest::hours() {
    QFETCH(int, profile);
    QFETCH(QString, number);
    QFETCH(QString, region);
    QFETCH(QByteArray, time);
    QFETCH(bool, open);
    const CallingWindow window = callingWindow(static_cast<CallingProfile>(profile), number, region, at(time.constData()));
    QCOMPARE(window.open, open);
    if (open) QCOMPARE(window.opensAt, at(time.constData()));
}

void CallingWindowTest::theNextWindowIsTheFirst_data() {
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QByteArray>("time");
    for (const char *time : {"2026-01-14T03:07:11Z", "2026-03-08T06:59:59Z", "2026-11-01T05:30:00Z", "2026-10-25T00:30:00Z"}) {
        for (const auto &[number, region] : {std::pair(u"+12125550100"_s, u"US"_s), std::pair(u"+18005550100"_s, u"US"_s),
                                             std::pair(u"+14165550100"_s, u"CA"_s), std::pair(u"+493012345"_s, u"DE"_s),
                                             std::pair(u"+74951234567"_s, u"RU"_s)})
            QTest::newRow(qPrintable(number + u" at "_s + QLatin1String(time))) << number << region << QByteArray(time);
    }
}

void CallingWindowTest::theNextWindowIsTheFirst() {
    QFETCH(QString, number);
    QFETCH(QString, region);
    QFETCH(QByteArray, time);
    const UtcTime now = at(time.constData());
    const CallingWindow window = callingWindow(CallingProfile::Auto, number, region, now);
    QVERIFY(window.opensAt >= now);
    QVERIFY(callingWindow(CallingProfile::Auto, number, region, window.opensAt).open);
    for (UtcTime probe = now; probe < window.opensAt; probe += std::chrono::minutes(1))
        QVERIFY2(!callingWindow(CallingProfile::Auto, number, region, probe).open, toIsoMillis(probe).constData());
}

void CallingWindowTest::noneIsAlwaysOpen() {
    for (int hour = 0; hour < 24; ++hour)
        QVERIFY(callingWindow(CallingProfile::None, u"+88351000123"_s, {}, at("2026-01-14T00:00:00Z") + std::chrono::hours(hour)).open);
}

QTEST_GUILESS_MAIN(CallingWindowTest)
#include "tst_calling_window.moc"
