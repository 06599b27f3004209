// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_world.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {
template <class T>
const T *onlyCommand(const World &world) {
    return world.commands.size() == 1 ? std::get_if<T>(&world.commands.front().command) : nullptr;
}
} // namespace

/// Calls that begin with a report: who may begin one, and what the product does by itself.
class InboundCallsTest : public QObject {
    Q_OBJECT

private slots:
    void callerIsAnsweredThenServedByTheAssistant() {
        World world;
        QVERIFY(world.hear(incoming(u"in"_s, 0)));
        QCOMPARE(callStatusName(world.call->status), u"RINGING"_s);
        QCOMPARE(callDirectionName(world.call->direction), u"inbound"_s);
        QCOMPARE(world.call->customerNumber, u"+13125550100"_s);
        QCOMPARE(world.call->ourNumber, u"+13125550142"_s);
        QVERIFY(world.call->agentId.isEmpty());
        const auto *answer = onlyCommand<command::Answer>(world);
        QVERIFY(answer && answer->record);
        QVERIFY(world.events.back().audience == (Audience{Audience::Kind::Waiting, {}}));

        world.commands.clear();
        world.hear(report(Answered, u"in"_s, 1));
        QCOMPARE(world.commandNames(), (QStringList{u"start_assistant:in"_s, u"start_streaming:in"_s}));
        const auto &assistant = std::get<command::StartAssistant>(world.commands[0].command);
        QCOMPARE(assistant.prompt, world.policy.aiPrompt);
        QCOMPARE(assistant.language, u"en"_s);
        QCOMPARE(assistant.voice, world.policy.aiVoice);
        QVERIFY(assistant.assistantId.isEmpty());
        QCOMPARE(std::get<command::StartStreaming>(world.commands[1].command).url, world.policy.streamUrl);
        world.hear(hungUp(u"in"_s, 40, u"normal_clearing"_s));
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s);
    }

    void settingsTurnEachPartOff_data() {
        QTest::addColumn<QString>("off");
        QTest::addColumn<QStringList>("commands");
        QTest::newRow("answer") << u"answer"_s << QStringList{u"start_assistant:in"_s, u"start_streaming:in"_s};
        QTest::newRow("assistant") << u"assistant"_s << QStringList{u"answer:in"_s, u"start_streaming:in"_s};
        QTest::newRow("stream") << u"stream"_s << QStringList{u"answer:in"_s, u"start_assistant:in"_s};
        QTest::newRow("no sink") << u"sink"_s << QStringList{u"answer:in"_s, u"start_assistant:in"_s};
    }
    void settingsTurnEachPartOff() {
        QFETCH(QString, off);
        World world;
        if (off == u"answer"_s) world.policy.answerInbound = false;
        if (off == u"assistant"_s) world.policy.assistInbound = false;
        if (off == u"stream"_s) world.policy.streamInbound = false;
        if (off == u"sink"_s) world.policy.streamUrl.clear();
        world.hear(incoming(u"in"_s, 0));
        world.hear(report(Answered, u"in"_s, 1));
        QTEST(world.commandNames(), "commands");
    }

    void recordingFlagTravelsWithTheAnswer() {
        World world;
        world.policy.recordInbound = false;
        world.hear(incoming(u"in"_s, 0));
        const auto *answer = onlyCommand<command::Answer>(world);
        QVERIFY(answer && !answer->record);
    }

    void callerWhoIsGoneIsNotAnswered() {
        World world;
        world.hear(hungUp(u"in"_s, 2, u"originator_cancel"_s, u"487"_s));
        QVERIFY(world.call.has_value());
        world.hear(incoming(u"in"_s, 0));
        QCOMPARE(world.commandNames(), QStringList());
        QCOMPARE(callStatusName(world.call->status), u"NO_ANSWER"_s);
        QCOMPARE(world.call->outcome, u"abandoned"_s);
        QVERIFY(world.call->startedAt == at(0) && world.call->endedAt == at(2));
    }

    void callThatIsToEndIsNotAnswered() {
        World world;
        world.policy.answerInbound = false;
        world.hear(report(Cost, u"in"_s, 9));
        world.put(input::HangUp{});
        world.policy.answerInbound = true;
        world.commands.clear();
        world.hear(incoming(u"in"_s, 0));
        world.hear(report(Answered, u"in"_s, 1));
        QCOMPARE(world.commandNames(), QStringList());
    }

    void callerWhoGivesUpIsAbandonedWhateverTheCause_data() {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("sip");
        QTest::newRow("cancel") << u"originator_cancel"_s << u"487"_s;
        QTest::newRow("487") << u"unspecified"_s << u"487"_s;
        QTest::newRow("clearing") << u"normal_clearing"_s << u"200"_s;
    }
    void callerWhoGivesUpIsAbandonedWhateverTheCause() {
        QFETCH(QString, cause);
        QFETCH(QString, sip);
        World world;
        world.policy = quietPolicy();
        world.hear(incoming(u"in"_s, 0));
        world.hear(hungUp(u"in"_s, 9, cause, sip));
        world.put(input::LegHistory{LegId(u"in"_s), true, true, false, {}});
        QCOMPARE(callStatusName(world.call->status), u"NO_ANSWER"_s);
        QCOMPARE(world.call->outcome, u"abandoned"_s);
    }

    void onlyACallerBeginsACall_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("clientState");
        QTest::addColumn<int>("direction");
        QTest::addColumn<bool>("begins");
        const auto row = [](const char *name, CarrierEventType type, const char *state, int direction, bool begins) {
            QTest::newRow(name) << static_cast<int>(type) << QString::fromLatin1(state) << direction << begins;
        };
        row("initiated, incoming", Initiated, "", 0, true);
        row("initiated, without direction", Initiated, "", -1, true);
        row("initiated, outgoing", Initiated, "", 1, false);
        row("answered", Answered, "", -1, true);
        row("hangup", HungUp, "", -1, true);
        row("recording", RecordingSaved, "", -1, true);
        row("unknown kind", Other, "", -1, false);
        row("of another program", Answered, "{\"v\":1}", -1, true);
        row("of ours, unknown", Answered, "cf1:0000", -1, false);
    }
    void onlyACallerBeginsACall() {
        QFETCH(int, type);
        QFETCH(QString, clientState);
        QFETCH(int, direction);
        CarrierEvent event = report(static_cast<CarrierEventType>(type), u"in"_s, 3);
        event.clientState = clientState;
        if (direction >= 0) event.direction = static_cast<LegDirection>(direction);
        const auto call = callFromUnknownLeg(event, busyPolicy(), CallId(u"c"_s), LegId(u"l"_s));
        QTEST(call.has_value(), "begins");
        if (call) {
            QCOMPARE(call->legs.size(), size_t{1});
            QCOMPARE(call->legs.front().callControlId, u"v3:in"_s);
            QVERIFY(call->startedAt == at(3) && call->legs.front().createdAt == at(3));
        }
    }

    void eventAboutNoLegBeginsNothing() {
        CarrierEvent event = incoming(u"in"_s, 0);
        event.callControlId.clear();
        event.callLegId.clear();
        QVERIFY(!callFromUnknownLeg(event, busyPolicy(), CallId(u"c"_s), LegId(u"l"_s)));
    }

    void numbersThatTheFirstReportLacksAreFilledIn() {
        World world;
        CarrierEvent paid = report(Cost, u"in"_s, 9);
        paid.from.clear();
        paid.to.clear();
        world.hear(paid);
        QVERIFY(world.call->customerNumber.isEmpty());
        world.hear(incoming(u"in"_s, 0));
        QCOMPARE(world.call->customerNumber, u"+13125550100"_s);
        QCOMPARE(world.call->ourNumber, u"+13125550142"_s);
    }

    /// A leg that was never said to ring with us may be anybody's (a device that calls by itself and reports to us).
    void answerAloneStartsNothing() {
        World world;
        world.hear(report(Answered, u"in"_s, 1));
        QCOMPARE(world.commandNames(), QStringList());
        world.hear(incoming(u"in"_s, 0));
        QCOMPARE(world.commandNames(), (QStringList{u"start_assistant:in"_s, u"start_streaming:in"_s}));
    }
};

QTEST_GUILESS_MAIN(InboundCallsTest)
#include "tst_inbound_calls.moc"
