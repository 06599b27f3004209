// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/supervision_service.h"

#include "app/domain/json.h"
#include "server/store/call_store.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// What the old dashboard sends where a leg's id should stand.
constexpr auto kPlaceholder = "SUPERVISOR_CALL_CONTROL_ID"_L1;

Permission permissionFor(SupervisorMode mode) {
    return mode == SupervisorMode::Monitor ? Permission::Listen : mode == SupervisorMode::Whisper ? Permission::Whisper : Permission::Barge;
}

Error noSuchMechanism() { return badField(u"mechanism"_s, u"A mechanism is supervised_leg or conference."_s); }

Error noSuchCall() { return notFound(u"There is no such call."_s); }

/// Whether the call's agent is one of those whose data the supervisor sees. A call that nobody owns is everybody's.
bool withinScope(store::Tx &tx, const Call &call, const Actor &actor) {
    const Scope scope = scopeOf(actor);
    if (scope.all() || call.agentId.isEmpty()) return true;
    const auto agent = store::users::byId(tx, call.agentId);
    return agent && scope.covers(agent->id, agent->teamId);
}

constexpr auto kTrialKey = "supervision_trial"_L1;

/// How supervisors are put on calls: as set, else as the last trial has shown, else as the policy's default.
GetSupervision::Reply wayOf(store::Tx &tx, const SupervisionPolicy &policy) {
    GetSupervision::Reply way;
    const QJsonObject trial = QJsonDocument::fromJson(store::values::get(tx, kTrialKey).toUtf8()).object();
    const auto tried = supervisionMechanismFromName(trial.value("mechanism"_L1).toString());
    way.mechanism = supervisionMechanismName(policy.byTrial && tried ? *tried : policy.mechanism);
    way.decidedBy = !policy.byTrial ? u"setting"_s : tried ? u"trial"_s : u"default"_s;
    if (!tried) return way;
    way.triedAt = fromMicros(trial.value("at"_L1).toString().toLongLong());
    way.findings = trial.value("findings"_L1).toString();
    return way;
}

/// Whether nobody but this leg is on the call.
bool isAlone(const Call &call, const Leg &leg) {
    return std::none_of(call.legs.begin(), call.legs.end(), [&](const Leg &other) { return other.id != leg.id && other.role != LegRole::Other && !other.ended(); });
}

/// A leg that the client names: one of the supervisor's own on this call, or a call that he has placed and on which he is
/// alone, or nobody knows whom it would connect. The second is lent to this call; nothing if his device is to be rung.
Result<LegId> ownLeg(store::Tx &tx, const Call &call, const QString &handle, const UserId &supervisor, double timeScale) {
    if (handle.isEmpty() || handle == kPlaceholder) return LegId();
    for (const Leg &leg : call.legs)
        if (leg.callControlId == handle && leg.role == LegRole::Supervisor && leg.ownerId == supervisor) return LegId();
    store::CallKeys keys;
    keys.controls << handle;
    for (Call &own : store::calls::loadForInputs(tx, keys)) {
        const bool placed = own.direction == CallDirection::Outbound && !own.plan.parked && !own.plan.waiting;
        if (own.id == call.id || own.agentId != supervisor || own.isLine() || !placed) continue;
        for (const Leg &leg : own.legs) {
            if (leg.callControlId != handle || leg.role == LegRole::Other || !leg.talks() || !isAlone(own, leg)) continue;
            const LegId id = leg.id;
            auto elsewhere = own.plan.lentTo == call.id ? std::nullopt : store::calls::load(tx, own.plan.lentTo);
            if (elsewhere && legOnLine(*elsewhere, id)) return conflict(u"That call of yours takes part in another one; leave that one first."_s);
            own.plan.lentTo = call.id;
            store::calls::save(tx, {own}, timeScale);
            return id;
        }
    }
    return conflict(u"That leg is not a call of your own on which you are alone; leave it out, and your own device is rung."_s);
}

/// Which agent's leg the client wants to be heard by; empty if it does not say.
Result<LegId> whisperTarget(const Call &call, const QString &handle) {
    if (handle.isEmpty()) return LegId();
    for (const Leg &leg : call.legs)
        if (leg.callControlId == handle && leg.role == LegRole::Agent && !leg.over()) return leg.id;
    return conflict(u"Only the agent of the call can be whispered to."_s);
}

} // namespace

