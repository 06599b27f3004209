// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

#include <QByteArray>

namespace callfloor {

/// The bytes as a gzip member (RFC 1952), packed as small as zlib can. Takes its time: for what is packed once.
QByteArray gzipped(const QByteArray &plain);

/// Whether the client takes `Content-Encoding: gzip` (RFC 9110 §12.5.3); not when it says nothing.
bool takesGzip(const net::Request &request);

} // namespace callfloor
