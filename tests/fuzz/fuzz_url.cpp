// SPDX-License-Identifier: GPL-3.0-or-later
// Paths and queries of requests. Input: the raw target of a request, `path?query`.
#include "server/net/url.h"
#include "tests/fuzz/fuzz_target.h"

#include <QStringBuilder>
#include <QUrl>

namespace callfloor::fuzz {

namespace {

/// What is decoded is what was written: no byte is lost, added or changed.
void checkDecoded(QByteArrayView raw, bool plusIsSpace) {
    const auto decoded = net::percentDecoded(raw, plusIsSpace);
    if (!decoded) return;
    QByteArray spaced = raw.toByteArray();
    if (plusIsSpace) spaced.replace('+', ' ');
    const QByteArray bytes = QByteArray::fromPercentEncoding(spaced);
    FUZZ_CHECK_SHOWING(decoded->toUtf8() == bytes, bytes.toHex(' '));
    FUZZ_CHECK(!decoded->contains(QChar::Null));
    const QByteArray again = QUrl::toPercentEncoding(*decoded);
    FUZZ_CHECK(net::percentDecoded(again, plusIsSpace) == decoded);
}

void checkPath(QByteArrayView raw) {
    for (const QByteArray &segment : raw.toByteArray().split('/'))
        checkDecoded(segment, false);
    const auto segments = net::splitPath(raw);
    if (!segments) {
        FUZZ_CHECK(segments.error().code == ErrorCode::BadRequest && segments.error().message.endsWith(u'.'));
        return;
    }
    QByteArray written;
    for (const QString &segment : *segments) {
        FUZZ_CHECK(segment != u"." && segment != u"..");
        written += '/' + QUrl::toPercentEncoding(segment);
    }
    const auto again = net::splitPath(written.isEmpty() ? QByteArray("/") : written);
    FUZZ_CHECK_SHOWING(again && *again == *segments, written);
}

void checkQuery(QByteArrayView raw) {
    for (const QByteArray &item : raw.toByteArray().replace('=', '&').split('&'))
        checkDecoded(item, true);
    const auto params = net::QueryParams::parse(raw);
    if (!params) {
        FUZZ_CHECK(params.error().code == ErrorCode::BadRequest && params.error().message.endsWith(u'.'));
        return;
    }
    FUZZ_CHECK(static_cast<qsizetype>(params->all().size()) <= net::QueryParams::kMax);
    QByteArray written;
    for (const auto &[name, value] : params->all()) {
        FUZZ_CHECK(params->has(name));
        written += '&' + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    const auto again = net::QueryParams::parse(written);
    FUZZ_CHECK_SHOWING(again && again->all() == params->all(), written);
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const qsizetype mark = input.indexOf('?');
    const QByteArrayView path = mark < 0 ? input : input.first(mark);
    const QByteArrayView query = mark < 0 ? QByteArrayView() : input.sliced(mark + 1);
    checkDecoded(path, false);
    checkDecoded(query, true);
    checkPath(path);
    checkQuery(query);
}

} // namespace callfloor::fuzz
