// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/agent_world.h"

#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace callfloor::agentinput;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Actor kSelf{UserId(u"agent-1"_s), Role::Agent};
const Actor kBoss{UserId(u"boss"_s), Role::Supervisor};

AgentTransition step(const Agent &agent, const AgentInput &input, UtcTime now = kStart) { return transition(agent, input, now); }

/// `x` refused, `=` nothing changed, else the new state, with `+` where a break is waiting.
QString outcome(const Agent &before, const AgentTransition &t) {
    if (t.refusal) return u"x"_s;
    if (!t.change) return u"="_s;
    const QString state = agentStateName(stateOf(t.agent));
    return stateOf(t.agent) == stateOf(before) && !t.agent.pending ? u"~"_s : t.agent.pending ? QString(state + u'+') : state;
}

} // namespace

/// The table of states, row by row, and what no sequence of inputs may bring about.
class AgentTransitionTest : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void everyRuleOfTheTableIsReached();
    void refusalsAreSentencesAndChangeNothing();
    void breakWhileBusyWaitsAndBlocksOffers_data();
    void breakWhileBusyWaitsAndBlocksOffers();
    void missesInARow();
    void wrapUp_data();
    void wrapUp();
    void wrapUpIsExtended();
    void dispositionDuringTheCall();
    void lateInputsDoNotTouchOtherWork();
    void ownCallsNeedNoReadiness();
    void capacityZeroIsNotRoutable();
    void supervisorLogsOffAtTheEndOfTheCall();
    void silence();
    void restart();
    void randomHistoriesBreakNoRule();
};

