// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/socket_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace std::chrono_literals;

/// Socket.IO over WebSocket and polling; the cases of the official suite and the closing rules of the reference server.
class TestSocketIo : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<SocketEcho>(); }
    void connectIsAnswered_data();
    void connectIsAnswered();
    void unknownNamespacesAreRefusedByName_data();
    void unknownNamespacesAreRefusedByName();
    void theConnectionStaysBehindAnUnknownNamespace();
    void aClientThatDoesNotConnectIsClosed();
    void aClientInANamespaceIsNotClosed();
    void disconnectLeavesTheConnection();
    void disconnectOfOneNamespaceLeavesTheOther();
    void eventsComeBackAsWritten_data();
    void eventsComeBackAsWritten();
    void acknowledgementsComeBack();
    void acknowledgementsAreSentOnce();
    void attachmentsComeBack();
    void attachmentsComeBackByAcknowledgement();
    void acknowledgementsOfClientsArrive();
    void acknowledgementsThatDoNotComeTimeOut();
    void acknowledgementsFailWhenTheClientLeaves();
    void violationsCloseTheConnection_data();
    void violationsCloseTheConnection();
    void violationsBeforeConnectCloseTheConnection_data();
    void violationsBeforeConnectCloseTheConnection();
    void binaryViolationsCloseTheConnection_data();
    void binaryViolationsCloseTheConnection();
    void oddButHarmlessPacketsAreIgnored_data();
    void oddButHarmlessPacketsAreIgnored();
    void everythingWorksByPolling();
    void everythingWorksAcrossAnUpgrade();
    void hundredsOfClientsThatVanishLeaveNothing();

private:
    std::unique_ptr<SocketEcho> m_fixture;
};

void TestSocketIo::connectIsAnswered_data() {
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("auth");
    QTest::newRow("main") << QByteArray("40") << QByteArray("40{") << QByteArray("42[\"auth\",{}]");
    QTest::newRow("with a payload") << QByteArray("40{\"token\":\"123\"}") << QByteArray("40{")
                                    << QByteArray("42[\"auth\",{\"token\":\"123\"}]");
    QTest::newRow("custom") << QByteArray("40/custom,") << QByteArray("40/custom,{")
                            << QByteArray("42/custom,[\"auth\",{}]");
    QTest::newRow("custom with a payload") << QByteArray("40/custom,{\"token\":\"abc\"}") << QByteArray("40/custom,{")
                                           << QByteArray("42/custom,[\"auth\",{\"token\":\"abc\"}]");
    QTest::newRow("custom without comma")
        << QByteArray("40/custom") << QByteArray("40/custom,{") << QByteArray("42/custom,[\"auth\",{}]");
}

void TestSocketIo::connectIsAnswered() {
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, auth);
    const auto client = m_fixture->openWs();
    client->send(packet);
    const QByteArray got = client->next();
    QVERIFY2(got.startsWith(answer), got.constData());
    const QJsonObject object = QJsonDocument::fromJson(got.sliced(answer.size() - 1)).object();
    QCOMPARE(object.keys(), QStringList{QStringLiteral("sid")});
    QCOMPARE(object.value(QLatin1String("sid")).toString(), m_fixture->socket()->id());
    QCOMPARE(client->next(), auth);
}

void TestSocketIo::unknownNamespacesAreRefusedByName_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char *name :
         {"/random", "/a/b", "/\u00fcml\u00e4ut", "/\u4f60\u597d", "/\U0001f600\U0001f600", "/a?b=c", "/custom/"})
        QTest::newRow(name) << QByteArray(name);
}

void TestSocketIo::unknownNamespacesAreRefusedByName() {
    QFETCH(QByteArray, name);
    const auto client = m_fixture->openWs();
    client->send("40" + name + ",{\"x\":1}");
    QCOMPARE(client->next(), QByteArray("44" + name + ",{\"message\":\"Invalid namespace\"}"));
    const QByteArray sid = m_fixture->open();
    m_fixture->post(m_fixture->polling(sid), "40" + name);
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body,
             QByteArray("44" + name + ",{\"message\":\"Invalid namespace\"}"));
}

void TestSocketIo::theConnectionStaysBehindAnUnknownNamespace() {
    const auto client = m_fixture->openWs();
    client->send("40/random");
    QVERIFY(client->next().startsWith("44/random,"));
    client->send("40");
    QVERIFY(client->next().startsWith("40{"));
}

