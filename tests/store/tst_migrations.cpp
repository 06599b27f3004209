// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/migrator.h"
#include "tests/store/schema_dump.h"
#include "tests/store/store_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <latch>
#include <thread>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

Migration step(int number, const QString &sql) {
    const QByteArray hash = QCryptographicHash::hash(sql.toUtf8(), QCryptographicHash::Sha256).toHex();
    return {number, u"step%1"_s.arg(number), sql, QString::fromLatin1(hash)};
}

const Migration kFirst = step(1, u"create table one (id text primary key, n bigint not null);\ninsert into one values ('a', 1);"_s);
const Migration kSecond = step(2, u"alter table one add column note text; -- a comment; with a semicolon\nupdate one set note = 'x;y''z';"_s);

Result<Ok> run(const DatabaseUrl &url, const std::vector<Migration> &migrations) {
    const auto database = openDatabase(url);
    return migrate(*database, migrations);
}

int versionOf(const DatabaseUrl &url) {
    const auto database = openDatabase(url);
    const auto version = schemaVersion(*database);
    return version ? *version : -1;
}

bool succeeds(const DatabaseUrl &url, const QString &sql) {
    const auto database = openDatabase(url);
    database->begin(true);
    database->run(sql);
    return database->commit();
}

QString sourceFolder() {
    return qEnvironmentVariable("CALLFLOOR_SOURCE_DIR", QString::fromUtf8(QT_TESTCASE_SOURCEDIR "/../.."));
}

QString dataFile(Dialect dialect) {
    return sourceFolder() + (dialect == Dialect::Sqlite ? u"/tests/data/schema_sqlite.txt"_s : u"/tests/data/schema_postgres.txt"_s);
}

/// What stands in the committed file: how to make it, the steps (one that has been released must never change), the schema.
QString committedText(Dialect dialect, const QString &dump) {
    QString text = u"# The database schema after all migrations. Made by: CALLFLOOR_UPDATE_DATA=1 ctest -R store/tst_migrations\n"
                   "# A migration that was released must not change any more: add a new one instead.\n"_s;
    for (const Migration &migration : builtInMigrations(dialect))
        text += u"migration %1 %2 %3\n"_s.arg(migration.number).arg(migration.name, migration.checksum);
    return text + dump;
}

} // namespace

class MigrationsTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void freshDatabaseGetsAllSteps_data() { addDialectRows(); }
    void freshDatabaseGetsAllSteps() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        QCOMPARE(versionOf(*url), 0);
        const auto migrations = builtInMigrations(currentDialect(dialect));
        STORE_MUST(run(*url, migrations));
        QCOMPARE(versionOf(*url), static_cast<int>(migrations.size()));
        STORE_MUST(run(*url, migrations)); // nothing to do
    }

    void stepsAreAppliedOnceAndInOrder_data() { addDialectRows(); }
    void stepsAreAppliedOnceAndInOrder() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        STORE_MUST(run(*url, {kFirst}));
        QCOMPARE(versionOf(*url), 1);
        STORE_MUST(run(*url, {kFirst, kSecond}));
        QCOMPARE(versionOf(*url), 2);
        STORE_MUST(run(*url, {kFirst, kSecond}));
        QVERIFY(succeeds(*url, u"insert into one (id, n, note) values ('b', 2, 'y')"_s));
        QVERIFY(!succeeds(*url, u"insert into one (id, n, note) values ('a', 2, 'y')"_s)); // the row of step 1, once
    }

    void twoStartersAtOnceDoItOneAfterTheOther_data() { addDialectRows(); }
    void twoStartersAtOnceDoItOneAfterTheOther() {
        QFETCH(int, dialect);
        for (int round = 0; round < 5; ++round) {
            const auto url = m_databases.fresh(currentDialect(dialect));
            STORE_MUST(url);
            const auto migrations = builtInMigrations(currentDialect(dialect));
            constexpr int kStarters = 4;
            std::latch ready(kStarters);
            std::array<QString, kStarters> problems;
            std::vector<std::thread> starters;
            for (QString &problem : problems) {
                starters.emplace_back([&] {
                    Database database(*url);
                    const auto opened = database.open();
                    ready.arrive_and_wait();
                    const auto done = opened ? migrate(database, migrations) : opened;
                    if (!done) problem = done.error().message + u' ' + done.error().detail;
                });
            }
            for (std::thread &starter : starters) starter.join();
            for (const QString &problem : problems) QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QCOMPARE(versionOf(*url), static_cast<int>(migrations.size()));
        }
    }

    void storagesThatStartAtOnceInANewSchemaOfPostgres() {
        const auto base = m_databases.fresh(Dialect::Postgres);
        STORE_MUST(base);
        DatabaseUrl url = *base;
        url.schema = u"Floor \"one\""_s;
        constexpr int kStarters = 4;
        std::latch ready(kStarters);
        std::array<QString, kStarters> problems;
        std::vector<std::thread> starters;
        for (QString &problem : problems) {
            starters.emplace_back([&] {
                ready.arrive_and_wait();
                const auto storage = Storage::open({url, 1, true});
                if (!storage) problem = storage.error().message;
            });
        }
        for (std::thread &starter : starters) starter.join();
        for (const QString &problem : problems) QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(versionOf(*base), 0); // the default schema was left alone
    }

    void newerSchemaIsRefusedWithAdvice_data() { addDialectRows(); }
    void newerSchemaIsRefusedWithAdvice() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        STORE_MUST(run(*url, {kFirst, kSecond}));
        const auto refused = run(*url, {kFirst});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(refused.error().reason, u"newer_schema"_s);
        QVERIFY(refused.error().message.contains(u"newer version"_s) && refused.error().message.contains(u"restore a backup"_s));
        QCOMPARE(versionOf(*url), 2);
    }

    void changedStepIsRefused_data() { addDialectRows(); }
    void changedStepIsRefused() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        STORE_MUST(run(*url, {kFirst}));
        const auto refused = run(*url, {step(1, u"create table other (id text)"_s), kSecond});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().reason, u"changed_migration"_s);
        QCOMPARE(versionOf(*url), 1);
    }

    void nonsenseInTheHistoryIsRefused_data() { addDialectRows(); }
    void nonsenseInTheHistoryIsRefused() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        STORE_MUST(run(*url, {kFirst}));
        QVERIFY(succeeds(*url, u"insert into schema_migration values (0, 'zero', 'x', 0)"_s));
        QVERIFY(!run(*url, {kFirst}).ok());
    }

    void stepThatFailsHalfWayLeavesNothing_data() { addDialectRows(); }
    void stepThatFailsHalfWayLeavesNothing() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        const QString half = u"create table two (id text); insert into one values ('b', 2); insert into no_such_table values (1); create table three (id text);"_s;
        const auto failed = run(*url, {kFirst, step(2, half)});
        QVERIFY(!failed.ok());
        QVERIFY2(failed.error().message.contains(u"step 2"_s) && failed.error().message.contains(u"no_such_table"_s),
                 qPrintable(failed.error().message));
        QCOMPARE(versionOf(*url), 1);
        for (const QString &table : {u"two"_s, u"three"_s}) QVERIFY(!succeeds(*url, u"insert into %1 values ('x')"_s.arg(table)));
        QVERIFY(succeeds(*url, u"insert into one values ('b', 2)"_s)); // was not kept
        STORE_MUST(run(*url, {kFirst, kSecond}));
    }

    void outdatedSchemaIsRefusedWhereMigrationIsOff_data() { addDialectRows(); }
    void outdatedSchemaIsRefusedWhereMigrationIsOff() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        const auto refused = Storage::open({*url, 1, false});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().reason, u"schema_version"_s);
        STORE_MUST(Storage::open({*url, 1, true}));
        STORE_MUST(Storage::open({*url, 1, false}));
    }

    void scriptsAreSplitIntoStatements_data() {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("two") << u"a;\nb ;"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("last without semicolon") << u"a; b"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("empty ones") << u";; \n;a;;"_s << QStringList{u"a"_s};
        QTest::newRow("text") << u"a 'x;y'; b 'it''s;'; c"_s << QStringList{u"a 'x;y'"_s, u"b 'it''s;'"_s, u"c"_s};
        QTest::newRow("name") << u"a \"x;y\"\"z;\"; b"_s << QStringList{u"a \"x;y\"\"z;\""_s, u"b"_s};
        QTest::newRow("line comment") << u"a -- x; 'y\n b; --z"_s << QStringList{u"a \n b"_s};
        QTest::newRow("block comment") << u"a /* x; ' */ b; c"_s << QStringList{u"a \n b"_s, u"c"_s};
        QTest::newRow("dashes in text") << u"a '--'; b"_s << QStringList{u"a '--'"_s, u"b"_s};
        QTest::newRow("dollar quotes") << u"a $$x;'$$; b $tag$ $$;$tag$; c $1; d"_s
                                       << QStringList{u"a $$x;'$$"_s, u"b $tag$ $$;$tag$"_s, u"c $1"_s, u"d"_s};
        QTest::newRow("minus and division") << u"a - b / c; d"_s << QStringList{u"a - b / c"_s, u"d"_s};
    }
    void scriptsAreSplitIntoStatements() {
        QFETCH(QString, script);
        QTEST(splitStatements(script), "statements");
    }

    /// The recipe "change the schema": a new folder with a number of its own, one script for each database, and the
    /// committed dump of the schema renewed. Each step that is forgotten fails here.
    void everyStepHasANumberANameAndBothScripts() {
        const auto sqlite = builtInMigrations(Dialect::Sqlite), postgres = builtInMigrations(Dialect::Postgres);
        const QStringList folders = QDir(u":/callfloor/sql/migrations"_s).entryList(QDir::Dirs, QDir::Name);
        QVERIFY(!folders.isEmpty());
        QCOMPARE(static_cast<qsizetype>(sqlite.size()), folders.size());
        QCOMPARE(static_cast<qsizetype>(postgres.size()), folders.size());
        for (size_t i = 0; i < sqlite.size(); ++i) {
            QCOMPARE(sqlite[i].number, static_cast<int>(i) + 1);
            QCOMPARE(postgres[i].number, static_cast<int>(i) + 1);
            QCOMPARE(sqlite[i].name, postgres[i].name);
            QVERIFY(!splitStatements(sqlite[i].sql).isEmpty() && !splitStatements(postgres[i].sql).isEmpty());
        }
    }

    void everyScriptOfTheSourceTreeIsBuiltIn() {
        const QString source = QDir(sourceFolder() + u"/server/store/sql"_s).canonicalPath();
        QVERIFY(!source.isEmpty());
        QDirIterator files(source, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        for (; files.hasNext(); ++count) {
            const QString path = files.next();
            QFile onDisk(path), builtIn(u":/callfloor/sql"_s + path.sliced(source.size()));
            QVERIFY2(onDisk.open(QIODevice::ReadOnly) && builtIn.open(QIODevice::ReadOnly), qPrintable(path));
            QCOMPARE(builtIn.readAll(), onDisk.readAll());
        }
        QVERIFY(count > 4);
    }

    void schemaIsTheCommittedOne_data() { addDialectRows(); }
    void schemaIsTheCommittedOne() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const QString text = committedText(currentDialect(dialect), schemaDump(*url));
        QVERIFY2(!text.contains(u"ERROR"_s), qPrintable(text));
        QFile file(dataFile(currentDialect(dialect)));
        if (qEnvironmentVariableIsSet("CALLFLOOR_UPDATE_DATA")) {
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) == text.toUtf8().size());
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QStringList committed = QString::fromUtf8(file.readAll()).split(u'\n'), present = text.split(u'\n');
        QStringList differing;
        for (const QString &line : committed)
            if (!present.contains(line)) differing << u"- "_s + line;
        for (const QString &line : present)
            if (!committed.contains(line)) differing << u"+ "_s + line;
        QVERIFY2(differing.isEmpty(), qPrintable(differing.join(u'\n') + u"\nrenew: CALLFLOOR_UPDATE_DATA=1 ctest -R store/tst_migrations"_s));
    }
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
