// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/limits.h"
#include "server/net/message.h"

#include <QByteArrayView>

#include <optional>

namespace callfloor::net {

/// Why the server answers by itself and ends the connection. The texts are literals.
struct Refusal {
    int status = 400;
    const char *code = "bad_request";
    const char *sentence = "";
};

/// How the body of a request is delimited (RFC 9112 §6).
enum class BodyKind { None, Length, Chunked };

/// A parsed head: the request without its body, and what the connection must know.
struct Head {
    Request request;
    BodyKind bodyKind = BodyKind::None;
    quint64 bodyLength = 0; ///< With BodyKind::Length.
    bool keepAlive = true;
    bool expectContinue = false;
    bool webSocket = false; ///< A GET that asks for `Upgrade: websocket` (RFC 6455 §4.1).
};

/// What a look at the first bytes of a request tells.
struct HeadScan {
    qsizetype end = -1;             ///< Position behind the empty line, -1 while it hasn't come.
    qsizetype resume = 0;           ///< Where the next look may start: the beginning of the unfinished line.
    std::optional<Refusal> refusal; ///< Set as soon as the bytes cannot become a head.
};

/// Looks for the end of the head line by line, from `from` (a beginning of a line). Refuses lines that end without
/// CR and first bytes that begin no method, so that junk need not run into the time limit.
HeadScan scanHead(QByteArrayView data, qsizetype from);

/// Parses a whole head, empty line included. Strict: what two parsers could read differently is refused
/// (RFC 9112 §2.2, §5, §6.3; RFC 9110 §5.5, §7.2).
std::optional<Refusal> parseHead(QByteArrayView block, const Limits &limits, Head &head);

/// One `name: value` line without its CRLF, as it stands in heads and in trailers. False if it is malformed.
bool parseFieldLine(QByteArrayView line, Header &field);

/// Checks a handshake that `Head::webSocket` announces (RFC 6455 §4.2.1).
std::optional<Refusal> checkWebSocketHead(const Head &head);

} // namespace callfloor::net
