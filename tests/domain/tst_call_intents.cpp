// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_world.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

const Actor kOwner{UserId(u"agent-7"_s), Role::Agent};
const Actor kStranger{UserId(u"agent-8"_s), Role::Agent};
const Actor kSupervisor{UserId(u"boss"_s), Role::Supervisor};
const Actor kAdmin{UserId(u"root"_s), Role::Admin};
const Actor kSystem{};

World talking() {
    World world;
    world.policy = quietPolicy();
    world.policy.streamUrl = u"wss://media.example.com/in"_s;
    world.call = dialledCall();
    world.put(dialAccepted(u"A"_s));
    world.hear(report(Initiated, u"A"_s, 0.4));
    world.hear(report(Answered, u"A"_s, 4));
    return world;
}

World withAgent() {
    World world = talking();
    addAgentLeg(*world.call, u"B"_s);
    world.put(dialAccepted(u"B"_s));
    world.hear(report(Answered, u"B"_s, 6));
    return world;
}

/// A refusal changes nothing at all.
void expectRefusal(World &world, const CallInput &input, ErrorCode code) {
    const Call before = *world.call;
    const Transition step = world.put(input);
    QVERIFY(step.refusal.has_value());
    QCOMPARE(step.refusal->code, code);
    QVERIFY(!step.refusal->message.isEmpty());
    QVERIFY(!step.changed && step.events.empty() && step.commands.empty() && *world.call == before);
}

} // namespace

/// What people may ask of a call.
class CallIntentsTest : public QObject {
    Q_OBJECT

private slots:
    void rights_data() {
        QTest::addColumn<Actor>("actor");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<bool>("inbound");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("own call") << kOwner << u"agent-7"_s << false << true;
        QTest::newRow("somebody else's call") << kStranger << u"agent-7"_s << false << false;
        QTest::newRow("somebody else's inbound call") << kStranger << u"agent-7"_s << true << false;
        QTest::newRow("waiting caller") << kStranger << QString() << true << true;
        QTest::newRow("outbound call that nobody owns") << kStranger << QString() << false << false;
        QTest::newRow("supervisor") << kSupervisor << u"agent-7"_s << false << true;
        QTest::newRow("supervisor, nobody's call") << kSupervisor << QString() << false << true;
        QTest::newRow("administrator") << kAdmin << u"agent-7"_s << false << true;
        QTest::newRow("the product itself") << kSystem << u"agent-7"_s << false << true;
    }
    void rights() {
        QFETCH(Actor, actor);
        QFETCH(QString, owner);
        QFETCH(bool, inbound);
        QFETCH(bool, allowed);
        World world = withAgent();
        world.call->agentId = UserId(owner);
        if (inbound) world.call->direction = CallDirection::Inbound;
        for (const CallInput &input : {CallInput(input::HangUp{actor}), CallInput(input::Bridge{actor}),
                                       CallInput(input::Stream{actor}), CallInput(input::Assist{actor})}) {
            World copy = world;
            if (!allowed) expectRefusal(copy, input, ErrorCode::Forbidden);
            else QVERIFY(!copy.put(input).refusal);
        }
    }

