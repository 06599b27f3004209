// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/people_desk.h"

#include "server/engine/agent_desk.h"
#include "server/engine/lines.h"
#include "server/engine/phone_numbers.h"
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long a reservation outlives the ringing: until the carrier's report of its end must be here.
constexpr auto kLeaseGrace = 30s;

/// How often somebody who keeps his place is called, and how long after who did not answer is tried again.
constexpr int kCallbackTries = 3;
constexpr auto kCallbackPause = 10min;
/// After a callback whose agent did not come: another one may be free at once, but the carrier may be in trouble.
constexpr auto kNobodyPause = 15s;

/// A number that callers pass on can be made up: what may not be dialled is not called back either.
bool mayBeCalledBack(const Call &call) {
    return call.direction == CallDirection::Inbound && PhoneNumbers::readDialable(call.customerNumber, {}).ok();
}

/// When the caller hung up, by the carrier's report: it may come late, and one that is lost is made up for only when the
/// list of live legs is looked at. His wait is not longer for that.
UtcTime leftAt(const Call &call, const store::QueueEntry &entry, UtcTime now) {
    const Leg *customer = call.legOf(LegRole::Customer);
    if (!customer || !customer->endedAt) return now;
    return std::min(now, std::max(entry.enteredAt, *customer->endedAt));
}

} // namespace

AgentPolicy agentPolicyOf(const Queue &queue, AgentPolicy common) {
    common.missedLimit = queue.missLimit;
    common.wrapUp.minimum = std::chrono::seconds(queue.wrapUpMinSeconds);
    common.wrapUp.maximum = std::chrono::seconds(queue.wrapUpMaxSeconds);
    common.wrapUp.extensions = queue.wrapUpExtensions;
    common.wrapUp.dispositionRequired = queue.wrapUpNeedsDisposition;
    common.wrapUp.autoDisposition = queue.wrapUpAutoDisposition;
    return common;
}

const std::optional<Queue> &PeopleDesk::queue(const QueueId &id) {
    const auto known = m_queues.find(id);
    if (known != m_queues.end()) return known->second;
    return m_queues.emplace(id, id.isEmpty() ? std::nullopt : store::queues::get(m_tx, id)).first->second;
}

AgentPolicy PeopleDesk::policyFor(const Call &call) {
    const auto &from = queue(call.queueId);
    return from ? agentPolicyOf(*from, m_policy.agents) : m_policy.agents;
}

/// A refusal means that the agent has gone on meanwhile: his own state is the newer one.
void PeopleDesk::apply(const UserId &agent, const AgentInput &input) {
    const auto step = agentdesk::apply(m_tx, agent, input, m_now);
    if (step && step->changed) m_wroteEvents = true;
}

std::vector<CallInput> PeopleDesk::follow(const Call &before, const Transition &step) {
    std::vector<CallInput> wanted;
    if (!step.changed) return wanted;
    for (const AgentMove &move : agentMoves(before, step.call)) agentMoved(step.call, move);
    if (before.plan.waiting && customerLeft(step.call) && !customerLeft(before)) callerLeft(step.call);
    if (before.plan.callback) callbackMoved(before, step.call);
    for (const CallEffect &effect : step.effects) {
        if (const auto *ring = std::get_if<effect::RingAgent>(&effect)) wanted.push_back(ringAgain(step.call, ring->agent));
        else if (std::holds_alternative<effect::Announce>(effect)) wanted.push_back(m_announcer.tell(m_tx, step.call, queue(step.call.queueId)));
        else if (std::holds_alternative<effect::KeepPlace>(effect)) keepPlace(step.call);
        else wanted.push_back(enterQueue(step.call));
    }
    return wanted;
}

/// Without a reservation somebody has no states, but what he does with the caller's wait is the same.
void PeopleDesk::tell(const AgentMove &move, const AgentInput &input) {
    if (!move.workId.isEmpty()) apply(move.agent, input);
}

