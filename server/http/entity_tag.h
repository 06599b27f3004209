// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

namespace callfloor {

/// Whether one of the request's If-None-Match tags, or `*`, is that of the representation. Weak comparison (RFC 9110
/// §8.8.3.2, §13.1.2): a proxy that compresses makes a strong tag weak. A field that cannot be read matches nothing.
bool noneMatchHolds(const net::Request &request, QByteArrayView tag);

/// Gives a successful reply to GET or HEAD its ETag, a strong one made from the bytes, and turns it into 304 without
/// body if the client has them. The fields that describe the representation stay (RFC 9110 §15.4.5).
void revalidate(const net::Request &request, net::Reply &reply);

} // namespace callfloor
