// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>

namespace callfloor::test {

/// How PgCluster::create() sets a server up.
struct PgOptions {
    bool fsync = true;         ///< Off is faster, and measures something else.
    qint64 ownerPid = 0;       ///< The cluster ends when this process does; 0 = the calling process.
    QStringList settings = {}; ///< More `name=value` settings of the server, such as `max_connections=20`.
};

/// A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, listening on a unix socket and on a
/// free port of 127.0.0.1, password by SCRAM. It needs no set-up on the machine, only the server's programs.
/// As root the server runs as the user `postgres`, because PostgreSQL refuses root; otherwise as the current user.
///
/// Nothing stays behind: the destructor ends the server and removes the folder, and a watchdog process does the same
/// when the owning process dies without getting that far.
class PgCluster {
public:
    /// Creates and starts a cluster for the caller alone, about a second's work. Error: a sentence that says which
    /// program is missing or what PostgreSQL answered; a test that needs PostgreSQL fails with it.
    static Result<std::unique_ptr<PgCluster>> create(const PgOptions &options = {});

    /// The cluster that all tests of one ctest run share (see callfloor_needs_postgres() in tests/support), or a new
    /// one of the caller's own when the test was started by hand. A shared one can be neither stopped nor killed.
    static Result<std::unique_ptr<PgCluster>> ofTestRun();

    /// Takes over the cluster that an earlier process announced in `file` with announce(). The new object is a guest:
    /// it does not end the cluster, unless endAnnounced() is called.
    static Result<std::unique_ptr<PgCluster>> attach(const QString &file);

    ~PgCluster();
    PgCluster(const PgCluster &) = delete;
    PgCluster &operator=(const PgCluster &) = delete;

    /// `postgres://user:password@127.0.0.1:port/database`; the user is a superuser.
    QString url(const QString &database = QStringLiteral("postgres")) const;

    /// Creates an empty database, or a copy of the database `templateName` (nobody may be connected to that one), and
    /// returns its URL. The real name begins with `name` and is unique, so that tests may run side by side.
    Result<QString> createDatabase(const QString &name, const QString &templateName = {});

    /// Removes a database that createDatabase() returned, throwing out whoever is connected to it.
    Result<Ok> dropDatabase(const QString &databaseUrl);

    /// Runs one SQL statement as superuser through `psql` and returns what it prints, one row a line, fields separated
    /// by "|". For arranging and checking; the product's own way to the database is not involved.
    Result<QString> sql(const QString &statement, const QString &database = QStringLiteral("postgres"));

    /// Ends the server as an administrator would (`pg_ctl stop -m fast`): clients are told.
    Result<Ok> stop();
    /// Kills the server and all its processes with SIGKILL, as a power cut would.
    Result<Ok> killHard();
    /// Starts the server again after stop() or killHard(), on the same port with the same data.
    Result<Ok> startAgain();
    /// Whether the server's main process lives.
    bool isRunning() const;

    QString folder() const { return m_folder; }
    quint16 port() const { return m_port; }
    bool isShared() const { return m_shared; }

    /// Writes where the cluster is into `file` (mode 0600, it holds the password) and lets go of it: from now on it
    /// lives until the owner of PgOptions::ownerPid dies or endAnnounced() is called on an attached object.
    Result<Ok> announce(const QString &file);
    /// Ends an announced cluster and removes its folder and the file that announced it.
    Result<Ok> endAnnounced();

private:
    PgCluster() = default;
    Result<Ok> initialise(const PgOptions &options);
    Result<Ok> startWatchdog(qint64 ownerPid);
    Result<Ok> writeConfiguration(const PgOptions &options);
    Result<Ok> start();
    Result<Ok> refuseIfShared() const;
    void removeAll();
    qint64 serverPid() const;
    QString dataFolder() const { return m_folder + QStringLiteral("/data"); }

    QString m_binaries; ///< Folder of initdb, pg_ctl and psql.
    QString m_folder;
    QString m_password;
    QString m_file; ///< The announcement, for a guest.
    quint16 m_port = 0;
    int m_databases = 0;
    bool m_shared = false;
    bool m_owned = false;
};

/// The folder of PostgreSQL's server programs: the newest version under `root` (`/usr/lib/postgresql`), else the
/// folder of `initdb` in the PATH of `environment`, else empty.
QString findPostgresBinaries(const QString &root = QStringLiteral("/usr/lib/postgresql"),
                             const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace callfloor::test
