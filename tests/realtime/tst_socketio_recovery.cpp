// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/socket_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Connection state recovery: a client that comes back with its last offset misses nothing and gets nothing twice.
class TestSocketIoRecovery : public QObject {
    Q_OBJECT
private slots:
    void init();
    void idsAndOffsetsAreGivenOut();
    void theSameSocketComesBackAndMissedEventsComeFirst();
    void whatHappensMeanwhileComesBehind();
    void aLogThatDoesNotReachBackMeansANewSession();
    void withoutAnOffsetTheTicketsNumberCounts();
    void anOffsetOfAnOlderSocketIsNotUsed();
    void tooLongAwayMeansANewSession();
    void aServerThatHasJustStartedAsksHowOldTheFirstMissedEventIs();
    void aConnectionThatWeThinkIsAliveIsTakenOver();
    void aTicketIsUsedByOneConnectionOnly();
    void onlyTheSameHolderComesBack();
    void whoWasDismissedOrLeftComesBackAsNew_data();
    void whoWasDismissedOrLeftComesBackAsNew();
    void strangersGetNoTicket();
    void aClientThatLeavesDuringTheLookUpIsSafeAndMayTryAgain();
    void aClientForWhomTooMuchHappensMeanwhileIsDropped();
    void badTicketsAreNotLookedUp_data();
    void badTicketsAreNotLookedUp();
    void withoutRecoveryNothingIsAdded();

private:
    void makeServer(Settings settings);
    static QJsonObject connectOf(const QByteArray &packet) {
        return QJsonDocument::fromJson(packet.mid(2)).object();
    }
    static QByteArray pidOf(const QByteArray &packet) { return connectOf(packet).value("pid"_L1).toString().toLatin1(); }
    static QByteArray sidOf(const QByteArray &packet) { return connectOf(packet).value("sid"_L1).toString().toLatin1(); }
    /// Connects anew, and remembers what it was told.
    std::unique_ptr<WsClient> join();
    /// Connects, and loses the connection.
    void joinAndLose();
    std::unique_ptr<WsClient> comeBack(const QByteArray &offset = {});
    void waitForQuestion() {
        RawClient::waitFor([&] { return m_answer != nullptr; });
    }

    std::unique_ptr<RealtimeFixture> m_fixture;
    qint64 m_position = 17;
    QString m_holder;
    std::optional<MissedQuery> m_asked;
    std::function<void(std::optional<std::vector<MissedEvent>>)> m_answer;
    QPointer<Socket> m_socket;
    QByteArray m_pid;
    QByteArray m_sid;
};

void TestSocketIoRecovery::init() {
    m_position = 17;
    m_holder = u"ann/agent"_s;
    Settings settings;
    settings.recoveryWindow = 2min;
    settings.recoveryKey = "a key for the tests";
    makeServer(settings);
}

void TestSocketIoRecovery::makeServer(Settings settings) {
    m_asked.reset();
    m_answer = nullptr;
    m_fixture = std::make_unique<RealtimeFixture>(settings);
    m_fixture->sockets->addNamespace("/other");
    m_fixture->sockets->setAuthenticator([this](const Handshake &, const QJsonObject &, auto done) {
        done(Session{m_holder.section(u'/', 0, 0), {u"floor"_s}, std::nullopt, m_holder});
    });
    m_fixture->sockets->setReplay([this] { return m_position; },
                                  [this](Socket &, const MissedQuery &missed, auto done) {
                                      m_asked = missed;
                                      m_answer = std::move(done);
                                  });
    connect(m_fixture->sockets.get(), &SocketServer::connected, this, [this](Socket *socket) { m_socket = socket; });
}

std::unique_ptr<WsClient> TestSocketIoRecovery::join() {
    auto client = m_fixture->openWs();
    client->send("40");
    const QByteArray packet = client->next();
    m_pid = pidOf(packet);
    m_sid = sidOf(packet);
    return client;
}

