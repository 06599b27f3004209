// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/floor.h"

#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

class TestDialing : public QObject {
    Q_OBJECT
private slots:
    void answersWithIdsAndEmitsInitiated();
    void badBodiesAreRefused_data();
    void badBodiesAreRefused();
    void aKeyIsNeeded();
    void outcomesEndAsTheCarrierSays_data();
    void outcomesEndAsTheCarrierSays();
    void aRingTimeOutEndsTheCall_data();
    void aRingTimeOutEndsTheCall();
    void aRepeatedCommandDialsOnce();
    void theRepeatWindowEnds();
    void aRefusedDialMayBeRepeatedForReal();
    void at150LegsIn5SecondsItIsEnough();
    void channelsCanBeLimited();
    void linksShareTheSession();
    void bridgeOnAnswerBridges();
    void bridgeOnAnswerToSomebodyGoneHangsUp();
    void aSupervisorGoesWithTheOneHeWatches();
    void machineDetection_data();
    void machineDetection();
    void theTimeScaleDividesRingAndTalk();
    void timeLimitsEndTheCall();
    void inboundCallersLosePatience();
};

void TestDialing::answersWithIdsAndEmitsInitiated() {
    Floor floor;
    const auto response = floor.dial({{u"client_state"_s, u"eyJhIjoxfQ=="_s}, {u"command_id"_s, u"c-1"_s}});
    QCOMPARE(response.status, 200);
    const QJsonObject data = response.json["data"_L1].toObject();
    QVERIFY(data["call_control_id"_L1].toString().startsWith("v3:"_L1));
    QCOMPARE(data["is_alive"_L1].toBool(), false);
    QCOMPARE(floor.types(), QStringList{u"call.initiated"_s});
    const QJsonObject payload = floor.last(u"call.initiated"_s);
    QCOMPARE(payload["call_leg_id"_L1], data["call_leg_id"_L1]);
    QCOMPARE(payload["client_state"_L1].toString(), u"eyJhIjoxfQ=="_s);
    QCOMPARE(payload["direction"_L1].toString(), u"outgoing"_s);
    const QJsonArray dials = floor.carrier.dialsJson();
    QCOMPARE(dials.size(), 1);
    QCOMPARE(dials[0]["command_id"_L1].toString(), u"c-1"_s);
    QCOMPARE(dials[0]["call_control_id"_L1], data["call_control_id"_L1]);
}

void TestDialing::badBodiesAreRefused_data() {
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QString &field, const QJsonValue &value, const QString &code) {
        QTest::newRow(name) << QJsonObject{{field, value}} << code << QString("/"_L1 + field);
    };
    row("no to", u"to"_s, QJsonValue(), u"10004"_s);
    row("blank to", u"to"_s, u"  "_s, u"10004"_s);
    row("no from", u"from"_s, QJsonValue(), u"10004"_s);
    row("no connection", u"connection_id"_s, QJsonValue(), u"10004"_s);
    row("strange connection", u"connection_id"_s, u"1"_s, u"10015"_s);
    row("national number", u"to"_s, u"3125550142"_s, u"10016"_s);
    row("leading zero", u"to"_s, u"+0125550142"_s, u"10016"_s);
    row("letters", u"to"_s, u"+1312555ABCD"_s, u"10016"_s);
    row("half a SIP URI", u"to"_s, u"sip:agent"_s, u"10016"_s);
    row("national from", u"from"_s, u"3125550100"_s, u"10016"_s);
    row("timeout too short", u"timeout_secs"_s, 4, u"10033"_s);
    row("timeout too long", u"timeout_secs"_s, 601, u"10033"_s);
    row("time limit", u"time_limit_secs"_s, 29, u"10033"_s);
    row("detection mode", u"answering_machine_detection"_s, u"maybe"_s, u"10032"_s);
    row("role", u"supervisor_role"_s, u"boss"_s, u"10032"_s);
    row("record", u"record"_s, u"yes"_s, u"10032"_s);
    row("client state", u"client_state"_s, u"not base64!"_s, u"90017"_s);
    row("SRTP to the telephone network", u"media_encryption"_s, u"SRTP"_s, u"10011"_s);
    row("unknown link", u"link_to"_s, u"v3:nobody"_s, u"90015"_s);
    row("unknown supervised leg", u"supervise_call_control_id"_s, u"v3:nobody"_s, u"90015"_s);
    QTest::newRow("bridge without link") << QJsonObject{{u"bridge_on_answer"_s, true}} << u"10004"_s << u"/link_to"_s;
}

