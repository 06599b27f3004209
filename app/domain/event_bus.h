// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/events.h"

#include <QObject>

#include <vector>

namespace callfloor {

/// Where everybody who shows or reacts listens: widgets, sockets, dialler, timers. On a server only `event_feed`
/// publishes stored events, after reading them back in order; live-only events come from the webhook door.
/// Lives in one thread; listeners in others connect by queued connections.
class EventBus : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Publishes what one reading brought, in order. Batches, because listeners can then do one write for many.
    void publish(const std::vector<Event> &events) {
        if (!events.empty()) emit published(events);
    }

signals:
    void published(const std::vector<callfloor::Event> &events);
};

} // namespace callfloor
