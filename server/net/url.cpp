// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/url.h"

#include <QByteArray>
#include <QStringDecoder>

namespace callfloor::net {

using namespace Qt::StringLiterals;

namespace {

int escapeDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Error badAddress(const QString &sentence) {
    return {ErrorCode::BadRequest, sentence, {}, {}, u"bad_address"_s, 0};
}

} // namespace

std::optional<QString> percentDecoded(QByteArrayView raw, bool plusIsSpace) {
    QByteArray bytes;
    bytes.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        char c = raw[i];
        if (c == '%') {
            if (i + 2 >= raw.size()) return std::nullopt;
            const int high = escapeDigit(raw[i + 1]);
            const int low = escapeDigit(raw[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        bytes.append(c);
    }
    // Without the second flag U+FEFF would be dropped at the beginning, and two addresses would be one.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder(bytes);
    if (decoder.hasError()) return std::nullopt;
    return text;
}

Result<QStringList> splitPath(QByteArrayView rawPath) {
    if (rawPath.isEmpty() || rawPath.front() != '/') return badAddress(u"The path must begin with a slash."_s);
    QStringList segments;
    if (rawPath.size() == 1) return segments;
    QByteArrayView rest = rawPath.sliced(1);
    while (true) {
        const qsizetype slash = rest.indexOf('/');
        const auto segment = percentDecoded(slash < 0 ? rest : rest.first(slash));
        if (!segment) return badAddress(u"The path contains a malformed percent escape or text that is not UTF-8."_s);
        if (*segment == "."_L1 || *segment == ".."_L1) return badAddress(u"The path must not contain dot segments."_s);
        segments.append(*segment);
        if (slash < 0) return segments;
        rest = rest.sliced(slash + 1);
    }
}

Result<QueryParams> QueryParams::parse(QByteArrayView rawQuery) {
    QueryParams params;
    while (!rawQuery.isEmpty()) {
        const qsizetype amp = rawQuery.indexOf('&');
        const QByteArrayView item = amp < 0 ? rawQuery : rawQuery.first(amp);
        rawQuery = amp < 0 ? QByteArrayView() : rawQuery.sliced(amp + 1);
        if (item.isEmpty()) continue;
        if (static_cast<qsizetype>(params.m_items.size()) == kMax)
            return badAddress(u"The query has too many parameters."_s);
        const qsizetype equals = item.indexOf('=');
        auto name = percentDecoded(equals < 0 ? item : item.first(equals), true);
        auto value = equals < 0 ? std::optional(QString()) : percentDecoded(item.sliced(equals + 1), true);
        if (!name || !value)
            return badAddress(u"The query contains a malformed percent escape or text that is not UTF-8."_s);
        params.m_items.emplace_back(std::move(*name), std::move(*value));
    }
    return params;
}

std::optional<QString> QueryParams::value(QStringView name) const {
    for (const auto &[key, text] : m_items)
        if (key == name) return text;
    return std::nullopt;
}

} // namespace callfloor::net
