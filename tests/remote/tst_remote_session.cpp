// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/remote/floor_stub.h"

#include "app/contract/ops_calls.h"
#include "ui/remote/remote_session.h"

#include <QFutureWatcher>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// JSON with single quotes, which moc of Qt 6.4 reads without losing its way, unlike some raw strings.
QByteArray json(const char *text) { return QByteArray(text).replace('\'', '"'); }

QByteArray loginReply(const QByteArray &token, const QByteArray &refreshToken) {
    return json("{'token':'TOKEN','refreshToken':'REFRESH','user':{'id':'u1','email':'m@example.org','name':'Maria',"
                "'role':'SUPERVISOR'}}").replace("TOKEN", token).replace("REFRESH", refreshToken);
}

} // namespace

class TestRemoteSession : public QObject {
    Q_OBJECT

    std::unique_ptr<FloorStub> m_floor;
    std::unique_ptr<RemoteSession> m_session;
    std::vector<Event> m_events;

    static RemoteTimes quick() {
        RemoteTimes times;
        times.socket.firstRetry = 5ms;
        times.socket.longestRetry = 40ms;
        return times;
    }

    void start(const RemoteTimes &times) {
        m_session = std::make_unique<RemoteSession>(m_floor->url(), times);
        connect(&m_session->events(), &EventBus::published, this, [this](const std::vector<Event> &events) {
            m_events.insert(m_events.end(), events.begin(), events.end());
        });
    }

    /// Waits for a future without a nested loop of its own.
    template <class T>
    static Result<T> wait(const QFuture<Result<T>> &future) {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return internalError(u"never finished"_s);
        return future.result();
    }

    void signIn() {
        const auto user = wait(m_session->signIn(u"m@example.org"_s, u"right"_s));
        QVERIFY2(user.ok(), user.ok() ? "" : qPrintable(user.error().message));
        QTRY_COMPARE(m_session->link(), LinkState::Live);
    }

    /// A server that accepts `token-1`, renewed to `token-2`.
    WireReply plainFloor(const WireRequest &request) {
        if (request.target == "/api/auth/login") {
            if (request.json().value("password"_L1) != "right"_L1)
                return {401, json("{'error':'Invalid credentials','message':'Invalid credentials'}")};
            return {200, loginReply("token-1", "refresh-1")};
        }
        if (request.target == "/api/auth/refresh") {
            if (request.json().value("refreshToken"_L1) != "refresh-1"_L1) return {401, json("{'error':'Used.'}")};
            return {200, loginReply("token-2", "refresh-2")};
        }
        if (!request.headers.contains("authorization")) return {401, json("{'error':'Sign in.'}")};
        if (request.target == "/api/calls") return {200, json("{'id':'call-1','telnyxLegId':null}")};
        return {200, json("{'ok':true}")};
    }

private slots:
    void init() {
        m_events.clear();
        m_floor = std::make_unique<FloorStub>();
        m_floor->handler = [this](const WireRequest &request) { return plainFloor(request); };
        start(quick());
    }
    void cleanup() {
        m_session.reset();
        m_floor.reset();
    }

    void aKeptRefreshTokenSignsInAndEachNewOneIsTold() {
        QSignalSpy tokens(m_session.get(), &RemoteSession::refreshTokenChanged);
        const auto user = wait(m_session->resume(u"refresh-1"_s));
        QVERIFY2(user.ok(), user.ok() ? "" : qPrintable(user.error().message));
        QCOMPARE(user->name, u"Maria"_s);
        QTRY_COMPARE(m_session->link(), LinkState::Live);
        QCOMPARE(tokens.size(), 1);
        QCOMPARE(tokens.last().first().toString(), u"refresh-2"_s);
        m_session->signOut();
        QCOMPARE(tokens.size(), 2);
        QCOMPARE(tokens.last().first().toString(), QString());
        QCOMPARE(m_floor->count("/api/auth/login"), 0);
    }

