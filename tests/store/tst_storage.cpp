// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage.h"

#include "server/store/call_store.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <algorithm>
#include <latch>
#include <map>
#include <thread>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
using Answer = Result<int>;
using Work = std::function<Answer(Tx &)>;

Work put(const QString &key, const QString &value) {
    return [=](Tx &tx) -> Answer {
        values::put(tx, key, value, kNow);
        return 1;
    };
}

Answer valueOf(Storage &storage, const QString &key) {
    return answerOf(storage.read<int>([=](Tx &tx) -> Answer { return values::get(tx, key).toInt(); }));
}

} // namespace

/// The storage's threads: batches, neighbours, several programs on one database.
class StorageTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    DatabaseUrl m_url;

private slots:
    static void initTestCase_data() { addDialectRows(); }
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() {
        QFETCH_GLOBAL(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        m_url = *url;
    }

    void writtenValuesAreRead() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(put(u"a"_s, u"7"_s))));
        QCOMPARE(*valueOf(*storage, u"a"_s), 7);
        QCOMPARE(storage->stats().commits, qint64{1});
        QCOMPARE(storage->stats().jobs, qint64{1});
        QVERIFY(storage->available());
        QCOMPARE(storage->url().file, m_url.file);
    }

    void waitingWorkIsCommittedTogether() {
        const auto storage = openStorage(m_url);
        std::latch hold(1), started(1);
        auto first = storage->write<int>([&](Tx &) -> Answer { started.count_down(); hold.wait(); return 0; });
        started.wait();
        std::vector<QFuture<Answer>> answers;
        constexpr int kPieces = 1000;
        for (int i = 0; i < kPieces; ++i) answers.push_back(storage->write<int>(put(u"k%1"_s.arg(i), u"1"_s)));
        const int waiting = storage->stats().waiting;
        hold.count_down();
        QCOMPARE(waiting, kPieces);
        for (auto &answer : answers) STORE_MUST(answerOf(answer));
        const StorageStats stats = storage->stats();
        QCOMPARE(stats.jobs, qint64{kPieces + 1});
        QCOMPARE(stats.commits, qint64{1 + (kPieces + 127) / 128});
        QCOMPARE(stats.retries, qint64{0});
        QCOMPARE(stats.waiting, 0);
    }

    void workIsDoneInTheOrderInWhichItWasHandedOver() {
        const auto storage = openStorage(m_url);
        std::vector<QFuture<Answer>> answers;
        for (int i = 0; i < 600; ++i) {
            answers.push_back(storage->write<int>([i](Tx &tx) -> Answer {
                const int before = values::get(tx, u"n"_s).toInt();
                values::put(tx, u"n"_s, QString::number(i + 1), kNow);
                // Some spoil their batch, which is then run again piece by piece.
                if (i % 97 == 5) return conflict(u"no"_s);
                return before;
            }));
        }
        for (int i = 0; i < 600; ++i) {
            const Answer answer = answerOf(answers[static_cast<size_t>(i)]);
            if (i % 97 == 5) QVERIFY(!answer.ok());
            else QCOMPARE(*answer, i % 97 == 6 ? i - 1 : i);
        }
    }

    /// Whatever neighbours do, each piece of work gets its own answer and leaves exactly its own changes.
    void failingWorkDoesNotHurtItsNeighbours() {
        QRandomGenerator random(200);
        const auto storage = openStorage(m_url);
        std::map<QString, QString> model;
        std::map<int, QString> keys; // taken idempotency keys
        struct Expected { QFuture<Answer> answer; std::optional<ErrorCode> error; };
        std::vector<Expected> all;
        for (int i = 0; i < 1500; ++i) {
            const QString key = u"k%1"_s.arg(random.bounded(200)), value = QString::number(i);
            const int kind = random.bounded(random.bounded(2) == 0 ? 2 : 7);
            switch (kind) {
            case 0:
            case 1:
                all.push_back({storage->write<int>(put(key, value)), std::nullopt});
                model[key] = value;
                break;
            case 2: // refuses before it writes
                all.push_back({storage->write<int>([](Tx &) -> Answer { return conflict(u"no"_s); }), ErrorCode::Conflict});
                break;
            case 3: // refuses after it has written
                all.push_back({storage->write<int>([=](Tx &tx) -> Answer {
                    values::put(tx, key, u"wrong"_s, kNow);
                    eventlog::append(tx, {{EventKind::CallUpdate, u"wrong"_s, {}, "{}"}}, kNow);
                    return notFound(u"no"_s);
                }), ErrorCode::NotFound});
                break;
            case 4: // a defect
                all.push_back({storage->write<int>([=](Tx &tx) -> Answer {
                    values::put(tx, key, u"wrong"_s, kNow);
                    tx.run(u"insert into no_such_table values (1)"_s);
                    return 1;
                }), ErrorCode::Internal});
                break;
            case 5: { // may collide
                const int n = random.bounded(30);
                const bool taken = keys.contains(n);
                keys.emplace(n, value);
                all.push_back({storage->write<int>([=](Tx &tx) -> Answer {
                    idempotency::insert(tx, u"o"_s, QString::number(n), {u"h"_s, value}, kNow);
                    return 1;
                }), taken ? std::optional(ErrorCode::Conflict) : std::nullopt});
                break;
            }
            default: // reads only
                all.push_back({storage->write<int>([=](Tx &tx) -> Answer { return values::get(tx, key).size() >= 0 ? 1 : 0; }), std::nullopt});
                break;
            }
        }
        for (const Expected &expected : all) {
            const Answer answer = answerOf(expected.answer);
            QCOMPARE(answer.ok(), !expected.error.has_value());
            if (expected.error) QCOMPARE(answer.error().code, *expected.error);
        }
        const auto database = openDatabase(m_url);
        database->begin(false);
        for (int i = 0; i < 200; ++i) {
            const QString key = u"k%1"_s.arg(i);
            const auto found = model.find(key);
            QCOMPARE(values::get(*database, key), found == model.end() ? QString() : found->second);
        }
        for (const auto &[n, value] : keys) {
            const auto seen = idempotency::find(*database, u"o"_s, QString::number(n), kNow - std::chrono::seconds(1));
            QVERIFY(seen && seen->subjectId == value);
        }
        QCOMPARE(eventlog::newest(*database), qint64{0});
        QVERIFY(database->commit());
    }

    void refusalKeepsNothing() {
        const auto storage = openStorage(m_url);
        const Answer refused = answerOf(storage->write<int>([](Tx &tx) -> Answer {
            values::put(tx, u"a"_s, u"1"_s, kNow);
            return forbidden(u"no"_s);
        }));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().message, u"no"_s);
        QCOMPARE(*valueOf(*storage, u"a"_s), 0);
    }

    /// Look, then insert what is not there: two programs that do it at the same moment agree on one row, and nobody sees
    /// a collision.
    void collidingInsertsAreRunAgain() {
        const auto a = openStorage(m_url), b = openStorage(m_url);
        std::vector<std::pair<QString, QFuture<Result<QString>>>> answers;
        for (int i = 0; i < 300; ++i) {
            for (Storage *storage : {a.get(), b.get()}) {
                const QString key = QString::number(i / 3), mine = makeUuid4();
                answers.emplace_back(key, storage->write<QString>([=](Tx &tx) -> Result<QString> {
                    if (const auto seen = idempotency::find(tx, u"o"_s, key, fromMicros(0))) return seen->subjectId;
                    idempotency::insert(tx, u"o"_s, key, {u"h"_s, mine}, kNow);
                    return mine;
                }));
            }
        }
        QHash<QString, QString> agreed;
        for (auto &[key, future] : answers) {
            const Result<QString> answer = answerOf(future);
            STORE_MUST(answer);
            if (!agreed.contains(key)) agreed.insert(key, *answer);
            QCOMPARE(*answer, agreed.value(key));
        }
        QCOMPARE(agreed.size(), qsizetype{100});
    }

    /// Two programs read, change and write the same calls, and append events, in batches and in different orders.
    void changesOfTwoProgramsAreNotLost() {
        QRandomGenerator random(201);
        std::vector<Call> calls;
        for (int i = 0; i < 6; ++i) {
            Call call = randomCall(random, {});
            for (Leg &leg : call.legs) leg.checks = 0;
            call.legs.front().callControlId = u"v3:%1"_s.arg(i);
            calls.push_back(call);
        }
        const auto a = openStorage(m_url), b = openStorage(m_url);
        STORE_MUST(answerOf(a->write<int>([=](Tx &tx) -> Answer {
            calls::save(tx, calls, 1.0);
            return 1;
        })));
        std::vector<QFuture<Answer>> answers;
        std::vector<int> expected(calls.size(), 0);
        for (int i = 0; i < 400; ++i) {
            const size_t one = static_cast<size_t>(random.bounded(6)), other = static_cast<size_t>(random.bounded(6));
            CallKeys keys;
            keys.calls << calls[one].id.text();
            keys.controls << u"v3:%1"_s.arg(other);
            Storage &storage = random.bounded(2) == 0 ? *a : *b;
            answers.push_back(storage.write<int>([keys](Tx &tx) -> Answer {
                std::vector<Call> loaded = calls::loadForInputs(tx, keys);
                for (Call &call : loaded) ++call.legs.front().checks;
                calls::save(tx, loaded, 1.0);
                eventlog::append(tx, {{EventKind::CallUpdate, u"s"_s, {}, "{}"}}, kNow);
                return static_cast<int>(loaded.size());
            }));
            ++expected[one];
            if (one != other) ++expected[other];
        }
        for (auto &answer : answers) STORE_MUST(answerOf(answer));
        const auto database = openDatabase(m_url);
        database->begin(false);
        for (size_t i = 0; i < calls.size(); ++i) {
            const auto call = calls::load(*database, calls[i].id);
            QVERIFY(call.has_value());
            QCOMPARE(call->legs.front().checks, expected[i]);
        }
        QCOMPARE(eventlog::after(*database, 0, 10'000).size(), size_t{400});
        QVERIFY(database->commit());
    }

    void destructorFinishesWhatWasHandedOver() {
        std::vector<QFuture<Answer>> writes, reads;
        {
            const auto storage = openStorage(m_url);
            for (int i = 0; i < 700; ++i) writes.push_back(storage->write<int>(put(u"k%1"_s.arg(i), u"1"_s)));
            for (int i = 0; i < 20; ++i) reads.push_back(storage->read<int>([](Tx &) -> Answer { return 5; }));
        }
        for (auto &future : writes) QVERIFY(future.isFinished() && future.result().ok());
        for (auto &future : reads) QVERIFY(future.isFinished() && *future.result() == 5);
        const auto storage = openStorage(m_url);
        QCOMPARE(*valueOf(*storage, u"k699"_s), 1);
    }

    void tooMuchWaitingWorkIsRefused() {
        const auto storage = openStorage(m_url);
        std::latch hold(1), started(1);
        auto first = storage->write<int>([&](Tx &) -> Answer { started.count_down(); hold.wait(); return 0; });
        started.wait();
        std::vector<QFuture<Answer>> answers;
        for (int i = 0; i < 20'001; ++i) answers.push_back(storage->write<int>([](Tx &) -> Answer { return 1; }));
        QVERIFY(answers.back().isFinished());
        const Answer refused = answers.back().result();
        hold.count_down();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QVERIFY(refused.error().retryAfterSeconds > 0);
        answers.pop_back();
        for (auto &answer : answers) STORE_MUST(answerOf(answer));
    }

    void manyThreadsMayReadAndWrite() {
        const auto storage = openStorage(m_url, 3);
        std::atomic<int> failures{0};
        std::latch ready(4);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                ready.arrive_and_wait();
                for (int i = 0; i < 60; ++i) {
                    const QString key = u"%1-%2"_s.arg(t).arg(i);
                    if (!answerOf(storage->write<int>(put(key, u"1"_s))).ok()) ++failures;
                    if (*valueOf(*storage, key) != 1) ++failures; // what was acknowledged is there for every reader
                }
            });
        }
        for (std::thread &thread : threads) thread.join();
        QCOMPARE(failures.load(), 0);
    }

    void readersWorkSideBySide() {
        const auto storage = openStorage(m_url, 2);
        std::latch both(2);
        const auto meet = [&](Tx &) -> Answer { both.arrive_and_wait(); return 1; };
        auto first = storage->read<int>(meet), second = storage->read<int>(meet);
        STORE_MUST(answerOf(first));
        STORE_MUST(answerOf(second));
    }

    void longReadDoesNotHoldUpWriting() {
        const auto storage = openStorage(m_url, 1);
        std::latch hold(1), started(1);
        auto reading = storage->read<int>([&](Tx &tx) -> Answer {
            const int before = values::get(tx, u"a"_s).toInt();
            started.count_down();
            hold.wait();
            return values::get(tx, u"a"_s).toInt() - before;
        });
        started.wait();
        STORE_MUST(answerOf(storage->write<int>(put(u"a"_s, u"5"_s))));
        hold.count_down();
        QCOMPARE(*answerOf(reading), 0);
        QCOMPARE(*valueOf(*storage, u"a"_s), 5);
    }
};

QTEST_GUILESS_MAIN(StorageTest)
#include "tst_storage.moc"
