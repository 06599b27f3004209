// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_report.h"

#include "app/settings/mode_flags.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// What stands after a flag in `--help`.
QString placeholder(const SettingSpec &spec) {
    switch (spec.type) {
    case SettingType::Whole:
        return u"N"_s;
    case SettingType::Decimal:
        return u"X"_s;
    case SettingType::Duration:
        return u"MS"_s;
    case SettingType::Boolean:
        return u"[true|false]"_s;
    case SettingType::Choice:
        return QString(spec.expects).replace(u" or "_s, u"|"_s).replace(u", "_s, u"|"_s);
    case SettingType::List:
        return u"A,B,…"_s;
    case SettingType::Url:
        return u"URL"_s;
    case SettingType::Path:
    case SettingType::Secret:
        return u"PATH"_s;
    case SettingType::Text:
        break;
    }
    return u"TEXT"_s;
}

QString plain(QString text) {
    return text.remove(u'`');
}

QString helpEntry(const SettingSpec &spec) { return u"  "_s + settingUsage(spec) + u'\n' + wrapped(settingMeaning(spec), 6); }

QString code(const QString &text) {
    return u'`' + text + u'`';
}

QString markdownDefault(const SettingSpec &spec) {
    if (!spec.defaultNote.isEmpty()) return spec.defaultText.isEmpty() ? spec.defaultNote : code(spec.defaultText);
    return spec.defaultText.isEmpty() ? u"empty"_s : code(spec.defaultText);
}

QString markdownRow(const SettingSpec &spec) {
    QStringList names;
    const QStringList variables = spec.variables();
    for (const QString &name : variables)
        names.append(code(name));
    return u"| "_s + code(spec.key) + u" | "_s + names.join(u"<br>"_s) + u" | "_s + spec.expects + u" | "_s +
           markdownDefault(spec) + u" | "_s + spec.description + u" |\n"_s;
}

QString modeRows() {
    QString rows;
    for (const ModeFlag &flag : modeFlags())
        rows += u"| "_s + code(flag.usage()) + u" | "_s + flag.description + u" |\n"_s;
    return rows;
}

QString secretKeys() {
    QStringList keys;
    for (const SettingSpec &spec : settingTable())
        if (spec.readableFromFile()) keys.append(code(spec.key));
    return keys.join(u", "_s);
}

const QString kIntroduction =
    uR"(<!-- Written by `callfloor config --markdown`; change app/settings/setting_table.cpp instead. -->
# Configuration

Every setting has one name, written in four ways. `ping_interval_ms` in a file is `CALLFLOOR_PING_INTERVAL_MS` in the
environment and `--ping-interval-ms 25000` (or `--ping-interval-ms=25000`) on the command line; switches can also be
written `--answer-inbound` and `--no-answer-inbound`. Some settings have older names in the environment as well.

`callfloor config` prints every value with the place it comes from and what lost against it; `callfloor config --json`
does the same for programs. Secrets are never shown. A value that is not valid, wherever it stands, and a name that
does not exist stop the program with a sentence that names the place; of unknown environment variables only those
are remarked upon that look like a misspelt setting, because an environment is inherited.

## Which value counts

1. the command line (the last one, if a flag is repeated);
2. the environment: systemd credentials, then variables in the order of the tables below (`NAME_FILE` before `NAME`),
   then a `.env` file in the working directory. An empty variable counts as not set;
3. the configuration file: the one of `--config FILE`, else `/etc/callfloor/server.conf` for `--server` and for verbs
   such as `callfloor user` (never for `--demo`);
4. the default.

## The configuration file

    # A comment. Headings in [brackets] are for the reader only.
    [network]
    port = 4000                   # a comment after white space
    allowed_origins = https://desk.example.com, http://localhost:3000
    ai_prompt = "Quotes keep # and spaces; \n, \t, \" and \\ mean what they usually do."
    telnyx_api_key_file = telnyx.key

Relative paths in it begin at the file's folder, elsewhere at the working directory; `~/` is the home folder.

## The .env file

It is read as the dotenv package for Node.js reads it, so the file of an older installation can stay as it is: `export`
before a name, `#` comments, and three kinds of quotes that may span lines. Variables are not substituted.

## Secrets

Some values can also be given by the name of a file that holds nothing else: `NAME_FILE` in the environment, `key_file`
in the configuration file, `--key-file PATH` on the command line, or a systemd credential named like the key
(`LoadCredential=telnyx_api_key:/etc/callfloor/telnyx.key`). They are %1.
Other users can see the command line, so no secret should stand there itself.

## Modes

| Flag | Meaning |
|---|---|
)"_s;

QJsonValue jsonValue(const SettingSpec &spec, const QString &value) {
    switch (spec.type) {
    case SettingType::Whole:
    case SettingType::Duration:
        return value.toLongLong();
    case SettingType::Decimal:
        return value.toDouble();
    case SettingType::Boolean:
        return value == u"true"_s;
    case SettingType::List:
        return QJsonArray::fromStringList(value.split(u',', Qt::SkipEmptyParts));
    case SettingType::Secret:
        return QJsonValue::Null;
    default:
        return spec.shown(value);
    }
}

