// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/database.h"

#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "tests/store/store_fixture.h"

#include <QFile>
#include <QFileInfo>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);

} // namespace

/// One connection: transactions, failures, values.
class DatabaseTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_database;

    QString value(Database &database, const QString &key) {
        database.begin(false);
        const QString text = values::get(database, key);
        return database.commit() ? text : u"failed: "_s + database.error();
    }

private slots:
    static void initTestCase_data() { addDialectRows(); }
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() {
        QFETCH_GLOBAL(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        m_url = *url;
        m_database = openDatabase(m_url);
    }

    void failedStatementSpoilsTheWholeTransaction() {
        m_database->begin(true);
        values::put(*m_database, u"a"_s, u"1"_s, kNow);
        QVERIFY(!m_database->run(u"insert into no_such_table values (1)"_s));
        QCOMPARE(m_database->failure(), Failure::Other);
        const QString first = m_database->error();
        QVERIFY2(first.contains(u"no_such_table"_s), qPrintable(first));
        values::put(*m_database, u"b"_s, u"2"_s, kNow); // does nothing
        QVERIFY(!m_database->query(u"setting_get"_s, {{":key", u"a"_s}}).next());
        QVERIFY(!m_database->commit());
        QCOMPARE(m_database->error(), first);
        QVERIFY(!m_database->commitUnknown());
        QCOMPARE(value(*m_database, u"a"_s), QString());
        QVERIFY(inTransaction(*m_database, [](Tx &tx) { values::put(tx, u"a"_s, u"3"_s, kNow); }));
        QCOMPARE(value(*m_database, u"a"_s), u"3"_s);
    }

    /// Rows come one by one; what goes wrong behind the first must not look like the end of the rows.
    void errorBehindTheFirstRowsFailsTheTransaction() {
        const EventDraft draft{EventKind::CallUpdate, u"s"_s, {}, "{}"};
        QVERIFY(inTransaction(*m_database, [&](Tx &tx) { eventlog::append(tx, {draft, draft, draft, draft}, kNow); }));
        // A view in the table's place fails in its third row.
        m_database->begin(true);
        m_database->run(u"alter table event_log rename to event_row"_s);
        const QString broken = m_url.dialect == Dialect::Postgres ? u"(1 / (seq - 3))::text"_s : u"json('{')"_s;
        m_database->run(u"create view event_log as select seq, kind, subject, audience, audience_user, at_us, "
                        "case when seq = 3 then %1 else payload end as payload from event_row"_s.arg(broken));
        QVERIFY2(m_database->commit(), qPrintable(m_database->error()));
        m_database->begin(false);
        QCOMPARE(eventlog::after(*m_database, 0, 2).size(), size_t{2});
        QCOMPARE(m_database->failure(), Failure::None);
        QVERIFY(eventlog::after(*m_database, 0, 10).size() < 4);
        QVERIFY(m_database->failure() != Failure::None);
        QVERIFY(!m_database->commit());
    }

    void takenUniqueValueIsAConstraint() {
        QVERIFY(inTransaction(*m_database, [](Tx &tx) { idempotency::insert(tx, u"o"_s, u"k"_s, {u"h"_s, u"s"_s}, kNow); }));
        QVERIFY(!inTransaction(*m_database, [](Tx &tx) { idempotency::insert(tx, u"o"_s, u"k"_s, {u"h"_s, u"s"_s}, kNow); }));
        QCOMPARE(m_database->failure(), Failure::Constraint);
    }

    void missingReferenceIsAConstraint() {
        m_database->begin(true);
        m_database->run(u"insert into login_session (id, user_id, created_us, expires_us) values ('s', 'nobody', 0, 0)"_s);
        QVERIFY(!m_database->commit());
        QCOMPARE(m_database->failure(), Failure::Constraint);
    }

    void dirtyTellsWhetherSomethingMayHaveChanged() {
        m_database->begin(true);
        QVERIFY(!m_database->dirty());
        (void)values::get(*m_database, u"a"_s);
        QVERIFY(!m_database->dirty());
        values::put(*m_database, u"a"_s, u"1"_s, kNow);
        QVERIFY(m_database->dirty());
        m_database->clearDirty();
        QVERIFY(!m_database->dirty());
        m_database->atEnd([](Database &, const QByteArrayList &) {}, {});
        QVERIFY(m_database->dirty());
        QVERIFY(m_database->commit());
    }

    void lastWorkRunsOnceWithTheRowsOfAll() {
        m_database->begin(true);
        const auto work = [](Database &database, const QByteArrayList &rows) {
            values::put(database, u"rows"_s, QString::fromUtf8(rows.join('|')), kNow);
        };
        m_database->atEnd(work, {"a", "b"});
        m_database->atEnd(work, {"c"});
        QVERIFY(m_database->commit());
        QCOMPARE(value(*m_database, u"rows"_s), u"a|b|c"_s);
        QVERIFY(inTransaction(*m_database, [](Tx &tx) { values::remove(tx, u"rows"_s); })); // is not run again
        QCOMPARE(value(*m_database, u"rows"_s), QString());
    }

    void lastWorkThatFailsFailsTheCommit() {
        m_database->begin(true);
        values::put(*m_database, u"a"_s, u"1"_s, kNow);
        m_database->atEnd([](Database &database, const QByteArrayList &) { database.run(u"insert into no_such_table values (1)"_s); }, {});
        QVERIFY(!m_database->commit());
        QCOMPARE(value(*m_database, u"a"_s), QString());
    }

    void readingSeesOneMoment() {
        const auto other = openDatabase(m_url);
        QVERIFY(inTransaction(*m_database, [](Tx &tx) { values::put(tx, u"a"_s, u"1"_s, kNow); }));
        m_database->begin(false);
        QCOMPARE(values::get(*m_database, u"a"_s), u"1"_s);
        QVERIFY(inTransaction(*other, [](Tx &tx) { values::put(tx, u"a"_s, u"2"_s, kNow); }));
        QCOMPARE(values::get(*m_database, u"a"_s), u"1"_s);
        QVERIFY(m_database->commit());
        QCOMPARE(value(*m_database, u"a"_s), u"2"_s);
    }

    void otherConnectionsDoNotSeeWhatIsNotCommitted() {
        const auto other = openDatabase(m_url);
        m_database->begin(true);
        values::put(*m_database, u"a"_s, u"1"_s, kNow);
        QCOMPARE(value(*other, u"a"_s), QString());
        QVERIFY(m_database->commit());
        QCOMPARE(value(*other, u"a"_s), u"1"_s);
    }

    void sqliteFileIsForItsOwnerOnly() {
        if (m_url.dialect != Dialect::Sqlite) return;
        const DatabaseUrl fresh = *m_databases.fresh(Dialect::Sqlite);
        Database database(fresh);
        QVERIFY(database.open().ok());
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY((QFileInfo(fresh.file).permissions() & others) == QFileDevice::Permissions());
    }

    void unreachableDatabaseIsASentenceWithoutThePassword() {
        DatabaseUrl url = m_url;
        if (url.dialect == Dialect::Postgres) {
            url.port = 1;
            url.password = u"hunter2"_s;
        } else {
            url.file = u"/proc/no/such/folder/x.sqlite"_s;
        }
        Database database(url);
        const auto opened = database.open();
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Unavailable);
        QVERIFY(opened.error().message.contains(u"cannot be opened"_s));
        QVERIFY(!opened.error().message.contains(u"hunter2"_s));
    }

    void connectionIsDurableWhateverTheServersDefault() {
        if (m_url.dialect != Dialect::Postgres) return;
        STORE_MUST(m_databases.postgres().sql(u"alter database \"%1\" set synchronous_commit = off"_s.arg(m_url.database)));
        const QStringList before = QSqlDatabase::connectionNames();
        const auto database = openDatabase(m_url);
        QStringList added = QSqlDatabase::connectionNames();
        added.removeIf([&](const QString &name) { return before.contains(name); });
        QCOMPARE(added.size(), qsizetype{1});
        QSqlQuery show(QSqlDatabase::database(added.constFirst(), false));
        QVERIFY(show.exec(u"show synchronous_commit"_s) && show.next());
        QCOMPARE(show.value(0).toString(), u"on"_s);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
