// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/leg.h"
#include "tests/domain/call_world.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

Leg outgoing() {
    Leg leg;
    leg.id = LegId(u"A"_s);
    leg.createdAt = at(0);
    return leg;
}

CarrierEvent named(CarrierEvent event, const QString &id) {
    event.eventId = id;
    return event;
}

} // namespace

/// How the facts of a leg come together.
class LegTest : public QObject {
    Q_OBJECT

private slots:
    void stateFollowsTheFacts() {
        Leg leg = outgoing();
        QCOMPARE(leg.state(), LegState::New);
        applyFact(leg, report(Initiated, u"A"_s, 1));
        QCOMPARE(leg.state(), LegState::Initiated);
        applyFact(leg, report(Answered, u"A"_s, 2));
        QCOMPARE(leg.state(), LegState::Answered);
        applyFact(leg, report(Bridged, u"A"_s, 3));
        QCOMPARE(leg.state(), LegState::Bridged);
        applyFact(leg, report(Held, u"A"_s, 4));
        QCOMPARE(leg.state(), LegState::Held);
        applyFact(leg, report(Unheld, u"A"_s, 5));
        QCOMPARE(leg.state(), LegState::Bridged);
        applyFact(leg, report(JoinedConference, u"A"_s, 6));
        QCOMPARE(leg.state(), LegState::InConference);
        applyFact(leg, report(LeftConference, u"A"_s, 7));
        QCOMPARE(leg.state(), LegState::Answered);
        applyFact(leg, hungUp(u"A"_s, 8, u"normal_clearing"_s));
        QCOMPARE(leg.state(), LegState::Ended);
        applyFact(leg, report(Answered, u"A"_s, 1.5));
        QCOMPARE(leg.state(), LegState::Ended);
    }

    void everyFactSaysWhetherItWasNew() {
        Leg leg = outgoing();
        for (const CarrierEvent &event : {report(Initiated, u"A"_s, 1), report(Answered, u"A"_s, 2), report(Held, u"A"_s, 3),
                                          hungUp(u"A"_s, 4, u"normal_clearing"_s)}) {
            QVERIFY(applyFact(leg, event));
            const Leg once = leg;
            QVERIFY(!applyFact(leg, event));
            QVERIFY(leg == once);
        }
        QVERIFY(!applyFact(leg, report(Other, u"A"_s, 0)));
    }

    void earliestReportCounts() {
        Leg leg = outgoing();
        for (const double seconds : {5.0, 3.0, 4.0}) {
            applyFact(leg, report(Initiated, u"A"_s, seconds));
            applyFact(leg, report(Answered, u"A"_s, seconds + 10));
            applyFact(leg, hungUp(u"A"_s, seconds + 20, u"cause at %1"_s.arg(seconds)));
        }
        QVERIFY(leg.initiatedAt == at(3) && leg.answeredAt == at(13) && leg.endedAt == at(23));
        QCOMPARE(leg.hangupCause, u"cause at 3"_s);
    }

    void latestMediaReportCounts() {
        Leg leg = outgoing();
        applyFact(leg, report(Unheld, u"A"_s, 9));
        QVERIFY(applyFact(leg, report(Held, u"A"_s, 7)) == true); // it moves the answer
        QCOMPARE(leg.media, MediaState::Bridged);
        QVERIFY(leg.mediaAt == at(9) && leg.answeredAt == at(7));
    }

    void equalTimesAreDecidedByTheEventsId() {
        for (const bool swapped : {false, true}) {
            Leg leg = outgoing();
            CarrierEvent a = named(hungUp(u"A"_s, 5, u"user_busy"_s), u"1"_s), b = named(hungUp(u"A"_s, 5, u"timeout"_s), u"2"_s);
            if (swapped) std::swap(a, b);
            applyFact(leg, a);
            applyFact(leg, b);
            QCOMPARE(leg.hangupCause, u"user_busy"_s);
        }
    }

    void whatTheCarrierSaysReplacesOurOwnGuess() {
        Leg leg = outgoing();
        leg.endedAt = at(1);
        leg.hangupCause = hangupcause::kGivenUp;
        QVERIFY(leg.endIsGuess());
        applyFact(leg, hungUp(u"A"_s, 90, u"timeout"_s, u"487"_s));
        QVERIFY(leg.endedAt == at(90) && !leg.endIsGuess());
        QCOMPARE(leg.hangupCause, u"timeout"_s);
        QCOMPARE(leg.sipHangupCause, u"487"_s);
        QCOMPARE(leg.hangupSource, u"callee"_s);
    }

    void handlesAreFilledByAnyReport() {
        Leg leg = outgoing();
        applyFact(leg, report(Other, u"A"_s, 1));
        QCOMPARE(leg.callControlId, u"v3:A"_s);
        QCOMPARE(leg.callLegId, u"leg-A"_s);
        QCOMPARE(leg.callSessionId, u"session-1"_s);
        QCOMPARE(leg.to, u"+13125550142"_s);
        QVERIFY(leg.createdAt == at(0));
    }

    void callersLegIsAsOldAsItsFirstReport() {
        Leg leg = outgoing();
        leg.direction = LegDirection::Incoming;
        leg.createdAt = at(9);
        applyFact(leg, report(Answered, u"A"_s, 5));
        QVERIFY(leg.createdAt == at(5));
        applyFact(leg, report(Cost, u"A"_s, 7));
        QVERIFY(leg.createdAt == at(5));
    }

    void latestCostCounts() {
        Leg leg = outgoing();
        const auto cost = [](double seconds, const QString &amount) {
            CarrierEvent event = report(Cost, u"A"_s, seconds);
            event.cost = amount;
            return event;
        };
        applyFact(leg, cost(9, u"0.2"_s));
        QVERIFY(!applyFact(leg, cost(8, u"0.1"_s)));
        QVERIFY(!applyFact(leg, cost(10, QString())));
        QCOMPARE(leg.cost, u"0.2"_s);
    }

    void causesThatLeaveTheAnswerOpen_data() {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("sip");
        QTest::addColumn<bool>("open");
        const auto row = [](const char *cause, const char *sip, bool open) {
            QTest::addRow("%s %s", cause, sip) << QString::fromLatin1(cause) << QString::fromLatin1(sip) << open;
        };
        for (const char *cause : {"user_busy", "call_rejected", "timeout", "no_answer", "originator_cancel", "not_found",
                                  "dial_failed", "given_up", "vanished"})
            row(cause, "200", false);
        for (const char *cause : {"normal_clearing", "time_limit", "", "new_word"}) row(cause, "200", true);
        row("unspecified", "200", true);
        row("unspecified", "unspecified", true);
        row("unspecified", "16", true);
        row("unspecified", "503", false);
    }
    void causesThatLeaveTheAnswerOpen() {
        QFETCH(QString, cause);
        QFETCH(QString, sip);
        Leg leg = outgoing();
        leg.hangupCause = cause;
        leg.sipHangupCause = sip;
        QTEST(causeLeavesAnswerOpen(leg), "open");
    }
};

QTEST_GUILESS_MAIN(LegTest)
#include "tst_leg.moc"
