// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console_program.h"

#include <QString>
#include <QTextStream>

#include <filesystem>
#include <system_error>

#ifdef Q_OS_WIN
#include <process.h>
#else
#include <unistd.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Beside this program; found without QCoreApplication, which the window's program makes for itself.
std::filesystem::path consolePath(const char *self) {
    std::error_code failure;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failure);
    if (failure) program = std::filesystem::absolute(self, failure);
#ifdef Q_OS_WIN
    return program.parent_path() / "callfloor-console.exe";
#else
    return program.parent_path() / "callfloor-console";
#endif
}

} // namespace

int becomeConsole(char **argv) {
    const std::filesystem::path console = consolePath(argv[0]);
#ifdef Q_OS_WIN
    const intptr_t status = _spawnv(_P_WAIT, console.string().c_str(), argv);
    if (status >= 0) return static_cast<int>(status);
#else
    ::execv(console.c_str(), argv);
#endif
    QTextStream(stderr) << u"The window's program %1 is not installed; start the server with --server, or install the "
                           "package with the console."_s.arg(QString::fromStdString(console.string()))
                        << Qt::endl;
    return 2;
}

} // namespace callfloor
