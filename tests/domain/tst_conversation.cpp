// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_agents.h"
#include "app/domain/mixer.h"
#include "tests/domain/call_world.h"

#include <QTest>

#include <random>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

const Actor kAgent{UserId(u"agent-7"_s), Role::Agent};
const Actor kSystem{};

Device device(const QString &leg, const QString &owner, Errand errand = Errand::Offer) {
    Device made;
    made.leg = LegId(leg);
    made.owner = UserId(owner);
    made.workId = owner.isEmpty() ? QString() : u"work-"_s + leg;
    made.to = u"sip:%1@sip.telnyx.com"_s.arg(leg);
    made.from = u"+13125550100"_s;
    made.errand = errand;
    return made;
}

RouteTarget toQueue(const QString &queue) {
    RouteTarget target;
    target.kind = RouteKind::Queue;
    target.queue = QueueId(queue);
    return target;
}

/// A caller who waits in a queue.
World waiting() {
    World world;
    world.policy = quietPolicy();
    world.policy.answerInbound = true;
    world.hear(incoming(u"A"_s, 0));
    world.call->plan.route = toQueue(u"q-1"_s);
    world.hear(report(Answered, u"A"_s, 1));
    return world;
}

void ring(World &world, const Device &to) {
    world.put(input::Ring{{to}});
    world.put(dialAccepted(to.leg.text()));
    world.hear(report(Initiated, to.leg.text(), 2));
}

/// The caller talks with agent-7.
World talking() {
    World world = waiting();
    ring(world, device(u"B"_s, u"agent-7"_s));
    world.hear(report(Answered, u"B"_s, 3));
    world.commands.clear();
    return world;
}

const Leg &leg(const World &world, const QString &id) { return *world.call->leg(LegId(id)); }
Transition want(World &world, CallControl what) { return world.put(input::Control{kAgent, std::move(what)}); }

/// What must hold of a call after every input, whatever came before.
QByteArray brokenRule(const Call &call) {
    const auto talks = [](const Leg &l) { return (l.role == LegRole::Agent || l.role == LegRole::Party) && l.talk.seat != Seat::Apart && l.talks(); };
    const auto rings = [](const Leg &l) {
        return (l.role == LegRole::Agent || l.role == LegRole::Party) && l.talk.errand != Errand::None && !l.talk.dismissed &&
               !l.talk.declined && !l.answered() && !l.over();
    };
    int people = 0, ringing = 0, owners = 0;
    for (const Leg &l : call.legs) {
        people += talks(l);
        ringing += rings(l);
        owners += talks(l) && l.talk.errand != Errand::Consult;
        if (call.terminal() && l.role != LegRole::Other && !l.over()) return "a leg lives on after its call";
        if (call.hangupWanted && l.role != LegRole::Other && !l.over()) return "a leg lives on that nobody wants";
        if (!(talkFromText(talkToText(l.talk)) == l.talk)) return "a leg's part is not read back as it was";
    }
    if (!(planFromText(planToText(call.plan)) == call.plan)) return "the plan is not read back as it was";
    if (owners > 1) return "two have the call";
    const Leg *customer = call.legOf(LegRole::Customer);
    const bool cared = people || ringing || call.plan.waiting || call.plan.parked || call.plan.assistant || call.plan.farewell || call.plan.voicemail;
    if (customer && customer->talks() && !call.hangupWanted && call.plan.connected && !cared) return "the customer is left alone";
    if (call.plan.waiting && people) return "a caller waits while somebody talks with him";
    return {};
}

} // namespace

/// How the legs of a call are brought together.
class ConversationTest : public QObject {
    Q_OBJECT
private slots:
    void whoAnswersFirstHasTheCall();
    void twoAreBridgedAndThreeMeetInAConference();
    void refusedHoldIsTakenBack();
    void lostConferenceIsMadeAnew();
    void aLegThatCannotBeConnectedIsLetGo();
    void agentFirstDialsTheCustomerWhenTheAgentHasAnswered();
    void agentFirstEndsWhenTheAgentDoesNotAnswer();
    void anAgentWhoHangsUpFirstLeavesNobodyRinging();
    void customerFirstRingsTheAgentThen();
    void movesOfAgents();
    void whoWaitsHearsTheMusicOfHisQueue();
    void plansAreReadBack();
    void nobodyIsLeftAloneWhateverHappens();
};

