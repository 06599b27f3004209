// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/fields.h"

#include <algorithm>
#include <cmath>

namespace callfloor::codec {

using namespace Qt::StringLiterals;

namespace {

/// Code points, as JSON Schema counts: a character beyond the first plane is one.
qint64 characters(const QString &text) {
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

/// A whole number in digits alone, as it stands in an address: no spaces, no `+`.
std::optional<qint64> wholeNumber(const QString &text) {
    const QStringView digits = QStringView(text).sliced(text.startsWith(u'-') ? 1 : 0);
    const bool plain = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const qint64 number = plain ? text.toLongLong(&fits) : 0;
    return fits ? std::optional(number) : std::nullopt;
}

} // namespace

Error wrongType(const QString &field, const char *expected) {
    return badField(field, u"The field \"%1\" must be %2."_s.arg(field, QLatin1String(expected)));
}

Result<QString> readText(const QJsonValue &value, const QString &field, const Limits &limits) {
    if (!value.isString()) return wrongType(field, "a text");
    QString text = value.toString();
    if (text.contains(QChar::Null)) return badField(field, u"The field \"%1\" must not contain NUL characters."_s.arg(field));
    if (text.isEmpty() && !limits.mayBeEmpty) return badField(field, u"The field \"%1\" must not be empty."_s.arg(field));
    const qint64 length = characters(text);
    if (length > limits.most)
        return badField(field, u"The field \"%1\" must have at most %2 characters."_s.arg(field).arg(limits.most));
    if (!text.isEmpty() && length < limits.least)
        return badField(field, u"The field \"%1\" must have at least %2 characters."_s.arg(field).arg(limits.least));
    return text;
}

Result<qint64> readInteger(const QJsonValue &value, const QString &field, const Limits &limits, bool fromText) {
    const Error wrong = badField(
        field, u"The field \"%1\" must be a whole number from %2 to %3."_s.arg(field).arg(limits.least).arg(limits.most));
    qint64 integer = 0;
    if (fromText && value.isString()) {
        const auto written = wholeNumber(value.toString());
        if (!written) return wrong;
        integer = *written;
    } else {
        const double number = value.toDouble(std::nan(""));
        if (!value.isDouble() || number != std::floor(number) || std::abs(number) > 9.0e15) return wrong;
        integer = value.toInteger();
    }
    if (integer < limits.least || integer > limits.most) return wrong;
    return integer;
}

Result<bool> readBool(const QJsonValue &value, const QString &field, bool fromText) {
    if (value.isBool()) return value.toBool();
    if (fromText && value.toString() == "true"_L1) return true;
    if (fromText && value.toString() == "false"_L1) return false;
    return wrongType(field, "true or false");
}

QJsonObject textSchema(const Limits &limits) {
    QJsonObject schema{{u"type"_s, u"string"_s}, {u"maxLength"_s, limits.most}};
    if (!limits.mayBeEmpty) schema.insert(u"minLength"_s, std::max<qint64>(1, limits.least));
    if (limits.format) schema.insert(u"format"_s, QLatin1String(limits.format));
    return schema;
}

QJsonObject objectSchema(const QJsonObject &properties, const QStringList &required) {
    QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
    if (!required.isEmpty()) schema.insert(u"required"_s, QJsonArray::fromStringList(required));
    return schema;
}

} // namespace callfloor::codec
