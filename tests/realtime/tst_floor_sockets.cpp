// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/event_feed.h"
#include "server/engine/user_accounts.h"
#include "server/store/event_log.h"
#include "tests/engine/rig.h"
#include "tests/realtime/floor_watcher.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kStrangers = "https://old-dashboard.example";

QJsonObject connectOf(const QByteArray &packet) { return QJsonDocument::fromJson(packet.mid(2)).object(); }

QByteArray withToken(const QString &token, const QByteArray &more = {}) {
    return "40{\"token\":\"" + token.toLatin1() + "\"" + more + "}";
}

} // namespace

/// The floor over Socket.IO as the product puts it together: who gets in, what he sees, why he is sent away, and how he
/// comes back without a loss.
class TestFloorSockets : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void tokensAreTakenFromThreePlaces_data() { transports(); }
    void tokensAreTakenFromThreePlaces();
    void badHandshakesAreRefusedBeforeAnythingIsOpened_data();
    void badHandshakesAreRefusedBeforeAnythingIsOpened();
    void aBadTokenInThePayloadIsAnsweredByAnError_data() { transports(); }
    void aBadTokenInThePayloadIsAnsweredByAnError();
    void whoDoesNotConnectInTimeIsClosed_data() { transports(); }
    void whoDoesNotConnectInTimeIsClosed();
    void theEndOfALoginEndsTheSocketWithItsReason_data();
    void theEndOfALoginEndsTheSocketWithItsReason();
    void strangersSeeMaskedCallsAndNothingElse_data() { transports(); }
    void strangersSeeMaskedCallsAndNothingElse();
    void strangersMayComeFromTheirOriginsOnly_data() { transports(); }
    void strangersMayComeFromTheirOriginsOnly();
    void missedEventsAreReadFromTheLog_data() { transports(); }
    void missedEventsAreReadFromTheLog();
    void missedEventsSurviveARestart();
    void missedEventsAreThoseThatTheUserMaySee();
    void whoSeesATeamMissesNothingOfIt();
    void aChangedRoleOrLoginMeansNoRecovery();
    void aPrunedLogMeansNoRecovery();
    void nothingIsLostOrDoubledWhileEventsPour();

private:
    static void transports() {
        QTest::addColumn<bool>("webSocket");
        QTest::newRow("polling") << false;
        QTest::newRow("websocket") << true;
    }
    /// Starts the server with other options of its sockets.
    void start(std::function<void(SocketOptions &)> change = {});
    quint16 port() const { return m_rig->gateway().port(); }
    QString login(const QString &who);
    /// Connects with the CONNECT packet and returns the answer to it.
    QByteArray join(const QByteArray &packet, bool webSocket = true);
    /// Stores events as a transaction of the engine would, and waits until they have been published.
    void happen(int count, const Audience &audience = {Audience::Kind::Waiting, {}});
    void waitForFeed();
    /// Numbers n of the events `callUpdate {"id":"c","n":n}` that come next, up to the one numbered `last`.
    std::vector<int> numbersUpTo(int last);

    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<Watcher> m_watcher;
    int m_happened = 0;
    QByteArray m_offset; ///< The last one that numbersUpTo() saw.
};

void TestFloorSockets::init() { start(); }

void TestFloorSockets::cleanup() {
    m_watcher.reset();
    m_rig.reset();
    m_happened = 0;
    m_offset.clear();
}

void TestFloorSockets::start(std::function<void(SocketOptions &)> change) {
    cleanup();
    RigOptions options;
    options.carrier = false;
    options.gateway = [change](GatewayOptions &gateway) {
        gateway.sockets.anonymousOrigins = {QString::fromLatin1(kStrangers)};
        if (change) change(gateway.sockets);
    };
    m_rig = std::make_unique<Rig>(options);
    const auto started = m_rig->start();
    QVERIFY2(started, problemOf(started).constData());
}

QString TestFloorSockets::login(const QString &who) {
    const QString email = who + u"@rig.example"_s, password = u"secret-"_s + who;
    const HttpAnswer answer = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}});
    return answer.object().value("token"_L1).toString();
}