void ConversationTest::whoAnswersFirstHasTheCall() {
    World world = waiting();
    world.put(input::Ring{{device(u"B"_s, u"agent-7"_s), device(u"C"_s, u"agent-8"_s)}});
    for (const QString &id : {u"B"_s, u"C"_s}) world.put(dialAccepted(id));
    const Call before = *world.call;
    world.hear(report(Answered, u"C"_s, 3));
    QCOMPARE(world.call->agentId.text(), u"agent-8"_s);
    QVERIFY(leg(world, u"B"_s).talk.dismissed);
    QCOMPARE(world.count(u"hang_up:B"_s), 1);
    const auto moves = agentMoves(before, *world.call);
    QCOMPARE(moves.size(), size_t{2});
    QCOMPARE(moves[0].news, AgentNews::TooLate);
    QCOMPARE(moves[1].news, AgentNews::Answered);
    // His answer crossed our hang-up on the wire.
    world.hear(report(Answered, u"B"_s, 3.1));
    QCOMPARE(world.call->agentId.text(), u"agent-8"_s);
    QCOMPARE(leg(world, u"B"_s).talk.seat, Seat::Apart);
}

void ConversationTest::twoAreBridgedAndThreeMeetInAConference() {
    World world = waiting();
    ring(world, device(u"B"_s, u"agent-7"_s));
    world.hear(report(Answered, u"B"_s, 3));
    QCOMPARE(world.count(u"bridge:A"_s), 1);
    world.put(result(u"bridge"_s, u"A"_s, CommandOutcome::Accepted));
    want(world, control::Consult{device(u"X"_s, {}, Errand::Consult)});
    // The customer does not wait before there is a place for it; the agent's leg makes it, the customer's survives.
    QCOMPARE(world.count(u"create_conference:B"_s), 1);
    QCOMPARE(world.count(u"join_conference:A"_s), 0);
    CommandResult made = result(u"create_conference"_s, u"B"_s, CommandOutcome::Accepted);
    made.conferenceId = u"room-1"_s;
    world.put(made);
    QCOMPARE(world.count(u"join_conference:A"_s), 1);
    const auto &join = std::get<command::JoinConference>(world.commands.back().command);
    QCOMPARE(join.conference, u"room-1"_s);
    QVERIFY(join.hold);
    world.put(dialAccepted(u"X"_s));
    world.hear(report(Answered, u"X"_s, 5));
    QCOMPARE(world.count(u"join_conference:X"_s), 1);
    want(world, control::MergeConsult{});
    QCOMPARE(world.count(u"unhold_in_conference:A"_s), 1);
    want(world, control::CompleteConsult{});
    QCOMPARE(world.count(u"hang_up:B"_s), 1);
    QCOMPARE(world.call->stage, CallStage::Connected);
    QCOMPARE(brokenRule(*world.call), QByteArray());
}

void ConversationTest::refusedHoldIsTakenBack() {
    World world = talking();
    want(world, control::Hold{});
    QCOMPARE(world.call->stage, CallStage::Held);
    for (int i = 0; i < 3; ++i) world.put(result(u"create_conference"_s, u"B"_s, CommandOutcome::Failed, u"90032"_s));
    QCOMPARE(world.call->stage, CallStage::Connected);
    QVERIFY(!world.call->failureText.isEmpty());
    QCOMPARE(world.count(u"create_conference:B"_s), 3);
    QVERIFY(world.count(u"bridge:A"_s) >= 1); // they talk again
}

void ConversationTest::lostConferenceIsMadeAnew() {
    World world = talking();
    want(world, control::Hold{});
    CommandResult made = result(u"create_conference"_s, u"B"_s, CommandOutcome::Accepted);
    made.conferenceId = u"room-1"_s;
    world.put(made);
    want(world, control::Unhold{});
    CommandResult gone = result(u"unhold_in_conference"_s, u"A"_s, CommandOutcome::Failed, u"90019"_s);
    gone.legGone = true;
    world.put(gone);
    QVERIFY(!leg(world, u"A"_s).suspectedAt); // the conference has gone, not the leg
    QCOMPARE(world.call->plan.mix, MixState::None);
    QVERIFY(world.count(u"bridge:A"_s) >= 1);
}

