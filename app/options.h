// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/loaded_settings.h"

#include <QUrl>

#include <optional>
#include <span>

namespace callfloor {

/// A verb such as `callfloor config`: what the parser has to know about it.
struct Verb {
    QString name;
    QString summary;           ///< One line for `--help`.
    QString usage = {};        ///< Lines below `callfloor NAME …` for `callfloor NAME --help`.
    QStringList ownFlags = {}; ///< Flags that mean something of its own here although they are also settings.
};

/// The program's surroundings, so that tests can give their own.
struct Surroundings {
    QProcessEnvironment environment;
    QString workingFolder;
    QString systemConfigFile = QStringLiteral("/etc/callfloor/server.conf");

    /// Those of this process.
    static Surroundings ofProcess();
};

/// What the command line asks for, with all settings.
struct Options {
    enum class Action {
        Run,
        Help,   ///< Print helpText() and end; nothing else was read.
        Version ///< Print the version and end; nothing else was read.
    };

    Action action = Action::Run;
    bool server = false;         ///< Without a window.
    bool demo = false;           ///< With the simulated carrier.
    QUrl connectUrl;             ///< The server whose console is wanted; empty = the one in this process.
    QString link;                ///< A number or an invitation that the desktop hands to the console (see ui/start/start_link.h).
    QString configFile;          ///< Of `--config`, as written.
    std::optional<int> seconds;  ///< After which the demo ends.
    std::optional<quint64> seed; ///< Of the demo.
    QString language;            ///< Of the console; empty = the system's.
    QString verb;                ///< Empty = none.
    QStringList verbArguments;   ///< What follows the verb, without settings.
    LoadedSettings loaded;

    const Settings &settings() const { return loaded.values; }
};

/// Reads the command line (without the program's name), then all settings.
/// A setting may stand before or after the verb. What the parser doesn't know after a verb goes to the verb, as does
/// everything after `--`; before the verb it is an error.
/// Error: BadRequest; `message` has one sentence a line, fit for standard error; the exit status should be 2.
Result<Options> parseOptions(const QStringList &arguments, const Surroundings &surroundings,
                             std::span<const Verb> verbs);

/// What `--help` prints; with a verb, what `callfloor VERB --help` prints.
QString helpText(std::span<const Verb> verbs, const QString &verb = {});

} // namespace callfloor
