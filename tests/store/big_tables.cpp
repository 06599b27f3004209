// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/big_tables.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace callfloor::store;

namespace {

/// A connection for the time of one function.
class Connection {
public:
    explicit Connection(const DatabaseUrl &url) {
        const bool postgres = url.dialect == Dialect::Postgres;
        m_database = QSqlDatabase::addDatabase(postgres ? u"QPSQL"_s : u"QSQLITE"_s, kName);
        m_database.setDatabaseName(postgres ? url.database : url.file);
        m_database.setHostName(url.host);
        m_database.setPort(url.port);
        m_database.setUserName(url.user);
        m_database.setPassword(url.password);
        m_database.open();
    }
    ~Connection() {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(kName);
    }
    /// The rows' texts; the error as the only line.
    QStringList run(const QString &sql, int column = 0) {
        QStringList lines;
        QSqlQuery query(m_database);
        if (!query.exec(sql)) return {u"ERROR "_s + query.lastError().text() + u" in "_s + sql};
        while (query.next()) lines << query.value(column).toString();
        return lines;
    }

private:
    static inline const QString kName = u"big-tables"_s;
    QSqlDatabase m_database;
};

/// One spelling for both databases: `%series%` gives numbers n from 1, `%id(x)%` a text that looks like a UUIDv7.
QStringList fillStatements() {
    const QString live = u"n % 500 = 0"_s;
    const QString start = u"1700000000000000 + cast(n as bigint) * 1000000"_s;
    return {
        u"insert into user_account (id, email, email_key, name, password_hash, role, created_us, updated_us)"
        " select 'agent-' || n, 'a' || n, 'a' || n, 'n', 'x', 'AGENT', 0, 0 from %series% where n <= 50"_s,
        u"insert into team (id, name, name_key, created_us) select 'team-' || n, 'n', 't' || n, 0 from %series% where n <= 5"_s,
        u"update user_account set team_id = 'team-1' where id in ('agent-7', 'agent-8')"_s,
        u"insert into agent_state (user_id, version, presence, availability, activity, state_since_us, heard_us, call_id, due_us)"
        " select 'agent-' || n, 1, 'online', 'AVAILABLE', 'IDLE', 0, n, 'c' || n, n from %series% where n <= 50"_s,
        u"insert into agent_state_change (id, user_id, at_us, from_state, to_state, presence, call_id, version)"
        " select 'h-' || n, 'agent-' || (1 + n % 50), 1000 * cast(n as bigint), 'AVAILABLE', 'TALKING', 'online', 'c-' || n, n from %series%"_s,
        u"insert into call (id, agent_id, customer_number, our_number, direction, status, started_us, ended_us)"
        " select %id%, case when n % 7 = 0 then null else 'agent-' || (1 + n % 50) end, '+1312555' || (n % 9000), '+13125550100',"
        " case when n % 3 = 0 then 'inbound' else 'outbound' end,"
        " case when "_s + live + u" then 'ACTIVE' when n % 4 = 0 then 'NO_ANSWER' else 'COMPLETED' end, "_s + start +
            u", case when "_s + live + u" then null else "_s + start + u" + 60000000 end from %series%"_s,
        u"insert into leg (id, call_id, position, role, direction, to_number, from_number, call_control_id, call_leg_id,"
        " call_session_id, created_us, initiated_us, ended_us, media, answer_check, ring_timeout_s, time_limit_s, deadline_us)"
        " select 'leg-' || k || '-' || n, %id%, k, case when k = 0 then 'customer' else 'agent' end, 'outgoing', 'to', 'from',"
        " 'v3:' || k || '-' || n, 'cl-' || k || '-' || n, 's-' || n, "_s + start + u", "_s + start + u", case when "_s + live +
            u" then null else "_s + start + u" + 60000000 end, 'parked', 'not_needed', 30, 14400, case when "_s + live + u" then "_s +
            start + u" + 14400000000 else null end from %series%, (select 0 as k union all select 1) as ks where k = 0 or n % 5 = 0"_s,
        u"insert into queue (id, name, name_key, settings, service_level_s, short_abandon_s, created_us, updated_us)"
        " select 'queue-' || n, 'n', 'n' || n, '{}', 20, 5, 0, 0 from %series% where n <= 8"_s,
        u"insert into queue_entry (id, call_id, queue_id, entered_us, state, connected_us, ended_us, agent_id)"
        " select 'entry-' || n, %id%, 'queue-' || (1 + n % 8), "_s + start + u", case when "_s + live +
            u" then 'waiting' when n % 4 = 0 then 'abandoned' else 'connected' end, case when "_s + live + u" or n % 4 = 0 then null else "_s +
            start + u" + 9000000 end, case when "_s + live + u" then null else "_s + start +
            u" + 9000000 end, case when "_s + live + u" or n % 4 = 0 then null else 'agent-' || (1 + n % 50) end from %series%"_s,
        u"insert into queue_offer (id, entry_id, agent_id, offered_us, ended_us, result) select 'offer-' || n, 'entry-' || n, 'agent-' || (1 + n % 50), "_s +
            start + u", "_s + start + u" + 9000000, case when n % 10 = 0 then 'missed' else 'answered' end from %series%"_s,
        u"insert into work_segment (id, user_id, call_id, queue_id, kind, began_us, ended_us) select 'work-' || k || '-' || n, 'agent-' || (1 + n % 50),"
        " case when k < 2 then %id% end, case when k < 2 then 'queue-' || (1 + n % 8) end, case k when 0 then 'talk' when 1 then 'wrap' else 'idle' end, "_s +
            start + u" + k * 9000000, "_s + start + u" + (k + 1) * 9000000 from %series%, (select 0 as k union all select 1 union all select 2) as ks"_s,
        u"insert into webhook_event (event_id, type, occurred_us, received_us, body) select 'ev-' || n, 't', 0, n, '{}' from %series%"_s,
        u"insert into event_log (kind, subject, audience, at_us, payload) select 'callUpdate', 's', 'staff', n, '{}' from %series%"_s,
        u"insert into carrier_command (id, call_id, leg_id, kind, args, once_key, state, created_us)"
        " select 'c-' || n, %id%, 'leg-0-' || n, 'hang_up', '{}', 'hang_up:' || n, case when "_s + live +
            u" then 'pending' else 'accepted' end, n from %series%"_s,
        u"insert into audit_entry (id, at_us, action, details) select 'a-' || n, n, 'login', '{}' from %series%"_s,
        u"insert into login_session (id, user_id, created_us, expires_us, ended_us) select 'se-' || n, 'agent-' || (1 + n % 50), n,"
        " n + 1000, case when n % 100 = 0 then null else n + 10 end from %series%"_s,
        u"insert into refresh_token (token_hash, session_id, created_us, used_us) select 'h-' || n, 'se-' || n, n, n from %series%"_s,
        u"insert into login_failure (id, account_key, at_us) select 'f-' || n, 'a' || n % 1000, n from %series%"_s,
        u"insert into call_disposition (id, call_id, agent_id, code, at_us)"
        " select 'cd-' || n, %id%, 'agent-' || (1 + n % 50), 'sale', n from %series%"_s,
        u"insert into alert (id, kind, subject_id, subject_name, agent_id, raised_us, ended_us) select 'al-' || n, 'long_pause', 'x-' || n, 'n',"
        " case when n % 3 = 0 then null else 'agent-' || (1 + n % 50) end, n, case when "_s + live + u" then null else n + 5 end from %series%"_s,
        u"insert into idempotency_key (owner_id, key, request_hash, subject_id, created_us) select 'agent-1', 'k-' || n, 'h', 's', n from %series%"_s,
    };
}

} // namespace

