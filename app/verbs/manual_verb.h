// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QTextStream>

namespace callfloor {

/// What the parser has to know about `callfloor manual` and `callfloor completion`.
Verb manualVerb();
Verb completionVerb();

/// The manual page callfloor(1), for man(1), made from the tables that `--help` is made from.
QString manualPage(std::span<const Verb> verbs, const QString &version);
/// The completion of a shell (`bash`, `zsh` or `fish`), from the same tables; empty for another shell.
QString shellCompletion(std::span<const Verb> verbs, const QString &shell);

/// Prints them. The exit status is 0, or 2 after a sentence on `err`.
int runManualVerb(std::span<const Verb> verbs, const Options &options, QTextStream &out, QTextStream &err);
int runCompletionVerb(std::span<const Verb> verbs, const Options &options, QTextStream &out, QTextStream &err);

} // namespace callfloor
