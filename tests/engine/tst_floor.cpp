// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"
#include "server/store/figures_store.h"
#include "tests/engine/live_floor.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {
const QString kCaller = u"+13125550123"_s, kAnother = u"+13125550124"_s, kExpert = u"+13125550177"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kOther = LiveFloor::station(u"other"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// Callers, queues, agents and their phones, on the simulated carrier and both databases.
class FloorTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { m_floor.reset(); }

    void aCallerInAQueueGetsAnAgent_data() { databases(); }
    void aCallerInAQueueGetsAnAgent();
    void whoDoesNotPickUpIsPassedOver_data() { databases(); }
    void whoDoesNotPickUpIsPassedOver();
    void aCallerWhoHangsUpWhileThePhoneRingsIsAbandoned();
    void ringAllConnectsTheFirstAndReleasesTheOthers_data() { databases(); }
    void ringAllConnectsTheFirstAndReleasesTheOthers();
    void holdAndMute();
    void transferToAnAgent_data() { databases(); }
    void transferToAnAgent();
    void transferThatNobodyAnswersComesBack();
    void transferToANumber();
    void transferToAQueue();
    void consultSwapMergeAndComplete();
    void cancelledConsultGoesBackToTheCustomer();
    void parkAndRetrieve();
    void aWaitingCallerIsTakenByHand();
    void whoIsNotSignedOnMayTakeAWaitingCaller();
    void whoIsNotSignedOnAndDoesNotPickUpKeepsNobodyWaiting();
    void decliningIsAMiss();
    void recordingPauseEndsByItself();
    void supervisorTakesOver();
    void whoHearsWhom_data();
    void whoHearsWhom();
    void supervisorsWriteToAgentsAndEndCalls();
    void assistantHandsOverToTheQueue();
    void messageRouteSpeaksAndEnds();
    void aFullQueueOverflows();
    void aBrokenAgentLegSendsTheCallerBackToTheQueue();
    void clickToCallRingsTheAgentFirst_data() { databases(); }
    void clickToCallRingsTheAgentFirst();
    void clickToCallMayRingTheCustomerFirst();
    void restartWithCallsUp_data() { databases(); }
    void restartWithCallsUp();
    void refusals();

private:
    static void databases();
    void begin(RigOptions options = {});
    /// A caller who talks with `agent`; returns the call.
    QString talking(const QString &queue = {});
    QString waitingReasons(const QString &queue);

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<LiveFloor> m_floor;
};

void FloorTest::initTestCase() {
    auto cluster = PgCluster::ofTestRun();
    QVERIFY2(cluster.ok(), problemOf(cluster).constData());
    m_postgres = std::move(cluster).value();
}

void FloorTest::databases() {
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

void FloorTest::begin(RigOptions options) {
    options.timeScale = 10;
    if (QByteArray(QTest::currentDataTag()) == "postgres") {
        const auto url = m_postgres->createDatabase(u"floor"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
}

QString FloorTest::talking(const QString &queue) {
    const QString id = queue.isEmpty() ? m_floor->queue(u"Sales"_s, {u"agent"_s}) : queue;
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, id}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    const bool up = QTest::qWaitFor([&] { return m_floor->stage(call) == "connected"_L1 && m_floor->hear(kCaller, kAgent); }, kFloorPatience);
    return up ? call : QString();
}

void FloorTest::aCallerInAQueueGetsAnAgent() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
    SOON_IS(m_floor->stage(call), u"connected"_s);
    QCOMPARE(m_floor->state(u"agent"_s), u"TALKING"_s);
    const QJsonObject shown = m_floor->call(call);
    QCOMPARE(shown.value(u"agentId"_s).toString(), m_floor->rig().userId(u"agent"_s).text());
    QCOMPARE(shown.value(u"queueId"_s).toString(), queue);
    QVERIFY(shown.value(u"telnyxLegB"_s).isString());
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);

    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    const QJsonObject figures = m_floor->rig().get(u"admin"_s, u"/api/metrics?queue="_s + queue).object();
    QVERIFY2(!figures.isEmpty(), "no figures");
}

void FloorTest::whoDoesNotPickUpIsPassedOver() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s, u"other"_s}, {{u"ringSeconds"_s, 5}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::NoAnswer});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->state(u"agent"_s), u"RINGING"_s);
    m_floor->ready(u"other"_s);
    SOON(m_floor->hear(kCaller, kOther));
    SOON_IS(m_floor->state(u"agent"_s), u"NOT_READY"_s);
    QCOMPARE(m_floor->state(u"other"_s), u"TALKING"_s);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    QCOMPARE(m_floor->rig().dialsTo(kOther), 1);
}

