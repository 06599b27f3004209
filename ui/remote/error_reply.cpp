// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/error_reply.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeFromStatus(int status) {
    switch (status) {
    case 401: return ErrorCode::Unauthorized;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 409: return ErrorCode::Conflict;
    case 413: return ErrorCode::TooLarge;
    case 429: return ErrorCode::TooManyRequests;
    case 502: return ErrorCode::Upstream;
    case 503:
    case 504: return ErrorCode::Unavailable;
    default: return status >= 400 && status < 500 ? ErrorCode::BadRequest : ErrorCode::Internal;
    }
}

} // namespace

Error errorFromReply(int status, const QByteArray &body, const QByteArray &retryAfter) {
    Error error{codeFromStatus(status), {}};
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    error.message = object.value("error"_L1).toString(object.value("message"_L1).toString());
    error.reason = object.value("code"_L1).toString();
    error.field = object.value("field"_L1).toString();
    error.retryAfterSeconds = std::max(0, retryAfter.toInt());
    if (status >= 300 && status < 400) {
        // Following it would show the token to another address.
        error.code = ErrorCode::BadRequest;
        error.message = u"The server has moved to another address. Connect to that one."_s;
        error.reason = u"moved"_s;
    }
    if (error.message.isEmpty()) error.message = u"The server answered with HTTP status %1."_s.arg(status);
    error.detail = u"HTTP %1"_s.arg(status);
    return error;
}

Error errorFromNetwork(QNetworkReply::NetworkError error, const QString &detail) {
    const auto made = [&](const QString &message, const QString &reason) {
        Error result = unavailable(message, detail, 0);
        result.reason = reason;
        return result;
    };
    switch (error) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: return made(u"The server does not answer."_s, u"timeout"_s);
    case QNetworkReply::SslHandshakeFailedError: return made(u"The server's certificate was refused."_s, u"tls"_s);
    default: return made(u"The server cannot be reached."_s, u"unreachable"_s);
    }
}

} // namespace callfloor
