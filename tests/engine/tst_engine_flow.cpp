// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
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

const QString kNumber = u"+13125550123"_s, kSecond = u"+13125550124"_s, kThird = u"+13125550125"_s;
constexpr int kPatience = 40'000;

#define RIG_STARTS(rig) \
    do { \
        const QByteArray problem_ = problemOf((rig).start()); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)

void bind(Rig &rig, const QString &number, const LegScript &script) { rig.carrier().carrier().scripts().bindNumber(number, script); }

/// Asks for a call without waiting for the reply, which comes into `reply`.
void startCall(Rig &rig, const QString &to, std::optional<Result<QByteArray>> *reply) {
    RequestParts parts;
    parts.body.insert(u"to"_s, to);
    const Caller caller{{rig.userId(u"agent"_s), Role::Agent}, {}, {}, {}};
    rig.engine().dispatcher().dispatch(StartCall::name, parts, caller, [reply](const Result<QByteArray> &result) { *reply = result; });
}

/// Dials and gives the call's id; empty if it was refused.
QString dialled(Rig &rig, const QString &to) {
    return rig.post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, to}}).object().value(u"id"_s).toString();
}

/// The only call with that number, once there is one.
QString callTo(Rig &rig, const QString &number) {
    QString id;
    const QString path = u"/api/calls/history/"_s + QString::fromLatin1(QUrl::toPercentEncoding(number));
    const bool there = QTest::qWaitFor([&] {
        id = rig.get(u"admin"_s, path).array().at(0)[u"id"_s].toString();
        return !id.isEmpty();
    }, kPatience);
    return there ? id : QString();
}

bool ends(Rig &rig, const QString &id) {
    return QTest::qWaitFor([&] { return rig.call(id).value(u"endedAt"_s).isString(); }, kPatience);
}

bool reaches(Rig &rig, const QString &id, const QString &status) {
    return QTest::qWaitFor([&] { return rig.status(id) == status; }, kPatience);
}

/// The person at the far end of the call's first leg hangs up.
void farEndHangsUp(Rig &rig, const QString &id) {
    simulator::Switchboard &board = rig.carrier().carrier().board();
    if (simulator::Leg *leg = board.find(rig.call(id).value(u"telnyxLegA"_s).toString())) board.end(*leg, hangupByParty(*leg));
}

simulator::FaultRule dialFault(simulator::FaultKind kind, int status, bool executed, int count) {
    simulator::FaultRule rule;
    rule.endpoint = u"dial"_s;
    rule.kind = kind;
    rule.status = status;
    rule.executed = executed;
    rule.remaining = count;
    return rule;
}

int requests(Rig &rig, const QString &endpoint) {
    const auto &all = rig.carrier().carrier().requests();
    const auto found = all.find(endpoint);
    return found == all.end() ? 0 : found->second;
}

} // namespace

class EngineFlow : public QObject {
    Q_OBJECT
private slots:
    void happyPath();
    void endings_data();
    void endings();
    void hangUpWhileRinging();
    void hangUpBeforeTheDialLeaves();
    void hangUpWhileTheCarrierRefuses();
    void dialFaults_data();
    void dialFaults();
    void lostWebhooks_data();
    void lostWebhooks();
    void inboundWithAssistant();
    void inboundGivesUp();
    void tripledAndShuffledWebhooks();
    void restart();
    void restartWhileDialling();
    void databaseAway();
    void drain();
};

