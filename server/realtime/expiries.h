// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"

#include <QObject>

#include <functional>
#include <map>

namespace callfloor::realtime {

class Socket;

/// When the sign-ins of sockets expire, with one timer for all: a timer of its own would outlive its socket by up to a
/// day.
class Expiries : public QObject {
    Q_OBJECT
public:
    /// `expired` is called once for each socket whose time has come. `scheduler` outlives this.
    Expiries(Scheduler &scheduler, std::function<void(Socket &)> expired);

    void add(Socket &socket, UtcTime at);
    /// The socket has gone; nothing happens if it was never added.
    void remove(Socket &socket, UtcTime at);

private:
    void arm();
    void fire();

    Scheduler &m_scheduler;
    std::function<void(Socket &)> m_expired;
    std::multimap<UtcTime, Socket *> m_due;
    UtcTime m_armed = UtcTime::max(); ///< When the next timer fires.
};

} // namespace callfloor::realtime
