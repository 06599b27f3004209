// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/ids.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace callfloor {

namespace {

QString hexUuid(const std::array<quint8, 16> &bytes) {
    static constexpr char kHex[] = "0123456789abcdef";
    QString text(36, Qt::Uninitialized);
    QChar *out = text.data();
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = QLatin1Char('-');
        *out++ = QLatin1Char(kHex[bytes[i] >> 4]);
        *out++ = QLatin1Char(kHex[bytes[i] & 15]);
    }
    return text;
}

} // namespace

QString makeUuid7(UtcTime now) {
    const auto ms = static_cast<quint64>(std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count());
    const quint64 a = QRandomGenerator::system()->generate64();
    const quint64 b = QRandomGenerator::system()->generate64();
    std::array<quint8, 16> bytes{};
    for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<quint8>(ms >> (40 - 8 * i));
    for (size_t i = 6; i < 8; ++i) bytes[i] = static_cast<quint8>(a >> (8 * (i - 6)));
    for (size_t i = 8; i < 16; ++i) bytes[i] = static_cast<quint8>(b >> (8 * (i - 8)));
    bytes[6] = static_cast<quint8>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<quint8>((bytes[8] & 0x3f) | 0x80);
    return hexUuid(bytes);
}

QString makeUuid4() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

} // namespace callfloor
