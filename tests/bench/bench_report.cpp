// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_report.h"

#include <cstdio>

namespace callfloor::bench {

using namespace Qt::StringLiterals;

namespace {

QString shortNumber(double value) {
    const double size = value < 0 ? -value : value;
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

} // namespace

Report::Report() : m_out(stdout) {}

void Report::title(const QString &text) { m_out << Qt::endl << text << Qt::endl; }

void Report::figure(const QString &what, double value, const QString &unit, Better better, std::optional<double> aim,
                    std::optional<double> peer) {
    const bool more = better == Better::More;
    QString line = u"  "_s + what.leftJustified(52) + shortNumber(value).rightJustified(9) + u' ' + unit.leftJustified(6);
    if (aim) {
        const bool reached = more ? value >= *aim : value <= *aim;
        line += u"  aim "_s + QLatin1String(more ? ">= " : "<= ") + shortNumber(*aim) + QLatin1String(reached ? ", reached" : ", missed");
    }
    // How many times better than the peer, whichever way is better.
    if (peer && value > 0) line += u"; peer %1, %2 x"_s.arg(shortNumber(*peer), shortNumber(more ? value / *peer : *peer / value));
    m_out << line << Qt::endl;
}

void Report::failed(const QString &what, const QString &why) {
    ++m_failures;
    m_out << u"  "_s << what << u": not measured: "_s << why << Qt::endl;
}

} // namespace callfloor::bench
