// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/event_log.h"

#include "tests/store/store_fixture.h"

#include <atomic>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <latch>
#include <set>
#include <thread>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'123'456);

NewWebhook webhook(const QString &id, const QByteArray &body = "{}") {
    return {id, u"call.initiated"_s, kNow, kNow + std::chrono::microseconds(7), body};
}

EventDraft draft(const QString &subject) { return {EventKind::CallUpdate, subject, {Audience::Kind::Staff, {}}, "{}"}; }

} // namespace

class EventLogTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    /// A kind that is appended must be known to the reading side: its name in kKinds of event_log.cpp. One that is live
    /// only is named here.
    void everyStoredKindSurvivesTheLog_data() { addDialectRows(); }
    void everyStoredKindSurvivesTheLog() {
        QFETCH(int, dialect);
        const QList<EventKind> liveOnly{EventKind::WebhookReceived, EventKind::WebhookProcessed, EventKind::WebhookError};
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        std::vector<EventKind> stored;
        QSet<QByteArray> names;
        for (int value = 0; value < 256; ++value) {
            const auto kind = static_cast<EventKind>(value);
            const QByteArray name = eventKindName(kind);
            if (name.isEmpty()) continue;
            QVERIFY2(!names.contains(name), name.constData());
            names << name;
            if (!liveOnly.contains(kind)) stored.push_back(kind);
        }
        QVERIFY(names.size() >= 7 && stored.size() >= 4);
        QVERIFY(inTransaction(*database, [&](Tx &tx) {
            for (const EventKind kind : stored) eventlog::append(tx, {{kind, u"s"_s, {Audience::Kind::Staff, {}}, "{}"}}, kNow);
        }));
        database->begin(false);
        const auto events = eventlog::after(*database, 0, 1000);
        QVERIFY(database->commit());
        std::vector<EventKind> read;
        for (const Event &event : events) read.push_back(event.kind);
        for (const EventKind kind : stored)
            QVERIFY2(std::find(read.begin(), read.end(), kind) != read.end(), eventKindName(kind));
        QCOMPARE(read, stored);
    }

    void eventsAreReadAsTheyWereAppended_data() { addDialectRows(); }
    void eventsAreReadAsTheyWereAppended() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(100);
        std::vector<EventDraft> drafts;
        const QList<EventKind> kinds{EventKind::CallUpdate, EventKind::AiUpdate, EventKind::CampaignUpdate, EventKind::UserChanged, EventKind::QueueUpdate};
        const QList<Audience> audiences{{Audience::Kind::Owner, u"agent-1"_s}, {Audience::Kind::Waiting, {}},
                                        {Audience::Kind::Staff, {}}, {Audience::Kind::Supervisors, {}}, {Audience::Kind::Supervisors, u"agent-8"_s},
                                        {Audience::Kind::Admins, {}}};
        for (int i = 0; i < 60; ++i)
            drafts.push_back({kinds[i % kinds.size()], nastyText(random), audiences[i / 4 % audiences.size()], "{\"text\":\"" + QByteArray(i, 'x') + "\\u0000\\\\u0000\"}"});
        const auto half = drafts.begin() + 20;
        // Two pieces of work in one transaction, then another.
        QVERIFY2(inTransaction(*database, [&](Tx &tx) {
            eventlog::append(tx, {drafts.begin(), half}, kNow);
            eventlog::append(tx, {}, kNow);
            eventlog::append(tx, {half, drafts.end() - 1}, kNow);
        }), qPrintable(database->error()));
        QVERIFY(inTransaction(*database, [&](Tx &tx) { eventlog::append(tx, {drafts.back()}, kNow); }));
        database->begin(false);
        const auto events = eventlog::after(*database, 0, 1000);
        const qint64 newest = eventlog::newest(*database);
        QVERIFY2(database->commit(), qPrintable(database->error()));
        QCOMPARE(events.size(), drafts.size());
        for (size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(events[i].kind, drafts[i].kind);
            QCOMPARE(events[i].subject, drafts[i].subject);
            QVERIFY(events[i].audience == drafts[i].audience);
            QCOMPARE(events[i].payload, drafts[i].payload);
            QVERIFY(events[i].at == kNow);
            if (i > 0) QVERIFY(events[i].seq > events[i - 1].seq);
        }
        QCOMPARE(newest, events.back().seq);
        database->begin(false);
        const auto rest = eventlog::after(*database, events[30].seq, 5);
        QVERIFY(eventlog::after(*database, newest, 5).empty());
        QVERIFY(database->commit());
        QCOMPARE(rest.size(), size_t{5});
        QVERIFY(rest.front() == events[31]);
    }

    void emptyLogHasNumberZero_data() { addDialectRows(); }
    void emptyLogHasNumberZero() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        database->begin(false);
        QCOMPARE(eventlog::newest(*database), qint64{0});
        QVERIFY(database->commit());
    }

    void eventsOfWorkThatIsRolledBackAreNotAppended_data() { addDialectRows(); }
    void eventsOfWorkThatIsRolledBackAreNotAppended() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        database->begin(true);
        eventlog::append(*database, {draft(u"lost"_s)}, kNow);
        database->rollback();
        database->begin(true);
        eventlog::append(*database, {draft(u"failed"_s)}, kNow);
        database->run(u"insert into no_such_table values (1)"_s);
        QVERIFY(!database->commit());
        QVERIFY(inTransaction(*database, [](Tx &tx) { eventlog::append(tx, {draft(u"kept"_s)}, kNow); }));
        database->begin(false);
        const auto events = eventlog::after(*database, 0, 10);
        QVERIFY(database->commit());
        QCOMPARE(events.size(), size_t{1});
        QCOMPARE(events.front().subject, u"kept"_s);
    }

    void eventsOfANewerProgramAreSkipped_data() { addDialectRows(); }
    void eventsOfANewerProgramAreSkipped() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QVERIFY(inTransaction(*database, [](Tx &tx) { eventlog::append(tx, {draft(u"a"_s), draft(u"b"_s), draft(u"c"_s)}, kNow); }));
        database->begin(true);
        database->run(u"update event_log set kind = 'of_tomorrow' where subject in ('a', 'b')"_s);
        QVERIFY(database->commit());
        database->begin(false);
        const auto events = eventlog::after(*database, 0, 1);
        QVERIFY(database->commit());
        QCOMPARE(events.size(), size_t{1});
        QCOMPARE(events.front().subject, u"c"_s);
    }

    /// Two nodes append, a third reads after the last number that it has seen: it gets everything, in order, though
    /// commits overlap.
    void readerNeverMissesALateLowerNumber() {
        const auto url = m_databases.migrated(Dialect::Postgres);
        STORE_MUST(url);
        constexpr int kWriters = 4, kEach = 150;
        std::atomic<int> running{kWriters};
        std::atomic<bool> failed{false};
        std::latch ready(kWriters);
        std::vector<std::thread> writers;
        for (int w = 0; w < kWriters; ++w) {
            writers.emplace_back([&, w] {
                Database database(*url);
                const bool opened = database.open().ok();
                ready.arrive_and_wait();
                for (int i = 0; i < kEach && opened && !failed; ++i) {
                    // Something before the append, so that transactions overlap.
                    const bool fine = inTransaction(database, [&](Tx &tx) {
                        (void)webhooks::insert(tx, {webhook(u"%1-%2"_s.arg(w).arg(i))});
                        eventlog::append(tx, {draft(u"%1-%2"_s.arg(w).arg(i)), draft(u"%1-%2 too"_s.arg(w).arg(i))}, kNow);
                    });
                    if (!fine) failed = true;
                }
                if (!opened) failed = true;
                --running;
            });
        }
        const auto reader = openDatabase(*url);
        QStringList seen;
        qint64 last = 0;
        for (bool more = true; more;) {
            more = running > 0; // asked before reading, so that the last reading sees all
            reader->begin(false);
            const auto events = eventlog::after(*reader, last, 50);
            QVERIFY(reader->commit());
            for (const Event &event : events) {
                QVERIFY(event.seq > last);
                last = event.seq;
                seen << event.subject;
            }
            more = more || !events.empty();
        }
        for (std::thread &writer : writers) writer.join();
        QVERIFY(!failed);
        QCOMPARE(seen.size(), qsizetype{kWriters * kEach * 2});
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), seen.size());
    }

    void repeatedWebhookIsDropped_data() { addDialectRows(); }
    void repeatedWebhookIsDropped() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(101);
        const QString odd = nastyText(random);
        QStringList fresh;
        QVERIFY2(inTransaction(*database, [&](Tx &tx) { fresh = webhooks::insert(tx, {webhook(u"a"_s), webhook(odd), webhook(u"a"_s)}); }),
                 qPrintable(database->error()));
        QCOMPARE(fresh, (QStringList{u"a"_s, odd}));
        QVERIFY(inTransaction(*database, [&](Tx &tx) { fresh = webhooks::insert(tx, {webhook(u"b"_s), webhook(odd)}); }));
        QCOMPARE(fresh, QStringList(u"b"_s));
        QVERIFY(inTransaction(*database, [&](Tx &tx) { fresh = webhooks::insert(tx, {}); }));
        QCOMPARE(fresh, QStringList());
        database->begin(false);
        QCOMPARE(webhooks::count(*database), qint64{3});
        QVERIFY(database->commit());
    }

    void bodyIsStoredAsItCame_data() { addDialectRows(); }
    void bodyIsStoredAsItCame() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        const QByteArray body = "{ \"a\" : \"\\u0000 \\\\u0000 \\\" ' \\\\ \xf0\x9f\x98\x80\",\n\"b\":1.50 }";
        QVERIFY(inTransaction(*database, [&](Tx &tx) { (void)webhooks::insert(tx, {webhook(u"x"_s, body)}); }));
        const QString connection = QSqlDatabase::connectionNames().constFirst();
        QSqlQuery query(QSqlDatabase::database(connection, false));
        QVERIFY(query.exec(u"select body, occurred_us, received_us from webhook_event"_s) && query.next());
        QCOMPARE(query.value(0).toString().toUtf8(), body);
        QCOMPARE(query.value(1).toLongLong(), toMicros(kNow));
        QCOMPARE(query.value(2).toLongLong(), toMicros(kNow) + 7);
    }
};

QTEST_GUILESS_MAIN(EventLogTest)
#include "tst_event_log.moc"
