// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/delivery_plan.h"
#include "server/simulator/faults.h"
#include "server/simulator/inbound_schedule.h"
#include "tests/simulator/floor.h"

#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void rulesAreRead_data();
    void rulesAreRead();
    void wrongRulesAreRefused_data();
    void wrongRulesAreRefused();
    void aCountIsUsedUp();
    void endpointsAreMatched_data();
    void endpointsAreMatched();
    void aPercentageHitsThatMany();
    void throttlingSaysWhenToComeBack();
    void theErrorCodeCanBeChosen();
    void deliveriesGoOnceByDefault();
    void deliveriesFollowTheFaults_data();
    void deliveriesFollowTheFaults();
    void deliveryFaultsAreReadAndChecked();
    void plansRepeatWithTheSeed();
    void callersComeAtTheRate();
    void callersComeByList();
    void theRateCanBeChanged();
};

void TestFaults::rulesAreRead_data() {
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("executed");
    QTest::newRow("status as text") << QJsonObject{{u"kind"_s, u"503"_s}} << u"503"_s << false;
    QTest::newRow("status as number") << QJsonObject{{u"kind"_s, 429}} << u"429"_s << false;
    QTest::newRow("500 though it was done") << QJsonObject{{u"kind"_s, 500}, {u"executed"_s, true}} << u"500"_s << true;
    QTest::newRow("stall") << QJsonObject{{u"kind"_s, u"stall"_s}, {u"delay_ms"_s, 10}} << u"stall"_s << true;
    QTest::newRow("reset") << QJsonObject{{u"kind"_s, u"reset"_s}} << u"reset"_s << false;
    QTest::newRow("lost") << QJsonObject{{u"kind"_s, u"lost"_s}} << u"lost"_s << true;
    QTest::newRow("broken") << QJsonObject{{u"kind"_s, u"broken_json"_s}} << u"broken_json"_s << true;
}

void TestFaults::rulesAreRead() {
    QFETCH(QJsonObject, json);
    const auto rule = faultFromJson(json);
    QVERIFY(rule.ok());
    QTEST(faultToJson(*rule)["kind"_L1].toString(), "kind");
    QTEST(rule->executed, "executed");
}

void TestFaults::wrongRulesAreRefused_data() {
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("field");
    QTest::newRow("no kind") << QJsonObject{} << u"kind"_s;
    QTest::newRow("strange kind") << QJsonObject{{u"kind"_s, u"gremlin"_s}} << u"kind"_s;
    QTest::newRow("no error") << QJsonObject{{u"kind"_s, 200}} << u"kind"_s;
    QTest::newRow("code of words") << QJsonObject{{u"kind"_s, 422}, {u"code"_s, u"capacity"_s}} << u"code"_s;
    QTest::newRow("code of a stall") << QJsonObject{{u"kind"_s, u"stall"_s}, {u"delay_ms"_s, 10}, {u"code"_s, u"90041"_s}} << u"code"_s;
    QTest::newRow("stall of no length") << QJsonObject{{u"kind"_s, u"stall"_s}} << u"delay_ms"_s;
    QTest::newRow("percent") << QJsonObject{{u"kind"_s, 500}, {u"percent"_s, 101}} << u"percent"_s;
    QTest::newRow("count") << QJsonObject{{u"kind"_s, 500}, {u"count"_s, -2}} << u"count"_s;
}

void TestFaults::wrongRulesAreRefused() {
    QFETCH(QJsonObject, json);
    const auto rule = faultFromJson(json);
    QVERIFY(!rule.ok());
    QTEST(rule.error().field, "field");
}

void TestFaults::aCountIsUsedUp() {
    FaultPlan plan(1);
    plan.add({.endpoint = u"dial"_s, .remaining = 2});
    QVERIFY(!plan.next(u"hangup"_s));
    QVERIFY(plan.next(u"dial"_s) && plan.next(u"dial"_s));
    QVERIFY(!plan.next(u"dial"_s));
    QCOMPARE(plan.hits(), 2);
    QCOMPARE(plan.json()[0]["hits"_L1].toInt(), 2);
    plan.add({.remaining = -1});
    QVERIFY(plan.next(u"dial"_s));
    plan.clear();
    QVERIFY(!plan.next(u"dial"_s));
}

void TestFaults::endpointsAreMatched_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("hit");
    QTest::newRow("all") << u"*"_s << u"dial"_s << true;
    QTest::newRow("same") << u"dial"_s << u"dial"_s << true;
    QTest::newRow("longer") << u"dial"_s << u"dialogue"_s << false;
    QTest::newRow("group") << u"conferences.*"_s << u"conferences.join"_s << true;
    QTest::newRow("other group") << u"conferences.*"_s << u"dial"_s << false;
}

