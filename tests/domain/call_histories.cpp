// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_histories.h"

#include <array>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

CarrierEvent saved(const QString &leg, double seconds, const QString &id) {
    CarrierEvent event = report(RecordingSaved, leg, seconds);
    event.recordingId = id;
    event.recordingUrl = u"https://recordings.example.com/%1.mp3"_s.arg(id.isEmpty() ? QString::number(seconds) : id);
    return event;
}

CarrierEvent cost(const QString &leg, double seconds, const QString &amount) {
    CarrierEvent event = report(Cost, leg, seconds);
    event.cost = amount;
    return event;
}

CarrierEvent joined(const QString &leg, double seconds, const QString &conference) {
    CarrierEvent event = report(JoinedConference, leg, seconds);
    event.conferenceId = conference;
    return event;
}

CarrierEvent conversationEnded(const QString &leg, double seconds, const QString &id) {
    CarrierEvent event = report(ConversationEnded, leg, seconds);
    event.conversationId = id;
    return event;
}

World dialled() {
    World world;
    world.call = dialledCall();
    world.call->wishes.useAi = true;
    world.put(dialAccepted(u"A"_s));
    return world;
}

World dialledWithAgent() {
    World world;
    world.call = dialledCall();
    addAgentLeg(*world.call, u"B"_s);
    world.put(dialAccepted(u"A"_s));
    world.put(dialAccepted(u"B"_s));
    return world;
}

/// Each report carries what we gave the leg as client state, as the carrier echoes it.
void withClientStates(History &history) {
    for (CarrierEvent &event : history.events) event.clientState = clientStateFor(LegId(event.callControlId.sliced(3)));
}

History outboundAnswered() {
    History h{u"outbound, answered, held, recorded, paid"_s, dialled(),
              {report(Initiated, u"A"_s, 0.3), report(Answered, u"A"_s, 6), report(Held, u"A"_s, 20),
               report(Unheld, u"A"_s, 25), hungUp(u"A"_s, 60, u"normal_clearing"_s), saved(u"A"_s, 61, u"rec-1"_s),
               cost(u"A"_s, 62, u"0.0070"_s)},
              CallStatus::Completed, u"answered"_s, at(6), at(60)};
    withClientStates(h);
    return h;
}

History outboundLostAnswer() {
    return {u"outbound, the answer's report lost, the machine detection's not"_s, dialled(),
            {report(Initiated, u"A"_s, 0.3), report(MachineDetection, u"A"_s, 7), hungUp(u"A"_s, 60, u"normal_clearing"_s),
             cost(u"A"_s, 62, u"0.0070"_s)},
            CallStatus::Completed, u"answered"_s, at(7), at(60)};
}

History outboundBusy() {
    return {u"outbound, busy"_s, dialled(),
            {report(Initiated, u"A"_s, 0.3), hungUp(u"A"_s, 4, u"user_busy"_s, u"486"_s), cost(u"A"_s, 5, u"0.0000"_s)},
            CallStatus::NoAnswer, u"busy"_s, {}, at(4)};
}

History withAgent() {
    History h{u"outbound, bridged to an agent's leg, which has a device of its own"_s, dialledWithAgent(),
              {report(Initiated, u"A"_s, 0.3), report(Answered, u"A"_s, 6), report(Initiated, u"B"_s, 6.5),
               incoming(u"device"_s, 6.6), report(Answered, u"B"_s, 9), report(Bridged, u"A"_s, 9.2),
               report(Bridged, u"B"_s, 9.2), hungUp(u"A"_s, 40, u"normal_clearing"_s),
               hungUp(u"device"_s, 40.1, u"normal_clearing"_s), hungUp(u"B"_s, 40.2, u"normal_clearing"_s),
               cost(u"A"_s, 41, u"0.0070"_s), cost(u"B"_s, 41, u"0.0021"_s)},
              CallStatus::Completed, u"answered"_s, at(6), at(40)};
    return h;
}

