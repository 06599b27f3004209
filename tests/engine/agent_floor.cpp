// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/agent_floor.h"

#include "server/store/call_store.h"
#include "server/store/user_store.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RigOptions optionsFor(const QString &databaseUrl, ManualScheduler &clock, std::function<void(AgentPolicy &)> policy) {
    RigOptions options;
    options.databaseUrl = databaseUrl;
    options.carrier = false;
    options.clock = &clock;
    options.engine = [policy = std::move(policy)](EngineOptions &engine) {
        engine.tokenLife = std::chrono::hours(24 * 3650); // the library looks at the machine's clock as well
        engine.agents.wrapUp = {5s, 60s, true, true, 1, 30s, true};
        if (policy) policy(engine.agents);
    };
    return options;
}

} // namespace

AgentFloor::AgentFloor(const QString &databaseUrl, std::function<void(AgentPolicy &)> policy)
    : m_rig(optionsFor(databaseUrl, m_clock, std::move(policy))) {}

bool AgentFloor::pass(std::chrono::seconds time) {
    for (std::chrono::seconds gone{0}; gone < time; gone += 1s) {
        QSignalSpy looked(&m_rig.engine().agentTimers(), &AgentTimers::looked);
        m_clock.advance(1s);
        if (!QTest::qWaitFor([&] { return !looked.isEmpty(); }, 20'000)) return false;
    }
    return true;
}

Result<agentdesk::Step> AgentFloor::apply(const UserId &agent, const AgentInput &input) {
    auto done = m_rig.engine().storage().write<agentdesk::Step>(
        [agent, input, now = now()](store::Tx &tx) { return agentdesk::apply(tx, agent, input, now); });
    done.waitForFinished();
    return done.result();
}

CallId AgentFloor::addCall(const UserId &agent, const std::function<void(Call &)> &adjust) {
    Call call;
    call.id = CallId::make(now());
    call.agentId = agent;
    call.customerNumber = u"+13125550123"_s;
    call.direction = CallDirection::Inbound;
    call.status = CallStatus::Active;
    call.startedAt = now();
    Leg leg;
    leg.id = LegId::make(now());
    leg.createdAt = now();
    call.legs.push_back(leg);
    if (adjust) adjust(call);
    auto saved = m_rig.engine().storage().write<Ok>([call](store::Tx &tx) -> Result<Ok> {
        store::calls::save(tx, {call}, 1);
        return Ok{};
    });
    saved.waitForFinished();
    return saved.result() ? call.id : CallId();
}

void AgentFloor::endCall(const CallId &id) {
    auto saved = m_rig.engine().storage().write<Ok>([id, now = now()](store::Tx &tx) -> Result<Ok> {
        auto call = store::calls::load(tx, id);
        call->status = CallStatus::Completed;
        call->endedAt = now;
        store::calls::save(tx, {*call}, 1);
        return Ok{};
    });
    saved.waitForFinished();
}

Result<QByteArray> AgentFloor::ask(const UserId &who, const char *operation, const RequestParts &parts) {
    TokenClaims claims;
    claims.userId = who;
    claims.issuedAt = now();
    const auto actor = m_rig.engine().access().admit(claims);
    const Caller caller{actor.value_or(Actor{}), u"127.0.0.1"_s, {}, {}};
    std::optional<Result<QByteArray>> reply;
    // Not by looking again and again, which takes 10 ms each time: a property asks thousands of questions.
    QEventLoop loop;
    m_rig.engine().dispatcher().dispatch(operation, parts, caller, [&](const Result<QByteArray> &result) {
        reply = result;
        loop.quit();
    });
    if (!reply) loop.exec();
    return *reply;
}

Agent AgentFloor::agent(const UserId &id) {
    return m_rig.read<Agent>([id](store::Tx &tx) { return store::agents::load(tx, id); });
}

} // namespace callfloor::test
