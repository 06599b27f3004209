// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <optional>

namespace callfloor {

/// Reads the configuration of the running server anew, from the same sources as at its start, and says in the log which of
/// the settings that have changed need a restart. Nothing, with the reasons in the log, if something in it is wrong.
std::optional<Settings> readSettingsAgain(const Options &running);

/// The keys of the settings that a running server takes over.
const QStringList &reloadableSettings();

} // namespace callfloor
