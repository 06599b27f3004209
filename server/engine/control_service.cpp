// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/control_service.h"

#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"
#include "server/store/record_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// A number rings longer than an agent who was chosen because he is free.
constexpr int kOutsideRingSeconds = 30;

/// Whether somebody may do something with a call: his own, one that waits for anybody, one of an agent in his scope.
Result<Ok> mayControl(store::Tx &tx, const Call &call, const Actor &actor) {
    const Scope scope = scopeOf(actor);
    if (scope.all() || call.agentId == actor.userId) return Ok{};
    if (call.agentId.isEmpty() && call.direction == CallDirection::Inbound && !call.terminal()) return Ok{};
    const auto owner = call.agentId.isEmpty() ? std::nullopt : store::users::byId(tx, call.agentId);
    if (owner && scope.covers(owner->id, owner->teamId)) return Ok{};
    return forbidden(u"This call belongs to somebody else."_s);
}

Device outsideDevice(const QString &number, const Call &call, const CallPolicy &policy, Errand errand, UtcTime now) {
    Device device;
    device.leg = LegId::make(now);
    device.to = number;
    device.from = call.ourNumber.isEmpty() ? policy.fromNumber : call.ourNumber;
    device.ringSeconds = kOutsideRingSeconds;
    device.errand = errand;
    return device;
}

Result<QueueId> openQueue(store::Tx &tx, const QString &id) {
    const auto queue = store::queues::get(tx, QueueId(id));
    if (!queue) return badField(u"queueId"_s, u"There is no such queue."_s);
    return queue->id;
}

Error namesExactlyOne(const QString &fields) {
    return badField({}, u"Say to whom: exactly one of %1."_s.arg(fields));
}

} // namespace

ControlService::ControlService(Dispatcher &dispatcher, Inbox &inbox, bool carrier, const Clock &clock,
                               const EngineOptions &options, QObject *parent)
    : QObject(parent), m_inbox(inbox), m_carrier(carrier), m_clock(clock), m_options(options), m_numbers(options.defaultRegion) {
    onControl<HoldCall>(dispatcher, [](const HoldCall &) { return control::Hold{}; });
    onControl<UnholdCall>(dispatcher, [](const UnholdCall &) { return control::Unhold{}; });
    onControl<MuteCall>(dispatcher, [](const MuteCall &) { return control::Mute{true}; });
    onControl<UnmuteCall>(dispatcher, [](const UnmuteCall &) { return control::Mute{false}; });
    onControl<SendKeys>(dispatcher, [](const SendKeys &op) { return control::Dtmf{op.digits}; });
    onControl<SwapConsult>(dispatcher, [](const SwapConsult &) { return control::SwapConsult{}; });
    onControl<CompleteConsult>(dispatcher, [](const CompleteConsult &) { return control::CompleteConsult{}; });
    onControl<CancelConsult>(dispatcher, [](const CancelConsult &) { return control::CancelConsult{}; });
    onControl<MergeConsult>(dispatcher, [](const MergeConsult &) { return control::MergeConsult{}; });
    onControl<ParkCall>(dispatcher, [](const ParkCall &) { return control::Park{}; });
    onControl<StartCallRecording>(dispatcher, [](const StartCallRecording &) { return control::StartRecording{}; });
    onControl<StopCallRecording>(dispatcher, [](const StopCallRecording &) { return control::StopRecording{}; });
    onControl<PauseCallRecording>(dispatcher, [](const PauseCallRecording &) { return control::PauseRecording{}; });
    onControl<ResumeCallRecording>(dispatcher, [](const ResumeCallRecording &) { return control::ResumeRecording{}; });
    onControl<StopCallStream>(dispatcher, [](const StopCallStream &) { return control::StopStreaming{}; });
    dispatcher.on<StopCallAssistant>([this](const StopCallAssistant &op, const Caller &who) {
        return act(op.id, who, "assistant_stopped", [op, who](store::Tx &tx, PeopleDesk &, const Call &) -> Result<CallInput> {
            control::StopAssistant stop;
            if (op.queueId) {
                auto queue = openQueue(tx, *op.queueId);
                if (!queue) return queue.error();
                stop.queue = *queue;
            }
            return CallInput(input::Control{who.actor, stop});
        });
    });
    dispatcher.on<TransferCall>([this](const TransferCall &op, const Caller &who) { return transfer(op, who); });
    dispatcher.on<ConsultCall>([this](const ConsultCall &op, const Caller &who) { return consult(op, who); });
    dispatcher.on<TakeOverCall>([this](const TakeOverCall &op, const Caller &who) { return takeOver(op, who); });
    addRinging(dispatcher);
}

