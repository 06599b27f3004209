// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outbox.h"
#include "server/simulator/faults.h"
#include "tests/engine/rig.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

#include <deque>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::FaultKind;

namespace {

bool longForm() { return qEnvironmentVariable("CALLFLOOR_FAULTS") == "long"_L1; }
QString numberAt(int i) { return u"+1312555%1"_s.arg(i, 4, 10, QChar(u'0')); }
constexpr int kPatience = 600'000;

} // namespace

/// A carrier that refuses, breaks, stalls and loses answers, and people who do not want to be called at the very moment of their
/// dial: nobody is dialled twice, nobody against his word, and never more than the carrier allows.
class CarrierStorms : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;

    void start(double dialsPerSecond, double timeScale = 20) {
        RigOptions options;
        options.timeScale = timeScale;
        if (QByteArray(QTest::currentDataTag()).startsWith("postgres")) options.databaseUrl = *m_postgres->createDatabase(u"storms"_s);
        options.engine = [dialsPerSecond](EngineOptions &engine) {
            engine.policy.callingProfile = CallingProfile::None;
            engine.dialsPerSecond = dialsPerSecond;
            engine.dialBurst = dialsPerSecond > 100 ? 1000 : 20;
        };
        m_rig = std::make_unique<Rig>(options);
        const QByteArray problem = problemOf(m_rig->start());
        QVERIFY2(problem.isEmpty(), problem.constData());
        simulator::ScriptMix mix;
        mix.ringMs = {100, 1500};
        mix.refuseMs = {100, 800};
        mix.talkMs = {300, 2000};
        m_rig->carrier().carrier().scripts().setMix(mix);
    }
    QString started(int count, int lines) {
        QJsonArray numbers;
        for (int i = 0; i < count; ++i) numbers << numberAt(i);
        return m_rig->post(u"supervisor"_s, u"/api/campaign/start"_s, {{u"numbers"_s, numbers}, {u"concurrency"_s, lines}, {u"message"_s, u"Hi."_s}})
            .object().value(u"id"_s).toString();
    }
    QJsonObject campaign(const QString &id) { return m_rig->get(u"supervisor"_s, u"/api/campaigns/"_s + id).object(); }
    bool completes(const QString &id) {
        return QTest::qWaitFor([&] { return campaign(id).value(u"status"_s).toString() == "completed"_L1; }, kPatience);
    }
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }

private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_rig.reset(); }

    /// Each exactly once, and never more at a time than was asked for, as the carrier counts.
    void eachOnceOnFiftyLines_data() { databases(); }
    void eachOnceOnFiftyLines() {
        start(25, 1); // in real time: what the carrier allows in five seconds is not scaled, and a dial that waits for it goes stale
        const int count = longForm() ? 2000 : 200, lines = 50;
        const QString id = started(count, lines);
        QVERIFY(completes(id));
        for (int i = 0; i < count; ++i) QVERIFY2(m_rig->dialsTo(numberAt(i)) == 1, qPrintable(numberAt(i)));
        const int most = m_rig->carrier().carrier().board().mostLegs();
        QVERIFY2(most <= lines && most > 1, qPrintable(QString::number(most)));
        qInfo("%d numbers, each dialled once, at most %d legs at a time", count, most);
    }

    /// 429, 500 with and without effect, cut connections, stalls: all at once, by chance.
    void storms_data() { databases(); }
    void storms() {
        start(28);
        const int count = longForm() ? 5000 : 120;
        const auto add = [&](FaultKind kind, int status, bool executed, double chance) {
            simulator::FaultRule rule;
            rule.endpoint = u"dial"_s;
            rule.kind = kind;
            rule.status = status;
            rule.executed = executed;
            rule.probability = chance;
            if (status == 429) rule.retryAfterMs = 50;
            if (kind == FaultKind::Stall) rule.delay = simulator::Ms{300};
            m_rig->carrier().faults().add(rule);
        };
        add(FaultKind::Status, 429, false, 0.1);
        add(FaultKind::Status, 500, false, 0.05);
        add(FaultKind::Status, 503, true, 0.05);
        add(FaultKind::Reset, 0, true, 0.05);
        add(FaultKind::Reset, 0, false, 0.05);
        add(FaultKind::Stall, 0, true, 0.05);
        const int lines = 30;
        const QString id = started(count, lines);
        QVERIFY(completes(id));
        int dialled = 0;
        for (int i = 0; i < count; ++i) {
            QVERIFY2(m_rig->dialsTo(numberAt(i)) <= 1, qPrintable(numberAt(i)));
            dialled += m_rig->dialsTo(numberAt(i));
        }
        const QJsonObject counts = campaign(id).value(u"counts"_s).toObject();
        QVERIFY(count - dialled <= counts.value(u"failed"_s).toInt());
        QVERIFY(m_rig->carrier().carrier().board().mostLegs() <= lines);
        // Never above what the carrier allows: 150 in any five seconds.
        std::deque<qint64> recent;
        for (const auto &dial : m_rig->carrier().carrier().dialing().dials()) {
            recent.push_back(toMicros(dial.at));
            while (recent.front() <= recent.back() - 5'000'000) recent.pop_front();
            QVERIFY(recent.size() <= 150);
        }
        qInfo("%d numbers, %d dialled once, 0 twice, %d faults", count, dialled, m_rig->carrier().faults().hits());
    }

    /// A do-not-call entry races with the dial of its number. Whoever was not on his way to the carrier when the entry was
    /// confirmed is not dialled after it.
    void doNotCallRacesWithTheDial_data() { databases(); }
    void doNotCallRacesWithTheDial() {
        start(28);
        const int count = longForm() ? 10'000 : 200;
        const QString id = started(count, 40);
        int kept = 0;
        for (int i = count - 1; i >= 0; --i) { // from the end, while the dialling comes from the beginning
            QCOMPARE(m_rig->post(u"agent"_s, u"/api/do-not-call"_s, {{u"number"_s, numberAt(i)}}).status, 200);
            const int dialled = m_rig->dialsTo(numberAt(i));
            if (dialled == 0) ++kept;
            if (i % 50 == 0 && campaign(id).value(u"status"_s).toString() == "completed"_L1) break;
        }
        QVERIFY(completes(id));
        QTRY_VERIFY(!m_rig->engine().outbox()->busy());
        const QJsonObject entries = campaign(id).value(u"counts"_s).toObject();
        int dialled = 0;
        for (int i = 0; i < count; ++i) dialled += m_rig->dialsTo(numberAt(i));
        // Each number was either dialled before its entry, or never: those that were not, when the entry was confirmed, are blocked.
        QCOMPARE(entries.value(u"blocked"_s).toInt() + dialled, count);
        QVERIFY(dialled <= count - kept + 40); // those that were already on their lines
        qInfo("%d numbers, %d entries came first, %d dialled before", count, kept, dialled);
    }
};

QTEST_GUILESS_MAIN(CarrierStorms)
#include "tst_carrier_storms.moc"
