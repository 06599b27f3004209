// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/queue_entry_store.h"
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
const QString kCaller = u"+13125550123"_s, kAnother = u"+13125550124"_s, kPremium = u"+19005551234"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kOther = LiveFloor::station(u"other"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// Callers who hang up and keep their places, on the simulated carrier and both databases.
class CallbackTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_floor.reset(); }

    void whoPressesTheKeyIsCalledWhenItIsHisTurn_data() { databases(); }
    void whoPressesTheKeyIsCalledWhenItIsHisTurn();
    void anAgentWhoDoesNotComeCostsNothing_data() { databases(); }
    void anAgentWhoDoesNotComeCostsNothing();
    void whoDoesNotAnswerIsTriedLater_data() { databases(); }
    void whoDoesNotAnswerIsTriedLater();
    void aFullQueueCallsBack();
    void numbersThatMayNotBeDialledAreNotCalledBack();
    void nobodyIsCalledAtNight();

private:
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    void begin(CallingProfile profile = CallingProfile::None);
    /// A queue that offers callbacks, and our number leads to it.
    QString queueWith(const QStringList &members, QJsonObject settings = {});
    /// He presses 1; his call has ended afterwards.
    void pressOne(const QString &number, const QString &call);
    QJsonArray waiting(const QString &queue) { return m_floor->rig().get(u"agent"_s, u"/api/queues/%1/waiting"_s.arg(queue)).object().value(u"waiting"_s).toArray(); }
    QJsonObject live(const QString &queue) { return m_floor->rig().get(u"agent"_s, u"/api/queues/"_s + queue).object().value(u"live"_s).toObject(); }
    std::optional<store::QueueEntry> entry(const QString &id);

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<LiveFloor> m_floor;
};

void CallbackTest::begin(CallingProfile profile) {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [profile](EngineOptions &o) { o.policy.callingProfile = profile; };
    if (QByteArray(QTest::currentDataTag()) == "postgres") {
        const auto url = m_postgres->createDatabase(u"callbacks"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    for (const QString &number : {kCaller, kAnother}) m_floor->rig().carrier().carrier().scripts().bindNumber(number, LegScript{}); // picks up
}

QString CallbackTest::queueWith(const QStringList &members, QJsonObject settings) {
    if (!settings.contains(u"overflow"_s)) settings.insert(u"offerCallback"_s, true);
    const QString queue = m_floor->queue(u"Sales"_s, members, settings);
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    return queue;
}

void CallbackTest::pressOne(const QString &number, const QString &call) {
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->rig().carrier().carrier().board().press(*m_floor->legs(number).front(), u"1"_s);
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
}

std::optional<store::QueueEntry> CallbackTest::entry(const QString &id) {
    auto found = m_floor->rig().engine().storage().read<std::optional<store::QueueEntry>>(
        [id](store::Tx &tx) -> Result<std::optional<store::QueueEntry>> { return store::entries::get(tx, QueueEntryId(id)); });
    if (!QTest::qWaitFor([&] { return found.isFinished(); }, kFloorPatience) || !found.result()) return std::nullopt;
    return *found.result();
}

void CallbackTest::whoPressesTheKeyIsCalledWhenItIsHisTurn() {
    begin();
    const QString queue = queueWith({u"agent"_s});
    const QString first = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(first), u"queued"_s);
    const QString second = m_floor->caller(kAnother);
    SOON_IS(m_floor->stage(second), u"queued"_s);
    pressOne(kCaller, first);
    if (QTest::currentTestFailed()) return;
    SOON(m_floor->legs(kCaller).empty());
    SOON_IS(waiting(queue).size(), 2);
    const QJsonObject place = waiting(queue).at(0).toObject();
    QVERIFY(place.value(u"callback"_s).toBool());
    QCOMPARE(place.value(u"position"_s).toInt(), 1);
    QCOMPARE(live(queue).value(u"waiting"_s).toInt(), 1);
    QCOMPARE(live(queue).value(u"callbacks"_s).toInt(), 1);

    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent)); // before the one who came later
    QCOMPARE(m_floor->stage(second), u"queued"_s);
    QCOMPARE(m_floor->rig().dialsTo(kCaller), 1);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 1);
    const auto kept = entry(place.value(u"entryId"_s).toString());
    QVERIFY(kept && kept->state == store::EntryState::Connected && kept->agent == m_floor->rig().userId(u"agent"_s));
    const QString back = kept->callId.text();
    QVERIFY(back != first);
    QCOMPARE(m_floor->call(back).value(u"queueId"_s).toString(), queue);
    QCOMPARE(m_floor->call(back).value(u"direction"_s).toString(), u"outbound"_s);

    QCOMPARE(m_floor->act(u"agent"_s, back, u"hangup"_s), 200);
    SOON_IS(m_floor->rig().status(back), u"COMPLETED"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->rig().status(first), u"COMPLETED"_s);
    SOON_IS(live(queue).value(u"callbacks"_s).toInt(), 0);
}

