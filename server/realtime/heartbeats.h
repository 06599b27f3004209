// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/realtime/settings.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace callfloor::realtime {

class EngineSocket;

/// The heartbeats of all sessions. Those that begin within a fiftieth of the interval are one batch with two timers
/// together, instead of two for each: they are pinged, and given up, up to that much early.
class Heartbeats : public QObject {
    Q_OBJECT
public:
    /// `scheduler` outlives this.
    Heartbeats(const Settings &settings, Scheduler &scheduler, QObject *parent = nullptr);

    /// The session has shown that it is alive: it is pinged after the interval, and given up if it has not shown it
    /// again after the timeout behind that. `turn` goes to EngineSocket::ping() and giveUp().
    void begin(EngineSocket &session, quint64 turn);

private:
    struct Beat {
        QPointer<EngineSocket> session;
        quint64 turn = 0;
    };
    using Batch = std::vector<Beat>;

    const Settings &m_settings;
    Scheduler &m_scheduler;
    std::shared_ptr<Batch> m_open; ///< Takes in who begins now.
    UtcTime m_opened{};
};

} // namespace callfloor::realtime