QByteArray TestFloorSockets::join(const QByteArray &packet, bool webSocket) {
    m_watcher = std::make_unique<Watcher>(port(), webSocket);
    m_watcher->send(packet);
    return m_watcher->next();
}

void TestFloorSockets::happen(int count, const Audience &audience) {
    const int first = m_happened + 1;
    m_happened += count;
    auto written = m_rig->engine().storage().write<Ok>([=](store::Tx &tx) -> Result<Ok> {
        std::vector<EventDraft> drafts;
        for (int n = first; n < first + count; ++n)
            drafts.push_back({EventKind::CallUpdate, u"c"_s, audience, "{\"id\":\"c\",\"n\":" + QByteArray::number(n) + "}"});
        store::eventlog::append(tx, drafts, SystemClock().now());
        return Ok{};
    });
    written.waitForFinished();
    QVERIFY(written.result().ok());
    waitForFeed();
}

void TestFloorSockets::waitForFeed() {
    const qint64 newest = m_rig->read<qint64>([](store::Tx &tx) { return store::eventlog::newest(tx); });
    QTRY_VERIFY(m_rig->engine().feed().position() >= newest);
}

std::vector<int> TestFloorSockets::numbersUpTo(int last) {
    std::vector<int> numbers;
    while (numbers.empty() || numbers.back() != last) {
        const QByteArray packet = m_watcher->next();
        if (packet.isNull()) break;
        const QJsonArray event = QJsonDocument::fromJson(packet.mid(2)).array();
        if (event.at(0) != u"callUpdate"_s) continue;
        numbers.push_back(event.at(1).toObject().value("n"_L1).toInt());
        m_offset = event.at(2).toString().toLatin1();
    }
    return numbers;
}

void TestFloorSockets::tokensAreTakenFromThreePlaces() {
    QFETCH(bool, webSocket);
    const QByteArray token = login(u"agent"_s).toLatin1();
    Watcher header(port(), webSocket, {{"Authorization", "Bearer " + token}});
    header.send("40");
    QVERIFY(header.next().startsWith("40{\"sid\""));
    Watcher query(port(), webSocket, {}, "&token=" + token);
    query.send("40");
    QVERIFY(query.next().startsWith("40{\"sid\""));
    QVERIFY(join(withToken(QString::fromLatin1(token)), webSocket).startsWith("40{\"sid\""));
}

void TestFloorSockets::badHandshakesAreRefusedBeforeAnythingIsOpened_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    const QByteArray upgrade = "/socket.io/?EIO=4&transport=websocket", poll = "/socket.io/?EIO=4&transport=polling";
    const auto rows = [&](const char *name, const QByteArray &query, const QByteArray &field, int status) {
        QTest::addRow("%s, websocket", name) << upgrade + query << field << status;
        QTest::addRow("%s, polling", name) << poll + query << field << status;
    };
    rows("unknown session", "&sid=AAAAAAAAAAAAAAAAAAAA", {}, 400);
    rows("wrong token in the header", {}, "Authorization: Bearer nonsense\r\n", 401);
    rows("wrong token in the query", "&token=nonsense", {}, 401);
    rows("expired token in the header", {}, "Authorization: Bearer EXPIRED\r\n", 401);
    rows("expired token in the query", "&token=EXPIRED", {}, 401);
    rows("forbidden origin", {}, "Origin: https://evil.example\r\n", 403);
    for (const char *transport : {"websocket", "polling"}) {
        QTest::addRow("wrong path, %s", transport)
            << QByteArray("/socket.io/x?EIO=4&transport=") + transport << QByteArray() << 404;
        QTest::addRow("version 3, %s", transport)
            << QByteArray("/socket.io/?EIO=3&transport=") + transport << QByteArray() << 400;
    }
}

