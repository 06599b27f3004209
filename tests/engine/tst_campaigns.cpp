// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outbox.h"
#include "server/simulator/faults.h"
#include "tests/engine/rig.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {

constexpr int kPatience = 60'000;

QString numberAt(int i) { return u"+1312555%1"_s.arg(i, 4, 10, QChar(u'0')); }

QJsonArray numbers(int count) {
    QJsonArray all;
    for (int i = 0; i < count; ++i) all << numberAt(i);
    return all;
}

} // namespace

/// Campaigns on the simulated carrier, on both databases: nobody is rung twice, nobody is forgotten, and never on more
/// lines than were allowed, whatever the carrier and the program do.
class Campaigns : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { m_rig.reset(); }
    void everyNumberOnceOnSoManyLines_data() { databases(); }
    void everyNumberOnceOnSoManyLines();
    void whatCannotBeCalledIsShown_data() { databases(); }
    void whatCannotBeCalledIsShown();
    void stopEndsTheDialling_data() { databases(); }
    void stopEndsTheDialling();
    void restartGoesOn_data() { databases(); }
    void restartGoesOn();
    void carrierInTrouble_data();
    void carrierInTrouble();
    void refusalAfterALostAnswerAndARestart_data() { databases(); }
    void refusalAfterALostAnswerAndARestart();
    void twoCampaignsWithTheSameNumber();
    void doNotCallHoldsForThoseWhoWait();
    void doNotCallTakesBackWhatWaitsForTheCarrier();
    void messageIsSpokenThenTheCallEnds();
    void assistantTalks();
    void numbersOfUnknownHoursWait();
    void refusals();
    void repeatedRequestIsOneCampaign();
    void eventsTellTheProgress();

private:
    static void databases();
    void start(RigOptions options = {});
    QJsonObject campaign(const QString &id) { return m_rig->get(u"supervisor"_s, u"/api/campaigns/"_s + id).object(); }
    QJsonObject counts(const QString &id) { return campaign(id).value(u"counts"_s).toObject(); }
    QString started(const QJsonObject &body) {
        return m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, body).object().value(u"id"_s).toString();
    }
    bool reaches(const QString &id, const QString &status) {
        return QTest::qWaitFor([&] { return campaign(id).value(u"status"_s).toString() == status; }, kPatience);
    }
    void checkEachOnce(int count) {
        for (int i = 0; i < count; ++i) QCOMPARE(m_rig->dialsTo(numberAt(i)), 1);
    }
    QJsonObject callTo(const QString &number) {
        return m_rig->get(u"admin"_s, u"/api/calls?number="_s + QString::fromLatin1(QUrl::toPercentEncoding(number)))
            .object().value(u"calls"_s).toArray().at(0).toObject();
    }

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
};

void Campaigns::initTestCase() {
    auto cluster = PgCluster::ofTestRun();
    QVERIFY2(cluster.ok(), problemOf(cluster).constData());
    m_postgres = std::move(cluster).value();
}

