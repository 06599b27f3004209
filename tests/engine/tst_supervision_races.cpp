// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/faults.h"
#include "tests/engine/live_floor.h"

#include <QTest>

#include <algorithm>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {

const QString kCustomer = u"+13125550123"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kOther = LiveFloor::station(u"other"_s);
const QString kBoss = LiveFloor::station(u"supervisor"_s), kChief = LiveFloor::station(u"admin"_s);

} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// Whatever happens while somebody is supervised: the customer talks on with somebody, and no leg is left over.
class SupervisionRacesTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { m_floor.reset(); }
    void theSupervisorAnswersAfterTheCall_data() { mechanisms(); }
    void theSupervisorAnswersAfterTheCall();
    void theAgentTransfersWhileHeIsHeard_data() { mechanisms(); }
    void theAgentTransfersWhileHeIsHeard();
    void twoSupervisorsChangeTheirModesAtOnce_data() { mechanisms(); }
    void twoSupervisorsChangeTheirModesAtOnce();
    void theSupervisorHangsUpWhileHeTakesOver_data() { mechanisms(); }
    void theSupervisorHangsUpWhileHeTakesOver();
    void theCarrierRefusesOneCommand_data();
    void theCarrierRefusesOneCommand();

private:
    static void mechanisms() {
        QTest::addColumn<QString>("mechanism");
        QTest::newRow("supervised_leg") << u"supervised_leg"_s;
        QTest::newRow("conference") << u"conference"_s;
    }
    void begin(const QString &mechanism, bool switchRoles = false);
    QString talking();
    int supervise(const QString &call, const QString &verb, const QString &who = u"supervisor"_s) {
        return m_floor->rig().post(who, u"/api/supervisor/%1/%2"_s.arg(call, verb)).status;
    }
    bool talk(const QString &other) { return m_floor->hears(kCustomer, other) && m_floor->hears(other, kCustomer); }
    /// The customer hangs up, and afterwards nothing is up any more.
    void endAndLook(const QString &call);
    /// Of each supervising leg the carrier has said what became of what was asked; there are this many.
    bool settled(qsizetype legs);
    /// Legs that are up at the carrier.
    size_t up() { return m_floor->rig().carrier().carrier().board().liveLegs().size(); }

    std::unique_ptr<LiveFloor> m_floor;
};

void SupervisionRacesTest::begin(const QString &mechanism, bool switchRoles) {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [=](EngineOptions &o) {
        o.policy.supervision.mechanism = *supervisionMechanismFromName(mechanism);
        o.policy.supervision.switchRoles = switchRoles;
    };
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    const QByteArray station = QJsonDocument(QJsonObject{{u"station"_s, kChief}}).toJson();
    QCOMPARE(m_floor->rig().send(u"admin"_s, "PATCH", u"/api/users/"_s + m_floor->rig().userId(u"admin"_s).text(), station, "application/json").status, 200);
    m_floor->phone(u"admin"_s, LegScript{.ring = Ms{500}});
}

QString SupervisionRacesTest::talking() {
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCustomer);
    return QTest::qWaitFor([&] { return talk(kAgent); }, kFloorPatience) ? call : QString();
}

bool SupervisionRacesTest::settled(qsizetype legs) {
    QHash<QString, QString> states;
    for (const Event &event : m_floor->rig().events()) {
        if (event.kind != EventKind::SupervisionUpdate) continue;
        const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
        states[update[u"legId"_s].toString()] = update[u"state"_s].toString();
    }
    return states.size() >= legs && !states.values().contains(u"ringing"_s) && !states.values().contains(u"changing"_s);
}

void SupervisionRacesTest::endAndLook(const QString &call) {
    QVERIFY(m_floor->legs(kCustomer).size() == 1);
    simulator::Leg &customer = *m_floor->legs(kCustomer).front();
    m_floor->rig().carrier().carrier().board().end(customer, hangupByParty(customer));
    SOON(m_floor->quiet());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
}

