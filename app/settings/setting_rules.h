// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "app/settings/loaded_settings.h"

namespace callfloor {

/// Whether `time_scale` may be what it is: above 1 only if the carrier is on loopback (or `simulated`, that is in this
/// process), so that no real call is ever handled with shortened deadlines. Error: BadRequest with a sentence.
Result<Ok> checkTimeScale(const LoadedSettings &settings, bool simulated);

/// Whether the demo may start: not with the API key of a carrier that could ring real phones. Error: BadRequest with
/// a sentence that names the key's source.
Result<Ok> checkDemo(const LoadedSettings &settings);

/// Whether a server may open its webhook door: without the public key every webhook would have to be refused.
/// Error: BadRequest with a sentence. Not for the demo, whose simulator brings its own key.
Result<Ok> checkWebhookKey(const LoadedSettings &settings);

/// Whether TLS has both of its files or neither. What is in them is looked at when the server starts. Error: BadRequest
/// with a sentence that names the source of the one that is set.
Result<Ok> checkTls(const LoadedSettings &settings);

/// Remarks about settings that work but deserve a second look, such as an API key over plain HTTP.
QStringList settingRemarks(const Settings &settings);

} // namespace callfloor
