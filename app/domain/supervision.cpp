// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/supervision.h"

#include "app/domain/json.h"

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kSupervisionModes = {"monitor"_L1, "whisper"_L1, "barge"_L1};
constexpr std::array kMechanisms = {"supervised_leg"_L1, "conference"_L1};
constexpr std::array kNotices = {"never"_L1, "talking"_L1, "always"_L1};

template <class Enum, size_t N>
std::optional<Enum> supervisionWord(const std::array<QLatin1String, N> &words, QStringView name) {
    for (size_t i = 0; i < N; ++i)
        if (name == words[i]) return static_cast<Enum>(i);
    return std::nullopt;
}

bool talks(const Leg &leg) { return leg.answered() && !leg.ended(); }

/// The agent's leg; of several the one that is meant, else the one that is in the conversation. Without an agent the
/// customer's.
const Leg *legToSupervise(const Call &call, const LegId &meant = {}) {
    const Leg *found = nullptr;
    const auto rank = [&](const Leg &leg) {
        if (!talks(leg) || (leg.role != LegRole::Agent && leg.role != LegRole::Customer)) return 0;
        if (leg.role == LegRole::Customer) return 1;
        return leg.id == meant ? 5 : leg.over() ? 2 : leg.talk.seat == Seat::Apart ? 3 : 4;
    };
    for (const Leg &leg : call.legs)
        if (rank(leg) > (found ? rank(*found) : 0)) found = &leg;
    return found;
}

} // namespace

QString supervisorModeName(SupervisorMode mode) { return kSupervisionModes[static_cast<size_t>(mode)]; }

std::optional<SupervisorMode> supervisorModeFromName(QStringView name) {
    return supervisionWord<SupervisorMode>(kSupervisionModes, name);
}

QString supervisionMechanismName(SupervisionMechanism mechanism) { return kMechanisms[static_cast<size_t>(mechanism)]; }

std::optional<SupervisionMechanism> supervisionMechanismFromName(QStringView name) {
    return supervisionWord<SupervisionMechanism>(kMechanisms, name);
}

std::optional<SupervisionNotice> supervisionNoticeFromName(QStringView name) {
    return supervisionWord<SupervisionNotice>(kNotices, name);
}

Result<SupervisionPlan> planSupervision(const Call &call, const SupervisionWish &wish, UtcTime now) {
    const Leg *target = call.terminal() ? nullptr : legToSupervise(call, wish.agentLeg);
    if (!target) return conflict(call.terminal() ? u"The call has ended."_s : u"Nobody talks on this call yet."_s);
    const bool own = !wish.ownLeg.isEmpty();
    if (own && target->role != LegRole::Agent)
        return conflict(u"No agent is on this call; leave your leg out, and your own device is rung."_s);
    const bool joins = (own || wish.policy.mechanism == SupervisionMechanism::Conference) && target->role == LegRole::Agent;
    SupervisionPlan plan;
    plan.supervised = target->role;
    plan.supervisedLeg = target->id;
    plan.mode = wish.mode;
    // On the customer's leg a whisper would be heard by the customer.
    if (target->role == LegRole::Customer && wish.mode == SupervisorMode::Whisper) plan.mode = SupervisorMode::Monitor;
    const QString mode = supervisorModeName(plan.mode);
    for (const Leg &leg : call.legs) {
        if (leg.role != LegRole::Supervisor || leg.over() || leg.ownerId != wish.supervisor) continue;
        if (leg.supervisorMode == mode && leg.supervises == target->id) return plan; // there already, or on the way
        const bool sameWay = joins == joinsConference(leg);
        const bool switchable = wish.policy.switchRoles && leg.answered() && leg.supervises == target->id;
        if (sameWay && (joins || switchable)) {
            plan.changed = leg.id;
            return plan;
        }
        if (!leg.answered()) plan.replaced.push_back(leg.id);
    }
    Leg leg;
    leg.id = wish.newLeg;
    leg.role = LegRole::Supervisor;
    leg.ownerId = wish.supervisor;
    leg.supervises = target->id;
    leg.supervisorMode = mode;
    leg.to = wish.station;
    leg.from = wish.from;
    leg.createdAt = now;
    if (joins) leg.talk.seat = Seat::Talks;
    if (own) {
        leg.talk.line = wish.ownLeg;
        leg.initiatedAt = leg.answeredAt = now;
        plan.leg = std::move(leg);
        return plan;
    }
    command::Dial dial = dialFor(leg);
    if (!joins) {
        dial.supervise = target->id;
        dial.supervisorRole = mode;
    }
    plan.leg = std::move(leg);
    plan.dial = std::move(dial);
    return plan;
}

bool joinsConference(const Leg &leg) { return leg.role == LegRole::Supervisor && leg.talk.seat != Seat::Apart; }

QString supervisionRole(const Call &call, const Leg &leg) {
    if (leg.supervisorMode != supervisorModeName(SupervisorMode::Whisper)) return leg.supervisorMode;
    const Leg *agent = call.leg(leg.supervises);
    const bool hears = agent && agent->role == LegRole::Agent && agent->talks();
    return hears ? leg.supervisorMode + u' ' + agent->id.text() : leg.supervisorMode;
}

