// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <utility>

namespace callfloor {

/// A new UUIDv7 (RFC 9562 §5.7) as lower-case text: 48 bits of milliseconds, then random bits, so that ids made
/// later sort later and indexes stay dense.
QString makeUuid7(UtcTime now);

/// A new random UUIDv4 as lower-case text.
QString makeUuid4();

/// An opaque identifier that cannot be mixed up with one of another kind. Ours are UUIDv7 texts; those brought
/// along from an older system may be any text, so nothing but emptiness and equality may be read from one.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}
    static Id make(UtcTime now) { return Id(makeUuid7(now)); }

    bool isEmpty() const { return m_text.isEmpty(); }
    const QString &text() const { return m_text; }

    friend bool operator==(const Id &a, const Id &b) { return a.m_text == b.m_text; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using UserId = Id<struct UserTag>;
using CallId = Id<struct CallTag>;
using LegId = Id<struct LegTag>;
using CommandId = Id<struct CommandTag>;
using CampaignId = Id<struct CampaignTag>;

} // namespace callfloor
