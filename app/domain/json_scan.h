// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace callfloor {

/// What is wrong with a JSON text, and where.
struct JsonProblem {
    QString what;         ///< `a lone surrogate`
    qsizetype offset = 0; ///< In bytes.
    QString field;        ///< The path of the value it is in, as `agents[2].name`; empty at the top.
};

/// Looks for what Qt's parser lets pass although RFC 8259 does not, or we do not: invalid UTF-8, lone surrogates,
/// unknown escapes and control characters in strings, a decimal point without digits, a key that an object has twice
/// (also where one is written with escapes), a key that is not plain (json_keys.h), nesting deeper than `maxDepth`. Leaves the grammar to the parser.
std::optional<JsonProblem> scanJson(QByteArrayView text, int maxDepth);

/// The path of the value that a byte belongs to, as far as the text can be understood; empty at the top.
QString jsonFieldAt(QByteArrayView text, qsizetype offset);

} // namespace callfloor
