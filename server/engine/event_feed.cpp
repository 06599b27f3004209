// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/event_feed.h"

#include "server/store/event_log.h"

namespace callfloor {

using namespace std::chrono_literals;

namespace {
constexpr int kEventsAtOnce = 500;
/// Others write to the log too (the command line, other nodes), and a hint may be lost: look by oneself now and then.
constexpr auto kLogPeriod = 1s;
} // namespace

EventFeed::EventFeed(store::Storage &storage, EventBus &bus, Scheduler &scheduler, Metrics &metrics, QObject *parent)
    : QObject(parent), m_storage(storage), m_bus(bus), m_scheduler(scheduler), m_metrics(metrics) {}

void EventFeed::start(qint64 seq) {
    m_seq = seq;
    look();
}

void EventFeed::look() {
    poke();
    m_scheduler.after(kLogPeriod, this, [this] { look(); });
}

void EventFeed::poke() {
    if (m_seq < 0) return;
    if (m_reading) m_again = true;
    else read();
}

void EventFeed::read() {
    m_reading = true;
    m_again = false;
    m_storage
        .read<std::vector<Event>>([seq = m_seq](store::Tx &tx) -> Result<std::vector<Event>> {
            return store::eventlog::after(tx, seq, kEventsAtOnce);
        })
        .then(this, [this](const Result<std::vector<Event>> &events) {
            m_reading = false;
            if (!events) return m_scheduler.after(500ms, this, [this] { poke(); });
            if (!events->empty()) {
                m_seq = events->back().seq;
                m_metrics.eventsPublished += static_cast<qint64>(events->size());
                std::vector<Event> publication = *events;
                if (m_before) m_before(publication);
                m_bus.publish(publication);
            }
            if (m_again || events->size() == static_cast<size_t>(kEventsAtOnce)) poke();
        });
}

} // namespace callfloor
