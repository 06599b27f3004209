// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/engine_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kUpgradeFields = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

} // namespace

/// Engine.IO handshakes and long polling on real sockets; the cases of the official suite and those around them.
class TestEngineIoPolling : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<EngineEcho>(); }
    void handshakeHasExactlyItsKeys();
    void badHandshakesAreRefused_data();
    void badHandshakesAreRefused();
    void badWebSocketHandshakesGetNo101_data();
    void badWebSocketHandshakesGetNo101();
    void otherPathsAreNotServed();
    void theGateRefusesBeforeAnythingIsOpened();
    void sessionsAreCounted();
    void messagesComeBackByPolling_data();
    void messagesComeBackByPolling();
    void aPollWaitsForAMessage();
    void oneTurnGoesInOneReply();
    void badPayloadsEndTheSession();
    void bodiesAboveMaxPayloadAreRefused();
    void aSecondPollEndsTheSession();
    void aCancelledPollEndsTheSession();
    void closeByPostAnswersThePollWithNoop();
    void theServersCloseReachesThePollThatWaits();
    void theServersCloseReachesTheNextPoll();
    void aClosedSessionIsForgottenInTheEnd();
    void shutDownRefusesNewSessions();
    void tooManySessionsAreRefused();
    void aSlowPollerIsDropped();

private:
    std::unique_ptr<EngineEcho> m_fixture;
};

void TestEngineIoPolling::handshakeHasExactlyItsKeys() {
    const RawReply reply = m_fixture->get(m_fixture->polling());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("content-type"), QByteArray("text/plain; charset=UTF-8"));
    QCOMPARE(reply.field("cache-control"), QByteArray("no-store"));
    QVERIFY(reply.body.startsWith('0'));
    WsClient client(m_fixture->port(), m_fixture->webSocket());
    const QByteArray open = client.next();
    QVERIFY(open.startsWith('0'));
    for (const auto &[text, upgrades] :
         {std::pair(reply.body, QStringList{QStringLiteral("websocket")}), std::pair(open, QStringList{})}) {
        const QJsonObject object = QJsonDocument::fromJson(text.sliced(1)).object();
        QStringList keys = object.keys();
        keys.sort();
        QCOMPARE(keys.join(QLatin1Char(' ')), QStringLiteral("maxPayload pingInterval pingTimeout sid upgrades"));
        QVERIFY(object.value(QLatin1String("sid")).toString().size() >= 20);
        QCOMPARE(object.value(QLatin1String("upgrades")).toVariant().toStringList(), upgrades);
        QCOMPARE(object.value(QLatin1String("pingInterval")).toInt(), 25000);
        QCOMPARE(object.value(QLatin1String("pingTimeout")).toInt(), 20000);
        QCOMPARE(object.value(QLatin1String("maxPayload")).toInt(), 1'000'000);
    }
    QCOMPARE(m_fixture->engine().sessions(), 2);
}

void TestEngineIoPolling::badHandshakesAreRefused_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("code");
    QTest::newRow("no EIO") << QByteArray("GET") << QByteArray("transport=polling") << 5;
    QTest::newRow("EIO=abc") << QByteArray("GET") << QByteArray("EIO=abc&transport=polling") << 5;
    QTest::newRow("EIO=3") << QByteArray("GET") << QByteArray("EIO=3&transport=polling") << 5;
    QTest::newRow("EIO=44") << QByteArray("GET") << QByteArray("EIO=44&transport=polling") << 5;
    QTest::newRow("no transport") << QByteArray("GET") << QByteArray("EIO=4") << 0;
    QTest::newRow("unknown transport") << QByteArray("GET") << QByteArray("EIO=4&transport=abc") << 0;
    QTest::newRow("webtransport") << QByteArray("GET") << QByteArray("EIO=4&transport=webtransport") << 0;
    QTest::newRow("no query") << QByteArray("GET") << QByteArray() << 0;
    QTest::newRow("websocket without upgrade") << QByteArray("GET") << QByteArray("EIO=4&transport=websocket") << 3;
    QTest::newRow("bad escape") << QByteArray("GET") << QByteArray("EIO=4&transport=polling&a=%zz") << 3;
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("EIO=4&transport=polling") << 2;
    QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("EIO=4&transport=polling") << 2;
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray("EIO=4&transport=polling") << 2;
    QTest::newRow("unknown session") << QByteArray("GET") << QByteArray("EIO=4&transport=polling&sid=nobody") << 1;
    QTest::newRow("POST to an unknown session")
        << QByteArray("POST") << QByteArray("EIO=4&transport=polling&sid=nobody") << 1;
}

