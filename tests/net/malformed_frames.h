// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringBuilder>

#include <vector>

namespace callfloor::test {

/// Bytes that a WebSocket client must not send, and the close code that fits (RFC 6455 §7.4.1); 0 = any, or none.
struct MalformedFrames {
    QByteArray name;
    QByteArray bytes;
    int closeCode = 0;
};

/// A frame of a client. `first` is the first byte (FIN, RSV, opcode); `lengthBytes` forces a form of the length.
inline QByteArray frame(int first, const QByteArray &payload, bool masked = true, int lengthBytes = 0) {
    QByteArray out(1, static_cast<char>(first));
    const auto size = static_cast<quint64>(payload.size());
    if (lengthBytes == 0) lengthBytes = size < 126 ? 1 : size < 65536 ? 2 : 8;
    const int mark = lengthBytes == 1 ? static_cast<int>(size) : lengthBytes == 2 ? 126 : 127;
    out.append(static_cast<char>(mark | (masked ? 0x80 : 0)));
    if (lengthBytes > 1)
        for (int shift = lengthBytes * 8 - 8; shift >= 0; shift -= 8) out.append(static_cast<char>(size >> shift));
    if (!masked) return out + payload;
    const char mask[4] = {0x12, 0x34, 0x56, 0x78};
    out.append(mask, 4);
    for (qsizetype i = 0; i < payload.size(); ++i) out.append(static_cast<char>(payload[i] ^ mask[i % 4]));
    return out;
}

/// A header that declares a length without a payload behind it.
inline QByteArray declared(int first, quint64 length) {
    QByteArray out(1, static_cast<char>(first));
    out.append(static_cast<char>(0xff));
    for (int shift = 56; shift >= 0; shift -= 8) out.append(static_cast<char>(length >> shift));
    return out + QByteArray(4, '\1');
}

inline QByteArray closeFrame(int code, const QByteArray &reason = {}) {
    return frame(0x88, QByteArray(1, static_cast<char>(code >> 8)) + static_cast<char>(code) + reason);
}

inline std::vector<MalformedFrames> malformedFrames() {
    std::vector<MalformedFrames> all = {
        {"unmasked text", frame(0x81, "2", false), 1002},
        {"unmasked empty text", frame(0x81, "", false), 1002},
        {"unmasked binary", frame(0x82, "abc", false), 1002},
        {"unmasked ping", frame(0x89, "", false), 1002},
        {"unmasked close", frame(0x88, "", false), 1002},
        {"unmasked behind a good frame", frame(0x89, "x") + frame(0x81, "2", false), 1002},
        {"unmasked continuation", frame(0x01, "2") + frame(0x80, "x", false), 1002},
        {"unmasked medium frame", frame(0x81, QByteArray(300, 'x'), false), 1002},
        {"unmasked large frame", frame(0x81, QByteArray(70'000, 'x'), false), 1002},
        {"continuation of nothing", frame(0x80, "x"), 1002},
        {"unfinished continuation of nothing", frame(0x00, "x"), 1002},
        {"continuation behind a finished message", frame(0x89, "") + frame(0x80, "x"), 1002},
        {"text inside a fragmented text", frame(0x01, "2") + frame(0x81, "x"), 1002},
        {"binary inside a fragmented text", frame(0x01, "2") + frame(0x82, "x"), 1002},
        {"text inside a fragmented binary", frame(0x02, "2") + frame(0x81, "x"), 1002},
        {"unfinished text inside a fragmented text", frame(0x01, "2") + frame(0x01, "x"), 1002},
        {"fragmented ping", frame(0x09, "x"), 1002},
        {"fragmented pong", frame(0x0a, "x"), 1002},
        {"fragmented close", frame(0x08, ""), 1002},
        {"ping of 126 bytes", frame(0x89, QByteArray(126, 'x')), 1002},
        {"pong of 126 bytes", frame(0x8a, QByteArray(126, 'x')), 1002},
        {"close of 126 bytes", frame(0x88, "\x03\xe8" + QByteArray(124, 'x')), 1002},
        {"ping of 70,000 bytes", frame(0x89, QByteArray(70'000, 'x')), 1002},
        {"ping with its length in 2 bytes", frame(0x89, "x", true, 2), 1002},
        {"close of one byte", frame(0x88, "\x03"), 1002},
        {"close with invalid UTF-8", closeFrame(1000, "\xff\xfe"), 1007},
        {"close with cut UTF-8", closeFrame(1000, "\xe4\xbd"), 1007},
        {"length 5 in 2 bytes", frame(0x81, "hello", true, 2), 1002},
        {"length 125 in 2 bytes", frame(0x81, QByteArray(125, 'x'), true, 2), 1002},
        {"length 0 in 2 bytes", frame(0x81, "", true, 2), 1002},
        {"length 5 in 8 bytes", frame(0x81, "hello", true, 8), 1002},
        {"length 65535 in 8 bytes", frame(0x81, QByteArray(65535, 'x'), true, 8), 1002},
        {"length with the top bit", declared(0x82, quint64(1) << 63), 1002},
        {"length of all ones", declared(0x82, ~quint64(0)), 1002},
        {"length 2^62", declared(0x82, quint64(1) << 62), 1009},
        {"length 2^62 of text", declared(0x81, quint64(1) << 62), 1009},
        {"length 2^40", declared(0x82, quint64(1) << 40), 1009},
        {"length 2^31", declared(0x82, quint64(1) << 31), 1009},
        {"length 2^31 - 1", declared(0x82, (quint64(1) << 31) - 1), 1009},
        {"length 3 GB", declared(0x82, 3'000'000'000), 1009},
        {"length 3 GB of text", declared(0x81, 3'000'000'000), 1009},
        {"length 3 GB of a fragment", declared(0x01, 3'000'000'000), 1009},
        {"length one above the limit", declared(0x81, 1'000'001), 1009},
        {"fragments above the limit together",
         frame(0x02, QByteArray(600'000, 'x')) + frame(0x80, QByteArray(600'000, 'x')), 1009},
        {"invalid UTF-8: 0xff", frame(0x81, "\xff"), 1007},
        {"invalid UTF-8: lone continuation", frame(0x81, "a\x80z"), 1007},
        {"invalid UTF-8: overlong slash", frame(0x81, "\xc0\xaf"), 1007},
        {"invalid UTF-8: overlong of 3", frame(0x81, "\xe0\x80\xaf"), 1007},
        {"invalid UTF-8: surrogate", frame(0x81, "\xed\xa0\x80"), 1007},
        {"invalid UTF-8: above U+10FFFF", frame(0x81, "\xf4\x90\x80\x80"), 1007},
        {"invalid UTF-8: cut at the end", frame(0x81, "abc\xe4\xbd"), 1007},
        {"invalid UTF-8 in the second fragment", frame(0x01, "abc") + frame(0x80, "\xff"), 1007},
        {"HTTP behind the handshake", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 1002},
        {"zeros", QByteArray(64, '\0'), 1002},
        {"ones", QByteArray(64, '\xff'), 1002},
    };
    for (const int bit : {0x40, 0x20, 0x10, 0x70})
        all.push_back({"reserved bits " + QByteArray::number(bit, 16), frame(0x81 | bit, "2"), 1002});
    for (const int opcode : {3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf})
        all.push_back({"opcode " + QByteArray::number(opcode, 16), frame(0x80 | opcode, "x"), 1002});
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
        all.push_back({"close code " + QByteArray::number(code), closeFrame(code), 1002});
    return all;
}

} // namespace callfloor::test
