// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_timers.h"
#include "server/simulator/faults.h"
#include "tests/engine/live_floor.h"
#include "tests/support/pg_cluster.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {
const QString kAgent = LiveFloor::station(u"agent"_s), kOther = LiveFloor::station(u"other"_s);
QString callerNumber(int n) { return u"+1312555%1"_s.arg(1000 + n); }
} // namespace

/// A clock that can be set beside the timers, which go on as they were.
class WrongClock final : public Scheduler {
public:
    const Clock &clock() const override { return m_clock; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override { m_timers.after(delay, context, std::move(work)); }
    void set(std::chrono::seconds by) { m_clock.offset = by.count(); }

private:
    struct Offset final : public Clock {
        UtcTime now() const override { return SystemClock().now() + std::chrono::seconds(offset.load()); }
        std::atomic<qint64> offset{0};
    };
    Offset m_clock;
    SystemScheduler m_timers;
};

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// Days on which something that the floor rests on goes away while people talk and wait: the server, its database, the
/// carrier. Who talks goes on talking, who waits keeps his place, and nobody is rung twice.
class BadDayTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() {
        m_floor.reset();
        m_own.reset();
    }

    void killedWithTwentyCallsUp_data() {
        QTest::addColumn<bool>("postgres");
        QTest::addColumn<bool>("line");
        QTest::newRow("sqlite") << false << false;
        QTest::newRow("postgres") << true << false;
        QTest::newRow("sqlite, a phone that stays up") << false << true;
    }
    void killedWithTwentyCallsUp();
    void databaseAway();
    void carrierAway();
    void consoleAway();
    void clockSet_data();
    void clockSet();

private:
    void begin(RigOptions options);
    /// Callers number 1 to `count`; the first two are talked to, the others wait.
    void fill(int count);
    void leave(const QString &party) {
        auto legs = m_floor->legs(party);
        QVERIFY2(!legs.empty(), qPrintable(party));
        m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
    }
    QString status(int n) { return m_floor->rig().status(m_calls.at(n)); }
    /// Who waits, in the order in which he is served.
    QStringList waiting() {
        QStringList numbers;
        const QJsonArray found = m_floor->rig().get(u"supervisor"_s, u"/api/queues/%1/waiting"_s.arg(m_queue)).object().value(u"waiting"_s).toArray();
        for (const QJsonValue &entry : found) numbers << m_floor->call(entry.toObject().value(u"callId"_s).toString()).value(u"customerNumber"_s).toString();
        return numbers;
    }
    QStringList numbers(std::initializer_list<int> gone, int from, int to) {
        QStringList all;
        for (int n = from; n <= to; ++n)
            if (std::find(gone.begin(), gone.end(), n) == gone.end()) all << callerNumber(n);
        return all;
    }
    QString with(int n) { return m_floor->call(m_calls.at(n)).value(u"agentId"_s).toString(); }

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<PgCluster> m_own;
    std::unique_ptr<LiveFloor> m_floor;
    std::map<int, QString> m_calls;
    QString m_queue;
};

void BadDayTest::begin(RigOptions options) {
    m_calls.clear();
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    m_queue = m_floor->queue(u"Sales"_s, {u"agent"_s, u"other"_s}, {{u"wrapUpNeedsDisposition"_s, false}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, m_queue}});
}

void BadDayTest::fill(int count) {
    m_floor->ready(u"agent"_s);
    m_floor->ready(u"other"_s);
    for (int n = 1; n <= count; ++n) {
        m_calls[n] = m_floor->caller(callerNumber(n));
        QVERIFY(!m_calls[n].isEmpty());
        if (n <= 2) SOON_IS(m_floor->stage(m_calls[n]), u"connected"_s);
        else SOON_IS(m_floor->stage(m_calls[n]), u"queued"_s);
    }
    SOON_IS(waiting(), numbers({}, 3, count));
}