void FloorTest::aCallerWhoHangsUpWhileThePhoneRingsIsAbandoned() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::NoAnswer});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller, LegScript{.talk = Ms{4000}});
    SOON_IS(m_floor->state(u"agent"_s), u"RINGING"_s);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON(m_floor->quiet());
    SOON_IS(m_floor->state(u"agent"_s), u"AVAILABLE"_s); // not blamed, no wrap-up
    const auto entry = m_floor->rig().read<QString>([&](store::Tx &tx) {
        store::FigureQuery query;
        query.to = UtcTime::max() - std::chrono::hours(1);
        const auto rows = store::figures::entryRows(tx, query, 10);
        return rows.size() == 1 ? rows.front().outcome : QString();
    });
    QCOMPARE(entry, u"caller_gone"_s);
}

void FloorTest::ringAllConnectsTheFirstAndReleasesTheOthers() {
    begin();
    const QString queue = m_floor->queue(u"All"_s, {u"agent"_s, u"other"_s}, {{u"strategy"_s, u"ring-all"_s}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->phone(u"agent"_s, LegScript{.ring = Ms{8000}});
    m_floor->phone(u"other"_s, LegScript{.ring = Ms{3000}});
    m_floor->ready(u"agent"_s);
    m_floor->ready(u"other"_s);
    const QString call = m_floor->caller(kCaller);
    SOON(m_floor->hear(kCaller, kOther));
    SOON(m_floor->legs(kAgent).empty());
    SOON_IS(m_floor->state(u"agent"_s), u"AVAILABLE"_s);
    QCOMPARE(m_floor->call(call).value(u"agentId"_s).toString(), m_floor->rig().userId(u"other"_s).text());
}

void FloorTest::holdAndMute() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hold"_s), 200);
    SOON(m_floor->held(kCaller));
    SOON_IS(m_floor->stage(call), u"held"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"HOLD"_s);
    QVERIFY(!m_floor->hear(kCaller, kAgent));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"unhold"_s), 200);
    SOON(m_floor->hear(kCaller, kAgent));
    SOON_IS(m_floor->state(u"agent"_s), u"TALKING"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"mute"_s), 200);
    const auto muted = [&] {
        auto *leg = m_floor->legs(kAgent).front();
        auto *room = m_floor->rig().carrier().carrier().conferences().find(leg->conferenceId);
        return room && room->find(leg->controlId) && room->find(leg->controlId)->muted;
    };
    SOON(muted());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"unmute"_s), 200);
    SOON(!muted());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"dtmf"_s, {{u"digits"_s, u"12#"_s}}), 200);
    SOON_IS(m_floor->legs(kCaller).front()->digitsSent, u"12#"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet());
}

void FloorTest::transferToAnAgent() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const QString other = m_floor->rig().userId(u"other"_s).text();
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, other}}), 409);
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, other}}), 200);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    SOON(m_floor->hear(kCaller, kOther));
    SOON(m_floor->legs(kAgent).empty());
    SOON_IS(m_floor->call(call).value(u"agentId"_s).toString(), other);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hold"_s), 403); // not his any more
}

void FloorTest::transferThatNobodyAnswersComesBack() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    m_floor->phone(u"other"_s, LegScript{.outcome = Outcome::Busy});
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, m_floor->rig().userId(u"other"_s).text()}}), 200);
    // The giver is in after-call work, so the caller goes back to the queue that he came from.
    SOON_IS(m_floor->stage(call), u"queued"_s);
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    QVERIFY(m_floor->legs(kAgent).empty());
}

void FloorTest::transferToANumber() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    m_floor->rig().carrier().carrier().scripts().bindNumber(kExpert, LegScript{.ring = Ms{500}});
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"to"_s, kExpert}}), 200);
    SOON(m_floor->hear(kCaller, kExpert));
    SOON(m_floor->legs(kAgent).empty());
    QCOMPARE(m_floor->rig().dialsTo(kExpert), 1);
    auto legs = m_floor->legs(kExpert);
    m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
    SOON(m_floor->quiet());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
}

void FloorTest::transferToAQueue() {
    begin();
    const QString second = m_floor->queue(u"Experts"_s, {u"other"_s});
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"queueId"_s, second}}), 200);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    SOON_IS(m_floor->call(call).value(u"queueId"_s).toString(), second);
    m_floor->ready(u"other"_s);
    SOON(m_floor->hear(kCaller, kOther));
}

