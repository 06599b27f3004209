// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

/// What the JSON Schemas of replies that are written by hand are made of.
namespace callfloor::schema {

inline QJsonObject typed(const char *type) { return {{QStringLiteral("type"), QLatin1String(type)}}; }
inline QJsonObject nullable(const char *type) {
    return {{QStringLiteral("type"), QJsonArray{QLatin1String(type), QStringLiteral("null")}}};
}
inline QJsonObject time(bool orNull = false) {
    QJsonObject schema = orNull ? nullable("string") : typed("string");
    schema.insert(QStringLiteral("format"), QStringLiteral("date-time"));
    return schema;
}
/// All of whose members are always there.
inline QJsonObject object(const QJsonObject &properties) { return codec::objectSchema(properties, properties.keys()); }
inline QJsonObject listOf(const QJsonObject &items) {
    return {{QStringLiteral("type"), QStringLiteral("array")}, {QStringLiteral("items"), items}};
}

} // namespace callfloor::schema