void SupervisionRacesTest::theSupervisorAnswersAfterTheCall() {
    QFETCH(QString, mechanism);
    begin(mechanism);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    m_floor->phone(u"supervisor"_s, LegScript{.ring = Ms{600'000}}); // answered by the test
    QCOMPARE(supervise(call, u"barge"_s), 200);
    SOON(m_floor->legs(kBoss).size() == 1);
    // Both at the same moment: our hang-up and his answer cross on the wire.
    simulator::Switchboard &board = m_floor->rig().carrier().carrier().board();
    simulator::Leg &customer = *m_floor->legs(kCustomer).front();
    board.end(customer, hangupByParty(customer));
    board.answer(*m_floor->legs(kBoss).front());
    SOON(m_floor->quiet());
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
    QCOMPARE(supervise(call, u"monitor"_s), 409);
}

void SupervisionRacesTest::theAgentTransfersWhileHeIsHeard() {
    QFETCH(QString, mechanism);
    begin(mechanism);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(supervise(call, u"whisper"_s), 200);
    SOON(m_floor->hears(kAgent, kBoss));
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, m_floor->rig().userId(u"other"_s).text()}}), 200);
    SOON(talk(kOther));
    SOON(m_floor->legs(kAgent).empty());
    // A leg that supervised the agent's has nothing to supervise; in a conference he stays with the call.
    const bool stays = mechanism == "conference"_L1;
    SOON_IS(up(), stays ? size_t{3} : size_t{2});
    QVERIFY(!m_floor->hears(kCustomer, kBoss));
    endAndLook(call);
}

void SupervisionRacesTest::twoSupervisorsChangeTheirModesAtOnce() {
    QFETCH(QString, mechanism);
    begin(mechanism);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    const auto heard = [&] { return m_floor->audible({{u'A', kAgent}, {u'C', kCustomer}, {u'M', kChief}, {u'S', kBoss}}).split(u' '); };
    QCOMPARE(supervise(call, u"monitor"_s), 200);
    QCOMPARE(supervise(call, u"barge"_s, u"admin"_s), 200);
    SOON(m_floor->hears(kBoss, kAgent) && m_floor->hears(kAgent, kChief));
    QCOMPARE(supervise(call, u"whisper"_s), 200);
    QCOMPARE(supervise(call, u"monitor"_s, u"admin"_s), 200);
    QCOMPARE(supervise(call, u"barge"_s), 200);
    QCOMPARE(supervise(call, u"whisper"_s, u"admin"_s), 200);
    SOON(m_floor->legs(kBoss).size() == 1 && m_floor->legs(kChief).size() == 1);
    SOON(m_floor->hears(kCustomer, kBoss) && m_floor->hears(kAgent, kChief) && !m_floor->hears(kCustomer, kChief));
    const QStringList pairs = heard();
    for (const QString &pair : {u"A>C"_s, u"C>A"_s, u"S>A"_s, u"S>C"_s, u"M>A"_s, u"A>S"_s, u"C>S"_s, u"A>M"_s, u"C>M"_s})
        QVERIFY2(pairs.contains(pair), qPrintable(pair));
    QVERIFY(!pairs.contains(u"M>C"_s));
    endAndLook(call);
}