void FloorTest::consultSwapMergeAndComplete() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    m_floor->rig().carrier().carrier().scripts().bindNumber(kExpert, LegScript{.ring = Ms{500}});
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult"_s, {{u"to"_s, kExpert}}), 200);
    SOON(m_floor->hear(kAgent, kExpert));
    SOON(m_floor->held(kCaller));
    SOON_IS(m_floor->stage(call), u"consulting"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/swap"_s), 200);
    SOON(m_floor->hear(kAgent, kCaller));
    SOON(m_floor->held(kExpert));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/merge"_s), 200);
    SOON(m_floor->hear(kAgent, kCaller) && m_floor->hear(kAgent, kExpert) && m_floor->hear(kCaller, kExpert));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/complete"_s), 200);
    SOON(m_floor->legs(kAgent).empty());
    SOON(m_floor->hear(kCaller, kExpert));
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    auto legs = m_floor->legs(kCaller);
    m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
    SOON(m_floor->quiet());
}

void FloorTest::cancelledConsultGoesBackToTheCustomer() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult"_s, {{u"agentId"_s, m_floor->rig().userId(u"other"_s).text()}}), 200);
    SOON(m_floor->hear(kAgent, kOther));
    QCOMPARE(m_floor->state(u"other"_s), u"TALKING"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/cancel"_s), 200);
    SOON(m_floor->hear(kAgent, kCaller));
    SOON(m_floor->legs(kOther).empty());
    SOON_IS(m_floor->state(u"other"_s), u"AVAILABLE"_s); // no after-call work for who was only asked
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/cancel"_s), 409);
}

void FloorTest::parkAndRetrieve() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"park"_s), 200);
    SOON_IS(m_floor->stage(call), u"parked"_s);
    SOON(m_floor->legs(kAgent).empty());
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"hold"_s), 403); // not his before he has retrieved it
    QCOMPARE(m_floor->act(u"other"_s, call, u"retrieve"_s), 200);
    SOON(m_floor->hear(kCaller, kOther));
    SOON_IS(m_floor->stage(call), u"connected"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"retrieve"_s), 409);
}

void FloorTest::aWaitingCallerIsTakenByHand() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->rig().post(u"other"_s, u"/api/agents/me/login"_s); // not ready, not even a member
    QCOMPARE(m_floor->act(u"other"_s, call, u"answer"_s), 200);
    QCOMPARE(m_floor->act(u"supervisor"_s, call, u"answer"_s), 409);
    SOON(m_floor->hear(kCaller, kOther));
    SOON_IS(m_floor->stage(call), u"connected"_s);
}

/// He has no reservation, and yet the wait is over: nobody else is rung for a caller who talks already.
void FloorTest::whoIsNotSignedOnMayTakeAWaitingCaller() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    QCOMPARE(m_floor->act(u"supervisor"_s, call, u"answer"_s), 200);
    SOON(m_floor->hear(kCaller, LiveFloor::station(u"supervisor"_s)));
    SOON_IS(m_floor->stage(call), u"connected"_s);
    const auto open = [&] {
        return m_floor->rig().read<bool>([&](store::Tx &tx) { return store::entries::openOf(tx, CallId(call)).has_value(); });
    };
    SOON(!open());
}

void FloorTest::whoIsNotSignedOnAndDoesNotPickUpKeepsNobodyWaiting() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->phone(u"supervisor"_s, LegScript{.outcome = Outcome::Reject});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    QCOMPARE(m_floor->act(u"supervisor"_s, call, u"answer"_s), 200);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
}

void FloorTest::decliningIsAMiss() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::NoAnswer});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->state(u"agent"_s), u"RINGING"_s);
    QCOMPARE(m_floor->act(u"other"_s, call, u"decline"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"decline"_s), 200);
    SOON_IS(m_floor->state(u"agent"_s), u"NOT_READY"_s);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    SOON(m_floor->legs(kAgent).empty());
}

void FloorTest::recordingPauseEndsByItself() {
    RigOptions options;
    options.engine = [](EngineOptions &o) { o.policy.recordingPause = std::chrono::seconds(1); };
    begin(options);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/pause"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/start"_s), 200);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/start"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/pause"_s), 200);
    const auto recording = [&] {
        return m_floor->rig().read<RecordingState>([&](store::Tx &tx) { return store::calls::load(tx, CallId(call))->plan.recording; });
    };
    QCOMPARE(recording(), RecordingState::Paused);
    SOON_IS(recording(), RecordingState::On);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/resume"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/stop"_s), 200);
    QCOMPARE(recording(), RecordingState::Off);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"recording/stop"_s), 409);
}