void TestSocketIo::aClientThatDoesNotConnectIsClosed() {
    Settings settings;
    settings.connectTimeout = 1s;
    m_fixture = std::make_unique<SocketEcho>(settings);
    const auto client = m_fixture->openWs();
    const QByteArray sid = m_fixture->open();
    client->send("40/random");
    QVERIFY(client->next().startsWith("44"));
    m_fixture->scheduler.advance(999ms);
    QCOMPARE(m_fixture->engine().sessions(), 2);
    m_fixture->scheduler.advance(1ms);
    QVERIFY(client->waitClosed());
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body, QByteArray("1"));
    QCOMPARE(m_fixture->engine().sessions(), 0);
}

void TestSocketIo::aClientInANamespaceIsNotClosed() {
    Settings settings;
    settings.connectTimeout = 1s;
    m_fixture = std::make_unique<SocketEcho>(settings);
    const auto client = m_fixture->join();
    m_fixture->scheduler.advance(10s);
    client->send("42[\"message\"]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\"]"));
}

void TestSocketIo::disconnectLeavesTheConnection() {
    const auto client = m_fixture->join();
    client->send("41");
    QTRY_COMPARE(m_fixture->reason(), QByteArray("client namespace disconnect"));
    m_fixture->scheduler.advance(25s);
    QCOMPARE(client->next(), QByteArray("2"));
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
    client->send("40");
    QVERIFY(client->next().startsWith("40{"));
}

void TestSocketIo::disconnectOfOneNamespaceLeavesTheOther() {
    const auto client = m_fixture->join();
    client->send("40/custom");
    QVERIFY(client->next().startsWith("40/custom,"));
    QVERIFY(client->next().startsWith("42/custom,"));
    QCOMPARE(m_fixture->sockets->socketCount(), 2);
    client->send("41/custom");
    client->send("42[\"message\",\"message to main namespace\"]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\",\"message to main namespace\"]"));
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
}

void TestSocketIo::eventsComeBackAsWritten_data() {
    QTest::addColumn<QByteArray>("args");
    for (const char *args : {"", "1", "1,\"2\",{\"3\":[true]}", "{\"z\":1,\"a\":2}", "1.50,1e3,-0",
                             "\"\u20ac\U0001f600\"", "\"\\ud83d\\ude00\"", "null,[],{}", "\"a,b\",[1, 2]", "[[[[]]]]"})
        QTest::newRow(args) << QByteArray(args);
}

void TestSocketIo::eventsComeBackAsWritten() {
    QFETCH(QByteArray, args);
    const auto client = m_fixture->join();
    const QByteArray rest = (args.isEmpty() ? args : QByteArray("," + args)) + "]";
    client->send("42[\"message\"" + rest);
    QCOMPARE(client->next(), QByteArray("42[\"message-back\"" + rest));
}

void TestSocketIo::acknowledgementsComeBack() {
    const auto client = m_fixture->join();
    client->send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
    QCOMPARE(client->next(), QByteArray("43456[1,\"2\",{\"3\":[false]}]"));
    client->send("420[\"message-with-ack\"]");
    QCOMPARE(client->next(), QByteArray("430[]"));
}

void TestSocketIo::acknowledgementsAreSentOnce() {
    const auto client = m_fixture->join();
    client->send("427[\"other\",1]");
    QCOMPARE(client->next(), QByteArray("437[1]"));
    const AckHandle ack = m_fixture->events.back().ack;
    QVERIFY(!ack);
    ack("2");
    client->send("42[\"message\"]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\"]"));
    QVERIFY(!m_fixture->events.back().ack);
    client->socket().close();
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    ack("3"); // nobody is there any more
}

void TestSocketIo::attachmentsComeBack() {
    const auto client = m_fixture->join();
    const QByteArray rest = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
    client->send("452-[\"message\"," + rest);
    client->sendBinary("\1\2\3");
    client->sendBinary("\4\5\6");
    QCOMPARE(client->next(), QByteArray("452-[\"message-back\"," + rest));
    QCOMPARE(client->nextBinary(), QByteArray("\1\2\3"));
    QCOMPARE(client->nextBinary(), QByteArray("\4\5\6"));
    client->send("450-[\"message\",1]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\",1]"));
}

