// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/migrator.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QRegularExpression>

#include <algorithm>

namespace callfloor::store {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcMigrate, "callfloor.store.migrate")

namespace {

/// Any number will do, as long as every version of this program uses the same.
constexpr auto kLock = "select pg_advisory_xact_lock(4810240001)";

Error failed(const Database &database, const QString &doing) {
    return Error{ErrorCode::Unavailable, u"The database schema could not be brought up to date (%1): %2"_s.arg(doing, database.error()),
                 database.error(), {}, {}, 0};
}

Result<Ok> checkApplied(const std::vector<Migration> &migrations, int number, const QString &checksum) {
    if (number < 1 || number > static_cast<int>(migrations.size()))
        return Error{ErrorCode::Conflict,
                     u"The database was made by a newer version of callfloor (schema %1, this program knows %2). "
                     "Install that version again, or restore a backup made by this one."_s
                         .arg(number)
                         .arg(migrations.size()),
                     {}, {}, u"newer_schema"_s, 0};
    const Migration &known = migrations[static_cast<size_t>(number - 1)];
    if (known.checksum != checksum)
        return Error{ErrorCode::Conflict,
                     u"Step %1 (%2) of the database schema is not the one that this program contains. "
                     "Use the program that made the database, or restore a backup."_s.arg(number).arg(known.name),
                     {}, {}, u"changed_migration"_s, 0};
    return Ok{};
}

bool ensureTable(Database &database) {
    return database.run(u"create table if not exists schema_migration (number bigint primary key, name text not null, "
                        "checksum text not null, applied_us bigint not null)"_s);
}

/// Applies one step if it is missing. True if it was applied.
Result<bool> step(Database &database, const std::vector<Migration> &migrations, const Migration &migration) {
    database.begin(true);
    if (database.dialect() == Dialect::Postgres) database.run(QLatin1String(kLock));
    ensureTable(database);
    int newest = 0;
    Result<Ok> fine{Ok{}};
    {
        Rows rows = database.query(u"migrations_applied"_s, {});
        while (rows.next() && fine) {
            newest = static_cast<int>(rows.integer());
            fine = checkApplied(migrations, newest, rows.text());
        }
    }
    if (!fine || newest >= migration.number || database.failure() != Failure::None) {
        const bool broken = fine.ok() && database.failure() != Failure::None;
        if (broken) {
            const Error error = failed(database, u"reading its history"_s);
            database.rollback();
            return error;
        }
        database.rollback();
        if (!fine) return fine.error();
        return false;
    }
    for (const QString &statement : splitStatements(migration.sql))
        if (!database.run(statement)) break;
    database.exec(u"migration_insert"_s, {{":number", migration.number},
                                          {":name", migration.name},
                                          {":checksum", migration.checksum},
                                          {":applied_us", micros(SystemClock().now())}});
    const QString doing = u"step %1, %2"_s.arg(migration.number).arg(migration.name);
    if (!database.commit()) return failed(database, doing);
    if (database.url().file != ":memory:"_L1) qCInfo(lcMigrate).noquote() << "applied" << doing; // nobody's data
    return true;
}

} // namespace

std::vector<Migration> builtInMigrations(Dialect dialect) {
    std::vector<Migration> migrations;
    const QDir folder(u":/callfloor/sql/migrations"_s);
    const QString file = dialect == Dialect::Postgres ? u"postgres.sql"_s : u"sqlite.sql"_s;
    for (const QString &entry : folder.entryList(QDir::Dirs, QDir::Name)) {
        QFile script(folder.filePath(entry + u'/' + file));
        if (!script.open(QIODevice::ReadOnly)) continue;
        const QByteArray sql = script.readAll();
        migrations.push_back({entry.left(4).toInt(), entry.sliced(5), QString::fromUtf8(sql),
                              QString::fromLatin1(QCryptographicHash::hash(sql, QCryptographicHash::Sha256).toHex())});
    }
    return migrations;
}

namespace {

/// The end of the quotation or comment that begins at `pos`; `pos` itself if none begins there.
qsizetype endOfOpaque(const QString &script, qsizetype pos) {
    const auto after = [&](const QString &end, qsizetype from) {
        const qsizetype found = script.indexOf(end, from);
        return found < 0 ? script.size() : found + end.size();
    };
    const QChar c = script[pos];
    if (c == u'\'' || c == u'"') return after(c, pos + 1); // a doubled quote is the end of one and the start of the next
    const QStringView rest = QStringView(script).sliced(pos);
    if (rest.startsWith("--"_L1)) return after(u"\n"_s, pos);
    if (rest.startsWith("/*"_L1)) return after(u"*/"_s, pos + 2);
    static const QRegularExpression kDollarQuote(u"\\G\\$\\w*\\$"_s);
    const auto dollar = c == u'$' ? kDollarQuote.match(script, pos) : QRegularExpressionMatch();
    return dollar.hasMatch() ? after(dollar.captured(), dollar.capturedEnd()) : pos;
}

} // namespace

QStringList splitStatements(const QString &script) {
    QStringList statements;
    QString current;
    const auto close = [&] {
        if (!current.trimmed().isEmpty()) statements << current.trimmed();
        current.clear();
    };
    for (qsizetype pos = 0; pos < script.size();) {
        const qsizetype end = endOfOpaque(script, pos);
        const bool comment = end > pos && (script[pos] == u'-' || script[pos] == u'/');
        if (comment) current += u'\n';
        else if (end > pos) current += QStringView(script).sliced(pos, end - pos);
        else if (script[pos] == u';') close();
        else current += script[pos];
        pos = std::max(end, pos + 1);
    }
    close();
    return statements;
}

Result<Ok> migrate(Database &database, const std::vector<Migration> &migrations) {
    for (const Migration &migration : migrations) {
        auto done = step(database, migrations, migration);
        if (!done) return done.error();
    }
    return Ok{};
}

Result<int> schemaVersion(Database &database) {
    database.begin(true);
    ensureTable(database);
    int newest = 0;
    {
        Rows rows = database.query(u"migrations_applied"_s, {});
        while (rows.next()) newest = static_cast<int>(rows.integer());
    }
    if (!database.commit()) return failed(database, u"reading its version"_s);
    return newest;
}

} // namespace callfloor::store
