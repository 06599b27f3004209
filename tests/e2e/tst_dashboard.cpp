// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The dashboard in headless Chromium, driven by playwright-core from npm, against the built server. The cases are in
/// tests/e2e/dashboard. With CALLFLOOR_SHOTS=FOLDER in the environment it leaves pictures there.
class TestDashboard : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everythingWorksInABrowser();
    void theFirstAdministratorIsMade();

private:
    /// Runs a script of the folder until its end; `onWant` does what it asks for.
    void runScript(const QString &script, const QString &url, const std::function<bool(const QByteArray &)> &onWant);

    QString m_npmFolder;
    QString m_chromium;
    QStringList m_failures;
    int m_passed = 0;
};

void TestDashboard::initTestCase() {
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty()) QSKIP("SKIP-ALL: Node and npm are not installed");
    for (const QString &name : {u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s})
        if (m_chromium.isEmpty()) m_chromium = QStandardPaths::findExecutable(name);
    if (m_chromium.isEmpty()) QSKIP("SKIP-ALL: Chromium is not installed");
    m_npmFolder = QDir::currentPath() + "/dashboard-browser"_L1;
    QVERIFY(QDir().mkpath(m_npmFolder));
    const auto installed = [this](const QString &name) { return QFileInfo::exists(m_npmFolder + u"/node_modules/%1/package.json"_s.arg(name)); };
    if (installed(u"playwright-core"_s) && installed(u"axe-core"_s)) return;
    QProcess install;
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.setWorkingDirectory(m_npmFolder);
    install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--prefix"_s, m_npmFolder, u"playwright-core@1"_s, u"axe-core@4"_s});
    if (!install.waitForFinished(90'000) || install.exitCode() != 0) {
        qInfo().noquote() << install.readAll();
        QSKIP("SKIP-ALL: npm could not install playwright-core and axe-core");
    }
}

void TestDashboard::runScript(const QString &script, const QString &url, const std::function<bool(const QByteArray &)> &onWant) {
    m_failures.clear();
    m_passed = 0;
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    connect(&node, &QProcess::readyRead, this, [&] {
        while (node.canReadLine()) {
            const QByteArray line = node.readLine().trimmed();
            if (line.startsWith("WANT ")) {
                if (!onWant(line.sliced(5))) m_failures << u"the server did not do it: "_s + QString::fromUtf8(line);
                node.write("DONE\n");
            } else if (line.startsWith("ok ")) {
                ++m_passed;
            } else {
                m_failures << QString::fromUtf8(line);
            }
        }
    });
    QStringList arguments{qEnvironmentVariable("CALLFLOOR_SOURCE_DIR") + u"/tests/e2e/dashboard/"_s + script, m_npmFolder, m_chromium, url};
    if (const QString shots = qEnvironmentVariable("CALLFLOOR_SHOTS"); !shots.isEmpty()) arguments << shots;
    node.start(u"node"_s, arguments);
    QVERIFY(node.waitForStarted());
    QVERIFY(QTest::qWaitFor([&] { return node.state() == QProcess::NotRunning; }, 600'000));
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
    QCOMPARE(node.exitCode(), 0);
}

void TestDashboard::everythingWorksInABrowser() {
    ProductProcess server;
    const QStringList arguments{u"--demo"_s, u"--seed"_s, u"7"_s};
    QVERIFY2(server.startServer(arguments), server.output().constData());
    runScript(u"dashboard.mjs"_s, server.baseUrl().toString(), [&](const QByteArray &what) {
        return what == "stop" ? server.terminate() : server.startServer(arguments);
    });
    QVERIFY(m_passed >= 26);
}

void TestDashboard::theFirstAdministratorIsMade() {
    FloorRun floor;
    const QString problem = floor.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString link = floor.server().waitForLine(u"No administrator yet"_s).simplified().section(u' ', -1);
    QVERIFY2(link.contains(u"/setup?token="_s), qPrintable(link));
    runScript(u"signup.mjs"_s, link, [](const QByteArray &) { return false; });
    QCOMPARE(m_passed, 1);
}

QTEST_GUILESS_MAIN(TestDashboard)
#include "tst_dashboard.moc"
