// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame_guard.h"

#include "tests/net/malformed_frames.h"
#include "tests/net/raw_client.h"
#include "tests/net/server_fixture.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <memory>

using namespace callfloor::net;
using namespace callfloor::test;

class TestWebSocketDoor : public QObject {
    Q_OBJECT
private slots:
    void init();
    void anApprovedHandshakeBecomesAWebSocket();
    void theRequestComesWithItsWebSocket();
    void aRefusedHandshakeGetsTheReplyAndNo101();
    void withoutAHandlerUpgradeIsIgnored();
    void aWebSocketMayFollowRequestsOnOneConnection();
    void aClientThatLeavesDuringTheHandshakeIsForgotten();
    void socketsAreCountedUntilTheyGo();
    void serverDeathLeavesTheWebSocketToItsOwner();
    void malformedFramesEndTheConnection_data();
    void malformedFramesEndTheConnection();
    void malformedFramesEndTheConnectionByteByByte_data() { malformedFramesEndTheConnection_data(); }
    void malformedFramesEndTheConnectionByteByByte();
    void wellFormedFramesPassAtEverySplit();
    void aClientThatPingsWithoutReadingIsCutOff();
    void theWalkerFindsAnUnmaskedFrameAtEverySplit();

private:
    std::unique_ptr<RawClient> shakenHands();
    void checkClosed(RawClient &client, int code);

    std::unique_ptr<ServerFixture> m_fixture;
    std::vector<QPointer<QWebSocket>> m_opened;
    std::vector<Request> m_openedFor;
};

namespace {

const QByteArray kHandshake =
    "GET /ws?token=1 HTTP/1.1\r\nHost: a\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version:13\r\n\r\n";

} // namespace

void TestWebSocketDoor::init() {
    m_opened.clear();
    m_openedFor.clear();
    m_fixture = std::make_unique<ServerFixture>();
    m_fixture->server->setUpgradeHandler(
        [](const Request &request) -> std::optional<Reply> {
            if (request.path == "/ws") return std::nullopt;
            return errorReply(403, "forbidden", QStringLiteral("Not from there."));
        },
        [this](QWebSocket *socket, const Request &request) {
            m_opened.push_back(socket);
            m_openedFor.push_back(request);
            connect(socket, &QWebSocket::textMessageReceived, socket, &QWebSocket::sendTextMessage);
            connect(socket, &QWebSocket::binaryMessageReceived, socket, &QWebSocket::sendBinaryMessage);
            connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        });
}

std::unique_ptr<RawClient> TestWebSocketDoor::shakenHands() {
    auto client = std::make_unique<RawClient>(m_fixture->port());
    client->send(kHandshake);
    const auto reply = client->reply();
    if (!reply || reply->status != 101) return nullptr;
    RawClient::waitFor([this] { return !m_opened.empty(); });
    return client;
}

void TestWebSocketDoor::anApprovedHandshakeBecomesAWebSocket() {
    QWebSocket client;
    QSignalSpy texts(&client, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&client, &QWebSocket::binaryMessageReceived);
    client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_fixture->port())));
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.sendTextMessage(QStringLiteral("h\u00e9llo"));
    client.sendBinaryMessage(QByteArray(500'000, 'x'));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toString(), QStringLiteral("h\u00e9llo"));
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(binaries[0][0].toByteArray().size(), 500'000);
}

void TestWebSocketDoor::theRequestComesWithItsWebSocket() {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_fixture->port()));
        clients.back()->send(QByteArray(kHandshake).replace("token=1", QByteArray("token=" + QByteArray::number(i))));
    }
    QTRY_COMPARE(m_opened.size(), size_t(40));
    for (size_t i = 0; i < 40; ++i) {
        const QByteArray token = m_openedFor[i].query.sliced(6);
        const auto &client = clients[size_t(token.toInt())];
        QCOMPARE(m_opened[i]->peerPort(), client->socket().localPort());
        QCOMPARE(m_openedFor[i].header("upgrade"), QByteArray("WebSocket"));
    }
}

void TestWebSocketDoor::aRefusedHandshakeGetsTheReplyAndNo101() {
    RawClient client(m_fixture->port());
    client.send(QByteArray(kHandshake).replace("/ws", "/other"));
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 403);
    QCOMPARE(reply->json().value(QLatin1String("code")).toString(), QStringLiteral("forbidden"));
    QVERIFY(client.waitClosed());
    QVERIFY(client.input().isEmpty());
    QVERIFY(m_opened.empty());
}

void TestWebSocketDoor::withoutAHandlerUpgradeIsIgnored() {
    ServerFixture plain;
    RawClient client(plain.port());
    client.send(kHandshake);
    const auto reply = client.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QVERIFY(client.open());
}

void TestWebSocketDoor::aWebSocketMayFollowRequestsOnOneConnection() {
    RawClient client(m_fixture->port());
    client.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n\r\n" + kHandshake);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 200);
    QCOMPARE(client.reply().value_or(RawReply{}).status, 101);
    QTRY_COMPARE(m_opened.size(), size_t(1));
    client.send(frame(0x81, "echo"));
    QTRY_COMPARE(client.input(), frame(0x81, "echo", false));
}

