// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/floor.h"

#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

namespace {

/// In what state a command finds its leg.
enum class Found { Unknown, RingingOut, RingingIn, Answered, Ended };

QString legIn(Floor &floor, Found found) {
    switch (found) {
    case Found::Unknown: return u"v3:nobody"_s;
    case Found::RingingOut: return floor.ringing();
    case Found::RingingIn: return floor.inbound();
    case Found::Answered: return floor.answered();
    case Found::Ended: return floor.ended();
    }
    return {};
}

struct Expect {
    Found found;
    QString code; ///< Empty = accepted.
};

} // namespace

Q_DECLARE_METATYPE(Found)

class TestCallCommands : public QObject {
    Q_OBJECT
private slots:
    void commandsFitTheState_data();
    void commandsFitTheState();
    void requiredFieldsAreAskedFor_data();
    void requiredFieldsAreAskedFor();
    void unknownCommandsAreNotFound();
    void aRepeatedCommandHasNoSecondEffect();
    void clientStateReplacesTheEarlierOne();
    void aRefusedCommandKeepsTheClientState();
    void hangingUpTellsWho_data();
    void hangingUpTellsWho();
    void rejectingTellsHow_data();
    void rejectingTellsHow();
    void aBridgeIsToldToBothAndEndsWithOne();
    void aParkedPartnerStays();
    void aBridgeMovesALeg();
    void aDoubleBridgeCanBePrevented();
    void aRingtoneBridgesLater();
    void badBridgesAreRefused();
    void aTransferMakesALeg();
    void aFailedTransferLeavesTheCaller();
    void aReferEndsTheLeg();
    void digitsAreSent();
    void webhookAddressesOfTheLegAreUsed();
};

void TestCallCommands::commandsFitTheState_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<Found>("found");
    QTest::addColumn<QString>("code");
    const auto rows = [](const QString &command, const QJsonObject &body, const std::vector<Expect> &expected) {
        static const char *names[] = {"unknown", "ringing out", "ringing in", "answered", "ended"};
        for (const Expect &e : expected)
            QTest::addRow("%s, %s", qPrintable(command), names[static_cast<int>(e.found)]) << command << body << e.found << e.code;
    };
    const auto usual = [&](const QString &command, const QJsonObject &body, const QString &unanswered = u"90034"_s) {
        rows(command, body, {{Found::Unknown, u"90015"_s}, {Found::RingingOut, unanswered}, {Found::RingingIn, unanswered},
                             {Found::Answered, {}}, {Found::Ended, u"90018"_s}});
    };
    rows(u"answer"_s, {}, {{Found::Unknown, u"90015"_s}, {Found::RingingOut, u"90102"_s}, {Found::RingingIn, {}},
                           {Found::Answered, u"90102"_s}, {Found::Ended, u"90018"_s}});
    rows(u"reject"_s, {{u"cause"_s, u"USER_BUSY"_s}},
         {{Found::RingingOut, u"90033"_s}, {Found::RingingIn, {}}, {Found::Answered, u"90033"_s}, {Found::Ended, u"90018"_s}});
    rows(u"hangup"_s, {}, {{Found::Unknown, u"90015"_s}, {Found::RingingOut, {}}, {Found::RingingIn, {}}, {Found::Answered, {}},
                           {Found::Ended, u"90018"_s}});
    rows(u"client_state_update"_s, {{u"client_state"_s, u"YQ=="_s}},
         {{Found::RingingOut, {}}, {Found::Answered, {}}, {Found::Ended, u"90018"_s}});
    usual(u"speak"_s, {{u"payload"_s, u"Hello"_s}, {u"voice"_s, u"AWS.Polly.Joanna"_s}});
    usual(u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/a.mp3"_s}});
    usual(u"playback_stop"_s, {});
    usual(u"gather"_s, {});
    usual(u"gather_using_speak"_s, {{u"payload"_s, u"Press"_s}, {u"voice"_s, u"female"_s}});
    usual(u"gather_using_audio"_s, {{u"audio_url"_s, u"https://media.example.com/a.mp3"_s}});
    usual(u"gather_using_ai"_s, {{u"parameters"_s, QJsonObject{{u"type"_s, u"object"_s}}}});
    usual(u"send_dtmf"_s, {{u"digits"_s, u"1w2#"_s}});
    usual(u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}}, u"90020"_s);
    usual(u"streaming_start"_s, {{u"stream_url"_s, u"wss://media.example.com/x"_s}});
    usual(u"transcription_start"_s, {});
    usual(u"transcription_stop"_s, {});
    usual(u"ai_assistant_start"_s, {{u"assistant"_s, QJsonObject{{u"id"_s, u"assistant-1"_s}}}});
    usual(u"enqueue"_s, {{u"queue_name"_s, u"support"_s}});
    usual(u"transfer"_s, {{u"to"_s, u"+13125550177"_s}});
    usual(u"refer"_s, {{u"sip_address"_s, u"sip:a@example.com"_s}});
    usual(u"suppression_start"_s, {});
    rows(u"streaming_stop"_s, {}, {{Found::Answered, u"90048"_s}});
    rows(u"leave_queue"_s, {}, {{Found::Answered, u"90035"_s}});
    rows(u"gather_stop"_s, {}, {{Found::Answered, u"90033"_s}});
    rows(u"record_stop"_s, {}, {{Found::Answered, u"90033"_s}});
    rows(u"record_pause"_s, {}, {{Found::Answered, u"90033"_s}});
    rows(u"ai_assistant_stop"_s, {}, {{Found::Answered, u"90033"_s}});
    rows(u"switch_supervisor_role"_s, {{u"role"_s, u"barge"_s}}, {{Found::Answered, u"90033"_s}});
}

