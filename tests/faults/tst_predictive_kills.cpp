// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"
#include "tests/support/pg_cluster.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

bool longForm() { return qEnvironmentVariable("CALLFLOOR_FAULTS") == "long"_L1; }
QString personAt(int i) { return u"+1312%1"_s.arg(2'000'000 + i); }
QString phoneAt(int i) { return u"sip:p%1@sip.telnyx.com"_s.arg(i); }
constexpr int kPeoplePatience = 3'600'000;

/// Agents at their consoles: they sign on, stay ready, say that they are there.
class Agents {
public:
    Agents(FloorRun &floor, int count) : m_floor(floor), m_count(count) { m_clock.start(); }

    bool hire(const QString &adminToken) {
        for (int i = 0; i < m_count; ++i)
            if (!m_floor.addUser(mail(i), u"AGENT"_s)) return false;
        const auto admin = m_floor.client(adminToken);
        const QJsonArray users = admin->get(u"/api/users"_s).object().value(u"users"_s).toArray();
        for (int i = 0; i < m_count; ++i) {
            for (const QJsonValue &user : users)
                if (user[u"email"_s].toString() == mail(i)) m_ids << user[u"id"_s].toString();
            if (m_ids.size() != i + 1) return false;
            const QByteArray body = QJsonDocument(QJsonObject{{u"station"_s, phoneAt(i)}}).toJson();
            if (admin->send("PATCH", u"/api/users/"_s + m_ids.last(), body, "application/json").status != 200) return false;
            m_tokens << m_floor.login(mail(i));
            if (m_tokens.last().isEmpty()) return false;
        }
        return true;
    }
    const QStringList &ids() const { return m_ids; }

    /// What all of them do at this moment; once in a while, so that it may be called as often as one likes.
    void work(HttpClient &supervisor) {
        if (m_clock.elapsed() < 1000) return;
        m_clock.restart();
        ++m_turn;
        const QJsonArray states = supervisor.get(u"/api/agents"_s).object().value(u"agents"_s).toArray();
        for (const QJsonValue &state : states) {
            const qsizetype i = m_ids.indexOf(state[u"id"_s].toString());
            if (i < 0) continue;
            const auto console = m_floor.client(m_tokens.at(i));
            const QString is = state[u"state"_s].toString();
            if (is == "OFFLINE"_L1) console->post(u"/api/agents/me/login"_s);
            if (is == "OFFLINE"_L1 || is == "NOT_READY"_L1) console->post(u"/api/agents/me/ready"_s);
            else if (m_turn % 8 == 0) console->post(u"/api/agents/me/heartbeat"_s);
        }
    }

private:
    static QString mail(int i) { return u"p%1@x.example"_s.arg(i); }

    FloorRun &m_floor;
    int m_count;
    int m_turn = 0;
    QStringList m_ids, m_tokens;
    QElapsedTimer m_clock;
};

} // namespace