void TestFloorSockets::badHandshakesAreRefusedBeforeAnythingIsOpened() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, field);
    QFETCH(int, status);
    const QByteArray expired =
        m_rig->engine().tokens().issue(m_rig->userId(u"agent"_s), Role::Agent, {}, SystemClock().now() - 25h).toLatin1();
    target.replace("EXPIRED", expired);
    field.replace("EXPIRED", expired);
    RawClient client(port());
    const bool upgrade = target.contains("websocket");
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + field +
                (upgrade ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                         : "") +
                "\r\n");
    const RawReply reply = client.reply().value_or(RawReply{});
    QCOMPARE(reply.status, status);
    QVERIFY(!reply.json().value("error"_L1).toString().isEmpty());
}

void TestFloorSockets::aBadTokenInThePayloadIsAnsweredByAnError() {
    QFETCH(bool, webSocket);
    const QString expired =
        m_rig->engine().tokens().issue(m_rig->userId(u"agent"_s), Role::Agent, {}, SystemClock().now() - 25h);
    for (const QByteArray &packet : {QByteArray("40"), withToken(u"nonsense"_s), withToken(expired)}) {
        const QByteArray answer = join(packet, webSocket);
        QVERIFY2(answer.startsWith("44{"), answer.constData());
        QCOMPARE(connectOf(answer).value("data"_L1).toObject().value("code"_L1), u"invalid_token"_s);
        // A right one may follow on the same connection.
        m_watcher->send(withToken(login(u"agent"_s)));
        QVERIFY(m_watcher->next().startsWith("40{\"sid\""));
    }
}

void TestFloorSockets::whoDoesNotConnectInTimeIsClosed() {
    QFETCH(bool, webSocket);
    start([](SocketOptions &options) { options.connectTimeout = 50ms; });
    Watcher silent(port(), webSocket);
    happen(1);
    QVERIFY(silent.next().isNull()); // nothing was sent before
    Watcher refused(port(), webSocket);
    refused.send("40{\"token\":\"nonsense\"}");
    QVERIFY(refused.next().startsWith("44{"));
    QVERIFY(refused.waitClosed());
}

void TestFloorSockets::theEndOfALoginEndsTheSocketWithItsReason_data() {
    QTest::addColumn<bool>("webSocket");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QByteArray>("reason");
    for (const bool webSocket : {false, true}) {
        const auto row = [&](const char *end, const char *reason) {
            QTest::addRow("%s, %s", end, webSocket ? "websocket" : "polling") << webSocket << QString::fromLatin1(end) << QByteArray(reason);
        };
        row("expiry", "token expired");
        row("disabled", "account disabled");
        row("role", "role changed");
        row("logout", "signed out");
        row("password", "signed out");
    }
}

void TestFloorSockets::theEndOfALoginEndsTheSocketWithItsReason() {
    QFETCH(bool, webSocket);
    QFETCH(QString, end);
    QFETCH(QByteArray, reason);
    // A token that runs out soon is one of a day that was issued almost a day ago.
    const QString token = end == "expiry"_L1
                              ? m_rig->engine().tokens().issue(m_rig->userId(u"agent"_s), Role::Agent, {}, SystemClock().now() - 24h + 3s)
                              : login(u"agent"_s);
    QVERIFY(join(withToken(token), webSocket).startsWith("40{\"sid\""));
    const QString user = u"/api/users/"_s + m_rig->userId(u"agent"_s).text();
    if (end == "disabled"_L1) QCOMPARE(m_rig->send(u"admin"_s, "PATCH", user, "{\"disabled\":true}", "application/json").status, 200);
    if (end == "role"_L1) QCOMPARE(m_rig->send(u"admin"_s, "PATCH", user, "{\"role\":\"SUPERVISOR\"}", "application/json").status, 200);
    if (end == "logout"_L1) QCOMPARE(m_rig->post(token, u"/api/auth/logout"_s).status, 200);
    if (end == "password"_L1) {
        auto changed = m_rig->engine().storage().write<Ok>([id = m_rig->userId(u"agent"_s)](store::Tx &tx) {
            return accounts::setPassword(tx, id, u"x"_s, {}, {}, SystemClock().now());
        });
        changed.waitForFinished();
        QVERIFY(changed.result().ok());
    }
    QCOMPARE(m_watcher->next(), "42[\"sessionEnded\",{\"reason\":\"" + reason + "\"}]");
    QCOMPARE(m_watcher->next(), QByteArray("41"));
    QVERIFY(m_watcher->waitClosed());
}