void TestSocketIo::attachmentsComeBackByAcknowledgement() {
    const auto client = m_fixture->join();
    const QByteArray rest = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
    client->send("452-789[\"message-with-ack\"," + rest);
    client->sendBinary("\1\2\3");
    client->sendBinary("");
    QCOMPARE(client->next(), QByteArray("462-789[" + rest));
    QCOMPARE(client->nextBinary(), QByteArray("\1\2\3"));
    QCOMPARE(client->nextBinary(), QByteArray(""));
}

void TestSocketIo::acknowledgementsOfClientsArrive() {
    const auto client = m_fixture->join();
    QList<QJsonArray> answers;
    const auto note = [&](const Result<Socket::AckReply> &reply) {
        answers.append(reply ? reply->values : QJsonArray{-1});
    };
    m_fixture->socket()->sendWithAck("question", "1", 5s, note);
    m_fixture->socket()->sendWithAck("question", "2", 5s, note);
    QCOMPARE(client->next(), QByteArray("420[\"question\",1]"));
    QCOMPARE(client->next(), QByteArray("421[\"question\",2]"));
    client->send("431[\"two\"]");
    client->send("430[]");
    client->send("431[\"again\"]");
    client->send("42[\"message\"]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\"]"));
    QCOMPARE(answers, (QList<QJsonArray>{QJsonArray{QStringLiteral("two")}, QJsonArray{}}));
}

void TestSocketIo::acknowledgementsThatDoNotComeTimeOut() {
    const auto client = m_fixture->join();
    int errors = 0;
    m_fixture->socket()->sendWithAck("question", {}, 5s, [&](const auto &reply) { errors += reply ? 0 : 1; });
    m_fixture->scheduler.advance(4'999ms);
    QCOMPARE(errors, 0);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(errors, 1);
    client->send("430[]");
    client->send("42[\"message\"]");
    QVERIFY(!client->next().isEmpty());
    QCOMPARE(errors, 1);
}

void TestSocketIo::acknowledgementsFailWhenTheClientLeaves() {
    const auto client = m_fixture->join();
    int errors = 0;
    m_fixture->socket()->sendWithAck("question", {}, 5s, [&](const auto &reply) { errors += reply ? 0 : 1; });
    client->socket().close();
    QTRY_COMPARE(errors, 1);
    m_fixture->scheduler.advance(10s);
    QCOMPARE(errors, 1);
}

void TestSocketIo::violationsCloseTheConnection_data() {
    QTest::addColumn<QByteArray>("packet");
    for (const char *packet : {"4",
                               "4abc",
                               "47",
                               "4-1",
                               "42{}",
                               "42\"x\"",
                               "42[",
                               "42[]",
                               "42[null]",
                               "42[{}]",
                               "42abc[\"message\"]",
                               "421.5[\"message\"]",
                               "42[\"connect\"]",
                               "42[\"disconnect\"]",
                               "42[\"connect_error\"]",
                               "42[\"disconnecting\"]",
                               "42[\"newListener\"]",
                               "42[\"removeListener\"]",
                               "40",
                               "40{}",
                               "40[]",
                               "41{}",
                               "44{}",
                               "44\"x\"",
                               "43{}",
                               "42/custom,[\"message\"]",
                               "41/custom,",
                               "42/random,[\"message\"]",
                               "43/random,1[]",
                               "45[\"message\"]",
                               "45-[\"message\"]",
                               "4x1-[\"message\"]",
                               "451[\"message\"]",
                               "4599999-[\"message\"]",
                               "450-[\"message\",{\"_placeholder\":true,\"num\":0}]"})
        QTest::newRow(packet) << QByteArray(packet);
    QTest::newRow("65 deep") << QByteArray("42[\"message\"," + QByteArray(64, '[') + QByteArray(64, ']') + "]");
}

void TestSocketIo::violationsCloseTheConnection() {
    QFETCH(QByteArray, packet);
    const auto client = m_fixture->join();
    client->send(packet);
    QVERIFY(client->waitClosed());
    QCOMPARE(m_fixture->reason(), QByteArray("parse error"));
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
    QVERIFY(m_fixture->events.empty());
}

void TestSocketIo::violationsBeforeConnectCloseTheConnection_data() {
    QTest::addColumn<QByteArray>("packet");
    for (const char *packet : {"42[\"message\"]", "430[]", "41", "4abc", "451-[\"message\"]"})
        QTest::newRow(packet) << QByteArray(packet);
}

void TestSocketIo::violationsBeforeConnectCloseTheConnection() {
    QFETCH(QByteArray, packet);
    const auto client = m_fixture->openWs();
    client->send(packet);
    if (packet.startsWith("45")) client->sendBinary("x");
    QVERIFY(client->waitClosed());
    QVERIFY(m_fixture->connected.empty());
}

void TestSocketIo::binaryViolationsCloseTheConnection_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("not announced") << QByteArray() << QByteArray();
    QTest::newRow("text for an attachment")
        << QByteArray("451-[\"message\",{\"_placeholder\":true,\"num\":0}]") << QByteArray("42[\"message\"]");
    QTest::newRow("placeholder beyond") << QByteArray("451-[\"message\",{\"_placeholder\":true,\"num\":1}]")
                                        << QByteArray();
    QTest::newRow("placeholder is a word")
        << QByteArray("451-[\"message\",{\"_placeholder\":true,\"num\":\"splice\"}]") << QByteArray();
}

