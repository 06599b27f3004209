// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// One step of the schema's history. The list only ever grows.
struct Migration {
    int number = 0;
    QString name;
    QString sql;
    QString checksum; ///< SHA-256 of the text, hex.
};

/// The migrations that are built into this program, for one dialect. Numbers are gapless from 1.
std::vector<Migration> builtInMigrations(Dialect dialect);

/// The single statements of a script, without comments: split at semicolons outside of '…', "…" and $tag$…$tag$.
QStringList splitStatements(const QString &script);

/// Brings the schema up to date, each step in a transaction of its own; two programs that start at once do it one after
/// the other. Errors: the database was made by a newer version, a step was changed after it had been applied, a
/// statement failed. In all cases the steps before are kept and nothing is half done.
Result<Ok> migrate(Database &database, const std::vector<Migration> &migrations);

/// The number of the newest step that the database has; 0 for an empty one.
Result<int> schemaVersion(Database &database);

} // namespace callfloor::store
