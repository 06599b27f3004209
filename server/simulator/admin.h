// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/faults.h"
#include "server/simulator/inbound_schedule.h"
#include "server/simulator/webhook_sender.h"

namespace callfloor::simulator {

/// The simulator's own endpoints below `/_sim`, all JSON, without a token:
///
///     GET    /            what there is, the public key, the seed
///     GET    /state       live legs and conferences
///     GET    /counters    the carrier's counters, the webhooks' under `webhooks`, faults
///     GET    /dials       every effective dial with its command_id
///     GET    /faults      POST adds a rule (see faultFromJson), DELETE clears them
///     GET    /webhooks    POST changes the faults of webhooks (see applyWebhookFaults) and `url`, DELETE clears the faults
///     POST   /calls       an inbound call {from, to, name, script}, all optional; answers {call_control_id}
///     POST   /messages    an inbound message {from, to, text}
///     POST   /scripts     {number | ending | next: true, script}; DELETE forgets them. A script is a text or an object
///     PUT    /inbound     {per_minute}
///     POST   /legs/{id}/hangup | press {digits} | say {text} | hold | unhold: what the person at the far end does
///     POST   /clock       {advance_ms}: only on a virtual clock
class Admin {
public:
    struct Parts {
        Carrier &carrier;
        FaultPlan &faults;
        WebhookSender &sender;
        InboundSchedule &inbound;
        ManualScheduler *clock; ///< Null on the machine's clock.
        quint64 seed;
    };
    explicit Admin(const Parts &parts);

    /// `request.segments` are those behind `_sim`.
    ApiResponse handle(const ApiRequest &request) const;

private:
    void addViews();
    void addFaults();
    void addWorld();
    void addPeople();
    ApiResponse bindScript(const QJsonObject &body);
    ApiResponse placeCall(const QJsonObject &body);
    void person(const QString &action, const QString &field, std::function<void(Leg &, const QString &)> work);

    Parts m_parts;
    Router m_router;
};

/// Reads a script from a text or an object.
Result<LegScript> scriptFromValue(const QJsonValue &value);

} // namespace callfloor::simulator
