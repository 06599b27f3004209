// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/table_catalog.h"

#include <QJsonObject>

namespace callfloor::store::persons {

/// Everything that the rows hold about the person with this number (E.164), by table: an array of rows with all their columns,
/// numbers and truth values as such. Within a transaction. `tables`: those of the schema.
QJsonObject everythingAbout(Tx &tx, const std::vector<TableInfo> &tables, const QString &number);

/// Calls and dials of this number that are not over. Within a transaction.
qint64 underWay(Tx &tx, const QString &number);

/// What erase() has touched.
struct Erased {
    qint64 calls = 0, legs = 0, texts = 0, attempts = 0, leads = 0, callbacks = 0, commands = 0, webhooks = 0, events = 0;
};

/// Puts `erased` in the place of the number wherever it stands, and of what was said and written on its calls; takes the
/// name out of leads; deletes the messages and events that tell of it. Calls, attempts and leads stay, for the counts; so do
/// do-not-call entries, consents and the ledger, which say what may be and was done. Nothing may be under way. Within a
/// transaction.
Erased erase(Tx &tx, const QString &number, UtcTime now);

} // namespace callfloor::store::persons
