// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/call_service.h"

#include "server/engine/people_desk.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"

#include <QCryptographicHash>
#include <QPromise>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kHistoryLimit = 500;
constexpr int kCustomerCardLimit = 10;
constexpr int kPageLimit = 50;
constexpr int kActiveLimit = 5000;
/// How long a client waits for the carrier's answer to a dial before it is told the call's id alone.
constexpr auto kDialPatience = 8s;
constexpr auto kIdempotencyLife = 24h;

/// What the caller may see.
store::CallFilter withinScope(const Caller &who) {
    const Scope scope = scopeOf(who.actor);
    store::CallFilter filter;
    if (!scope.all()) filter.scopeAgent = scope.self.text();
    if (scope.kind == DataScope::Team) filter.scopeTeam = scope.teamId;
    return filter;
}

/// The customer card shows what the team knows; where there are no teams, what everybody knows.
store::CallFilter customerCard(const Caller &who) {
    const Rights rights = rightsOf(who.actor);
    store::CallFilter filter;
    if (rights.scope == DataScope::All || rights.teamId.isEmpty()) return filter;
    filter.scopeAgent = who.actor.userId.text();
    filter.scopeTeam = rights.teamId;
    return filter;
}

bool covers(store::Tx &tx, const Actor &actor, const QString &owner) {
    if (scopeOf(actor).all()) return true;
    const auto user = owner.isEmpty() ? std::nullopt : store::users::byId(tx, UserId(owner));
    return user && scopeOf(actor).covers(user->id, user->teamId);
}

/// What a call is to be, as the carrier is asked for it.
Call newOutboundCall(const StartCall &op, const Caller &who, const QString &number, const QString &from, UtcTime now) {
    Call call;
    call.id = CallId::make(now);
    call.agentId = who.actor.userId;
    call.customerNumber = number;
    call.ourNumber = from;
    call.direction = CallDirection::Outbound;
    call.startedAt = now;
    call.wishes.record = op.record.value_or(false);
    call.wishes.useAi = op.useAi.value_or(false);
    call.wishes.aiProvider = op.aiProvider.value_or(QString());
    Leg leg;
    leg.id = LegId::make(now);
    leg.to = number;
    leg.from = from;
    leg.createdAt = now;
    call.legs.push_back(leg);
    return call;
}

/// The agent's own phone: rung first, or after the customer has answered. Nothing is changed for an agent without one.
Result<Ok> addOwnDevice(store::Tx &tx, Call &call, const store::User &user, const CallPolicy &policy, UtcTime now) {
    if (policy.clickToCall == ClickToCall::CustomerOnly || call.wishes.useAi || user.station.isEmpty()) return Ok{};
    const Leg customer = call.legs.front();
    if (policy.clickToCall == ClickToCall::AgentFirst) call.legs.clear(); // his leg is made when it is dialled
    store::calls::save(tx, {call}, policy.timeScale); // the reservation points to it
    PeopleDesk people(tx, policy, now);
    auto device = people.reserve(user.id, call, Errand::Offer, {}, true, policy.agentRingSeconds);
    if (!device) return device.error();
    call.plan.owner = *device;
    if (policy.clickToCall == ClickToCall::CustomerFirst) return Ok{};
    call.plan.customerLeg = customer.id;
    call.legs.push_back(legFor(*device, now));
    return Ok{};
}

QString fingerprint(const StartCall &op, const QString &number) {
    QByteArray text = number.toUtf8();
    text += op.record.value_or(false) ? '1' : '0';
    text += op.useAi.value_or(false) ? '1' : '0';
    text += op.aiProvider.value_or(QString()).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

struct Placed {
    CallId callId;
    LegId legId;
    QString callControlId;
    bool repeated = false;
    std::optional<Error> refusal = {}; ///< What the first request was told, if the carrier had refused it.
};

Error carrierRefusal(bool badNumber, const QString &text, const QString &code) {
    return Error{badNumber ? ErrorCode::BadRequest : ErrorCode::Upstream, text, code, badNumber ? u"to"_s : QString(),
                 u"carrier_refused"_s, 0};
}

Placed placedBefore(const Call &call) {
    const Leg *customer = call.legOf(LegRole::Customer);
    const Leg &leg = call.legs.front().onLine() && customer ? *customer : call.legs.front(); // the one that was dialled first
    Placed placed{call.id, leg.id, leg.callControlId, true, {}};
    if (leg.hangupCause == hangupcause::kDialFailed)
        placed.refusal = carrierRefusal(call.outcome == "invalid_number"_L1, call.failureText, {});
    return placed;
}

template <class Op>
store::CallFilter filterOf(const Op &op, const Caller &who) {
    store::CallFilter filter = withinScope(who);
    filter.status = op.status;
    filter.direction = op.direction;
    filter.number = op.number.value_or(QString());
    filter.from = op.from;
    filter.to = op.to;
    return filter;
}

} // namespace

