// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"
#include "server/store/user_store.h"
#include "server/store/words_store.h"
#include "tests/store/store_fixture.h"

#include <algorithm>
#include <random>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);
const CallId kCall(u"c-1"_s), kOtherCall(u"c-2"_s);

TranscriptLine line(const CallId &call, const QString &key, std::chrono::seconds after, int ordinal, const QString &text) {
    return {call, key, kNow + after, ordinal, ordinal % 2 == 0 ? Speaker::Assistant : Speaker::Caller, text};
}

QStringList textsOf(const std::vector<TranscriptLine> &lines) {
    QStringList texts;
    for (const TranscriptLine &one : lines) texts << one.text;
    return texts;
}

} // namespace

/// Transcripts and notes, on both databases.
class WordsStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

    std::unique_ptr<Database> withCalls(int dialect) {
        const auto url = m_databases.migrated(currentDialect(dialect));
        if (!url) return nullptr;
        auto database = openDatabase(*url);
        const bool ready = inTransaction(*database, [](Tx &tx) {
            User ann;
            ann.id = UserId(u"ann"_s);
            ann.email = u"ann@x.example"_s;
            ann.name = u"Ann"_s;
            ann.passwordHash = u"x"_s;
            ann.createdAt = kNow;
            users::insert(tx, ann);
            std::vector<Call> made(2);
            made[0].id = kCall;
            made[1].id = kOtherCall;
            for (Call &call : made) call.startedAt = kNow;
            calls::save(tx, made, 1);
        });
        return ready ? std::move(database) : nullptr;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void aLineIsKeptOnceInWhateverOrderItIsReported_data() { addDialectRows(); }
    void aLineIsKeptOnceInWhateverOrderItIsReported() {
        QFETCH(int, dialect);
        const auto database = withCalls(dialect);
        QVERIFY(database);
        // The reports of a talk: each has all lines so far, with its own time. Three times, in any order.
        QRandomGenerator random(7);
        const QStringList said{nastyText(random), u"Hi"_s, u"Hello"_s, nastyText(random), u"Bye"_s};
        std::vector<std::vector<TranscriptLine>> reports;
        for (int n = 1; n <= 5; ++n) {
            std::vector<TranscriptLine> report;
            for (int i = 0; i < n; ++i) report.push_back(line(kCall, u"h-%1"_s.arg(i), std::chrono::seconds(n), i, said[i]));
            for (int times = 0; times < 3; ++times) reports.push_back(report);
        }
        std::mt19937 shuffle(3);
        for (int round = 0; round < 4; ++round) {
            std::shuffle(reports.begin(), reports.end(), shuffle);
            size_t fresh = 0;
            for (const auto &report : reports)
                QVERIFY2(inTransaction(*database, [&](Tx &tx) { fresh += words::addLines(tx, report).size(); }), qPrintable(database->error()));
            QCOMPARE(fresh, round == 0 ? size_t{5} : size_t{0});
            database->begin(false);
            const auto kept = words::lines(*database, kCall);
            QCOMPARE(textsOf(kept), said);
            for (int i = 0; i < 5; ++i) QCOMPARE(kept[static_cast<size_t>(i)].at, kNow + std::chrono::seconds(i + 1));
            QVERIFY(words::lines(*database, kOtherCall).empty());
            QVERIFY(database->commit());
        }
    }

    void oneReportMayHaveALineTwiceAndLinesOfTwoCalls_data() { addDialectRows(); }
    void oneReportMayHaveALineTwiceAndLinesOfTwoCalls() {
        QFETCH(int, dialect);
        const auto database = withCalls(dialect);
        QVERIFY(database);
        std::vector<TranscriptLine> fresh;
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            fresh = words::addLines(tx, {line(kCall, u"k"_s, 5s, 0, u"one"_s), line(kCall, u"k"_s, 3s, 0, u"one"_s), line(kOtherCall, u"k"_s, 4s, 1, u"two"_s)});
        }), qPrintable(database->error()));
        QCOMPARE(textsOf(fresh), (QStringList{u"one"_s, u"two"_s}));
        database->begin(false);
        QCOMPARE(words::lines(*database, kCall).at(0).at, kNow + 3s);
        QCOMPARE(words::lines(*database, kOtherCall).at(0).who, Speaker::Caller);
        QVERIFY(database->commit());
    }

    void notesAreOnlyAdded_data() { addDialectRows(); }
    void notesAreOnlyAdded() {
        QFETCH(int, dialect);
        const auto database = withCalls(dialect);
        QVERIFY(database);
        QRandomGenerator random(5);
        const CallNote second{u"n-2"_s, UserId(u"ann"_s), u"Ann"_s, kNow + 2s, nastyText(random)};
        const CallNote first{u"n-1"_s, UserId(u"ann"_s), u"Ann"_s, kNow, u"Wants a copy."_s};
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            words::addNote(tx, kCall, second);
            words::addNote(tx, kCall, first);
        }), qPrintable(database->error()));
        database->begin(false);
        QCOMPARE(words::notes(*database, kCall), (std::vector<CallNote>{first, second}));
        QVERIFY(words::notes(*database, kOtherCall).empty());
        QVERIFY(database->commit());
    }
};

QTEST_GUILESS_MAIN(WordsStoreTest)
#include "tst_words_store.moc"
