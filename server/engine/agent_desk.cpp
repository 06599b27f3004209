// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/agent_desk.h"

#include "server/store/catalogue_store.h"
#include "server/store/event_log.h"
#include "server/store/queue_entry_store.h"

namespace callfloor::agentdesk {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> textOrNone(const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); }

std::optional<WrapUpInfo> wrapUpOf(const Agent &agent) {
    if (!agent.wrapUp) return std::nullopt;
    const AgentWrapUp &wrapUp = *agent.wrapUp;
    WrapUpInfo info;
    info.callId = wrapUp.callId;
    info.startedAt = wrapUp.startedAt;
    info.minimumUntil = wrapUp.minimumUntil;
    info.endsAt = wrapUp.endsAt();
    info.extensionsLeft = wrapUp.maximumUntil ? wrapUp.extensionsAllowed - wrapUp.extensionsUsed : 0;
    info.dispositionRequired = wrapUp.dispositionRequired;
    info.disposed = wrapUp.disposed;
    return info;
}

Error staleVersion(const store::AgentRow &row) {
    const QString state = agentStateName(stateOf(row.agent));
    const QString reason = row.agent.reason.isEmpty() ? QString() : u" (%1)"_s.arg(row.agent.reason);
    return Error{ErrorCode::Conflict,
                 u"Somebody changed this agent meanwhile: %1 is %2%3 now. Look again, then decide."_s.arg(row.name, state, reason),
                 {}, {}, u"stale_version"_s, 0};
}

/// Every closed call has a disposition: this one reports as uncoded.
void saveUncoded(store::Tx &tx, const Agent &agent, const CallId &call, UtcTime now) {
    if (!store::agents::callExists(tx, call) || store::dispositions::finalOf(tx, call, agent.id)) return;
    store::CallDisposition uncoded;
    uncoded.callId = call;
    uncoded.agentId = agent.id;
    uncoded.code = kUncodedDisposition;
    uncoded.at = now;
    store::dispositions::assign(tx, uncoded);
}

std::optional<store::WorkKind> workKindOf(AgentState state) {
    using store::WorkKind;
    switch (state) {
    case AgentState::Offline: return std::nullopt;
    case AgentState::NotReady:
    case AgentState::Unreachable: return WorkKind::NotReady;
    case AgentState::Available: return WorkKind::Idle;
    case AgentState::Reserved:
    case AgentState::Ringing:
    case AgentState::Preview: return WorkKind::Ring;
    case AgentState::Talking: return WorkKind::Talk;
    case AgentState::Hold: return WorkKind::Hold;
    case AgentState::WrapUp: return WorkKind::Wrap;
    }
    return std::nullopt;
}

/// What the agent spends his time with from now on: the figures are sums over these segments.
void beginSegment(store::Tx &tx, const Agent &agent, UtcTime now) {
    const auto kind = workKindOf(stateOf(agent));
    if (!kind) return store::work::end(tx, agent.id, now);
    store::WorkSegment segment;
    segment.id = makeUuid7(now);
    segment.user = agent.id;
    segment.kind = *kind;
    segment.beganAt = now;
    segment.call = agent.wrapUp ? agent.wrapUp->callId : agent.callId;
    segment.queue = QueueId(agent.queueId);
    store::work::begin(tx, segment);
}

} // namespace

Result<Step> apply(store::Tx &tx, const UserId &id, const AgentInput &input, UtcTime now, std::optional<qint64> version) {
    Agent before = store::agents::lock(tx, id);
    auto row = store::agents::one(tx, id);
    if (!row) return notFound(u"There is no such agent."_s);
    row->agent = before;
    if (version && *version != before.version) return staleVersion(*row);
    AgentTransition done = transition(before, input, now);
    if (done.refusal) return *done.refusal;
    if (!done.change) {
        if (done.heard) store::agents::heard(tx, id, now);
        return Step{std::move(done.agent), false, {}, {}};
    }
    // Two who sign on for the first time have no row to wait for each other at.
    if (!store::agents::save(tx, done.agent, before.version)) return staleVersion(*row);
    store::agents::append(tx, *done.change);
    if (done.change->from != done.change->to || before.callId != done.agent.callId) beginSegment(tx, done.agent, now);
    if (!done.uncodedCall.isEmpty()) saveUncoded(tx, done.agent, done.uncodedCall, now);
    row->agent = done.agent;
    store::eventlog::append(tx, {eventOf(*row)}, now);
    return Step{std::move(done.agent), true, done.releasedCall, done.uncodedCall};
}

AgentInfo infoOf(const store::AgentRow &row) {
    const Agent &agent = row.agent;
    AgentInfo info;
    info.id = agent.id;
    info.name = row.name;
    info.teamId = textOrNone(row.teamId);
    info.state = agentStateName(stateOf(agent));
    info.presence = agentPresenceName(agent.presence);
    info.availability = agentAvailabilityName(agent.availability);
    info.activity = agentActivityName(agent.activity);
    info.reason = textOrNone(agent.reason);
    if (agent.pending) info.pendingReason = agent.pending->reason;
    info.pendingLogout = agent.pending && agent.pending->logOff;
    if (!agent.callId.isEmpty()) info.callId = agent.callId;
    info.queueId = textOrNone(agent.queueId);
    info.missesInRow = agent.missesInRow;
    info.stateSince = agent.stateSince;
    info.lastWorkEndedAt = agent.lastWorkEndedAt;
    info.wrapUp = wrapUpOf(agent);
    info.version = agent.version;
    return info;
}

EventDraft eventOf(const store::AgentRow &row) {
    return {EventKind::AgentUpdate, row.agent.id.text(), {Audience::Kind::Owner, row.agent.id.text()}, encodeReply(infoOf(row))};
}

} // namespace callfloor::agentdesk
