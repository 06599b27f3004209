// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service_manager.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcService, "callfloor.service")

constexpr int kFirstDescriptor = 3; // SD_LISTEN_FDS_START
constexpr int kMostDescriptors = 1000;

bool meantForUs(const QProcessEnvironment &environment, const QString &variable, qint64 pid) {
    return !environment.contains(variable) || environment.value(variable).toLongLong() == pid;
}

#ifdef Q_OS_UNIX
/// One word of a status line: without what would begin another line.
QByteArray statusLine(const QString &status) { return "STATUS=" + status.simplified().toUtf8(); }

Error noListener(const QString &why) {
    return Error{ErrorCode::BadRequest, u"The socket from the service manager cannot be used: %1"_s.arg(why), {}, {}, u"bad_socket"_s, 0};
}
#endif

} // namespace

ServiceEnvironment serviceEnvironment(const QProcessEnvironment &environment, qint64 pid) {
    ServiceEnvironment out;
    const QByteArray socket = environment.value(u"NOTIFY_SOCKET"_s).toLocal8Bit();
    if (socket.size() > 1 && (socket[0] == '/' || socket[0] == '@')) out.notifySocket = socket;
    const qint64 watchdog = environment.value(u"WATCHDOG_USEC"_s).toLongLong();
    if (watchdog > 0 && meantForUs(environment, u"WATCHDOG_PID"_s, pid)) out.watchdog = std::chrono::microseconds(watchdog);
    const int descriptors = environment.value(u"LISTEN_FDS"_s).toInt();
    // Unlike for the watchdog, sd_listen_fds(3) wants to be addressed by number.
    const bool ours = environment.value(u"LISTEN_PID"_s).toLongLong() == pid;
    if (ours && descriptors > 0 && descriptors <= kMostDescriptors) out.descriptors = descriptors;
    return out;
}

ServiceManager::ServiceManager(QObject *parent)
    : ServiceManager(serviceEnvironment(QProcessEnvironment::systemEnvironment(), QCoreApplication::applicationPid()), parent) {
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"})
        qunsetenv(name);
#ifdef Q_OS_UNIX
    for (int i = 0; i < m_environment.descriptors; ++i) ::fcntl(kFirstDescriptor + i, F_SETFD, FD_CLOEXEC);
#endif
}

ServiceManager::ServiceManager(const ServiceEnvironment &environment, QObject *parent)
    : QObject(parent), m_environment(environment) {
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { tell("WATCHDOG=1"); });
}

void ServiceManager::ready(const QString &status) {
#ifdef Q_OS_UNIX
    tell("READY=1\n" + statusLine(status));
#else
    Q_UNUSED(status)
#endif
    if (!present() || m_environment.watchdog.count() == 0) return;
    // Half of the time is what systemd advises; a third leaves room for one long turn of the loop.
    m_heartbeat.start(std::chrono::duration_cast<std::chrono::milliseconds>(m_environment.watchdog / 3));
}

#ifdef Q_OS_UNIX

Result<std::optional<qintptr>> ServiceManager::listener() const {
    if (m_environment.descriptors == 0) return std::optional<qintptr>();
    if (m_environment.descriptors > 1)
        return noListener(u"it opened %1, and one is expected; leave one ListenStream= in the socket unit."_s.arg(m_environment.descriptors));
    int type = 0, listens = 0;
    socklen_t size = sizeof type;
    sockaddr_storage address{};
    socklen_t addressSize = sizeof address;
    const bool socket = ::getsockopt(kFirstDescriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
                        ::getsockopt(kFirstDescriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 &&
                        ::getsockname(kFirstDescriptor, reinterpret_cast<sockaddr *>(&address), &addressSize) == 0;
    if (!socket) return noListener(QString::fromLocal8Bit(std::strerror(errno)) + u'.');
    const bool internet = address.ss_family == AF_INET || address.ss_family == AF_INET6;
    if (!internet || type != SOCK_STREAM || listens == 0)
        return noListener(u"it is no listening TCP socket; write ListenStream=127.0.0.1:4000, with Accept=no."_s);
    return std::optional<qintptr>(kFirstDescriptor);
}

void ServiceManager::reloading() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 micros = qint64{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    tell("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(micros));
}

void ServiceManager::stopping(const QString &status) { tell("STOPPING=1\n" + statusLine(status)); }

void ServiceManager::tell(const QByteArray &lines) const {
    if (!present()) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray &name = m_environment.notifySocket;
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path)) return;
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0'; // the abstract namespace of Linux, unix(7)
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<size_t>(name.size()));
    const int channel = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (channel < 0) return;
    ::fcntl(channel, F_SETFD, FD_CLOEXEC);
#ifdef MSG_NOSIGNAL
    constexpr int kFlags = MSG_NOSIGNAL;
#else
    constexpr int kFlags = 0;
#endif
    const auto sent = ::sendto(channel, lines.constData(), static_cast<size_t>(lines.size()), kFlags,
                               reinterpret_cast<const sockaddr *>(&address), size);
    if (sent < 0) qCWarning(lcService) << "the service manager cannot be told:" << std::strerror(errno);
    ::close(channel);
}

#else

Result<std::optional<qintptr>> ServiceManager::listener() const { return std::optional<qintptr>(); }
void ServiceManager::reloading() {}
void ServiceManager::stopping(const QString &) {}
void ServiceManager::tell(const QByteArray &) const {}

#endif

} // namespace callfloor
