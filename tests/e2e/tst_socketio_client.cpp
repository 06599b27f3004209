// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// What the dashboards do: the real socket.io-client from npm, 4.x and 3.1.3, against the built server with the simulated
/// carrier. The cases are in clients.mjs.
class TestSocketioClient : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theFloorIsSeenLive_data();
    void theFloorIsSeenLive();

private:
    void handleLine(QProcess &node, const QByteArray &line, FloorRun &floor);

    QString m_npmFolder;
    QStringList m_failures;
    int m_passed = 0;
};

void TestSocketioClient::initTestCase() {
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
    if (!install.waitForFinished(90'000) || install.exitCode() != 0) {
        qInfo().noquote() << install.readAll();
        QSKIP("SKIP-ALL: npm could not install socket.io-client");
    }
}

void TestSocketioClient::theFloorIsSeenLive_data() {
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("transport");
    for (const char *client : {"io4", "io3"})
        for (const char *transport : {"websocket", "polling", "upgrade"})
            QTest::addRow("%s %s", client, transport) << QString::fromLatin1(client) << QString::fromLatin1(transport);
}

void TestSocketioClient::theFloorIsSeenLive() {
    QFETCH(QString, client);
    QFETCH(QString, transport);
    FloorRun floor;
    QStringList scripts;
    for (int digit = 0; digit < 10; ++digit) scripts << u"--script"_s << u"*%1=answer,ring=3s,talk=6s"_s.arg(digit);
    const QString problem = floor.start(scripts);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(floor.addUser(u"ann@example.com"_s, u"agent"_s));
    QVERIFY(floor.addUser(u"bob@example.com"_s, u"agent"_s));
    QVERIFY(floor.addUser(u"boss@example.com"_s, u"supervisor"_s));
    QVERIFY(floor.addUser(u"admin@example.com"_s, u"admin"_s));

    m_failures.clear();
    m_passed = 0;
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    connect(&node, &QProcess::readyRead, this, [&] {
        while (node.canReadLine()) handleLine(node, node.readLine().trimmed(), floor);
    });
    node.start(u"node"_s, {qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + "/tests/e2e/clients.mjs"_L1, m_npmFolder, client, transport,
                           floor.server().baseUrl().toString(), FloorRun::kPassword, FloorRun::kTokenSecret});
    QVERIFY(node.waitForStarted());
    QVERIFY(QTest::qWaitFor([&] { return node.state() == QProcess::NotRunning; }, 300'000));
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
    QCOMPARE(node.exitCode(), 0);
    QVERIFY(m_passed >= 9);
}

void TestSocketioClient::handleLine(QProcess &node, const QByteArray &line, FloorRun &floor) {
    if (line == "WANT restart" && !(floor.server().terminate() && floor.server().startServer()))
        m_failures.append(u"the server did not start again"_s);
    if (line == "WANT a recovery window of 300 ms") {
        floor.server().setEnvironment(u"CALLFLOOR_RECOVERY_WINDOW_MS"_s, u"300"_s);
        if (!floor.server().terminate() || !floor.server().startServer()) m_failures.append(u"the server did not start again"_s);
    }
    if (line.startsWith("WANT ")) node.write("DONE\n");
    else if (line.startsWith("ok ")) ++m_passed;
    else m_failures.append(QString::fromUtf8(line));
}

QTEST_GUILESS_MAIN(TestSocketioClient)
#include "tst_socketio_client.moc"
