// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/day_audit.h"
#include "tests/support/pg_cluster.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUrl>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What is different in one day.
struct DayDraft {
    quint64 seed = 1;
    int agents = 14;
    int calls = 400;
    std::chrono::seconds length{1800};
    bool roomy = false;
    bool storm = false; ///< Each webhook three times, in any order within some seconds.
};

QByteArray problemIn(const Result<Ok> &result) {
    return result ? QByteArray() : (result.error().message + u' ' + result.error().detail).toUtf8();
}

} // namespace

/// A day of the whole centre: callers, assistant, agents with their phones and consoles, a carrier that fails. Afterwards
/// nothing is open, nobody is stuck, and every figure of the product is what the rows add up to.
///
/// `CALLFLOOR_DAY=full` lives a long one (20,000 callers, 50 agents); `CALLFLOOR_DAY_SEED` chooses another.
class DayTest : public QObject {
    Q_OBJECT
private slots:
    void aDayAddsUp_data();
    void aDayAddsUp();
    void thriceAndInAnyOrder();

private:
    void live(const DayDraft &draft, DayTotals &totals);
    quint64 seed() const { return qEnvironmentVariableIntValue("CALLFLOOR_DAY_SEED") > 0 ? static_cast<quint64>(qEnvironmentVariableIntValue("CALLFLOOR_DAY_SEED")) : 20261122; }
    bool full() const { return qgetenv("CALLFLOOR_DAY") == "full"; }

    std::unique_ptr<PgCluster> m_postgres;
};

void DayTest::aDayAddsUp_data() {
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<bool>("storm");
    QTest::newRow("sqlite") << false << false;
    QTest::newRow("sqlite, each webhook thrice and shuffled") << false << true;
    QTest::newRow("postgres") << true << false;
}

void DayTest::live(const DayDraft &draft, DayTotals &totals) {
    QElapsedTimer watch;
    watch.start();
    DayFloorOptions options;
    options.seed = draft.seed;
    options.agents = draft.agents;
    options.linesEvery = 4;
    if (!draft.roomy) options.lines.webhooks.lose.probability = 0.002;
    if (draft.storm) {
        options.lines.webhooks.duplicate.probability = 1;
        options.lines.webhooks.copies = 2;
        options.lines.webhooks.shuffleWindowMs = 3000;
    }
    const bool postgres = QByteArray(QTest::currentDataTag()).startsWith("postgres");
    if (postgres && !m_postgres) {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
        m_postgres = std::move(cluster).value();
    }
    if (postgres) {
        const auto url = m_postgres->createDatabase(u"day"_s);
        QVERIFY2(url.ok(), "no database");
        options.databaseUrl = *url;
    }
    DayFloor floor(options);
    const QByteArray wrong = problemIn(floor.start());
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    const auto plan = makeDayPlan(floor, draft.roomy);
    QVERIFY2(plan.ok(), plan.ok() ? "" : qPrintable(plan.error().message));
    const UtcTime from = floor.now();
    DayPeople people(floor, *plan, {draft.calls, draft.length, draft.roomy});
    people.begin();
    while (people.placed() < draft.calls) QVERIFY2(floor.pass(10s), "the server does not come to rest");
    people.close();
    // Whoever is on the line may finish; then timers, lists of the reconciler and deadlines have their turn.
    for (int i = 0; i < 60 && !people.callersGone(); ++i) QVERIFY(floor.pass(10s));
    QVERIFY(floor.pass(draft.roomy ? 3min : 15min));

    const auto metrics = [&](const QString &by) {
        RequestParts parts;
        parts.query = {{u"from"_s, QString::fromLatin1(toIsoMicros(from - 1h))}, {u"to"_s, QString::fromLatin1(toIsoMicros(floor.now() + 1s))}, {u"by"_s, by}};
        return floor.askNow(floor.admin(), "metrics", parts);
    };
    const auto byQueue = metrics(u"queue"_s), byAgent = metrics(u"agent"_s);
    QVERIFY2(byQueue.ok() && byAgent.ok(), "no figures");
    const auto stats = floor.engine().storage().stats();
    const UtcTime to = floor.now();
    floor.stop();

    const auto rows = [&](const QString &sql) -> std::vector<QStringList> {
        if (!postgres) return floor.sqliteRows(sql);
        std::vector<QStringList> all;
        const auto out = m_postgres->sql(sql, QUrl(options.databaseUrl).path().mid(1));
        if (!out) qFatal("%s", qPrintable(out.error().message));
        for (const QString &line : out->split(u'\n', Qt::SkipEmptyParts)) all.push_back(line.split(u'|'));
        return all;
    };
    DayAudit audit(floor, people, rows);
    audit.run(*byQueue, *byAgent);
    totals = audit.totals();
    QueueTotals sum;
    for (const auto &[name, queue] : totals.queues) {
        sum.offered += queue.offered;
        sum.answered += queue.answered;
        sum.abandoned += queue.abandoned;
        sum.flowedOut += queue.flowedOut;
    }
    qInfo().noquote() << u"%1 callers in %2 virtual hours, %3 s: waits %4 = %5 answered + %6 abandoned + %7 elsewhere; %8 legs"_s
                             .arg(people.placed())
                             .arg(static_cast<double>((to - from).count()) / 3.6e9, 0, 'f', 1)
                             .arg(static_cast<double>(watch.elapsed()) / 1000, 0, 'f', 1)
                             .arg(sum.offered).arg(sum.answered).arg(sum.abandoned).arg(sum.flowedOut).arg(totals.legs);
    qInfo().noquote() << u"%1 events of the carrier, %2 deliveries, %3 lost, %4 faults, %5 legs broken; %6 commits, %7 pieces; %8 changes of agents, %9 logged"_s
                             .arg(floor.carrier().events()).arg(floor.carrier().delivered()).arg(floor.carrier().lost())
                             .arg(floor.carrier().faults().hits()).arg(people.broken()).arg(stats.commits).arg(stats.jobs)
                             .arg(totals.changes).arg(totals.logged);
    if (qEnvironmentVariableIsSet("CALLFLOOR_DAY_ANSWERS"))
        for (const auto &[name, answers] : floor.answers()) {
            qInfo().noquote() << name << "accepted" << answers.accepted;
            for (const auto &[sentence, count] : answers.refused) qInfo().noquote() << "   " << count << sentence;
        }
    QVERIFY2(audit.problems().isEmpty(), qPrintable(audit.problems().join(u"\n   "_s)));
}

