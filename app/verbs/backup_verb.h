// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor backup` and `callfloor restore`.
Verb backupVerb();
Verb restoreVerb();

/// Writes a backup of the configured database and state folder, see makeBackup(). If a folder is named, the file gets a name
/// with the time in it, and `--keep N` removes older ones of that form. Returns the exit status: 0, 1 after a sentence on
/// `err`, 2 for wrong arguments.
int runBackupVerb(const Options &options, QTextStream &out, QTextStream &err);

/// Restores a backup into the configured database and state folder, which must be empty, see restoreBackup(); with `--check`
/// only looks whether it could be. Returns the exit status as above.
int runRestoreVerb(const Options &options, QTextStream &out, QTextStream &err);

} // namespace callfloor
