// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outbox_rules.h"

#include "server/telnyx/retry_policy.h"

namespace callfloor::outbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A dial that could not be placed within this time is not placed at all: who clicked has gone on, and a customer
/// who is rung out of the blue hears silence.
constexpr auto kDialGoesStale = 60s;
/// How long a command waits for its leg's handle.
constexpr auto kHandleWait = 90s;

std::chrono::microseconds outboxScaled(std::chrono::seconds period, double timeScale) {
    return std::chrono::microseconds(static_cast<qint64>(static_cast<double>(period.count()) * 1e6 / timeScale));
}

template <class T>
bool is(const CarrierCommand &command) {
    return std::holds_alternative<T>(command);
}

Readiness settle(const store::StoredCommand &command, CommandOutcome outcome, const QString &code, const QString &text) {
    return {Readiness::Verdict::Settle, ownResult(command, outcome, code, text)};
}

Readiness dialReadiness(const store::StoredCommand &command, const store::commands::LegState &leg, UtcTime now,
                        double timeScale) {
    if (leg.ended) return settle(command, CommandOutcome::Failed, u"cancelled"_s, u"The call was ended before it was placed."_s);
    if (command.firstSentAt) {
        // It may have rung already. Within the carrier's window the same id cannot ring twice; after it, only what
        // the carrier itself reports can settle it.
        if (now - *command.firstSentAt >= outboxScaled(kRepeatWindow, timeScale))
            return settle(command, CommandOutcome::Ambiguous, {}, u"The carrier's answer was lost."_s);
        return {};
    }
    if (now - command.createdAt >= outboxScaled(kDialGoesStale, timeScale))
        return settle(command, CommandOutcome::Failed, u"stale"_s,
                      u"The call could not be placed in time and was given up; try again."_s);
    return {};
}

} // namespace

CommandResult ownResult(const store::StoredCommand &command, CommandOutcome outcome, const QString &code,
                        const QString &text) {
    CommandResult result;
    result.commandId = command.id;
    result.legId = command.legId;
    result.kind = commandKind(command.command);
    result.outcome = outcome;
    result.errorCode = code;
    result.errorText = text;
    return result;
}

Readiness readiness(const store::StoredCommand &command, const store::commands::LegState *leg, UtcTime now,
                    double timeScale) {
    if (!leg) return settle(command, CommandOutcome::Failed, u"no_leg"_s, u"The leg does not exist."_s);
    if (is<command::Dial>(command.command)) return dialReadiness(command, *leg, now, timeScale);
    // What happened to an ended leg may still be asked.
    if (is<command::FetchLegHistory>(command.command)) {
        if (leg->callControlId.isEmpty()) return settle(command, CommandOutcome::Failed, u"no_leg"_s, u"The leg is unknown."_s);
        return {};
    }
    if (leg->ended) {
        const bool wished = is<command::HangUp>(command.command);
        return settle(command, wished ? CommandOutcome::Accepted : CommandOutcome::Failed, wished ? QString() : u"ended"_s,
                      wished ? QString() : u"The call has ended."_s);
    }
    if (leg->callControlId.isEmpty()) {
        if (now - command.createdAt < outboxScaled(kHandleWait, timeScale)) return {Readiness::Verdict::Wait, {}};
        return settle(command, CommandOutcome::Failed, u"no_leg"_s, u"The carrier never told of this leg."_s);
    }
    if (command.firstSentAt && !harmlessTwice(command.command) &&
        now - *command.firstSentAt >= outboxScaled(kRepeatWindow, timeScale))
        return settle(command, CommandOutcome::Ambiguous, {}, u"The carrier's answer was lost."_s);
    return {};
}

LegId otherLeg(const CarrierCommand &command) {
    if (const auto *bridge = std::get_if<command::Bridge>(&command)) return bridge->with;
    if (const auto *dial = std::get_if<command::Dial>(&command)) return dial->supervise.isEmpty() ? dial->linkTo : dial->supervise;
    if (const auto *join = std::get_if<command::JoinConference>(&command)) return join->whisperTo;
    if (const auto *change = std::get_if<command::ChangeRoleInConference>(&command)) return change->whisperTo;
    return {};
}

bool harmlessTwice(const CarrierCommand &command) {
    return !is<command::Dial>(command) && !is<command::Speak>(command) && !is<command::SendDtmf>(command) &&
           !is<command::Transfer>(command) && !is<command::Gather>(command) && !is<command::StartPlayback>(command);
}

} // namespace callfloor::outbox
