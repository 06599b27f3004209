// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_json.h"
#include "tests/domain/call_world.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

World dialled(bool accepted = true) {
    World world;
    world.policy = quietPolicy();
    world.call = dialledCall();
    if (accepted) world.put(dialAccepted(u"A"_s));
    return world;
}

QString statusOf(const World &world) { return callStatusName(world.call->status); }

} // namespace

/// What reports and results of commands make of a call.
class CallTransitionTest : public QObject {
    Q_OBJECT

private slots:
    void outboundCallRingsIsAnsweredAndEnds() {
        World world = dialled(false);
        QCOMPARE(statusOf(world), u"INITIATED"_s);
        world.put(dialAccepted(u"A"_s));
        QCOMPARE(statusOf(world), u"INITIATED"_s);
        QVERIFY(world.call->leg(LegId(u"A"_s))->callControlId == u"v3:A"_s);
        world.hear(report(Initiated, u"A"_s, 0.4));
        QCOMPARE(statusOf(world), u"RINGING"_s);
        QVERIFY(!world.call->answeredAt);
        world.hear(report(Answered, u"A"_s, 5));
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
        QVERIFY(world.call->answeredAt == at(5));
        QVERIFY(world.call->outcome.isEmpty() && !world.call->endedAt);
        world.hear(hungUp(u"A"_s, 65, u"normal_clearing"_s));
        QCOMPARE(statusOf(world), u"COMPLETED"_s);
        QCOMPARE(world.call->outcome, u"answered"_s);
        QVERIFY(world.call->answeredAt == at(5) && world.call->endedAt == at(65) && world.call->startedAt == at(0));
        QCOMPARE(world.commandNames(), QStringList());
    }

    /// Every change that clients can see is told once, with the whole object.
    void everyVisibleChangeIsAnEvent() {
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(report(Answered, u"A"_s, 5));
        world.hear(report(Held, u"A"_s, 6)); // not visible in the object
        world.hear(hungUp(u"A"_s, 65, u"normal_clearing"_s));
        QStringList told;
        for (const EventDraft &event : world.events) {
            QCOMPARE(event.kind, EventKind::CallUpdate);
            QCOMPARE(event.subject, u"call-1"_s);
            QVERIFY(event.audience == (Audience{Audience::Kind::Owner, u"agent-7"_s}));
            const QJsonObject object = QJsonDocument::fromJson(event.payload).object();
            QCOMPARE(object.value("id"_L1).toString(), u"call-1"_s);
            told << object.value("status"_L1).toString();
        }
        // The first one tells the leg's handle.
        QCOMPARE(told, (QStringList{u"INITIATED"_s, u"RINGING"_s, u"ACTIVE"_s, u"COMPLETED"_s}));
        QByteArray now;
        writeCall(now, *world.call);
        QCOMPARE(world.events.back().payload, now);
    }

