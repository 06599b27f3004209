// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArray>
#include <QNetworkReply>

namespace callfloor {

/// The refusal in an answer that is not 2xx: `{error, message, code, field}` as our servers send it, or, if somebody
/// in between has answered (a proxy's page), a sentence by the status alone. `retryAfter` is the header of that name.
Error errorFromReply(int status, const QByteArray &body, const QByteArray &retryAfter);

/// The refusal when there is no answer at all. Error::reason is `timeout`, `tls` or `unreachable`.
Error errorFromNetwork(QNetworkReply::NetworkError error, const QString &detail);

} // namespace callfloor
