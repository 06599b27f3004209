// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/backup.h"

#include "app/backup/tar_archive.h"
#include "server/store/migrator.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSaveFile>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kCopyPiece = 1 << 20;
constexpr auto kSigningSecret = "jwt.secret"_L1; // see signingSecret()

Error cannotWrite(const QString &file, const QString &why) {
    return unavailable(u"The backup %1 cannot be written: %2"_s.arg(file, why), why);
}

/// What must not go into a backup although it lies in the state folder: the database itself, whose rows are in it, and what
/// programs leave beside a file while they work.
bool isLeftOut(const QFileInfo &file, const BackupPlace &from, const QString &backup, bool secrets) {
    const QString path = file.absoluteFilePath();
    if (path == backup || path.startsWith(backup + u'.')) return true;
    if (from.database.dialect == store::Dialect::Sqlite && path.startsWith(from.database.file)) {
        const QString ending = path.mid(from.database.file.size());
        if (QStringList{u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s}.contains(ending)) return true;
    }
    if (!secrets && file.fileName() == kSigningSecret) return true;
    return file.fileName().endsWith(".part"_L1) || file.fileName().endsWith(".lock"_L1);
}

QStringList stateFiles(const BackupPlace &from, const QString &backup, bool secrets) {
    QStringList paths;
    const QDir folder(from.stateDir);
    QDirIterator it(from.stateDir, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        if (!isLeftOut(it.fileInfo(), from, backup, secrets)) paths << folder.relativeFilePath(it.filePath());
    }
    paths.sort();
    return paths;
}

/// A backup that is being written.
class BackupWriting {
public:
    BackupWriting(QSaveFile &file, UtcTime now) : m_file(file), m_tar(file, now) { m_manifest.created = now; }
    BackupManifest &manifest() { return m_manifest; }

    Result<Ok> addTable(store::Database &database, const store::TableInfo &table) {
        if (!m_tar.begin(tableEntry(table.name))) return cannotWrite(m_file.fileName(), m_file.errorString());
        const auto sum = store::readTable(database, table, [this](const QByteArray &line) { return m_tar.write(line); });
        if (!sum) return sum.error();
        if (!m_tar.end()) return cannotWrite(m_file.fileName(), m_file.errorString());
        BackupManifest::Table entry;
        entry.sum = *sum;
        for (const store::TableColumn &column : table.columns) entry.columns << column.name;
        if (!table.identity.isEmpty()) entry.identity = store::lastIdentity(database, table);
        m_manifest.tables.insert(table.name, entry);
        return Ok{};
    }

    /// A file that goes away meanwhile was of no use any more.
    Result<Ok> addFile(const QString &stateDir, const QString &path) {
        QFile file(QDir(stateDir).filePath(path));
        if (!file.open(QIODevice::ReadOnly)) {
            if (!file.exists()) return Ok{};
            return unavailable(u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString()));
        }
        if (!m_tar.begin(fileEntry(path))) return cannotWrite(m_file.fileName(), u"%1: %2"_s.arg(path, m_file.errorString()));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        BackupManifest::File entry;
        while (true) {
            const QByteArray piece = file.read(kCopyPiece);
            if (piece.isEmpty()) break;
            hash.addData(piece);
            entry.bytes += piece.size();
            if (!m_tar.write(piece)) return cannotWrite(m_file.fileName(), m_file.errorString());
        }
        if (file.error() != QFileDevice::NoError) return unavailable(u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString()));
        if (!m_tar.end()) return cannotWrite(m_file.fileName(), m_file.errorString());
        entry.sha256 = hash.result().toHex();
        m_manifest.files.insert(path, entry);
        return Ok{};
    }

    Result<Ok> finish() {
        const bool written = m_tar.begin(manifestEntry()) && m_tar.write(manifestJson(m_manifest)) && m_tar.end() && m_tar.finish();
        if (!written || !m_file.commit()) return cannotWrite(m_file.fileName(), m_file.errorString());
        return Ok{};
    }

private:
    QSaveFile &m_file;
    TarWriter m_tar;
    BackupManifest m_manifest;
};

/// All rows as of one moment: a transaction for reading sees that on both databases, whatever is written meanwhile.
Result<Ok> addDatabase(BackupWriting &writing, store::Database &database) {
    const auto schema = store::appliedSchema(database);
    if (!schema) return schema.error();
    if (*schema == 0) return badField(u"database_url"_s, u"The database %1 holds nothing of callfloor."_s.arg(database.url().shown()));
    const auto known = static_cast<int>(store::builtInMigrations(database.dialect()).size());
    if (*schema > known)
        return badField(u"database_url"_s, u"The database was made by a newer version of callfloor (schema %1, this program knows %2). "
                                           "Make the backup with that version."_s.arg(*schema).arg(known));
    const auto tables = store::tableCatalog(*schema);
    if (!tables) return tables.error();
    writing.manifest().schema = *schema;
    writing.manifest().database = database.dialect() == store::Dialect::Sqlite ? u"sqlite"_s : u"postgres"_s;
    database.begin(false);
    store::withoutTimeLimits(database);
    for (const store::TableInfo &table : *tables) {
        if (auto added = writing.addTable(database, table); !added) {
            database.rollback();
            return added;
        }
    }
    if (!database.commit()) return unavailable(u"The database failed while it was read: %1"_s.arg(database.error()));
    return Ok{};
}

} // namespace

Result<BackupManifest> makeBackup(const BackupPlace &from, const QString &file, bool secrets) {
    if (from.database.dialect == store::Dialect::Sqlite && !QFileInfo::exists(from.database.file))
        return badField(u"database_url"_s, u"There is no database %1; say which with --database-url or --state-dir."_s.arg(from.database.file));
    store::Database database(from.database);
    if (auto opened = database.open(); !opened) return opened.error();
    QSaveFile target(file);
    // Everything about everybody, and the key that signs logins: nobody else's business, from the first byte on.
    if (!target.open(QIODevice::WriteOnly) || !target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return cannotWrite(file, target.errorString());
    BackupWriting writing(target, SystemClock().now());
    writing.manifest().version = QStringLiteral(CALLFLOOR_VERSION);
    if (auto added = addDatabase(writing, database); !added) return added.error();
    // After the rows: what a row names is still there, and what came later does no harm.
    const QString own = QFileInfo(file).absoluteFilePath();
    for (const QString &path : stateFiles(from, own, secrets))
        if (auto added = writing.addFile(from.stateDir, path); !added) return added.error();
    if (auto finished = writing.finish(); !finished) return finished.error();
    return writing.manifest();
}

} // namespace callfloor
