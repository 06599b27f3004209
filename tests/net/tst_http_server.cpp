// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/raw_client.h"
#include "tests/net/server_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace callfloor::net;
using namespace callfloor::test;

class TestHttpServer : public QObject {
    Q_OBJECT
private slots:
    void aPortThatIsTakenIsAnError();
    void theHandlerSeesTheRequest();
    void connectionsAreKept();
    void headHasNoBody();
    void optionsReachesTheHandler();
    void connectionCloseEndsTheConnection();
    void http10EndsUnlessKeepAliveIsAsked();
    void aReplyMayEndTheConnection();
    void oneEmptyLineInFrontIsForgiven();
    void aRequestMayComeByteByByte();
    void bodiesComeWhole_data();
    void bodiesComeWhole();
    void chunkedBodiesComeWholeByteByByte();
    void continueIsSentOnlyWhenItIsNeeded();
    void pipelinedRequestsAreAnsweredInOrder();
    void nothingIsReadAheadOfAHeldReply();
    void hundredsOfPipelinedRequestsAreAllAnswered();
    void aMalformedRequestBehindGoodOnesIsAnsweredInItsTurn();
    void largeRepliesArriveWhole();
    void aDroppedResponderAnswers500();
    void theHeadCheckRefusesBeforeTheBody();
    void theHeadCheckSetsTheBodyLimit();
    void refusalsPassTheFilter();
    void drainFinishesWhatIsInFlight();
    void drainRefusesWhatIsStillArriving();
};

namespace {

const QByteArray kGet = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

QByteArray postWith(const QByteArray &path, const QByteArray &body) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

QByteArray getHeld(int number) {
    return "GET /held/" + QByteArray::number(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

} // namespace

void TestHttpServer::aPortThatIsTakenIsAnError() {
    const ServerFixture first;
    QVERIFY(first.listening);
    Server second{Limits{}};
    const auto result = second.listen(QHostAddress::LocalHost, first.port());
    QVERIFY(!result);
    QCOMPARE(result.error().code, callfloor::ErrorCode::Unavailable);
    QVERIFY(result.error().message.contains(QString::number(first.port())));
    QCOMPARE(second.port(), quint16(0));
}

void TestHttpServer::theHandlerSeesTheRequest() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("PUT /echo?a=%20b HTTP/1.1\r\nHost: a\r\nX-Thing: 1\r\nContent-Length: 3\r\n\r\nabc");
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->body, QByteArray("abc"));
    QCOMPARE(reply->field("content-type"), QByteArray("text/plain"));
    QVERIFY(reply->field("connection").isNull());
    QCOMPARE(fixture.requests.size(), size_t(1));
    const Request &request = fixture.requests.front();
    QCOMPARE(request.method, QByteArray("PUT"));
    QCOMPARE(request.path, QByteArray("/echo"));
    QCOMPARE(request.query, QByteArray("a=%20b"));
    QCOMPARE(request.header("x-thing"), QByteArray("1"));
    QCOMPARE(request.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(request.peerPort, client.socket().localPort());
}

void TestHttpServer::connectionsAreKept() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    for (int i = 0; i < 5; ++i) {
        client.send(kGet);
        QVERIFY(client.reply());
    }
    QVERIFY(client.open());
    QCOMPARE(fixture.server->stats().accepted, quint64(1));
    QCOMPARE(fixture.server->stats().requests, quint64(5));
    QCOMPARE(fixture.server->stats().inFlight, 0);
}

void TestHttpServer::headHasNoBody() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("HEAD /ok HTTP/1.1\r\nHost: a\r\n\r\n" + kGet);
    const auto head = client.reply(true);
    QVERIFY(head);
    QCOMPARE(head->field("content-length"), QByteArray("11"));
    const auto get = client.reply();
    QVERIFY(get);
    QCOMPARE(get->body, QByteArray(R"({"ok":true})"));
}

void TestHttpServer::optionsReachesTheHandler() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("OPTIONS /api HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(client.reply());
    QVERIFY(client.reply());
    QCOMPARE(fixture.requests[0].method, QByteArray("OPTIONS"));
    QCOMPARE(fixture.requests[1].path, QByteArray("*"));
}

void TestHttpServer::connectionCloseEndsTheConnection() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + kGet);
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->field("connection"), QByteArray("close"));
    QVERIFY(client.waitClosed());
    QCOMPARE(fixture.requests.size(), size_t(1));
    QVERIFY(client.input().isEmpty());
}

