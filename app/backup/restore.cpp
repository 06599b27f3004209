// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/backup.h"

#include "app/backup/tar_archive.h"
#include "server/store/migrator.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kRestorePiece = 1 << 20;

Error refused(const QString &sentence) { return Error{ErrorCode::BadRequest, sentence, {}, {}, u"damaged_backup"_s, 0}; }
Error notEmpty(const QString &sentence) { return Error{ErrorCode::Conflict, sentence, {}, {}, u"not_empty"_s, 0}; }

/// A path that stays within the folder that it is put into.
bool staysInside(const QString &path) {
    return !path.isEmpty() && QDir::isRelativePath(path) && QDir::cleanPath(path) == path && path != ".."_L1 && !path.startsWith("../"_L1);
}

/// What the archive really holds, by entry.
struct ReadEntry {
    store::TableSum sum; ///< Rows: line feeds.
    qint64 bytes = 0;
};

Result<QMap<QString, ReadEntry>> readAll(QFile &file, QByteArray &manifest) {
    QMap<QString, ReadEntry> entries;
    TarReader reader(file);
    while (true) {
        const auto entry = reader.next();
        if (!entry) return entry.error();
        if (!*entry) return entries;
        QCryptographicHash hash(QCryptographicHash::Sha256);
        ReadEntry read;
        for (QByteArray piece = reader.read(kRestorePiece); !piece.isEmpty(); piece = reader.read(kRestorePiece)) {
            hash.addData(piece);
            read.sum.rows += piece.count('\n');
            read.bytes += piece.size();
            if ((*entry)->name == manifestEntry()) manifest += piece;
        }
        if (read.bytes != (*entry)->size) return refused(u"The backup ends too early; take another one."_s);
        read.sum.sha256 = hash.result().toHex();
        if ((*entry)->name != manifestEntry()) entries.insert((*entry)->name, read);
    }
}

/// Every entry is in the manifest as it is, and the other way round.
Result<Ok> holdAgainst(const BackupManifest &manifest, QMap<QString, ReadEntry> entries) {
    const auto differs = [](const QString &name) {
        return refused(u"The backup is damaged: %1 is missing in it or not what it was. Take another one."_s.arg(name));
    };
    for (auto it = manifest.tables.begin(); it != manifest.tables.end(); ++it)
        if (!entries.contains(tableEntry(it.key())) || entries.take(tableEntry(it.key())).sum != it->sum) return differs(tableEntry(it.key()));
    for (auto it = manifest.files.begin(); it != manifest.files.end(); ++it) {
        const bool there = entries.contains(fileEntry(it.key()));
        const ReadEntry read = entries.take(fileEntry(it.key()));
        if (!there || read.bytes != it->bytes || read.sum.sha256 != it->sha256 || !staysInside(it.key())) return differs(fileEntry(it.key()));
    }
    if (!entries.isEmpty()) return differs(entries.firstKey());
    return Ok{};
}

/// The manifest speaks of the tables and columns that the schema of its number has.
Result<std::vector<store::TableInfo>> tablesOf(const BackupManifest &manifest) {
    const auto known = static_cast<int>(store::builtInMigrations(store::Dialect::Sqlite).size());
    if (manifest.schema > known)
        return Error{ErrorCode::BadRequest,
                     u"The backup was made by a newer version of callfloor (%1, schema %2; this program knows %3). Install that version, "
                     "then restore."_s.arg(manifest.version).arg(manifest.schema).arg(known),
                     {}, {}, u"newer_schema"_s, 0};
    auto tables = store::tableCatalog(manifest.schema);
    if (!tables) return refused(u"The backup names no schema that this program knows."_s);
    if (manifest.tables.size() != static_cast<qsizetype>(tables->size())) return refused(u"The backup does not hold the tables of its schema."_s);
    for (const store::TableInfo &table : *tables) {
        QStringList columns;
        for (const store::TableColumn &column : table.columns) columns << column.name;
        if (manifest.tables.value(table.name).columns != columns)
            return refused(u"The backup's table %1 has other columns than its schema."_s.arg(table.name));
    }
    return tables;
}