    void endBeforeAnAnswer_data() {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("sip");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *cause, const char *sip, const char *status, const char *outcome) {
            QTest::addRow("%s %s", cause, sip) << QString::fromLatin1(cause) << QString::fromLatin1(sip)
                                               << QString::fromLatin1(status) << QString::fromLatin1(outcome);
        };
        row("user_busy", "486", "NO_ANSWER", "busy");
        row("user_busy", "", "NO_ANSWER", "busy");
        row("call_rejected", "603", "NO_ANSWER", "rejected");
        row("timeout", "487", "NO_ANSWER", "no_answer");
        row("no_answer", "480", "NO_ANSWER", "no_answer");
        row("originator_cancel", "487", "NO_ANSWER", "cancelled");
        row("not_found", "404", "FAILED", "invalid_number");
        row("unspecified", "486", "NO_ANSWER", "busy");
        row("unspecified", "600", "NO_ANSWER", "busy");
        row("unspecified", "603", "NO_ANSWER", "rejected");
        row("unspecified", "408", "NO_ANSWER", "no_answer");
        row("unspecified", "480", "NO_ANSWER", "no_answer");
        row("unspecified", "487", "NO_ANSWER", "cancelled");
        row("unspecified", "404", "FAILED", "invalid_number");
        row("unspecified", "484", "FAILED", "invalid_number");
        row("unspecified", "604", "FAILED", "invalid_number");
        row("unspecified", "503", "FAILED", "failed");
        row("unspecified", "403", "FAILED", "failed");
    }
    void endBeforeAnAnswer() {
        QFETCH(QString, cause);
        QFETCH(QString, sip);
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(hungUp(u"A"_s, 20, cause, sip));
        QTEST(statusOf(world), "status");
        QTEST(world.call->outcome, "outcome");
        QVERIFY(!world.call->answeredAt && world.call->endedAt == at(20));
        QCOMPARE(world.commandNames(), QStringList());
    }

    void causeThatLeavesOpenWhetherItWasAnsweredAsksTheHistory_data() {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("sip");
        for (const char *cause : {"normal_clearing", "unspecified", "time_limit", "a word of tomorrow", ""})
            QTest::newRow(cause) << QString::fromLatin1(cause) << u"200"_s;
    }
    void causeThatLeavesOpenWhetherItWasAnsweredAsksTheHistory() {
        QFETCH(QString, cause);
        QFETCH(QString, sip);
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(hungUp(u"A"_s, 20, cause, sip));
        QCOMPARE(statusOf(world), u"RINGING"_s); // not closed before it is known
        QCOMPARE(world.commandNames(), QStringList(u"fetch_leg_history:A"_s));
        QVERIFY(world.call->legs.front().deadline().has_value());
        world.hear(report(Answered, u"A"_s, 5)); // it was only late
        QCOMPARE(statusOf(world), u"COMPLETED"_s);
        QVERIFY(world.call->answeredAt == at(5) && world.call->endedAt == at(20));
        QVERIFY(!world.call->legs.front().deadline());
    }

    void historySettlesAnOpenEnd_data() {
        QTest::addColumn<bool>("wanted");
        QTest::addColumn<bool>("answered");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("answered") << false << true << u"COMPLETED"_s << u"answered"_s;
        QTest::newRow("not answered") << false << false << u"NO_ANSWER"_s << u"rejected"_s;
        QTest::newRow("not answered, we hung up") << true << false << u"NO_ANSWER"_s << u"cancelled"_s;
        QTest::newRow("answered, we hung up") << true << true << u"COMPLETED"_s << u"answered"_s;
    }
    void historySettlesAnOpenEnd() {
        QFETCH(bool, wanted);
        QFETCH(bool, answered);
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        if (wanted) world.put(input::HangUp{{UserId(u"agent-7"_s), Role::Agent}});
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        input::LegHistory history{LegId(u"A"_s), false, false, false, {}};
        world.put(history); // the carrier could not be asked: nothing is known yet
        QVERIFY(!world.call->terminal());
        history.reached = history.known = true;
        if (answered) history.events = {report(Initiated, u"A"_s, 0.4), report(Answered, u"A"_s, 5)};
        world.put(history);
        QTEST(statusOf(world), "status");
        QTEST(world.call->outcome, "outcome");
        QVERIFY(world.call->answeredAt == (answered ? std::optional(at(5)) : std::nullopt));
        QVERIFY(world.call->endedAt == at(20));
        QVERIFY(!world.call->legs.front().deadline());
    }

    void answerThatIsToldAfterTheEndStillCounts() {
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(hungUp(u"A"_s, 20, u"timeout"_s));
        QCOMPARE(statusOf(world), u"NO_ANSWER"_s);
        world.hear(report(Answered, u"A"_s, 19));
        QCOMPARE(statusOf(world), u"COMPLETED"_s);
        QVERIFY(world.call->answeredAt == at(19) && world.call->endedAt == at(20));
    }

    void answeredAtIsNeverAfterEndedAt() {
        World world = dialled();
        world.hear(hungUp(u"A"_s, 20, u"timeout"_s));
        world.hear(report(Answered, u"A"_s, 20.5)); // clocks of two machines
        QVERIFY(world.call->answeredAt == at(20) && world.call->endedAt == at(20));
        QCOMPARE(statusOf(world), u"COMPLETED"_s);
    }

    void reportThatImpliesAnAnswerIsOne_data() {
        QTest::addColumn<int>("type");
        QTest::newRow("bridged") << static_cast<int>(Bridged);
        QTest::newRow("held") << static_cast<int>(Held);
        QTest::newRow("unheld") << static_cast<int>(Unheld);
        QTest::newRow("conference") << static_cast<int>(JoinedConference);
        QTest::newRow("machine") << static_cast<int>(MachineDetection);
        QTest::newRow("greeting") << static_cast<int>(MachineGreetingEnded);
    }
    void reportThatImpliesAnAnswerIsOne() {
        QFETCH(int, type);
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 0.4));
        world.hear(report(static_cast<CarrierEventType>(type), u"A"_s, 8));
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
        world.hear(report(Answered, u"A"_s, 7));
        QVERIFY(world.call->answeredAt == at(7));
    }

    void dialThatTheCarrierRefusesFailsTheCall_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("outcome");
        for (const char *code : {"10002", "10016"}) QTest::newRow(code) << QString::fromLatin1(code) << u"FAILED"_s << u"invalid_number"_s;
        for (const char *code : {"90041", "90042", "90043"}) QTest::newRow(code) << QString::fromLatin1(code) << u"FAILED"_s << u"capacity"_s;
        QTest::newRow("stale") << u"stale"_s << u"FAILED"_s << u"not_placed"_s; // we gave it up unsent
        for (const char *code : {"10015", "10038", ""}) QTest::newRow(code) << QString::fromLatin1(code) << u"FAILED"_s << u"refused"_s;
        QTest::newRow("cancelled") << u"cancelled"_s << u"NO_ANSWER"_s << u"cancelled"_s;
    }
    void dialThatTheCarrierRefusesFailsTheCall() {
        QFETCH(QString, code);
        World world = dialled(false);
        const CommandResult refusal = result(u"dial"_s, u"A"_s, CommandOutcome::Failed, code);
        world.put(refusal);
        QTEST(statusOf(world), "status");
        QTEST(world.call->outcome, "outcome");
        QVERIFY(world.call->endedAt == world.now && !world.call->answeredAt);
        QCOMPARE(world.call->failureText, code == u"cancelled"_s ? QString() : refusal.errorText);
        QVERIFY(!world.call->legs.front().deadline());
        const Call before = *world.call;
        world.put(refusal);
        QVERIFY(*world.call == before);
    }

    void dialOfAnAgentsLegThatFailsLeavesTheCallAlone() {
        World world = dialled();
        addAgentLeg(*world.call, u"B"_s);
        world.hear(report(Answered, u"A"_s, 4));
        world.put(result(u"dial"_s, u"B"_s, CommandOutcome::Failed, u"10016"_s));
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
        QVERIFY(world.call->leg(LegId(u"B"_s))->ended());
        QVERIFY(world.call->failureText.isEmpty() && world.call->outcome.isEmpty());
    }

    void ambiguousDialIsSettledByAWebhook() {
        World world = dialled(false);
        world.put(result(u"dial"_s, u"A"_s, CommandOutcome::Ambiguous));
        QCOMPARE(statusOf(world), u"INITIATED"_s);
        CarrierEvent rings = report(Initiated, u"A"_s, 1);
        rings.clientState = clientStateFor(LegId(u"A"_s)); // the only way to know the leg
        world.hear(rings);
        QCOMPARE(statusOf(world), u"RINGING"_s);
        QCOMPARE(world.call->legs.front().callControlId, u"v3:A"_s);
        QCOMPARE(world.call->legs.size(), size_t{1});
    }

    void webhookBeforeTheAnswerToTheDialIsTheSameLeg() {
        World world = dialled(false);
        CarrierEvent rings = report(Initiated, u"A"_s, 1);
        rings.clientState = clientStateFor(LegId(u"A"_s));
        world.hear(rings);
        world.put(dialAccepted(u"A"_s));
        world.hear(report(Answered, u"A"_s, 3));
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
        QCOMPARE(world.call->legs.size(), size_t{1});
    }

    void failureOfACommandIsShown() {
        World world = dialled();
        world.hear(report(Answered, u"A"_s, 4));
        world.put(result(u"start_assistant"_s, u"A"_s, CommandOutcome::Failed, u"10039"_s));
        QCOMPARE(world.call->failureText, u"The carrier said no (10039)."_s);
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
    }

    void idsToldByCommandsAreKept() {
        World world = dialled();
        world.hear(report(Answered, u"A"_s, 4));
        CommandResult assistant = result(u"start_assistant"_s, u"A"_s, CommandOutcome::Accepted);
        assistant.conversationId = u"talk-1"_s;
        world.put(assistant);
        QCOMPARE(world.call->aiSessionId, u"talk-1"_s);
        CommandResult recording = result(u"start_recording"_s, u"A"_s, CommandOutcome::Accepted);
        recording.recordingId = u"rec-1"_s;
        world.put(recording);
        QCOMPARE(world.call->recordingId, u"rec-1"_s);
        CarrierEvent saved = report(RecordingSaved, u"A"_s, 30);
        saved.recordingUrl = u"https://x/1.mp3"_s;
        world.hear(saved);
        QCOMPARE(world.call->recordingId, u"rec-1"_s); // older payloads do not repeat it
        QCOMPARE(world.call->recordingUrl, u"https://x/1.mp3"_s);
    }

    void dialWithRecordingKeepsItsId() {
        World world = dialled(false);
        CommandResult accepted = dialAccepted(u"A"_s);
        accepted.recordingId = u"rec-9"_s;
        world.put(accepted);
        QCOMPARE(world.call->recordingId, u"rec-9"_s);
    }

    void costIsTheSumOverOurLegs() {
        World world = dialled();
        addAgentLeg(*world.call, u"B"_s);
        world.put(dialAccepted(u"B"_s));
        const auto costs = [](const QString &leg, double seconds, const QString &amount) {
            CarrierEvent event = report(Cost, leg, seconds);
            event.cost = amount;
            return event;
        };
        world.hear(costs(u"A"_s, 40, u"0.0070"_s));
        QCOMPARE(world.call->cost, u"0.0070"_s);
        world.hear(costs(u"B"_s, 41, u"0.01"_s));
        QCOMPARE(world.call->cost, u"0.0170"_s);
        world.hear(costs(u"A"_s, 42, u"0.0075"_s)); // corrected
        QCOMPARE(world.call->cost, u"0.0175"_s);
        world.hear(costs(u"device"_s, 42, u"9"_s)); // not ordered by us
        QCOMPARE(world.call->cost, u"0.0175"_s);
    }

    void transcriptionIsAnEventForTheSameAudience() {
        World world = dialled();
        world.hear(report(Answered, u"A"_s, 4));
        world.events.clear();
        CarrierEvent said = report(Transcription, u"A"_s, 8);
        said.text = u"I'd like \"two\", please \u2615"_s;
        said.isFinal = false;
        said.track = u"inbound"_s;
        world.hear(said);
        QCOMPARE(world.events.size(), size_t{1});
        const EventDraft &event = world.events.front();
        QCOMPARE(event.kind, EventKind::AiUpdate);
        QVERIFY(event.audience == (Audience{Audience::Kind::Owner, u"agent-7"_s}));
        const QJsonObject object = QJsonDocument::fromJson(event.payload).object();
        QCOMPARE(object.value("callId"_L1).toString(), u"call-1"_s);
        QCOMPARE(object.value("type"_L1), QJsonValue(u"transcription"_s));
        const QJsonObject data = object.value("data"_L1).toObject();
        QCOMPARE(data.value("text"_L1).toString(), said.text);
        QCOMPARE(data.value("isFinal"_L1), QJsonValue(false));
        QCOMPARE(data.value("track"_L1).toString(), u"inbound"_s);
        QCOMPARE(data.value("at"_L1).toString(), u"2026-03-02T15:04:13.000Z"_s);
    }

    void foreignLegDecidesNothing() {
        World world = dialled();
        world.hear(report(Answered, u"A"_s, 4));
        world.hear(incoming(u"device"_s, 5));
        world.hear(report(Answered, u"device"_s, 6));
        world.hear(hungUp(u"device"_s, 9, u"normal_clearing"_s));
        QCOMPARE(statusOf(world), u"ACTIVE"_s);
        QCOMPARE(world.call->legs.size(), size_t{2});
        QCOMPARE(world.call->legs.back().role, LegRole::Other);
        QCOMPARE(world.call->legs.back().direction, LegDirection::Incoming);
        QCOMPARE(world.commandNames(), QStringList());
    }

    void unknownKindOfEventChangesNothing() {
        World world = dialled();
        const Call before = *world.call;
        const Transition step = world.put(input::Carrier{report(Other, u"A"_s, 3)});
        QVERIFY(!step.changed && step.events.empty() && step.commands.empty());
        QVERIFY(*world.call == before);
    }

    void eventOfAnotherLegChangesNothing() {
        World world = dialled();
        const Transition step = world.put(input::Carrier{report(Answered, u"Z"_s, 3)});
        QVERIFY(!step.changed);
    }
};

QTEST_GUILESS_MAIN(CallTransitionTest)
#include "tst_call_transition.moc"