void TestCallCommands::commandsFitTheState() {
    QFETCH(QString, command);
    QFETCH(QJsonObject, body);
    QFETCH(Found, found);
    QFETCH(QString, code);
    Floor floor;
    const QString id = legIn(floor, found);
    const auto eventsBefore = floor.events.size();
    const auto response = floor.act(id, command, body);
    QCOMPARE(response.code(), code);
    QCOMPARE(response.status, code.isEmpty() ? 200 : 422);
    if (code.isEmpty()) QCOMPARE(response.json["data"_L1]["result"_L1].toString(), u"ok"_s);
    else QCOMPARE(floor.events.size(), eventsBefore);
}

void TestCallCommands::requiredFieldsAreAskedFor_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("reject") << u"reject"_s << QJsonObject{} << u"/cause"_s;
    QTest::newRow("speak payload") << u"speak"_s << QJsonObject{{u"voice"_s, u"male"_s}} << u"/payload"_s;
    QTest::newRow("speak voice") << u"speak"_s << QJsonObject{{u"payload"_s, u"x"_s}} << u"/voice"_s;
    QTest::newRow("playback") << u"playback_start"_s << QJsonObject{} << u"/audio_url"_s;
    QTest::newRow("gather audio") << u"gather_using_audio"_s << QJsonObject{} << u"/audio_url"_s;
    QTest::newRow("record format") << u"record_start"_s << QJsonObject{{u"channels"_s, u"dual"_s}} << u"/format"_s;
    QTest::newRow("record channels") << u"record_start"_s << QJsonObject{{u"format"_s, u"mp3"_s}} << u"/channels"_s;
    QTest::newRow("stream") << u"streaming_start"_s << QJsonObject{} << u"/stream_url"_s;
    QTest::newRow("assistant") << u"ai_assistant_start"_s << QJsonObject{} << u"/assistant"_s;
    QTest::newRow("assistant id") << u"ai_assistant_start"_s << QJsonObject{{u"assistant"_s, QJsonObject{}}} << u"/assistant/id"_s;
    QTest::newRow("queue") << u"enqueue"_s << QJsonObject{} << u"/queue_name"_s;
    QTest::newRow("transfer") << u"transfer"_s << QJsonObject{} << u"/to"_s;
    QTest::newRow("bridge") << u"bridge"_s << QJsonObject{} << u"/call_control_id"_s;
    QTest::newRow("state") << u"client_state_update"_s << QJsonObject{} << u"/client_state"_s;
    QTest::newRow("digits") << u"send_dtmf"_s << QJsonObject{} << u"/digits"_s;
}

void TestCallCommands::requiredFieldsAreAskedFor() {
    QFETCH(QString, command);
    QFETCH(QJsonObject, body);
    Floor floor;
    const auto response = floor.act(floor.answered(), command, body);
    QCOMPARE(response.code(), u"10004"_s);
    QTEST(response.json["errors"_L1][0]["source"_L1]["pointer"_L1].toString(), "pointer");
}

void TestCallCommands::unknownCommandsAreNotFound() {
    Floor floor;
    const auto response = floor.act(floor.answered(), u"levitate"_s);
    QCOMPARE(response.status, 404);
    QCOMPARE(response.code(), u"10005"_s);
    QCOMPARE(floor.carrier.requests().at(u"unknown"_s), 1);
}

