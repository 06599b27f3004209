// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_request.h"

namespace callfloor {

/// The HTTP request of a command about a leg (Telnyx reference, "Call Commands"). Pure. An error says what the
/// command lacks: a handle, a digit that exists, a text that is not too long; then nothing is to be sent.
Result<TelnyxRequest> legCommandRequest(const PreparedCommand &command, const QString &connectionId);

/// The carrier's name of a language for spoken text: `en-GB` as it is, `en` as its usual form, empty for one that it
/// does not speak by name, so that the voice decides.
QString spokenLanguage(const QString &tag);

} // namespace callfloor
