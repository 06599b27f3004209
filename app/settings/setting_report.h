// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/loaded_settings.h"

#include <QJsonObject>

namespace callfloor {

/// The settings part of `--help`: flag, form, meaning and default of each.
QString settingsHelp();

/// `--port N`, as `--help` and the manual page show it; for secrets the flag that names a file.
QString settingUsage(const SettingSpec &spec);
/// The description with the default, in plain text.
QString settingMeaning(const SettingSpec &spec);

/// The whole of docs/configuration.md. A test compares the two.
QString settingsMarkdown();

/// `callfloor config`: each setting with its value and source, the values that lost below it, then the notices.
/// Secrets are masked.
QString settingsText(const LoadedSettings &settings);

/// `callfloor config --json`: `{settings: [{key, value, set, secret, source: {kind, name, file, line}, default,
/// ignored: [{value, source}]}], notices: [..]}`. A secret's value is null.
QJsonObject settingsJson(const LoadedSettings &settings);

/// `text` in lines of at most `width` characters, each after `indent` spaces.
QString wrapped(const QString &text, int indent, int width = 100);

} // namespace callfloor