void Campaigns::databases() {
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

void Campaigns::start(RigOptions options) {
    if (QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).startsWith("postgres")) {
        const auto url = m_postgres->createDatabase(u"campaigns"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    const auto engine = options.engine;
    options.engine = [engine](EngineOptions &settings) {
        settings.policy.callingProfile = CallingProfile::None;
        settings.dialsPerSecond = 1000;
        settings.dialBurst = 1000;
        if (engine) engine(settings);
    };
    m_rig = std::make_unique<Rig>(options);
    const QByteArray problem = problemOf(m_rig->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    simulator::ScriptMix mix;
    mix.ringMs = {200, 2000};
    mix.refuseMs = {100, 1000};
    mix.talkMs = {500, 3000};
    mix.greetingMs = {100, 500};
    m_rig->carrier().carrier().scripts().setMix(mix);
}

void Campaigns::everyNumberOnceOnSoManyLines() {
    start();
    constexpr int kCount = 120, kLines = 15;
    const QString id = started({{u"name"_s, u"Autumn"_s}, {u"numbers"_s, numbers(kCount)}, {u"concurrency"_s, kLines}});
    QVERIFY(!id.isEmpty());
    QVERIFY(reaches(id, u"completed"_s));
    checkEachOnce(kCount);
    QVERIFY(m_rig->carrier().carrier().board().mostLegs() <= kLines);
    const QJsonObject campaign = this->campaign(id), counts = campaign.value(u"counts"_s).toObject();
    QCOMPARE(campaign.value(u"name"_s).toString(), u"Autumn"_s);
    QVERIFY(campaign.value(u"endedAt"_s).isString());
    QCOMPARE(counts.value(u"numbers"_s).toInt(), kCount);
    QCOMPARE(counts.value(u"waiting"_s).toInt(), 0);
    QCOMPARE(counts.value(u"dialling"_s).toInt(), 0);
    // Late reports may correct an ending: then the counts follow.
    QTRY_VERIFY(!m_rig->engine().outbox()->busy());
    const QJsonObject byStatus = m_rig->get(u"admin"_s, u"/api/calls/count"_s).object().value(u"byStatus"_s).toObject();
    const QJsonObject after = this->counts(id);
    QCOMPARE(after.value(u"answered"_s).toInt(), byStatus.value(u"COMPLETED"_s).toInt());
    QCOMPARE(after.value(u"unanswered"_s).toInt(), byStatus.value(u"NO_ANSWER"_s).toInt());
    QCOMPARE(after.value(u"failed"_s).toInt(), byStatus.value(u"FAILED"_s).toInt());
}

void Campaigns::whatCannotBeCalledIsShown() {
    start();
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, numberAt(1)}, {u"reason"_s, u"asked"_s}}).status, 200);
    const QJsonArray list{numberAt(0), u"(312) 555-0000"_s, numberAt(1), u"911"_s, u"no number"_s, u""_s, u"+19005550100"_s};
    const QString id = started({{u"numbers"_s, list}});
    QVERIFY(reaches(id, u"completed"_s));
    QCOMPARE(campaign(id).value(u"name"_s).toString(), u"Untitled Campaign"_s);
    QCOMPARE(campaign(id).value(u"concurrency"_s).toInt(), 5);
    QCOMPARE(m_rig->dialsTo(numberAt(0)), 1);
    QCOMPARE(m_rig->dialsTo(numberAt(1)), 0);
    const QJsonObject counts = this->counts(id);
    QCOMPARE(counts.value(u"numbers"_s).toInt(), 6);
    QCOMPARE(counts.value(u"blocked"_s).toInt(), 5);
    for (const auto &[number, outcome] : {std::pair(numberAt(1), u"do_not_call"_s), std::pair(u"911"_s, u"emergency_number"_s),
                                          std::pair(u"no number"_s, u"invalid_number"_s), std::pair(u"+19005550100"_s, u"premium_number"_s)}) {
        const QJsonObject call = callTo(number);
        QCOMPARE(call.value(u"status"_s).toString(), u"FAILED"_s);
        QCOMPARE(call.value(u"outcome"_s).toString(), outcome);
        QCOMPARE(call.value(u"campaignId"_s).toString(), id);
    }
}

void Campaigns::stopEndsTheDialling() {
    start({.timeScale = 5});
    for (int i = 0; i < 30; ++i)
        m_rig->carrier().carrier().scripts().bindNumber(numberAt(i), LegScript{.ring = Ms{500}, .talk = Ms{6000}});
    const QString id = started({{u"numbers"_s, numbers(30)}, {u"concurrency"_s, 3}});
    QTRY_VERIFY(counts(id).value(u"answered"_s).toInt() + counts(id).value(u"dialling"_s).toInt() >= 3);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/"_s + id + u"/stop"_s).object(), (QJsonObject{{u"ok"_s, true}}));
    QCOMPARE(campaign(id).value(u"status"_s).toString(), u"stopped"_s);
    QTRY_COMPARE_WITH_TIMEOUT(counts(id).value(u"dialling"_s).toInt(), 0, kPatience);
    int dialled = 0;
    for (int i = 0; i < 30; ++i) {
        QVERIFY(m_rig->dialsTo(numberAt(i)) <= 1);
        dialled += m_rig->dialsTo(numberAt(i));
    }
    QVERIFY(dialled < 30);
    QCOMPARE(counts(id).value(u"waiting"_s).toInt(), 30 - dialled);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/"_s + id + u"/stop"_s).status, 200);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/nobody/stop"_s).status, 404);
}

