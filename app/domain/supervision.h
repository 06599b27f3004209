// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/carrier_command.h"
#include "app/domain/result.h"

#include <optional>
#include <vector>

namespace callfloor {

/// How a supervisor takes part in somebody else's call.
enum class SupervisorMode : quint8 {
    Monitor, ///< Hears everybody, is heard by nobody.
    Whisper, ///< Hears everybody, is heard by the agent alone.
    Barge,   ///< Hears everybody, is heard by everybody.
};
/// `monitor`, `whisper`, `barge`.
QString supervisorModeName(SupervisorMode mode);
std::optional<SupervisorMode> supervisorModeFromName(QStringView name);

/// What is asked for.
struct SupervisionWish {
    UserId supervisor;
    LegId newLeg;    ///< Of the leg that will ring the supervisor's device.
    SupervisorMode mode = SupervisorMode::Monitor;
    QString station; ///< SIP URI or E.164.
    QString from;    ///< Number that the station sees.
};

/// What it comes to.
struct SupervisionPlan {
    SupervisorMode mode = SupervisorMode::Monitor; ///< What was asked for, or monitor where a whisper would be heard by the customer.
    LegRole supervised = LegRole::Agent;           ///< Whose leg is supervised.
    std::optional<Leg> leg;                        ///< The leg to dial; none if the supervisor is there in this mode already.
    std::optional<command::Dial> dial;
    std::vector<LegId> replaced; ///< Legs of his that still ring in another mode: to be ended now.
};

/// Which leg a supervisor is put on: the agent's, so that a whisper reaches the agent and nobody else; where no agent is on
/// the call, the customer's. Errors: Conflict (the call is not up).
Result<SupervisionPlan> planSupervision(const Call &call, const SupervisionWish &wish, UtcTime now);

/// The supervisor's legs that a newer one of his has replaced by being answered.
std::vector<LegId> replacedSupervisors(const Call &call);

/// Who hears a supervisor, for people: `agent`, `customer`.
QStringList heardBy(SupervisorMode mode, LegRole supervised);

/// The payload of SupervisionUpdate about a supervisor's leg.
QByteArray supervisionPayload(const Call &call, const Leg &leg);

} // namespace callfloor
