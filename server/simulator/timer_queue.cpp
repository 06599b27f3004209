// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/timer_queue.h"

#include <algorithm>

namespace callfloor::simulator {

using std::chrono::milliseconds;

TimerQueue::Id TimerQueue::add(milliseconds delay, std::function<void()> work) {
    const Id id{m_scheduler.clock().now() + std::max(delay, milliseconds{0}), ++m_serial};
    m_due.emplace(id, std::move(work));
    arm();
    return id;
}

void TimerQueue::arm() {
    if (m_due.empty()) return;
    const UtcTime next = m_due.begin()->first.first;
    if (m_armedFor && *m_armedFor <= next) return;
    m_armedFor = next;
    const auto delay = std::chrono::ceil<milliseconds>(next - m_scheduler.clock().now());
    m_scheduler.after(std::max(delay, milliseconds{0}), this, [this, wake = ++m_wake] {
        if (wake == m_wake) runDue();
    });
}

void TimerQueue::runDue() {
    while (!m_due.empty() && m_due.begin()->first.first <= m_scheduler.clock().now()) {
        auto node = m_due.extract(m_due.begin());
        node.mapped()();
    }
    // Timers of the machine may come a little early; what is not due yet waits again.
    m_armedFor.reset();
    arm();
}

} // namespace callfloor::simulator