void EngineFlow::happyPath() {
    Rig rig;
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{3000}, .talk = Ms{4000}});
    const QString id = dialled(rig, kNumber);
    QVERIFY(!id.isEmpty());
    QVERIFY(ends(rig, id));
    QTRY_COMPARE(rig.statusesTold(id), (QStringList{u"INITIATED"_s, u"RINGING"_s, u"ACTIVE"_s, u"COMPLETED"_s}));
    const QJsonObject call = rig.call(id);
    QCOMPARE(call.value(u"outcome"_s).toString(), u"answered"_s);
    const auto answered = fromIso(call.value(u"answeredAt"_s).toString().toLatin1()), ended = fromIso(call.value(u"endedAt"_s).toString().toLatin1());
    const auto started = fromIso(call.value(u"startedAt"_s).toString().toLatin1());
    QVERIFY(started && answered && ended && *started <= *answered && *answered < *ended);
    qint64 last = 0;
    for (const Event &event : rig.events()) {
        QVERIFY2(event.seq > last, "the feed must rise");
        last = event.seq;
        if (event.subject != id) continue;
        QCOMPARE(event.audience.kind, Audience::Kind::Owner);
        QCOMPARE(event.audience.userId, rig.userId(u"agent"_s).text());
    }
    QCOMPARE(rig.dialsTo(kNumber), 1);
    QTRY_VERIFY(!rig.engine().outbox()->busy());
}

void EngineFlow::endings_data() {
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("busy") << static_cast<int>(Outcome::Busy) << u"NO_ANSWER"_s << u"busy"_s;
    QTest::newRow("rejected") << static_cast<int>(Outcome::Reject) << u"NO_ANSWER"_s << u"rejected"_s;
    QTest::newRow("no answer") << static_cast<int>(Outcome::NoAnswer) << u"NO_ANSWER"_s << u"no_answer"_s;
    QTest::newRow("unreachable") << static_cast<int>(Outcome::Unreachable) << u"NO_ANSWER"_s << u"no_answer"_s;
    QTest::newRow("invalid") << static_cast<int>(Outcome::Invalid) << u"FAILED"_s << u"invalid_number"_s;
    QTest::newRow("no route") << static_cast<int>(Outcome::Failure) << u"FAILED"_s << u"failed"_s;
}

void EngineFlow::endings() {
    QFETCH(int, outcome);
    QFETCH(QString, status);
    QFETCH(QString, word);
    Rig rig;
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.outcome = static_cast<Outcome>(outcome), .ring = Ms{1000}});
    const QString id = dialled(rig, kNumber);
    QVERIFY(ends(rig, id));
    const QJsonObject call = rig.call(id);
    QCOMPARE(call.value(u"status"_s).toString(), status);
    QCOMPARE(call.value(u"outcome"_s).toString(), word);
    QVERIFY(call.value(u"answeredAt"_s).isNull());
    QTRY_COMPARE(rig.statusesTold(id).last(), status);
    QCOMPARE(rig.dialsTo(kNumber), 1);
}

void EngineFlow::hangUpWhileRinging() {
    Rig rig;
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{500'000}});
    const QString id = dialled(rig, kNumber);
    QVERIFY(reaches(rig, id, u"RINGING"_s));
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).status, 200);
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.status(id), u"NO_ANSWER"_s);
    QCOMPARE(rig.call(id).value(u"outcome"_s).toString(), u"cancelled"_s);
    QCOMPARE(rig.carrier().carrier().board().liveLegs().size(), size_t(0));
}

void EngineFlow::hangUpBeforeTheDialLeaves() {
    RigOptions options;
    options.timeScale = 5;
    options.engine = [](EngineOptions &engine) {
        engine.dialsPerSecond = 0.001;
        engine.dialBurst = 1;
    };
    Rig rig(options);
    RIG_STARTS(rig);
    QVERIFY(!dialled(rig, kNumber).isEmpty()); // takes the only token
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kSecond, &reply);
    const QString id = callTo(rig, kSecond);
    QVERIFY(!id.isEmpty());
    QVERIFY(!reply);
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).status, 200);
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.status(id), u"NO_ANSWER"_s);
    QCOMPARE(rig.call(id).value(u"outcome"_s).toString(), u"cancelled"_s);
    QTRY_VERIFY(reply.has_value());
    QVERIFY2(reply->ok(), problemOf(*reply).constData());
    QVERIFY(QJsonDocument::fromJson(**reply).object().value(u"telnyxLegId"_s).isNull());
    QTRY_VERIFY(!rig.engine().outbox()->busy());
    QCOMPARE(rig.dialsTo(kSecond), 0);
}

