// SPDX-License-Identifier: GPL-3.0-or-later
// A body in chunked coding. Input: a stream (fuzz_target.h) that begins with the first chunk.
#include "server/net/chunked_decoder.h"
#include "tests/fuzz/fuzz_target.h"

namespace callfloor::fuzz {

using namespace net;

namespace {

constexpr qsizetype kBodyLimit = 300;

struct Decoded {
    QByteArray body;
    qsizetype taken = 0;
    bool done = false;
    int status = 0;
    QByteArray sentence;
    bool operator==(const Decoded &) const = default;
};

Decoded decode(const QByteArray &bytes, const std::vector<qsizetype> &pieces) {
    Limits limits;
    limits.headerBytes = 120;
    limits.headerCount = 3;
    ChunkedDecoder decoder(kBodyLimit, limits);
    Decoded result;
    qsizetype pos = 0;
    for (const qsizetype size : pieces) {
        const qsizetype taken = decoder.feed(QByteArrayView(bytes).sliced(pos, size), result.body);
        FUZZ_CHECK(taken >= 0 && taken <= size);
        FUZZ_CHECK(taken == size || decoder.done() || decoder.refusal());
        result.taken += taken;
        pos += size;
        if (decoder.done() || decoder.refusal()) break;
    }
    FUZZ_CHECK(!(decoder.done() && decoder.refusal()));
    FUZZ_CHECK(result.body.size() <= kBodyLimit);
    result.done = decoder.done();
    if (decoder.refusal()) {
        result.status = decoder.refusal()->status;
        result.sentence = decoder.refusal()->sentence;
        FUZZ_CHECK(result.status >= 400 && result.sentence.endsWith('.'));
    }
    return result;
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const Stream stream = readStream(input);
    if (stream.bytes.isEmpty()) return;
    const Decoded whole = decode(stream.bytes, {stream.bytes.size()});
    const Decoded cut = decode(stream.bytes, stream.pieces);
    FUZZ_CHECK_SHOWING(whole == cut, whole.body + " | " + cut.body);
    if (!whole.done) return;
    const QByteArray coding = stream.bytes.first(whole.taken);
    FUZZ_CHECK(coding.endsWith("\r\n"));
    // Written anew in one chunk it is the same body.
    QByteArray again;
    if (!whole.body.isEmpty()) again = QByteArray::number(whole.body.size(), 16) + "\r\n" + whole.body + "\r\n";
    again += "0\r\n\r\n";
    const Decoded second = decode(again, {again.size()});
    FUZZ_CHECK(second.done && second.body == whole.body && second.taken == again.size());
}

} // namespace callfloor::fuzz