void AgentTransitionTest::table_data() {
    // `~`: the same state, something about it changed (who, until when, why).
    QTest::addColumn<AgentInput>("input");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const AgentInput &input, const char *expected) {
        QTest::newRow(name) << input << QString::fromLatin1(expected);
    };
    //                                                 OFFLINE  NOT_READY AVAILABLE RESERVED RINGING PREVIEW TALKING HOLD WRAPUP UNREACHABLE
    row("login", Login{kSelf},                         "NOT_READY = = = = = = = = AVAILABLE");
    row("logout", Logout{kSelf},                       "= OFFLINE x x x x x x x OFFLINE");
    row("forced logout", Logout{kBoss, true, u"shift over"_s}, "= OFFLINE OFFLINE OFFLINE OFFLINE OFFLINE TALKING+ HOLD+ OFFLINE OFFLINE");
    row("forced logout without a reason", Logout{kBoss, true, {}}, "x x x x x x x x x x");
    row("ready", Ready{kSelf},                         "x AVAILABLE = = = = = = = x");
    row("not ready", NotReady{kSelf, u"lunch"_s},      "x ~ NOT_READY RESERVED+ RINGING+ PREVIEW+ TALKING+ HOLD+ WRAPUP+ ~");
    row("not ready without a reason", NotReady{kSelf, {}}, "x x x x x x x x x x");
    row("reserve", Reserve{u"w2"_s, CallId(u"c2"_s), u"q1"_s, kStart + 10s}, "x x RESERVED x x x x x x x");
    row("reserve for an own call", Reserve{u"w2"_s, CallId(u"c2"_s), {}, kStart + 10s, true}, "x RESERVED RESERVED x x x x x x x");
    row("reserve without a lease", Reserve{u"w2"_s, CallId(u"c2"_s), u"q1"_s, kStart}, "x x x x x x x x x x");
    row("reserve without a call", Reserve{u"w2"_s, {}, u"q1"_s, kStart + 10s}, "x x x x x x x x x x");
    row("leg rings", LegRings{u"w1"_s, LegId(u"l2"_s), kStart + 31s}, "x x x RINGING ~ RINGING x x x x");
    row("preview shown", PreviewShown{u"w1"_s, kStart + 31s}, "x x x PREVIEW x ~ x x x x");
    row("answered", Answered{u"w1"_s},                 "x x x TALKING TALKING TALKING = = x x");
    row("hold", Hold{u"w1"_s},                         "x x x x x x HOLD = x x");
    row("unhold", Unhold{u"w1"_s},                     "x x x x x x = TALKING x x");
    row("end of queue work", WorkEnded{u"w1"_s, true, true, usualWrapUp()}, "= = = AVAILABLE AVAILABLE AVAILABLE WRAPUP WRAPUP = =");
    row("end of a consultation", WorkEnded{u"w1"_s, true, false, usualWrapUp()}, "= = = AVAILABLE AVAILABLE AVAILABLE AVAILABLE AVAILABLE = =");
    row("end, unanswered", WorkEnded{u"w1"_s, false, true, usualWrapUp()}, "= = = AVAILABLE AVAILABLE AVAILABLE AVAILABLE AVAILABLE = =");
    row("missed, limit 1", Missed{u"w1"_s, 1},         "x x x NOT_READY NOT_READY NOT_READY x x x x");
    row("missed, limit 2", Missed{u"w1"_s, 2},         "x x x AVAILABLE AVAILABLE AVAILABLE x x x x");
    row("missed, no limit", Missed{u"w1"_s, 0},        "x x x AVAILABLE AVAILABLE AVAILABLE x x x x");
    row("caller gone", CallerGone{u"w1"_s},            "x x x AVAILABLE AVAILABLE AVAILABLE x x x x");
    row("released", Released{u"w1"_s, kBoss},          "x x x AVAILABLE AVAILABLE AVAILABLE x x x x");
    row("disposed", Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}, "= = = = = = ~ ~ ~ =");
    row("disposed, another call", Disposed{CallId(u"c9"_s), u"sale"_s, kSelf}, "= = = = = = = = = =");
    row("extend", ExtendWrapUp{kSelf},                 "x x x x x x x x ~ x");
    row("wrap-up timer, too early", WrapUpTimer{},     "= = = = = = = = = =");
    row("heartbeat", Heartbeat{},                      "x = = = = = = = = AVAILABLE");
    row("heartbeat not lost", HeartbeatLost{45s, 300s}, "= = = = = = = = = =");
    row("heartbeat lost", HeartbeatLost{0s, 300s},     "= UNREACHABLE UNREACHABLE ~ ~ ~ ~ ~ ~ =");
    row("heartbeat lost for good", HeartbeatLost{0s, 0s}, "= OFFLINE OFFLINE ~ ~ ~ ~ ~ OFFLINE OFFLINE");
    row("lease, still running", LeaseExpired{u"w1"_s}, "= = = = = = = = = =");
    row("restored, call live", Restored{CallId(u"c1"_s), true, usualWrapUp()}, "= TALKING TALKING = = = = = = TALKING");
    row("restored, no call", Restored{{}, true, usualWrapUp()}, "= = = AVAILABLE AVAILABLE AVAILABLE WRAPUP WRAPUP = =");
    row("restored, own call over", Restored{{}, false, usualWrapUp()}, "= = = AVAILABLE AVAILABLE AVAILABLE AVAILABLE AVAILABLE = =");
}

void AgentTransitionTest::table() {
    QFETCH(AgentInput, input);
    QFETCH(QString, expected);
    QStringList got;
    for (int state = 0; state <= static_cast<int>(AgentState::Unreachable); ++state) {
        const Agent agent = agentIn(static_cast<AgentState>(state));
        QCOMPARE(stateOf(agent), static_cast<AgentState>(state));
        const AgentTransition t = step(agent, input);
        got << outcome(agent, t);
        if (!t.change) continue;
        QCOMPARE(t.agent.version, agent.version + 1);
        QCOMPARE(t.change->from, stateOf(agent));
        QCOMPARE(t.change->to, stateOf(t.agent));
        QCOMPARE(t.change->version, t.agent.version);
        QVERIFY(t.change->at == kStart && t.change->agentId.text() == agent.id.text());
    }
    QCOMPARE(got.join(u' '), expected);
}

