// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace callfloor::test {

/// What a run of CTest came to. Qt Test programs are counted by their test functions and data rows (their line
/// "Totals:"), every other test as one.
struct TestReport {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    QStringList failures; ///< `test: what CTest says`, one a failed test.
    QStringList skips;    ///< `test: function: reason`, one a skip.

    /// Reads the file that `ctest --output-junit` writes (CTest 3.25). A test that could not run, because its program
    /// or its fixture is missing, has failed; only what asked to be skipped was skipped. Error: no such XML.
    static Result<TestReport> fromJUnit(const QByteArray &xml);

    /// Reasons of skips, failed tests, and as the last line `N passed, N failed, N skipped`.
    QString text() const;
    /// Nothing failed and something passed.
    bool isSuccess() const { return failed == 0 && passed > 0; }
};

} // namespace callfloor::test
