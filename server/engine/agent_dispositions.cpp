// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_dispositions.h"

#include "server/engine/agent_desk.h"
#include "server/engine/call_batch.h"
#include "server/store/catalogue_store.h"
#include "server/store/record_store.h"

namespace callfloor::agentdesk {

using namespace Qt::StringLiterals;

namespace {

/// The code as one that people may choose, with what it asks for.
Result<store::Disposition> chosenCode(store::Tx &tx, const DisposeCall &op, UtcTime now) {
    auto disposition = store::dispositions::byKey(tx, op.code);
    if (!disposition || disposition->system || disposition->removed)
        return badField(u"code"_s, u"There is no disposition \"%1\" to choose."_s.arg(op.code.left(40)));
    if (disposition->callback && (!op.callbackAt || *op.callbackAt <= now))
        return badField(u"callbackAt"_s, u"Say when to call back: a time in the future."_s);
    if (!disposition->callback && op.callbackAt)
        return badField(u"callbackAt"_s, u"Only a disposition that asks for a call back takes a time."_s);
    return std::move(*disposition);
}

/// Whose work it is about. Errors: NotFound, also for what is out of the caller's scope.
Result<UserId> workerOf(store::Tx &tx, const DisposeCall &op, const Caller &who) {
    const UserId agent = op.agentId.value_or(who.actor.userId);
    const bool own = agent == who.actor.userId;
    if (!own && !allows(who.actor.role, Role::Supervisor))
        return forbidden(u"Only a supervisor may say what came of somebody else's work."_s);
    const auto row = store::agents::one(tx, agent);
    if (!row || !scopeOf(who.actor).covers(agent, row->teamId) || !store::agents::callExists(tx, op.id))
        return notFound(u"There is no such call."_s);
    if (!(row->agent.callId == op.id) && !store::agents::workedOn(tx, agent, op.id))
        return forbidden(u"This call belongs to somebody else."_s);
    return agent;
}

} // namespace

Result<DisposeCall::Reply> dispose(store::Tx &tx, const DisposeCall &op, const Caller &who, UtcTime now) {
    const auto agent = workerOf(tx, op, who);
    if (!agent) return agent.error();
    const auto code = chosenCode(tx, op, now);
    if (!code) return code.error();
    const Agent locked = store::agents::lock(tx, *agent); // before the old one is read: two clicks take turns
    const auto before = store::dispositions::finalOf(tx, op.id, *agent);
    store::CallDisposition disposition;
    disposition.callId = op.id;
    disposition.agentId = *agent;
    disposition.code = op.code;
    disposition.note = op.note.value_or(QString());
    disposition.callbackAt = op.callbackAt;
    disposition.actorId = who.actor.userId;
    disposition.at = now;
    store::dispositions::assign(tx, disposition);
    noteDisposition(tx, disposition, *code, now);
    if (before)
        store::audit::insert(tx, {who.actor.userId.text(), u"disposition_changed"_s, op.id.text(),
                                  {{u"code"_s, QJsonArray{before->code, op.code}}, {u"agentId"_s, agent->text()}}, who.peer, {}}, now);
    if (auto step = apply(tx, *agent, agentinput::Disposed{op.id, op.code, who.actor}, now); !step) return step.error();
    DisposeCall::Reply reply;
    reply.code = op.code;
    reply.at = now;
    if (const auto row = store::agents::one(tx, *agent)) reply.agent = infoOf(*row);
    return reply;
}

} // namespace callfloor::agentdesk