void TestDialing::badBodiesAreRefused() {
    QFETCH(QJsonObject, change);
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    Floor floor;
    const auto response = floor.dial(change);
    QCOMPARE(response.status, 422);
    QCOMPARE(response.code(), code);
    QCOMPARE(response.json["errors"_L1][0]["source"_L1]["pointer"_L1].toString(), pointer);
    QVERIFY(!response.json["errors"_L1][0]["title"_L1].toString().isEmpty());
    QVERIFY(floor.events.isEmpty());
    QVERIFY(floor.carrier.dialsJson().isEmpty());
}

void TestDialing::aKeyIsNeeded() {
    Floor open;
    ApiRequest request{u"POST"_s, {u"calls"_s}, {}, Floor::dialBody(), {}};
    QCOMPARE(open.carrier.execute(request).status, 401);
    QCOMPARE(open.carrier.execute(request).code(), u"10009"_s);
    CarrierOptions options;
    options.apiKey = u"KEYGOOD"_s;
    Floor closed(options);
    QCOMPARE(closed.dial().status, 401);
    request.authorization = "Bearer KEYGOOD";
    QCOMPARE(closed.carrier.execute(request).status, 200);
}

void TestDialing::outcomesEndAsTheCarrierSays_data() {
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("sip");
    QTest::newRow("busy") << u"0486"_s << u"user_busy"_s << u"callee"_s << u"486"_s;
    QTest::newRow("rejected") << u"0603"_s << u"call_rejected"_s << u"callee"_s << u"603"_s;
    QTest::newRow("unreachable") << u"0480"_s << u"no_answer"_s << u"callee"_s << u"480"_s;
    QTest::newRow("invalid") << u"0404"_s << u"not_found"_s << u"unknown"_s << u"404"_s;
    QTest::newRow("failure") << u"0503"_s << u"unspecified"_s << u"unknown"_s << u"503"_s;
    QTest::newRow("no answer") << u"0408"_s << u"timeout"_s << u"unknown"_s << u"487"_s;
    QTest::newRow("talked") << u"0902"_s << u"normal_clearing"_s << u"callee"_s << u"200"_s;
}

void TestDialing::outcomesEndAsTheCarrierSays() {
    QFETCH(QString, ending);
    Floor floor;
    const QString id = Floor::idOf(floor.dial({{u"to"_s, QString(u"+1312555"_s + ending)}}));
    floor.clock.advance(std::chrono::minutes(2));
    const QJsonObject payload = floor.last(u"call.hangup"_s, id);
    QTEST(payload["hangup_cause"_L1].toString(), "cause");
    QTEST(payload["hangup_source"_L1].toString(), "source");
    QTEST(payload["sip_hangup_cause"_L1].toString(), "sip");
    const bool talked = floor.count(u"call.answered"_s) == 1;
    QCOMPARE(payload["call_quality_stats"_L1].isObject(), talked);
    QCOMPARE(floor.types(id).first(), u"call.initiated"_s);
    QCOMPARE(floor.types(id).last(), u"call.hangup"_s);
}

void TestDialing::aRingTimeOutEndsTheCall_data() {
    QTest::addColumn<bool>("retry");
    QTest::addColumn<QString>("cause");
    QTest::newRow("of this attempt") << true << u"timeout"_s;
    QTest::newRow("of the whole") << false << u"no_answer"_s;
}

void TestDialing::aRingTimeOutEndsTheCall() {
    QFETCH(bool, retry);
    Floor floor;
    floor.dial({{u"to"_s, u"+13125550408"_s}, {u"timeout_secs"_s, 12}, {u"retry_on_timeout"_s, retry}});
    floor.clock.advance(std::chrono::milliseconds(11999));
    QCOMPARE(floor.count(u"call.hangup"_s), 0);
    floor.clock.advance(std::chrono::milliseconds(1));
    QTEST(floor.last(u"call.hangup"_s)["hangup_cause"_L1].toString(), "cause");
}

void TestDialing::aRepeatedCommandDialsOnce() {
    Floor floor;
    const QJsonObject body{{u"command_id"_s, u"same"_s}};
    const auto first = floor.dial(body);
    floor.clock.advance(std::chrono::seconds(59));
    const auto second = floor.dial(body);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.json, first.json);
    QCOMPARE(floor.carrier.dialsJson().size(), 1);
    QCOMPARE(floor.carrier.repeatedCommands(), 1);
    QCOMPARE(floor.count(u"call.initiated"_s), 1);
    QVERIFY(Floor::idOf(floor.dial({{u"command_id"_s, u"other"_s}})) != Floor::idOf(first));
}

void TestDialing::theRepeatWindowEnds() {
    Floor floor;
    const QJsonObject body{{u"command_id"_s, u"same"_s}};
    const QString first = Floor::idOf(floor.dial(body));
    floor.clock.advance(std::chrono::seconds(60));
    QVERIFY(Floor::idOf(floor.dial(body)) != first);
    QCOMPARE(floor.carrier.dialsJson().size(), 2);
}

