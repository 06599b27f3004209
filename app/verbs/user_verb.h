// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor user`.
Verb userVerb();

/// `callfloor user add|passwd|list|bootstrap`: accounts without a window, on the configured database, while a server
/// runs or not. Passwords come by standard input. Returns the exit status: 0, 1 (refused), 2 (wrong arguments).
int runUserVerb(const Options &options, QTextStream &in, QTextStream &out, QTextStream &err);

} // namespace callfloor
