// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/malformed_requests.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_fixture.h"

#include <QTest>

#include <memory>

using namespace callfloor::net;
using namespace callfloor::test;
using namespace std::chrono_literals;

/// Every malformed request on a raw socket, whole and byte by byte: refused, the connection ended, and a client beside
/// it served.
class TestMalformedRequests : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theCorpusIsLargeEnough();
    void isRefused_data();
    void isRefused();
    void isRefusedByteByByte_data() { isRefused_data(); }
    void isRefusedByteByByte();
    void nothingReachedTheHandler();

private:
    void checkRefused(RawClient &client, const QList<int> &statuses);
    void checkNeighbour();

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<RawClient> m_neighbour;
    size_t m_served = 0;
};

void TestMalformedRequests::initTestCase() {
    Limits limits;
    limits.headerTimeout = 500ms;
    limits.bodyTimeout = 500ms;
    m_fixture = std::make_unique<ServerFixture>(limits);
    m_fixture->server->setUpgradeHandler([](const Request &) { return std::nullopt; },
                                         [](QWebSocket *, const Request &) { QFAIL("a bad handshake was accepted"); });
    m_neighbour = std::make_unique<RawClient>(m_fixture->port());
    QVERIFY(m_neighbour->connected());
}

void TestMalformedRequests::theCorpusIsLargeEnough() {
    QVERIFY(allMalformedRequests().size() >= 150);
}

void TestMalformedRequests::isRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    for (const MalformedRequest &request : allMalformedRequests())
        QTest::newRow(request.name.constData())
            << request.bytes << QList<int>(request.statuses.begin(), request.statuses.end());
}

void TestMalformedRequests::isRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    RawClient client(m_fixture->port());
    // A second, good request behind it must not be taken for one.
    client.send(bytes + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    checkRefused(client, statuses);
    checkNeighbour();
}

void TestMalformedRequests::isRefusedByteByByte() {
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    const qsizetype step = bytes.size() > 600 ? 700 : 1; // large ones in blocks, for the sake of time
    RawClient client(m_fixture->port());
    for (qsizetype pos = 0; pos < bytes.size() && client.open(); pos += step) {
        client.send(bytes.mid(pos, step));
        QCoreApplication::processEvents();
    }
    checkRefused(client, statuses);
    checkNeighbour();
}

void TestMalformedRequests::checkRefused(RawClient &client, const QList<int> &statuses) {
    const auto reply = client.reply();
    QVERIFY2(reply, "closed without an answer");
    QVERIFY2(statuses.contains(reply->status), reply->head.constData());
    QCOMPARE(reply->field("connection"), QByteArray("close"));
    QVERIFY(!reply->json().value(QLatin1String("error")).toString().isEmpty());
    QVERIFY(!reply->json().value(QLatin1String("code")).toString().isEmpty());
    client.socket().disconnectFromHost();
    QVERIFY(client.waitClosed());
    QVERIFY(client.input().isEmpty());
}

void TestMalformedRequests::checkNeighbour() {
    if (!m_neighbour->open()) m_neighbour = std::make_unique<RawClient>(m_fixture->port());
    m_neighbour->send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(m_neighbour->reply().value_or(RawReply{}).status, 200);
    ++m_served;
}

void TestMalformedRequests::nothingReachedTheHandler() {
    QCOMPARE(m_fixture->requests.size(), m_served);
    for (const Request &request : m_fixture->requests)
        QCOMPARE(request.path, QByteArray("/ok"));
    QTRY_COMPARE(m_fixture->server->stats().connections, 1);
}

QTEST_GUILESS_MAIN(TestMalformedRequests)
#include "tst_malformed_requests.moc"
