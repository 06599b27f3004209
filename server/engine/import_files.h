// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"

namespace callfloor {

/// The name, without folder, under which somebody's upload lies: nobody else's id leads to it, and no text of a client becomes
/// part of a path. Empty if the id is none of ours.
QString uploadFileName(const UserId &owner, const QString &uploadId);

/// Removes uploads that nobody has used for a day.
void removeOldUploads(const QString &folder);

} // namespace callfloor
