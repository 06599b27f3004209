// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/json_keys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

namespace {

struct Quoted {
    qsizetype end;    ///< Of the closing quotation mark, or of the text.
    bool escapes;
};

Quoted quotedAt(QByteArrayView text, qsizetype begin) {
    Quoted quoted{begin + 1, false};
    while (quoted.end < text.size() && text[quoted.end] != '"') {
        const bool escape = text[quoted.end] == '\\';
        quoted.escapes = quoted.escapes || escape;
        quoted.end += escape ? 2 : 1;
    }
    quoted.end = std::min(quoted.end, text.size());
    return quoted;
}

bool colonFollows(QByteArrayView text, qsizetype pos) {
    while (pos < text.size() && QByteArrayView(" \t\r\n").contains(text[pos])) ++pos;
    return pos < text.size() && text[pos] == ':';
}

/// The text of a string with its quotation marks; nothing if it is none.
std::optional<QByteArray> unescaped(QByteArrayView quoted) {
    const QByteArray wrapped = '[' + quoted.toByteArray() + ']';
    const QJsonArray array = QJsonDocument::fromJson(wrapped).array();
    return array.size() == 1 ? std::optional(array.first().toString().toUtf8()) : std::nullopt;
}

} // namespace

bool isPlainKey(QByteArrayView key) {
    if (key.startsWith("\xef\xbb\xbf")) return false;
    return std::none_of(key.begin(), key.end(),
                        [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

std::optional<QByteArray> withPlainKeys(const QByteArray &json) {
    if (!json.contains('\\')) return json;
    const QByteArrayView text(json);
    QByteArray plain;
    qsizetype copied = 0;
    for (qsizetype pos = 0; pos < text.size(); ++pos) {
        if (text[pos] != '"') continue;
        const Quoted quoted = quotedAt(text, pos);
        if (quoted.escapes && colonFollows(text, quoted.end + 1)) {
            const auto key = unescaped(text.sliced(pos, quoted.end + 1 - pos));
            if (!key || !isPlainKey(*key)) return std::nullopt;
            plain.append(text.sliced(copied, pos + 1 - copied)).append(*key);
            copied = quoted.end;
        }
        pos = quoted.end;
    }
    return copied == 0 ? json : plain.append(text.sliced(copied));
}

} // namespace callfloor
