// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#else
#include <windows.h>
#endif

namespace callfloor {

#ifdef Q_OS_UNIX

namespace {

int s_pair[2] = {-1, -1};
constexpr char kStop = 1;
constexpr char kReload = 2;

// In a signal handler only write() is allowed; the byte wakes the event loop.
void onSignal(int number) {
    const char byte = number == SIGHUP ? kReload : kStop;
    [[maybe_unused]] const auto written = ::write(s_pair[0], &byte, 1);
}

void catchSignal(int number) {
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

void StopSignals::watchHangUp() { catchSignal(SIGHUP); }

StopSignals::StopSignals(QObject *parent) : QObject(parent) {
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, s_pair) != 0) return;
    for (const int fd : s_pair) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(s_pair[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(s_pair[1], &byte, 1) != 1) return;
        if (byte == kReload) emit reloadRequested();
        else emit stopRequested();
    });
    catchSignal(SIGTERM);
    catchSignal(SIGINT);
    ::signal(SIGPIPE, SIG_IGN); // a client that leaves is no reason to die
}

StopSignals::~StopSignals() {
    ::signal(SIGTERM, SIG_IGN); // asked twice to end, it still ends in good order
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGHUP, SIG_DFL);
    for (int &fd : s_pair) {
        if (fd >= 0) ::close(fd);
        fd = -1;
    }
}

#else

namespace {
StopSignals *s_signals = nullptr;

BOOL WINAPI onConsole(DWORD) {
    if (!s_signals) return FALSE;
    QMetaObject::invokeMethod(s_signals, [] { emit s_signals->stopRequested(); }, Qt::QueuedConnection);
    return TRUE;
}
} // namespace

StopSignals::StopSignals(QObject *parent) : QObject(parent) {
    s_signals = this;
    SetConsoleCtrlHandler(onConsole, TRUE);
}

void StopSignals::watchHangUp() {}

StopSignals::~StopSignals() {
    SetConsoleCtrlHandler(onConsole, FALSE);
    s_signals = nullptr;
}

#endif

} // namespace callfloor
