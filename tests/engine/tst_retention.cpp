// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/retention_service.h"

#include "server/store/alert_store.h"
#include "server/store/call_store.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"
#include "server/store/words_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <QSignalSpy>

#include <numeric>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kNumber = u"+13125550142"_s;
constexpr int kOld = 450, kYoung = 7; // more than two lots

} // namespace

/// What is old goes, what is young or still going on stays, and nobody waits for it.
class TestRetention : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::unique_ptr<ManualScheduler> m_scheduler;
    std::unique_ptr<Storage> m_storage;
    QStringList m_old, m_young;

    UtcTime ago(std::chrono::hours time) const { return m_scheduler->clock().now() - time; }

    qint64 count(const QString &sql) {
        return *answerOf(m_storage->read<qint64>([sql](Tx &tx) -> Result<qint64> {
            Rows rows = tx.ask(u"select count(*) from "_s + sql);
            return rows.next() ? rows.integer() : -1;
        }));
    }

    /// A call that began then, with a leg of the customer's, words and a note.
    static Call callOf(QRandomGenerator &random, UtcTime began, bool over) {
        Call call = randomCall(random, {});
        call.startedAt = began;
        call.customerNumber = kNumber;
        call.status = over ? CallStatus::Completed : CallStatus::Active;
        for (Leg &leg : call.legs) leg.to = leg.role == LegRole::Customer ? kNumber : u"sip:agent@example.com"_s;
        return call;
    }

    void fill(Dialect dialect) {
        const auto url = m_databases.migrated(dialect);
        if (!url) qFatal("%s", qPrintable(url.error().message));
        m_storage = openStorage(*url);
        m_old.clear();
        m_young.clear();
        QRandomGenerator random(3);
        std::vector<Call> calls;
        for (int i = 0; i < kOld; ++i) calls.push_back(callOf(random, ago(24h * 40) + std::chrono::seconds(i / 3), true));
        for (const Call &call : calls) m_old << call.id.text();
        for (int i = 0; i < kYoung; ++i) {
            calls.push_back(callOf(random, ago(24h * 5), true));
            m_young << calls.back().id.text();
        }
        calls.push_back(callOf(random, ago(24h * 40), false)); // forgotten by everybody, but not over
        m_young << calls.back().id.text();
        User user;
        user.id = UserId(u"ann"_s);
        user.email = u"ann@example.com"_s;
        const auto done = answerOf(m_storage->write<Ok>([&](Tx &tx) -> Result<Ok> {
            users::insert(tx, user);
            calls::save(tx, calls, 1.0);
            std::vector<TranscriptLine> lines;
            for (const Call &call : calls) {
                TranscriptLine line;
                line.callId = call.id;
                line.key = u"a"_s;
                line.text = u"My number is "_s + kNumber;
                lines.push_back(line);
                words::addNote(tx, call.id, {makeUuid4(), user.id, {}, ago(24h), u"rang about the sofa"_s});
                Alert alert;
                alert.id = makeUuid4();
                alert.kind = AlertKind::Phrase;
                alert.subjectId = call.id.text();
                alert.subjectName = call.customerNumber;
                alert.call = call.id;
                alert.words = line.text;
                alert.raisedAt = ago(24h);
                if (!alerts::raise(tx, alert)) return internalError(u"no alert"_s);
            }
            words::addLines(tx, lines);
            for (const auto age : {24h * 40, 24h * 5}) {
                EventDraft event;
                event.kind = EventKind::CallUpdate;
                eventlog::append(tx, std::vector<EventDraft>(300, event), ago(age));
                std::vector<NewWebhook> hooks;
                for (int i = 0; i < 300; ++i) hooks.push_back({makeUuid4(), u"call.hangup"_s, ago(age), ago(age), "{}"});
                webhooks::insert(tx, hooks);
            }
            return Ok{};
        }));
        if (!done) qFatal("%s %s", qPrintable(done.error().message), qPrintable(done.error().detail));
    }

    /// Runs it until it says that it is over; what it has given up.
    qint64 sweep(RetentionService &service) {
        QSignalSpy over(&service, &RetentionService::finished);
        service.run();
        const bool done = QTest::qWaitFor([&] {
            m_scheduler->advance(60ms); // the pauses between lots
            return !over.isEmpty();
        }, 60'000);
        return done ? over.first().first().toLongLong() : -1;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void init() { m_scheduler = std::make_unique<ManualScheduler>(); }
    void cleanup() { m_storage.reset(); }

    void whatIsOldGoesAndTheRestStays_data() { addDialectRows(); }
    void whatIsOldGoesAndTheRestStays() {
        QFETCH(int, dialect);
        fill(currentDialect(dialect));
        const qint64 legs = count(u"leg"_s), others = count(u"leg where to_number = 'sip:agent@example.com'"_s);
        RetentionService service(*m_storage, *m_scheduler, {std::chrono::days(30), std::chrono::days(30), std::chrono::days(30)});
        QCOMPARE(sweep(service), 2 * kOld + 300 + 300);

        QCOMPARE(count(u"call"_s), kOld + kYoung + 1); // the figures stay as they were
        QCOMPARE(count(u"call where customer_number = 'erased'"_s), kOld);
        QCOMPARE(count(u"call where customer_number = '%1'"_s.arg(kNumber)), kYoung + 1);
        QCOMPARE(count(u"leg"_s), legs);
        QCOMPARE(count(u"leg where to_number = 'sip:agent@example.com'"_s), others);
        QCOMPARE(count(u"leg join call on call.id = leg.call_id where call.customer_number = 'erased' and leg.to_number = '%1'"_s.arg(kNumber)), 0);
        QCOMPARE(count(u"call_line"_s), kYoung + 1);
        QCOMPARE(count(u"call_note"_s), kYoung + 1);
        QCOMPARE(count(u"alert where words is not null"_s), kYoung + 1);
        QCOMPARE(count(u"alert where subject_name = 'erased'"_s), kOld);
        QCOMPARE(count(u"event_log"_s), 300);
        QCOMPARE(count(u"webhook_event"_s), 300);
        QCOMPARE(count(u"audit_entry where action = 'retention'"_s), 1);

        QCOMPARE(sweep(service), 0); // and leaves no second line
        QCOMPARE(count(u"audit_entry where action = 'retention'"_s), 1);
    }

    void eachHasItsOwnTime_data() { addDialectRows(); }
    void eachHasItsOwnTime() {
        QFETCH(int, dialect);
        fill(currentDialect(dialect));
        RetentionService words(*m_storage, *m_scheduler, {{}, std::chrono::days(3), {}});
        QCOMPARE(sweep(words), kOld + kYoung);
        QCOMPARE(count(u"call_line"_s), 1); // of the call that is not over
        QCOMPARE(count(u"call where customer_number = 'erased'"_s), 0);
        QCOMPARE(count(u"event_log"_s), 600);
    }

    void withoutATimeNothingHappens() {
        fill(Dialect::Sqlite);
        RetentionService service(*m_storage, *m_scheduler, {});
        QSignalSpy over(&service, &RetentionService::finished);
        service.start();
        QCOMPARE(m_scheduler->waiting(), 0);
        service.run();
        QVERIFY(over.isEmpty());
        QCOMPARE(count(u"call_line"_s), kOld + kYoung + 1);
    }

    void itComesBackByItself() {
        fill(Dialect::Sqlite);
        RetentionService service(*m_storage, *m_scheduler, {{}, {}, std::chrono::days(30)});
        QSignalSpy over(&service, &RetentionService::finished);
        service.start();
        m_scheduler->advance(2min);
        QTRY_VERIFY2((m_scheduler->advance(60ms), over.size() == 1), "the first run");
        QCOMPARE(over.takeFirst().first().toLongLong(), 600);
        m_scheduler->advance(24h * 26); // now the rest is old; runs that were due before find nothing
        const auto given = [&over] {
            return std::accumulate(over.begin(), over.end(), qint64{0}, [](qint64 sum, const QVariantList &run) { return sum + run.first().toLongLong(); });
        };
        QTRY_VERIFY2((m_scheduler->advance(10min), given() == 600), "another run, or two");
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