void AgentTransitionTest::everyRuleOfTheTableIsReached() {
    // Each input has a rule for each state, so that nothing falls through without a sentence.
    for (size_t input = 0; input < std::variant_size_v<AgentInput>; ++input) {
        QSet<int> covered;
        for (const AgentRule &rule : agentRules())
            if (qstrcmp(rule.input, agentInputName(input)) == 0 && rule.guard[0] == '\0')
                for (const AgentState state : rule.from) covered << static_cast<int>(state);
        QVERIFY2(covered.size() == 10, agentInputName(input));
    }
}

void AgentTransitionTest::refusalsAreSentencesAndChangeNothing() {
    QRandomGenerator random(40);
    int refusals = 0;
    for (int i = 0; i < 4000; ++i) {
        const Agent agent = agentIn(static_cast<AgentState>(random.bounded(10)));
        const AgentTransition t = step(agent, randomInput(random, kStart));
        if (!t.refusal) continue;
        ++refusals;
        QVERIFY2(t.refusal->message.endsWith(u'.') && t.refusal->message.size() > 10, qPrintable(t.refusal->message));
        QVERIFY(t.agent == agent && !t.change && !t.heard && t.uncodedCall.isEmpty() && t.releasedCall.isEmpty());
    }
    QVERIFY(refusals > 500);
}

void AgentTransitionTest::breakWhileBusyWaitsAndBlocksOffers_data() {
    QTest::addColumn<int>("state");
    for (int state = static_cast<int>(AgentState::Reserved); state <= static_cast<int>(AgentState::WrapUp); ++state)
        QTest::newRow(qPrintable(agentStateName(static_cast<AgentState>(state)))) << state;
}

void AgentTransitionTest::breakWhileBusyWaitsAndBlocksOffers() {
    QFETCH(int, state);
    Agent agent = after(agentIn(static_cast<AgentState>(state)), {NotReady{kSelf, u"lunch"_s}});
    QCOMPARE(static_cast<int>(stateOf(agent)), state);
    QCOMPARE(agent.pending->reason, u"lunch"_s);
    QVERIFY(!isRoutable(agent, 1));
    // He thinks better of it: the work goes on, and he is available after it.
    QVERIFY(!after(agent, {Ready{kSelf}}).pending);
    if (agent.reservation) agent = after(agent, {CallerGone{u"w1"_s}});
    else if (!agent.wrapUp) agent = after(agent, {WorkEnded{u"w1"_s, true, true, usualWrapUp()}});
    if (agent.wrapUp) agent = after(agent, {Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}}, kStart + 5s);
    QCOMPARE(stateOf(agent), AgentState::NotReady);
    QCOMPARE(agent.reason, u"lunch"_s);
    QVERIFY(!agent.pending);
}

void AgentTransitionTest::missesInARow() {
    Agent agent = agentIn(AgentState::Available);
    const auto missOnce = [&](const QString &work) {
        agent = after(agent, {Reserve{work, CallId(u"c1"_s), u"q1"_s, kStart + 9s}, LegRings{work, {}, {}}});
        AgentTransition t = step(agent, Missed{work, 3});
        QCOMPARE(t.releasedCall.text(), u"c1"_s); // the caller goes back to his place
        agent = t.agent;
    };
    missOnce(u"a"_s);
    missOnce(u"b"_s);
    QCOMPARE(stateOf(agent), AgentState::Available);
    QCOMPARE(agent.missesInRow, 2);
    // An answer begins a new row.
    agent = after(agent, {Reserve{u"c"_s, CallId(u"c1"_s), u"q1"_s, kStart + 9s}, Answered{u"c"_s}, WorkEnded{u"c"_s, true, false, {}}});
    QCOMPARE(agent.missesInRow, 0);
    for (const QString &work : {u"d"_s, u"e"_s, u"f"_s}) missOnce(work);
    QCOMPARE(stateOf(agent), AgentState::NotReady);
    QCOMPARE(agent.reason, u"missed"_s);
    agent = after(agent, {Ready{kSelf}});
    QCOMPARE(agent.missesInRow, 0);
}

