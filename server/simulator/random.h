// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace callfloor::simulator {

/// A small pseudo-random generator (SplitMix64, Steele et al. 2014) with distributions of its own: those of the
/// standard library may differ between libraries, and a seed must mean the same everywhere. Not for secrets.
class Random {
public:
    /// `stream` separates the uses of one seed, so that drawing more in one does not change another.
    explicit Random(quint64 seed, quint64 stream = 0);
    /// A generator for the `number`-th thing that concerns `text`: what it gives does not depend on the order in which
    /// other things were drawn.
    static Random keyed(quint64 seed, QStringView text, quint64 number);

    quint64 next();
    /// In [0, 1), with 53 bits.
    double unit();
    /// In [low, high], both included; `low` if the range is empty.
    qint64 between(qint64 low, qint64 high);
    /// True with probability `p` (0 … 1). Draws in any case, so that a change of p shifts nothing else.
    bool chance(double p);
    /// Exponentially distributed with this mean: the gaps of a Poisson stream.
    double exponential(double mean);
    /// Looks like a random UUIDv4, lower case.
    QString uuid();
    QByteArray bytes(qsizetype count);

private:
    quint64 m_state;
};

} // namespace callfloor::simulator
