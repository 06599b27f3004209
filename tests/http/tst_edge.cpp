// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
#include "server/store/call_store.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"
#include "tests/net/raw_client.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using Fields = QList<std::pair<QByteArray, QByteArray>>;

namespace {

const QString kMe = u"/api/auth/me"_s;

QByteArray head(const QByteArray &method, const QByteArray &path, const QByteArray &fields) {
    return method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + fields + "\r\n";
}
QByteArray lengthField(qsizetype length) { return "Content-Length: " + QByteArray::number(length) + "\r\n"; }

/// JSON of exactly that many bytes.
QByteArray jsonOf(qsizetype size) { return "{\"x\":\"" + QByteArray(size - 8, 'x') + "\"}"; }

} // namespace

/// Limits, revalidation, the reference page, and what takes effect before its reply.
class Edge : public QObject {
    Q_OBJECT
    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;

    void up(const std::function<void(GatewayOptions &)> &gateway = {}) {
        RigOptions options;
        options.gateway = gateway;
        m_rig = std::make_unique<Rig>(options);
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
        m_check = std::make_unique<ReplyCheck>(m_rig->get({}, u"/api/openapi.json"_s).object());
        m_rig->onAnswer = [this](const QByteArray &method, const QString &path, const HttpAnswer &answer) {
            if (const QString wrong = m_check->problem(method, path, answer); !wrong.isEmpty()) m_wrong << wrong;
        };
    }
    QJsonObject signIn(const QString &who) {
        return m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, QString(who + u"@rig.example"_s)}, {u"password"_s, QString(u"secret-"_s + who)}}).object();
    }
    QString tokenOf(const QString &who) { return signIn(who).value(u"token"_s).toString(); }
    HttpAnswer get(const QString &who, const QString &path, const Fields &fields) { return m_rig->send(who, "GET", path, {}, {}, fields); }
    bool saved(const Call &call) {
        auto future = m_rig->engine().storage().write<Ok>([call](store::Tx &tx) -> Result<Ok> {
            store::calls::save(tx, {call}, 1);
            return Ok{};
        });
        future.waitForFinished();
        return future.result().ok();
    }
    std::optional<RawReply> raw(const QByteArray &bytes, bool *closed = nullptr) {
        RawClient client(m_rig->port());
        client.send(bytes);
        auto reply = client.reply();
        if (closed) *closed = reply && reply->field("connection") == "close" && client.waitClosed();
        return reply;
    }