void TestEngineIoPolling::badHandshakesAreRefused() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(int, code);
    const RawReply reply = m_fixture->post(m_fixture->target(query), {}, method);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json().value(QLatin1String("code")).toInt(-1), code);
    QVERIFY(!reply.json().value(QLatin1String("message")).toString().isEmpty());
    QCOMPARE(m_fixture->engine().sessions(), 0);
}

void TestEngineIoPolling::badWebSocketHandshakesGetNo101_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("no EIO") << QByteArray("/engine.io/?transport=websocket") << 400;
    QTest::newRow("EIO=abc") << QByteArray("/engine.io/?EIO=abc&transport=websocket") << 400;
    QTest::newRow("no transport") << QByteArray("/engine.io/?EIO=4") << 400;
    QTest::newRow("unknown transport") << QByteArray("/engine.io/?EIO=4&transport=abc") << 400;
    QTest::newRow("polling") << QByteArray("/engine.io/?EIO=4&transport=polling") << 400;
    QTest::newRow("unknown session") << QByteArray("/engine.io/?EIO=4&transport=websocket&sid=nobody") << 400;
    QTest::newRow("wrong path") << QByteArray("/other/?EIO=4&transport=websocket") << 404;
    QTest::newRow("longer path") << QByteArray("/engine.io/x?EIO=4&transport=websocket") << 404;
    QTest::newRow("shorter path") << QByteArray("/engine.io?EIO=4&transport=websocket") << 404;
    QTest::newRow("encoded path") << QByteArray("/engine%2eio/?EIO=4&transport=websocket") << 404;
}

void TestEngineIoPolling::badWebSocketHandshakesGetNo101() {
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    const RawReply reply = m_fixture->get(target, kUpgradeFields);
    QCOMPARE(reply.status, status);
    QCOMPARE(m_fixture->engine().sessions(), 0);
}

void TestEngineIoPolling::otherPathsAreNotServed() {
    QCOMPARE(m_fixture->get("/?EIO=4&transport=polling").status, 404);
    QCOMPARE(m_fixture->get("/engine.io?EIO=4&transport=polling").status, 404);
}

void TestEngineIoPolling::theGateRefusesBeforeAnythingIsOpened() {
    m_fixture->engine().setGate([](const Handshake &handshake) -> std::optional<net::Reply> {
        if (handshake.origin() == "http://evil.example")
            return net::errorReply(403, "forbidden_origin", QStringLiteral("Not from there."));
        if (handshake.query.value(u"token").value_or(QString()) == QLatin1String("expired"))
            return net::errorReply(401, "token_expired", QStringLiteral("The token has expired."));
        return std::nullopt;
    });
    QCOMPARE(m_fixture->get(m_fixture->polling(), "Origin: http://evil.example\r\n").status, 403);
    QCOMPARE(m_fixture->get(m_fixture->polling() + "&token=expired").status, 401);
    WsClient evil(m_fixture->port(), m_fixture->webSocket(), {{"Origin", "http://evil.example"}});
    QVERIFY(!evil.isOpen());
    WsClient expired(m_fixture->port(), m_fixture->webSocket() + "&token=expired");
    QVERIFY(!expired.isOpen());
    QCOMPARE(m_fixture->engine().sessions(), 0);
    // A session that is open cannot be taken over from a forbidden origin either.
    const QByteArray sid = m_fixture->open();
    WsClient takeover(m_fixture->port(), m_fixture->webSocket(sid), {{"Origin", "http://evil.example"}});
    QVERIFY(!takeover.isOpen());
    WsClient good(m_fixture->port(), m_fixture->webSocket() + "&token=good", {{"Origin", "http://good.example"}});
    QVERIFY(good.isOpen());
}

