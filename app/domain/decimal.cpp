// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/decimal.h"

#include <QtNumeric>

#include <algorithm>

namespace callfloor {

namespace {

constexpr int kMostDigits = 18; // what a 64-bit number holds

struct Decimal {
    qint64 units = 0; ///< The value times ten to the power of `scale`.
    int scale = 0;
};

std::optional<Decimal> readDecimal(QStringView text) {
    const bool negative = text.startsWith(u'-');
    if (negative) text = text.sliced(1);
    Decimal value;
    int digits = 0, whole = 0;
    bool point = false;
    for (const QChar c : text) {
        if (c == u'.' && !point && digits > 0) {
            point = true;
            whole = digits;
        } else if (c >= u'0' && c <= u'9' && digits < kMostDigits) {
            value.units = value.units * 10 + (c.unicode() - u'0');
            ++digits;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || (point && digits == whole)) return std::nullopt;
    value.scale = point ? digits - whole : 0;
    if (negative) value.units = -value.units;
    return value;
}

bool rescale(Decimal &value, int scale) {
    for (; value.scale < scale; ++value.scale)
        if (qMulOverflow(value.units, qint64{10}, &value.units)) return false;
    return true;
}

QString writeDecimal(const Decimal &value) {
    const auto bits = static_cast<quint64>(value.units);
    QString digits = QString::number(value.units < 0 ? 0 - bits : bits);
    digits = digits.rightJustified(value.scale + 1, u'0');
    if (value.scale > 0) digits.insert(digits.size() - value.scale, u'.');
    return value.units < 0 ? u'-' + digits : digits;
}

} // namespace

std::optional<QString> addDecimals(QStringView a, QStringView b) {
    auto x = readDecimal(a), y = readDecimal(b);
    if (!x || !y) return std::nullopt;
    const int scale = std::max(x->scale, y->scale);
    Decimal sum{0, scale};
    if (!rescale(*x, scale) || !rescale(*y, scale) || qAddOverflow(x->units, y->units, &sum.units)) return std::nullopt;
    return writeDecimal(sum);
}

} // namespace callfloor
