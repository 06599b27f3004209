// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace callfloor {

/// The program with a window: on a server over the network (`--connect`), on the simulated carrier (`--demo`), or with
/// the server inside. Makes the QApplication. Returns the exit status.
int runConsoleProgram(int &argc, char **argv, const Options &options);

} // namespace callfloor