void TestDialing::aRefusedDialMayBeRepeatedForReal() {
    CarrierOptions options;
    options.dialsPerWindow = 1;
    Floor floor(options);
    QCOMPARE(floor.dial().status, 200);
    const QJsonObject body{{u"command_id"_s, u"later"_s}};
    QCOMPARE(floor.dial(body).status, 429);
    floor.clock.advance(std::chrono::seconds(5));
    QCOMPARE(floor.dial(body).status, 200);
}

void TestDialing::at150LegsIn5SecondsItIsEnough() {
    Floor floor;
    for (int i = 0; i < 150; ++i) {
        QCOMPARE(floor.dial().status, 200);
        floor.clock.advance(std::chrono::milliseconds(10));
    }
    const auto refused = floor.dial();
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.code(), u"90103"_s);
    std::map<QByteArray, QByteArray> headers(refused.headers.begin(), refused.headers.end());
    QCOMPARE(headers["x-ratelimit-limit"], QByteArray("150"));
    QCOMPARE(headers["x-ratelimit-remaining"], QByteArray("0"));
    QCOMPARE(headers["x-ratelimit-reset"], QByteArray("4"));
    // The first leg falls out of the window 5 s after it was made, and makes room for exactly one.
    floor.clock.advance(std::chrono::milliseconds(3500));
    QCOMPARE(floor.dial().status, 200);
    QCOMPARE(floor.dial().status, 429);
}

void TestDialing::channelsCanBeLimited() {
    CarrierOptions options;
    options.maxLegs = 1;
    Floor floor(options);
    const QString id = floor.answered();
    QCOMPARE(floor.dial().code(), u"90041"_s);
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.dial().status, 200);
}

void TestDialing::linksShareTheSession() {
    Floor floor;
    const QString a = floor.answered();
    const QString b = floor.ringing({{u"link_to"_s, a}, {u"bridge_intent"_s, true}, {u"from"_s, u"+13125550199"_s}});
    const Leg *first = floor.carrier.board().find(a);
    const Leg *second = floor.carrier.board().find(b);
    QCOMPARE(second->sessionId, first->sessionId);
    QCOMPARE(second->from, first->from);
    QVERIFY(floor.carrier.board().find(floor.ringing())->sessionId != first->sessionId);
}

void TestDialing::bridgeOnAnswerBridges() {
    Floor floor;
    const QString a = floor.answered();
    const QString b = floor.answered({{u"link_to"_s, a}, {u"bridge_on_answer"_s, true}});
    QCOMPARE(floor.carrier.board().find(a)->peer, b);
    QCOMPARE(floor.types(b), (QStringList{u"call.initiated"_s, u"call.answered"_s, u"call.bridged"_s}));
    QCOMPARE(floor.types(a).last(), u"call.bridged"_s);
}

void TestDialing::bridgeOnAnswerToSomebodyGoneHangsUp() {
    Floor floor;
    const QString a = floor.answered();
    const QString b = floor.ringing({{u"link_to"_s, a}, {u"bridge_on_answer"_s, true}});
    floor.act(a, u"hangup"_s);
    floor.clock.advance(std::chrono::seconds(1));
    QVERIFY(!floor.alive(b));
    QCOMPARE(floor.count(u"call.bridged"_s), 0);
}

void TestDialing::aSupervisorGoesWithTheOneHeWatches() {
    Floor floor;
    const QString agent = floor.answered();
    const QString supervisor = floor.answered({{u"supervise_call_control_id"_s, agent}});
    const Leg *leg = floor.carrier.board().find(supervisor);
    QCOMPARE(leg->supervisorRole, u"barge"_s);
    QCOMPARE(floor.act(supervisor, u"switch_supervisor_role"_s, {{u"role"_s, u"whisper"_s}}).status, 200);
    QCOMPARE(leg->supervisorRole, u"whisper"_s);
    QCOMPARE(floor.act(supervisor, u"speak"_s, {{u"payload"_s, u"x"_s}, {u"voice"_s, u"male"_s}}).status, 422);
    QVERIFY(floor.alive(agent));
    floor.act(agent, u"hangup"_s);
    QVERIFY(!floor.alive(supervisor));
}

