// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call.h"

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array kStatuses = {CallStatus::Initiated, CallStatus::Ringing,  CallStatus::Active,
                                  CallStatus::Completed, CallStatus::NoAnswer, CallStatus::Failed};
constexpr QLatin1String kClientStatePrefix("cf1:");
} // namespace

QString callStatusName(CallStatus status) {
    switch (status) {
    case CallStatus::Initiated: return u"INITIATED"_s;
    case CallStatus::Ringing: return u"RINGING"_s;
    case CallStatus::Active: return u"ACTIVE"_s;
    case CallStatus::Completed: return u"COMPLETED"_s;
    case CallStatus::NoAnswer: return u"NO_ANSWER"_s;
    case CallStatus::Failed: return u"FAILED"_s;
    }
    return {};
}

std::optional<CallStatus> callStatusFromName(QStringView name) {
    for (const CallStatus status : kStatuses)
        if (name == callStatusName(status)) return status;
    return std::nullopt;
}

QString callDirectionName(CallDirection direction) {
    return direction == CallDirection::Inbound ? u"inbound"_s : u"outbound"_s;
}

std::optional<CallDirection> callDirectionFromName(QStringView name) {
    if (name == "inbound"_L1) return CallDirection::Inbound;
    if (name == "outbound"_L1) return CallDirection::Outbound;
    return std::nullopt;
}

Leg *Call::leg(const LegId &legId) {
    const auto it = std::find_if(legs.begin(), legs.end(), [&](const Leg &l) { return l.id == legId; });
    return it == legs.end() ? nullptr : &*it;
}

const Leg *Call::legOf(LegRole role) const {
    const auto it = std::find_if(legs.begin(), legs.end(), [&](const Leg &l) { return l.role == role; });
    return it == legs.end() ? nullptr : &*it;
}

Audience audienceOf(const Call &call) {
    if (!call.agentId.isEmpty()) return {Audience::Kind::Owner, call.agentId.text()};
    return {call.direction == CallDirection::Inbound ? Audience::Kind::Waiting : Audience::Kind::Staff, {}};
}

QString clientStateFor(const LegId &leg) { return kClientStatePrefix + leg.text(); }

LegId legFromClientState(const QString &clientState) {
    if (!clientState.startsWith(kClientStatePrefix)) return {};
    return LegId(clientState.sliced(kClientStatePrefix.size()));
}

} // namespace callfloor