void TestCallCommands::aRepeatedCommandHasNoSecondEffect() {
    Floor floor;
    const QString id = floor.answered();
    const QJsonObject body{{u"payload"_s, u"Hello"_s}, {u"voice"_s, u"male"_s}, {u"command_id"_s, u"s1"_s}};
    QCOMPARE(floor.act(id, u"speak"_s, body).status, 200);
    QCOMPARE(floor.act(id, u"speak"_s, body).status, 200);
    floor.clock.advance(std::chrono::seconds(30));
    QCOMPARE(floor.count(u"call.speak.ended"_s), 1);
    // A hang-up that is repeated is answered as the first was, though the call has ended since.
    QCOMPARE(floor.act(id, u"hangup"_s, {{u"command_id"_s, u"h1"_s}}).status, 200);
    QCOMPARE(floor.act(id, u"hangup"_s, {{u"command_id"_s, u"h1"_s}}).status, 200);
    QCOMPARE(floor.act(id, u"hangup"_s, {{u"command_id"_s, u"h2"_s}}).code(), u"90018"_s);
    // The same id on another leg is another command.
    const QString other = floor.answered();
    QCOMPARE(floor.act(other, u"hangup"_s, {{u"command_id"_s, u"h1"_s}}).status, 200);
    QVERIFY(!floor.alive(other));
}

void TestCallCommands::clientStateReplacesTheEarlierOne() {
    Floor floor;
    const QString id = floor.answered({{u"client_state"_s, u"Zmlyc3Q="_s}});
    QCOMPARE(floor.last(u"call.answered"_s)["client_state"_L1].toString(), u"Zmlyc3Q="_s);
    floor.act(id, u"speak"_s, {{u"payload"_s, u"x"_s}, {u"voice"_s, u"male"_s}, {u"client_state"_s, u"c2Vjb25k"_s}});
    QCOMPARE(floor.last(u"call.speak.started"_s)["client_state"_L1].toString(), u"c2Vjb25k"_s);
    floor.act(id, u"client_state_update"_s, {{u"client_state"_s, u"dGhpcmQ="_s}});
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.last(u"call.hangup"_s)["client_state"_L1].toString(), u"dGhpcmQ="_s);
}

void TestCallCommands::aRefusedCommandKeepsTheClientState() {
    Floor floor;
    const QString id = floor.answered({{u"client_state"_s, u"Zmlyc3Q="_s}});
    QCOMPARE(floor.act(id, u"answer"_s, {{u"client_state"_s, u"c2Vjb25k"_s}}).code(), u"90102"_s);
    QCOMPARE(floor.act(id, u"hangup"_s, {{u"client_state"_s, u"two\nlines"_s}}).code(), u"90017"_s);
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.last(u"call.hangup"_s)["client_state"_L1].toString(), u"Zmlyc3Q="_s);
}

void TestCallCommands::hangingUpTellsWho_data() {
    QTest::addColumn<Found>("found");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("source");
    QTest::newRow("while it rings out") << Found::RingingOut << u"originator_cancel"_s << u"caller"_s;
    QTest::newRow("while it rings in") << Found::RingingIn << u"call_rejected"_s << u"callee"_s;
    QTest::newRow("our call") << Found::Answered << u"normal_clearing"_s << u"caller"_s;
}

void TestCallCommands::hangingUpTellsWho() {
    QFETCH(Found, found);
    Floor floor;
    floor.act(legIn(floor, found), u"hangup"_s);
    QTEST(floor.last(u"call.hangup"_s)["hangup_cause"_L1].toString(), "cause");
    QTEST(floor.last(u"call.hangup"_s)["hangup_source"_L1].toString(), "source");
}

void TestCallCommands::rejectingTellsHow_data() {
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("hangupCause");
    QTest::addColumn<QString>("code");
    QTest::newRow("busy") << u"USER_BUSY"_s << u"user_busy"_s << u""_s;
    QTest::newRow("rejected") << u"CALL_REJECTED"_s << u"call_rejected"_s << u""_s;
    QTest::newRow("nonsense") << u"TIRED"_s << u""_s << u"10032"_s;
}

void TestCallCommands::rejectingTellsHow() {
    QFETCH(QString, cause);
    Floor floor;
    QTEST(floor.act(floor.inbound(), u"reject"_s, {{u"cause"_s, cause}}).code(), "code");
    QTEST(floor.last(u"call.hangup"_s)["hangup_cause"_L1].toString(), "hangupCause");
}

