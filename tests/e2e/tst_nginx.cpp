// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/edge_clients.h"
#include "tests/e2e/floor_run.h"
#include "tests/e2e/nginx_front.h"
#include "tests/e2e/npm_clients.h"
#include "tests/net/tls_client.h"

#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The site file of packaging/nginx in a real nginx before the built server.
class TestNginx : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void restIsAnsweredOverTls();
    void plainHttpIsSentToTls();
    void aWrongHostIsRefused();
    void metricsStayInside();
    void anUploadOverTheLimitIsRefusedInJson();
    void aBurstIsLimitedByAddressInJson();
    void knocksAreCountedForTheClientNotForTheProxy();
    void onlyTheProxyIsBelieved();
    void realClientsComeThrough_data();
    void realClientsComeThrough();

private:
    QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const QByteArray &more = {}) const;
    QByteArray knock(const QByteArray &more = {}) const;
    RawReply overTls(const QString &from, const QByteArray &bytes);
    RawReply direct(const QString &from, const QByteArray &bytes);

    std::unique_ptr<FloorRun> m_floor;
    std::unique_ptr<NginxFront> m_nginx;
};

namespace {

constexpr int kKnocks = 12; // a minute, for each address
const QByteArray kName = "desk.example.org";

} // namespace

void TestNginx::initTestCase() {
    QVERIFY2(!NginxFront::program().isEmpty(), "nginx is not installed (nginx-light is in packaging/debian-packages.txt)");
    m_floor = std::make_unique<FloorRun>();
    m_floor->server().setEnvironment(u"CALLFLOOR_TRUSTED_PROXIES"_s, u"127.0.0.1"_s);
    m_floor->server().setEnvironment(u"CALLFLOOR_RATE_LIMIT_PER_ADDRESS"_s, QString::number(kKnocks));
    QStringList scripts;
    for (int digit = 0; digit < 10; ++digit) scripts << u"--script"_s << u"*%1=answer,ring=3s,talk=6s"_s.arg(digit);
    const QString problem = m_floor->start(scripts);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(m_floor->addUser(u"boss@example.com"_s, u"supervisor"_s));
    m_nginx = std::make_unique<NginxFront>();
    const QString front = m_nginx->start(m_floor->server().port(), QString::fromLatin1(kName));
    QVERIFY2(front.isEmpty(), qPrintable(front));
}

QByteArray TestNginx::request(const QByteArray &method, const QByteArray &path, const QByteArray &body, const QByteArray &more) const {
    QByteArray text = method + ' ' + path + " HTTP/1.1\r\nHost: " + kName + "\r\n" + more;
    if (!body.isEmpty()) text += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

/// A login without name and password: refused, but counted.
QByteArray TestNginx::knock(const QByteArray &more) const {
    return request("POST", "/api/auth/login", "{}", more);
}

RawReply TestNginx::overTls(const QString &from, const QByteArray &bytes) {
    TlsClient client(m_nginx->tlsPort(), QSsl::SecureProtocols, QHostAddress(from));
    client.send(bytes);
    return client.reply();
}

RawReply TestNginx::direct(const QString &from, const QByteArray &bytes) {
    RawClient client(m_floor->server().port(), QHostAddress::LocalHost, QHostAddress(from));
    client.send(bytes);
    return client.reply().value_or(RawReply{});
}

void TestNginx::restIsAnsweredOverTls() {
    TlsClient client(m_nginx->tlsPort());
    QVERIFY(client.encrypted());
    for (int i = 0; i < 3; ++i) {
        client.send(request("GET", "/api/health"));
        const RawReply reply = client.reply();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(u"status"_s).toString(), u"ok"_s);
        // The server learns from X-Forwarded-Proto that the client is at the other end of TLS.
        QVERIFY(!reply.field("strict-transport-security").isEmpty());
        QCOMPARE(reply.field("x-content-type-options"), QByteArray("nosniff"));
    }
    client.send(request("GET", "/api/calls"));
    QCOMPARE(client.reply().status, 401);
}

void TestNginx::plainHttpIsSentToTls() {
    RawClient client(m_nginx->plainPort());
    client.send(request("GET", "/api/calls?limit=2"));
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 301);
    QCOMPARE(reply->field("location"), "https://" + kName + "/api/calls?limit=2");
}

void TestNginx::aWrongHostIsRefused() {
    for (const QByteArray host : {"other.example.org", "127.0.0.1", "desk.example.org.evil.example"}) {
        const QByteArray text = "GET /api/health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        QCOMPARE(overTls(u"127.0.0.1"_s, text).status, 421);
        RawClient plain(m_nginx->plainPort());
        plain.send(text);
        QCOMPARE(plain.reply().value_or(RawReply{}).status, 421);
    }
}

void TestNginx::metricsStayInside() {
    QCOMPARE(overTls(u"127.0.0.1"_s, request("GET", "/metrics")).status, 404);
    QCOMPARE(overTls(u"127.0.0.1"_s, request("GET", "/%6detrics")).status, 404);
    QCOMPARE(direct(u"127.0.0.1"_s, request("GET", "/metrics")).status, 200);
}

