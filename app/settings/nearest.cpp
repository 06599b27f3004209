// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/nearest.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace callfloor {

qsizetype editDistance(QStringView a, QStringView b) {
    const auto width = static_cast<size_t>(b.size()) + 1;
    std::vector<qsizetype> before(width), last(width), now(width);
    for (size_t j = 0; j < width; ++j)
        last[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto k = static_cast<size_t>(j);
            const qsizetype replaced = last[k - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[k] = std::min({last[k] + 1, now[k - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[k] = std::min(now[k], before[k - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[width - 1];
}

QString nearestMatch(const QString &word, const QStringList &candidates) {
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, word.size() / 4) + 1;
    for (const QString &candidate : candidates) {
        // A word cut short is as likely as a misspelt one.
        const bool begun = word.size() >= 4 && candidate.startsWith(word);
        const qsizetype distance = begun ? 1 : editDistance(word, candidate);
        if (distance < bestDistance && distance < word.size()) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &candidates) {
    const QString match = nearestMatch(word, candidates);
    return match.isEmpty() ? QString() : QString(u" Did you mean \""_s + match + u"\"?"_s);
}

} // namespace callfloor
