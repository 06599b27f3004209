// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor config`.
Verb configVerb();

/// Prints all settings with their sources: as text, with `--json` for programs; with `--markdown` the page
/// docs/configuration.md instead. Returns the exit status: 0, or 2 after a sentence on `err` for a wrong argument.
int runConfigVerb(const Options &options, QTextStream &out, QTextStream &err);

} // namespace callfloor
