// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/error_text.h"

namespace callfloor {

using namespace Qt::StringLiterals;

QString ErrorText::of(const Error &error) {
    switch (error.code) {
    case ErrorCode::Unauthorized: return tr("Your sign-in has ended. Please sign in again.");
    case ErrorCode::TooManyRequests: return tooMany(error.retryAfterSeconds);
    case ErrorCode::Unavailable: return unreachable(error);
    case ErrorCode::Internal: return tr("Something went wrong on the server; its log says what.");
    case ErrorCode::Forbidden:
        return error.message.isEmpty() ? tr("You are not allowed to do that.") : error.message;
    case ErrorCode::BadRequest:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::TooLarge:
    case ErrorCode::Upstream: break;
    }
    return error.message.isEmpty() ? tr("The server refused without saying why.") : error.message;
}

QString ErrorText::ofSignIn(const Error &error) {
    if (error.code == ErrorCode::Unauthorized) return tr("The e-mail address or the password is wrong.");
    return of(error);
}

QString ErrorText::tooMany(int retryAfterSeconds) {
    if (retryAfterSeconds <= 0) return tr("Too many attempts. Please wait a little.");
    if (retryAfterSeconds < 60) return tr("Too many attempts. Try again in %n second(s).", nullptr, retryAfterSeconds);
    return tr("Too many attempts. Try again in %n minute(s).", nullptr, (retryAfterSeconds + 59) / 60);
}

QString ErrorText::unreachable(const Error &error) {
    if (error.reason == "timeout"_L1) return tr("The server does not answer. Please try again.");
    if (error.reason == "tls"_L1) return tr("The connection to the server is not secure: its certificate was refused.");
    if (error.reason == "unreachable"_L1) return tr("The server cannot be reached. Check the network and its address.");
    return tr("The server cannot do that at the moment. Please try again shortly.");
}

} // namespace callfloor
