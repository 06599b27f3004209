// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/store/sql_text.h"

#include <QString>

namespace callfloor::store {

/// Where the data is.
struct DatabaseUrl {
    Dialect dialect = Dialect::Sqlite;
    QString file;     ///< SQLite: the file.
    QString host;     ///< PostgreSQL: host name, address, or folder of the Unix socket.
    int port = 5432;
    QString database;
    QString user;
    QString password;
    QString schema;   ///< Set as search_path; empty = the server's default.
    QString options;  ///< For QSqlDatabase::setConnectOptions.

    /// Without the password: for logs and `callfloor config`.
    QString shown() const;
};

/// Reads `sqlite:FILE`, `postgres://user:password@host:port/database`, `postgresql://…?schema=name` (as Prisma
/// writes it; `host=/run/postgresql` names a socket folder, sslmode is passed on, other parameters of Prisma are
/// ignored). An empty text means the file `callfloor.sqlite` in `stateDir`.
Result<DatabaseUrl> parseDatabaseUrl(const QString &text, const QString &stateDir);

} // namespace callfloor::store
