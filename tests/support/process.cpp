// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include "tests/support/http_client.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

/// The environment without anything that the product would take for a setting.
QProcessEnvironment environmentWithoutSettings() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        const bool setting = name == u"PORT"_s || name == u"DATABASE_URL"_s || name == u"JWT_SECRET"_s ||
                             name.startsWith(u"TELNYX_"_s) || name.startsWith(u"AI_"_s) ||
                             name.startsWith(u"CALLFLOOR_"_s);
        if (setting) {
            environment.remove(name);
        }
    }
    return environment;
}

} // namespace

quint16 freeTcpPort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : quint16(0);
}

ProductProcess::ProductProcess()
    : m_environment(environmentWithoutSettings()) {
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setWorkingDirectory(m_folder.path());
    // No orphan stays when the test is killed. The signal is bound to the thread that starts the process.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

ProductProcess::~ProductProcess() {
    if (isRunning()) {
        killHard();
    }
}

bool ProductProcess::start(const QStringList &arguments) {
    const QString program = qEnvironmentVariable("CALLFLOOR_BINARY");
    collect();
    m_startOfRun = m_output.size();
    m_process.setProcessEnvironment(m_environment);
    m_process.start(program, arguments);
    m_ran = !program.isEmpty() && m_process.waitForStarted();
    return m_ran;
}

bool ProductProcess::startServer(const QStringList &more) {
    if (m_port == 0) {
        m_port = freeTcpPort();
    }
    return start(QStringList{u"--server"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port),
                             u"--state-dir"_s, stateFolder()} +
                 more) &&
           waitForHttp(QUrl(baseUrl().toString() + u"/readyz"_s));
}

QString ProductProcess::waitForLine(const QString &part, int timeoutMs) {
    const QByteArray wanted = part.toUtf8();
    QString found;
    const auto look = [this, &wanted, &found] {
        const bool ended = !isRunning();
        collect();
        const QList<QByteArray> lines = m_output.mid(m_startOfRun).split('\n');
        for (qsizetype i = 0; i + 1 < lines.size() && found.isNull(); ++i) {
            if (lines[i].contains(wanted)) {
                found = QString::fromUtf8(lines[i]);
            }
        }
        return ended || !found.isNull();
    };
    (void)QTest::qWaitFor(look, timeoutMs);
    return found;
}

bool ProductProcess::waitForHttp(const QUrl &url, int status, int timeoutMs) {
    HttpClient client(url);
    const QString path = url.path() + (url.hasQuery() ? u'?' + url.query() : QString());
    bool seen = false;
    (void)QTest::qWaitFor(
        [&] {
            const bool ended = !isRunning();
            seen = client.get(path).status == status;
            return seen || ended;
        },
        timeoutMs);
    return seen;
}

bool ProductProcess::waitForEnd(int timeoutMs) {
    return QTest::qWaitFor([this] { return !isRunning(); }, timeoutMs);
}

void ProductProcess::killHard() {
    m_process.kill();
    m_process.waitForFinished();
}

bool ProductProcess::terminate(int timeoutMs) {
    m_process.terminate();
    return waitForEnd(timeoutMs);
}

void ProductProcess::writeInput(const QByteArray &data) {
    m_process.write(data);
    m_process.closeWriteChannel();
}

int ProductProcess::exitStatus() const {
    const bool normal = m_ran && !isRunning() && m_process.exitStatus() == QProcess::NormalExit;
    return normal ? m_process.exitCode() : -1;
}

QByteArray ProductProcess::output() {
    collect();
    return m_output;
}

QUrl ProductProcess::baseUrl() const {
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void ProductProcess::collect() {
    if (m_process.isOpen()) {
        m_output += m_process.readAll();
    }
}

} // namespace callfloor::test
