// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/result.h"
#include "server/store/database_url.h"
#include "server/store/pg_pipeline.h"
#include "server/store/sql_text.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace callfloor::store {

class Database;

/// The rows of a query, forward only, columns read in the order of the select list. An error on the way ends the rows
/// and fails the transaction.
class Rows {
public:
    Rows() = default; ///< None.
    Rows(Database *database, QSqlQuery *query) : m_database(database), m_query(query) {}
    explicit Rows(PgResult result);
    Rows(Rows &&other) noexcept
        : m_database(other.m_database), m_query(std::exchange(other.m_query, nullptr)), m_result(std::move(other.m_result)),
          m_row(other.m_row), m_count(other.m_count), m_column(other.m_column) {}
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    Rows &operator=(Rows &&) = delete;
    ~Rows() {
        if (m_query) m_query->finish();
    }

    /// Moves to the next row and back to its first column. False when there are no more.
    bool next();
    QString text();    ///< Empty for null.
    QByteArray bytes(); ///< The text as UTF-8; empty for null.
    qint64 integer();  ///< 0 for null.
    bool boolean();
    UtcTime time() { return fromMicros(integer()); }
    std::optional<UtcTime> timeOrNone();

private:
    Database *m_database = nullptr;
    QSqlQuery *m_query = nullptr; ///< SQLite.
    PgResult m_result;            ///< PostgreSQL.
    int m_row = -1;
    int m_count = 0;
    int m_column = 0;
};

/// A value for a placeholder: `{":id", id}`. A text is never NULL, also a null QString, unless it comes from
/// textOrNull. NUL characters, which PostgreSQL cannot store, become U+FFFD.
using Bind = std::pair<const char *, QVariant>;
using Binds = std::vector<Bind>;

inline QVariant micros(UtcTime time) { return QVariant::fromValue(toMicros(time)); }
QVariant microsOrNull(const std::optional<UtcTime> &time);
/// NULL for an empty text.
QVariant textOrNull(const QString &text);

enum class Failure {
    None,
    Lost,       ///< The database is away; nothing is known about a commit that was under way.
    Retry,      ///< A collision with another writer: the same work may succeed when it is run again.
    Constraint, ///< A unique value is taken or a reference is missing.
    Other,      ///< A defect or a full disk.
};

/// One connection, bound to the thread that made it. A failed statement makes the connection's transaction
/// fail for good: later statements of it do nothing and give no rows, so that work can be written straight down
/// and the outcome is asked for once, at the end.
///
/// A connection that is lost during COMMIT leaves open whether the work was stored. On PostgreSQL a connection with
/// markCommits() can find out afterwards: each commit writes its number into the connection's own row of
/// `commit_mark`, in the same transaction and the same message as the COMMIT. Whoever revokes the row on a new
/// connection waits for the old transaction to end (the row lock), reads whether it was the last number, and makes a
/// COMMIT that is still on its way fail. Transaction ids cannot do this: after a crash they are given out again.
class Database {
public:
    explicit Database(const DatabaseUrl &url);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Connects; also after a loss. Statements are prepared again on first use.
    Result<Ok> open();
    void close();
    bool isOpen() const;
    Dialect dialect() const { return m_sql.dialect(); }
    const DatabaseUrl &url() const { return m_url; }

    /// Lets lost commits be looked up, from now on and after each later open(). False if the connection was lost meanwhile.
    /// Without effect on SQLite, where no message can be lost.
    bool markCommits();

    /// A write transaction sees what others commit meanwhile, statement by statement, and takes locks; a transaction
    /// for reading sees one moment throughout.
    void begin(bool write);
    /// False if any statement or the commit failed; failure() and error() then say why, and nothing is stored
    /// (unless failure() is Lost and commitUnknown() is true).
    bool commit();
    void rollback();

    /// Runs a named statement that reads.
    Rows query(const QString &name, const Binds &binds, const QStringList &filters = {});
    /// Runs a named statement that changes something and gives rows (`… returning`).
    Rows change(const QString &name, const Binds &binds);
    /// Runs a named statement that gives no rows; returns how many rows it changed.
    int exec(const QString &name, const Binds &binds);
    /// Runs a named batch statement with `rows`, a JSON array of objects, as `:rows`. PostgreSQL need not have answered
    /// when it returns: an error shows at the next statement whose answer is awaited, at the latest at the commit.
    void execRows(const QString &name, const QByteArray &rows);
    Rows queryRows(const QString &name, const QByteArray &rows);
    /// Runs a reading statement that was made up at run time, for backups, which go over all tables.
    Rows ask(const QString &sql);
    /// Runs a changing statement that was made up at run time, with `rows`, a JSON array, as `:rows`.
    void feed(const QString &sql, const QByteArray &rows);
    /// Runs plain text; for migrations and pragmas.
    bool run(const QString &sql);

    /// Work that is done once at the end of the transaction, just before the commit, with the rows (JSON objects) that
    /// all pieces of work have handed in by then.
    using LastWork = void (*)(Database &database, const QByteArrayList &rows);
    void atEnd(LastWork work, const QByteArrayList &rows);

    Failure failure() const { return m_failure; }
    QString error() const { return m_error; }
    bool commitUnknown() const { return m_commitUnknown; }
    /// After a commit of which nothing is known, on a connection that is open again: true if it happened, false if it
    /// did not and never will. Nothing if the database cannot be asked now.
    std::optional<bool> lostCommitHappened();
    /// True if a statement since begin() or clearDirty() may have changed something.
    bool dirty() const { return m_dirty; }
    void clearDirty() { m_dirty = false; }

private:
    friend class Rows;
    static QString statementKey(const QString &name, const QStringList &filters);
    QSqlQuery *prepared(const QString &name, const QStringList &filters);
    QSqlQuery *preparedText(const QString &key, const QString &text);
    PgStatement &pgStatement(const QString &name, const QStringList &filters);
    PgStatement &pgStatementText(const QString &key, const QString &text);
    bool runBound(QSqlQuery &query, const Binds &binds);
    void sendBound(PgStatement &statement, const Binds &binds);
    PgResult awaited();
    void fail(const QSqlError &error);
    void fail(const QString &code, const QString &text);
    void failAsPipeline();
    bool openSqlite();
    bool useWriteAheadLog();
    bool openPostgres();
    bool usePostgresSchema();
    bool tunePostgres();
    bool tuneWriter();
    bool commitPostgres();
    /// A commit of a connection that can be looked up later.
    struct Mark {
        QString writer;
        qint64 number = 0;
    };
    bool insertMark();

    DatabaseUrl m_url;
    const SqlText &m_sql;
    QString m_connection;
    QSqlDatabase m_db;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;       // SQLite
    QHash<QString, std::shared_ptr<PgStatement>> m_pgStatements; // PostgreSQL
    std::unique_ptr<PgPipeline> m_pg;
    Failure m_failure = Failure::None;
    QString m_error;
    QString m_errorCode;
    bool m_marks = false;
    Mark m_mark;
    Mark m_lostMark;
    bool m_commitUnknown = false;
    bool m_writing = false; // in a write transaction
    bool m_dirty = false;
    bool m_changed = false; // as m_dirty, but for the whole transaction
    LastWork m_lastWork = nullptr;
    QByteArrayList m_lastRows;
};

/// What work in a transaction gets.
using Tx = Database;

} // namespace callfloor::store
