// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/engineio_errors.h"

namespace callfloor::realtime {

namespace {

const char *messageOf(EngineErrorCode code) {
    switch (code) {
    case EngineErrorCode::UnknownTransport:
        return "Transport unknown";
    case EngineErrorCode::UnknownSession:
        return "Session ID unknown";
    case EngineErrorCode::BadHandshakeMethod:
        return "Bad handshake method";
    case EngineErrorCode::BadRequest:
        return "Bad request";
    case EngineErrorCode::Forbidden:
        return "Forbidden";
    case EngineErrorCode::UnsupportedProtocol:
        return "Unsupported protocol version";
    }
    return "Bad request";
}

} // namespace

net::Reply engineError(EngineErrorCode code) {
    const QByteArray message = messageOf(code);
    return {.status = code == EngineErrorCode::Forbidden ? 403 : 400,
            .body = "{\"code\":" + QByteArray::number(static_cast<int>(code)) + ",\"message\":\"" + message +
                    "\",\"error\":\"" + message + "\"}",
            .headers = {{"Cache-Control", "no-store"}}};
}

} // namespace callfloor::realtime
