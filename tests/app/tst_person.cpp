// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/person_verb.h"

#include "server/store/alert_store.h"
#include "server/store/attempt_store.h"
#include "server/store/call_store.h"
#include "server/store/command_store.h"
#include "server/store/event_log.h"
#include "server/store/user_store.h"
#include "server/store/words_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <QJsonDocument>
#include <QJsonArray>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kHis = u"+13125550142"_s, kAnother = u"+13125550143"_s;

} // namespace

/// One person's data is given out and erased; nobody else's is touched.
class TestPerson : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::unique_ptr<Database> m_database;
    QString m_url, m_said, m_complaint;

    qint64 count(const QString &sql) {
        m_database->begin(false);
        qint64 number = -1;
        {
            Rows rows = m_database->ask(u"select count(*) from "_s + sql);
            if (rows.next()) number = rows.integer();
        }
        return m_database->commit() ? number : -1;
    }

    int run(const QStringList &arguments) {
        Options options;
        options.verbArguments = arguments;
        options.loaded.values.databaseUrl = m_url;
        options.loaded.values.stateDir = m_databases.folder();
        options.loaded.values.defaultRegion = u"US"_s;
        options.loaded.values.storageReaders = 1;
        m_said.clear();
        m_complaint.clear();
        QTextStream out(&m_said), err(&m_complaint);
        const int status = runPersonVerb(options, out, err);
        out.flush();
        err.flush();
        return status;
    }

    /// Three calls of his, three of somebody else's, with everything that may tell of them.
    void fill(Dialect dialect) {
        const auto url = m_databases.migrated(dialect);
        if (!url) qFatal("%s", qPrintable(url.error().message));
        m_url = dialect == Dialect::Sqlite ? u"sqlite:"_s + url->file
                                           : u"postgres://%1:%2@%3:%4/%5"_s.arg(url->user, url->password, url->host).arg(url->port).arg(url->database);
        m_database = openDatabase(*url);
        QRandomGenerator random(11);
        std::vector<Call> calls;
        for (const QString &number : {kHis, kAnother})
            for (int i = 0; i < 3; ++i) {
                Call call = randomCall(random, {});
                call.customerNumber = number;
                call.status = CallStatus::Completed;
                call.failureText = u"no answer from "_s + number;
                for (Leg &leg : call.legs) {
                    leg.to = number;
                    leg.from = u"+13125550100"_s;
                }
                calls.push_back(call);
            }
        User user;
        user.id = UserId(u"ann"_s);
        user.email = u"ann@example.com"_s;
        const bool fine = inTransaction(*m_database, [&](Tx &tx) {
            users::insert(tx, user);
            calls::save(tx, calls, 1.0);
            const UtcTime now = SystemClock().now();
            for (const Call &call : calls) {
                TranscriptLine line;
                line.callId = call.id;
                line.key = u"a"_s;
                line.text = u"I am "_s + call.customerNumber;
                words::addLines(tx, {line});
                words::addNote(tx, call.id, {makeUuid4(), user.id, {}, now, u"wants a sofa"_s});
                Alert alert;
                alert.id = makeUuid7(now);
                alert.kind = AlertKind::Phrase;
                alert.subjectId = call.id.text();
                alert.subjectName = call.customerNumber;
                alert.call = call.id;
                alert.words = line.text;
                alert.raisedAt = now;
                if (!alerts::raise(tx, alert)) qFatal("no alert");
                EventDraft event;
                event.kind = EventKind::CallUpdate;
                event.subject = call.id.text();
                event.payload = "{\"number\":\"" + call.customerNumber.toUtf8() + "\"}";
                eventlog::append(tx, {event}, now);
                webhooks::insert(tx, {{makeUuid4(), u"call.initiated"_s, now, now, "{\"to\":\"" + call.customerNumber.toUtf8() + "\"}"}});
            }
            for (const QString &number : {kHis, kAnother})
                tx.run(u"insert into do_not_call (id, number, created_us) values ('%1', '%1', 1)"_s.arg(number));
        });
        if (!fine) qFatal("%s", qPrintable(m_database->error()));
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }
    void cleanup() { m_database.reset(); }

    void allAboutOneIsGivenOut_data() { addDialectRows(); }
    void allAboutOneIsGivenOut() {
        QFETCH(int, dialect);
        fill(currentDialect(dialect));
        QVERIFY2(run({u"export"_s, u"(312) 555-0142"_s}) == 0, qPrintable(m_complaint));
        const QJsonObject all = QJsonDocument::fromJson(m_said.toUtf8()).object();
        QCOMPARE(all.value(u"number"_s).toString(), kHis);
        const QJsonObject data = all.value(u"data"_s).toObject();
        for (const QString &table : {u"call"_s, u"call_line"_s, u"call_note"_s, u"alert"_s, u"event_log"_s, u"webhook_event"_s})
            QCOMPARE(data.value(table).toArray().size(), 3);
        QVERIFY(data.value(u"leg"_s).toArray().size() >= 3);
        QCOMPARE(data.value(u"do_not_call"_s).toArray().size(), 1);
        const QJsonObject call = data.value(u"call"_s).toArray().first().toObject();
        QVERIFY(call.value(u"started_us"_s).isDouble() && call.value(u"wish_record"_s).isBool());
        QVERIFY2(!m_said.contains(kAnother), "nothing about others");
        QCOMPARE(count(u"audit_entry where action = 'person_exported'"_s), 1);
        QCOMPARE(count(u"audit_entry where details like '%555%'"_s), 0);

        const QString file = m_databases.folder() + u"/person.json"_s;
        QCOMPARE(run({u"export"_s, kHis, u"--out"_s, file}), 0);
        QVERIFY(!(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        QVERIFY(m_said.isEmpty());
    }

    void heIsErasedAndTheCountsStay_data() { addDialectRows(); }
    void heIsErasedAndTheCountsStay() {
        QFETCH(int, dialect);
        fill(currentDialect(dialect));
        const qint64 legs = count(u"leg"_s);
        QCOMPARE(run({u"erase"_s, kHis}), 2); // not by mistake
        QVERIFY(m_complaint.contains(u"--yes"_s));
        QVERIFY2(run({u"erase"_s, kHis, u"--yes"_s}) == 0, qPrintable(m_complaint));
        QVERIFY2(m_said.startsWith(u"3 calls, 6 texts"_s), qPrintable(m_said));
        QCOMPARE(count(u"call"_s), 6);
        QCOMPARE(count(u"leg"_s), legs);
        QCOMPARE(count(u"call_line"_s), 6);
        QCOMPARE(count(u"call where customer_number = 'erased' and failure_text is null"_s), 3);
        QCOMPARE(count(u"call_line where words = '(erased)'"_s), 3);
        QCOMPARE(count(u"call_note where words = '(erased)'"_s), 3);
        QCOMPARE(count(u"alert where subject_name = 'erased' and words is null"_s), 3);
        QCOMPARE(count(u"alert where subject_name = '%1' and words is not null"_s.arg(kAnother)), 3);
        // Another's stay as they were, and nothing tells of him any more but that he must not be called.
        QCOMPARE(count(u"call where customer_number = '%1' and failure_text is not null"_s.arg(kAnother)), 3);
        QCOMPARE(count(u"webhook_event"_s), 3);
        QCOMPARE(count(u"event_log"_s), 3);
        QCOMPARE(run({u"export"_s, kHis}), 0);
        const QJsonObject left = QJsonDocument::fromJson(m_said.toUtf8()).object().value(u"data"_s).toObject();
        QCOMPARE(left.keys(), QStringList{u"do_not_call"_s});
        QCOMPARE(count(u"audit_entry where action = 'person_erased'"_s), 1);
        QCOMPARE(run({u"erase"_s, kHis, u"--yes"_s}), 0);
        QVERIFY(m_said.startsWith(u"0 calls, 0 texts"_s));
    }

    void aCallThatIsNotOverIsWaitedFor_data() { addDialectRows(); }
    void aCallThatIsNotOverIsWaitedFor() {
        QFETCH(int, dialect);
        fill(currentDialect(dialect));
        QVERIFY(inTransaction(*m_database, [](Tx &tx) {
            tx.run(u"update call set status = 'ACTIVE' where id = (select min(id) from call where customer_number = '%1')"_s.arg(kHis));
        }));
        QCOMPARE(run({u"erase"_s, kHis, u"--yes"_s}), 1);
        QVERIFY2(m_complaint.contains(u"not over"_s), qPrintable(m_complaint));
        QCOMPARE(count(u"call where customer_number = 'erased'"_s), 0);
        QCOMPARE(count(u"call_line where words = '(erased)'"_s), 0);
    }

    void wrongWordsAreRefused() {
        fill(Dialect::Sqlite);
        QCOMPARE(run({}), 2);
        QCOMPARE(run({u"forget"_s, kHis}), 2);
        QCOMPARE(run({u"export"_s, u"' or 1=1 --"_s}), 2);
        QCOMPARE(run({u"export"_s, u"anonymous"_s}), 2);
        m_url = u"sqlite:"_s + m_databases.folder() + u"/not-there.sqlite"_s;
        QCOMPARE(run({u"export"_s, kHis}), 1);
        QVERIFY(!QFileInfo::exists(m_databases.folder() + u"/not-there.sqlite"_s));
    }
};

QTEST_GUILESS_MAIN(TestPerson)
#include "tst_person.moc"
