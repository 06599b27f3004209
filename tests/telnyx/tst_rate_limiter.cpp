// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/rate_limiter.h"

#include <QTest>

#include <deque>

using namespace callfloor;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const UtcTime kStart = fromMicros(1'772'463'845'000'000);

/// How many of `wanted` dials go out at this moment.
int takeAll(RateLimiter &limiter, UtcTime now, int wanted) {
    int taken = 0;
    while (taken < wanted && !limiter.take(now))
        ++taken;
    return taken;
}

} // namespace

class TestRateLimiter : public QObject {
    Q_OBJECT

private slots:
    void burstIsSixtyThenOneEveryFortyMilliseconds() {
        RateLimiter limiter;
        QCOMPARE(takeAll(limiter, kStart, 1000), 60);
        QCOMPARE(limiter.take(kStart), std::optional(milliseconds(40)));
        QCOMPARE(limiter.take(kStart + 39ms), std::optional(milliseconds(1)));
        QCOMPARE(limiter.take(kStart + 40ms), std::nullopt);
        QVERIFY(limiter.take(kStart + 40ms).has_value());
    }

    void waitingTheToldTimeIsEnough() {
        RateLimiter limiter;
        UtcTime now = kStart;
        for (int dial = 0; dial < 500; ++dial) {
            if (const auto wait = limiter.take(now)) {
                now += *wait;
                QCOMPARE(limiter.take(now), std::nullopt);
            }
        }
    }

    void neverMoreThanTheCarriersWindowAllows() {
        RateLimiter limiter;
        std::deque<UtcTime> dials;
        for (UtcTime now = kStart; now < kStart + 30s; now += 7ms) {
            for (int i = takeAll(limiter, now, 1000); i > 0; --i)
                dials.push_back(now);
            while (dials.front() + 5s <= now)
                dials.pop_front();
            QVERIFY(dials.size() <= 150);
        }
    }

    void sustainedRateIsTwentyFiveASecond() {
        RateLimiter limiter;
        int taken = 0;
        for (UtcTime now = kStart; now < kStart + 100s; now += 10ms)
            taken += takeAll(limiter, now, 1000);
        QVERIFY2(taken >= 2500 && taken <= 2560, QByteArray::number(taken).constData());
    }

    void idleTimeGivesNotMoreThanTheBurst() {
        RateLimiter limiter;
        QCOMPARE(takeAll(limiter, kStart, 60), 60);
        QCOMPARE(takeAll(limiter, kStart + 1h, 1000), 60);
    }

    void refusedAttemptsCostNothing() {
        RateLimiter asked, quiet;
        QCOMPARE(takeAll(asked, kStart, 60), 60);
        QCOMPARE(takeAll(quiet, kStart, 60), 60);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(asked.take(kStart + 10ms).has_value());
        QCOMPARE(takeAll(asked, kStart + 1s, 1000), takeAll(quiet, kStart + 1s, 1000));
    }

    void clockThatStepsBackGivesNoTokensAndDoesNotBlock() {
        RateLimiter limiter;
        QCOMPARE(takeAll(limiter, kStart, 60), 60);
        QVERIFY(limiter.take(kStart - 1h).has_value());
        QCOMPARE(takeAll(limiter, kStart - 1h + 1s, 1000), 25);
    }

    void scaledLimitsFollowTheCarriersTime() {
        const RateLimiter::Limits limits = RateLimiter::Limits{}.scaled(10.0);
        QCOMPARE(limits.perSecond, 250.0);
        QCOMPARE(limits.burst, 60);
        QVERIFY(limits.window == 500ms);
        RateLimiter limiter(limits);
        QCOMPARE(takeAll(limiter, kStart, 1000), 60);
        QCOMPARE(limiter.take(kStart), std::optional(milliseconds(4)));
    }
};

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "tst_rate_limiter.moc"
