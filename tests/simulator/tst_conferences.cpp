// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/floor.h"

#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

class TestConferences : public QObject {
    Q_OBJECT
private slots:
    void creatingMovesTheLegIn();
    void creatingIsRefused_data();
    void creatingIsRefused();
    void joiningIsRefused_data();
    void joiningIsRefused();
    void joiningAndLeavingAreTold();
    void theLastOneEndsIt();
    void joiningEndsABridge();
    void aParkedPartnerCanBeJoinedToo();
    void theHostTakesEverybodyAlong();
    void aSoftEndParksTheOthers();
    void endingHangsUpEverybody();
    void rolesAndWhisperListsAreKept();
    void holdAndMuteConcernThoseNamedOrAll();
    void theRoomIsFull();
    void anInactiveStartHoldsEverybody();
    void itEndsInTime();
    void soundsAreTold();
    void recordingsAreSaved();
    void dialledLegsJoin_data();
    void dialledLegsJoin();
    void listsAreFiltered();
    void aRepeatedCreateMakesOne();

private:
    static QString create(Floor &floor, const QString &leg, const QString &name, QJsonObject extra = {}) {
        extra.insert(u"call_control_id"_s, leg);
        extra.insert(u"name"_s, name);
        return floor.call(u"POST"_s, u"conferences"_s, extra).json["data"_L1]["id"_L1].toString();
    }
    static QJsonArray people(Floor &floor, const QString &id) {
        return floor.call(u"GET"_s, QString("conferences/"_L1 + id + "/participants"_L1)).json["data"_L1].toArray();
    }
    static Participant who(Floor &floor, const QString &conference, const QString &leg) {
        return *floor.carrier.conferences().find(conference)->find(leg);
    }
};

void TestConferences::creatingMovesTheLegIn() {
    Floor floor;
    const QString leg = floor.answered();
    floor.forget();
    const auto made = floor.call(u"POST"_s, u"conferences"_s, {{u"call_control_id"_s, leg}, {u"name"_s, u"room"_s}});
    QCOMPARE(made.status, 200);
    const QJsonObject data = made.json["data"_L1].toObject();
    QCOMPARE(data["status"_L1].toString(), u"in_progress"_s);
    QCOMPARE(floor.types(leg), (QStringList{u"conference.created"_s, u"conference.participant.joined"_s}));
    QCOMPARE(floor.carrier.board().find(leg)->conferenceId, data["id"_L1].toString());
    QCOMPARE(floor.call(u"GET"_s, u"conferences/room"_s).json["data"_L1]["id"_L1], data["id"_L1]);
}

void TestConferences::creatingIsRefused_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown leg") << u"unknown"_s << u"90015"_s;
    QTest::newRow("ringing leg") << u"ringing"_s << u"90034"_s;
    QTest::newRow("ended leg") << u"ended"_s << u"90018"_s;
    QTest::newRow("name in use") << u"name"_s << u"90033"_s;
    QTest::newRow("no leg") << u"none"_s << u"10004"_s;
}

void TestConferences::creatingIsRefused() {
    QFETCH(QString, which);
    Floor floor;
    QJsonObject body{{u"name"_s, u"room"_s}};
    if (which == "unknown"_L1) body.insert(u"call_control_id"_s, u"v3:nobody"_s);
    if (which == "ringing"_L1) body.insert(u"call_control_id"_s, floor.ringing());
    if (which == "ended"_L1) body.insert(u"call_control_id"_s, floor.ended());
    if (which == "name"_L1) {
        create(floor, floor.answered(), u"room"_s);
        body.insert(u"call_control_id"_s, floor.answered());
    }
    const auto response = floor.call(u"POST"_s, u"conferences"_s, body);
    QCOMPARE(response.status, 422);
    QTEST(response.code(), "code");
}

