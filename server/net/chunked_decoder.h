// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/request_parser.h"

namespace callfloor::net {

/// Decodes a body in chunked transfer coding (RFC 9112 §7.1) as it arrives. Extensions are checked, bounded and
/// ignored; trailers are checked, bounded and dropped. A bad size, a missing CR or LF, or one byte too many is refused.
class ChunkedDecoder {
public:
    /// `bodyLimit` bounds the decoded body, `limits` the extensions and trailers (like a head).
    ChunkedDecoder(qsizetype bodyLimit, const Limits &limits);

    /// Takes what belongs to the body from `data`, appends what it decodes to `body`, and returns how many bytes it
    /// took. Stops at the end of the body or at the first error.
    qsizetype feed(QByteArrayView data, QByteArray &body);

    bool done() const { return m_state == State::Done; }
    /// Set once the coding is broken or a limit is passed.
    const std::optional<Refusal> &refusal() const { return m_refusal; }

private:
    enum class State { Size, Extension, SizeLf, Data, DataCr, DataLf, TrailerLine, TrailerLf, Done };
    void feedByte(char c);
    void sizeByte(char c);
    void sizeLineEnded();
    void trailerByte(char c);
    void trailerLineEnded();
    void refuse(const char *sentence);

    qsizetype m_bodyLimit;
    qsizetype m_overheadLeft;
    int m_trailersLeft;
    State m_state = State::Size;
    qint64 m_chunkLeft = 0;
    qint64 m_decoded = 0;
    int m_digits = 0;
    QByteArray m_line;
    std::optional<Refusal> m_refusal;
};

} // namespace callfloor::net
