// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/retry_policy.h"

#include <QTest>

using namespace callfloor;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const UtcTime kFirstSent = fromMicros(1'772'463'845'000'000);

/// Milliseconds to wait; -1 for giving up.
qint64 waitOf(const RetryDecision &decision) {
    const auto *later = std::get_if<RetryLater>(&decision);
    return later ? later->after.count() : -1;
}

} // namespace

class TestRetryPolicy : public QObject {
    Q_OBJECT

private slots:
    void waitsAsAdvisedElseLongerEachTime_data() {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("advisedMs");
        QTest::addColumn<int>("elapsedMs");
        QTest::addColumn<double>("scale");
        QTest::addColumn<double>("random");
        QTest::addColumn<int>("waitMs");
        QTest::newRow("first") << 1 << 0 << 0 << 1.0 << 0.0 << 500;
        QTest::newRow("second") << 2 << 0 << 500 << 1.0 << 0.0 << 1000;
        QTest::newRow("third") << 3 << 0 << 1500 << 1.0 << 0.0 << 2000;
        QTest::newRow("fourth") << 4 << 0 << 3500 << 1.0 << 0.0 << 4000;
        QTest::newRow("fifth") << 5 << 0 << 7500 << 1.0 << 0.0 << 8000;
        QTest::newRow("capped") << 6 << 0 << 15500 << 1.0 << 0.0 << 8000;
        QTest::newRow("very many") << 2'000'000'000 << 0 << 0 << 1.0 << 0.0 << 8000;
        QTest::newRow("jitter takes up to a quarter") << 2 << 0 << 0 << 1.0 << 0.5 << 875;
        QTest::newRow("advice wins, without jitter") << 6 << 300 << 0 << 1.0 << 0.9 << 300;
        QTest::newRow("advice may be long") << 1 << 40000 << 0 << 1.0 << 0.0 << 40000;
        QTest::newRow("within the window to the last ms") << 1 << 10000 << 40000 << 1.0 << 0.0 << 10000;
        QTest::newRow("too late") << 1 << 10001 << 40000 << 1.0 << 0.0 << -1;
        QTest::newRow("advice beyond the window") << 1 << 60000 << 0 << 1.0 << 0.0 << -1;
        QTest::newRow("backoff beyond the window") << 6 << 0 << 42001 << 1.0 << 0.0 << -1;
        QTest::newRow("long after") << 1 << 0 << 3'600'000 << 1.0 << 0.0 << -1;
        QTest::newRow("clock set back") << 1 << 0 << -5000 << 1.0 << 0.0 << 500;
        QTest::newRow("ten times as fast") << 1 << 0 << 0 << 10.0 << 0.0 << 50;
        QTest::newRow("ten times as fast, advised") << 1 << 1000 << 0 << 10.0 << 0.0 << 100;
        QTest::newRow("ten times as fast, just in time") << 1 << 1000 << 4900 << 10.0 << 0.0 << 100;
        QTest::newRow("ten times as fast, too late") << 1 << 1000 << 4901 << 10.0 << 0.0 << -1;
    }
    void waitsAsAdvisedElseLongerEachTime() {
        QFETCH(int, attempts);
        QFETCH(int, advisedMs);
        QFETCH(int, elapsedMs);
        QFETCH(double, scale);
        QFETCH(double, random);
        QFETCH(int, waitMs);
        const RetryState state{kFirstSent, kFirstSent + milliseconds(elapsedMs), attempts, milliseconds(advisedMs),
                               scale};
        QCOMPARE(waitOf(nextRetry(state, random)), qint64{waitMs});
    }

    void everyRepetitionFallsIntoTheWindow() {
        for (double random : {0.0, 0.3, 0.999}) {
            RetryState state{kFirstSent, kFirstSent, 1};
            int repetitions = 0;
            for (qint64 wait = waitOf(nextRetry(state, random)); wait >= 0; wait = waitOf(nextRetry(state, random))) {
                state.now += milliseconds(wait);
                ++state.attempts;
                ++repetitions;
                QVERIFY(state.now - kFirstSent <= kRepeatWindow);
            }
            QVERIFY(repetitions >= 5 && repetitions < 20);
        }
    }

    void lostAnswerIsNotUndoneByALaterRefusal_data() {
        QTest::addColumn<int>("earlier");
        QTest::addColumn<int>("latest");
        QTest::addColumn<int>("expected");
        constexpr int kNone = -1, kAccepted = 0, kFailed = 1, kAmbiguous = 2;
        QTest::newRow("only one, accepted") << kNone << kAccepted << kAccepted;
        QTest::newRow("only one, failed") << kNone << kFailed << kFailed;
        QTest::newRow("lost, then refused") << kAmbiguous << kFailed << kAmbiguous;
        QTest::newRow("lost, then accepted") << kAmbiguous << kAccepted << kAccepted;
        QTest::newRow("lost, then lost") << kAmbiguous << kAmbiguous << kAmbiguous;
        QTest::newRow("refused, then refused") << kFailed << kFailed << kFailed;
        QTest::newRow("refused, then lost") << kFailed << kAmbiguous << kAmbiguous;
    }
    void lostAnswerIsNotUndoneByALaterRefusal() {
        QFETCH(int, earlier);
        QFETCH(int, latest);
        QFETCH(int, expected);
        std::optional<CommandResult> before;
        if (earlier >= 0) {
            before = CommandResult{};
            before->outcome = static_cast<CommandOutcome>(earlier);
        }
        CommandResult now;
        now.outcome = static_cast<CommandOutcome>(latest);
        now.errorCode = QStringLiteral("90041");
        now.legGone = true;
        const CommandResult merged = mergedResult(before, now);
        QCOMPARE(static_cast<int>(merged.outcome), expected);
        QCOMPARE(merged.errorCode, now.errorCode);
        QVERIFY(merged.legGone);
    }
};

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retry_policy.moc"
