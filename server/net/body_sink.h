// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace callfloor::net {

/// Where the body of a request goes piece by piece as it arrives, instead of into memory. Chosen by the head check, handed on
/// with the request; dropped with it, also when the client leaves in the middle.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// False if the piece cannot be taken: the client gets a 503, and the connection ends.
    virtual bool write(QByteArrayView piece) = 0;
};

} // namespace callfloor::net