void TestHttpServer::http10EndsUnlessKeepAliveIsAsked() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto kept = client.reply();
    QVERIFY(kept);
    QCOMPARE(kept->field("connection"), QByteArray("keep-alive"));
    QVERIFY(fixture.requests.front().http10);
    client.send("GET /ok HTTP/1.0\r\n\r\n");
    const auto last = client.reply();
    QVERIFY(last);
    QCOMPARE(last->field("connection"), QByteArray("close"));
    QVERIFY(client.waitClosed());
}

void TestHttpServer::aReplyMayEndTheConnection() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(getHeld(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    fixture.answer("bye", true);
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->field("connection"), QByteArray("close"));
    QVERIFY(client.waitClosed());
}

void TestHttpServer::oneEmptyLineInFrontIsForgiven() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send("\r\n" + kGet + "\r\n" + kGet);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    client.send("\r");
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    client.send("\n" + kGet);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::aRequestMayComeByteByByte() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    const QByteArray bytes = postWith("/echo", "hello") + kGet;
    for (const char c : bytes) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("hello"));
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::bodiesComeWhole_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("chunkedCoding");
    for (const int size : {0, 1, 1000, 17 * 1024, 128 * 1024, 128 * 1024 + 1, 1 << 20}) {
        QTest::addRow("%d bytes", size) << size << false;
        QTest::addRow("%d bytes in chunks", size) << size << true;
    }
}

void TestHttpServer::bodiesComeWhole() {
    QFETCH(int, size);
    QFETCH(bool, chunkedCoding);
    ServerFixture fixture;
    RawClient client(fixture.port());
    QByteArray body(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        body[i] = static_cast<char>(i * 31 + i / 256);
    if (chunkedCoding) {
        QByteArray coded = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (qsizetype pos = 0; pos < size; pos += 5000) {
            const QByteArray part = body.mid(pos, 5000);
            coded += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
        }
        client.send(coded + "0\r\n\r\n" + kGet);
    } else {
        client.send(postWith("/echo", body) + kGet);
    }
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QVERIFY(reply->body == body);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::chunkedBodiesComeWholeByteByByte() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    const QByteArray bytes = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n" +
                             kGet;
    for (const char c : bytes) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("abcde"));
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::continueIsSentOnlyWhenItIsNeeded() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    const QByteArray head = "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    client.send(head);
    const auto interim = client.reply();
    QVERIFY(interim);
    QCOMPARE(interim->status, 100);
    client.send("abc");
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("abc"));
    client.send(head + "def");
    const auto direct = client.reply();
    QVERIFY(direct);
    QCOMPARE(direct->status, 200);
    QCOMPARE(direct->body, QByteArray("def"));
    // HTTP/1.0 knows no interim replies.
    client.send(QByteArray(head).replace("HTTP/1.1", "HTTP/1.0"));
    client.send("ghi");
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::pipelinedRequestsAreAnsweredInOrder() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(getHeld(1) + kGet + getHeld(2) + postWith("/echo", "three"));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    fixture.answer("one");
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    QCOMPARE(fixture.requests.back().path, QByteArray("/held/2"));
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("one"));
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray(R"({"ok":true})"));
    QVERIFY(client.input().isEmpty());
    fixture.answer("two");
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("two"));
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("three"));
}

void TestHttpServer::nothingIsReadAheadOfAHeldReply() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(getHeld(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    // More than the kernel's buffers of both ends hold: it can only be sent if the server took it.
    client.send(kGet.repeated(16 * 1024 * 1024 / kGet.size()));
    RawClient other(fixture.port());
    for (int i = 0; i < 50; ++i) {
        other.send(kGet);
        QVERIFY(other.reply());
    }
    QCOMPARE(fixture.requests.size(), size_t(51));
    QVERIFY(client.socket().bytesToWrite() > 0);
    client.socket().abort();
}

void TestHttpServer::hundredsOfPipelinedRequestsAreAllAnswered() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(kGet.repeated(500));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    QVERIFY(client.open());
}

void TestHttpServer::aMalformedRequestBehindGoodOnesIsAnsweredInItsTurn() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(kGet + getHeld(1) + "GET / HTTP/1.1\r\n\r\n" + kGet);
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    fixture.answer("held");
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    QCOMPARE(client.reply().value_or(RawReply{}).body, QByteArray("held"));
    QCOMPARE(client.reply().value_or(RawReply{}).status, 400);
    QVERIFY(client.waitClosed());
    QCOMPARE(fixture.requests.size(), size_t(2));
}

