// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/engine/webhook_door.h"
#include "server/simulator/carrier.h"
#include "server/simulator/delivery_plan.h"
#include "server/simulator/faults.h"
#include "server/simulator/signing_key.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_outcome.h"
#include "server/telnyx/telnyx_request.h"

#include <QObject>

#include <map>
#include <memory>

namespace callfloor::test {

/// How the lines to and from the carrier behave. Times are those of the virtual clock.
struct LineOptions {
    simulator::MsRange requestMs{20, 90};  ///< From us to the carrier.
    simulator::MsRange answerMs{20, 90};   ///< And back.
    simulator::MsRange webhookMs{30, 200}; ///< Of a webhook.
    simulator::WebhookFaults webhooks = {};
};

/// What the carrier told about one leg, by the time stamps of its events: what bills are made of.
struct CarrierLeg {
    bool outgoing = false;
    QString from, to;
    std::optional<UtcTime> answeredAt, endedAt;
    QString cause;
    LegId ourLeg; ///< By the client state; empty for callers.
};

/// The simulated carrier without sockets, on the virtual clock: commands go through the product's own encoder and judge
/// of answers, webhooks are signed and go in at the product's door. Both take time, and both can go wrong.
class VirtualCarrier : public QObject {
public:
    VirtualCarrier(quint64 seed, const LineOptions &lines, Scheduler &scheduler);

    /// What the engine is given. May outlive nothing of this object.
    std::unique_ptr<CarrierGateway> gateway();
    /// Where webhooks go; null: nowhere.
    void setDoor(WebhookDoor *door) { m_door = door; }

    simulator::Carrier &carrier() { return m_carrier; }
    simulator::FaultPlan &faults() { return m_faults; }
    LineOptions &lines() { return m_lines; }
    QByteArray publicKey() const { return m_key.publicKeyBase64(); }
    const std::map<QString, CarrierLeg> &legs() const { return m_legs; }
    /// Webhooks that are at the door and have no answer yet.
    int atTheDoor() const { return m_atTheDoor; }
    qint64 events() const { return m_events; }
    qint64 delivered() const { return m_delivered; }
    qint64 lost() const { return m_lost; }
    /// Called with every event the carrier sends, before it is on its way.
    std::function<void(const QJsonObject &data)> onEvent;

    /// One request, executed now, faults included.
    TelnyxVerdict execute(const TelnyxRequest &request, TelnyxPurpose purpose, QByteArray *body = nullptr);
    /// One request, with the times of the lines; `done` once.
    void exchange(const TelnyxRequest &request, TelnyxPurpose purpose, std::function<void(const TelnyxVerdict &)> done);
    QString connectionId() const;
    Scheduler &scheduler() { return m_scheduler; }

private:
    void take(const simulator::OutgoingWebhook &webhook);
    void note(const QJsonObject &data);
    void deliver(const QByteArray &body, int attempt);
    std::chrono::milliseconds drawn(simulator::MsRange range) { return std::chrono::milliseconds(m_random.between(range.low, range.high)); }

    Scheduler &m_scheduler;
    LineOptions m_lines;
    simulator::SigningKey m_key;
    simulator::FaultPlan m_faults;
    simulator::Random m_random;
    simulator::Carrier m_carrier;
    WebhookDoor *m_door = nullptr;
    std::map<QString, CarrierLeg> m_legs;
    int m_atTheDoor = 0;
    qint64 m_events = 0, m_delivered = 0, m_lost = 0;
};

} // namespace callfloor::test
