// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_reply.h"

#include "app/domain/json_keys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

TelnyxError errorEntry(const QJsonObject &json) {
    const QJsonValue code = json.value("code"_L1);
    TelnyxError error;
    error.code = code.isDouble() ? QString::number(code.toInteger()) : code.toString();
    for (const auto key : {"title"_L1, "detail"_L1, "description"_L1, "status"_L1})
        if (error.title.isEmpty()) error.title = json.value(key).toString();
    return error;
}

/// A number that is not negative, whole or not; SDKs of the carrier read fractions of seconds too.
std::optional<double> plainNumber(QByteArrayView text) {
    double number = 0;
    const QByteArrayView trimmed = text.trimmed();
    const auto [end, failure] = std::from_chars(trimmed.begin(), trimmed.end(), number);
    if (trimmed.isEmpty() || failure != std::errc() || end != trimmed.end() || !std::isfinite(number) || number < 0)
        return std::nullopt;
    return number;
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that senders may make (RFC 9110 §5.6.7).
std::optional<UtcTime> httpDate(QByteArrayView text) {
    static constexpr QByteArrayView kMonths("JanFebMarAprMayJunJulAugSepOctNovDec");
    const QByteArrayView trimmed = text.trimmed();
    if (trimmed.size() != 29 || !trimmed.endsWith(" GMT")) return std::nullopt;
    const qsizetype month = kMonths.indexOf(trimmed.sliced(8, 3));
    if (month < 0 || month % 3 != 0) return std::nullopt;
    const QByteArray monthDigits = QByteArray::number(month / 3 + 1).rightJustified(2, '0');
    const QByteArray iso = trimmed.sliced(12, 4).toByteArray() + '-' + monthDigits + '-' +
                           trimmed.sliced(5, 2).toByteArray() + 'T' + trimmed.sliced(17, 8).toByteArray() + 'Z';
    return fromIso(iso);
}

milliseconds bounded(double ms) {
    return milliseconds{static_cast<qint64>(std::clamp(ms, 0.0, 3'600'000.0))};
}

} // namespace

std::vector<TelnyxError> telnyxErrors(const QByteArray &body) {
    const QJsonValue errors = QJsonDocument::fromJson(withPlainKeys(body).value_or(body)).object().value("errors"_L1);
    std::vector<TelnyxError> result;
    if (errors.isObject()) result.push_back(errorEntry(errors.toObject()));
    const QJsonArray entries = errors.toArray();
    for (const QJsonValue &entry : entries)
        if (entry.isObject()) result.push_back(errorEntry(entry.toObject()));
    return result;
}

std::optional<QJsonObject> telnyxBody(const QByteArray &body, bool bare) {
    const QJsonDocument document = QJsonDocument::fromJson(withPlainKeys(body).value_or(body));
    if (!document.isObject()) return std::nullopt;
    const QJsonValue data = document.object().value("data"_L1);
    if (data.isObject()) return data.toObject();
    return bare ? std::optional(document.object()) : std::nullopt;
}

std::optional<milliseconds> retryDelay(QByteArrayView retryAfterMs, QByteArrayView retryAfter,
                                       QByteArrayView rateLimitReset, QByteArrayView date) {
    if (const auto ms = plainNumber(retryAfterMs)) return bounded(*ms);
    if (const auto seconds = plainNumber(retryAfter)) return bounded(*seconds * 1000.0);
    const auto until = httpDate(retryAfter), since = httpDate(date);
    if (until && since) return bounded(duration<double, std::milli>(*until - *since).count());
    if (const auto seconds = plainNumber(rateLimitReset)) return bounded(*seconds * 1000.0);
    return std::nullopt;
}

} // namespace callfloor
