// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/caller_ids.h"
#include "app/domain/calling_states.h"
#include "app/domain/dial_gates.h"
#include "app/domain/json.h"
#include "app/domain/retry_rules.h"

#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = GateVerdict::Kind;

namespace {

UtcTime at(const char *iso) { return fromIso(iso).value(); }
const UtcTime kNoon = at("2026-01-14T17:00:00Z"); // Wednesday, noon in New York

DialFacts newYorker() {
    DialFacts facts;
    facts.place = {u"+12125550100"_s, u"US"_s};
    return facts;
}

QString judged(const CampaignRules &rules, const DialFacts &facts, UtcTime now = kNoon, CallingProfile profile = CallingProfile::Auto) {
    WindowMemo windows(profile, ownHours(rules), now);
    return QLatin1String(judge(rules, facts, windows, now).reason);
}

} // namespace

/// What stands between a lead and its dial, and what follows on a dial.
class DialRulesTest : public QObject {
    Q_OBJECT
private slots:
    void gatesInTheirOrder() {
        CampaignRules rules;
        rules.needsConsent = true;
        rules.caps = {1, 1, 1, 1, 1, 60};
        DialFacts facts = newYorker();
        facts.inAttempt = facts.doNotCall = true;
        facts.numberTries = 1;
        const UtcTime night = at("2026-01-14T08:00:00Z");
        QCOMPARE(judged(rules, facts, night), u"in_call"_s);
        facts.inAttempt = false;
        QCOMPARE(judged(rules, facts, night), u"do_not_call"_s);
        facts.doNotCall = false;
        QCOMPARE(judged(rules, facts, night), u"no_consent"_s);
        facts.consent = true;
        QCOMPARE(judged(rules, facts, night), u"calling_hours"_s);
        QCOMPARE(judged(rules, facts), u"cap_number"_s);
        facts.numberTries = 0;
        facts.leadTries = 1;
        QCOMPARE(judged(rules, facts), u"cap_lead"_s);
        facts.leadTries = 0;
        facts.recent = {kNoon - 30s};
        QCOMPARE(judged(rules, facts), u"gap"_s);
        facts.recent = {kNoon - 23h};
        QCOMPARE(judged(rules, facts), u"cap_24_hours"_s);
        facts.recent = {kNoon - 25h};
        QCOMPARE(judged(rules, facts), u"cap_7_days"_s);
        facts.recent = {};
        facts.lastAbandoned = kNoon - 71h;
        QCOMPARE(judged(rules, facts), u"lockout"_s);
        facts.lastAbandoned = kNoon - 73h;
        QCOMPARE(judged(rules, facts), u"abandoned_before"_s); // only with an agent who is kept free for him
        facts.agentReserved = true;
        QCOMPARE(judged(rules, facts), QString());
        facts.lastAbandoned = kNoon - 71h;
        QCOMPARE(judged(rules, facts), u"lockout"_s);
        facts.agentReserved = false;
        facts.lastAbandoned = kNoon - 31 * 24h;
        QCOMPARE(judged(rules, facts), QString());
    }

    void refusalsSayWhenToLookAgain() {
        CampaignRules rules;
        rules.caps.per24Hours = 2;
        DialFacts facts = newYorker();
        facts.recent = {kNoon - 26h, kNoon - 20h, kNoon - 1h};
        WindowMemo windows(CallingProfile::Auto, {}, kNoon);
        const GateVerdict verdict = judge(rules, facts, windows, kNoon);
        QCOMPARE(verdict.kind, Kind::Later);
        QCOMPARE(verdict.again, kNoon + 4h); // when only one of them is left
        WindowMemo then(CallingProfile::None, {}, verdict.again);
        QCOMPARE(judge(rules, facts, then, verdict.again).kind, Kind::Dial);
    }

