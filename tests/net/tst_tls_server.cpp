// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/tls_identity.h"
#include "tests/net/certificates.h"
#include "tests/net/server_fixture.h"
#include "tests/net/tls_client.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <memory>

using namespace callfloor::net;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The server over TLS: what holds for plain sockets holds here, and the handshake has its limits.
class TestTlsServer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aRequestIsAnswered();
    void http11IsAgreedUpon();
    void oldVersionsAreRefused();
    void pipelinedRequestsAreAnsweredInOrder();
    void largeBodiesPassBothWays_data();
    void largeBodiesPassBothWays();
    void aWebSocketOpens();
    void plainHttpOnTheTlsPortIsClosed();
    void aSilentClientIsCut();
    void aTricklingHandshakeIsCut();
    void aHandshakeIsAConnectionNotARequest();
    void handshakesTakePlacesOfConnections();
    void aClientThatLeavesDuringTheHandshakeIsForgotten();
    void aSlowHeadIsAnswered408();
    void aClientThatDoesNotReadIsCutOff();
    void aWebSocketThatDoesNotReadShowsItsQueue();
    void aReplyThatEndsTheConnectionIsSeenWhole();
    void newConnectionsGetTheNewCertificate();
    void drainingEndsHandshakes();
    void theServerDiesWithHandshakesUnderWay();

private:
    std::unique_ptr<ServerFixture> serve(const Limits &limits = {});
    TlsIdentity identity(const Certificate &certificate);

    QTemporaryDir m_folder;
    Certificate m_first, m_second;
};

