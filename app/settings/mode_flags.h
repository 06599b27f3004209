// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace callfloor {

/// A flag that says what to do rather than how; it has no variable and no line in a file.
struct ModeFlag {
    QString flag;        ///< `--connect`
    QString value;       ///< `URL`, or empty if it takes none.
    QString description; ///< One sentence.

    /// `--connect URL`
    QString usage() const { return value.isEmpty() ? flag : QString(flag + u' ' + value); }
};

/// All of them, in the order of the help.
const std::vector<ModeFlag> &modeFlags();

} // namespace callfloor
