// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

namespace callfloor {

/// The API reference as a page (HTML, UTF-8), made from the operations. It needs `/assets/docs.css`; `/assets/docs.js`
/// adds the search field, without which it is complete.
QByteArray apiReference(const std::vector<OperationInfo> &operations, const QString &version);

} // namespace callfloor
