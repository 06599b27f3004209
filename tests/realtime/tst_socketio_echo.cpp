// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/raw_client.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <memory>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The peer of the official protocol suites, as the program that their runner starts.
class TestSocketIoEcho : public QObject {
    Q_OBJECT
private slots:
    void engineEchoesRawMessages();
    void socketEchoesEvents();
    void bothHaveTheTimesOfTheSuites();
    void wrongArgumentsAreRefused_data();
    void wrongArgumentsAreRefused();

private:
    quint16 start(const QString &kind);
    static RawReply request(quint16 port, const QByteArray &method, const QByteArray &target,
                            const QByteArray &body = {});
    static bool exchange(quint16 port, const QByteArray &target, const QByteArray &body, const QByteArray &expectedEnd);
    static QByteArray sidOf(const RawReply &reply) {
        const QJsonObject object = QJsonDocument::fromJson(reply.body.mid(1)).object();
        return object.value("sid"_L1).toString().toLatin1();
    }

    std::unique_ptr<QProcess> m_process;
};

quint16 TestSocketIoEcho::start(const QString &kind) {
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->start(QString::fromLocal8Bit(SOCKETIO_ECHO), {kind, u"0"_s});
    RawClient::waitFor([this] { return m_process->canReadLine() || m_process->state() == QProcess::NotRunning; });
    return m_process->readLine().trimmed().split(' ').last().toUShort();
}

RawReply TestSocketIoEcho::request(quint16 port, const QByteArray &method, const QByteArray &target,
                                   const QByteArray &body) {
    RawClient client(port);
    client.send(method + " " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) +
                "\r\n\r\n" + body);
    return client.reply().value_or(RawReply{});
}

/// A session of the suites' settings lives for half a second without an answer to its ping: on a busy machine the
/// exchange may need another try.
bool TestSocketIoEcho::exchange(quint16 port, const QByteArray &target, const QByteArray &body,
                                const QByteArray &expectedEnd) {
    return RawClient::waitFor([&] {
        const QByteArray session = target + "&sid=" + sidOf(request(port, "GET", target));
        request(port, "POST", session, body);
        return request(port, "GET", session).body.endsWith(expectedEnd);
    });
}

void TestSocketIoEcho::engineEchoesRawMessages() {
    const quint16 port = start(u"engine"_s);
    QVERIFY(port != 0);
    const QByteArray messages = "4hello\x1e"
                                "bAQIDBA==";
    QVERIFY(exchange(port, "/engine.io/?EIO=4&transport=polling", messages, messages));
    QCOMPARE(request(port, "GET", "/socket.io/?EIO=4&transport=polling").status, 404);
}

void TestSocketIoEcho::socketEchoesEvents() {
    const quint16 port = start(u"socket"_s);
    QVERIFY(port != 0);
    const QByteArray target = "/socket.io/?EIO=4&transport=polling";
    QVERIFY(exchange(port, target, "40/custom,{\"token\":\"abc\"}",
                     "\x1e"
                     "42/custom,[\"auth\",{\"token\":\"abc\"}]"));
    QVERIFY(exchange(port, target,
                     "40\x1e"
                     "42[\"message\",1]\x1e"
                     "427[\"message-with-ack\",2]\x1e"
                     "40/x",
                     "42[\"message-back\",1]\x1e"
                     "437[2]\x1e"
                     "44/x,{\"message\":\"Invalid namespace\"}"));
}

void TestSocketIoEcho::bothHaveTheTimesOfTheSuites() {
    for (const auto &[kind, path] : {std::pair(u"engine"_s, "/engine.io/"), std::pair(u"socket"_s, "/socket.io/")}) {
        const quint16 port = start(kind);
        const RawReply reply = request(port, "GET", path + QByteArray("?EIO=4&transport=polling"));
        const QJsonObject object = QJsonDocument::fromJson(reply.body.mid(1)).object();
        QCOMPARE(object.value("pingInterval"_L1).toInt(), 300);
        QCOMPARE(object.value("pingTimeout"_L1).toInt(), 200);
        QCOMPARE(object.value("maxPayload"_L1).toInt(), 1'000'000);
        QCOMPARE(object.value("upgrades"_L1).toArray(), QJsonArray{u"websocket"_s});
    }
}

void TestSocketIoEcho::wrongArgumentsAreRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("no port") << QStringList{u"engine"_s};
    QTest::newRow("unknown kind") << QStringList{u"other"_s, u"0"_s};
    QTest::newRow("port is a word") << QStringList{u"socket"_s, u"high"_s};
}

void TestSocketIoEcho::wrongArgumentsAreRefused() {
    QFETCH(QStringList, arguments);
    QProcess process;
    process.start(QString::fromLocal8Bit(SOCKETIO_ECHO), arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().startsWith("Usage:"));
}

QTEST_GUILESS_MAIN(TestSocketIoEcho)
#include "tst_socketio_echo.moc"
