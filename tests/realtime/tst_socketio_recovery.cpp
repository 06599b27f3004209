// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/realtime/socket_echo.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// Connection state recovery: a client that comes back with its last offset misses nothing and gets nothing twice.
class TestSocketIoRecovery : public QObject {
    Q_OBJECT
private slots:
    void init();
    void idsAndOffsetsAreGivenOut();
    void missedEventsComeFirst();
    void whatHappensMeanwhileComesBehindWithoutDoubles();
    void tooLongAgoMeansANewSession();
    void aClientThatLeavesDuringTheLookUpIsSafe();
    void overlongIdsAreNotLookedUp();
    void withoutRecoveryNothingIsAdded();

private:
    QByteArray pidOf(const QByteArray &connectPacket) const {
        return QJsonDocument::fromJson(connectPacket.mid(2)).object().value("pid"_L1).toString().toLatin1();
    }
    std::unique_ptr<WsClient> comeBack(const QByteArray &pid, const QByteArray &offset);

    std::unique_ptr<RealtimeFixture> m_fixture;
    QString m_askedFor;
    std::function<void(std::optional<std::vector<MissedEvent>>)> m_answer;
    QPointer<Socket> m_socket;
};

void TestSocketIoRecovery::init() {
    m_askedFor.clear();
    m_answer = nullptr;
    Settings settings;
    settings.recovery = true;
    m_fixture = std::make_unique<RealtimeFixture>(settings);
    m_fixture->sockets->setAuthenticator([](const Handshake &, const QJsonObject &, auto done) {
        done(Session{u"ann"_s, {u"floor"_s}});
    });
    m_fixture->sockets->setReplay([this](Socket &, const QString &offset, auto done) {
        m_askedFor = offset;
        m_answer = std::move(done);
    });
    connect(m_fixture->sockets.get(), &SocketServer::connected, this, [this](Socket *socket) { m_socket = socket; });
}

std::unique_ptr<WsClient> TestSocketIoRecovery::comeBack(const QByteArray &pid, const QByteArray &offset) {
    auto client = m_fixture->openWs();
    client->send("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
    RawClient::waitFor([&] { return m_answer != nullptr; });
    return client;
}

void TestSocketIoRecovery::idsAndOffsetsAreGivenOut() {
    const auto client = m_fixture->openWs();
    client->send("40");
    QVERIFY(!pidOf(client->next()).isEmpty());
    QVERIFY(!m_answer);
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "{\"n\":1}", u"17"_s);
    QCOMPARE(client->next(), QByteArray("42[\"news\",{\"n\":1},\"17\"]"));
    m_fixture->sockets->emitTo({u"floor"_s}, "plain", {}, u"18"_s);
    QCOMPARE(client->next(), QByteArray("42[\"plain\",\"18\"]"));
    QVERIFY(!m_socket->wasRecovered());
}

void TestSocketIoRecovery::missedEventsComeFirst() {
    const auto client = comeBack("abc", "17");
    QCOMPARE(m_askedFor, u"17"_s);
    QVERIFY(client->texts.empty());
    m_answer(std::vector<MissedEvent>{{"news", "{\"n\":2}", u"18"_s}, {"news", {}, u"19"_s}});
    QCOMPARE(pidOf(client->next()), QByteArray("abc"));
    QCOMPARE(client->next(), QByteArray("42[\"news\",{\"n\":2},\"18\"]"));
    QCOMPARE(client->next(), QByteArray("42[\"news\",\"19\"]"));
    QVERIFY(m_socket->wasRecovered());
}

void TestSocketIoRecovery::whatHappensMeanwhileComesBehindWithoutDoubles() {
    const auto client = comeBack("abc", "17");
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "19", u"19"_s);
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "20", u"20"_s);
    m_fixture->sockets->emitTo({u"floor"_s}, "unnumbered", {});
    QVERIFY(client->texts.empty());
    m_answer(std::vector<MissedEvent>{{"news", "18", u"18"_s}, {"news", "19", u"19"_s}});
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "21", u"21"_s);
    QCOMPARE(pidOf(client->next()), QByteArray("abc"));
    for (const char *expected : {"42[\"news\",18,\"18\"]", "42[\"news\",19,\"19\"]", "42[\"news\",20,\"20\"]",
                                 "42[\"unnumbered\"]", "42[\"news\",21,\"21\"]"})
        QCOMPARE(client->next(), QByteArray(expected));
}

void TestSocketIoRecovery::tooLongAgoMeansANewSession() {
    const auto client = comeBack("abc", "17");
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "19", u"19"_s);
    m_answer(std::nullopt);
    const QByteArray pid = pidOf(client->next());
    QVERIFY(!pid.isEmpty());
    QVERIFY(pid != "abc");
    QCOMPARE(client->next(), QByteArray("42[\"news\",19,\"19\"]"));
    QVERIFY(!m_socket->wasRecovered());
}

void TestSocketIoRecovery::aClientThatLeavesDuringTheLookUpIsSafe() {
    auto client = comeBack("abc", "17");
    client.reset();
    QTRY_COMPARE(m_fixture->sockets->socketCount(), 0);
    m_answer(std::vector<MissedEvent>{{"news", "18", u"18"_s}});
    QVERIFY(!m_socket);
    m_answer = nullptr;
    auto second = comeBack("abc", "17");
    m_fixture.reset();
    m_answer(std::vector<MissedEvent>{});
}

void TestSocketIoRecovery::overlongIdsAreNotLookedUp() {
    for (const auto &[pid, offset] :
         {std::pair(QByteArray(65, 'x'), QByteArray("17")), std::pair(QByteArray("abc"), QByteArray(65, '1'))}) {
        const auto client = m_fixture->openWs();
        client->send("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
        QVERIFY(client->next().startsWith("40{"));
        QVERIFY(!m_answer);
    }
}

void TestSocketIoRecovery::withoutRecoveryNothingIsAdded() {
    m_fixture = std::make_unique<RealtimeFixture>();
    m_fixture->sockets->setAuthenticator([](const Handshake &, const QJsonObject &, auto done) {
        done(Session{u"ann"_s, {u"floor"_s}});
    });
    const auto client = m_fixture->openWs();
    client->send("40{\"pid\":\"abc\",\"offset\":\"17\"}");
    QVERIFY(pidOf(client->next()).isEmpty());
    m_fixture->sockets->emitTo({u"floor"_s}, "news", "1", u"18"_s);
    QCOMPARE(client->next(), QByteArray("42[\"news\",1]"));
}

QTEST_GUILESS_MAIN(TestSocketIoRecovery)
#include "tst_socketio_recovery.moc"
