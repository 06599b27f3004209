// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/event_bus.h"
#include "app/domain/routing.h"
#include "app/domain/scheduler.h"
#include "server/engine/inbox.h"

#include <QObject>

namespace callfloor {

/// Brings callers and agents together. Whenever the floor has changed, or time alone changes what is possible, it runs
/// match() over the rows and writes what follows in one transaction: agents are reserved, offers noted, devices rung. The
/// rows are the whole state, so a restart, a second node or a lost race does no harm.
class RoutingService : public QObject {
    Q_OBJECT
public:
    /// Without a carrier nobody can be rung: then it only looks after moments that have come.
    RoutingService(store::Storage &storage, Inbox &inbox, EventBus &bus, Scheduler &scheduler, bool carrier, QObject *parent = nullptr);

    void start();
    void stop() { m_stopped = true; }
    /// The agent's reservation is over: his device is not to be rung any more.
    void withdraw(const CallId &call, const UserId &agent);

signals:
    /// A pass is over and what it brought about is stored.
    void passed();

private:
    struct Pass {
        std::optional<UtcTime> nextChangeAt;
        int offers = 0;
    };
    void look();
    void poke();
    void pass();
    void passDone(const Result<Pass> &pass);

    store::Storage &m_storage;
    Inbox &m_inbox;
    Scheduler &m_scheduler;
    bool m_carrier;
    bool m_stopped = false;
    bool m_running = false; ///< A pass is under way.
    bool m_again = false;   ///< Something has changed meanwhile.
    UtcTime m_wakeAt{};     ///< For which a timer is set; the epoch for none.
};

} // namespace callfloor
