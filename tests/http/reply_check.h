// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_client.h"

#include <QJsonObject>
#include <QSet>

namespace callfloor::test {

/// Holds replies against the OpenAPI document: the status must be declared for the operation, the body must fit its
/// schema, the declared fields of the head must be there and be of their type. Replies from addresses that the document
/// does not have are held against the shape of errors only.
class ReplyCheck {
public:
    explicit ReplyCheck(const QJsonObject &document) : m_document(document) {}

    /// What is wrong with a reply; empty if nothing is. `path` may have a query.
    QString problem(const QByteArray &method, const QString &path, const HttpAnswer &answer);

    /// `operationId status` of all replies that were held against a declaration.
    const QSet<QString> &seen() const { return m_seen; }

private:
    QJsonObject resolved(const QJsonObject &maybeReference) const;
    QString errorProblem(const HttpAnswer &answer) const;
    QString headProblem(const QJsonObject &declared, const HttpAnswer &answer) const;
    QString bodyProblem(const QJsonObject &declared, const QByteArray &method, const HttpAnswer &answer) const;

    QJsonObject m_document;
    QSet<QString> m_seen;
};

} // namespace callfloor::test
