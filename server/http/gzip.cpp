// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gzip.h"

#include <array>

namespace callfloor {

namespace {

/// CRC-32 of RFC 1952 §8.
quint32 crc32Of(const QByteArray &bytes) {
    static const auto kTable = [] {
        std::array<quint32, 256> table{};
        for (quint32 i = 0; i < table.size(); ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit) value = (value & 1U) ? 0xEDB88320U ^ (value >> 1) : value >> 1;
            table[i] = value;
        }
        return table;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes) crc = kTable[(crc ^ static_cast<quint8>(byte)) & 0xFFU] ^ (crc >> 8);
    return ~crc;
}

void appendLittleEndian(QByteArray &out, quint32 value) {
    for (int i = 0; i < 4; ++i) out.append(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

/// The weight behind one coding; 1 without one.
double weightOf(const QByteArray &parameters) {
    const qsizetype at = parameters.indexOf("q=");
    return at < 0 ? 1 : parameters.sliced(at + 2).trimmed().toDouble();
}

} // namespace

QByteArray gzipped(const QByteArray &plain) {
    // What Qt makes: four bytes of length, then zlib's format (RFC 1950) with two bytes before and four behind the
    // deflated data, which gzip wraps differently.
    const QByteArray zlib = qCompress(plain, 9);
    QByteArray packed("\x1f\x8b\x08\0\0\0\0\0\x02\xff", 10);
    packed.append(zlib.sliced(6).chopped(4));
    appendLittleEndian(packed, crc32Of(plain));
    appendLittleEndian(packed, static_cast<quint32>(plain.size()));
    return packed;
}

bool takesGzip(const net::Request &request) {
    for (const QByteArray &part : request.header("accept-encoding").toLower().split(',')) {
        const qsizetype end = part.indexOf(';');
        const QByteArray coding = (end < 0 ? part : part.first(end)).trimmed();
        if (coding == "gzip" || coding == "x-gzip") return weightOf(end < 0 ? QByteArray() : part.sliced(end + 1)) > 0;
    }
    return false;
}

} // namespace callfloor
