// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonValue>

#include <optional>

namespace callfloor::realtime {

/// Nesting of arrays and objects that is read from clients.
inline constexpr int kMaxJsonDepth = 64;

/// Parses JSON text of a client: at most kMaxJsonDepth deep, valid UTF-8, no lone surrogates. Nothing otherwise.
/// Unlike QJsonDocument, a bare string, number or literal is a text too (RFC 8259).
std::optional<QJsonValue> parseJson(QByteArrayView utf8);

/// What stands between the brackets of an array behind its first element and comma, as it was written. `array` has been
/// parsed before.
QByteArray behindFirstElement(QByteArrayView array);

/// Text as a JSON string with its quotes.
QByteArray quoted(QByteArrayView utf8);

} // namespace callfloor::realtime
