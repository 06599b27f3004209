// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/net/message.h"

namespace callfloor {

/// The one place where an error becomes an HTTP status: 400, 401, 403, 404, 409, 413, 429, 502, 503, 500.
int httpStatus(ErrorCode code);
/// The word for programs: Error::reason, else one for the kind.
QString errorWord(const Error &error);
/// `{"error": sentence, "message": sentence, "code": word, "field"?: name}`, with Retry-After where there is advice.
/// The detail is for the log and stays here.
net::Reply errorReply(const Error &error);

} // namespace callfloor
