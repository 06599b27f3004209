// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <charconv>

namespace callfloor {

namespace {

Error jsonError(const QString &what, qsizetype offset) {
    return Error{ErrorCode::BadRequest,
                 QStringLiteral("The JSON is not valid: %1 at byte %2.").arg(what).arg(offset),
                 {},
                 {},
                 QStringLiteral("invalid_json"),
                 0};
}

/// Value of the four hex digits of a \u escape; -1 if they are none.
int hex4(QByteArrayView text, qsizetype pos) {
    if (pos + 4 > text.size()) return -1;
    unsigned value = 0;
    const char *begin = text.data() + pos;
    const auto [end, failure] = std::from_chars(begin, begin + 4, value, 16);
    return failure == std::errc() && end == begin + 4 ? static_cast<int>(value) : -1;
}

/// Checks the escape at `pos` (its backslash). Returns how long it is, or a refusal.
Result<qsizetype> escapeLength(QByteArrayView text, qsizetype pos) {
    const char letter = pos + 1 < text.size() ? text[pos + 1] : '\0';
    if (letter != 'u') {
        if (QByteArrayView("\"\\/bfnrt").contains(letter)) return qsizetype{2};
        return jsonError(QStringLiteral("an unknown escape"), pos);
    }
    const int unit = hex4(text, pos + 2);
    if (unit < 0) return jsonError(QStringLiteral("an incomplete escape"), pos);
    if (unit < 0xd800 || unit > 0xdfff) return qsizetype{6};
    const bool paired = unit < 0xdc00 && pos + 7 < text.size() && text[pos + 6] == '\\' && text[pos + 7] == 'u';
    const int low = paired ? hex4(text, pos + 8) : -1;
    if (low < 0xdc00 || low > 0xdfff) return jsonError(QStringLiteral("a lone surrogate"), pos);
    return qsizetype{12};
}

/// Walks over a string whose content begins at `pos`. Returns the position of the closing quote (or the end of the
/// text, about which the parser complains), or a refusal.
Result<qsizetype> stringEnd(QByteArrayView text, qsizetype pos) {
    while (pos < text.size() && text[pos] != '"') {
        if (static_cast<unsigned char>(text[pos]) < 0x20) return jsonError(QStringLiteral("a control character"), pos);
        if (text[pos] != '\\') {
            ++pos;
            continue;
        }
        auto length = escapeLength(text, pos);
        if (!length) return length.error();
        pos += *length;
    }
    return pos;
}

bool isDigitAt(QByteArrayView text, qsizetype pos) {
    return pos >= 0 && pos < text.size() && text[pos] >= '0' && text[pos] <= '9';
}

/// What Qt's parser lets pass.
std::optional<Error> scan(QByteArrayView text, int maxDepth) {
    int depth = 0;
    for (qsizetype pos = 0; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (c == '"') {
            auto end = stringEnd(text, pos + 1);
            if (!end) return end.error();
            pos = *end;
        } else if (c == '{' || c == '[') {
            if (++depth > maxDepth) return jsonError(QStringLiteral("nested deeper than %1 levels").arg(maxDepth), pos);
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == '.' && !(isDigitAt(text, pos - 1) && isDigitAt(text, pos + 1))) {
            return jsonError(QStringLiteral("a decimal point without digits"), pos);
        }
    }
    return std::nullopt;
}

} // namespace

Result<QJsonDocument> parseJson(const QByteArray &text, int maxDepth) {
    if (auto refused = scan(text, maxDepth)) return *refused;
    QJsonParseError failure;
    QJsonDocument document = QJsonDocument::fromJson(text, &failure);
    if (failure.error != QJsonParseError::NoError) return jsonError(failure.errorString(), failure.offset);
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