CallService::CallService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, Outbox *outbox,
                         Scheduler &scheduler, const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_outbox(outbox), m_scheduler(scheduler), m_options(options),
      m_numbers(options.defaultRegion) {
    dispatcher.on<StartCall>([this](const StartCall &op, const Caller &who) { return start(op, who); });
    dispatcher.on<ActiveCalls>([this](const ActiveCalls &, const Caller &who) {
        store::CallFilter filter = withinScope(who);
        filter.liveOnly = true;
        return list(filter, kActiveLimit);
    });
    dispatcher.on<CallHistory>([this](const CallHistory &op, const Caller &who) {
        store::CallFilter filter = withinScope(who);
        filter.cursor = op.cursor.value_or(QString());
        return list(filter, op.limit.value_or(kHistoryLimit));
    });
    dispatcher.on<NumberHistory>([this](const NumberHistory &op, const Caller &who) {
        store::CallFilter filter = customerCard(who);
        filter.number = op.number;
        return list(filter, kCustomerCardLimit);
    });
    dispatcher.on<ListCalls>([this](const ListCalls &op, const Caller &who) {
        store::CallFilter filter = filterOf(op, who);
        filter.cursor = op.cursor.value_or(QString());
        return readFiltered<CallPageReply>(filter, [limit = op.limit.value_or(kPageLimit)](store::Tx &tx, const store::CallFilter &read) -> Result<CallPageReply> {
            return CallPageReply{store::calls::pageJson(tx, read, limit)};
        });
    });
    dispatcher.on<CountCalls>([this](const CountCalls &op, const Caller &who) {
        return readFiltered<CallCountReply>(filterOf(op, who), [](store::Tx &tx, const store::CallFilter &read) -> Result<CallCountReply> {
            return CallCountReply{store::calls::countJson(tx, read)};
        });
    });
    dispatcher.on<GetCall>([this](const GetCall &op, const Caller &who) { return one(op, who); });
    dispatcher.on<HangUp>([this](const HangUp &op, const Caller &who) { return act(op.id, input::HangUp{who.actor}, who, Permission::HangUpOthers); });
    dispatcher.on<BridgeCall>([this](const BridgeCall &op, const Caller &who) { return act(op.id, input::Bridge{who.actor}, who); });
    dispatcher.on<StreamCall>([this](const StreamCall &op, const Caller &who) { return act(op.id, input::Stream{who.actor}, who); });
    dispatcher.on<AssistCall>([this](const AssistCall &op, const Caller &who) { return act(op.id, input::Assist{who.actor}, who); });
    dispatcher.on<FloorSnapshot>([this](const FloorSnapshot &, const Caller &who) { return snapshot(who); });
}

template <class Reply>
QFuture<Result<Reply>> CallService::readFiltered(store::CallFilter filter,
                                                 std::function<Result<Reply>(store::Tx &, const store::CallFilter &)> read) {
    const auto run = [this, read = std::move(read)](const store::CallFilter &whole) {
        return m_storage.read<Reply>([read, whole](store::Tx &tx) -> Result<Reply> {
            if (!whole.cursor.isEmpty() && !store::calls::load(tx, CallId(whole.cursor))) return badCursor();
            return read(tx, whole);
        });
    };
    if (filter.number.isEmpty()) return run(filter);
    return m_numbers.searchable(filter.number)
        .then(this, [filter, run](const Result<QString> &number) {
            store::CallFilter whole = filter;
            if (number) whole.number = *number;
            return run(whole);
        })
        .unwrap();
}

