// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/setting_spec.h"
#include "app/settings/value_parsers.h"

#include <concepts>
#include <utility>

/// The kinds of rows of setting_table.cpp. Each ties a key to a member of Settings, so that a row whose type does not
/// fit its member does not compile.
namespace callfloor::settingrow {

/// A row under construction; converts to the finished one.
struct Row {
    SettingSpec spec;

    /// Environment variables of the older service, the stronger first.
    Row &&legacy(const QStringList &names) && {
        spec.legacyVariables = names;
        return std::move(*this);
    }
    /// The default depends on the machine; `note` says how.
    Row &&machineDefault(const QString &note, std::function<QString(const QProcessEnvironment &)> find) && {
        spec.defaultNote = note;
        spec.machineDefault = std::move(find);
        return std::move(*this);
    }
    /// What an empty default means.
    Row &&emptyMeans(const QString &note) && {
        spec.defaultNote = note;
        return std::move(*this);
    }
};

/// Free text that passes `check`; `expects` says what that is.
Row text(const QString &key, QString Settings::*member, const QString &standard, const TextCheck &check,
         const QString &expects, const QString &description);
/// Text without a rule.
Row text(const QString &key, QString Settings::*member, const QString &standard, const QString &description);
/// A folder or file; made absolute by the loader.
Row path(const QString &key, QString Settings::*member, const QString &description);
/// A file that may be left out; made absolute by the loader.
Row file(const QString &key, QString Settings::*member, const QString &description);
/// A URL with one of these schemes, or nothing.
Row url(const QString &key, QString Settings::*member, const QString &standard, const QStringList &schemes,
        const QString &description);
/// A value that is never shown.
Row secret(const QString &key, QString Settings::*member, const TextCheck &check, const QString &expects,
           const QString &description);
Row boolean(const QString &key, bool Settings::*member, bool standard, const QString &description);
/// A comma list whose items pass `check`.
Row list(const QString &key, QStringList Settings::*member, const TextCheck &check, const QString &expects,
         const QString &description);
/// Whole milliseconds.
Row duration(const QString &key, Settings::ms Settings::*member, qint64 standard, qint64 low, qint64 high,
             const QString &description);
Row decimal(const QString &key, double Settings::*member, double standard, double low, double high,
            const QString &description);
/// One of some words, kept as the word.
Row word(const QString &key, QString Settings::*member, const QString &standard, const QStringList &words,
         const QString &description);

/// The empty row that the functions above fill.
Row blank(const QString &key, SettingType type, const QString &standard, const QString &expects,
          const QString &description);
/// `a, b or c`
QString orList(const QStringList &words);

/// A whole number with limits.
template <std::integral T>
Row whole(const QString &key, T Settings::*member, T standard, T low, T high, const QString &description) {
    Row row = blank(key, SettingType::Whole, QString::number(standard),
                    QStringLiteral("a whole number from %1 to %2").arg(low).arg(high), description);
    row.spec.store = [member, low, high](const QString &given, Settings &out) -> Result<QString> {
        const Result<qint64> value = parseWhole(given, low, high);
        if (!value) return value.error();
        out.*member = static_cast<T>(*value);
        return QString::number(*value);
    };
    return row;
}

/// One of some words, each of which stands for a value of an enumeration.
template <class E>
Row choice(const QString &key, E Settings::*member, const QString &standard,
           const std::vector<std::pair<QString, E>> &words, const QString &description) {
    QStringList names;
    for (const auto &[name, value] : words)
        names.append(name);
    Row row = blank(key, SettingType::Choice, standard, orList(names), description);
    row.spec.store = [member, words, names](const QString &given, Settings &out) -> Result<QString> {
        for (const auto &[name, value] : words) {
            if (name.compare(given, Qt::CaseInsensitive) != 0) continue;
            out.*member = value;
            return name;
        }
        return expected(orList(names));
    };
    return row;
}

} // namespace callfloor::settingrow
