// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/service_level.h"

#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ServiceLevelTest : public QObject {
    Q_OBJECT

    /// The sample of ICMI by which the definitions are told apart.
    static QueueSums sample() {
        QueueSums sums;
        sums.offered = 1060;
        sums.answered = 1000;
        sums.abandoned = 60;
        sums.answeredInTime = 860;
        sums.abandonedInTime = 20;
        sums.shortAbandoned = 10;
        sums.answeredWaitUs = 15'000'000'000;
        return sums;
    }

private slots:
    void definitionsGiveThePublishedFigures_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("answered only") << u"SL1"_s << u"86.0"_s;
        QTest::newRow("credit") << u"SL2"_s << u"83.0"_s;
        QTest::newRow("strict") << u"SL3"_s << u"81.1"_s;
        QTest::newRow("late abandons") << u"SL4"_s << u"82.7"_s;
        QTest::newRow("minus short") << u"SL5"_s << u"81.9"_s;
        QTest::newRow("minus short, no flow-outs") << u"sl5f"_s << u"81.9"_s;
    }
    void definitionsGiveThePublishedFigures() {
        QFETCH(QString, name);
        const auto kind = serviceLevelFromName(name);
        QVERIFY(kind);
        QCOMPARE(serviceLevelName(*kind), name.toUpper());
        const Figure figure = serviceLevel(sample(), *kind);
        QTEST(QString::number(*figure.value(), 'f', 1), "value");
        QVERIFY(!figure.formula.isEmpty() && figure.name == u"serviceLevel"_s);
    }

    void flowOutsCountOnlyWhereTheyAreAskedFor() {
        QueueSums sums = sample();
        sums.flowedOut = 50;
        QCOMPARE(serviceLevel(sums, ServiceLevelKind::MinusShort).denominator, 1050);
        QCOMPARE(serviceLevel(sums, ServiceLevelKind::MinusShortWithFlowOuts).denominator, 1100);
    }

    void otherFiguresOfTheQueue() {
        QCOMPARE(*averageSpeedOfAnswer(sample()).value(), 15.0);
        QCOMPARE(abandonRate(sample()).numerator, 50);
        QCOMPARE(abandonRate(sample()).denominator, 1050);
        const UtcTime now = fromMicros(1'000'000'000);
        QCOMPARE(*longestWait(now - 90s, now).value(), 90.0);
        QVERIFY(!longestWait(std::nullopt, now).value());
    }

    void nothingIsNoData() {
        for (int kind = 0; kind < 6; ++kind) QVERIFY(!serviceLevel({}, static_cast<ServiceLevelKind>(kind)).value());
        QVERIFY(!averageSpeedOfAnswer({}).value() && !abandonRate({}).value());
        for (const Figure &figure : workFigures({}))
            QCOMPARE(figure.value().has_value(), figure.unit == Figure::Unit::Count);
    }

    /// An hour of an agent: 30 min talk, 5 hold, 5 wrap-up, 1 ring, 9 idle, 10 break; 8 contacts.
    void figuresOfWork() {
        constexpr qint64 minute = 60'000'000;
        WorkSums sums{30 * minute, 5 * minute, 5 * minute, 1 * minute, 9 * minute, 10 * minute, 8, 40 * minute};
        QCOMPARE(*averageHandleTime(sums).value(), 300.0);
        QCOMPARE(QString::number(*occupancy(sums).value(), 'f', 2), u"81.63"_s);  // 40 / 49: the break is not in it
        QCOMPARE(QString::number(*utilisation(sums).value(), 'f', 2), u"66.67"_s); // 40 / 60
        QCOMPARE(QString::number(*availability(sums).value(), 'f', 2), u"81.67"_s); // 49 / 60
    }

    /// 1 of 1 in a quiet interval and 50 of 100 in a busy one are 50.5 %, not 75 %.
    void sumsAreAddedNotPercentages() {
        QueueSums quiet, busy;
        quiet.answered = quiet.answeredInTime = 1;
        busy.answered = 100;
        busy.answeredInTime = 50;
        quiet += busy;
        QCOMPARE(QString::number(*serviceLevel(quiet, ServiceLevelKind::MinusShort).value(), 'f', 1), u"50.5"_s);
    }

    void unknownDefinitionsAreNone() { QVERIFY(!serviceLevelFromName(u"SL6") && !serviceLevelFromName(u"")); }
};

QTEST_GUILESS_MAIN(ServiceLevelTest)
#include "tst_service_level.moc"