void EngineFlow::hangUpWhileTheCarrierRefuses() {
    Rig rig({.timeScale = 2});
    RIG_STARTS(rig);
    simulator::FaultRule refusal = dialFault(simulator::FaultKind::Status, 429, false, -1);
    refusal.retryAfterMs = 300;
    rig.carrier().faults().add(refusal);
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kNumber, &reply);
    QTRY_VERIFY_WITH_TIMEOUT(rig.carrier().faults().hits() > 0, kPatience);
    const QString id = callTo(rig, kNumber);
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).status, 200);
    rig.carrier().faults().clear();
    QVERIFY(ends(rig, id));
    QTRY_VERIFY(!rig.engine().outbox()->busy());
    QCOMPARE(rig.dialsTo(kNumber), 0);
    QCOMPARE(rig.call(id).value(u"outcome"_s).toString(), u"cancelled"_s);
}

void EngineFlow::dialFaults_data() {
    using simulator::FaultKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("executed");
    QTest::addColumn<int>("count");
    QTest::newRow("429 twice") << static_cast<int>(FaultKind::Status) << 429 << false << 2;
    QTest::newRow("500, not placed") << static_cast<int>(FaultKind::Status) << 500 << false << 2;
    QTest::newRow("500, placed") << static_cast<int>(FaultKind::Status) << 500 << true << 2;
    QTest::newRow("502 of a proxy, placed") << static_cast<int>(FaultKind::Status) << 502 << true << 1;
    QTest::newRow("503, not placed") << static_cast<int>(FaultKind::Status) << 503 << false << 1;
    QTest::newRow("reset") << static_cast<int>(FaultKind::Reset) << 0 << false << 2;
    QTest::newRow("answer lost") << static_cast<int>(FaultKind::Reset) << 0 << true << 2;
    QTest::newRow("answer broken") << static_cast<int>(FaultKind::BrokenJson) << 0 << true << 1;
}

void EngineFlow::dialFaults() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(bool, executed);
    QFETCH(int, count);
    Rig rig({.timeScale = 4});
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{1000}, .talk = Ms{2000}});
    simulator::FaultRule fault = dialFault(static_cast<simulator::FaultKind>(kind), status, executed, count);
    if (status == 429) fault.retryAfterMs = 200;
    rig.carrier().faults().add(fault);
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kNumber, &reply);
    const QString id = callTo(rig, kNumber);
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.status(id), u"COMPLETED"_s);
    QTRY_VERIFY_WITH_TIMEOUT(reply.has_value(), kPatience);
    QVERIFY2(reply->ok(), problemOf(*reply).constData());
    QTRY_VERIFY_WITH_TIMEOUT(!rig.engine().outbox()->busy(), kPatience);
    QCOMPARE(rig.dialsTo(kNumber), 1);
    QVERIFY(rig.carrier().faults().hits() >= 1);
}

void EngineFlow::lostWebhooks_data() {
    QTest::addColumn<QString>("from");   // the status from which on webhooks are lost
    QTest::addColumn<int>("count");      // how many; -1 = all
    QTest::addColumn<bool>("answers");
    QTest::addColumn<QString>("status");
    QTest::newRow("hang-up") << u"ACTIVE"_s << -1 << true << u"COMPLETED"_s;
    QTest::newRow("answer") << u"RINGING"_s << 1 << true << u"COMPLETED"_s;
    QTest::newRow("answer and hang-up") << u"RINGING"_s << -1 << true << u"COMPLETED"_s;
    QTest::newRow("first") << u"INITIATED"_s << 1 << true << u"COMPLETED"_s;
    QTest::newRow("all") << u"INITIATED"_s << -1 << true << u"COMPLETED"_s;
    QTest::newRow("all, nobody answers") << u"INITIATED"_s << -1 << false << u"NO_ANSWER"_s;
}