void TestFaults::endpointsAreMatched() {
    QFETCH(QString, pattern);
    QFETCH(QString, endpoint);
    FaultPlan plan(1);
    plan.add({.endpoint = pattern});
    QTEST(plan.next(endpoint).has_value(), "hit");
}

void TestFaults::aPercentageHitsThatMany() {
    FaultPlan plan(4);
    plan.add({.probability = 0.05});
    int hits = 0;
    for (int i = 0; i < 10000; ++i) hits += plan.next(u"dial"_s).has_value();
    QVERIFY2(hits > 420 && hits < 580, qPrintable(QString::number(hits)));
}

void TestFaults::throttlingSaysWhenToComeBack() {
    const auto rule = faultFromJson({{u"kind"_s, 429}, {u"retry_after_s"_s, 3}, {u"retry_after_ms"_s, 2500}});
    const ApiResponse response = faultResponse(*rule);
    QCOMPARE(response.status, 429);
    QCOMPARE(response.code(), u"10011"_s);
    const std::map<QByteArray, QByteArray> headers(response.headers.begin(), response.headers.end());
    QCOMPARE(headers.at("Retry-After"), QByteArray("3"));
    QCOMPARE(headers.at("retry-after-ms"), QByteArray("2500"));
    QCOMPARE(headers.at("x-ratelimit-reset"), QByteArray("3"));
    QVERIFY(faultResponse({.status = 502}).text.startsWith('<'));
    QCOMPARE(faultResponse({.status = 500}).code(), u"10007"_s);
}

void TestFaults::theErrorCodeCanBeChosen() {
    const auto rule = faultFromJson({{u"kind"_s, 422}, {u"code"_s, u"90041"_s}});
    QVERIFY(rule.ok());
    QCOMPARE(faultToJson(*rule)["code"_L1].toString(), u"90041"_s);
    QCOMPARE(faultResponse(*rule).status, 422);
    QCOMPARE(faultResponse(*rule).code(), u"90041"_s);
    QCOMPARE(faultResponse(*faultFromJson({{u"kind"_s, 429}, {u"code"_s, 90103}})).code(), u"90103"_s);
    QCOMPARE(faultResponse({.status = 502, .code = u"90041"_s}).code(), u"90041"_s);
}

void TestFaults::deliveriesGoOnceByDefault() {
    WebhookFaults faults;
    Random random(1);
    for (int i = 0; i < 1000; ++i) {
        const auto plan = planDeliveries(faults, {20, 80}, random);
        QCOMPARE(plan.size(), size_t{1});
        QVERIFY(plan[0].delay >= Ms{20} && plan[0].delay <= Ms{80});
        QCOMPARE(plan[0].tamper, Tamper::None);
    }
}

void TestFaults::deliveriesFollowTheFaults_data() {
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<int>("honest");
    QTest::addColumn<int>("tampered");
    QTest::addColumn<int>("leastMs");
    QTest::addColumn<int>("mostMs");
    QTest::newRow("lost") << QJsonObject{{u"lose"_s, 100}} << 0 << 0 << 0 << 0;
    QTest::newRow("doubled") << QJsonObject{{u"duplicate"_s, 100}} << 2 << 0 << 10 << 10;
    QTest::newRow("ten times") << QJsonObject{{u"duplicate"_s, 100}, {u"copies"_s, 9}} << 10 << 0 << 10 << 10;
    QTest::newRow("delayed") << QJsonObject{{u"delay"_s, 100}, {u"delay_ms"_s, 700}} << 1 << 0 << 710 << 710;
    QTest::newRow("delayed somehow") << QJsonObject{{u"delay"_s, 100}, {u"delay_ms"_s, QJsonArray{100, 200}}} << 1 << 0 << 110 << 210;
    QTest::newRow("shuffled") << QJsonObject{{u"shuffle_window_ms"_s, 500}} << 1 << 0 << 10 << 510;
    QTest::newRow("forged, stale, corrupt") << QJsonObject{{u"forge"_s, 100}, {u"stale"_s, 100}, {u"corrupt"_s, 100}} << 1 << 3 << 10 << 10;
}

void TestFaults::deliveriesFollowTheFaults() {
    QFETCH(QJsonObject, json);
    QFETCH(int, leastMs);
    QFETCH(int, mostMs);
    WebhookFaults faults;
    QVERIFY(applyWebhookFaults(json, faults).ok());
    Random random(2);
    const auto plan = planDeliveries(faults, {10, 10}, random);
    const auto honest = std::count_if(plan.begin(), plan.end(), [](const PlannedDelivery &d) { return d.tamper == Tamper::None; });
    QTEST(static_cast<int>(honest), "honest");
    QTEST(static_cast<int>(plan.size()) - static_cast<int>(honest), "tampered");
    for (const PlannedDelivery &delivery : plan) QVERIFY(delivery.delay >= Ms{leastMs} && delivery.delay <= Ms{mostMs});
}

