// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/docs_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace callfloor::docs {

using namespace Qt::StringLiterals;

namespace {

bool isNullable(const QJsonObject &schema) { return schema.value(u"type"_s).toArray().contains(u"null"_s); }

QString typeName(const QJsonObject &schema) {
    const QJsonValue type = schema.value(u"type"_s);
    return type.isArray() ? type.toArray().first().toString() : type.toString();
}

QString oneOf(const QJsonArray &words) {
    QStringList quoted;
    for (const QJsonValue word : words)
        if (!word.isNull()) quoted << word.toString();
    return u"one of "_s + quoted.join(u", "_s);
}

QString textInWords(const QJsonObject &schema) {
    const QString format = schema.value(u"format"_s).toString();
    if (format == "date-time"_L1) return u"time, ISO 8601 in UTC"_s;
    const QString kind = format == "email"_L1 ? u"e-mail address"_s : u"text"_s;
    const qint64 least = schema.value(u"minLength"_s).toInteger(0), most = schema.value(u"maxLength"_s).toInteger(-1);
    if (most < 0) return kind;
    if (least > 0) return u"%1, %2 to %3 characters"_s.arg(kind).arg(least).arg(most);
    return u"%1, at most %2 characters"_s.arg(kind).arg(most);
}

QString integerInWords(const QJsonObject &schema) {
    if (!schema.contains(u"minimum"_s)) return u"whole number"_s;
    return u"whole number, %1 to %2"_s.arg(schema.value(u"minimum"_s).toInteger()).arg(schema.value(u"maximum"_s).toInteger());
}

void collect(const QJsonObject &schema, const QString &path, std::vector<Member> &members) {
    if (typeName(schema) == "array"_L1) return collect(schema.value(u"items"_s).toObject(), path + u"[]"_s, members);
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    const QJsonArray required = schema.value(u"required"_s).toArray();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonObject inner = it.value().toObject();
        const QString place = path.isEmpty() ? it.key() : QString(path + u'.' + it.key());
        members.push_back({place, inner, required.contains(it.key())});
        collect(inner, place, members);
    }
}

/// A value that the field would take, and that a reader recognises.
QJsonValue sample(const FieldInfo &field) {
    if (field.schema.contains(u"enum"_s)) return field.schema.value(u"enum"_s).toArray().first();
    const QString type = typeName(field.schema), format = field.schema.value(u"format"_s).toString();
    if (type == "integer"_L1) return field.schema.value(u"minimum"_s);
    if (type == "boolean"_L1) return true;
    if (type == "array"_L1) return QJsonArray{sample({field.name, field.in, true, field.schema.value(u"items"_s).toObject()})};
    if (format == "email"_L1) return u"ann@example.com"_s;
    if (format == "date-time"_L1) return u"2026-03-02T15:04:05Z"_s;
    if (field.name == "to"_L1 || field.name == "number"_L1 || field.name == "numbers"_L1) return u"+15551234567"_s;
    if (field.name == "name"_L1) return u"Ann"_s;
    return QString(u'<' + field.name + u'>');
}

} // namespace

QString typeInWords(const QJsonObject &schema) {
    const QString type = typeName(schema);
    QString words;
    if (schema.contains(u"enum"_s)) words = oneOf(schema.value(u"enum"_s).toArray());
    else if (type == "string"_L1) words = textInWords(schema);
    else if (type == "integer"_L1) words = integerInWords(schema);
    else if (type == "boolean"_L1) words = u"true or false"_s;
    else if (type == "array"_L1) words = u"array"_s;
    else words = u"object"_s;
    return isNullable(schema) ? QString(words + u", or null"_s) : words;
}

std::vector<Member> membersOf(const QJsonObject &schema) {
    std::vector<Member> members;
    collect(schema, {}, members);
    return members;
}

QString curlExample(const OperationInfo &operation) {
    QString path = QLatin1String(operation.route.path);
    QJsonObject body;
    for (const FieldInfo &field : operation.fields) {
        const QString plain = sample(field).toVariant().toString();
        const bool known = !plain.startsWith(u'<');
        if (field.in == FieldInfo::In::Path)
            path.replace(u'{' + field.name + u'}', known ? QString::fromLatin1(QUrl::toPercentEncoding(plain)) : QString(u'$' + field.name.toUpper()));
        else if (field.in == FieldInfo::In::Body && field.required) body.insert(field.name, sample(field));
    }
    QStringList lines{u"curl"_s};
    if (operation.route.method != Method::Get) lines.last() += u" -X "_s + QLatin1String(methodName(operation.route.method));
    lines.last() += u" \"$CALLFLOOR"_s + path + u'"';
    if (operation.route.role != Role::Public) lines << u"-H \"Authorization: Bearer $TOKEN\""_s;
    if (!body.isEmpty())
        lines << u"-H 'Content-Type: application/json'"_s
              << u"-d '"_s + QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)) + u'\'';
    return lines.join(u" \\\n  "_s);
}

} // namespace callfloor::docs
