// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"
#include "tests/net/raw_client.h"

#include <QTest>

#include <csignal>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// SIGTERM: what has been accepted is finished, everybody else is told, nobody holds the process. The processes must end by
/// themselves: exit status 0 is impossible for one that had to be killed.
class TestShutdown : public QObject {
    Q_OBJECT
private slots:
    void anIdleServerEndsAtOnce();
    void everyKindOfClientIsToldAndNoneHoldsTheServer();
    void aRequestAtWorkIsAnswered();
    void clientsThatNeverReadAreLeftBehind();
    void aSecondSignalChangesNothing();

private:
    /// Starts `server`; its log goes to output().
    bool start(ProductProcess &server, const QString &bcryptCost = u"4"_s);
    static bool addUser(const ProductProcess &server, const QString &bcryptCost);
    static bool sendTerm(const ProductProcess &server) { return server.isRunning() && ::kill(static_cast<pid_t>(server.pid()), SIGTERM) == 0; }
    /// The server has begun to stop: its door is closed.
    bool doorCloses() {
        return QTest::qWaitFor([this] { return !RawClient(m_port).connected(); }, 20'000);
    }
    static bool gaveUpWaiting(ProductProcess &server) { return server.output().contains("stopping without waiting"); }

    quint16 m_port = 0;
};

namespace {

QByteArray post(const QByteArray &path, const QByteArray &body) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray kHealth = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray kUpgrade = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// A text frame with a mask of zeros; short texts only.
QByteArray frame(const QByteArray &text) {
    return QByteArray("\x81", 1) + static_cast<char>(0x80 | text.size()) + QByteArray(4, '\0') + text;
}

} // namespace

bool TestShutdown::start(ProductProcess &server, const QString &bcryptCost) {
    m_port = freeTcpPort();
    server.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, u"WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="_s);
    server.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, bcryptCost);
    return server.start({u"--server"_s, u"--port"_s, QString::number(m_port), u"--state-dir"_s, server.stateFolder()}) &&
           !server.waitForLine(u"listens on http://"_s).isEmpty();
}

bool TestShutdown::addUser(const ProductProcess &server, const QString &bcryptCost) {
    ProductProcess command;
    command.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, server.stateFolder());
    command.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, bcryptCost);
    const bool started = command.start({u"user"_s, u"add"_s, u"--email"_s, u"ann@example.com"_s, u"--name"_s, u"Ann"_s, u"--role"_s,
                           u"agent"_s, u"--password-stdin"_s});
    command.writeInput(FloorRun::kPassword.toUtf8() + '\n');
    return started && command.waitForEnd() && command.exitStatus() == 0;
}

void TestShutdown::anIdleServerEndsAtOnce() {
    ProductProcess server;
    QVERIFY2(start(server), server.output().constData());
    QVERIFY(sendTerm(server));
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 0);
    QVERIFY2(!gaveUpWaiting(server), server.output().constData());
}

void TestShutdown::everyKindOfClientIsToldAndNoneHoldsTheServer() {
    ProductProcess server;
    QVERIFY2(start(server), server.output().constData());
    RawClient idle(m_port), halfHead(m_port), halfBody(m_port), silent(m_port), socket(m_port), poll(m_port);
    idle.send(kHealth);
    QCOMPARE(idle.reply().value_or(RawReply{}).status, 200);
    socket.send(kUpgrade);
    QCOMPARE(socket.reply().value_or(RawReply{}).status, 101);
    QVERIFY(RawClient::waitFor([&] { return socket.input().contains("pingInterval"); }));
    poll.send("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n");
    const QByteArray opening = poll.reply().value_or(RawReply{}).body;
    const QByteArray sid = QJsonDocument::fromJson(opening.mid(1)).object().value(u"sid"_s).toString().toLatin1();
    QVERIFY2(!sid.isEmpty(), opening.constData());
    poll.send("GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: a\r\n\r\n"); // waits for news
    halfHead.send("GET /healthz HT");
    halfBody.send("POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{");
    idle.send(kHealth); // its answer shows that what was sent before has been read
    QCOMPARE(idle.reply().value_or(RawReply{}).status, 200);

    QVERIFY(sendTerm(server));
    QVERIFY(idle.waitClosed());
    QVERIFY(silent.waitClosed());
    QCOMPARE(halfHead.reply().value_or(RawReply{}).status, 503);
    QCOMPARE(halfBody.reply().value_or(RawReply{}).status, 503);
    const auto told = poll.reply();
    QVERIFY(told);
    QCOMPARE(told->status, 200);
    QVERIFY2(told->body == "1" || told->body.endsWith("\x1e" "1"), told->body.constData()); // Engine.IO: close
    QVERIFY(socket.waitClosed());
    QVERIFY2(socket.input().contains("\x88"), socket.input().toHex().constData()); // WebSocket: close
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 0);
    QVERIFY2(!gaveUpWaiting(server), server.output().constData());
}

void TestShutdown::aRequestAtWorkIsAnswered() {
    ProductProcess server;
    QVERIFY2(start(server, u"13"_s), server.output().constData()); // a hash that takes a while
    QVERIFY(addUser(server, u"13"_s));
    RawClient login(m_port), other(m_port);
    login.send(post("/api/auth/login", R"({"email":"ann@example.com","password":")" + FloorRun::kPassword.toUtf8() + "\"}"));
    other.send(kHealth);
    QCOMPARE(other.reply().value_or(RawReply{}).status, 200); // so the login has been read too
    QVERIFY(sendTerm(server));
    QVERIFY(doorCloses());
    const auto reply = login.reply();
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QVERIFY(reply->json().value(u"token"_s).isString());
    QVERIFY(login.waitClosed());
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 0);
    QVERIFY2(!gaveUpWaiting(server), server.output().constData());
}

void TestShutdown::clientsThatNeverReadAreLeftBehind() {
    ProductProcess server;
    QVERIFY2(start(server), server.output().constData());
    RawClient stuck(m_port);
    QObject::disconnect(&stuck.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    stuck.socket().setReadBufferSize(1);
    // More answers than the kernel takes, so the server has stopped in the middle of them.
    const QByteArray many = QByteArray("GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n").repeated(1000);
    stuck.send(many);
    RawClient socket(m_port); // signs in never, reads never, answers no close
    QObject::disconnect(&socket.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    socket.socket().setReadBufferSize(1);
    socket.send(kUpgrade + frame("40{}"));
    RawClient witness(m_port);
    witness.send(kHealth);
    QCOMPARE(witness.reply().value_or(RawReply{}).status, 200);
    QVERIFY(sendTerm(server));
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 0);
    // Whether the kernel took the rest or it was left behind depends on how much room the kernel has.
}

void TestShutdown::aSecondSignalChangesNothing() {
    ProductProcess server;
    QVERIFY2(start(server), server.output().constData());
    RawClient client(m_port);
    QVERIFY(sendTerm(server));
    QVERIFY(sendTerm(server));
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 0);
}

QTEST_GUILESS_MAIN(TestShutdown)
#include "tst_shutdown.moc"
