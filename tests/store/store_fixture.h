// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storage.h"
#include "tests/support/pg_cluster.h"

#include <QFuture>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace callfloor::test {

/// Fails the test with the error's sentence and its detail unless the result is one.
#define STORE_MUST(expression)                                                                                         \
    do {                                                                                                               \
        const auto &must_ = (expression);                                                                              \
        QVERIFY2(must_.ok(), must_.ok() ? "" : qPrintable(QString(must_.error().message + u' ' + must_.error().detail))); \
    } while (false)

/// Databases for tests: fresh, empty ones on both servers.
class TestDatabases {
public:
    /// Starts or finds PostgreSQL; SQLite needs nothing.
    Result<Ok> open();
    /// An empty database without schema.
    Result<store::DatabaseUrl> fresh(store::Dialect dialect);
    /// The same with the schema of this program, as a copy of one that was migrated.
    Result<store::DatabaseUrl> migrated(store::Dialect dialect);
    PgCluster &postgres() { return *m_postgres; }
    QString folder() const { return m_folder.path(); }

private:
    Result<Ok> makeTemplate(store::Dialect dialect);

    QTemporaryDir m_folder;
    std::unique_ptr<PgCluster> m_postgres;
    std::optional<store::DatabaseUrl> m_sqliteTemplate, m_postgresTemplate;
    int m_files = 0;
};

/// Rows `sqlite` and `postgres` of a column `dialect` (int): for tests that run on both.
void addDialectRows();
store::Dialect currentDialect(int dialect);

/// A connection with the schema, open.
std::unique_ptr<store::Database> openDatabase(const store::DatabaseUrl &url);
std::unique_ptr<store::Storage> openStorage(const store::DatabaseUrl &url, int readers = 2);

/// Waits for an answer; the event loop stands still meanwhile.
template <class T>
Result<T> answerOf(QFuture<Result<T>> future) {
    future.waitForFinished();
    return future.result();
}

/// Runs work in a transaction of its own and commits it.
template <class Work>
bool inTransaction(store::Database &database, Work work) {
    database.begin(true);
    work(database);
    return database.commit();
}

/// Texts that hurt where SQL or JSON is put together badly: quotes, backslashes, placeholders, comments, NUL-free
/// controls, characters beyond the first plane. Never empty.
QString nastyText(QRandomGenerator &random);

} // namespace callfloor::test
