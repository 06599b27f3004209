// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/json_text.h"

#include "app/domain/json_keys.h"

#include <QJsonDocument>

#include <charconv>

namespace callfloor::realtime {

namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The four hexadecimal digits behind `\u`, or -1.
int escapedUnit(QByteArrayView text, qsizetype at) {
    if (at + 4 > text.size()) return -1;
    int value = 0;
    const auto result = std::from_chars(text.data() + at, text.data() + at + 4, value, 16);
    return result.ptr == text.data() + at + 4 ? value : -1;
}

/// Steps over a string whose opening quote is at `pos`; to behind its closing quote, or to the end of the text. False
/// at an escape that JSON does not have (Qt lets some pass) and at half a surrogate pair.
bool skipString(QByteArrayView text, qsizetype &pos) {
    for (++pos; pos < text.size() && text[pos] != '"'; ++pos) {
        if (text[pos] != '\\') continue;
        if (++pos >= text.size()) return false;
        if (text[pos] != 'u') {
            if (!QByteArrayView("\"\\/bfnrt").contains(text[pos])) return false;
            continue;
        }
        const int unit = escapedUnit(text, pos + 1);
        if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff)) return false;
        pos += 4;
        if (unit < 0xd800 || unit > 0xdbff) continue;
        const int low = text.sliced(pos + 1).startsWith("\\u") ? escapedUnit(text, pos + 3) : -1;
        if (low < 0xdc00 || low > 0xdfff) return false;
        pos += 6;
    }
    if (pos < text.size()) ++pos;
    return true;
}

bool shallowAndPaired(QByteArrayView text) {
    int depth = 0;
    for (qsizetype pos = 0; pos < text.size();) {
        const char c = text[pos];
        if (c == '"') {
            if (!skipString(text, pos)) return false;
            continue;
        }
        if ((c == '[' || c == '{') && ++depth > kMaxJsonDepth) return false;
        if (c == ']' || c == '}') --depth;
        ++pos;
    }
    return true;
}

} // namespace

std::optional<QJsonValue> parseJson(QByteArrayView utf8) {
    if (!shallowAndPaired(utf8)) return std::nullopt;
    // In brackets, because QJsonDocument takes only arrays and objects. A text that closes them is refused for depth
    // or syntax by the count of elements below.
    const auto wrapped = withPlainKeys("[" + utf8.toByteArray() + "]");
    if (!wrapped) return std::nullopt;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(*wrapped, &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1) return std::nullopt;
    return document.array().first();
}

QByteArray behindFirstElement(QByteArrayView array) {
    qsizetype begin = 0;
    while (begin < array.size() && array[begin] != '[')
        ++begin;
    qsizetype end = array.lastIndexOf(']');
    int depth = 0;
    for (qsizetype pos = begin + 1; pos < end;) {
        const char c = array[pos];
        if (c == '"') {
            skipString(array, pos);
            continue;
        }
        if (c == '[' || c == '{')
            ++depth;
        else if (c == ']' || c == '}')
            --depth;
        else if (c == ',' && depth == 0) {
            ++pos;
            while (pos < end && isSpace(array[pos]))
                ++pos;
            while (end > pos && isSpace(array[end - 1]))
                --end;
            return array.sliced(pos, end - pos).toByteArray();
        }
        ++pos;
    }
    return {};
}

QByteArray quoted(QByteArrayView utf8) {
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(utf8.size() + 2);
    out.append('"');
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (byte < 0x20)
            out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 15]);
        else
            out.append(c);
    }
    return out.append('"');
}

} // namespace callfloor::realtime
