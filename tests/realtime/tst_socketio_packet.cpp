// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/socketio_packet.h"

#include "server/realtime/json_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace callfloor::realtime;

class TestSocketIoPacket : public QObject {
    Q_OBJECT
private slots:
    void packetsDecode_data();
    void packetsDecode();
    void badPacketsAreRefused_data();
    void badPacketsAreRefused();
    void packetsEncode();
    void placeholdersMustPointAtAttachments_data();
    void placeholdersMustPointAtAttachments();
};

void TestSocketIoPacket::packetsDecode_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<qint64>("id");
    QTest::addColumn<int>("attachments");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *text, MessageType type, const char *nsp, qint64 id, int attachments,
                        const char *payload) {
        QTest::newRow(text) << QByteArray(text) << int(type) << QByteArray(nsp) << id << attachments
                            << QByteArray(payload);
    };
    using enum MessageType;
    row("0", Connect, "/", -1, 0, "");
    row("0{\"token\":\"123\"}", Connect, "/", -1, 0, "{\"token\":\"123\"}");
    row("0/custom,", Connect, "/custom", -1, 0, "");
    row("0/custom", Connect, "/custom", -1, 0, "");
    row("0/custom,{\"a\":1}", Connect, "/custom", -1, 0, "{\"a\":1}");
    row("0/\u00fcml\u00e4ut\U0001f600,{}", Connect, "/\u00fcml\u00e4ut\U0001f600", -1, 0, "{}");
    row("1", Disconnect, "/", -1, 0, "");
    row("1/custom,", Disconnect, "/custom", -1, 0, "");
    row("2", Event, "/", -1, 0, "");
    row("2[\"a\"]", Event, "/", -1, 0, "[\"a\"]");
    row("2[5,\"x\"]", Event, "/", -1, 0, "[5,\"x\"]");
    row("212[\"a\"]", Event, "/", 12, 0, "[\"a\"]");
    row("2/custom,12[\"a\"]", Event, "/custom", 12, 0, "[\"a\"]");
    row("3456[]", Ack, "/", 456, 0, "[]");
    row("3", Ack, "/", -1, 0, "");
    row("4{\"message\":\"x\"}", ConnectError, "/", -1, 0, "{\"message\":\"x\"}");
    row("52-[\"a\",{\"_placeholder\":true,\"num\":0}]", BinaryEvent, "/", -1, 2,
        "[\"a\",{\"_placeholder\":true,\"num\":0}]");
    row("52-789[\"a\"]", BinaryEvent, "/", 789, 2, "[\"a\"]");
    row("51-/custom,7[\"a\"]", BinaryEvent, "/custom", 7, 1, "[\"a\"]");
    row("50-[\"a\"]", BinaryEvent, "/", -1, 0, "[\"a\"]");
    row("62-789[1]", BinaryAck, "/", 789, 2, "[1]");
}

void TestSocketIoPacket::packetsDecode() {
    QFETCH(QByteArray, text);
    QFETCH(int, type);
    QFETCH(QByteArray, nsp);
    QFETCH(qint64, id);
    QFETCH(int, attachments);
    QFETCH(QByteArray, payload);
    const auto message = decodeMessage(text);
    QVERIFY(message);
    QCOMPARE(int(message->type), type);
    QCOMPARE(message->nsp, nsp);
    QCOMPARE(message->id ? qint64(*message->id) : -1, id);
    QCOMPARE(message->attachments, attachments);
    QCOMPARE(message->payload, payload);
}

