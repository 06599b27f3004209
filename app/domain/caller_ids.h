// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace callfloor {

/// How a number of ours fares.
struct CallerIdUse {
    int today = 0;    ///< Dials of the current day.
    int dials = 0;    ///< Of the last 7 days.
    int answered = 0; ///< Those of them that somebody answered.
};

/// The number that is shown to somebody: of those that have dials left today and are not resting the one with the same area
/// code, else the least used one. A number rests whose answer rate over at least 200 dials is below half of the pool's, as
/// long as there are others. Empty if all have had their dials. `perDay` 0: no limit.
QString pickCallerId(const QStringList &pool, const QHash<QString, CallerIdUse> &use, int perDay, const QString &callee);

} // namespace callfloor
