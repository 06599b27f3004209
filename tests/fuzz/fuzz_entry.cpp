// SPDX-License-Identifier: GPL-3.0-or-later
// What libFuzzer calls, and replay_main.cpp instead of it.
#include "tests/fuzz/fuzz_entry.h"

#include "tests/fuzz/fuzz_target.h"

#include <QCoreApplication>

namespace {

/// Warnings about bad input are right, and a hundred thousand of them a second are not.
void dropMessage(QtMsgType, const QMessageLogContext &, const QString &) {}

} // namespace

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    // libFuzzer reads its own arguments from the same place; Qt knows none of them.
    static QCoreApplication application(*argc, *argv);
    qInstallMessageHandler(dropMessage);
    return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    callfloor::fuzz::fuzzOne({reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)});
    return 0;
}
