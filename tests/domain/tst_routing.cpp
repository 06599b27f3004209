// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/routing_world.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'000'000);
const QueueId kQueue(u"sales"_s);
const SkillId kSpanish(u"es"_s);

RoutingAgent agent(const QString &id, int tier = 1, int position = 0) {
    RoutingAgent made;
    made.id = UserId(id);
    made.work = AgentWork::Idle;
    made.routable = true;
    made.places = {{kQueue, tier, position, 1}};
    made.idleSince = kNow - 1min;
    return made;
}

WaitingEntry caller(const QString &id, std::chrono::seconds waited, const QueueId &queue = kQueue) {
    WaitingEntry entry;
    entry.id = QueueEntryId(id);
    entry.callId = CallId(u"call-"_s + id);
    entry.queue = queue;
    entry.enteredAt = kNow - waited;
    return entry;
}

RoutingView floorOf(QueueStrategy strategy, std::vector<RoutingAgent> agents, std::vector<WaitingEntry> waiting) {
    RoutingView view;
    view.queues.push_back({});
    view.queues[0].settings.id = kQueue;
    view.queues[0].settings.strategy = strategy;
    view.agents = std::move(agents);
    view.waiting = std::move(waiting);
    return view;
}

QString chosen(const RoutingView &view) {
    const auto result = match(view, kNow);
    return result.offers.empty() ? QString() : result.offers[0].agents[0].text();
}

QString reasonOf(const RoutingView &view) {
    const auto result = match(view, kNow);
    QStringList texts;
    if (result.waiting.empty()) return {};
    WaitWords words;
    words.skill = [](const SkillId &) { return u"Spanish"_s; };
    for (const WaitReason &reason : result.waiting.back().reasons) texts << waitReasonText(reason, words);
    return texts.join(u"; "_s);
}

} // namespace

class RoutingTest : public QObject {
    Q_OBJECT

private slots:
    void strategiesChooseTheirAgent() {
        auto a = agent(u"a"_s, 1, 2), b = agent(u"b"_s, 1, 1), c = agent(u"c"_s, 1, 3);
        a.idleSince = kNow - 3min; a.callsHandled = 5; a.talkSeconds = 100;
        b.idleSince = kNow - 1min; b.callsHandled = 9; b.talkSeconds = 900;
        c.idleSince = kNow - 2min; c.callsHandled = 2; c.talkSeconds = 300;
        const auto with = [&](QueueStrategy strategy) { return floorOf(strategy, {c, b, a}, {caller(u"1"_s, 5s)}); };
        QCOMPARE(chosen(with(QueueStrategy::LongestIdle)), u"a"_s);
        QCOMPARE(chosen(with(QueueStrategy::FewestCalls)), u"c"_s);
        QCOMPARE(chosen(with(QueueStrategy::LeastTalk)), u"a"_s);
        QCOMPARE(chosen(with(QueueStrategy::TopDown)), u"b"_s);
        QCOMPARE(match(with(QueueStrategy::RingAll), kNow).offers[0].agents.size(), size_t{3});
        QCOMPARE(chosen(with(QueueStrategy::RoundRobin)), u"b"_s);
    }

    void roundRobinGoesRoundAndKeepsItsMemory() {
        RoutingView view = floorOf(QueueStrategy::RoundRobin, {agent(u"a"_s), agent(u"b"_s), agent(u"c"_s)}, {caller(u"1"_s, 5s)});
        QStringList rung;
        for (int i = 0; i < 7; ++i) {
            const auto result = match(view, kNow);
            rung << result.offers[0].agents[0].text();
            view.roundRobin = result.roundRobin;
        }
        QCOMPARE(rung.join(u""_s), u"abcabca"_s);
        view.waiting = {caller(u"1"_s, 5s), caller(u"2"_s, 4s)};
        const auto both = match(view, kNow);
        QCOMPARE(both.offers[0].agents[0].text() + both.offers[1].agents[0].text(), u"bc"_s);
    }

    void weightsShareTheCallers() {
        auto a = agent(u"a"_s), b = agent(u"b"_s);
        b.places[0].weight = 3;
        int toB = 0;
        for (int i = 0; i < 4000; ++i) {
            RoutingView view = floorOf(QueueStrategy::RandomWeighted, {a, b}, {caller(QString::number(i), 5s)});
            view.seed = 7;
            toB += chosen(view) == u"b"_s ? 1 : 0;
        }
        QVERIFY2(toB > 2850 && toB < 3150, qPrintable(QString::number(toB))); // 3000 expected, sd 27
    }

