// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace callfloor {

/// What the arguments say, before any setting is looked up elsewhere.
struct CommandLine {
    Options options; ///< Without its settings.
    std::vector<FlagValue> flags;
    QStringList problems; ///< Sentences; empty = all is well.
};

/// Reads the arguments; see parseOptions().
CommandLine readCommandLine(const QStringList &arguments, std::span<const Verb> verbs);

/// The verb of that name, or nullptr.
const Verb *findVerb(std::span<const Verb> verbs, const QString &name);

} // namespace callfloor