void TestConferences::joiningIsRefused_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown conference") << u"conference"_s << 404 << u"90058"_s;
    QTest::newRow("ended conference") << u"over"_s << 422 << u"90019"_s;
    QTest::newRow("unknown leg") << u"unknown"_s << 422 << u"90015"_s;
    QTest::newRow("ringing leg") << u"ringing"_s << 422 << u"90034"_s;
    QTest::newRow("ended leg") << u"ended"_s << 422 << u"90018"_s;
    QTest::newRow("twice") << u"twice"_s << 422 << u"90044"_s;
    QTest::newRow("strange role") << u"role"_s << 422 << u"10032"_s;
    QTest::newRow("no leg") << u"none"_s << 422 << u"10004"_s;
}

void TestConferences::joiningIsRefused() {
    QFETCH(QString, which);
    Floor floor;
    const QString host = floor.answered();
    QString id = create(floor, host, u"room"_s);
    QJsonObject body{{u"call_control_id"_s, u"v3:nobody"_s}};
    if (which == "conference"_L1) id = u"3f0c2f2e-0000-4000-8000-000000000000"_s;
    if (which == "over"_L1) floor.confer(id, u"end"_s);
    if (which == "ringing"_L1) body.insert(u"call_control_id"_s, floor.ringing());
    if (which == "ended"_L1) body.insert(u"call_control_id"_s, floor.ended());
    if (which == "twice"_L1) body.insert(u"call_control_id"_s, host);
    if (which == "role"_L1) body = {{u"call_control_id"_s, floor.answered()}, {u"supervisor_role"_s, u"king"_s}};
    if (which == "none"_L1) body = {};
    const auto response = floor.confer(id, u"join"_s, body);
    QTEST(response.status, "status");
    QTEST(response.code(), "code");
}

void TestConferences::joiningAndLeavingAreTold() {
    Floor floor;
    const QString id = create(floor, floor.answered(), u"room"_s);
    const QString leg = floor.answered();
    floor.forget();
    QCOMPARE(floor.confer(id, u"join"_s, {{u"call_control_id"_s, leg}, {u"client_state"_s, u"YQ=="_s}}).status, 200);
    QCOMPARE(floor.last(u"conference.participant.joined"_s)["client_state"_L1].toString(), u"YQ=="_s);
    QCOMPARE(floor.confer(id, u"leave"_s, {{u"call_control_id"_s, leg}}).status, 200);
    QCOMPARE(floor.types(leg), (QStringList{u"conference.participant.joined"_s, u"conference.participant.left"_s}));
    floor.clock.advance(std::chrono::minutes(1));
    QVERIFY2(floor.alive(leg), "who leaves is parked, not hung up");
    QCOMPARE(floor.confer(id, u"leave"_s, {{u"call_control_id"_s, leg}}).code(), u"90033"_s);
}

void TestConferences::theLastOneEndsIt() {
    Floor floor;
    const QString leg = floor.answered();
    const QString id = create(floor, leg, u"room"_s);
    floor.act(leg, u"hangup"_s);
    QCOMPARE(floor.last(u"conference.ended"_s)["reason"_L1].toString(), u"all_left"_s);
    QCOMPARE(floor.types(leg).last(), u"call.hangup"_s);
    const QJsonObject json = floor.call(u"GET"_s, QString("conferences/"_L1 + id)).json["data"_L1].toObject();
    QCOMPARE(json["status"_L1].toString(), u"completed"_s);
    QCOMPARE(json["end_reason"_L1].toString(), u"all_left"_s);
    QCOMPARE(json["ended_by"_L1]["call_control_id"_L1].toString(), leg);
    // The name is free again.
    QVERIFY(!create(floor, floor.answered(), u"room"_s).isEmpty());
}

void TestConferences::joiningEndsABridge() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    floor.act(a, u"bridge"_s, {{u"call_control_id"_s, b}});
    create(floor, a, u"room"_s);
    floor.clock.advance(seconds(1));
    QVERIFY(floor.alive(a));
    QVERIFY2(!floor.alive(b), "the partner had nowhere to go");
}

