// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"

#include <QObject>

#include <functional>
#include <map>
#include <utility>

namespace callfloor::simulator {

/// Many timers on one of the scheduler's, so that those of an ended call (time limits of hours) can be taken back.
/// Due work runs in order of time, then of registration.
class TimerQueue : public QObject {
public:
    using Id = std::pair<UtcTime, quint64>;
    explicit TimerQueue(Scheduler &scheduler) : m_scheduler(scheduler) {}

    Id add(std::chrono::milliseconds delay, std::function<void()> work);
    /// Nothing happens if it has run.
    void cancel(const Id &id) { m_due.erase(id); }
    qsizetype waiting() const { return static_cast<qsizetype>(m_due.size()); }

private:
    void arm();
    void runDue();

    Scheduler &m_scheduler;
    std::map<Id, std::function<void()>> m_due;
    quint64 m_serial = 0;
    quint64 m_wake = 0; ///< Only the latest wake-up counts.
    std::optional<UtcTime> m_armedFor;
};

} // namespace callfloor::simulator
