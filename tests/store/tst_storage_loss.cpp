// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage.h"

#include "server/store/record_store.h"
#include "tests/store/store_fixture.h"

#include <QSignalSpy>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
using Answer = Result<int>;

QFuture<Answer> put(Storage &storage, const QString &key) {
    return storage.write<int>([=](Tx &tx) -> Answer {
        values::put(tx, key, QString::number(values::get(tx, key).toInt() + 1), kNow);
        return 1;
    });
}

Answer look(Storage &storage) {
    return answerOf(storage.read<int>([](Tx &tx) -> Answer { return values::get(tx, u"x"_s).toInt(); }));
}

} // namespace

/// PostgreSQL goes away under load and comes back. The cluster is the test's own.
class StorageLossTest : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_cluster;
    DatabaseUrl m_url;

private slots:
    void init() {
        auto cluster = PgCluster::create();
        STORE_MUST(cluster);
        m_cluster = std::move(*cluster);
        m_url = *parseDatabaseUrl(m_cluster->url(), {});
    }
    void cleanup() { m_cluster.reset(); }

    void whatWasAcknowledgedIsThereAndNothingElse_data() {
        QTest::addColumn<bool>("hard");
        QTest::newRow("killed") << true;
        QTest::newRow("stopped") << false;
    }
    void whatWasAcknowledgedIsThereAndNothingElse() {
        QFETCH(bool, hard);
        const auto storage = openStorage(m_url);
        QSignalSpy availability(storage.get(), &Storage::availabilityChanged);
        struct Written { QString key; QFuture<Answer> answer; };
        std::vector<Written> all;
        int n = 0;
        const auto load = [&](int pieces) {
            for (int i = 0; i < pieces; ++i) {
                const QString key = u"k%1"_s.arg(n++);
                all.push_back({key, put(*storage, key)});
            }
        };
        for (int round = 0; round < 3; ++round) {
            load(200);
            STORE_MUST(answerOf(all.back().answer));
            load(1500); // they are on their way while the server dies
            STORE_MUST(hard ? m_cluster->killHard() : m_cluster->stop());
            load(50);
            const Answer away = answerOf(all.back().answer);
            QVERIFY(!away.ok());
            QCOMPARE(away.error().code, ErrorCode::Unavailable);
            QVERIFY(away.error().retryAfterSeconds > 0);
            QVERIFY(!storage->available());
            QVERIFY(!look(*storage).ok());
            STORE_MUST(m_cluster->startAgain());
            QTRY_VERIFY_WITH_TIMEOUT(storage->available(), 30'000); // by itself
            STORE_MUST(look(*storage));
        }
        load(1);
        STORE_MUST(answerOf(all.back().answer));
        QTRY_VERIFY(availability.size() >= 6); // emitted in another thread
        for (int i = 0; i < availability.size(); ++i) QCOMPARE(availability[i].constFirst().toBool(), i % 2 == 1);

        const auto database = openDatabase(m_url);
        database->begin(false);
        int acknowledged = 0, refused = 0;
        for (const Written &written : all) {
            const Answer answer = answerOf(written.answer);
            const int stored = values::get(*database, written.key).toInt();
            if (answer.ok()) {
                ++acknowledged;
                QCOMPARE(stored, 1);
            } else {
                ++refused;
                QCOMPARE(answer.error().code, ErrorCode::Unavailable);
                // Only work in doubt that was given up after its time may have been stored.
                if (answer.error().detail != u"outcome of a commit unknown"_s) QCOMPARE(stored, 0);
            }
        }
        QVERIFY(database->commit());
        QVERIFY(acknowledged > 600 && refused >= 150);
    }

    /// Connections that were cut while nobody used them (a restart at night) cost nobody an error.
    void connectionsCutWhileIdleAreReplacedUnnoticed() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(put(*storage, u"a"_s)));
        STORE_MUST(look(*storage));
        for (int round = 0; round < 3; ++round) {
            STORE_MUST(m_cluster->sql(u"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'callfloor'"_s));
            STORE_MUST(look(*storage));
            STORE_MUST(answerOf(put(*storage, u"a"_s)));
            QVERIFY(storage->available());
        }
        STORE_MUST(m_cluster->stop());
        STORE_MUST(m_cluster->startAgain());
        QTRY_VERIFY(answerOf(put(*storage, u"b"_s)).ok());
        STORE_MUST(look(*storage));
    }

    void storageCannotBeOpenedWhileTheServerIsAway() {
        STORE_MUST(m_cluster->stop());
        const auto storage = Storage::open({m_url, 1, true});
        QVERIFY(!storage.ok());
        QCOMPARE(storage.error().code, ErrorCode::Unavailable);
    }

    void endingWhileTheServerIsAwayAnswersEverything() {
        auto storage = openStorage(m_url);
        STORE_MUST(answerOf(put(*storage, u"a"_s)));
        STORE_MUST(m_cluster->killHard());
        std::vector<QFuture<Answer>> answers;
        for (int i = 0; i < 300; ++i) answers.push_back(put(*storage, u"k%1"_s.arg(i)));
        storage.reset();
        for (auto &answer : answers) {
            QVERIFY(answer.isFinished());
            QCOMPARE(answer.result().error().code, ErrorCode::Unavailable);
        }
    }
};

QTEST_GUILESS_MAIN(StorageLossTest)
#include "tst_storage_loss.moc"