void DayTest::aDayAddsUp() {
    QFETCH(bool, storm);
    DayDraft draft;
    draft.seed = seed();
    draft.storm = storm;
    if (full()) {
        draft.agents = 50;
        draft.calls = 20'000;
        draft.length = 8h;
    } else if (storm || QByteArray(QTest::currentDataTag()).startsWith("postgres")) {
        draft.calls = 150; // the same density, a shorter time
        draft.length = 675s;
    }
    DayTotals totals;
    live(draft, totals);
}

/// What the carrier's times and the callers' own minds decide must be equal to the last millisecond: how many called which
/// number, how the calls ended, who entered, was answered, left or flowed out of each queue, and how long customers were on
/// the line. It is held on a day on which nobody is turned away and nothing breaks, because there these things do not
/// depend on who is served first. Waits and the agents' seconds are not compared: they begin and end when a report is
/// worked on, which is some seconds later in the storm, and a different agent may be the longest idle one then.
void DayTest::thriceAndInAnyOrder() {
    DayDraft draft;
    draft.seed = seed();
    draft.roomy = true;
    draft.agents = 30;
    draft.calls = full() ? 3000 : 150;
    draft.length = full() ? std::chrono::seconds(7h) : std::chrono::seconds(20min);
    DayTotals once, thrice;
    live(draft, once);
    if (QTest::currentTestFailed()) return;
    draft.storm = true;
    live(draft, thrice);
    if (QTest::currentTestFailed()) return;
    QVERIFY(once.callsByNumber == thrice.callsByNumber);
    QVERIFY(once.callsByEnd == thrice.callsByEnd);
    QCOMPARE(once.customerTime.count(), thrice.customerTime.count());
    QCOMPARE(once.queues.size(), thrice.queues.size());
    for (const auto &[name, queue] : once.queues) {
        const QueueTotals &other = thrice.queues.at(name);
        QCOMPARE(other.offered, queue.offered);
        QCOMPARE(other.answered, queue.answered);
        QCOMPARE(other.abandoned, queue.abandoned);
        QCOMPARE(other.flowedOut, queue.flowedOut);
    }
}

int main(int argc, char **argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000"); // a long day takes longer than the five minutes of Qt Test
    QCoreApplication app(argc, argv);
    DayTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_day.moc"
