// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/call_world.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum CarrierEventType;

namespace {

World dialled(bool accepted = true) {
    World world;
    world.policy = quietPolicy();
    world.call = dialledCall();
    if (accepted) world.put(dialAccepted(u"A"_s));
    return world;
}

World talking() {
    World world = dialled();
    world.hear(report(Initiated, u"A"_s, 1));
    world.hear(report(Answered, u"A"_s, 4));
    return world;
}

const Leg &customer(const World &world) { return *world.call->legOf(LegRole::Customer); }
std::optional<UtcTime> due(const World &world, double scale = 1) { return customer(world).deadline(scale); }
const LegId kLeg(u"A"_s);
const input::LegOverdue kOverdue{kLeg};

input::LegHistory history(bool alive, std::vector<CarrierEvent> events = {}) { return {kLeg, true, true, alive, std::move(events)}; }

CommandResult legGone(const QString &kind) {
    CommandResult gone = result(kind, u"A"_s, CommandOutcome::Failed, u"90018"_s);
    gone.legGone = true;
    return gone;
}

} // namespace

/// Calls about which nothing is heard: they are looked after, and closed when the carrier does not have them.
class CallDeadlinesTest : public QObject {
    Q_OBJECT

private slots:
    void deadlineOfEachState() {
        World world = dialled(false);
        QVERIFY(due(world) == at(60)); // a dial whose answer was lost
        world.put(dialAccepted(u"A"_s));
        QVERIFY(due(world) == at(60));
        world.hear(report(Initiated, u"A"_s, 1));
        QVERIFY(due(world) == at(1 + 30 + 15)); // ring time and grace
        world.hear(report(Answered, u"A"_s, 4));
        QVERIFY(due(world) == at(4 + 14400 + 60)); // the longest talk and grace
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        QVERIFY(!due(world));
    }

    void timeScaleShortensOurOwnGraceOnly() {
        World world = dialled();
        QVERIFY(due(world, 10) == at(6));
        world.hear(report(Initiated, u"A"_s, 1));
        QVERIFY(due(world, 10) == at(1 + 30 + 1.5)); // the carrier keeps the ring time
    }

