// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/supervision.h"

#include "app/domain/json.h"

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kSupervisionModes = {"monitor"_L1, "whisper"_L1, "barge"_L1};

bool talks(const Leg &leg) { return leg.answered() && !leg.ended(); }

const Leg *legToSupervise(const Call &call) {
    const Leg *found = nullptr;
    for (const Leg &leg : call.legs) {
        if (leg.role == LegRole::Agent && talks(leg)) return &leg;
        if (leg.role == LegRole::Customer && talks(leg)) found = &leg;
    }
    return found;
}

LegRole supervisedRole(const Call &call, const Leg &supervisor) {
    const Leg *leg = call.leg(supervisor.supervises);
    return leg ? leg->role : LegRole::Agent;
}

} // namespace

QString supervisorModeName(SupervisorMode mode) { return kSupervisionModes[static_cast<size_t>(mode)]; }

std::optional<SupervisorMode> supervisorModeFromName(QStringView name) {
    for (size_t i = 0; i < kSupervisionModes.size(); ++i)
        if (name == kSupervisionModes[i]) return static_cast<SupervisorMode>(i);
    return std::nullopt;
}

Result<SupervisionPlan> planSupervision(const Call &call, const SupervisionWish &wish, UtcTime now) {
    const Leg *target = call.terminal() ? nullptr : legToSupervise(call);
    if (!target) return conflict(call.terminal() ? u"The call has ended."_s : u"Nobody talks on this call yet."_s);
    SupervisionPlan plan;
    plan.supervised = target->role;
    plan.mode = wish.mode;
    // On the customer's leg a whisper would be heard by the customer.
    if (target->role == LegRole::Customer && wish.mode == SupervisorMode::Whisper) plan.mode = SupervisorMode::Monitor;
    const QString mode = supervisorModeName(plan.mode);
    for (const Leg &leg : call.legs) {
        if (leg.role != LegRole::Supervisor || leg.ended() || leg.endWantedAt || leg.ownerId != wish.supervisor) continue;
        if (leg.supervisorMode == mode && leg.supervises == target->id) return plan; // there already, or on the way
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
    command::Dial dial = dialFor(leg);
    dial.supervise = target->id;
    dial.supervisorRole = mode;
    plan.leg = std::move(leg);
    plan.dial = std::move(dial);
    return plan;
}

std::vector<LegId> replacedSupervisors(const Call &call) {
    std::vector<LegId> replaced;
    for (auto newer = call.legs.rbegin(); newer != call.legs.rend(); ++newer) {
        if (newer->role != LegRole::Supervisor || !talks(*newer)) continue;
        for (auto older = std::next(newer); older != call.legs.rend(); ++older)
            if (older->role == LegRole::Supervisor && older->ownerId == newer->ownerId && !older->ended())
                replaced.push_back(older->id);
    }
    return replaced;
}

QStringList heardBy(SupervisorMode mode, LegRole supervised) {
    if (mode == SupervisorMode::Monitor) return {};
    if (mode == SupervisorMode::Whisper) return {supervised == LegRole::Customer ? u"customer"_s : u"agent"_s};
    return supervised == LegRole::Customer ? QStringList{u"customer"_s} : QStringList{u"agent"_s, u"customer"_s};
}

QByteArray supervisionPayload(const Call &call, const Leg &leg) {
    QByteArray out;
    JsonWriter json(out);
    const auto mode = supervisorModeFromName(leg.supervisorMode).value_or(SupervisorMode::Monitor);
    json.beginObject().key("callId").value(call.id.text()).key("legId").value(leg.id.text());
    json.key("supervisorId").value(leg.ownerId.text()).key("mode").value(leg.supervisorMode);
    json.key("state").value(leg.ended() ? u"ended" : leg.answered() ? u"connected" : u"ringing");
    json.key("heardBy").beginArray();
    // Until the carrier has confirmed the answer nobody hears anybody.
    if (talks(leg))
        for (const QString &who : heardBy(mode, supervisedRole(call, leg))) json.value(who);
    json.endArray().key("reason").textOrNull(leg.hangupCause).endObject();
    return out;
}

} // namespace callfloor
