// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <vector>

namespace callfloor {

/// All verbs, in the order of the help.
const std::vector<Verb> &allVerbs();

/// Runs `options.verb`, which is one of them. A QCoreApplication must exist. Returns the exit status.
int runVerb(const Options &options);

} // namespace callfloor