void PeopleDesk::agentMoved(const Call &call, const AgentMove &move) {
    using namespace agentinput;
    switch (move.news) {
    case AgentNews::Rings: {
        const Leg *leg = call.leg(move.leg);
        return tell(move, LegRings{move.workId, move.leg, m_now + std::chrono::seconds(leg->ringTimeoutSeconds) + kLeaseGrace});
    }
    case AgentNews::Answered: return answered(call, move);
    case AgentNews::Held: return tell(move, Hold{move.workId});
    case AgentNews::Resumed: return tell(move, Unhold{move.workId});
    case AgentNews::Missed:
    case AgentNews::Rejected: tell(move, Missed{move.workId, policyFor(call).missedLimit}); break;
    case AgentNews::TooLate: tell(move, Released{move.workId, {}}); break;
    case AgentNews::CallerGone: return tell(move, CallerGone{move.workId}); // the wait ends as a whole
    case AgentNews::Ended: {
        const bool ours = !call.queueId.isEmpty() || !call.campaignId.isEmpty();
        return tell(move, WorkEnded{move.workId, true, ours && move.errand != Errand::Consult, policyFor(call).wrapUp});
    }
    }
    offerEnded(call, move);
}

void PeopleDesk::answered(const Call &call, const AgentMove &move) {
    tell(move, agentinput::Answered{move.workId});
    if (move.errand == Errand::Consult || call.plan.callback) return; // who kept his place is called only now
    const auto entry = store::entries::openOf(m_tx, call.id);
    // The losers are told by the call itself: their legs are ended by the same transition.
    if (entry && store::entries::connect(m_tx, entry->id, move.agent, m_now)) m_touched.insert(entry->queue);
}

void PeopleDesk::offerEnded(const Call &call, const AgentMove &move) {
    const auto entry = store::entries::openOf(m_tx, call.id);
    if (!entry || entry->state != store::EntryState::Offered) return;
    const auto result = move.news == AgentNews::Missed     ? store::OfferResult::Missed
                        : move.news == AgentNews::Rejected ? store::OfferResult::Rejected
                                                           : store::OfferResult::LostRace;
    store::entries::offerEnded(m_tx, entry->id, move.agent, result, m_now);
    m_touched.insert(entry->queue);
}

void PeopleDesk::callerLeft(const Call &call) {
    const auto entry = store::entries::openOf(m_tx, call.id);
    if (!entry) return;
    store::entries::abandon(m_tx, entry->id, leftAt(call, *entry, m_now));
    m_touched.insert(entry->queue);
}

void PeopleDesk::keepPlace(const Call &call) {
    const auto entry = store::entries::openOf(m_tx, call.id);
    if (!entry) return;
    if (!store::entries::keepPlace(m_tx, entry->id)) store::entries::abandon(m_tx, entry->id, m_now);
    m_touched.insert(entry->queue);
}

/// The place is given up when he has been reached, or too often not. An agent who does not come is not his fault.
void PeopleDesk::callbackMoved(const Call &before, const Call &call) {
    const auto answered = [](const Call &c) { const Leg *leg = c.legOf(LegRole::Customer); return leg && leg->answered(); };
    const bool reached = answered(call) && !answered(before);
    if (!reached && !call.terminal()) return;
    const auto entry = store::entries::openOf(m_tx, call.id);
    if (!entry || !entry->callback) return;
    m_touched.insert(entry->queue);
    if (reached && store::entries::connect(m_tx, entry->id, call.agentId, m_now)) return;
    const bool dialled = call.legOf(LegRole::Customer) != nullptr;
    for (const Leg &leg : call.legs)
        if (leg.role == LegRole::Agent) store::entries::offerEnded(m_tx, entry->id, leg.ownerId, store::OfferResult::CallerGone, m_now);
    if (dialled && entry->tries + 1 >= kCallbackTries)
        store::entries::flowOut(m_tx, entry->id, u"callback_unreached"_s, {}, m_now);
    else
        store::entries::retryCallback(m_tx, entry->id, m_now + (dialled ? kCallbackPause : kNobodyPause), dialled);
}

