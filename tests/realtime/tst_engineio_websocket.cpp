// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/engine_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kUpgradeFields = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

} // namespace

/// Engine.IO over WebSocket, upgrades, heartbeats and slow clients on real sockets.
class TestEngineIoWebSocket : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<EngineEcho>(); }
    void messagesComeBackByWebSocket();
    void badPacketsCloseTheWebSocket_data();
    void badPacketsCloseTheWebSocket();
    void harmlessPacketsAreIgnored_data();
    void harmlessPacketsAreIgnored();
    void heartbeatByPolling();
    void heartbeatByWebSocket();
    void aSilentClientTimesOut();
    void aPingFromTheClientEndsTheSession();
    void upgradeTakesOver();
    void upgradeKeepsWhatWasQueued();
    void closeDuringAnUpgradeReachesTheClient();
    void closeDuringAnUpgradeThatNeverComesEnds();
    void afterTheUpgradePollsAreRefused();
    void aPollThatOvertakesTheUpgradeIsRefused();
    void afterTheUpgradeAnotherWebSocketIsRefused();
    void aSecondProbeIsRefused();
    void anAbandonedProbeLeavesThePolling();
    void aSlowProbeIsDropped();
    void aWrongProbeIsDropped();
    void aSlowWebSocketIsDroppedAndOthersAreNot();
    void declaredLengthsAreRefusedFromTheHeader();

private:
    std::unique_ptr<EngineEcho> m_fixture;
};

void TestEngineIoWebSocket::messagesComeBackByWebSocket() {
    const auto client = m_fixture->openWs();
    client->send("4hello \u20ac\U0001f600");
    QCOMPARE(client->next(), QByteArray("4hello \u20ac\U0001f600"));
    client->sendBinary(QByteArray("\1\2\3\0\4", 5));
    QCOMPARE(client->nextBinary(), QByteArray("\1\2\3\0\4", 5));
    client->send("4" + QByteArray(999'000, 'x'));
    QCOMPARE(client->next().size(), 999'001);
    client->socket().close();
    QTRY_COMPARE(m_fixture->reason(), QByteArray("transport close"));
    QCOMPARE(m_fixture->engine().sessions(), 0);
    QTRY_COMPARE(m_fixture->http->stats().webSockets, 0);
}

void TestEngineIoWebSocket::badPacketsCloseTheWebSocket_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"abc", "7", "", "b", "bAQID", "\u20ac", " 4"})
        QTest::newRow(text) << QByteArray(text);
}

void TestEngineIoWebSocket::badPacketsCloseTheWebSocket() {
    QFETCH(QByteArray, text);
    const auto client = m_fixture->openWs();
    client->send(text);
    QVERIFY(client->waitClosed());
    QCOMPARE(m_fixture->reason(), QByteArray("parse error"));
    QCOMPARE(client->closeCode(), 1002);
}

void TestEngineIoWebSocket::harmlessPacketsAreIgnored_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"0", "1", "3", "3x", "5", "6"})
        QTest::newRow(text) << QByteArray(text);
}

void TestEngineIoWebSocket::harmlessPacketsAreIgnored() {
    QFETCH(QByteArray, text);
    const auto client = m_fixture->openWs();
    client->send(text);
    client->send("4still there");
    QCOMPARE(client->next(), QByteArray("4still there"));
}

void TestEngineIoWebSocket::heartbeatByPolling() {
    const QByteArray sid = m_fixture->open();
    for (int i = 0; i < 3; ++i) {
        const auto poll = m_fixture->startPoll(sid);
        m_fixture->scheduler.advance(24'999ms);
        QVERIFY(poll->input().isEmpty());
        m_fixture->scheduler.advance(1ms);
        QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("2"));
        m_fixture->scheduler.advance(19'999ms);
        QCOMPARE(m_fixture->post(m_fixture->polling(sid), "3").status, 200);
    }
    QVERIFY(m_fixture->session()->isOpen());
}

void TestEngineIoWebSocket::heartbeatByWebSocket() {
    const auto client = m_fixture->openWs();
    m_fixture->scheduler.advance(25s);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(client->next(), QByteArray("2"));
        client->send("3");
        client->send("4mark");
        QCOMPARE(client->next(), QByteArray("4mark"));
        m_fixture->scheduler.advance(20s); // the time for the answer, which has come
        QVERIFY(client->texts.empty());
        m_fixture->scheduler.advance(5s);
    }
    QVERIFY(client->isOpen());
}

