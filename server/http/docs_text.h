// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

#include <vector>

namespace callfloor::docs {

/// A JSON Schema in words: `text, 1 to 64 characters`.
QString typeInWords(const QJsonObject &schema);

/// One value within a reply.
struct Member {
    QString path; ///< `calls[].agent.name`
    QJsonObject schema;
    bool required = true;
};
/// All values of a schema, those within objects and arrays included, in the order of their names.
std::vector<Member> membersOf(const QJsonObject &schema);

/// A command that tries the operation, for a shell where CALLFLOOR is the server's address and TOKEN a token.
QString curlExample(const OperationInfo &operation);

} // namespace callfloor::docs
