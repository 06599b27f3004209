// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/lines.h"

#include "server/engine/agent_desk.h"
#include "server/store/agent_store.h"
#include "server/store/call_store.h"

#include <algorithm>

namespace callfloor::lines {

using namespace Qt::StringLiterals;

BatchResult call(store::Tx &tx, const std::vector<UserId> &agents, const CallPolicy &policy, UtcTime now) {
    BatchResult result;
    if (policy.fromNumber.isEmpty()) return result; // without a number of ours nothing is dialled at all
    for (const UserId &id : agents) store::agents::lock(tx, id);
    const std::vector<UserId> wanted = store::lines::wanted(tx);
    std::vector<Call> calls;
    std::vector<store::NewCommand> commands;
    for (const UserId &id : agents) {
        if (std::find(wanted.begin(), wanted.end(), id) == wanted.end()) continue;
        const auto user = store::users::byId(tx, id);
        if (!user) continue;
        Call line = lineFor(id, user->station, policy.fromNumber, policy.agentRingSeconds, now);
        commands.push_back({CommandId(makeUuid4()), line.id, {line.legs.front().id, dialFor(line.legs.front()), {}}});
        calls.push_back(std::move(line));
    }
    store::calls::save(tx, calls, policy.timeScale);
    result.commands = journalCommands(tx, commands, now);
    return result;
}

Result<LegId> forWork(store::Tx &tx, const store::User &user) {
    if (user.legMode != store::LegMode::NailedUp) return LegId();
    const auto line = store::lines::of(tx, user.id);
    if (!line || line->ending) return LegId();
    if (!line->answered) return conflict(u"The phone of %1 is being called at this moment."_s.arg(user.name));
    return line->leg;
}

Change changeOf(const Call &before, const Call &after) {
    if (!after.isLine()) return Change::None;
    if (after.terminal() && !before.terminal()) return Change::Lost;
    return after.answeredAt && !before.answeredAt ? Change::Answered : Change::None;
}

namespace {
/// What the carrier did not bring about is not held against the agent.
bool carrierIsToBlame(const Leg &leg) {
    const QString &cause = leg.hangupCause;
    return cause == hangupcause::kNotPlaced || cause == hangupcause::kVanished || cause == hangupcause::kGivenUp || cause == hangupcause::kDialFailed;
}
} // namespace

bool settled(store::Tx &tx, const Call &line, UtcTime now) {
    const auto row = store::agents::one(tx, line.agentId);
    if (!row) return false;
    const bool unanswered = line.terminal() && !line.answeredAt && !line.hangupWanted && !carrierIsToBlame(line.legs.front());
    if (unanswered && stateOf(row->agent) == AgentState::Available)
        if (const auto step = agentdesk::apply(tx, line.agentId, agentinput::NotReady{Actor{}, reasoncode::kMissed}, now); step && step->changed) return true;
    // Whoever can be given work is told of by agents alone, and whether his phone is up is a part of that.
    store::eventlog::append(tx, {agentdesk::eventOf(*row)}, now);
    return true;
}

CallId workOn(store::Tx &tx, const Call &line) {
    const CallId call = store::agents::lock(tx, line.agentId).callId;
    return call == line.id ? CallId() : call;
}

} // namespace callfloor::lines
