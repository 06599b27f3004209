// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace callfloor::test {

/// Checks a value against the part of JSON Schema that our OpenAPI document uses: type, enum, properties, required,
/// additionalProperties, items, minimum, maximum, minLength, maxLength, format date-time, and `$ref` within `document`.
/// Returns what is wrong and where; empty if nothing is. Members that the schema does not name are wrong, too, so that
/// the reference cannot lag behind the replies.
QString schemaProblem(const QJsonObject &schema, const QJsonValue &value, const QJsonObject &document,
                      const QString &where = QStringLiteral("$"));

} // namespace callfloor::test
