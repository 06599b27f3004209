// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace callfloor {

/// How one HTTP exchange with the carrier ended.
struct TelnyxReply {
    enum class Ending : quint8 {
        Answered, ///< A whole answer came; `status` and `body` are it.
        NotSent,  ///< No connection: nothing of the request has left us.
        Lost,     ///< The request may have arrived, but no whole answer came: time-out, reset, too large.
    };
    Ending ending = Ending::Lost;
    int status = 0; ///< HTTP status.
    QByteArray body = {};
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< What the headers ask to wait.
};

/// One entry of the carrier's list of errors.
struct TelnyxError {
    QString code;  ///< Digits; empty if there was none.
    QString title; ///< The carrier's words; may be empty.
    bool operator==(const TelnyxError &) const = default;
};

/// The errors in an answer's body, in all shapes that occur: a list, one object, `description` for `detail`, a code
/// that is a number. Empty for HTML, an empty body or JSON of another form.
std::vector<TelnyxError> telnyxErrors(const QByteArray &body);

/// The object `data` of an answer. If there is none and `bare` is allowed (lists, and endpoints without the wrapper),
/// the whole object. Nothing if the body is neither.
std::optional<QJsonObject> telnyxBody(const QByteArray &body, bool bare);

/// The wait that the headers ask for, in this order: `retry-after-ms`, `Retry-After` in seconds or as an HTTP date
/// (RFC 9110 §10.2.3), which counts from the answer's own `Date`, since clocks differ, `x-ratelimit-reset` in seconds.
/// Unreadable ones are passed over; at most an hour.
std::optional<std::chrono::milliseconds> retryDelay(QByteArrayView retryAfterMs, QByteArrayView retryAfter,
                                                    QByteArrayView rateLimitReset, QByteArrayView date);

} // namespace callfloor
