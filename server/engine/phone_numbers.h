// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QFuture>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <vector>

namespace callfloor {

/// A number of a list, read.
struct NumberReading {
    QString number;  ///< E.164; as it was given where it is none.
    QString region;  ///< ISO 3166-1 alpha-2; empty if unknown.
    QString refusal; ///< Why it may not be dialled: `invalid_number`, `emergency_number`, `premium_number`; else empty.
};

/// Reads numbers as people write them. libphonenumber's tables take about 50 ms to load, so all of it happens on a
/// thread of its own, when the first number comes.
class PhoneNumbers {
public:
    explicit PhoneNumbers(const QString &defaultRegion);
    ~PhoneNumbers();

    /// The number in E.164, if it may be dialled. Errors (BadRequest, field `to`): not a number, an emergency number, a
    /// premium-rate number. A number need not be assigned, only possible: new ranges appear faster than tables.
    QFuture<Result<QString>> dialable(const QString &text);

    /// The number as calls are stored under it, to look for it: in E.164 if the text can be read as a number, else as it
    /// is (callers may be `anonymous`).
    QFuture<Result<QString>> searchable(const QString &text);

    /// A whole list, in its order.
    QFuture<std::vector<NumberReading>> readAll(const std::vector<QString> &texts);

    /// The same as dialable(), at once, in the caller's thread.
    static Result<QString> readDialable(const QString &text, const QString &defaultRegion);

    /// One number of a list, at once, in the caller's thread.
    static NumberReading readOne(const QString &text, const QString &defaultRegion);

    /// The same as searchable(), at once, in the caller's thread.
    static QString readSearchable(const QString &text, const QString &defaultRegion);

private:
    QFuture<Result<QString>> inPool(std::function<Result<QString>()> work);
    QString m_region;
    QThreadPool m_pool;
};

} // namespace callfloor
