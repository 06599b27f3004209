// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

#include <iosfwd>

namespace callfloor {

/// What the parser has to know about `callfloor pacer`.
Verb pacerVerb();
/// `--stdio`: answers lines of JSON (see PacerSession) until `in` ends, each at once. Returns the exit status: 0, or 2 after a
/// sentence on `err`.
int runPacerVerb(const Options &options, std::istream &in, std::ostream &out, QTextStream &err);

} // namespace callfloor
