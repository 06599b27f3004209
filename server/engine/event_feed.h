// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/event_bus.h"
#include "app/domain/scheduler.h"
#include "server/engine/metrics.h"
#include "server/store/storage.h"

#include <QObject>

#include <functional>

namespace callfloor {

/// Reads the event log after the last number it has seen and publishes what it finds, in order. It is the only
/// publisher of stored events: what this node wrote and what others wrote come the same way. Being told that there is
/// more is only a hint, which may be lost or repeated.
class EventFeed : public QObject {
    Q_OBJECT
public:
    EventFeed(store::Storage &storage, EventBus &bus, Scheduler &scheduler, Metrics &metrics, QObject *parent = nullptr);

    /// Begins behind `seq`, which must be a number of the log at the start.
    void start(qint64 seq);
    /// Called with what was read before it is published: who sees an event is completed then.
    void beforePublishing(std::function<void(std::vector<Event> &)> work) { m_before = std::move(work); }
    /// There may be more to read.
    void poke();
    /// The number of the last event that was published.
    qint64 position() const { return m_seq; }

private:
    void look();
    void read();

    store::Storage &m_storage;
    EventBus &m_bus;
    Scheduler &m_scheduler;
    Metrics &m_metrics;
    std::function<void(std::vector<Event> &)> m_before;
    qint64 m_seq = -1;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace callfloor
