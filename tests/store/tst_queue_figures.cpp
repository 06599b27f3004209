// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/queue_histories.h"
#include "tests/store/store_fixture.h"

#include <set>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kBegin = fromMicros(1'772'434'800'000'000);

std::vector<FigureQuery> questions() {
    std::vector<FigureQuery> list;
    for (const std::chrono::seconds interval : {0s, 60s, 900s, 3600s})
        for (const char *queue : {"", "q-1"})
            for (const char *agent : {"", "a-2"})
                for (const auto &[from, to] : {std::pair(kBegin, kBegin + 6h), std::pair(kBegin + 1h, kBegin + 2h + 7s)})
                    list.push_back({from, to, interval, QueueId(QLatin1String(queue)), UserId(QLatin1String(agent))});
    return list;
}

} // namespace

/// What SQL sums up is what a count by hand gives, over random histories.
class QueueFiguresTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void figuresAreThoseOfTheRows_data() {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 6; ++seed) {
            QTest::addRow("sqlite %d", seed) << static_cast<int>(Dialect::Sqlite) << seed;
            QTest::addRow("postgres %d", seed) << static_cast<int>(Dialect::Postgres) << seed;
        }
    }
    void figuresAreThoseOfTheRows() {
        QFETCH(int, dialect);
        QFETCH(int, seed);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(static_cast<quint32>(seed));
        const QueueHistory history = randomHistory(random, kBegin);
        QVERIFY2(inTransaction(*database, [&](Tx &tx) { insertHistory(tx, history); }), qPrintable(database->error()));
        qint64 offered = 0, handled = 0;
        for (const FigureQuery &query : questions()) {
            database->begin(false);
            auto entries = figures::entrySums(*database, query);
            auto work = figures::workSums(*database, query);
            QVERIFY2(database->commit(), qPrintable(database->error()));
            const qint64 intervals = query.interval.count() == 0 ? 1 : (query.to - query.from) / query.interval + 1;
            for (qint64 interval = 0; interval < intervals; ++interval) {
                for (const char *queue : {"", "q-0", "q-1", "q-2"}) {
                    for (const char *agent : {"", "a-0", "a-1", "a-2", "a-3"}) {
                        const FigureKey key{QueueId(QLatin1String(queue)), UserId(QLatin1String(agent)), interval};
                        QCOMPARE(entries[key], recount(history, query, key));
                        QCOMPARE(work[key], recountWork(history, query, key));
                        offered += entries[key].offered;
                        handled += work[key].handled;
                    }
                }
            }
            for (const auto &[key, sums] : entries) QVERIFY(key.interval >= 0 && key.interval < intervals);
        }
        QVERIFY2(offered > 500 && handled > 20, qPrintable(u"%1 %2"_s.arg(offered).arg(handled)));
    }

    /// The rows that are shown with a figure are the ones that it is made of.
    void explainedRowsGiveTheFigures_data() { addDialectRows(); }
    void explainedRowsGiveTheFigures() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(77);
        const QueueHistory history = randomHistory(random, kBegin);
        QVERIFY(inTransaction(*database, [&](Tx &tx) { insertHistory(tx, history); }));
        for (const FigureQuery &query : questions()) {
            database->begin(false);
            QueueSums sums;
            WorkSums work;
            for (const auto &[key, part] : figures::entrySums(*database, query)) sums += part;
            for (const auto &[key, part] : figures::workSums(*database, query)) work += part;
            const auto entries = figures::entryRows(*database, query, 10'000);
            const auto contacts = figures::contactRows(*database, query, 10'000);
            qint64 idle = 0, handledUs = 0;
            for (const WorkSegment &segment : figures::workRows(*database, query, 10'000))
                if (segment.kind == WorkKind::Idle) idle += (*segment.endedAt - segment.beganAt).count();
            for (const Contact &contact : contacts) handledUs += contact.handleUs;
            QCOMPARE(static_cast<qint64>(entries.size()), sums.offered);
            QCOMPARE(std::count_if(entries.begin(), entries.end(), [](auto &e) { return e.state == EntryState::Connected; }), sums.answered);
            QCOMPARE(static_cast<qint64>(contacts.size()), work.handled);
            QCOMPARE(handledUs, work.handledUs);
            QCOMPARE(idle, work.idleUs);
            QCOMPARE(figures::entryRows(*database, query, 3).size(), std::min<size_t>(3, entries.size()));
            QVERIFY(database->commit());
        }
    }

    /// A changed threshold holds for the past as well.
    void thresholdsRecomputeThePast_data() { addDialectRows(); }
    void thresholdsRecomputeThePast() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(5);
        QueueHistory history = randomHistory(random, kBegin);
        QVERIFY(inTransaction(*database, [&](Tx &tx) { insertHistory(tx, history); }));
        history.queues[0].serviceLevelSeconds = 40;
        QVERIFY(inTransaction(*database, [&](Tx &tx) { tx.run(u"update queue set service_level_s = 40 where id = 'q-0'"_s); }));
        const FigureQuery query{kBegin, kBegin + 6h, 0s, QueueId(u"q-0"_s), {}};
        database->begin(false);
        const auto entries = figures::entrySums(*database, query);
        QVERIFY(database->commit());
        QVERIFY(entries.size() > 2);
        for (const auto &[key, sums] : entries) {
            QCOMPARE(sums, recount(history, query, key));
            QCOMPARE(sums.answered, sums.answeredInTime);
        }
    }
};

QTEST_GUILESS_MAIN(QueueFiguresTest)
#include "tst_queue_figures.moc"
