// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/socket_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Who may connect, what a socket is told, and how it is thrown out.
class TestSocketIoSessions : public QObject {
    Q_OBJECT
private slots:
    void init();
    void theAuthenticatorSeesHandshakeAndPayload();
    void aRefusalReachesTheClientWithItsCode();
    void nothingIsSentWhileTheAnswerIsOpen();
    void aClientThatSpeaksBeforeTheAnswerIsClosed_data();
    void aClientThatSpeaksBeforeTheAnswerIsClosed();
    void anAnswerAfterTheClientLeftIsDropped();
    void aSecondAnswerIsIgnored();
    void anExpiredSessionIsRefused();
    void aSocketEndsWhenItsSessionExpires();
    void expiryFarAwayIsKept();
    void disconnectTellsTheReason();
    void disconnectedUsersAreThrownOutAtOnce();
    void theUsersOfANameAreFound();
    void roomsGetAnEventOnceEach();
    void roomsAreLeft();
    void aSlowClientDoesNotHoldUpARoom();
    void clientsThatLeaveDuringABroadcastAreSafe();
    void shutDownTellsEverybody();

private:
    std::unique_ptr<WsClient> joinAs(const QByteArray &user, const QByteArray &rooms);
    void letIn(size_t which, const Session &session);
    void makeFixture(const Settings &settings);

    std::unique_ptr<SocketEcho> m_fixture;
    /// Clients that wait for the authenticator, when m_hold is set.
    std::vector<std::function<void(Result<Session>)>> m_waiting;
    QJsonObject m_lastAuth;
    QByteArray m_lastHeader;
    bool m_hold = false;
};

void TestSocketIoSessions::init() {
    m_waiting.clear();
    m_hold = false;
    Settings settings;
    settings.reasonEvent = "sessionEnded";
    settings.connectTimeout = 10s;
    makeFixture(settings);
}

void TestSocketIoSessions::makeFixture(const Settings &settings) {
    m_fixture = std::make_unique<SocketEcho>(settings);
    m_fixture->sockets->setAuthenticator([this](const Handshake &handshake, const QJsonObject &auth, auto done) {
        m_lastAuth = auth;
        m_lastHeader = handshake.header("authorization");
        if (m_hold) return m_waiting.push_back(std::move(done));
        const QString user = auth.value("user"_L1).toString();
        if (user.isEmpty()) return done(Error{ErrorCode::Unauthorized, u"Sign in first."_s, {}, {}, {}, 0});
        done(Session{user, auth.value("rooms"_L1).toString().split(u' ', Qt::SkipEmptyParts)});
    });
}

std::unique_ptr<WsClient> TestSocketIoSessions::joinAs(const QByteArray &user, const QByteArray &rooms) {
    return m_fixture->join("{\"user\":\"" + user + "\",\"rooms\":\"" + rooms + "\"}");
}

void TestSocketIoSessions::theAuthenticatorSeesHandshakeAndPayload() {
    WsClient client(m_fixture->port(), m_fixture->webSocket() + "&token=q", {{"Authorization", "Bearer h"}});
    client.next();
    client.send("40{\"user\":\"ann\",\"token\":\"p\"}");
    QVERIFY(client.next().startsWith("40{"));
    QCOMPARE(m_lastHeader, QByteArray("Bearer h"));
    QCOMPARE(m_lastAuth.value("token"_L1).toString(), u"p"_s);
    QCOMPARE(m_fixture->socket()->userId(), u"ann"_s);
    QCOMPARE(m_fixture->socket()->handshake().query.value(u"token"), u"q"_s);
    QVERIFY(m_fixture->socket()->handshake().webSocket);
}

void TestSocketIoSessions::aRefusalReachesTheClientWithItsCode() {
    const auto client = m_fixture->openWs();
    client->send("40");
    QCOMPARE(client->next(), QByteArray("44{\"message\":\"Sign in first.\",\"data\":{\"code\":\"unauthorized\"}}"));
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
    // It may try again, until its time is over.
    client->send("40{\"user\":\"ann\"}");
    QVERIFY(client->next().startsWith("40{"));
    const auto hopeless = m_fixture->openWs();
    hopeless->send("40/custom,");
    QVERIFY(hopeless->next().startsWith("44/custom,{\"message\":\"Sign in first.\""));
    m_fixture->scheduler.advance(10s);
    QVERIFY(hopeless->waitClosed());
    QVERIFY(client->isOpen());
}

