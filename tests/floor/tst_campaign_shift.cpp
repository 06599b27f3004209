// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
#include "server/simulator/random.h"
#include "server/store/attempt_store.h"
#include "server/store/campaign_store.h"
#include "server/store/lead_store.h"
#include "tests/floor/day_floor.h"
#include "tests/support/pg_cluster.h"

#include <QJsonArray>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {

constexpr auto kHeartbeat = 120s;
constexpr int kPatienceMs = 2000;
/// From the end of the patience until the product and the carrier have told each other of it.
constexpr auto kOnItsWay = 1s;

QString numberAt(int i) { return u"+1312%1"_s.arg(2'000'000 + i); }

/// What a shift came to, by the rows and by the carrier.
struct ShiftTotals {
    int dialled = 0, answered = 0, connected = 0, abandoned = 0, gone = 0;
    int mostRinging = 0; ///< People, at one moment.
};

} // namespace

/// A shift of live agents in a campaign, on the virtual clock: whoever answers is connected to a free agent within the patience or is
/// abandoned with a message, nobody is rung twice, no agent has two callers, and the books agree with the rows.
class CampaignShift : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<DayFloor> m_floor;
    CampaignId m_campaign;
    int m_leads = 0;

    template <class Op>
    QJsonObject now(const UserId &who, const Op &op) {
        const auto reply = m_floor->askNow(who, Op::name, encodeOperation(op));
        if (!reply) qWarning() << Op::name << reply.error().message;
        return reply ? *reply : QJsonObject();
    }
    void heartbeat(const UserId &agent) {
        m_floor->act(agent, AgentHeartbeat{});
        m_floor->later(kHeartbeat, [this, agent] { heartbeat(agent); });
    }
    template <class T>
    T read(std::function<T(store::Tx &)> work) {
        auto future = m_floor->engine().storage().read<T>([work = std::move(work)](store::Tx &tx) -> Result<T> { return work(tx); });
        future.waitForFinished();
        return future.result().value();
    }

    QString makeQueue() {
        CreateQueue queue;
        queue.queueName = u"Outbound"_s;
        const QString id = now(m_floor->admin(), queue).value(u"id"_s).toString();
        for (const UserId &agent : m_floor->agents()) {
            SetQueueMember member;
            member.id = QueueId(id);
            member.userId = agent;
            now(m_floor->admin(), member);
        }
        return id;
    }
    /// People of all kinds: three in ten answer.
    void makePeople(quint64 seed, int leads) {
        simulator::Random random(seed, 7);
        for (int i = 0; i < leads; ++i) {
            const qint64 luck = random.between(0, 99);
            LegScript script;
            script.outcome = luck < 30 ? Outcome::Human : luck < 50 ? Outcome::Busy : Outcome::NoAnswer;
            script.ring = Ms(luck < 30 ? random.between(3'000, 15'000) : random.between(500, 3'000));
            script.talk = Ms(random.between(20'000, 70'000));
            m_floor->carrier().carrier().scripts().bindNumber(numberAt(i), script);
        }
        for (size_t i = 0; i < m_floor->agents().size(); ++i)
            m_floor->carrier().carrier().scripts().bindNumber(DayFloor::station(i), LegScript{.ring = Ms{300}});
    }
    void makeLeads(int leads) {
        m_leads = leads;
        auto written = m_floor->engine().storage().write<Ok>([id = m_campaign, leads, at = m_floor->now()](store::Tx &tx) -> Result<Ok> {
            const LeadListId list(id.text());
            store::leads::insertList(tx, {list, id, u"List"_s, 0, true, {}, {}, at});
            std::vector<store::NewLead> all(static_cast<size_t>(leads));
            for (int i = 0; i < leads; ++i) all[static_cast<size_t>(i)].numbers.push_back({numberAt(i), u"US"_s});
            store::leads::insert(tx, id, list, 0, all, at);
            auto locked = store::campaigns::lock(tx, id);
            locked->campaign.counts.numbers = locked->campaign.counts.waiting = leads;
            store::campaigns::save(tx, *locked);
            return Ok{};
        });
        written.waitForFinished();
        QVERIFY(written.result().ok());
    }
    void open(const QString &mode, bool postgres, quint64 seed, int agents, int leads, const QJsonObject &otherRules = {}) {
        DayFloorOptions options;
        options.seed = seed;
        options.agents = agents;
        if (postgres) options.databaseUrl = *m_postgres->createDatabase(u"shift"_s);
        m_floor = std::make_unique<DayFloor>(options);
        const auto started = m_floor->start();
        QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().message));
        makePeople(seed, leads);
        CreateCampaign create;
        create.campaignName = u"Shift"_s;
        create.mode = mode;
        create.queueId = makeQueue();
        create.concurrency = 200;
        QJsonObject retries;
        for (const auto &outcome : {u"busy"_s, u"no_answer"_s, u"failed"_s, u"hung_up_at_once"_s}) retries.insert(outcome, QJsonObject{{u"afterSeconds"_s, 0}});
        QJsonObject rules{{u"safeHarbourText"_s, u"This was Example, +13125550100."_s}, {u"patienceMs"_s, kPatienceMs}, {u"ratio"_s, 2.0},
                                   {u"profile"_s, u"none"_s}, {u"ringSeconds"_s, 20}, {u"retries"_s, retries}};
        for (auto it = otherRules.begin(); it != otherRules.end(); ++it) rules.insert(it.key(), it.value());
        create.rules = rules;
        m_campaign = CampaignId(now(m_floor->supervisor(), create).value(u"campaign"_s)[u"id"_s].toString());
        QVERIFY(!m_campaign.isEmpty());
        makeLeads(leads);
        for (const UserId &agent : m_floor->agents()) {
            now(agent, AgentLogin{});
            now(agent, AgentReady{});
            heartbeat(agent);
        }
        LaunchCampaign launch;
        launch.id = m_campaign;
        now(m_floor->supervisor(), launch);
    }

    /// Lives the shift and looks at the carrier all the time; then nobody is dialled any more and what is up comes to its end.
    void live(std::chrono::minutes length, ShiftTotals &totals) {
        for (std::chrono::milliseconds gone{0}; gone < length; gone += 1s) {
            QVERIFY2(m_floor->pass(1s), "the server does not come to rest");
            std::map<QString, int> legs;
            int ringing = 0;
            for (const auto &[serial, leg] : m_floor->carrier().carrier().board().liveLegs()) {
                ++legs[leg->party()];
                ringing += leg->to.startsWith('+'_L1) && !leg->answered();
            }
            for (const auto &[party, count] : legs) QVERIFY2(count == 1, qPrintable(u"%1 has %2 legs"_s.arg(party).arg(count)));
            totals.mostRinging = std::max(totals.mostRinging, ringing);
        }
        DrainCampaign drain;
        drain.id = m_campaign;
        now(m_floor->supervisor(), drain);
        for (int i = 0; i < 600 && !m_floor->carrier().carrier().board().liveLegs().empty(); ++i) QVERIFY(m_floor->pass(1s));
        QVERIFY(m_floor->carrier().carrier().board().liveLegs().empty());
        QVERIFY(m_floor->pass(5s));
    }

    void audit(ShiftTotals &totals) {
        const auto attempts = read<std::vector<store::Attempt>>([this](store::Tx &tx) { return store::attempts::endedSince(tx, m_campaign, {}, 100'000); });
        QCOMPARE(read<int>([this](store::Tx &tx) { return store::attempts::openCount(tx, m_campaign); }), 0);
        std::map<QString, int> dialled;
        for (const store::Attempt &attempt : attempts) {
            ++dialled[attempt.number];
            if (!attempt.answeredAt) continue;
            ++totals.answered;
            totals.connected += !attempt.agent.isEmpty();
            totals.abandoned += attempt.abandoned;
            const bool left = attempt.agent.isEmpty() && !attempt.abandoned; // by himself, before anybody came
            totals.gone += left;
            QVERIFY2(!(attempt.abandoned && !attempt.agent.isEmpty()), qPrintable(attempt.number));
            QCOMPARE(attempt.messagePlayed, attempt.abandoned);
            if (!left) QVERIFY2(std::chrono::microseconds(attempt.waitUs) <= std::chrono::milliseconds(kPatienceMs) + kOnItsWay, qPrintable(attempt.number));
        }
        totals.dialled = static_cast<int>(attempts.size());
        for (int i = 0; i < m_leads; ++i) {
            const auto &made = m_floor->carrier().carrier().dialing().dialsByNumber();
            const auto known = made.find(numberAt(i));
            QCOMPARE(known == made.end() ? 0 : known->second, dialled[numberAt(i)]);
            QVERIFY2(dialled[numberAt(i)] <= 1, qPrintable(numberAt(i)));
        }
        const auto sum = read<store::AbandonSum>([this](store::Tx &tx) { return store::campaigns::abandons(tx, m_campaign, m_floor->now(), 30); });
        QCOMPARE(sum.answeredLive, qint64{totals.answered});
        QCOMPARE(sum.abandoned, qint64{totals.abandoned});
        QCOMPARE(sum.messagePlayed, sum.abandoned);
    }

    void shift(const QString &mode, bool postgres, std::chrono::minutes length, ShiftTotals &totals) {
        open(mode, postgres, 20261123, 10, 900);
        if (QTest::currentTestFailed()) return;
        live(length, totals);
        if (!QTest::currentTestFailed()) audit(totals);
        qInfo("%s: %d dialled, %d answered, %d connected, %d abandoned, %d gone before, at most %d rang at once", qPrintable(mode), totals.dialled,
              totals.answered, totals.connected, totals.abandoned, totals.gone, totals.mostRinging);
        m_floor->stop();
    }

    QString status() {
        GetCampaign get;
        get.id = m_campaign;
        return now(m_floor->supervisor(), get).value(u"status"_s).toString();
    }
    QString stateOf(const UserId &agent) { return now(agent, MyAgent{}).value(u"agent"_s)[u"state"_s].toString(); }
    bool passUntil(std::chrono::seconds most, const std::function<bool()> &condition) {
        for (std::chrono::seconds gone{0}; gone < most; gone += 1s) {
            if (condition()) return true;
            if (!m_floor->pass(1s)) return false;
        }
        return condition();
    }
    int dialsTo(const QString &number) {
        const auto &made = m_floor->carrier().carrier().dialing().dialsByNumber();
        const auto known = made.find(number);
        return known == made.end() ? 0 : known->second;
    }
    std::vector<store::Attempt> attempts() {
        return read<std::vector<store::Attempt>>([this](store::Tx &tx) { return store::attempts::endedSince(tx, m_campaign, {}, 1000); });
    }

private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_floor.reset(); }

    /// One line for each idle agent: nobody is abandoned.
    void progressive() {
        ShiftTotals totals;
        shift(u"progressive"_s, false, 12min, totals);
        QVERIFY(totals.mostRinging <= 10);
        QVERIFY(totals.connected > 20);
        QCOMPARE(totals.abandoned, 0);
    }

    void powerAndPredictive_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("postgres");
        QTest::newRow("power") << u"power"_s << false;
        QTest::newRow("predictive, sqlite") << u"predictive"_s << false;
        QTest::newRow("predictive, postgres") << u"predictive"_s << true;
    }
    /// More than one line for each idle agent, and more conversations for it.
    void powerAndPredictive() {
        QFETCH(QString, mode);
        QFETCH(bool, postgres);
        ShiftTotals totals;
        shift(mode, postgres, mode == "power"_L1 ? 12min : 20min, totals);
        QVERIFY(totals.mostRinging > 10);
        QVERIFY(totals.connected > 40);
        QVERIFY(totals.connected > 5 * totals.abandoned);
    }

    void promisedCallbacks_data() {
        QTest::addColumn<bool>("ownerIsThere");
        QTest::addColumn<bool>("postgres");
        QTest::newRow("his agent is there") << true << false;
        QTest::newRow("his agent is away") << false << false;
        QTest::newRow("his agent is there, postgres") << true << true;
    }
    /// The only lead of a campaign asks to be called again: the campaign, which was over, runs again, the one who promised it has the
    /// call, and if he is away the next one has it ten minutes later.
    void promisedCallbacks() {
        QFETCH(bool, ownerIsThere);
        QFETCH(bool, postgres);
        open(u"progressive"_s, postgres, 5, 3, 1, {{u"caps"_s, QJsonObject{{u"gapSeconds"_s, 0}, {u"perDay"_s, 0}}}});
        if (QTest::currentTestFailed()) return;
        m_floor->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{2000}, .talk = Ms{15'000}});
        UserId owner;
        QVERIFY(passUntil(120s, [&] {
            for (const UserId &agent : m_floor->agents())
                if (stateOf(agent) == "WRAPUP"_L1) owner = agent;
            return !owner.isEmpty();
        }));
        QVERIFY(passUntil(10s, [&] { return status() == "completed"_L1; }));
        const auto first = attempts();
        QCOMPARE(first.size(), size_t{1});
        QCOMPARE(first.front().agent, owner);
        DisposeCall dispose;
        dispose.id = first.front().call;
        dispose.code = u"callback"_s;
        dispose.callbackAt = m_floor->now() + 5min;
        QVERIFY(!now(owner, dispose).isEmpty());
        QCOMPARE(status(), u"running"_s);
        QVERIFY(m_floor->pass(60s)); // his after-call work is over; the others have been idle for longer
        if (!ownerIsThere) {
            AgentNotReady away;
            away.reason = u"lunch"_s;
            now(owner, away);
        }
        QVERIFY(m_floor->pass(3min));
        QCOMPARE(dialsTo(numberAt(0)), 1);
        QVERIFY(m_floor->pass(2min));
        QCOMPARE(dialsTo(numberAt(0)), ownerIsThere ? 2 : 1);
        QVERIFY(passUntil(12min, [&] { return attempts().size() == 2; }));
        const UserId taker = attempts().back().agent;
        QVERIFY(!taker.isEmpty());
        QCOMPARE(taker == owner, ownerIsThere);
        QVERIFY(passUntil(60s, [&] { return status() == "completed"_L1; }));
        m_floor->stop();
    }
};

QTEST_GUILESS_MAIN(CampaignShift)
#include "tst_campaign_shift.moc"