/// Moves the reader to an entry that holdAgainst() has found.
Result<bool> forEachEntry(const QString &path, const std::function<Result<Ok>(const QString &name, TarReader &reader)> &work) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return unavailable(u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    TarReader reader(file);
    while (true) {
        const auto entry = reader.next();
        if (!entry) return entry.error();
        if (!*entry) return true;
        if (auto done = work((*entry)->name, reader); !done) return done.error();
    }
}

/// Whole lines out of an entry.
void feedLines(TarReader &reader, store::TableWriter &writer) {
    QByteArray rest;
    for (QByteArray piece = reader.read(kRestorePiece); !piece.isEmpty(); piece = reader.read(kRestorePiece)) {
        rest += piece;
        qsizetype from = 0;
        for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
            writer.add(rest.mid(from, end - from));
            from = end + 1;
        }
        rest.remove(0, from);
    }
}

/// What migrations put into new tables by themselves is in the backup too, as it was.
void emptyTables(store::Database &database, const std::vector<store::TableInfo> &tables) {
    for (auto it = tables.rbegin(); it != tables.rend(); ++it) database.run(u"delete from \"%1\""_s.arg(it->name));
}

Result<Ok> fillTables(store::Database &database, const std::vector<store::TableInfo> &tables, const QString &file) {
    for (const store::TableInfo &table : tables) {
        // An entry for each table, which stand in this order; so each pass over the archive is short, and none is held.
        const auto read = forEachEntry(file, [&](const QString &name, TarReader &reader) -> Result<Ok> {
            if (name != tableEntry(table.name)) return Ok{};
            store::TableWriter writer(database, table);
            feedLines(reader, writer);
            if (!writer.finish()) return unavailable(u"The rows of %1 cannot be stored: %2"_s.arg(table.name, database.error()));
            return Ok{};
        });
        if (!read) return read.error();
    }
    return Ok{};
}

Result<Ok> compareTables(store::Database &database, const std::vector<store::TableInfo> &tables, const BackupManifest &manifest) {
    for (const store::TableInfo &table : tables) {
        const auto sum = store::readTable(database, table, {});
        if (!sum) return sum.error();
        if (*sum != manifest.tables.value(table.name).sum)
            return internalError(u"the rows of %1 are not those of the backup after they were stored"_s.arg(table.name));
    }
    return Ok{};
}

Result<Ok> restoreRows(store::Database &database, const BackupManifest &manifest, const QString &file) {
    const auto tables = tablesOf(manifest);
    if (!tables) return tables.error();
    auto steps = store::builtInMigrations(database.dialect());
    auto before = steps;
    before.resize(static_cast<size_t>(manifest.schema));
    if (auto migrated = store::migrate(database, before); !migrated) return migrated;
    database.begin(true);
    store::withoutTimeLimits(database);
    emptyTables(database, *tables);
    auto done = fillTables(database, *tables, file);
    for (const store::TableInfo &table : *tables)
        if (done && !table.identity.isEmpty()) store::setLastIdentity(database, table, manifest.tables.value(table.name).identity);
    if (done) done = compareTables(database, *tables, manifest);
    if (!done) {
        database.rollback();
        return done;
    }
    if (!database.commit()) return unavailable(u"The rows cannot be stored: %1"_s.arg(database.error()));
    return store::migrate(database, steps);
}

