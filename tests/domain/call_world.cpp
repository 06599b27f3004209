// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_world.h"

#include <algorithm>

namespace callfloor::test {

using namespace Qt::StringLiterals;

UtcTime at(double seconds) { return kStart + std::chrono::microseconds(qRound64(seconds * 1e6)); }

CarrierEvent report(CarrierEventType type, const QString &leg, double seconds) {
    CarrierEvent event;
    event.type = type;
    event.occurredAt = at(seconds);
    event.eventId = u"event-%1-%2-%3"_s.arg(leg).arg(static_cast<int>(type)).arg(toMicros(event.occurredAt));
    event.callControlId = u"v3:"_s + leg;
    event.callLegId = u"leg-"_s + leg;
    event.callSessionId = u"session-1"_s;
    event.from = u"+13125550100"_s;
    event.to = u"+13125550142"_s;
    return event;
}

CarrierEvent hungUp(const QString &leg, double seconds, const QString &cause, const QString &sip) {
    CarrierEvent event = report(CarrierEventType::HungUp, leg, seconds);
    event.hangupCause = cause;
    event.hangupSource = u"callee"_s;
    event.sipHangupCause = sip;
    return event;
}

CarrierEvent incoming(const QString &leg, double seconds) {
    CarrierEvent event = report(CarrierEventType::Initiated, leg, seconds);
    event.direction = LegDirection::Incoming;
    return event;
}

CallPolicy busyPolicy() {
    CallPolicy policy;
    policy.recordInbound = true;
    policy.streamInbound = true;
    policy.streamUrl = u"wss://media.example.com/in"_s;
    policy.aiPrompt = u"Be kind."_s;
    policy.aiLanguage = u"en"_s;
    policy.aiVoice = u"Telnyx.KokoroTTS.af"_s;
    return policy;
}

CallPolicy quietPolicy() {
    CallPolicy policy;
    policy.answerInbound = false;
    policy.assistInbound = false;
    return policy;
}

Call dialledCall() {
    Call call;
    call.id = CallId(u"call-1"_s);
    call.agentId = UserId(u"agent-7"_s);
    call.customerNumber = u"+13125550142"_s;
    call.ourNumber = u"+13125550100"_s;
    call.direction = CallDirection::Outbound;
    call.startedAt = at(0);
    Leg leg;
    leg.id = LegId(u"A"_s);
    leg.to = call.customerNumber;
    leg.from = call.ourNumber;
    leg.createdAt = at(0);
    call.legs.push_back(leg);
    return call;
}

Leg &addAgentLeg(Call &call, const QString &name) {
    Leg leg;
    leg.id = LegId(name);
    leg.role = LegRole::Agent;
    leg.to = u"sip:agent7@sip.example.com"_s;
    leg.from = call.customerNumber;
    leg.createdAt = at(0);
    call.legs.push_back(leg);
    return call.legs.back();
}

CommandResult result(const QString &kind, const QString &leg, CommandOutcome outcome, const QString &errorCode) {
    CommandResult r;
    r.commandId = CommandId(u"command-%1-%2"_s.arg(kind, leg));
    r.kind = kind;
    r.legId = LegId(leg);
    r.outcome = outcome;
    r.errorCode = errorCode;
    if (outcome == CommandOutcome::Failed) r.errorText = u"The carrier said no (%1)."_s.arg(errorCode);
    return r;
}

CommandResult dialAccepted(const QString &leg) {
    CommandResult r = result(u"dial"_s, leg, CommandOutcome::Accepted);
    r.callControlId = u"v3:"_s + leg;
    r.callLegId = u"leg-"_s + leg;
    r.callSessionId = u"session-1"_s;
    return r;
}

bool World::hear(const CarrierEvent &event) {
    const auto knows = [&](const Leg &leg) {
        return leg.id == legFromClientState(event.clientState) || leg.callControlId == event.callControlId ||
               leg.callLegId == event.callLegId;
    };
    const bool known = call && std::any_of(call->legs.begin(), call->legs.end(), knows);
    // Ids by the carrier's name of the leg, so that the order of reports does not show in them.
    const LegId id(event.callControlId.sliced(3));
    if (!known && call) call->legs.push_back(foreignLeg(event, id));
    if (!call) call = callFromUnknownLeg(event, policy, CallId(u"call-1"_s), id);
    if (!call) return false;
    put(input::Carrier{event});
    return true;
}

Transition World::put(const CallInput &input) {
    Transition step = transition(*call, input, policy, now);
    call = step.call;
    effects = step.effects;
    commands.insert(commands.end(), step.commands.begin(), step.commands.end());
    events.insert(events.end(), step.events.begin(), step.events.end());
    return step;
}

QStringList World::commandNames() const {
    QStringList names;
    for (const CommandDraft &draft : commands) names << commandKind(draft.command) + u':' + draft.legId.text();
    return names;
}

namespace {

QString shown(const std::optional<UtcTime> &time) { return time ? QString::fromLatin1(toIsoMicros(*time)) : u"-"_s; }

QStringList factsOf(const Leg &leg) {
    const auto n = [](auto value) { return QString::number(static_cast<int>(value)); };
    return {u"id=%1"_s.arg(leg.id.text()), u"role="_s + n(leg.role), u"direction="_s + n(leg.direction), u"to="_s + leg.to,
            u"from="_s + leg.from, u"control="_s + leg.callControlId, u"carrierLeg="_s + leg.callLegId,
            u"session="_s + leg.callSessionId, u"created="_s + shown(leg.createdAt),
            u"initiated="_s + shown(leg.initiatedAt), u"answered="_s + shown(leg.answeredAt),
            u"ended="_s + shown(leg.endedAt), u"endEvent="_s + leg.endEventId, u"cause="_s + leg.hangupCause,
            u"source="_s + leg.hangupSource, u"sip="_s + leg.sipHangupCause, u"media="_s + n(leg.media),
            u"mediaAt="_s + shown(leg.mediaAt), u"mediaEvent="_s + leg.mediaEventId, u"check="_s + n(leg.answerCheck),
            u"checks="_s + n(leg.checks), u"checkedAt="_s + shown(leg.checkedAt),
            u"suspected="_s + shown(leg.suspectedAt), u"endWanted="_s + shown(leg.endWantedAt),
            u"cost="_s + leg.cost, u"costAt="_s + shown(leg.costAt)};
}

QStringList factsOf(const Call &call) {
    QStringList facts{u"status="_s + callStatusName(call.status), u"outcome="_s + call.outcome,
                      u"customer="_s + call.customerNumber, u"ours="_s + call.ourNumber,
                      u"conference="_s + call.conferenceId + u'@' + shown(call.conferenceAt),
                      u"recording="_s + call.recordingId + u'@' + shown(call.recordingAt),
                      u"url="_s + call.recordingUrl, u"ai="_s + call.aiSessionId + u'@' + shown(call.aiSessionAt),
                      u"cost="_s + call.cost, u"started="_s + shown(call.startedAt),
                      u"answered="_s + shown(call.answeredAt), u"ended="_s + shown(call.endedAt),
                      u"failure="_s + call.failureText, u"wanted=%1"_s.arg(call.hangupWanted),
                      u"legs=%1"_s.arg(call.legs.size())};
    for (const Leg &leg : call.legs) facts << factsOf(leg);
    return facts;
}

} // namespace

QString describe(const Call &call) { return factsOf(call).join(u"; "_s); }

QString difference(const Call &a, const Call &b) {
    if (a == b) return {};
    const QStringList left = factsOf(a), right = factsOf(b);
    QStringList differing;
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i)
        if (left.value(i) != right.value(i)) differing << left.value(i) + u" / "_s + right.value(i);
    return differing.isEmpty() ? u"(a field that describe() does not show)"_s : differing.join(u"; "_s);
}

} // namespace callfloor::test
