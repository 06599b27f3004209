// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace callfloor::test {

/// Checks bodies against a part of JSON Schema, as far as the carrier's published interface uses it: required and
/// unknown members, types, enumerations, bounds, lengths, references, oneOf and anyOf. Unknown members are errors,
/// though the interface would let them pass: a wrong name is what this is to find.
class SchemaCheck {
public:
    /// `openapi` is the whole published document.
    explicit SchemaCheck(const QJsonObject &openapi)
        : m_root(openapi) {}

    /// The faults of `body` as the request of this operation, each with the path of the member; empty = none. A path
    /// that the interface does not have is a fault, too.
    QStringList request(const QString &verb, const QString &path, const QJsonValue &body) const;
    /// Whether the interface has the operation at all.
    bool hasOperation(const QString &verb, const QString &path) const;

private:
    QJsonObject operation(const QString &verb, const QString &path) const;
    QJsonObject resolved(const QJsonObject &schema) const;
    void check(const QJsonValue &value, const QJsonObject &schema, const QString &at, QStringList &faults) const;
    void checkObject(const QJsonObject &value, const QJsonObject &schema, const QString &at, QStringList &faults) const;

    QJsonObject m_root;
};

} // namespace callfloor::test