void TestSocketIoRecovery::joinAndLose() {
    join()->socket().abort();
    RawClient::waitFor([&] { return m_fixture->sockets->socketCount() == 0; });
}

std::unique_ptr<WsClient> TestSocketIoRecovery::comeBack(const QByteArray &offset) {
    auto client = m_fixture->openWs();
    const QByteArray more = offset.isEmpty() ? QByteArray() : ",\"offset\":\"" + offset + "\"";
    client->send("40{\"pid\":\"" + m_pid + "\"" + more + "}");
    return client;
}

void TestSocketIoRecovery::idsAndOffsetsAreGivenOut() {
    const auto client = join();
    QVERIFY(!m_pid.isEmpty());
    QVERIFY(!m_answer);
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "{\"n\":1}", 18);
    QCOMPARE(client->next(), QByteArray("42[\"news\",{\"n\":1},\"18\"]"));
    m_fixture->sockets->emitTo({u"floor"_s}, "plain", {}, 19);
    QCOMPARE(client->next(), QByteArray("42[\"plain\",\"19\"]"));
    QVERIFY(!m_socket->wasRecovered());
    client->send("40/other,");
    QVERIFY(pidOf("4" + client->next().mid(8)).isEmpty());
}

void TestSocketIoRecovery::theSameSocketComesBackAndMissedEventsComeFirst() {
    joinAndLose();
    m_fixture->scheduler.advance(2min);
    m_position = 21;
    const auto client = comeBack("19");
    waitForQuestion();
    QCOMPARE(m_asked->after, 19);
    QCOMPARE(m_asked->upTo, 21);
    QVERIFY(!m_asked->notBefore);
    QVERIFY(client->texts.empty());
    m_answer(std::vector<MissedEvent>{{"news", "{\"n\":2}", 20}, {"news", {}, 21}});
    const QByteArray packet = client->next();
    QCOMPARE(pidOf(packet), m_pid);
    QCOMPARE(sidOf(packet), m_sid);
    QCOMPARE(client->next(), QByteArray("42[\"news\",{\"n\":2},\"20\"]"));
    QCOMPARE(client->next(), QByteArray("42[\"news\",\"21\"]"));
    QVERIFY(m_socket->wasRecovered());
    QCOMPARE(m_socket->id().toLatin1(), m_sid);
}

void TestSocketIoRecovery::whatHappensMeanwhileComesBehind() {
    joinAndLose();
    m_position = 19;
    const auto client = comeBack("17");
    waitForQuestion();
    m_position = 20;
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "20", 20);
    m_fixture->sockets->emitTo({u"floor"_s}, "unnumbered", {});
    QVERIFY(client->texts.empty());
    m_answer(std::vector<MissedEvent>{{"news", "18", 18}, {"news", "19", 19}});
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "21", 21);
    QCOMPARE(pidOf(client->next()), m_pid);
    for (const char *expected : {"42[\"news\",18,\"18\"]", "42[\"news\",19,\"19\"]", "42[\"news\",20,\"20\"]",
                                 "42[\"unnumbered\"]", "42[\"news\",21,\"21\"]"})
        QCOMPARE(client->next(), QByteArray(expected));
}

void TestSocketIoRecovery::aLogThatDoesNotReachBackMeansANewSession() {
    joinAndLose();
    const QByteArray sid = m_sid, pid = m_pid;
    const auto client = comeBack("17");
    waitForQuestion();
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "19", 19);
    m_answer(std::nullopt);
    const QByteArray packet = client->next();
    QVERIFY(!pidOf(packet).isEmpty());
    QVERIFY(pidOf(packet) != pid);
    QVERIFY(sidOf(packet) != sid);
    QCOMPARE(client->next(), QByteArray("42[\"news\",19,\"19\"]"));
    QVERIFY(!m_socket->wasRecovered());
    // The new id is as good as any other.
    m_pid = pidOf(packet);
    m_answer = nullptr;
    client->socket().abort();
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    m_position = 30;
    const auto again = comeBack("25");
    waitForQuestion();
    QCOMPARE(m_asked->after, 25);
}