    void aRefreshTokenThatHasEndedLeavesTheSessionSignedOut() {
        const auto user = wait(m_session->resume(u"refresh-0"_s));
        QVERIFY(!user);
        QCOMPARE(user.error().code, ErrorCode::Unauthorized);
        QVERIFY(m_session->user().id.isEmpty());
        QCOMPARE(m_session->link(), LinkState::SignedOut);
    }

    void whatPeopleTypeAsAServer_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::newRow("name") << u"cf.example.org"_s << u"https://cf.example.org"_s;
        QTest::newRow("name and port") << u" cf.example.org:8443 "_s << u"https://cf.example.org:8443"_s;
        QTest::newRow("localhost") << u"localhost:4000"_s << u"http://localhost:4000"_s;
        QTest::newRow("loopback") << u"127.0.0.1:4000"_s << u"http://127.0.0.1:4000"_s;
        QTest::newRow("IPv6 loopback") << u"[::1]:4000"_s << u"http://[::1]:4000"_s;
        QTest::newRow("http on request") << u"http://cf.example.org"_s << u"http://cf.example.org"_s;
        QTest::newRow("path") << u"https://cf.example.org/floor?x=1#y"_s << u"https://cf.example.org/floor"_s;
        for (const char *bad : {"", "  ", "ftp://x", "https://", "https://u:p@x", "a b"})
            QTest::newRow(bad[0] ? bad : "empty") << QString::fromLatin1(bad) << QString();
    }

    void whatPeopleTypeAsAServer() {
        QFETCH(QString, text);
        QFETCH(QString, url);
        const Result<QUrl> server = RemoteSession::readServer(text);
        QCOMPARE(server.ok(), !url.isEmpty());
        if (server) QCOMPARE(server->toString(), url);
        else QCOMPARE(server.error().field, u"server"_s);
    }

    void signsInAndEventsFlow() {
        QSignalSpy links(m_session.get(), &FloorSession::linkChanged);
        QSignalSpy resync(m_session.get(), &FloorSession::resyncNeeded);
        signIn();
        QCOMPARE(m_session->user().name, u"Maria"_s);
        QCOMPARE(m_session->user().role, Role::Supervisor);
        QCOMPARE(links.count(), 2); // Connecting, Live
        QCOMPARE(resync.count(), 0);
        QCOMPARE(m_floor->targets, QStringList{u"/socket.io/?EIO=4&transport=websocket"_s});
        QCOMPARE(m_floor->received, QStringList{u"40{\"token\":\"token-1\"}"_s});
        QCOMPARE(m_session->peerName(), u"127.0.0.1:%1"_s.arg(m_floor->url().port()));

        m_floor->say(QString::fromUtf8(json("42['callUpdate',{'id':'call-1','status':'RINGING','cost':0.10},'41']")));
        m_floor->say(QString::fromUtf8(
            json("42['ai.update',{'callId':'call-1','type':'transcription','data':{'t':'ä]'}},'42']")));
        m_floor->say(QString::fromUtf8(json("42['webhookReceived',{'id':'w1'}]")));
        m_floor->say(QString::fromUtf8(json("42['somethingNew',{'id':'x'},'43']")));
        m_floor->say(QString::fromUtf8(json("42['callUpdate',{'id':'call-1','status':'ACTIVE'},'44']")));
        QTRY_COMPARE(m_events.size(), size_t{4});
        QCOMPARE(m_events[0].kind, EventKind::CallUpdate);
        QCOMPARE(m_events[0].seq, 41);
        QCOMPARE(m_events[0].subject, u"call-1"_s);
        // The very text of the server, not another spelling of it.
        QCOMPARE(m_events[0].payload, json("{'id':'call-1','status':'RINGING','cost':0.10}"));
        QCOMPARE(m_events[1].kind, EventKind::AiUpdate);
        QCOMPARE(m_events[1].subject, u"call-1"_s);
        QCOMPARE(m_events[1].payload,
                 QByteArray("{\"callId\":\"call-1\",\"type\":\"transcription\",\"data\":{\"t\":\"ä]\"}}"));
        QCOMPARE(m_events[2].kind, EventKind::WebhookReceived);
        QCOMPARE(m_events[2].seq, 0);
        QCOMPARE(m_events[3].seq, 44);
    }

    void aWrongPasswordLeavesTheSessionSignedOut() {
        const auto user = wait(m_session->signIn(u"m@example.org"_s, u"wrong"_s));
        QVERIFY(!user.ok());
        QCOMPARE(user.error().code, ErrorCode::Unauthorized);
        QCOMPARE(user.error().message, u"Invalid credentials"_s);
        QCOMPARE(m_session->link(), LinkState::SignedOut);
        QVERIFY(m_session->user().id.isEmpty());
        QCOMPARE(m_floor->sockets, 0);
        QCOMPARE(m_floor->count("/api/auth/refresh"), 0);
    }

    void operationsGoWithTheToken() {
        signIn();
        StartCall op;
        op.to = u"+4930"_s;
        const auto reply = wait(m_session->call(op));
        QVERIFY(reply.ok());
        QCOMPARE(reply->id, CallId(u"call-1"_s));
        QCOMPARE(m_floor->requests.back().headers.value("authorization"), QByteArray("Bearer token-1"));
        QVERIFY(!m_floor->requests.back().headers.value("idempotency-key").isEmpty());
    }

    void operationsWithoutASignInAreRefused() {
        const auto reply = wait(m_session->call(ActiveCalls{}));
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().code, ErrorCode::Unauthorized);
    }

    void aPingIsAnswered() {
        signIn();
        m_floor->received.clear();
        m_floor->say(u"2"_s);
        QTRY_COMPARE(m_floor->received, QStringList{u"3"_s});
    }

    void theSocketComesBackAndAsksForAResync_data() {
        QTest::addColumn<QString>("farewell");
        QTest::newRow("cut") << QString();
        QTest::newRow("close packet") << u"1"_s;
        QTest::newRow("disconnect packet") << u"41"_s;
    }

    void theSocketComesBackAndAsksForAResync() {
        QFETCH(QString, farewell);
        signIn();
        QSignalSpy links(m_session.get(), &FloorSession::linkChanged);
        QSignalSpy resync(m_session.get(), &FloorSession::resyncNeeded);
        if (farewell.isEmpty()) m_floor->cut();
        else m_floor->say(farewell);
        QTRY_COMPARE(resync.count(), 1);
        QCOMPARE(m_session->link(), LinkState::Live);
        QCOMPARE(links.count(), 2); // Interrupted, Live
        QCOMPARE(links.at(0).at(0).value<LinkState>(), LinkState::Interrupted);
        QCOMPARE(m_floor->sockets, 2);
        m_floor->say(QString::fromUtf8(json("42['callUpdate',{'id':'call-1','status':'ACTIVE'},'50']")));
        QTRY_COMPARE(m_events.size(), size_t{1});
    }

    void aServerThatIsAwayIsTriedUntilItIsBack() {
        signIn();
        m_floor->stop();
        m_floor->cut();
        QTRY_COMPARE(m_session->link(), LinkState::Interrupted);
        m_floor->resume();
        QTRY_COMPARE(m_session->link(), LinkState::Live);
        QCOMPARE(m_floor->sockets, 2);
    }

    void silenceIsNoticed() {
        m_floor->pingIntervalMs = 30;
        m_floor->pingTimeoutMs = 30;
        QSignalSpy resync(m_session.get(), &FloorSession::resyncNeeded);
        QVERIFY(wait(m_session->signIn(u"m@example.org"_s, u"right"_s)).ok());
        // The stub never pings.
        QTRY_VERIFY(resync.count() >= 1);
        QVERIFY(m_floor->sockets >= 2);
    }

    void aServerThatDoesNotGreetIsGivenUp() {
        m_floor->greets = false;
        RemoteTimes times = quick();
        times.socket.connect = 300ms;
        start(times);
        QVERIFY(wait(m_session->signIn(u"m@example.org"_s, u"right"_s)).ok());
        QTRY_COMPARE(m_session->link(), LinkState::Interrupted);
        m_floor->greets = true;
        QTRY_COMPARE(m_session->link(), LinkState::Live);
    }

    void aTokenThatHasRunOutIsRenewedOnceForAll() {
        signIn();
        m_floor->handler = [this](const WireRequest &request) -> WireReply {
            if (request.target.startsWith("/api/auth/")) return plainFloor(request);
            if (request.headers.value("authorization") == "Bearer token-2") return {200, "[]"};
            return {401, json("{'error':'The token has run out.'}")};
        };
        const auto first = m_session->call(ActiveCalls{});
        const auto second = m_session->call(ActiveCalls{});
        QVERIFY(wait(first).ok());
        QVERIFY(wait(second).ok());
        QCOMPARE(m_floor->count("/api/auth/refresh"), 1);
        QCOMPARE(m_floor->count("/api/calls/active"), 4);
        QCOMPARE(m_session->link(), LinkState::Live);
    }

    void aRepeatedRequestKeepsItsKey() {
        signIn();
        m_floor->handler = [this](const WireRequest &request) -> WireReply {
            if (request.target == "/api/calls" && request.headers.value("authorization") != "Bearer token-2")
                return {401, json("{'error':'The token has run out.'}")};
            return plainFloor(request);
        };
        StartCall op;
        op.to = u"+4930"_s;
        QVERIFY(wait(m_session->call(op)).ok());
        QList<QByteArray> keys;
        for (const WireRequest &request : m_floor->requests)
            if (request.target == "/api/calls") keys << request.headers.value("idempotency-key");
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys[0], keys[1]);
    }

    void aRefusedRenewalSignsOut() {
        signIn();
        m_floor->handler = [](const WireRequest &) { return WireReply{401, json("{'error':'No.'}")}; };
        QSignalSpy users(m_session.get(), &FloorSession::userChanged);
        const auto reply = wait(m_session->call(ActiveCalls{}));
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().code, ErrorCode::Unauthorized);
        QCOMPARE(m_session->link(), LinkState::SignedOut);
        QCOMPARE(users.count(), 1);
        QVERIFY(m_session->user().id.isEmpty());
        QCOMPARE(m_floor->count("/api/auth/refresh"), 1);
    }

    void aRenewalThatCannotBeAskedForKeepsTheLogin() {
        signIn();
        m_floor->handler = [](const WireRequest &request) {
            return request.target == "/api/auth/refresh" ? WireReply{503, json("{'error':'Away.'}")}
                                                         : WireReply{401, json("{'error':'No.'}")};
        };
        const auto reply = wait(m_session->call(ActiveCalls{}));
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().code, ErrorCode::Unavailable);
        QVERIFY(!m_session->user().id.isEmpty());
    }

    void aSocketRefusedForItsTokenIsRenewed() {
        m_floor->acceptedToken = "token-2";
        QVERIFY(wait(m_session->signIn(u"m@example.org"_s, u"right"_s)).ok());
        QTRY_COMPARE(m_session->link(), LinkState::Live);
        QCOMPARE(m_floor->count("/api/auth/refresh"), 1);
        QCOMPARE(m_floor->received, (QStringList{u"40{\"token\":\"token-1\"}"_s, u"40{\"token\":\"token-2\"}"_s}));
    }

    void aSocketRefusedWithEveryTokenDoesNotRenewForEver() {
        m_floor->acceptedToken = "token-9";
        QVERIFY(wait(m_session->signIn(u"m@example.org"_s, u"right"_s)).ok());
        QTRY_VERIFY(m_floor->sockets >= 4);
        QCOMPARE(m_floor->count("/api/auth/refresh"), 1);
        QCOMPARE(m_session->link(), LinkState::Interrupted);
        m_floor->acceptedToken = "token-2";
        QTRY_COMPARE(m_session->link(), LinkState::Live);
    }

    void aSocketWhoseLoginHasEndedSignsOut() {
        signIn();
        m_floor->acceptedToken = "none";
        m_floor->handler = [](const WireRequest &) { return WireReply{401, json("{'error':'No.'}")}; };
        m_floor->cut();
        QTRY_COMPARE(m_session->link(), LinkState::SignedOut);
        QVERIFY(m_session->user().id.isEmpty());
    }

    void signingOutTellsTheServerAndEndsEverything() {
        signIn();
        m_session->signOut();
        QCOMPARE(m_session->link(), LinkState::SignedOut);
        QTRY_COMPARE(m_floor->count("/api/auth/logout"), 1);
        QCOMPARE(m_floor->requests.back().headers.value("authorization"), QByteArray("Bearer token-1"));
        QTRY_VERIFY(!m_floor->hasOpenSocket());
        const auto reply = wait(m_session->call(ActiveCalls{}));
        QVERIFY(!reply.ok());
        QVERIFY(!m_floor->requests.back().headers.contains("authorization"));
        QCOMPARE(m_floor->sockets, 1);
    }

    void signingOutDuringASignInWins() {
        const auto attempt = m_session->signIn(u"m@example.org"_s, u"right"_s);
        m_session->signOut();
        const auto user = wait(attempt);
        QVERIFY(!user.ok());
        QCOMPARE(m_session->link(), LinkState::SignedOut);
        QCOMPARE(m_floor->sockets, 0);
    }

    void aFileIsSentAsItIsAndAgainAfterTheTokenWasRenewed() {
        signIn();
        QTemporaryFile file;
        QVERIFY(file.open());
        const QByteArray rows = "number,name\n+14155550142,Jos\xc3\xa9\n";
        file.write(rows);
        file.close();
        m_floor->handler = [this](const WireRequest &request) -> WireReply {
            if (request.target != "/api/uploads") return plainFloor(request);
            if (m_floor->count("/api/uploads") == 1) return {401, json("{'error':'expired'}")};
            return {200, json("{'uploadId':'u-7','bytes':28}")};
        };
        const auto id = wait(m_session->upload(file.fileName()));
        QVERIFY(id.ok());
        QCOMPARE(*id, u"u-7"_s);
        QCOMPARE(m_floor->count("/api/auth/refresh"), 1);
        QCOMPARE(m_floor->requests.back().method, QByteArray("POST"));
        QCOMPARE(m_floor->requests.back().body, rows);
        QVERIFY(m_floor->requests.back().headers.value("authorization") != QByteArray("Bearer token-1"));
        const auto missing = wait(m_session->upload(u"/nowhere/list.csv"_s));
        QVERIFY(!missing.ok());
        QCOMPARE(missing.error().code, ErrorCode::BadRequest);
    }

    void aRequestOfTheLastLoginDoesNotTravelWithTheNext() {
        signIn();
        m_floor->handler = [this](const WireRequest &request) -> WireReply {
            if (request.target != "/api/calls/active") return plainFloor(request);
            return {401, json("{'error':'No.'}")};
        };
        const auto old = m_session->call(ActiveCalls{});
        const auto again = m_session->signIn(u"m@example.org"_s, u"right"_s);
        QVERIFY(!wait(old).ok());
        QVERIFY(wait(again).ok());
        QCOMPARE(m_floor->count("/api/calls/active"), 1);
        QCOMPARE(m_floor->count("/api/auth/refresh"), 0);
    }
};

QTEST_GUILESS_MAIN(TestRemoteSession)
#include "tst_remote_session.moc"
