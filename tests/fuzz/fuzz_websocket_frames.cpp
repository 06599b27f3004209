// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over the frames of a WebSocket client. Input: a stream (fuzz_target.h).
#include "server/net/frame_guard.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace callfloor::fuzz {

namespace {

/// RFC 6455 §5.2, read from a buffer that is complete: how many bytes stand before the first frame without a mask, or
/// all of them.
qsizetype maskedBytes(QByteArrayView data) {
    qsizetype pos = 0;
    const auto byte = [&data](qsizetype at) { return static_cast<quint64>(static_cast<unsigned char>(data[at])); };
    while (pos + 1 < data.size()) {
        if (!(byte(pos + 1) & 0x80)) return pos + 1;
        const quint64 mark = byte(pos + 1) & 0x7f;
        const qsizetype extended = mark == 126 ? 2 : mark == 127 ? 8 : 0;
        const qsizetype header = 2 + extended + 4;
        if (data.size() - pos < header) break;
        quint64 length = extended == 0 ? mark : 0;
        for (qsizetype i = 0; i < extended; ++i)
            length = (length << 8) | byte(pos + 2 + i);
        if (length >= static_cast<quint64>(data.size() - pos - header)) break;
        pos += header + static_cast<qsizetype>(length);
    }
    return data.size();
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const Stream stream = readStream(input);
    const qsizetype good = maskedBytes(stream.bytes);
    net::FrameWalker whole;
    FUZZ_CHECK(whole.feed(stream.bytes) == (good == stream.bytes.size()));

    net::FrameWalker walker;
    qsizetype pos = 0;
    for (const qsizetype size : stream.pieces) {
        const bool passes = walker.feed(QByteArrayView(stream.bytes).sliced(pos, size));
        pos += size;
        FUZZ_CHECK_SHOWING(passes == (pos <= good), QByteArray::number(good) + " at " + QByteArray::number(pos));
        if (!passes) return;
    }
}

} // namespace callfloor::fuzz