void TestEngineIoPolling::sessionsAreCounted() {
    const QByteArray first = m_fixture->open();
    const QByteArray second = m_fixture->open();
    QVERIFY(first != second);
    QCOMPARE(m_fixture->engine().sessions(), 2);
    QCOMPARE(m_fixture->post(m_fixture->polling(first), "1").status, 200);
    QCOMPARE(m_fixture->engine().sessions(), 1);
}

void TestEngineIoPolling::messagesComeBackByPolling_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("one") << QByteArray("4hello");
    QTest::newRow("several") << QByteArray("4test1\x1e"
                                           "4test2\x1e"
                                           "4test3");
    QTest::newRow("text and binary") << QByteArray("4hello\x1e"
                                                   "bAQIDBA==");
    QTest::newRow("multi-byte") << QByteArray("4\u20ac\U0001f600\u4f60");
    QTest::newRow("empty") << QByteArray("4");
    QTest::newRow("900 kB") << QByteArray("4" + QByteArray(900'000, 'x'));
}

void TestEngineIoPolling::messagesComeBackByPolling() {
    QFETCH(QByteArray, body);
    const QByteArray sid = m_fixture->open();
    const RawReply pushed = m_fixture->post(m_fixture->polling(sid), body);
    QCOMPARE(pushed.status, 200);
    QCOMPARE(pushed.body, QByteArray("ok"));
    const RawReply polled = m_fixture->get(m_fixture->polling(sid));
    QCOMPARE(polled.status, 200);
    QVERIFY(polled.body == body);
}

void TestEngineIoPolling::aPollWaitsForAMessage() {
    const QByteArray sid = m_fixture->open();
    const auto poll = m_fixture->startPoll(sid);
    QVERIFY(poll->input().isEmpty());
    m_fixture->session()->sendText("now");
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("4now"));
}

void TestEngineIoPolling::oneTurnGoesInOneReply() {
    const QByteArray sid = m_fixture->open();
    const auto poll = m_fixture->startPoll(sid);
    for (const char *text : {"a", "b", "c"})
        m_fixture->session()->sendText(text);
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("4a\x1e"
                                                                 "4b\x1e"
                                                                 "4c"));
}

void TestEngineIoPolling::badPayloadsEndTheSession() {
    const QByteArray sid = m_fixture->open();
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "abc").status, 400);
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
    QCOMPARE(m_fixture->reason(), QByteArray("parse error"));
    QCOMPARE(m_fixture->post(m_fixture->polling(m_fixture->open()), "").status, 400);
}

void TestEngineIoPolling::bodiesAboveMaxPayloadAreRefused() {
    const QByteArray sid = m_fixture->open();
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "4" + QByteArray(999'999, 'x')).status, 200);
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "4" + QByteArray(1'000'000, 'x')).status, 413);
}

void TestEngineIoPolling::aSecondPollEndsTheSession() {
    const QByteArray sid = m_fixture->open();
    const auto first = m_fixture->startPoll(sid);
    const RawReply second = m_fixture->get(m_fixture->polling(sid));
    QCOMPARE(second.status, 400);
    QCOMPARE(first->reply().value_or(RawReply{}).body, QByteArray("1"));
    const RawReply third = m_fixture->get(m_fixture->polling(sid));
    QCOMPARE(third.status, 400);
    QCOMPARE(third.json().value(QLatin1String("code")).toInt(-1), 1);
    QCOMPARE(m_fixture->reason(), QByteArray("transport error"));
}

