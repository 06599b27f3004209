// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace callfloor {

/// `callfloor --server`, with or without `--demo`: runs until it is asked to stop (SIGTERM, SIGINT), in the demo also
/// until `--seconds` are over. SIGHUP reads the configuration
/// again (not in the demo). A QCoreApplication must exist. Returns the exit status: 0; 1 if the start failed or
/// the demo's calls did not all end well.
int runServer(const Options &options);

} // namespace callfloor
