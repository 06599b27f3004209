// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

namespace callfloor {

/// The OpenAPI 3.1 document of the operations, and of the addresses beside them (service_routes.h): parameters, bodies,
/// replies, errors, security.
QJsonObject openApiDocument(const std::vector<OperationInfo> &operations, const QString &version);

/// What an error means, in a sentence for the API reference.
QString refusalMeaning(ErrorCode code);

} // namespace callfloor
