// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/json.h"

#include "app/domain/json_keys.h"
#include "app/domain/json_scan.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace callfloor {

namespace {

Error jsonError(const JsonProblem &problem) {
    const QString place = problem.field.isEmpty() ? QString() : QStringLiteral(" in the field \"%1\"").arg(problem.field);
    return Error{ErrorCode::BadRequest,
                 QStringLiteral("The JSON is not valid%1: %2 at byte %3.").arg(place, problem.what).arg(problem.offset),
                 {},
                 problem.field,
                 QStringLiteral("invalid_json"),
                 0};
}

} // namespace

Result<QJsonDocument> parseJson(const QByteArray &text, int maxDepth) {
    if (const auto problem = scanJson(text, maxDepth)) return jsonError(*problem);
    const QByteArray plain = withPlainKeys(text).value_or(text); // the scan has refused keys that are not plain
    QJsonParseError failure;
    QJsonDocument document = QJsonDocument::fromJson(plain, &failure);
    // The parser stands behind what it refuses.
    if (failure.error != QJsonParseError::NoError)
        return jsonError({failure.errorString(), failure.offset, jsonFieldAt(plain, failure.offset - 1)});
    return document;
}

JsonWriter &JsonWriter::open(char bracket) {
    separate();
    m_out.append(bracket);
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket) {
    m_out.append(bracket);
    m_needsComma = true;
    return *this;
}

void JsonWriter::separate() {
    if (m_needsComma) m_out.append(',');
    m_needsComma = true;
}

JsonWriter &JsonWriter::key(const char *name) {
    separate();
    m_out.append('"').append(name).append("\":");
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::key(QStringView name) {
    value(name);
    m_out.append(':');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text) {
    static constexpr char kHex[] = "0123456789abcdef";
    separate();
    const QByteArray utf8 = text.toUtf8();
    m_out.append('"');
    qsizetype from = 0;
    // Written as it is, Qt's reader would drop it as a byte order mark.
    if (text.startsWith(QChar::ByteOrderMark)) {
        m_out.append("\\ufeff");
        from = 3;
    }
    for (qsizetype i = from; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        m_out.append(utf8.constData() + from, i - from);
        from = i + 1;
        switch (c) {
        case '"': m_out.append("\\\""); break;
        case '\\': m_out.append("\\\\"); break;
        case '\n': m_out.append("\\n"); break;
        case '\r': m_out.append("\\r"); break;
        case '\t': m_out.append("\\t"); break;
        default: m_out.append("\\u00").append(kHex[c >> 4]).append(kHex[c & 15]);
        }
    }
    m_out.append(utf8.constData() + from, utf8.size() - from).append('"');
    return *this;
}

JsonWriter &JsonWriter::value(qint64 number) { return raw(QByteArray::number(number)); }

JsonWriter &JsonWriter::value(double number) {
    return qIsFinite(number) ? raw(QByteArray::number(number, 'g', QLocale::FloatingPointShortest)) : null();
}

JsonWriter &JsonWriter::value(UtcTime time) {
    separate();
    m_out.append('"').append(toIsoMillis(time)).append('"');
    return *this;
}

JsonWriter &JsonWriter::value(const QJsonValue &json) {
    switch (json.type()) {
    case QJsonValue::Bool: return value(json.toBool());
    case QJsonValue::Double: return json.isDouble() && json.toDouble() == static_cast<double>(json.toInteger())
                                        ? value(json.toInteger())
                                        : value(json.toDouble());
    case QJsonValue::String: return value(json.toString());
    case QJsonValue::Array: return raw(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object: return raw(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return null();
}

JsonWriter &JsonWriter::raw(QByteArrayView json) {
    separate();
    m_out.append(json);
    return *this;
}

} // namespace callfloor