void TestConferences::aParkedPartnerCanBeJoinedToo() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    floor.act(a, u"bridge"_s, {{u"call_control_id"_s, b}});
    const QString id = create(floor, a, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, b}});
    floor.clock.advance(seconds(1));
    QVERIFY2(floor.alive(b), "joined at once, he is not hung up");
}

void TestConferences::theHostTakesEverybodyAlong() {
    Floor floor;
    const QString guest = floor.answered(), host = floor.answered();
    const QString id = create(floor, guest, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, host}, {u"end_conference_on_exit"_s, true}});
    floor.act(host, u"hangup"_s);
    QVERIFY(!floor.alive(guest));
    QCOMPARE(floor.last(u"conference.ended"_s)["reason"_L1].toString(), u"host_left"_s);
    QCOMPARE(floor.count(u"conference.ended"_s), 1);
    QCOMPARE(floor.count(u"conference.participant.left"_s), 2);
}

void TestConferences::aSoftEndParksTheOthers() {
    Floor floor;
    const QString guest = floor.answered(), host = floor.answered();
    const QString id = create(floor, guest, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, host}, {u"soft_end_conference_on_exit"_s, true}});
    floor.confer(id, u"leave"_s, {{u"call_control_id"_s, host}});
    floor.clock.advance(seconds(5));
    QVERIFY(floor.alive(guest));
    QVERIFY(floor.carrier.board().find(guest)->conferenceId.isEmpty());
    QCOMPARE(floor.count(u"conference.ended"_s), 1);
}

void TestConferences::endingHangsUpEverybody() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    const QString id = create(floor, a, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, b}});
    QCOMPARE(floor.confer(id, u"end"_s).status, 200);
    QVERIFY(!floor.alive(a) && !floor.alive(b));
    QCOMPARE(floor.call(u"GET"_s, QString("conferences/"_L1 + id)).json["data"_L1]["end_reason"_L1].toString(), u"ended_via_api"_s);
    QCOMPARE(floor.confer(id, u"end"_s).code(), u"90019"_s);
}

void TestConferences::rolesAndWhisperListsAreKept() {
    Floor floor;
    const QString customer = floor.answered(), agent = floor.answered(), boss = floor.answered();
    const QString id = create(floor, customer, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, agent}});
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, boss}, {u"supervisor_role"_s, u"monitor"_s}});
    QVERIFY(who(floor, id, boss).muted);
    const QJsonObject whisper{{u"call_control_id"_s, boss},
                              {u"supervisor_role"_s, u"whisper"_s},
                              {u"whisper_call_control_ids"_s, QJsonArray{agent}}};
    QCOMPARE(floor.confer(id, u"update"_s, whisper).status, 200);
    QCOMPARE(who(floor, id, boss).role, u"whisper"_s);
    QCOMPARE(who(floor, id, boss).whisperTo, QStringList{agent});
    QVERIFY(!who(floor, id, boss).muted);
    // An update sets the role and the list: without the list it is empty.
    floor.confer(id, u"update"_s, {{u"call_control_id"_s, boss}, {u"supervisor_role"_s, u"whisper"_s}});
    QVERIFY(who(floor, id, boss).whisperTo.isEmpty());
    QCOMPARE(floor.confer(id, u"update"_s, {{u"call_control_id"_s, boss}}).code(), u"10004"_s);
    QCOMPARE(floor.confer(id, u"update"_s, {{u"call_control_id"_s, u"v3:x"_s}, {u"supervisor_role"_s, u"barge"_s}}).code(), u"90015"_s);
}

