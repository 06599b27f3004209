// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent_transition.h"
#include "app/domain/call_agents.h"
#include "app/domain/call_transition.h"
#include "server/engine/announcer.h"
#include "server/store/queue_store.h"
#include "server/store/user_store.h"

#include <map>
#include <set>

namespace callfloor {

/// What a change of a call does to agents and queues, in the transaction that changes the call: the three never
/// contradict each other, whatever happens to the program.
class PeopleDesk {
public:
    PeopleDesk(store::Tx &tx, const CallPolicy &policy, UtcTime now) : m_tx(tx), m_policy(policy), m_now(now), m_announcer(policy, now) {}

    /// Follows one transition. What the call wants to hear in turn comes back, in order.
    std::vector<CallInput> follow(const Call &before, const Transition &step);
    /// Tells of the queues that have changed. To be called once, at the end.
    void finish();

    UtcTime now() const { return m_now; }
    const CallPolicy &policy() const { return m_policy; }
    /// Something was written that has to be published.
    bool wroteEvents() const { return m_wroteEvents; }
    /// Somebody else wrote some beside it.
    void told() { m_wroteEvents = true; }

    /// Reserves an agent for a call and says how his device is to be rung. Errors: Conflict or NotFound with the reason
    /// why he cannot have it (no station, busy, not ready); then nothing is written. An account that is not signed on has
    /// no states: for his own call it is rung without a reservation.
    Result<Device> reserve(const UserId &agent, const Call &call, Errand errand, const QueueId &queue, bool ownCall, int ringSeconds);
    /// Takes back a reservation that was made in this transaction.
    void release(const UserId &agent, const QString &workId);
    /// The caller may not wait, or not any longer: what he is to hear of it (input::Overflowed). His wait is ended as `why`
    /// says, but for a callback: that keeps his place. Who cannot be called back gets a message instead.
    Overflow overflow(const Call &call, const QueueEntryId &entry, Overflow to, const QString &why);

private:
    void tell(const AgentMove &move, const AgentInput &input);
    void agentMoved(const Call &call, const AgentMove &move);
    void offerEnded(const Call &call, const AgentMove &move);
    void answered(const Call &call, const AgentMove &move);
    void apply(const UserId &agent, const AgentInput &input);
    void callerLeft(const Call &call);
    CallInput enterQueue(const Call &call);
    void keepPlace(const Call &call);
    void callbackMoved(const Call &before, const Call &call);
    CallInput ringAgain(const Call &call, const UserId &agent);
    const std::optional<Queue> &queue(const QueueId &id);
    AgentPolicy policyFor(const Call &call);

    store::Tx &m_tx;
    const CallPolicy &m_policy;
    UtcTime m_now;
    std::map<QueueId, std::optional<Queue>> m_queues;
    std::set<QueueId> m_touched;
    bool m_wroteEvents = false;
    Announcer m_announcer;
};

/// What an agent's after-call work is like for calls of this queue.
AgentPolicy agentPolicyOf(const Queue &queue, AgentPolicy common);

} // namespace callfloor
