// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/raw_client.h"
#include "tests/net/server_fixture.h"

#include <QFile>
#include <QTest>

#include <memory>

using namespace callfloor::net;
using namespace callfloor::test;
using namespace std::chrono_literals;

class TestHttpLimits : public QObject {
    Q_OBJECT
private slots:
    void aSlowHeadIsAnswered408();
    void aTricklingHeadIsAnswered408();
    void aSilentClientIsClosed();
    void aSlowBodyIsAnswered408();
    void anIdleConnectionIsClosed();
    void aSecondHeadHasItsOwnTime();
    void aHeldReplyHasNoTimeLimit();
    void aClientThatDoesNotReadIsCutOff();
    void aClientThatReadsSlowlyIsNot();
    void tooManyConnectionsAreRefused();
    void tooManyConnectionsFromOneAddressAreRefused();
    void tooManyRequestsInFlightAreRefused();
    void endlessHeadersAreCutOff();
    void whatIsBehindTheLimitOfAHeadIsNotJudged();
    void anOversizedUploadStillSeesTheAnswer();
    void manySlowClientsDoNotStopOthers();
    void manySlowClientsAreCutAndCostNoMemory();
};

namespace {

/// Memory in use by this process, kB (proc_pid_status(5)).
qint64 residentKb() {
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

const QByteArray kGet = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

Limits shortLimits() {
    Limits limits;
    limits.headerTimeout = 150ms;
    limits.bodyTimeout = 150ms;
    limits.idleTimeout = 150ms;
    limits.writeStallTimeout = 150ms;
    limits.lingerTimeout = 150ms;
    return limits;
}

/// Sends one byte a turn of the event loop until the server has had enough.
void trickle(RawClient &client, char byte) {
    RawClient::waitFor([&] {
        if (client.open()) client.send(QByteArray(1, byte));
        return !client.open() || !client.input().isEmpty();
    });
}

} // namespace

void TestHttpLimits::aSlowHeadIsAnswered408() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.send("GET /ok HTTP/1.1\r\nHost");
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 408);
    QCOMPARE(reply->json().value(QLatin1String("code")).toString(), QStringLiteral("request_timeout"));
    QVERIFY(client.waitClosed());
    QVERIFY(fixture.requests.empty());
}

void TestHttpLimits::aTricklingHeadIsAnswered408() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.send("GET /ok HTTP/1.1\r\nHost: a\r\nX: ");
    trickle(client, 'x');
    QCOMPARE(client.reply().value_or(RawReply{}).status, 408);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::aSilentClientIsClosed() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    QVERIFY(client.waitClosed());
    QVERIFY(client.input().isEmpty());
    QTRY_COMPARE(fixture.server->stats().connections, 0);
}

void TestHttpLimits::aSlowBodyIsAnswered408() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    trickle(client, 'x');
    QCOMPARE(client.reply().value_or(RawReply{}).status, 408);
    QVERIFY(client.waitClosed());
    QVERIFY(fixture.requests.empty());
}

void TestHttpLimits::anIdleConnectionIsClosed() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.send(kGet);
    QVERIFY(client.reply());
    QVERIFY(client.waitClosed());
    QVERIFY(client.input().isEmpty());
}

void TestHttpLimits::aSecondHeadHasItsOwnTime() {
    Limits limits = shortLimits();
    limits.idleTimeout = 60'000ms;
    ServerFixture fixture(limits);
    RawClient client(fixture.port());
    client.send(kGet);
    QVERIFY(client.reply());
    client.send("GET");
    QCOMPARE(client.reply().value_or(RawReply{}).status, 408);
}

void TestHttpLimits::aHeldReplyHasNoTimeLimit() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    // Another connection runs into its limit first; this one, which is older, must still be there.
    RawClient idle(fixture.port());
    idle.send(kGet);
    QVERIFY(idle.reply());
    QVERIFY(idle.waitClosed());
    QVERIFY(fixture.held.front().alive());
    fixture.answer("late");
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("late"));
}

void TestHttpLimits::aClientThatDoesNotReadIsCutOff() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    client.socket().setReadBufferSize(1024);
    QObject::disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    fixture.answer(QByteArray(32 << 20, 'x'));
    QTRY_COMPARE(fixture.server->stats().connections, 0);
    QCOMPARE(fixture.server->stats().timedOut, quint64(1));
}