void Campaigns::restartGoesOn() {
    start({.timeScale = 10});
    constexpr int kCount = 40;
    const QString id = started({{u"numbers"_s, numbers(kCount)}, {u"concurrency"_s, 6}});
    for (int done : {8, 16, 24}) {
        QTRY_VERIFY_WITH_TIMEOUT(counts(id).value(u"waiting"_s).toInt() <= kCount - done, kPatience);
        m_rig->stopNode();
        const QByteArray problem = problemOf(m_rig->startNode());
        QVERIFY2(problem.isEmpty(), problem.constData());
    }
    QVERIFY(reaches(id, u"completed"_s));
    checkEachOnce(kCount);
    QVERIFY(m_rig->carrier().carrier().board().mostLegs() <= 6);
}

void Campaigns::carrierInTrouble_data() {
    using simulator::FaultKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("executed");
    for (const QString &database : {u"sqlite"_s, u"postgres"_s}) {
        const auto row = [&](const char *name, FaultKind kind, int status, bool executed) {
            QTest::newRow(qPrintable(database + u": "_s + QLatin1String(name))) << static_cast<int>(kind) << status << executed;
        };
        row("too many requests", FaultKind::Status, 429, false);
        row("broken, not placed", FaultKind::Status, 500, false);
        row("broken, but placed", FaultKind::Status, 503, true);
        row("answers lost", FaultKind::Reset, 0, true);
    }
}

void Campaigns::carrierInTrouble() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(bool, executed);
    start({.timeScale = 10});
    simulator::FaultRule fault;
    fault.endpoint = u"dial"_s;
    fault.kind = static_cast<simulator::FaultKind>(kind);
    fault.status = status;
    fault.executed = executed;
    fault.remaining = 12;
    if (status == 429) fault.retryAfterMs = 100;
    m_rig->carrier().faults().add(fault);
    constexpr int kCount = 24;
    const QString id = started({{u"numbers"_s, numbers(kCount)}, {u"concurrency"_s, 6}});
    QVERIFY(reaches(id, u"completed"_s));
    checkEachOnce(kCount);
    QVERIFY(m_rig->carrier().carrier().board().mostLegs() <= 6);
    QVERIFY(m_rig->carrier().faults().hits() >= 6);
}

/// The carrier rings, its answer is lost with the program, and it has no channel for the repeated dial: that one was refused
/// proves nothing about the first. Nothing else tells of the ringing until then.
void Campaigns::refusalAfterALostAnswerAndARestart() {
    start({.timeScale = 2});
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{10'000}, .talk = Ms{4000}});
    simulator::FaultRule lost, full, away;
    lost.endpoint = full.endpoint = u"dial"_s;
    away.endpoint = u"active_calls"_s;
    lost.kind = simulator::FaultKind::Stall;
    lost.delay = Ms{3'600'000};
    lost.executed = true;
    full.status = 422;
    full.code = u"90041"_s;
    lost.remaining = full.remaining = 1;
    simulator::FaultPlan &faults = m_rig->carrier().faults();
    for (const simulator::FaultRule &rule : {lost, full, away}) faults.add(rule);
    auto &webhooksLost = m_rig->carrier().sender().options().faults.lose.probability;
    webhooksLost = 1;
    const QString id = started({{u"numbers"_s, numbers(1)}, {u"message"_s, u"Your parcel has arrived."_s}});
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->dialsTo(numberAt(0)), 1, kPatience);
    const auto refused = [&] { return faults.json().at(1).toObject().value(u"hits"_s).toInt(); };
    QCOMPARE(refused(), 0);
    m_rig->stopNode();
    const QByteArray problem = problemOf(m_rig->startNode());
    QVERIFY2(problem.isEmpty(), problem.constData());

    QTRY_COMPARE_WITH_TIMEOUT(refused(), 1, kPatience);
    const Metrics &settled = m_rig->engine().metrics();
    QTRY_VERIFY_WITH_TIMEOUT(settled.commandsAmbiguous + settled.commandsFailed > 0, kPatience);
    faults.clear();
    webhooksLost = 0;
    QVERIFY(reaches(id, u"completed"_s));
    QCOMPARE(m_rig->dialsTo(numberAt(0)), 1);
    QCOMPARE(counts(id).value(u"answered"_s).toInt(), 1);
    QCOMPARE(callTo(numberAt(0)).value(u"status"_s).toString(), u"COMPLETED"_s);
}