History inboundAiAndConference() {
    return {u"inbound, assistant, then two conferences"_s, {},
            {incoming(u"in"_s, 0.1), report(Answered, u"in"_s, 1.1), conversationEnded(u"in"_s, 30, u"talk-1"_s),
             conversationEnded(u"in"_s, 45, u"talk-2"_s), joined(u"in"_s, 50, u"conf-1"_s), report(LeftConference, u"in"_s, 55),
             joined(u"in"_s, 56, u"conf-2"_s), hungUp(u"in"_s, 90, u"normal_clearing"_s), saved(u"in"_s, 91, u"rec-1"_s),
             saved(u"in"_s, 92, QString()), cost(u"in"_s, 93, u"0.0140"_s)},
            CallStatus::Completed, u"answered"_s, at(1.1), at(90)};
}

History inboundAtOnce() {
    return {u"inbound, everything within one microsecond"_s, {},
            {hungUp(u"in"_s, 1, u"normal_clearing"_s), report(Answered, u"in"_s, 1), incoming(u"in"_s, 1)},
            CallStatus::Completed, u"answered"_s, at(1), at(1)};
}

History inboundAbandoned() {
    return {u"inbound, given up before the answer"_s, {},
            {incoming(u"in"_s, 1), hungUp(u"in"_s, 1, u"originator_cancel"_s, u"487"_s), cost(u"in"_s, 1, u"0.0000"_s)},
            CallStatus::NoAnswer, u"abandoned"_s, {}, at(1)};
}

History twoHangUps() {
    return {u"outbound, two reports of the end that differ"_s, dialled(),
            {report(Initiated, u"A"_s, 0.3), hungUp(u"A"_s, 9, u"normal_clearing"_s), hungUp(u"A"_s, 8, u"user_busy"_s, u"486"_s),
             hungUp(u"A"_s, 8.5, u"not_found"_s, u"404"_s)},
            CallStatus::NoAnswer, u"busy"_s, {}, at(8)};
}

} // namespace

std::vector<History> recordedHistories() {
    return {outboundAnswered(), outboundLostAnswer(),     outboundBusy(),  withAgent(),
            twoHangUps(),       inboundAiAndConference(), inboundAtOnce(), inboundAbandoned()};
}

History randomHistory(QRandomGenerator &random, int events) {
    static const QStringList causes{u"normal_clearing"_s, u"user_busy"_s, u"timeout"_s,   u"originator_cancel"_s,
                                    u"unspecified"_s,     u"not_found"_s, u"not a word"_s, QString()};
    static const QStringList sips{u"200"_s, u"404"_s, u"486"_s, u"487"_s, u"503"_s, u"16"_s, QString()};
    const bool inbound = random.bounded(2) == 0;
    History h;
    h.name = u"random"_s;
    if (!inbound) h.start = dialledWithAgent();
    // A caller's own leg is the only one that can begin a call: legs of devices exist because we dialled them.
    const QStringList legs = inbound ? QStringList{u"in"_s} : QStringList{u"A"_s, u"B"_s, u"device"_s, u"device-2"_s};
    const auto pick = [&](const QStringList &list) { return list[random.bounded(list.size())]; };
    for (int i = 0; i < events; ++i) {
        const auto type = static_cast<CarrierEventType>(random.bounded(static_cast<int>(Other) + 1));
        CarrierEvent event = report(type, pick(legs), random.bounded(6));
        event.eventId = u"event-%1"_s.arg(i);
        if (type == Initiated) event.direction = inbound || event.callControlId.contains(u"device"_s) ? LegDirection::Incoming : LegDirection::Outgoing;
        event.hangupCause = pick(causes);
        event.sipHangupCause = pick(sips);
        event.conferenceId = pick({u"conf-1"_s, u"conf-2"_s, QString()});
        event.recordingId = pick({u"rec-1"_s, u"rec-2"_s, QString()});
        event.recordingUrl = pick({u"https://a"_s, u"https://b"_s});
        event.conversationId = pick({u"talk-1"_s, u"talk-2"_s, QString()});
        event.cost = pick({u"0.1"_s, u"0.25"_s, u"1e-5"_s, QString()});
        h.events.push_back(event);
    }
    return h;
}

} // namespace callfloor::test
