// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/pg_pipeline.h"

#include "server/store/pg_api.h"

#include <vector>

namespace callfloor::store {

namespace {

bool isNameStart(QChar c) { return c.isLower() || c == u'_'; }
bool isNamePart(QChar c) { return isNameStart(c) || c.isDigit(); }

/// The end of the quoted text or comment that begins at `at`; `at` itself if none does.
qsizetype endOfQuotation(const QString &sql, qsizetype at) {
    const QChar c = sql[at];
    const bool comment = c == u'-' && sql.mid(at, 2) == u"--";
    if (c != u'\'' && c != u'"' && !comment) return at;
    const qsizetype end = sql.indexOf(comment ? QChar(u'\n') : c, at + 1);
    return end < 0 ? sql.size() : end + 1;
}

} // namespace

void PgResultDeleter::operator()(pg_result *result) const { pg().PQclear(result); }

PgStatement numbered(const QString &sql, const QByteArray &name) {
    PgStatement statement;
    statement.name = name;
    QString text;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype quoted = endOfQuotation(sql, at);
        const bool cast = sql[at] == u':' && at + 1 < sql.size() && sql[at + 1] == u':';
        if (quoted > at || cast) {
            const qsizetype end = cast ? at + 2 : quoted;
            text += QStringView(sql).sliced(at, end - at);
            at = end;
        } else if (sql[at] == u':' && at + 1 < sql.size() && isNameStart(sql[at + 1])) {
            qsizetype end = at + 1;
            while (end < sql.size() && isNamePart(sql[end])) ++end;
            const QByteArray parameter = QStringView(sql).sliced(at + 1, end - at - 1).toUtf8();
            if (!statement.parameters.contains(parameter)) statement.parameters << parameter;
            text += u'$' + QString::number(statement.parameters.indexOf(parameter) + 1);
            at = end;
        } else {
            text += sql[at++];
        }
    }
    statement.sql = text.toUtf8();
    return statement;
}

PgPipeline::PgPipeline(pg_conn *connection) : m_connection(connection) {}

PgPipeline::~PgPipeline() { pg().PQexitPipelineMode(m_connection); }

void PgPipeline::begin(const char *sql) {
    m_error.reset();
    settle();
    if (m_error) return;
    if (pg().PQenterPipelineMode(m_connection) != 1) return lose();
    m_open = true;
    send(sql);
}

void PgPipeline::send(const char *sql) {
    if (m_error) return;
    due(pg().PQsendQueryParams(m_connection, sql, 0, nullptr, nullptr, nullptr, nullptr, 0), {});
}

void PgPipeline::send(PgStatement &statement, const QList<Value> &values) {
    if (m_error) return;
    if (statement.state == PgStatement::State::New) {
        statement.state = PgStatement::State::Sent;
        due(pg().PQsendPrepare(m_connection, statement.name.constData(), statement.sql.constData(), 0, nullptr), {&statement, false});
    }
    std::vector<const char *> texts;
    texts.reserve(static_cast<size_t>(values.size()));
    for (const Value &value : values) texts.push_back(value ? value->constData() : nullptr);
    due(pg().PQsendQueryPrepared(m_connection, statement.name.constData(), static_cast<int>(texts.size()), texts.data(),
                            nullptr, nullptr, 0), {});
}

void PgPipeline::due(int sent, const Due &what) {
    m_due.push_back(what);
    if (sent != 1) lose();
}

PgResult PgPipeline::await() {
    m_last.reset();
    if (m_error) return {};
    if (pg().PQsendFlushRequest(m_connection) != 1) lose();
    readAll();
    if (m_error) return {};
    return std::move(m_last);
}

bool PgPipeline::finish(const char *sql) {
    if (!finishLater(sql)) return false;
    settle();
    return !m_error;
}

bool PgPipeline::finishLater(const char *sql) {
    if (!m_open) return !m_error;
    if (m_error) return false;
    send(sql);
    sync();
    m_open = false;
    m_later = true;
    return !m_error;
}

void PgPipeline::rollback() {
    if (!m_open) return;
    const auto error = m_error; // what happened is what counts, not how taking it back went
    m_error.reset();
    // After an error the server skips everything up to the synchronisation; settle() takes the transaction back then.
    if (!error) send("rollback");
    sync();
    m_open = false;
    m_later = true;
    m_error = error;
    if (!error) return;
    settle();
    m_error = error;
}

void PgPipeline::sync() {
    due(pg().PQpipelineSync(m_connection), {nullptr, true}); // flushes
}

void PgPipeline::settle() {
    if (!m_later) return;
    m_later = false;
    readAll();
    m_last.reset();
    if (pg().PQexitPipelineMode(m_connection) != 1) return lose();
    // A commit that was skipped because of an error before it has left the transaction open.
    if (pg().PQtransactionStatus(m_connection) != PQTRANS_IDLE) pg().PQclear(pg().PQexec(m_connection, "rollback"));
}

void PgPipeline::readAll() {
    if (pg().PQflush(m_connection) < 0) lose();
    while (!m_due.empty()) {
        const Due next = m_due.front();
        m_due.pop_front();
        read(next);
    }
}

void PgPipeline::read(const Due &what) {
    if (pg().PQstatus(m_connection) == CONNECTION_BAD) lose();
    if (what.prepares) what.prepares->state = PgStatement::State::New; // unless it comes out well
    bool fine = false;
    // A statement's results end with a null, a synchronisation is one result alone.
    while (PgResult result{pg().PQgetResult(m_connection)}) {
        const ExecStatusType status = pg().PQresultStatus(result.get());
        fine = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
        if (status == PGRES_PIPELINE_SYNC) return;
        if (!fine) note(result.get());
        m_last = std::move(result);
        if (pg().PQstatus(m_connection) == CONNECTION_BAD) break;
    }
    if (what.prepares && fine) what.prepares->state = PgStatement::State::Ready;
    if (!fine && !m_error) lose();
}

void PgPipeline::note(const pg_result *result) {
    // What follows an error is only skipped; the error is what counts.
    if (m_error || pg().PQresultStatus(result) == PGRES_PIPELINE_ABORTED) return;
    m_error = Error{QString::fromLatin1(pg().PQresultErrorField(result, PG_DIAG_SQLSTATE)),
                    QString::fromUtf8(pg().PQresultErrorMessage(result)).simplified()};
}

void PgPipeline::lose() {
    if (m_error) return;
    m_error = Error{{}, QString::fromUtf8(pg().PQerrorMessage(m_connection)).simplified()};
    if (m_error->text.isEmpty()) m_error->text = QStringLiteral("the connection to the database was lost");
}

} // namespace callfloor::store
