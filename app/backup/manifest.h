// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "server/store/table_copy.h"

#include <QMap>

namespace callfloor {

/// What a backup holds: the last entry of its archive, `manifest.json`, against which everything else is checked.
struct BackupManifest {
    struct Table {
        store::TableSum sum;
        QStringList columns;
        qint64 identity = 0; ///< The last number that its identity column gave out.
    };
    struct File {
        qint64 bytes = 0;
        QByteArray sha256; ///< Hex.
    };

    QString version;  ///< Of the program that made it.
    QString database; ///< `sqlite` or `postgres`: where the rows come from. They can be restored into either.
    int schema = 0;   ///< The step of the schema that the rows belong to.
    UtcTime created;
    QMap<QString, Table> tables;
    QMap<QString, File> files; ///< Of the state folder, by their path in it.

    qint64 rows() const;
};

QByteArray manifestJson(const BackupManifest &manifest);
/// Errors: BadRequest if it is no manifest, or one of a later format.
Result<BackupManifest> manifestFromJson(const QByteArray &json);

/// Where things stand in the archive.
inline QString manifestEntry() { return QStringLiteral("manifest.json"); }
inline QString tableEntry(const QString &table) { return QStringLiteral("database/") + table + QStringLiteral(".jsonl"); }
inline QString fileEntry(const QString &path) { return QStringLiteral("state/") + path; }

} // namespace callfloor