void CallbackTest::anAgentWhoDoesNotComeCostsNothing() {
    begin();
    const QString queue = queueWith({u"agent"_s, u"other"_s}, {{u"ringSeconds"_s, 5}});
    const QString call = m_floor->caller(kCaller);
    pressOne(kCaller, call);
    if (QTest::currentTestFailed()) return;
    const QString place = waiting(queue).at(0).toObject().value(u"entryId"_s).toString();
    m_floor->phone(u"agent"_s, LegScript{.outcome = Outcome::NoAnswer});
    m_floor->ready(u"agent"_s);
    SOON_IS(m_floor->state(u"agent"_s), u"NOT_READY"_s); // missed
    QCOMPARE(m_floor->rig().dialsTo(kCaller), 0);
    SOON_IS(waiting(queue).size(), 1);
    m_floor->ready(u"other"_s);
    // The pause after a callback that came to nothing is not waited for here.
    SOON(entry(place)->notBefore.has_value());
    QCOMPARE(entry(place)->tries, 0);
    QVERIFY(entry(place)->state == store::EntryState::Waiting);
}

void CallbackTest::whoDoesNotAnswerIsTriedLater() {
    begin();
    const QString queue = queueWith({u"agent"_s});
    const QString call = m_floor->caller(kCaller);
    pressOne(kCaller, call);
    if (QTest::currentTestFailed()) return;
    const QString place = waiting(queue).at(0).toObject().value(u"entryId"_s).toString();
    m_floor->rig().carrier().carrier().scripts().bindNumber(kCaller, LegScript{.outcome = Outcome::Busy});
    m_floor->ready(u"agent"_s);
    SOON_IS(m_floor->rig().dialsTo(kCaller), 1);
    SOON_IS(entry(place)->tries, 1);
    QVERIFY(entry(place)->state == store::EntryState::Waiting);
    SOON(m_floor->quiet());
    const QJsonArray reasons = waiting(queue).at(0).toObject().value(u"reasons"_s).toArray();
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.at(0).toObject().value(u"code"_s).toString(), u"called_later"_s);
    // The agent is not kept by it.
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    QCOMPARE(m_floor->rig().dialsTo(kCaller), 1);
}

void CallbackTest::aFullQueueCallsBack() {
    begin();
    const QString queue = queueWith({u"agent"_s}, {{u"maxSize"_s, 1}, {u"overflow"_s, QJsonObject{{u"to"_s, u"callback"_s}, {u"text"_s, u"We will ring you."_s}}}});
    const QString first = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(first), u"queued"_s);
    const QString second = m_floor->caller(kAnother);
    SOON_IS(m_floor->rig().status(second), u"COMPLETED"_s);
    QCOMPARE(waiting(queue).size(), 2);
    QCOMPARE(live(queue).value(u"callbacks"_s).toInt(), 1);
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
    QCOMPARE(m_floor->act(u"agent"_s, first, u"hangup"_s), 200);
    SOON_IS(m_floor->state(u"agent"_s), u"WRAPUP"_s);
    SOON(m_floor->rig().post(u"agent"_s, u"/api/agents/me/ready"_s).status == 200);
    SOON(m_floor->hear(kAnother, kAgent));
}

void CallbackTest::numbersThatMayNotBeDialledAreNotCalledBack() {
    begin();
    const QString queue = queueWith({u"agent"_s});
    const QString call = m_floor->caller(kPremium);
    SOON_IS(m_floor->stage(call), u"queued"_s);
    m_floor->rig().carrier().carrier().board().press(*m_floor->legs(kPremium).front(), u"1"_s);
    // A second caller's key proves that the first one's has been worked on: reports of one carrier come in order here.
    const QString another = m_floor->caller(kAnother);
    pressOne(kAnother, another);
    if (QTest::currentTestFailed()) return;
    QCOMPARE(m_floor->stage(call), u"queued"_s);
    QCOMPARE(waiting(queue).size(), 2);
    QVERIFY(!waiting(queue).at(0).toObject().value(u"callback"_s).toBool());
}

/// The number of a caller who is nowhere known is never open under a profile that looks at the hour.
void CallbackTest::nobodyIsCalledAtNight() {
    begin(CallingProfile::Uk);
    const QString satellite = u"+881612345678"_s;
    const QString queue = queueWith({u"agent"_s});
    const QString call = m_floor->caller(satellite);
    pressOne(satellite, call);
    if (QTest::currentTestFailed()) return;
    const QString place = waiting(queue).at(0).toObject().value(u"entryId"_s).toString();
    m_floor->ready(u"agent"_s);
    SOON(entry(place)->notBefore.has_value());
    QCOMPARE(entry(place)->tries, 0);
    QCOMPARE(m_floor->rig().dialsTo(kAgent), 0);
    QCOMPARE(m_floor->rig().dialsTo(satellite), 0);
}

QTEST_GUILESS_MAIN(CallbackTest)
#include "tst_callbacks.moc"
