// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks of the carrier, from their bodies to the call. Input: bodies between lines of three dashes, in the order of
// their arrival.
#include "app/domain/call_json.h"
#include "app/domain/call_transition.h"
#include "server/telnyx/webhook_decoder.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonObject>
#include <QStringBuilder>

#include <algorithm>

namespace callfloor::fuzz {

using namespace Qt::StringLiterals;

namespace {

constexpr UtcTime kReceived{std::chrono::microseconds{1'772'463'845'000'000}};

CallPolicy policy() {
    CallPolicy policy;
    policy.streamInbound = true;
    policy.streamUrl = u"wss://sink.example/media"_s;
    return policy;
}

/// The call that events with a client state of ours, or with these handles, are about.
Call dialledCall() {
    Call call;
    call.id = CallId(u"call"_s);
    call.agentId = UserId(u"agent"_s);
    call.startedAt = kReceived;
    Leg leg;
    leg.id = LegId(u"A"_s);
    leg.createdAt = kReceived;
    call.legs.push_back(leg);
    return call;
}

bool knows(const Call &call, const CarrierEvent &event) {
    return std::any_of(call.legs.begin(), call.legs.end(), [&](const Leg &leg) {
        return leg.id == legFromClientState(event.clientState) ||
               (!event.callControlId.isEmpty() && leg.callControlId == event.callControlId) ||
               (!event.callLegId.isEmpty() && leg.callLegId == event.callLegId);
    });
}

/// What must be true of a call and of what it makes known, whatever the carrier says.
void checkCall(const Call &before, const Transition &step) {
    const Call &call = step.call;
    FUZZ_CHECK(!step.refusal);
    FUZZ_CHECK_SHOWING(!before.terminal() || call.terminal(), "a call came back to life");
    FUZZ_CHECK(call.legs.size() == before.legs.size() && call.id == before.id);
    if (call.terminal()) FUZZ_CHECK(call.endedAt && !call.outcome.isEmpty());
    if (call.answeredAt && call.endedAt) FUZZ_CHECK(*call.answeredAt <= *call.endedAt);
    FUZZ_CHECK(step.changed || step.events.empty() ||
               std::all_of(step.events.begin(), step.events.end(),
                           [](const EventDraft &event) { return event.kind == EventKind::AiUpdate; }));
    for (const EventDraft &event : step.events)
        FUZZ_CHECK_SHOWING(parseJson(event.payload), event.payload);
    QByteArray text;
    writeCall(text, call);
    FUZZ_CHECK_SHOWING(parseJson(text), text);
    for (const Leg &leg : call.legs) {
        const auto due = leg.deadline();
        FUZZ_CHECK(!due || !leg.ended() || leg.answerCheck == AnswerCheck::Pending);
    }
    for (const CommandDraft &draft : step.commands)
        FUZZ_CHECK(call.leg(draft.legId) != nullptr);
}

Call hear(Call call, const CarrierEvent &event, UtcTime now) {
    if (!knows(call, event)) {
        if (call.legs.size() >= 6) return call;
        call.legs.push_back(foreignLeg(event, LegId(u"foreign-"_s + QString::number(call.legs.size()))));
    }
    const Transition step = transition(call, input::Carrier{event}, policy(), now);
    checkCall(call, step);
    return step.call;
}

void checkEvent(const QByteArray &body, const CarrierEvent &event) {
    FUZZ_CHECK(!event.eventId.isEmpty());
    // A repetition, which comes later, is known by its id.
    const auto again = decodeWebhook(body, kReceived + std::chrono::hours(1));
    FUZZ_CHECK(again && again->eventId == event.eventId && again->type == event.type);
}

} // namespace

void fuzzOne(QByteArrayView input) {
    Call dialled = dialledCall();
    std::optional<Call> caller;
    int count = 0;
    for (const QByteArray &body : splitParts(input)) {
        if (++count > 12) break;
        const UtcTime now = kReceived + std::chrono::seconds(count);
        const auto event = decodeWebhook(body, now);
        if (!event) {
            FUZZ_CHECK(event.error().code == ErrorCode::BadRequest && event.error().message.endsWith(u'.'));
            continue;
        }
        checkEvent(body, *event);
        if (const auto document = parseJson(body)) {
            const auto record = decodeCallEventRecord(document->object());
            FUZZ_CHECK(!record || !record->eventId.isEmpty());
        }
        dialled = hear(std::move(dialled), *event, now);
        if (!caller) caller = callFromUnknownLeg(*event, policy(), CallId(u"inbound"_s), LegId(u"B"_s));
        if (caller) caller = hear(std::move(*caller), *event, now);
    }
}

} // namespace callfloor::fuzz
