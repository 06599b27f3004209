// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/engineio_packet.h"

#include <QTest>

using namespace callfloor::realtime;

class TestEngineIoPacket : public QObject {
    Q_OBJECT
private slots:
    void payloadsDecode_data();
    void payloadsDecode();
    void badPayloadsAreRefused_data();
    void badPayloadsAreRefused();
    void packetsJoinAsTheyWereSplit();
    void sharedTextIsTheSameInBothForms();
};

void TestEngineIoPacket::payloadsDecode_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<QByteArray>>("packets");
    QTest::newRow("one") << QByteArray("4hello") << QList<QByteArray>{"4hello"};
    QTest::newRow("several") << QByteArray("4a\x1e"
                                           "4b\x1e"
                                           "3")
                             << QList<QByteArray>{"4a", "4b", "3"};
    QTest::newRow("empty message") << QByteArray("4") << QList<QByteArray>{"4"};
    QTest::newRow("UTF-8") << QByteArray("4\u20ac\U0001f600") << QList<QByteArray>{"4\u20ac\U0001f600"};
    QTest::newRow("binary") << QByteArray("4hello\x1e"
                                          "bAQIDBA==")
                            << QList<QByteArray>{"4hello", QByteArray("B\1\2\3\4")};
    QTest::newRow("empty binary") << QByteArray("b") << QList<QByteArray>{"B"};
    QTest::newRow("every type") << QByteArray("0\x1e"
                                              "1\x1e"
                                              "2\x1e"
                                              "3\x1e"
                                              "4\x1e"
                                              "5\x1e"
                                              "6")
                                << QList<QByteArray>{"0", "1", "2", "3", "4", "5", "6"};
}

void TestEngineIoPacket::payloadsDecode() {
    QFETCH(QByteArray, body);
    QFETCH(QList<QByteArray>, packets);
    const auto decoded = decodePayload(body);
    QVERIFY(decoded);
    QList<QByteArray> got;
    for (const InPacket &packet : *decoded)
        got.append(packet.binary ? QByteArray("B" + packet.data)
                                 : QByteArray(static_cast<char>(packet.type) + packet.data));
    QCOMPARE(got, packets);
}

void TestEngineIoPacket::badPayloadsAreRefused_data() {
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "abc", "7", "x", " 4a", "4a\x1e",
                             "\x1e"
                             "4a",
                             "4a\x1e\x1e"
                             "4b",
                             "4a\x1e"
                             "abc",
                             "bA", "bA===", "b*", "bAQID BA==", "4\xff", "4\xc3", "4\xed\xa0\x80"})
        QTest::newRow(body) << QByteArray(body);
}

void TestEngineIoPacket::badPayloadsAreRefused() {
    QFETCH(QByteArray, body);
    QVERIFY(!decodePayload(body));
}

void TestEngineIoPacket::packetsJoinAsTheyWereSplit() {
    std::vector<OutPacket> packets{OutPacket::text(PacketType::Message, "one"), OutPacket::binary("\1\2\3\4"),
                                   OutPacket::text(PacketType::Noop, {})};
    QCOMPARE(encodePayload(packets), QByteArray("4one\x1e"
                                                "bAQIDBA==\x1e"
                                                "6"));
    QCOMPARE(encodePayload({}), QByteArray());
    QCOMPARE(decodePayload(encodePayload(packets))->size(), packets.size());
}

void TestEngineIoPacket::sharedTextIsTheSameInBothForms() {
    const QByteArray text = "2[\"\u00e9\U0001f600\"]";
    const OutPacket single = OutPacket::text(PacketType::Message, text);
    const OutPacket shared = OutPacket::text(PacketType::Message, text, true);
    QCOMPARE(shared.frame(), single.frame());
    QCOMPARE(shared.frame().mid(2), QByteArray("4" + text)); // a short frame has two bytes before its payload
    QCOMPARE(shared.bytes(), QByteArray("4" + text));
    QCOMPARE(shared.bytes(), single.bytes());
}

QTEST_GUILESS_MAIN(TestEngineIoPacket)
#include "tst_engineio_packet.moc"
