// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/record_store.h"
#include "server/store/session_store.h"
#include "server/store/user_store.h"
#include "tests/store/store_fixture.h"

#include <algorithm>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);

User randomUser(QRandomGenerator &random) {
    User user;
    user.id = UserId::make(kNow);
    user.email = makeUuid4() + nastyText(random) + u"@Example.COM"_s;
    user.name = nastyText(random);
    user.passwordHash = nastyText(random);
    user.role = static_cast<Role>(1 + random.bounded(3));
    if (random.bounded(2) == 0) user.station = nastyText(random);
    if (random.bounded(2) == 0) user.telnyxCredentialId = nastyText(random);
    user.disabled = random.bounded(3) == 0;
    user.tokensValidFrom = kNow - std::chrono::microseconds(random.bounded(1000));
    user.createdAt = kNow + std::chrono::microseconds(random.bounded(1000));
    if (random.bounded(2) == 0) user.lastLoginAt = kNow + 1h;
    return user;
}

bool same(const User &a, const User &b) {
    return a.id == b.id && a.email == b.email && a.name == b.name && a.passwordHash == b.passwordHash && a.role == b.role &&
           a.station == b.station && a.telnyxCredentialId == b.telnyxCredentialId && a.disabled == b.disabled &&
           a.tokensValidFrom == b.tokensValidFrom && a.createdAt == b.createdAt && a.lastLoginAt == b.lastLoginAt;
}

} // namespace

/// Users, their logins, and the small records of the product.
class UserStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::unique_ptr<Database> m_database;

    template <class Work>
    bool write(Work work) { return inTransaction(*m_database, work); }
    User addUser() {
        QRandomGenerator random(110);
        User user = randomUser(random);
        user.email = makeUuid4() + u"@example.com"_s;
        return write([&](Tx &tx) { users::insert(tx, user); }) ? user : User();
    }

