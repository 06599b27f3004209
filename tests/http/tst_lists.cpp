// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"
#include "tests/support/pg_cluster.h"

#include <QRandomGenerator>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kStart = fromMicros(1'772'463'845'000'000);
const QStringList kNumbers{u"+13125550123"_s, u"+442079460018"_s, u"anonymous"_s};

QStringList idsOf(const QJsonArray &entries) {
    QStringList ids;
    for (const QJsonValue entry : entries) ids << entry[u"id"_s].toString();
    return ids;
}

} // namespace

/// Lists a page at a time: whatever the filter and the length of a page, the pages joined are the whole list.
class Lists : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;
    QRandomGenerator m_random{20261122};

    std::unique_ptr<HttpClient> m_client; ///< One for all requests: they are many.

    HttpAnswer get(const QString &who, const QString &path) {
        m_client->setToken(m_rig->token(who));
        const HttpAnswer answer = m_client->get(path);
        if (const QString wrong = m_check->problem("GET", path, answer); !wrong.isEmpty()) m_wrong << wrong;
        return answer;
    }

    /// Calls whose times collide often; `times` in steps of 10 ms.
    QStringList addCalls(int count, int firstTime, int times) {
        std::vector<Call> calls;
        for (int i = 0; i < count; ++i) {
            Call call;
            call.startedAt = kStart + std::chrono::milliseconds((firstTime + m_random.bounded(times)) * 10);
            call.id = CallId::make(call.startedAt);
            call.agentId = m_rig->userId(m_random.bounded(2) == 0 ? u"agent"_s : u"other"_s);
            call.customerNumber = kNumbers[m_random.bounded(kNumbers.size())];
            call.direction = static_cast<CallDirection>(m_random.bounded(2));
            call.status = m_random.bounded(2) == 0 ? CallStatus::Completed : CallStatus::NoAnswer;
            Leg leg;
            leg.id = LegId::make(call.startedAt);
            leg.to = call.customerNumber;
            leg.createdAt = call.startedAt;
            leg.endedAt = call.startedAt;
            call.legs.push_back(leg);
            calls.push_back(call);
        }
        auto saved = m_rig->engine().storage().write<Ok>([calls](store::Tx &tx) -> Result<Ok> {
            store::calls::save(tx, calls, 1);
            return Ok{};
        });
        saved.waitForFinished();
        QStringList ids;
        for (const Call &call : calls) ids << call.id.text();
        return saved.result() ? ids : QStringList();
    }

    /// All pages of a list. `between` runs after each of them.
    QStringList joined(const QString &who, const QString &list, const QString &filter, int limit, const std::function<void()> &between = {}) {
        QStringList ids;
        QString cursor;
        do {
            const HttpAnswer answer = get(who, u"%1?limit=%2%3%4"_s.arg(list).arg(limit).arg(filter, cursor.isEmpty() ? QString() : QString(u"&cursor="_s + cursor)));
            const QJsonArray page = answer.object().value(list == "/api/users"_L1 ? u"users"_s : u"calls"_s).toArray();
            const QJsonValue next = answer.object().value(u"next"_s);
            if (answer.status != 200 || page.size() > limit || (next.isString() && page.size() != limit)) return {answer.summary()};
            ids << idsOf(page);
            cursor = next.toString();
            if (between) between();
        } while (!cursor.isEmpty() && ids.size() < 10'000);
        return ids;
    }

    /// The filters of a query, all combinations of some.
    static QStringList filters() {
        QStringList all;
        for (const char *status : {"", "&status=COMPLETED"})
            for (const char *direction : {"", "&direction=inbound"})
                for (const char *number : {"", "&number=%2B13125550123", "&number=anonymous"})
                    for (const char *time : {"", "&from=2026-03-02T15:04:05.200Z&to=2026-03-02T15:04:05.700Z"})
                        all << QString(QLatin1String(status)) + QLatin1String(direction) + QLatin1String(number) + QLatin1String(time);
        return all;
    }

private slots:
    void initTestCase_data() {
        QTest::addColumn<QString>("database");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgres") << u"postgres"_s;
    }
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }

    void init() {
        QFETCH_GLOBAL(QString, database);
        RigOptions options;
        options.carrier = false;
        if (database == "postgres"_L1) {
            auto url = m_postgres->createDatabase(u"lists"_s);
            QVERIFY2(url.ok(), problemOf(url).constData());
            options.databaseUrl = *url;
        }
        m_rig = std::make_unique<Rig>(options);
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
        m_check = std::make_unique<ReplyCheck>(m_rig->get({}, u"/api/openapi.json"_s).object());
        m_client = std::make_unique<HttpClient>(QUrl(u"http://127.0.0.1:%1"_s.arg(m_rig->port())));
    }
    void cleanup() {
        m_rig.reset();
        const QStringList wrong = std::exchange(m_wrong, {});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void pagesJoinedAreTheWholeList() {
        QCOMPARE(addCalls(120, 0, 100).size(), 120);
        int found = 0;
        for (const QString &who : {u"admin"_s, u"agent"_s}) {
            for (const QString &filter : filters()) {
                const QStringList whole = joined(who, u"/api/calls"_s, filter, 200);
                QCOMPARE(QSet<QString>(whole.begin(), whole.end()).size(), whole.size());
                QString count = u"/api/calls/count?"_s + filter.mid(1);
                QCOMPARE(get(who, count).object().value(u"total"_s).toInt(-1), static_cast<int>(whole.size()));
                QCOMPARE(joined(who, u"/api/calls"_s, filter, 5 + m_random.bounded(40)), whole);
                found += static_cast<int>(whole.size());
            }
        }
        QVERIFY2(found > 400, qPrintable(QString::number(found)));
    }

    void whatComesMeanwhileShiftsNothing() {
        QCOMPARE(addCalls(80, 0, 100).size(), 80);
        for (const QString &filter : {QString(), u"&status=COMPLETED"_s, u"&number=anonymous&direction=outbound"_s}) {
            const QStringList before = joined(u"admin"_s, u"/api/calls"_s, filter, 200);
            QSet<QString> added;
            // Among the others, newer and older ones: at every place of the list.
            const QStringList seen = joined(u"admin"_s, u"/api/calls"_s, filter, 7, [&] {
                const QStringList ids = addCalls(3, -50, 250);
                added += QSet<QString>(ids.begin(), ids.end());
            });
            QStringList old;
            for (const QString &id : seen)
                if (!added.contains(id)) old << id;
            QCOMPARE(old, before);
            QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), seen.size());
        }
    }

    void historyGoesOnBehindItsCursor() {
        QCOMPARE(addCalls(60, 0, 20).size(), 60);
        const QStringList whole = idsOf(get(u"agent"_s, u"/api/calls/history"_s).array());
        QVERIFY(whole.size() > 15);
        QStringList seen;
        QString cursor;
        while (true) {
            const QJsonArray page = get(u"agent"_s, u"/api/calls/history?limit=4"_s + cursor).array();
            if (page.isEmpty()) break;
            seen << idsOf(page);
            cursor = u"&cursor="_s + seen.last();
        }
        QCOMPARE(seen, whole);
    }

    void accountsComeInPages() {
        const QStringList whole = idsOf(get(u"admin"_s, u"/api/users"_s).object().value(u"users"_s).toArray());
        QCOMPARE(whole.size(), 4);
        for (const int limit : {1, 2, 3, 4, 500}) QCOMPARE(joined(u"admin"_s, u"/api/users"_s, {}, limit), whole);
    }

    void brokenCursorIsRefused() {
        QCOMPARE(addCalls(3, 0, 3).size(), 3);
        for (const char *list : {"/api/calls", "/api/calls/history", "/api/users"})
            for (const char *cursor : {"no-such-call", "%27%3B--", "01890000-0000-7000-8000-000000000000"}) {
                const HttpAnswer refused = get(u"admin"_s, QLatin1String(list) + u"?cursor="_s + QLatin1String(cursor));
                QCOMPARE(refused.status, 400);
                QCOMPARE(refused.object().value(u"field"_s).toString(), u"cursor"_s);
                QVERIFY(refused.object().value(u"error"_s).toString().contains(u"begin again"_s));
            }
    }

    /// As POST /api/calls reads numbers, with the default region.
    void numbersAreFoundAsPeopleWriteThem() {
        QCOMPARE(addCalls(60, 0, 100).size(), 60);
        const QList<std::pair<QString, QString>> rows{
            {u"+13125550123"_s, kNumbers[0]},      {u"(312) 555-0123"_s, kNumbers[0]},        {u"312.555.0123"_s, kNumbers[0]},
            {u"1-312-555-0123"_s, kNumbers[0]},    {u" +1 312 555 0123 "_s, kNumbers[0]},     {u"tel:+1-312-555-0123"_s, kNumbers[0]},
            {u"+44 20 7946 0018"_s, kNumbers[1]},  {u"011 44 20 7946 0018"_s, kNumbers[1]},   {u"anonymous"_s, kNumbers[2]}};
        for (const auto &[written, number] : rows) {
            const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(written));
            const QJsonArray card = get(u"agent"_s, u"/api/calls/history/"_s + encoded).array();
            QVERIFY2(card.size() == 10, qPrintable(written));
            for (const QJsonValue call : card) QCOMPARE(call[u"customerNumber"_s].toString(), number);
            const QJsonArray page = get(u"admin"_s, u"/api/calls?number="_s + encoded).object().value(u"calls"_s).toArray();
            QVERIFY2(page.size() >= 10, qPrintable(written));
            for (const QJsonValue call : page) QCOMPARE(call[u"customerNumber"_s].toString(), number);
            QCOMPARE(get(u"admin"_s, u"/api/calls/count?number="_s + encoded).object().value(u"total"_s).toInteger(), page.size());
        }
    }

    void emergencyNumbersCanBeLookedFor() {
        for (const char *number : {"911", "112", "%2B19005552345", "x", "%2B"}) {
            const HttpAnswer answer = get(u"agent"_s, u"/api/calls/history/"_s + QLatin1String(number));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray("[]"));
        }
    }
};

QTEST_GUILESS_MAIN(Lists)
#include "tst_lists.moc"
