// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// A column as both databases have it. The schema knows texts, whole numbers and truth values, nothing else.
struct TableColumn {
    enum class Type { Text, Whole, Boolean };
    QString name;
    Type type = Type::Text;
    int key = 0; ///< Place in the primary key, from 1; 0 = not part of it.
};

/// A table of the product. What the database computes by itself (generated columns) is left out.
struct TableInfo {
    QString name;
    std::vector<TableColumn> columns;
    QString identity; ///< The column whose numbers the database gives out; empty = none.
};

/// The tables of the schema after its first `version` steps, each after those that it refers to. Without the history of the
/// schema itself and what concerns single connections. Read from an empty database in memory, so that it is the same
/// whichever database is used, and does not see tables of others beside ours. Errors: `version` is not known.
Result<std::vector<TableInfo>> tableCatalog(int version);

/// Whether anything stands in the database, ours or not: what a restore must not find. Reads only, within a transaction of its
/// own. Errors: the database failed.
Result<bool> hasTables(Database &database);
/// The number of the newest step of the schema; 0 if there is no schema of ours. Unlike schemaVersion() it changes nothing.
Result<int> appliedSchema(Database &database);
/// Takes everything out of a PostgreSQL schema that was empty before: the way back from a restore that failed.
bool dropAllTables(Database &database);

} // namespace callfloor::store