QString fillTables(const DatabaseUrl &url, int calls) {
    Connection connection(url);
    const bool postgres = url.dialect == Dialect::Postgres;
    const QString series = postgres ? u"generate_series(1, %1) as n"_s.arg(calls)
                                    : u"(with recursive c(n) as (select 1 union all select n + 1 from c where n < %1) select n from c)"_s.arg(calls);
    const QString id = postgres ? u"'01900000-' || lpad(n::text, 8, '0')"_s : u"'01900000-' || printf('%08d', n)"_s;
    connection.run(u"begin"_s);
    for (QString sql : fillStatements()) {
        sql.replace(u"%series%"_s, series).replace(u"%id%"_s, id);
        const QStringList answer = connection.run(sql);
        if (!answer.isEmpty()) return answer.constFirst();
    }
    connection.run(u"commit"_s);
    // The server keeps its statistics by itself; SQLite is used without.
    return postgres ? connection.run(u"vacuum analyze"_s).join(u' ') : QString();
}

QStringList planOf(const DatabaseUrl &url, const QString &statement, const QList<std::pair<QString, QString>> &values, bool prepared) {
    Connection connection(url);
    QString text = statement, arguments;
    int n = 0;
    for (const auto &[name, literal] : values) {
        const QRegularExpression placeholder(u"(?<!:):%1\\b"_s.arg(name));
        text.replace(placeholder, prepared ? u"$%1"_s.arg(++n) : literal);
        arguments += (arguments.isEmpty() ? u""_s : u", "_s) + literal;
    }
    if (url.dialect == Dialect::Sqlite) return connection.run(u"explain query plan "_s + text, 3);
    if (!prepared) return connection.run(u"explain (analyze, costs off, timing off, summary on) "_s + text);
    QStringList lines = connection.run(u"prepare p as "_s + text);
    const QString execute = u"execute p(%1)"_s.arg(arguments);
    for (int i = 0; i < 6; ++i) lines += connection.run(execute).filter(u"ERROR"_s); // five decide, the sixth may be generic
    return lines + connection.run(u"explain (analyze, costs off, timing off, summary on) "_s + execute);
}

} // namespace callfloor::test
