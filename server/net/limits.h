// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace callfloor::net {

/// What one client, and all of them together, may take. Over a limit the client gets 408, 413, 414, 429, 431 or 503
/// with the JSON error, then the connection ends.
struct Limits {
    using ms = std::chrono::milliseconds;

    qsizetype headerBytes = 16 * 1024;       ///< Request line and fields together.
    int headerCount = 100;                   ///< Fields of a head, and of the trailers of a chunked body.
    qsizetype targetBytes = 8 * 1024;        ///< The request target; 414 beyond.
    qsizetype bodyBytes = 1 << 20;           ///< Unless the head check says otherwise for a route.
    ms headerTimeout{10'000};                ///< From the first byte (or the accept) to the end of the head.
    ms handshakeTimeout{10'000};             ///< From the accept to the end of the TLS handshake.
    ms bodyTimeout{30'000};                  ///< From the end of the head to the end of the body.
    ms idleTimeout{60'000};                  ///< Between two requests.
    ms writeStallTimeout{30'000};            ///< Without a byte of our output taken.
    ms lingerTimeout{2'000};                 ///< How long input is thrown away behind a reply that ends the connection.
    int connections = 20'000;                ///< Open sockets, WebSockets too; never more than the file limit allows.
    int connectionsPerAddress = 1'000;       ///< From one IPv4 address or one IPv6 /64; 0 = no limit.
    bool loopbackExempt = true;              ///< Loopback is a proxy or a local tool: it has no limit per address.
    int inFlight = 20'000;                   ///< Requests that wait for their reply (long polls too); 503 beyond.
    qsizetype webSocketBytes = 1'000'000;    ///< A WebSocket message or frame; the code behind `opened` may change it.
    qsizetype webSocketQueueBytes = 2 << 20; ///< Unsent output of a WebSocket at which it is cut off.
};

} // namespace callfloor::net
