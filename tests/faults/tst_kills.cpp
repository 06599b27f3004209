// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"
#include "tests/support/pg_cluster.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QMap>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

/// `CALLFLOOR_FAULTS=long`, as `./run faults` sets it.
bool longForm() { return qEnvironmentVariable("CALLFLOOR_FAULTS") == "long"_L1; }
QString numberAt(int i) { return u"+1312555%1"_s.arg(i, 4, 10, QChar(u'0')); }

/// How often each number was dialled, as the carrier has counted.
QMap<QString, int> dialsOf(FloorRun &floor) {
    QMap<QString, int> dials;
    for (const QJsonValue &dial : floor.carrierSays(u"/dials"_s).value(u"dials"_s).toArray()) ++dials[dial[u"to"_s].toString()];
    return dials;
}

int total(const QMap<QString, int> &dials) {
    int sum = 0;
    for (const int count : dials) sum += count;
    return sum;
}

} // namespace

/// The server is killed while it dials a list, at random moments, and started again: nobody is dialled twice, nobody is
/// forgotten.
class TestKills : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;

private slots:
    void everyNumberOnce_data() {
        QTest::addColumn<bool>("onPostgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    void everyNumberOnce() {
        QFETCH(bool, onPostgres);
        const int numbers = longForm() ? 5000 : 250, kills = longForm() ? 50 : 4, lines = longForm() ? 50 : 12;
        QString url;
        if (onPostgres) {
            auto cluster = PgCluster::ofTestRun();
            QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
            m_postgres = std::move(*cluster);
            const auto made = m_postgres->createDatabase(u"kills"_s);
            QVERIFY(made.ok());
            url = *made;
        }
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        FloorRun floor(url);
        floor.server().setEnvironment(u"CALLFLOOR_DIALS_PER_SECOND"_s, u"25"_s);
        QCOMPARE(floor.start({u"--script"_s, u"*1=busy,ring=2s"_s, u"--script"_s, u"*2=no_answer"_s, u"--script"_s,
                              u"*3=answer,ring=3s,talk=8s"_s, u"--script"_s, u"*4=reject,ring=1s"_s, u"--script"_s, u"*5=invalid"_s}),
                 QString());
        QVERIFY(floor.addUser(u"boss@x.example"_s, u"SUPERVISOR"_s));
        const QString token = floor.login(u"boss@x.example"_s);
        QVERIFY(!token.isEmpty());
        auto http = floor.client(token);
        QJsonArray list;
        for (int i = 0; i < numbers; ++i) list << numberAt(i);
        const HttpAnswer begun = http->post(u"/api/campaign/start"_s, {{u"numbers"_s, list}, {u"concurrency"_s, lines}, {u"message"_s, u"Hello."_s}});
        const QString id = begun.object().value(u"id"_s).toString();
        QVERIFY2(!id.isEmpty(), qPrintable(begun.summary()));
        const auto campaign = [&] { return http->get(u"/api/campaigns/"_s + id).object(); };
        const auto isOver = [&] { return campaign().value(u"status"_s).toString() == "completed"_L1; };
        QList<qint64> recoveries;
        int done = 0;
        for (; done < kills && !isOver(); ++done) {
            QTest::qWait(static_cast<int>(random.bounded(longForm() ? 1500 : 400))); // the moment of the kill, not a wait for something
            floor.server().killHard();
            const int before = total(dialsOf(floor));
            QElapsedTimer clock;
            clock.start();
            QVERIFY2(floor.server().startServer(), floor.server().output().right(2000).constData());
            http = floor.client(token);
            QVERIFY(QTest::qWaitFor([&] { return isOver() || total(dialsOf(floor)) > before; }, 120'000));
            recoveries << clock.elapsed();
        }
        QVERIFY(QTest::qWaitFor(isOver, longForm() ? 3'600'000 : 300'000));
        const QMap<QString, int> dials = dialsOf(floor);
        for (int i = 0; i < numbers; ++i) QVERIFY2(dials.value(numberAt(i)) <= 1, qPrintable(u"%1 was dialled twice"_s.arg(numberAt(i))));
        const QJsonObject counts = campaign().value(u"counts"_s).toObject();
        QCOMPARE(counts.value(u"numbers"_s).toInt(), numbers);
        QCOMPARE(counts.value(u"waiting"_s).toInt() + counts.value(u"dialling"_s).toInt(), 0);
        const int placed = total(dials);
        // Whose dial was about to leave when the program died, and of whom the carrier knows nothing, is not dialled again: his
        // attempt counts as one whose end is not known.
        const int lost = numbers - placed;
        QVERIFY2(lost <= counts.value(u"failed"_s).toInt(), qPrintable(u"%1 of %2 were never dialled"_s.arg(lost).arg(numbers)));
        std::sort(recoveries.begin(), recoveries.end());
        qInfo("%d kills, %d numbers, %d dialled once, %d not known, 0 twice; to the next dial %lld ms in the middle, %lld ms at most", done,
              numbers, placed, lost, recoveries.value(recoveries.size() / 2), recoveries.isEmpty() ? 0 : recoveries.last());
    }

    void killedAtANamedPlace_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<bool>("onPostgres");
        for (const auto &place : {u"dial_before_commit"_s, u"dial_committed"_s, u"dial_claimed"_s, u"dial_answered"_s, u"dial_settled"_s,
                                  u"answer_before_commit"_s, u"end_before_commit"_s}) {
            QTest::addRow("%s, sqlite", qPrintable(place)) << place << false;
            if (longForm()) QTest::addRow("%s, postgres", qPrintable(place)) << place << true;
        }
    }
    /// At each place of the path of a dial the process dies once, in the middle of a list.
    void killedAtANamedPlace() {
        QFETCH(QString, place);
        QFETCH(bool, onPostgres);
        const int numbers = longForm() ? 200 : 40;
        QString url;
        if (onPostgres) {
            if (!m_postgres) {
                auto cluster = PgCluster::ofTestRun();
                QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
                m_postgres = std::move(*cluster);
            }
            url = *m_postgres->createDatabase(u"places"_s);
        }
        FloorRun floor(url);
        floor.server().setEnvironment(u"CALLFLOOR_FAILPOINT"_s, place + u":6"_s);
        QCOMPARE(floor.start({u"--script"_s, u"*1=busy,ring=2s"_s, u"--script"_s, u"*3=answer,ring=3s,talk=8s"_s}), QString());
        QVERIFY(floor.addUser(u"boss@x.example"_s, u"SUPERVISOR"_s));
        const QString token = floor.login(u"boss@x.example"_s);
        auto http = floor.client(token);
        QJsonArray list;
        for (int i = 0; i < numbers; ++i) list << numberAt(i);
        const QString id = http->post(u"/api/campaign/start"_s, {{u"numbers"_s, list}, {u"concurrency"_s, 4}, {u"message"_s, u"Hello."_s}})
                               .object().value(u"id"_s).toString();
        QVERIFY(!id.isEmpty());
        QVERIFY2(floor.server().waitForEnd(120'000), "it did not come to that place");
        QCOMPARE(floor.server().exitStatus(), -1); // by a signal
        floor.server().setEnvironment(u"CALLFLOOR_FAILPOINT"_s, {});
        QVERIFY2(floor.server().startServer(), floor.server().output().right(2000).constData());
        http = floor.client(token);
        const auto campaign = [&] { return http->get(u"/api/campaigns/"_s + id).object(); };
        QVERIFY(QTest::qWaitFor([&] { return campaign().value(u"status"_s).toString() == "completed"_L1; }, 600'000));
        const QMap<QString, int> dials = dialsOf(floor);
        for (int i = 0; i < numbers; ++i) QVERIFY2(dials.value(numberAt(i)) <= 1, qPrintable(u"%1 was dialled twice"_s.arg(numberAt(i))));
        const QJsonObject counts = campaign().value(u"counts"_s).toObject();
        QCOMPARE(counts.value(u"waiting"_s).toInt() + counts.value(u"dialling"_s).toInt(), 0);
        const int lost = numbers - total(dials);
        QVERIFY2(lost <= counts.value(u"failed"_s).toInt(), qPrintable(u"%1 of %2 were never dialled"_s.arg(lost).arg(numbers)));
        qInfo("%d numbers, %d dialled once, %d not known, 0 twice", numbers, total(dials), lost);
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"