template <class Op, class Make>
void ControlService::onControl(Dispatcher &dispatcher, Make make) {
    dispatcher.on<Op>([this, make](const Op &op, const Caller &who) {
        return act(op.id, who, Op::name, [op, who, make](store::Tx &, PeopleDesk &, const Call &) -> Result<CallInput> {
            return CallInput(input::Control{who.actor, make(op)});
        });
    });
}

void ControlService::addRinging(Dispatcher &dispatcher) {
    dispatcher.on<AnswerCall>([this](const AnswerCall &op, const Caller &who) {
        return act(op.id, who, AnswerCall::name, [who](store::Tx &tx, PeopleDesk &people, const Call &call) -> Result<CallInput> {
            const auto entry = store::entries::openOf(tx, call.id);
            if (!entry) return conflict(u"Nobody waits on this call."_s);
            if (entry->state != store::EntryState::Waiting) return conflict(u"The call is being offered to somebody already."_s);
            const int ring = people.policy().agentRingSeconds;
            auto device = people.reserve(who.actor.userId, call, Errand::Offer, entry->queue, true, ring);
            if (!device) return device.error();
            const Offer offer{entry->id, call.id, entry->queue, {who.actor.userId}, {}, ring};
            if (!store::entries::offer(tx, offer, people.now())) return conflict(u"The call is being offered to somebody already."_s);
            store::entries::announce(tx, {entry->queue}, people.now());
            return CallInput(input::Ring{{*device}});
        });
    });
    dispatcher.on<RetrieveCall>([this](const RetrieveCall &op, const Caller &who) {
        return act(op.id, who, RetrieveCall::name, [who](store::Tx &, PeopleDesk &people, const Call &call) -> Result<CallInput> {
            if (!call.plan.parked) return conflict(u"The call is not parked."_s);
            auto device = people.reserve(who.actor.userId, call, Errand::Offer, call.queueId, true, people.policy().agentRingSeconds);
            if (!device) return device.error();
            return CallInput(input::Ring{{*device}});
        });
    });
    dispatcher.on<DeclineCall>([this](const DeclineCall &op, const Caller &who) {
        return act(op.id, who, DeclineCall::name, [who](store::Tx &, PeopleDesk &, const Call &call) -> Result<CallInput> {
            for (const Leg &leg : call.legs)
                if (leg.role == LegRole::Agent && leg.ownerId == who.actor.userId && !leg.answered() && !leg.over())
                    return CallInput(input::Decline{who.actor.userId});
            return conflict(u"This call is not being offered to you."_s);
        });
    });
}

QFuture<Result<Done>> ControlService::act(const CallId &id, const Caller &who, const char *action, Maker make) {
    if (!m_carrier) return refused<Done>(unavailable(u"No carrier is configured; set TELNYX_API_KEY on the server."_s, {}, 0));
    return m_inbox.write<Done>([=, now = m_clock.now(), policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        const auto call = store::calls::load(tx, id);
        if (!call) return notFound(u"There is no such call."_s);
        // A parked call is there for whoever retrieves it.
        const bool forAnybody = call->plan.parked && QLatin1String(action) == QLatin1String(RetrieveCall::name);
        if (auto allowed = mayControl(tx, *call, who.actor); !allowed && !forAnybody) return allowed.error();
        PeopleDesk people(tx, policy, now);
        auto made = make(tx, people, *call);
        if (!made) return made.error();
        auto applied = applyInputs(tx, {{std::move(made).value(), id, {}}}, policy, now);
        if (!applied) return applied.error();
        if (const auto &refusal = applied->outcomes.front().refusal) return *refusal;
        if (call->agentId != who.actor.userId && who.actor.role != Role::Agent)
            store::audit::insert(tx, {who.actor.userId.text(), u"call_controlled"_s, id.text(),
                                      {{u"action"_s, QLatin1String(action)}, {u"agent"_s, call->agentId.text()}}, who.peer, {}}, now);
        written = std::move(applied).value();
        written.appendedEvents = written.appendedEvents || people.wroteEvents();
        return Done{};
    });
}

