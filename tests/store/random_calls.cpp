// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/random_calls.h"

#include "tests/store/store_fixture.h"

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBase = 1'772'463'845'000'000;

UtcTime moment(QRandomGenerator &random) { return fromMicros(kBase + random.bounded(50) * qint64{1'000'001}); }

std::optional<UtcTime> maybeMoment(QRandomGenerator &random) {
    return random.bounded(3) == 0 ? std::nullopt : std::optional(moment(random));
}

QString maybeText(QRandomGenerator &random) { return random.bounded(3) == 0 ? QString() : nastyText(random); }

Leg randomLeg(QRandomGenerator &random) {
    Leg leg;
    leg.id = LegId(makeUuid4());
    leg.role = static_cast<LegRole>(random.bounded(4));
    leg.direction = static_cast<LegDirection>(random.bounded(2));
    leg.to = maybeText(random);
    leg.from = maybeText(random);
    if (random.bounded(4) != 0) leg.callControlId = makeUuid4() + nastyText(random);
    leg.callLegId = maybeText(random);
    leg.callSessionId = maybeText(random);
    leg.createdAt = moment(random);
    leg.initiatedAt = maybeMoment(random);
    leg.answeredAt = maybeMoment(random);
    leg.endedAt = maybeMoment(random);
    leg.endEventId = maybeText(random);
    leg.hangupCause = maybeText(random);
    leg.hangupSource = maybeText(random);
    leg.sipHangupCause = maybeText(random);
    leg.media = static_cast<MediaState>(random.bounded(4));
    leg.mediaAt = maybeMoment(random);
    leg.mediaEventId = maybeText(random);
    leg.answerCheck = static_cast<AnswerCheck>(random.bounded(3));
    leg.ringTimeoutSeconds = random.bounded(600);
    leg.timeLimitSeconds = random.bounded(14400);
    leg.checks = random.bounded(50);
    leg.checkedAt = maybeMoment(random);
    leg.suspectedAt = maybeMoment(random);
    leg.endWantedAt = maybeMoment(random);
    leg.cost = maybeText(random);
    leg.costAt = maybeMoment(random);
    leg.ownerId = UserId(maybeText(random));
    leg.supervises = LegId(maybeText(random));
    leg.supervisorMode = maybeText(random);
    return leg;
}

} // namespace

Call randomCall(QRandomGenerator &random, const QStringList &agents) {
    Call call;
    call.startedAt = moment(random);
    call.id = CallId::make(call.startedAt);
    call.agentId = UserId(agents.isEmpty() ? QString() : agents[random.bounded(agents.size())]);
    call.customerNumber = random.bounded(2) == 0 ? nastyText(random) : u"+1312555014%1"_s.arg(random.bounded(10));
    call.ourNumber = maybeText(random);
    call.direction = static_cast<CallDirection>(random.bounded(2));
    call.status = static_cast<CallStatus>(random.bounded(6));
    call.outcome = maybeText(random);
    call.failureText = maybeText(random);
    call.conferenceId = maybeText(random);
    call.conferenceAt = maybeMoment(random);
    call.recordingId = maybeText(random);
    call.recordingUrl = maybeText(random);
    call.recordingAt = maybeMoment(random);
    call.aiSessionId = maybeText(random);
    call.aiSessionAt = maybeMoment(random);
    call.cost = maybeText(random);
    call.answeredAt = maybeMoment(random);
    call.endedAt = maybeMoment(random);
    call.wishes = {random.bounded(2) == 0, random.bounded(2) == 0, maybeText(random), random.bounded(2) == 0, maybeText(random)};
    call.hangupWanted = random.bounded(2) == 0;
    for (int n = 1 + random.bounded(3); n > 0; --n) call.legs.push_back(randomLeg(random));
    return call;
}

} // namespace callfloor::test
