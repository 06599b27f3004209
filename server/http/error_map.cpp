// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/error_map.h"

#include "app/domain/json.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
const char *wordOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadRequest: return "bad_request";
    case ErrorCode::Unauthorized: return "unauthorized";
    case ErrorCode::Forbidden: return "forbidden";
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::TooLarge: return "too_large";
    case ErrorCode::TooManyRequests: return "too_many_requests";
    case ErrorCode::Upstream: return "carrier_error";
    case ErrorCode::Unavailable: return "unavailable";
    case ErrorCode::Internal: break;
    }
    return "internal_error";
}
} // namespace

QString errorWord(const Error &error) {
    return error.reason.isEmpty() ? QString(QLatin1String(wordOf(error.code))) : error.reason;
}

net::Reply errorReply(const Error &error) {
    net::Reply reply;
    reply.status = httpStatus(error.code);
    JsonWriter json(reply.body);
    json.beginObject().key("error").value(error.message).key("message").value(error.message);
    json.key("code").value(errorWord(error));
    if (!error.field.isEmpty()) json.key("field").value(error.field);
    json.endObject();
    if (error.retryAfterSeconds > 0) reply.headers.push_back({"Retry-After", QByteArray::number(error.retryAfterSeconds)});
    if (error.code == ErrorCode::Unauthorized) reply.headers.push_back({"WWW-Authenticate", "Bearer"});
    return reply;
}

} // namespace callfloor
