// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace callfloor {

/// How many insertions, deletions, replacements and swaps of neighbours turn one word into the other (the optimal
/// string alignment distance).
qsizetype editDistance(QStringView a, QStringView b);

/// The candidate that somebody who typed `word` most likely meant; empty if none is near.
QString nearestMatch(const QString &word, const QStringList &candidates);

/// ` Did you mean "--port"?`, with the space before it, or an empty text if no candidate is near.
QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace callfloor