    /// A day is the called person's: what was before his midnight does not count.
    void daysAreTheCalledPersons() {
        CampaignRules rules;
        rules.caps.perDay = 1;
        DialFacts facts = newYorker();
        facts.recent = {at("2026-01-14T04:30:00Z")}; // 23:30 of the day before
        QCOMPARE(judged(rules, facts), QString());
        facts.recent = {at("2026-01-14T05:30:00Z")};
        QCOMPARE(judged(rules, facts), u"cap_day"_s);
        facts.callback = true; // the person has asked for it
        QCOMPARE(judged(rules, facts), QString());
    }

    void stricterStates_data() {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<bool>("open");
        QTest::newRow("Miami, 19:59") << u"+13055550100"_s << QString() << QByteArray("2026-01-15T00:59:00Z") << true;
        QTest::newRow("Miami, 20:00") << u"+13055550100"_s << QString() << QByteArray("2026-01-15T01:00:00Z") << false;
        QTest::newRow("New York number, lives in Florida, 20:00") << u"+12125550100"_s << u"FL"_s << QByteArray("2026-01-15T01:00:00Z") << false;
        QTest::newRow("Birmingham, Sunday noon") << u"+12055550100"_s << QString() << QByteArray("2026-01-18T18:00:00Z") << false;
        QTest::newRow("Birmingham, Monday noon") << u"+12055550100"_s << QString() << QByteArray("2026-01-12T18:00:00Z") << true;
        QTest::newRow("Birmingham, King's day") << u"+12055550100"_s << QString() << QByteArray("2026-01-19T18:00:00Z") << false;
        QTest::newRow("Hartford, 8:30") << u"+18605550100"_s << QString() << QByteArray("2026-01-14T13:30:00Z") << false;
        QTest::newRow("Louisville, 9:30") << u"+15025550100"_s << QString() << QByteArray("2026-01-14T14:30:00Z") << false;
    }
    void stricterStates() {
        QFETCH(QString, number);
        QFETCH(QString, state);
        QFETCH(QByteArray, time);
        QFETCH(bool, open);
        QCOMPARE(callingWindow(CallingProfile::Us, {number, u"US"_s, {}, state}, {}, at(time.constData())).open, open);
        QCOMPARE(callingWindow(CallingProfile::None, {number, u"US"_s, {}, state}, {}, at(time.constData())).open, true);
    }

    void floridaAllowsThreeInADay() {
        DialFacts facts = newYorker();
        facts.place.region = u"FL"_s;
        facts.recent = {kNoon - 20h, kNoon - 10h, kNoon - 5h};
        QCOMPARE(judged({}, facts), u"cap_24_hours"_s);
        facts.place.region.clear();
        QCOMPARE(judged({}, facts), QString());
        facts.place.region = u"FL"_s;
        QCOMPARE(judged({}, facts, kNoon, CallingProfile::None), QString());
    }

    /// A number that moved: where it is from and where its owner lives must both be open.
    void addressAndNumberMustBothBeOpen() {
        const CalleePlace moved{u"+12125550100"_s, u"US"_s, u"America/Los_Angeles"_s, u"CA"_s};
        QVERIFY(!callingWindow(CallingProfile::Us, moved, {}, at("2026-01-14T14:00:00Z")).open); // 9:00 and 6:00
        QVERIFY(callingWindow(CallingProfile::Us, moved, {}, at("2026-01-14T17:00:00Z")).open);  // 12:00 and 9:00
        QVERIFY(!callingWindow(CallingProfile::Us, moved, {}, at("2026-01-15T03:00:00Z")).open); // 22:00 and 19:00
        const CalleePlace tollFree{u"+18005550100"_s, u"US"_s, u"America/Los_Angeles"_s, {}};
        QVERIFY(callingWindow(CallingProfile::Us, tollFree, {}, at("2026-01-15T03:00:00Z")).open); // the address says where
    }

