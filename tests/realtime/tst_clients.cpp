// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/http_server.h"
#include "server/realtime/socketio_server.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <memory>

using namespace callfloor;
using namespace callfloor::realtime;
using namespace Qt::StringLiterals;

/// The real socket.io-client from npm, versions 4 and 3.1.3, against our server.
class TestClients : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theRealClientsWork_data();
    void theRealClientsWork();

private:
    void start(quint16 port);
    void restart();
    void news(const QByteArray &number);
    void serve(Socket *socket);
    void handleLine(QProcess &node, const QByteArray &line, QStringList &failures, int &passed);

    QString m_npmFolder;
    SystemScheduler m_scheduler;
    std::unique_ptr<SocketServer> m_sockets;
    std::unique_ptr<net::Server> m_http;
    std::vector<MissedEvent> m_log; ///< The event log that recovery reads; it outlives a restart.
};

namespace {

bool isGood(const QString &token) {
    return token == "good"_L1;
}

/// Refuses what is wrong in header or query before anything is opened; what is missing there may come with CONNECT.
std::optional<net::Reply> checkHeader(const Handshake &handshake) {
    const QByteArray header = handshake.header("authorization");
    if (header.isEmpty() || header == "Bearer good") return std::nullopt;
    return net::errorReply(401, "unauthorized", u"The token is wrong."_s);
}

void authenticate(const Handshake &handshake, const QJsonObject &auth,
                  const std::function<void(Result<Session>)> &done) {
    const bool good = handshake.header("authorization") == "Bearer good" ||
                      isGood(handshake.query.value(u"token").value_or(QString())) ||
                      isGood(auth.value("token"_L1).toString());
    if (good)
        done(Session{u"ann"_s, {u"floor"_s}, std::nullopt, u"ann"_s});
    else
        done(Error{ErrorCode::Unauthorized, u"The token is wrong."_s, {}, {}, {}, 0});
}

} // namespace

void TestClients::initTestCase() {
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty())
        QSKIP("SKIP-ALL: Node and npm are not installed");
    m_npmFolder = QDir::currentPath() + "/socketio-clients"_L1;
    QVERIFY(QDir().mkpath(m_npmFolder));
    if (QFileInfo::exists(m_npmFolder + "/node_modules/io4/package.json"_L1) &&
        QFileInfo::exists(m_npmFolder + "/node_modules/io3/package.json"_L1))
        return;
    QProcess install;
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.setWorkingDirectory(m_npmFolder);
    install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--prefix"_s, m_npmFolder,
                        u"io4@npm:socket.io-client@4"_s, u"io3@npm:socket.io-client@3.1.3"_s});
    const bool finished = install.waitForFinished(90'000);
    if (!finished || install.exitCode() != 0) {
        qInfo().noquote() << install.readAll();
        QSKIP("SKIP-ALL: npm could not install socket.io-client");
    }
}

void TestClients::start(quint16 port) {
    Settings settings;
    settings.recoveryWindow = std::chrono::minutes(2);
    settings.recoveryKey = "a key for the tests";
    settings.closeTimeout = std::chrono::seconds(1);
    settings.reasonEvent = "sessionEnded";
    m_sockets = std::make_unique<SocketServer>(settings, m_scheduler);
    m_sockets->addNamespace("/custom");
    m_sockets->engine().setGate(checkHeader);
    m_sockets->setAuthenticator(authenticate);
    m_sockets->setReplay([this] { return qint64(m_log.size()); },
                         [this](Socket &, const MissedQuery &missed, auto done) {
                             done(std::vector<MissedEvent>(m_log.begin() + static_cast<std::ptrdiff_t>(missed.after),
                                                           m_log.begin() + static_cast<std::ptrdiff_t>(missed.upTo)));
                         });
    connect(m_sockets.get(), &SocketServer::connected, this, &TestClients::serve);
    m_http = std::make_unique<net::Server>(net::Limits{});
    m_sockets->engine().serveAlone(*m_http);
    QVERIFY(m_http->listen(QHostAddress::LocalHost, port));
}

void TestClients::restart() {
    const quint16 port = m_http->port();
    m_sockets->shutDown(u"server shutting down"_s);
    m_http.reset();
    m_sockets.reset();
    start(port);
}

void TestClients::serve(Socket *socket) {
    connect(socket, &Socket::eventReceived, socket, [socket](const Event &event) {
        if (event.name == "message"_L1)
            socket->send("message-back", event.args, event.attachments);
        else if (event.name == "message-with-ack"_L1)
            event.ack(event.args, event.attachments);
        else if (event.name == "throw-me-out"_L1)
            socket->disconnectWithReason(u"as you wish"_s);
        else if (event.name == "ask-me"_L1)
            socket->sendWithAck("question", event.args, std::chrono::seconds(10), [ack = event.ack](const auto &reply) {
                if (!reply) return;
                const QByteArray json = QJsonDocument(reply->values).toJson(QJsonDocument::Compact);
                ack(json.mid(1, json.size() - 2));
            });
    });
}

void TestClients::news(const QByteArray &number) {
    const auto offset = static_cast<qint64>(m_log.size() + 1);
    m_log.push_back({"news", "{\"n\":" + number + "}", offset});
    m_sockets->emitTo({u"floor"_s}, "news", m_log.back().args, offset);
}

void TestClients::theRealClientsWork_data() {
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("transport");
    for (const char *client : {"io4", "io3"})
        for (const char *transport : {"polling", "websocket", "upgrade"})
            QTest::addRow("%s %s", client, transport) << QString::fromLatin1(client) << QString::fromLatin1(transport);
}

void TestClients::theRealClientsWork() {
    QFETCH(QString, client);
    QFETCH(QString, transport);
    start(0);
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    QStringList failures;
    int passed = 0;
    connect(&node, &QProcess::readyRead, this, [&] {
        while (node.canReadLine())
            handleLine(node, node.readLine().trimmed(), failures, passed);
    });
    node.start(u"node"_s, {qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + "/tests/realtime/clients.mjs"_L1, m_npmFolder,
                           client, transport, u"http://127.0.0.1:%1"_s.arg(m_http->port())});
    QVERIFY(node.waitForStarted());
    QVERIFY(QTest::qWaitFor([&] { return node.state() == QProcess::NotRunning; }, 100'000));
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    QCOMPARE(node.exitCode(), 0);
    QVERIFY(passed >= 13);
    m_sockets->shutDown(u"server shutting down"_s);
    QTRY_COMPARE(m_sockets->engine().sessions(), 0);
    QTRY_COMPARE(m_http->stats().webSockets, 0);
}

void TestClients::handleLine(QProcess &node, const QByteArray &line, QStringList &failures, int &passed) {
    if (line == "WANT restart")
        restart();
    else if (line.startsWith("WANT news "))
        news(line.mid(10));
    if (line.startsWith("WANT "))
        node.write("DONE\n");
    else if (line.startsWith("ok "))
        ++passed;
    else
        failures.append(QString::fromUtf8(line));
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