void TestSocketIo::binaryViolationsCloseTheConnection() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    const auto client = m_fixture->join();
    if (!first.isEmpty()) client->send(first);
    if (second.isEmpty())
        client->sendBinary("data");
    else
        client->send(second);
    QVERIFY(client->waitClosed());
    QVERIFY(m_fixture->events.empty());
    QCOMPARE(m_fixture->reason(), QByteArray("parse error"));
}

void TestSocketIo::oddButHarmlessPacketsAreIgnored_data() {
    QTest::addColumn<QByteArray>("packet");
    for (const char *packet : {"43999[]", "43", "43[]", "42", "421", "1", "42[1,2]", "42[1.5]", "42[\"unknown\",1]"})
        QTest::newRow(packet) << QByteArray(packet);
    QTest::newRow("64 deep") << QByteArray("42[\"x\"," + QByteArray(63, '[') + QByteArray(63, ']') + "]");
}

void TestSocketIo::oddButHarmlessPacketsAreIgnored() {
    QFETCH(QByteArray, packet);
    const auto client = m_fixture->join();
    client->send(packet);
    client->send("42[\"message\",\"on\"]");
    QCOMPARE(client->next(), QByteArray("42[\"message-back\",\"on\"]"));
}

void TestSocketIo::everythingWorksByPolling() {
    const QByteArray sid = m_fixture->open();
    m_fixture->post(m_fixture->polling(sid), "40{\"token\":\"t\"}");
    const QByteArray hello = m_fixture->get(m_fixture->polling(sid)).body;
    QVERIFY(hello.startsWith("40{\"sid\":\""));
    QVERIFY(hello.endsWith("\x1e"
                           "42[\"auth\",{\"token\":\"t\"}]"));
    m_fixture->post(m_fixture->polling(sid), "421[\"message-with-ack\",\"\u20ac\"]\x1e"
                                             "451-[\"message\",{\"_placeholder\":true,\"num\":0}]\x1e"
                                             "bAQIDBA==");
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body,
             QByteArray("431[\"\u20ac\"]\x1e"
                        "451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]\x1e"
                        "bAQIDBA=="));
    const auto poll = m_fixture->startPoll(sid);
    m_fixture->post(m_fixture->polling(sid), "42{}");
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("1"));
    QCOMPARE(m_fixture->reason(), QByteArray("parse error"));
}

void TestSocketIo::everythingWorksAcrossAnUpgrade() {
    const QByteArray sid = m_fixture->open();
    m_fixture->post(m_fixture->polling(sid), "40");
    QVERIFY(m_fixture->get(m_fixture->polling(sid)).body.startsWith("40{"));
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    m_fixture->socket()->send("between", "1");
    client.send("5");
    QCOMPARE(client.next(), QByteArray("42[\"between\",1]"));
    client.send("42[\"message\",2]");
    QCOMPARE(client.next(), QByteArray("42[\"message-back\",2]"));
    QCOMPARE(m_fixture->connected.size(), size_t(1));
}

void TestSocketIo::hundredsOfClientsThatVanishLeaveNothing() {
    for (int i = 0; i < 200; ++i) {
        const auto client = i % 3 ? m_fixture->openWs() : m_fixture->join();
        if (i % 3 == 1) client->send("40");
        if (i % 5 == 0) client->socket().abort();
    }
    QTRY_COMPARE(m_fixture->engine().sessions(), 0);
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
    QCOMPARE(m_fixture->sockets->rooms().roomCount(), 0);
    QTRY_COMPARE(m_fixture->http->stats().webSockets, 0);
}

QTEST_GUILESS_MAIN(TestSocketIo)
#include "tst_socketio.moc"
