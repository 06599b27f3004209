// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace callfloor {

/// A moment in UTC with microseconds, as the carrier and PostgreSQL give it.
using UtcTime = std::chrono::sys_time<std::chrono::microseconds>;

/// Microseconds since 1970-01-01T00:00:00Z: how moments are stored in both databases.
inline qint64 toMicros(UtcTime t) { return t.time_since_epoch().count(); }
inline UtcTime fromMicros(qint64 us) { return UtcTime{std::chrono::microseconds{us}}; }

/// `2026-03-02T15:04:05.120Z`: ISO 8601, UTC, milliseconds (cut, not rounded). What the API sends.
QByteArray toIsoMillis(UtcTime t);
/// `2026-03-02T15:04:05.120000Z`: the same with microseconds. What the carrier sends.
QByteArray toIsoMicros(UtcTime t);
/// Reads ISO 8601 with an optional fraction of 1 to 9 digits and `Z` or `±hh:mm`. Nothing else is accepted:
/// a moment without a zone is ambiguous. In UTC it must be in the years 0000 to 9999, those that can be written.
std::optional<UtcTime> fromIso(QByteArrayView text);

/// Time as a dependency, so that tests can turn it. Implementations are thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    UtcTime now() const override;
};

} // namespace callfloor