void TestFloorSockets::strangersSeeMaskedCallsAndNothingElse() {
    QFETCH(bool, webSocket);
    Watcher stranger(port(), webSocket, {{"Origin", kStrangers}});
    stranger.send("40");
    const QByteArray answer = stranger.next();
    QVERIFY2(answer.startsWith("40{\"sid\""), answer.constData());
    QVERIFY(!connectOf(answer).contains("pid"_L1));
    stranger.send("420[\"join\",\"admins\"]");
    stranger.send("421[\"callUpdate\",{\"id\":\"mine\"}]");
    stranger.send("42[\"subscribe\",\"staff\"]");
    stranger.send("40/admin,");
    QCOMPARE(stranger.next(), QByteArray("44/admin,{\"message\":\"Invalid namespace\"}"));
    const auto tell = [this](EventKind kind, const QByteArray &payload) {
        Event event;
        event.kind = kind;
        event.audience = {Audience::Kind::Admins, {}};
        event.payload = payload;
        m_rig->engine().events().publish({event});
    };
    tell(EventKind::AiUpdate, "{\"callId\":\"c\",\"type\":\"transcription\",\"data\":\"secret\"}");
    tell(EventKind::WebhookReceived, "{\"id\":\"w\"}");
    tell(EventKind::WebhookProcessed, "{\"id\":\"w\"}");
    tell(EventKind::WebhookError, "{\"id\":\"w\"}");
    tell(EventKind::UserChanged, userChangedPayload({}, {}));
    tell(EventKind::CallUpdate, "{\"id\":\"c\",\"customerNumber\":\"+13125550123\",\"status\":\"ACTIVE\",\"telnyxLegA\":\"leg\","
                                "\"recordingUrl\":\"https://r.example\",\"inner\":\"x\",\"startedAt\":\"t\"}");
    const QJsonArray event = QJsonDocument::fromJson(stranger.next().mid(2)).array();
    QCOMPARE(event.size(), 2); // no number: strangers do not come back
    QCOMPARE(event.at(0), u"callUpdate"_s);
    const QJsonObject call = event.at(1).toObject();
    QCOMPARE(call.value("customerNumber"_L1), u"+*********23"_s);
    QCOMPARE(call.value("status"_L1), u"ACTIVE"_s);
    QVERIFY(call.value("telnyxLegA"_L1).isNull() && call.value("recordingUrl"_L1).isNull());
    QVERIFY(!call.contains("inner"_L1));
}

void TestFloorSockets::strangersMayComeFromTheirOriginsOnly() {
    QFETCH(bool, webSocket);
    for (const auto &[origin, status] : {std::pair(QByteArray("https://old-dashboard.example.evil"), 0),
                                         std::pair(QByteArray("http://old-dashboard.example"), 0),
                                         std::pair(QByteArray("null"), 0)}) {
        const Watcher other(port(), webSocket, {{"Origin", origin}});
        QCOMPARE(other.handshakeStatus(), webSocket ? status : 403);
    }
    // Without an origin there is no page: the token is asked for.
    QVERIFY(join("40", webSocket).startsWith("44{"));
    // A stranger's page with a bad token is not taken for one without.
    Watcher bad(port(), webSocket, {{"Origin", kStrangers}});
    bad.send("40{\"token\":\"nonsense\"}");
    QVERIFY(bad.next().startsWith("44{"));
}

