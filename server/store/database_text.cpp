// SPDX-License-Identifier: GPL-3.0-or-later
// Statements that are made up at run time, see database.h.
#include "server/store/database.h"

namespace callfloor::store {

Rows Database::ask(const QString &sql) {
    if (m_failure != Failure::None) return {};
    if (m_pg) {
        m_pg->send(sql.toUtf8().constData());
        failAsPipeline();
        return Rows(awaited());
    }
    QSqlQuery *query = preparedText(sql, sql);
    if (!query || !runBound(*query, {})) return {};
    return Rows(this, query);
}

void Database::feed(const QString &sql, const QByteArray &rows) {
    if (m_failure != Failure::None) return;
    m_dirty = m_changed = true;
    if (m_pg) {
        sendBound(pgStatementText(sql, sql), {{":rows", rows}});
        awaited();
        return;
    }
    QSqlQuery *query = preparedText(sql, sql);
    if (!query || !runBound(*query, {{":rows", QString::fromUtf8(rows)}})) return;
    query->finish();
}

} // namespace callfloor::store