void BadDayTest::killedWithTwentyCallsUp() {
    QFETCH(bool, postgres);
    QFETCH(bool, line);
    RigOptions options;
    options.timeScale = 10;
    options.simulator = [](simulator::SimulatorOptions &sim) { sim.webhooks.retriesMs = {}; }; // what is told to nobody stays untold
    if (postgres) {
        const auto url = m_postgres->createDatabase(u"killed"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    begin(std::move(options));
    if (QTest::currentTestFailed()) return;
    if (line) {
        const QByteArray body = R"({"legMode":"nailed_up"})";
        QCOMPARE(m_floor->rig().send(u"admin"_s, "PATCH", u"/api/users/"_s + m_floor->rig().userId(u"agent"_s).text(), body, "application/json").status, 200);
    }
    fill(20);
    if (QTest::currentTestFailed()) return;
    const QString agent = m_floor->rig().userId(u"agent"_s).text();
    const int first = with(1) == agent ? 1 : 2, second = 3 - first; // whom `agent` has, and whom `other`
    QVERIFY(m_floor->hear(callerNumber(first), kAgent) && m_floor->hear(callerNumber(second), kOther));

    m_floor->rig().stopNode();
    leave(callerNumber(second)); // his agent stays behind, alone
    for (int n : {5, 11, 17}) leave(callerNumber(n));
    m_floor->rig().carrier().inbound().placeNow(callerNumber(21), LiveFloor::kOurNumber, {}); // knocks at a closed door
    QTest::qWait(0);
    const QByteArray problem = problemOf(m_floor->rig().startNode());
    QVERIFY2(problem.isEmpty(), problem.constData());

    SOON_IS(status(second), u"COMPLETED"_s);
    for (int n : {5, 11, 17}) SOON_IS(status(n), u"COMPLETED"_s);
    SOON(m_floor->legs(kOther).empty());
    SOON_IS(m_floor->state(u"other"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->state(u"agent"_s), u"TALKING"_s);
    QVERIFY(m_floor->hear(callerNumber(first), kAgent));
    SOON_IS(waiting(), numbers({5, 11, 17}, 3, 20));

    // The floor goes on: the next caller is the one whose turn it is.
    m_floor->rig().post(u"other"_s, u"/api/agents/me/ready"_s);
    SOON(m_floor->hear(callerNumber(3), kOther));
    leave(callerNumber(first));
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    QCOMPARE(m_floor->rig().dialsTo(kOther), 2);
}

void BadDayTest::databaseAway() {
    auto cluster = PgCluster::create({.fsync = false});
    QVERIFY2(cluster.ok(), problemOf(cluster).constData());
    m_own = std::move(cluster).value();
    const auto url = m_own->createDatabase(u"away"_s);
    QVERIFY2(url.ok(), problemOf(url).constData());
    RigOptions options;
    options.databaseUrl = *url;
    options.timeScale = 5;
    options.simulator = [](simulator::SimulatorOptions &sim) { sim.webhooks.retriesMs = std::vector<int>(400, 200); };
    begin(std::move(options));
    if (QTest::currentTestFailed()) return;
    fill(6);
    if (QTest::currentTestFailed()) return;

    QVERIFY(m_own->stop().ok());
    leave(callerNumber(1));
    leave(callerNumber(4));
    m_floor->rig().carrier().inbound().placeNow(callerNumber(7), LiveFloor::kOurNumber, {});
    SOON(m_floor->rig().carrier().sender().counts().retried >= 3);
    // Who talks, talks; what agents want is refused with the time after which to try again, and not done later by itself.
    QCOMPARE(m_floor->act(u"agent"_s, m_calls.at(2), u"hold"_s), 503);
    QCOMPARE(m_floor->rig().post(u"agent"_s, u"/api/agents/me/not-ready"_s, {{u"reason"_s, u"break"_s}}).status, 503);
    const QString talking = m_floor->legs(kAgent).empty() ? kOther : kAgent;
    QVERIFY(!m_floor->legs(callerNumber(2)).empty() && !m_floor->legs(talking).empty());

    QVERIFY(m_own->startAgain().ok());
    SOON_IS(status(1), u"COMPLETED"_s);
    SOON_IS(status(4), u"COMPLETED"_s);
    SOON_IS(waiting(), QStringList({callerNumber(3), callerNumber(5), callerNumber(6), callerNumber(7)}));
    QCOMPARE(status(2), u"ACTIVE"_s);
    QCOMPARE(m_floor->stage(m_calls.at(2)), u"connected"_s); // the refused hold was not made up for
    const QString agent = m_floor->rig().userId(u"agent"_s).text();
    const QString free = with(2) == agent ? u"other"_s : u"agent"_s, busy = with(2) == agent ? u"agent"_s : u"other"_s;
    SOON_IS(m_floor->state(free), u"WRAPUP"_s);
    SOON_IS(m_floor->state(busy), u"TALKING"_s);
    SOON_IS(m_floor->rig().post(free, u"/api/agents/me/ready"_s).status, 200);
    SOON(m_floor->hear(callerNumber(3), LiveFloor::station(free)));
    QCOMPARE(m_floor->rig().dialsTo(LiveFloor::station(busy)), 1);
    QCOMPARE(m_floor->rig().dialsTo(LiveFloor::station(free)), 2);
    QCOMPARE(m_floor->rig().carrier().sender().counts().givenUp, qint64(0));
    m_floor->rig().stopNode();
}

/// The carrier takes no commands for a while: calls are as they were, wishes come true afterwards or are told as failed.
void BadDayTest::carrierAway() {
    RigOptions options;
    options.timeScale = 5;
    begin(std::move(options));
    if (QTest::currentTestFailed()) return;
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(callerNumber(1));
    SOON(m_floor->hear(callerNumber(1), kAgent));
    simulator::FaultRule away;
    away.kind = simulator::FaultKind::Status;
    away.status = 503;
    m_floor->rig().carrier().faults().add(away);
    const QString second = m_floor->caller(callerNumber(2)); // its webhooks come, but it cannot be answered yet
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hold"_s), 200);
    m_floor->ready(u"other"_s);
    SOON(m_floor->rig().carrier().faults().hits() >= 8);
    QVERIFY(!m_floor->legs(callerNumber(1)).empty() && !m_floor->legs(kAgent).empty());
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    QCOMPARE(m_floor->rig().dialsTo(kOther), 0);

    m_floor->rig().carrier().faults().clear();
    // The caller who knocked meanwhile is answered if he is still there; the agent's next wish is obeyed.
    SOON(m_floor->hear(callerNumber(2), kOther) || m_floor->legs(callerNumber(2)).empty());
    SOON(!second.isEmpty());
    if (m_floor->stage(call) == "held"_L1) QCOMPARE(m_floor->act(u"agent"_s, call, u"unhold"_s), 200);
    SOON(m_floor->hear(callerNumber(1), kAgent));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON(m_floor->legs(kAgent).empty());
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    QVERIFY(m_floor->rig().dialsTo(kOther) <= 1);
}

/// The agent's console dies in the middle of a call: the call stays, and when the console is back it finds its call.
void BadDayTest::consoleAway() {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [](EngineOptions &o) {
        o.agents.lostAfter = std::chrono::seconds(1);
        o.agents.loggedOffAfter = std::chrono::seconds(300);
    };
    begin(std::move(options));
    if (QTest::currentTestFailed()) return;
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(callerNumber(1));
    SOON(m_floor->hear(callerNumber(1), kAgent));
    const auto me = [&](const QString &what) {
        const QJsonArray agents = m_floor->rig().get(u"admin"_s, u"/api/agents"_s).object().value(u"agents"_s).toArray();
        for (const QJsonValue &agent : agents)
            if (agent.toObject().value(u"id"_s).toString() == m_floor->rig().userId(u"agent"_s).text()) return agent.toObject().value(what).toString();
        return QString();
    };
    SOON_IS(me(u"presence"_s), u"unreachable"_s); // nobody has heard of it
    QCOMPARE(me(u"state"_s), u"TALKING"_s);
    QVERIFY(m_floor->hear(callerNumber(1), kAgent));
    m_floor->rig().post(u"agent"_s, u"/api/agents/me/heartbeat"_s);
    SOON_IS(me(u"presence"_s), u"online"_s);
    const QJsonObject back = m_floor->rig().get(u"agent"_s, u"/api/agents/me"_s).object().value(u"agent"_s).toObject();
    QCOMPARE(back.value(u"callId"_s).toString(), call);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
}

void BadDayTest::clockSet_data() {
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("an hour on") << qint64(3600);
    QTest::newRow("ten minutes back") << qint64(-600);
}

/// Somebody sets the clock of the server while an agent talks and another one waits for work: nobody was silent.
void BadDayTest::clockSet() {
    QFETCH(qint64, seconds);
    WrongClock wrong;
    RigOptions options;
    options.timeScale = 1;
    options.clock = &wrong;
    begin(std::move(options));
    if (QTest::currentTestFailed()) return;
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(callerNumber(1));
    SOON(m_floor->hear(callerNumber(1), kAgent));
    m_floor->ready(u"other"_s);
    QSignalSpy looks(&m_floor->rig().engine().agentTimers(), &AgentTimers::looked);
    wrong.set(std::chrono::seconds(seconds));
    SOON(looks.count() >= 3);
    QCOMPARE(m_floor->state(u"agent"_s), u"TALKING"_s);
    QCOMPARE(m_floor->state(u"other"_s), u"AVAILABLE"_s);
    QVERIFY(m_floor->hear(callerNumber(1), kAgent));
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    m_floor.reset(); // before the clock
}

QTEST_GUILESS_MAIN(BadDayTest)
#include "tst_bad_days.moc"
