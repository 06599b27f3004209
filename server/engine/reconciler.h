// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/engine/inbox.h"
#include "server/engine/metrics.h"
#include "server/store/call_store.h"
#include "server/store/storage.h"
#include "server/telnyx/carrier_gateway.h"

#include <QObject>

namespace callfloor {

/// Webhooks get lost, carriers fail, programs die. The reconciler compares our live legs with the carrier's list, at the
/// start and once a minute, and looks at legs whose deadline has come. What it finds goes the ordinary way, as inputs.
class Reconciler : public QObject {
    Q_OBJECT
public:
    Reconciler(store::Storage &storage, CarrierGateway &gateway, Inbox &inbox, Scheduler &scheduler, Metrics &metrics,
               QObject *parent = nullptr);
    void start();

signals:
    /// The comparison with the carrier's list that began at start() is done, or failed and will be repeated.
    void swept();

private:
    void sweep();
    void compare(const std::vector<ActiveLeg> &active, UtcTime askedAt);
    void lookAtDeadlines();
    void overdue(const LegId &leg, const CallId &call);
    std::chrono::milliseconds scaled(std::chrono::milliseconds period) const;

    store::Storage &m_storage;
    CarrierGateway &m_gateway;
    Inbox &m_inbox;
    Scheduler &m_scheduler;
    Metrics &m_metrics;
};

} // namespace callfloor
