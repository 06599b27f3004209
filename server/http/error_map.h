// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"
#include "server/net/message.h"

namespace callfloor {

/// The word for programs: Error::reason, else one for the kind.
QString errorWord(const Error &error);
/// `{"error": sentence, "message": sentence, "code": word, "field"?: name}`, with Retry-After where there is advice.
/// The detail is for the log and stays here.
net::Reply errorReply(const Error &error);

} // namespace callfloor