    void tiersJoinAfterTheirStepAndEmptyOnesAreSkipped() {
        auto away = agent(u"away"_s, 1);
        away.work = AgentWork::LoggedOut;
        away.routable = false;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {away, agent(u"b"_s, 2), agent(u"c"_s, 3)}, {caller(u"1"_s, 5s)});
        view.queues[0].settings.tierStepSeconds = 30;
        QCOMPARE(chosen(view), u"b"_s);
        view.queues[0].settings.skipEmptyTiers = false;
        QCOMPARE(chosen(view), QString());
        QVERIFY(reasonOf(view).startsWith(u"agents of tier 2 are free and join at "_s));
        QCOMPARE(match(view, kNow).nextChangeAt, std::optional(kNow + 25s));
        QCOMPARE(match(view, kNow + 25s).offers[0].agents[0].text(), u"b"_s);
        view.agents[1].work = AgentWork::Talking;
        view.agents[1].routable = false;
        QVERIFY(match(view, kNow + 54s).offers.empty());
        QCOMPARE(match(view, kNow + 55s).offers[0].agents[0].text(), u"c"_s);
    }

    void skillsRelaxStepByStep() {
        auto a = agent(u"a"_s);
        a.skills = {{kSpanish, 2}};
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {a}, {caller(u"1"_s, 5s)});
        Queue &queue = view.queues[0].settings;
        queue.skills = {{kSpanish, 4, 1}};
        QCOMPARE(reasonOf(view), u"no agent has Spanish ≥ 4"_s);
        queue.relaxAfterSeconds = 20;
        queue.relaxEverySeconds = 10;
        QCOMPARE(reasonOf(view), u"no agent has Spanish ≥ 4 before 15:04 UTC"_s);
        QVERIFY(match(view, kNow + 24s).offers.empty());
        const auto offer = match(view, kNow + 25s).offers;
        QCOMPARE(offer.size(), size_t{1});
        QCOMPARE(offer[0].relaxed, (std::vector<RelaxedSkill>{{kSpanish, 4, 2}}));
        QCOMPARE(relaxedLevel(queue, 4, 19s), 4);
        QCOMPARE(relaxedLevel(queue, 4, 20s), 3);
        QCOMPARE(relaxedLevel(queue, 4, 1h), 1);
    }

    void moreSkillBreaksATie() {
        auto a = agent(u"a"_s), b = agent(u"b"_s);
        a.skills = {{kSpanish, 3}};
        b.skills = {{kSpanish, 7}};
        RoutingView view = floorOf(QueueStrategy::FewestCalls, {a, b}, {caller(u"1"_s, 5s)});
        view.queues[0].settings.skills = {{kSpanish, 3, 1}};
        QCOMPARE(chosen(view), u"b"_s);
    }

    void callersAreServedAcrossQueuesByPriorityThenAgeing() {
        auto both = agent(u"a"_s);
        const QueueId vip(u"vip"_s);
        both.places.push_back({vip, 1, 0, 1});
        auto early = caller(u"early"_s, 100s), urgent = caller(u"urgent"_s, 50s), late = caller(u"late"_s, 1s, vip);
        urgent.callPriority = 51;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {both}, {early, urgent, late});
        view.queues.push_back(view.queues[0]);
        view.queues[1].settings.id = vip;
        const auto first = [&] { return match(view, kNow).offers[0].entryId.text(); };
        QCOMPARE(first(), u"urgent"_s); // 50 + 51 > 100
        view.waiting[1].callPriority = 49;
        QCOMPARE(first(), u"early"_s);
        view.waiting[1].callPriority = 50;
        QCOMPARE(first(), u"early"_s); // equal: the older
        view.queues[1].settings.priority = 1;
        QCOMPARE(first(), u"late"_s);
        QCOMPARE(reasonOf(view), u"1 caller is ahead in more important queues, 1 caller is ahead by waiting time and priority"_s);
    }

    void theLastAgentGoesFirstAndTheCallerIsKeptForHim() {
        auto a = agent(u"a"_s), b = agent(u"b"_s);
        a.idleSince = kNow - 1h;
        auto entry = caller(u"1"_s, 5s);
        entry.lastAgent = b.id;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {a, b}, {entry});
        QCOMPARE(chosen(view), u"a"_s);
        view.waiting[0].wantsLastAgent = true; // promised
        QCOMPARE(chosen(view), u"b"_s);
        view.waiting[0].wantsLastAgent = false;
        view.queues[0].settings.stickyLastAgent = true;
        QCOMPARE(chosen(view), u"b"_s);
        view.agents[1].work = AgentWork::Talking;
        view.agents[1].routable = false;
        QCOMPARE(chosen(view), u"a"_s);
        view.queues[0].settings.stickyWaitSeconds = 30;
        QCOMPARE(chosen(view), QString());
        QVERIFY(reasonOf(view).startsWith(u"kept for b, who knows the caller, until "_s));
        QCOMPARE(match(view, kNow + 25s).offers[0].agents[0], a.id);
    }

    void whoDidNotPickUpIsAskedLast() {
        auto entry = caller(u"1"_s, 5s);
        entry.triedAgents = {UserId(u"a"_s)};
        auto a = agent(u"a"_s);
        a.idleSince = kNow - 1h;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {a, agent(u"b"_s, 2)}, {entry});
        QCOMPARE(chosen(view), u"b"_s);
        view.agents.pop_back();
        QCOMPARE(chosen(view), u"a"_s);
    }

    /// Whoever comes back from an agent who did not pick up stands before all who came after him.
    void reofferKeepsThePlace() {
        QRandomGenerator random(11);
        for (int i = 0; i < 200; ++i) {
            RoutingView view = floorOf(QueueStrategy::LongestIdle, {agent(u"a"_s)}, {});
            for (int n = 0; n < 8; ++n) view.waiting.push_back(caller(QString::number(n), std::chrono::seconds(random.bounded(1, 100))));
            const Offer offer = match(view, kNow).offers.at(0);
            for (WaitingEntry &entry : view.waiting)
                if (entry.id == offer.entryId) entry.triedAgents.push_back(UserId(u"a"_s));
            view.waiting.push_back(caller(u"newcomer"_s, 0s));
            QCOMPARE(match(view, kNow + 20s).offers.at(0).entryId, offer.entryId);
        }
    }

    /// A callback has its place like anybody, waits for its hour without being in anybody's way, and does not wait for ever.
    void callbacksKeepTheirPlace() {
        auto first = caller(u"1"_s, 50s), second = caller(u"2"_s, 10s);
        first.callback = true;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {agent(u"a"_s)}, {second, first});
        view.queues[0].settings.maxWaitSeconds = 20;
        RoutingResult result = match(view, kNow);
        QCOMPARE(result.offers.at(0).entryId, first.id);
        QVERIFY(result.overflows.empty());
        view.waiting[1].notBefore = kNow + 5s;
        result = match(view, kNow);
        QCOMPARE(result.offers.at(0).entryId, second.id);
        QCOMPARE(result.nextChangeAt, std::optional(kNow + 5s));
        QVERIFY(waitReasonText(result.waiting.at(0).reasons.at(0), {}).startsWith(u"is not to be called back before "_s));
        view.agents.clear();
        view.waiting[1].notBefore.reset();
        QVERIFY(match(view, first.enteredAt + kPlaceLife - 1us).overflows.size() == 1); // the other one
        result = match(view, first.enteredAt + kPlaceLife);
        QCOMPARE(result.overflows.size(), size_t{2});
    }

    void reasonsAreWords() {
        auto a = agent(u"a"_s), b = agent(u"b"_s), c = agent(u"c"_s), d = agent(u"d"_s);
        for (auto *busy : {&a, &b, &c, &d}) busy->routable = false, busy->work = AgentWork::Talking;
        d.work = AgentWork::WrapUp;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {a, b, c, d}, {caller(u"1"_s, 5s)});
        QCOMPARE(reasonOf(view), u"3 agents talk, 1 wraps up"_s);
        for (RoutingAgent &out : view.agents) out.work = AgentWork::LoggedOut;
        QCOMPARE(reasonOf(view), u"nobody is logged in"_s);
        view.agents.clear();
        QCOMPARE(reasonOf(view), u"the queue has no agents"_s);
    }

    void estimateCountsThePlaceAndThoseWhoWork() {
        auto a = agent(u"a"_s), b = agent(u"b"_s);
        for (auto *busy : {&a, &b}) busy->routable = false, busy->work = AgentWork::Talking;
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {a, b}, {caller(u"1"_s, 9s), caller(u"2"_s, 8s), caller(u"3"_s, 7s)});
        QVERIFY(!match(view, kNow).waiting[2].estimatedSeconds);
        view.queues[0].averageHandleSeconds = 100;
        QCOMPARE(match(view, kNow).waiting[0].estimatedSeconds, std::optional(50));
        QCOMPARE(match(view, kNow).waiting[2].estimatedSeconds, std::optional(150));
        QCOMPARE(match(view, kNow).waiting[2].position, 3);
        for (RoutingAgent &out : view.agents) out.work = AgentWork::NotReady;
        QVERIFY(!match(view, kNow).waiting[0].estimatedSeconds);
    }

    void maximumWaitAndSize() {
        RoutingView view = floorOf(QueueStrategy::LongestIdle, {}, {caller(u"1"_s, 60s), caller(u"2"_s, 59s)});
        Queue &queue = view.queues[0].settings;
        queue.maxWaitSeconds = 60;
        queue.overflow.kind = OverflowKind::Voicemail;
        const auto result = match(view, kNow);
        QCOMPARE(result.overflows, (std::vector<OverflowDue>{{QueueEntryId(u"1"_s), kQueue, queue.overflow}}));
        QCOMPARE(result.nextChangeAt, std::optional(kNow + 1s));
        queue.maxSize = 2;
        QVERIFY(mayEnter(queue, 1) && !mayEnter(queue, 2));
        queue.maxSize = 0;
        QVERIFY(mayEnter(queue, 100'000));
    }

    void everyRuleHoldsOnRandomFloors() {
        int offers = 0;
        std::set<WaitCode> told;
        for (quint32 seed = 1; seed <= 3000; ++seed) {
            QRandomGenerator random(seed);
            const RoutingView view = randomFloor(random, 1 + random.bounded(6), random.bounded(14), random.bounded(14), kNow);
            const RoutingResult result = match(view, kNow);
            const QString broken = brokenRule(view, result, kNow);
            QVERIFY2(broken.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(broken)));
            offers += static_cast<int>(result.offers.size());
            for (const Waiting &waiting : result.waiting)
                for (const WaitReason &reason : waiting.reasons) {
                    told.insert(reason.code);
                    QVERIFY(!waitReasonText(reason, {}).isEmpty());
                }
        }
        QVERIFY2(offers > 3000, qPrintable(QString::number(offers)));
        QCOMPARE(told.size(), size_t{9}); // every reason has occurred
    }

    /// The order in which the floor is told makes no difference.
    void sameFloorSameResult() {
        for (quint32 seed = 1; seed <= 300; ++seed) {
            QRandomGenerator random(seed);
            RoutingView view = randomFloor(random, 4, 12, 12, kNow);
            const RoutingResult first = match(view, kNow);
            std::mt19937 shuffle(seed);
            std::shuffle(view.waiting.begin(), view.waiting.end(), shuffle);
            std::shuffle(view.agents.begin(), view.agents.end(), shuffle);
            std::shuffle(view.queues.begin(), view.queues.end(), shuffle);
            QVERIFY(match(view, kNow) == first);
        }
    }

    /// Before the told moment nothing changes by time alone, except that callers overtake each other never.
    void nothingChangesBeforeTheToldMoment() {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            QRandomGenerator random(seed);
            const RoutingView view = randomFloor(random, 3, 8, 6, kNow);
            const RoutingResult result = match(view, kNow);
            if (!result.nextChangeAt) {
                QVERIFY(match(view, kNow + 10h).offers == result.offers || !result.offers.empty());
                continue;
            }
            QVERIFY(*result.nextChangeAt > kNow);
            if (!result.offers.empty()) continue; // their own relaxation may go on; they are no longer waiting by then
            const RoutingResult later = match(view, *result.nextChangeAt - 1us);
            QVERIFY2(later.offers.empty() && later.overflows == result.overflows, qPrintable(QString::number(seed)));
        }
    }

    void hundredsOfCallersAndAgentsTakeMilliseconds() {
        QRandomGenerator random(500);
        RoutingView view = randomFloor(random, 20, 500, 500, kNow);
        const int offered = static_cast<int>(match(view, kNow).offers.size());
        QVERIFY(offered > 20);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) match(view, kNow);
        qInfo("500 waiting, 500 agents, 20 queues: %.2f ms a match, %d offers", static_cast<double>(timer.nsecsElapsed()) / 20e6, offered);
        for (RoutingAgent &busy : view.agents) busy.routable = false, busy.work = AgentWork::Talking;
        timer.restart();
        for (int i = 0; i < 20; ++i) match(view, kNow);
        qInfo("the same with nobody free: %.2f ms a match", static_cast<double>(timer.nsecsElapsed()) / 20e6);
    }
};

QTEST_GUILESS_MAIN(RoutingTest)
#include "tst_routing.moc"
