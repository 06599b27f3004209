// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pg_cluster.h"

#include "tests/support/run_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

const QString kSuperuser = u"callfloor"_s;
constexpr int kStartSeconds = 60;

Error failure(const QString &message, const QString &detail = {}) {
    return Error{ErrorCode::Unavailable, message, detail};
}

/// Ends the cluster in folder $2 once process $1 is gone, whoever killed it. It runs in a session of its own, so a
/// Ctrl-C in the terminal does not reach it. `immediate` (SIGQUIT) is enough for a server nobody will start again.
const QString kWatchdogScript = u"trap '' INT TERM HUP\n"
                                "tail -s 0.2 --pid=\"$1\" -f /dev/null\n"
                                "pidfile=\"$2/data/postmaster.pid\"\n"
                                "if [ -e \"$pidfile\" ]; then\n"
                                "  pid=$(head -n 1 \"$pidfile\")\n"
                                "  kill -QUIT \"$pid\"\n"
                                "  rounds=0\n"
                                "  while [ -e \"$pidfile\" ] && [ $rounds -lt 100 ]; do\n"
                                "    sleep 0.1; rounds=$((rounds + 1))\n"
                                "  done\n"
                                "  [ -e \"$pidfile\" ] && kill -KILL \"$pid\"\n"
                                "fi\n"
                                "rm -rf \"$2\" || rm -rf \"$2\"\n"_s;

QString randomHex(int words) {
    QString text;
    for (int i = 0; i < words; ++i) {
        text += u"%1"_s.arg(QRandomGenerator::system()->generate(), 8, 16, '0'_L1);
    }
    return text;
}

quint16 freePort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : quint16(0);
}

QString readAll(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool writeAll(const QString &path, const QString &text, QIODevice::OpenMode mode = QIODevice::WriteOnly) {
    QFile file(path);
    return file.open(mode) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(text.toUtf8()) >= 0 && file.flush();
}

} // namespace

QString findPostgresBinaries(const QString &root, const QProcessEnvironment &environment) {
    int newest = -1;
    QString found;
    const QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &version : versions) {
        const QString folder = root + u'/' + version + u"/bin"_s;
        if (version.toInt() > newest && QFileInfo(folder + u"/initdb"_s).isExecutable()) {
            newest = version.toInt();
            found = folder;
        }
    }
    if (!found.isEmpty()) {
        return found;
    }
    const QStringList path = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : path) {
        const QFileInfo initdb(folder + u"/initdb"_s);
        if (initdb.isExecutable()) {
            return QFileInfo(initdb.canonicalFilePath()).path();
        }
    }
    return {};
}

Result<std::unique_ptr<PgCluster>> PgCluster::create(const PgOptions &options) {
    std::unique_ptr<PgCluster> cluster(new PgCluster);
    cluster->m_binaries = findPostgresBinaries();
    if (cluster->m_binaries.isEmpty()) {
        return failure(u"PostgreSQL is missing: there is no initdb in /usr/lib/postgresql/*/bin or in the PATH. "
                       "Install the package postgresql; ./run check does it."_s);
    }
    if (const Result<Ok> done = cluster->initialise(options); !done) {
        return done.error();
    }
    // Somebody may take the port between the probe and the start, hence a few attempts.
    for (int attempt = 1;; ++attempt) {
        cluster->m_port = freePort();
        Result<Ok> started = cluster->writeConfiguration(options);
        if (started) {
            started = cluster->start();
        }
        if (started) {
            return {std::move(cluster)};
        }
        if (attempt == 5) {
            return started.error();
        }
    }
}

Result<std::unique_ptr<PgCluster>> PgCluster::ofTestRun() {
    const QString file = qEnvironmentVariable("CALLFLOOR_TEST_POSTGRES");
    return file.isEmpty() ? create() : attach(file);
}

Result<std::unique_ptr<PgCluster>> PgCluster::attach(const QString &file) {
    const QStringList lines = readAll(file).split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() != 4) {
        return failure(u"There is no PostgreSQL cluster announced in "_s + file +
                       u"; the test support/pg_start makes it."_s);
    }
    std::unique_ptr<PgCluster> cluster(new PgCluster);
    cluster->m_binaries = lines[0];
    cluster->m_folder = lines[1];
    cluster->m_port = lines[2].toUShort();
    cluster->m_password = lines[3];
    cluster->m_file = file;
    cluster->m_shared = true;
    if (!cluster->isRunning()) {
        return failure(u"The PostgreSQL cluster announced in "_s + file + u" does not run any more."_s);
    }
    return {std::move(cluster)};
}

