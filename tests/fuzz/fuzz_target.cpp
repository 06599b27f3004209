// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace callfloor::fuzz {

void broken(const char *file, int line, const char *property, const QByteArray &detail) {
    std::fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, property);
    if (!detail.isEmpty()) std::fprintf(stderr, "%s\n", detail.constData());
    std::fflush(stderr);
    std::abort();
}

Stream readStream(QByteArrayView input) {
    const qsizetype mark = input.lastIndexOf(QByteArrayView(kCutsMark));
    const QByteArrayView sizes = mark < 0 ? QByteArrayView() : input.sliced(mark + QByteArrayView(kCutsMark).size());
    Stream stream;
    stream.bytes = (mark < 0 ? input : input.first(mark)).toByteArray();
    qsizetype left = stream.bytes.size();
    for (qsizetype i = 0; left > 0; ++i) {
        const qsizetype wanted = sizes.isEmpty() ? 1 : 1 + static_cast<unsigned char>(sizes[i % sizes.size()]);
        stream.pieces.push_back(std::min(wanted, left));
        left -= stream.pieces.back();
    }
    return stream;
}

std::vector<QByteArray> splitParts(QByteArrayView input) {
    static constexpr QByteArrayView kMark("\n---\n");
    std::vector<QByteArray> parts;
    for (qsizetype mark = input.indexOf(kMark); mark >= 0; mark = input.indexOf(kMark)) {
        parts.push_back(input.first(mark).toByteArray());
        input = input.sliced(mark + kMark.size());
    }
    parts.push_back(input.toByteArray());
    return parts;
}

} // namespace callfloor::fuzz
