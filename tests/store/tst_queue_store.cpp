// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"
#include "server/store/event_log.h"
#include "server/store/queue_entry_store.h"
#include "server/store/queue_store.h"
#include "server/store/user_store.h"
#include "tests/store/store_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
const QueueId kQueue(u"q-1"_s);

User user(const QString &name) {
    User made;
    made.id = UserId(name);
    made.email = name + u"@x.example"_s;
    made.name = name;
    made.passwordHash = u"x"_s;
    made.createdAt = kNow;
    return made;
}

Call callNamed(const QString &id) {
    Call call;
    call.id = CallId(id);
    call.customerNumber = u"+13125550142"_s;
    call.direction = CallDirection::Inbound;
    call.startedAt = kNow;
    Leg leg;
    leg.id = LegId(u"leg-"_s + id);
    leg.createdAt = kNow;
    call.legs.push_back(leg);
    return call;
}

QueueEntry entryOf(const QString &call) {
    QueueEntry entry;
    entry.id = QueueEntryId(u"e-"_s + call);
    entry.callId = CallId(call);
    entry.queue = kQueue;
    entry.enteredAt = kNow;
    entry.callPriority = 7;
    entry.lastAgent = UserId(u"ann"_s);
    entry.needs = {{SkillId(u"s-1"_s), 3, 2}};
    return entry;
}

QStringList names(const std::vector<UserId> &users) {
    QStringList list;
    for (const UserId &id : users) list << id.text();
    return list;
}

} // namespace

