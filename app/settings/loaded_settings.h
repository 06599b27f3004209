// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/setting_spec.h"

#include <vector>

namespace callfloor {

/// Where a value comes from.
struct SettingSource {
    /// From the strongest to the weakest.
    enum class Kind { CommandLine, Credential, Environment, DotEnv, File, Default };

    Kind kind = Kind::Default;
    QString name; ///< The flag, variable, credential or key as it was written there.
    QString file; ///< For DotEnv and File.
    int line = 0; ///< For DotEnv and File, from 1.

    /// `command line --port`, `environment PORT`, `.env:3 PORT`, `/etc/callfloor/server.conf:12`, `default`.
    QString text() const;
    /// A stable word for programs: `command_line credential environment dotenv file default`.
    QString kindWord() const;
    /// Credentials, variables and `.env`: they have one rank between them in the documentation.
    bool isEnvironment() const;
};

/// A value at one of its sources, in its normal form.
struct GivenValue {
    QString value;
    SettingSource source;
};

/// One setting with the value that counts and those that lost against it.
struct SettingOrigin {
    const SettingSpec *spec = nullptr; ///< A row of settingTable().
    QString value;                     ///< In its normal form; a secret in clear: show it with shown().
    SettingSource source;
    std::vector<GivenValue> ignored; ///< Weaker sources that set it too, the strongest first.

    bool isDefault() const { return source.kind == SettingSource::Kind::Default; }
    QString shown() const { return spec->shown(value); }
};

/// All settings, and how they came about.
struct LoadedSettings {
    Settings values;
    std::vector<SettingOrigin> origins; ///< In the order of settingTable().
    QStringList notices; ///< Sentences that an administrator should read; nothing is wrong enough to stop.

    /// How a setting got its value. The key must be one of settingTable().
    const SettingOrigin &origin(QStringView key) const;
    /// All secrets that were found, also those that lost, and passwords of URLs: for the log's redaction.
    QStringList secrets() const;
};

/// A setting from the command line.
struct FlagValue {
    QString key;         ///< Of settingTable().
    QString text;        ///< The value, or the path of the file that holds it.
    QString flag;        ///< As it was written.
    bool isPath = false; ///< `--key-file PATH`
};

/// Everything outside the program that settings are read from.
struct SettingInputs {
    std::vector<FlagValue> flags; ///< In their order; the last one counts.
    QProcessEnvironment environment;
    QString workingFolder;         ///< Absolute; relative paths and `.env` are looked for here.
    QString configFile;            ///< Empty = none.
    bool configFileWanted = false; ///< Whether a missing or unreadable configFile is an error.
};

/// Reads all sources, checks every value in them, and decides: command line, then systemd credentials, environment
/// (`NAME_FILE` before `NAME`), `.env`, configuration file, default. An empty variable counts as not set.
/// Error: BadRequest; `message` has one sentence a line, each of which names the source of what is wrong.
Result<LoadedSettings> loadSettings(const SettingInputs &inputs);

} // namespace callfloor
