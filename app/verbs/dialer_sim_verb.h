// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor dialer-sim`.
Verb dialerSimVerb();
/// Plays shifts of made-up agents and people, with the rates of the arguments or of a campaign's calls, and prints a table (or
/// JSON) of what would come of them. Changes nothing. Returns the exit status: 0, 1 after a sentence on `err`, 2 for wrong arguments.
int runDialerSimVerb(const Options &options, QTextStream &out, QTextStream &err);

} // namespace callfloor
