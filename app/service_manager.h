// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>
#include <optional>

namespace callfloor {

/// What a service manager tells a process at its start, in the words of systemd: sd_notify(3), sd_watchdog_enabled(3),
/// sd_listen_fds(3).
struct ServiceEnvironment {
    QByteArray notifySocket;               ///< Path of a datagram socket, `@…` for an abstract one; empty = nobody listens.
    std::chrono::microseconds watchdog{0}; ///< Silence after which the process is killed; 0 = never.
    int descriptors = 0;                   ///< Sockets that were opened for this process; the first is descriptor 3.
};

/// Reads it. What is meant for another process (WATCHDOG_PID, LISTEN_PID) or makes no sense counts as not there.
ServiceEnvironment serviceEnvironment(const QProcessEnvironment &environment, qint64 pid);

/// The way to the service manager that started this process, if one did. The protocol is a datagram with lines of text,
/// so no library is needed for it. Does nothing on Windows.
class ServiceManager : public QObject {
    Q_OBJECT
public:
    /// Of this process. Takes the variables out of its environment, so that no child believes them to be its own.
    explicit ServiceManager(QObject *parent = nullptr);
    /// For tests.
    explicit ServiceManager(const ServiceEnvironment &environment, QObject *parent = nullptr);

    bool present() const { return !m_environment.notifySocket.isEmpty(); }
    /// The listening TCP socket that was opened for this process; nothing if none was. Errors: BadRequest if there is more
    /// than one, or it is something else.
    Result<std::optional<qintptr>> listener() const;

    /// The service does its work. From now on the manager hears from the event loop, so that it notices if that stands still.
    void ready(const QString &status);
    /// The configuration is read again; ready() follows.
    void reloading();
    /// The service ends; whoever waits for the last requests may see why.
    void stopping(const QString &status);

private:
    void tell(const QByteArray &lines) const;

    ServiceEnvironment m_environment;
    QTimer m_heartbeat;
};

} // namespace callfloor
