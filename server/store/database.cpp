// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/database.h"

#include "app/domain/ids.h"
#include "server/store/pg_api.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlDriver>
#include <QSqlError>

#include <atomic>
#include <thread>

namespace callfloor::store {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcStore, "callfloor.store")

namespace {

QString nextConnectionName() {
    static std::atomic<int> counter{0};
    return u"callfloor-%1"_s.arg(++counter);
}

/// What the commit of a connection whose mark was revoked fails with: a division by zero.
constexpr auto kRevoked = "22012"_L1;

Failure classifyPostgres(const QString &code, bool writing) {
    // A connection that died reports all sorts of things, also nothing at all (Qt 6.4: exec() is false and lastError()
    // empty), so the rule is: what carries no code of the database comes from its absence.
    if (code.isEmpty() || code.startsWith("08"_L1) || code.startsWith("57P"_L1)) return Failure::Lost;
    if (code == "26000"_L1 || code == "25P03"_L1 || code == "40003"_L1) return Failure::Lost;
    if (code == kRevoked) return Failure::Lost;
    if (code == "25006"_L1 && writing) return Failure::Lost; // read-only: a standby after a switch-over
    if (code == "40001"_L1 || code == "40P01"_L1 || code == "55P03"_L1) return Failure::Retry;
    if (code.startsWith("23"_L1)) return Failure::Constraint;
    return code.startsWith("53"_L1) ? Failure::Lost : Failure::Other; // 53: out of disk, memory, connections
}

Failure classifySqlite(const QString &code) {
    bool isNumber = false;
    const int primary = code.toInt(&isNumber) & 0xff;
    if (!isNumber) return Failure::Other;
    switch (primary) {
    case 5: // SQLITE_BUSY
    case 6: return Failure::Retry; // SQLITE_LOCKED
    case 19: return Failure::Constraint;
    case 8:  // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
    case 14: return Failure::Lost; // SQLITE_CANTOPEN
    default: return Failure::Other;
    }
}

/// As a bound value must be; see Bind.
QVariant storable(const QVariant &value) {
    if (value.typeId() != QMetaType::QString || value.isNull()) return value;
    QString text = value.toString();
    if (text.isNull()) return QString(u""_s);
    if (text.contains(QChar::Null)) text.replace(QChar::Null, QChar::ReplacementCharacter);
    return text;
}

/// A value as PostgreSQL reads it from text; nothing for NULL.
PgPipeline::Value pgText(const QVariant &value) {
    if (value.isNull()) return std::nullopt;
    switch (value.typeId()) {
    case QMetaType::QByteArray: return value.toByteArray();
    case QMetaType::QString: return storable(value).toString().toUtf8();
    default: return value.toString().toUtf8(); // whole numbers, booleans
    }
}

/// The same for texts inside JSON: `\u0000` becomes `\ufffd`, but not in `\\u0000`.
QByteArray storableJson(QByteArray json) {
    if (!json.contains("\\u0000")) return json;
    for (qsizetype i = json.indexOf('\\'); i >= 0 && i + 1 < json.size(); i = json.indexOf('\\', i + 2))
        if (json.mid(i, 6) == "\\u0000") json.replace(i, 6, "\\ufffd");
    return json;
}

} // namespace

Rows::Rows(PgResult result) : m_result(std::move(result)), m_count(m_result ? pg().PQntuples(m_result.get()) : 0) {}

bool Rows::next() {
    m_column = 0;
    if (m_result) return ++m_row < m_count;
    if (!m_query) return false;
    if (m_query->next()) return true;
    // Rows arrive one by one: the end of them may be an error.
    if (m_query->lastError().isValid()) m_database->fail(m_query->lastError());
    return false;
}

QString Rows::text() {
    const int column = m_column++;
    if (!m_result) return m_query->value(column).toString();
    return QString::fromUtf8(pg().PQgetvalue(m_result.get(), m_row, column), pg().PQgetlength(m_result.get(), m_row, column));
}

QByteArray Rows::bytes() {
    const int column = m_column++;
    if (!m_result) return m_query->value(column).toString().toUtf8();
    return {pg().PQgetvalue(m_result.get(), m_row, column), pg().PQgetlength(m_result.get(), m_row, column)};
}

qint64 Rows::integer() {
    const int column = m_column++;
    if (!m_result) return m_query->value(column).toLongLong();
    return QByteArray::fromRawData(pg().PQgetvalue(m_result.get(), m_row, column), pg().PQgetlength(m_result.get(), m_row, column)).toLongLong();
}

bool Rows::boolean() {
    const int column = m_column++;
    if (!m_result) return m_query->value(column).toBool();
    return pg().PQgetvalue(m_result.get(), m_row, column)[0] == 't';
}

