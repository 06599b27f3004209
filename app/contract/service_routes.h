// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

#include <QJsonArray>
#include <QJsonObject>

namespace callfloor {

/// An address for other programs that is no operation: the carrier's webhooks, probes, metrics. It needs no token, is never
/// rate-limited, and stands in the API description beside the operations. Pages for people are not listed.
struct ServiceRoute {
    const char *name;       ///< OpenAPI's operationId.
    Method method;
    const char *path;
    const char *summary;    ///< One sentence for the API description.
    qint64 bodyBytes;       ///< Largest body; more is a 413 before it is read.
    QJsonArray parameters;  ///< OpenAPI parameter objects; its head fields.
    QJsonObject body;       ///< OpenAPI request body; empty if it reads none.
    QJsonObject replies;    ///< OpenAPI response objects by status, without the general ones.
};

/// All of them. The gateway takes method, path and limit from here.
const std::vector<ServiceRoute> &serviceRoutes();

} // namespace callfloor