void ConversationTest::aLegThatCannotBeConnectedIsLetGo() {
    World world = talking();
    for (int i = 0; i < 3; ++i) world.put(result(u"bridge"_s, u"A"_s, CommandOutcome::Failed, u"10015"_s));
    QCOMPARE(world.count(u"hang_up:B"_s), 1);
    QVERIFY(!world.call->failureText.isEmpty());
    world.hear(hungUp(u"B"_s, 5, u"normal_clearing"_s));
    QCOMPARE(brokenRule(*world.call), QByteArray());
}

namespace {

World clicked(ClickToCall mode) {
    World world;
    world.policy = quietPolicy();
    world.call = dialledCall();
    world.call->agentId = UserId(u"agent-7"_s);
    world.call->plan.owner = device(u"B"_s, u"agent-7"_s);
    if (mode == ClickToCall::CustomerFirst) return world;
    world.call->plan.customerLeg = LegId(u"A"_s);
    world.call->legs = {legFor(*world.call->plan.owner, at(0))};
    return world;
}

} // namespace

void ConversationTest::agentFirstDialsTheCustomerWhenTheAgentHasAnswered() {
    World world = clicked(ClickToCall::AgentFirst);
    world.put(dialAccepted(u"B"_s));
    QCOMPARE(world.count(u"dial:A"_s), 0);
    world.hear(report(Answered, u"B"_s, 2));
    QCOMPARE(world.count(u"dial:A"_s), 1);
    QCOMPARE(world.call->status, CallStatus::Initiated);
    world.hear(report(Answered, u"B"_s, 2)); // told twice
    QCOMPARE(world.count(u"dial:A"_s), 1);
    world.put(dialAccepted(u"A"_s));
    world.hear(report(Initiated, u"A"_s, 3));
    QCOMPARE(world.call->status, CallStatus::Ringing);
    world.hear(report(Answered, u"A"_s, 5));
    QCOMPARE(world.call->status, CallStatus::Active);
    QCOMPARE(world.count(u"bridge:A"_s), 1);
    world.hear(hungUp(u"A"_s, 9, u"normal_clearing"_s));
    QCOMPARE(world.call->status, CallStatus::Completed);
    QCOMPARE(world.count(u"hang_up:B"_s), 1);
}

void ConversationTest::agentFirstEndsWhenTheAgentDoesNotAnswer() {
    World world = clicked(ClickToCall::AgentFirst);
    world.put(dialAccepted(u"B"_s));
    world.hear(hungUp(u"B"_s, 20, u"timeout"_s, u"487"_s));
    QCOMPARE(world.call->status, CallStatus::Failed);
    QCOMPARE(world.call->outcome, u"agent_no_answer"_s);
    QVERIFY(!world.call->failureText.isEmpty());
    QCOMPARE(world.count(u"dial:A"_s), 0);
}

void ConversationTest::anAgentWhoHangsUpFirstLeavesNobodyRinging() {
    World world = clicked(ClickToCall::AgentFirst);
    world.put(dialAccepted(u"B"_s));
    world.hear(report(Answered, u"B"_s, 2));
    world.put(dialAccepted(u"A"_s));
    world.hear(report(Initiated, u"A"_s, 3));
    QCOMPARE(world.count(u"hang_up:A"_s), 0);
    world.hear(hungUp(u"B"_s, 4, u"normal_clearing"_s));
    QCOMPARE(world.count(u"hang_up:A"_s), 1);
    world.hear(hungUp(u"A"_s, 5, u"originator_cancel"_s, u"487"_s));
    QCOMPARE(world.call->status, CallStatus::NoAnswer);
    QCOMPARE(world.call->outcome, u"cancelled"_s);
}

void ConversationTest::customerFirstRingsTheAgentThen() {
    World world = clicked(ClickToCall::CustomerFirst);
    world.put(dialAccepted(u"A"_s));
    QCOMPARE(world.count(u"dial:B"_s), 0);
    world.hear(report(Answered, u"A"_s, 4));
    QCOMPARE(world.count(u"dial:B"_s), 1);
    world.put(dialAccepted(u"B"_s));
    world.hear(hungUp(u"B"_s, 24, u"timeout"_s, u"487"_s));
    QVERIFY(world.call->hangupWanted); // the customer is not kept in silence
    QCOMPARE(world.count(u"hang_up:A"_s), 1);
}

