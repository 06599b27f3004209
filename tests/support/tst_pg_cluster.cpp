// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pg_cluster.h"
#include "tests/support/run_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using callfloor::Result;
using callfloor::test::findPostgresBinaries;
using callfloor::test::PgCluster;
using callfloor::test::PgOptions;

namespace {

bool acceptsConnections(quint16 port) {
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    return socket.waitForConnected();
}

#define MUST(expression)                                                                                               \
    do {                                                                                                               \
        const auto &must = (expression);                                                                               \
        QVERIFY2(must.ok(), must.ok() ? "" : qPrintable(must.error().message));                                        \
    } while (false)

} // namespace

class PgClusterTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        auto shared = PgCluster::ofTestRun();
        MUST(shared);
        m_shared = std::move(*shared);
    }

    void givesFreshDatabases() {
        const auto first = m_shared->createDatabase(u"fresh"_s);
        const auto second = m_shared->createDatabase(u"fresh"_s);
        MUST(first);
        MUST(second);
        QVERIFY(*first != *second);
        const QString name = QUrl(*first).path().mid(1);
        QVERIFY(name.startsWith(u"fresh_"_s));
        MUST(m_shared->sql(u"CREATE TABLE t (n integer)"_s, name));
        const auto tables =
            m_shared->sql(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s, QUrl(*second).path().mid(1));
        MUST(tables);
        QCOMPARE(*tables, u"0"_s);
        MUST(m_shared->dropDatabase(*first));
        MUST(m_shared->dropDatabase(*second));
        QVERIFY(!m_shared->sql(u"SELECT 1"_s, name));
    }

    void copiesATemplateWithItsRows() {
        const auto model = m_shared->createDatabase(u"model"_s);
        MUST(model);
        const QString name = QUrl(*model).path().mid(1);
        MUST(m_shared->sql(u"CREATE TABLE t AS SELECT generate_series(1, 5) AS n"_s, name));
        const auto copy = m_shared->createDatabase(u"copy"_s, name);
        MUST(copy);
        const auto sum = m_shared->sql(u"SELECT sum(n), count(*) FROM t"_s, QUrl(*copy).path().mid(1));
        MUST(sum);
        QCOMPARE(*sum, u"15|5"_s);
        MUST(m_shared->dropDatabase(*copy));
        MUST(m_shared->dropDatabase(*model));
    }

    void wrongSqlIsAnErrorWithItsReason() {
        const auto answer = m_shared->sql(u"SELECT no_such_column"_s);
        QVERIFY(!answer);
        QVERIFY2(answer.error().message.contains(u"no_such_column"_s), qPrintable(answer.error().message));
    }

    void sharedClusterCannotBeHurt() {
        if (!m_shared->isShared()) {
            QSKIP("started by hand, outside ctest: this cluster is not shared");
        }
        QVERIFY(!m_shared->stop());
        QVERIFY(!m_shared->killHard());
        QVERIFY(!m_shared->startAgain());
        QVERIFY(m_shared->isRunning());
    }

    void keepsCommittedRowsOverStopAndKill() {
        auto made = PgCluster::create();
        MUST(made);
        PgCluster &cluster = **made;
        const auto url = cluster.createDatabase(u"outage"_s);
        MUST(url);
        const QString name = QUrl(*url).path().mid(1);
        MUST(cluster.sql(u"CREATE TABLE t AS SELECT 1 AS n"_s, name));

        MUST(cluster.stop());
        QVERIFY(!cluster.isRunning());
        QVERIFY(!acceptsConnections(cluster.port()));
        QVERIFY(!cluster.sql(u"SELECT 1"_s));
        MUST(cluster.startAgain());
        MUST(cluster.sql(u"INSERT INTO t VALUES (2)"_s, name));

        for (int round = 0; round < 3; ++round) {
            MUST(cluster.killHard());
            QVERIFY(!cluster.isRunning());
            QVERIFY(!acceptsConnections(cluster.port()));
            MUST(cluster.startAgain());
        }
        const auto rows = cluster.sql(u"SELECT count(*) FROM t"_s, name);
        MUST(rows);
        QCOMPARE(*rows, u"2"_s);
        QCOMPARE(QUrl(cluster.url()).port(), int(cluster.port()));
    }

    void passwordIsAskedForOverTcp() {
        const QString binaries = findPostgresBinaries();
        QUrl url(m_shared->url());
        QProcess psql;
        psql.start(binaries + u"/psql"_s, {u"--no-psqlrc"_s, u"-Atc"_s, u"SELECT 1"_s, url.toString()});
        QVERIFY(psql.waitForFinished());
        QCOMPARE(psql.readAllStandardOutput(), QByteArray("1\n"));
        url.setPassword(u"wrong"_s);
        psql.start(binaries + u"/psql"_s, {u"--no-psqlrc"_s, u"-Atc"_s, u"SELECT 1"_s, url.toString()});
        QVERIFY(psql.waitForFinished());
        QVERIFY(psql.exitCode() != 0);
    }

    void settingsReachTheServer() {
        PgOptions options;
        options.fsync = false;
        options.settings = {u"max_connections=17"_s, u"log_min_duration_statement = 250ms"_s};
        auto made = PgCluster::create(options);
        MUST(made);
        QCOMPARE(*(*made)->sql(u"SHOW fsync"_s), u"off"_s);
        QCOMPARE(*(*made)->sql(u"SHOW max_connections"_s), u"17"_s);
        QCOMPARE(*(*made)->sql(u"SHOW log_min_duration_statement"_s), u"250ms"_s);
        QCOMPARE(*m_shared->sql(u"SHOW fsync"_s), u"on"_s);
    }

    void destructorEndsTheServerAndRemovesTheFolder() {
        auto made = PgCluster::create();
        MUST(made);
        const QString folder = (*made)->folder();
        const quint16 port = (*made)->port();
        QVERIFY(acceptsConnections(port));
        made->reset();
        QVERIFY(!acceptsConnections(port));
        QVERIFY(!QFileInfo::exists(folder));
    }

    void deathOfTheOwnerEndsTheServerAndRemovesTheFolder() {
        QProcess owner;
        owner.start(u"/bin/cat"_s, {});
        QVERIFY(owner.waitForStarted());
        PgOptions options;
        options.ownerPid = owner.processId();
        auto made = PgCluster::create(options);
        MUST(made);
        QTemporaryDir here;
        const QString announcement = here.filePath(u"announcement"_s);
        MUST((*made)->announce(announcement));
        const QString folder = (*made)->folder();
        made->reset();
        QVERIFY2(QFileInfo::exists(folder), "an announced cluster outlives the object");

        auto guest = PgCluster::attach(announcement);
        MUST(guest);
        QCOMPARE(*(*guest)->sql(u"SELECT 6 * 7"_s), u"42"_s);
        QVERIFY((*guest)->isShared());
        owner.kill();
        QVERIFY(owner.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(folder), 60'000);
        QVERIFY(!acceptsConnections((*guest)->port()));
        QVERIFY(!PgCluster::attach(announcement));
    }

    void announcedClusterIsEndedByAGuest() {
        auto made = PgCluster::create();
        MUST(made);
        QTemporaryDir here;
        const QString announcement = here.filePath(u"announcement"_s);
        MUST((*made)->announce(announcement));
        QCOMPARE(QFileInfo(announcement).permissions() & QFile::Permissions(0x077), QFile::Permissions());
        auto guest = PgCluster::attach(announcement);
        MUST(guest);
        const QString folder = (*guest)->folder();
        MUST((*guest)->endAnnounced());
        QVERIFY(!QFileInfo::exists(folder));
        QVERIFY(!QFileInfo::exists(announcement));
    }

    void findsTheNewestVersion() {
        QTemporaryDir root;
        for (const QString &version : {u"9"_s, u"15"_s, u"17"_s}) {
            QVERIFY(QDir(root.path()).mkpath(version + u"/bin"_s));
        }
        const auto addInitdb = [&root](const QString &version) {
            QFile file(root.filePath(version + u"/bin/initdb"_s));
            return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        };
        QProcessEnvironment nothing;
        nothing.insert(u"PATH"_s, root.path());
        QCOMPARE(findPostgresBinaries(root.path(), nothing), QString());
        QVERIFY(addInitdb(u"9"_s));
        QVERIFY(addInitdb(u"15"_s));
        QCOMPARE(findPostgresBinaries(root.path(), nothing), root.filePath(u"15/bin"_s));
        nothing.insert(u"PATH"_s, QString(root.filePath(u"9/bin"_s) + u":/nowhere"_s));
        QCOMPARE(findPostgresBinaries(root.filePath(u"none"_s), nothing), root.filePath(u"9/bin"_s));
    }

private:
    std::unique_ptr<PgCluster> m_shared;
};

QTEST_GUILESS_MAIN(PgClusterTest)
#include "tst_pg_cluster.moc"
