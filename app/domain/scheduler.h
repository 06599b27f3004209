// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QObject>

#include <functional>
#include <map>
#include <utility>

namespace callfloor {

/// Delayed work as a dependency: the machine's timers in the product, a clock that tests turn by hand.
/// Belongs to one thread.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    virtual const Clock &clock() const = 0;
    /// Runs `work` once, `delay` from now, in the thread of `context`; never if `context` has died before.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) = 0;
};

/// Timers of the event loop, time of the machine.
class SystemScheduler final : public Scheduler {
public:
    const Clock &clock() const override { return m_clock; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;

private:
    SystemClock m_clock;
};

/// A clock that stands still until it is told to move; what falls due on the way runs in order of time, then of
/// registration. For tests and for deterministic simulations.
class ManualScheduler final : public Scheduler {
public:
    explicit ManualScheduler(UtcTime start = fromMicros(1'772'463'845'000'000)) : m_clock(start) {}
    const Clock &clock() const override { return m_clock; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;
    /// Moves the clock on, running what falls due.
    void advance(std::chrono::microseconds by);
    /// Moves the clock to the next due work and runs it. False if nothing is waiting.
    bool runNext();
    qsizetype waiting() const { return static_cast<qsizetype>(m_due.size()); }

private:
    class HandClock final : public Clock {
    public:
        explicit HandClock(UtcTime t) : time(t) {}
        UtcTime now() const override { return time; }
        UtcTime time;
    };
    HandClock m_clock;
    std::multimap<UtcTime, std::pair<std::function<bool()>, std::function<void()>>> m_due;
};

} // namespace callfloor
