// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/engine.h"
#include "server/net/http_server.h"

namespace callfloor {

/// Figures of the sockets, which the engine does not know.
struct DoorStats {
    net::Stats http;
    int sockets = 0;
};

/// `/readyz`: 200 if the database is there and a carrier is configured, else 503; the body says which part is missing.
net::Reply readiness(Engine &engine);
/// `/metrics`: Prometheus text format 0.0.4. `meters`: the lines of Meters.
net::Reply metricsPage(Engine &engine, const DoorStats &doors, const QByteArray &meters);

} // namespace callfloor
