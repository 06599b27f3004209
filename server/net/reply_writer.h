// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

namespace callfloor::net {

/// The value of a Date field (RFC 9110 §5.6.7) for now; the text is made once a second.
QByteArrayView httpDate();

/// How a reply is framed.
struct ReplyFraming {
    bool http10 = false;   ///< The request was HTTP/1.0: keeping the connection must be said.
    bool close = false;    ///< The connection ends behind the reply.
    bool headOnly = false; ///< Answer to HEAD: the length of the body, but not the body.
};

/// Head and body of a reply as they go over the wire. A status outside 200 to 599 becomes 500. If `separateBody` is
/// given and the body is large, the body is left out of the result and put there, uncopied.
QByteArray serializeReply(const Reply &reply, const ReplyFraming &framing, QByteArray *separateBody = nullptr);

} // namespace callfloor::net
