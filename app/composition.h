// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "server/engine/engine_options.h"
#include "server/engine/retention_service.h"
#include "server/http/gateway.h"
#include "server/simulator/simulator.h"
#include "server/store/storage.h"
#include "server/telnyx/telnyx_settings.h"

namespace callfloor {

/// How settings become the options of the rooms: the only place that knows both.
Result<EngineOptions> engineOptions(const Options &options);
GatewayOptions gatewayOptions(const Settings &settings);
Result<store::StorageOptions> storageOptions(const Settings &settings);
RetentionPolicy retentionPolicy(const Settings &settings);
TelnyxSettings telnyxSettings(const Settings &settings);
simulator::SimulatorOptions demoSimulator(const Options &options);

/// The Call Control application of the simulated carrier.
extern const QString kDemoConnection;

/// The program's version.
QString programVersion();

} // namespace callfloor
