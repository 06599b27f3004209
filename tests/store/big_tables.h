// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database_url.h"

#include <QString>
#include <QStringList>

namespace callfloor::test {

/// Fills the tables as years of work would: `calls` calls of 50 agents, one in 500 of them live, with a leg each and a
/// second one for every fifth; as many webhooks, events and commands. Returns an error text, empty if all is well.
QString fillTables(const store::DatabaseUrl &url, int calls);

/// How the database would run a statement with these values for its placeholders (SQL literals by name): the plan's
/// lines. With `prepared`, the plan that PostgreSQL has settled on after some executions of a prepared statement.
QStringList planOf(const store::DatabaseUrl &url, const QString &statement, const QList<std::pair<QString, QString>> &values,
                   bool prepared = false);

} // namespace callfloor::test
