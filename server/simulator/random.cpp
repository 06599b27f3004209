// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/random.h"

#include <cmath>

namespace callfloor::simulator {

namespace {

quint64 scramble(quint64 z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

Random::Random(quint64 seed, quint64 stream) : m_state(scramble(seed) ^ scramble(stream + 0x632be59bd9b4e019ULL)) {}

Random Random::keyed(quint64 seed, QStringView text, quint64 number) {
    quint64 hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const QChar c : text) hash = (hash ^ c.unicode()) * 0x100000001b3ULL;
    return Random(seed ^ scramble(hash), number);
}

quint64 Random::next() {
    m_state += 0x9e3779b97f4a7c15ULL;
    return scramble(m_state);
}

double Random::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

qint64 Random::between(qint64 low, qint64 high) {
    const quint64 draw = next();
    if (high <= low) return low;
    const auto span = static_cast<quint64>(high - low) + 1;
    return low + static_cast<qint64>(draw % span);
}

bool Random::chance(double p) { return unit() < p; }

double Random::exponential(double mean) { return -mean * std::log1p(-unit()); }

QString Random::uuid() {
    QByteArray raw = bytes(16);
    raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x40);
    raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
    QByteArray hex = raw.toHex();
    for (const qsizetype at : {20, 16, 12, 8}) hex.insert(at, '-');
    return QString::fromLatin1(hex);
}

QByteArray Random::bytes(qsizetype count) {
    QByteArray out;
    out.reserve(count);
    while (out.size() < count) {
        quint64 word = next();
        for (int i = 0; i < 8 && out.size() < count; ++i, word >>= 8) out.append(static_cast<char>(word & 0xff));
    }
    return out;
}

} // namespace callfloor::simulator
