// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"
#include "app/domain/scheduler.h"
#include "server/engine/event_feed.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// What happens to agents because time goes by: leases run out, wrap-ups end, consoles fall silent, and work is found
/// whose call is long over. Once a second; the database says who is due, so nothing is lost with a restart and two nodes
/// do no harm to each other. Whoever has to know of offers that came back connects to `released`.
class AgentTimers : public QObject {
    Q_OBJECT
public:
    AgentTimers(store::Storage &storage, EventFeed &feed, Scheduler &scheduler, const AgentPolicy &policy, QObject *parent = nullptr);

    /// After a start of the server: agents whose call is over come to rest or wrap-up, nobody is blamed for the silence
    /// meanwhile. Then `done`, then the timers run. The same happens when the time between two looks was much longer or
    /// shorter than it should be: the clock was set, or the machine slept, and nobody's console is to blame for that either.
    void start(std::function<void(const Result<Ok> &)> done);

signals:
    /// The agent's offer came back: the caller is to be offered to somebody else.
    void released(const callfloor::CallId &call, const callfloor::UserId &agent);
    /// One look at who is due is done, and what came of it is stored.
    void looked();

private:
    QFuture<Result<bool>> spareAll();
    void look();
    bool timeJumped(UtcTime now);

    store::Storage &m_storage;
    EventFeed &m_feed;
    Scheduler &m_scheduler;
    AgentPolicy m_policy;
    std::optional<UtcTime> m_lookedAt; ///< When the next look was put on the timer.
};

} // namespace callfloor
