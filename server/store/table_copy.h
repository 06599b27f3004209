// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/table_catalog.h"

#include <functional>

namespace callfloor::store {

/// How much is in a table. The same rows give the same sum on both databases.
struct TableSum {
    qint64 rows = 0;
    QByteArray sha256; ///< Of the lines that readTable() gives, hex.

    bool operator==(const TableSum &) const = default;
};

/// Reads a table within the transaction that is open, in the order of its key, without holding more than a few hundred rows:
/// one line for each row, a JSON array with a text or null for each column, ended by a line feed. `sink` may be empty; if it
/// returns false, reading ends. Errors: the database failed; the sink did (Unavailable).
Result<TableSum> readTable(Database &database, const TableInfo &table, const std::function<bool(const QByteArray &line)> &sink);

/// Writes rows into a table within the transaction that is open. A table after those that it refers to.
class TableWriter {
public:
    TableWriter(Database &database, const TableInfo &table);
    /// A line of readTable().
    void add(const QByteArray &line);
    /// Writes what is left. False if anything failed; the transaction has then failed for good.
    bool finish();

private:
    void flush();

    Database &m_database;
    QString m_insert;
    QByteArray m_batch;
    int m_rows = 0;
};

/// The last number that an identity column gave out; 0 if none. Within a transaction.
qint64 lastIdentity(Database &database, const TableInfo &table);
/// Makes the column go on after that number. Within a transaction.
void setLastIdentity(Database &database, const TableInfo &table, qint64 number);

/// Lets a long transaction on PostgreSQL take the time that it needs. Behind begin().
void withoutTimeLimits(Database &database);

} // namespace callfloor::store
