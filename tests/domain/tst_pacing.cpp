// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacing_world.h"

#include <QJsonDocument>
#include <QTest>

using namespace callfloor;
using Kind = PacingEvent::Kind;

namespace {

PacingSnapshot floorOf(int agents, int idle) {
    PacingSnapshot snapshot;
    snapshot.loggedIn = agents;
    snapshot.idle = idle;
    for (int i = idle; i < agents; ++i) snapshot.talking.push_back(5.0 + 11 * i);
    snapshot.answered = 1000;
    snapshot.abandoned = 20;
    return snapshot;
}

/// A state that knows: three of ten answer after some ten seconds, people talk for two minutes.
PacingState learned() {
    PacingState state;
    const PacingConfig config;
    std::vector<PacingEvent> events;
    for (int i = 0; i < 2000; ++i) {
        const double ring = 3 + (i * 7) % 16;
        events.push_back({i % 10 < 3 ? Kind::Answer : Kind::NoHuman, i % 10 < 3 ? ring : 25, false});
        if (i % 5 == 0) events.push_back({Kind::TalkEnd, 20.0 + (i * 13) % 200, false});
        if (i % 5 == 0) events.push_back({Kind::WrapEnd, 5.0 + (i * 3) % 30, false});
    }
    decidePacing(config, state, floorOf(10, 0), events);
    return state;
}

int dialled(DialMode mode, const PacingSnapshot &snapshot, double ratio = 1, PacingState state = learned()) {
    PacingConfig config;
    config.mode = mode;
    config.ratio = ratio;
    return decidePacing(config, state, snapshot, {}).dial;
}

} // namespace

/// How many are dialled: the rule for itself, and whole shifts of made-up people.
class PacingTest : public QObject {
    Q_OBJECT
private slots:
    void progressiveIsALineForEachIdleAgent() {
        PacingSnapshot snapshot = floorOf(10, 4);
        QCOMPARE(dialled(DialMode::Progressive, snapshot), 4);
        snapshot.ringing = {1, 2, 3};
        QCOMPARE(dialled(DialMode::Progressive, snapshot), 1);
        snapshot.waiting = {0.5};
        QCOMPARE(dialled(DialMode::Progressive, snapshot), 0);
    }

    void powerStaysWithinTheBudget() {
        PacingSnapshot snapshot = floorOf(10, 4);
        QCOMPARE(dialled(DialMode::Power, snapshot, 2.5), 10);
        snapshot.abandoned = 29;
        QCOMPARE(dialled(DialMode::Power, snapshot, 2.5), 10);
        snapshot.abandoned = 30; // the cap: 3 % of 1000
        QCOMPARE(dialled(DialMode::Power, snapshot, 2.5), 4);
    }

    /// What was true some seconds ago is no ground for looking ahead.
    void lateReportsMakeItProgressive() {
        for (const DialMode mode : {DialMode::Power, DialMode::Predictive}) {
            PacingSnapshot snapshot = floorOf(30, 3);
            snapshot.late = 1.9;
            QVERIFY(dialled(mode, snapshot, 5) > 3);
            snapshot.late = 2.1;
            QCOMPARE(dialled(mode, snapshot, 5), 3);
        }
    }

    void nobodyIsDialledForNobody() {
        PacingSnapshot snapshot = floorOf(10, 0);
        snapshot.paused = 10;
        snapshot.talking.clear();
        for (const DialMode mode : {DialMode::Progressive, DialMode::Power, DialMode::Predictive}) QCOMPARE(dialled(mode, snapshot, 5), 0);
    }

    void linesAndSpeedAreLimits() {
        PacingConfig config;
        config.mode = DialMode::Progressive;
        config.maxLines = 12;
        PacingState state;
        QCOMPARE(decidePacing(config, state, floorOf(20, 10), {}).dial, 2); // ten talk
        config.maxLines = 1000;
        config.maxPerSecond = 3;
        QCOMPARE(decidePacing(config, state, floorOf(20, 10), {}).dial, 3);
    }

    void predictiveBeginsCarefully() {
        PacingSnapshot snapshot = floorOf(30, 6);
        snapshot.answered = 19;
        snapshot.abandoned = 0;
        QCOMPARE(dialled(DialMode::Predictive, snapshot), 6); // as progressive
        snapshot.answered = 25;
        QVERIFY(dialled(DialMode::Predictive, snapshot, 1, PacingState()) <= 7); // 1.2 lines an idle agent
        QVERIFY(dialled(DialMode::Predictive, snapshot) >= 6);
    }

