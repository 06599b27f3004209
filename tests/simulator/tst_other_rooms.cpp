// SPDX-License-Identifier: GPL-3.0-or-later
// Queues, messages, credentials, and the views of legs.
#include "tests/simulator/floor.h"

#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

class TestOtherRooms : public QObject {
    Q_OBJECT
private slots:
    void queuesWaitAndAreLeft();
    void queuesRefuse();
    void aBridgeTakesTheFirst();
    void waitingTooLongParks();
    void hangingUpLeavesTheQueue();
    void messagesAreSentAndDelivered();
    void unreachableRecipientsFail();
    void badMessagesAreRefused_data();
    void badMessagesAreRefused();
    void optOutsAreKept();
    void partsAreCounted_data();
    void partsAreCounted();
    void credentialsAndTokens();
    void aCallCanBeRead();
    void endedCallsAreForgotten();
    void activeCallsArePaged();
    void anyApplicationMayBeAccepted();
    void callEventsTellTheHistory();
    void callEventsAreFiltered();
    void historyIsBounded();
};

void TestOtherRooms::queuesWaitAndAreLeft() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    floor.act(a, u"enqueue"_s, {{u"queue_name"_s, u"support"_s}});
    floor.clock.advance(seconds(10));
    floor.act(b, u"enqueue"_s, {{u"queue_name"_s, u"support"_s}});
    QCOMPARE(floor.last(u"call.enqueued"_s)["current_position"_L1].toInt(), 2);
    QCOMPARE(floor.call(u"GET"_s, u"queues/support"_s).json["data"_L1]["current_size"_L1].toInt(), 2);
    const auto calls = floor.call(u"GET"_s, u"queues/support/calls"_s).json["data"_L1].toArray();
    QCOMPARE(calls[0]["call_control_id"_L1].toString(), a);
    QCOMPARE(calls[0]["wait_time_secs"_L1].toInt(), 10);
    QCOMPARE(calls[1]["queue_position"_L1].toInt(), 2);
    QCOMPARE(floor.act(a, u"leave_queue"_s).status, 200);
    const QJsonObject left = floor.last(u"call.dequeued"_s);
    QCOMPARE(left["reason"_L1].toString(), u"leave"_s);
    QCOMPARE(left["wait_time_secs"_L1].toInt(), 10);
    QCOMPARE(floor.call(u"GET"_s, u"queues/support/calls/%1"_s.arg(b)).json["data"_L1]["queue_position"_L1].toInt(), 1);
    QCOMPARE(floor.call(u"DELETE"_s, u"queues/support/calls/%1"_s.arg(b)).status, 204);
    QCOMPARE(floor.call(u"DELETE"_s, u"queues/support/calls/%1"_s.arg(b)).status, 404);
    QCOMPARE(floor.call(u"GET"_s, u"queues"_s).json["data"_L1].toArray().size(), 1);
}

void TestOtherRooms::queuesRefuse() {
    Floor floor;
    const QString a = floor.answered();
    const QJsonObject body{{u"queue_name"_s, u"q"_s}, {u"max_size"_s, 1}};
    QCOMPARE(floor.act(a, u"enqueue"_s, body).status, 200);
    QCOMPARE(floor.act(a, u"enqueue"_s, body).code(), u"90038"_s);
    QCOMPARE(floor.act(floor.answered(), u"enqueue"_s, body).code(), u"90036"_s);
    QCOMPARE(floor.act(floor.answered(), u"enqueue"_s, {{u"queue_name"_s, u"q"_s}, {u"max_size"_s, 2}}).code(), u"90037"_s);
    QCOMPARE(floor.call(u"GET"_s, u"queues/none"_s).status, 404);
}

void TestOtherRooms::aBridgeTakesTheFirst() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered(), agent = floor.answered();
    for (const QString &id : {a, b}) floor.act(id, u"enqueue"_s, {{u"queue_name"_s, u"q"_s}});
    QCOMPARE(floor.act(agent, u"bridge"_s, {{u"queue"_s, u"q"_s}}).status, 200);
    QCOMPARE(floor.carrier.board().find(agent)->peer, a);
    QCOMPARE(floor.last(u"call.dequeued"_s, a)["reason"_L1].toString(), u"bridging-in-process"_s);
    // A bridge from elsewhere takes its leg out as well.
    floor.act(floor.answered(), u"bridge"_s, {{u"call_control_id"_s, b}});
    QCOMPARE(floor.last(u"call.dequeued"_s, b)["reason"_L1].toString(), u"bridged"_s);
    QVERIFY(floor.carrier.board().find(b)->queue.isEmpty());
}