void SupervisionRacesTest::theSupervisorHangsUpWhileHeTakesOver() {
    QFETCH(QString, mechanism);
    begin(mechanism);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    QCOMPARE(supervise(call, u"monitor"_s), 200);
    SOON(m_floor->hears(kBoss, kAgent));
    m_floor->phone(u"supervisor"_s, LegScript{.outcome = Outcome::Reject, .ring = Ms{300}});
    QCOMPARE(supervise(call, u"take-over"_s), 200);
    // He does not take it: the agent has it still. Nor the one by which he listened matters any more.
    SOON(m_floor->rig().dialsTo(kBoss) == 2 && m_floor->legs(kBoss).size() <= 1);
    QVERIFY(talk(kAgent));
    for (simulator::Leg *leg : m_floor->legs(kBoss)) m_floor->rig().carrier().carrier().board().end(*leg, hangupByParty(*leg));
    SOON_IS(up(), size_t{2});
    // He takes it, and hangs up as soon as he has it.
    m_floor->phone(u"supervisor"_s, LegScript{.ring = Ms{300}});
    QCOMPARE(supervise(call, u"take-over"_s), 200);
    SOON(talk(kBoss));
    SOON(m_floor->legs(kAgent).empty());
    for (simulator::Leg *leg : m_floor->legs(kBoss)) m_floor->rig().carrier().carrier().board().end(*leg, hangupByParty(*leg));
    SOON(m_floor->quiet()); // who hangs up on his customer ends the call
    SOON_IS(m_floor->rig().status(call), u"COMPLETED"_s);
}

void SupervisionRacesTest::theCarrierRefusesOneCommand_data() {
    QTest::addColumn<QString>("mechanism");
    QTest::addColumn<bool>("switchRoles");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<int>("times");
    const auto rows = [](const char *mechanism, bool switchRoles, std::initializer_list<const char *> endpoints) {
        for (const char *endpoint : endpoints)
            for (const int times : {1, 4})
                QTest::addRow("%s %s, %s, %d times", mechanism, switchRoles ? "switched" : "fresh", endpoint, times)
                    << QString::fromLatin1(mechanism) << switchRoles << QString::fromLatin1(endpoint) << times;
    };
    rows("supervised_leg", false, {"dial", "hangup", "bridge"});
    rows("supervised_leg", true, {"switch_supervisor_role"});
    rows("conference", false, {"dial", "conferences.create", "conferences.join", "conferences.leave", "hangup"});
    rows("conference", true, {"conferences.update"});
}

/// A supervisor comes, changes his mode twice, and takes the call, while the carrier refuses one kind of command once, or as
/// often as it is asked for.
void SupervisionRacesTest::theCarrierRefusesOneCommand() {
    QFETCH(QString, mechanism);
    QFETCH(bool, switchRoles);
    QFETCH(QString, endpoint);
    QFETCH(int, times);
    begin(mechanism, switchRoles);
    const QString call = talking();
    QVERIFY(!call.isEmpty());
    simulator::FaultRule refusal;
    refusal.endpoint = endpoint;
    refusal.status = 422;
    refusal.code = u"90015"_s;
    refusal.remaining = times;
    m_floor->rig().carrier().faults().add(refusal);
    qsizetype legs = 0;
    for (const QString &verb : {u"monitor"_s, u"whisper"_s, u"barge"_s}) {
        // A supervisor who is on the call already gets his new mode on the same leg, else his phone rings again.
        const bool stays = !m_floor->legs(kBoss).empty() && (switchRoles || mechanism == "conference"_L1);
        if (!stays) ++legs;
        QCOMPARE(supervise(call, verb), 200);
        SOON(settled(legs));
        // Either he is on the call, or he is told that he is not; nobody else is cut.
        SOON(talk(kAgent) && (m_floor->hears(kBoss, kCustomer) || m_floor->legs(kBoss).empty()));
        QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    }
    QCOMPARE(supervise(call, u"take-over"_s), 200);
    // He has it, or the agent has it still.
    const auto hits = [&] { return m_floor->rig().carrier().faults().hits(); };
    const int enough = endpoint == "bridge"_L1 ? std::min(times, 3) : times; // after three refusals he is let go
    SOON((talk(kBoss) && m_floor->legs(kAgent).empty()) || (talk(kAgent) && m_floor->legs(kBoss).empty() && hits() >= enough));
    m_floor->rig().carrier().faults().clear();
    QVERIFY(hits() >= 1);
    QVERIFY(talk(kBoss) || talk(kAgent));
    QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    endAndLook(call);
}

QTEST_GUILESS_MAIN(SupervisionRacesTest)
#include "tst_supervision_races.moc"
