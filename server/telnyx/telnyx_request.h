// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QLatin1String>
#include <QString>
#include <QStringList>

#include <initializer_list>
#include <utility>

namespace callfloor {

/// One HTTP request to the carrier, without address and key.
struct TelnyxRequest {
    enum class Verb : quint8 { Get, Post, Put };
    Verb verb = Verb::Get;
    QByteArray target;  ///< Path below the base address and query, percent-encoded.
    QByteArray body;    ///< JSON; empty = none.
    bool dials = false; ///< May take longer.
    bool operator==(const TelnyxRequest &) const = default;
};

/// A path (RFC 3986 §3.3) of these segments, each percent-encoded as one: a handle of the carrier holds colons and
/// may hold anything.
QByteArray telnyxPath(std::initializer_list<QStringView> segments);

/// A query of names and values; brackets are encoded too, since raw ones have given silently empty lists.
QByteArray telnyxQuery(std::initializer_list<std::pair<QStringView, QString>> items);

/// The members of a request's body. Empty texts and lists are left out: to the carrier they are not "default".
class TelnyxBody {
public:
    TelnyxBody &text(QLatin1String key, const QString &value);
    TelnyxBody &list(QLatin1String key, const QStringList &values);
    TelnyxBody &number(QLatin1String key, int value);
    TelnyxBody &flag(QLatin1String key, bool value);
    TelnyxBody &object(QLatin1String key, const TelnyxBody &value);
    /// As base64 without line breaks, as the carrier demands.
    TelnyxBody &clientState(const QString &value);

    bool isEmpty() const { return m_json.isEmpty(); }
    /// Compact JSON, `{}` if nothing was set.
    QByteArray json() const;

private:
    QJsonObject m_json;
};

} // namespace callfloor
