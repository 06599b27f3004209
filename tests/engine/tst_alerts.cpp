// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/alert_service.h"
#include "server/engine/visibility.h"
#include "server/store/record_store.h"
#include "tests/engine/live_floor.h"
#include "tests/support/pg_cluster.h"

#include <QSignalSpy>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {
const QString kCaller = u"+13125550123"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kBoss = LiveFloor::station(u"supervisor"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// What supervisors are told of by themselves, and agents who ask for help, on both databases.
class AlertsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_floor.reset(); }

    void aLongWaitIsToldOnceAndUntilItIsOver_data() { databases(); }
    void aLongWaitIsToldOnceAndUntilItIsOver();
    void oneOfTwoAcknowledges();
    void agentsAlertsAreTheirTeams();
    void limitsAreCheckedAndAudited();
    void aPhraseIsHeardOnceACall_data() { databases(); }
    void aPhraseIsHeardOnceACall();
    void helpIsAnsweredWithOneClick_data() { databases(); }
    void helpIsAnsweredWithOneClick();
    void helpEndsWithTheCallOrWhenItIsWithdrawn();
    void alertsOutliveARestart();

private:
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    void begin(bool postgres = false);
    Rig &rig() { return m_floor->rig(); }
    QJsonArray alerts(const QString &who, const QString &query = {}) { return rig().get(who, u"/api/alerts"_s + query).object()[u"alerts"_s].toArray(); }
    QStringList openKinds(const QString &who);
    QJsonObject only(const QString &kind);
    int limit(const QJsonObject &body, const QString &who = u"supervisor"_s) { return rig().post(who, u"/api/alerts/limits"_s, body).status; }
    /// What the events told of the alerts of a kind: "raised", "acknowledged", or the reason of the end.
    QStringList told(const QString &kind) const;
    QString talking();

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<LiveFloor> m_floor;
};

