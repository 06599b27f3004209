// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace callfloor::realtime {

/// Delays that are the same for thousands of objects. Those that begin within a fiftieth of the delay are one batch and
/// share the timers of the first of them, so that they are called up to that much early.
template <class T>
class Batches {
public:
    struct Entry {
        QPointer<T> object;
        quint64 turn = 0;
    };
    using Batch = std::vector<Entry>;
    using Call = std::function<void(T &, quint64 turn)>;
    struct Step {
        std::chrono::milliseconds after{};
        Call call;
    };

    /// Each step is done for every object of a batch that is still alive, counted from the beginning. The first step has
    /// the shortest delay. `scheduler` and `context` outlive this.
    Batches(Scheduler &scheduler, QObject *context, std::vector<Step> steps)
        : m_scheduler(scheduler)
        , m_context(context)
        , m_steps(std::move(steps)) {}

    /// `turn` comes back with the calls.
    void begin(T &object, quint64 turn = 0) {
        // By the clock rather than by a timer, which may be late. If the clock is set, that only makes another batch.
        const UtcTime now = m_scheduler.clock().now();
        if (!m_open || now < m_opened || now - m_opened > m_steps.front().after / kBatchesInADelay) open(now);
        m_open->push_back({&object, turn});
    }

private:
    static constexpr int kBatchesInADelay = 50;

    void open(UtcTime now) {
        m_open = std::make_shared<Batch>();
        m_opened = now;
        for (const Step &step : m_steps)
            m_scheduler.after(step.after, m_context, [batch = m_open, call = step.call] {
                for (size_t i = 0; i < batch->size(); ++i)
                    if (T *object = (*batch)[i].object) call(*object, (*batch)[i].turn);
            });
    }

    Scheduler &m_scheduler;
    QObject *m_context;
    std::vector<Step> m_steps;
    std::shared_ptr<Batch> m_open; ///< Takes in who begins now.
    UtcTime m_opened{};
};

} // namespace callfloor::realtime
