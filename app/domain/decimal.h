// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace callfloor {

/// The exact sum of two amounts of money written as decimal text, such as `0.0070`, with as many decimals as the longer
/// of the two has. Nothing if one of them is not of the form `-?digits[.digits]` or has more than 18 digits.
std::optional<QString> addDecimals(QStringView a, QStringView b);

} // namespace callfloor
