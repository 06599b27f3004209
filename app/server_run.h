// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace callfloor {

/// `callfloor --server`, with or without `--demo`: runs until it is asked to stop (SIGTERM, SIGINT), in the demo also
/// until `--seconds` are over. SIGHUP reads the configuration
/// again (not in the demo). A QCoreApplication must exist. Tells a service manager how it is (sd_notify(3)).
/// Returns the exit status: 0; 1 if the start failed or the demo's calls did not all end well; 2 if the start failed
/// because of the configuration, so that trying again is of no use.
int runServer(const Options &options);

} // namespace callfloor