void TestSocketIoRecovery::withoutAnOffsetTheTicketsNumberCounts() {
    joinAndLose();
    m_position = 40;
    const auto client = comeBack();
    waitForQuestion();
    QCOMPARE(m_asked->after, 17);
    QCOMPARE(m_asked->upTo, 40);
}

void TestSocketIoRecovery::anOffsetOfAnOlderSocketIsNotUsed() {
    joinAndLose();
    const auto client = comeBack("3");
    waitForQuestion();
    QCOMPARE(m_asked->after, 17);
}

void TestSocketIoRecovery::tooLongAwayMeansANewSession() {
    m_fixture->scheduler.advance(3min); // or the server would have begun within the window
    joinAndLose();
    m_fixture->scheduler.advance(2min + 1ms);
    const auto client = comeBack("17");
    const QByteArray packet = client->next();
    QVERIFY(!m_answer);
    QVERIFY(sidOf(packet) != m_sid);
    QVERIFY(pidOf(packet) != m_pid);
    QVERIFY(!m_socket->wasRecovered());
}

void TestSocketIoRecovery::aServerThatHasJustStartedAsksHowOldTheFirstMissedEventIs() {
    joinAndLose();
    const Settings settings = m_fixture->engine().settings();
    makeServer(settings);
    m_fixture->scheduler.advance(2min);
    const auto client = comeBack("17");
    waitForQuestion();
    QVERIFY(m_asked->notBefore);
    QCOMPARE(toMicros(*m_asked->notBefore), toMicros(m_fixture->scheduler.clock().now() - 2min));
    m_answer(std::vector<MissedEvent>{});
    QCOMPARE(sidOf(client->next()), m_sid);

    makeServer(settings);
    m_fixture->scheduler.advance(2min + 1ms);
    const auto late = comeBack("17");
    QVERIFY(sidOf(late->next()) != m_sid);
    QVERIFY(!m_answer);
}

void TestSocketIoRecovery::aConnectionThatWeThinkIsAliveIsTakenOver() {
    const auto former = join();
    const auto client = comeBack("17");
    waitForQuestion();
    QVERIFY(former->waitClosed());
    QCOMPARE(former->socket().closeReason(), u"taken over"_s);
    m_answer(std::vector<MissedEvent>{});
    QCOMPARE(sidOf(client->next()), m_sid);
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
}

void TestSocketIoRecovery::aTicketIsUsedByOneConnectionOnly() {
    joinAndLose();
    const auto first = comeBack("17");
    waitForQuestion();
    const auto firstAnswer = std::exchange(m_answer, nullptr);
    const auto second = comeBack("17");
    waitForQuestion();
    firstAnswer(std::vector<MissedEvent>{{"news", "18", 18}});
    QVERIFY(first->waitClosed());
    QVERIFY(first->texts.empty());
    m_answer(std::vector<MissedEvent>{});
    QCOMPARE(sidOf(second->next()), m_sid);
    QCOMPARE(m_fixture->sockets->socketCount(), 1);
}

void TestSocketIoRecovery::onlyTheSameHolderComesBack() {
    joinAndLose();
    for (const QString &other : {u"bob/agent"_s, u"ann/admin"_s, u"ann/agent2"_s}) {
        m_holder = other;
        const auto client = comeBack("17");
        QVERIFY(sidOf(client->next()) != m_sid);
        QVERIFY(!m_answer);
    }
    m_holder = u"ann/agent"_s;
    const auto client = comeBack("17");
    waitForQuestion();
    QVERIFY(m_answer);
}

void TestSocketIoRecovery::whoWasDismissedOrLeftComesBackAsNew_data() {
    QTest::addColumn<QByteArray>("clientSends");
    QTest::newRow("dismissed") << QByteArray();
    QTest::newRow("left") << QByteArray("41");
    QTest::newRow("broke the protocol") << QByteArray("42{}");
}