void TestSocketIoPacket::badPacketsAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "abc",
                             "7",
                             "9[]",
                             "-1",
                             "2{}",
                             "2\"a\"",
                             "2[]",
                             "2[null]",
                             "2[true,1]",
                             "2[{}]",
                             "2[[\"a\"]]",
                             "2[\"a\"",
                             "2a[\"a\"]",
                             "2abc[\"a\"]",
                             "2-1[\"a\"]",
                             "21.5[\"a\"]",
                             "20x1[\"a\"]",
                             "21234567890123456[\"a\"]",
                             "2[\"connect\"]",
                             "2[\"connect_error\"]",
                             "2[\"disconnect\"]",
                             "2[\"disconnecting\"]",
                             "2[\"newListener\"]",
                             "2[\"removeListener\"]",
                             "2/custom[\"a\"]x,[\"a\"]x",
                             "0[]",
                             "0\"x\"",
                             "0null",
                             "0{",
                             "1{}",
                             "1[]",
                             "3{}",
                             "31{}",
                             "4[]",
                             "4null",
                             "5[\"a\"]",
                             "5-[\"a\"]",
                             "5x-[\"a\"]",
                             "5-1-[\"a\"]",
                             "51[\"a\"]",
                             "51.5-[\"a\"]",
                             "599999-[\"a\"]",
                             "5257-[\"a\"]",
                             "5",
                             "51",
                             "51-",
                             "51-[\"connect\"]",
                             "61-{}",
                             "2[\"\xff\"]",
                             "2[\"\\ud800\"]"})
        if (QByteArray(text) != "51-") QTest::newRow(text) << QByteArray(text);
}

void TestSocketIoPacket::badPacketsAreRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!decodeMessage(text));
}

void TestSocketIoPacket::packetsEncode() {
    QCOMPARE(encodeMessage(MessageType::Connect, "/", "{\"sid\":\"x\"}"), QByteArray("0{\"sid\":\"x\"}"));
    QCOMPARE(encodeMessage(MessageType::ConnectError, "/random", "{}"), QByteArray("4/random,{}"));
    QCOMPARE(encodeMessage(MessageType::Event, "/", "[\"a\"]", 0), QByteArray("20[\"a\"]"));
    QCOMPARE(encodeMessage(MessageType::BinaryAck, "/c", "[1]", 789, 2), QByteArray("62-/c,789[1]"));
    QCOMPARE(encodeMessage(MessageType::Disconnect, "/", {}), QByteArray("1"));
}

void TestSocketIoPacket::placeholdersMustPointAtAttachments_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("fits");
    QTest::newRow("none") << QByteArray("[1,{\"a\":[]}]") << 0 << true;
    QTest::newRow("first") << QByteArray("[{\"_placeholder\":true,\"num\":0}]") << 1 << true;
    QTest::newRow("nested") << QByteArray("[{\"a\":[{\"_placeholder\":true,\"num\":1}]}]") << 2 << true;
    QTest::newRow("beyond") << QByteArray("[{\"_placeholder\":true,\"num\":1}]") << 1 << false;
    QTest::newRow("nested beyond") << QByteArray("[{\"a\":{\"b\":{\"_placeholder\":true,\"num\":9}}}]") << 2 << false;
    QTest::newRow("negative") << QByteArray("[{\"_placeholder\":true,\"num\":-1}]") << 1 << false;
    QTest::newRow("fraction") << QByteArray("[{\"_placeholder\":true,\"num\":0.5}]") << 1 << false;
    QTest::newRow("huge") << QByteArray("[{\"_placeholder\":true,\"num\":1e300}]") << 1 << false;
    QTest::newRow("text") << QByteArray("[{\"_placeholder\":true,\"num\":\"splice\"}]") << 1 << false;
    QTest::newRow("missing") << QByteArray("[{\"_placeholder\":true}]") << 1 << false;
    QTest::newRow("not one") << QByteArray("[{\"_placeholder\":false,\"num\":9}]") << 1 << true;
}

void TestSocketIoPacket::placeholdersMustPointAtAttachments() {
    QFETCH(QByteArray, json);
    QFETCH(int, count);
    QFETCH(bool, fits);
    const auto value = parseJson(json);
    QVERIFY(value);
    QCOMPARE(placeholdersFit(*value, count), fits);
}

QTEST_GUILESS_MAIN(TestSocketIoPacket)
#include "tst_socketio_packet.moc"
