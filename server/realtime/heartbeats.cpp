// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/heartbeats.h"

#include "server/realtime/engine_socket.h"

namespace callfloor::realtime {

namespace {
constexpr int kBatchesInAnInterval = 50;
} // namespace

Heartbeats::Heartbeats(const Settings &settings, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_scheduler(scheduler) {}

void Heartbeats::begin(EngineSocket &session, quint64 turn) {
    // By the clock rather than by a timer, which may be late. If the clock is set, that only makes another batch.
    const UtcTime now = m_scheduler.clock().now();
    if (!m_open || now < m_opened || now - m_opened > m_settings.pingInterval / kBatchesInAnInterval) {
        m_open = std::make_shared<Batch>();
        m_opened = now;
        m_scheduler.after(m_settings.pingInterval, this, [batch = m_open] {
            for (const Beat &beat : *batch)
                if (beat.session) beat.session->ping(beat.turn);
        });
        // Counted from here too, so that the lateness of the first timer does not delay the second.
        m_scheduler.after(m_settings.pingInterval + m_settings.pingTimeout, this, [batch = m_open] {
            for (const Beat &beat : *batch)
                if (beat.session) beat.session->giveUp(beat.turn);
        });
    }
    m_open->push_back({&session, turn});
}

} // namespace callfloor::realtime