void TestWebSocketDoor::aClientThatLeavesDuringTheHandshakeIsForgotten() {
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_fixture->port());
        client.send(kHandshake);
        for (int turn = 0; turn < i % 5; ++turn)
            QCoreApplication::processEvents();
        client.socket().abort();
    }
    QTRY_COMPARE(m_fixture->server->stats().webSockets, 0);
    QTRY_COMPARE(m_fixture->server->stats().connections, 0);
}

void TestWebSocketDoor::socketsAreCountedUntilTheyGo() {
    auto client = shakenHands();
    QVERIFY(client);
    QCOMPARE(m_fixture->server->stats().webSockets, 1);
    QTRY_COMPARE(m_fixture->server->stats().connections, 0);
    client->send(closeFrame(1000));
    QVERIFY(client->waitClosed());
    QTRY_COMPARE(m_fixture->server->stats().webSockets, 0);
    QVERIFY(m_opened.front().isNull());
}

void TestWebSocketDoor::serverDeathLeavesTheWebSocketToItsOwner() {
    auto client = shakenHands();
    QVERIFY(client);
    m_fixture->server.reset();
    QVERIFY(m_opened.front());
    client->input().clear();
    client->send(frame(0x81, "still there"));
    QTRY_COMPARE(client->input(), frame(0x81, "still there", false));
    delete m_opened.front();
    QVERIFY(client->waitClosed());
}

void TestWebSocketDoor::malformedFramesEndTheConnection_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto all = malformedFrames();
    QVERIFY(all.size() >= 60);
    for (const MalformedFrames &row : all)
        QTest::newRow(row.name.constData()) << row.bytes << row.closeCode;
}

void TestWebSocketDoor::malformedFramesEndTheConnection() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    auto client = shakenHands();
    QVERIFY(client);
    client->send(bytes);
    checkClosed(*client, code);
}

void TestWebSocketDoor::malformedFramesEndTheConnectionByteByByte() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    auto client = shakenHands();
    QVERIFY(client);
    const qsizetype step = bytes.size() > 600 ? 20'000 : 1;
    for (qsizetype pos = 0; pos < bytes.size() && client->open(); pos += step) {
        client->send(bytes.mid(pos, step));
        QCoreApplication::processEvents();
    }
    checkClosed(*client, code);
}

void TestWebSocketDoor::checkClosed(RawClient &client, int code) {
    QVERIFY2(client.waitClosed(), "the connection stayed open");
    // The last frame is the close; what came before it are answers to good frames.
    const QByteArray input = client.input();
    if (code != 0 && !input.isEmpty()) {
        qsizetype at = input.lastIndexOf('\x88');
        while (at > 0 && at + 2 + input[at + 1] != input.size())
            at = input.lastIndexOf('\x88', at - 1);
        QVERIFY(at >= 0 && at + 4 <= input.size());
        const int got = (static_cast<unsigned char>(input[at + 2]) << 8) | static_cast<unsigned char>(input[at + 3]);
        QCOMPARE(got, code);
    }
    RawClient good(m_fixture->port());
    good.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(good.reply().value_or(RawReply{}).status, 200);
    QTRY_COMPARE(m_fixture->server->stats().webSockets, 0);
}

void TestWebSocketDoor::wellFormedFramesPassAtEverySplit() {
    const QByteArray bytes = frame(0x81, "one") + frame(0x89, "ping") + frame(0x01, "tw") + frame(0x8a, "") +
                             frame(0x80, "o") + frame(0x82, QByteArray(200, 'x')) + frame(0x81, "");
    const QByteArray answer = frame(0x81, "one", false) + frame(0x8a, "ping", false) + frame(0x81, "two", false) +
                              frame(0x82, QByteArray(200, 'x'), false) + frame(0x81, "", false);
    for (qsizetype split = 0; split < bytes.size(); split += 3) {
        m_opened.clear();
        auto client = shakenHands();
        QVERIFY(client);
        client->send(bytes.first(split));
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
        client->send(bytes.sliced(split));
        QTRY_COMPARE(client->input(), answer);
    }
}

void TestWebSocketDoor::aClientThatPingsWithoutReadingIsCutOff() {
    auto client = shakenHands();
    QVERIFY(client);
    QObject::disconnect(&client->socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    client->socket().setReadBufferSize(1024);
    const QByteArray pings = frame(0x89, QByteArray(125, 'x')).repeated(500);
    RawClient::waitFor([&] {
        if (client->open() && client->socket().bytesToWrite() < (1 << 20)) client->send(pings);
        return m_opened.front().isNull();
    });
    QVERIFY(m_opened.front().isNull());
}

void TestWebSocketDoor::theWalkerFindsAnUnmaskedFrameAtEverySplit() {
    const QByteArray good =
        frame(0x81, "abc") + frame(0x82, QByteArray(300, 'x')) + frame(0x81, QByteArray(70'000, 'y')) + frame(0x89, "");
    const QByteArray bad = good + frame(0x81, "abc", false);
    for (qsizetype split = 0; split < bad.size(); split += split < 400 ? 1 : 997) {
        FrameWalker walker;
        const bool first = walker.feed(QByteArrayView(bad).first(split));
        QVERIFY(first || split > good.size() + 1);
        QVERIFY(!first || !walker.feed(QByteArrayView(bad).sliced(split)));
        FrameWalker content;
        QVERIFY(content.feed(QByteArrayView(good).first(std::min(split, good.size()))));
    }
}

QTEST_GUILESS_MAIN(TestWebSocketDoor)
#include "tst_websocket_door.moc"