void TestSocketIoRecovery::whoWasDismissedOrLeftComesBackAsNew() {
    QFETCH(QByteArray, clientSends);
    m_fixture->scheduler.advance(3min);
    const auto client = join();
    if (clientSends.isEmpty()) m_socket->disconnectWithReason(u"role changed"_s);
    else client->send(clientSends);
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    const auto again = comeBack("17");
    QVERIFY(sidOf(again->next()) != m_sid);
    QVERIFY(!m_answer);
}

void TestSocketIoRecovery::strangersGetNoTicket() {
    m_holder.clear();
    const auto client = join();
    QVERIFY(m_pid.isEmpty());
    QVERIFY(!m_sid.isEmpty());
}

void TestSocketIoRecovery::aClientThatLeavesDuringTheLookUpIsSafeAndMayTryAgain() {
    joinAndLose();
    auto client = comeBack("17");
    waitForQuestion();
    client.reset();
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    m_answer(std::vector<MissedEvent>{{"news", "18", 18}});
    QVERIFY(!m_socket);
    m_answer = nullptr;
    auto second = comeBack("17");
    waitForQuestion();
    QVERIFY(m_answer);
    m_fixture.reset();
    m_answer(std::vector<MissedEvent>{});
}

void TestSocketIoRecovery::aClientForWhomTooMuchHappensMeanwhileIsDropped() {
    joinAndLose();
    const auto client = comeBack("17");
    waitForQuestion();
    const QByteArray args = "\"" + QByteArray(100'000, 'x') + "\"";
    for (int i = 0; i < 20; ++i)
        m_fixture->sockets->emitTo({u"floor"_s}, "news", args, 100 + i);
    QVERIFY(client->waitClosed());
    QCOMPARE(client->socket().closeReason(), u"slow client"_s);
    QVERIFY(client->texts.empty());
    m_answer(std::vector<MissedEvent>{});
}

void TestSocketIoRecovery::badTicketsAreNotLookedUp_data() {
    QTest::addColumn<QByteArray>("pid");
    QTest::addColumn<QByteArray>("offset");
    QTest::newRow("overlong") << QByteArray(65, 'x') << QByteArray("17");
    QTest::newRow("nonsense") << QByteArray("nonsense") << QByteArray("17");
    QTest::newRow("not base64") << QByteArray(52, '!') << QByteArray("17");
    QTest::newRow("forged") << QByteArray(52, 'A') << QByteArray("17");
    QTest::newRow("one bit off") << QByteArray("bit") << QByteArray("17");
    QTest::newRow("of the future") << QByteArray() << QByteArray("18");
}

void TestSocketIoRecovery::badTicketsAreNotLookedUp() {
    QFETCH(QByteArray, pid);
    QFETCH(QByteArray, offset);
    joinAndLose();
    if (pid == "bit") m_pid[5] = m_pid[5] == 'A' ? 'B' : 'A';
    else if (!pid.isEmpty()) m_pid = pid;
    const auto client = comeBack(offset);
    const QByteArray packet = client->next();
    QVERIFY(packet.startsWith("40{"));
    QVERIFY(sidOf(packet) != m_sid);
    QVERIFY(!m_answer);
}

void TestSocketIoRecovery::withoutRecoveryNothingIsAdded() {
    makeServer(Settings{});
    const auto client = join();
    QVERIFY(m_pid.isEmpty());
    client->socket().abort();
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    m_pid = "abc";
    const auto again = comeBack("17");
    QVERIFY(pidOf(again->next()).isEmpty());
    QVERIFY(!m_answer);
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "1");
    QCOMPARE(again->next(), QByteArray("42[\"news\",1]"));
}

QTEST_GUILESS_MAIN(TestSocketIoRecovery)
#include "tst_socketio_recovery.moc"
