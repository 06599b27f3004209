// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_timers.h"
#include "tests/engine/live_floor.h"
#include "tests/support/pg_cluster.h"

#include <QSignalSpy>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {
const QString kCaller = u"+13125550123"_s, kAnother = u"+13125550124"_s, kExpert = u"+13125550199"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kOther = LiveFloor::station(u"other"_s), kChief = LiveFloor::station(u"supervisor"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// Agents whose phone stays up between calls, on the simulated carrier and both databases.
class LineTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_floor.reset(); }

    void onePhoneCallForManyCallers_data() { databases(); }
    void onePhoneCallForManyCallers();
    void whoHangsUpHisPhoneLosesTheCaller_data() { databases(); }
    void whoHangsUpHisPhoneLosesTheCaller();
    void holdMuteAndConsult();
    void fromOneLineToAnother();
    void ownCallsAreDialledAtOnce();
    void aPhoneThatIsNotAnsweredIsNotCalledAgainAndAgain();
    void supervisorsHearWhoIsOnALine_data();
    void supervisorsHearWhoIsOnALine();
    void anotherPhoneIsAnotherLine();
    void noListShowsALine();

private:
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    void begin(std::function<void(EngineOptions &)> engine = {});
    void stayUp(const QString &who, const QString &mode = u"nailed_up"_s);
    /// Signs on and is ready, with the phone up.
    void signOn(const QString &who);
    /// A caller whom the agent has; empty if that did not come about.
    QString talking(const QString &caller = kCaller);
    /// He hangs up.
    void leave(const QString &party);
    bool up(const QString &who) {
        const auto legs = m_floor->legs(LiveFloor::station(who));
        return legs.size() == 1 && legs.front()->answeredAt.has_value();
    }
    bool alone(const QString &who) { return up(who) && m_floor->legs(LiveFloor::station(who)).front()->conferenceId.isEmpty(); }
    /// Done with the work after the call, and ready again.
    void next(const QString &who);

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<LiveFloor> m_floor;
};

void LineTest::begin(std::function<void(EngineOptions &)> engine) {
    RigOptions options;
    options.timeScale = 10;
    options.engine = std::move(engine);
    if (QByteArray(QTest::currentDataTag()) == "postgres") {
        const auto url = m_postgres->createDatabase(u"lines"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    for (const QString &number : {kCaller, kAnother, kExpert}) m_floor->rig().carrier().carrier().scripts().bindNumber(number, LegScript{.ring = Ms{200}});
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s, u"other"_s}, {{u"wrapUpNeedsDisposition"_s, false}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    stayUp(u"agent"_s);
}

void LineTest::stayUp(const QString &who, const QString &mode) {
    const QByteArray body = QJsonDocument(QJsonObject{{u"legMode"_s, mode}}).toJson();
    QCOMPARE(m_floor->rig().send(u"admin"_s, "PATCH", u"/api/users/"_s + m_floor->rig().userId(who).text(), body, "application/json").status, 200);
}

void LineTest::signOn(const QString &who) {
    if (QTest::currentTestFailed()) return;
    m_floor->ready(who);
    SOON(alone(who));
    QCOMPARE(m_floor->state(who), u"AVAILABLE"_s);
}

QString LineTest::talking(const QString &caller) {
    const QString call = m_floor->caller(caller);
    return QTest::qWaitFor([&] { return m_floor->hear(caller, kAgent); }, kFloorPatience) ? call : QString();
}

void LineTest::leave(const QString &party) {
    auto legs = m_floor->legs(party);
    QVERIFY(!legs.empty());
    m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
}

void LineTest::next(const QString &who) {
    SOON_IS(m_floor->state(who), u"WRAPUP"_s);
    m_floor->rig().post(who, u"/api/agents/me/ready"_s);
    SOON_IS(m_floor->state(who), u"AVAILABLE"_s);
}

void LineTest::onePhoneCallForManyCallers() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    for (const QString &caller : {kCaller, kAnother, kCaller}) {
        const QString call = talking(caller);
        QVERIFY2(!call.isEmpty(), "nobody talks");
        SOON_IS(m_floor->stage(call), u"connected"_s);
        SOON_IS(m_floor->state(u"agent"_s), u"TALKING"_s);
        leave(caller);
        SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
        SOON(alone(u"agent"_s));
        next(u"agent"_s);
        if (QTest::currentTestFailed()) return;
    }
    // The agent ends the next one himself: the caller goes, the phone stays.
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->legs(kCaller).empty());
    SOON(alone(u"agent"_s));
    next(u"agent"_s);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);

    m_floor->rig().post(u"agent"_s, u"/api/agents/me/not-ready"_s, {{u"reason"_s, u"break"_s}});
    QVERIFY(up(u"agent"_s));
    m_floor->rig().post(u"agent"_s, u"/api/agents/me/logout"_s);
    SOON(m_floor->quiet());
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
}