void TestFaults::deliveryFaultsAreReadAndChecked() {
    WebhookFaults faults;
    QVERIFY(applyWebhookFaults({{u"lose"_s, QJsonObject{{u"next"_s, 2}}}}, faults).ok());
    Random random(1);
    QVERIFY(planDeliveries(faults, {0, 0}, random).empty());
    QVERIFY(planDeliveries(faults, {0, 0}, random).empty());
    QCOMPARE(planDeliveries(faults, {0, 0}, random).size(), size_t{1});
    const QJsonObject before = webhookFaultsJson(faults);
    const std::map<QString, QJsonObject> wrong{{u"lose"_s, {{u"lose"_s, 101}}},
                                               {u"forge"_s, {{u"forge"_s, u"often"_s}}},
                                               {u"copies"_s, {{u"copies"_s, 0}}},
                                               {u"delay_ms"_s, {{u"delay_ms"_s, QJsonArray{5, 1}}}},
                                               {u"shuffle_window_ms"_s, {{u"shuffle_window_ms"_s, -1}, {u"lose"_s, 50}}}};
    for (const auto &[field, json] : wrong) {
        const auto result = applyWebhookFaults(json, faults);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().field, field);
        QCOMPARE(webhookFaultsJson(faults), before);
    }
}

void TestFaults::plansRepeatWithTheSeed() {
    const auto run = [](quint64 seed) {
        WebhookFaults faults;
        static_cast<void>(applyWebhookFaults({{u"lose"_s, 20}, {u"duplicate"_s, 30}, {u"shuffle_window_ms"_s, 1000}}, faults));
        Random random(seed);
        std::vector<qint64> delays;
        for (int i = 0; i < 500; ++i) {
            for (const PlannedDelivery &d : planDeliveries(faults, {0, 50}, random)) delays.push_back(d.delay.count());
            delays.push_back(-1);
        }
        return delays;
    };
    QCOMPARE(run(5), run(5));
    QVERIFY(run(5) != run(6));
}

void TestFaults::callersComeAtTheRate() {
    Floor floor;
    InboundSchedule schedule({.perMinute = 30}, 3, floor.carrier, floor.clock);
    schedule.start();
    floor.clock.advance(std::chrono::minutes(60));
    QVERIFY2(schedule.placed() > 1650 && schedule.placed() < 1950, qPrintable(QString::number(schedule.placed())));
    // Nobody answered: all who came a while ago have hung up, and the longest wait is bounded.
    QVERIFY(floor.carrier.board().liveLegs().size() < 60);
    QVERIFY(floor.carrier.board().hangupCounts().at(u"originator_cancel"_s) > 1600);
    schedule.stop();
    const int placed = schedule.placed();
    floor.clock.advance(std::chrono::minutes(5));
    QCOMPARE(schedule.placed(), placed);
}

void TestFaults::callersComeByList() {
    Floor floor;
    InboundOptions options;
    options.list = {{Ms{1000}, u"+13125550111"_s, u"+13125550100"_s, LegScript{.patience = Ms{500}}}, {Ms{3000}, {}, {}, {}}};
    InboundSchedule schedule(options, 3, floor.carrier, floor.clock);
    schedule.start();
    floor.clock.advance(Ms{1600});
    QCOMPARE(floor.types(), (QStringList{u"call.initiated"_s, u"call.hangup"_s}));
    QCOMPARE(floor.last(u"call.initiated"_s)["from"_L1].toString(), u"+13125550111"_s);
    floor.clock.advance(Ms{1400});
    QVERIFY(isE164(floor.last(u"call.initiated"_s)["from"_L1].toString()));
    QCOMPARE(floor.last(u"call.initiated"_s)["to"_L1].toString(), u"+13125550100"_s);
    QVERIFY(!floor.last(u"call.initiated"_s)["caller_id_name"_L1].toString().isEmpty());
}

void TestFaults::theRateCanBeChanged() {
    Floor floor;
    InboundSchedule schedule({}, 3, floor.carrier, floor.clock);
    schedule.start();
    floor.clock.advance(std::chrono::minutes(5));
    QCOMPARE(schedule.placed(), 0);
    schedule.setRate(60);
    floor.clock.advance(std::chrono::minutes(5));
    QVERIFY(schedule.placed() > 200);
    schedule.setRate(0);
    const int placed = schedule.placed();
    floor.clock.advance(std::chrono::minutes(5));
    QCOMPARE(schedule.placed(), placed);
}

QTEST_APPLESS_MAIN(TestFaults)
#include "tst_faults.moc"