void TestHttpLimits::aClientThatReadsSlowlyIsNot() {
    ServerFixture fixture(shortLimits());
    RawClient client(fixture.port());
    QObject::disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    client.socket().setReadBufferSize(256 * 1024);
    client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    constexpr qint64 size = 24 << 20;
    fixture.answer(QByteArray(size, 'x'));
    qint64 got = 0;
    QVERIFY(QTest::qWaitFor([&] { return (got += client.socket().readAll().size()) > size; }, 60'000));
}

void TestHttpLimits::tooManyConnectionsAreRefused() {
    Limits limits;
    limits.connections = 3;
    ServerFixture fixture(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
    QTRY_COMPARE(fixture.server->stats().connections, 3);
    RawClient fourth(fixture.port());
    const auto refused = fourth.reply();
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QVERIFY(!refused->field("retry-after").isEmpty());
    QVERIFY(fourth.waitClosed());
    for (const auto &client : clients) {
        client->send(kGet);
        QCOMPARE(client->reply().value_or(RawReply{}).status, 200);
    }
    clients.pop_back();
    QTRY_COMPARE(fixture.server->stats().connections, 2);
    RawClient fifth(fixture.port());
    fifth.send(kGet);
    QCOMPARE(fifth.reply().value_or(RawReply{}).status, 200);
}

void TestHttpLimits::tooManyConnectionsFromOneAddressAreRefused() {
    Limits limits;
    limits.connectionsPerAddress = 2;
    limits.loopbackExempt = false;
    ServerFixture fixture(limits);
    RawClient first(fixture.port());
    auto second = std::make_unique<RawClient>(fixture.port());
    QTRY_COMPARE(fixture.server->stats().connections, 2);
    RawClient third(fixture.port());
    QCOMPARE(third.reply().value_or(RawReply{}).status, 429);
    QVERIFY(third.waitClosed());
    second.reset();
    QTRY_COMPARE(fixture.server->stats().connections, 1);
    RawClient fourth(fixture.port());
    fourth.send(kGet);
    QCOMPARE(fourth.reply().value_or(RawReply{}).status, 200);
}

void TestHttpLimits::tooManyRequestsInFlightAreRefused() {
    Limits limits;
    limits.inFlight = 2;
    ServerFixture fixture(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
        clients.back()->send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    QTRY_COMPARE(fixture.held.size(), size_t(2));
    RawClient third(fixture.port());
    third.send(kGet);
    const auto refused = third.reply();
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QCOMPARE(refused->json().value(QLatin1String("code")).toString(), QStringLiteral("too_busy"));
    fixture.answer("one");
    QVERIFY(clients.front()->reply());
    RawClient fourth(fixture.port());
    fourth.send(kGet);
    QCOMPARE(fourth.reply().value_or(RawReply{}).status, 200);
}

void TestHttpLimits::endlessHeadersAreCutOff() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("GET /ok HTTP/1.1\r\nHost: a\r\n");
    QVERIFY(RawClient::waitFor([&] {
        if (client.open() && client.socket().bytesToWrite() < 64 * 1024)
            client.send("X: " + QByteArray(4000, 'x') + "\r\n");
        return !client.input().isEmpty() || !client.open();
    }));
    QCOMPARE(client.reply().value_or(RawReply{}).status, 431);
}

void TestHttpLimits::whatIsBehindTheLimitOfAHeadIsNotJudged() {
    Limits limits = shortLimits();
    limits.headerBytes = 512;
    ServerFixture fixture(limits);
    RawClient client(fixture.port());
    // At once, so that the server sees the broken line too; byte by byte it would not.
    client.send("GET /ok HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(500, 'x') + "\r\nY: 1\nZ: 2\r\n\r\n");
    QCOMPARE(client.reply().value_or(RawReply{}).status, 431);
    RawClient second(fixture.port());
    second.send("GET /" + QByteArray(600, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(second.reply().value_or(RawReply{}).status, 414);
}

void TestHttpLimits::anOversizedUploadStillSeesTheAnswer() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n\r\n" + QByteArray(8 << 20, 'x'));
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 413);
    QVERIFY(fixture.requests.empty());
}

void TestHttpLimits::manySlowClientsDoNotStopOthers() {
    ServerFixture fixture;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<RawClient>(fixture.port()));
        slow.back()->send(i % 2 ? "GET /ok HTTP/1.1\r\nHo"
                                : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
    }
    RawClient good(fixture.port());
    for (int i = 0; i < 20; ++i) {
        good.send(kGet);
        QCOMPARE(good.reply().value_or(RawReply{}).status, 200);
        for (const auto &client : slow)
            client->send("x");
    }
    QCOMPARE(fixture.server->stats().requests, quint64(20 + 100));
}

void TestHttpLimits::manySlowClientsAreCutAndCostNoMemory() {
    constexpr int kSlow = 200, kRounds = 5;
    ServerFixture fixture(shortLimits());
    qint64 afterFirst = 0;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < kSlow; ++i) {
            slow.push_back(std::make_unique<RawClient>(fixture.port()));
            slow.back()->send(i % 2 ? "GET /ok HTTP/1.1\r\nX-Slow: " : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nab");
        }
        RawClient good(fixture.port());
        good.send(kGet);
        QCOMPARE(good.reply().value_or(RawReply{}).status, 200);
        for (const auto &client : slow) {
            QCOMPARE(client->reply().value_or(RawReply{}).status, 408);
            client->socket().abort();
        }
        good.socket().abort();
        QTRY_COMPARE(fixture.server->stats().connections, 0);
        if (round == 0) afterFirst = residentKb();
    }
    QVERIFY(afterFirst > 0);
    // What 800 more of them left behind is less than 10 kB each.
    const qint64 growth = residentKb() - afterFirst;
    QVERIFY2(growth < 8'000, qPrintable(QString::number(growth)));
    QCOMPARE(fixture.requests.size(), size_t(kRounds));
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_http_limits.moc"