void AgentTransitionTest::wrapUp_data() {
    QTest::addColumn<bool>("required");
    QTest::addColumn<bool>("automatic");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("endsAt"); // seconds; -1: only by a disposition
    QTest::addColumn<bool>("uncoded");
    QTest::newRow("required, no maximum") << true << false << 0 << -1 << false;
    QTest::newRow("required, maximum") << true << false << 60 << -1 << false; // never work without a disposition
    QTest::newRow("required, automatic") << true << true << 60 << 60 << true;
    QTest::newRow("required, automatic, no maximum") << true << true << 0 << -1 << false;
    QTest::newRow("not required, maximum") << false << false << 60 << 60 << true;
    QTest::newRow("not required, minimum only") << false << false << 0 << 5 << true;
    QTest::newRow("maximum below the minimum") << true << true << 2 << 5 << true;
}

void AgentTransitionTest::wrapUp() {
    QFETCH(bool, required);
    QFETCH(bool, automatic);
    QFETCH(int, maximum);
    QFETCH(int, endsAt);
    QFETCH(bool, uncoded);
    const WrapUpPolicy policy{5s, std::chrono::seconds(maximum), required, automatic, 2, 30s, false};
    const Agent agent = after(agentIn(AgentState::Talking), {WorkEnded{u"w1"_s, true, true, policy}});
    QCOMPARE(stateOf(agent), AgentState::WrapUp);
    QVERIFY(!isRoutable(agent, 1));
    QCOMPARE(agent.dueAt().has_value(), endsAt >= 0);
    for (int second = 0; second <= 600; ++second) {
        const AgentTransition t = step(agent, WrapUpTimer{}, kStart + std::chrono::seconds(second));
        const bool ended = endsAt >= 0 && second >= endsAt;
        QCOMPARE(stateOf(t.agent), ended ? AgentState::NotReady : AgentState::WrapUp);
        if (!ended) continue;
        QCOMPARE(t.agent.reason, u"after_call"_s); // the setting wants a click
        QCOMPARE(t.uncodedCall.text(), uncoded ? u"c1"_s : QString());
        QVERIFY(t.agent.lastWorkEndedAt == kStart + std::chrono::seconds(second));
    }
    // A disposition ends it, but not before the minimum.
    Agent early = after(agent, {Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}}, kStart + 1s);
    QCOMPARE(stateOf(early), AgentState::WrapUp);
    QVERIFY(early.dueAt() == kStart + 5s);
    const AgentTransition end = step(early, WrapUpTimer{}, kStart + 5s);
    QCOMPARE(stateOf(end.agent), AgentState::NotReady);
    QVERIFY(end.uncodedCall.isEmpty());
}

void AgentTransitionTest::wrapUpIsExtended() {
    Agent agent = agentIn(AgentState::WrapUp);
    QVERIFY(agent.dueAt() == kStart + 60s);
    agent = after(agent, {ExtendWrapUp{kSelf}, ExtendWrapUp{kSelf}});
    QVERIFY(agent.dueAt() == kStart + 120s);
    QVERIFY(step(agent, ExtendWrapUp{kSelf}).refusal);
    QCOMPARE(stateOf(step(agent, WrapUpTimer{}, kStart + 119s).agent), AgentState::WrapUp);
    QCOMPARE(stateOf(step(agent, WrapUpTimer{}, kStart + 120s).agent), AgentState::Available);
}

