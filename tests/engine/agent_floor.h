// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/all_ops.h"
#include "server/engine/agent_desk.h"
#include "server/engine/agent_timers.h"
#include "tests/engine/rig.h"

namespace callfloor::test {

/// A server without a carrier on a clock that the test turns, and the hand that changes agents as calls would.
class AgentFloor {
public:
    explicit AgentFloor(const QString &databaseUrl = {}, std::function<void(AgentPolicy &)> policy = {});

    Rig &rig() { return m_rig; }
    UtcTime now() const { return m_clock.clock().now(); }
    /// Lets time go by, second by second; all that falls due is done and stored when it returns. False if it hangs.
    bool pass(std::chrono::seconds time);
    /// Moves the clock without running anything, as while the server is down.
    void skip(std::chrono::seconds time) { m_clock.advance(time); }

    /// What somebody who changes a call does to its agent.
    Result<agentdesk::Step> apply(const UserId &agent, const AgentInput &input);
    /// A live call of an agent, as the routing would have made it.
    CallId addCall(const UserId &agent, const std::function<void(Call &)> &adjust = {});
    void endCall(const CallId &call);

    /// Runs an operation as a user of the rig, or as anybody with an account.
    Result<QByteArray> ask(const UserId &who, const char *operation, const RequestParts &parts = {});
    template <class Op>
    Result<typename Op::Reply> ask(const UserId &who, const Op &op) {
        const auto reply = ask(who, Op::name, encodeOperation(op));
        if (!reply) return reply.error();
        return decodeReply<typename Op::Reply>(*reply);
    }
    Agent agent(const UserId &id);
    QString stateName(const UserId &id) { return agentStateName(stateOf(agent(id))); }

private:
    ManualScheduler m_clock;
    Rig m_rig;
};

} // namespace callfloor::test
