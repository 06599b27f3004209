// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextStream>

#include <optional>

namespace callfloor::bench {

/// Prints figures as they are measured, each with what it should be and what the stack that this product replaces came
/// to (the table in docs/performance.md), as ratios.
class Report {
public:
    enum class Better { More, Less };

    Report();
    void title(const QString &text);
    /// `aim` and `peer` in the same unit, where there are any.
    void figure(const QString &what, double value, const QString &unit, Better better = Better::Less,
                std::optional<double> aim = {}, std::optional<double> peer = {});
    /// Something that could not be measured, with the reason. The exit status is then 1.
    void failed(const QString &what, const QString &why);

    int exitStatus() const { return m_failures == 0 ? 0 : 1; }

private:
    QTextStream m_out;
    int m_failures = 0;
};

} // namespace callfloor::bench