    void ownHoursNarrow() {
        CampaignRules rules;
        rules.fromMinute = 13 * 60;
        rules.sundays = rules.holidays = false;
        QCOMPARE(judged(rules, newYorker()), u"calling_hours"_s);
        QCOMPARE(judged(rules, newYorker(), kNoon + 1h), QString());
        QCOMPARE(judged(rules, newYorker(), at("2026-01-18T19:00:00Z")), u"calling_hours"_s); // Sunday
        QCOMPARE(judged(rules, newYorker(), at("2026-12-25T19:00:00Z")), u"calling_hours"_s);
    }

    void holidays_data() {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<bool>("free");
        const auto row = [](const QString &country, int y, int m, int d, bool free) {
            QTest::newRow(qPrintable(u"%1 %2-%3-%4"_s.arg(country).arg(y).arg(m).arg(d))) << country << QDate(y, m, d) << free;
        };
        row(u"US"_s, 2026, 7, 3, true); // the 4th is a Saturday
        row(u"US"_s, 2026, 7, 4, true);
        row(u"US"_s, 2026, 11, 26, true);
        row(u"US"_s, 2026, 11, 27, false);
        row(u"US"_s, 2027, 12, 31, true); // New Year 2028 is a Saturday
        row(u"US"_s, 2026, 5, 25, true);
        row(u"GB"_s, 2026, 4, 3, true);  // Good Friday
        row(u"GB"_s, 2026, 4, 6, true);  // Easter Monday
        row(u"GB"_s, 2026, 4, 7, false);
        row(u"GB"_s, 2026, 8, 31, true);
        row(u"GB"_s, 2026, 12, 28, true); // Boxing Day is a Saturday
        row(u"GB"_s, 2026, 7, 4, false);
        row(u"DE"_s, 2026, 12, 25, false); // not known
    }
    void holidays() {
        QFETCH(QString, country);
        QFETCH(QDate, date);
        QFETCH(bool, free);
        QCOMPARE(isPublicHoliday(country, date), free);
    }

