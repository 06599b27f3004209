// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace callfloor {

/// What a caller who waits is told.
struct Announcement {
    std::optional<int> position;         ///< 1: he is the next one. Nothing: it is not said.
    std::optional<int> estimatedSeconds; ///< Nothing: it is not said, or not known.
    bool callback = false;               ///< He is told that a key gets him called back.
};

/// The sentences, in `en` or `de`; English for any other language, nothing where there is nothing to say. Times are whole
/// minutes, rounded up: who is told less than he then waits is annoyed, who waits less is not.
QString announcementText(const Announcement &what, const QString &language);

} // namespace callfloor