void TestConferences::holdAndMuteConcernThoseNamedOrAll() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    const QString id = create(floor, a, u"room"_s);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, b}});
    floor.confer(id, u"hold"_s, {{u"call_control_ids"_s, QJsonArray{a}}});
    QVERIFY(who(floor, id, a).onHold && !who(floor, id, b).onHold);
    floor.confer(id, u"mute"_s);
    QVERIFY(who(floor, id, a).muted && who(floor, id, b).muted);
    QCOMPARE(floor.confer(id, u"unhold"_s).code(), u"10004"_s);
    QCOMPARE(floor.confer(id, u"unhold"_s, {{u"call_control_ids"_s, QJsonArray{u"v3:x"_s}}}).code(), u"90015"_s);
    floor.confer(id, u"unhold"_s, {{u"call_control_ids"_s, QJsonArray{a}}});
    floor.confer(id, u"unmute"_s, {{u"call_control_ids"_s, QJsonArray{b}}});
    QVERIFY(!who(floor, id, a).onHold && who(floor, id, a).muted && !who(floor, id, b).muted);
}

void TestConferences::theRoomIsFull() {
    Floor floor;
    const QString id = create(floor, floor.answered(), u"room"_s, {{u"max_participants"_s, 2}});
    QCOMPARE(floor.confer(id, u"join"_s, {{u"call_control_id"_s, floor.answered()}}).status, 200);
    QCOMPARE(floor.confer(id, u"join"_s, {{u"call_control_id"_s, floor.answered()}}).code(), u"90032"_s);
}

void TestConferences::anInactiveStartHoldsEverybody() {
    Floor floor;
    const QString guest = floor.answered();
    const QString id = create(floor, guest, u"room"_s, {{u"start_conference_on_create"_s, false}});
    QCOMPARE(floor.call(u"GET"_s, QString("conferences/"_L1 + id)).json["data"_L1]["status"_L1].toString(), u"init"_s);
    QVERIFY(who(floor, id, guest).onHold);
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, floor.answered()}, {u"start_conference_on_enter"_s, true}});
    QVERIFY(!who(floor, id, guest).onHold);
}

void TestConferences::itEndsInTime() {
    Floor floor;
    const QString leg = floor.answered();
    create(floor, leg, u"room"_s, {{u"duration_minutes"_s, 5}});
    floor.clock.advance(std::chrono::minutes(5));
    QCOMPARE(floor.last(u"conference.ended"_s)["reason"_L1].toString(), u"time_exceeded"_s);
    QVERIFY(floor.alive(leg));
}

void TestConferences::soundsAreTold() {
    Floor floor;
    const QString leg = floor.answered();
    const QString id = create(floor, leg, u"room"_s);
    floor.forget();
    floor.confer(id, u"speak"_s, {{u"payload"_s, u"Welcome"_s}, {u"voice"_s, u"female"_s}});
    floor.clock.advance(seconds(5));
    QCOMPARE(floor.types(), (QStringList{u"conference.speak.started"_s, u"conference.speak.ended"_s}));
    floor.confer(id, u"play"_s, {{u"audio_url"_s, u"https://media.example.com/n.mp3"_s}, {u"loop"_s, u"infinity"_s},
                                 {u"call_control_ids"_s, QJsonArray{leg}}});
    QCOMPARE(floor.count(u"conference.participant.playback.started"_s), 1);
    floor.clock.advance(std::chrono::minutes(5));
    QCOMPARE(floor.count(u"conference.participant.playback.ended"_s), 0);
    floor.confer(id, u"stop"_s);
    QCOMPARE(floor.count(u"conference.participant.playback.ended"_s), 1);
    QCOMPARE(floor.confer(id, u"play"_s).code(), u"10004"_s);
}

void TestConferences::recordingsAreSaved() {
    Floor floor;
    const QString leg = floor.answered();
    const QString id = create(floor, leg, u"room"_s);
    QCOMPARE(floor.confer(id, u"record_stop"_s).code(), u"90033"_s);
    QCOMPARE(floor.confer(id, u"record_start"_s, {{u"format"_s, u"wav"_s}}).status, 200);
    QCOMPARE(floor.confer(id, u"record_pause"_s).status, 200);
    QCOMPARE(floor.confer(id, u"record_resume"_s).status, 200);
    floor.clock.advance(seconds(4));
    floor.act(leg, u"hangup"_s);
    floor.clock.advance(seconds(1));
    QCOMPARE(floor.last(u"conference.recording.saved"_s)["conference_id"_L1].toString(), id);
    QCOMPARE(floor.count(u"call.recording.saved"_s), 0);
}

