// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace callfloor {

/// Whether a key (UTF-8) can stand in JSON without escapes: no quotation mark, backslash or control character, and no
/// byte order mark at its beginning, which Qt's parser would drop.
bool isPlainKey(QByteArrayView key);

/// The same JSON with no key written with escapes; nothing if a key is not plain. What a stranger sends is parsed only so:
/// Qt 6.8 keeps a key that had an escape as UTF-16, and when a name is looked up it compares the two without looking at
/// their lengths, so that a long key makes it read far behind the name.
std::optional<QByteArray> withPlainKeys(const QByteArray &json);

} // namespace callfloor
