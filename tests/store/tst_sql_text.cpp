// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

/// What callers may put into `{{filters}}`, found in the sources themselves.
/// What callers may put into `{{filters}}` of the calls' statements, found in the sources themselves.
QStringList filtersOfCalls() {
    QStringList names;
    QFile file(u":/callfloor/sql/call.sql"_s);
    if (!file.open(QIODevice::ReadOnly)) return names;
    static const QRegularExpression kName(u"^-- fragment: (filter_\\w+)$"_s, QRegularExpression::MultilineOption);
    auto matches = kName.globalMatch(QString::fromUtf8(file.readAll()));
    while (matches.hasNext()) names << matches.next().captured(1);
    return names;
}

/// The filters that go with a statement; a new statement with filters has its line here.
QStringList filtersFor(const QString &statement) {
    if (statement.startsWith("call_"_L1)) return filtersOfCalls();
    static const QHash<QString, QStringList> kOthers = {
        {u"agent_list"_s, {u"filter_of_team"_s, u"filter_of_self"_s}},
        {u"campaign_list"_s, {u"filter_campaign_cursor"_s}},
        {u"dnc_list"_s, {u"filter_dnc_cursor"_s, u"filter_dnc_number"_s}},
        {u"queue_load"_s, {u"load_queues"_s}},
        {u"figures_entries"_s, {u"figures_queue"_s, u"figures_agent"_s}},
        {u"figures_entry_rows"_s, {u"figures_queue"_s, u"figures_agent"_s}},
        {u"figures_work"_s, {u"work_queue"_s, u"work_user"_s}},
        {u"figures_work_rows"_s, {u"work_queue"_s, u"work_user"_s}},
        {u"figures_contacts"_s, {u"work_queue"_s, u"work_user"_s}},
        {u"figures_contact_rows"_s, {u"work_queue"_s, u"work_user"_s}}};
    return kOthers.value(statement);
}

} // namespace

class SqlTextTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void everyStatementPrepares_data() { addDialectRows(); }
    void everyStatementPrepares() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        const SqlText sql(currentDialect(dialect));
        QSqlDatabase raw = QSqlDatabase::database(QSqlDatabase::connectionNames().constFirst(), false);
        QVERIFY(sql.names().size() > 40);
        for (const QString &name : sql.names()) {
            for (const QStringList &filters : {QStringList(), filtersFor(name)}) {
                const QString text = sql.statement(name, filters);
                QVERIFY2(!text.isEmpty() && !text.contains(u"{{"_s), qPrintable(name + u": "_s + text));
                for (const QString &filter : filters) QVERIFY2(!sql.statement(name, {filter}).contains(u"()"_s), qPrintable(filter));
                QSqlQuery query(raw);
                QVERIFY2(query.prepare(text), qPrintable(name + u": "_s + query.lastError().text() + u"\n"_s + text));
            }
        }
    }

    void bothDialectsKnowTheSameStatementsButForLocks() {
        const QStringList sqlite = SqlText(Dialect::Sqlite).names();
        QStringList only = SqlText(Dialect::Postgres).names();
        for (const QString &name : sqlite) QVERIFY2(only.removeOne(name), qPrintable(name));
        only.sort();
        QCOMPARE(only, (QStringList{u"commit_mark"_s, u"event_append_shared"_s}));
    }

    void marksAreExpanded() {
        const SqlText sqlite(Dialect::Sqlite), postgres(Dialect::Postgres);
        QVERIFY(sqlite.statement(u"command_claim"_s).contains(u"in (select value from json_each(:ids))"_s));
        QVERIFY(postgres.statement(u"command_claim"_s).contains(u"= any(array(select json_array_elements_text(cast(:ids as json))))"_s));
        QVERIFY(postgres.statement(u"call_lock_for_inputs"_s).endsWith(u"for update of c"_s));
        QVERIFY(!sqlite.statement(u"call_lock_for_inputs"_s).contains(u"for update"_s));
        QVERIFY(sqlite.statement(u"call_list"_s).contains(u"where true"_s));
        const QString filtered = sqlite.statement(u"call_list"_s, {u"filter_live"_s, u"filter_number"_s});
        QVERIFY(filtered.contains(u"(c.final_status is null) and (c.customer_number = :number)"_s));
        QCOMPARE(sqlite.statement(u"no_such_statement"_s), QString());
    }

    void everyNameIsDefinedOnceAndCommentsHoldNoStatement() {
        QStringList seen;
        QDirIterator files(u":/callfloor/sql"_s, {u"*.sql"_s}, QDir::Files);
        static const QRegularExpression kHead(u"^-- (?:name|fragment): (\\w+)(?: postgres only)?$"_s, QRegularExpression::MultilineOption);
        static const QRegularExpression kNearly(u"^ *-- *(?:name|fragment)\\b.*$"_s, QRegularExpression::MultilineOption);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (auto match = kHead.globalMatch(text); match.hasNext();) {
                const QString name = match.next().captured(1);
                QVERIFY2(!seen.contains(name), qPrintable(name));
                seen << name;
            }
            for (auto match = kNearly.globalMatch(text); match.hasNext();) {
                const QString line = match.next().captured();
                QVERIFY2(kHead.match(line).hasMatch(), qPrintable(line));
            }
        }
        QVERIFY(seen.size() > 40);
    }
};

QTEST_GUILESS_MAIN(SqlTextTest)
#include "tst_sql_text.moc"