void TestEngineIoWebSocket::aSilentClientTimesOut() {
    const QByteArray sid = m_fixture->open();
    const auto client = m_fixture->openWs();
    m_fixture->scheduler.advance(44'999ms);
    QCOMPARE(m_fixture->engine().sessions(), 2);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(m_fixture->engine().sessions(), 0);
    QCOMPARE(m_fixture->reasons, (std::vector<QString>(2, QStringLiteral("ping timeout"))));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
    QVERIFY(client->waitClosed());
}

void TestEngineIoWebSocket::aPingFromTheClientEndsTheSession() {
    const auto client = m_fixture->openWs();
    client->send("2");
    QVERIFY(client->waitClosed());
    const QByteArray sid = m_fixture->open();
    m_fixture->post(m_fixture->polling(sid), "2");
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
    QCOMPARE(m_fixture->reasons, (std::vector<QString>(2, QStringLiteral("transport error"))));
}

void TestEngineIoWebSocket::upgradeTakesOver() {
    const QByteArray sid = m_fixture->open();
    const auto waiting = m_fixture->startPoll(sid);
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    QVERIFY(waiting->input().isEmpty());
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    QCOMPARE(waiting->reply().value_or(RawReply{}).body, QByteArray("6"));
    const auto beside = m_fixture->startPoll(sid);
    m_fixture->scheduler.advance(10ms);
    QCOMPARE(beside->reply().value_or(RawReply{}).body, QByteArray("6"));
    client.send("5");
    client.send("4hello");
    QCOMPARE(client.next(), QByteArray("4hello"));
    m_fixture->scheduler.advance(25s);
    QCOMPARE(client.next(), QByteArray("2"));
    QCOMPARE(m_fixture->engine().sessions(), 1);
}

void TestEngineIoWebSocket::upgradeKeepsWhatWasQueued() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    m_fixture->session()->sendText("one");
    m_fixture->session()->sendBinary("two");
    m_fixture->session()->sendText("three");
    client.send("5");
    QCOMPARE(client.next(), QByteArray("4one"));
    QCOMPARE(client.nextBinary(), QByteArray("two"));
    QCOMPARE(client.next(), QByteArray("4three"));
}

void TestEngineIoWebSocket::closeDuringAnUpgradeReachesTheClient() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe")); // from here on it polls no more
    m_fixture->session()->sendText("the last word");
    m_fixture->session()->close(u"signed out"_s);
    client.send("5");
    QCOMPARE(client.next(), QByteArray("4the last word"));
    QVERIFY(client.waitClosed());
    QCOMPARE(m_fixture->engine().sessions(), 0);
    QCOMPARE(m_fixture->reason(), QByteArray("signed out"));
}

void TestEngineIoWebSocket::closeDuringAnUpgradeThatNeverComesEnds() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    m_fixture->session()->close(u"signed out"_s);
    m_fixture->scheduler.advance(60s);
    QCOMPARE(m_fixture->engine().sessions(), 0);
    QVERIFY(client.waitClosed());
}

void TestEngineIoWebSocket::afterTheUpgradePollsAreRefused() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    client.send("5");
    client.send("4mark");
    QCOMPARE(client.next(), QByteArray("4mark"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "4x").status, 400);
    client.send("4hello");
    QCOMPARE(client.next(), QByteArray("4hello"));
}

void TestEngineIoWebSocket::aPollThatOvertakesTheUpgradeIsRefused() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    const auto poll = m_fixture->startPoll(sid);
    client.send("2probe");
    client.send("5");
    QCOMPARE(poll->reply().value_or(RawReply{}).status, 400);
    client.send("4hello");
    QCOMPARE(client.next(), QByteArray("3probe"));
    QCOMPARE(client.next(), QByteArray("4hello"));
}

void TestEngineIoWebSocket::afterTheUpgradeAnotherWebSocketIsRefused() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    client.send("2probe");
    QCOMPARE(client.next(), QByteArray("3probe"));
    client.send("5");
    client.send("4mark");
    QCOMPARE(client.next(), QByteArray("4mark"));
    WsClient second(m_fixture->port(), m_fixture->webSocket(sid));
    QVERIFY(second.waitClosed());
    QVERIFY(second.texts.empty());
    QCOMPARE(second.closeCode(), 1008);
    client.send("4hello");
    QCOMPARE(client.next(), QByteArray("4hello"));
}

