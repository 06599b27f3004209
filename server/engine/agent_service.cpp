// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_service.h"

#include "app/domain/agent_time.h"
#include "server/engine/agent_desk.h"
#include "server/engine/agent_dispositions.h"
#include "server/engine/telephony_profile.h"
#include "server/store/catalogue_store.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMostStays = 20'000;
constexpr auto kLongestReport = 31 * 24h;

Error noSuchAgent() { return notFound(u"There is no such agent."_s); }

/// A reason that people may choose. BadRequest names what there is.
Result<Ok> checkReason(store::Tx &tx, const QString &key) {
    const auto reason = store::reasons::byKey(tx, key);
    if (reason && !reason->system && !reason->removed) return Ok{};
    QStringList known;
    for (const store::ReasonCode &code : store::reasons::list(tx))
        if (!code.system && !code.removed) known << code.key;
    return badField(u"reason"_s, u"There is no such reason; choose one of %1."_s.arg(known.join(u", "_s)));
}

Result<AgentInfo> infoNow(store::Tx &tx, const UserId &id) {
    const auto row = store::agents::one(tx, id);
    if (!row) return noSuchAgent();
    return agentdesk::infoOf(*row);
}

/// The agent, if the caller may see him; who may not is told that there is none.
Result<store::AgentRow> visible(store::Tx &tx, const UserId &id, const Actor &actor) {
    auto row = store::agents::one(tx, id);
    if (!row || !scopeOf(actor).covers(id, row->teamId)) return noSuchAgent();
    return std::move(*row);
}

MyAgent::Reply replyOf(const store::AgentRow &row, const store::User &user, const AgentPolicy &policy) {
    const auto textOrNone = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    MyAgent::Reply reply;
    reply.agent = agentdesk::infoOf(row);
    reply.station = textOrNone(user.station);
    reply.stationKind = textOrNone(store::stationKindName(user.stationKind));
    reply.legMode = store::legModeName(user.legMode);
    reply.callerId = textOrNone(user.callerId);
    // Three may get lost before somebody is called unreachable.
    reply.heartbeatSeconds = std::max(1, static_cast<int>(policy.lostAfter.count() / 3));
    return reply;
}

Result<MyAgent::Reply> myReply(store::Tx &tx, const UserId &id, const AgentPolicy &policy) {
    const auto row = store::agents::one(tx, id);
    const auto user = store::users::byId(tx, id);
    if (!row || !user) return noSuchAgent();
    return replyOf(*row, *user, policy);
}

AgentStay stayOf(const AgentInterval &interval) {
    AgentStay stay;
    stay.state = agentStateName(interval.state);
    if (!interval.reason.isEmpty()) stay.reason = interval.reason;
    stay.startedAt = interval.startedAt;
    stay.endedAt = interval.endedAt;
    stay.durationMs = std::chrono::duration_cast<std::chrono::milliseconds>(interval.within).count();
    if (!interval.actorId.isEmpty()) stay.actorId = interval.actorId;
    if (!interval.callId.isEmpty()) stay.callId = interval.callId;
    if (!interval.queueId.isEmpty()) stay.queueId = interval.queueId;
    return stay;
}

} // namespace