void ConversationTest::movesOfAgents() {
    World world = waiting();
    const auto news = [&](const Call &before) {
        QList<AgentNews> told;
        for (const AgentMove &move : agentMoves(before, *world.call)) told << move.news;
        return told;
    };
    world.put(input::Ring{{device(u"B"_s, u"agent-7"_s)}});
    world.put(dialAccepted(u"B"_s));
    Call before = *world.call;
    world.hear(report(Initiated, u"B"_s, 2));
    QCOMPARE(news(before), QList{AgentNews::Rings});
    before = *world.call;
    world.hear(report(Answered, u"B"_s, 3));
    QCOMPARE(news(before), QList{AgentNews::Answered});
    before = *world.call;
    want(world, control::Hold{});
    QCOMPARE(news(before), QList{AgentNews::Held});
    before = *world.call;
    want(world, control::Unhold{});
    QCOMPARE(news(before), QList{AgentNews::Resumed});
    before = *world.call;
    world.hear(hungUp(u"A"_s, 9, u"normal_clearing"_s));
    QCOMPARE(news(before), QList{AgentNews::Ended});
    before = *world.call;
    world.hear(hungUp(u"B"_s, 9.5, u"normal_clearing"_s));
    QVERIFY(news(before).isEmpty()); // told once

    World gone = waiting();
    ring(gone, device(u"B"_s, u"agent-7"_s));
    before = *gone.call;
    gone.hear(hungUp(u"A"_s, 9, u"normal_clearing"_s));
    QCOMPARE(agentMoves(before, *gone.call).front().news, AgentNews::CallerGone);

    // Nobody is blamed for a carrier without channels.
    World full = waiting();
    full.put(input::Ring{{device(u"B"_s, u"agent-7"_s)}});
    before = *full.call;
    full.put(result(u"dial"_s, u"B"_s, CommandOutcome::Failed, u"90041"_s));
    QCOMPARE(agentMoves(before, *full.call).front().news, AgentNews::TooLate);

    for (const auto &[cause, expected] : {std::pair(u"timeout"_s, AgentNews::Missed), std::pair(u"call_rejected"_s, AgentNews::Rejected)}) {
        World missed = waiting();
        ring(missed, device(u"B"_s, u"agent-7"_s));
        before = *missed.call;
        missed.hear(hungUp(u"B"_s, 9, cause));
        QCOMPARE(agentMoves(before, *missed.call).front().news, expected);
        QVERIFY(missed.call->plan.waiting);
    }
}

void ConversationTest::whoWaitsHearsTheMusicOfHisQueue() {
    World world;
    world.policy = quietPolicy();
    world.policy.answerInbound = true;
    world.policy.holdMusic = u"https://media.example.com/common.mp3"_s;
    world.hear(incoming(u"A"_s, 0));
    world.call->plan.route = toQueue(u"q-1"_s);
    world.hear(report(Answered, u"A"_s, 1));
    QCOMPARE(world.count(u"start_playback:A"_s), 0); // not before the queue has let him in
    world.put(input::Waits{u"https://media.example.com/q.mp3"_s});
    QCOMPARE(world.count(u"start_playback:A"_s), 1);
    QCOMPARE(std::get<command::StartPlayback>(world.commands.back().command).url, u"https://media.example.com/q.mp3"_s);
    ring(world, device(u"B"_s, u"agent-7"_s));
    world.hear(report(Answered, u"B"_s, 3));
    const QStringList names = world.commandNames();
    QVERIFY(names.indexOf(u"stop_playback:A"_s) < names.indexOf(u"bridge:A"_s));
    QVERIFY(names.contains(u"stop_playback:A"_s));
}