void EngineFlow::lostWebhooks() {
    QFETCH(QString, from);
    QFETCH(int, count);
    QFETCH(bool, answers);
    QFETCH(QString, status);
    Rig rig;
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.outcome = answers ? Outcome::Human : Outcome::Busy, .ring = Ms{10'000}, .talk = Ms{10'000}});
    const auto lose = [&] {
        auto &chance = rig.carrier().sender().options().faults.lose;
        if (count < 0) chance.probability = 1;
        else chance.next = count;
    };
    if (from == "INITIATED"_L1) lose();
    bool armed = from != "INITIATED"_L1;
    rig.onEvent = [&](const Event &, const QJsonObject &payload) {
        if (armed && payload.value(u"status"_s).toString() == from) {
            armed = false;
            lose();
        }
    };
    const QString id = dialled(rig, kNumber);
    QVERIFY(ends(rig, id));
    QVERIFY(rig.carrier().sender().counts().lost > 0);
    const QJsonObject call = rig.call(id);
    QCOMPARE(call.value(u"status"_s).toString(), status);
    QCOMPARE(call.value(u"answeredAt"_s).isString(), answers);
    QCOMPARE(rig.dialsTo(kNumber), 1);
}

void EngineFlow::inboundWithAssistant() {
    Rig rig;
    RIG_STARTS(rig);
    const auto phone = [&](const QString &from) {
        rig.carrier().inbound().placeNow(from, u"+13125550100"_s, LegScript{.talk = Ms{30'000}, .patience = Ms{60'000}});
        return callTo(rig, from);
    };
    const QString id = phone(kNumber);
    QVERIFY(!id.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(rig.call(id).value(u"aiSessionId"_s).isString(), kPatience);
    QVERIFY(ends(rig, id));
    QTRY_COMPARE(rig.statusesTold(id), (QStringList{u"RINGING"_s, u"ACTIVE"_s, u"COMPLETED"_s}));
    const QJsonObject call = rig.call(id);
    QCOMPARE(call.value(u"direction"_s).toString(), u"inbound"_s);
    QCOMPARE(call.value(u"customerNumber"_s).toString(), kNumber);
    QVERIFY(call.value(u"agentId"_s).isNull());
    QVERIFY(call.value(u"agent"_s).isNull());
    QCOMPARE(requests(rig, u"answer"_s), 1);
    QCOMPARE(requests(rig, u"assistants.create"_s), 1);
    const QString second = phone(kSecond);
    QTRY_VERIFY_WITH_TIMEOUT(rig.call(second).value(u"aiSessionId"_s).isString(), kPatience);
    QCOMPARE(requests(rig, u"assistants.create"_s), 1); // made once and remembered
}

void EngineFlow::inboundGivesUp() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) { engine.policy.answerInbound = false; };
    Rig rig(options);
    RIG_STARTS(rig);
    rig.carrier().inbound().placeNow(kNumber, u"+13125550100"_s, LegScript{.patience = Ms{6000}});
    const QString id = callTo(rig, kNumber);
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.status(id), u"NO_ANSWER"_s);
    QCOMPARE(rig.call(id).value(u"outcome"_s).toString(), u"abandoned"_s);
    QCOMPARE(requests(rig, u"answer"_s), 0);
    // While he waited every agent could see him.
    const auto waited = std::find_if(rig.events().begin(), rig.events().end(), [&](const Event &event) {
        return event.subject == id && event.audience.kind == Audience::Kind::Waiting;
    });
    QVERIFY(waited != rig.events().end());
}