private slots:
    void cleanup() {
        m_rig.reset();
        const QStringList wrong = std::exchange(m_wrong, {});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void requestsAreCountedByLogin() {
        up([](GatewayOptions &gateway) { gateway.requestsPerMinute = 5; });
        const QJsonObject in = signIn(u"agent"_s);
        const QString token = in.value(u"token"_s).toString();
        for (int i = 0; i < 5; ++i) {
            const HttpAnswer answer = m_rig->get(token, kMe);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.headers.value("ratelimit-limit"), QByteArray("5"));
            QCOMPARE(answer.headers.value("ratelimit-remaining"), QByteArray::number(4 - i));
            QCOMPARE(answer.headers.value("ratelimit-policy"), QByteArray("5;w=60"));
            const int reset = answer.headers.value("ratelimit-reset").toInt();
            QVERIFY2(reset >= 1 && reset <= 61, qPrintable(QString::number(reset)));
        }
        const HttpAnswer refused = m_rig->get(token, u"/api/calls/active"_s);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.object().value(u"code"_s).toString(), u"rate_limited"_s);
        QCOMPARE(refused.headers.value("ratelimit-remaining"), QByteArray("0"));
        QCOMPARE(refused.headers.value("retry-after"), refused.headers.value("ratelimit-reset"));
        QVERIFY(refused.headers.value("retry-after").toInt() > 0);
        // A renewed token is the same login; another login and another user are not.
        const HttpAnswer renewed = m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, in.value(u"refreshToken"_s)}});
        QCOMPARE(renewed.status, 200);
        QCOMPARE(m_rig->get(renewed.object().value(u"token"_s).toString(), kMe).status, 429);
        QCOMPARE(m_rig->get(tokenOf(u"agent"_s), kMe).status, 200);
        QCOMPARE(m_rig->get(u"supervisor"_s, kMe).status, 200);
    }

    void probesAndWebhooksAreNotCounted() {
        up([](GatewayOptions &gateway) { gateway.requestsPerMinute = gateway.knocksPerMinute = 1; });
        for (int i = 0; i < 5; ++i) {
            for (const char *path : {"/healthz", "/readyz", "/metrics", "/api/health", "/api/openapi.json", "/api/docs"}) {
                const HttpAnswer answer = m_rig->get({}, QLatin1String(path));
                QCOMPARE(answer.status, 200);
                QVERIFY2(!answer.headers.contains("ratelimit-limit"), path);
            }
            const HttpAnswer webhook = m_rig->send({}, "POST", u"/api/telnyx/webhook"_s, "{}", "application/json");
            QCOMPARE(webhook.status, 403);
            QVERIFY(!webhook.headers.contains("ratelimit-limit"));
        }
        QVERIFY(!signIn(u"agent"_s).isEmpty());
        const HttpAnswer refused = m_rig->post({}, u"/api/auth/login"_s, {});
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.headers.value("ratelimit-limit"), QByteArray("1"));
    }

    void parametersBeyondAsciiAreNobodys() {
        up();
        const HttpAnswer refused = m_rig->get(u"supervisor"_s, u"/api/campaigns?limit=5&%C3%A9t%C3%A9=1&zone=2"_s);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.object().value(u"code"_s).toString(), u"unknown_field"_s);
        QCOMPARE(refused.object().value(u"field"_s).toString(), u"\u00e9t\u00e9"_s);
        QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/active?%C3%A9t%C3%A9=1"_s).status, 200); // the old routes ignore what they do not know
    }

    void bodiesAreLimitedByRoute_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("statusWithin");
        QTest::newRow("login") << QByteArray("/api/auth/login") << 16 * 1024 << 400;
        QTest::newRow("call, no token") << QByteArray("/api/calls") << 16 * 1024 << 401;
        QTest::newRow("webhook, unsigned") << QByteArray("/api/telnyx/webhook") << 256 * 1024 << 403;
        QTest::newRow("polling, no session") << QByteArray("/socket.io/?EIO=4&transport=polling&sid=x") << 100'000 << 400;
        QTest::newRow("nothing there") << QByteArray("/api/nothing") << 50'000 << 404;
    }
    void bodiesAreLimitedByRoute() {
        QFETCH(QByteArray, path);
        QFETCH(int, most);
        QFETCH(int, statusWithin);
        // The general limit concerns only the last row.
        up([](GatewayOptions &gateway) {
            gateway.limits.bodyBytes = 50'000;
            gateway.sockets.maxPayload = 100'000;
            gateway.allowedOrigins = {u"https://desk.example.com"_s};
        });
        bool closed = false;
        const auto within = raw(head("POST", path, lengthField(most)) + jsonOf(most));
        QVERIFY(within);
        QCOMPARE(within->status, statusWithin);
        // Decided by the head: none of the 900 KB is sent.
        for (const int size : {most + 1, 900 * 1024}) {
            const auto refused = raw(head("POST", path, lengthField(size) + "Origin: https://desk.example.com\r\n"), &closed);
            QVERIFY(refused && closed);
            QCOMPARE(refused->status, 413);
            QCOMPARE(refused->json().value(u"code"_s).toString(), u"body_too_large"_s);
            QVERIFY(refused->json().value(u"error"_s).toString().contains(QString::number(most)));
            QCOMPARE(refused->field("access-control-allow-origin"), QByteArray("https://desk.example.com"));
            QCOMPARE(refused->field("x-content-type-options"), QByteArray("nosniff"));
        }
        const auto expected = raw(head("POST", path, lengthField(most + 1) + "Expect: 100-continue\r\n"), &closed);
        QVERIFY(expected && closed);
        QCOMPARE(expected->status, 413);
        const QByteArray chunk = QByteArray::number(most + 1, 16) + "\r\n" + jsonOf(most + 1) + "\r\n0\r\n\r\n";
        const auto chunked = raw(head("POST", path, "Transfer-Encoding: chunked\r\n") + chunk, &closed);
        QVERIFY(chunked && closed);
        QCOMPARE(chunked->status, 413);
        QVERIFY(m_rig->get({}, u"/healthz"_s).status == 200);
    }

    void callsAreRevalidated() {
        up();
        Call call;
        call.startedAt = SystemClock().now();
        call.id = CallId::make(call.startedAt);
        call.agentId = m_rig->userId(u"agent"_s);
        call.customerNumber = u"+13125550123"_s;
        call.status = CallStatus::Completed;
        call.legs.push_back(Leg{});
        call.legs.front().id = LegId::make(call.startedAt);
        call.legs.front().createdAt = call.legs.front().endedAt.emplace(call.startedAt);
        QVERIFY(saved(call));
        const QString id = call.id.text();
        for (const QString &path : {QString(u"/api/calls/"_s + id), u"/api/calls/history"_s, u"/api/calls/active"_s, u"/api/calls?limit=3"_s, u"/api/calls/history/%2B13125550123"_s}) {
            const HttpAnswer first = m_rig->get(u"agent"_s, path);
            const QByteArray tag = first.headers.value("etag");
            QVERIFY(tag.startsWith('"') && tag.endsWith('"') && tag.size() > 20);
            QVERIFY(first.headers.value("vary").contains("Authorization") && first.headers.value("vary").contains("Origin"));
            QCOMPARE(first.headers.value("cache-control"), QByteArray("private, no-cache"));
            for (const QByteArray &sent : {tag, QByteArray("W/" + tag), QByteArray("\"x\", " + tag), QByteArray("*")}) {
                const HttpAnswer again = get(u"agent"_s, path, {{"If-None-Match", sent}});
                QVERIFY2(again.status == 304, QByteArray(path.toUtf8() + " with " + sent + ": " + first.body + "\n" + again.body).constData());
                QVERIFY(again.body.isEmpty());
                for (const char *field : {"etag", "vary", "cache-control"}) QCOMPARE(again.headers.value(field), first.headers.value(field));
            }
            QCOMPARE(m_rig->send(u"agent"_s, "HEAD", path, {}, {}, {{"If-None-Match", tag}}).status, 304);
            QCOMPARE(get(u"agent"_s, path, {{"If-None-Match", "\"x\""}}).status, 200);
            QCOMPARE(get({}, path, {{"If-None-Match", tag}}).status, 401);
        }
        const QByteArray before = m_rig->get(u"agent"_s, u"/api/calls/"_s + id).headers.value("etag");
        call.recordingUrl = u"https://carrier.example/recording"_s;
        QVERIFY(saved(call));
        QCOMPARE(get(u"agent"_s, u"/api/calls/"_s + id, {{"If-None-Match", before}}).status, 200);
        QVERIFY(!m_rig->get(u"agent"_s, kMe).headers.contains("etag"));
        QCOMPARE(m_rig->get(u"agent"_s, kMe).headers.value("cache-control"), QByteArray("no-store"));
        // An error is no representation.
        QCOMPARE(get(u"agent"_s, u"/api/calls/no-such-call"_s, {{"If-None-Match", "*"}}).status, 404);
    }

    void pagesAreRevalidated() {
        up();
        for (const char *path : {"/api/openapi.json", "/api/docs", "/assets/docs.css", "/assets/docs.js", "/setup"}) {
            const HttpAnswer first = m_rig->get({}, QLatin1String(path));
            QCOMPARE(first.status, 200);
            const HttpAnswer again = get({}, QLatin1String(path), {{"If-None-Match", first.headers.value("etag")}});
            QCOMPARE(again.status, 304);
            QVERIFY(again.body.isEmpty());
            QCOMPARE(again.headers.value("etag"), first.headers.value("etag"));
            QVERIFY(again.headers.contains("vary"));
        }
    }

    void referenceTellsOfEveryOperation() {
        up();
        const HttpAnswer answer = m_rig->get({}, u"/api/docs"_s);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.headers.value("content-type").startsWith("text/html"));
        const QByteArray policy = answer.headers.value("content-security-policy");
        QVERIFY(policy.contains("script-src 'self'") && !policy.contains("unsafe"));
        const QString page = QString::fromUtf8(answer.body);
        for (const OperationInfo &operation : allOperations()) {
            const qsizetype from = page.indexOf(u"<article class=\"operation\" id=\"%1\">"_s.arg(QLatin1String(operation.name)));
            QVERIFY2(from > 0, operation.name);
            const QString text = page.mid(from, page.indexOf(u"</article>"_s, from) - from);
            QVERIFY(text.contains(QString::fromUtf8(operation.route.summary).toHtmlEscaped()));
            QVERIFY2(text.contains(u"curl"_s) && text.contains(QLatin1String(methodName(operation.route.method))), operation.name);
            for (const FieldInfo &field : operation.fields) QVERIFY2(text.contains(u"<code>"_s + field.name + u"</code>"_s), qPrintable(field.name));
            for (const ErrorCode error : operation.refusals()) QVERIFY(text.contains(QString::number(httpStatus(error))));
        }
    }

    /// What the content security policy would forbid is not there, and nothing comes from elsewhere.
    void referenceStandsAlone() {
        up();
        const QString page = QString::fromUtf8(m_rig->get({}, u"/api/docs"_s).body);
        for (const char *forbidden : {"<style", "style=", " onclick", " onload", "javascript:", "http://", "https://", "<script>", "<!--version", "<!--op", "<!--nav", "<!--err"})
            QVERIFY2(!page.contains(QLatin1String(forbidden)), forbidden);
        QSet<QString> ids;
        static const QRegularExpression kId(u" id=\"([^\"]+)\""_s), kLink(u"(?:href|src)=\"([^\"]+)\""_s);
        for (auto match = kId.globalMatch(page); match.hasNext();) {
            const QString id = match.next().captured(1);
            QVERIFY2(!ids.contains(id), qPrintable(id));
            ids << id;
        }
        for (auto match = kLink.globalMatch(page); match.hasNext();) {
            const QString link = match.next().captured(1);
            if (link.startsWith(u'#')) QVERIFY2(ids.contains(link.sliced(1)), qPrintable(link));
            else QCOMPARE(m_rig->get({}, link).status, 200);
        }
    }

    /// At the moment of the reply. Often enough that the event of the change, which would do it too, cannot always have come
    /// round before.
    void newPasswordEndsOtherLoginsByTheReply() {
        up();
        Engine &engine = m_rig->engine();
        QString password = u"secret-agent"_s;
        for (int round = 0; round < 25; ++round) {
            const auto in = [&] {
                return m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, password}}).object().value(u"token"_s).toString().toLatin1();
            };
            const QByteArray mine = in(), theirs = in();
            const auto caller = engine.callerFor(mine, {});
            QVERIFY(caller && engine.callerFor(theirs, {}));
            const QString next = u"password %1"_s.arg(round);
            std::optional<bool> done;
            bool theyMay = true, iMay = false;
            engine.dispatcher().dispatch(ChangePassword::name, {{}, {}, {{u"currentPassword"_s, password}, {u"newPassword"_s, next}}}, *caller,
                                         [&](const Result<QByteArray> &reply) {
                                             theyMay = engine.callerFor(theirs, {}).has_value();
                                             iMay = engine.callerFor(mine, {}).has_value();
                                             done = reply.ok();
                                         });
            QTRY_VERIFY(done.has_value());
            QVERIFY(*done && !theyMay && iMay);
            password = next;
        }
    }

    void newPasswordEndsOtherLoginsBeforeItIsConfirmed() {
        up();
        const QString mine = tokenOf(u"agent"_s), foreign = m_rig->token(u"agent"_s);
        const QJsonObject elsewhere = signIn(u"agent"_s);
        const QString theirs = elsewhere.value(u"token"_s).toString(), path = u"/socket.io/?EIO=4&transport=polling"_s;
        const auto connectSocket = [&](const QString &token) {
            const HttpAnswer opened = m_rig->send({}, "GET", path);
            const QString sid = QJsonDocument::fromJson(opened.body.mid(1)).object().value(u"sid"_s).toString();
            const QByteArray packet = "40" + QJsonDocument(QJsonObject{{u"token"_s, token}}).toJson(QJsonDocument::Compact);
            const QString session = path + u"&sid="_s + sid;
            return m_rig->send({}, "POST", session, packet, "text/plain").status == 200 && m_rig->send({}, "GET", session).body.startsWith("40") ? session : QString();
        };
        const QString mySocket = connectSocket(mine), theirSocket = connectSocket(theirs), foreignSocket = connectSocket(foreign);
        QVERIFY(!mySocket.isEmpty() && !theirSocket.isEmpty() && !foreignSocket.isEmpty());
        const auto sockets = [&] { return m_rig->get({}, u"/metrics"_s).body.contains("\ncallfloor_sockets 3\n"); };
        QVERIFY(sockets());

        QCOMPARE(m_rig->post(mine, u"/api/auth/password"_s, {{u"currentPassword"_s, u"secret-agent"_s}, {u"newPassword"_s, u"brand new"_s}}).status, 200);
        // Each of these is the first look after the reply.
        QCOMPARE(m_rig->get(theirs, kMe).status, 401);
        QCOMPARE(m_rig->get(foreign, kMe).status, 401);
        QCOMPARE(m_rig->get(mine, kMe).status, 200);
        QCOMPARE(m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, elsewhere.value(u"refreshToken"_s)}}).status, 401);
        for (const QString &socket : {theirSocket, foreignSocket}) {
            const HttpAnswer last = m_rig->send({}, "GET", socket);
            QVERIFY2(last.body.contains("41") || last.status == 400, qPrintable(last.summary()));
        }
        QVERIFY(!sockets());
        QVERIFY(m_rig->get({}, u"/metrics"_s).body.contains("\ncallfloor_sockets 1\n"));
    }
};

QTEST_GUILESS_MAIN(Edge)
#include "tst_edge.moc"