void TestFloorSockets::missedEventsAreReadFromTheLog() {
    QFETCH(bool, webSocket);
    const QJsonObject first = connectOf(join(withToken(login(u"agent"_s)), webSocket));
    happen(2);
    QCOMPARE(numbersUpTo(2), (std::vector<int>{1, 2}));
    m_watcher->kill();
    happen(700); // more than one page of the log
    const QByteArray more = ",\"pid\":\"" + first.value("pid"_L1).toString().toLatin1() + "\",\"offset\":\"" + m_offset + "\"";
    const QJsonObject second = connectOf(join(withToken(login(u"agent"_s), more), webSocket)); // another login of the same
    QCOMPARE(second.value("pid"_L1), first.value("pid"_L1));
    QCOMPARE(second.value("sid"_L1), first.value("sid"_L1));
    happen(1);
    const auto numbers = numbersUpTo(703);
    QCOMPARE(numbers.size(), size_t(701));
    for (size_t i = 0; i < numbers.size(); ++i) QCOMPARE(numbers[i], int(i) + 3);
}

void TestFloorSockets::missedEventsSurviveARestart() {
    const QJsonObject first = connectOf(join(withToken(login(u"agent"_s))));
    happen(2);
    numbersUpTo(2);
    m_rig->stopNode();
    const auto started = m_rig->startNode();
    QVERIFY2(started, problemOf(started).constData());
    happen(3);
    const QByteArray more = ",\"pid\":\"" + first.value("pid"_L1).toString().toLatin1() + "\",\"offset\":\"" + m_offset + "\"";
    const QJsonObject second = connectOf(join(withToken(login(u"agent"_s), more)));
    QCOMPARE(second.value("pid"_L1), first.value("pid"_L1));
    QCOMPARE(numbersUpTo(5), (std::vector<int>{3, 4, 5}));
}

void TestFloorSockets::missedEventsAreThoseThatTheUserMaySee() {
    const QByteArray pid = connectOf(join(withToken(login(u"agent"_s)))).value("pid"_L1).toString().toLatin1();
    m_watcher->kill();
    happen(1, {Audience::Kind::Owner, m_rig->userId(u"agent"_s).text()});
    happen(1, {Audience::Kind::Owner, m_rig->userId(u"other"_s).text()});
    happen(1, {Audience::Kind::Staff, {}});
    happen(1, {Audience::Kind::Admins, {}});
    happen(1, {Audience::Kind::Waiting, {}});
    QCOMPARE(connectOf(join(withToken(login(u"agent"_s), ",\"pid\":\"" + pid + "\""))).value("pid"_L1).toString().toLatin1(), pid);
    QCOMPARE(numbersUpTo(5), (std::vector<int>{1, 5}));
}

void TestFloorSockets::whoSeesATeamMissesNothingOfIt() {
    const QString team = m_rig->post(u"admin"_s, u"/api/teams"_s, {{u"name"_s, u"North"_s}}).object().value("id"_L1).toString();
    const QByteArray joins = QJsonDocument(QJsonObject{{u"teamId"_s, team}}).toJson();
    for (const QString &who : {u"agent"_s, u"supervisor"_s})
        QCOMPARE(m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + m_rig->userId(who).text(), joins, "application/json").status, 200);
    waitForFeed();
    const QByteArray pid = connectOf(join(withToken(login(u"supervisor"_s)))).value("pid"_L1).toString().toLatin1();
    m_watcher->kill();
    const QString mine = m_rig->userId(u"agent"_s).text(), others = m_rig->userId(u"other"_s).text();
    for (const auto kind : {Audience::Kind::Owner, Audience::Kind::Supervisors}) {
        happen(1, {kind, mine});
        happen(1, {kind, others});
    }
    happen(1, {Audience::Kind::Supervisors, {}});
    QCOMPARE(connectOf(join(withToken(login(u"supervisor"_s), ",\"pid\":\"" + pid + "\""))).value("pid"_L1).toString().toLatin1(), pid);
    QCOMPARE(numbersUpTo(5), (std::vector<int>{1, 3, 5}));
}