void EngineFlow::tripledAndShuffledWebhooks() {
    RigOptions options;
    options.simulator = [](simulator::SimulatorOptions &sim) {
        sim.webhooks.faults.duplicate.probability = 1;
        sim.webhooks.faults.copies = 2;
        sim.webhooks.faults.shuffleWindowMs = 400;
    };
    Rig rig(options);
    RIG_STARTS(rig);
    const std::vector<std::tuple<QString, Outcome, QString>> people{
        {u"+13125550131"_s, Outcome::Human, u"COMPLETED"_s}, {u"+13125550132"_s, Outcome::Busy, u"NO_ANSWER"_s},
        {u"+13125550133"_s, Outcome::Reject, u"NO_ANSWER"_s}, {u"+13125550134"_s, Outcome::Invalid, u"FAILED"_s},
        {u"+13125550135"_s, Outcome::Human, u"COMPLETED"_s}};
    std::vector<QString> ids;
    for (const auto &[number, outcome, status] : people) {
        bind(rig, number, LegScript{.outcome = outcome, .ring = Ms{1000}, .talk = Ms{2000}});
        ids.push_back(dialled(rig, number));
    }
    for (const QString &id : ids) QVERIFY(ends(rig, id));
    QTRY_COMPARE_WITH_TIMEOUT(rig.carrier().sender().pending(), qint64(0), kPatience);
    for (size_t i = 0; i < ids.size(); ++i) {
        QCOMPARE(rig.status(ids[i]), std::get<2>(people[i]));
        QCOMPARE(rig.call(ids[i]).value(u"answeredAt"_s).isString(), std::get<1>(people[i]) == Outcome::Human);
        QCOMPARE(rig.dialsTo(std::get<0>(people[i])), 1);
    }
    const Metrics &metrics = rig.engine().metrics();
    QVERIFY(metrics.webhooksProcessed >= 12);
    QVERIFY(metrics.webhooksDuplicate >= 2 * metrics.webhooksProcessed);
}

void EngineFlow::restart() {
    RigOptions options;
    options.timeScale = 5;
    options.engine = [](EngineOptions &engine) {
        engine.dialsPerSecond = 0.001;
        engine.dialBurst = 2;
    };
    Rig rig(options);
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{1000}});
    bind(rig, kSecond, LegScript{.ring = Ms{500'000}});
    bind(rig, kThird, LegScript{.ring = Ms{1000}, .talk = Ms{2000}});
    const QString talking = dialled(rig, kNumber), ringing = dialled(rig, kSecond);
    QVERIFY(reaches(rig, talking, u"ACTIVE"_s));
    QVERIFY(reaches(rig, ringing, u"RINGING"_s));
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kThird, &reply); // waits for a token
    const QString waiting = callTo(rig, kThird);
    QVERIFY(!waiting.isEmpty());
    QCOMPARE(rig.dialsTo(kThird), 0);

    simulator::Switchboard &board = rig.carrier().carrier().board();
    simulator::Leg *leg = board.find(rig.call(talking).value(u"telnyxLegA"_s).toString());
    QVERIFY(leg);
    rig.stopNode();
    board.end(*leg, hangupByParty(*leg));
    const QByteArray problem = problemOf(rig.startNode());
    QVERIFY2(problem.isEmpty(), problem.constData());

    QVERIFY(ends(rig, talking));
    QCOMPARE(rig.status(talking), u"COMPLETED"_s);
    QVERIFY(ends(rig, waiting));
    QCOMPARE(rig.status(waiting), u"COMPLETED"_s);
    QCOMPARE(rig.status(ringing), u"RINGING"_s);
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls/"_s + ringing + u"/hangup"_s).status, 200);
    QVERIFY(ends(rig, ringing));
    for (const QString &number : {kNumber, kSecond, kThird}) QCOMPARE(rig.dialsTo(number), 1);
    QVERIFY(!reply); // who asked is gone with the program
}

void EngineFlow::restartWhileDialling() {
    Rig rig({.timeScale = 2});
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{1000}, .talk = Ms{1000}});
    simulator::FaultRule stall = dialFault(simulator::FaultKind::Stall, 0, true, 1);
    stall.delay = Ms{600'000};
    rig.carrier().faults().add(stall);
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kNumber, &reply);
    QTRY_COMPARE_WITH_TIMEOUT(rig.dialsTo(kNumber), 1, kPatience);
    const QString id = callTo(rig, kNumber);
    rig.stopNode();
    const QByteArray problem = problemOf(rig.startNode());
    QVERIFY2(problem.isEmpty(), problem.constData());
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.status(id), u"COMPLETED"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!rig.engine().outbox()->busy(), kPatience);
    QCOMPARE(rig.dialsTo(kNumber), 1);
}