void AlertsTest::begin(bool postgres) {
    RigOptions options;
    options.timeScale = 10;
    if (postgres) {
        const auto url = m_postgres->createDatabase(u"alerts"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
}

QStringList AlertsTest::openKinds(const QString &who) {
    QStringList kinds;
    for (const QJsonValue alert : alerts(who, u"?open=true"_s)) kinds << alert[u"kind"_s].toString();
    kinds.sort();
    return kinds;
}

QJsonObject AlertsTest::only(const QString &kind) {
    for (const QJsonValue alert : alerts(u"admin"_s))
        if (alert[u"kind"_s].toString() == kind) return alert.toObject();
    return {};
}

QStringList AlertsTest::told(const QString &kind) const {
    QStringList states;
    for (const Event &event : m_floor->rig().events()) {
        if (event.kind != EventKind::AlertUpdate) continue;
        const QJsonObject alert = QJsonDocument::fromJson(event.payload).object();
        if (alert[u"kind"_s].toString() != kind) continue;
        const QString end = alert[u"endReason"_s].toString();
        states << (!end.isEmpty() ? end : alert[u"acknowledgedAt"_s].isString() ? u"acknowledged"_s : u"raised"_s);
    }
    return states;
}

/// A caller of a queue talks with the agent; the call's id.
QString AlertsTest::talking() {
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    return QTest::qWaitFor([&] { return m_floor->hear(kCaller, kAgent); }, kFloorPatience) ? call : QString();
}

void AlertsTest::aLongWaitIsToldOnceAndUntilItIsOver() {
    QFETCH(bool, postgres);
    begin(postgres);
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s}, {{u"serviceLevelSeconds"_s, 1}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->caller(kCaller);
    SOON(openKinds(u"supervisor"_s).contains(u"longest_wait"_s));
    const QJsonObject alert = only(u"longest_wait"_s);
    QCOMPARE(alert[u"subjectId"_s].toString(), queue);
    QCOMPARE(alert[u"subject"_s].toString(), u"Sales"_s);
    QCOMPARE(alert[u"limit"_s].toInt(), 1);
    QVERIFY(alert[u"value"_s].toInt() > 1);
    SOON(openKinds(u"supervisor"_s).contains(u"nobody_there"_s)); // its one member is not signed on
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
    SOON_IS(told(u"longest_wait"_s), (QStringList{u"raised"_s, u"over"_s}));
    SOON_IS(told(u"nobody_there"_s), (QStringList{u"raised"_s, u"over"_s}));
    QVERIFY(!only(u"longest_wait"_s)[u"endedAt"_s].isNull()); // the history has it
}

void AlertsTest::oneOfTwoAcknowledges() {
    begin();
    QCOMPARE(limit({{u"kind"_s, u"long_pause"_s}, {u"limit"_s, 0}}), 200);
    rig().post(u"agent"_s, u"/api/agents/me/login"_s); // not ready until he says so
    SOON_IS(openKinds(u"supervisor"_s), QStringList{u"long_pause"_s});
    const QJsonObject alert = only(u"long_pause"_s);
    QCOMPARE(alert[u"agentId"_s].toString(), rig().userId(u"agent"_s).text());
    const QString path = u"/api/alerts/%1/acknowledge"_s.arg(alert[u"id"_s].toString());
    QCOMPARE(rig().post(u"agent"_s, path).status, 403);
    QCOMPARE(rig().post(u"supervisor"_s, u"/api/alerts/none/acknowledge"_s).status, 404);
    const HttpAnswer first = rig().post(u"supervisor"_s, path);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.object()[u"acknowledgedById"_s].toString(), rig().userId(u"supervisor"_s).text());
    QCOMPARE(rig().post(u"admin"_s, path).status, 409);
    SOON_IS(told(u"long_pause"_s), (QStringList{u"raised"_s, u"acknowledged"_s}));
    QCOMPARE(openKinds(u"supervisor"_s), QStringList{u"long_pause"_s}); // it lasts until he works again
    QCOMPARE(rig().post(u"supervisor"_s, u"/api/alerts/%1/answer"_s.arg(alert[u"id"_s].toString())).status, 409);
    m_floor->ready(u"agent"_s);
    SOON_IS(told(u"long_pause"_s), (QStringList{u"raised"_s, u"acknowledged"_s, u"over"_s}));
}

void AlertsTest::agentsAlertsAreTheirTeams() {
    begin();
    const auto team = [&](const QString &name) {
        return rig().post(u"admin"_s, u"/api/teams"_s, {{u"name"_s, name}}).object()[u"id"_s].toString();
    };
    const QString north = team(u"North"_s), south = team(u"South"_s);
    const auto join = [&](const QString &who, const QString &id) {
        const QByteArray body = QJsonDocument(QJsonObject{{u"teamId"_s, id}}).toJson();
        return rig().send(u"admin"_s, "PATCH", u"/api/users/"_s + rig().userId(who).text(), body, "application/json").status;
    };
    QCOMPARE(join(u"agent"_s, north), 200);
    QCOMPARE(join(u"supervisor"_s, south), 200);
    QCOMPARE(limit({{u"kind"_s, u"long_pause"_s}, {u"limit"_s, 0}}, u"admin"_s), 200);
    rig().post(u"agent"_s, u"/api/agents/me/login"_s);
    SOON_IS(openKinds(u"admin"_s), QStringList{u"long_pause"_s});
    QCOMPARE(openKinds(u"supervisor"_s), QStringList());
    const QString id = only(u"long_pause"_s)[u"id"_s].toString();
    QCOMPARE(rig().post(u"supervisor"_s, u"/api/alerts/%1/acknowledge"_s.arg(id)).status, 404);
    // The event goes the same way.
    const Actor stranger{rig().userId(u"supervisor"_s), Role::Supervisor, Rights{DataScope::Team, south, {}}};
    const Actor his{rig().userId(u"supervisor"_s), Role::Supervisor, Rights{DataScope::Team, north, {}}};
    const Actor himself{rig().userId(u"agent"_s), Role::Agent, Rights{DataScope::Own, north, {}}};
    SOON(!told(u"long_pause"_s).isEmpty());
    for (const Event &event : rig().events()) {
        if (event.kind != EventKind::AlertUpdate) continue;
        QVERIFY(maySee(event, his));
        QVERIFY(!maySee(event, stranger));
        QVERIFY(!maySee(event, himself));
    }
    QCOMPARE(join(u"supervisor"_s, north), 200);
    SOON_IS(openKinds(u"supervisor"_s), QStringList{u"long_pause"_s});
}

void AlertsTest::limitsAreCheckedAndAudited() {
    begin();
    const QString queue = m_floor->queue(u"Sales"_s, {});
    QCOMPARE(rig().get(u"agent"_s, u"/api/alerts/limits"_s).status, 403);
    QCOMPARE(limit({{u"kind"_s, u"help"_s}}), 400);
    QCOMPARE(limit({{u"kind"_s, u"nothing"_s}}), 400);
    QCOMPARE(limit({{u"kind"_s, u"long_pause"_s}, {u"ownLimit"_s, true}}), 400);
    QCOMPARE(limit({{u"kind"_s, u"long_pause"_s}, {u"subjectId"_s, queue}}), 400);
    QCOMPARE(limit({{u"kind"_s, u"service_level"_s}, {u"limit"_s, 1001}}), 400);
    QCOMPARE(limit({{u"kind"_s, u"service_level"_s}, {u"subjectId"_s, u"none"_s}}), 404);
    const HttpAnswer set = rig().post(u"supervisor"_s, u"/api/alerts/limits"_s,
                                      {{u"kind"_s, u"service_level"_s}, {u"subjectId"_s, queue}, {u"limit"_s, 900}, {u"margin"_s, 20}});
    QCOMPARE(set.status, 200);
    QCOMPARE(set.object()[u"subject"_s].toString(), u"Sales"_s);
    QCOMPARE(set.object()[u"leastCount"_s].toInt(), 5); // from what is for all
    const auto listed = [&] { return rig().get(u"supervisor"_s, u"/api/alerts/limits"_s).object()[u"limits"_s].toArray(); };
    QVERIFY(listed().contains(set.object()));
    const auto remove = [&] { return rig().send(u"supervisor"_s, "DELETE", u"/api/alerts/limits/service_level/"_s + queue).status; };
    QCOMPARE(remove(), 200);
    QCOMPARE(remove(), 404);
    QVERIFY(!listed().contains(set.object()));
    QStringList actions;
    for (const auto &entry : rig().read<std::vector<store::AuditEntry>>([](store::Tx &tx) { return store::audit::newest(tx, 20); }))
        if (entry.action.startsWith("alert_limit"_L1)) actions << entry.action;
    QCOMPARE(actions, (QStringList{u"alert_limit_removed"_s, u"alert_limit_set"_s}));
}

void AlertsTest::aPhraseIsHeardOnceACall() {
    QFETCH(bool, postgres);
    begin(postgres);
    QCOMPARE(limit({{u"kind"_s, u"phrase"_s}, {u"enabled"_s, true}, {u"phrases"_s, QJsonArray{u"my lawyer"_s}}}), 200);
    m_floor->route({{u"to"_s, u"ai"_s}});
    const QString call = m_floor->caller(kCaller, LegScript{.lines = {{Ms{600'000}, u"Hello?"_s}}});
    SOON_IS(m_floor->stage(call), u"assistant"_s);
    const auto say = [&](const QString &text) { rig().carrier().carrier().board().speech(*m_floor->legs(kCaller).front(), text, true); };
    QSignalSpy looks(&rig().engine().alerts(), &AlertService::looked);
    SOON(looks.count() > 1); // the words are known now
    say(u"I shall call my LAWYER!"_s);
    SOON_IS(openKinds(u"supervisor"_s), QStringList{u"phrase"_s});
    QCOMPARE(only(u"phrase"_s)[u"callId"_s].toString(), call);
    QCOMPARE(only(u"phrase"_s)[u"text"_s].toString(), u"I shall call my LAWYER!"_s);
    QCOMPARE(only(u"phrase"_s)[u"subject"_s].toString(), kCaller);
    say(u"My lawyer, do you hear?"_s);
    QCOMPARE(rig().post(u"supervisor"_s, u"/api/supervisor/%1/hang-up"_s.arg(call), {{u"reason"_s, u"threats"_s}}).status, 200);
    SOON_IS(told(u"phrase"_s), (QStringList{u"raised"_s, u"over"_s}));
}

void AlertsTest::helpIsAnsweredWithOneClick() {
    QFETCH(bool, postgres);
    begin(postgres);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const HttpAnswer asked = rig().post(u"agent"_s, u"/api/agents/me/help"_s, {{u"text"_s, u"He shouts."_s}});
    QCOMPARE(asked.status, 200);
    QCOMPARE(asked.object()[u"callId"_s].toString(), call);
    QCOMPARE(rig().post(u"agent"_s, u"/api/agents/me/help"_s).object()[u"id"_s], asked.object()[u"id"_s]); // again: the same
    SOON_IS(told(u"help"_s), QStringList{u"raised"_s});
    QCOMPARE(openKinds(u"supervisor"_s), QStringList{u"help"_s});
    const QString path = u"/api/alerts/%1/answer"_s.arg(asked.object()[u"id"_s].toString());
    const HttpAnswer answered = rig().post(u"supervisor"_s, path);
    QCOMPARE(answered.status, 200);
    QCOMPARE(answered.object()[u"listening"_s].toBool(), true);
    SOON(m_floor->hears(kBoss, kAgent) && m_floor->hears(kBoss, kCaller));
    QVERIFY(!m_floor->hears(kAgent, kBoss));
    QCOMPARE(rig().post(u"admin"_s, path).status, 409);
    SOON_IS(told(u"help"_s), (QStringList{u"raised"_s, u"answered"_s}));
    // The agent is told too.
    const Actor himself{rig().userId(u"agent"_s), Role::Agent, {}};
    for (const Event &event : rig().events())
        if (event.kind == EventKind::AlertUpdate) QVERIFY(maySee(event, himself));
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON(m_floor->quiet());
}

void AlertsTest::helpEndsWithTheCallOrWhenItIsWithdrawn() {
    begin();
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(rig().post(u"other"_s, u"/api/agents/me/help"_s, {{u"callId"_s, call}}).status, 409);
    QCOMPARE(rig().post(u"agent"_s, u"/api/agents/me/help"_s, {{u"callId"_s, call}}).status, 200);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON_IS(told(u"help"_s), (QStringList{u"raised"_s, u"gone"_s}));
    // Without a call.
    QCOMPARE(rig().post(u"other"_s, u"/api/agents/me/help"_s).object()[u"callId"_s], QJsonValue(QJsonValue::Null));
    QCOMPARE(rig().post(u"other"_s, u"/api/agents/me/help/withdraw"_s).status, 200);
    SOON_IS(told(u"help"_s), (QStringList{u"raised"_s, u"gone"_s, u"raised"_s, u"withdrawn"_s}));
    QCOMPARE(rig().post(u"other"_s, u"/api/agents/me/help/withdraw"_s).status, 200);
    const QString id = rig().post(u"other"_s, u"/api/agents/me/help"_s).object()[u"id"_s].toString();
    const HttpAnswer answered = rig().post(u"supervisor"_s, u"/api/alerts/%1/answer"_s.arg(id));
    QCOMPARE(answered.object()[u"ok"_s].toBool(), true);
    QCOMPARE(answered.object()[u"listening"_s].toBool(), false);
    QCOMPARE(openKinds(u"supervisor"_s), QStringList());
}

void AlertsTest::alertsOutliveARestart() {
    begin();
    QCOMPARE(limit({{u"kind"_s, u"long_pause"_s}, {u"limit"_s, 0}}), 200);
    rig().post(u"agent"_s, u"/api/agents/me/login"_s);
    SOON_IS(openKinds(u"supervisor"_s), QStringList{u"long_pause"_s});
    const QString id = only(u"long_pause"_s)[u"id"_s].toString();
    rig().stopNode();
    const QByteArray problem = problemOf(rig().startNode());
    QVERIFY2(problem.isEmpty(), problem.constData());
    QSignalSpy looks(&rig().engine().alerts(), &AlertService::looked);
    SOON(looks.count() > 1);
    QCOMPARE(openKinds(u"supervisor"_s), QStringList{u"long_pause"_s});
    QCOMPARE(only(u"long_pause"_s)[u"id"_s].toString(), id);
    m_floor->ready(u"agent"_s);
    SOON_IS(openKinds(u"supervisor"_s), QStringList());
}

QTEST_GUILESS_MAIN(AlertsTest)
#include "tst_alerts.moc"