void ConversationTest::plansAreReadBack() {
    CallPlan plan;
    plan.route = toQueue(u"q-1"_s);
    plan.callPriority = 7;
    plan.admitted = true;
    plan.preferred = UserId(u"agent-9"_s);
    plan.waiting = plan.assistant = plan.assistantDone = plan.connected = plan.parked = plan.transferring = true;
    plan.music = u"https://media.example.com/a.mp3"_s;
    plan.conversation = u"talk-1"_s;
    plan.returnTo = UserId(u"agent-7"_s);
    plan.owner = device(u"B"_s, u"agent-7"_s, Errand::TakeOver);
    plan.customerLeg = LegId(u"A"_s);
    plan.farewell = plan.voicemail = true;
    plan.mix = MixState::Up;
    plan.conference = u"room-1"_s;
    plan.conferences = 2;
    plan.recording = RecordingState::Paused;
    plan.recordingResumesAt = at(1.000001);
    plan.limitAt = at(2);
    QVERIFY(planFromText(planToText(plan)) == plan);
    QCOMPARE(*plan.dueAt(), at(1.000001));
    QVERIFY(planToText({}).isEmpty());
    LegTalk talk{Errand::Consult, u"w"_s, Seat::Held, true, true, true, Audio::Conference, LegId(u"B"_s), true, true, true, 2, true, u"whisper B"_s, u"monitor"_s};
    QVERIFY(talkFromText(talkToText(talk)) == talk);
    QVERIFY(talkToText({}).isEmpty());
    QVERIFY(planFromText("not json") == CallPlan{});
}

/// Random people on a random carrier: whatever they do in whatever order, nobody is left on a silent line.
void ConversationTest::nobodyIsLeftAloneWhateverHappens() {
    std::mt19937 random(20260302);
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int run = 0; run < 400; ++run) {
        World world = waiting();
        QByteArrayList steps;
        int made = 0;
        for (int step = 0; step < 60; ++step) {
            const size_t chosen = static_cast<size_t>(pick(static_cast<int>(world.call->legs.size())));
            const QString id = world.call->legs[chosen].id.text();
            const QString own = u"N%1"_s.arg(++made);
            const double time = 10 + step;
            const int kind = pick(20);
            steps << QByteArray::number(kind) + ':' + id.toUtf8();
            switch (kind) {
            case 0: case 1: ring(world, device(own, u"agent-%1"_s.arg(7 + pick(3)))); break;
            case 2: case 3: case 4: case 5: world.hear(report(Answered, id, time)); break;
            case 6: world.hear(hungUp(id, time, pick(2) ? u"normal_clearing"_s : u"unspecified"_s)); break;
            case 7: world.put(input::Control{kSystem, control::Hold{}}); break;
            case 8: world.put(input::Control{kSystem, control::Unhold{}}); break;
            case 9: world.put(input::Control{kSystem, control::Transfer{device(own, pick(2) ? u"agent-9"_s : QString(), Errand::Transfer)}}); break;
            case 10: world.put(input::Control{kSystem, control::Consult{device(own, pick(2) ? u"agent-9"_s : QString(), Errand::Consult)}}); break;
            case 11: world.put(input::Control{kSystem, control::SwapConsult{}}); break;
            case 12: world.put(input::Control{kSystem, control::CompleteConsult{}}); break;
            case 13: world.put(input::Control{kSystem, control::CancelConsult{}}); break;
            case 14: world.put(input::Control{kSystem, control::MergeConsult{}}); break;
            case 15: world.put(input::Control{kSystem, control::Park{}}); break;
            case 16: world.put(input::Ring{{device(own, u"boss"_s, Errand::TakeOver)}}); break;
            case 17: world.put(input::Decline{UserId(u"agent-7"_s)}); break;
            case 18: world.put(input::NobodyCame{}); break;
            case 19: {
                if (world.commands.empty()) break;
                const CommandDraft &sent = world.commands[static_cast<size_t>(pick(static_cast<int>(world.commands.size())))];
                CommandResult answer = result(commandKind(sent.command), sent.legId.text(), pick(3) ? CommandOutcome::Accepted : CommandOutcome::Failed,
                                              pick(2) ? u"90033"_s : u"90019"_s);
                if (answer.kind != "dial"_L1) world.put(answer);
                break;
            }
            }
            // An effect that asks for an agent is always answered, as the floor does it.
            const QByteArray broken = brokenRule(*world.call);
            if (broken == "the customer is left alone" && !world.effects.empty()) {
                world.effects.clear();
                world.put(input::NobodyCame{});
            }
            const QByteArray rule = brokenRule(*world.call);
            const QByteArray story = rule + " after " + steps.join(' ') + " in run " + QByteArray::number(run);
            QVERIFY2(rule.isEmpty(), story.constData());
        }
    }
}

QTEST_APPLESS_MAIN(ConversationTest)
#include "tst_conversation.moc"
