// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/backup.h"

#include "app/options.h"
#include "app/verbs/backup_verb.h"
#include "server/store/call_store.h"
#include "server/store/event_log.h"
#include "server/store/migrator.h"
#include "server/store/user_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <QDir>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCalls = 700; // more than one batch

void writeFile(const QString &path, const QByteArray &bytes) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write %s", qPrintable(path));
}

QByteArray readFile(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

bool isPrivate(const QString &path) {
    constexpr auto kAnybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    return !(QFileInfo(path).permissions() & kAnybodyElse);
}

} // namespace

/// Everything that is stored comes back, row by row, on either database and from one to the other; and what could go wrong
/// leaves nothing behind.
class TestBackup : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }

    /// A place with people, calls, events and files.
    BackupPlace filledPlace(Dialect dialect) {
        const auto url = m_databases.migrated(dialect);
        if (!url) qFatal("%s", qPrintable(url.error().message));
        const auto database = openDatabase(*url);
        QRandomGenerator random(9);
        std::vector<Call> calls;
        for (int i = 0; i < kCalls; ++i) calls.push_back(randomCall(random, {u"agent-1"_s, QString()}));
        User user;
        user.id = UserId(u"agent-1"_s);
        user.email = u"ann@example.com"_s;
        user.name = nastyText(random);
        const bool fine = inTransaction(*database, [&](Tx &tx) {
            users::insert(tx, user);
            calls::save(tx, calls, 1.0);
            std::vector<EventDraft> events(3);
            for (EventDraft &event : events) event.kind = EventKind::UserChanged;
            eventlog::append(tx, events, SystemClock().now());
            tx.run(u"insert into setting_value (key, value, updated_us) values ('odd', '\u007f\u2028 \"\\ ü 😀', 1)"_s);
        });
        if (!fine) qFatal("%s", qPrintable(database->error()));
        const QString state = path(u"state-%1"_s.arg(int(dialect)));
        writeFile(state + u"/jwt.secret"_s, "the secret");
        writeFile(state + u"/imports/one.csv"_s, QByteArray(3'000'000, 'x'));
        writeFile(state + u"/imports/two.csv.part"_s, "half");
        return {*url, state};
    }

    BackupPlace emptyPlace(Dialect dialect, const QString &name) {
        const auto url = m_databases.fresh(dialect);
        if (!url) qFatal("%s", qPrintable(url.error().message));
        return {*url, path(name)};
    }

    static int runVerb(int (*verb)(const Options &, QTextStream &, QTextStream &), const BackupPlace &place, const QStringList &arguments,
                       QString *said = nullptr) {
        Options options;
        options.verbArguments = arguments;
        options.loaded.values.stateDir = place.stateDir;
        options.loaded.values.databaseUrl = u"sqlite:"_s + place.database.file;
        QString text;
        QTextStream out(&text), err(&text);
        const int status = verb(options, out, err);
        out.flush();
        err.flush();
        if (said) *said = text;
        return status;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyRowComesBack_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const auto &[name, from, to] : {std::tuple("sqlite to sqlite", Dialect::Sqlite, Dialect::Sqlite),
                                             std::tuple("postgres to postgres", Dialect::Postgres, Dialect::Postgres),
                                             std::tuple("sqlite to postgres", Dialect::Sqlite, Dialect::Postgres),
                                             std::tuple("postgres to sqlite", Dialect::Postgres, Dialect::Sqlite)})
            QTest::newRow(name) << int(from) << int(to);
    }
    void everyRowComesBack() {
        QFETCH(int, from);
        QFETCH(int, to);
        const BackupPlace source = filledPlace(currentDialect(from)), target = emptyPlace(currentDialect(to), u"new"_s);
        const auto made = makeBackup(source, path(u"a.tar"_s), true);
        STORE_MUST(made);
        QVERIFY(isPrivate(path(u"a.tar"_s)));
        QCOMPARE(made->tables.value(u"call"_s).sum.rows, kCalls);
        QCOMPARE(made->tables.value(u"event_log"_s).identity, 3);
        QCOMPARE(made->files.keys(), (QStringList{u"imports/one.csv"_s, u"jwt.secret"_s}));
        STORE_MUST(checkBackup(path(u"a.tar"_s)));
        STORE_MUST(restoreBackup(target, path(u"a.tar"_s)));

        const auto again = makeBackup(target, path(u"b.tar"_s), true);
        STORE_MUST(again);
        QCOMPARE(again->tables.keys(), made->tables.keys());
        for (const QString &table : made->tables.keys()) {
            QCOMPARE(again->tables[table].sum.rows, made->tables[table].sum.rows);
            QVERIFY2(again->tables[table].sum == made->tables[table].sum, qPrintable(table));
            QCOMPARE(again->tables[table].identity, made->tables[table].identity);
        }
        QCOMPARE(readFile(target.stateDir + u"/jwt.secret"_s), QByteArray("the secret"));
        QVERIFY(isPrivate(target.stateDir + u"/jwt.secret"_s));
        QCOMPARE(readFile(target.stateDir + u"/imports/one.csv"_s).size(), 3'000'000);

        // What is written next follows what was there.
        const auto database = openDatabase(target.database);
        QVERIFY(inTransaction(*database, [](Tx &tx) {
            EventDraft event;
            event.kind = EventKind::UserChanged;
            eventlog::append(tx, {event}, SystemClock().now());
        }));
        database->begin(false);
        QCOMPARE(eventlog::newest(*database), 4);
        QVERIFY(database->commit());
    }

    void rowsAreThoseOfOneMoment_data() { addDialectRows(); }
    void rowsAreThoseOfOneMoment() {
        QFETCH(int, dialect);
        const BackupPlace place = filledPlace(currentDialect(dialect));
        const auto reader = openDatabase(place.database), writer = openDatabase(place.database);
        const auto tables = tableCatalog(static_cast<int>(builtInMigrations(currentDialect(dialect)).size()));
        STORE_MUST(tables);
        const auto table = [&](const QString &name) {
            return *std::find_if(tables->begin(), tables->end(), [&](const TableInfo &each) { return each.name == name; });
        };
        reader->begin(false);
        const auto users = readTable(*reader, table(u"user_account"_s), {});
        STORE_MUST(users);
        QVERIFY(inTransaction(*writer, [](Tx &tx) { tx.run(u"delete from event_log"_s); }));
        const auto events = readTable(*reader, table(u"event_log"_s), {});
        STORE_MUST(events);
        QCOMPARE(events->rows, 3);
        QVERIFY(reader->commit());
    }

    void bothDatabasesHaveTheSameTablesAndColumns() {
        const auto url = m_databases.migrated(Dialect::Postgres);
        STORE_MUST(url);
        const auto tables = tableCatalog(static_cast<int>(builtInMigrations(Dialect::Sqlite).size()));
        STORE_MUST(tables);
        QStringList here, there;
        for (const TableInfo &table : *tables)
            for (const TableColumn &column : table.columns) {
                static const QStringList kTypes{u"text"_s, u"bigint"_s, u"boolean"_s};
                here << table.name + u'.' + column.name + u' ' + kTypes[int(column.type)];
            }
        const auto database = openDatabase(*url);
        database->begin(false);
        {
            Rows rows = database->ask(u"select table_name || '.' || column_name || ' ' || data_type from information_schema.columns "
                                      "where table_schema = current_schema() and is_generated = 'NEVER' "
                                      "and table_name not in ('schema_migration', 'commit_mark')"_s);
            while (rows.next()) there << rows.text();
        }
        QVERIFY(database->commit());
        here.sort();
        there.sort();
        QCOMPARE(here, there);
    }

    void anOlderSchemaIsRestoredAndBroughtUpToDate_data() { addDialectRows(); }
    void anOlderSchemaIsRestoredAndBroughtUpToDate() {
        QFETCH(int, dialect);
        const BackupPlace old = emptyPlace(currentDialect(dialect), u"old"_s);
        auto steps = builtInMigrations(currentDialect(dialect));
        const auto newest = static_cast<int>(steps.size());
        steps.resize(2);
        {
            const auto database = openDatabase(old.database);
            STORE_MUST(migrate(*database, steps));
            QVERIFY(inTransaction(*database, [](Tx &tx) { tx.run(u"insert into setting_value (key, value, updated_us) values ('k', 'v', 1)"_s); }));
        }
        const auto made = makeBackup(old, path(u"a.tar"_s), true);
        STORE_MUST(made);
        QCOMPARE(made->schema, 2);
        const BackupPlace target = emptyPlace(currentDialect(dialect), u"new"_s);
        STORE_MUST(restoreBackup(target, path(u"a.tar"_s)));
        const auto database = openDatabase(target.database);
        const auto schema = appliedSchema(*database);
        STORE_MUST(schema);
        QCOMPARE(*schema, newest);
        database->begin(false);
        {
            Rows rows = database->ask(u"select value from setting_value where key = 'k'"_s);
            QVERIFY(rows.next());
            QCOMPARE(rows.text(), u"v"_s);
        }
        QVERIFY(database->commit());
    }

    void aTargetThatHoldsAnythingIsLeftAlone_data() { addDialectRows(); }
    void aTargetThatHoldsAnythingIsLeftAlone() {
        QFETCH(int, dialect);
        const BackupPlace source = filledPlace(currentDialect(dialect));
        STORE_MUST(makeBackup(source, path(u"a.tar"_s), true));
        const BackupPlace other{filledPlace(currentDialect(dialect)).database, path(u"new"_s)};
        const auto filled = restoreBackup(other, path(u"a.tar"_s));
        QVERIFY(!filled.ok());
        QCOMPARE(filled.error().code, ErrorCode::Conflict);
        QVERIFY2(!QFileInfo::exists(path(u"new/jwt.secret"_s)), "nothing is left behind");

        const BackupPlace files{emptyPlace(currentDialect(dialect), u"x"_s).database, path(u"used"_s)};
        writeFile(path(u"used/jwt.secret"_s), "mine");
        const auto refused = restoreBackup(files, path(u"a.tar"_s));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(readFile(path(u"used/jwt.secret"_s)), QByteArray("mine"));
        QVERIFY(!QFileInfo::exists(path(u"used/imports"_s)));
        if (currentDialect(dialect) == Dialect::Sqlite) return;
        const auto database = openDatabase(files.database);
        const auto any = hasTables(*database);
        STORE_MUST(any);
        QVERIFY(!*any);
    }

    void aRestoreThatFailsInTheDatabaseLeavesNothing_data() { addDialectRows(); }
    void aRestoreThatFailsInTheDatabaseLeavesNothing() {
        QFETCH(int, dialect);
        const BackupPlace source = filledPlace(currentDialect(dialect));
        // An orphan, as a damaged database might have: the restore checks references.
        {
            const auto database = openDatabase(source.database);
            const bool postgres = currentDialect(dialect) == Dialect::Postgres;
            if (!postgres) QVERIFY(database->run(u"pragma foreign_keys = off"_s));
            QVERIFY(inTransaction(*database, [postgres](Tx &tx) {
                if (postgres) tx.run(u"set local session_replication_role = replica"_s);
                tx.run(u"delete from user_account where id = 'agent-1'"_s);
            }));
        }
        STORE_MUST(makeBackup(source, path(u"a.tar"_s), true));
        const BackupPlace target = emptyPlace(currentDialect(dialect), u"new"_s);
        const auto failed = restoreBackup(target, path(u"a.tar"_s));
        QVERIFY(!failed.ok());
        QVERIFY2(failed.error().message.contains(u"cannot be stored"_s), qPrintable(failed.error().message));
        QVERIFY(!QFileInfo::exists(target.stateDir + u"/jwt.secret"_s));
        if (currentDialect(dialect) == Dialect::Sqlite) {
            QCOMPARE(QFileInfo(target.database.file).size(), 0);
            QVERIFY(!QFileInfo::exists(target.database.file + u".restoring"_s));
            return;
        }
        const auto database = openDatabase(target.database);
        const auto any = hasTables(*database);
        STORE_MUST(any);
        QVERIFY(!*any);
    }

    void damageIsFoundBeforeAnythingIsWritten() {
        const BackupPlace source = filledPlace(Dialect::Sqlite);
        STORE_MUST(makeBackup(source, path(u"a.tar"_s), true));
        const QByteArray good = readFile(path(u"a.tar"_s));
        QRandomGenerator random(4);
        for (int i = 0; i < 20; ++i) {
            QByteArray bad = good;
            if (i < 15) {
                const qsizetype at = random.bounded(static_cast<int>(bad.size() - 1024));
                if (bad[at] == '\0') continue; // padding belongs to nothing
                bad[at] = static_cast<char>(bad[at] ^ 0x20);
            } else {
                bad.truncate(random.bounded(static_cast<int>(bad.size() - 1024)));
            }
            writeFile(path(u"bad.tar"_s), bad);
            const BackupPlace target = emptyPlace(Dialect::Sqlite, u"new"_s);
            const auto restored = restoreBackup(target, path(u"bad.tar"_s));
            // A letter of the manifest's own words may change without a loss; then all that counts is still as it was.
            if (restored.ok()) continue;
            QVERIFY2(!QFileInfo::exists(target.database.file), qPrintable(restored.error().message));
            QVERIFY(!QFileInfo::exists(target.stateDir + u"/jwt.secret"_s));
        }
        writeFile(path(u"bad.tar"_s), "no archive at all");
        QVERIFY(!checkBackup(path(u"bad.tar"_s)).ok());
        QVERIFY(!checkBackup(path(u"missing.tar"_s)).ok());
    }

    void aNewerBackupIsRefused() {
        const BackupPlace source = filledPlace(Dialect::Sqlite);
        STORE_MUST(makeBackup(source, path(u"a.tar"_s), true));
        QByteArray bytes = readFile(path(u"a.tar"_s));
        const auto newest = QByteArray::number(static_cast<int>(builtInMigrations(Dialect::Sqlite).size()));
        const QByteArray wanted = "\"schema\": " + newest;
        QVERIFY(bytes.contains(wanted));
        // One digit more, and the blank of the line's beginning less: the entry is as long as before.
        const qsizetype at = bytes.indexOf(QByteArray("    " + wanted));
        QVERIFY(at > 0);
        bytes.replace(at, wanted.size() + 4, QByteArray("   " + wanted + "0"));
        writeFile(path(u"newer.tar"_s), bytes);
        const auto refused = checkBackup(path(u"newer.tar"_s));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().reason, u"newer_schema"_s);
    }

    void theVerbsSayWhatTheyDid() {
        const BackupPlace source = filledPlace(Dialect::Sqlite);
        QString said;
        QCOMPARE(runVerb(runBackupVerb, source, {}, &said), 2);
        QCOMPARE(runVerb(runBackupVerb, source, {path(u"a.tar"_s), u"--keep"_s, u"2"_s}, &said), 2);
        QCOMPARE(runVerb(runBackupVerb, source, {path(u"a.tar"_s), u"--without-secrets"_s}, &said), 0);
        QVERIFY2(said.contains(u"rows of"_s), qPrintable(said));
        const auto held = checkBackup(path(u"a.tar"_s));
        STORE_MUST(held);
        QCOMPARE(held->files.keys(), QStringList{u"imports/one.csv"_s});
        QCOMPARE(runVerb(runBackupVerb, source, {path(u"a.tar"_s)}, &said), 1);
        QVERIFY2(said.contains(u"--overwrite"_s), qPrintable(said));
        QCOMPARE(runVerb(runBackupVerb, source, {path(u"a.tar"_s), u"--overwrite"_s}), 0);
        QCOMPARE(runVerb(runRestoreVerb, source, {path(u"a.tar"_s), u"--check"_s}, &said), 0);
        QVERIFY2(said.startsWith(u"complete: "_s), qPrintable(said));
        QCOMPARE(runVerb(runRestoreVerb, source, {path(u"a.tar"_s)}, &said), 1);
        BackupPlace nowhere = source;
        nowhere.database.file = path(u"no.sqlite"_s);
        QCOMPARE(runVerb(runBackupVerb, nowhere, {path(u"b.tar"_s)}, &said), 1);
        QVERIFY(!QFileInfo::exists(path(u"no.sqlite"_s)) && !QFileInfo::exists(path(u"b.tar"_s)));
    }

    void aFolderKeepsTheNewest() {
        const BackupPlace source = filledPlace(Dialect::Sqlite);
        const QDir folder(path(u"backups"_s));
        for (const QString &name : {u"callfloor-20200101T000000Z.tar"_s, u"callfloor-20210101T000000Z.tar"_s, u"mine.tar"_s})
            writeFile(folder.filePath(name), "old");
        QCOMPARE(runVerb(runBackupVerb, source, {u"--keep"_s, u"2"_s, folder.path()}), 0);
        const QStringList left = folder.entryList(QDir::Files, QDir::Name);
        QCOMPARE(left.size(), 3);
        QVERIFY(left.contains(u"mine.tar"_s) && left.contains(u"callfloor-20210101T000000Z.tar"_s));
        QVERIFY(!left.contains(u"callfloor-20200101T000000Z.tar"_s));
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
