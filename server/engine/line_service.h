// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/event_bus.h"
#include "app/domain/scheduler.h"
#include "server/engine/inbox.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// Keeps the phones up of agents who want theirs to stay up between calls: calls them when they sign on, and again when
/// they become ready and the phone was hung up meanwhile; ends the line when they sign off or have another phone. The
/// database says who lacks a line, so that a restart loses none and dials none twice.
class LineService : public QObject {
    Q_OBJECT
public:
    LineService(store::Storage &storage, Inbox &inbox, EventBus &bus, Scheduler &scheduler, QObject *parent = nullptr);

    void start();
    /// No more phones are called.
    void stop() { m_stopped = true; }

signals:
    /// One look at who lacks a line is done, and what came of it is stored.
    void looked();

private:
    void look();
    void poke();
    void lookedAt();
    void call(const std::vector<UserId> &agents);

    store::Storage &m_storage;
    Inbox &m_inbox;
    Scheduler &m_scheduler;
    bool m_stopped = false;
    bool m_running = false;
    bool m_again = false;
};

} // namespace callfloor
