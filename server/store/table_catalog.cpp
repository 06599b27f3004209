// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/table_catalog.h"

#include "server/store/migrator.h"

#include <algorithm>
#include <map>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

TableColumn::Type typeNamed(const QString &name) {
    if (name.compare("boolean"_L1, Qt::CaseInsensitive) == 0) return TableColumn::Type::Boolean;
    return name.compare("text"_L1, Qt::CaseInsensitive) == 0 ? TableColumn::Type::Text : TableColumn::Type::Whole;
}

QStringList tableNames(Database &database) {
    QStringList names;
    Rows rows = database.ask(u"select name from sqlite_schema where type = 'table' and name not like 'sqlite@_%' escape '@' "
                             "and name <> 'schema_migration' order by name"_s);
    while (rows.next()) names << rows.text();
    return names;
}

TableInfo tableNamed(Database &database, const QString &name) {
    TableInfo table;
    table.name = name;
    {
        Rows rows = database.ask(u"select name, type, pk from pragma_table_xinfo('%1') where hidden = 0 order by cid"_s.arg(name));
        while (rows.next()) {
            TableColumn column;
            column.name = rows.text();
            column.type = typeNamed(rows.text());
            column.key = static_cast<int>(rows.integer());
            table.columns.push_back(column);
        }
    }
    Rows rows = database.ask(u"select sql from sqlite_schema where type = 'table' and name = '%1' and sql like '%autoincrement%'"_s.arg(name));
    const auto key = std::find_if(table.columns.begin(), table.columns.end(), [](const TableColumn &c) { return c.key == 1; });
    if (rows.next() && key != table.columns.end()) table.identity = key->name;
    return table;
}

QStringList referredTables(Database &database, const QString &name) {
    QStringList names;
    Rows rows = database.ask(u"select distinct \"table\" from pragma_foreign_key_list('%1')"_s.arg(name));
    while (rows.next()) names << rows.text();
    names.removeAll(name);
    return names;
}

/// Each table after those that it refers to. The schema has no circles; a test holds that.
std::vector<TableInfo> inOrder(Database &database, const QStringList &names) {
    std::vector<TableInfo> ordered;
    QStringList done;
    std::map<QString, QStringList> waiting;
    for (const QString &name : names) waiting[name] = referredTables(database, name);
    while (!waiting.empty()) {
        const auto next = std::find_if(waiting.begin(), waiting.end(), [&done](const auto &each) {
            return std::all_of(each.second.begin(), each.second.end(), [&done](const QString &needed) { return done.contains(needed); });
        });
        if (next == waiting.end()) return {};
        ordered.push_back(tableNamed(database, next->first));
        done << next->first;
        waiting.erase(next);
    }
    return ordered;
}

Error cannotRead(const Database &database) {
    return unavailable(u"The database cannot be read: %1"_s.arg(database.error()), database.error());
}

/// One number of a transaction that reads.
Result<qint64> numberOf(Database &database, const QString &sqlite, const QString &postgres) {
    database.begin(false);
    qint64 number = 0;
    {
        Rows rows = database.ask(database.dialect() == Dialect::Postgres ? postgres : sqlite);
        if (rows.next()) number = rows.integer();
    }
    if (!database.commit()) return cannotRead(database);
    return number;
}

} // namespace

Result<bool> hasTables(Database &database) {
    const auto count = numberOf(database, u"select count(*) from sqlite_schema"_s,
                                u"select count(*) from pg_class where relnamespace = current_schema()::regnamespace "
                                "and relkind in ('r', 'p', 'v', 'm', 'f', 'S')"_s);
    if (!count) return count.error();
    return *count > 0;
}

Result<int> appliedSchema(Database &database) {
    const auto known = numberOf(database, u"select count(*) from sqlite_schema where name = 'schema_migration'"_s,
                                u"select count(*) from pg_class where relnamespace = current_schema()::regnamespace "
                                "and relname = 'schema_migration'"_s);
    if (!known) return known.error();
    if (*known == 0) return 0;
    const QString newest = u"select coalesce(max(number), 0) from schema_migration"_s;
    const auto number = numberOf(database, newest, newest);
    if (!number) return number.error();
    return static_cast<int>(*number);
}

bool dropAllTables(Database &database) {
    database.begin(true);
    QStringList names;
    {
        Rows rows = database.ask(u"select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'"_s);
        while (rows.next()) names << rows.text();
    }
    for (const QString &name : names) database.run(u"drop table if exists \"%1\" cascade"_s.arg(name));
    return database.commit();
}

Result<std::vector<TableInfo>> tableCatalog(int version) {
    auto steps = builtInMigrations(Dialect::Sqlite);
    if (version < 1 || version > static_cast<int>(steps.size()))
        return internalError(u"there is no schema %1"_s.arg(version));
    steps.resize(static_cast<size_t>(version));
    DatabaseUrl url;
    url.file = u":memory:"_s;
    Database database(url);
    if (auto opened = database.open(); !opened) return opened.error();
    if (auto migrated = migrate(database, steps); !migrated) return migrated.error();
    database.begin(false);
    auto tables = inOrder(database, tableNames(database));
    database.rollback();
    if (tables.empty()) return internalError(u"the tables of schema %1 cannot be put in order"_s.arg(version));
    return tables;
}

} // namespace callfloor::store
