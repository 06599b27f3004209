// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage.h"

#include "server/store/record_store.h"
#include "tests/store/store_fixture.h"
#include "tests/store/tcp_proxy.h"

#include <QElapsedTimer>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
using Answer = Result<int>;
/// With the NUL that ends a statement in the protocol: "read committed" is not meant.
const QByteArray kCommit("commit", 7);

/// Adds one to a counter: run twice, it shows.
Answer increment(Tx &tx) {
    const int next = values::get(tx, u"n"_s).toInt() + 1;
    values::put(tx, u"n"_s, QString::number(next), kNow);
    return next;
}

} // namespace

/// A COMMIT whose answer is lost: it is found out whether it happened, so that nothing is done twice and nothing that
/// was done is reported as lost. PostgreSQL only: SQLite has no connection to lose.
class CommitDoubtTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    DatabaseUrl m_direct, m_url;
    std::unique_ptr<TcpProxy> m_proxy;

    int counter() {
        const auto database = openDatabase(m_direct);
        database->begin(false);
        const int n = values::get(*database, u"n"_s).toInt();
        return database->commit() ? n : -1;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() {
        const auto url = m_databases.migrated(Dialect::Postgres);
        STORE_MUST(url);
        m_direct = m_url = *url;
        m_proxy = std::make_unique<TcpProxy>(static_cast<quint16>(m_url.port));
        QVERIFY(m_proxy->port() != 0);
        m_url.port = m_proxy->port();
    }
    void cleanup() { m_proxy.reset(); }

    void answerToACommitIsFoundOut_data() {
        QTest::addColumn<int>("trap");
        QTest::addColumn<int>("pieces");
        const auto row = [](const char *name, TcpProxy::Trap trap, int pieces) { QTest::newRow(name) << static_cast<int>(trap) << pieces; };
        row("message lost", TcpProxy::Trap::CutBefore, 1);
        row("message lost, batch", TcpProxy::Trap::CutBefore, 20);
        row("answer lost", TcpProxy::Trap::CutAfter, 1);
        row("answer lost, batch", TcpProxy::Trap::CutAfter, 20);
    }
    void answerToACommitIsFoundOut() {
        QFETCH(int, trap);
        QFETCH(int, pieces);
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        m_proxy->arm(static_cast<TcpProxy::Trap>(trap), kCommit);
        std::vector<QFuture<Answer>> answers;
        for (int i = 0; i < pieces; ++i) answers.push_back(storage->write<int>(increment));
        for (int i = 0; i < pieces; ++i) {
            const Answer answer = answerOf(answers[static_cast<size_t>(i)]);
            STORE_MUST(answer);
            QCOMPARE(*answer, 2 + i);
        }
        QVERIFY(m_proxy->sprung());
        QCOMPARE(counter(), 1 + pieces); // each exactly once
        QVERIFY(storage->stats().losses >= 1);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        QVERIFY(storage->available());
        QCOMPARE(counter(), 2 + pieces);
    }

    /// The client gave the connection up, asked, was told no, and did the work again. Then the old COMMIT arrives.
    void commitThatArrivesLateHasNoEffect() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        m_proxy->arm(TcpProxy::Trap::Delay, kCommit);
        auto second = storage->write<int>(increment);
        QTRY_VERIFY(m_proxy->sprung());
        // The old transaction still holds its locks; the work that is done again waits for them.
        QTRY_VERIFY(storage->stats().losses >= 1 && storage->available());
        QTRY_VERIFY(m_databases.postgres().sql(u"select count(*) from commit_mark where revoked"_s, m_direct.database).value() == u"1"_s);
        QVERIFY(m_proxy->release());
        const Answer answer = answerOf(second);
        STORE_MUST(answer);
        QCOMPARE(*answer, 2);
        QCOMPARE(counter(), 2);
    }

    void commitOfARevokedConnectionIsRefusedAndRunAgain() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        STORE_MUST(m_databases.postgres().sql(u"update commit_mark set revoked = true"_s, m_direct.database));
        const Answer answer = answerOf(storage->write<int>(increment));
        STORE_MUST(answer);
        QCOMPARE(counter(), 2);
    }

    void workThatWritesNothingNeedsNoMark() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>([](Tx &tx) -> Answer { return values::get(tx, u"n"_s).toInt(); })));
        QCOMPARE(m_databases.postgres().sql(u"select number from commit_mark"_s, m_direct.database).value(), u"0"_s);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        QCOMPARE(m_databases.postgres().sql(u"select number from commit_mark"_s, m_direct.database).value(), u"1"_s);
    }

    void marksOfDeadConnectionsAreForgotten() {
        STORE_MUST(m_databases.postgres().sql(u"insert into commit_mark (writer, number, seen_us) values ('old', 5, 1)"_s, m_direct.database));
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        QCOMPARE(m_databases.postgres().sql(u"select count(*) from commit_mark where writer = 'old'"_s, m_direct.database).value(), u"0"_s);
    }

    /// Work in doubt is told so when the storage ends before it could be settled.
    void endingWithWorkInDoubtAnswersIt() {
        auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>(increment)));
        m_proxy->arm(TcpProxy::Trap::CutAfter, kCommit);
        auto second = storage->write<int>(increment);
        QTRY_VERIFY(m_proxy->sprung());
        m_proxy.reset(); // and now there is no way to the server at all
        storage.reset();
        QVERIFY(second.isFinished());
        const Answer answer = second.result();
        // Either it had been settled in between, or it says that nobody knows.
        if (answer.ok()) QCOMPARE(*answer, 2);
        else QCOMPARE(answer.error().code, ErrorCode::Unavailable);
        QCOMPARE(counter(), 2);
    }
};

QTEST_GUILESS_MAIN(CommitDoubtTest)
#include "tst_commit_doubt.moc"
