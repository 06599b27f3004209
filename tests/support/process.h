// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace callfloor::test {

/// A port of 127.0.0.1 that nobody listens on at the moment; 0 when there is none.
quint16 freeTcpPort();

/// The product under test as a process of its own, on a throw-away state folder that is also its working directory.
/// The program is the file named by the environment variable CALLFLOOR_BINARY. Settings of the product in the
/// environment of the test (PORT, DATABASE_URL, TELNYX_…, CALLFLOOR_… and so on) do not reach it.
/// The process dies with the test, even if the test is killed.
class ProductProcess {
public:
    ProductProcess();
    ~ProductProcess();

    /// An environment variable for the next start.
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }

    /// Starts `callfloor ARGUMENTS`; false when the program does not exist or does not run. May be called again after
    /// the process has ended: the state folder stays, the collected output goes on.
    bool start(const QStringList &arguments);
    /// start() with `--server --bind 127.0.0.1 --port P --state-dir D` before `more`, on a free port P that stays the
    /// same for the life of this object, until `/readyz` answers 200.
    bool startServer(const QStringList &more = {});

    /// Waits until a whole line that contains `part` was printed on either channel since the last start, and returns
    /// it; a null string when the process ended or the time was over before that.
    QString waitForLine(const QString &part, int timeoutMs = 20'000);
    /// Waits until `url` answers with `status`; false when the process ended or the time was over before that.
    bool waitForHttp(const QUrl &url, int status = 200, int timeoutMs = 20'000);
    /// Waits for the end; false when it still runs after that time.
    bool waitForEnd(int timeoutMs = 20'000);

    /// SIGKILL, and waits until the process is gone.
    void killHard();
    /// SIGTERM, and waits; false when it still runs after that time.
    bool terminate(int timeoutMs = 20'000);
    /// Writes to its standard input and closes that.
    void writeInput(const QByteArray &data);

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process.processId(); }
    /// The exit status, or -1 when it was killed by a signal or never ran.
    int exitStatus() const;
    /// All that it has printed so far, both channels in the order of arrival, of all starts.
    QByteArray output();

    QString stateFolder() const { return m_folder.path(); }
    /// `http://127.0.0.1:P` of startServer().
    QUrl baseUrl() const;
    quint16 port() const { return m_port; }

private:
    void collect();

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_process;
    QByteArray m_output;
    qsizetype m_startOfRun = 0;
    quint16 m_port = 0;
    bool m_ran = false;
};

} // namespace callfloor::test
