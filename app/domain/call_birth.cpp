// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_transition.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

std::optional<Call> callFromUnknownLeg(const CarrierEvent &event, const CallPolicy &policy, const CallId &id,
                                       const LegId &legId) {
    // Any report will do, not only the first one that the carrier sent: they come in any order.
    const bool aboutALeg = !event.callControlId.isEmpty() || !event.callLegId.isEmpty();
    // A history does not say which way its leg goes, and is told again with the next words.
    const bool tellsNothing = event.type == CarrierEventType::Other || event.type == CarrierEventType::MessageHistory;
    if (!aboutALeg || tellsNothing || event.direction == LegDirection::Outgoing)
        return std::nullopt;
    // One of ours that we do not have: of another installation, or of a database that was lost.
    if (!legFromClientState(event.clientState).isEmpty()) return std::nullopt;
    Call call;
    call.id = id;
    call.customerNumber = event.from;
    call.ourNumber = event.to;
    call.direction = CallDirection::Inbound;
    call.startedAt = event.occurredAt;
    call.wishes = {policy.recordInbound, policy.assistInbound, {}, policy.streamInbound};
    Leg leg;
    leg.id = legId;
    leg.role = LegRole::Customer;
    leg.direction = LegDirection::Incoming;
    leg.to = event.to;
    leg.from = event.from;
    leg.callControlId = event.callControlId;
    leg.callLegId = event.callLegId;
    leg.callSessionId = event.callSessionId;
    leg.createdAt = event.occurredAt;
    call.legs.push_back(std::move(leg));
    return call;
}

std::optional<ClickToCall> clickToCallFromName(QStringView name) {
    constexpr std::array kNames = {"agent_first"_L1, "customer_first"_L1, "customer_only"_L1};
    for (size_t i = 0; i < kNames.size(); ++i)
        if (name == kNames[i]) return static_cast<ClickToCall>(i);
    return std::nullopt;
}

Leg legFor(const Device &device, UtcTime now) {
    Leg leg;
    leg.id = device.leg;
    leg.role = device.owner.isEmpty() ? LegRole::Party : LegRole::Agent;
    leg.ownerId = device.owner;
    leg.to = device.to;
    leg.from = device.from;
    leg.ringTimeoutSeconds = device.ringSeconds;
    leg.createdAt = now;
    leg.talk.errand = device.errand;
    leg.talk.workId = device.workId;
    leg.talk.line = device.line;
    if (leg.onLine()) leg.initiatedAt = leg.answeredAt = now;
    return leg;
}

Leg foreignLeg(const CarrierEvent &event, const LegId &id) {
    Leg leg;
    leg.id = id;
    leg.role = LegRole::Other;
    leg.direction = event.direction.value_or(LegDirection::Outgoing);
    leg.to = event.to;
    leg.from = event.from;
    leg.callControlId = event.callControlId;
    leg.callLegId = event.callLegId;
    leg.callSessionId = event.callSessionId;
    leg.createdAt = event.occurredAt;
    return leg;
}

} // namespace callfloor