Result<Ok> restoreDatabase(const store::DatabaseUrl &url, const BackupManifest &manifest, const QString &file) {
    if (url.dialect == store::Dialect::Postgres) {
        store::Database database(url);
        if (auto opened = database.open(); !opened) return opened;
        const auto filled = store::hasTables(database);
        if (!filled) return filled.error();
        if (*filled)
            return notEmpty(u"The database %1 is not empty. Restore into a new one: createdb NAME, then --database-url."_s.arg(url.shown()));
        auto restored = restoreRows(database, manifest, file);
        if (!restored) store::dropAllTables(database);
        return restored;
    }
    if (QFileInfo(url.file).size() > 0)
        return notEmpty(u"There is a database %1 already. Stop the server and move it away, or restore elsewhere with --database-url."_s.arg(url.file));
    // Under another name until it is complete: nothing half done can be taken for a database.
    store::DatabaseUrl beside = url;
    beside.file += u".restoring"_s;
    const auto clean = [&beside] {
        for (const QString &ending : {u""_s, u"-wal"_s, u"-shm"_s}) QFile::remove(beside.file + ending);
    };
    clean();
    Result<Ok> restored{Ok{}};
    {
        store::Database database(beside);
        restored = database.open();
        if (restored) restored = restoreRows(database, manifest, file);
    } // closing writes the log back into the file
    QFile::remove(url.file); // of no bytes
    if (restored && !QFile::rename(beside.file, url.file)) restored = unavailable(u"%1 cannot be made."_s.arg(url.file));
    clean();
    return restored;
}

Result<Ok> restoreFile(const QString &path, TarReader &reader) {
    const QString folder = QFileInfo(path).absolutePath();
    QSaveFile target(path);
    const bool open = QDir().mkpath(folder) && target.open(QIODevice::WriteOnly) &&
                      target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    bool written = open;
    for (QByteArray piece = reader.read(kRestorePiece); written && !piece.isEmpty(); piece = reader.read(kRestorePiece))
        written = target.write(piece) == piece.size();
    if (!written || !target.commit()) return unavailable(u"%1 cannot be written: %2"_s.arg(path, target.errorString()));
    return Ok{};
}

Result<Ok> restoreFiles(const QString &stateDir, const BackupManifest &manifest, const QString &file) {
    QStringList made;
    const auto restored = forEachEntry(file, [&](const QString &name, TarReader &reader) -> Result<Ok> {
        const QString path = name.mid(fileEntry({}).size());
        if (!name.startsWith(fileEntry({})) || !manifest.files.contains(path)) return Ok{};
        made << QDir(stateDir).filePath(path);
        return restoreFile(made.last(), reader);
    });
    if (restored) return Ok{};
    for (const QString &path : made) QFile::remove(path);
    return restored.error();
}

} // namespace

Result<BackupManifest> checkBackup(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return badField(u"file"_s, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    QByteArray json;
    const auto entries = readAll(file, json);
    if (!entries) return entries.error();
    const auto manifest = manifestFromJson(json);
    if (!manifest) return manifest;
    if (const auto tables = tablesOf(*manifest); !tables) return tables.error();
    if (const auto held = holdAgainst(*manifest, *entries); !held) return held.error();
    return manifest;
}

Result<BackupManifest> restoreBackup(const BackupPlace &to, const QString &file) {
    const auto manifest = checkBackup(file);
    if (!manifest) return manifest;
    for (auto it = manifest->files.begin(); it != manifest->files.end(); ++it)
        if (QFileInfo::exists(QDir(to.stateDir).filePath(it.key())))
            return notEmpty(u"There is a file %1 in %2 already. Stop the server and move the folder away, or name another one with --state-dir."_s
                                .arg(it.key(), to.stateDir));
    if (!QDir().mkpath(to.stateDir)) return unavailable(u"The folder %1 cannot be made."_s.arg(to.stateDir));
    // The files first: they are easily taken back, and a database that is there tells that all is.
    if (auto files = restoreFiles(to.stateDir, *manifest, file); !files) return files.error();
    const auto rows = restoreDatabase(to.database, *manifest, file);
    if (rows) return manifest;
    for (auto it = manifest->files.begin(); it != manifest->files.end(); ++it) QFile::remove(QDir(to.stateDir).filePath(it.key()));
    return rows.error();
}

} // namespace callfloor