SupervisionService::SupervisionService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier, const Clock &clock,
                                       const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_carrier(carrier), m_clock(clock), m_options(options) {
    const auto request = [](const auto &op, SupervisorMode mode) {
        return Request{op.callId, mode, op.supervisorCallControlId.value_or(QString()), op.whisperTo.value_or(QString()),
                       op.mechanism.value_or(QString())};
    };
    dispatcher.on<MonitorCall>([=, this](const MonitorCall &op, const Caller &who) { return supervise(request(op, SupervisorMode::Monitor), who); });
    dispatcher.on<WhisperCall>([=, this](const WhisperCall &op, const Caller &who) { return supervise(request(op, SupervisorMode::Whisper), who); });
    dispatcher.on<BargeCall>([=, this](const BargeCall &op, const Caller &who) { return supervise(request(op, SupervisorMode::Barge), who); });
    dispatcher.on<GetSupervision>([this](const GetSupervision &, const Caller &) { return way(); });
    dispatcher.on<ChooseSupervision>([this](const ChooseSupervision &op, const Caller &who) { return choose(op, who); });
    dispatcher.on<SupervisorHangUp>([this](const SupervisorHangUp &op, const Caller &who) { return hangUp(op, who); });
    dispatcher.on<MessageAgent>([this](const MessageAgent &op, const Caller &who) { return message(op, who); });
    dispatcher.on<StopSupervision>([this](const StopSupervision &op, const Caller &who) { return stop(op.callId, who); });
}

QFuture<Result<Supervision>> SupervisionService::supervise(const Request &request, const Caller &who) {
    if (!permits(who.actor, permissionFor(request.mode)))
        return refused<Supervision>(forbidden(u"Your account may not %1 calls."_s.arg(supervisorModeName(request.mode))));
    if (!m_carrier)
        return refused<Supervision>(unavailable(u"No carrier is configured; set TELNYX_API_KEY on the server."_s, {}, 0));
    const auto once = supervisionMechanismFromName(request.mechanism);
    if (!request.mechanism.isEmpty() && !allows(who.actor.role, Role::Admin))
        return refused<Supervision>(forbidden(u"Only an administrator tries another mechanism than the installation's."_s));
    if (!request.mechanism.isEmpty() && !once) return refused<Supervision>(noSuchMechanism());
    const UtcTime now = m_clock.now();
    const LegId newLeg = LegId::make(now);
    return m_inbox.write<Supervision>([=, this, from = m_options.fromNumber, policy = m_inbox.policy()](
                                          store::Tx &tx, BatchResult &written) -> Result<Supervision> {
        const auto call = store::calls::load(tx, request.call);
        if (!call) return noSuchCall();
        if (!withinScope(tx, *call, who.actor)) return forbidden(u"This call belongs to an agent of another team."_s);
        auto own = ownLeg(tx, *call, request.leg, who.actor.userId, policy.timeScale);
        if (!own) return own.error();
        const auto whisperTo = whisperTarget(*call, request.whisperTo);
        if (!whisperTo) return whisperTo.error();
        const auto user = store::users::byId(tx, who.actor.userId);
        if (own->isEmpty() && (!user || user->station.isEmpty()))
            return conflict(u"Your account has no station: ask an administrator to enter the SIP address or number of your phone."_s);
        SupervisionPolicy how = policy.supervision;
        how.mechanism = once ? *once : *supervisionMechanismFromName(wayOf(tx, how).mechanism);
        const SupervisionWish wish{who.actor.userId, newLeg, request.mode, user ? user->station : QString(),
                                   call->ourNumber.isEmpty() ? from : call->ourNumber, how, *whisperTo, *own};
        auto applied = applyInputs(tx, {{input::Supervise{wish}, request.call, {}}}, policy, now);
        if (!applied) return applied.error();
        if (const auto &refusal = applied->outcomes.front().refusal) return *refusal;
        const auto plan = planSupervision(*call, wish, now);
        if (!plan) return plan.error();
        const QString mode = supervisorModeName(plan->mode);
        store::audit::insert(tx, {who.actor.userId.text(), u"supervision_started"_s, request.call.text(),
                                  {{u"mode"_s, mode}, {u"asked"_s, supervisorModeName(request.mode)}, {u"agent"_s, call->agentId.text()}},
                                  who.peer, {}}, now);
        written = std::move(applied).value();
        Supervision reply;
        reply.mode = mode;
        for (const QString &hears : heardBy(plan->mode, plan->supervised)) reply.heardBy.push_back(hears);
        if (plan->mode != request.mode)
            reply.note = u"There is no agent on this call, so the customer would hear a whisper: you only listen."_s;
        return reply;
    });
}

QFuture<Result<Supervision>> SupervisionService::monitor(const CallId &call, const Caller &who) {
    return supervise({call, SupervisorMode::Monitor, {}, {}, {}}, who);
}