AgentService::AgentService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, const Clock &clock,
                           const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_feed(feed), m_clock(clock), m_policy(options.agents) {
    dispatcher.on<ListAgents>([this](const ListAgents &, const Caller &who) {
        return m_storage.read<ListAgents::Reply>([scope = scopeOf(who.actor)](store::Tx &tx) -> Result<ListAgents::Reply> {
            ListAgents::Reply reply;
            for (const store::AgentRow &row : store::agents::list(tx, scope)) reply.agents.push_back(agentdesk::infoOf(row));
            return reply;
        });
    });
    dispatcher.on<MyAgent>([this](const MyAgent &, const Caller &who) { return me(who); });
    dispatcher.on<UpdateMyAgent>([this](const UpdateMyAgent &op, const Caller &who) { return updateMe(op, who); });
    dispatcher.on<AgentLogin>([this](const AgentLogin &, const Caller &who) { return own(who, agentinput::Login{who.actor}); });
    dispatcher.on<AgentLogout>([this](const AgentLogout &, const Caller &who) { return own(who, agentinput::Logout{who.actor, false, {}}); });
    dispatcher.on<AgentReady>([this](const AgentReady &, const Caller &who) { return own(who, agentinput::Ready{who.actor}); });
    dispatcher.on<AgentNotReady>([this](const AgentNotReady &op, const Caller &who) {
        return own(who, agentinput::NotReady{who.actor, op.reason}, op.reason);
    });
    dispatcher.on<AgentHeartbeat>([this](const AgentHeartbeat &, const Caller &who) { return heartbeat(who); });
    dispatcher.on<ExtendWrapUp>([this](const ExtendWrapUp &, const Caller &who) { return own(who, agentinput::ExtendWrapUp{who.actor}); });
    dispatcher.on<DisposeCall>([this](const DisposeCall &op, const Caller &who) { return dispose(op, who); });
    dispatcher.on<AgentStates>([this](const AgentStates &op, const Caller &who) { return states(op, who); });
    dispatcher.on<SetAgentState>([this](const SetAgentState &op, const Caller &who) { return setState(op, who); });
    dispatcher.on<ForceAgentLogout>([this](const ForceAgentLogout &op, const Caller &who) { return forceLogout(op, who); });
}

template <class T>
QFuture<Result<T>> AgentService::write(std::function<Result<T>(store::Tx &)> work) {
    return m_storage.write<T>(std::move(work)).then(this, [this](const Result<T> &result) {
        if (result) m_feed.poke();
        return result;
    });
}

QFuture<Result<AgentInfo>> AgentService::own(const Caller &who, AgentInput input, const QString &reason) {
    return write<AgentInfo>([id = who.actor.userId, input = std::move(input), reason, now = m_clock.now()](store::Tx &tx) -> Result<AgentInfo> {
        if (!reason.isEmpty())
            if (auto fine = checkReason(tx, reason); !fine) return fine.error();
        // Whatever he does, his console is alive. Refused only while he is logged off, which the next step tells better.
        static_cast<void>(agentdesk::apply(tx, id, agentinput::Heartbeat{}, now));
        if (auto step = agentdesk::apply(tx, id, input, now); !step) return step.error();
        return infoNow(tx, id);
    });
}

QFuture<Result<Done>> AgentService::heartbeat(const Caller &who) {
    return write<Done>([id = who.actor.userId, now = m_clock.now()](store::Tx &tx) -> Result<Done> {
        if (auto step = agentdesk::apply(tx, id, agentinput::Heartbeat{}, now); !step) return step.error();
        return Done{};
    });
}

QFuture<Result<MyAgent::Reply>> AgentService::me(const Caller &who) {
    return m_storage.read<MyAgent::Reply>([id = who.actor.userId, policy = m_policy](store::Tx &tx) { return myReply(tx, id, policy); });
}

QFuture<Result<MyAgent::Reply>> AgentService::updateMe(const UpdateMyAgent &op, const Caller &who) {
    return write<MyAgent::Reply>([op, who, policy = m_policy, now = m_clock.now()](store::Tx &tx) -> Result<MyAgent::Reply> {
        auto user = store::users::byId(tx, who.actor.userId);
        if (!user) return noSuchAgent();
        const QString before = user->station;
        if (auto fine = accounts::setPhone(*user, op.station, op.stationKind, op.legMode); !fine) return fine.error();
        store::users::update(tx, *user, now);
        store::audit::insert(tx, {user->id.text(), u"station_changed"_s, user->id.text(),
                                  {{u"station"_s, QJsonArray{before, user->station}}}, who.peer, {}}, now);
        return myReply(tx, user->id, policy);
    });
}

