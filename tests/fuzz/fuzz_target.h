// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

/// What all fuzz targets share. A target is one file that defines fuzzOne(); fuzz_entry.cpp makes a libFuzzer target of
/// it, and replay_main.cpp a program that runs kept inputs once.
namespace callfloor::fuzz {

/// Called once for each input. Ends the process (FUZZ_CHECK, a sanitizer) where a property does not hold.
void fuzzOne(QByteArrayView input);

/// Says which property does not hold, with both values, and aborts, upon which libFuzzer keeps the input.
[[noreturn]] void broken(const char *file, int line, const char *property, const QByteArray &detail = {});

/// An input of a stream: its bytes, and how they are cut into the pieces in which they arrive.
struct Stream {
    QByteArray bytes;
    std::vector<qsizetype> pieces; ///< Sizes that add up to bytes.size(); none of them is 0.
};

/// The line between the bytes of a stream and the sizes of its pieces in an input; seeds without it stay readable.
inline constexpr char kCutsMark[] = "\n--cuts--\n";

/// Reads `bytes [mark sizes]`: each byte behind the mark is the size of a piece, counted from 1, and they begin anew
/// when they are used up. Without a mark every byte is a piece of its own.
Stream readStream(QByteArrayView input);

/// The parts of an input between lines of three dashes.
std::vector<QByteArray> splitParts(QByteArrayView input);

} // namespace callfloor::fuzz

#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) ::callfloor::fuzz::broken(__FILE__, __LINE__, #condition);                                   \
    } while (false)

/// The same with something to read beside it.
#define FUZZ_CHECK_SHOWING(condition, detail)                                                                          \
    do {                                                                                                               \
        if (!(condition)) ::callfloor::fuzz::broken(__FILE__, __LINE__, #condition, detail);                           \
    } while (false)