QFuture<Result<Done>> ControlService::withNumber(const QString &number, std::function<QFuture<Result<Done>>(const QString &)> go) {
    return m_numbers.dialable(number)
        .then(this, [go = std::move(go)](const Result<QString> &dialable) {
            return dialable ? go(*dialable) : refused<Done>(dialable.error());
        })
        .unwrap();
}

QFuture<Result<Done>> ControlService::transfer(const TransferCall &op, const Caller &who) {
    if (int(op.to.has_value()) + int(op.agentId.has_value()) + int(op.queueId.has_value()) != 1)
        return refused<Done>(namesExactlyOne(u"\"to\", \"agentId\", \"queueId\""_s));
    if (op.to)
        return withNumber(*op.to, [this, op, who](const QString &number) {
            return act(op.id, who, TransferCall::name, [=](store::Tx &, PeopleDesk &people, const Call &call) -> Result<CallInput> {
                const Device to = outsideDevice(number, call, people.policy(), Errand::Transfer, people.now());
                return CallInput(input::Control{who.actor, control::Transfer{to}});
            });
        });
    return act(op.id, who, TransferCall::name, [op, who](store::Tx &tx, PeopleDesk &people, const Call &call) -> Result<CallInput> {
        if (op.queueId) {
            auto queue = openQueue(tx, *op.queueId);
            if (!queue) return queue.error();
            return CallInput(input::Control{who.actor, control::TransferToQueue{*queue, call.plan.callPriority}});
        }
        auto device = people.reserve(*op.agentId, call, Errand::Transfer, call.queueId, false, people.policy().agentRingSeconds);
        if (!device) return device.error();
        return CallInput(input::Control{who.actor, control::Transfer{*device}});
    });
}

QFuture<Result<Done>> ControlService::consult(const ConsultCall &op, const Caller &who) {
    if (op.to.has_value() == op.agentId.has_value()) return refused<Done>(namesExactlyOne(u"\"to\", \"agentId\""_s));
    if (op.to)
        return withNumber(*op.to, [this, op, who](const QString &number) {
            return act(op.id, who, ConsultCall::name, [=](store::Tx &, PeopleDesk &people, const Call &call) -> Result<CallInput> {
                const Device with = outsideDevice(number, call, people.policy(), Errand::Consult, people.now());
                return CallInput(input::Control{who.actor, control::Consult{with}});
            });
        });
    return act(op.id, who, ConsultCall::name, [op, who](store::Tx &, PeopleDesk &people, const Call &call) -> Result<CallInput> {
        auto device = people.reserve(*op.agentId, call, Errand::Consult, {}, false, people.policy().agentRingSeconds);
        if (!device) return device.error();
        return CallInput(input::Control{who.actor, control::Consult{*device}});
    });
}

QFuture<Result<Done>> ControlService::takeOver(const TakeOverCall &op, const Caller &who) {
    if (!permits(who.actor, Permission::TakeOver)) return refused<Done>(forbidden(u"Your account may not take calls over."_s));
    return act(op.callId, who, TakeOverCall::name, [who](store::Tx &, PeopleDesk &people, const Call &call) -> Result<CallInput> {
        if (call.agentId == who.actor.userId) return conflict(u"This is your own call already."_s);
        const Leg *customer = call.legOf(LegRole::Customer);
        if (!customer || !customer->talks()) return conflict(u"Nobody talks on this call yet."_s);
        auto device = people.reserve(who.actor.userId, call, Errand::TakeOver, call.queueId, true, people.policy().agentRingSeconds);
        if (!device) return device.error();
        return CallInput(input::Ring{{*device}});
    });
}

} // namespace callfloor
