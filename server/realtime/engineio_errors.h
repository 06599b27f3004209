// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

namespace callfloor::realtime {

/// The error codes of the Engine.IO reference server.
enum class EngineErrorCode {
    UnknownTransport = 0,
    UnknownSession = 1,
    BadHandshakeMethod = 2,
    BadRequest = 3,
    Forbidden = 4,
    UnsupportedProtocol = 5,
};

/// HTTP 400 (403 for Forbidden) with `{"code": n, "message": …}`, and the same sentence as `error`.
net::Reply engineError(EngineErrorCode code);

} // namespace callfloor::realtime
