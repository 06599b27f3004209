// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace callfloor {

/// What one look at an installation has shown.
struct Finding {
    enum class Level {
        Good,
        Warning, ///< It works, and deserves a second look.
        Failure, ///< Something does not work, or will not.
    };
    QString check; ///< A stable word: `database`, `port`.
    Level level = Level::Good;
    QString text;   ///< What was seen, one sentence.
    QString remedy; ///< What to do about it; empty if there is nothing.
};

using Findings = std::vector<Finding>;

inline Finding good(const QString &check, const QString &text) { return {check, Finding::Level::Good, text, {}}; }
inline Finding warning(const QString &check, const QString &text, const QString &remedy) {
    return {check, Finding::Level::Warning, text, remedy};
}
inline Finding failure(const QString &check, const QString &text, const QString &remedy) {
    return {check, Finding::Level::Failure, text, remedy};
}

} // namespace callfloor