private slots:
    static void initTestCase_data() { addDialectRows(); }
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() {
        QFETCH_GLOBAL(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        m_database = openDatabase(*url);
    }

    void usersAreReadAsTheyWereWritten() {
        QRandomGenerator random(111);
        std::vector<User> all;
        for (int i = 0; i < 30; ++i) {
            all.push_back(randomUser(random));
            QVERIFY2(write([&](Tx &tx) { users::insert(tx, all.back()); }), qPrintable(m_database->error()));
        }
        int admins = 0;
        for (const User &user : all) {
            std::optional<User> byId, byEmail;
            QVERIFY(write([&](Tx &tx) {
                byId = users::byId(tx, user.id);
                byEmail = users::byEmail(tx, u"  "_s + user.email.toUpper());
            }));
            QVERIFY(byId && same(*byId, user));
            QVERIFY(byEmail && same(*byEmail, user));
            admins += user.role == Role::Admin && !user.disabled ? 1 : 0;
        }
        std::vector<User> listed;
        int counted = 0;
        QVERIFY(write([&](Tx &tx) {
            listed = users::list(tx);
            counted = users::countAdmins(tx);
        }));
        QCOMPARE(listed.size(), all.size());
        QCOMPARE(counted, admins);
        for (const User &user : all)
            QVERIFY(std::any_of(listed.begin(), listed.end(), [&](const User &other) { return same(user, other); }));
    }

    void addressIsTakenInAnyCase() {
        const User user = addUser();
        User second = user;
        second.id = UserId::make(kNow);
        second.email = u" "_s + user.email.toUpper();
        QVERIFY(!write([&](Tx &tx) { users::insert(tx, second); }));
        QCOMPARE(m_database->failure(), Failure::Constraint);
    }

    void changesReplaceWhatTheyNameOnly() {
        QRandomGenerator random(112);
        User user = addUser();
        const User with = randomUser(random);
        user.name = with.name;
        user.role = Role::Supervisor;
        user.station.clear();
        user.telnyxCredentialId = with.telnyxCredentialId;
        user.disabled = true;
        user.tokensValidFrom = kNow + 5s;
        QVERIFY(write([&](Tx &tx) { users::update(tx, user, kNow + 6s); }));
        std::optional<User> read;
        QVERIFY(write([&](Tx &tx) { read = users::byId(tx, user.id); }));
        QVERIFY(same(*read, user));
        QVERIFY(write([&](Tx &tx) {
            users::setPassword(tx, user.id, u"$2b$12$x"_s, kNow + 7s, kNow + 7s);
            users::loggedIn(tx, user.id, kNow + 8s);
            read = users::byId(tx, user.id);
        }));
        user.passwordHash = u"$2b$12$x"_s;
        user.tokensValidFrom = kNow + 7s;
        user.lastLoginAt = kNow + 8s;
        QVERIFY(same(*read, user));
    }

    void sessionsLiveUntilTheyEndOrExpire() {
        const User user = addUser();
        const auto live = [&](const QString &id, UtcTime when) {
            bool is = false;
            return write([&](Tx &tx) { is = sessions::isLive(tx, id, when); }) && is;
        };
        QVERIFY(write([&](Tx &tx) {
            for (const QString &id : {u"one"_s, u"two"_s, u"three"_s}) sessions::insert(tx, id, user.id, kNow, kNow + 24h, u"10.0.0.1"_s);
        }));
        QVERIFY(live(u"one"_s, kNow) && live(u"one"_s, kNow + 24h - 1us));
        QVERIFY(!live(u"one"_s, kNow + 24h) && !live(u"unknown"_s, kNow));
        bool first = false, second = true;
        QVERIFY(write([&](Tx &tx) {
            first = sessions::end(tx, u"one"_s, u"logout"_s, kNow + 1s);
            second = sessions::end(tx, u"one"_s, u"logout"_s, kNow + 1s);
        }));
        QVERIFY(first && !second && !live(u"one"_s, kNow + 2s) && live(u"two"_s, kNow + 2s));
        QStringList ended, recent, older;
        QVERIFY(write([&](Tx &tx) {
            ended = sessions::endAll(tx, user.id, u"two"_s, u"password"_s, kNow + 5s);
            recent = sessions::endedAfter(tx, kNow);
            older = sessions::endedAfter(tx, kNow + 1s);
        }));
        QCOMPARE(ended, QStringList(u"three"_s));
        recent.sort();
        QCOMPARE(recent, (QStringList{u"one"_s, u"three"_s}));
        QCOMPARE(older, QStringList(u"three"_s));
        QVERIFY(live(u"two"_s, kNow + 6s));
        QVERIFY(write([&](Tx &tx) { ended = sessions::endAll(tx, user.id, {}, u"disabled"_s, kNow + 7s); }));
        QCOMPARE(ended, QStringList(u"two"_s));
    }

    void refreshTokenIsUsedOnce() {
        const User user = addUser();
        QVERIFY(write([&](Tx &tx) {
            sessions::insert(tx, u"s"_s, user.id, kNow, kNow + 24h, {});
            sessions::insertRefresh(tx, u"hash"_s, u"s"_s, kNow);
        }));
        std::optional<RefreshState> before, after, expired, over;
        bool used = false, again = true;
        QVERIFY(write([&](Tx &tx) {
            before = sessions::refreshState(tx, u"hash"_s, kNow);
            used = sessions::useRefresh(tx, u"hash"_s, kNow);
            again = sessions::useRefresh(tx, u"hash"_s, kNow);
            after = sessions::refreshState(tx, u"hash"_s, kNow);
            expired = sessions::refreshState(tx, u"hash"_s, kNow + 24h);
            sessions::end(tx, u"s"_s, u"logout"_s, kNow);
            over = sessions::refreshState(tx, u"hash"_s, kNow);
            QVERIFY(!sessions::refreshState(tx, u"unknown"_s, kNow));
        }));
        QVERIFY(before && before->sessionId == u"s"_s && before->userId == user.id && !before->used && !before->sessionOver);
        QVERIFY(used && !again && after->used && !after->sessionOver && expired->sessionOver && over->sessionOver);
    }

    void failuresCountWithinTheirWindow() {
        sessions::Failures found, none, cleared, others;
        QVERIFY(write([&](Tx &tx) {
            for (int i = 0; i < 5; ++i) sessions::insertFailure(tx, u"ann@example.com"_s, kNow + std::chrono::minutes(i));
            sessions::insertFailure(tx, u"bob@example.com"_s, kNow);
            sessions::insertFailure(tx, u"bob@example.com"_s, kNow + 4min);
            found = sessions::failures(tx, u"ann@example.com"_s, kNow + 1min);
            none = sessions::failures(tx, u"eve@example.com"_s, kNow);
            sessions::clearFailures(tx, u"ann@example.com"_s, kNow + 1min); // and everybody's old ones
            cleared = sessions::failures(tx, u"ann@example.com"_s, kNow - 1h);
            others = sessions::failures(tx, u"bob@example.com"_s, kNow - 1h);
        }));
        QCOMPARE(found.count, 3);
        QVERIFY(found.oldest == kNow + 2min);
        QCOMPARE(none.count, 0);
        QCOMPARE(cleared.count, 0);
        QCOMPARE(others.count, 1);
        QVERIFY(others.oldest == kNow + 4min);
    }

    void auditGivesTheNewestFirst() {
        QRandomGenerator random(113);
        const AuditEntry full{u"actor"_s, u"login"_s, nastyText(random), {{nastyText(random), nastyText(random)}, {u"n"_s, 3}}, u"::1"_s, {}};
        std::vector<AuditEntry> newest, one;
        QVERIFY(write([&](Tx &tx) {
            audit::insert(tx, {{}, u"started"_s, {}, {}, {}, {}}, kNow);
            audit::insert(tx, full, kNow + 1s);
            newest = audit::newest(tx, 10);
            one = audit::newest(tx, 1);
        }));
        QCOMPARE(newest.size(), size_t{2});
        QCOMPARE(one.size(), size_t{1});
        QCOMPARE(newest[0].subject, full.subject);
        QCOMPARE(newest[0].details, full.details);
        QCOMPARE(newest[0].peer, full.peer);
        QVERIFY(newest[0].at == kNow + 1s && newest[1].at == kNow);
        QVERIFY(newest[1].actorId.isEmpty() && newest[1].subject.isEmpty() && newest[1].details.isEmpty());
    }

    void valuesAreRememberedReplacedAndForgotten() {
        QRandomGenerator random(114);
        const QString key = nastyText(random), value = nastyText(random);
        QString none, first, second, empty;
        bool removed = false, again = true;
        QVERIFY2(write([&](Tx &tx) {
            none = values::get(tx, key);
            values::put(tx, key, value, kNow);
            first = values::get(tx, key);
            values::put(tx, key, value + u"2"_s, kNow);
            second = values::get(tx, key);
            values::put(tx, u"empty"_s, QString(), kNow); // a null QString is an empty text
            empty = values::get(tx, u"empty"_s);
            removed = values::remove(tx, key);
            again = values::remove(tx, key);
        }), qPrintable(m_database->error()));
        QCOMPARE(none, QString());
        QCOMPARE(first, value);
        QCOMPARE(second, value + u"2"_s);
        QCOMPARE(empty, QString());
        QVERIFY(removed && !again);
    }

    void idempotencyKeyBelongsToItsOwnerForItsTime() {
        QRandomGenerator random(115);
        const QString key = nastyText(random);
        std::optional<idempotency::Seen> mine, others, late;
        QVERIFY(write([&](Tx &tx) {
            idempotency::insert(tx, u"ann"_s, key, {u"hash"_s, u"call"_s}, kNow);
            idempotency::insert(tx, u"bob"_s, key, {u"hash2"_s, u"call2"_s}, kNow);
            mine = idempotency::find(tx, u"ann"_s, key, kNow - 1us);
            late = idempotency::find(tx, u"ann"_s, key, kNow);
            others = idempotency::find(tx, u"eve"_s, key, kNow - 1us);
        }));
        QVERIFY(mine && mine->requestHash == u"hash"_s && mine->subjectId == u"call"_s);
        QVERIFY(!late && !others);
        QVERIFY(!write([&](Tx &tx) { idempotency::insert(tx, u"ann"_s, key, {u"x"_s, u"y"_s}, kNow + 1s); }));
        QCOMPARE(m_database->failure(), Failure::Constraint);
        QVERIFY(write([&](Tx &tx) {
            idempotency::forget(tx, kNow); // what find() does not give any more
            idempotency::insert(tx, u"ann"_s, key, {u"x"_s, u"y"_s}, kNow + 24h);
            mine = idempotency::find(tx, u"ann"_s, key, kNow);
        }));
        QCOMPARE(mine->subjectId, u"y"_s);
    }
};

QTEST_GUILESS_MAIN(UserStoreTest)
#include "tst_user_store.moc"