/// Queues, their callers and the time of agents, on both databases.
class QueueStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

    /// A database with a queue, three agents and two calls.
    std::unique_ptr<Database> floor(int dialect) {
        const auto url = m_databases.migrated(currentDialect(dialect));
        if (!url) return nullptr;
        auto database = openDatabase(*url);
        const bool ready = inTransaction(*database, [](Tx &tx) {
            for (const char *name : {"ann", "bob", "cyd"}) users::insert(tx, user(QLatin1String(name)));
            calls::save(tx, {callNamed(u"c-1"_s), callNamed(u"c-2"_s)}, 1);
            queues::saveSkill(tx, {SkillId(u"s-1"_s), u"Spanish"_s}, kNow);
            Queue queue;
            queue.id = kQueue;
            queue.name = u"Sales"_s;
            queues::save(tx, queue, kNow);
        });
        return ready ? std::move(database) : nullptr;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void settingsSurvive_data() { addDialectRows(); }
    void settingsSurvive() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        QRandomGenerator random(12);
        Queue queue;
        queue.id = QueueId(u"q-2"_s);
        queue.name = nastyText(random).trimmed() + u"Ü"_s;
        queue.strategy = QueueStrategy::RingAll;
        queue.priority = -3;
        queue.skills = {{SkillId(u"s-1"_s), 4, 2}};
        queue.overflow = {OverflowKind::Queue, kQueue, nastyText(random)};
        queue.serviceLevelSeconds = 33;
        OpeningHours hours;
        hours.zone = QTimeZone("Europe/Berlin");
        hours.week[0] = {{480, 1020}};
        const NumberRoute route{u"+13125550100"_s, nastyText(random), ScheduleId(u"h-1"_s), {RouteKind::Queue, kQueue, {}, {}, {}, {}, 60},
                                {RouteKind::Message, {}, {}, nastyText(random), {}, {}, 0}};
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            queues::save(tx, queue, kNow);
            queue.priority = 9;
            queues::save(tx, queue, kNow + 1s);
            queues::saveMember(tx, {queue.id, UserId(u"bob"_s), 2, 1, 5});
            queues::saveMember(tx, {queue.id, UserId(u"bob"_s), 3, 1, 5});
            queues::setSkillsOf(tx, UserId(u"bob"_s), {{SkillId(u"s-1"_s), 8}});
            queues::saveSchedule(tx, {ScheduleId(u"h-1"_s), u"Office"_s, hours}, kNow);
            queues::saveNumber(tx, route, kNow);
        }), qPrintable(database->error()));
        database->begin(false);
        QCOMPARE(queues::get(*database, queue.id).value(), queue);
        QCOMPARE(queues::idByName(*database, queue.name.toUpper()).value(), queue.id);
        QCOMPARE(queues::member(*database, queue.id, UserId(u"bob"_s)).value(), (QueueMember{queue.id, UserId(u"bob"_s), 3, 1, 5}));
        QCOMPARE(queues::membershipsOf(*database, UserId(u"bob"_s)).size(), size_t{1});
        QCOMPARE(queues::skillsOfAll(*database).at(UserId(u"bob"_s)).at(0).level, 8);
        QCOMPARE(queues::skillUses(*database, SkillId(u"s-1"_s)), 1);
        QVERIFY(queues::schedule(*database, ScheduleId(u"h-1"_s)).value().hours == hours);
        QCOMPARE(queues::number(*database, route.number).value(), route);
        QCOMPARE(queues::routeFor(*database, route.number, fromIso("2026-03-02T12:00:00Z").value()).value(), route.open);
        QCOMPARE(queues::routeFor(*database, route.number, fromIso("2026-03-03T12:00:00Z").value()).value(), route.closed);
        QVERIFY(!queues::routeFor(*database, u"+1999"_s, kNow));
        QVERIFY(database->commit());
        QVERIFY(inTransaction(*database, [&](Tx &tx) { queues::archive(tx, queue.id, kNow); }));
        database->begin(false);
        QVERIFY(!queues::get(*database, queue.id) && !queues::idByName(*database, queue.name));
        QCOMPARE(queues::list(*database).size(), size_t{1});
        QVERIFY(queues::membershipsOf(*database, UserId(u"bob"_s)).empty());
        QVERIFY(database->commit());
    }

    void aCallerGoesThroughTheQueue_data() { addDialectRows(); }
    void aCallerGoesThroughTheQueue() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        const QueueEntry entry = entryOf(u"c-1"_s);
        const Offer both{entry.id, entry.callId, kQueue, {UserId(u"ann"_s), UserId(u"bob"_s)}, {{SkillId(u"s-1"_s), 3, 2}}, 20};
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            QVERIFY(entries::enter(tx, entry));
            QVERIFY(!entries::enter(tx, entryOf(u"c-1"_s))); // one open entry a call
            QVERIFY(entries::offer(tx, both, kNow + 1s));
            QVERIFY(!entries::offer(tx, both, kNow + 1s));
            QVERIFY(!entries::offerEnded(tx, entry.id, UserId(u"ann"_s), OfferResult::Missed, kNow + 2s)); // bob still rings
            QVERIFY(entries::offerEnded(tx, entry.id, UserId(u"bob"_s), OfferResult::Rejected, kNow + 3s));
        }), qPrintable(database->error()));
        database->begin(false);
        const QueueEntry again = entries::get(*database, entry.id).value();
        QCOMPARE(again.state, EntryState::Waiting);
        QVERIFY(again.enteredAt == entry.enteredAt && again.offeredAt == kNow + 1s);
        QCOMPARE(again.needs, entry.needs);
        QCOMPARE(again.relaxed, both.relaxed);
        QCOMPARE(names(entries::tried(*database).at(entry.id)), (QStringList{u"ann"_s, u"bob"_s}));
        const RoutingView view = entries::routingView(*database, kNow + 5s);
        QCOMPARE(view.waiting.size(), size_t{1});
        QCOMPARE(view.waiting[0].triedAgents.size(), size_t{2});
        QCOMPARE(view.waiting[0].callPriority, 7);
        QVERIFY(database->commit());

        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            QVERIFY(entries::offer(tx, both, kNow + 4s));
            std::vector<UserId> losers;
            QVERIFY(entries::connect(tx, entry.id, UserId(u"bob"_s), kNow + 6s, &losers));
            QCOMPARE(names(losers), QStringList{u"ann"_s});
            QVERIFY(!entries::connect(tx, entry.id, UserId(u"ann"_s), kNow + 6s));
            QVERIFY(!entries::abandon(tx, entry.id, kNow + 6s));
            QVERIFY(!entries::flowOut(tx, entry.id, u"max_wait"_s, {}, kNow + 6s));
            QVERIFY(!entries::openOf(tx, entry.callId));
            entries::announce(tx, {kQueue, kQueue}, kNow + 6s);
        }), qPrintable(database->error()));
        database->begin(false);
        const QueueEntry done = entries::get(*database, entry.id).value();
        QVERIFY(done.state == EntryState::Connected && done.agent.text() == u"bob"_s && done.connectedAt == kNow + 6s && done.endedAt == kNow + 6s);
        const auto events = eventlog::after(*database, 0, 10);
        QCOMPARE(events.size(), size_t{1});
        QCOMPARE(events[0].kind, EventKind::QueueUpdate);
        QCOMPARE(QJsonDocument::fromJson(events[0].payload).object().value(u"waiting"_s).toInt(-1), 0);
        QVERIFY(database->commit());
    }

    void whoLeavesReleasesTheAgents_data() { addDialectRows(); }
    void whoLeavesReleasesTheAgents() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        const QueueEntry one = entryOf(u"c-1"_s), two = entryOf(u"c-2"_s);
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            QVERIFY(entries::enter(tx, one) && entries::enter(tx, two));
            QCOMPARE(entries::openCount(tx, kQueue), 2);
            QCOMPARE(entries::loads(tx).at(0).waiting, 2);
            QVERIFY(entries::offer(tx, {one.id, one.callId, kQueue, {UserId(u"ann"_s)}, {}, 20}, kNow + 1s));
            QCOMPARE(entries::loads(tx, {kQueue}).at(0).offered, 1);
            std::vector<UserId> released;
            QVERIFY(entries::abandon(tx, one.id, kNow + 2s, &released));
            QCOMPARE(names(released), QStringList{u"ann"_s});
            QVERIFY(entries::keepPlace(tx, two.id) && entries::setPriority(tx, two.id, 99));
            // Nobody is on the line, but the place is taken.
            QCOMPARE(entries::openCount(tx, kQueue), 1);
            QCOMPARE(entries::onTheLine(tx, kQueue), 0);
            const QueueLoad load = entries::loads(tx).at(0);
            QVERIFY(load.waiting == 0 && load.callbacks == 1 && !load.oldestEnteredAt);
            QVERIFY(entries::anyWaiting(tx));
            QVERIFY(entries::flowOut(tx, two.id, u"max_wait"_s, u"voicemail"_s, kNow + 3s));
            QVERIFY(!entries::keepPlace(tx, two.id));
            QVERIFY(!entries::callBackBy(tx, two.id, one.callId) && !entries::retryCallback(tx, two.id, kNow, true));
            // The same call may wait again, elsewhere.
            QueueEntry third = entryOf(u"c-2"_s);
            third.id = QueueEntryId(u"e-3"_s);
            QVERIFY(entries::enter(tx, third));
        }), qPrintable(database->error()));
        database->begin(false);
        const QueueEntry left = entries::get(*database, two.id).value();
        QVERIFY(left.state == EntryState::FlowedOut && left.overflowedTo == u"voicemail"_s && left.outcome == u"max_wait"_s && left.callback);
        QCOMPARE(left.callPriority, 99);
        QVERIFY(database->commit());
    }

    void aCallbackKeepsItsPlace_data() { addDialectRows(); }
    void aCallbackKeepsItsPlace() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        const QueueEntry entry = entryOf(u"c-1"_s);
        const CallId later(u"c-2"_s);
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            QVERIFY(entries::enter(tx, entry));
            QVERIFY(!entries::callBackBy(tx, entry.id, later)); // he is on the line
            QVERIFY(!entries::retryCallback(tx, entry.id, kNow, true));
            QVERIFY(entries::offer(tx, {entry.id, entry.callId, kQueue, {UserId(u"ann"_s)}, {}, 20}, kNow + 1s));
            QVERIFY(!entries::keepPlace(tx, entry.id)); // about to be connected
            QVERIFY(entries::offerEnded(tx, entry.id, UserId(u"ann"_s), OfferResult::Missed, kNow + 2s));
            QVERIFY(entries::keepPlace(tx, entry.id));
            QVERIFY(entries::callBackBy(tx, entry.id, later));
            QVERIFY(!entries::openOf(tx, entry.callId));
            QVERIFY(entries::offer(tx, {entry.id, later, kQueue, {UserId(u"ann"_s)}, {}, 20}, kNow + 3s));
            QVERIFY(!entries::callBackBy(tx, entry.id, entry.callId)); // one at a time
            QVERIFY(entries::retryCallback(tx, entry.id, kNow + 600s, true));
            QVERIFY(entries::retryCallback(tx, entry.id, kNow + 900s, false));
        }), qPrintable(database->error()));
        database->begin(false);
        const QueueEntry kept = entries::openOf(*database, later).value();
        QVERIFY(kept.id == entry.id && kept.state == EntryState::Waiting && kept.enteredAt == entry.enteredAt && kept.callback);
        QCOMPARE(kept.tries, 1);
        QVERIFY(kept.notBefore == kNow + 900s);
        QVERIFY(database->commit());
    }

    /// The unique index holds also against code that does not ask.
    void oneOpenEntryACall_data() { addDialectRows(); }
    void oneOpenEntryACall() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        QVERIFY(inTransaction(*database, [&](Tx &tx) { entries::enter(tx, entryOf(u"c-1"_s)); }));
        database->begin(true);
        database->run(u"insert into queue_entry (id, call_id, queue_id, entered_us, state) values ('x', 'c-1', 'q-1', 1, 'offered')"_s);
        QVERIFY(!database->commit());
        QCOMPARE(database->failure(), Failure::Constraint);
    }

    void agentsHaveOneOpenSegment_data() { addDialectRows(); }
    void agentsHaveOneOpenSegment() {
        QFETCH(int, dialect);
        const auto database = floor(dialect);
        QVERIFY(database);
        const UserId ann(u"ann"_s);
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            work::begin(tx, {u"w-1"_s, ann, {}, {}, WorkKind::Idle, kNow, {}});
            work::begin(tx, {u"w-2"_s, ann, CallId(u"c-1"_s), kQueue, WorkKind::Talk, kNow + 5s, {}});
            QCOMPARE(work::openOf(tx, ann).value().kind, WorkKind::Talk);
            work::begin(tx, {u"w-3"_s, ann, CallId(u"c-1"_s), kQueue, WorkKind::Wrap, kNow + 4s, {}}); // the clock went back
            work::end(tx, ann, kNow + 9s);
            QVERIFY(!work::openOf(tx, ann));
        }), qPrintable(database->error()));
        database->begin(false);
        Rows rows = database->query(u"figures_work_rows"_s, {{":from_us", micros(kNow)}, {":to_us", micros(kNow + 1h)}, {":limit", 9}});
        QStringList found;
        while (rows.next()) {
            const WorkSegment segment = readSegment(rows);
            found << u"%1 %2"_s.arg(workKindName(segment.kind)).arg(std::chrono::duration_cast<std::chrono::seconds>(*segment.endedAt - segment.beganAt).count());
        }
        QCOMPARE(found, (QStringList{u"idle 5"_s, u"talk 0"_s, u"wrap 5"_s}));
        QVERIFY(database->commit());
    }
};

QTEST_GUILESS_MAIN(QueueStoreTest)
#include "tst_queue_store.moc"
