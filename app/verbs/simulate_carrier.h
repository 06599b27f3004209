// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "app/options.h"
#include "server/simulator/simulator.h"

#include <QStringList>

#include <utility>
#include <vector>

namespace callfloor {

/// What the parser has to know about `callfloor simulate-carrier`.
Verb simulateCarrierVerb();

/// What the arguments of the verb ask for.
struct SimulateCarrier {
    simulator::SimulatorOptions simulator = {};
    /// Numbers, or endings that begin with `*`, with what happens there.
    std::vector<std::pair<QString, simulator::LegScript>> scripts = {};
    QString publicKeyFile = {}; ///< Empty = not written.
};

/// Reads the arguments. Errors: BadRequest with a sentence that names the argument.
Result<SimulateCarrier> simulateCarrierFrom(const QStringList &arguments);

/// Runs the carrier until SIGINT or SIGTERM; prints its base URL and public key. Returns the exit status: 0, 1 (the port
/// is taken, the key file cannot be written), 2 (wrong arguments).
int runSimulateCarrier(const QStringList &arguments);

} // namespace callfloor
