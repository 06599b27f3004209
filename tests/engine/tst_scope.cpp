// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/agent_floor.h"

#include "server/engine/user_accounts.h"
#include "server/engine/visibility.h"
#include "server/store/catalogue_store.h"
#include "server/store/user_store.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Person {
    store::User user;
    bool all = false, team = false; ///< What his scope comes to, worked out by the test itself.
};

struct Piece {
    QString id;
    QString owner, ownerTeam;
    bool waiting = false; ///< A live caller whom nobody owns: every agent may see him.
};

QString idOf(const QJsonValue &value) { return value[u"id"_s].toString(); }

} // namespace

/// For random users, teams and calls: what an operation shows is exactly what is in the caller's scope, and what it is
/// asked to do to anything else it refuses.
class ScopeTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AgentFloor> m_floor;
    std::vector<Person> m_people;
    std::vector<Piece> m_calls;

    void makePeople(QRandomGenerator &random) {
        m_people.clear();
        auto made = m_floor->rig().engine().storage().write<Ok>([&](store::Tx &tx) -> Result<Ok> {
            for (int t = 0; t < 3; ++t) store::teams::save(tx, {u"t%1"_s.arg(t), u"T%1"_s.arg(t), false, m_floor->now()});
            for (int i = 0; i < 10; ++i) {
                store::User user;
                user.id = UserId(u"p%1-%2"_s.arg(i).arg(makeUuid4()));
                user.email = user.id.text() + u"@example.com"_s;
                user.name = user.id.text();
                user.passwordHash = u"x"_s;
                user.createdAt = m_floor->now();
                user.role = static_cast<Role>(1 + random.bounded(3));
                if (random.bounded(4) > 0) user.teamId = u"t%1"_s.arg(random.bounded(3));
                if (random.bounded(2) == 0) user.scope = static_cast<DataScope>(random.bounded(3));
                if (random.bounded(3) == 0) user.permissions = Permissions(Permission::Listen);
                if (auto fine = accounts::create(tx, user, {}, m_floor->now()); !fine) return fine.error();
                Person person{user};
                const bool boss = user.role == Role::Supervisor, admin = user.role == Role::Admin;
                person.all = admin || user.scope == DataScope::All || (boss && !user.scope && user.teamId.isEmpty());
                person.team = !person.all && !user.teamId.isEmpty() && (user.scope == DataScope::Team || (boss && !user.scope));
                m_people.push_back(person);
            }
            return Ok{};
        });
        made.waitForFinished();
        QVERIFY2(made.result().ok(), problemOf(made.result()).constData());
    }

    void makeCalls(QRandomGenerator &random) {
        m_calls.clear();
        for (int i = 0; i < 30; ++i) {
            Piece piece;
            const bool owned = random.bounded(5) > 0, live = random.bounded(3) > 0, inbound = random.bounded(2) == 0;
            if (owned) {
                const store::User &owner = m_people[static_cast<size_t>(random.bounded(static_cast<int>(m_people.size())))].user;
                piece.owner = owner.id.text();
                piece.ownerTeam = owner.teamId;
            }
            piece.waiting = !owned && live && inbound;
            piece.id = m_floor->addCall(UserId(piece.owner), [&](Call &call) {
                call.direction = inbound ? CallDirection::Inbound : CallDirection::Outbound;
                if (live) return;
                call.status = CallStatus::Completed;
                call.endedAt = m_floor->now();
                call.legs.front().endedAt = m_floor->now();
            }).text();
            QVERIFY(!piece.id.isEmpty());
            m_calls.push_back(piece);
        }
    }

    static bool owns(const Person &person, const QString &owner, const QString &team) {
        if (person.all) return true;
        if (owner.isEmpty()) return false;
        return owner == person.user.id.text() || (person.team && team == person.user.teamId);
    }
    static bool sees(const Person &person, const Piece &piece) { return piece.waiting || owns(person, piece.owner, piece.ownerTeam); }

    QJsonDocument reply(const Person &person, const char *operation, const RequestParts &parts = {}) {
        const auto text = m_floor->ask(person.user.id, operation, parts);
        return text ? QJsonDocument::fromJson(*text) : QJsonDocument();
    }
    static RequestParts about(const QString &id, const QJsonObject &body = {}) { return {{{u"id"_s, id}}, {}, body}; }

    void checkLists(const Person &person) {
        QSet<QString> all, live;
        for (const Piece &piece : m_calls)
            if (sees(person, piece)) all << piece.id;
        const auto idsIn = [](const QJsonArray &array) {
            QSet<QString> ids;
            for (const QJsonValue &value : array) ids << idOf(value);
            return ids;
        };
        QCOMPARE(idsIn(reply(person, CallHistory::name).array()), all);
        QCOMPARE(idsIn(reply(person, ListCalls::name, {{}, {{u"limit"_s, u"200"_s}}, {}}).object()[u"calls"_s].toArray()), all);
        QCOMPARE(reply(person, CountCalls::name).object()[u"total"_s].toInteger(), all.size());
        live = idsIn(reply(person, ActiveCalls::name).array());
        QVERIFY(all.contains(live));
        QCOMPARE(idsIn(reply(person, FloorSnapshot::name).object()[u"calls"_s].toArray()), live);
        QSet<QString> agents, expected;
        for (const QJsonValue &agent : reply(person, ListAgents::name).object()[u"agents"_s].toArray())
            if (idOf(agent).startsWith(u'p')) agents << idOf(agent);
        for (const Person &other : m_people)
            if (owns(person, other.user.id.text(), other.user.teamId)) expected << other.user.id.text();
        QCOMPARE(agents, expected);
        // The customer card: the team's calls, or everybody's where he is in no team.
        if (person.all || person.user.teamId.isEmpty()) return;
        for (const QJsonValue &call : reply(person, NumberHistory::name, {{{u"number"_s, u"+13125550123"_s}}, {}, {}}).array()) {
            const auto piece = std::find_if(m_calls.begin(), m_calls.end(), [&](const Piece &p) { return p.id == idOf(call); });
            if (piece == m_calls.end()) continue;
            QVERIFY(piece->waiting || piece->ownerTeam == person.user.teamId);
        }
    }

    void checkCall(const Person &person, const Piece &piece) {
        const UserId &id = person.user.id;
        const bool may = sees(person, piece);
        QCOMPARE(m_floor->ask(id, GetCall::name, about(piece.id)).ok(), may);
        if (!may) {
            for (const char *operation : {BridgeCall::name, StreamCall::name, AssistCall::name, HangUp::name}) {
                const auto touched = m_floor->ask(id, operation, about(piece.id));
                QVERIFY2(!touched.ok() && touched.error().code == ErrorCode::Forbidden, operation);
            }
        }
        const RequestParts sale = about(piece.id, {{u"code"_s, u"sale"_s}});
        if (piece.owner != id.text()) QVERIFY(!m_floor->ask(id, DisposeCall::name, sale).ok());
        if (piece.owner.isEmpty() || owns(person, piece.owner, piece.ownerTeam)) return;
        const RequestParts others = about(piece.id, {{u"code"_s, u"sale"_s}, {u"agentId"_s, piece.owner}});
        QVERIFY(!m_floor->ask(id, DisposeCall::name, others).ok());
    }

    void checkAgent(const Person &person, const Person &other) {
        const bool may = owns(person, other.user.id.text(), other.user.teamId);
        QCOMPARE(m_floor->ask(person.user.id, AgentStates::name, about(other.user.id.text())).ok(), may);
        if (may) return;
        const qint64 version = m_floor->agent(other.user.id).version;
        QVERIFY(!m_floor->ask(person.user.id, SetAgentState::name, about(other.user.id.text(), {{u"state"_s, u"NOT_READY"_s}, {u"reason"_s, u"lunch"_s}})).ok());
        QVERIFY(!m_floor->ask(person.user.id, ForceAgentLogout::name, about(other.user.id.text(), {{u"reason"_s, u"go home"_s}})).ok());
        QCOMPARE(m_floor->agent(other.user.id).version, version);
    }