void TestSocketIoSessions::nothingIsSentWhileTheAnswerIsOpen() {
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40{\"token\":\"x\"}");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    QCOMPARE(m_fixture->sockets->emitTo({u"everybody"_s}, "news", "1"), 0);
    QVERIFY(client->texts.empty());
    m_waiting.front()(Session{u"ann"_s, {u"everybody"_s}});
    QVERIFY(client->next().startsWith("40{"));
    QVERIFY(client->next().startsWith("42[\"auth\""));
    QCOMPARE(m_fixture->sockets->emitTo({u"everybody"_s}, "news", "2"), 1);
    QCOMPARE(client->next(), QByteArray("42[\"news\",2]"));
}

void TestSocketIoSessions::aClientThatSpeaksBeforeTheAnswerIsClosed_data() {
    QTest::addColumn<QByteArray>("packet");
    for (const char *packet : {"42[\"message\"]", "40", "41", "430[]"})
        QTest::newRow(packet) << QByteArray(packet);
}

void TestSocketIoSessions::aClientThatSpeaksBeforeTheAnswerIsClosed() {
    QFETCH(QByteArray, packet);
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40");
    client->send(packet);
    QVERIFY(client->waitClosed());
    QCOMPARE(m_waiting.size(), size_t(1));
    m_waiting.front()(Session{u"ann"_s, {}});
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
}

void TestSocketIoSessions::anAnswerAfterTheClientLeftIsDropped() {
    m_hold = true;
    auto client = m_fixture->openWs();
    client->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    client.reset();
    QTRY_COMPARE(m_fixture->engine().sessions(), 0);
    m_waiting.front()(Session{u"ann"_s, {u"everybody"_s}});
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
    const auto second = m_fixture->openWs();
    second->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(2));
    m_fixture.reset();
    m_waiting.back()(Session{u"ann"_s, {}}); // the whole server has gone
}

void TestSocketIoSessions::aSecondAnswerIsIgnored() {
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    m_waiting.front()(Session{u"ann"_s, {}});
    m_waiting.front()(Session{u"bob"_s, {}});
    m_waiting.front()(Error{});
    QVERIFY(client->next().startsWith("40{"));
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
    QCOMPARE(m_fixture->socket()->userId(), u"ann"_s);
}

void TestSocketIoSessions::letIn(size_t which, const Session &session) {
    m_waiting.at(which)(session);
}

void TestSocketIoSessions::anExpiredSessionIsRefused() {
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    letIn(0, Session{u"ann"_s, {}, m_fixture->scheduler.clock().now()});
    QVERIFY(client->next().contains("\"code\":\"token_expired\""));
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
}