void EngineFlow::databaseAway() {
    auto cluster = PgCluster::create({.fsync = false});
    QVERIFY2(cluster.ok(), problemOf(cluster).constData());
    PgCluster &postgres = **cluster;
    const auto url = postgres.createDatabase(u"away"_s);
    QVERIFY2(url.ok(), problemOf(url).constData());
    RigOptions options;
    options.databaseUrl = *url;
    options.timeScale = 1; // the reconciler is far away: only the carrier's retries can save the webhook
    options.simulator = [](simulator::SimulatorOptions &sim) { sim.webhooks.retriesMs = std::vector<int>(200, 200); };
    Rig rig(options);
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{200}});
    const QString id = dialled(rig, kNumber);
    QVERIFY(reaches(rig, id, u"ACTIVE"_s));
    simulator::Switchboard &board = rig.carrier().carrier().board();
    simulator::Leg *leg = board.find(rig.call(id).value(u"telnyxLegA"_s).toString());
    QVERIFY(leg);

    QVERIFY(postgres.stop().ok());
    const qint64 acked = rig.carrier().sender().counts().acked;
    board.end(*leg, hangupByParty(*leg));
    QTRY_VERIFY_WITH_TIMEOUT(rig.carrier().sender().counts().retried >= 2, kPatience);
    QCOMPARE(rig.carrier().sender().counts().acked, acked);
    QCOMPARE(rig.get({}, u"/readyz"_s).status, 503);
    const HttpAnswer reading = rig.get(u"agent"_s, u"/api/calls/active"_s);
    QCOMPARE(reading.status, 503);
    QVERIFY(reading.headers.value("retry-after").toInt() > 0);
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kSecond}}).status, 503);
    QCOMPARE(rig.post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).status, 503);
    QCOMPARE(rig.get({}, u"/api/health"_s).object().value(u"status"_s).toString(), u"degraded"_s);

    QVERIFY(postgres.startAgain().ok());
    // Each connection of the storage finds its way back by itself; until the last has, a reading may still get a 503.
    QTRY_COMPARE_WITH_TIMEOUT(rig.status(id), u"COMPLETED"_s, kPatience);
    QTRY_COMPARE(rig.statusesTold(id).last(), u"COMPLETED"_s);
    QCOMPARE(rig.dialsTo(kSecond), 0);
    QCOMPARE(rig.carrier().sender().counts().givenUp, qint64(0));
    rig.stopNode();
}

void EngineFlow::drain() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) {
        engine.dialsPerSecond = 0.001;
        engine.dialBurst = 1;
    };
    options.timeScale = 1;
    Rig rig(options);
    RIG_STARTS(rig);
    bind(rig, kNumber, LegScript{.ring = Ms{300'000}});
    const QString id = dialled(rig, kNumber);
    std::optional<Result<QByteArray>> reply;
    startCall(rig, kSecond, &reply);
    QVERIFY(!callTo(rig, kSecond).isEmpty());
    bool drained = false;
    rig.engine().drain([&] { drained = true; });
    QTRY_VERIFY(drained);
    // What comes in is still taken, only dials are not.
    QVERIFY(reaches(rig, id, u"RINGING"_s));
    farEndHangsUp(rig, id);
    QVERIFY(ends(rig, id));
    QCOMPARE(rig.dialsTo(kSecond), 0);
}

QTEST_GUILESS_MAIN(EngineFlow)
#include "tst_engine_flow.moc"
