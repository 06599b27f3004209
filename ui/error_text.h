// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QCoreApplication>

namespace callfloor {

/// Turns refusals into a sentence for the person in front: the one place where the console chooses words for errors.
/// What only the server can know (which field, which number) is shown as the server says it.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::ErrorText)
public:
    static QString of(const Error &error);
    /// The same at the sign-in, where Unauthorized means wrong credentials and not an ended login.
    static QString ofSignIn(const Error &error);

private:
    static QString tooMany(int retryAfterSeconds);
    static QString unreachable(const Error &error);
};

} // namespace callfloor