std::pair<QString, LegId> roleAndListener(const QString &role) { return {role.section(u' ', 0, 0), LegId(role.section(u' ', 1, 1))}; }

command::SwitchSupervisorRole switchRole(Leg &leg, SupervisorMode mode) {
    if (leg.talk.knownRole.isEmpty()) leg.talk.knownRole = leg.supervisorMode;
    leg.talk.askedRole = supervisorModeName(mode);
    return {leg.talk.askedRole};
}

bool takeSwitchedRole(Leg &leg, CommandOutcome outcome) {
    LegTalk &talk = leg.talk;
    if (outcome == CommandOutcome::Accepted) talk.knownRole = talk.askedRole;
    if (outcome != CommandOutcome::Failed) return true; // unknown is shown as unknown
    leg.supervisorMode = talk.askedRole = talk.knownRole;
    return false;
}

void followAgents(Call &call) {
    for (Leg &leg : call.legs) {
        if (!joinsConference(leg) || leg.over()) continue;
        const Leg *old = call.leg(leg.supervises), *next = legToSupervise(call);
        if (old && old->talks()) continue;
        if (next && next->role == LegRole::Agent && next->talks()) leg.supervises = next->id;
    }
}

std::vector<LegId> superfluousSupervisors(const Call &call) {
    std::vector<LegId> ids;
    for (auto newer = call.legs.rbegin(); newer != call.legs.rend(); ++newer) {
        if (newer->role != LegRole::Supervisor || !talks(*newer)) continue;
        for (auto older = std::next(newer); older != call.legs.rend(); ++older)
            if (older->role == LegRole::Supervisor && older->ownerId == newer->ownerId && !older->ended())
                ids.push_back(older->id);
    }
    for (const Leg &leg : call.legs) {
        if (leg.role != LegRole::Supervisor || leg.ended() || joinsConference(leg)) continue;
        const Leg *supervised = call.leg(leg.supervises);
        if (leg.talk.dismissed || (supervised && supervised->ended())) ids.push_back(leg.id);
    }
    return ids;
}

QStringList heardBy(SupervisorMode mode, LegRole supervised) {
    if (mode == SupervisorMode::Monitor) return {};
    if (mode == SupervisorMode::Whisper) return {supervised == LegRole::Customer ? u"customer"_s : u"agent"_s};
    return supervised == LegRole::Customer ? QStringList{u"customer"_s} : QStringList{u"agent"_s, u"customer"_s};
}

namespace {

enum class SupervisionState : quint8 { Ringing, Changing, Connected, Ended };
constexpr std::array kSupervisionStates = {"ringing"_L1, "changing"_L1, "connected"_L1, "ended"_L1};

/// Until the carrier has confirmed a role, who hears whom is not known.
SupervisionState supervisionState(const Call &call, const Leg &leg) {
    if (leg.ended()) return SupervisionState::Ended;
    if (!leg.answered()) return SupervisionState::Ringing;
    const LegTalk &talk = leg.talk;
    const bool joins = joinsConference(leg);
    if (joins && (talk.knownRole.isEmpty() || talk.askedRole != supervisionRole(call, leg))) return SupervisionState::Changing;
    return talk.knownRole == talk.askedRole ? SupervisionState::Connected : SupervisionState::Changing;
}

/// Who hears a supervisor who is on the call.
QStringList hearers(const Call &call, const Leg &leg) {
    const auto mode = supervisorModeFromName(leg.supervisorMode).value_or(SupervisorMode::Monitor);
    const bool unheard = joinsConference(leg) && mode == SupervisorMode::Whisper && leg.talk.knownRole == leg.supervisorMode;
    const Leg *supervised = call.leg(leg.supervises);
    return unheard ? QStringList() : heardBy(mode, supervised ? supervised->role : LegRole::Agent);
}

} // namespace

bool agentIsTold(SupervisionNotice notice, const Leg *was, const Leg &now) {
    if (notice != SupervisionNotice::Talking) return notice == SupervisionNotice::Always;
    // Who was talked to is also told that it is over.
    const QString silent = supervisorModeName(SupervisorMode::Monitor);
    return now.supervisorMode != silent || (was && was->supervisorMode != silent);
}

QByteArray supervisionPayload(const Call &call, const Leg &leg) {
    QByteArray out;
    JsonWriter json(out);
    const SupervisionState state = supervisionState(call, leg);
    json.beginObject().key("callId").value(call.id.text()).key("legId").value(leg.id.text());
    json.key("supervisorId").value(leg.ownerId.text()).key("mode").value(leg.supervisorMode);
    json.key("state").value(kSupervisionStates[static_cast<size_t>(state)]).key("heardBy");
    if (state == SupervisionState::Changing) {
        json.null();
    } else {
        json.beginArray();
        if (state == SupervisionState::Connected)
            for (const QString &who : hearers(call, leg)) json.value(who);
        json.endArray();
    }
    json.key("reason").textOrNull(leg.hangupCause).endObject();
    return out;
}

} // namespace callfloor
