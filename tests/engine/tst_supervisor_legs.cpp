// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/live_floor.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {
const QString kCaller = u"+13125550123"_s, kAnother = u"+13125550124"_s, kMobile = u"+13125550198"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kChief = LiveFloor::station(u"supervisor"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// A supervisor's phone, while he is on somebody else's call.
class SupervisorLegs : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { m_floor.reset(); }
    void whoListensIsOfferedNoCalls();
    void aCallOfHisOwnIsLetIn();
    void onlyACallOfHisOwnIsLetIn();

private:
    void begin();
    int ask(const QString &verb, const QJsonObject &body = {}) {
        const auto answer = m_floor->rig().post(u"supervisor"_s, u"/api/supervisor/%1/%2"_s.arg(m_call, verb), body);
        m_sentence = answer.object().value(u"error"_s).toString();
        return answer.status;
    }
    QString audible(const QString &chief) { return m_floor->audible({{u'A', kAgent}, {u'C', kCaller}, {u'S', chief}}); }
    /// The supervisor calls his mobile, which answers; returns the call.
    QString mobile(const QString &who = u"supervisor"_s) {
        const QString own = m_floor->rig().post(who, u"/api/calls"_s, {{u"to"_s, kMobile}}).object().value(u"id"_s).toString();
        return QTest::qWaitFor([&] { return m_floor->rig().status(own) == "ACTIVE"_L1; }, kFloorPatience) ? own : QString();
    }
    QString handle(const QString &call) { return m_floor->call(call).value(u"telnyxLegA"_s).toString(); }
    void leave(const QString &party) {
        auto legs = m_floor->legs(party);
        QVERIFY(!legs.empty());
        m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
    }

    std::unique_ptr<LiveFloor> m_floor;
    QString m_call, m_sentence;
};

void SupervisorLegs::begin() {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [](EngineOptions &o) { o.policy.clickToCall = ClickToCall::CustomerOnly; };
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    m_floor->rig().carrier().carrier().scripts().bindNumber(kMobile, LegScript{.ring = Ms{200}});
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s, u"supervisor"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->ready(u"agent"_s);
    m_call = m_floor->caller(kCaller);
    SOON(m_floor->hear(kCaller, kAgent));
}

void SupervisorLegs::whoListensIsOfferedNoCalls() {
    begin();
    if (QTest::currentTestFailed()) return;
    QCOMPARE(ask(u"monitor"_s), 200);
    SOON_IS(audible(kChief), u"A>C A>S C>A C>S"_s);
    m_floor->ready(u"supervisor"_s); // he takes calls as well, but not two at once
    const QString second = m_floor->caller(kAnother);
    SOON_IS(m_floor->stage(second), u"queued"_s);
    QCOMPARE(m_floor->act(u"agent"_s, m_call, u"transfer"_s, {{u"agentId"_s, m_floor->rig().userId(u"supervisor"_s).text()}}), 409);
    QVERIFY2(m_floor->sentence().contains(u"listens"_s), qPrintable(m_floor->sentence()));
    QCOMPARE(m_floor->stage(second), u"queued"_s);
    QCOMPARE(m_floor->state(u"supervisor"_s), u"AVAILABLE"_s);
    QCOMPARE(ask(u"stop"_s), 200);
    SOON(m_floor->hear(kAnother, kChief));
}

void SupervisorLegs::aCallOfHisOwnIsLetIn() {
    begin();
    if (QTest::currentTestFailed()) return;
    const QString own = mobile();
    QVERIFY(!own.isEmpty());
    QCOMPARE(ask(u"whisper"_s, {{u"supervisorCallControlId"_s, handle(own)}}), 200);
    SOON_IS(audible(kMobile), u"A>C A>S C>A C>S S>A"_s);
    QCOMPARE(ask(u"barge"_s, {{u"supervisorCallControlId"_s, handle(own)}}), 200);
    SOON_IS(audible(kMobile), u"A>C A>S C>A C>S S>A S>C"_s);
    QCOMPARE(ask(u"stop"_s), 200);
    SOON_IS(audible(kMobile), u"A>C C>A"_s);
    QCOMPARE(m_floor->rig().status(own), u"ACTIVE"_s); // his call is his

    QCOMPARE(ask(u"monitor"_s, {{u"supervisorCallControlId"_s, handle(own)}}), 200);
    SOON_IS(audible(kMobile), u"A>C A>S C>A C>S"_s);
    leave(kMobile);
    SOON_IS(m_floor->rig().status(own), u"COMPLETED"_s);
    SOON_IS(audible(kMobile), u"A>C C>A"_s);
    QCOMPARE(m_floor->rig().status(m_call), u"ACTIVE"_s);
    leave(kCaller);
    SOON(m_floor->quiet());
    QVERIFY(m_floor->rig().dialsTo(kChief) == 0 && m_floor->rig().dialsTo(kMobile) == 1);
}

void SupervisorLegs::onlyACallOfHisOwnIsLetIn() {
    begin();
    if (QTest::currentTestFailed()) return;
    const QString others = mobile(u"admin"_s);
    QVERIFY(!others.isEmpty());
    for (const QString &leg : {u"v3:never-heard-of"_s, handle(others), handle(m_call)}) {
        QCOMPARE(ask(u"barge"_s, {{u"supervisorCallControlId"_s, leg}}), 409);
        QVERIFY2(m_sentence.contains(u"your own device"_s), qPrintable(m_sentence));
    }
    QCOMPARE(ask(u"monitor"_s, {{u"supervisorCallControlId"_s, u"SUPERVISOR_CALL_CONTROL_ID"_s}}), 200);
    SOON_IS(audible(kChief), u"A>C A>S C>A C>S"_s);
}

QTEST_GUILESS_MAIN(SupervisorLegs)
#include "tst_supervisor_legs.moc"