    void predictiveLooksAhead() {
        const int some = dialled(DialMode::Predictive, floorOf(30, 3));
        QVERIFY(some > 3);
        PacingSnapshot busier = floorOf(30, 3);
        busier.ringing.assign(20, 4.0);
        QVERIFY(dialled(DialMode::Predictive, busier) < some);
        PacingSnapshot over = floorOf(30, 3);
        over.abandoned = 30;
        QCOMPARE(dialled(DialMode::Predictive, over), 3); // at the cap: as progressive
        PacingSnapshot few = floorOf(3, 2);
        QCOMPARE(dialled(DialMode::Predictive, few), 3);
    }

    void oneMoreNeverCostsLess() {
        const LookAhead ahead(PacingConfig(), learned(), floorOf(12, 2));
        double last = ahead.expectedAbandons(0), step = 0;
        for (int n = 1; n < 60; ++n) {
            const double now = ahead.expectedAbandons(n);
            QVERIFY(now - last >= step - 1e-6);
            step = now - last;
            last = now;
        }
        QVERIFY(std::abs(ahead.answerChance() - 0.3) < 0.03);
    }

    void thePriceFollowsTheOutcome() {
        PacingState state;
        const PacingSnapshot snapshot = floorOf(10, 0);
        const double before = state.theta;
        decidePacing({}, state, snapshot, {{Kind::Live, 0, false}});
        QVERIFY(state.theta > before);
        decidePacing({}, state, snapshot, {{Kind::Live, 2, true}});
        QVERIFY(state.theta < before);
    }

    void theStateSurvivesTheDatabase() {
        const PacingState state = learned();
        const PacingState again = PacingState::fromJson(QJsonDocument::fromJson(QJsonDocument(state.json()).toJson()).object());
        for (const int idle : {0, 2, 5, 9}) QCOMPARE(dialled(DialMode::Predictive, floorOf(20, idle), 1, again), dialled(DialMode::Predictive, floorOf(20, idle), 1, state));
        QVERIFY(PacingState::fromJson({}).theta > 0);
    }

    /// Without memory or chance: the same input, the same output.
    void theSameInputGivesTheSameOutput() {
        PacingWorld world;
        world.agents = 8;
        world.hours = 0.5;
        const PacingOutcome first = playShift(world, {}), second = playShift(world, {});
        QCOMPARE(first.dialled, second.dialled);
        QCOMPARE(first.occupancy, second.occupancy);
    }

    /// Whole shifts from a cold start. The bounds are those that the rule is meant to reach; docs/campaigns.md has more runs.
    void shifts_data() {
        QTest::addColumn<int>("agents");
        QTest::addColumn<double>("drift");
        QTest::addColumn<double>("occupancy");
        QTest::newRow("5 steady") << 5 << 0.0 << 0.75;
        QTest::newRow("10 steady") << 10 << 0.0 << 0.81;
        QTest::newRow("5 drifting") << 5 << 0.3 << 0.72;
        QTest::newRow("10 drifting") << 10 << 0.3 << 0.78;
    }
    void shifts() {
        QFETCH(int, agents);
        QFETCH(double, drift);
        QFETCH(double, occupancy);
        PacingWorld world;
        world.agents = agents;
        world.drift = drift;
        const PacingOutcome outcome = playShift(world, {});
        QVERIFY2(outcome.occupancy >= occupancy, qPrintable(QString::number(outcome.occupancy)));
        QVERIFY2(outcome.abandonRate <= 0.03, qPrintable(QString::number(outcome.abandonRate)));
        PacingConfig progressive;
        progressive.mode = DialMode::Progressive;
        QVERIFY(playShift(world, progressive).occupancy < outcome.occupancy);
    }

    void ofcomsFormerMethod() {
        QVERIFY(std::abs(ukAbandonRate(29, 9, 7) - 0.6444) < 0.0001);
        QCOMPARE(ukAbandonRate(0, 0, 0), 0.0);
    }
};

QTEST_GUILESS_MAIN(PacingTest)
#include "tst_pacing.moc"
