// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/telnyx/schema_check.h"

#include <QJsonArray>
#include <QJsonValue>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

bool typeFits(const QJsonValue &value, const QString &type) {
    if (type == "string"_L1) return value.isString();
    if (type == "boolean"_L1) return value.isBool();
    if (type == "number"_L1) return value.isDouble();
    if (type == "integer"_L1) return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    if (type == "array"_L1) return value.isArray();
    if (type == "object"_L1) return value.isObject();
    return type == "null"_L1 && value.isNull();
}

bool anyTypeFits(const QJsonValue &value, const QJsonValue &types) {
    if (types.isUndefined()) return true;
    if (types.isString()) return typeFits(value, types.toString());
    const QJsonArray list = types.toArray();
    for (const QJsonValue &type : list)
        if (typeFits(value, type.toString())) return true;
    return false;
}

/// The segments of a request's path fit those of a template: `{id}` fits everything but nothing.
bool pathFits(const QString &path, const QString &pattern) {
    const QStringList given = path.split(u'/'), wanted = pattern.split(u'/');
    if (given.size() != wanted.size()) return false;
    for (qsizetype i = 0; i < given.size(); ++i) {
        const bool open = wanted.at(i).startsWith(u'{') && !given.at(i).isEmpty();
        if (!open && given.at(i) != wanted.at(i)) return false;
    }
    return true;
}

} // namespace

QJsonObject SchemaCheck::operation(const QString &verb, const QString &path) const {
    const QJsonObject paths = m_root.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        if (pathFits(path, it.key())) {
            const QJsonObject found = it.value().toObject().value(verb.toLower()).toObject();
            if (!found.isEmpty()) return found;
        }
    return {};
}

bool SchemaCheck::hasOperation(const QString &verb, const QString &path) const {
    return !operation(verb, path).isEmpty();
}

QJsonObject SchemaCheck::resolved(const QJsonObject &schema) const {
    const QString reference = schema.value("$ref"_L1).toString();
    if (reference.isEmpty()) return schema;
    QJsonValue at = m_root;
    const QStringList steps = reference.mid(2).split(u'/');
    for (const QString &step : steps)
        at = at.toObject().value(step);
    return resolved(at.toObject());
}

QStringList SchemaCheck::request(const QString &verb, const QString &path, const QJsonValue &body) const {
    const QJsonObject found = operation(verb, path);
    if (found.isEmpty()) return {u"no operation %1 %2"_s.arg(verb, path)};
    const QJsonObject content = found.value("requestBody"_L1).toObject().value("content"_L1).toObject();
    const QJsonObject schema = content.value("application/json"_L1).toObject().value("schema"_L1).toObject();
    QStringList faults;
    if (schema.isEmpty()) {
        if (!body.isNull()) faults << u"a body that is not asked for"_s;
        return faults;
    }
    check(body, schema, u"body"_s, faults);
    return faults;
}

void SchemaCheck::checkObject(const QJsonObject &value, const QJsonObject &schema, const QString &at,
                              QStringList &faults) const {
    const QJsonArray required = schema.value("required"_L1).toArray();
    for (const QJsonValue &name : required)
        if (!value.contains(name.toString())) faults << u"%1.%2 is missing"_s.arg(at, name.toString());
    const QJsonObject known = schema.value("properties"_L1).toObject();
    for (auto it = value.begin(); it != value.end(); ++it) {
        const QString where = at + u'.' + it.key();
        if (known.contains(it.key()))
            check(it.value(), known.value(it.key()).toObject(), where, faults);
        else if (!schema.value("additionalProperties"_L1).isObject())
            faults << where + u" is unknown"_s;
    }
}

void SchemaCheck::check(const QJsonValue &value, const QJsonObject &reference, const QString &at,
                        QStringList &faults) const {
    const QJsonObject schema = resolved(reference);
    for (const auto key : {"oneOf"_L1, "anyOf"_L1}) {
        const QJsonArray choices = schema.value(key).toArray();
        QStringList best;
        for (const QJsonValue &choice : choices) {
            QStringList these;
            check(value, choice.toObject(), at, these);
            if (these.isEmpty()) return;
            if (best.isEmpty() || these.size() < best.size()) best = these;
        }
        if (!choices.isEmpty()) {
            faults << best;
            return;
        }
    }
    if (!anyTypeFits(value, schema.value("type"_L1))) faults << at + u" has the wrong type"_s;
    const QJsonArray choices = schema.value("enum"_L1).toArray();
    if (!choices.isEmpty() && !choices.contains(value)) faults << at + u" is not one of the values"_s;
    if (value.isDouble() && schema.contains("minimum"_L1) && value.toDouble() < schema.value("minimum"_L1).toDouble())
        faults << at + u" is too small"_s;
    if (value.isDouble() && schema.contains("maximum"_L1) && value.toDouble() > schema.value("maximum"_L1).toDouble())
        faults << at + u" is too large"_s;
    if (value.isString() && schema.contains("maxLength"_L1) &&
        value.toString().size() > schema.value("maxLength"_L1).toInt())
        faults << at + u" is too long"_s;
    if (value.isObject() && schema.contains("properties"_L1)) checkObject(value.toObject(), schema, at, faults);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size() && schema.contains("items"_L1); ++i)
        check(items.at(i), schema.value("items"_L1).toObject(), u"%1[%2]"_s.arg(at).arg(i), faults);
}

} // namespace callfloor::test
