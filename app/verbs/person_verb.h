// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor person`.
Verb personVerb();

/// `export NUMBER`: everything about the person with that number as JSON, on `out` or into a file with mode 0600. `erase NUMBER`:
/// takes number and words out, see store::persons::erase(). Both leave a line in the audit log, which does not hold the number.
/// Works while the server runs. Returns the exit status: 0, 1 after a sentence on `err`, 2 for wrong arguments.
int runPersonVerb(const Options &options, QTextStream &out, QTextStream &err);

} // namespace callfloor
