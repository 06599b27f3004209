// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArray>
#include <QString>

namespace callfloor {

/// The content of a plain file of at most `limit` bytes. Error: NotFound if there is nothing of that name, else
/// BadRequest; `message` is the reason without a full stop, to stand after a colon.
Result<QByteArray> readSmallFile(const QString &path, qint64 limit);

} // namespace callfloor