void TestHttpServer::largeRepliesArriveWhole() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(getHeld(1) + kGet);
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    const QByteArray body = QByteArray("0123456789abcdef").repeated(1 << 20);
    fixture.answer(body);
    const auto reply = client.reply();
    QVERIFY(reply);
    QVERIFY(reply->body == body);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::aDroppedResponderAnswers500() {
    ServerFixture fixture;
    RawClient client(fixture.port());
    client.send(getHeld(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    fixture.held.clear();
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 500);
    client.send(kGet);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
}

void TestHttpServer::theHeadCheckRefusesBeforeTheBody() {
    ServerFixture fixture;
    fixture.server->setHeadCheck([](const Request &head) -> HeadVerdict {
        if (head.path != "/secret") return {};
        return {.refusal = errorReply(401, "unauthorized", QStringLiteral("Sign in first."))};
    });
    RawClient client(fixture.port());
    client.send("GET /secret HTTP/1.1\r\nHost: a\r\n\r\n" + kGet);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 401);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    client.send("POST /secret HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n");
    const auto refused = client.reply();
    QVERIFY(refused);
    QCOMPARE(refused->status, 401);
    QVERIFY(client.waitClosed());
    QCOMPARE(fixture.requests.size(), size_t(1));
}

void TestHttpServer::theHeadCheckSetsTheBodyLimit() {
    ServerFixture fixture;
    fixture.server->setHeadCheck(
        [](const Request &head) -> HeadVerdict { return {.bodyBytes = head.path == "/echo" ? 10 : 5 << 20}; });
    RawClient large(fixture.port());
    large.send(postWith("/import", QByteArray(4 << 20, 'x')));
    QCOMPARE(large.reply().value_or(RawReply{}).status, 200);
    RawClient small(fixture.port());
    small.send(postWith("/echo", "0123456789") + postWith("/echo", "0123456789a"));
    QCOMPARE(small.reply().value_or(RawReply{}).status, 200);
    QCOMPARE(small.reply().value_or(RawReply{}).status, 413);
}

void TestHttpServer::refusalsPassTheFilter() {
    ServerFixture fixture;
    fixture.server->setRefusalFilter([](Reply &reply) {
        reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
    });
    RawClient client(fixture.port());
    client.send("nonsense\r\n\r\n");
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->field("x-content-type-options"), QByteArray("nosniff"));
    QVERIFY(!reply->json().value(QLatin1String("error")).toString().isEmpty());
    QCOMPARE(reply->json().value(QLatin1String("error")), reply->json().value(QLatin1String("message")));
    QCOMPARE(reply->json().value(QLatin1String("code")).toString(), QStringLiteral("bad_request"));
}

void TestHttpServer::drainFinishesWhatIsInFlight() {
    ServerFixture fixture;
    QSignalSpy drained(fixture.server.get(), &Server::drained);
    RawClient idle(fixture.port());
    RawClient busy(fixture.port());
    idle.send(kGet);
    QVERIFY(idle.reply());
    busy.send(getHeld(1));
    QTRY_COMPARE(fixture.held.size(), size_t(1));
    const quint16 port = fixture.port();
    fixture.server->drain();
    QVERIFY(idle.waitClosed());
    QVERIFY(!RawClient(port).open());
    QCOMPARE(drained.size(), 0);
    fixture.answer("last");
    const auto reply = busy.reply();
    QVERIFY(reply);
    QCOMPARE(reply->body, QByteArray("last"));
    QCOMPARE(reply->field("connection"), QByteArray("close"));
    QVERIFY(busy.waitClosed());
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(fixture.server->stats().connections, 0);
}

void TestHttpServer::drainRefusesWhatIsStillArriving() {
    ServerFixture fixture;
    QSignalSpy drained(fixture.server.get(), &Server::drained);
    RawClient head(fixture.port()), body(fixture.port());
    head.send("GET /ok HT");
    body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
    // A request of a third client that is answered shows that what was sent before has been read.
    RawClient third(fixture.port());
    third.send(kGet);
    QVERIFY(third.reply());
    fixture.server->drain();
    for (RawClient *client : {&head, &body}) {
        const auto reply = client->reply();
        QVERIFY(reply);
        QCOMPARE(reply->status, 503);
        QCOMPARE(reply->json().value(QLatin1String("code")).toString(), QStringLiteral("shutting_down"));
        QVERIFY(!reply->field("retry-after").isEmpty());
        QVERIFY(client->waitClosed());
    }
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(fixture.requests.size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
