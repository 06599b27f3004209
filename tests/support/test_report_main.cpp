// SPDX-License-Identifier: GPL-3.0-or-later
// `callfloor_test_report FILE` prints the closing lines of ./run check from the file of `ctest --output-junit`. Exit
// status 0 when nothing failed and something passed, else 1; 2 when there is no such file.
#include "tests/support/test_report.h"

#include <QFile>

#include <cstdio>

using callfloor::test::TestReport;

int main(int argc, char **argv) {
    QFile file(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (argc != 2 || !file.open(QIODevice::ReadOnly)) {
        std::fputs("usage: callfloor_test_report JUNIT-FILE\n", stderr);
        return 2;
    }
    const auto report = TestReport::fromJUnit(file.readAll());
    if (!report) {
        std::fprintf(stderr, "%s\n", qPrintable(report.error().message));
        return 2;
    }
    std::fputs(report->text().toLocal8Bit().constData(), stdout);
    return report->isSuccess() ? 0 : 1;
}
