// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QString>

namespace callfloor::bench {

/// Writes `count` ended calls of one leg each into the database at `databaseUrl`, whose schema is there, with start
/// times a second apart up to now.
Result<Ok> insertEndedCalls(const QString &databaseUrl, int count);

} // namespace callfloor::bench