    /// The default retry rules, outcome by outcome.
    void retries_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("same");
        QTest::addColumn<int>("sameDay");
        QTest::addColumn<bool>("more");
        QTest::addColumn<int>("afterSeconds"); // -1: done
        const auto row = [](const char *name, AttemptOutcome outcome, int same, int day, bool more, int after) {
            QTest::newRow(name) << static_cast<int>(outcome) << same << day << more << after;
        };
        row("busy", AttemptOutcome::Busy, 1, 1, false, 600);
        row("busy again", AttemptOutcome::Busy, 2, 2, false, 1800);
        row("busy three times today", AttemptOutcome::Busy, 3, 3, false, 86400);
        row("busy six times", AttemptOutcome::Busy, 6, 1, false, -1);
        row("no answer", AttemptOutcome::NoAnswer, 1, 1, false, 7200);
        row("no answer, another number", AttemptOutcome::NoAnswer, 1, 1, true, 120);
        row("machine", AttemptOutcome::Machine, 1, 1, false, 14400);
        row("message left", AttemptOutcome::MessageLeft, 1, 1, true, 172800);
        row("message left twice", AttemptOutcome::MessageLeft, 2, 1, true, -1);
        row("answered", AttemptOutcome::Answered, 1, 1, true, -1);
        row("invalid", AttemptOutcome::Invalid, 1, 1, false, -1);
        row("invalid, another number", AttemptOutcome::Invalid, 1, 1, true, 0);
        row("abandoned", AttemptOutcome::Abandoned, 1, 1, true, -1);
        row("not placed", AttemptOutcome::NotPlaced, 1, 1, false, 2);
    }
    void retries() {
        QFETCH(int, outcome);
        QFETCH(int, same);
        QFETCH(int, sameDay);
        QFETCH(bool, more);
        QFETCH(int, afterSeconds);
        LeadHistory history{0, same, sameDay, more};
        const NextStep step = nextStep(defaultRules(), static_cast<AttemptOutcome>(outcome), history, kNoon, 1);
        QCOMPARE(step.again ? static_cast<int>((step.at - kNoon) / 1s) : -1, afterSeconds);
        QCOMPARE(nextStep(rulesOfOneCall(), AttemptOutcome::Busy, history, kNoon, 1).again, false);
    }

    void whatIsNotPlacedIsTriedWithGrowingPauses() {
        LeadHistory history;
        std::chrono::microseconds last{0};
        for (; history.misplaced < kMostMisplaced; ++history.misplaced) {
            const NextStep step = nextStep({}, AttemptOutcome::NotPlaced, history, kNoon, 1);
            QVERIFY(step.again && !step.counts && step.at - kNoon >= last && step.at - kNoon <= 5min);
            last = step.at - kNoon;
        }
        QVERIFY(!nextStep({}, AttemptOutcome::NotPlaced, history, kNoon, 1).again);
    }

    void callerIds() {
        const QStringList pool{u"+12125550001"_s, u"+13055550001"_s, u"+13055550002"_s};
        QHash<QString, CallerIdUse> use;
        QCOMPARE(pickCallerId(pool, use, 0, u"+13055550199"_s), pool[1]); // the same area
        use[pool[1]].today = 5;
        QCOMPARE(pickCallerId(pool, use, 0, u"+13055550199"_s), pool[2]); // less used
        QCOMPARE(pickCallerId(pool, use, 0, u"+14155550199"_s), pool[0]);
        use[pool[2]].today = use[pool[0]].today = 5;
        QCOMPARE(pickCallerId(pool, use, 5, u"+13055550199"_s), QString());
        use.clear();
        use[pool[1]] = {0, 200, 5};
        use[pool[2]] = {0, 200, 60};
        QCOMPARE(pickCallerId(pool, use, 0, u"+13055550199"_s), pool[2]); // the other one rests
    }

    void rulesSurviveTheDatabase() {
        CampaignRules rules = defaultRules();
        rules.callerIds = {u"+12125550001"_s};
        rules.profile = CallingProfile::Uk;
        rules.machines = MachinePolicy::BeforeConnect;
        rules.safeHarbourText = u"This was Example Ltd. for telemarketing purposes."_s;
        const auto again = rulesWith({}, rulesToJson(rules), true);
        QVERIFY(again.ok());
        QVERIFY(*again == rules);
    }

    void wrongRulesAreNamed_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("field");
        QTest::newRow("too short a ring") << QByteArray(R"({"ringSeconds":5})") << u"ringSeconds"_s;
        QTest::newRow("half a number") << QByteArray(R"({"maxLines":1.5})") << u"maxLines"_s;
        QTest::newRow("cap above the law's sense") << QByteArray(R"({"abandonCap":0.5})") << u"abandonCap"_s;
        QTest::newRow("hours backwards") << QByteArray(R"({"fromMinute":600,"toMinute":540})") << u"toMinute"_s;
        QTest::newRow("inner") << QByteArray(R"({"caps":{"perDay":-1}})") << u"caps.perDay"_s;
        QTest::newRow("outcome") << QByteArray(R"({"retries":{"busy":{"afterSeconds":"soon"}}})") << u"retries.busy.afterSeconds"_s;
        QTest::newRow("unknown") << QByteArray(R"({"ringSecond":20})") << u"ringSecond"_s;
        QTest::newRow("number of ours") << QByteArray(R"({"callerIds":["555"]})") << u"callerIds"_s;
    }
    void wrongRulesAreNamed() {
        QFETCH(QByteArray, json);
        QFETCH(QString, field);
        const auto rules = rulesWith({}, QJsonDocument::fromJson(json).object(), true);
        QVERIFY(!rules.ok());
        QCOMPARE(rules.error().field, field);
    }
};

QTEST_GUILESS_MAIN(DialRulesTest)
#include "tst_dial_rules.moc"