void LineTest::whoHangsUpHisPhoneLosesTheCaller() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    SOON_IS(m_floor->state(u"agent"_s), u"TALKING"_s);
    leave(kAgent);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON(m_floor->legs(kCaller).empty());
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    next(u"agent"_s);
    SOON(alone(u"agent"_s)); // ready again: his phone rings once more
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 2);
    QVERIFY(!talking(kAnother).isEmpty());
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 2);
}

void LineTest::holdMuteAndConsult() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const std::map<QChar, QString> all = {{u'A', kAgent}, {u'C', kCaller}, {u'E', kExpert}};
    SOON_IS(m_floor->audible(all), u"A>C C>A"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hold"_s), 200);
    SOON_IS(m_floor->audible(all), QString());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"unhold"_s), 200);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"mute"_s), 200);
    SOON_IS(m_floor->audible(all), u"C>A"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"unmute"_s), 200);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult"_s, {{u"to"_s, kExpert}}), 200);
    SOON_IS(m_floor->audible(all), u"A>E E>A"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/complete"_s), 200);
    SOON_IS(m_floor->audible(all), u"C>E E>C"_s);
    SOON(alone(u"agent"_s));
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    leave(kCaller);
    SOON(m_floor->legs(kExpert).empty());
    QVERIFY(up(u"agent"_s));
}

/// Given to an agent whose phone is up as well, and taken back by asking him.
void LineTest::fromOneLineToAnother() {
    begin();
    if (QTest::currentTestFailed()) return;
    stayUp(u"other"_s);
    signOn(u"agent"_s);
    signOn(u"other"_s);
    m_floor->rig().post(u"other"_s, u"/api/agents/me/not-ready"_s, {{u"reason"_s, u"break"_s}});
    if (QTest::currentTestFailed()) return;
    const QString call = talking(), other = m_floor->rig().userId(u"other"_s).text();
    QVERIFY(!call.isEmpty());
    m_floor->rig().post(u"other"_s, u"/api/agents/me/ready"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, other}}), 200);
    const std::map<QChar, QString> all = {{u'A', kAgent}, {u'C', kCaller}, {u'O', kOther}};
    SOON_IS(m_floor->audible(all), u"C>O O>C"_s);
    SOON(alone(u"agent"_s));
    SOON_IS(m_floor->call(call).value(u"agentId"_s).toString(), other);
    next(u"agent"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"consult"_s, {{u"agentId"_s, m_floor->rig().userId(u"agent"_s).text()}}), 200);
    SOON_IS(m_floor->audible(all), u"A>O O>A"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"consult/merge"_s), 200);
    SOON_IS(m_floor->audible(all), u"A>C A>O C>A C>O O>A O>C"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"consult/complete"_s), 200);
    SOON_IS(m_floor->audible(all), u"A>C C>A"_s);
    SOON(alone(u"other"_s));
    leave(kCaller);
    SOON(alone(u"agent"_s));
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    QCOMPARE(m_floor->rig().dialsTo(kOther), 1);
}

void LineTest::ownCallsAreDialledAtOnce() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    const auto placed = m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kExpert}});
    QCOMPARE(placed.status, 200);
    const QString call = placed.object().value(u"id"_s).toString();
    SOON(m_floor->hear(kExpert, kAgent));
    SOON_IS(m_floor->rig().status(call), u"ACTIVE"_s);
    SOON_IS(m_floor->stage(call), u"connected"_s);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    QCOMPARE(m_floor->rig().dialsTo(kExpert), 1);
    leave(kExpert);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"AVAILABLE"_s);
    SOON(alone(u"agent"_s));
}

