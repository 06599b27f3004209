// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_builders.h"

using namespace Qt::StringLiterals;

namespace callfloor::settingrow {

namespace {

/// Stores a checked text as it is.
auto storeText(QString Settings::*member, TextCheck check) {
    return [member, check = std::move(check)](const QString &given, Settings &out) -> Result<QString> {
        Result<QString> checked = check(given);
        if (checked) out.*member = *checked;
        return checked;
    };
}

TextCheck orEmpty(TextCheck check) {
    return [check = std::move(check)](const QString &given) { return given.isEmpty() ? Result(given) : check(given); };
}

} // namespace

Row blank(const QString &key, SettingType type, const QString &standard, const QString &expects,
          const QString &description) {
    Row row;
    row.spec.key = key;
    row.spec.type = type;
    row.spec.defaultText = standard;
    row.spec.expects = expects;
    row.spec.description = description;
    return row;
}

QString orList(const QStringList &words) {
    if (words.size() < 2) return words.join(QString());
    return words.first(words.size() - 1).join(u", "_s) + u" or "_s + words.last();
}

Row text(const QString &key, QString Settings::*member, const QString &standard, const TextCheck &check,
         const QString &expects, const QString &description) {
    Row row = blank(key, SettingType::Text, standard, expects, description);
    row.spec.store = storeText(member, check);
    return row;
}

Row text(const QString &key, QString Settings::*member, const QString &standard, const QString &description) {
    const TextCheck any = [](const QString &given) { return Result(given); };
    return text(key, member, standard, any, u"text"_s, description);
}

Row path(const QString &key, QString Settings::*member, const QString &description) {
    Row row = blank(key, SettingType::Path, {}, u"a path"_s, description);
    row.spec.store = storeText(member, [](const QString &given) -> Result<QString> {
        return given.isEmpty() ? Result<QString>(expected(u"a path"_s)) : Result(given);
    });
    return row;
}

Row file(const QString &key, QString Settings::*member, const QString &description) {
    Row row = blank(key, SettingType::Path, {}, u"a path"_s, description);
    row.spec.store = storeText(member, [](const QString &given) { return Result(given); });
    return row;
}

Row url(const QString &key, QString Settings::*member, const QString &standard, const QStringList &schemes,
        const QString &description) {
    QStringList starts;
    for (const QString &scheme : schemes)
        starts.append(scheme + u"://…"_s);
    const QString what = u"a URL: "_s + orList(starts);
    Row row = blank(key, SettingType::Url, standard, what, description);
    row.spec.store = storeText(member, orEmpty(urlCheck(schemes, what)));
    return row;
}

Row secret(const QString &key, QString Settings::*member, const TextCheck &check, const QString &expects,
           const QString &description) {
    Row row = blank(key, SettingType::Secret, {}, expects, description);
    row.spec.store = storeText(member, check);
    return row;
}

Row boolean(const QString &key, bool Settings::*member, bool standard, const QString &description) {
    Row row = blank(key, SettingType::Boolean, standard ? u"true"_s : u"false"_s, u"true or false"_s, description);
    row.spec.store = [member](const QString &given, Settings &out) -> Result<QString> {
        const Result<bool> value = parseBoolean(given);
        if (!value) return value.error();
        out.*member = *value;
        return *value ? u"true"_s : u"false"_s;
    };
    return row;
}

Row list(const QString &key, QStringList Settings::*member, const TextCheck &check, const QString &expects,
         const QString &description) {
    Row row = blank(key, SettingType::List, {}, expects, description);
    row.spec.store = [member, check](const QString &given, Settings &out) -> Result<QString> {
        const Result<QStringList> items = parseList(given, check);
        if (!items) return items.error();
        out.*member = *items;
        return items->join(u',');
    };
    return row;
}

Row duration(const QString &key, Settings::ms Settings::*member, qint64 standard, qint64 low, qint64 high,
             const QString &description) {
    Row row = blank(key, SettingType::Duration, QString::number(standard),
                    u"whole milliseconds from %1 to %2"_s.arg(low).arg(high), description);
    row.spec.store = [member, low, high](const QString &given, Settings &out) -> Result<QString> {
        const Result<qint64> value = parseWhole(given, low, high);
        if (!value) return expected(u"whole milliseconds from %1 to %2"_s.arg(low).arg(high));
        out.*member = Settings::ms{*value};
        return QString::number(*value);
    };
    return row;
}

Row decimal(const QString &key, double Settings::*member, double standard, double low, double high,
            const QString &description) {
    Row row = blank(key, SettingType::Decimal, QString::number(standard),
                    u"a number from %1 to %2"_s.arg(low).arg(high), description);
    row.spec.store = [member, low, high](const QString &given, Settings &out) -> Result<QString> {
        const Result<double> value = parseDecimal(given, low, high);
        if (!value) return value.error();
        out.*member = *value;
        return QString::number(*value, 'g', 12);
    };
    return row;
}

Row word(const QString &key, QString Settings::*member, const QString &standard, const QStringList &words,
         const QString &description) {
    Row row = blank(key, SettingType::Choice, standard, orList(words), description);
    row.spec.store = [member, words](const QString &given, Settings &out) -> Result<QString> {
        const QString lower = given.toLower();
        if (!words.contains(lower)) return expected(orList(words));
        out.*member = lower;
        return lower;
    };
    return row;
}

} // namespace callfloor::settingrow