PgCluster::~PgCluster() {
    if (m_owned) {
        removeAll();
    }
}

Result<Ok> PgCluster::initialise(const PgOptions &options) {
    QByteArray pattern = QFile::encodeName(QDir::tempPath() + u"/callfloor-pg-XXXXXX"_s);
    if (::mkdtemp(pattern.data()) == nullptr) {
        return failure(u"No temporary folder could be made in "_s + QDir::tempPath());
    }
    m_folder = QFile::decodeName(pattern);
    m_owned = true;
    if (const Result<Ok> watched = startWatchdog(options.ownerPid); !watched) {
        return watched.error();
    }
    m_password = randomHex(4);
    const QString passwordFile = m_folder + u"/password"_s;
    const UnprivilegedUser user = unprivilegedUser();
    if (!writeAll(passwordFile, m_password) || !user.takeOver(m_folder) || !user.takeOver(passwordFile)) {
        return failure(u"The temporary folder could not be given to the user of PostgreSQL."_s);
    }
    const auto made = runUnprivileged(m_binaries + u"/initdb"_s,
                                      {u"--pgdata"_s, dataFolder(), u"--username"_s, kSuperuser, u"--pwfile"_s,
                                       passwordFile, u"--auth-local=trust"_s, u"--auth-host=scram-sha-256"_s,
                                       u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s},
                                      m_folder);
    return made ? Result<Ok>(Ok{}) : Result<Ok>(made.error());
}

Result<Ok> PgCluster::startWatchdog(qint64 ownerPid) {
    const qint64 owner = ownerPid != 0 ? ownerPid : QCoreApplication::applicationPid();
    QProcess watchdog;
    watchdog.setProgram(u"/bin/sh"_s);
    watchdog.setArguments({u"-c"_s, kWatchdogScript, u"callfloor-pg-watchdog"_s, QString::number(owner), m_folder});
    watchdog.setWorkingDirectory(u"/"_s);
    // Its output must not keep open a pipe that ctest waits for.
    watchdog.setStandardInputFile(QProcess::nullDevice());
    watchdog.setStandardOutputFile(QProcess::nullDevice());
    watchdog.setStandardErrorFile(QProcess::nullDevice());
    if (!watchdog.startDetached()) {
        return failure(u"The watchdog of the PostgreSQL cluster could not be started."_s, watchdog.errorString());
    }
    return Ok{};
}

Result<Ok> PgCluster::writeConfiguration(const PgOptions &options) {
    QStringList lines{u"listen_addresses = '127.0.0.1'"_s, u"port = %1"_s.arg(m_port),
                      u"unix_socket_directories = '%1'"_s.arg(m_folder), u"shared_buffers = 32MB"_s,
                      u"fsync = "_s + (options.fsync ? u"on"_s : u"off"_s)};
    for (const QString &setting : options.settings) {
        lines += setting.section(u'=', 0, 0).trimmed() + u" = '"_s + setting.section(u'=', 1).trimmed() + u"'"_s;
    }
    // What is appended last wins, so that a second attempt with another port needs no editing.
    const QString text = u'\n' + lines.join(u'\n') + u'\n';
    if (!writeAll(dataFolder() + u"/postgresql.conf"_s, text, QIODevice::Append)) {
        return failure(u"The configuration of the PostgreSQL cluster could not be written."_s);
    }
    return Ok{};
}

Result<Ok> PgCluster::start() {
    const QString log = m_folder + u"/server.log"_s;
    const auto started = runUnprivileged(m_binaries + u"/pg_ctl"_s,
                                         {u"start"_s, u"--pgdata"_s, dataFolder(), u"--log"_s, log, u"--wait"_s,
                                          u"--silent"_s, u"--timeout"_s, QString::number(kStartSeconds)},
                                         m_folder);
    if (!started) {
        return failure(u"PostgreSQL did not start: "_s + readAll(log).right(2000), started.error().detail);
    }
    return Ok{};
}

QString PgCluster::url(const QString &database) const {
    return u"postgres://%1:%2@127.0.0.1:%3/%4"_s.arg(kSuperuser, m_password, QString::number(m_port), database);
}

Result<QString> PgCluster::sql(const QString &statement, const QString &database) {
    return runUnprivileged(m_binaries + u"/psql"_s,
                           {u"--no-psqlrc"_s, u"--quiet"_s, u"--no-align"_s, u"--tuples-only"_s,
                            u"--set=ON_ERROR_STOP=1"_s, u"--host"_s, m_folder, u"--port"_s, QString::number(m_port),
                            u"--username"_s, kSuperuser, u"--dbname"_s, database, u"--command"_s, statement},
                           m_folder);
}

