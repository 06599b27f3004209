// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/raw_client.h"
#include "tests/net/server_fixture.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace callfloor::net;
using namespace callfloor::test;

/// Replies that come when the client, the connection or the whole server has gone.
class TestDisconnects : public QObject {
    Q_OBJECT
private slots:
    void theHandlerHearsThatTheClientLeft();
    void aReplyAfterTheClientLeftIsDropped();
    void responderAfterServerDeath();
    void serverDeathWithRequestsInEveryState();
    void hundredsOfRandomDisconnects_data();
    void hundredsOfRandomDisconnects();
    void callbacksThatAnswerAndDropAreSafe();
};

namespace {

QByteArray held(int number) {
    return "GET /held/" + QByteArray::number(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

} // namespace

void TestDisconnects::theHandlerHearsThatTheClientLeft() {
    ServerFixture fixture;
    auto client = std::make_unique<RawClient>(fixture.port());
    client->send(held(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    int left = 0;
    fixture.held.front().onGone(this, [&] { ++left; });
    QVERIFY(fixture.held.front().alive());
    client.reset();
    QTRY_COMPARE(left, 1);
    QVERIFY(!fixture.held.front().alive());
    QCOMPARE(fixture.server->stats().inFlight, 0);
    QCOMPARE(fixture.server->stats().clientsLeft, quint64(1));
}

void TestDisconnects::aReplyAfterTheClientLeftIsDropped() {
    ServerFixture fixture;
    auto client = std::make_unique<RawClient>(fixture.port());
    client->send(held(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    client.reset();
    QTRY_COMPARE(fixture.server->stats().connections, 0);
    const quint64 replies = fixture.server->stats().replies;
    fixture.answer("nobody hears this");
    QCOMPARE(fixture.server->stats().replies, replies);
}

void TestDisconnects::responderAfterServerDeath() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(held(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    const Responder responder = fixture.held.front();
    fixture.server.reset();
    QVERIFY(!responder.alive());
    responder.send(Reply{});
    fixture.held.clear();
    QVERIFY(client.waitClosed());
    QVERIFY(client.input().isEmpty());
}

void TestDisconnects::serverDeathWithRequestsInEveryState() {
    ServerFixture fixture;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("GET /"), held(1), QByteArray(held(2) + held(3)), QByteArray("\r\n"),
          QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"),
          QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
          QByteArray("nonsense\r\n\r\n"), QByteArray("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")}) {
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
        clients.back()->send(bytes);
    }
    QTRY_COMPARE(fixture.held.size(), size_t(2));
    fixture.server.reset();
    for (const auto &client : clients)
        QVERIFY(client->waitClosed());
    for (const Responder &responder : fixture.held)
        responder.send(Reply{});
}

void TestDisconnects::hundredsOfRandomDisconnects_data() {
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1u, 2u, 3u})
        QTest::addRow("seed %u", seed) << seed;
}

void TestDisconnects::hundredsOfRandomDisconnects() {
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    ServerFixture fixture;
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<Responder> dead;
    for (int round = 0; round < 1500; ++round) {
        const auto pick = [&random](size_t size) { return static_cast<std::ptrdiff_t>(random.bounded(int(size))); };
        switch (random.bounded(6)) {
        case 0:
            if (clients.size() < 60) clients.push_back(std::make_unique<RawClient>(fixture.port()));
            break;
        case 1:
            if (!clients.empty()) clients[size_t(pick(clients.size()))]->send(held(round) + held(round + 1));
            break;
        case 2:
            if (!clients.empty()) clients[size_t(pick(clients.size()))]->send("GET /held");
            break;
        case 3:
            if (!clients.empty()) {
                const auto victim = clients.begin() + pick(clients.size());
                if (random.bounded(2)) (*victim)->socket().abort();
                clients.erase(victim);
            }
            break;
        case 4:
            if (!fixture.held.empty()) {
                const auto chosen = fixture.held.begin() + pick(fixture.held.size());
                dead.push_back(*chosen);
                chosen->send({.body = QByteArray(random.bounded(100'000), 'x'), .close = random.bounded(4) == 0});
                fixture.held.erase(chosen);
            }
            break;
        default:
            QCoreApplication::processEvents();
        }
    }
    clients.clear();
    QTRY_COMPARE(fixture.server->stats().connections, 0);
    for (const Responder &responder : dead)
        responder.send(Reply{});
    for (const Responder &responder : fixture.held)
        QVERIFY(!responder.alive());
    fixture.held.clear();
    QCOMPARE(fixture.server->stats().inFlight, 0);
    RawClient good(fixture.port());
    good.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(good.reply().value_or(RawReply{}).status, 200);
}

void TestDisconnects::callbacksThatAnswerAndDropAreSafe() {
    ServerFixture fixture;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
        clients.back()->send(held(i));
    }
    QTRY_COMPARE(fixture.held.size(), size_t(50));
    int left = 0;
    for (const Responder &responder : std::deque<Responder>(fixture.held)) {
        responder.onGone(this, [&, responder] {
            ++left;
            responder.send(Reply{});
            if (!fixture.held.empty()) fixture.held.pop_back();
        });
    }
    // Those whose handles the callbacks drop are answered by the callbacks' own copies or not at all.
    clients.clear();
    QTRY_COMPARE(left, 50);
    QTRY_COMPARE(fixture.server->stats().connections, 0);
    QCOMPARE(fixture.server->stats().inFlight, 0);
}

QTEST_GUILESS_MAIN(TestDisconnects)
#include "tst_disconnects.moc"
