// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/operation.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

const char *methodName(Method method) {
    switch (method) {
    case Method::Get: return "GET";
    case Method::Post: return "POST";
    case Method::Patch: return "PATCH";
    case Method::Put: return "PUT";
    case Method::Delete: return "DELETE";
    }
    return "";
}

int httpStatus(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadRequest: return 400;
    case ErrorCode::Unauthorized: return 401;
    case ErrorCode::Forbidden: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::Conflict: return 409;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::TooManyRequests: return 429;
    case ErrorCode::Upstream: return 502;
    case ErrorCode::Unavailable: return 503;
    case ErrorCode::Internal: break;
    }
    return 500;
}

bool OperationInfo::hasBody() const {
    return std::any_of(fields.begin(), fields.end(), [](const FieldInfo &field) { return field.in == FieldInfo::In::Body; });
}

QString OperationInfo::tag() const {
    const QString word = QString(QLatin1String(route.path)).section(u'/', 2, 2);
    if (word == "auth"_L1) return u"Sign-in"_s;
    if (word == "campaign"_L1) return u"Campaigns"_s; // the old dashboards' singular
    if (word == "health"_L1) return u"System"_s;
    return word.left(1).toUpper() + QString(word.mid(1)).replace(u'-', u' ');
}

std::vector<ErrorCode> OperationInfo::refusals() const {
    const bool open = route.role == Role::Public;
    std::vector<ErrorCode> codes;
    const auto add = [&](ErrorCode code, bool always) {
        if (always || route.refuses(code)) codes.push_back(code);
    };
    add(ErrorCode::BadRequest, true);
    add(ErrorCode::Unauthorized, !open);
    add(ErrorCode::Forbidden, route.role == Role::Supervisor || route.role == Role::Admin);
    add(ErrorCode::NotFound, false);
    add(ErrorCode::Conflict, false);
    add(ErrorCode::TooLarge, true);
    add(ErrorCode::TooManyRequests, limited());
    add(ErrorCode::Internal, true);
    add(ErrorCode::Upstream, false);
    add(ErrorCode::Unavailable, true);
    return codes;
}

} // namespace callfloor