void AgentTransitionTest::dispositionDuringTheCall() {
    Agent agent = after(agentIn(AgentState::Talking), {Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}});
    agent = after(agent, {WorkEnded{u"w1"_s, true, true, usualWrapUp()}});
    QCOMPARE(stateOf(agent), AgentState::WrapUp);
    QVERIFY(agent.dueAt() == kStart + 5s); // the minimum is left
    WrapUpPolicy none = usualWrapUp();
    none.minimum = 0s;
    agent = after(after(agentIn(AgentState::Talking), {Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}}), {WorkEnded{u"w1"_s, true, true, none}});
    QCOMPARE(stateOf(agent), AgentState::Available);
}

void AgentTransitionTest::lateInputsDoNotTouchOtherWork() {
    const QString late = u"w0"_s;
    const std::vector<AgentInput> inputs{LegRings{late, {}, {}}, PreviewShown{late, {}}, Answered{late}, Hold{late}, Unhold{late},
                                         WorkEnded{late, true, true, usualWrapUp()}, Missed{late, 1}, CallerGone{late}, Released{late, kBoss},
                                         LeaseExpired{late}};
    for (int state = 0; state < 10; ++state) {
        const Agent agent = agentIn(static_cast<AgentState>(state));
        for (const AgentInput &input : inputs) QVERIFY2(step(agent, input, kStart + 1h).agent == agent, agentInputName(input.index()));
    }
}

void AgentTransitionTest::ownCallsNeedNoReadiness() {
    Agent agent = after(agentIn(AgentState::NotReady), {NotReady{kSelf, u"lunch"_s}, Reserve{u"w"_s, CallId(u"c"_s), {}, kStart + 9s, true}});
    QCOMPARE(stateOf(agent), AgentState::Reserved);
    QCOMPARE(stateOf(step(agent, Missed{u"w"_s, 1}).agent), AgentState::NotReady);
    QCOMPARE(step(agent, Missed{u"w"_s, 1}).agent.missesInRow, 0);
    agent = after(agent, {LegRings{u"w"_s, {}, {}}, Answered{u"w"_s}, WorkEnded{u"w"_s, true, false, usualWrapUp()}});
    QCOMPARE(stateOf(agent), AgentState::NotReady);
    QCOMPARE(agent.reason, u"lunch"_s);
}

void AgentTransitionTest::capacityZeroIsNotRoutable() {
    for (int state = 0; state < 10; ++state) {
        const Agent agent = agentIn(static_cast<AgentState>(state));
        QVERIFY(!isRoutable(agent, 0));
        QCOMPARE(isRoutable(agent, 1), static_cast<AgentState>(state) == AgentState::Available);
    }
}

void AgentTransitionTest::supervisorLogsOffAtTheEndOfTheCall() {
    Agent agent = after(agentIn(AgentState::Talking), {Logout{kBoss, true, u"shift over"_s}, NotReady{kSelf, u"lunch"_s}});
    QVERIFY(agent.pending->logOff); // a break does not take it back
    agent = after(agent, {WorkEnded{u"w1"_s, true, true, usualWrapUp()}});
    QCOMPARE(stateOf(agent), AgentState::WrapUp);
    const AgentTransition t = step(agent, Disposed{CallId(u"c1"_s), u"sale"_s, kSelf}, kStart + 6s);
    QCOMPARE(stateOf(t.agent), AgentState::Offline);
    QCOMPARE(t.change->reason, u"shift over"_s);
    // From an offer at once, and the caller is given back.
    QCOMPARE(step(agentIn(AgentState::Ringing), Logout{kBoss, true, u"x"_s}).releasedCall.text(), u"c1"_s);
    QCOMPARE(step(agentIn(AgentState::WrapUp), Logout{kBoss, true, u"x"_s}).uncodedCall.text(), u"c1"_s);
}

