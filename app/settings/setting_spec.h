// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "app/settings/settings.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace callfloor {

/// What the text of a setting has to look like.
enum class SettingType { Text, Path, Whole, Decimal, Boolean, Choice, List, Duration, Url, Secret };

/// One setting, declared once: reading it, refusing it, `--help`, `callfloor config` and docs/configuration.md all
/// come from this.
struct SettingSpec {
    QString key; ///< `ping_interval_ms`: its name in files; the others are made from it.
    SettingType type = SettingType::Text;
    QString section;             ///< The heading that it stands under.
    QString description;         ///< One sentence.
    QString expects;             ///< What a value must be, so that "expected …" reads well.
    QString defaultText;         ///< The value where nothing is set.
    QString defaultNote;         ///< In words, where the default depends on the machine; else empty.
    QStringList legacyVariables; ///< Environment variables besides variable(), the stronger first.
    bool holdsPassword = false;  ///< A URL that may have a password in it.

    /// Checks a text and, if it is good, stores the value in the struct and returns its normal form. The error's
    /// `message` ends a sentence: what was expected.
    std::function<Result<QString>(const QString &text, Settings &out)> store;
    /// Finds the default on this machine; empty if that is `defaultText`.
    std::function<QString(const QProcessEnvironment &environment)> machineDefault;

    /// `--ping-interval-ms`
    QString flag() const;
    /// `CALLFLOOR_PING_INTERVAL_MS`
    QString variable() const;
    /// variable() and the legacy ones, the strongest first.
    QStringList variables() const { return QStringList{variable()} + legacyVariables; }
    bool isSecret() const { return type == SettingType::Secret; }
    /// Whether `NAME_FILE`, `key_file`, `--key-file` and a systemd credential may hold it.
    bool readableFromFile() const { return isSecret() || holdsPassword; }
    /// The value as people may see it: `••••` for a secret, and for the password within a URL.
    QString shown(const QString &value) const;
};

/// All settings in the order of the documentation.
const std::vector<SettingSpec> &settingTable();

/// The setting of that key, or nullptr.
const SettingSpec *findSetting(QStringView key);

/// `postgres://user:••••@host/db`: a URL without its password. Any text may be given.
QString maskUrlPassword(const QString &url, QStringView mask = u"••••");
/// The password of a URL as it is written there (not percent-decoded), or an empty text.
QString passwordInUrl(QStringView url);

} // namespace callfloor