void TestEngineIoWebSocket::aSecondProbeIsRefused() {
    const QByteArray sid = m_fixture->open();
    WsClient first(m_fixture->port(), m_fixture->webSocket(sid));
    WsClient second(m_fixture->port(), m_fixture->webSocket(sid));
    QVERIFY(second.waitClosed());
    QCOMPARE(second.closeCode(), 1008);
    first.send("2probe");
    QCOMPARE(first.next(), QByteArray("3probe"));
}

void TestEngineIoWebSocket::anAbandonedProbeLeavesThePolling() {
    const QByteArray sid = m_fixture->open();
    {
        WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
        client.send("2probe");
        QCOMPARE(client.next(), QByteArray("3probe"));
    }
    QTRY_VERIFY(!m_fixture->session()->isUpgrading());
    const auto poll = m_fixture->startPoll(sid);
    QVERIFY(poll->input().isEmpty());
    m_fixture->post(m_fixture->polling(sid), "4hello");
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("4hello"));
}

void TestEngineIoWebSocket::aSlowProbeIsDropped() {
    const QByteArray sid = m_fixture->open();
    WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
    QVERIFY(m_fixture->session()->isUpgrading());
    m_fixture->scheduler.advance(10s);
    QVERIFY(!m_fixture->session()->isUpgrading());
    QVERIFY(client.waitClosed());
    QVERIFY(m_fixture->session()->isOpen());
}

void TestEngineIoWebSocket::aWrongProbeIsDropped() {
    for (const char *text : {"4hello", "2prob", "abc", "1"}) {
        const QByteArray sid = m_fixture->open();
        WsClient client(m_fixture->port(), m_fixture->webSocket(sid));
        client.send(text);
        QVERIFY(client.waitClosed());
        QVERIFY(m_fixture->session()->isOpen());
    }
}

void TestEngineIoWebSocket::aSlowWebSocketIsDroppedAndOthersAreNot() {
    RawClient slow(m_fixture->port());
    QObject::disconnect(&slow.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    slow.socket().setReadBufferSize(1024);
    slow.send(RealtimeFixture::getRequest(m_fixture->webSocket(), kUpgradeFields));
    QTRY_COMPARE(m_fixture->sessions.size(), size_t(1));
    const QPointer<EngineSocket> slowSession = m_fixture->session();
    const auto good = m_fixture->openWs();
    const QPointer<EngineSocket> goodSession = m_fixture->session();
    const QByteArray block(100'000, 'x');
    int sent = 0;
    while (sent < 1000 && slowSession && slowSession->isOpen()) {
        ++sent;
        slowSession->sendText(block);
        goodSession->sendText(block);
        QCOMPARE(good->next().size(), block.size() + 1);
    }
    QVERIFY(sent < 1000);
    QCOMPARE(m_fixture->reasons, std::vector<QString>{QStringLiteral("slow client")});
    QTRY_COMPARE(m_fixture->http->stats().webSockets, 1);
    QVERIFY(good->isOpen());
}

void TestEngineIoWebSocket::declaredLengthsAreRefusedFromTheHeader() {
    for (const quint64 length : {quint64(1'000'001), quint64(3'000'000'000), quint64(1) << 62}) {
        RawClient client(m_fixture->port());
        client.send(RealtimeFixture::getRequest(m_fixture->webSocket(), kUpgradeFields));
        QCOMPARE(client.reply().value_or(RawReply{}).status, 101);
        QByteArray header = QByteArray::fromHex("82ff");
        for (int shift = 56; shift >= 0; shift -= 8)
            header.append(static_cast<char>(length >> shift));
        client.send(header + QByteArray(4, '\1'));
        QVERIFY(client.waitClosed());
        QVERIFY(client.input().contains(QByteArray::fromHex("03f1"))); // 1009
    }
    QTRY_COMPARE(m_fixture->engine().sessions(), 0);
}

QTEST_GUILESS_MAIN(TestEngineIoWebSocket)
#include "tst_engineio_websocket.moc"