void AgentTransitionTest::silence() {
    const HeartbeatLost look{45s, 300s};
    Agent idle = agentIn(AgentState::Available);
    QVERIFY(!step(idle, look, kStart + 44s).change);
    idle = step(idle, look, kStart + 45s).agent;
    QCOMPARE(stateOf(idle), AgentState::Unreachable);
    QVERIFY(!isRoutable(idle, 1));
    QVERIFY(!step(idle, look, kStart + 299s).change);
    QCOMPARE(stateOf(step(idle, look, kStart + 300s).agent), AgentState::Offline);
    QCOMPARE(stateOf(step(idle, Heartbeat{}, kStart + 200s).agent), AgentState::Available);
    // A live call is kept, however long; when it is over he is gone, and the call gets its disposition.
    Agent talking = step(agentIn(AgentState::Talking), look, kStart + 45s).agent;
    QCOMPARE(stateOf(talking), AgentState::Talking);
    QCOMPARE(talking.presence, AgentPresence::Unreachable);
    QCOMPARE(stateOf(step(talking, look, kStart + 2h).agent), AgentState::Talking);
    const Agent wrapping = step(talking, WorkEnded{u"w1"_s, true, true, usualWrapUp()}, kStart + 2h).agent;
    const AgentTransition gone = step(wrapping, look, kStart + 2h);
    QCOMPARE(stateOf(gone.agent), AgentState::Offline);
    QCOMPARE(gone.uncodedCall.text(), u"c1"_s);
    QVERIFY(step(gone.agent, Heartbeat{}).refusal);
}

void AgentTransitionTest::restart() {
    // Silence while the server was away is nobody's fault; who was unreachable before stays so.
    const Agent online = step(agentIn(AgentState::Available), Restored{}, kStart + 1h).agent;
    QVERIFY(!step(online, HeartbeatLost{45s, 300s}, kStart + 1h).change);
    QVERIFY(isRoutable(online, 1));
    const Agent silent = step(agentIn(AgentState::Unreachable), Restored{}, kStart + 1h).agent;
    QCOMPARE(stateOf(silent), AgentState::Unreachable);
    QCOMPARE(stateOf(step(silent, HeartbeatLost{45s, 300s}, kStart + 1h).agent), AgentState::Offline);
}

void AgentTransitionTest::randomHistoriesBreakNoRule() {
    QRandomGenerator random(41);
    std::array<int, 10> seen{};
    for (int history = 0; history < 400; ++history) {
        Agent agent;
        agent.id = UserId(u"agent-1"_s);
        UtcTime now = kStart;
        for (int i = 0; i < 150; ++i) {
            now += std::chrono::milliseconds(random.bounded(6000));
            const AgentInput input = randomInput(random, now);
            const AgentTransition t = step(agent, input, now);
            const QByteArray name = agentInputName(input.index());
            const QString broken = brokenRule(t.agent);
            QVERIFY2(broken.isEmpty(), qPrintable(QString(QString::fromLatin1(name) + u": "_s + broken)));
            Agent same = t.agent;
            same.lastHeardAt = agent.lastHeardAt;
            QCOMPARE(t.change.has_value(), !(same == agent));
            QCOMPARE(t.agent.version, agent.version + (t.change ? 1 : 0));
            // One work at a time: other work begins only after rest.
            if (!agent.workId.isEmpty() && !t.agent.workId.isEmpty()) QCOMPARE(t.agent.workId, agent.workId);
            if (!agent.callId.isEmpty() && !t.agent.callId.isEmpty()) QCOMPARE(t.agent.callId.text(), agent.callId.text());
            // The machine is idempotent about what it has been told: the same once more never breaks anything.
            QVERIFY(brokenRule(step(t.agent, input, now).agent).isEmpty());
            agent = t.agent;
            ++seen[static_cast<size_t>(stateOf(agent))];
        }
    }
    for (size_t state = 0; state < seen.size(); ++state) QVERIFY2(seen[state] > 50, qPrintable(agentStateName(static_cast<AgentState>(state))));
}

QTEST_GUILESS_MAIN(AgentTransitionTest)
#include "tst_agent_transition.moc"
