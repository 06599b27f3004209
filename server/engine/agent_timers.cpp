// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_timers.h"

#include "server/engine/agent_desk.h"

#include <QLoggingCategory>

namespace callfloor {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcAgents, "callfloor.agents")

namespace {

constexpr auto kTimersPeriod = 1s;
constexpr int kAtOnce = 200;
/// More than any look is late on a busy machine, less than any silence that has consequences.
constexpr auto kJump = 20s;
/// Whoever ends a call ends its agent's work in the same transaction; what is left after this is a defect, or the work
/// of a server that died in between.
constexpr auto kOrphanAge = 15s;

struct LookResult {
    std::vector<std::pair<CallId, UserId>> released;
    bool changed = false;
    int orphans = 0;
};

void take(LookResult &out, const Result<agentdesk::Step> &step) {
    if (!step) return; // somebody was faster: then there is nothing to do
    out.changed = out.changed || step->changed;
    if (!step->releasedCall.isEmpty()) out.released.emplace_back(step->releasedCall, step->agent.id);
}

/// The input for an agent whose lease or wrap-up is due.
AgentInput dueInput(const Agent &agent) {
    if (agent.reservation) return agentinput::LeaseExpired{agent.workId};
    return agentinput::WrapUpTimer{};
}

bool isEmpty(const LookResult &result) { return !result.changed; }

struct Due {
    std::vector<UserId> timers, silent, orphans;
    bool none() const { return timers.empty() && silent.empty() && orphans.empty(); }
};

Due whoIsDue(store::Tx &tx, const AgentPolicy &policy, UtcTime now) {
    Due due;
    due.timers = store::agents::due(tx, now, kAtOnce);
    due.silent = store::agents::silent(tx, now - std::min(policy.lostAfter, policy.loggedOffAfter), kAtOnce);
    due.orphans = store::agents::orphans(tx, now - kOrphanAge);
    return due;
}

LookResult treat(store::Tx &tx, const Due &due, const AgentPolicy &policy, UtcTime now) {
    LookResult out;
    for (const UserId &id : due.timers) take(out, agentdesk::apply(tx, id, dueInput(store::agents::lock(tx, id)), now));
    for (const UserId &id : due.silent)
        take(out, agentdesk::apply(tx, id, agentinput::HeartbeatLost{policy.lostAfter, policy.loggedOffAfter}, now));
    for (const UserId &id : due.orphans) {
        const Agent agent = store::agents::lock(tx, id);
        if (store::agents::callIsLive(tx, agent.callId)) continue;
        ++out.orphans;
        take(out, agentdesk::apply(tx, id, agentinput::WorkEnded{agent.workId, true, !agent.ownCall, policy.wrapUp}, now));
    }
    return out;
}

} // namespace

AgentTimers::AgentTimers(store::Storage &storage, EventFeed &feed, Scheduler &scheduler, const AgentPolicy &policy, QObject *parent)
    : QObject(parent), m_storage(storage), m_feed(feed), m_scheduler(scheduler), m_policy(policy) {}

void AgentTimers::start(std::function<void(const Result<Ok> &)> done) {
    spareAll().then(this, [this, done = std::move(done)](const Result<bool> &spared) {
        if (!spared) return done(spared.error());
        look();
        done(Ok{});
    });
}

QFuture<Result<bool>> AgentTimers::spareAll() {
    return m_storage
        .write<LookResult>([policy = m_policy, now = m_scheduler.clock().now()](store::Tx &tx) -> Result<LookResult> {
            LookResult out;
            for (const UserId &id : store::agents::signedOn(tx)) {
                const Agent agent = store::agents::lock(tx, id);
                const bool live = store::agents::callIsLive(tx, agent.callId);
                take(out, agentdesk::apply(tx, id, agentinput::Restored{live ? agent.callId : CallId(), !agent.ownCall, policy.wrapUp}, now));
            }
            return out;
        })
        .then(this, [this](const Result<LookResult> &result) -> Result<bool> {
            if (!result) return result.error();
            if (!isEmpty(*result)) m_feed.poke();
            return true;
        });
}

bool AgentTimers::timeJumped(UtcTime now) {
    if (!m_lookedAt) return false;
    const auto gap = now - *m_lookedAt - kTimersPeriod;
    if (gap <= kJump && gap >= -kJump) return false;
    qCWarning(lcAgents).noquote() << "the clock was set, or this machine slept, by"
                                  << std::chrono::duration_cast<std::chrono::seconds>(gap).count() << "s: no agent is blamed for silence meanwhile";
    return true;
}

void AgentTimers::look() {
    const UtcTime now = m_scheduler.clock().now();
    const auto again = [this] {
        m_lookedAt = m_scheduler.clock().now();
        m_scheduler.after(kTimersPeriod, this, [this] { look(); });
        emit looked();
    };
    if (timeJumped(now)) {
        spareAll().then(this, [again](const Result<bool> &) { again(); });
        return;
    }
    m_storage
        .read<Due>([policy = m_policy, now](store::Tx &tx) -> Result<Due> { return whoIsDue(tx, policy, now); })
        .then(this, [this, now, again](const Result<Due> &due) {
            if (!due || due->none()) return again();
            m_storage
                .write<LookResult>([due = *due, policy = m_policy, now](store::Tx &tx) -> Result<LookResult> {
                    return treat(tx, due, policy, now);
                })
                .then(this, [this, again](const Result<LookResult> &result) {
                    if (result && result->orphans > 0) qCWarning(lcAgents) << "ended the work of agents whose calls were over:" << result->orphans;
                    if (result && !isEmpty(*result)) m_feed.poke();
                    if (result)
                        for (const auto &[call, agent] : result->released) emit released(call, agent);
                    again();
                });
        });
}

} // namespace callfloor