private slots:
    void nothingOutOfScopeIsShownOrTouched_data() {
        QTest::addColumn<int>("seed");
        for (const int seed : {60, 61, 62}) QTest::addRow("%d", seed) << seed;
    }
    void nothingOutOfScopeIsShownOrTouched() {
        QFETCH(int, seed);
        QRandomGenerator random(static_cast<quint32>(seed));
        m_floor = std::make_unique<AgentFloor>();
        const QByteArray problem = problemOf(m_floor->rig().start());
        QVERIFY2(problem.isEmpty(), problem.constData());
        makePeople(random);
        makeCalls(random);
        // The accounts come round as events.
        QVERIFY(m_floor->pass(1s));
        QTRY_VERIFY(std::all_of(m_people.begin(), m_people.end(), [&](const Person &p) {
            return !m_floor->ask(p.user.id, Me{}).ok() ? false : m_floor->rig().engine().access().teamOf(p.user.id.text()) == p.user.teamId;
        }));
        int hidden = 0;
        for (const Person &person : m_people) {
            checkLists(person);
            if (QTest::currentTestFailed()) QFAIL(qPrintable(person.user.name));
            for (const Piece &piece : m_calls) {
                hidden += sees(person, piece) ? 0 : 1;
                checkCall(person, piece);
            }
            for (const Person &other : m_people) checkAgent(person, other);
        }
        QVERIFY(hidden > 50);
        m_floor.reset();
    }

    void eventsGoToThoseInWhoseScopeTheyAre() {
        QRandomGenerator random(63);
        m_floor = std::make_unique<AgentFloor>();
        const QByteArray problem = problemOf(m_floor->rig().start());
        QVERIFY2(problem.isEmpty(), problem.constData());
        makePeople(random);
        QVERIFY(m_floor->pass(1s));
        const auto actorOf = [&](const Person &p) {
            TokenClaims claims;
            claims.userId = p.user.id;
            claims.issuedAt = m_floor->now();
            return m_floor->rig().engine().access().admit(claims);
        };
        QTRY_VERIFY(std::all_of(m_people.begin(), m_people.end(), [&](const Person &p) { return actorOf(p).has_value(); }));
        int seen = 0, hidden = 0;
        for (const Person &owner : m_people) {
            const size_t before = m_floor->rig().events().size();
            const auto done = m_floor->ask(owner.user.id, AgentLogin{});
            QVERIFY2(done.ok(), problemOf(done).constData());
            QTRY_VERIFY(m_floor->rig().events().size() > before);
            const Event event = m_floor->rig().events().back();
            QCOMPARE(event.kind, EventKind::AgentUpdate);
            for (const Person &person : m_people) {
                const bool may = owns(person, owner.user.id.text(), owner.user.teamId);
                QCOMPARE(maySee(event, *actorOf(person)), may);
                may ? ++seen : ++hidden;
            }
        }
        QVERIFY(seen > 10 && hidden > 10);
        m_floor.reset();
    }
};

QTEST_GUILESS_MAIN(ScopeTest)
#include "tst_scope.moc"
