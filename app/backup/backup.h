// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backup/manifest.h"

namespace callfloor {

/// What is backed up, or restored: a database and the folder of the rest.
struct BackupPlace {
    store::DatabaseUrl database;
    QString stateDir; ///< Absolute.
};

/// Writes everything into one file with mode 0600, while a server may run: the rows as of one moment, then the files. The
/// file appears under its name when it is complete. `secrets` false leaves out the key that signs logins, so that
/// everybody has to sign in again after a restore. Errors: BadRequest if there is nothing to back up, or the schema is not this
/// program's; Unavailable if something cannot be read or written.
Result<BackupManifest> makeBackup(const BackupPlace &from, const QString &file, bool secrets);

/// Reads a whole backup and holds it against its manifest; changes nothing. Errors: BadRequest if it is damaged, or its
/// schema is newer than this program.
Result<BackupManifest> checkBackup(const QString &file);

/// checkBackup(), then brings everything back: the schema as it was, the rows, the steps of the schema since then, the files. The
/// database must be empty, and none of the files may be there. If anything goes wrong, nothing is left behind. Before the
/// rows count they are read again and held against the manifest. Errors: as checkBackup(); Conflict if the target is not
/// empty; Unavailable.
Result<BackupManifest> restoreBackup(const BackupPlace &to, const QString &file);

} // namespace callfloor