void FloorTest::supervisorTakesOver() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const QString path = u"/api/supervisor/%1/take-over"_s.arg(call);
    QCOMPARE(m_floor->rig().post(u"other"_s, path).status, 403);
    m_floor->ready(u"supervisor"_s);
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, path).status, 200);
    SOON(m_floor->hear(kCaller, LiveFloor::station(u"supervisor"_s)));
    SOON(m_floor->legs(kAgent).empty());
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    SOON_IS(m_floor->call(call).value(u"agentId"_s).toString(), m_floor->rig().userId(u"supervisor"_s).text());
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
}

void FloorTest::whoHearsWhom_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("inConference");
    QTest::addColumn<bool>("agentHearsSupervisor");
    QTest::addColumn<bool>("customerHearsSupervisor");
    for (const bool conference : {false, true}) {
        const auto row = [&](const char *mode) -> QTestData & {
            return QTest::addRow("%s %s", mode, conference ? "in a conference" : "on a bridge") << QString::fromLatin1(mode) << conference;
        };
        row("monitor") << false << false;
        row("whisper") << true << false;
        row("barge") << true << true;
    }
}

void FloorTest::whoHearsWhom() {
    QFETCH(QString, mode);
    QFETCH(bool, inConference);
    QFETCH(bool, agentHearsSupervisor);
    QFETCH(bool, customerHearsSupervisor);
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    if (inConference) {
        QCOMPARE(m_floor->act(u"agent"_s, call, u"hold"_s), 200);
        SOON(m_floor->held(kCaller));
        QCOMPARE(m_floor->act(u"agent"_s, call, u"unhold"_s), 200);
        SOON(m_floor->hear(kCaller, kAgent));
    }
    const QString boss = LiveFloor::station(u"supervisor"_s);
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/supervisor/%1/%2"_s.arg(call, mode)).status, 200);
    SOON(m_floor->hears(boss, kAgent));
    QVERIFY(m_floor->hears(boss, kCaller));
    QCOMPARE(m_floor->hears(kAgent, boss), agentHearsSupervisor);
    QCOMPARE(m_floor->hears(kCaller, boss), customerHearsSupervisor);
    QVERIFY(m_floor->hears(kAgent, kCaller) && m_floor->hears(kCaller, kAgent));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet()); // the supervisor's leg ends with the call
}

void FloorTest::supervisorsWriteToAgentsAndEndCalls() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const auto ask = [&](const QString &who, const QString &verb, const QJsonObject &body) {
        return m_floor->rig().post(who, u"/api/supervisor/%1/%2"_s.arg(call, verb), body).status;
    };
    QCOMPARE(ask(u"agent"_s, u"message"_s, {{u"text"_s, u"psst"_s}}), 403);
    QCOMPARE(ask(u"supervisor"_s, u"message"_s, {{u"text"_s, u"Offer the discount."_s}}), 200);
    const auto told = [&] {
        QStringList texts;
        for (const Event &event : m_floor->rig().events())
            if (event.kind == EventKind::AgentMessage && event.audience.userId == m_floor->rig().userId(u"agent"_s).text())
                texts << QJsonDocument::fromJson(event.payload).object().value(u"text"_s).toString();
        return texts;
    };
    SOON_IS(told(), QStringList{u"Offer the discount."_s});
    QCOMPARE(ask(u"supervisor"_s, u"hang-up"_s, {}), 400);
    QCOMPARE(ask(u"supervisor"_s, u"hang-up"_s, {{u"reason"_s, u"abuse"_s}}), 200);
    SOON(m_floor->quiet());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    QCOMPARE(ask(u"supervisor"_s, u"hang-up"_s, {{u"reason"_s, u"again"_s}}), 409);
    QCOMPARE(ask(u"supervisor"_s, u"message"_s, {{u"text"_s, u"too late"_s}}), 409);
}

void FloorTest::assistantHandsOverToTheQueue() {
    begin();
    const QString queue = m_floor->queue(u"People"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"ai"_s}, {u"queueId"_s, queue}, {u"text"_s, u"Ask for the name."_s}});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(call), u"assistant"_s);
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/calls/%1/ai/stop"_s.arg(call)).status, 200);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
}

void FloorTest::messageRouteSpeaksAndEnds() {
    begin();
    m_floor->route({{u"to"_s, u"message"_s}, {u"text"_s, u"We are closed."_s}});
    const QString call = m_floor->caller(kCaller);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON(m_floor->quiet());
}

