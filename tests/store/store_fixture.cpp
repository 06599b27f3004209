// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include "server/store/migrator.h"

#include <QFile>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace callfloor::store;

Result<Ok> TestDatabases::open() {
    auto cluster = PgCluster::ofTestRun();
    if (!cluster) return cluster.error();
    m_postgres = std::move(*cluster);
    return Ok{};
}

Result<DatabaseUrl> TestDatabases::fresh(Dialect dialect) {
    if (dialect == Dialect::Sqlite) return parseDatabaseUrl(u"sqlite:%1.sqlite"_s.arg(++m_files), m_folder.path());
    const auto url = m_postgres->createDatabase(u"store"_s);
    if (!url) return url.error();
    return parseDatabaseUrl(*url, {});
}

Result<Ok> TestDatabases::makeTemplate(Dialect dialect) {
    auto url = fresh(dialect);
    if (!url) return url.error();
    Database database(*url);
    if (auto opened = database.open(); !opened) return opened;
    if (auto done = migrate(database, builtInMigrations(dialect)); !done) return done;
    (dialect == Dialect::Sqlite ? m_sqliteTemplate : m_postgresTemplate) = *url;
    return Ok{};
}

Result<DatabaseUrl> TestDatabases::migrated(Dialect dialect) {
    auto &model = dialect == Dialect::Sqlite ? m_sqliteTemplate : m_postgresTemplate;
    if (!model)
        if (auto made = makeTemplate(dialect); !made) return made.error();
    if (dialect == Dialect::Sqlite) {
        auto url = fresh(dialect);
        if (url && !QFile::copy(model->file, url->file)) return internalError(u"cannot copy "_s + model->file);
        return url;
    }
    const auto url = m_postgres->createDatabase(u"store"_s, model->database);
    if (!url) return url.error();
    return parseDatabaseUrl(*url, {});
}

void addDialectRows() {
    QTest::addColumn<int>("dialect");
    QTest::newRow("sqlite") << static_cast<int>(Dialect::Sqlite);
    QTest::newRow("postgres") << static_cast<int>(Dialect::Postgres);
}

Dialect currentDialect(int dialect) { return static_cast<Dialect>(dialect); }

std::unique_ptr<Database> openDatabase(const DatabaseUrl &url) {
    auto database = std::make_unique<Database>(url);
    const auto opened = database->open();
    if (!opened) qFatal("%s", qPrintable(opened.error().message));
    return database;
}

std::unique_ptr<Storage> openStorage(const DatabaseUrl &url, int readers) {
    auto storage = Storage::open({url, readers, true});
    if (!storage) qFatal("%s", qPrintable(storage.error().message));
    return std::move(storage).value();
}

QString nastyText(QRandomGenerator &random) {
    static const QStringList kPieces{u"'"_s, u"''"_s, u"\""_s, u"\\"_s, u"\\'"_s, u"?"_s, u":name"_s, u":rows"_s, u"::text"_s,
                                     u"$1"_s, u"--"_s, u"/*"_s, u";"_s, u"%"_s, u"_"_s, u"\n"_s, u"\t"_s, u"\x01"_s, u"é"_s,
                                     u"日本"_s, u"😀"_s, u"\u202e"_s, u"\\u0000"_s, u"\\\\u0000"_s, u"null"_s, u"E'"_s, u"[x]"_s,
                                     u"{{list}}"_s, u"robert'); drop table call;"_s, u" "_s, u"a"_s, u"0"_s};
    QString text;
    for (int n = 1 + random.bounded(6); n > 0; --n) text += kPieces[random.bounded(kPieces.size())];
    return text;
}

} // namespace callfloor::test