void TestNginx::anUploadOverTheLimitIsRefusedInJson() {
    // Announced, so refused before it is sent.
    TlsClient client(m_nginx->tlsPort());
    client.send("POST /api/auth/login HTTP/1.1\r\nHost: " + kName + "\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n{");
    const RawReply refused = client.reply();
    QCOMPARE(refused.status, 413);
    QCOMPARE(refused.json().value(u"code"_s).toString(), u"body_too_large"_s);
    // What is just allowed reaches the server, which asks for a token.
    const QByteArray body = '{' + QByteArray(1'048'574, ' ') + '}';
    QCOMPARE(overTls(u"127.0.0.31"_s, request("POST", "/api/campaign/start", body)).status, 401);
}

void TestNginx::aBurstIsLimitedByAddressInJson() {
    // From the same address over one connection, faster than 20 a second can be.
    TlsClient client(m_nginx->tlsPort(), QSsl::SecureProtocols, QHostAddress(u"127.0.0.41"_s));
    client.send(request("GET", "/api/health").repeated(400));
    int passed = 0, limited = 0;
    RawReply last;
    for (int i = 0; i < 400; ++i) {
        const RawReply reply = client.reply();
        if (reply.status == 200) ++passed;
        if (reply.status != 429) continue;
        ++limited;
        last = reply;
    }
    QCOMPARE(passed + limited, 400);
    QVERIFY(passed >= 60); // the burst
    QVERIFY(limited > 0);
    QCOMPARE(last.json().value(u"code"_s).toString(), u"rate_limited"_s);
    QVERIFY(!last.field("retry-after").isEmpty());
    QCOMPARE(overTls(u"127.0.0.42"_s, request("GET", "/api/health")).status, 200);
}

void TestNginx::knocksAreCountedForTheClientNotForTheProxy() {
    for (int i = 0; i < kKnocks; ++i) QCOMPARE(overTls(u"127.0.0.51"_s, knock()).status, 400);
    const RawReply limited = overTls(u"127.0.0.51"_s, knock());
    QCOMPARE(limited.status, 429);
    QVERIFY(limited.field("retry-after").toInt() > 2); // the server's own count, not nginx's
    QCOMPARE(overTls(u"127.0.0.52"_s, knock()).status, 400);
    // What the client says of itself stands before what the proxy says of it.
    QCOMPARE(overTls(u"127.0.0.51"_s, knock("X-Forwarded-For: 127.0.0.53\r\n")).status, 429);
    QCOMPARE(overTls(u"127.0.0.51"_s, knock("X-Forwarded-For: nonsense, 127.0.0.1\r\n")).status, 429);
}

void TestNginx::onlyTheProxyIsBelieved() {
    // From an address that is no proxy: whom it claims to speak for does not matter.
    for (int i = 0; i < kKnocks; ++i) {
        const QByteArray claim = "X-Forwarded-For: 198.51.100." + QByteArray::number(i) + "\r\n";
        QCOMPARE(direct(u"127.0.0.61"_s, knock(claim)).status, 400);
    }
    QCOMPARE(direct(u"127.0.0.61"_s, knock("X-Forwarded-For: 198.51.100.99\r\n")).status, 429);
    QCOMPARE(direct(u"127.0.0.1"_s, knock("X-Forwarded-For: 198.51.100.99\r\n")).status, 400);
    const QByteArray claim = "X-Forwarded-Proto: https\r\n";
    QVERIFY(direct(u"127.0.0.61"_s, request("GET", "/api/health", {}, claim)).field("strict-transport-security").isEmpty());
    QVERIFY(!direct(u"127.0.0.1"_s, request("GET", "/api/health", {}, claim)).field("strict-transport-security").isEmpty());
}

void TestNginx::realClientsComeThrough_data() {
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("transport");
    for (const char *transport : {"websocket", "polling", "upgrade"})
        QTest::addRow("io4 %s", transport) << u"io4"_s << QString::fromLatin1(transport);
    QTest::newRow("io3 upgrade") << u"io3"_s << u"upgrade"_s;
}

void TestNginx::realClientsComeThrough() {
    QFETCH(QString, client);
    QFETCH(QString, transport);
    QString why;
    const QString npm = socketioClientsFolder(&why);
    if (npm.isEmpty()) QSKIP(qPrintable(why));
    // The name has no address here, so the clients go by one that the site answers to.
    NginxFront front;
    const QString problem = front.start(m_floor->server().port(), u"localhost"_s);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto onWant = [this](const QString &what) {
        return what == "stop"_L1 ? m_floor->server().terminate() : m_floor->server().startServer();
    };
    // Each login counts; a fresh server has counted none.
    QVERIFY(m_floor->server().terminate() && m_floor->server().startServer());
    const EdgeOutcome outcome = runEdgeClients({.npmFolder = npm,
                                                .client = client,
                                                .transport = transport,
                                                .url = u"https://localhost:%1"_s.arg(front.tlsPort()),
                                                .email = u"boss@example.com"_s,
                                                .password = FloorRun::kPassword,
                                                .abilities = {u"calls"_s, u"restart"_s},
                                                .authorityFile = front.certificateFile(),
                                                .onWant = onWant});
    QVERIFY2(outcome.failures.isEmpty(), qPrintable(outcome.failures.join(u'\n') + u'\n' + QString::fromUtf8(front.log())));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.passed, 6);
}

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"
