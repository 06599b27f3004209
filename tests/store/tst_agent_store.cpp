// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/agent_store.h"

#include "server/store/call_store.h"
#include "server/store/catalogue_store.h"
#include "server/store/user_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <array>
#include <latch>
#include <thread>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);

UtcTime randomTime(QRandomGenerator &random) { return kNow + std::chrono::microseconds(random.bounded(1'000'000'000)); }

template <class T>
std::optional<T> maybe(QRandomGenerator &random, const T &value) { return random.bounded(2) == 0 ? std::optional(value) : std::nullopt; }

/// Any agent at all, whether or not the machine could bring him about: the store keeps what it is given.
Agent randomAgent(QRandomGenerator &random, const UserId &id) {
    Agent agent;
    agent.id = id;
    agent.presence = static_cast<AgentPresence>(random.bounded(3));
    agent.availability = static_cast<AgentAvailability>(random.bounded(2));
    agent.reason = nastyText(random);
    agent.activity = static_cast<AgentActivity>(random.bounded(7));
    agent.pending = maybe(random, PendingBreak{nastyText(random), random.bounded(2) == 0});
    agent.workId = nastyText(random);
    agent.callId = CallId(nastyText(random));
    agent.queueId = nastyText(random);
    agent.reservation = maybe(random, AgentReservation{agent.workId, agent.callId, LegId(nastyText(random)), randomTime(random)});
    agent.ownCall = random.bounded(2) == 0;
    agent.disposed = random.bounded(2) == 0;
    agent.missesInRow = random.bounded(5);
    AgentWrapUp wrapUp{agent.callId, randomTime(random), randomTime(random), maybe(random, randomTime(random)), random.bounded(3), random.bounded(4),
                       std::chrono::seconds(random.bounded(90)), random.bounded(2) == 0, random.bounded(2) == 0, random.bounded(2) == 0, random.bounded(2) == 0};
    agent.wrapUp = maybe(random, wrapUp);
    agent.stateSince = randomTime(random);
    agent.lastWorkEndedAt = maybe(random, randomTime(random));
    agent.lastHeardAt = randomTime(random);
    agent.version = 1 + random.bounded(1000);
    return agent;
}

} // namespace

/// States of agents, the log of their changes, and what they choose from.
class AgentStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::optional<DatabaseUrl> m_url;
    std::unique_ptr<Database> m_database;
    int m_users = 0;

    template <class Work>
    bool write(Work work) { return inTransaction(*m_database, work); }
    UserId addUser(const QString &team = {}, bool disabled = false, int capacity = 1) {
        User user;
        user.id = UserId(u"user-%1"_s.arg(++m_users));
        user.email = user.id.text() + u"@example.com"_s;
        user.name = u"User "_s + QString::number(1000 + m_users);
        user.passwordHash = u"x"_s;
        user.createdAt = kNow;
        user.teamId = team;
        user.disabled = disabled;
        user.capacity = capacity;
        return write([&](Tx &tx) { users::insert(tx, user); }) ? user.id : UserId();
    }
    UserId addAgent(const Agent &as, int capacity = 1, bool disabled = false) {
        Agent agent = as;
        agent.id = addUser({}, disabled, capacity);
        return write([&](Tx &tx) { QVERIFY(agents::save(tx, agent, 0)); }) ? agent.id : UserId();
    }

private slots:
    static void initTestCase_data() { addDialectRows(); }
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() {
        QFETCH_GLOBAL(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        m_url = *url;
        m_database = openDatabase(*url);
        m_users = 0;
    }

    void agentsAreReadAsTheyWereSaved() {
        QRandomGenerator random(50);
        const UserId id = addUser();
        qint64 version = 0;
        for (int i = 0; i < 60; ++i) {
            Agent agent = randomAgent(random, id), read, listed;
            agent.version = version + 1;
            QVERIFY2(write([&](Tx &tx) {
                QVERIFY(agents::save(tx, agent, version));
                read = agents::lock(tx, id);
                listed = agents::list(tx, Scope{DataScope::All, {}, {}}).front().agent;
            }), qPrintable(m_database->error()));
            QVERIFY(read == agent);
            QVERIFY(listed == agent);
            version = agent.version;
        }
    }

    void whoNeverSignedOnIsOffline() {
        const UserId id = addUser();
        Agent agent;
        std::optional<AgentRow> row, stranger;
        QVERIFY(write([&](Tx &tx) {
            agent = agents::load(tx, id);
            row = agents::one(tx, id);
            stranger = agents::one(tx, UserId(u"nobody"_s));
        }));
        QCOMPARE(stateOf(agent), AgentState::Offline);
        QVERIFY(agent.id == id && agent.version == 0 && row && row->agent == agent && !stranger);
    }

    void savingOverAnotherVersionWritesNothing() {
        QRandomGenerator random(51);
        const UserId id = addUser();
        Agent first = randomAgent(random, id), second = randomAgent(random, id), third = randomAgent(random, id), read;
        first.version = 1;
        second.version = third.version = 2;
        QVERIFY(write([&](Tx &tx) {
            QVERIFY(agents::save(tx, first, 0));
            QVERIFY(!agents::save(tx, third, 0)); // as one who thinks that there is nobody yet
            QVERIFY(agents::save(tx, second, 1));
            QVERIFY(!agents::save(tx, third, 1));
            read = agents::load(tx, id);
        }));
        QVERIFY(read == second);
    }

    void ofManyWritersAtOnceEachVersionHasOneWinner() {
        const UserId id = addUser();
        constexpr int kWriters = 4, kRounds = 12;
        std::latch ready(kWriters);
        std::array<int, kWriters> won{};
        std::vector<std::thread> threads;
        for (int w = 0; w < kWriters; ++w)
            threads.emplace_back([&, w] {
                const auto database = openDatabase(*m_url);
                ready.arrive_and_wait();
                for (int round = 0; round < kRounds; ++round) {
                    bool saved = false;
                    const bool committed = inTransaction(*database, [&](Tx &tx) {
                        Agent agent = agents::lock(tx, id);
                        const qint64 before = agent.version++;
                        agent.reason = u"writer %1"_s.arg(w);
                        saved = agents::save(tx, agent, before);
                    });
                    if (committed && saved) ++won[static_cast<size_t>(w)];
                }
            });
        for (std::thread &thread : threads) thread.join();
        Agent agent;
        QVERIFY(write([&](Tx &tx) { agent = agents::load(tx, id); }));
        int total = 0;
        for (const int n : won) total += n;
        QCOMPARE(agent.version, total); // no change was lost, none was written over another
        QVERIFY(total >= kRounds);
    }

    void heartbeatsOnlyGoForward() {
        Agent as;
        as.lastHeardAt = kNow;
        as.version = 1;
        const UserId id = addAgent(as);
        Agent agent;
        QVERIFY(write([&](Tx &tx) {
            agents::heard(tx, id, kNow + 5s);
            agents::heard(tx, id, kNow + 2s);
            agent = agents::load(tx, id);
        }));
        QVERIFY(agent.lastHeardAt == kNow + 5s && agent.version == 1);
    }

    void routableAgreesWithTheDomain() {
        QRandomGenerator random(52);
        std::vector<std::pair<QString, UtcTime>> expected;
        QStringList fresh;
        for (int i = 0; i < 120; ++i) {
            Agent agent = randomAgent(random, {});
            if (i % 2 == 0) {
                agent.presence = AgentPresence::Online;
                agent.availability = AgentAvailability::Available;
                agent.activity = AgentActivity::Idle;
            }
            if (i % 4 != 1) agent.pending.reset();
            agent.reservation.reset();
            const int capacity = random.bounded(3);
            const bool disabled = random.bounded(6) == 0;
            const UserId id = addAgent(agent, capacity, disabled);
            if (!isRoutable(agent, capacity) || disabled) continue;
            if (agent.lastWorkEndedAt) expected.emplace_back(id.text(), *agent.lastWorkEndedAt);
            else fresh << id.text();
        }
        std::vector<Agent> found;
        QVERIFY(write([&](Tx &tx) { found = agents::routable(tx); }));
        QVERIFY(expected.size() > 8 && fresh.size() > 4);
        QCOMPARE(found.size(), expected.size() + static_cast<size_t>(fresh.size()));
        for (size_t i = 1; i < found.size(); ++i) // longest idle first, those who have not worked yet before them
            QVERIFY(!found[i - 1].lastWorkEndedAt || (found[i].lastWorkEndedAt && *found[i - 1].lastWorkEndedAt <= *found[i].lastWorkEndedAt));
    }

    void timersFindThoseWhoAreDue() {
        Agent leased, wrapping, waiting, talking;
        leased.presence = wrapping.presence = waiting.presence = talking.presence = AgentPresence::Online;
        for (Agent *agent : {&leased, &wrapping, &waiting, &talking}) {
            agent->version = 1;
            agent->lastHeardAt = agent->stateSince = kNow;
        }
        leased.activity = AgentActivity::Reserved;
        leased.reservation = AgentReservation{u"w"_s, CallId(u"c"_s), {}, kNow + 10s};
        wrapping.activity = waiting.activity = AgentActivity::WrapUp;
        wrapping.wrapUp = AgentWrapUp{CallId(u"c"_s), kNow, kNow, kNow + 20s};
        wrapping.wrapUp->autoDisposition = true;
        waiting.wrapUp = AgentWrapUp{CallId(u"c"_s), kNow, kNow, kNow + 20s}; // for a disposition
        talking.activity = AgentActivity::Talking;
        talking.callId = CallId(u"no such call"_s);
        talking.lastHeardAt = kNow - 60s;
        const UserId a = addAgent(leased), b = addAgent(wrapping), c = addAgent(waiting), d = addAgent(talking);
        std::vector<UserId> early, later, silent, signedOn, orphans, tooYoung;
        QVERIFY(write([&](Tx &tx) {
            early = agents::due(tx, kNow + 10s, 10);
            later = agents::due(tx, kNow + 20s, 10);
            silent = agents::silent(tx, kNow - 45s, 10);
            signedOn = agents::signedOn(tx);
            orphans = agents::orphans(tx, kNow);
            tooYoung = agents::orphans(tx, kNow - 1us);
        }));
        QVERIFY(early == (std::vector{a}) && later == (std::vector{a, b}));
        QVERIFY(silent == (std::vector{d}) && signedOn.size() == 4 && orphans == (std::vector{d}) && tooYoung.empty());
        Q_UNUSED(c);
    }

    void changesAreReadWithTheOneBefore() {
        QRandomGenerator random(53);
        const UserId id = addUser(), other = addUser();
        std::vector<AgentChange> all;
        QVERIFY2(write([&](Tx &tx) {
            for (int i = 0; i < 20; ++i) {
                AgentChange change{id, static_cast<AgentState>(random.bounded(10)), static_cast<AgentState>(random.bounded(10)),
                                   static_cast<AgentPresence>(random.bounded(3)), nastyText(random), nastyText(random), UserId(nastyText(random)),
                                   CallId(nastyText(random)), nastyText(random), kNow + std::chrono::seconds(i), i + 1};
                all.push_back(change);
                agents::append(tx, change);
                change.agentId = other;
                agents::append(tx, change);
            }
        }), qPrintable(m_database->error()));
        std::vector<AgentChange> found, none, everybodys;
        QVERIFY(write([&](Tx &tx) {
            found = agents::changes(tx, id, kNow + 5s, kNow + 10s, 100);
            none = agents::changes(tx, id, kNow - 10s, kNow, 100);
            everybodys = agents::changesOfAll(tx, kNow + 5s, kNow + 10s);
        }));
        QVERIFY(found == std::vector<AgentChange>(all.begin() + 4, all.begin() + 10));
        QVERIFY(none.empty());
        QCOMPARE(everybodys.size(), size_t{10});
        // The log has one line for each version: a change that is written twice is refused.
        QVERIFY(!write([&](Tx &tx) { agents::append(tx, all.front()); }));
    }

    void scopesFilterTheList() {
        QVERIFY(write([](Tx &tx) {
            teams::save(tx, {u"t1"_s, u"One"_s, false, kNow});
            teams::save(tx, {u"t2"_s, u"Two"_s, false, kNow});
        }));
        const UserId a = addUser(u"t1"_s), b = addUser(u"t1"_s), c = addUser(u"t2"_s), d = addUser();
        const auto seen = [&](DataScope kind, const UserId &self, const QString &team) {
            QStringList names;
            write([&](Tx &tx) {
                for (const AgentRow &row : agents::list(tx, Scope{kind, self, team})) names << row.agent.id.text();
            });
            return names;
        };
        QCOMPARE(seen(DataScope::All, d, {}), (QStringList{a.text(), b.text(), c.text(), d.text()}));
        QCOMPARE(seen(DataScope::Team, c, u"t1"_s), (QStringList{a.text(), b.text(), c.text()}));
        QCOMPARE(seen(DataScope::Own, b, u"t1"_s), QStringList{b.text()});
    }

    void rightsOfUsersAreKept() {
        QVERIFY(write([](Tx &tx) { teams::save(tx, {u"t1"_s, u"One"_s, false, kNow}); }));
        const UserId id = addUser();
        std::optional<User> user, read;
        QVERIFY(write([&](Tx &tx) { user = users::byId(tx, id); }));
        QVERIFY(!user->scope && !user->permissions && user->stationKind == StationKind::None && user->legMode == LegMode::PerCall && user->capacity == 1);
        user->teamId = u"t1"_s;
        user->scope = DataScope::Team;
        user->permissions = Permissions(Permission::Listen | Permission::ManageQueues);
        user->stationKind = StationKind::Sip;
        user->legMode = LegMode::NailedUp;
        user->callerId = u"+13125550100"_s;
        user->capacity = 3;
        QVERIFY(write([&](Tx &tx) {
            users::update(tx, *user, kNow);
            read = users::byId(tx, id);
        }));
        QVERIFY(read->teamId == user->teamId && read->scope == user->scope && read->permissions == user->permissions &&
                read->stationKind == user->stationKind && read->legMode == user->legMode && read->callerId == user->callerId && read->capacity == 3);
        user->permissions = Permissions(); // none at all is not the same as the role's
        QVERIFY(write([&](Tx &tx) {
            users::update(tx, *user, kNow);
            read = users::byId(tx, id);
        }));
        QVERIFY(read->permissions && !*read->permissions);
    }

    void seedsAreThere() {
        std::vector<ReasonCode> reasons;
        std::vector<Disposition> codes;
        QVERIFY(write([&](Tx &tx) {
            reasons = reasons::list(tx);
            codes = dispositions::list(tx);
        }));
        QStringList keys;
        for (const ReasonCode &reason : reasons) keys << reason.key;
        QCOMPARE(keys, (QStringList{u"break"_s, u"lunch"_s, u"training"_s, u"meeting"_s, u"login"_s, u"missed"_s, u"after_call"_s, u"system"_s}));
        QStringList hidden;
        for (const Disposition &code : codes)
            if (code.system) hidden << code.key;
        QVERIFY(codes.size() > static_cast<size_t>(hidden.size()) + 5);
        for (const char *key : {"uncoded", "no_answer", "busy", "congestion", "invalid", "machine", "fax", "dead_air", "drop", "timeout", "after_hours", "agent_error", "blocked"})
            QVERIFY2(hidden.contains(QLatin1String(key)), key);
    }

    void cataloguesAreReadAsTheyWereSaved() {
        QRandomGenerator random(54);
        for (int i = 0; i < 20; ++i) {
            Team team{makeUuid4(), u"team %1 "_s.arg(i).trimmed() + nastyText(random).trimmed(), random.bounded(2) == 0, kNow};
            team.name = team.name.trimmed();
            const ReasonCode reason{u"r%1"_s.arg(i), nastyText(random), i, random.bounded(2) == 0, random.bounded(2) == 0};
            Disposition code;
            code.key = u"d%1"_s.arg(i);
            code.label = nastyText(random);
            code.hotkey = nastyText(random);
            code.queueId = nastyText(random);
            code.action = u"retry_at"_s;
            code.position = i;
            for (bool *flag : {&code.humanAnswered, &code.rightParty, &code.sale, &code.notInterested, &code.doNotCall, &code.callback, &code.unworkable, &code.completed, &code.countsAsDrop, &code.removed})
                *flag = random.bounded(2) == 0;
            QVERIFY2(write([&](Tx &tx) {
                teams::save(tx, team);
                reasons::save(tx, reason);
                dispositions::save(tx, code);
                QVERIFY(teams::byId(tx, team.id) == team && teams::byName(tx, team.name.toUpper()) == team);
                QVERIFY(reasons::byKey(tx, reason.key) == reason);
                QVERIFY(dispositions::byKey(tx, code.key) == code);
            }), qPrintable(m_database->error()));
        }
    }

    void eachWorkHasOneFinalDispositionAndAHistory() {
        const UserId agent = addUser(), other = addUser();
        QRandomGenerator random(55);
        Call call;
        call.id = CallId(u"call-1"_s);
        call.startedAt = kNow;
        Leg leg;
        leg.id = LegId(u"leg-1"_s);
        leg.createdAt = kNow;
        call.legs.push_back(leg);
        QVERIFY2(write([&](Tx &tx) { calls::save(tx, {call}, 1); }), qPrintable(m_database->error()));
        const auto assign = [&](const UserId &who, const QString &code, UtcTime at) {
            return write([&](Tx &tx) {
                dispositions::assign(tx, {{}, call.id, who, code, nastyText(random), kNow + 1h, who, at, std::nullopt});
            });
        };
        QVERIFY2(assign(agent, u"sale"_s, kNow), qPrintable(m_database->error()));
        QVERIFY(assign(agent, u"callback"_s, kNow + 1s));
        QVERIFY(assign(other, u"solved"_s, kNow + 2s));
        QVERIFY(assign({}, u"drop"_s, kNow + 3s));
        QVERIFY(!assign(agent, u"no such code"_s, kNow + 4s));
        std::vector<CallDisposition> history;
        std::optional<CallDisposition> final, others, nobodys;
        bool worked = true;
        QVERIFY(write([&](Tx &tx) {
            history = dispositions::history(tx, call.id);
            final = dispositions::finalOf(tx, call.id, agent);
            others = dispositions::finalOf(tx, call.id, other);
            nobodys = dispositions::finalOf(tx, call.id, {});
            worked = agents::workedOn(tx, agent, call.id);
        }));
        QCOMPARE(history.size(), size_t{4});
        QVERIFY(final->code == u"callback"_s && others->code == u"solved"_s && nobodys->code == u"drop"_s && nobodys->agentId.isEmpty());
        QVERIFY(history[0].code == u"sale"_s && history[0].replacedAt == kNow + 1s && !final->replacedAt && final->callbackAt == kNow + 1h);
        QVERIFY(!worked);
    }
};

QTEST_GUILESS_MAIN(AgentStoreTest)
#include "tst_agent_store.moc"