    void hangUpEndsEveryLegOfOurs() {
        World world = withAgent();
        world.hear(incoming(u"device"_s, 7));
        const Transition step = world.put(input::HangUp{kOwner});
        QVERIFY(!step.refusal && step.changed);
        QCOMPARE(world.commandNames(), (QStringList{u"hang_up:A"_s, u"hang_up:B"_s}));
        QVERIFY(world.call->hangupWanted && !world.call->terminal());
        world.put(input::HangUp{kOwner}); // asked again: sent again, unless the first is still on its way
        QCOMPARE(world.count(u"hang_up:A"_s), 2);
        QCOMPARE(world.commands.front().onceKey, world.commands[2].onceKey);
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s);
    }

    void hangUpBeforeTheAnswerIsACancellation() {
        World world;
        world.policy = quietPolicy();
        world.call = dialledCall();
        world.put(dialAccepted(u"A"_s));
        world.put(input::HangUp{kOwner});
        QCOMPARE(world.commandNames(), QStringList(u"hang_up:A"_s));
        world.hear(hungUp(u"A"_s, 2, u"originator_cancel"_s, u"487"_s));
        QCOMPARE(callStatusName(world.call->status), u"NO_ANSWER"_s);
        QCOMPARE(world.call->outcome, u"cancelled"_s);
    }

    void hangUpOnAnEndedCallSucceedsWithoutCommands() {
        World world = talking();
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        world.commands.clear();
        const Transition step = world.put(input::HangUp{kOwner});
        QVERIFY(!step.refusal && !step.changed && step.commands.empty());
    }

    void hangUpOnSomebodyElsesEndedCallIsStillForbidden() {
        World world = talking();
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        expectRefusal(world, input::HangUp{kStranger}, ErrorCode::Forbidden);
    }

    /// An agent's leg that is dialled while the call is hung up is ended when it turns up.
    void legThatTurnsUpAfterTheHangUpIsEnded() {
        World world = talking();
        world.put(input::HangUp{kOwner});
        addAgentLeg(*world.call, u"B"_s);
        world.commands.clear();
        world.put(dialAccepted(u"B"_s));
        QCOMPARE(world.commandNames(), QStringList(u"hang_up:B"_s));
        world.hear(report(Initiated, u"B"_s, 8));
        world.hear(report(Answered, u"B"_s, 9));
        QCOMPARE(world.count(u"hang_up:B"_s), 1);
    }

    void nothingStartsByItselfOnACallThatIsToEnd() {
        World world;
        world.policy = busyPolicy();
        world.call = dialledCall();
        world.call->wishes.useAi = world.call->wishes.stream = true;
        world.put(dialAccepted(u"A"_s));
        world.put(input::HangUp{kOwner});
        world.commands.clear();
        world.hear(report(Answered, u"A"_s, 4)); // it was picked up at the same moment
        QCOMPARE(world.commandNames(), QStringList());
    }

    void bridgeConnectsTheAgentsLegWithTheCustomers() {
        World world = withAgent();
        world.put(input::Bridge{kOwner});
        QCOMPARE(world.commandNames(), QStringList(u"bridge:B"_s));
        QCOMPARE(std::get<command::Bridge>(world.commands.front().command).with, LegId(u"A"_s));
    }

    void bridgePrefersOurLegToADevicesOwn() {
        World world = talking();
        world.hear(incoming(u"device"_s, 5));
        world.hear(report(Answered, u"device"_s, 5.5));
        World onlyDevice = world;
        onlyDevice.put(input::Bridge{kOwner});
        QCOMPARE(onlyDevice.commandNames(), QStringList(u"bridge:device"_s));
        addAgentLeg(*world.call, u"B"_s);
        world.put(dialAccepted(u"B"_s));
        world.hear(report(Answered, u"B"_s, 6));
        world.put(input::Bridge{kOwner});
        QCOMPARE(world.commandNames(), QStringList(u"bridge:B"_s));
    }

    void bridgeNeedsTwoAnsweredLegs() {
        World alone = talking();
        expectRefusal(alone, input::Bridge{kOwner}, ErrorCode::Conflict);
        World ringing = talking();
        addAgentLeg(*ringing.call, u"B"_s);
        ringing.put(dialAccepted(u"B"_s));
        ringing.hear(report(Initiated, u"B"_s, 5));
        expectRefusal(ringing, input::Bridge{kOwner}, ErrorCode::Conflict);
        World gone = withAgent();
        gone.hear(hungUp(u"B"_s, 8, u"normal_clearing"_s));
        expectRefusal(gone, input::Bridge{kOwner}, ErrorCode::Conflict);
    }

    void intentsNeedAnAnsweredCall_data() {
        QTest::addColumn<bool>("ended");
        QTest::newRow("ringing") << false;
        QTest::newRow("ended") << true;
    }
    void intentsNeedAnAnsweredCall() {
        QFETCH(bool, ended);
        World world;
        world.policy = quietPolicy();
        world.policy.streamUrl = u"wss://media.example.com/in"_s;
        world.call = dialledCall();
        world.put(dialAccepted(u"A"_s));
        world.hear(report(Initiated, u"A"_s, 1));
        if (ended) world.hear(hungUp(u"A"_s, 3, u"user_busy"_s));
        for (const CallInput &input : {CallInput(input::Bridge{kOwner}), CallInput(input::Stream{kOwner}), CallInput(input::Assist{kOwner})})
            expectRefusal(world, input, ErrorCode::Conflict);
    }

    void streamGoesToTheConfiguredSink() {
        World world = talking();
        world.put(input::Stream{kOwner});
        QCOMPARE(world.commandNames(), QStringList(u"start_streaming:A"_s));
        QCOMPARE(std::get<command::StartStreaming>(world.commands.front().command).url, world.policy.streamUrl);
        world.policy.streamUrl.clear();
        expectRefusal(world, input::Stream{kOwner}, ErrorCode::Conflict);
    }

    void assistantIsStartedWithTheConfiguredPrompt() {
        World world = talking();
        world.policy.aiPrompt = u"Be kind."_s;
        world.put(input::Assist{kSupervisor});
        QCOMPARE(world.commandNames(), QStringList(u"start_assistant:A"_s));
        QCOMPARE(std::get<command::StartAssistant>(world.commands.front().command).prompt, u"Be kind."_s);
    }

    void inputAboutAnUnknownLegChangesNothing() {
        World world = talking();
        const LegId nobody(u"nobody"_s);
        for (const CallInput &input : {CallInput(input::LegOverdue{nobody}), CallInput(input::LegSeen{nobody, u"v3:x"_s, {}, {}}),
                                       CallInput(input::LegHistory{nobody, true, true, false, {}}),
                                       CallInput(input::Command{result(u"hang_up"_s, u"nobody"_s, CommandOutcome::Failed)})}) {
            const Transition step = world.put(input);
            QVERIFY(!step.changed && !step.refusal && step.commands.empty());
        }
    }
};

QTEST_GUILESS_MAIN(CallIntentsTest)
#include "tst_call_intents.moc"