QFuture<Result<GetSupervision::Reply>> SupervisionService::way() const {
    return m_storage.read<GetSupervision::Reply>([policy = m_inbox.policy().supervision](store::Tx &tx) -> Result<GetSupervision::Reply> { return wayOf(tx, policy); });
}

QFuture<Result<GetSupervision::Reply>> SupervisionService::choose(const ChooseSupervision &op, const Caller &who) {
    using Reply = GetSupervision::Reply;
    if (!supervisionMechanismFromName(op.mechanism)) return refused<Reply>(noSuchMechanism());
    return m_inbox.write<Reply>([op, who, now = m_clock.now(), policy = m_inbox.policy().supervision](store::Tx &tx, BatchResult &) -> Result<Reply> {
        const QString before = wayOf(tx, policy).mechanism;
        const QJsonObject trial{{u"mechanism"_s, op.mechanism}, {u"findings"_s, op.findings}, {u"at"_s, QString::number(toMicros(now))}};
        store::values::put(tx, kTrialKey, QString::fromUtf8(QJsonDocument(trial).toJson(QJsonDocument::Compact)), now);
        store::audit::insert(tx, {who.actor.userId.text(), u"supervision_mechanism_chosen"_s, op.mechanism,
                                  {{u"mechanism"_s, QJsonArray{before, op.mechanism}}, {u"findings"_s, op.findings}}, who.peer, {}}, now);
        return wayOf(tx, policy);
    });
}

QFuture<Result<Done>> SupervisionService::stop(const CallId &id, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_inbox.write<Done>([=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        if (!store::calls::load(tx, id)) return noSuchCall();
        auto applied = applyInputs(tx, {{input::EndSupervision{who.actor.userId}, id, {}}}, policy, now);
        if (!applied) return applied.error();
        store::audit::insert(tx, {who.actor.userId.text(), u"supervision_stopped"_s, id.text(), {}, who.peer, {}}, now);
        written = std::move(applied).value();
        return Done{};
    });
}

QFuture<Result<Done>> SupervisionService::hangUp(const SupervisorHangUp &op, const Caller &who) {
    if (!permits(who.actor, Permission::HangUpOthers))
        return refused<Done>(forbidden(u"You may not end the calls of others; an administrator can give you \"hang_up_others\"."_s));
    return m_inbox.write<Done>([op, who, now = m_clock.now(), policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        const auto call = store::calls::load(tx, op.callId);
        if (!call) return noSuchCall();
        if (!withinScope(tx, *call, who.actor)) return forbidden(u"This call belongs to an agent of another team."_s);
        if (call->terminal()) return conflict(u"The call has ended."_s);
        auto applied = applyInputs(tx, {{input::HangUp{who.actor}, op.callId, {}}}, policy, now);
        if (!applied) return applied.error();
        store::audit::insert(tx, {who.actor.userId.text(), u"call_ended_by_supervisor"_s, op.callId.text(),
                                  {{u"reason"_s, op.reason.trimmed()}, {u"agent"_s, call->agentId.text()}}, who.peer, {}}, now);
        written = std::move(applied).value();
        return Done{};
    });
}

QFuture<Result<Done>> SupervisionService::message(const MessageAgent &op, const Caller &who) {
    return m_inbox.write<Done>([op, who, now = m_clock.now()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        const auto call = store::calls::load(tx, op.callId);
        if (!call) return noSuchCall();
        if (!withinScope(tx, *call, who.actor)) return forbidden(u"This call belongs to an agent of another team."_s);
        if (call->agentId.isEmpty() || call->terminal()) return conflict(u"No agent is on this call at the moment."_s);
        const auto author = store::users::byId(tx, who.actor.userId);
        const QString text = op.words.trimmed();
        EventDraft event{EventKind::AgentMessage, op.callId.text(), {Audience::Kind::Owner, call->agentId.text()}, {}};
        JsonWriter json(event.payload);
        json.beginObject().key("id").value(makeUuid7(now)).key("callId").value(op.callId.text());
        json.key("from").beginObject().key("id").value(who.actor.userId.text()).key("name").value(author ? author->name : QString()).endObject();
        json.key("text").value(text).key("at").value(now).endObject();
        store::eventlog::append(tx, {event}, now);
        store::audit::insert(tx, {who.actor.userId.text(), u"agent_messaged"_s, op.callId.text(),
                                  {{u"text"_s, text}, {u"agent"_s, call->agentId.text()}}, who.peer, {}}, now);
        written.appendedEvents = true;
        return Done{};
    });
}

} // namespace callfloor
