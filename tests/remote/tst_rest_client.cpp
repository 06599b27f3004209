// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/remote/floor_stub.h"

#include "app/contract/ops_auth.h"
#include "app/contract/ops_calls.h"
#include "ui/remote/rest_client.h"

#include <QTest>

#include <memory>
#include <optional>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRestClient : public QObject {
    Q_OBJECT

    std::unique_ptr<FloorStub> m_floor;

    template <class Op>
    Result<QByteArray> send(RestClient &client, const Op &op, const QString &token = {}, const QString &key = {}) {
        std::optional<Result<QByteArray>> answer;
        client.send(describeOperation<Op>(), encodeOperation(op), token, key,
                    [&](const Result<QByteArray> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return internalError(u"the client never answered"_s);
        return *answer;
    }

private slots:
    void init() { m_floor = std::make_unique<FloorStub>(); }
    void cleanup() { m_floor.reset(); }

    void addressesAreEncoded_data() {
        QTest::addColumn<QUrl>("server");
        QTest::addColumn<QString>("address");
        QTest::newRow("plain") << QUrl(u"http://h:4000"_s)
                               << u"http://h:4000/api/calls/history/%2B1%20415%2F%3F%23%C3%A9"_s;
        QTest::newRow("with a path") << QUrl(u"https://h/a%20b/"_s)
                                     << u"https://h/a%20b/api/calls/history/%2B1%20415%2F%3F%23%C3%A9"_s;
    }

    void addressesAreEncoded() {
        QFETCH(QUrl, server);
        NumberHistory op;
        op.number = u"+1 415/?#é"_s;
        const QUrl address = RestClient::addressOf(server, describeOperation<NumberHistory>(), encodeOperation(op));
        QVERIFY(address.isValid());
        QTEST(QString::fromLatin1(address.toEncoded()), "address");
    }

    void theQueryIsEncoded() {
        ListCalls op;
        op.limit = 20;
        op.number = u"+49 1&2"_s;
        const QUrl address =
            RestClient::addressOf(QUrl(u"http://h"_s), describeOperation<ListCalls>(), encodeOperation(op));
        QCOMPARE(address.toEncoded(), QByteArray("http://h/api/calls?limit=20&number=%2B49%201%262"));
    }

    void aPostCarriesTokenKeyAndBody() {
        RestClient client(m_floor->url(), 10s);
        StartCall op;
        op.to = u"+4930"_s;
        QVERIFY(send(client, op, u"token-1"_s, u"key-1"_s).ok());
        QCOMPARE(m_floor->requests.size(), size_t{1});
        const WireRequest &request = m_floor->requests.front();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/api/calls"));
        QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer token-1"));
        QCOMPARE(request.headers.value("idempotency-key"), QByteArray("key-1"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(request.json(), (QJsonObject{{u"to"_s, u"+4930"_s}}));
    }

    void refusalsBecomeErrors_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<Error>("error");
        const auto error = [](ErrorCode code, const QString &message, const QString &field = {},
                              const QString &reason = {},
                              int retry = 0) { return Error{code, message, {}, field, reason, retry}; };
        QTest::newRow("400")
            << 400
            << QByteArray(R"({"error":"Bad number.","message":"Bad number.","code":"invalid_field","field":"to"})")
            << QByteArray() << error(ErrorCode::BadRequest, u"Bad number."_s, u"to"_s, u"invalid_field"_s);
        QTest::newRow("message alone") << 404 << QByteArray(R"({"message":"Gone."})") << QByteArray()
                                       << error(ErrorCode::NotFound, u"Gone."_s);
        QTest::newRow("401") << 401 << QByteArray(R"({"error":"No."})") << QByteArray()
                             << error(ErrorCode::Unauthorized, u"No."_s);
        QTest::newRow("403") << 403 << QByteArray(R"({"error":"No."})") << QByteArray()
                             << error(ErrorCode::Forbidden, u"No."_s);
        QTest::newRow("409") << 409 << QByteArray(R"({"error":"No."})") << QByteArray()
                             << error(ErrorCode::Conflict, u"No."_s);
        QTest::newRow("413") << 413 << QByteArray() << QByteArray()
                             << error(ErrorCode::TooLarge, u"The server answered with HTTP status 413."_s);
        QTest::newRow("429") << 429 << QByteArray(R"({"error":"Wait."})") << QByteArray("Retry-After: 540\r\n")
                             << error(ErrorCode::TooManyRequests, u"Wait."_s, {}, {}, 540);
        QTest::newRow("500") << 500 << QByteArray(R"({"error":"Oh."})") << QByteArray()
                             << error(ErrorCode::Internal, u"Oh."_s);
        QTest::newRow("502 of a proxy") << 502 << QByteArray("<html>bad gateway</html>") << QByteArray()
                                        << error(ErrorCode::Upstream, u"The server answered with HTTP status 502."_s);
        QTest::newRow("503") << 503 << QByteArray(R"({"error":"Away.","code":"unavailable"})")
                             << QByteArray("Retry-After: 2\r\n")
                             << error(ErrorCode::Unavailable, u"Away."_s, {}, u"unavailable"_s, 2);
        QTest::newRow("418") << 418 << QByteArray("{}") << QByteArray()
                             << error(ErrorCode::BadRequest, u"The server answered with HTTP status 418."_s);
        QTest::newRow("redirect is not followed")
            << 307 << QByteArray() << QByteArray("Location: http://127.0.0.1:9/\r\n")
            << error(ErrorCode::BadRequest, u"The server has moved to another address. Connect to that one."_s, {},
                     u"moved"_s);
    }

    void refusalsBecomeErrors() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        QFETCH(Error, error);
        m_floor->handler = [&](const WireRequest &) { return WireReply{status, body, headers}; };
        RestClient client(m_floor->url(), 10s);
        const auto result = send(client, Me{}, u"secret"_s);
        QVERIFY(!result.ok());
        Error got = result.error();
        got.detail.clear();
        QCOMPARE(got.code, error.code);
        QCOMPARE(got.message, error.message);
        QVERIFY(got == error);
        QCOMPARE(m_floor->requests.size(), size_t{1});
    }

    void silenceIsATimeout() {
        m_floor->handler = [](const WireRequest &) { return WireReply{0}; };
        RestClient client(m_floor->url(), 50ms);
        const auto result = send(client, Me{});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QCOMPARE(result.error().reason, u"timeout"_s);
    }

    void aClosedPortIsUnreachable() {
        m_floor->stop();
        RestClient client(m_floor->url(), 10s);
        const auto result = send(client, Me{});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QCOMPARE(result.error().reason, u"unreachable"_s);
    }
};

QTEST_GUILESS_MAIN(TestRestClient)
#include "tst_rest_client.moc"
