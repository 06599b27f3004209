// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/agent_rules.h"

#include <algorithm>
#include <utility>

namespace callfloor::agentmachine::steps {

using namespace Qt::StringLiterals;
using namespace agentinput;

namespace {

template <class In>
const In &as(const AgentInput &input) { return std::get<In>(input); }

void clearWork(Agent &agent) {
    agent.activity = AgentActivity::Idle;
    agent.reservation.reset();
    agent.wrapUp.reset();
    agent.workId.clear();
    agent.callId = {};
    agent.queueId.clear();
    agent.ownCall = false;
    agent.disposed = false;
}

void beNotReady(Agent &agent, const QString &reason) {
    agent.availability = AgentAvailability::NotReady;
    agent.reason = reason;
}

void goOffline(Agent &agent, const QString &reason) {
    clearWork(agent);
    beNotReady(agent, reason);
    agent.pending.reset();
    agent.presence = AgentPresence::Offline;
}

/// The end of a piece of work: the break that was waiting, else what the agent had chosen.
void comeToRest(Step &step, bool worked, bool readyAfter = true) {
    Agent &agent = step.agent;
    clearWork(agent);
    if (worked) agent.lastWorkEndedAt = step.now;
    const auto pending = std::exchange(agent.pending, std::nullopt);
    if (pending && pending->logOff) {
        step.why = pending->reason;
        goOffline(agent, pending->reason);
    } else if (pending) {
        beNotReady(agent, pending->reason);
    } else if (!readyAfter && agent.availability == AgentAvailability::Available) {
        beNotReady(agent, reasoncode::kAfterCall);
    }
}

void startWrapUp(Step &step, const WrapUpPolicy &policy) {
    Agent &agent = step.agent;
    AgentWrapUp wrapUp;
    wrapUp.callId = agent.callId;
    wrapUp.startedAt = step.now;
    wrapUp.minimumUntil = step.now + policy.minimum;
    if (policy.maximum.count() > 0) wrapUp.maximumUntil = step.now + std::max(policy.minimum, policy.maximum);
    wrapUp.extensionsAllowed = policy.extensions;
    wrapUp.extension = policy.extension;
    wrapUp.dispositionRequired = policy.dispositionRequired;
    wrapUp.disposed = agent.disposed;
    wrapUp.autoDisposition = policy.autoDisposition;
    wrapUp.readyAfter = policy.readyAfter;
    agent.wrapUp = wrapUp;
    agent.activity = AgentActivity::WrapUp;
    agent.lastWorkEndedAt = step.now;
    if (wrapUp.disposed && wrapUp.minimumUntil <= step.now) comeToRest(step, true, policy.readyAfter);
}

void leaveWrapUp(Step &step) {
    Agent &agent = step.agent;
    if (agent.wrapUp && !agent.wrapUp->disposed) step.uncodedCall = agent.wrapUp->callId;
}

/// Nobody could be heard while the server was away; whoever was silent before that stays so.
void forgiveSilence(Step &step) {
    if (step.agent.presence == AgentPresence::Online) step.agent.lastHeardAt = step.now;
}

} // namespace

void logOn(Step &step, const AgentInput &) {
    goOffline(step.agent, reasoncode::kLogin);
    step.agent.presence = AgentPresence::Online;
    step.agent.missesInRow = 0;
    step.agent.lastWorkEndedAt.reset();
    step.agent.lastHeardAt = step.now;
}

void heard(Step &step, const AgentInput &) {
    if (step.agent.presence != AgentPresence::Online) step.why = u"heard_again"_s;
    step.agent.presence = AgentPresence::Online;
    step.agent.lastHeardAt = step.now;
}

void logOff(Step &step, const AgentInput &input) {
    const Logout &in = as<Logout>(input);
    leaveWrapUp(step);
    step.why = in.reason.isEmpty() ? u"logout"_s : in.reason;
    goOffline(step.agent, step.why);
}

void logOffLater(Step &step, const AgentInput &input) { step.agent.pending = PendingBreak{as<Logout>(input).reason, true}; }

void dropOfferAndLogOff(Step &step, const AgentInput &input) {
    step.releasedCall = step.agent.callId;
    logOff(step, input);
}

void ready(Step &step, const AgentInput &) {
    step.agent.availability = AgentAvailability::Available;
    step.agent.reason.clear();
    step.agent.pending.reset();
    step.agent.missesInRow = 0;
}

void finishWrapUpReady(Step &step, const AgentInput &input) {
    leaveWrapUp(step);
    ready(step, input);
    comeToRest(step, true);
}

void takeBreak(Step &step, const AgentInput &input) { beNotReady(step.agent, as<NotReady>(input).reason); }

void breakLater(Step &step, const AgentInput &input) {
    // Once a supervisor wants him off, a break does not take that back.
    if (step.agent.pending && step.agent.pending->logOff) return;
    step.agent.pending = PendingBreak{as<NotReady>(input).reason, false};
}

void reserve(Step &step, const AgentInput &input) {
    const Reserve &in = as<Reserve>(input);
    Agent &agent = step.agent;
    agent.activity = AgentActivity::Reserved;
    agent.reservation = AgentReservation{in.reservationId, in.callId, {}, in.leaseUntil};
    agent.workId = in.reservationId;
    agent.callId = in.callId;
    agent.queueId = in.queueId;
    agent.ownCall = in.ownCall;
    agent.disposed = false;
}

void ring(Step &step, const AgentInput &input) {
    const LegRings &in = as<LegRings>(input);
    step.agent.activity = AgentActivity::Ringing;
    if (!in.legId.isEmpty()) step.agent.reservation->legId = in.legId;
    if (in.leaseUntil > step.now) step.agent.reservation->leaseUntil = in.leaseUntil;
}

void preview(Step &step, const AgentInput &input) {
    const PreviewShown &in = as<PreviewShown>(input);
    step.agent.activity = AgentActivity::Preview;
    if (in.leaseUntil > step.now) step.agent.reservation->leaseUntil = in.leaseUntil;
}

void answer(Step &step, const AgentInput &) {
    step.agent.activity = AgentActivity::Talking;
    step.agent.reservation.reset();
    step.agent.missesInRow = 0;
}

void hold(Step &step, const AgentInput &) { step.agent.activity = AgentActivity::Hold; }
void unhold(Step &step, const AgentInput &) { step.agent.activity = AgentActivity::Talking; }

void beginWrapUp(Step &step, const AgentInput &input) { startWrapUp(step, as<WorkEnded>(input).wrapUp); }
void endWork(Step &step, const AgentInput &) { comeToRest(step, true); }

void endOffer(Step &step, const AgentInput &input) {
    if (std::holds_alternative<LeaseExpired>(input)) {
        step.why = u"lease_expired"_s;
        step.releasedCall = step.agent.callId;
    } else {
        step.why = std::holds_alternative<CallerGone>(input) ? u"caller_gone"_s : u"released"_s;
    }
    comeToRest(step, false);
}

void miss(Step &step, const AgentInput &input) {
    const int limit = as<Missed>(input).limit;
    Agent &agent = step.agent;
    const bool counts = !agent.ownCall;
    step.releasedCall = agent.callId;
    step.why = reasoncode::kMissed;
    if (counts) ++agent.missesInRow;
    if (counts && limit > 0 && agent.missesInRow >= limit && !agent.pending) beNotReady(agent, reasoncode::kMissed);
    comeToRest(step, false);
}

void dispose(Step &step, const AgentInput &) {
    if (step.agent.wrapUp) step.agent.wrapUp->disposed = true;
    else step.agent.disposed = true;
}

void disposeAndRest(Step &step, const AgentInput &) {
    const bool readyAfter = step.agent.wrapUp->readyAfter;
    comeToRest(step, true, readyAfter);
}

void extend(Step &step, const AgentInput &) {
    AgentWrapUp &wrapUp = *step.agent.wrapUp;
    *wrapUp.maximumUntil += wrapUp.extension;
    ++wrapUp.extensionsUsed;
}

void endWrapUp(Step &step, const AgentInput &) {
    const bool readyAfter = step.agent.wrapUp->readyAfter;
    leaveWrapUp(step);
    comeToRest(step, true, readyAfter);
}

void lose(Step &step, const AgentInput &) {
    step.why = u"heartbeat_lost"_s;
    step.agent.presence = AgentPresence::Unreachable;
}

void logOffSilent(Step &step, const AgentInput &) {
    step.why = u"heartbeat_lost"_s;
    leaveWrapUp(step);
    goOffline(step.agent, step.why);
}

void spare(Step &step, const AgentInput &) { forgiveSilence(step); }

void readopt(Step &step, const AgentInput &input) {
    const Restored &in = as<Restored>(input);
    Agent &agent = step.agent;
    clearWork(agent);
    step.why = u"restored"_s;
    agent.activity = AgentActivity::Talking;
    agent.callId = in.liveCallId;
    agent.workId = in.liveCallId.text();
    agent.ownCall = !in.isQueueOrCampaignWork;
    forgiveSilence(step);
}

void restoreOfferLost(Step &step, const AgentInput &) {
    step.why = u"restored"_s;
    forgiveSilence(step);
    comeToRest(step, false);
}

void restoreWorkLost(Step &step, const AgentInput &) {
    step.why = u"restored"_s;
    forgiveSilence(step);
    comeToRest(step, true);
}

void restoreWorkLostToWrapUp(Step &step, const AgentInput &input) {
    step.why = u"restored"_s;
    forgiveSilence(step);
    startWrapUp(step, as<Restored>(input).wrapUp);
}

} // namespace callfloor::agentmachine::steps
