// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/attempt_store.h"
#include "server/store/call_store.h"
#include "server/store/campaign_floor.h"
#include "server/store/campaign_store.h"
#include "server/store/lead_store.h"
#include "server/store/migrator.h"
#include "server/store/suppression_store.h"
#include "tests/store/store_fixture.h"

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
const CampaignId kCampaign(u"c-1"_s);
const LeadListId kList(u"l-1"_s);

NewLead leadWith(const QStringList &numbers, int priority = 0) {
    NewLead lead;
    for (const QString &number : numbers) lead.numbers.push_back({number, u"US"_s});
    lead.priority = priority;
    return lead;
}

Campaign campaignNamed(const CampaignId &id) {
    Campaign campaign;
    campaign.id = id;
    campaign.name = u"Autumn"_s;
    campaign.fromNumber = u"+13125550100"_s;
    campaign.createdAt = kNow;
    campaign.rules = defaultRules();
    return campaign;
}

void setUp(Database &db) {
    campaigns::insert(db, campaignNamed(kCampaign));
    leads::insertList(db, {kList, kCampaign, u"One"_s, 0, true, {}, {}, kNow});
}

Attempt attemptOf(Database &db, const NextLead &lead, const QString &call) {
    Call made;
    made.id = CallId(call);
    made.customerNumber = lead.number;
    made.startedAt = kNow;
    made.campaignId = kCampaign;
    calls::save(db, {made}, 1);
    Attempt attempt;
    attempt.id = u"a-"_s + call;
    attempt.campaign = kCampaign;
    attempt.lead = lead.id;
    attempt.numberId = lead.numberId;
    attempt.number = lead.number;
    attempt.call = made.id;
    attempt.callerId = u"+13125550100"_s;
    attempt.createdAt = kNow;
    return attempt;
}

QStringList numbersOf(const std::vector<NextLead> &leads) {
    QStringList numbers;
    for (const NextLead &lead : leads) numbers << lead.number;
    return numbers;
}

} // namespace