void TestCallCommands::aBridgeIsToldToBothAndEndsWithOne() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    floor.forget();
    QCOMPARE(floor.act(a, u"bridge"_s, {{u"call_control_id"_s, b}}).status, 200);
    QCOMPARE(floor.types(a), QStringList{u"call.bridged"_s});
    QCOMPARE(floor.types(b), QStringList{u"call.bridged"_s});
    floor.act(a, u"hangup"_s);
    QVERIFY(floor.alive(b));
    floor.clock.advance(std::chrono::seconds(1));
    QVERIFY(!floor.alive(b));
    QCOMPARE(floor.last(u"call.hangup"_s, b)["hangup_cause"_L1].toString(), u"normal_clearing"_s);
}

void TestCallCommands::aParkedPartnerStays() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    floor.act(a, u"bridge"_s, {{u"call_control_id"_s, b}, {u"park_after_unbridge"_s, u"self"_s}});
    floor.act(b, u"hangup"_s);
    floor.clock.advance(std::chrono::minutes(10));
    QVERIFY(floor.alive(a));
    QVERIFY(floor.carrier.board().find(a)->peer.isEmpty());
    // The next bridge without the wish takes it back.
    const QString c = floor.answered();
    floor.act(a, u"bridge"_s, {{u"call_control_id"_s, c}});
    floor.act(c, u"hangup"_s);
    floor.clock.advance(std::chrono::seconds(1));
    QVERIFY(!floor.alive(a));
}

void TestCallCommands::aBridgeMovesALeg() {
    Floor floor;
    const QString customer = floor.answered(), first = floor.answered(), second = floor.answered();
    floor.act(first, u"bridge"_s, {{u"call_control_id"_s, customer}});
    floor.act(second, u"bridge"_s, {{u"call_control_id"_s, customer}});
    floor.clock.advance(std::chrono::seconds(1));
    QVERIFY(!floor.alive(first));
    QVERIFY(floor.alive(customer));
    QCOMPARE(floor.carrier.board().find(customer)->peer, second);
}

void TestCallCommands::aDoubleBridgeCanBePrevented() {
    Floor floor;
    const QString customer = floor.answered(), first = floor.answered(), second = floor.answered();
    floor.act(first, u"bridge"_s, {{u"call_control_id"_s, customer}});
    const auto refused = floor.act(second, u"bridge"_s, {{u"call_control_id"_s, customer}, {u"prevent_double_bridge"_s, true}});
    QCOMPARE(refused.code(), u"90033"_s);
    QCOMPARE(floor.carrier.board().find(customer)->peer, first);
}

void TestCallCommands::aRingtoneBridgesLater() {
    Floor floor;
    const QString customer = floor.answered(), agent = floor.ringing();
    QCOMPARE(floor.act(agent, u"bridge"_s, {{u"call_control_id"_s, customer}}).code(), u"90034"_s);
    QCOMPARE(floor.act(customer, u"bridge"_s, {{u"call_control_id"_s, agent}}).code(), u"90034"_s);
    QCOMPARE(floor.act(customer, u"bridge"_s, {{u"call_control_id"_s, agent}, {u"play_ringtone"_s, true}}).status, 200);
    QCOMPARE(floor.count(u"call.bridged"_s), 0);
    floor.clock.advance(std::chrono::seconds(1));
    QCOMPARE(floor.count(u"call.bridged"_s), 2);
    QCOMPARE(floor.carrier.board().find(customer)->peer, agent);
}

void TestCallCommands::badBridgesAreRefused() {
    Floor floor;
    const QString a = floor.answered();
    QCOMPARE(floor.act(a, u"bridge"_s, {{u"call_control_id"_s, a}}).code(), u"10015"_s);
    QCOMPARE(floor.act(a, u"bridge"_s, {{u"call_control_id"_s, u"v3:nobody"_s}}).code(), u"90015"_s);
    QCOMPARE(floor.act(a, u"bridge"_s, {{u"call_control_id"_s, floor.ended()}}).code(), u"90018"_s);
    QCOMPARE(floor.act(a, u"bridge"_s, {{u"queue"_s, u"empty"_s}}).code(), u"90033"_s);
    QCOMPARE(floor.count(u"call.bridged"_s), 0);
}