void TestOtherRooms::waitingTooLongParks() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"enqueue"_s, {{u"queue_name"_s, u"q"_s}, {u"max_wait_time_secs"_s, 30}});
    floor.clock.advance(seconds(30));
    QCOMPARE(floor.last(u"call.dequeued"_s)["reason"_L1].toString(), u"timeout"_s);
    floor.clock.advance(seconds(30));
    QVERIFY(floor.alive(id));
}

void TestOtherRooms::hangingUpLeavesTheQueue() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"enqueue"_s, {{u"queue_name"_s, u"q"_s}});
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.last(u"call.dequeued"_s)["reason"_L1].toString(), u"hangup"_s);
    QCOMPARE(floor.types(id).last(), u"call.hangup"_s);
}

void TestOtherRooms::messagesAreSentAndDelivered() {
    Floor floor;
    const auto sent = floor.call(u"POST"_s, u"messages"_s, {{u"to"_s, QLatin1String(Floor::kNumber)},
                                                           {u"from"_s, QLatin1String(Floor::kOurs)},
                                                           {u"text"_s, u"Hello"_s},
                                                           {u"webhook_url"_s, u"http://127.0.0.1:1/m"_s}});
    QCOMPARE(sent.status, 200);
    const QString id = sent.json["data"_L1]["id"_L1].toString();
    QCOMPARE(sent.json["data"_L1]["to"_L1][0]["status"_L1].toString(), u"queued"_s);
    floor.clock.advance(seconds(3));
    QCOMPARE(floor.types(), (QStringList{u"message.sent"_s, u"message.finalized"_s}));
    QCOMPARE(floor.webhooks.back().url, u"http://127.0.0.1:1/m"_s);
    QCOMPARE(floor.last(u"message.finalized"_s)["to"_L1][0]["status"_L1].toString(), u"delivered"_s);
    const QJsonObject read = floor.call(u"GET"_s, QString("messages/"_L1 + id)).json["data"_L1].toObject();
    QVERIFY(!read["completed_at"_L1].isNull());
    QCOMPARE(floor.call(u"GET"_s, u"messages/none"_s).status, 404);
}

void TestOtherRooms::unreachableRecipientsFail() {
    Floor floor;
    floor.call(u"POST"_s, u"messages"_s, {{u"to"_s, u"+13125550404"_s}, {u"from"_s, u"12345"_s}, {u"text"_s, u"Hello"_s}});
    floor.clock.advance(seconds(3));
    const QJsonObject message = floor.last(u"message.finalized"_s);
    QCOMPARE(message["to"_L1][0]["status"_L1].toString(), u"delivery_failed"_s);
    QCOMPARE(message["errors"_L1].toArray().size(), 1);
}

void TestOtherRooms::badMessagesAreRefused_data() {
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    const QJsonObject good{{u"to"_s, u"+13125550142"_s}, {u"from"_s, u"+13125550100"_s}, {u"text"_s, u"x"_s}};
    const auto row = [&good](const char *name, const QString &field, const QJsonValue &value, const QString &code) {
        QJsonObject body = good;
        if (value.isUndefined()) body.remove(field);
        else body.insert(field, value);
        QTest::newRow(name) << body << code;
    };
    row("no recipient", u"to"_s, QJsonValue::Undefined, u"10004"_s);
    row("no sender", u"from"_s, QJsonValue::Undefined, u"10004"_s);
    row("nothing to say", u"text"_s, QJsonValue::Undefined, u"10004"_s);
    row("bad recipient", u"to"_s, u"3125550142"_s, u"40310"_s);
    row("later", u"send_at"_s, u"2030-01-01T00:00:00Z"_s, u"10015"_s);
}

void TestOtherRooms::badMessagesAreRefused() {
    QFETCH(QJsonObject, body);
    Floor floor;
    QTEST(floor.call(u"POST"_s, u"messages"_s, body).code(), "code");
    floor.clock.advance(seconds(5));
    QVERIFY(floor.events.isEmpty());
}

void TestOtherRooms::optOutsAreKept() {
    Floor floor;
    const QJsonObject body{{u"to"_s, u"+13125550142"_s}, {u"from"_s, u"+13125550100"_s}, {u"text"_s, u"x"_s}};
    floor.carrier.messages().receive(u"+13125550142"_s, u"+13125550100"_s, u" stop "_s);
    QCOMPARE(floor.last(u"message.received"_s)["text"_L1].toString(), u" stop "_s);
    QCOMPARE(floor.call(u"POST"_s, u"messages"_s, body).code(), u"40300"_s);
    floor.carrier.messages().receive(u"+13125550142"_s, u"+13125550100"_s, u"START"_s);
    QCOMPARE(floor.call(u"POST"_s, u"messages"_s, body).status, 200);
}