/// The caller's entry, or what becomes of him if he may not enter.
CallInput PeopleDesk::enterQueue(const Call &call) {
    Overflow nowhere;
    nowhere.kind = OverflowKind::HangUp;
    nowhere.text = m_policy.nobodyText;
    const auto &to = queue(call.queueId);
    if (!to) return input::Overflowed{nowhere};
    store::QueueEntry entry;
    entry.id = QueueEntryId::make(m_now);
    entry.callId = call.id;
    entry.queue = to->id;
    entry.callPriority = call.plan.callPriority;
    entry.enteredAt = m_now;
    entry.lastAgent = call.plan.preferred;
    if (entry.lastAgent.isEmpty() && to->stickyLastAgent) entry.lastAgent = store::entries::lastAgentOf(m_tx, call.customerNumber);
    const bool fits = mayEnter(*to, store::entries::onTheLine(m_tx, to->id));
    store::entries::enter(m_tx, entry);
    m_touched.insert(to->id);
    if (fits) return input::Waits{to->musicUrl, announceInterval(*to), to->offerCallback && mayBeCalledBack(call)};
    return input::Overflowed{overflow(call, entry.id, to->overflow, u"queue_full"_s)};
}

Overflow PeopleDesk::overflow(const Call &call, const QueueEntryId &entry, Overflow to, const QString &why) {
    if (to.kind == OverflowKind::Callback) {
        if (mayBeCalledBack(call)) return to; // the place stays: the call gives it to itself
        to = {OverflowKind::Message, {}, m_policy.nobodyText};
    }
    const QString where = to.kind == OverflowKind::Queue ? to.queue.text() : overflowKindName(to.kind);
    store::entries::flowOut(m_tx, entry, why, where, m_now);
    return to;
}

CallInput PeopleDesk::ringAgain(const Call &call, const UserId &agent) {
    const auto device = reserve(agent, call, Errand::Transfer, call.queueId, true, m_policy.agentRingSeconds);
    if (!device) return input::NobodyCame{};
    return input::Ring{{*device}};
}

Result<Device> PeopleDesk::reserve(const UserId &agent, const Call &call, Errand errand, const QueueId &queueId, bool ownCall, int ringSeconds) {
    const auto user = store::users::byId(m_tx, agent);
    if (!user || user->disabled) return notFound(u"There is no such agent."_s);
    if (user->station.isEmpty())
        return conflict(u"%1 has no station: an administrator has to enter the SIP address or number of the phone."_s.arg(user->name));
    if (!ownCall && store::calls::isSupervising(m_tx, agent))
        return conflict(u"%1 listens to another call as a supervisor."_s.arg(user->name));
    store::agents::lock(m_tx, agent); // before the line is looked at: whoever ends or dials it waits for the same lock
    auto line = lines::forWork(m_tx, *user);
    if (!line) return line.error();
    Device device;
    device.line = std::move(line).value();
    device.leg = LegId::make(m_now);
    device.owner = agent;
    device.to = user->station;
    device.from = call.ourNumber.isEmpty() ? m_policy.fromNumber : call.ourNumber;
    device.ringSeconds = ringSeconds;
    device.errand = errand;
    const QString workId = makeUuid4();
    const UtcTime lease = m_now + std::chrono::seconds(ringSeconds) + 2 * kLeaseGrace;
    const auto step = agentdesk::apply(m_tx, agent, agentinput::Reserve{workId, call.id, queueId.text(), lease, ownCall}, m_now);
    if (step) {
        device.workId = workId;
        m_wroteEvents = true;
    } else {
        device.line = {}; // nobody would be told that it ends
    }
    if (!step && (!ownCall || stateOf(store::agents::load(m_tx, agent)) != AgentState::Offline)) {
        return step.error();
    }
    return device;
}

void PeopleDesk::release(const UserId &agent, const QString &workId) {
    if (!workId.isEmpty()) apply(agent, agentinput::Released{workId, {}});
}

void PeopleDesk::finish() {
    if (m_touched.empty()) return;
    store::entries::announce(m_tx, {m_touched.begin(), m_touched.end()}, m_now);
    m_touched.clear();
    m_wroteEvents = true;
}

} // namespace callfloor
