// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/hand_over.h"

#include <algorithm>

namespace callfloor {

namespace {

/// The words alone, in one case, each with a space on both sides. Letters that may be written in two ways (ü as one
/// character or as two) are made one.
QString spacedWords(const QString &text) {
    QString words(u' ');
    for (const QChar c : text.normalized(QString::NormalizationForm_C).toCaseFolded()) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate()) words += c;
        else if (!words.endsWith(u' ')) words += u' ';
    }
    if (!words.endsWith(u' ')) words += u' ';
    return words;
}

} // namespace

bool asksForPerson(const QString &said, const QStringList &words) {
    const QString heard = spacedWords(said);
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        const QString sought = spacedWords(word);
        return sought.size() > 1 && heard.contains(sought);
    });
}

} // namespace callfloor
