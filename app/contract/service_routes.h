// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

#include <QJsonArray>
#include <QJsonObject>

namespace callfloor {

/// An address that is no operation, since it does not speak JSON or has another judge than a token: the carrier's webhooks,
/// probes, metrics, uploads. It is never rate-limited and stands in the API description beside the operations. Pages for people
/// are not listed.
struct ServiceRoute {
    const char *name;       ///< OpenAPI's operationId.
    Method method;
    const char *path;
    const char *summary;    ///< One sentence for the API description.
    qint64 bodyBytes;       ///< Largest body; more is a 413 before it is read. 0: a setting says it.
    QJsonArray parameters;  ///< OpenAPI parameter objects; its head fields.
    QJsonObject body;       ///< OpenAPI request body; empty if it reads none.
    QJsonObject replies;    ///< OpenAPI response objects by status, without the general ones.
    Role role = Role::Public; ///< Who may; `Public` needs no token.
};

/// All of them. The gateway takes method, path and limit from here.
const std::vector<ServiceRoute> &serviceRoutes();

} // namespace callfloor
