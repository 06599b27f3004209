// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace callfloor::store {

enum class Dialect { Sqlite, Postgres };

/// The SQL of the product: files of named statements (`-- name: call_load`) kept as reviewable text in `sql/`, shared
/// by both databases. What the databases spell differently is written once with these marks:
///
/// | mark | SQLite | PostgreSQL |
/// |---|---|---|
/// | `{{rows r: id text, n bigint}}` | a sub-select over `json_each(:rows)` | `json_to_recordset(:rows)` |
/// | `in {{list ids}}` | in the texts of the JSON array `:ids` | `= any(array(…))` of them |
/// | `{{any of}} … {{end of any}}` | in the sub-select between | `= any(array(…))` of it |
/// | `{{for update of call}}` | nothing: one writer | row locks |
/// | `{{filters}}` | the filters of the call, joined by `and` | the same |
/// | `{{> name}}` | the fragment `-- fragment: name` | the same |
/// | `-- name: x postgres only` | there is no such statement | the statement |
class SqlText {
public:
    /// Reads all statements from the program's resources. Aborts on a duplicate name: that is a build defect.
    explicit SqlText(Dialect dialect);
    /// The statements of a dialect, read when they are first asked for. From any thread.
    static const SqlText &of(Dialect dialect);

    Dialect dialect() const { return m_dialect; }
    /// The statement's text in this dialect; empty if there is no such name.
    QString statement(const QString &name, const QStringList &filters = {}) const;
    QStringList names() const { return m_statements.keys(); }

private:
    void readFile(const QString &path);
    QString expand(QString text) const;

    Dialect m_dialect;
    QHash<QString, QString> m_statements;
    QHash<QString, QString> m_fragments;
};

} // namespace callfloor::store
