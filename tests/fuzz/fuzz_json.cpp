// SPDX-License-Identifier: GPL-3.0-or-later
// The two readers of JSON (of requests, of Socket.IO) and the writer. Input: a text.
#include "app/domain/json.h"
#include "app/domain/json_keys.h"
#include "server/realtime/json_text.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringBuilder>
#include <QStringDecoder>

#include <algorithm>

namespace callfloor::fuzz {

namespace {

int depthOf(const QJsonValue &value) {
    int below = 0;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array)
            below = std::max(below, depthOf(item));
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue item : object)
            below = std::max(below, depthOf(item));
    } else {
        return 0;
    }
    return below + 1;
}

bool hasLoneSurrogate(const QString &text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isSurrogate()) continue;
        if (!text[i].isHighSurrogate() || i + 1 == text.size() || !text[i + 1].isLowSurrogate()) return true;
        ++i;
    }
    return false;
}

void checkTexts(const QJsonValue &value) {
    if (value.isString()) FUZZ_CHECK(!hasLoneSurrogate(value.toString()));
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array)
            checkTexts(item);
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            FUZZ_CHECK(!hasLoneSurrogate(it.key()));
            checkTexts(it.value());
        }
    }
}

QJsonValue rootOf(const QJsonDocument &document) {
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

/// What the writer makes of a value is read as that value.
void checkWriter(const QJsonValue &value, bool hasMark) {
    // Qt keeps U+FEFF at the beginning of a string, and drops it as a byte order mark when it gives the string out.
    if (hasMark) return;
    QByteArray text;
    JsonWriter(text).beginArray().value(value).endArray();
    const auto again = parseJson(text, 66);
    FUZZ_CHECK_SHOWING(again && again->array().size() == 1 && again->array().first() == value, text);
}

void checkRequestReader(QByteArrayView input) {
    const QByteArray text = input.toByteArray();
    const auto document = parseJson(text);
    if (!document) {
        FUZZ_CHECK(document.error().code == ErrorCode::BadRequest && document.error().message.endsWith(u'.'));
        return;
    }
    const QJsonValue root = rootOf(*document);
    FUZZ_CHECK(depthOf(root) <= 64);
    checkTexts(root);
    checkWriter(root, input.contains("\xef\xbb\xbf"));
    // Socket.IO's reader is no stricter, but for a byte order mark.
    if (input.startsWith("\xef\xbb\xbf")) return;
    const auto other = realtime::parseJson(input);
    FUZZ_CHECK(other && *other == root);
}

void checkSocketReader(QByteArrayView input) {
    const auto value = realtime::parseJson(input);
    if (!value) return;
    FUZZ_CHECK(depthOf(*value) <= realtime::kMaxJsonDepth);
    checkTexts(*value);
    checkWriter(*value, input.contains("\xef\xbb\xbf"));
}

/// Any UTF-8 as a string of JSON.
void checkQuoted(QByteArrayView input) {
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::ConvertInitialBom | QStringDecoder::Flag::Stateless);
    const QString text = utf8(input);
    if (utf8.hasError()) return;
    const auto value = realtime::parseJson(realtime::quoted(input));
    FUZZ_CHECK(value && value->isString());
    FUZZ_CHECK(value->toString() == text || text.startsWith(QChar::ByteOrderMark)); // as above
    QByteArray written;
    JsonWriter(written).beginObject().key(QStringView(text)).value(text).endObject();
    const auto again = parseJson(written);
    FUZZ_CHECK(again.ok() == isPlainKey(text.toUtf8()));
    if (again) FUZZ_CHECK_SHOWING(again->object() == QJsonObject({{text, text}}), written);
}

} // namespace

void fuzzOne(QByteArrayView input) {
    checkRequestReader(input);
    checkSocketReader(input);
    checkQuoted(input);
}

} // namespace callfloor::fuzz
