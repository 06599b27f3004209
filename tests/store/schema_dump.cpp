// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/schema_dump.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace callfloor::store;

namespace {

QStringList linesOf(const QSqlDatabase &database, const QString &sql) {
    QStringList lines;
    QSqlQuery query(database);
    if (!query.exec(sql)) return {u"ERROR "_s + query.lastError().text()};
    while (query.next()) lines << query.value(0).toString().simplified();
    return lines;
}

QStringList postgresLines(const QSqlDatabase &database) {
    return linesOf(database, u"select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
                             "  || case when a.attnotnull then ' not null' else '' end"
                             "  || case a.attidentity when 'a' then ' always identity' when 'd' then ' default identity' else '' end"
                             "  || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')"
                             "  || coalesce(' collate ' || (select collname from pg_collation k where k.oid = a.attcollation"
                             "              and k.collname <> 'default'), '')"
                             " from pg_class c join pg_attribute a on a.attrelid = c.oid"
                             " left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum"
                             " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped"_s) +
           linesOf(database, u"select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint"
                             " where connamespace = 'public'::regnamespace"_s) +
           linesOf(database, u"select 'index ' || indexdef from pg_indexes where schemaname = 'public'"_s) +
           linesOf(database, u"select 'other ' || relkind::text || ' ' || relname from pg_class where relnamespace = 'public'::regnamespace"
                             " and relkind not in ('r', 'i', 'S')"_s);
}

QStringList sqliteLines(const QSqlDatabase &database) {
    return linesOf(database, u"select 'column ' || t.name || '.' || c.name || ' ' || c.type || case when c.\"notnull\" then ' not null' else '' end"
                             "  || case when c.pk > 0 then ' key ' || c.pk else '' end || coalesce(' default ' || c.dflt_value, '')"
                             " from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'"_s) +
           linesOf(database, u"select 'reference ' || t.name || '.' || f.\"from\" || ' to ' || f.\"table\" || '.' || f.\"to\""
                             " from sqlite_schema t join pragma_foreign_key_list(t.name) f where t.type = 'table'"_s) +
           linesOf(database, u"select 'statement ' || sql from sqlite_schema where sql is not null and type <> 'table'"_s) +
           // Constraints are only to be found in the statement itself.
           linesOf(database, u"select 'statement ' || sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'"_s);
}

} // namespace

QString schemaDump(const DatabaseUrl &url) {
    const QString connection = u"schema-dump"_s;
    QStringList lines;
    {
        const bool postgres = url.dialect == Dialect::Postgres;
        QSqlDatabase database = QSqlDatabase::addDatabase(postgres ? u"QPSQL"_s : u"QSQLITE"_s, connection);
        database.setDatabaseName(postgres ? url.database : url.file);
        if (postgres) {
            database.setHostName(url.host);
            database.setPort(url.port);
            database.setUserName(url.user);
            database.setPassword(url.password);
        }
        if (!database.open()) lines = QStringList{u"ERROR "_s + database.lastError().text()};
        else lines = postgres ? postgresLines(database) : sqliteLines(database);
    }
    QSqlDatabase::removeDatabase(connection);
    lines.sort();
    return lines.join(u'\n') + u'\n';
}

} // namespace callfloor::test
