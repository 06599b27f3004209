// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_run.h"

#include <algorithm>

/// Phones that are up already. An agent's that stays up between calls is a call of its own, his line, with one leg at the
/// carrier; so may be a supervisor's, if he has called himself. The call on which they are has a leg for their part only; every command about that part goes to the line, one after the other
/// with those of the calls before and after, and the line is never hung up for a customer's sake.
namespace callfloor::callmachine {

using namespace Qt::StringLiterals;

/// His part is over as soon as it is not wanted any more: nothing that the carrier could still tell would change it.
void Run::giveLineBack(Leg &leg) {
    if (leg.ended()) return;
    if (leg.talk.music) command(leg.id, command::StopPlayback{}, nullptr);
    if (leg.talk.audio == Audio::Conference && !plan().conference.isEmpty())
        command(leg.id, command::LeaveConference{plan().conference}, nullptr);
    leg.talk.music = false;
    leg.talk.audio = Audio::Parked;
    leg.endedAt = m_now;
    leg.hangupCause = hangupcause::kLineKept;
}

void Run::operator()(const input::LineEnded &in) {
    // He has not been called in yet: his phone is rung then, as anybody's.
    if (plan().owner && plan().owner->line == in.line) plan().owner->line = {};
    Leg *leg = legOnLine(call(), in.line);
    if (!leg) return;
    leg->endedAt = std::max(in.at, leg->createdAt);
    leg->hangupCause = in.cause;
}

/// A line is what its one leg is.
void Run::deriveLine() {
    const Leg *leg = call().legOf(LegRole::Agent);
    if (!leg) return;
    call().answeredAt = leg->answeredAt;
    call().endedAt = leg->endedAt;
    if (leg->ended()) {
        call().status = leg->answered() ? CallStatus::Completed : CallStatus::NoAnswer;
        call().outcome = leg->answered() ? u"answered"_s : u"no_answer"_s;
    } else {
        call().status = leg->answered() ? CallStatus::Active : leg->initiatedAt ? CallStatus::Ringing : CallStatus::Initiated;
        call().outcome.clear();
    }
}

/// What was asked of an agent's part is asked of his line.
void Run::addressLines() {
    const auto toLine = [this](LegId &id) {
        if (const Leg *leg = id.isEmpty() ? nullptr : call().leg(id); leg && leg->onLine()) id = leg->talk.line;
    };
    for (CommandDraft &draft : m_out.commands) {
        toLine(draft.legId);
        if (auto *dial = std::get_if<command::Dial>(&draft.command)) {
            toLine(dial->linkTo);
            toLine(dial->supervise);
        } else if (auto *bridge = std::get_if<command::Bridge>(&draft.command)) {
            toLine(bridge->with);
        } else if (auto *join = std::get_if<command::JoinConference>(&draft.command)) {
            toLine(join->whisperTo);
        } else if (auto *role = std::get_if<command::ChangeRoleInConference>(&draft.command)) {
            toLine(role->whisperTo);
        }
    }
}

} // namespace callfloor::callmachine

namespace callfloor {

Call lineFor(const UserId &agent, const QString &station, const QString &from, int ringSeconds, UtcTime now) {
    Call call;
    call.id = CallId::make(now);
    call.agentId = agent;
    call.customerNumber = station;
    call.ourNumber = from;
    call.startedAt = now;
    call.stage = CallStage::Line;
    Leg leg;
    leg.id = LegId::make(now);
    leg.role = LegRole::Agent;
    leg.ownerId = agent;
    leg.to = station;
    leg.from = from;
    leg.ringTimeoutSeconds = ringSeconds;
    leg.createdAt = now;
    call.legs.push_back(std::move(leg));
    return call;
}

Leg *legOnLine(Call &call, const LegId &line) {
    const auto found = std::find_if(call.legs.begin(), call.legs.end(), [&](const Leg &leg) { return leg.talk.line == line && !leg.ended(); });
    return line.isEmpty() || found == call.legs.end() ? nullptr : &*found;
}

} // namespace callfloor
