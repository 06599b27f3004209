// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArray>
#include <QString>

namespace callfloor {

/// The secret that signs access tokens: the configured one, else the one in the state folder, else a new random one
/// that is kept there (`jwt.secret`, mode 0600). There is no default. Errors: the file cannot be read or written, or
/// others may read it.
Result<QByteArray> signingSecret(const QString &configured, const QString &stateDir);

} // namespace callfloor
