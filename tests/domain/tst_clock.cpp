// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/clock.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace callfloor;

class ClockTest : public QObject {
    Q_OBJECT

private slots:
    void writesAndReadsKnownMoments_data() {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QByteArray>("millisText");
        QTest::addColumn<QByteArray>("microsText");
        const auto row = [](qint64 us, const char *ms, const char *full) { QTest::newRow(full) << us << QByteArray(ms) << QByteArray(full); };
        row(0, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000000Z");
        row(1'772'463'845'123'456, "2026-03-02T15:04:05.123Z", "2026-03-02T15:04:05.123456Z");
        row(999, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000999Z");
        row(1'999'999, "1970-01-01T00:00:01.999Z", "1970-01-01T00:00:01.999999Z"); // cut, not rounded
        row(951'782'400'000'000, "2000-02-29T00:00:00.000Z", "2000-02-29T00:00:00.000000Z");
        row(-1, "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999999Z");
        row(253'402'300'799'999'999, "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999999Z");
        row(-62'167'219'200'000'000, "0000-01-01T00:00:00.000Z", "0000-01-01T00:00:00.000000Z");
    }
    void writesAndReadsKnownMoments() {
        QFETCH(qint64, micros);
        QFETCH(QByteArray, millisText);
        QFETCH(QByteArray, microsText);
        QCOMPARE(toIsoMillis(fromMicros(micros)), millisText);
        QCOMPARE(toIsoMicros(fromMicros(micros)), microsText);
        const auto read = fromIso(microsText);
        QVERIFY(read.has_value());
        QCOMPARE(toMicros(*read), micros);
    }

    void readsEveryAcceptedForm_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("micros");
        const auto row = [](const char *text, qint64 us) { QTest::newRow(text) << QByteArray(text) << us; };
        const qint64 base = 1'772'463'845'000'000;
        row("2026-03-02T15:04:05Z", base);
        row("2026-03-02 15:04:05Z", base);
        row("2026-03-02T15:04:05.1Z", base + 100'000);
        row("2026-03-02T15:04:05.12Z", base + 120'000);
        row("2026-03-02T15:04:05.123456789Z", base + 123'456);
        row("2026-03-02T15:04:05.000000999Z", base);
        row("2026-03-02T15:04:05+00:00", base);
        row("2026-03-02T15:04:05-00:00", base);
        row("2026-03-02T16:34:05.5+01:30", base + 500'000);
        row("2026-03-01T23:04:05-16:00", base);
        row("2026-03-02T15:03:60Z", base - 5'000'000); // a leap second
    }
    void readsEveryAcceptedForm() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, micros);
        const auto read = fromIso(text);
        QVERIFY(read.has_value());
        QCOMPARE(toMicros(*read), micros);
    }

    void refusesEverythingElse_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "2026", "2026-03-02", "2026-03-02T15:04:05", "2026-03-02T15:04Z", "2026-3-2T15:04:05Z",
              "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
              "2026-01-32T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T15:60:05Z", "2026-03-02T15:04:61Z",
              "2026-03-02T15:04:05.Z", "2026-03-02T15:04:05.1234567890Z", "2026-03-02T15:04:05z", "2026-03-02t15:04:05Z",
              "2026-03-02T15:04:05ZZ", "2026-03-02T15:04:05 Z", " 2026-03-02T15:04:05Z", "2026-03-02T15:04:05+0100",
              "2026-03-02T15:04:05+01", "2026-03-02T15:04:05+24:00", "2026-03-02T15:04:05+01:60", "2026-03-02T15:04:05,5Z",
              "2026/03/02T15:04:05Z", "-026-03-02T15:04:05Z", "+2026-03-02T15:04:05Z", "2026-03-02T15:04:-5Z",
              "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z", // no year to write
              "12026-03-02T15:04:05Z", "2026-03-02T1 :04:05Z", "XXXX-XX-XXTXX:XX:XXZ"})
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesEverythingElse() {
        QFETCH(QByteArray, text);
        QVERIFY(!fromIso(text));
    }

    void agreesWithQtOnRandomMoments() {
        QRandomGenerator random(1);
        for (int i = 0; i < 20'000; ++i) {
            const qint64 us = random.bounded(qint64{4'102'444'800'000'000}) - 1'000'000'000'000'000;
            const UtcTime moment = fromMicros(us);
            const QByteArray text = toIsoMicros(moment);
            QCOMPARE(fromIso(text), std::optional(moment));
            const qint64 ms = (us - (us % 1000 + 1000) % 1000) / 1000;
            const QDateTime qt = QDateTime::fromMSecsSinceEpoch(ms).toUTC();
            QCOMPARE(toIsoMillis(moment), qt.toString(Qt::ISODateWithMs).toLatin1());
        }
    }

    void survivesAnyBytes() {
        QRandomGenerator random(2);
        const QByteArray good = "2026-03-02T15:04:05.123456+01:00";
        int accepted = 0;
        for (int i = 0; i < 50'000; ++i) {
            QByteArray text = good.left(random.bounded(static_cast<int>(good.size()) + 1));
            for (int n = random.bounded(3); n > 0 && !text.isEmpty(); --n)
                text[random.bounded(static_cast<int>(text.size()))] = static_cast<char>(random.bounded(256));
            if (const auto read = fromIso(text)) {
                ++accepted;
                QVERIFY(fromIso(toIsoMicros(*read)) == read);
            }
        }
        QVERIFY(accepted > 0);
    }

    void systemClockIsTheMachines() {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 now = toMicros(SystemClock().now()) / 1000;
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(before <= now && now <= after);
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
