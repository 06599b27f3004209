// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/schema_check.h"

#include "app/domain/clock.h"

#include <QJsonArray>
#include <QStringList>

#include <cmath>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

QString typeOf(const QJsonValue &value) {
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return u"boolean"_s;
    case QJsonValue::Double: return u"number"_s;
    case QJsonValue::String: return u"string"_s;
    case QJsonValue::Array: return u"array"_s;
    case QJsonValue::Object: return u"object"_s;
    case QJsonValue::Undefined: break;
    }
    return u"undefined"_s;
}

bool hasType(const QJsonValue &value, const QString &type) {
    if (type == "integer"_L1) return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return typeOf(value) == type;
}

QString objectProblem(const QJsonObject &schema, const QJsonObject &object, const QJsonObject &document, const QString &where) {
    for (const QJsonValue name : schema.value(u"required"_s).toArray())
        if (!object.contains(name.toString())) return where + u'.' + name.toString() + u" is missing"_s;
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    const QJsonValue others = schema.value(u"additionalProperties"_s);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString place = where + u'.' + it.key();
        const auto named = properties.find(it.key());
        if (named == properties.end() && !others.isObject()) return place + u" is not in the schema"_s;
        const QJsonObject inner = named == properties.end() ? others.toObject() : named->toObject();
        if (const QString wrong = schemaProblem(inner, it.value(), document, place); !wrong.isEmpty()) return wrong;
    }
    return {};
}

QString textProblem(const QJsonObject &schema, const QString &text, const QString &where) {
    if (text.size() < schema.value(u"minLength"_s).toInt(0)) return where + u" is too short"_s;
    if (text.size() > schema.value(u"maxLength"_s).toInt(1 << 30)) return where + u" is too long"_s;
    if (schema.value(u"format"_s) == "date-time"_L1 && (!fromIso(text.toLatin1()) || !text.endsWith(u'Z') || text.size() != 24))
        return where + u" is no time with milliseconds: "_s + text;
    return {};
}

} // namespace

QString schemaProblem(const QJsonObject &schema, const QJsonValue &value, const QJsonObject &document, const QString &where) {
    if (const QString reference = schema.value(u"$ref"_s).toString(); !reference.isEmpty()) {
        QJsonValue target = document;
        for (const QString &part : reference.mid(2).split(u'/')) target = target.toObject().value(part);
        if (!target.isObject()) return where + u": nothing at "_s + reference;
        return schemaProblem(target.toObject(), value, document, where);
    }
    QStringList types;
    const QJsonValue type = schema.value(u"type"_s);
    if (type.isString()) types << type.toString();
    for (const QJsonValue one : type.toArray()) types << one.toString();
    if (types.isEmpty()) return where + u": the schema has no type"_s;
    bool fits = false;
    for (const QString &one : types) fits = fits || hasType(value, one);
    if (!fits) return u"%1 is %2 instead of %3"_s.arg(where, typeOf(value), types.join(u" or "_s));
    if (schema.contains(u"enum"_s) && !schema.value(u"enum"_s).toArray().contains(value)) return where + u" is none of the words"_s;
    if (value.isString()) return textProblem(schema, value.toString(), where);
    if (value.isDouble()) {
        const bool low = schema.contains(u"minimum"_s) && value.toDouble() < schema.value(u"minimum"_s).toDouble();
        const bool high = schema.contains(u"maximum"_s) && value.toDouble() > schema.value(u"maximum"_s).toDouble();
        return low || high ? QString(where + u" is out of range"_s) : QString();
    }
    if (value.isObject()) return objectProblem(schema, value.toObject(), document, where);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString place = u"%1[%2]"_s.arg(where).arg(i);
        const QString wrong = schemaProblem(schema.value(u"items"_s).toObject(), items[i], document, place);
        if (!wrong.isEmpty()) return wrong;
    }
    return {};
}

} // namespace callfloor::test