void LineTest::aPhoneThatIsNotAnsweredIsNotCalledAgainAndAgain() {
    begin();
    if (QTest::currentTestFailed()) return;
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::Busy});
    m_floor->ready(u"agent"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"NOT_READY"_s);
    SOON(m_floor->quiet());
    const int dials = m_floor->rig().dialsTo(kAgent);
    QVERIFY2(dials == 1 || dials == 2, QByteArray::number(dials).constData()); // at signing on, and once more if he was ready only afterwards
    QSignalSpy seconds(&m_floor->rig().engine().agentTimers(), &AgentTimers::looked);
    SOON(seconds.count() >= 6); // the lines are looked at every other one
    QCOMPARE(m_floor->rig().dialsTo(kAgent), dials);
    m_floor->phone(u"agent"_s, LegScript{.ring = Ms{500}});
    m_floor->rig().post(u"agent"_s, u"/api/agents/me/ready"_s);
    SOON(alone(u"agent"_s));
    QCOMPARE(m_floor->rig().dialsTo(kAgent), dials + 1);
}

void LineTest::supervisorsHearWhoIsOnALine_data() {
    QTest::addColumn<SupervisionMechanism>("mechanism");
    QTest::newRow("supervised leg") << SupervisionMechanism::SupervisedLeg;
    QTest::newRow("conference") << SupervisionMechanism::Conference;
}

void LineTest::supervisorsHearWhoIsOnALine() {
    QFETCH(SupervisionMechanism, mechanism);
    begin([mechanism](EngineOptions &o) { o.policy.supervision.mechanism = mechanism; });
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const std::map<QChar, QString> all = {{u'A', kAgent}, {u'C', kCaller}, {u'S', kChief}};
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/supervisor/%1/whisper"_s.arg(call)).status, 200);
    SOON_IS(m_floor->audible(all), u"A>C A>S C>A C>S S>A"_s);
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/supervisor/%1/stop"_s.arg(call)).status, 200);
    SOON_IS(m_floor->audible(all), u"A>C C>A"_s);
    leave(kCaller);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON(alone(u"agent"_s));
    SOON(m_floor->legs(kChief).empty());
}

void LineTest::anotherPhoneIsAnotherLine() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    stayUp(u"agent"_s, u"per_call"_s);
    SOON(m_floor->quiet());
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 2); // as anybody's phone
    leave(kCaller);
    SOON(m_floor->quiet());
}

void LineTest::noListShowsALine() {
    begin();
    signOn(u"agent"_s);
    if (QTest::currentTestFailed()) return;
    Rig &rig = m_floor->rig();
    QVERIFY(rig.get(u"admin"_s, u"/api/calls/active"_s).array().isEmpty());
    QVERIFY(rig.get(u"admin"_s, u"/api/calls"_s).object().value(u"calls"_s).toArray().isEmpty());
    QCOMPARE(rig.get(u"admin"_s, u"/api/calls/count"_s).object().value(u"total"_s).toInt(-1), 0);
    QVERIFY(rig.get(u"admin"_s, u"/api/calls/history"_s).array().isEmpty());
    QVERIFY(rig.get(u"admin"_s, u"/api/floor/snapshot"_s).object().value(u"calls"_s).toArray().isEmpty());
    rig.post(u"agent"_s, u"/api/agents/me/not-ready"_s, {{u"reason"_s, u"break"_s}});
    rig.post(u"agent"_s, u"/api/agents/me/logout"_s);
    SOON(m_floor->quiet());
    QVERIFY(rig.get(u"admin"_s, u"/api/calls"_s).object().value(u"calls"_s).toArray().isEmpty());
    QCOMPARE(rig.get(u"admin"_s, u"/api/calls/count"_s).object().value(u"total"_s).toInt(-1), 0);
}

QTEST_GUILESS_MAIN(LineTest)
#include "tst_lines.moc"