void Campaigns::twoCampaignsWithTheSameNumber() {
    start({.timeScale = 10});
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{500}, .talk = Ms{20'000}});
    const QString first = started({{u"numbers"_s, numbers(1)}}), second = started({{u"numbers"_s, numbers(1)}});
    QVERIFY(reaches(first, u"completed"_s));
    QCOMPARE(campaign(second).value(u"status"_s).toString(), u"running"_s); // it waits, it is not lost
    QCOMPARE(counts(second).value(u"waiting"_s).toInt(), 1);
    QCOMPARE(m_rig->dialsTo(numberAt(0)), 1);
}

void Campaigns::doNotCallHoldsForThoseWhoWait() {
    start({.timeScale = 5});
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{200}, .talk = Ms{5000}});
    const QString id = started({{u"numbers"_s, numbers(3)}, {u"concurrency"_s, 1}});
    const QJsonObject entry = m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, numberAt(1)}}).object();
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, u"312-555-0001"_s}}).object(), entry);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/do-not-call"_s, {{u"number"_s, numberAt(2)}, {u"campaignId"_s, id}}).status, 200);
    QVERIFY(reaches(id, u"completed"_s));
    QCOMPARE(m_rig->dialsTo(numberAt(1)) + m_rig->dialsTo(numberAt(2)), 0);
    QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/do-not-call"_s).object().value(u"entries"_s).toArray().size(), 2);
    const QString path = u"/api/do-not-call/"_s + entry.value(u"id"_s).toString() + u"/remove"_s;
    QCOMPARE(m_rig->post(u"supervisor"_s, path).status, 403);
    QCOMPARE(m_rig->post(u"admin"_s, path).status, 200);
    QCOMPARE(m_rig->post(u"admin"_s, path).status, 404);
    const QString again = started({{u"numbers"_s, QJsonArray{numberAt(1), numberAt(2)}}});
    QVERIFY(reaches(again, u"completed"_s));
    QCOMPARE(m_rig->dialsTo(numberAt(1)), 1);
    QCOMPARE(m_rig->dialsTo(numberAt(2)), 1);
}

void Campaigns::doNotCallTakesBackWhatWaitsForTheCarrier() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) {
        engine.dialsPerSecond = 0.001;
        engine.dialBurst = 1;
    };
    start(options);
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{200}, .talk = Ms{1000}});
    const QString id = started({{u"numbers"_s, numbers(2)}, {u"concurrency"_s, 2}});
    QTRY_COMPARE(m_rig->dialsTo(numberAt(0)), 1); // the only dial that may leave for a quarter of an hour
    QCOMPARE(counts(id).value(u"dialling"_s).toInt() + counts(id).value(u"answered"_s).toInt(), 2);
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, numberAt(1)}}).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(counts(id).value(u"blocked"_s).toInt(), 1, kPatience);
    QVERIFY(reaches(id, u"completed"_s));
    QCOMPARE(m_rig->dialsTo(numberAt(1)), 0);
}

void Campaigns::messageIsSpokenThenTheCallEnds() {
    start({.timeScale = 20});
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{500}}); // never hangs up by itself
    const QString id = started({{u"numbers"_s, numbers(1)}, {u"message"_s, u"Your parcel has arrived."_s}});
    QVERIFY(reaches(id, u"completed"_s));
    QCOMPARE(counts(id).value(u"answered"_s).toInt(), 1);
    const auto &requests = m_rig->carrier().carrier().requests();
    QVERIFY(requests.find(u"speak"_s) != requests.end());
    QVERIFY(requests.find(u"ai_assistant_start"_s) == requests.end());
    QCOMPARE(m_rig->engine().metrics().commandsFailed, qint64{0}); // it was spoken, not refused
}

