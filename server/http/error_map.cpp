// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/error_map.h"

#include "app/domain/json.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
struct Mapping {
    int status;
    const char *word;
};

Mapping mapping(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadRequest: return {400, "bad_request"};
    case ErrorCode::Unauthorized: return {401, "unauthorized"};
    case ErrorCode::Forbidden: return {403, "forbidden"};
    case ErrorCode::NotFound: return {404, "not_found"};
    case ErrorCode::Conflict: return {409, "conflict"};
    case ErrorCode::TooLarge: return {413, "too_large"};
    case ErrorCode::TooManyRequests: return {429, "too_many_requests"};
    case ErrorCode::Upstream: return {502, "carrier_error"};
    case ErrorCode::Unavailable: return {503, "unavailable"};
    case ErrorCode::Internal: break;
    }
    return {500, "internal_error"};
}
} // namespace

int httpStatus(ErrorCode code) { return mapping(code).status; }

QString errorWord(const Error &error) {
    return error.reason.isEmpty() ? QString(QLatin1String(mapping(error.code).word)) : error.reason;
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
