// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/table_copy.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowsOfBatch = 500;
constexpr qsizetype kBytesOfBatch = 1 << 20;

bool isPostgres(const Database &database) { return database.dialect() == Dialect::Postgres; }

QString quotedName(const QString &name) { return u'"' + name + u'"'; }

/// A column as text, the same on both databases.
QString asText(const TableColumn &column, bool postgres) {
    const QString name = quotedName(column.name);
    if (postgres) return name + u"::text"_s;
    if (column.type == TableColumn::Type::Boolean) return u"case %1 when 0 then 'false' when 1 then 'true' end"_s.arg(name);
    return u"cast(%1 as text)"_s.arg(name);
}

/// The value of place `index` of the row in JSON.
QString fromJson(const TableColumn &column, size_t index, bool postgres) {
    if (postgres) {
        static constexpr std::array kTypes{"text", "bigint", "boolean"};
        return u"(line->>%1)::%2"_s.arg(index).arg(QLatin1String(kTypes[static_cast<size_t>(column.type)]));
    }
    const QString value = u"json_extract(value, '$[%1]')"_s.arg(index);
    if (column.type == TableColumn::Type::Boolean) return u"case %1 when 'true' then 1 when 'false' then 0 end"_s.arg(value);
    return column.type == TableColumn::Type::Whole ? u"cast(%1 as integer)"_s.arg(value) : value;
}

/// By the key, text byte by byte: PostgreSQL's collation depends on where it was installed.
QString ordering(const TableInfo &table, bool postgres) {
    std::vector<const TableColumn *> key;
    for (const TableColumn &column : table.columns)
        if (column.key > 0) key.push_back(&column);
    std::sort(key.begin(), key.end(), [](auto *a, auto *b) { return a->key < b->key; });
    QStringList terms;
    for (const TableColumn *column : key)
        terms << quotedName(column->name) + (postgres && column->type == TableColumn::Type::Text ? u" collate \"C\""_s : QString());
    return terms.join(u", "_s);
}

QString selection(const TableInfo &table, bool postgres) {
    QStringList values;
    for (const TableColumn &column : table.columns) values << asText(column, postgres);
    const QString list = values.join(u", "_s);
    const QString row = postgres ? u"to_json(array[%1])::text"_s.arg(list) : u"json_array(%1)"_s.arg(list);
    return u"select %1 from %2 order by %3"_s.arg(row, quotedName(table.name), ordering(table, postgres));
}

QString insertion(const TableInfo &table, bool postgres) {
    QStringList names, values;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        names << quotedName(table.columns[i].name);
        values << fromJson(table.columns[i], i, postgres);
    }
    const QString target = u"insert into %1 (%2)"_s.arg(quotedName(table.name), names.join(u", "_s));
    if (!postgres) return u"%1 select %2 from json_each(:rows)"_s.arg(target, values.join(u", "_s));
    const QString overriding = table.identity.isEmpty() ? QString() : u" overriding system value"_s;
    return u"%1%2 select %3 from json_array_elements(cast(:rows as json)) line"_s.arg(target, overriding, values.join(u", "_s));
}

/// The line as it is kept: the two databases write the same JSON with other blanks and escapes.
QByteArray canonical(const QByteArray &json) { return QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact) + '\n'; }

/// Adds rows up and hands them on.
class Reading {
public:
    explicit Reading(const std::function<bool(const QByteArray &)> &sink) : m_sink(sink) {}
    /// Takes all rows; returns how many there were.
    int take(Rows rows) {
        int count = 0;
        for (; !m_full && rows.next(); ++count) {
            const QByteArray line = canonical(rows.bytes());
            m_hash.addData(line);
            ++m_sum.rows;
            m_full = m_sink && !m_sink(line);
        }
        return count;
    }
    bool full() const { return m_full; }
    TableSum sum() {
        m_sum.sha256 = m_hash.result().toHex();
        return m_sum;
    }

private:
    const std::function<bool(const QByteArray &)> &m_sink;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    TableSum m_sum;
    bool m_full = false;
};

QString sequenceOf(const TableInfo &table) {
    return u"pg_get_serial_sequence('%1', '%2')"_s.arg(quotedName(table.name), table.identity);
}

} // namespace

Result<TableSum> readTable(Database &database, const TableInfo &table, const std::function<bool(const QByteArray &line)> &sink) {
    Reading reading(sink);
    const QString select = selection(table, isPostgres(database));
    if (!isPostgres(database)) {
        reading.take(database.ask(select));
    } else {
        // libpq keeps the whole answer to a statement in memory; a cursor gives it in pieces.
        database.run(u"declare table_rows no scroll cursor for "_s + select);
        const QString fetch = u"fetch forward %1 from table_rows"_s.arg(kRowsOfBatch);
        while (!reading.full() && reading.take(database.ask(fetch)) == kRowsOfBatch) {}
        database.run(u"close table_rows"_s);
    }
    if (database.failure() != Failure::None)
        return unavailable(u"The table %1 cannot be read: %2"_s.arg(table.name, database.error()));
    if (reading.full()) return unavailable(u"The rows of the table %1 cannot be written."_s.arg(table.name));
    return reading.sum();
}

TableWriter::TableWriter(Database &database, const TableInfo &table)
    : m_database(database), m_insert(insertion(table, isPostgres(database))) {}

void TableWriter::add(const QByteArray &line) {
    m_batch += (m_rows == 0 ? '[' : ',') + line.trimmed();
    if (++m_rows >= kRowsOfBatch || m_batch.size() >= kBytesOfBatch) flush();
}

void TableWriter::flush() {
    if (m_rows == 0) return;
    m_database.feed(m_insert, m_batch + ']');
    m_batch.clear();
    m_rows = 0;
}

bool TableWriter::finish() {
    flush();
    return m_database.failure() == Failure::None;
}

qint64 lastIdentity(Database &database, const TableInfo &table) {
    Rows rows = database.ask(isPostgres(database)
                                 ? u"select coalesce(pg_sequence_last_value(%1), 0)"_s.arg(sequenceOf(table))
                                 : u"select seq from sqlite_sequence where name = '%1'"_s.arg(table.name));
    return rows.next() ? rows.integer() : 0;
}

void setLastIdentity(Database &database, const TableInfo &table, qint64 number) {
    if (number < 1) return;
    if (isPostgres(database)) {
        database.ask(u"select setval(%1, %2)"_s.arg(sequenceOf(table)).arg(number));
        return;
    }
    database.run(u"delete from sqlite_sequence where name = '%1'"_s.arg(table.name));
    database.run(u"insert into sqlite_sequence (name, seq) values ('%1', %2)"_s.arg(table.name).arg(number));
}

void withoutTimeLimits(Database &database) {
    if (!isPostgres(database)) return;
    database.run(u"set local statement_timeout = 0"_s);
    database.run(u"set local idle_in_transaction_session_timeout = 0"_s);
}

} // namespace callfloor::store
