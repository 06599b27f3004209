// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/alert_store.h"
#include "server/store/call_store.h"
#include "server/store/user_store.h"
#include "tests/store/store_fixture.h"

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
const UserId kAnn(u"ann"_s), kBoss(u"boss"_s);

Alert alertOf(const QString &id, AlertKind kind, const QString &subject, UtcTime at = kNow) {
    Alert alert;
    alert.id = id;
    alert.kind = kind;
    alert.subjectId = subject;
    alert.subjectName = u"Name of "_s + subject;
    alert.raisedAt = at;
    return alert;
}

QStringList idsOf(const std::optional<std::vector<Alert>> &alerts) {
    QStringList ids;
    for (const Alert &alert : alerts.value_or(std::vector<Alert>())) ids << alert.id;
    return ids;
}

} // namespace

/// Limits and alerts, on both databases.
class AlertStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

    std::unique_ptr<Database> withPeople(int dialect) {
        const auto url = m_databases.migrated(currentDialect(dialect));
        if (!url) return nullptr;
        auto database = openDatabase(*url);
        const bool ready = inTransaction(*database, [](Tx &tx) {
            for (const UserId &id : {kAnn, kBoss}) {
                User user;
                user.id = id;
                user.email = id.text() + u"@x.example"_s;
                user.name = id.text().toUpper();
                user.passwordHash = u"x"_s;
                user.createdAt = kNow;
                users::insert(tx, user);
            }
            std::vector<Call> made(2);
            made[0].id = CallId(u"live"_s);
            made[1].id = CallId(u"over"_s);
            made[1].status = CallStatus::Completed;
            for (Call &call : made) call.startedAt = kNow;
            calls::save(tx, made, 1);
        });
        return ready ? std::move(database) : nullptr;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void everyMeasuredKindHasALimitFromTheStart_data() { addDialectRows(); }
    void everyMeasuredKindHasALimitFromTheStart() {
        QFETCH(int, dialect);
        const auto database = withPeople(dialect);
        QVERIFY(database);
        database->begin(false);
        const auto limits = alerts::limits(*database);
        QVERIFY(database->commit());
        for (int i = 0; i < kAlertKinds; ++i) {
            const auto kind = static_cast<AlertKind>(i);
            const auto count = std::count_if(limits.begin(), limits.end(), [&](const AlertLimit &l) { return l.kind == kind && l.subjectId.isEmpty(); });
            QCOMPARE(count, kind == AlertKind::Help ? 0 : 1);
        }
    }

    void limitsAreReadAsTheyWereWritten_data() { addDialectRows(); }
    void limitsAreReadAsTheyWereWritten() {
        QFETCH(int, dialect);
        const auto database = withPeople(dialect);
        QVERIFY(database);
        QRandomGenerator random(3);
        AlertLimit own;
        own.kind = AlertKind::ServiceLevel;
        own.subjectId = u"queue-1"_s;
        own.limit = 805;
        own.margin = 12;
        own.holdSeconds = 30;
        own.leastCount = 7;
        AlertLimit words;
        words.kind = AlertKind::Phrase;
        words.phrases = QStringList{nastyText(random), u"lawyer"_s};
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            alerts::setLimit(tx, own, kNow);
            alerts::setLimit(tx, words, kNow);
        }), qPrintable(database->error()));
        const auto has = [&](const AlertLimit &sought) {
            database->begin(false);
            const auto limits = alerts::limits(*database);
            return database->commit() && std::count(limits.begin(), limits.end(), sought) == 1;
        };
        QVERIFY(has(own) && has(words));
        own.limit.reset();
        own.enabled = false;
        bool first = false, again = false, common = false;
        QVERIFY(inTransaction(*database, [&](Tx &tx) { alerts::setLimit(tx, own, kNow); }));
        QVERIFY(has(own));
        QVERIFY(inTransaction(*database, [&](Tx &tx) {
            first = alerts::removeLimit(tx, own.kind, own.subjectId);
            again = alerts::removeLimit(tx, own.kind, own.subjectId);
            common = alerts::removeLimit(tx, own.kind, {});
        }));
        QVERIFY(first && !again && !common);
    }

    void oneAlertAtATimeForOneThing_data() { addDialectRows(); }
    void oneAlertAtATimeForOneThing() {
        QFETCH(int, dialect);
        const auto database = withPeople(dialect);
        QVERIFY(database);
        QList<bool> raised;
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            raised << alerts::raise(tx, alertOf(u"a-1"_s, AlertKind::LongestWait, u"q"_s));
            raised << alerts::raise(tx, alertOf(u"a-2"_s, AlertKind::LongestWait, u"q"_s)); // another node
            raised << alerts::raise(tx, alertOf(u"a-3"_s, AlertKind::NobodyThere, u"q"_s));
            raised << alerts::raise(tx, alertOf(u"a-4"_s, AlertKind::LongestWait, u"r"_s));
            raised << alerts::end(tx, u"a-1"_s, AlertEnd::Over, kNow + 5s);
            raised << alerts::end(tx, u"a-1"_s, AlertEnd::Over, kNow + 6s);
            raised << alerts::raise(tx, alertOf(u"a-5"_s, AlertKind::LongestWait, u"q"_s, kNow + 7s));
        }), qPrintable(database->error()));
        QCOMPARE(raised, (QList<bool>{true, false, true, true, true, false, true}));
        database->begin(false);
        QCOMPARE(alerts::openOf(*database, AlertKind::LongestWait, u"q"_s).value_or(Alert()).id, u"a-5"_s);
        QCOMPARE(alerts::open(*database).size(), size_t{3});
        const auto old = alerts::byId(*database, u"a-1"_s);
        QVERIFY(old && old->endedAt == kNow + 5s);
        QCOMPARE(old->endReason, u"over"_s);
        QVERIFY(database->commit());
    }

    void alertsAreReadAsTheyWereWritten_data() { addDialectRows(); }
    void alertsAreReadAsTheyWereWritten() {
        QFETCH(int, dialect);
        const auto database = withPeople(dialect);
        QVERIFY(database);
        QRandomGenerator random(8);
        Alert alert = alertOf(u"a-1"_s, AlertKind::Phrase, u"live"_s);
        alert.subjectName = nastyText(random);
        alert.agent = kAnn;
        alert.call = CallId(u"live"_s);
        alert.value = 0;
        alert.limit = 4'000'000'000;
        alert.words = nastyText(random);
        bool first = false, second = false;
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            alerts::raise(tx, alert);
            first = alerts::acknowledge(tx, alert.id, kBoss, kNow + 1s);
            second = alerts::acknowledge(tx, alert.id, kAnn, kNow + 2s);
        }), qPrintable(database->error()));
        QVERIFY(first && !second);
        alert.acknowledgedAt = kNow + 1s;
        alert.acknowledgedBy = kBoss;
        alert.acknowledger = u"BOSS"_s;
        database->begin(false);
        QCOMPARE(alerts::byId(*database, alert.id).value_or(Alert()), alert);
        const auto live = alerts::liveOf(*database, {CallId(u"live"_s), CallId(u"over"_s), CallId(u"none"_s)});
        QCOMPARE(live, std::set<CallId>{CallId(u"live"_s)});
        QVERIFY(database->commit());
    }

    void pagesShowWhatIsWithinTheScope_data() { addDialectRows(); }
    void pagesShowWhatIsWithinTheScope() {
        QFETCH(int, dialect);
        const auto database = withPeople(dialect);
        QVERIFY(database);
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            for (int i = 0; i < 6; ++i) {
                Alert alert = alertOf(u"a-%1"_s.arg(i), AlertKind::LongPause, QString::number(i), kNow + std::chrono::seconds(i / 2));
                if (i % 3 == 1) alert.agent = kAnn;
                if (i % 3 == 2) alert.agent = kBoss;
                alerts::raise(tx, alert);
            }
            alerts::end(tx, u"a-5"_s, AlertEnd::Over, kNow + 9s);
        }), qPrintable(database->error()));
        database->begin(false);
        AlertFilter all;
        all.scope.kind = DataScope::All;
        QCOMPARE(idsOf(alerts::list(*database, all, 10)), (QStringList{u"a-5"_s, u"a-4"_s, u"a-3"_s, u"a-2"_s, u"a-1"_s, u"a-0"_s}));
        all.openOnly = true;
        all.cursor = u"a-4"_s;
        QCOMPARE(idsOf(alerts::list(*database, all, 2)), (QStringList{u"a-3"_s, u"a-2"_s}));
        all.cursor = u"a-99"_s;
        QVERIFY(!alerts::list(*database, all, 2));
        AlertFilter own;
        own.scope.self = kAnn;
        QCOMPARE(idsOf(alerts::list(*database, own, 10)), (QStringList{u"a-4"_s, u"a-3"_s, u"a-1"_s, u"a-0"_s}));
        AlertFilter team;
        team.scope = {DataScope::Team, kBoss, u"nobody's team"_s};
        QCOMPARE(idsOf(alerts::list(*database, team, 10)), (QStringList{u"a-5"_s, u"a-3"_s, u"a-2"_s, u"a-0"_s}));
        QVERIFY(database->commit());
    }
};

QTEST_GUILESS_MAIN(AlertStoreTest)
#include "tst_alert_store.moc"
