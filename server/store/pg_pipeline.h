// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <deque>
#include <memory>
#include <optional>

struct pg_conn;
struct pg_result;

namespace callfloor::store {

struct PgResultDeleter {
    void operator()(pg_result *result) const;
};
/// What the server answered to one statement, owned.
using PgResult = std::unique_ptr<pg_result, PgResultDeleter>;

/// A statement with numbered parameters, prepared on the server when it is first used.
struct PgStatement {
    QByteArray name;           ///< On the server; unique on its connection.
    QByteArray sql;            ///< With `$1`, `$2`, …
    QByteArrayList parameters; ///< Their names, without the colon, in the order of the numbers.
    enum class State { New, Sent, Ready } state = State::New;
};

/// Writes `:name` as `$n`; a name that stands twice gets one number. Quoted text, comments and `::` are left alone.
PgStatement numbered(const QString &sql, const QByteArray &name);

/// A transaction on one connection of libpq whose statements are sent without waiting for the answers of those before
/// them (PostgreSQL, libpq, "Pipeline Mode"). A batch of webhooks costs four ways to the server and back instead of
/// nine, and no statement is parsed twice. Between finish() and the next begin() the connection is in its ordinary mode.
///
/// The first error ends the transaction: what was sent after it is skipped by the server, and failed() tells of it once
/// its answer has been read, at the latest in finish().
class PgPipeline {
public:
    struct Error {
        QString sqlState; ///< Empty: the connection is gone.
        QString text;
    };
    /// A parameter's text; nothing for NULL.
    using Value = std::optional<QByteArray>;

    explicit PgPipeline(pg_conn *connection);
    PgPipeline(const PgPipeline &) = delete;
    PgPipeline &operator=(const PgPipeline &) = delete;
    ~PgPipeline();

    /// Opens a transaction with `sql` ("begin …"). It leaves with the first statement.
    void begin(const char *sql);
    bool open() const { return m_open; }

    /// Sends a statement; its answer is looked at later. `sql` without parameters.
    void send(const char *sql);
    void send(PgStatement &statement, const QList<Value> &values);
    /// Waits for the answers to everything that was sent and gives the last; null after an error.
    PgResult await();

    /// Sends `sql` ("commit") and waits until the server has answered everything. False after an error.
    bool finish(const char *sql);
    /// As finish(), but the answer is read before the next begin(): for transactions that have changed nothing.
    bool finishLater(const char *sql);
    /// Takes the transaction back, whatever state it is in.
    void rollback();

    /// Reads the end of a transaction that nobody has waited for; the connection is in its ordinary mode then.
    void settle();

    const std::optional<Error> &failed() const { return m_error; }

private:
    /// One thing whose answer is due: a statement that is being prepared, a query (null), or a synchronisation.
    struct Due {
        PgStatement *prepares = nullptr;
        bool sync = false;
    };

    void due(int sent, const Due &what);
    void sync();
    void flush();
    void readAll();
    void read(const Due &what);
    void note(const pg_result *result);
    void lose();

    pg_conn *m_connection;
    std::deque<Due> m_due;
    PgResult m_last;
    std::optional<Error> m_error;
    bool m_open = false;
    bool m_later = false; ///< The end of the last transaction has not been read.
};

} // namespace callfloor::store
