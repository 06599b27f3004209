// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/scheduler.h"

#include <QSignalSpy>
#include <QTest>

using namespace callfloor;
using namespace std::chrono_literals;

class SchedulerTest : public QObject {
    Q_OBJECT

private slots:
    void manualClockStandsStillUntilItIsTurned() {
        ManualScheduler scheduler(fromMicros(1000));
        QVERIFY(scheduler.clock().now() == fromMicros(1000));
        scheduler.advance(5ms);
        QVERIFY(scheduler.clock().now() == fromMicros(6000));
    }

    void workRunsInOrderOfTimeThenOfRegistration() {
        ManualScheduler scheduler;
        QString order;
        const auto note = [&](QChar c) { return [&order, c] { order += c; }; };
        scheduler.after(20ms, this, note(u'c'));
        scheduler.after(10ms, this, note(u'a'));
        scheduler.after(10ms, this, note(u'b'));
        scheduler.after(30ms, this, note(u'd'));
        QCOMPARE(scheduler.waiting(), qsizetype{4});
        scheduler.advance(9ms);
        QCOMPARE(order, QString());
        scheduler.advance(11ms);
        QCOMPARE(order, QStringLiteral("abc"));
        scheduler.advance(1h);
        QCOMPARE(order, QStringLiteral("abcd"));
        QCOMPARE(scheduler.waiting(), qsizetype{0});
    }

    void clockShowsTheDueMomentWhileWorkRuns() {
        ManualScheduler scheduler(fromMicros(0));
        UtcTime seen{};
        scheduler.after(7ms, this, [&] { seen = scheduler.clock().now(); });
        scheduler.advance(1s);
        QVERIFY(seen == fromMicros(7000));
        QVERIFY(scheduler.clock().now() == fromMicros(1'000'000));
    }

    void workMayScheduleMoreWork() {
        ManualScheduler scheduler;
        int runs = 0;
        std::function<void()> again = [&] {
            if (++runs < 5) scheduler.after(10ms, this, again);
        };
        scheduler.after(10ms, this, again);
        scheduler.advance(35ms);
        QCOMPARE(runs, 3);
        while (scheduler.runNext()) {}
        QCOMPARE(runs, 5);
    }

    void workOfADeadContextIsDropped() {
        ManualScheduler scheduler;
        bool ran = false;
        {
            QObject context;
            scheduler.after(1ms, &context, [&] { ran = true; });
        }
        QVERIFY(scheduler.runNext());
        QVERIFY(!ran);
        QVERIFY(!scheduler.runNext());
    }

    void systemSchedulerUsesTheEventLoop() {
        SystemScheduler scheduler;
        QStringList order;
        auto gone = std::make_unique<QObject>();
        scheduler.after(2ms, gone.get(), [&] { order << QStringLiteral("gone"); });
        gone.reset();
        scheduler.after(30ms, this, [&] { order << QStringLiteral("second"); });
        scheduler.after(0ms, this, [&] { order << QStringLiteral("first"); });
        QVERIFY(order.isEmpty());
        QTRY_COMPARE(order.size(), qsizetype{2});
        QCOMPARE(order, (QStringList{QStringLiteral("first"), QStringLiteral("second")}));
        QVERIFY(scheduler.clock().now() > fromMicros(0));
    }
};

QTEST_GUILESS_MAIN(SchedulerTest)
#include "tst_scheduler.moc"