/// Leads, their attempts and what stands in their way, on both databases.
class LeadStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

    std::unique_ptr<Database> fresh(int dialect) {
        const auto url = m_databases.migrated(currentDialect(dialect));
        auto database = url ? openDatabase(*url) : nullptr;
        if (database) inTransaction(*database, setUp);
        return database;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void higherPriorityComesFirstThenTheListsOrder_data() { addDialectRows(); }
    void higherPriorityComesFirstThenTheListsOrder() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            leads::insert(tx, kCampaign, kList, 0,
                          {leadWith({u"+1001"_s}), leadWith({u"+1002"_s}, 5), leadWith({u"+1003"_s}), leadWith({u"+1004"_s}, 5)}, kNow);
        }));
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            const auto next = leads::nextReady(tx, kList, kNow, 10);
            QCOMPARE(numbersOf(next), (QStringList{u"+1002"_s, u"+1004"_s, u"+1001"_s, u"+1003"_s}));
            leads::change(tx, {{next[0].id, u"waiting"_s, kNow + 60s, {}}});
            QCOMPARE(numbersOf(leads::nextReady(tx, kList, kNow, 1)), QStringList{u"+1004"_s});
            QCOMPARE(leads::nextTime(tx, kCampaign), std::optional(kNow + 60s));
            leads::promote(tx, kList, kNow + 59s, 10);
            QCOMPARE(numbersOf(leads::nextReady(tx, kList, kNow, 1)), QStringList{u"+1004"_s});
            leads::promote(tx, kList, kNow + 60s, 10);
            QCOMPARE(numbersOf(leads::nextReady(tx, kList, kNow, 1)), QStringList{u"+1002"_s});
        }));
    }

    void aBlockedNumberIsNeverTheOneToDial_data() { addDialectRows(); }
    void aBlockedNumberIsNeverTheOneToDial() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        NewLead mixed = leadWith({u"911"_s, u"+1001"_s, u"+1002"_s});
        mixed.numbers[0].blockedReason = u"emergency_number"_s;
        NewLead none = leadWith({u"nobody"_s});
        none.numbers[0].blockedReason = u"invalid_number"_s;
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            leads::insert(tx, kCampaign, kList, 0, {mixed, none}, kNow);
            const auto next = leads::nextReady(tx, kList, kNow, 10);
            QCOMPARE(numbersOf(next), QStringList{u"+1001"_s});
            QCOMPARE(leads::numberBehind(tx, next[0].id, 0), std::optional(1));
            QCOMPARE(leads::numberBehind(tx, next[0].id, 1), std::nullopt);
        }));
    }

    /// Whatever the program does: the database refuses a second open attempt for a lead, and for a number, also of another
    /// lead in another campaign.
    void twoOpenAttemptsAreImpossible_data() { addDialectRows(); }
    void twoOpenAttemptsAreImpossible() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        const CampaignId other(u"c-2"_s);
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            campaigns::insert(tx, campaignNamed(other));
            leads::insertList(tx, {LeadListId(u"l-2"_s), other, u"Two"_s, 0, true, {}, {}, kNow});
            leads::insert(tx, kCampaign, kList, 0, {leadWith({u"+1001"_s, u"+1002"_s})}, kNow);
            leads::insert(tx, other, LeadListId(u"l-2"_s), 0, {leadWith({u"+1001"_s})}, kNow);
        }));
        NextLead first, second;
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            first = leads::nextReady(tx, kList, kNow, 1).front();
            second = leads::nextReady(tx, LeadListId(u"l-2"_s), kNow, 1).front();
            QVERIFY(!second.inAttempt);
            attempts::begin(tx, {attemptOf(tx, first, u"k1"_s)});
        }));
        NextLead otherNumber = first;
        otherNumber.number = u"+1002"_s;
        QVERIFY(!inTransaction(*db, [&](Database &tx) { attempts::begin(tx, {attemptOf(tx, otherNumber, u"k2"_s)}); }));
        QCOMPARE(db->failure(), Failure::Constraint);
        QVERIFY(!inTransaction(*db, [&](Database &tx) { attempts::begin(tx, {attemptOf(tx, second, u"k3"_s)}); }));
        QCOMPARE(db->failure(), Failure::Constraint);
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            QVERIFY(leads::nextReady(tx, LeadListId(u"l-2"_s), kNow, 1).front().inAttempt);
            QVERIFY(attempts::close(tx, CallId(u"k1"_s), AttemptOutcome::Busy, {}, kNow));
            QVERIFY(!attempts::close(tx, CallId(u"k1"_s), AttemptOutcome::Busy, {}, kNow));
            attempts::begin(tx, {attemptOf(tx, second, u"k3"_s)});
        }));
    }

    void doNotCallAndConsentShowAtOnce_data() { addDialectRows(); }
    void doNotCallAndConsentShowAtOnce() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        const auto next = [&](Database &tx) { return leads::nextReady(tx, kList, kNow, 1).front(); };
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            leads::insert(tx, kCampaign, kList, 0, {leadWith({u"+1001"_s})}, kNow);
            QVERIFY(!next(tx).doNotCall && !next(tx).consent);
            donotcall::Entry entry{u"d1"_s, u"+1001"_s, {}, {}, u"registry"_s, kNow + 1h, {}, kNow};
            donotcall::add(tx, entry);
            QVERIFY(next(tx).doNotCall);
            QVERIFY(!leads::nextReady(tx, kList, kNow + 1h, 1).front().doNotCall); // it has run out
            donotcall::Entry later{u"d2"_s, u"+1001"_s, {}, {}, u"court"_s, {}, {}, kNow + 2h};
            QCOMPARE(donotcall::add(tx, later).id, u"d2"_s);
            QVERIFY(leads::nextReady(tx, kList, kNow + 2h, 1).front().doNotCall);
            QCOMPARE(donotcall::among(tx, {u"+1001"_s, u"+1002"_s}, kCampaign, kNow), QSet<QString>{u"+1001"_s});
            consents::add(tx, {u"s1"_s, u"+1001"_s, {}, u"Yes"_s, u"web"_s, u"form 7"_s, kNow, {}, {}, {}}, kNow);
            QVERIFY(next(tx).consent);
            QVERIFY(consents::revoke(tx, u"+1001"_s, u"by phone"_s, kNow));
            QVERIFY(!next(tx).consent && !consents::revoke(tx, u"+1001"_s, u"again"_s, kNow));
            consents::add(tx, {u"s2"_s, u"+1001"_s, kCampaign, u"Yes"_s, u"web"_s, u"form 8"_s, kNow, {}, {}, {}}, kNow);
            QVERIFY(next(tx).consent);
        }));
    }

    /// What `callfloor dialer-sim` is fed with: people, machines, who is over at once, and the work on their calls.
    void theRatesOfWhatWasDialled_data() { addDialectRows(); }
    void theRatesOfWhatWasDialled() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            leads::insert(tx, kCampaign, kList, 0, {leadWith({u"+1001"_s}), leadWith({u"+1002"_s}), leadWith({u"+1003"_s}), leadWith({u"+1004"_s})}, kNow);
            int i = 0;
            for (const NextLead &lead : leads::nextReady(tx, kList, kNow, 10)) attempts::begin(tx, {attemptOf(tx, lead, u"k%1"_s.arg(++i))});
            QVERIFY(attempts::close(tx, CallId(u"k1"_s), AttemptOutcome::Answered, kNow + 9s, kNow + 100s));
            QVERIFY(attempts::machine(tx, u"a-k2"_s, u"machine"_s));
            QVERIFY(attempts::close(tx, CallId(u"k2"_s), AttemptOutcome::Machine, kNow + 12s, kNow + 40s));
            QVERIFY(attempts::close(tx, CallId(u"k3"_s), AttemptOutcome::Busy, {}, kNow + 3s));
            QVERIFY(attempts::close(tx, CallId(u"k4"_s), AttemptOutcome::NoAnswer, {}, kNow + 30s));
            tx.run(u"insert into user_account (id, email, email_key, name, password_hash, role, created_us, updated_us) values ('u', 'e', 'e', 'n', 'h', 'AGENT', 0, 0)"_s);
            tx.run(u"insert into work_segment (id, user_id, call_id, kind, began_us, ended_us) values ('w1', 'u', 'k1', 'talk', 0, 60000000), ('w2', 'u', 'k1', 'talk', 0, 30000000), ('w3', 'u', 'k1', 'wrap', 0, 12000000)"_s);
            const DialledRates rates = dialledRates(tx, kCampaign, kNow);
            QCOMPARE(rates.dials, qint64{4});
            QCOMPARE(rates.answers, qint64{1});
            QCOMPARE(rates.quickEnds, qint64{1});
            QCOMPARE(rates.answerRing, 9.0);
            QCOMPARE(rates.talks, qint64{2});
            QCOMPARE(rates.talk, 45.0);
            QCOMPARE(rates.wrap, 12.0);
            QCOMPARE(dialledRates(tx, kCampaign, kNow + 50s).dials, qint64{1});
            QCOMPARE(dialledRates(tx, CampaignId(u"nobody's"_s), kNow).dials, qint64{0});
        }));
    }

    /// A changed, left out or moved entry shows: the hashes do not fit any more.
    void theLedgerIsAChain_data() { addDialectRows(); }
    void theLedgerIsAChain() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        for (int round = 0; round < 3; ++round)
            QVERIFY(inTransaction(*db, [&](Database &tx) {
                auto locked = campaigns::lock(tx, kCampaign);
                campaigns::appendLedger(tx, *locked, {{0, kNow, u"dialled"_s, u"a"_s, "{\"n\":1}", {}}, {0, kNow, u"ended"_s, u"a"_s, "{\"n\":\"\\u00e9\"}", {}}});
                campaigns::save(tx, *locked);
            }));
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            const auto entries = campaigns::ledger(tx, kCampaign, 0, 100);
            QCOMPARE(entries.size(), size_t{6});
            QString before;
            for (size_t i = 0; i < entries.size(); ++i) {
                QCOMPARE(entries[i].seq, static_cast<qint64>(i) + 1);
                before = campaigns::ledgerHash(before, entries[i].body);
                QCOMPARE(entries[i].hash, before);
            }
            QCOMPARE(campaigns::ledger(tx, kCampaign, 4, 100).size(), size_t{2});
        }));
    }

    void answersAddUpByDay_data() { addDialectRows(); }
    void answersAddUpByDay() {
        QFETCH(int, dialect);
        const auto db = fresh(dialect);
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            campaigns::addAbandons(tx, kCampaign, {10, 1, 1, 0}, kNow - 31 * 24h);
            campaigns::addAbandons(tx, kCampaign, {5, 2, 1, 3}, kNow - 24h);
            campaigns::addAbandons(tx, kCampaign, {7, 0, 0, -1}, kNow - 24h);
            const AbandonSum sum = campaigns::abandons(tx, kCampaign, kNow, 30);
            QCOMPARE(sum.answeredLive, 12);
            QCOMPARE(sum.abandoned, 2);
            QCOMPARE(sum.machines, 2);
            campaigns::addRefusals(tx, kCampaign, {{u"calling_hours"_s, 3}}, kNow);
            campaigns::addRefusals(tx, kCampaign, {{u"calling_hours"_s, 4}, {u"gap"_s, 1}}, kNow);
            QCOMPARE(campaigns::refusals(tx, kCampaign).front().count, 7);
        }));
    }

    /// The lists of the first campaigns live on as leads with one number.
    void oldListsBecomeLeads_data() { addDialectRows(); }
    void oldListsBecomeLeads() {
        QFETCH(int, dialect);
        const auto url = m_databases.fresh(currentDialect(dialect));
        STORE_MUST(url);
        auto all = builtInMigrations(currentDialect(dialect));
        const std::vector<Migration> old(all.begin(), all.begin() + 5);
        const auto db = openDatabase(*url);
        STORE_MUST(migrate(*db, old));
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            tx.run(u"insert into campaign (id, name, status, concurrency, from_number, record, use_ai, created_us, numbers, waiting, "
                   "dialling, unanswered) values ('c', 'Old', 'running', 3, '+1', false, true, 5, 3, 1, 1, 1)"_s);
            tx.run(u"insert into call (id, customer_number, direction, status, started_us) values ('k1', '+11', 'outbound', "
                   "'NO_ANSWER', 1), ('k2', '+12', 'outbound', 'RINGING', 1)"_s);
            tx.run(u"insert into campaign_target (id, campaign_id, position, number, region, state, next_us, tries, outcome) values "
                   "('t1', 'c', 0, '+11', 'US', 'done', 0, 1, 'unanswered'), ('t2', 'c', 1, '+12', 'US', 'dialling', 0, 0, null), "
                   "('t3', 'c', 2, '+13', 'US', 'ready', 77, 0, null)"_s);
            tx.run(u"insert into attempt (id, campaign_id, target_id, number, call_id, created_us, ended_us, outcome) values "
                   "('a1', 'c', 't1', '+11', 'k1', 1, 2, 'unanswered'), ('a2', 'c', 't2', '+12', 'k2', 1, null, null)"_s);
        }));
        STORE_MUST(migrate(*db, all));
        QVERIFY(inTransaction(*db, [&](Database &tx) {
            const auto campaign = campaigns::load(tx, CampaignId(u"c"_s));
            QVERIFY(campaign && campaign->status == CampaignStatus::Running && campaign->counts.waiting == 1);
            const auto done = leads::load(tx, LeadId(u"t1"_s)), waits = leads::load(tx, LeadId(u"t3"_s));
            QCOMPARE(done->state, u"done"_s);
            QCOMPARE(done->outcome, attemptOutcomeName(AttemptOutcome::NoAnswer));
            QCOMPARE(waits->state, u"waiting"_s);
            QCOMPARE(waits->next, fromMicros(77));
            QCOMPARE(attempts::openCount(tx, CampaignId(u"c"_s)), 1);
            QVERIFY(attempts::close(tx, CallId(u"k2"_s), AttemptOutcome::Answered, kNow, kNow));
            leads::promote(tx, LeadListId(u"c"_s), kNow, 10);
            QCOMPARE(numbersOf(leads::nextReady(tx, LeadListId(u"c"_s), kNow, 10)), QStringList{u"+13"_s});
        }));
    }
};

QTEST_GUILESS_MAIN(LeadStoreTest)
#include "tst_lead_store.moc"
