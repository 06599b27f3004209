// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/carrier_command.h"
#include "app/domain/result.h"

#include <optional>
#include <utility>
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

/// By what the carrier lets a supervisor hear a call.
enum class SupervisionMechanism : quint8 {
    SupervisedLeg, ///< His leg is dialled to supervise the agent's; nobody is moved.
    Conference,    ///< The call is moved into a conference when he has answered, and he joins it in his role.
};
/// `supervised_leg`, `conference`.
std::optional<SupervisionMechanism> supervisionMechanismFromName(QStringView name);
QString supervisionMechanismName(SupervisionMechanism mechanism);

/// When the agent of a call is told that a supervisor is on it.
enum class SupervisionNotice : quint8 {
    Never,
    Talking, ///< When he may be talked to: whisper and barge.
    Always,
};
/// `never`, `talking`, `always`.
std::optional<SupervisionNotice> supervisionNoticeFromName(QStringView name);

/// What the installation wants of supervision.
struct SupervisionPolicy {
    SupervisionMechanism mechanism = SupervisionMechanism::SupervisedLeg;
    bool switchRoles = false; ///< Another role for the same leg, by a command; else a fresh leg, or in a conference a fresh join.
    SupervisionNotice notice = SupervisionNotice::Talking;
    bool byTrial = false; ///< Nobody has set the mechanism: what a stored trial has shown goes before it.
    bool operator==(const SupervisionPolicy &) const = default;
};

/// What is asked for.
struct SupervisionWish {
    UserId supervisor;
    LegId newLeg;    ///< Of the leg that will ring the supervisor's device.
    SupervisorMode mode = SupervisorMode::Monitor;
    QString station; ///< SIP URI or E.164.
    QString from;    ///< Number that the station sees.
    SupervisionPolicy policy = {};
    LegId agentLeg = {}; ///< Which of several agents is meant; empty: the call's own.
    LegId ownLeg = {};   ///< A leg of another call of his that is up, to be let into the conversation; empty: his device is rung.
};

/// What it comes to.
struct SupervisionPlan {
    SupervisorMode mode = SupervisorMode::Monitor; ///< What was asked for, or monitor where a whisper would be heard by the customer.
    LegRole supervised = LegRole::Agent;           ///< Whose leg is supervised.
    LegId supervisedLeg;
    std::optional<Leg> leg;                        ///< The leg to dial; none if the supervisor is there already.
    std::optional<command::Dial> dial; ///< None for a leg of his that is up already.
    std::vector<LegId> replaced; ///< Legs of his that still ring in another mode: to be ended now.
    LegId changed;               ///< The leg of his that stays and gets this mode; empty for none.
};

/// Which leg a supervisor is put on: the agent's, so that a whisper reaches the agent and nobody else; where no agent is on
/// the call, the customer's, and that always by a supervised leg: whether an assistant outlives a move into a conference is
/// not known. A leg of his own is let in by a conference whatever the mechanism. Errors: Conflict (the call is not up; a leg of
/// his own, and nobody but an assistant to listen to).
Result<SupervisionPlan> planSupervision(const Call &call, const SupervisionWish &wish, UtcTime now);

/// True for a supervisor's leg that takes part by the conference.
bool joinsConference(const Leg &leg);
/// The role in which a supervisor's leg is to be in the conference, as one text: `monitor`, `barge`, `whisper LEG`; a whisper
/// that nobody can hear at the moment is `whisper`.
QString supervisionRole(const Call &call, const Leg &leg);
/// Its two parts: the role, and who hears the whisper.
std::pair<QString, LegId> roleAndListener(const QString &role);

/// The command that gives a supervising leg another role; notes in the leg that it was asked for.
command::SwitchSupervisorRole switchRole(Leg &leg, SupervisorMode mode);
/// The answer to it: what was refused is taken back. False if it was.
bool takeSwitchedRole(Leg &leg, CommandOutcome outcome);

/// Who listens in a conference follows the call: when its agent has left, whispers go to the next one.
void followAgents(Call &call);

/// The supervisors' legs that nobody needs any more: a newer one of the same supervisor was answered, or what they supervise
/// has ended.
std::vector<LegId> superfluousSupervisors(const Call &call);

/// Who hears a supervisor, for people: `agent`, `customer`.
QStringList heardBy(SupervisorMode mode, LegRole supervised);

/// True if the agent is told of a change of this leg. `was`: before; null for a new leg.
bool agentIsTold(SupervisionNotice notice, const Leg *was, const Leg &now);

/// The payload of SupervisionUpdate about a supervisor's leg.
QByteArray supervisionPayload(const Call &call, const Leg &leg);

} // namespace callfloor
