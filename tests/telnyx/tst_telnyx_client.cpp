// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_client.h"

#include "tests/telnyx/client_fixture.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Manner = StubAnswer::Manner;

class TestTelnyxClient : public QObject {
    Q_OBJECT

private slots:
    void commandGoesOutOnceAsOneRequest() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        Sent sent;
        client->send(prepared(command::HangUp{}), sent.reply());
        QCOMPARE(sent.times, 0);
        QTRY_COMPARE(sent.times, 1);
        QCOMPARE(stub.requests().size(), 1);
        const StubRequest request = stub.requests().first();
        QCOMPARE(request.method, "POST"_ba);
        QCOMPARE(request.target, "/v2/calls/v3%3Aab%2Fc%3D%3D/actions/hangup"_ba);
        QCOMPARE(request.headers.value("authorization"), "Bearer KEY-secret"_ba);
        QCOMPARE(request.headers.value("content-type"), "application/json"_ba);
        QCOMPARE(request.headers.value("accept"), "application/json"_ba);
        QVERIFY(!request.headers.contains("upgrade") && !request.headers.contains("http2-settings"));
        QVERIFY(!request.headers.contains("transfer-encoding"));
        QCOMPARE(request.body, json("{'client_state':'c3RhdGU=','command_id':'command-1'}"));
        QCOMPARE(sent.result.outcome, CommandOutcome::Accepted);
        QCOMPARE(sent.result.kind, u"hang_up"_s);
        QCOMPARE(sent.result.commandId, CommandId(u"command-1"_s));
        QCOMPARE(sent.result.legId, LegId(u"our-leg"_s));
        QVERIFY(sent.advice == RetryAdvice{});
    }

    void dialAnswersWithTheIdsOfTheLeg() {
        CarrierStub stub;
        stub.play({200, kDialAnswer});
        const auto client = clientFor(settingsFor(stub));
        Sent sent;
        PreparedCommand dial = prepared(command::Dial{u"+13125550142"_s, u"+13125550100"_s});
        dial.callControlId.clear();
        client->send(dial, sent.reply());
        QTRY_COMPARE(sent.times, 1);
        QCOMPARE(stub.requests().first().target, "/v2/calls"_ba);
        QCOMPARE(sent.result.outcome, CommandOutcome::Accepted);
        QCOMPARE(sent.result.callControlId, u"v3:new"_s);
        QCOMPARE(sent.result.callLegId, u"leg-n"_s);
        QCOMPARE(sent.result.callSessionId, u"session-n"_s);
        QCOMPARE(sent.result.recordingId, u"rec-n"_s);
    }

    void answersBecomeOutcomes_data() {
        QTest::addColumn<bool>("dial");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("manner");
        QTest::addColumn<QString>("outcome"); // accepted, failed, ambiguous
        QTest::addColumn<QString>("marks");   // gone, retry, retry:<ms>, capacity, configuration
        const auto row = [](const char *name, bool dial, int status, const QByteArray &body, const char *outcome,
                            const char *marks, Manner manner = Manner::Whole, const QByteArray &headers = {}) {
            QTest::newRow(name) << dial << status << body << headers << static_cast<int>(manner)
                                << QString::fromLatin1(outcome) << QString::fromLatin1(marks);
        };
        const QByteArray ok = json("{'data':{'result':'ok'}}"), html = "<html><body>502 Bad Gateway</body></html>";
        row("success", false, 200, ok, "accepted", "");
        row("created", false, 201, ok, "accepted", "");
        row("dial without ids", true, 200, ok, "ambiguous", "retry");
        row("success, garbage", false, 200, "ok", "ambiguous", "retry");
        row("success, empty", false, 200, "", "ambiguous", "retry");
        row("success, JSON of somebody else", false, 200, json("{'hello':'world'}"), "ambiguous", "retry");
        row("success, array", false, 200, "[]", "ambiguous", "retry");
        row("validation", false, 422, errorBody("10004"), "failed", "");
        row("unknown code", false, 422, errorBody("12345"), "failed", "");
        row("too many, but no 429", false, 422, errorBody("10011"), "failed", "");
        row("no code", false, 400, html, "failed", "");
        row("call has ended", false, 422, errorBody("90018"), "failed", "gone");
        row("handle invalid", false, 422, errorBody("90015"), "failed", "gone");
        row("not found", false, 404, errorBody("10005"), "failed", "gone");
        row("not found by somebody else", false, 404, html, "failed", "configuration");
        row("dial: not found", true, 404, errorBody("10005"), "failed", "configuration");
        row("not answered yet", false, 422, errorBody("90034"), "failed", "retry:300");
        row("in the conference already", false, 422, errorBody("90044"), "accepted", "");
        row("transcribed already", false, 422, errorBody("90054"), "accepted", "");
        row("assistant is there already", false, 422, errorBody("90061"), "accepted", "");
        row("channels of the account", true, 403, errorBody("90041"), "failed", "capacity");
        row("channels of the profile", true, 422, errorBody("90042"), "failed", "capacity");
        row("channels of the connection", true, 422, errorBody("90043"), "failed", "capacity");
        row("key refused", false, 401, errorBody("10009"), "failed", "configuration");
        row("key refused, no body", false, 401, "", "failed", "configuration");
        row("key refused with a challenge", false, 401, html, "failed", "configuration", Manner::Whole,
            "WWW-Authenticate: Basic realm=\"x\"\r\n");
        row("forbidden", false, 403, errorBody("10010"), "failed", "configuration");
        row("proxy wants a password", false, 407, html, "failed", "configuration", Manner::Whole,
            "Proxy-Authenticate: Basic realm=\"x\"\r\n");
        row("slow down", false, 429, errorBody("10011"), "failed", "retry,capacity");
        row("dials per second", true, 429, errorBody("90103"), "failed", "retry:1500,capacity", Manner::Whole,
            "retry-after-ms: 1500\r\nRetry-After: 9\r\n");
        row("slow down for seconds", false, 429, errorBody("10011"), "failed", "retry:7000,capacity", Manner::Whole,
            "Retry-After: 7\r\nx-ratelimit-reset: 3\r\n");
        row("slow down until a date", false, 429, html, "failed", "retry:12000,capacity", Manner::Whole,
            "Date: Mon, 02 Mar 2026 15:04:05 GMT\r\nRetry-After: Mon, 02 Mar 2026 15:04:17 GMT\r\n");
        row("slow down until the reset", false, 429, errorBody("10011"), "failed", "retry:3000,capacity", Manner::Whole,
            "X-RateLimit-Reset: 3\r\n");
        row("reset means nothing elsewhere", false, 503, html, "ambiguous", "retry", Manner::Whole,
            "x-ratelimit-reset: 3\r\n");
        row("request time-out", false, 408, errorBody("10015"), "ambiguous", "retry");
        row("request time-out, no code", false, 408, "", "ambiguous", "retry");
        row("lock", false, 409, "", "ambiguous", "retry");
        row("500 in HTML", false, 500, html, "ambiguous", "retry");
        row("500 with a code", false, 500, errorBody("90018"), "ambiguous", "retry");
        row("501", false, 501, "", "ambiguous", "retry");
        row("502", true, 502, html, "ambiguous", "retry");
        row("503 with advice", true, 503, "", "ambiguous", "retry:2000", Manner::Whole, "Retry-After: 2\r\n");
        row("504", false, 504, "", "ambiguous", "retry");
        row("redirect", true, 302, "", "failed", "configuration", Manner::Whole, "Location: /v2/elsewhere\r\n");
        row("permanent redirect", true, 308, "", "failed", "configuration", Manner::Whole,
            "Location: http://127.0.0.1:1/x\r\n");
        row("answer cut off", true, 200, kDialAnswer, "ambiguous", "retry", Manner::CutOff);
        row("error cut off", false, 422, errorBody("90018"), "ambiguous", "retry", Manner::CutOff);
        row("reset", true, 200, "", "ambiguous", "retry", Manner::Reset);
        row("no HTTP", false, 200, "220 smtp.example.com ESMTP\r\n", "ambiguous", "retry", Manner::Raw);
    }
    void answersBecomeOutcomes() {
        QFETCH(bool, dial);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        QFETCH(int, manner);
        QFETCH(QString, outcome);
        QFETCH(QString, marks);
        CarrierStub stub;
        stub.play({status, body, headers, static_cast<Manner>(manner)});
        const auto client = clientFor(settingsFor(stub));
        Sent sent;
        const CarrierCommand command = dial ? CarrierCommand(command::Dial{u"+13125550142"_s, u"+13125550100"_s})
                                            : CarrierCommand(command::StopPlayback{});
        client->send(prepared(command), sent.reply());
        QTRY_COMPARE_WITH_TIMEOUT(sent.times, 1, 20000);
        static const QStringList kOutcomes{u"accepted"_s, u"failed"_s, u"ambiguous"_s};
        QCOMPARE(kOutcomes.at(static_cast<int>(sent.result.outcome)), outcome);
        QStringList seen;
        if (sent.result.legGone) seen << u"gone"_s;
        if (sent.advice.retrySameId)
            seen << (sent.advice.after > 0ms ? u"retry:%1"_s.arg(sent.advice.after.count()) : u"retry"_s);
        if (sent.advice.capacity) seen << u"capacity"_s;
        if (sent.advice.configuration) seen << u"configuration"_s;
        QCOMPARE(seen.join(u','), marks);
        QVERIFY(!sent.advice.notSent);
        // A sentence for the user unless it went well, and never what the carrier's body said in the clear.
        QCOMPARE(sent.result.errorText.isEmpty(), outcome == u"accepted"_s);
        QVERIFY(!sent.result.errorText.contains(u"html"_s));
        // Once on the wire, once back, whatever happened.
        QTest::qWait(0);
        QCOMPARE(stub.requests().size(), 1);
        QCOMPARE(sent.times, 1);
    }

    void hangUpOfAnEndedCallIsASuccess() {
        CarrierStub stub;
        stub.play({422, errorBody("90018")});
        const auto client = clientFor(settingsFor(stub));
        Sent hangUp, reject;
        client->send(prepared(command::HangUp{}), hangUp.reply());
        client->send(prepared(command::Reject{}), reject.reply());
        QTRY_COMPARE(hangUp.times + reject.times, 2);
        for (const Sent *sent : {&hangUp, &reject}) {
            QCOMPARE(sent->result.outcome, CommandOutcome::Accepted);
            QVERIFY(sent->result.legGone);
            QVERIFY(sent->result.errorText.isEmpty());
        }
    }

    void requestIsNotRepeatedOnAnotherConnection() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        Sent first, second;
        client->send(prepared(command::StopPlayback{}), first.reply());
        QTRY_COMPARE(first.times, 1);
        // The second one finds an open connection, which breaks under it.
        stub.play({200, {}, {}, Manner::Reset});
        client->send(prepared(command::StopPlayback{}), second.reply());
        QTRY_COMPARE(second.times, 1);
        QCOMPARE(second.result.outcome, CommandOutcome::Ambiguous);
        QVERIFY(second.advice.retrySameId);
        QCOMPARE(stub.requests().size(), 2);
    }

    void whatCannotBeSentIsToldLater() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        Sent noHandle, history, digits;
        PreparedCommand blind = prepared(command::HangUp{});
        blind.callControlId.clear();
        client->send(blind, noHandle.reply());
        client->send(prepared(command::FetchLegHistory{}), history.reply());
        client->send(prepared(command::SendDtmf{u"12x"_s}), digits.reply());
        QCOMPARE(noHandle.times + history.times + digits.times, 0);
        QTRY_COMPARE(noHandle.times + history.times + digits.times, 3);
        for (const Sent *sent : {&noHandle, &history, &digits}) {
            QCOMPARE(sent->result.outcome, CommandOutcome::Failed);
            QVERIFY(!sent->result.errorText.isEmpty());
            QVERIFY(!sent->advice.retrySameId);
        }
        QVERIFY(stub.requests().isEmpty());
    }

    void settingsThatCannotWorkAreRefused_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<double>("scale");
        QTest::addColumn<QString>("field");
        QTest::newRow("good") << u"https://api.telnyx.com/v2"_s << "KEY1"_ba << 1.0 << QString();
        QTest::newRow("slash at the end") << u"https://api.telnyx.com/v2/"_s << "KEY1"_ba << 1.0 << QString();
        QTest::newRow("ftp") << u"ftp://api.telnyx.com/v2"_s << "KEY1"_ba << 1.0 << u"TELNYX_API_BASE"_s;
        QTest::newRow("no host") << u"https:///v2"_s << "KEY1"_ba << 1.0 << u"TELNYX_API_BASE"_s;
        QTest::newRow("query") << u"https://a/v2?x"_s << "KEY1"_ba << 1.0 << u"TELNYX_API_BASE"_s;
        QTest::newRow("password") << u"https://a:b@c/v2"_s << "KEY1"_ba << 1.0 << u"TELNYX_API_BASE"_s;
        QTest::newRow("no key") << u"https://a/v2"_s << ""_ba << 1.0 << u"TELNYX_API_KEY"_s;
        QTest::newRow("line end in the key") << u"https://a/v2"_s << "KEY\r\nX: y"_ba << 1.0 << u"TELNYX_API_KEY"_s;
        QTest::newRow("scale 0") << u"https://a/v2"_s << "KEY"_ba << 0.0 << u"timeScale"_s;
        QTest::newRow("scale not a number") << u"https://a/v2"_s << "KEY"_ba << qQNaN() << u"timeScale"_s;
    }
    void settingsThatCannotWorkAreRefused() {
        QFETCH(QString, base);
        QFETCH(QByteArray, key);
        QFETCH(double, scale);
        QFETCH(QString, field);
        TelnyxSettings settings;
        settings.apiBase = QUrl(base);
        settings.apiKey = key;
        settings.timeScale = scale;
        const auto client = TelnyxClient::create(settings);
        QCOMPARE(client.ok() ? QString() : client.error().field, field);
    }
};

QTEST_GUILESS_MAIN(TestTelnyxClient)
#include "tst_telnyx_client.moc"