namespace {

const QByteArray kGet = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

void TestTlsServer::initTestCase() {
    m_first = makeCertificate("first");
    m_second = makeCertificate("second", KeyKind::Rsa);
}

TlsIdentity TestTlsServer::identity(const Certificate &certificate) {
    if (!certificate.write(m_folder.path(), u"tls"_s)) return {};
    const auto loaded = loadTlsIdentity(m_folder.filePath(u"tls.crt"_s), m_folder.filePath(u"tls.key"_s));
    return loaded ? *loaded : TlsIdentity{};
}

std::unique_ptr<ServerFixture> TestTlsServer::serve(const Limits &limits) {
    auto fixture = std::make_unique<ServerFixture>(limits);
    fixture->server->setTls(identity(m_first).configuration);
    return fixture;
}

void TestTlsServer::aRequestIsAnswered() {
    const auto fixture = serve();
    TlsClient client(fixture->port());
    QVERIFY(client.encrypted());
    for (int i = 0; i < 3; ++i) {
        client.send(kGet);
        QCOMPARE(client.reply().status, 200);
    }
    QCOMPARE(fixture->requests.size(), size_t(3));
    QVERIFY(fixture->requests.front().encrypted);
    QVERIFY(fixture->requests.front().peer.isLoopback());
    QVERIFY(fixture->requests.front().peerPort > 0);
    QCOMPARE(client.shown().subjectInfo(QSslCertificate::CommonName), QStringList{u"first"_s});
}

void TestTlsServer::http11IsAgreedUpon() {
    const auto fixture = serve();
    TlsClient client(fixture->port());
    QCOMPARE(client.socket().sslConfiguration().nextNegotiatedProtocol(), QByteArray("http/1.1"));
}

void TestTlsServer::oldVersionsAreRefused() {
    const auto fixture = serve();
    for (const auto good : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        TlsClient client(fixture->port(), good);
        QVERIFY(client.encrypted());
    }
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    TlsClient old(fixture->port(), QSsl::TlsV1_1);
    QT_WARNING_POP
    QVERIFY(!old.encrypted());
    QVERIFY(old.waitClosed());
}

void TestTlsServer::pipelinedRequestsAreAnsweredInOrder() {
    const auto fixture = serve();
    TlsClient client(fixture->port());
    QByteArray requests;
    for (int i = 0; i < 100; ++i) {
        const QByteArray body = QByteArray::number(i);
        requests += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    client.send(requests);
    for (int i = 0; i < 100; ++i) QCOMPARE(client.reply().body, QByteArray::number(i));
}

void TestTlsServer::largeBodiesPassBothWays_data() {
    QTest::addColumn<bool>("chunked");
    QTest::newRow("Content-Length") << false;
    QTest::newRow("chunked") << true;
}

void TestTlsServer::largeBodiesPassBothWays() {
    QFETCH(bool, chunked);
    Limits limits;
    limits.bodyBytes = 16 << 20;
    const auto fixture = serve(limits);
    TlsClient client(fixture->port());
    QByteArray body;
    while (body.size() < (6 << 20)) body += QByteArray::number(body.size()) + ' ';
    QByteArray request = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    if (chunked) {
        request += "Transfer-Encoding: chunked\r\n\r\n";
        for (qsizetype at = 0; at < body.size(); at += 50'000) {
            const QByteArray part = body.mid(at, 50'000);
            request += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
        }
        request += "0\r\n\r\n";
    } else {
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    client.send(request);
    QVERIFY(client.reply().body == body);
    client.send(kGet); // the connection goes on
    QCOMPARE(client.reply().status, 200);
}

void TestTlsServer::aWebSocketOpens() {
    const auto fixture = serve();
    QPointer<QWebSocket> opened;
    fixture->server->setUpgradeHandler([](const Request &) { return std::nullopt; },
                                       [&](QWebSocket *socket, const Request &request) {
                                           opened = socket;
                                           QVERIFY(request.encrypted);
                                           connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
                                           connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
                                       });
    QWebSocket client;
    connect(&client, &QWebSocket::sslErrors, &client, [&client] { client.ignoreSslErrors(); });
    QSignalSpy connected(&client, &QWebSocket::connected), texts(&client, &QWebSocket::textMessageReceived);
    client.open(QUrl(u"wss://127.0.0.1:%1/ws"_s.arg(fixture->port())));
    QTRY_COMPARE(connected.size(), 1);
    const QString large(400'000, u'x');
    client.sendTextMessage(u"hello"_s);
    client.sendTextMessage(large);
    QTRY_COMPARE(texts.size(), 2);
    QCOMPARE(texts[0][0].toString(), u"hello"_s);
    QVERIFY(texts[1][0].toString() == large);
    QCOMPARE(fixture->server->stats().webSockets, 1);
    client.close();
    QTRY_VERIFY(opened.isNull());
    QTRY_COMPARE(fixture->server->stats().webSockets, 0);
}

void TestTlsServer::plainHttpOnTheTlsPortIsClosed() {
    const auto fixture = serve();
    RawClient client(fixture->port());
    client.send(kGet);
    QVERIFY(client.waitClosed());
    QVERIFY(!client.input().startsWith("HTTP/"));
    QVERIFY(fixture->requests.empty());
    QTRY_COMPARE(fixture->server->stats().connections, 0);
    QCOMPARE(fixture->server->stats().timedOut, quint64(0)); // at once, not by the limit
}

void TestTlsServer::aSilentClientIsCut() {
    Limits limits;
    limits.handshakeTimeout = 100ms;
    const auto fixture = serve(limits);
    RawClient client(fixture->port());
    QVERIFY(client.waitClosed());
    QTRY_COMPARE(fixture->server->stats().connections, 0);
    QCOMPARE(fixture->server->stats().timedOut, quint64(1));
}

void TestTlsServer::aTricklingHandshakeIsCut() {
    Limits limits;
    limits.handshakeTimeout = 100ms;
    const auto fixture = serve(limits);
    RawClient client(fixture->port());
    client.send(QByteArray::fromHex("16030140000100")); // a record of 16 KiB begins that never ends
    RawClient::waitFor([&] {
        if (client.open()) client.send(QByteArray(1, '\0'));
        return !client.open();
    });
    QVERIFY(!client.open());
    QTRY_COMPARE(fixture->server->stats().connections, 0);
    QCOMPARE(fixture->server->stats().timedOut, quint64(1));
}

void TestTlsServer::aHandshakeIsAConnectionNotARequest() {
    const auto fixture = serve();
    RawClient silent(fixture->port());
    QTRY_COMPARE(fixture->server->stats().connections, 1);
    QCOMPARE(fixture->server->stats().accepted, quint64(1));
    QCOMPARE(fixture->server->stats().requests, quint64(0));
    QCOMPARE(fixture->server->stats().inFlight, 0);
}

void TestTlsServer::handshakesTakePlacesOfConnections() {
    Limits limits;
    limits.connections = 2;
    const auto fixture = serve(limits);
    RawClient one(fixture->port()), two(fixture->port());
    QTRY_COMPARE(fixture->server->stats().connections, 2);
    TlsClient third(fixture->port()); // is told so in a language that it understands
    QCOMPARE(third.reply().status, 503);
    QVERIFY(third.waitClosed());
    one.socket().abort();
    QTRY_COMPARE(fixture->server->stats().connections, 1);
    TlsClient fourth(fixture->port());
    fourth.send(kGet);
    QCOMPARE(fourth.reply().status, 200);
}

void TestTlsServer::aClientThatLeavesDuringTheHandshakeIsForgotten() {
    const auto fixture = serve();
    for (int i = 0; i < 50; ++i) {
        RawClient client(fixture->port());
        if (i % 2) client.send(QByteArray::fromHex("1603010200"));
        client.socket().abort();
    }
    QTRY_COMPARE(fixture->server->stats().accepted, quint64(50));
    QTRY_COMPARE(fixture->server->stats().connections, 0);
}

void TestTlsServer::aSlowHeadIsAnswered408() {
    Limits limits;
    limits.headerTimeout = 150ms;
    limits.lingerTimeout = 150ms;
    const auto fixture = serve(limits);
    TlsClient client(fixture->port());
    client.send("GET /ok HT");
    QCOMPARE(client.reply().status, 408);
    QVERIFY(client.waitClosed());
    QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
}

void TestTlsServer::aClientThatDoesNotReadIsCutOff() {
    Limits limits;
    limits.writeStallTimeout = 150ms;
    const auto fixture = serve(limits);
    TlsClient client(fixture->port());
    client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture->held.size(), size_t(1));
    client.stopReading(1024);
    fixture->answer(QByteArray(32 << 20, 'x'));
    QTRY_COMPARE(fixture->server->stats().connections, 0);
    QCOMPARE(fixture->server->stats().timedOut, quint64(1));
}

void TestTlsServer::aWebSocketThatDoesNotReadShowsItsQueue() {
    const auto fixture = serve();
    QPointer<QWebSocket> opened;
    fixture->server->setUpgradeHandler([](const Request &) { return std::nullopt; },
                                       [&](QWebSocket *socket, const Request &) { opened = socket; });
    TlsClient client(fixture->port());
    client.send("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QCOMPARE(client.reply().status, 101);
    QTRY_VERIFY(opened);
    client.stopReading(1024);
    constexpr qint64 kQueue = 1 << 20; // what the realtime part cuts off at
    for (int i = 0; i < 300 && opened && opened->bytesToWrite() <= kQueue; ++i) {
        opened->sendTextMessage(QString(100'000, u'x'));
        QCoreApplication::processEvents();
    }
    QVERIFY(opened->bytesToWrite() > kQueue);
    opened->abort();
    delete opened;
}

void TestTlsServer::aReplyThatEndsTheConnectionIsSeenWhole() {
    const auto fixture = serve();
    TlsClient client(fixture->port());
    client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture->held.size(), size_t(1));
    const QByteArray body(3 << 20, 'y');
    fixture->answer(body, true);
    QVERIFY(client.reply().body == body);
    QVERIFY(client.waitClosed());
}

void TestTlsServer::newConnectionsGetTheNewCertificate() {
    const auto fixture = serve();
    TlsClient old(fixture->port());
    old.send(kGet);
    QCOMPARE(old.reply().status, 200);
    fixture->server->setTls(identity(m_second).configuration);
    TlsClient fresh(fixture->port());
    QCOMPARE(fresh.shown().subjectInfo(QSslCertificate::CommonName), QStringList{u"second"_s});
    for (TlsClient *client : {&old, &fresh}) {
        client->send(kGet);
        QCOMPARE(client->reply().status, 200);
    }
    QCOMPARE(fixture->server->stats().connections, 2);
}

void TestTlsServer::drainingEndsHandshakes() {
    const auto fixture = serve();
    RawClient silent(fixture->port());
    TlsClient busy(fixture->port());
    busy.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(fixture->held.size(), size_t(1));
    QSignalSpy drained(fixture->server.get(), &Server::drained);
    fixture->server->drain();
    QVERIFY(silent.waitClosed());
    QCOMPARE(drained.size(), 0);
    fixture->answer("done");
    QCOMPARE(busy.reply().body, QByteArray("done"));
    QTRY_COMPARE(drained.size(), 1);
}

void TestTlsServer::theServerDiesWithHandshakesUnderWay() {
    auto fixture = serve();
    RawClient silent(fixture->port());
    TlsClient done(fixture->port());
    QTRY_COMPARE(fixture->server->stats().connections, 2);
    fixture.reset();
    QVERIFY(silent.waitClosed());
    QVERIFY(done.waitClosed());
}

QTEST_GUILESS_MAIN(TestTlsServer)
#include "tst_tls_server.moc"