Result<QString> PgCluster::createDatabase(const QString &name, const QString &templateName) {
    const QString unique = u"%1_%2_%3"_s.arg(name).arg(QCoreApplication::applicationPid()).arg(++m_databases);
    const QString origin = templateName.isEmpty() ? u"template0"_s : templateName;
    const auto made = sql(u"CREATE DATABASE \"%1\" TEMPLATE \"%2\""_s.arg(unique, origin));
    return made ? Result<QString>(url(unique)) : Result<QString>(made.error());
}

Result<Ok> PgCluster::dropDatabase(const QString &databaseUrl) {
    const QString name = QUrl(databaseUrl).path().mid(1);
    const auto dropped = sql(u"DROP DATABASE \"%1\" WITH (FORCE)"_s.arg(name));
    return dropped ? Result<Ok>(Ok{}) : Result<Ok>(dropped.error());
}

Result<Ok> PgCluster::refuseIfShared() const {
    if (m_shared) {
        return failure(u"This cluster is shared with other tests; a test of an outage makes its own with create()."_s);
    }
    return Ok{};
}

Result<Ok> PgCluster::stop() {
    if (const Result<Ok> allowed = refuseIfShared(); !allowed) {
        return allowed;
    }
    const auto stopped = runUnprivileged(
        m_binaries + u"/pg_ctl"_s,
        {u"stop"_s, u"--pgdata"_s, dataFolder(), u"--mode=fast"_s, u"--wait"_s, u"--silent"_s}, m_folder);
    return stopped ? Result<Ok>(Ok{}) : Result<Ok>(stopped.error());
}

Result<Ok> PgCluster::killHard() {
    if (const Result<Ok> allowed = refuseIfShared(); !allowed) {
        return allowed;
    }
    const qint64 server = serverPid();
    if (server <= 0) {
        return failure(u"The PostgreSQL cluster does not run."_s);
    }
    // Stopped first, so that it starts no child that this would miss.
    ::kill(pid_t(server), SIGSTOP);
    QList<qint64> pids{server};
    pids += childrenOf(server);
    for (const qint64 pid : std::as_const(pids)) {
        ::kill(pid_t(pid), SIGKILL);
    }
    const bool gone = QTest::qWaitFor(
        [&pids] { return std::none_of(pids.cbegin(), pids.cend(), [](qint64 pid) { return isAlive(pid); }); }, 10'000);
    if (!gone) {
        return failure(u"The processes of the PostgreSQL cluster survived SIGKILL."_s);
    }
    // In a container whose first process reaps nobody the dead server stays a zombie, which the next server would
    // take for a living owner of the folder and of the socket.
    QFile::remove(dataFolder() + u"/postmaster.pid"_s);
    QFile::remove(m_folder + u"/.s.PGSQL.%1.lock"_s.arg(m_port));
    return Ok{};
}

Result<Ok> PgCluster::startAgain() {
    if (const Result<Ok> allowed = refuseIfShared(); !allowed) {
        return allowed;
    }
    return start();
}

qint64 PgCluster::serverPid() const {
    return readAll(dataFolder() + u"/postmaster.pid"_s).section(u'\n', 0, 0).toLongLong();
}

bool PgCluster::isRunning() const {
    const qint64 pid = serverPid();
    return pid > 0 && isAlive(pid);
}

Result<Ok> PgCluster::announce(const QString &file) {
    QFile::remove(file);
    const QStringList lines{m_binaries, m_folder, QString::number(m_port), m_password};
    if (!writeAll(file, lines.join(u'\n') + u'\n')) {
        return failure(u"The announcement of the PostgreSQL cluster could not be written: "_s + file);
    }
    m_owned = false;
    return Ok{};
}

Result<Ok> PgCluster::endAnnounced() {
    if (m_file.isEmpty()) {
        return failure(u"This cluster was not announced."_s);
    }
    removeAll();
    QFile::remove(m_file);
    m_file.clear();
    return QFileInfo::exists(m_folder) ? Result<Ok>(failure(u"This folder could not be removed: "_s + m_folder))
                                       : Result<Ok>(Ok{});
}

void PgCluster::removeAll() {
    if (isRunning()) {
        const auto stopped = runUnprivileged(
            m_binaries + u"/pg_ctl"_s,
            {u"stop"_s, u"--pgdata"_s, dataFolder(), u"--mode=immediate"_s, u"--wait"_s, u"--silent"_s}, m_folder);
        if (!stopped) {
            qWarning("PostgreSQL did not stop: %s", qPrintable(stopped.error().detail));
        }
    }
    QDir(m_folder).removeRecursively();
}

} // namespace callfloor::test