QJsonObject jsonSource(const SettingSource &source) {
    QJsonObject object{{u"kind"_s, source.kindWord()}};
    if (!source.name.isEmpty()) object.insert(u"name"_s, source.name);
    if (!source.file.isEmpty()) {
        object.insert(u"file"_s, source.file);
        object.insert(u"line"_s, source.line);
    }
    return object;
}

QJsonObject jsonSetting(const SettingOrigin &origin) {
    const SettingSpec &spec = *origin.spec;
    QJsonArray ignored;
    for (const GivenValue &given : origin.ignored)
        ignored.append(
            QJsonObject{{u"value"_s, jsonValue(spec, given.value)}, {u"source"_s, jsonSource(given.source)}});
    return {{u"key"_s, spec.key},
            {u"value"_s, jsonValue(spec, origin.value)},
            {u"set"_s, !origin.value.isEmpty()},
            {u"secret"_s, spec.isSecret()},
            {u"source"_s, jsonSource(origin.source)},
            {u"default"_s, jsonValue(spec, spec.defaultText)},
            {u"ignored"_s, ignored}};
}

/// A value on one line of the terminal.
QString shownInTable(const SettingSpec &spec, const QString &value) {
    if (spec.isSecret()) return value.isEmpty() ? u"(not set)"_s : u"•••• (set)"_s;
    if (value.isEmpty())
        return spec.defaultNote.isEmpty() ? u"(empty)"_s : u"(empty: "_s + plain(spec.defaultNote) + u')';
    QString text = spec.shown(value);
    return text.replace(u'\n', u"\\n"_s);
}

QString ignoredLine(const SettingOrigin &origin, const GivenValue &given) {
    const bool same = given.value == origin.value;
    const QString value = same                      ? u"the same value"_s
                          : origin.spec->isSecret() ? u"another value"_s
                                                    : shownInTable(*origin.spec, given.value);
    return u"    not used: "_s + value + u" from "_s + given.source.text() + u'\n';
}

} // namespace

QString settingUsage(const SettingSpec &spec) {
    return (spec.isSecret() ? spec.flag() + u"-file"_s : spec.flag()) + u' ' + placeholder(spec);
}

QString settingMeaning(const SettingSpec &spec) {
    const QString standard = spec.defaultNote.isEmpty() ? spec.defaultText : plain(spec.defaultNote);
    const QString ending = standard.isEmpty() || standard.size() > 90 ? QString() : QString(u" ["_s + standard + u']');
    return plain(spec.description) + ending;
}

QString wrapped(const QString &text, int indent, int width) {
    const QString margin(indent, u' ');
    QString out;
    QString line;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (!line.isEmpty() && indent + line.size() + 1 + word.size() > width) {
            out += margin + line + u'\n';
            line.clear();
        }
        line += (line.isEmpty() ? QString() : u" "_s) + word;
    }
    return line.isEmpty() ? out : QString(out + margin + line + u'\n');
}

QString settingsHelp() {
    QString text;
    QString section;
    for (const SettingSpec &spec : settingTable()) {
        if (spec.section != section) text += u'\n' + spec.section + u":\n"_s;
        section = spec.section;
        text += helpEntry(spec);
    }
    return text;
}

QString settingsMarkdown() {
    QString text = kIntroduction.arg(secretKeys()) + modeRows();
    QString section;
    for (const SettingSpec &spec : settingTable()) {
        if (spec.section != section)
            text += u"\n## "_s + spec.section +
                    u"\n\n| Setting | Environment | Value | Default | Meaning |\n"
                    "|---|---|---|---|---|\n"_s;
        section = spec.section;
        text += markdownRow(spec);
    }
    return text;
}

QString settingsText(const LoadedSettings &settings) {
    qsizetype keyWidth = 0;
    for (const SettingSpec &spec : settingTable())
        keyWidth = std::max(keyWidth, spec.key.size());
    QString text;
    QString section;
    for (const SettingOrigin &origin : settings.origins) {
        const SettingSpec &spec = *origin.spec;
        if (spec.section != section) text += (section.isEmpty() ? u"["_s : u"\n["_s) + spec.section + u"]\n"_s;
        section = spec.section;
        text += spec.key.leftJustified(keyWidth) + u"  "_s + shownInTable(spec, origin.value) + u"  ← "_s +
                origin.source.text() + u'\n';
        for (const GivenValue &given : origin.ignored)
            text += ignoredLine(origin, given);
    }
    if (!settings.notices.isEmpty()) text += u"\nPlease note:\n"_s;
    for (const QString &notice : settings.notices)
        text += u"  "_s + notice + u'\n';
    return text;
}

QJsonObject settingsJson(const LoadedSettings &settings) {
    QJsonArray all;
    for (const SettingOrigin &origin : settings.origins)
        all.append(jsonSetting(origin));
    return {{u"settings"_s, all}, {u"notices"_s, QJsonArray::fromStringList(settings.notices)}};
}

} // namespace callfloor
