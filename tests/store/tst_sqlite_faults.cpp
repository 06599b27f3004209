// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage.h"

#include "server/store/record_store.h"
#include "tests/store/store_fixture.h"

#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <latch>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
using Answer = Result<int>;

QFuture<Answer> put(Storage &storage, const QString &key, qsizetype size = 1) {
    return storage.write<int>([=](Tx &tx) -> Answer {
        values::put(tx, key, QString(size, u'x'), kNow);
        return 1;
    });
}

qsizetype sizeOf(Storage &storage, const QString &key) {
    const auto size = answerOf(storage.read<qint64>([=](Tx &tx) -> Result<qint64> { return values::get(tx, key).size(); }));
    return size ? static_cast<qsizetype>(*size) : -1;
}

/// A limit for the size of files, as a full disk: writes beyond it fail.
class FileSizeLimit {
public:
    explicit FileSizeLimit(qint64 bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(bytes);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
};

} // namespace

/// Disks that fail under the SQLite file: an error, no crash, and recovery by itself.
class SqliteFaultsTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    DatabaseUrl m_url;

private slots:
    void init() {
        const auto url = m_databases.migrated(Dialect::Sqlite);
        STORE_MUST(url);
        m_url = *url;
    }

    void fullDiskIsAnErrorAndPasses() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(put(*storage, u"before"_s)));
        int refused = 0;
        {
            const FileSizeLimit limit(QFileInfo(m_url.file).size() + 100'000);
            std::vector<QFuture<Answer>> answers;
            for (int i = 0; i < 20; ++i) answers.push_back(put(*storage, u"big%1"_s.arg(i), 50'000));
            for (auto &answer : answers) {
                const Answer a = answerOf(answer);
                if (a.ok()) continue;
                ++refused;
                QCOMPARE(a.error().code, ErrorCode::Unavailable);
            }
            QVERIFY(refused > 0);
            QCOMPARE(sizeOf(*storage, u"before"_s), qsizetype{1}); // reading goes on
        }
        QTRY_VERIFY(answerOf(put(*storage, u"after"_s)).ok());
        QVERIFY(storage->available());
        QCOMPARE(sizeOf(*storage, u"before"_s), qsizetype{1});
        QCOMPARE(sizeOf(*storage, u"after"_s), qsizetype{1});
    }

    void acknowledgedWorkSurvivesAFullDisk() {
        const auto storage = openStorage(m_url);
        QStringList acknowledged;
        {
            const FileSizeLimit limit(QFileInfo(m_url.file).size() + 400'000);
            for (int i = 0; i < 40; ++i) {
                const QString key = u"k%1"_s.arg(i);
                if (answerOf(put(*storage, key, 20'000)).ok()) acknowledged << key;
            }
        }
        QVERIFY(!acknowledged.isEmpty() && acknowledged.size() < 40);
        for (int i = 0; i < 40; ++i) {
            const QString key = u"k%1"_s.arg(i);
            QCOMPARE(sizeOf(*storage, key), acknowledged.contains(key) ? qsizetype{20'000} : qsizetype{0});
        }
    }

    /// A database that refuses to be written is opened anew, which is what helps after a remount.
    void readOnlyConnectionIsReplaced() {
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(storage->write<int>([](Tx &tx) -> Answer {
            tx.run(u"pragma query_only = on"_s); // what every writer gets from a read-only file
            return 1;
        })));
        STORE_MUST(answerOf(put(*storage, u"a"_s)));
        QVERIFY(storage->stats().losses >= 1);
        QCOMPARE(sizeOf(*storage, u"a"_s), qsizetype{1});
    }

    void readOnlyFileIsAnError() {
        if (::geteuid() == 0) QSKIP("root may write every file");
        const auto storage = openStorage(m_url);
        STORE_MUST(answerOf(put(*storage, u"a"_s)));
        const auto before = QFile::permissions(m_url.file);
        for (const char *suffix : {"", "-wal", "-shm"}) QFile::setPermissions(m_url.file + QLatin1String(suffix), QFileDevice::ReadOwner);
        Database fresh(m_url);
        const bool opened = fresh.open().ok();
        QVERIFY(!opened || !inTransaction(fresh, [](Tx &tx) { values::put(tx, u"b"_s, u"x"_s, kNow); }));
        for (const char *suffix : {"", "-wal", "-shm"}) QFile::setPermissions(m_url.file + QLatin1String(suffix), before);
        STORE_MUST(answerOf(put(*storage, u"c"_s)));
    }

    void fileThatIsNoDatabaseIsRefused() {
        QFile file(m_databases.folder() + u"/letter.sqlite"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
        file.close();
        const auto storage = Storage::open({*parseDatabaseUrl(u"sqlite:letter.sqlite"_s, m_databases.folder()), 1, true});
        QVERIFY(!storage.ok());
        QCOMPARE(storage.error().code, ErrorCode::Unavailable);
        QVERIFY(storage.error().message.contains(u"letter.sqlite"_s));
    }

    /// `callfloor user add` beside a running server: writers wait for each other.
    void anotherWriterIsWaitedFor() {
        const auto storage = openStorage(m_url);
        const auto other = openDatabase(m_url);
        other->begin(true);
        values::put(*other, u"a"_s, u"x"_s, kNow);
        auto waiting = put(*storage, u"b"_s);
        QCOMPARE(sizeOf(*storage, u"a"_s), qsizetype{0}); // readers do not wait
        QVERIFY(!waiting.isFinished());
        QVERIFY(other->commit());
        STORE_MUST(answerOf(waiting));
    }

    void committedWorkIsInTheFileWhenTheProgramDies() {
        // A copy of the files as they are on disk at that moment is what a dead program leaves behind.
        const auto storage = openStorage(m_url);
        for (int i = 0; i < 50; ++i) STORE_MUST(answerOf(put(*storage, u"k%1"_s.arg(i))));
        const QString copy = m_url.file + u".copy"_s;
        QVERIFY(QFile::copy(m_url.file, copy) && QFile::copy(m_url.file + u"-wal"_s, copy + u"-wal"_s));
        DatabaseUrl url = m_url;
        url.file = copy;
        const auto left = openDatabase(url);
        left->begin(false);
        for (int i = 0; i < 50; ++i) QCOMPARE(values::get(*left, u"k%1"_s.arg(i)), u"x"_s);
        QVERIFY(left->commit());
    }
};

QTEST_GUILESS_MAIN(SqliteFaultsTest)
#include "tst_sqlite_faults.moc"