void TestOtherRooms::partsAreCounted_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("parts");
    QTest::newRow("160") << QString(160, 'a'_L1) << 1;
    QTest::newRow("161") << QString(161, 'a'_L1) << 2;
    QTest::newRow("307") << QString(307, 'a'_L1) << 3;
    QTest::newRow("euro counts twice") << QString(QString(159, 'a'_L1) + u"€"_s) << 2;
    QTest::newRow("70 of another alphabet") << QString(70, QChar(0x0416)) << 1;
    QTest::newRow("71") << QString(71, QChar(0x0416)) << 2;
}

void TestOtherRooms::partsAreCounted() {
    QFETCH(QString, text);
    QTEST(messageParts(text, nullptr), "parts");
}

void TestOtherRooms::credentialsAndTokens() {
    Floor floor;
    QCOMPARE(floor.call(u"POST"_s, u"telephony_credentials"_s).code(), u"10004"_s);
    const auto made = floor.call(u"POST"_s, u"telephony_credentials"_s,
                                 {{u"connection_id"_s, u"7"_s}, {u"name"_s, u"Agent 7"_s}, {u"expires_at"_s, u"2026-03-03T00:00:00Z"_s}});
    QCOMPARE(made.status, 201);
    const QJsonObject data = made.json["data"_L1].toObject();
    const QString path = "telephony_credentials/"_L1 + data["id"_L1].toString();
    const auto token = floor.call(u"POST"_s, QString(path + "/token"_L1));
    QCOMPARE(token.status, 201);
    QCOMPARE(token.text.count('.'), 2);
    const auto claims = QJsonDocument::fromJson(QByteArray::fromBase64(token.text.split('.')[1], QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(claims["exp"_L1].toInteger() - claims["iat"_L1].toInteger(), qint64{86400});
    QCOMPARE(floor.call(u"GET"_s, u"telephony_credentials"_s, {}, {{u"filter[resource_id]"_s, u"connection:8"_s}}).json["data"_L1].toArray().size(), 0);
    const std::map<QString, QString> who{{u"username"_s, data["sip_username"_L1].toString()}};
    QVERIFY(floor.call(u"GET"_s, u"sip_registration_status"_s, {}, who).json["registered"_L1].toBool());
    floor.clock.advance(std::chrono::hours(24));
    QVERIFY(floor.call(u"GET"_s, path).json["data"_L1]["expired"_L1].toBool());
    QVERIFY(!floor.call(u"GET"_s, u"sip_registration_status"_s, {}, who).json["registered"_L1].toBool());
    QCOMPARE(floor.call(u"POST"_s, QString(path + "/token"_L1)).status, 422);
    QCOMPARE(floor.call(u"DELETE"_s, path).status, 200);
    QCOMPARE(floor.call(u"GET"_s, path).status, 404);
}

void TestOtherRooms::aCallCanBeRead() {
    Floor floor;
    const QString id = floor.answered({{u"client_state"_s, u"YQ=="_s}});
    floor.clock.advance(seconds(7));
    const QJsonObject live = floor.call(u"GET"_s, QString("calls/"_L1 + id)).json["data"_L1].toObject();
    QVERIFY(live["is_alive"_L1].toBool());
    QCOMPARE(live["call_duration"_L1].toInt(), 7);
    QCOMPARE(live["client_state"_L1].toString(), u"YQ=="_s);
    floor.act(id, u"hangup"_s);
    const QJsonObject over = floor.call(u"GET"_s, QString("calls/"_L1 + id)).json["data"_L1].toObject();
    QVERIFY(!over["is_alive"_L1].toBool());
    QVERIFY(over.contains("end_time"_L1));
    QCOMPARE(floor.call(u"GET"_s, u"calls/v3:never"_s).status, 404);
    QCOMPARE(floor.call(u"GET"_s, u"calls/nonsense"_s).code(), u"90015"_s);
}

void TestOtherRooms::endedCallsAreForgotten() {
    Floor floor;
    const QString id = floor.ended();
    floor.clock.advance(std::chrono::minutes(9));
    floor.ringing();
    QCOMPARE(floor.call(u"GET"_s, QString("calls/"_L1 + id)).status, 200);
    floor.clock.advance(std::chrono::minutes(2));
    floor.ringing();
    QCOMPARE(floor.call(u"GET"_s, QString("calls/"_L1 + id)).status, 404);
    QCOMPARE(floor.act(id, u"hangup"_s).code(), u"90015"_s);
}

void TestOtherRooms::activeCallsArePaged() {
    Floor floor;
    QStringList ids;
    for (int i = 0; i < 25; ++i) ids.append(floor.ringing());
    floor.act(ids.takeAt(3), u"hangup"_s);
    const QString path = u"connections/%1/active_calls"_s.arg(QLatin1String(Floor::kConnection));
    QStringList seen;
    std::map<QString, QString> query{{u"page[limit]"_s, u"10"_s}};
    for (int pages = 0; pages < 10; ++pages) {
        const auto page = floor.call(u"GET"_s, path, {}, query);
        QCOMPARE(page.json["meta"_L1]["total_items"_L1].toInt(), 24);
        for (const QJsonValue item : page.json["data"_L1].toArray()) {
            seen.append(item["call_control_id"_L1].toString());
            QVERIFY(item["client_state"_L1].isString());
        }
        const QString after = page.json["meta"_L1]["cursors"_L1]["after"_L1].toString();
        if (after.isEmpty()) break;
        QVERIFY(page.json["meta"_L1]["next"_L1].toString().endsWith(after));
        query[u"page[after]"_s] = after;
    }
    QCOMPARE(seen, ids);
    const auto last = floor.call(u"GET"_s, path, {}, query);
    const std::map<QString, QString> back{{u"page[limit]"_s, u"10"_s}, {u"page[before]"_s, last.json["meta"_L1]["cursors"_L1]["before"_L1].toString()}};
    QCOMPARE(floor.call(u"GET"_s, path, {}, back).json["data"_L1][0]["call_control_id"_L1].toString(), ids[10]);
    QCOMPARE(floor.call(u"GET"_s, u"connections/1/active_calls"_s).json["data"_L1].toArray().size(), 0);
}

void TestOtherRooms::anyApplicationMayBeAccepted() {
    CarrierOptions options;
    options.connectionId.clear();
    Floor floor(options);
    floor.answered({{u"connection_id"_s, u"77"_s}});
    const QString caller = floor.inbound();
    QCOMPARE(floor.call(u"GET"_s, u"connections/77/active_calls"_s).json["data"_L1].toArray().size(), 2);
    floor.act(caller, u"answer"_s);
    QCOMPARE(floor.act(caller, u"transfer"_s, {{u"to"_s, u"+13125550177"_s}}).status, 200);
}

void TestOtherRooms::callEventsTellTheHistory() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"hangup"_s);
    const QString leg = floor.carrier.board().find(id)->legId;
    const auto items = floor.call(u"GET"_s, u"call_events"_s, {}, {{u"filter[leg_id]"_s, leg}}).json["data"_L1].toArray();
    QStringList story;
    for (const QJsonValue item : items) story.append(QString(item["type"_L1].toString() + ' '_L1 + item["name"_L1].toString()));
    QCOMPARE(story, (QStringList{u"webhook call.initiated"_s, u"command dial"_s, u"webhook call.answered"_s, u"webhook call.hangup"_s,
                                 u"command hangup"_s}));
    QCOMPARE(items[3]["metadata"_L1]["event"_L1]["payload"_L1]["hangup_cause"_L1].toString(), u"normal_clearing"_s);
}

