// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "app/domain/agent_transition.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/event_feed.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// The operations of agents on themselves and of supervisors on agents. What happens to agents because of calls comes
/// by agentdesk::apply from whoever changes the call; what time does, by AgentTimers.
class AgentService : public QObject {
    Q_OBJECT
public:
    AgentService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, const Clock &clock,
                 const EngineOptions &options, QObject *parent = nullptr);

signals:
    /// An offer was taken from the agent: his device is not to be rung any more.
    void released(const callfloor::CallId &call, const callfloor::UserId &agent);

private:
    QFuture<Result<AgentInfo>> own(const Caller &who, AgentInput input, const QString &reason = {});
    QFuture<Result<Done>> heartbeat(const Caller &who);
    QFuture<Result<MyAgent::Reply>> me(const Caller &who);
    QFuture<Result<MyAgent::Reply>> updateMe(const UpdateMyAgent &op, const Caller &who);
    QFuture<Result<AgentInfo>> setState(const SetAgentState &op, const Caller &who);
    QFuture<Result<AgentInfo>> forceLogout(const ForceAgentLogout &op, const Caller &who);
    QFuture<Result<AgentInfo>> supervise(const Caller &who, const UserId &id, AgentInput input, std::optional<qint64> version);
    QFuture<Result<DisposeCall::Reply>> dispose(const DisposeCall &op, const Caller &who);
    QFuture<Result<AgentStates::Reply>> states(const AgentStates &op, const Caller &who);

    /// Runs work in a write transaction; afterwards the event feed looks for more.
    template <class T>
    QFuture<Result<T>> write(std::function<Result<T>(store::Tx &)> work);

    store::Storage &m_storage;
    EventFeed &m_feed;
    const Clock &m_clock;
    AgentPolicy m_policy;
};

} // namespace callfloor