    void overdueLegIsAskedFor() {
        World world = talking();
        world.now = at(20'000);
        world.put(kOverdue);
        QCOMPARE(world.commandNames(), QStringList(u"fetch_leg_history:A"_s));
        QCOMPARE(customer(world).checks, 1);
        QVERIFY(due(world) == at(20'020)); // not at once again
        QCOMPARE(callStatusName(world.call->status), u"ACTIVE"_s);
    }

    void legWithoutAHandleIsGivenUpAtOnce() {
        World world = dialled(false);
        world.now = at(61);
        world.put(kOverdue);
        QCOMPARE(callStatusName(world.call->status), u"FAILED"_s);
        QCOMPARE(world.call->outcome, u"unreachable"_s);
        QVERIFY(world.call->endedAt == at(61));
        QVERIFY(!due(world));
        QCOMPARE(world.commandNames(), QStringList());
    }

    void carrierThatCannotBeAskedForALongTimeEndsTheCall() {
        World world = talking();
        world.now = at(20'000);
        int asked = 0;
        for (int i = 0; i < 100 && !world.call->terminal(); ++i, ++asked) {
            QVERIFY(due(world).has_value());
            world.now = std::max(world.now, *due(world));
            world.put(kOverdue);
            world.put(input::LegHistory{kLeg, false, false, false, {}});
        }
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s); // it had been answered
        QVERIFY2(world.now - at(20'000) > 10min, "given up too early");
        QCOMPARE(customer(world).hangupCause, QString(hangupcause::kGivenUp));
        QCOMPARE(world.count(u"fetch_leg_history:A"_s), asked - 1);
    }

    /// However long a call lasts: as long as the carrier says that it is up, it is.
    void legThatIsAliveIsNeverGivenUp() {
        World world = talking();
        world.now = at(20'000);
        for (int i = 0; i < 200; ++i) {
            world.now = *due(world);
            world.put(kOverdue);
            world.put(history(true));
        }
        QCOMPARE(callStatusName(world.call->status), u"ACTIVE"_s);
    }

    void historyOfALegThatIsGoneEndsTheCall_data() {
        QTest::addColumn<bool>("answered");
        QTest::addColumn<bool>("toldTheEnd");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("answered, with its end") << true << true << u"COMPLETED"_s << u"answered"_s;
        QTest::newRow("answered, end unknown") << true << false << u"COMPLETED"_s << u"answered"_s;
        QTest::newRow("ringing, with its end") << false << true << u"NO_ANSWER"_s << u"busy"_s;
        QTest::newRow("ringing, end unknown") << false << false << u"FAILED"_s << u"unreachable"_s;
    }
    void historyOfALegThatIsGoneEndsTheCall() {
        QFETCH(bool, answered);
        QFETCH(bool, toldTheEnd);
        World world = answered ? talking() : dialled();
        world.hear(report(Initiated, u"A"_s, 1));
        world.now = at(20'000);
        world.put(kOverdue);
        std::vector<CarrierEvent> events;
        if (toldTheEnd) events.push_back(hungUp(u"A"_s, 30, u"user_busy"_s));
        world.put(history(false, events));
        QTEST(callStatusName(world.call->status), "status");
        QTEST(world.call->outcome, "outcome");
        QVERIFY(world.call->endedAt == (toldTheEnd ? at(30) : at(20'000)));
        QVERIFY(!due(world));
    }

    void historyTellsAnAnswerThatWasLost() {
        World world = dialled();
        world.now = at(60);
        world.put(kOverdue);
        world.put(history(true, {report(Initiated, u"A"_s, 1), report(Answered, u"A"_s, 4)}));
        QCOMPARE(callStatusName(world.call->status), u"ACTIVE"_s);
        QVERIFY(world.call->answeredAt == at(4));
    }

    void historyOfALiveLegWithoutRecordsMeansThatItRings() {
        World world = dialled();
        world.now = at(60);
        world.put(kOverdue);
        world.put(history(true));
        QCOMPARE(callStatusName(world.call->status), u"RINGING"_s);
    }

    void historyDoesNotRepeatWhatWasSaid() {
        World world = talking();
        world.events.clear();
        CarrierEvent said = report(Transcription, u"A"_s, 8);
        said.text = u"Hello"_s;
        world.put(history(true, {said}));
        QVERIFY(world.events.empty());
    }

    void commandThatFindsTheLegGoneRaisesASuspicion() {
        World world = talking();
        world.now = at(100);
        world.put(legGone(u"start_streaming"_s));
        QVERIFY(!world.call->terminal());
        QVERIFY(world.call->failureText.isEmpty()); // not what the user asked about
        QVERIFY(due(world) == at(105));
        world.now = at(105);
        world.put(kOverdue);
        QCOMPARE(world.commandNames(), QStringList(u"fetch_leg_history:A"_s));
        world.put(history(false, {hungUp(u"A"_s, 99, u"normal_clearing"_s)}));
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s);
        QVERIFY(world.call->endedAt == at(99));
    }

    void hangUpThatFindsTheLegGoneIsASuspicionToo() {
        World world = talking();
        world.now = at(100);
        world.put(input::HangUp{});
        CommandResult gone = legGone(u"hang_up"_s);
        gone.outcome = CommandOutcome::Accepted; // it has ended, which is what was wanted
        world.put(gone);
        QVERIFY(due(world) == at(105));
    }

    void suspicionIsClearedByLaterLifeOnly() {
        World world = talking();
        world.now = at(100);
        world.put(legGone(u"start_streaming"_s));
        world.hear(report(Held, u"A"_s, 90)); // late: it was up then
        QVERIFY(customer(world).suspectedAt == at(100));
        world.hear(report(Unheld, u"A"_s, 101));
        QVERIFY(!customer(world).suspectedAt);
    }

    void suspicionIsClearedByTheCarriersList() {
        World world = talking();
        world.put(legGone(u"start_streaming"_s));
        world.put(input::LegSeen{kLeg, {}, {}, {}});
        QVERIFY(!customer(world).suspectedAt);
    }

    void carriersListTellsTheHandleOfALostDial() {
        World world = dialled(false);
        world.now = at(30);
        world.put(input::LegSeen{kLeg, u"v3:A"_s, u"leg-A"_s, u"session-1"_s});
        QCOMPARE(callStatusName(world.call->status), u"RINGING"_s);
        QCOMPARE(customer(world).callControlId, u"v3:A"_s);
        QVERIFY(customer(world).initiatedAt == at(30));
        world.hear(report(Initiated, u"A"_s, 1)); // the true moment comes late
        QVERIFY(customer(world).initiatedAt == at(1));
    }

    void hangUpThatShowsNoEffectIsAskedAboutAndRepeated() {
        World world = talking();
        world.now = at(100);
        world.put(input::HangUp{});
        QVERIFY(due(world) == at(110));
        world.now = at(110);
        world.put(kOverdue);
        world.put(history(true));
        QCOMPARE(world.commandNames(), (QStringList{u"hang_up:A"_s, u"fetch_leg_history:A"_s, u"hang_up:A"_s}));
        world.hear(hungUp(u"A"_s, 111, u"normal_clearing"_s));
        QCOMPARE(world.commandNames().size(), 3);
        QVERIFY(!due(world));
    }

    void ghostThatTurnsUpAfterGivingUpIsHungUp_data() {
        QTest::addColumn<QString>("how");
        for (const char *how : {"initiated", "answered", "list", "dial"}) QTest::newRow(how) << QString::fromLatin1(how);
    }
    void ghostThatTurnsUpAfterGivingUpIsHungUp() {
        QFETCH(QString, how);
        World world = dialled(false);
        world.now = at(61);
        world.put(kOverdue);
        QVERIFY(world.call->terminal());
        CarrierEvent event = report(how == u"answered"_s ? Answered : Initiated, u"A"_s, 62);
        event.clientState = clientStateFor(kLeg);
        world.now = at(63);
        if (how == u"list"_s) world.put(input::LegSeen{kLeg, u"v3:A"_s, u"leg-A"_s, u"session-1"_s});
        else if (how == u"dial"_s) world.put(dialAccepted(u"A"_s));
        else world.hear(event);
        QCOMPARE(world.commandNames(), QStringList(u"hang_up:A"_s));
        QVERIFY2(world.call->terminal(), "a terminal call must not come back to life");
        QVERIFY2(due(world).has_value(), "the ghost must be looked after until it is gone");
        world.hear(event); // repeated
        QCOMPARE(world.count(u"hang_up:A"_s), 1);
        world.hear(hungUp(u"A"_s, 64, u"normal_clearing"_s));
        world.put(history(false));
        QVERIFY(world.call->endedAt == at(64));
        QCOMPARE(callStatusName(world.call->status), how == u"answered"_s ? u"COMPLETED"_s : u"NO_ANSWER"_s);
        QVERIFY(!due(world));
    }

    /// It rang when we lost it, was answered by somebody who heard silence, and was ended by us.
    void ghostThatIsAnsweredCountsAsAnswered() {
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 1));
        for (world.now = at(50); !world.call->terminal(); world.now += 20s) world.put(kOverdue);
        QCOMPARE(world.call->outcome, u"unreachable"_s);
        world.hear(report(Answered, u"A"_s, 20));
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s);
        QVERIFY(world.call->answeredAt == at(20));
        QCOMPARE(world.count(u"hang_up:A"_s), 1);
    }

    void legThatTheCarrierSaysIsGoneDoesNotRiseByALateReport() {
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 1));
        world.now = at(60);
        world.put(kOverdue);
        world.put(history(false));
        QCOMPARE(world.call->outcome, u"unreachable"_s);
        world.commands.clear();
        world.hear(report(Answered, u"A"_s, 4)); // was under way all the time
        QCOMPARE(callStatusName(world.call->status), u"COMPLETED"_s);
        QCOMPARE(world.commandNames(), QStringList());
        QVERIFY(!due(world));
    }

    void endOfTheCustomersLegEndsTheOthers() {
        World world = talking();
        addAgentLeg(*world.call, u"B"_s);
        world.put(dialAccepted(u"B"_s));
        world.hear(report(Answered, u"B"_s, 6));
        world.hear(incoming(u"device"_s, 7));
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        QCOMPARE(world.commandNames(), QStringList(u"hang_up:B"_s));
        QVERIFY(world.call->leg(LegId(u"B"_s))->deadline().has_value());
        world.hear(hungUp(u"B"_s, 20.3, u"normal_clearing"_s));
        QVERIFY(!world.call->leg(LegId(u"B"_s))->deadline());
    }

    void openEndThatCannotBeCheckedIsSettledInTheEnd() {
        World world = dialled();
        world.hear(report(Initiated, u"A"_s, 1));
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        QVERIFY(due(world) == at(50));
        world.now = at(50);
        for (int i = 0; i < 100 && !world.call->terminal(); ++i) {
            world.now = std::max(world.now, *due(world));
            world.put(kOverdue);
        }
        QCOMPARE(callStatusName(world.call->status), u"NO_ANSWER"_s);
        QVERIFY(world.call->endedAt == at(20));
        QVERIFY(!due(world));
    }

    void overdueOnASettledLegChangesNothing() {
        World world = talking();
        world.hear(hungUp(u"A"_s, 20, u"normal_clearing"_s));
        QVERIFY(!world.put(kOverdue).changed);
    }
};

QTEST_GUILESS_MAIN(CallDeadlinesTest)
#include "tst_call_deadlines.moc"
