// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database_url.h"

namespace callfloor::test {

/// The schema of a database as text, a line a column, constraint or index, sorted: for comparison with the committed
/// file. Read from the database's own catalogue, without the product's code.
QString schemaDump(const store::DatabaseUrl &url);

} // namespace callfloor::test
