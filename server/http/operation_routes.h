// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"
#include "server/engine/dispatcher.h"
#include "server/net/http_server.h"

#include <QHash>

namespace callfloor {

/// Reads the parts of an operation's request: path values, query, JSON body. Errors: BadRequest, 415 as BadRequest with
/// the reason `unsupported_media_type`. A parameter that stands in the query twice is refused; on legacy routes the
/// first one counts.
Result<RequestParts> requestParts(const net::Request &request, const QHash<QString, QString> &pathValues, bool legacy);

/// The token of `Authorization: Bearer …`; empty without one.
QByteArray bearerToken(const net::Request &request);

/// Sends an operation's reply, or its refusal, as HTTP. Where the route says so the reply has an ETag.
Dispatcher::Done replyWith(const net::Responder &responder, const Route &route, const net::Request &request);

} // namespace callfloor