void TestDialing::machineDetection_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QStringList>("expected"); ///< `event=result` in order.
    const QString detection = u"call.machine.detection.ended="_s, greeting = u"call.machine.greeting.ended="_s;
    const QString premium = u"call.machine.premium.detection.ended="_s, beep = u"call.machine.premium.greeting.ended="_s;
    const auto row = [](const char *name, const QString &script, const QString &mode, const QStringList &expected) {
        QTest::newRow(name) << script << mode << expected;
    };
    row("off", u"answer"_s, u"disabled"_s, {});
    row("detect, human", u"answer"_s, u"detect"_s, {detection + u"human"_s});
    row("detect, machine", u"machine"_s, u"detect"_s, {detection + u"machine"_s});
    row("detect, fax", u"fax"_s, u"detect"_s, {detection + u"machine"_s});
    row("detect, silence", u"silence"_s, u"detect"_s, {detection + u"not_sure"_s});
    row("beep, human", u"answer"_s, u"detect_beep"_s, {detection + u"human"_s});
    row("beep, machine", u"machine"_s, u"detect_beep"_s, {detection + u"machine"_s, greeting + u"beep_detected"_s});
    row("beep, none", u"machine,beep=no"_s, u"detect_beep"_s, {detection + u"machine"_s});
    row("words, beep", u"machine"_s, u"detect_words"_s, {detection + u"machine"_s, greeting + u"beep_detected"_s});
    row("words, none", u"machine,beep=no"_s, u"detect_words"_s, {detection + u"machine"_s, greeting + u"not_sure"_s});
    row("greeting end, beep", u"machine"_s, u"greeting_end"_s, {detection + u"machine"_s, greeting + u"beep_detected"_s});
    row("greeting end, none", u"machine,beep=no"_s, u"greeting_end"_s, {detection + u"machine"_s, greeting + u"ended"_s});
    row("premium, home", u"answer"_s, u"premium"_s, {premium + u"human_residence"_s});
    row("premium, office", u"answer,business=yes"_s, u"premium"_s, {premium + u"human_business"_s});
    row("premium, machine", u"machine,greeting=5s"_s, u"premium"_s, {premium + u"machine"_s, beep + u"beep_detected"_s});
    row("premium, early beep", u"machine,greeting=1s"_s, u"premium"_s, {beep + u"beep_detected"_s});
    row("premium, no beep", u"machine,beep=no"_s, u"premium"_s, {premium + u"machine"_s, beep + u"no_beep_detected"_s});
    row("premium, fax", u"fax"_s, u"premium"_s, {premium + u"fax_detected"_s});
    row("premium, silence", u"silence"_s, u"premium"_s, {premium + u"silence"_s});
}

void TestDialing::machineDetection() {
    QFETCH(QString, script);
    QFETCH(QString, mode);
    Floor floor;
    auto read = scriptFromText(script);
    QVERIFY(read.ok());
    floor.carrier.scripts().queueNext(*read);
    floor.dial({{u"answering_machine_detection"_s, mode}});
    floor.clock.advance(std::chrono::minutes(2));
    QStringList seen;
    for (const QJsonValue event : std::as_const(floor.events)) {
        const QString type = event["event_type"_L1].toString();
        if (type.startsWith("call.machine."_L1)) seen.append(QString(type + '='_L1 + event["payload"_L1]["result"_L1].toString()));
    }
    QTEST(seen, "expected");
}

void TestDialing::theTimeScaleDividesRingAndTalk() {
    CarrierOptions options;
    options.timeScale = 10;
    Floor floor(options);
    floor.carrier.scripts().queueNext({.ring = Ms{5000}, .talk = Ms{20000}});
    const QString id = Floor::idOf(floor.dial());
    floor.clock.advance(std::chrono::milliseconds(499));
    QCOMPARE(floor.count(u"call.answered"_s), 0);
    floor.clock.advance(std::chrono::milliseconds(1));
    QCOMPARE(floor.count(u"call.answered"_s), 1);
    floor.clock.advance(std::chrono::milliseconds(1999));
    QVERIFY(floor.alive(id));
    floor.clock.advance(std::chrono::milliseconds(1));
    QVERIFY(!floor.alive(id));
}

void TestDialing::timeLimitsEndTheCall() {
    Floor floor;
    const QString id = floor.answered({{u"time_limit_secs"_s, 60}});
    floor.clock.advance(std::chrono::milliseconds(59999));
    QVERIFY(floor.alive(id));
    floor.clock.advance(std::chrono::milliseconds(1));
    QCOMPARE(floor.last(u"call.hangup"_s, id)["hangup_cause"_L1].toString(), u"time_limit"_s);
}

void TestDialing::inboundCallersLosePatience() {
    Floor floor;
    const QString id = floor.carrier.placeInbound(u"+13125550142"_s, u"+13125550100"_s, {.patience = Ms{8000}});
    const QJsonObject initiated = floor.last(u"call.initiated"_s, id);
    QCOMPARE(initiated["direction"_L1].toString(), u"incoming"_s);
    QVERIFY(initiated["client_state"_L1].isNull());
    floor.clock.advance(std::chrono::seconds(8));
    const QJsonObject payload = floor.last(u"call.hangup"_s, id);
    QCOMPARE(payload["hangup_cause"_L1].toString(), u"originator_cancel"_s);
    QCOMPARE(payload["hangup_source"_L1].toString(), u"caller"_s);
}

QTEST_APPLESS_MAIN(TestDialing)
#include "tst_dialing.moc"
