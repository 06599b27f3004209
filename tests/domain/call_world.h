// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callfloor::test {

/// 2026-03-02T15:04:05Z, the beginning of all recorded calls.
inline constexpr UtcTime kStart{std::chrono::microseconds{1'772'463'845'000'000}};
/// So many seconds after kStart.
UtcTime at(double seconds);

/// A webhook about a leg that the carrier knows as `leg`; its ids are made from that name. `seconds` after kStart.
CarrierEvent report(CarrierEventType type, const QString &leg, double seconds);
/// A hang-up.
CarrierEvent hungUp(const QString &leg, double seconds, const QString &cause, const QString &sip = QStringLiteral("200"));
/// The first report of a caller.
CarrierEvent incoming(const QString &leg, double seconds);

/// The policy of most tests: answer, start the assistant, stream.
CallPolicy busyPolicy();
/// Nothing happens by itself.
CallPolicy quietPolicy();

/// An outbound call, as the call service makes it, with its customer's leg `A` (LegId "A") and no reports yet.
Call dialledCall();
/// Adds a leg of an agent that we ordered.
Leg &addAgentLeg(Call &call, const QString &name);

/// A result of a command about a leg.
CommandResult result(const QString &kind, const QString &leg, CommandOutcome outcome, const QString &errorCode = {});
/// The dial's success, with the handles that report() uses.
CommandResult dialAccepted(const QString &leg);

/// What a node does with inputs, without a database: finds the leg, or makes a call or a leg of it, runs the
/// transition, keeps what came out.
struct World {
    CallPolicy policy = busyPolicy();
    UtcTime now = at(3600);
    std::optional<Call> call = {};
    std::vector<CommandDraft> commands = {};
    std::vector<EventDraft> events = {};
    std::vector<CallEffect> effects = {}; ///< Of the last input.

    /// Applies a webhook, also one of a leg that is not known yet. False if it is not about the call.
    bool hear(const CarrierEvent &event);
    Transition put(const CallInput &input);
    Transition put(const CommandResult &commandResult) { return put(input::Command{commandResult}); }

    /// `kind:leg` of all commands so far, in order.
    QStringList commandNames() const;
    int count(const QString &commandName) const { return static_cast<int>(commandNames().count(commandName)); }
};

/// For messages of failed comparisons.
QString describe(const Call &call);
/// The first fields in which two calls differ; empty if they are equal.
QString difference(const Call &a, const Call &b);

} // namespace callfloor::test