void TestOtherRooms::callEventsAreFiltered() {
    Floor floor;
    const QString id = floor.answered();
    floor.answered();
    const Leg *leg = floor.carrier.board().find(id);
    const auto names = [&](std::map<QString, QString> query) {
        QStringList out;
        for (const QJsonValue item : floor.call(u"GET"_s, u"call_events"_s, {}, std::move(query)).json["data"_L1].toArray())
            out.append(item["name"_L1].toString());
        return out;
    };
    QCOMPARE(names({}).size(), 6);
    QCOMPARE(names({{u"filter[type]"_s, u"command"_s}}), (QStringList{u"dial"_s, u"dial"_s}));
    QCOMPARE(names({{u"filter[application_session_id]"_s, leg->sessionId}}).size(), 3);
    QCOMPARE(names({{u"filter[name]"_s, u"call.answered"_s}}).size(), 2);
    const QString moment = QString::fromLatin1(callfloor::toIsoMicros(*leg->answeredAt));
    QCOMPARE(names({{u"filter[occurred_at][gte]"_s, moment}, {u"filter[leg_id]"_s, leg->legId}}), QStringList{u"call.answered"_s});
    QCOMPARE(names({{u"filter[occurred_at][lt]"_s, moment}, {u"filter[leg_id]"_s, leg->legId}}).size(), 2);
    floor.clock.advance(std::chrono::hours(25));
    QVERIFY(!names({}).contains(u"dial"_s));
    QVERIFY(names({{u"filter[leg_id]"_s, leg->legId}}).contains(u"dial"_s));
}

void TestOtherRooms::historyIsBounded() {
    CarrierOptions options;
    options.historyLimit = 10;
    Floor floor(options);
    for (int i = 0; i < 20; ++i) floor.ringing();
    QCOMPARE(floor.carrier.board().history().size(), size_t{10});
}

QTEST_APPLESS_MAIN(TestOtherRooms)
#include "tst_other_rooms.moc"