void Campaigns::assistantTalks() {
    start({.timeScale = 20});
    m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{500}, .talk = Ms{20'000}});
    const QString id = started({{u"numbers"_s, numbers(1)}});
    QVERIFY(reaches(id, u"completed"_s));
    QTRY_VERIFY(!callTo(numberAt(0)).value(u"aiSessionId"_s).toString().isEmpty());
}

void Campaigns::numbersOfUnknownHoursWait() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) { engine.policy.callingProfile = CallingProfile::Auto; };
    start(options);
    const QString satellite = u"+8835100012345"_s; // belongs to no country, so nobody knows what time it is there
    const QString id = started({{u"numbers"_s, QJsonArray{satellite}}});
    QVERIFY(!id.isEmpty());
    QCOMPARE(counts(id).value(u"waiting"_s).toInt() + counts(id).value(u"blocked"_s).toInt(), 1);
    QCOMPARE(m_rig->dialsTo(satellite), 0);
}

void Campaigns::refusals() {
    start();
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/campaign/start"_s, {{u"numbers"_s, numbers(1)}}).status, 403);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {}).status, 400);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {{u"numbers"_s, QJsonArray{}}}).status, 400);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {{u"numbers"_s, u"+13125550000"_s}}).status, 400);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {{u"numbers"_s, QJsonArray{1}}}).status, 400);
    QCOMPARE(m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {{u"numbers"_s, numbers(1)}, {u"concurrency"_s, 0}}).status, 400);
    QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/campaigns/nobody"_s).status, 404);
    QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/campaigns?cursor=nobody"_s).status, 400);
    QCOMPARE(m_rig->dialsTo(numberAt(0)), 0);
    QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/campaigns"_s).object().value(u"campaigns"_s).toArray().size(), 0);
}

void Campaigns::repeatedRequestIsOneCampaign() {
    start();
    const QByteArray body = QJsonDocument(QJsonObject{{u"numbers"_s, numbers(2)}}).toJson();
    const QList<std::pair<QByteArray, QByteArray>> key{{"Idempotency-Key", "abc"}};
    const auto first = m_rig->send(u"admin"_s, "POST", u"/api/campaign/start"_s, body, "application/json", key);
    const auto second = m_rig->send(u"admin"_s, "POST", u"/api/campaign/start"_s, body, "application/json", key);
    QCOMPARE(first.status, 200);
    QCOMPARE(second.object(), first.object());
    const QByteArray other = QJsonDocument(QJsonObject{{u"numbers"_s, numbers(1)}}).toJson();
    QCOMPARE(m_rig->send(u"admin"_s, "POST", u"/api/campaign/start"_s, other, "application/json", key).status, 409);
    QVERIFY(reaches(first.object().value(u"id"_s).toString(), u"completed"_s));
    checkEachOnce(2);
}

void Campaigns::eventsTellTheProgress() {
    start();
    const QString id = started({{u"numbers"_s, numbers(4)}, {u"concurrency"_s, 2}});
    QVERIFY(reaches(id, u"completed"_s));
    QStringList statuses;
    qint64 waiting = 4;
    const auto told = [&] {
        statuses.clear();
        waiting = 4;
        for (const Event &event : m_rig->events()) {
            if (event.kind != EventKind::CampaignUpdate || event.subject != id) continue;
            const QJsonObject campaign = QJsonDocument::fromJson(event.payload).object();
            const qint64 now = campaign.value(u"counts"_s).toObject().value(u"waiting"_s).toInteger();
            if (now > waiting) return false;
            waiting = now;
            statuses << campaign.value(u"status"_s).toString();
        }
        return !statuses.isEmpty() && statuses.last() == "completed"_L1;
    };
    QTRY_VERIFY(told());
    QCOMPARE(statuses.first(), u"running"_s);
    QCOMPARE(waiting, qint64{0});
}

QTEST_GUILESS_MAIN(Campaigns)
#include "tst_campaigns.moc"