void TestFloorSockets::aChangedRoleOrLoginMeansNoRecovery() {
    const QString token = login(u"agent"_s);
    const QByteArray pid = connectOf(join(withToken(token))).value("pid"_L1).toString().toLatin1();
    const QByteArray more = ",\"pid\":\"" + pid + "\"";
    m_watcher->kill();
    happen(1);
    // Of another user:
    const QJsonObject stolen = connectOf(join(withToken(login(u"other"_s), more)));
    QVERIFY(stolen.value("pid"_L1).toString().toLatin1() != pid);
    const QString user = u"/api/users/"_s + m_rig->userId(u"agent"_s).text();
    QCOMPARE(m_rig->send(u"admin"_s, "PATCH", user, "{\"role\":\"SUPERVISOR\"}", "application/json").status, 200);
    waitForFeed();
    const QJsonObject promoted = connectOf(join(withToken(token, more)));
    QVERIFY(!promoted.value("pid"_L1).toString().isEmpty());
    QVERIFY(promoted.value("pid"_L1).toString().toLatin1() != pid);
    QCOMPARE(m_rig->post(token, u"/api/auth/logout"_s).status, 200);
    QVERIFY(join(withToken(token, more)).startsWith("44{"));
}

void TestFloorSockets::aPrunedLogMeansNoRecovery() {
    const QJsonObject first = connectOf(join(withToken(login(u"agent"_s))));
    const QByteArray more = ",\"pid\":\"" + first.value("pid"_L1).toString().toLatin1() + "\"";
    m_watcher->kill();
    happen(3);
    const auto pruneBelow = [this](qint64 seq) {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"prune"_s);
        database.setDatabaseName(m_rig->engine().storage().url().file);
        return database.open() && QSqlQuery(database).exec(u"delete from event_log where seq < %1"_s.arg(seq));
    };
    // All that was missed is still there: the log begins with the first of it.
    const qint64 newest = m_rig->engine().feed().position();
    QVERIFY(pruneBelow(newest - 2));
    const QJsonObject second = connectOf(join(withToken(login(u"agent"_s), more)));
    QCOMPARE(second.value("pid"_L1), first.value("pid"_L1));
    QCOMPARE(numbersUpTo(3), (std::vector<int>{1, 2, 3}));
    m_watcher->kill();
    QVERIFY(pruneBelow(newest - 1));
    const QJsonObject third = connectOf(join(withToken(login(u"agent"_s), more)));
    QVERIFY(third.value("pid"_L1).isString() && third.value("pid"_L1) != first.value("pid"_L1));
    happen(1);
    QCOMPARE(numbersUpTo(4), std::vector<int>{4});
    QSqlDatabase::removeDatabase(u"prune"_s);
}

void TestFloorSockets::nothingIsLostOrDoubledWhileEventsPour() {
    const QByteArray pid = connectOf(join(withToken(login(u"agent"_s)))).value("pid"_L1).toString().toLatin1();
    const QString token = login(u"agent"_s);
    happen(1);
    numbersUpTo(1);
    for (int round = 0; round < 10; ++round) {
        m_watcher->kill();
        const int before = m_happened;
        happen(5);
        // Written now, published and read for the replay in whatever order it comes.
        const auto pour = [this] {
            const int n = ++m_happened;
            m_rig->engine().storage().write<Ok>([n](store::Tx &tx) -> Result<Ok> {
                const QByteArray payload = "{\"id\":\"c\",\"n\":" + QByteArray::number(n) + "}";
                store::eventlog::append(tx, {{EventKind::CallUpdate, u"c"_s, {Audience::Kind::Waiting, {}}, payload}}, SystemClock().now());
                return Ok{};
            });
        };
        for (int i = 0; i < 20; ++i) pour();
        m_watcher = std::make_unique<Watcher>(port(), true);
        for (int i = 0; i < 20; ++i) pour();
        m_watcher->send(withToken(token, ",\"pid\":\"" + pid + "\",\"offset\":\"" + m_offset + "\""));
        for (int i = 0; i < 20; ++i) pour();
        QCOMPARE(connectOf(m_watcher->next()).value("pid"_L1).toString().toLatin1(), pid);
        const auto numbers = numbersUpTo(m_happened);
        QCOMPARE(numbers.size(), size_t(m_happened - before));
        for (size_t i = 0; i < numbers.size(); ++i) QCOMPARE(numbers[i], before + 1 + int(i));
    }
}

QTEST_GUILESS_MAIN(TestFloorSockets)
#include "tst_floor_sockets.moc"