void FloorTest::aFullQueueOverflows() {
    begin();
    const QString queue = m_floor->queue(u"Small"_s, {u"agent"_s},
                                         {{u"maxSize"_s, 1}, {u"overflow"_s, QJsonObject{{u"to"_s, u"message"_s}, {u"text"_s, u"Please call later."_s}}}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    const QString first = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(first), u"queued"_s);
    const QString second = m_floor->caller(kAnother);
    SOON_IS(m_floor->rig().status(second), u"COMPLETED"_s);
    QCOMPARE(m_floor->stage(first), u"queued"_s);
}

void FloorTest::aBrokenAgentLegSendsTheCallerBackToTheQueue() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    auto legs = m_floor->legs(kAgent);
    m_floor->rig().carrier().carrier().board().end(*legs.front(), {u"unspecified"_s, u"unknown"_s, u"503"_s});
    SOON_IS(m_floor->stage(call), u"queued"_s);
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
}

void FloorTest::clickToCallRingsTheAgentFirst() {
    begin();
    m_floor->rig().carrier().carrier().scripts().bindNumber(kExpert, LegScript{.ring = Ms{500}});
    m_floor->ready(u"agent"_s);
    const auto reply = m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kExpert}});
    QCOMPARE(reply.status, 200);
    const QString call = reply.object().value(u"id"_s).toString();
    SOON(m_floor->hear(kExpert, kAgent));
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    QCOMPARE(m_floor->state(u"agent"_s), u"TALKING"_s);
    QCOMPARE(m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kExpert}}).status, 409); // one call at a time
    QCOMPARE(m_floor->rig().dialsTo(kExpert), 1);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet());
    SOON_IS(m_floor->state(u"agent"_s), u"AVAILABLE"_s); // his own call: no after-call work

    // Nobody at the agent's phone: the number is not rung.
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::Reject, .ring = Ms{200}});
    const QString second = m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kExpert}}).object().value(u"id"_s).toString();
    SOON_IS(m_floor->rig().status(second), u"FAILED"_s);
    QCOMPARE(m_floor->call(second).value(u"outcome"_s).toString(), u"agent_no_answer"_s);
    QCOMPARE(m_floor->rig().dialsTo(kExpert), 1);
    SOON_IS(m_floor->state(u"agent"_s), u"AVAILABLE"_s);
}

void FloorTest::clickToCallMayRingTheCustomerFirst() {
    RigOptions options;
    options.engine = [](EngineOptions &o) { o.policy.clickToCall = ClickToCall::CustomerFirst; };
    begin(options);
    m_floor->rig().carrier().carrier().scripts().bindNumber(kExpert, LegScript{.ring = Ms{3000}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kExpert}}).object().value(u"id"_s).toString();
    SOON_IS(m_floor->rig().dialsTo(kExpert), 1);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 0);
    SOON(m_floor->hear(kExpert, kAgent));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet());
}

void FloorTest::restartWithCallsUp() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const QString waiting = m_floor->caller(kAnother);
    SOON_IS(m_floor->stage(waiting), u"queued"_s);
    m_floor->rig().stopNode();
    QCOMPARE(problemOf(m_floor->rig().startNode()), QByteArray());
    QCOMPARE(m_floor->state(u"agent"_s), u"TALKING"_s);
    QVERIFY(m_floor->hear(kCaller, kAgent));
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"other"_s, waiting, u"answer"_s), 200);
    SOON(m_floor->hear(kAnother, kOther));
    m_floor->rig().stopNode();
    auto legs = m_floor->legs(kCaller);
    m_floor->rig().carrier().carrier().board().end(*legs.front(), simulator::hangupByParty(*legs.front()));
    QCOMPARE(problemOf(m_floor->rig().startNode()), QByteArray());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    SOON(m_floor->legs(kAgent).empty());
    QVERIFY(m_floor->hear(kAnother, kOther));
}

void FloorTest::refusals() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(m_floor->act(u"other"_s, call, u"hold"_s), 403);
    QCOMPARE(m_floor->act(u"agent"_s, u"no-such-call"_s, u"hold"_s), 404);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s), 400);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"to"_s, u"911"_s}}), 400);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult"_s, {{u"to"_s, kExpert}, {u"agentId"_s, u"x"_s}}), 400);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"dtmf"_s, {{u"digits"_s, u"1x"_s}}), 400);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult/swap"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"retrieve"_s), 409);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"answer"_s), 409);
    QVERIFY(!m_floor->sentence().isEmpty());
    QVERIFY(m_floor->hear(kCaller, kAgent));
}

QTEST_GUILESS_MAIN(FloorTest)
#include "tst_floor.moc"
