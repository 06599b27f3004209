// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/live_floor.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {

const QString kCustomer = u"+13125550123"_s, kExpert = u"+13125550177"_s;
const QString kAgent = LiveFloor::station(u"agent"_s), kBoss = LiveFloor::station(u"supervisor"_s);

} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// After each action of a supervisor: for each pair of legs, hears or does not. Both mechanisms, both ways to change roles, and
/// every kind of call. C is the customer, A the agent, X whom the agent asks, S the supervisor; `S>A`: A hears S.
class AudibilityTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { m_floor.reset(); }
    void afterEachAction_data();
    void afterEachAction();
    void anAssistantsCall_data();
    void anAssistantsCall();
    void theNextAgentIsWhisperedTo();

private:
    void begin(const QString &mechanism, bool switchRoles);
    /// Makes a call of this kind in which the agent talks; its id.
    QString callOf(const QString &kind);
    QString inbound();
    QString outbound();
    QString campaign();
    QString onlyLiveCall();
    int supervise(const QString &call, const QString &verb) { return m_floor->rig().post(u"supervisor"_s, u"/api/supervisor/%1/%2"_s.arg(call, verb)).status; }
    QString audible() { return m_floor->audible({{u'A', kAgent}, {u'C', kCustomer}, {u'S', kBoss}, {u'X', kExpert}}); }
    /// The state and the hearers that were told last of the supervisor: `connected agent+customer`.
    QString told() const;

    std::unique_ptr<LiveFloor> m_floor;
};

void AudibilityTest::begin(const QString &mechanism, bool switchRoles) {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [=](EngineOptions &o) {
        o.policy.supervision.mechanism = *supervisionMechanismFromName(mechanism);
        o.policy.supervision.switchRoles = switchRoles;
        o.policy.callingProfile = CallingProfile::None;
        o.policy.aiVoice = u"female"_s;
    };
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    for (const QString &number : {kCustomer, kExpert}) m_floor->rig().carrier().carrier().scripts().bindNumber(number, LegScript{.ring = Ms{500}});
}

QString AudibilityTest::inbound() {
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    return m_floor->caller(kCustomer);
}

QString AudibilityTest::outbound() {
    return m_floor->rig().post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kCustomer}}).object()[u"id"_s].toString();
}

QString AudibilityTest::onlyLiveCall() {
    QString id;
    static_cast<void>(QTest::qWaitFor([&] {
        const QJsonArray calls = m_floor->rig().get(u"admin"_s, u"/api/calls/active"_s).array();
        id = calls.isEmpty() ? QString() : calls.first().toObject()[u"id"_s].toString();
        return !id.isEmpty();
    }, kFloorPatience));
    return id;
}