std::optional<UtcTime> Rows::timeOrNone() {
    const bool null = m_result ? pg().PQgetisnull(m_result.get(), m_row, m_column) != 0 : m_query->isNull(m_column);
    if (!null) return time();
    ++m_column;
    return std::nullopt;
}

QVariant microsOrNull(const std::optional<UtcTime> &time) {
    return time ? QVariant::fromValue(toMicros(*time)) : QVariant(QMetaType::fromType<qint64>());
}

QVariant textOrNull(const QString &text) {
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

Database::Database(const DatabaseUrl &url) : m_url(url), m_sql(SqlText::of(url.dialect)), m_connection(nextConnectionName()) {
    m_db = QSqlDatabase::addDatabase(url.dialect == Dialect::Postgres ? u"QPSQL"_s : u"QSQLITE"_s, m_connection);
}

Database::~Database() {
    close();
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Ok> Database::open() {
    close();
    m_failure = Failure::None;
    m_error.clear();
    const bool opened = m_url.dialect == Dialect::Postgres ? openPostgres() : openSqlite();
    if (opened) return Ok{};
    const QString detail = m_error.isEmpty() ? m_db.lastError().text() : m_error;
    close();
    return Error{ErrorCode::Unavailable,
                 u"The database %1 cannot be opened: %2"_s.arg(m_url.shown(), detail.simplified()), detail, {}, {}, 2};
}

bool Database::openSqlite() {
    if (m_url.file != ":memory:"_L1) {
        const QFileInfo info(m_url.file);
        if (!QDir().mkpath(info.absolutePath())) {
            m_error = u"the folder %1 cannot be made"_s.arg(info.absolutePath());
            return false;
        }
        // Customers' numbers and password hashes: nobody else's business, also while the file is being made.
        QFile file(m_url.file);
        if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    m_db.setDatabaseName(m_url.file);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_db.open()) return false;
    // FULL: a committed webhook survives a power cut, which is the promise behind answering it with 200.
    return useWriteAheadLog() && run(u"pragma synchronous=full"_s) && run(u"pragma foreign_keys=on"_s) &&
           run(u"pragma temp_store=memory"_s);
}

/// A file that several programs open for the first time at once is locked by whoever changes its mode first, and SQLite
/// does not wait for that by itself.
bool Database::useWriteAheadLog() {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!run(u"pragma journal_mode=wal"_s)) {
        if (m_failure != Failure::Retry || std::chrono::steady_clock::now() > patience) return false;
        m_failure = Failure::None;
        m_error.clear();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

bool Database::openPostgres() {
    m_db.setHostName(m_url.host);
    m_db.setPort(m_url.port);
    m_db.setDatabaseName(m_url.database);
    m_db.setUserName(m_url.user);
    m_db.setPassword(m_url.password);
    m_db.setConnectOptions(m_url.options);
    if (!m_db.open()) return false;
    // What was acknowledged survives a power cut, whatever the server's default is; a stricter one is kept. Locks of a
    // connection that the network has swallowed are freed before statements that wait for them are given up.
    if (!pg().complete) {
        m_error = u"libpq of PostgreSQL 14 or later is missing"_s;
        return false;
    }
    const QVariant handle = m_db.driver()->handle();
    const QByteArray type = handle.typeName(); // the name of the type or of what it stands for, as Qt's version has it
    if (type != "PGconn*" && type != "pg_conn*") {
        m_error = u"Qt's PostgreSQL driver does not show its connection"_s;
        return false;
    }
    m_pg = std::make_unique<PgPipeline>(*static_cast<PGconn *const *>(handle.constData()));
    return run(u"set client_min_messages = warning"_s) && run(u"set statement_timeout = '30s'"_s) &&
           run(u"set idle_in_transaction_session_timeout = '10s'"_s) &&
           run(u"select set_config('synchronous_commit', 'on', false) "
               "where current_setting('synchronous_commit') = 'off'"_s) &&
           usePostgresSchema() && tunePostgres() && (!m_marks || (tuneWriter() && insertMark()));
}

bool Database::markCommits() {
    if (dialect() == Dialect::Sqlite || m_marks) return true;
    m_marks = true;
    if (!isOpen()) return true;
    m_failure = Failure::None;
    return tuneWriter() && insertMark();
}

bool Database::tunePostgres() {
    return run(u"set jit = off"_s); // compiling a statement takes longer than any of ours runs
}

/// The writer looks up few rows by their keys, always. Left to itself PostgreSQL plans while the tables are small, finds
/// reading them from end to end cheap, and keeps that plan while they grow, until it next collects statistics.
bool Database::tuneWriter() {
    return run(u"set enable_seqscan = off"_s) && run(u"set enable_hashjoin = off"_s) && run(u"set enable_mergejoin = off"_s);
}

bool Database::usePostgresSchema() {
    if (m_url.schema.isEmpty()) return true;
    const QString quoted = u'"' + QString(m_url.schema).replace(u'"', "\"\""_L1) + u'"';
    QSqlQuery known(m_db);
    known.prepare(u"select 1 from pg_namespace where nspname = ?"_s);
    known.addBindValue(m_url.schema);
    // Asked first, because who may not create schemas may still use one.
    if (known.exec() && !known.next() && !run(u"create schema if not exists "_s + quoted)) {
        if (m_failure != Failure::Constraint) return false;
        m_failure = Failure::None; // another starter made it at the same moment
    }
    return run(u"set search_path to "_s + quoted);
}

void Database::close() {
    m_prepared.clear();
    m_pgStatements.clear();
    m_pg.reset();
    m_lastWork = nullptr;
    m_lastRows.clear();
    if (m_db.isValid()) m_db.close();
}

bool Database::isOpen() const { return m_db.isValid() && m_db.isOpen() && !m_db.isOpenError(); }

void Database::begin(bool write) {
    m_failure = Failure::None;
    m_error.clear();
    m_commitUnknown = false;
    m_writing = write;
    m_lastWork = nullptr;
    m_lastRows.clear();
    // IMMEDIATE: a transaction that reads first and writes later would fail with SQLITE_BUSY_SNAPSHOT.
    // READ COMMITTED: a statement after a lock must see what the one who had the lock has written.
    if (dialect() == Dialect::Sqlite) {
        run(write ? u"begin immediate"_s : u"begin"_s);
    } else if (!m_pg) {
        fail({}, u"the database is not open"_s);
    } else {
        m_pg->begin(write ? "begin isolation level read committed" : "begin isolation level repeatable read, read only");
        failAsPipeline();
    }
    m_dirty = false;
    m_changed = false;
}

void Database::atEnd(LastWork work, const QByteArrayList &rows) {
    m_dirty = true;
    m_lastWork = work;
    m_lastRows += rows;
}

bool Database::commit() {
    if (m_failure == Failure::None && m_lastWork) std::exchange(m_lastWork, nullptr)(*this, m_lastRows);
    if (m_failure == Failure::None && dialect() == Dialect::Postgres) return commitPostgres();
    if (m_failure == Failure::None && run(u"commit"_s)) return true;
    rollback();
    return false;
}

bool Database::commitPostgres() {
    const bool marked = m_marks && m_writing && m_changed;
    if (!m_writing) {
        // Nothing hangs on the answer: the rows have come.
        if (m_pg->finishLater("commit")) return true;
        failAsPipeline();
    } else if (!marked) {
        if (m_pg->finish("commit")) return true;
        failAsPipeline();
    } else {
        ++m_mark.number;
        sendBound(pgStatement(u"commit_mark"_s, {}),
                  {{":number", m_mark.number}, {":now_us", micros(SystemClock().now())}, {":writer", m_mark.writer}});
        if (m_pg->finish("commit")) return true;
        failAsPipeline();
        m_commitUnknown = m_failure == Failure::Lost && m_errorCode != kRevoked;
        if (m_commitUnknown) m_lostMark = m_mark;
    }
    if (m_failure != Failure::Lost) rollback();
    return false;
}

bool Database::insertMark() {
    m_mark = {makeUuid4(), 0};
    const qint64 now = toMicros(SystemClock().now());
    constexpr qint64 kForgottenAfter = qint64{30} * 24 * 3600 * 1'000'000;
    return run(u"delete from commit_mark where seen_us < %1"_s.arg(now - kForgottenAfter)) &&
           run(u"insert into commit_mark (writer, number, seen_us) values ('%1', 0, %2)"_s.arg(m_mark.writer).arg(now));
}

std::optional<bool> Database::lostCommitHappened() {
    m_failure = Failure::None;
    m_error.clear();
    QSqlQuery query(m_db);
    const bool asked = query.exec(u"update commit_mark set revoked = true where writer = '%1' returning number"_s
                                      .arg(m_lostMark.writer));
    if (!asked) fail(query.lastError());
    if (!asked || !query.next()) return std::nullopt;
    return query.value(0).toLongLong() == m_lostMark.number;
}

void Database::rollback() {
    m_lastWork = nullptr;
    m_lastRows.clear();
    if (m_pg) return m_pg->rollback();
    if (dialect() == Dialect::Postgres) return; // closed
    QSqlQuery query(m_db);
    query.exec(u"rollback"_s);
}

QString Database::statementKey(const QString &name, const QStringList &filters) {
    return filters.isEmpty() ? name : name + u'/' + filters.join(u',');
}

QSqlQuery *Database::prepared(const QString &name, const QStringList &filters) {
    const QString key = statementKey(name, filters);
    const auto found = m_prepared.constFind(key);
    if (found != m_prepared.constEnd()) return found->get();
    const QString text = m_sql.statement(name, filters);
    Q_ASSERT_X(!text.isEmpty(), "Database", qPrintable(u"no such statement: "_s + name));
    return preparedText(key, text);
}

QSqlQuery *Database::preparedText(const QString &key, const QString &text) {
    const auto found = m_prepared.constFind(key);
    if (found != m_prepared.constEnd()) return found->get();
    auto query = std::make_shared<QSqlQuery>(m_db);
    query->setForwardOnly(true);
    if (!query->prepare(text)) {
        fail(query->lastError());
        return nullptr;
    }
    m_prepared.insert(key, query);
    return query.get();
}

PgStatement &Database::pgStatement(const QString &name, const QStringList &filters) {
    const QString key = statementKey(name, filters);
    if (const auto found = m_pgStatements.constFind(key); found != m_pgStatements.constEnd()) return **found;
    const QString text = m_sql.statement(name, filters);
    Q_ASSERT_X(!text.isEmpty(), "Database", qPrintable(u"no such statement: "_s + name));
    return pgStatementText(key, text);
}

PgStatement &Database::pgStatementText(const QString &key, const QString &text) {
    auto &statement = m_pgStatements[key];
    if (!statement)
        statement = std::make_shared<PgStatement>(numbered(text, "callfloor_" + QByteArray::number(m_pgStatements.size())));
    return *statement;
}

bool Database::runBound(QSqlQuery &query, const Binds &binds) {
    for (const Bind &bind : binds) query.bindValue(QLatin1String(bind.first), storable(bind.second));
    if (query.exec()) return true;
    fail(query.lastError());
    return false;
}

void Database::sendBound(PgStatement &statement, const Binds &binds) {
    QList<PgPipeline::Value> values(statement.parameters.size());
    for (const Bind &bind : binds) {
        const qsizetype number = statement.parameters.indexOf(bind.first + 1); // without the colon
        if (number >= 0) values[number] = pgText(bind.second);
    }
    m_pg->send(statement, values);
    failAsPipeline();
}

PgResult Database::awaited() {
    PgResult result = m_pg->await();
    failAsPipeline();
    return result;
}

void Database::failAsPipeline() {
    if (const auto &error = m_pg->failed()) fail(error->sqlState, error->text);
}

void Database::fail(const QSqlError &error) { fail(error.nativeErrorCode(), error.text().simplified()); }

void Database::fail(const QString &code, const QString &text) {
    if (m_failure != Failure::None) return;
    m_failure = dialect() == Dialect::Postgres ? classifyPostgres(code, m_writing) : classifySqlite(code);
    m_errorCode = code;
    m_error = text;
    if (m_error.isEmpty()) m_error = u"the connection to the database was lost"_s;
    qCDebug(lcStore) << "statement failed:" << code << m_error;
}

Rows Database::query(const QString &name, const Binds &binds, const QStringList &filters) {
    if (m_failure != Failure::None) return {};
    if (m_pg) {
        sendBound(pgStatement(name, filters), binds);
        return Rows(awaited());
    }
    QSqlQuery *query = prepared(name, filters);
    if (!query || !runBound(*query, binds)) return {};
    return Rows(this, query);
}

Rows Database::change(const QString &name, const Binds &binds) {
    m_dirty = m_changed = true;
    return query(name, binds);
}

int Database::exec(const QString &name, const Binds &binds) {
    if (m_failure != Failure::None) return 0;
    m_dirty = m_changed = true;
    if (m_pg) {
        sendBound(pgStatement(name, {}), binds);
        const PgResult result = awaited();
        return result ? QByteArray(pg().PQcmdTuples(result.get())).toInt() : 0;
    }
    QSqlQuery *query = prepared(name, {});
    if (!query || !runBound(*query, binds)) return 0;
    const int changed = query->numRowsAffected();
    query->finish();
    return changed;
}

void Database::execRows(const QString &name, const QByteArray &rows) {
    if (m_failure != Failure::None) return;
    const QByteArray json = storableJson(rows);
    if (!m_pg) {
        exec(name, {{":rows", QString::fromUtf8(json)}});
        return;
    }
    m_dirty = m_changed = true;
    sendBound(pgStatement(name, {}), {{":rows", json}});
}

Rows Database::queryRows(const QString &name, const QByteArray &rows) {
    const QByteArray json = storableJson(rows);
    return change(name, {{":rows", m_pg ? QVariant(json) : QVariant(QString::fromUtf8(json))}});
}

bool Database::run(const QString &sql) {
    if (m_failure != Failure::None) return false;
    m_dirty = m_changed = true;
    if (m_pg && m_pg->open()) {
        m_pg->send(sql.toUtf8().constData());
        awaited();
        return m_failure == Failure::None;
    }
    if (m_pg) m_pg->settle();
    QSqlQuery query(m_db);
    if (query.exec(sql)) return true;
    fail(query.lastError());
    return false;
}

} // namespace callfloor::store
