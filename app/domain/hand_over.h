// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callfloor {

/// True if what was said has one of the words, or groups of words, as whole words; upper and lower case, punctuation and the
/// kind of spaces do not matter. `agent` is in "An AGENT, please!", but not in "agency".
bool asksForPerson(const QString &said, const QStringList &words);

} // namespace callfloor