void TestConferences::dialledLegsJoin_data() {
    QTest::addColumn<bool>("early");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("while ringing") << true << QStringList{u"call.initiated"_s, u"conference.participant.joined"_s, u"call.answered"_s};
    QTest::newRow("on answer") << false << QStringList{u"call.initiated"_s, u"call.answered"_s, u"conference.participant.joined"_s};
}

void TestConferences::dialledLegsJoin() {
    QFETCH(bool, early);
    Floor floor;
    const QString id = create(floor, floor.answered(), u"room"_s);
    const QJsonObject config{{u"id"_s, id}, {u"early_media"_s, early}, {u"supervisor_role"_s, u"whisper"_s}};
    const QString leg = floor.answered({{u"conference_config"_s, config}});
    QTEST(floor.types(leg), "expected");
    QCOMPARE(who(floor, id, leg).role, u"whisper"_s);
    // A name that is not there yet makes a conference.
    const QString second = floor.answered({{u"conference_config"_s, QJsonObject{{u"conference_name"_s, u"new"_s}, {u"early_media"_s, false}}}});
    QVERIFY(floor.carrier.conferences().findActiveByName(u"new"_s)->find(second));
}

void TestConferences::listsAreFiltered() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    const QString id = create(floor, a, u"one"_s);
    create(floor, b, u"two"_s);
    floor.act(b, u"hangup"_s);
    const auto list = [&](const std::map<QString, QString> &query) {
        return floor.call(u"GET"_s, u"conferences"_s, {}, query).json["data"_L1].toArray();
    };
    QCOMPARE(list({}).size(), 2);
    QCOMPARE(list({{u"filter[name]"_s, u"one"_s}}).size(), 1);
    QCOMPARE(list({{u"filter[status]"_s, u"completed"_s}})[0]["name"_L1].toString(), u"two"_s);
    QCOMPARE(floor.call(u"GET"_s, u"conferences"_s, {}, {{u"page[size]"_s, u"1"_s}, {u"page[number]"_s, u"2"_s}}).json["meta"_L1].toObject(),
             (QJsonObject{{u"page_number"_s, 2}, {u"page_size"_s, 1}, {u"total_pages"_s, 2}, {u"total_results"_s, 2}}));
    floor.confer(id, u"join"_s, {{u"call_control_id"_s, floor.answered()}, {u"mute"_s, true}});
    QCOMPARE(people(floor, id).size(), 2);
    const auto muted = floor.call(u"GET"_s, QString("conferences/"_L1 + id + "/participants"_L1), {}, {{u"filter[muted]"_s, u"true"_s}});
    QCOMPARE(muted.json["data"_L1].toArray().size(), 1);
    QCOMPARE(floor.call(u"GET"_s, u"conferences/one/participants"_s).status, 404);
    QCOMPARE(floor.call(u"GET"_s, u"conferences/none"_s).code(), u"90058"_s);
}

void TestConferences::aRepeatedCreateMakesOne() {
    Floor floor;
    const QJsonObject body{{u"call_control_id"_s, floor.answered()}, {u"name"_s, u"room"_s}, {u"command_id"_s, u"c"_s}};
    const auto first = floor.call(u"POST"_s, u"conferences"_s, body);
    QCOMPARE(floor.call(u"POST"_s, u"conferences"_s, body).json, first.json);
    QCOMPARE(floor.count(u"conference.created"_s), 1);
}

QTEST_APPLESS_MAIN(TestConferences)
#include "tst_conferences.moc"