QString AudibilityTest::campaign() {
    Rig &rig = m_floor->rig();
    const QString queue = m_floor->queue(u"Sales"_s, {u"agent"_s});
    const QJsonObject rules{{u"safeHarbourText"_s, u"This was Example, +13125550100."_s}, {u"patienceMs"_s, 10'000}};
    const QString id = rig.post(u"supervisor"_s, u"/api/campaigns"_s, {{u"name"_s, u"Talk"_s}, {u"mode"_s, u"progressive"_s}, {u"queueId"_s, queue}, {u"rules"_s, rules}})
                           .object()[u"campaign"_s][u"id"_s].toString();
    const QByteArray file = "phone\n" + kCustomer.toLatin1() + "\n";
    const QString upload = rig.send(u"supervisor"_s, "POST", u"/api/uploads"_s, file, "text/csv").object()[u"uploadId"_s].toString();
    const QString import = rig.post(u"supervisor"_s, u"/api/campaigns/%1/imports"_s.arg(id), {{u"uploadId"_s, upload}}).object()[u"id"_s].toString();
    const auto reaches = [&](const QString &state) {
        return QTest::qWaitFor([&] { return rig.get(u"supervisor"_s, u"/api/imports/"_s + import).object()[u"state"_s].toString() == state; }, kFloorPatience);
    };
    if (!reaches(u"checked"_s) || rig.post(u"supervisor"_s, u"/api/imports/%1/run"_s.arg(import)).status != 200 || !reaches(u"imported"_s)) return {};
    if (rig.post(u"supervisor"_s, u"/api/campaigns/%1/start"_s.arg(id)).status != 200) return {};
    return onlyLiveCall();
}

QString AudibilityTest::callOf(const QString &kind) {
    m_floor->ready(u"agent"_s);
    const QString call = kind == "campaign"_L1 ? campaign() : kind == "outbound"_L1 ? outbound() : inbound();
    const auto talk = [&] { return audible() == "A>C C>A"_L1; };
    if (call.isEmpty() || !QTest::qWaitFor(talk, kFloorPatience)) return {};
    if (kind != "consult"_L1) return call;
    if (m_floor->act(u"agent"_s, call, u"consult"_s, {{u"to"_s, kExpert}}) != 200) return {};
    return QTest::qWaitFor([&] { return audible() == "A>X X>A"_L1; }, kFloorPatience) ? call : QString();
}

QString AudibilityTest::told() const {
    QString last;
    for (const Event &event : m_floor->rig().events()) {
        if (event.kind != EventKind::SupervisionUpdate) continue;
        const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
        if (update[u"state"_s].toString() == "ended"_L1) continue;
        QStringList hearers;
        for (const QJsonValue who : update[u"heardBy"_s].toArray()) hearers << who.toString();
        last = update[u"mode"_s].toString() + u' ' + update[u"state"_s].toString() + u' ' + hearers.join(u'+');
    }
    return last.trimmed();
}

void AudibilityTest::afterEachAction_data() {
    QTest::addColumn<QString>("mechanism");
    QTest::addColumn<bool>("switchRoles");
    QTest::addColumn<QString>("kind");
    for (const char *mechanism : {"supervised_leg", "conference"})
        for (const bool switchRoles : {false, true})
            for (const char *kind : {"inbound", "outbound", "campaign", "consult"})
                QTest::addRow("%s, %s, %s", mechanism, switchRoles ? "switched" : "fresh", kind)
                    << QString::fromLatin1(mechanism) << switchRoles << QString::fromLatin1(kind);
}

void AudibilityTest::afterEachAction() {
    QFETCH(QString, mechanism);
    QFETCH(bool, switchRoles);
    QFETCH(QString, kind);
    begin(mechanism, switchRoles);
    const QString call = callOf(kind);
    QVERIFY(!call.isEmpty());
    // In a consultation the customer waits: he hears nobody, and nobody hears him.
    const bool consult = kind == "consult"_L1;
    const QString silent = consult ? u"A>S A>X X>A X>S"_s : u"A>C A>S C>A C>S"_s;
    const QString whispered = consult ? u"A>S A>X S>A X>A X>S"_s : u"A>C A>S C>A C>S S>A"_s;
    const QString open = consult ? u"A>S A>X S>A S>X X>A X>S"_s : u"A>C A>S C>A C>S S>A S>C"_s;
    struct Action {
        QString verb, heard, told;
    };
    const std::vector<Action> actions{{u"monitor"_s, silent, u"monitor connected"_s},
                                      {u"whisper"_s, whispered, u"whisper connected agent"_s},
                                      {u"barge"_s, open, u"barge connected agent+customer"_s},
                                      {u"monitor"_s, silent, u"monitor connected"_s},
                                      {u"barge"_s, open, u"barge connected agent+customer"_s},
                                      {u"whisper"_s, whispered, u"whisper connected agent"_s}};
    for (const Action &action : actions) {
        QCOMPARE(supervise(call, action.verb), 200);
        SOON(m_floor->legs(kBoss).size() == 1 && audible() == action.heard);
        SOON_IS(told(), action.told);
        QCOMPARE(m_floor->rig().status(call), u"ACTIVE"_s);
    }
    QCOMPARE(supervise(call, u"stop"_s), 200);
    SOON(m_floor->legs(kBoss).empty());
    QCOMPARE(audible(), consult ? u"A>X X>A"_s : u"A>C C>A"_s);
    // The agent is taken out of it by a supervisor who listens.
    QCOMPARE(supervise(call, u"monitor"_s), 200);
    SOON_IS(audible(), silent);
    QCOMPARE(supervise(call, u"take-over"_s), 200);
    SOON(m_floor->legs(kAgent).empty() && m_floor->legs(kBoss).size() == 1);
    SOON_IS(audible(), u"C>S S>C"_s);
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/calls/%1/hangup"_s.arg(call)).status, 200);
    SOON(m_floor->quiet());
}

void AudibilityTest::anAssistantsCall_data() {
    QTest::addColumn<QString>("mechanism");
    QTest::newRow("supervised_leg") << u"supervised_leg"_s;
    QTest::newRow("conference") << u"conference"_s;
}

/// Nobody is moved: whether the assistant would outlive that is not known.
void AudibilityTest::anAssistantsCall() {
    QFETCH(QString, mechanism);
    begin(mechanism, false);
    m_floor->route({{u"to"_s, u"ai"_s}});
    const QString call = m_floor->caller(kCustomer, LegScript{.lines = {{Ms{600'000}, u"Hello?"_s}}});
    SOON_IS(m_floor->stage(call), u"assistant"_s);
    for (const QString &verb : {u"monitor"_s, u"whisper"_s}) {
        QCOMPARE(supervise(call, verb), 200);
        SOON(m_floor->legs(kBoss).size() == 1 && audible() == "C>S"_L1);
        SOON_IS(told(), u"monitor connected"_s);
    }
    QCOMPARE(supervise(call, u"barge"_s), 200);
    SOON(m_floor->legs(kBoss).size() == 1 && audible() == "C>S S>C"_L1);
    SOON_IS(told(), u"barge connected customer"_s);
    QCOMPARE(m_floor->stage(call), u"assistant"_s);
    // Taken from it.
    QCOMPARE(supervise(call, u"take-over"_s), 200);
    SOON_IS(m_floor->stage(call), u"connected"_s);
    SOON(m_floor->legs(kBoss).size() == 1 && audible() == "C>S S>C"_L1);
    QCOMPARE(m_floor->legs(kBoss).front()->supervises, QString());
    QCOMPARE(m_floor->rig().post(u"supervisor"_s, u"/api/calls/%1/hangup"_s.arg(call)).status, 200);
    SOON(m_floor->quiet());
}

void AudibilityTest::theNextAgentIsWhisperedTo() {
    begin(u"conference"_s, false);
    const QString call = callOf(u"inbound"_s);
    QVERIFY(!call.isEmpty());
    QCOMPARE(supervise(call, u"whisper"_s), 200);
    SOON_IS(audible(), u"A>C A>S C>A C>S S>A"_s);
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"transfer"_s, {{u"agentId"_s, m_floor->rig().userId(u"other"_s).text()}}), 200);
    const auto heard = [&] { return m_floor->audible({{u'C', kCustomer}, {u'O', LiveFloor::station(u"other"_s)}, {u'S', kBoss}}); };
    SOON_IS(heard(), u"C>O C>S O>C O>S S>O"_s);
    SOON(m_floor->legs(kAgent).empty());
    SOON_IS(told(), u"whisper connected agent"_s);
}

QTEST_GUILESS_MAIN(AudibilityTest)
#include "tst_audibility.moc"
