// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/request_parser.h"

#include "tests/net/malformed_requests.h"

#include <QTest>

#include <algorithm>

using namespace callfloor::net;
using namespace callfloor::test;

class TestRequestParser : public QObject {
    Q_OBJECT
private slots:
    void readsEveryPartOfAHead();
    void malformedHeadsAreRefused_data();
    void malformedHeadsAreRefused();
    void wellFormedHeadsPass_data();
    void wellFormedHeadsPass();
    void keepAliveFollowsVersionAndConnection_data();
    void keepAliveFollowsVersionAndConnection();
    void aScanInPiecesFindsTheSameEnd();
};

namespace {

std::optional<Refusal> scanAndParse(const QByteArray &bytes, Head &head) {
    const HeadScan scan = scanHead(bytes, 0);
    if (scan.refusal) return scan.refusal;
    if (scan.end < 0) return Refusal{408, "incomplete", ""};
    return parseHead(QByteArrayView(bytes).first(scan.end), Limits{}, head);
}

} // namespace

void TestRequestParser::readsEveryPartOfAHead() {
    Head head;
    const auto refusal = scanAndParse("POST /a/b%2Fc?x=1&y=%20 HTTP/1.1\r\nHost: floor.example:4000\r\nX-Empty:\r\n"
                                      "Content-Length: 42\r\nX-List:  one ,\ttwo \t\r\nExpect: 100-Continue\r\n\r\n",
                                      head);
    QVERIFY2(!refusal, refusal ? refusal->sentence : "");
    QCOMPARE(head.request.method, "POST");
    QCOMPARE(head.request.target, "/a/b%2Fc?x=1&y=%20");
    QCOMPARE(head.request.path, "/a/b%2Fc");
    QCOMPARE(head.request.query, "x=1&y=%20");
    QCOMPARE(head.request.headers.size(), size_t(5));
    QCOMPARE(head.request.header("host"), "floor.example:4000");
    QCOMPARE(head.request.header("x-list"), "one ,\ttwo");
    QVERIFY(head.request.hasHeader("x-empty"));
    QVERIFY(!head.request.hasHeader("x-none"));
    QCOMPARE(head.bodyKind, BodyKind::Length);
    QCOMPARE(head.bodyLength, quint64(42));
    QVERIFY(head.expectContinue);
    QVERIFY(head.keepAlive);
    QVERIFY(!head.webSocket);
}

void TestRequestParser::malformedHeadsAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    for (const auto &part : {malformedRequestLines(), malformedFields()}) {
        for (const MalformedRequest &request : part) {
            // Sizes are the connection's business, and so is the empty line that it forgives.
            if (request.bytes.size() > 16 * 1024 || request.bytes.startsWith('\r')) continue;
            QTest::newRow(request.name.constData())
                << request.bytes << QList<int>(request.statuses.begin(), request.statuses.end());
        }
    }
}

void TestRequestParser::malformedHeadsAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    Head head;
    const auto refusal = scanAndParse(bytes, head);
    QVERIFY2(refusal, "the head was accepted");
    QVERIFY2(statuses.contains(refusal->status), refusal->sentence);
}

void TestRequestParser::wellFormedHeadsPass_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray host = "\r\nHost: a\r\n\r\n";
    for (const char *requestLine :
         {"GET / HTTP/1.1", "GET /? HTTP/1.1", "GET /a?b?c=/d HTTP/1.1", "OPTIONS * HTTP/1.1", "OPTIONS /x HTTP/1.1",
          "DELETE /a;b=c/@:!$&'()*+,= HTTP/1.1", "PATCH /%E4%BD%A0 HTTP/1.1", "PUT /a|b{c}^d`e HTTP/1.1",
          "HEAD /~user/-._ HTTP/1.1", "GET /a//b HTTP/1.1", "GET /ok HTTP/1.0"})
        QTest::newRow(requestLine) << requestLine + host;
    for (const char *value : {"a", "a.example", "a:80", "a:", "127.0.0.1:4000", "[::1]", "[::1]:4000",
                              "[::ffff:1.2.3.4]", "under_score.example", "a-b.c"})
        QTest::newRow(value) << QByteArray("GET / HTTP/1.1\r\nHost: ") + value + "\r\n\r\n";
    QTest::newRow("no Host in HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("obs-text in a value") << get("X: \xe4\xff\r\n");
    QTest::newRow("every token character") << get("!#$%&'*+-.^_`|~09azAZ: x\r\n");
    QTest::newRow("no space behind the colon") << get("X:1\r\n");
    QTest::newRow("colons in a value") << get("X: a:b:c\r\n");
    QTest::newRow("two cookies") << get("Cookie: a=1\r\nCookie: b=2\r\n");
    QTest::newRow("zero length") << post("Content-Length: 0\r\n");
    QTest::newRow("leading zeros in the length") << post("Content-Length: 0005\r\n");
    QTest::newRow("Chunked in capitals") << post("Transfer-Encoding: CHUNKED\r\n");
    QTest::newRow("99 fields") << get(QByteArray("X: 1\r\n").repeated(99));
    QTest::newRow("an upgrade that is not to WebSocket")
        << get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n");
}

void TestRequestParser::wellFormedHeadsPass() {
    QFETCH(QByteArray, bytes);
    Head head;
    const auto refusal = scanAndParse(bytes, head);
    QVERIFY2(!refusal, refusal ? refusal->sentence : "");
}

void TestRequestParser::keepAliveFollowsVersionAndConnection_data() {
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("kept");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
    QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("Connection: close\r\n") << false;
    QTest::newRow("1.1 Close in a list") << QByteArray("1.1") << QByteArray("Connection: x, Close\r\n") << false;
    QTest::newRow("1.1 close on a second line")
        << QByteArray("1.1") << QByteArray("Connection: keep-alive\r\nConnection: close\r\n") << false;
    QTest::newRow("1.1 closed") << QByteArray("1.1") << QByteArray("Connection: closed\r\n") << true;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Connection: Keep-Alive\r\n") << true;
    QTest::newRow("1.0 both") << QByteArray("1.0") << QByteArray("Connection: keep-alive, close\r\n") << false;
}

void TestRequestParser::keepAliveFollowsVersionAndConnection() {
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, kept);
    Head head;
    QVERIFY(!scanAndParse("GET / HTTP/" + version + "\r\nHost: a\r\n" + connection + "\r\n", head));
    QCOMPARE(head.keepAlive, kept);
}

void TestRequestParser::aScanInPiecesFindsTheSameEnd() {
    const QByteArray bytes = get("Accept: */*\r\nUser-Agent: test\r\n") + "GET /next";
    const qsizetype whole = scanHead(bytes, 0).end;
    QVERIFY(whole > 0);
    qsizetype resume = 0;
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        const HeadScan scan = scanHead(QByteArrayView(bytes).first(size), resume);
        QVERIFY(!scan.refusal);
        QCOMPARE(scan.end, size < whole ? -1 : whole);
        if (scan.end >= 0) break;
        resume = scan.resume;
    }
}

QTEST_GUILESS_MAIN(TestRequestParser)
#include "tst_request_parser.moc"