QFuture<Result<CallListReply>> CallService::list(const store::CallFilter &filter, int limit) {
    return readFiltered<CallListReply>(filter, [limit](store::Tx &tx, const store::CallFilter &read) -> Result<CallListReply> {
        return CallListReply{store::calls::listJson(tx, read, limit)};
    });
}

QFuture<Result<StartCall::Reply>> CallService::start(const StartCall &op, const Caller &who) {
    if (!m_outbox)
        return refused<StartCall::Reply>(unavailable(u"No carrier is configured; set TELNYX_API_KEY on the server."_s, {}, 0));
    if (m_options.fromNumber.isEmpty())
        return refused<StartCall::Reply>(
            conflict(u"No number of ours to call from is configured; set TELNYX_FROM_NUMBER on the server."_s));
    return m_numbers.dialable(op.to)
        .then(this, [this, op, who](const Result<QString> &number) {
            return number ? dial(op, who, *number) : refused<StartCall::Reply>(number.error());
        })
        .unwrap();
}

QFuture<Result<StartCall::Reply>> CallService::dial(const StartCall &op, const Caller &who, const QString &number) {
    const UtcTime now = m_scheduler.clock().now();
    const Call wanted = newOutboundCall(op, who, number, m_options.fromNumber, now);
    const QString hash = fingerprint(op, number);
    return m_inbox
        .write<Placed>([=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Placed> {
            const QString owner = who.actor.userId.text(), key = who.idempotencyKey;
            if (!key.isEmpty()) {
                store::idempotency::forget(tx, now - kIdempotencyLife);
                if (const auto seen = store::idempotency::find(tx, owner, key, now - kIdempotencyLife)) {
                    if (seen->requestHash != hash)
                        return conflict(u"This Idempotency-Key was used for another request within the last 24 hours."_s);
                    const auto before = store::calls::load(tx, CallId(seen->subjectId));
                    if (!before) return internalError(u"idempotency key without call"_s);
                    return placedBefore(*before);
                }
                store::idempotency::insert(tx, owner, key, {hash, wanted.id.text()}, now);
            }
            Call call = wanted;
            const auto user = store::users::byId(tx, who.actor.userId);
            if (user && !user->callerId.isEmpty()) call.ourNumber = call.legs.front().from = user->callerId;
            if (user)
                if (auto added = addOwnDevice(tx, call, *user, policy, now); !added) return added.error();
            const Leg &leg = call.legs.front();
            command::Dial dial = dialFor(leg);
            dial.record = leg.role == LegRole::Customer && call.wishes.record;
            std::vector<CommandDraft> commands;
            if (!leg.onLine()) commands.push_back({leg.id, dial, {}});
            auto inserted = insertCall(tx, call, commands, policy, now);
            if (!inserted) return inserted.error();
            written = std::move(inserted).value();
            if (!leg.onLine()) return Placed{call.id, leg.id, {}, false, {}};
            // Nobody has to answer: the agent is there, and the number is dialled in the same transaction.
            auto begun = applyInputs(tx, {InboxItem{input::TimeIsUp{}, call.id, {}}}, policy, now);
            if (!begun) return begun.error();
            written = std::move(begun).value();
            written.appendedEvents = true;
            return Placed{call.id, call.plan.customerLeg, {}, false, {}};
        })
        .then(this, [this](const Result<Placed> &placed) {
            if (!placed) return refused<StartCall::Reply>(placed.error());
            if (placed->refusal) return refused<StartCall::Reply>(*placed->refusal);
            if (placed->repeated && !m_outbox->dialling(placed->legId)) {
                StartCall::Reply reply{placed->callId, std::nullopt};
                if (!placed->callControlId.isEmpty()) reply.telnyxLegId = placed->callControlId;
                return ready<StartCall::Reply>(reply);
            }
            return awaitLeg(placed->callId, placed->legId);
        })
        .unwrap();
}

/// Waits for what the carrier says to the dial, but not for ever: the call is on its way whatever the client does.
QFuture<Result<StartCall::Reply>> CallService::awaitLeg(const CallId &call, const LegId &leg) {
    auto promise = std::make_shared<QPromise<Result<StartCall::Reply>>>();
    promise->start();
    const auto finish = [promise](Result<StartCall::Reply> reply) {
        if (promise->future().isFinished()) return;
        promise->addResult(std::move(reply));
        promise->finish();
    };
    m_outbox->whenDialled(leg, [finish, call](const CommandResult &result) {
        // Who ended the call before it was placed got what was asked for: a call, though without a leg.
        if (result.outcome == CommandOutcome::Failed && result.errorCode != "cancelled"_L1) {
            const bool number = result.errorCode == "10002"_L1 || result.errorCode == "10016"_L1;
            return finish(carrierRefusal(number, result.errorText, result.errorCode));
        }
        StartCall::Reply reply{call, std::nullopt};
        if (!result.callControlId.isEmpty()) reply.telnyxLegId = result.callControlId;
        finish(reply);
    });
    // The timer does not own the promise: it may outlive the engine, and a promise that dies unkept runs what waits for it.
    m_scheduler.after(kDialPatience, this, [waiting = std::weak_ptr(promise), call] {
        const auto kept = waiting.lock();
        if (!kept || kept->future().isFinished()) return;
        kept->addResult(StartCall::Reply{call, std::nullopt});
        kept->finish();
    });
    return promise->future();
}

/// Whose call it may be is checked here, as teams and permissions are none of a call's business; the transition itself
/// holds agents to their own calls once more.
QFuture<Result<Done>> CallService::act(const CallId &call, CallInput input, const Caller &who, std::optional<Permission> onOthers) {
    const bool everything = scopeOf(who.actor).all() && (!onOthers || permits(who.actor, *onOthers));
    if (everything) return intend(call, std::move(input));
    return m_storage
        .read<Ok>([call, actor = who.actor, onOthers](store::Tx &tx) -> Result<Ok> {
            QString owner;
            bool waiting = false;
            if (store::calls::oneJson(tx, call, &owner, &waiting).isEmpty()) return notFound(u"There is no such call."_s);
            if (!waiting && !covers(tx, actor, owner)) return forbidden(u"This call belongs to somebody else."_s);
            if (onOthers && !waiting && owner != actor.userId.text() && !permits(actor, *onOthers))
                return forbidden(u"You may not end the calls of others; an administrator can give you \"hang_up_others\"."_s);
            return Ok{};
        })
        .then(this, [this, call, input = std::move(input)](const Result<Ok> &allowed) {
            return allowed ? intend(call, input) : refused<Done>(allowed.error());
        })
        .unwrap();
}

QFuture<Result<Done>> CallService::intend(const CallId &call, CallInput input) {
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    m_inbox.submit(InboxItem{std::move(input), call, {}}, [promise](const Result<InboxOutcome> &outcome) {
        if (!outcome) promise->addResult(outcome.error());
        else if (outcome->refusal) promise->addResult(*outcome->refusal);
        else promise->addResult(Done{});
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<CallReply>> CallService::one(const GetCall &op, const Caller &who) {
    return m_storage.read<CallReply>([id = op.id, actor = who.actor](store::Tx &tx) -> Result<CallReply> {
        QString owner;
        bool waiting = false;
        CallReply reply{store::calls::oneJson(tx, id, &owner, &waiting)};
        if (reply.json.isEmpty()) return notFound(u"There is no such call."_s);
        if (!waiting && !covers(tx, actor, owner))
            return forbidden(u"This call belongs to somebody else."_s);
        return reply;
    });
}

QFuture<Result<SnapshotReply>> CallService::snapshot(const Caller &who) {
    store::CallFilter filter = withinScope(who);
    filter.liveOnly = true;
    return m_storage.read<SnapshotReply>([filter](store::Tx &tx) -> Result<SnapshotReply> {
        // The number first: events that come while the rows are read are then applied once more, never missed.
        const qint64 seq = store::eventlog::newest(tx);
        SnapshotReply reply;
        JsonWriter(reply.json)
            .beginObject()
            .key("seq").value(seq)
            .key("calls").raw(store::calls::listJson(tx, filter, kActiveLimit))
            .endObject();
        return reply;
    });
}

} // namespace callfloor
