// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor doctor`.
Verb doctorVerb();

/// Looks at the installation and says what is wrong, each failure with its remedy. Changes nothing; goes online only if it is
/// told to. `in` is read by the trial of supervision alone. Returns the exit status: 0 if nothing fails, 1 if something does, 2 for wrong arguments.
int runDoctorVerb(const Options &options, QTextStream &in, QTextStream &out, QTextStream &err);

} // namespace callfloor
