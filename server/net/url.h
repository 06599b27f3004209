// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace callfloor::net {

/// Decodes `%XX`; with `plusIsSpace` also `+` (application/x-www-form-urlencoded). Nothing for a bad escape, for bytes
/// that are not UTF-8 and for NUL.
std::optional<QString> percentDecoded(QByteArrayView raw, bool plusIsSpace = false);

/// The segments of a raw path, each decoded for itself, so that `%2F` stays inside its segment (RFC 3986 §2.2).
/// `/` has none, `/a/` has `a` and an empty one. Errors: BadRequest for a path without leading slash, a bad escape,
/// text that is not UTF-8, and the segments `.` and `..`.
Result<QStringList> splitPath(QByteArrayView rawPath);

/// The parameters of a query string.
class QueryParams {
public:
    /// At most that many parameters are taken.
    static constexpr qsizetype kMax = 128;

    /// Parses `a=1&b&c=x+y`. Errors: BadRequest for bad escapes, text that is not UTF-8, or too many parameters.
    static Result<QueryParams> parse(QByteArrayView rawQuery);

    /// The first parameter of that name.
    std::optional<QString> value(QStringView name) const;
    bool has(QStringView name) const { return value(name).has_value(); }
    const std::vector<std::pair<QString, QString>> &all() const { return m_items; }

private:
    std::vector<std::pair<QString, QString>> m_items;
};

} // namespace callfloor::net