void TestCallCommands::aTransferMakesALeg() {
    Floor floor;
    const QString id = floor.inbound();
    floor.act(id, u"answer"_s);
    floor.carrier.scripts().queueNext({.ring = Ms{2000}});
    floor.forget();
    const QJsonObject body{{u"to"_s, u"+13125550177"_s}, {u"target_leg_client_state"_s, u"dGFyZ2V0"_s}, {u"client_state"_s, u"YQ=="_s}};
    QCOMPARE(floor.act(id, u"transfer"_s, body).json["data"_L1].toObject(), (QJsonObject{{u"result"_s, u"ok"_s}}));
    const QJsonObject initiated = floor.last(u"call.initiated"_s);
    QCOMPARE(initiated["to"_L1].toString(), u"+13125550177"_s);
    QCOMPARE(initiated["from"_L1].toString(), QLatin1String(Floor::kOurs));
    QCOMPARE(initiated["client_state"_L1].toString(), u"dGFyZ2V0"_s);
    floor.clock.advance(std::chrono::seconds(2));
    const QString target = initiated["call_control_id"_L1].toString();
    QCOMPARE(floor.types(target), (QStringList{u"call.initiated"_s, u"call.answered"_s, u"call.bridged"_s}));
    QCOMPARE(floor.carrier.board().find(id)->peer, target);
}

void TestCallCommands::aFailedTransferLeavesTheCaller() {
    Floor floor;
    const QString id = floor.inbound();
    floor.act(id, u"answer"_s);
    floor.act(id, u"transfer"_s, {{u"to"_s, u"+13125550486"_s}});
    floor.clock.advance(std::chrono::seconds(10));
    QCOMPARE(floor.last(u"call.hangup"_s)["hangup_cause"_L1].toString(), u"user_busy"_s);
    QVERIFY(floor.alive(id));
}

void TestCallCommands::aReferEndsTheLeg() {
    Floor floor;
    const QString id = floor.answered();
    floor.forget();
    floor.act(id, u"refer"_s, {{u"sip_address"_s, u"sip:pbx@example.com"_s}});
    floor.clock.advance(std::chrono::seconds(1));
    QCOMPARE(floor.types(id), (QStringList{u"call.refer.started"_s, u"call.refer.completed"_s, u"call.hangup"_s}));
    const QString other = floor.answered();
    floor.act(other, u"refer"_s, {{u"sip_address"_s, u"sip:pbx@nowhere.invalid"_s}});
    floor.clock.advance(std::chrono::seconds(1));
    QCOMPARE(floor.last(u"call.refer.failed"_s)["sip_notify_response"_L1].toInt(), 503);
    QVERIFY(floor.alive(other));
    QCOMPARE(floor.act(other, u"refer"_s, {{u"sip_address"_s, u"nonsense"_s}}).code(), u"10015"_s);
}

void TestCallCommands::digitsAreSent() {
    Floor floor;
    const QString id = floor.answered({{u"send_digits_on_answer"_s, u"9w"_s}});
    QCOMPARE(floor.act(id, u"send_dtmf"_s, {{u"digits"_s, u"12x"_s}}).code(), u"10015"_s);
    QCOMPARE(floor.act(id, u"send_dtmf"_s, {{u"digits"_s, u"1"_s}, {u"duration_millis"_s, 99}}).code(), u"10033"_s);
    QCOMPARE(floor.act(id, u"send_dtmf"_s, {{u"digits"_s, u"123#"_s}}).status, 200);
    QCOMPARE(floor.carrier.board().find(id)->digitsSent, u"9w123#"_s);
}

void TestCallCommands::webhookAddressesOfTheLegAreUsed() {
    Floor floor;
    const QJsonObject policy{{u"call.hangup"_s, QJsonObject{{u"retries_ms"_s, QJsonArray{100, 200}}}}};
    const QString id = floor.answered({{u"webhook_url"_s, u"http://127.0.0.1:1/leg"_s},
                                       {u"webhook_urls"_s, QJsonObject{{u"call.answered"_s, u"http://127.0.0.1:1/answered"_s}}},
                                       {u"webhook_retries_policies"_s, policy}});
    floor.act(id, u"hangup"_s);
    floor.answered();
    QCOMPARE(floor.webhooks[0].url, u"http://127.0.0.1:1/leg"_s);
    QCOMPARE(floor.webhooks[1].url, u"http://127.0.0.1:1/answered"_s);
    QVERIFY(floor.webhooks[1].retriesMs.empty());
    QCOMPARE(floor.webhooks[2].retriesMs, (std::vector<int>{100, 200}));
    QCOMPARE(floor.webhooks[3].url, QString());
}

QTEST_APPLESS_MAIN(TestCallCommands)
#include "tst_call_commands.moc"