QFuture<Result<AgentInfo>> AgentService::setState(const SetAgentState &op, const Caller &who) {
    if (op.state == "AVAILABLE"_L1) return supervise(who, op.id, agentinput::Ready{who.actor}, op.version);
    if (op.state != "NOT_READY"_L1)
        return refused<AgentInfo>(badField(u"state"_s, u"An agent can be made AVAILABLE or NOT_READY."_s));
    return supervise(who, op.id, agentinput::NotReady{who.actor, op.reason.value_or(QString())}, op.version);
}

QFuture<Result<AgentInfo>> AgentService::forceLogout(const ForceAgentLogout &op, const Caller &who) {
    return supervise(who, op.id, agentinput::Logout{who.actor, true, op.reason.trimmed()}, op.version);
}

QFuture<Result<AgentInfo>> AgentService::supervise(const Caller &who, const UserId &id, AgentInput input, std::optional<qint64> version) {
    if (!permits(who.actor, Permission::ManageAgents))
        return refused<AgentInfo>(forbidden(u"You may not change the state of agents; an administrator can give you \"manage_agents\"."_s));
    auto releasedCall = std::make_shared<CallId>();
    return write<AgentInfo>([who, id, input = std::move(input), version, releasedCall, now = m_clock.now()](store::Tx &tx) -> Result<AgentInfo> {
        const auto before = visible(tx, id, who.actor);
        if (!before) return before.error();
        if (const auto *notReady = std::get_if<agentinput::NotReady>(&input))
            if (auto fine = checkReason(tx, notReady->reason); !fine) return fine.error();
        const auto step = agentdesk::apply(tx, id, input, now, version);
        if (!step) return step.error();
        *releasedCall = step->releasedCall;
        const auto after = infoNow(tx, id);
        if (!after || !step->changed) return after;
        const auto *logout = std::get_if<agentinput::Logout>(&input);
        QJsonObject details{{u"state"_s, QJsonArray{agentStateName(stateOf(before->agent)), after->state}},
                            {u"reason"_s, QJsonArray{before->agent.reason, logout ? logout->reason : after->pendingReason.value_or(after->reason.value_or(QString()))}}};
        store::audit::insert(tx, {who.actor.userId.text(), logout ? u"agent_logged_off"_s : u"agent_state_set"_s, id.text(), details, who.peer, {}}, now);
        return after;
    }).then(this, [this, id, releasedCall](const Result<AgentInfo> &result) {
        if (result && !releasedCall->isEmpty()) emit released(*releasedCall, id);
        return result;
    });
}

QFuture<Result<DisposeCall::Reply>> AgentService::dispose(const DisposeCall &op, const Caller &who) {
    return write<DisposeCall::Reply>([op, who, now = m_clock.now()](store::Tx &tx) { return agentdesk::dispose(tx, op, who, now); });
}

QFuture<Result<AgentStates::Reply>> AgentService::states(const AgentStates &op, const Caller &who) {
    const UtcTime now = m_clock.now(), to = op.to.value_or(now), from = op.from.value_or(to - 24h);
    if (from >= to || to - from > kLongestReport)
        return refused<AgentStates::Reply>(badField(u"from"_s, u"Ask for an interval of up to 31 days that begins before it ends."_s));
    return m_storage.read<AgentStates::Reply>([id = op.id, actor = who.actor, from, to, now](store::Tx &tx) -> Result<AgentStates::Reply> {
        if (auto row = visible(tx, id, actor); !row) return row.error();
        const auto changes = store::agents::changes(tx, id, from, to, kMostStays);
        if (changes.size() > static_cast<size_t>(kMostStays))
            return badField(u"from"_s, u"There are too many changes in this interval; ask for a shorter one."_s);
        AgentStates::Reply reply;
        for (const AgentInterval &interval : timeInState(changes, from, to, now)) reply.states.push_back(stayOf(interval));
        return reply;
    });
}

} // namespace callfloor