void TestEngineIoPolling::aCancelledPollEndsTheSession() {
    const QByteArray sid = m_fixture->open();
    m_fixture->startPoll(sid).reset();
    QTRY_COMPARE(m_fixture->reason(), QByteArray("transport close"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
}

void TestEngineIoPolling::closeByPostAnswersThePollWithNoop() {
    const QByteArray sid = m_fixture->open();
    const auto poll = m_fixture->startPoll(sid);
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "1").status, 200);
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("6"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
    QCOMPARE(m_fixture->reason(), QByteArray("transport close"));
}

void TestEngineIoPolling::theServersCloseReachesThePollThatWaits() {
    const QByteArray sid = m_fixture->open();
    const auto poll = m_fixture->startPoll(sid);
    m_fixture->session()->sendText("last");
    m_fixture->session()->close(QStringLiteral("enough"));
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("4last"));
    QCOMPARE(m_fixture->reason(), QByteArray("enough"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body, QByteArray("1"));
    QCOMPARE(m_fixture->engine().sessions(), 0);
}

void TestEngineIoPolling::theServersCloseReachesTheNextPoll() {
    const QByteArray sid = m_fixture->open();
    m_fixture->session()->sendText("last");
    m_fixture->session()->close(QStringLiteral("enough"));
    m_fixture->session()->sendText("too late");
    QCOMPARE(m_fixture->post(m_fixture->polling(sid), "4ignored").status, 200);
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body, QByteArray("4last"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).body, QByteArray("1"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
}

void TestEngineIoPolling::aClosedSessionIsForgottenInTheEnd() {
    m_fixture->open();
    m_fixture->session()->close(QStringLiteral("enough"));
    QCOMPARE(m_fixture->engine().sessions(), 1);
    m_fixture->scheduler.advance(31s);
    QCOMPARE(m_fixture->engine().sessions(), 0);
}

void TestEngineIoPolling::shutDownRefusesNewSessions() {
    const auto client = m_fixture->openWs();
    const QByteArray sid = m_fixture->open();
    const auto poll = m_fixture->startPoll(sid);
    m_fixture->engine().shutDown(QStringLiteral("server shutting down"));
    QVERIFY(client->waitClosed());
    QCOMPARE(poll->reply().value_or(RawReply{}).body, QByteArray("1"));
    QCOMPARE(m_fixture->engine().sessions(), 0);
    QCOMPARE(m_fixture->get(m_fixture->polling()).status, 503);
}

void TestEngineIoPolling::tooManySessionsAreRefused() {
    Settings settings;
    settings.maxSessions = 2;
    m_fixture = std::make_unique<EngineEcho>(settings);
    m_fixture->open();
    const QByteArray sid = m_fixture->open();
    QCOMPARE(m_fixture->get(m_fixture->polling()).status, 503);
    WsClient refused(m_fixture->port(), m_fixture->webSocket());
    QVERIFY(!refused.isOpen());
    // Those that are in may still upgrade.
    WsClient upgrade(m_fixture->port(), m_fixture->webSocket(sid));
    QVERIFY(upgrade.isOpen());
}

void TestEngineIoPolling::aSlowPollerIsDropped() {
    const QByteArray sid = m_fixture->open();
    const QByteArray block(100'000, 'x');
    for (int i = 0; i < 10; ++i)
        m_fixture->session()->sendText(block);
    QVERIFY(m_fixture->session()->isOpen());
    for (int i = 0; i < 10; ++i)
        m_fixture->session()->sendText(block);
    QTRY_COMPARE(m_fixture->reason(), QByteArray("slow client"));
    QCOMPARE(m_fixture->get(m_fixture->polling(sid)).status, 400);
}

QTEST_GUILESS_MAIN(TestEngineIoPolling)
#include "tst_engineio_polling.moc"
