// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/doctor/finding.h"
#include "app/options.h"

namespace callfloor {

/// Whether a server could start with the settings, and what about them deserves a second look.
Findings checkSettings(const Options &options);
/// Who may read the configuration file and the secrets.
Findings checkSecrets(const Options &options);
/// The state folder: there, ours, with room.
Findings checkState(const Options &options);
/// Certificate and key, where the server speaks TLS itself.
Findings checkCertificate(const Options &options);
/// Whether the system's clock is set by somebody.
Findings checkClock();
/// The database: reachable, its schema, its clock, commands that wait for the carrier, an administrator. Changes nothing, and
/// makes no database.
Findings checkDatabase(const Options &options);
/// Who answers at `bind` and `port`: this server, somebody else, or nobody.
Findings checkPort(const Options &options);
/// What the addresses say that are used from outside.
Findings checkAddresses(const Options &options);
/// Asks the carrier whether it knows the key and the application, and whether the public addresses lead here. Sends to
/// nobody but these.
Findings checkOnline(const Options &options);
/// That there is a key to ask with; without going online.
Findings checkCarrier(const Options &options);

} // namespace callfloor