/// A predictive campaign with live agents whose server is killed at random moments: nobody is dialled twice, nobody is forgotten,
/// everybody comes to an end, and it dials again at once.
class TestPredictiveKills : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<FloorRun> m_floor;
    std::unique_ptr<Agents> m_agents;
    std::unique_ptr<HttpClient> m_boss;
    QString m_token, m_campaign;
    int m_people = 0;

    void open(bool onPostgres, int agents, int people) {
        QString url;
        if (onPostgres) url = *m_postgres->createDatabase(u"kills"_s);
        m_people = people;
        m_floor = std::make_unique<FloorRun>(url);
        for (const auto &[name, value] : {std::pair{u"CALLFLOOR_DIALS_PER_SECOND"_s, u"25"_s}, {u"CALLFLOOR_LOG_LEVEL"_s, u"warning"_s}})
            m_floor->server().setEnvironment(name, value);
        QStringList scripts;
        // The short form has short talks, and nobody who lets it ring for half a minute.
        const QStringList quick{u"*1=busy,ring=1s"_s, u"*2=busy,ring=2s"_s, u"*3=reject,ring=1s"_s, u"*4=reject,ring=2s"_s, u"*5=invalid"_s, u"*6=busy,ring=1s"_s,
                                u"*7=answer,ring=2s,talk=4s"_s, u"*8=answer,ring=1s,talk=6s"_s, u"*9=answer,ring=1s,talk=3s"_s, u"*0=answer,ring=2s,talk=5s"_s};
        const QStringList real{u"*1=busy,ring=2s"_s, u"*2=no_answer"_s, u"*3=reject,ring=1s"_s, u"*4=no_answer"_s, u"*5=invalid"_s, u"*6=no_answer"_s,
                                   u"*7=answer,ring=5s,talk=30s"_s, u"*8=answer,ring=9s,talk=60s"_s, u"*9=answer,ring=3s,talk=20s"_s, u"*0=answer,ring=12s,talk=40s"_s};
        for (const QString &script : longForm() ? real : quick) scripts << u"--script"_s << script;
        for (int i = 0; i < agents; ++i) scripts << u"--script"_s << phoneAt(i) + u"=answer,ring=1s"_s;
        QCOMPARE(m_floor->start(scripts), QString());
        QVERIFY(m_floor->addUser(u"admin@x.example"_s, u"ADMIN"_s));
        m_token = m_floor->login(u"admin@x.example"_s);
        m_boss = m_floor->client(m_token);
        m_agents = std::make_unique<Agents>(*m_floor, agents);
        QVERIFY(m_agents->hire(m_token));
        const QString queue = m_boss->post(u"/api/queues"_s, {{u"name"_s, u"Sales"_s}, {u"wrapUpMinSeconds"_s, 0}, {u"wrapUpMaxSeconds"_s, 1}}).object().value(u"id"_s).toString();
        for (const QString &id : m_agents->ids()) QCOMPARE(m_boss->post(u"/api/queues/%1/members"_s.arg(queue), {{u"userId"_s, id}}).status, 200);
        begin(queue);
    }
    void begin(const QString &queue) {
        QJsonObject retries;
        for (const auto &outcome : {u"busy"_s, u"no_answer"_s, u"failed"_s, u"hung_up_at_once"_s, u"rejected"_s})
            retries.insert(outcome, QJsonObject{{u"afterSeconds"_s, 0}});
        const QJsonObject rules{{u"safeHarbourText"_s, u"This was Example, +13125550100."_s}, {u"retries"_s, retries}};
        m_campaign = m_boss->post(u"/api/campaigns"_s, {{u"name"_s, u"Kills"_s}, {u"mode"_s, u"predictive"_s}, {u"queueId"_s, queue}, {u"concurrency"_s, 200}, {u"rules"_s, rules}})
                         .object().value(u"campaign"_s)[u"id"_s].toString();
        QByteArray file = "phone\n";
        for (int i = 0; i < m_people; ++i) file += personAt(i).toLatin1() + '\n';
        const QString upload = m_boss->send("POST", u"/api/uploads"_s, file, "text/csv").object().value(u"uploadId"_s).toString();
        const QString import = m_boss->post(u"/api/campaigns/%1/imports"_s.arg(m_campaign), {{u"uploadId"_s, upload}}).object().value(u"id"_s).toString();
        const auto state = [&] { return m_boss->get(u"/api/imports/"_s + import).object().value(u"state"_s).toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"checked"_s, 120'000);
        QCOMPARE(m_boss->post(u"/api/imports/%1/run"_s.arg(import)).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"imported"_s, 120'000);
        const HttpAnswer begun = m_boss->post(u"/api/campaigns/%1/start"_s.arg(m_campaign));
        QVERIFY2(begun.status == 200, qPrintable(begun.summary()));
    }

    QJsonObject campaign() { return m_boss->get(u"/api/campaigns/"_s + m_campaign).object(); }
    bool isOver() { return campaign().value(u"status"_s).toString() == "completed"_L1; }
    QMap<QString, int> dials() {
        QMap<QString, int> dials;
        const QJsonObject counted = m_floor->carrierSays(u"/counters"_s).value(u"dials_by_number"_s).toObject();
        for (auto it = counted.begin(); it != counted.end(); ++it)
            if (it.key().startsWith('+'_L1)) dials[it.key()] = it.value().toInt();
        return dials;
    }
    qint64 peopleDialled() {
        qint64 sum = 0;
        for (const int count : dials()) sum += count;
        return sum;
    }
    /// The agents go on working until it is so, or the time is over.
    template <class Condition>
    bool workUntil(Condition condition, int most) {
        return QTest::qWaitFor([&] {
            m_agents->work(*m_boss);
            return condition();
        }, most);
    }

    void checkTheEnd() {
        const QMap<QString, int> made = dials();
        for (auto it = made.begin(); it != made.end(); ++it) QVERIFY2(it.value() == 1, qPrintable(u"%1 was dialled %2 times"_s.arg(it.key()).arg(it.value())));
        const QJsonObject counts = campaign().value(u"counts"_s).toObject();
        QCOMPARE(counts.value(u"numbers"_s).toInt(), m_people);
        QCOMPARE(counts.value(u"waiting"_s).toInt() + counts.value(u"dialling"_s).toInt(), 0);
        int ended = 0;
        for (const auto &group : {u"answered"_s, u"unanswered"_s, u"failed"_s, u"blocked"_s}) ended += counts.value(group).toInt();
        QCOMPARE(ended, m_people);
        // Whose dial was about to leave when the program died, and of whom the carrier knows nothing, counts as one whose end is not known.
        const int unknown = m_people - static_cast<int>(made.size());
        QVERIFY2(unknown <= counts.value(u"failed"_s).toInt(), qPrintable(u"%1 of %2 were never dialled"_s.arg(unknown).arg(m_people)));
        const QJsonObject figures = m_boss->get(u"/api/campaigns/%1/figures"_s.arg(m_campaign)).object();
        qInfo("%d people: %lld dialled once, %d not known, 0 twice; %d answered, of whom %d were abandoned", m_people, static_cast<long long>(made.size()),
              unknown, figures.value(u"answeredLive30Days"_s).toInt(), figures.value(u"abandoned30Days"_s).toInt());
    }
    static void databases() {
        QTest::addColumn<bool>("onPostgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }

private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
        m_postgres = std::move(*cluster);
    }
    void cleanup() {
        m_agents.reset();
        m_boss.reset();
        m_floor.reset();
    }

    void killedAtRandom_data() { databases(); }
    void killedAtRandom() {
        QFETCH(bool, onPostgres);
        const int kills = longForm() ? 50 : 2;
        const quint32 seed = qEnvironmentVariableIsSet("CALLFLOOR_FAULTS_SEED") ? qEnvironmentVariable("CALLFLOOR_FAULTS_SEED").toUInt()
                                                                                : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        open(onPostgres, longForm() ? 40 : 4, longForm() ? 10'000 : 40);
        if (QTest::currentTestFailed()) return;
        QList<qint64> recoveries;
        int done = 0;
        for (; done < kills && !isOver(); ++done) {
            QElapsedTimer moment; // of the kill, not a wait for something
            moment.start();
            const int until = static_cast<int>(random.bounded(longForm() ? 8000 : 1500));
            workUntil([&] { return moment.elapsed() >= until; }, until + 60'000);
            m_floor->server().killHard();
            const qint64 before = peopleDialled();
            QElapsedTimer clock;
            clock.start();
            QVERIFY2(m_floor->server().startServer(), m_floor->server().output().right(2000).constData());
            m_boss = m_floor->client(m_token);
            QVERIFY(workUntil([&] { return peopleDialled() > before || isOver(); }, 120'000));
            recoveries << clock.elapsed();
        }
        QVERIFY(workUntil([&] { return isOver(); }, kPeoplePatience));
        checkTheEnd();
        std::sort(recoveries.begin(), recoveries.end());
        qInfo("%d kills; to the next dial %lld ms in the middle, %lld ms at most", done, recoveries.value(recoveries.size() / 2),
              recoveries.isEmpty() ? 0 : recoveries.last());
    }
};

int main(int argc, char **argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "14000000"); // people talk in real time, for longer than the five minutes of Qt Test
    QCoreApplication app(argc, argv);
    TestPredictiveKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_predictive_kills.moc"