void TestSocketIoSessions::aSocketEndsWhenItsSessionExpires() {
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    letIn(0, Session{u"ann"_s, {}, m_fixture->scheduler.clock().now() + 10s});
    QVERIFY(client->next().startsWith("40{"));
    client->next();
    m_fixture->scheduler.advance(9'999ms);
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(client->next(), QByteArray("42[\"sessionEnded\",{\"reason\":\"token expired\"}]"));
    QCOMPARE(client->next(), QByteArray("41"));
    QVERIFY(client->waitClosed());
}

void TestSocketIoSessions::expiryFarAwayIsKept() {
    Settings settings;
    settings.pingInterval = std::chrono::hours(24 * 100); // so that a client may be silent for as long
    settings.closeTimeout = std::chrono::hours(24 * 100);
    makeFixture(settings);
    m_hold = true;
    const auto client = m_fixture->openWs();
    client->send("40");
    QTRY_COMPARE(m_waiting.size(), size_t(1));
    letIn(0, Session{u"ann"_s, {}, m_fixture->scheduler.clock().now() + std::chrono::hours(24 * 60)});
    m_fixture->scheduler.advance(std::chrono::hours(24 * 60) - 1ms);
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(m_fixture->sockets->socketCount(), 0);
}

void TestSocketIoSessions::disconnectTellsTheReason() {
    const auto client = joinAs("ann", "");
    m_fixture->socket()->disconnectWithReason(u"your \"account\" was disabled"_s);
    QCOMPARE(m_fixture->reason(), QByteArray("your \"account\" was disabled"));
    QCOMPARE(client->next(), QByteArray("42[\"sessionEnded\",{\"reason\":\"your \\\"account\\\" was disabled\"}]"));
    QCOMPARE(client->next(), QByteArray("41"));
    QVERIFY(client->waitClosed());
    QCOMPARE(client->socket().closeReason(), u"your \"account\" was disabled"_s);
    QTRY_VERIFY(!m_fixture->socket());
}

void TestSocketIoSessions::disconnectedUsersAreThrownOutAtOnce() {
    const auto first = joinAs("ann", "floor");
    const auto second = joinAs("ann", "floor");
    const auto other = joinAs("bob", "floor");
    QCOMPARE(m_fixture->sockets->disconnectUser(u"ann"_s, u"disabled"_s), 2);
    QCOMPARE(m_fixture->sockets->emitTo({u"floor"_s}, "news", {}), 1);
    QVERIFY(first->waitClosed());
    QVERIFY(second->waitClosed());
    QCOMPARE(other->next(), QByteArray("42[\"news\"]"));
    QCOMPARE(m_fixture->sockets->disconnectUser(u"ann"_s, u"disabled"_s), 0);
}

void TestSocketIoSessions::theUsersOfANameAreFound() {
    const auto first = joinAs("ann", "");
    const auto second = joinAs("bob", "");
    QCOMPARE(m_fixture->sockets->socketsOf(u"ann"_s).size(), size_t(1));
    QCOMPARE(m_fixture->sockets->socketsOf(u"bob"_s).front()->userId(), u"bob"_s);
    QVERIFY(m_fixture->sockets->socketsOf(u"eve"_s).empty());
}

void TestSocketIoSessions::roomsGetAnEventOnceEach() {
    const auto both = joinAs("ann", "a b");
    const auto one = joinAs("bob", "b");
    const auto none = joinAs("eve", "c");
    const quint64 before = m_fixture->sockets->rooms().encodings();
    QCOMPARE(m_fixture->sockets->emitTo({u"a"_s, u"b"_s, u"nobody"_s}, "news", "{\"n\":\"\u20ac\"}"), 2);
    QCOMPARE(m_fixture->sockets->rooms().encodings(), before + 1); // once for all rooms and sockets
    QCOMPARE(m_fixture->sockets->emitTo({u"nobody"_s}, "news", {}), 0);
    QCOMPARE(m_fixture->sockets->rooms().encodings(), before + 1);
    QCOMPARE(m_fixture->sockets->emitTo({u"c"_s}, "end", {}), 1);
    QCOMPARE(m_fixture->sockets->emitTo({u"a"_s, u"b"_s}, "end", {}), 2);
    for (const auto &client : {both.get(), one.get()}) {
        QCOMPARE(client->next(), QByteArray("42[\"news\",{\"n\":\"\u20ac\"}]"));
        QCOMPARE(client->next(), QByteArray("42[\"end\"]"));
    }
    QCOMPARE(none->next(), QByteArray("42[\"end\"]"));
}

void TestSocketIoSessions::roomsAreLeft() {
    const auto client = joinAs("ann", "a");
    Socket *socket = m_fixture->socket();
    socket->join(u"b"_s);
    socket->join(u"b"_s);
    socket->leave(u"a"_s);
    QCOMPARE(m_fixture->sockets->emitTo({u"a"_s}, "news", {}), 0);
    QCOMPARE(m_fixture->sockets->emitTo({u"b"_s}, "news", {}), 1);
    QCOMPARE(m_fixture->sockets->rooms().members(u"b"_s), 1);
    client->socket().close();
    QTRY_COMPARE(m_fixture->sockets->rooms().roomCount(), 0);
}

void TestSocketIoSessions::aSlowClientDoesNotHoldUpARoom() {
    const auto good = joinAs("ann", "floor");
    const QByteArray sid = m_fixture->open(); // polls never again
    m_fixture->post(m_fixture->polling(sid), "40{\"user\":\"bob\",\"rooms\":\"floor\"}");
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 2);
    const QByteArray args = "\"" + QByteArray(100'000, 'x') + "\"";
    for (int i = 0; i < 20; ++i) {
        m_fixture->sockets->emitTo({u"floor"_s}, "news", args);
        QVERIFY(good->next().startsWith("42[\"news\""));
    }
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 1);
    QCOMPARE(m_fixture->reason(), QByteArray("slow client"));
}

void TestSocketIoSessions::clientsThatLeaveDuringABroadcastAreSafe() {
    std::vector<std::unique_ptr<WsClient>> clients;
    for (int i = 0; i < 40; ++i)
        clients.push_back(joinAs("u" + QByteArray::number(i), "floor extra"));
    for (int i = 0; i < 40; ++i) {
        m_fixture->sockets->emitTo({u"floor"_s, u"extra"_s}, "news", QByteArray::number(i));
        if (i % 2)
            clients[size_t(i)]->socket().abort();
        else
            m_fixture->sockets->disconnectUser(u"u%1"_s.arg(i), u"out"_s);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    QCOMPARE(m_fixture->sockets->rooms().roomCount(), 0);
}

void TestSocketIoSessions::shutDownTellsEverybody() {
    const auto client = joinAs("ann", "");
    m_fixture->sockets->shutDown(u"server shutting down"_s);
    QVERIFY(client->waitClosed());
    QCOMPARE(m_fixture->reason(), QByteArray("server shutting down"));
    QCOMPARE(client->socket().closeReason(), u"server shutting down"_s);
}

QTEST_GUILESS_MAIN(TestSocketIoSessions)
#include "tst_socketio_sessions.moc"
