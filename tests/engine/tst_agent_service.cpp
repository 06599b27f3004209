// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/agent_floor.h"

#include "server/store/catalogue_store.h"
#include "server/store/record_store.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace in = callfloor::agentinput;

namespace {

#define FLOOR_STARTS(floor) \
    do { \
        const QByteArray problem_ = problemOf((floor).rig().start()); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)

#define MUST(expression) \
    do { \
        const QByteArray problem_ = problemOf(expression); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)

QString errorOf(const auto &result) { return result.ok() ? QString() : result.error().message; }

QStringList auditActions(Rig &rig) {
    return rig.read<QStringList>([](store::Tx &tx) {
        QStringList actions;
        for (const store::AuditEntry &entry : store::audit::newest(tx, 100)) actions << entry.action;
        return actions;
    });
}

} // namespace

/// Agents as the server has them: operations, timers, restarts, two hands at once.
class AgentServiceTest : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;

    QString databaseUrl(bool postgres) {
        if (!postgres) return {};
        auto url = m_postgres->createDatabase(u"agents"_s);
        return url ? *url : QString();
    }
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    static UpdateUser changeOf(const UserId &id) {
        UpdateUser op;
        op.id = id;
        return op;
    }
    /// Brings the agent into TALKING on a call of his.
    CallId talk(AgentFloor &floor, const UserId &id, const QString &work) {
        const CallId call = floor.addCall(id);
        const auto step = [&](const AgentInput &input) { return floor.apply(id, input).ok(); };
        const bool there = step(in::Reserve{work, call, u"q1"_s, floor.now() + 10s}) && step(in::LegRings{work, {}, floor.now() + 30s}) && step(in::Answered{work});
        return there ? call : CallId();
    }

private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), qPrintable(errorOf(cluster)));
        m_postgres = std::move(cluster).value();
    }

    void dayOfAnAgent_data() { databases(); }
    void dayOfAnAgent() {
        QFETCH(bool, postgres);
        AgentFloor floor(databaseUrl(postgres));
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s);
        const WrapUpPolicy policy = rig.engine().options().agents.wrapUp;
        const UtcTime began = floor.now();
        const auto post = [&](const char *path, const QJsonObject &body = {}) {
            return rig.post(u"agent"_s, u"/api/agents/me/"_s + QLatin1String(path), body);
        };
        QCOMPARE(post("ready").status, 409); // first log in
        QCOMPARE(post("login").object()[u"state"_s].toString(), u"NOT_READY"_s);
        QCOMPARE(rig.get(u"agent"_s, u"/api/agents/me"_s).object()[u"agent"_s][u"reason"_s].toString(), u"login"_s);
        QVERIFY(floor.pass(10s));
        QCOMPARE(post("ready").object()[u"state"_s].toString(), u"AVAILABLE"_s);
        QVERIFY(floor.pass(20s));

        CallId call = talk(floor, me, u"w1"_s);
        QVERIFY(!call.isEmpty());
        QVERIFY(floor.pass(30s));
        MUST(floor.apply(me, in::Hold{u"w1"_s}));
        QVERIFY(floor.pass(5s));
        MUST(floor.apply(me, in::Unhold{u"w1"_s}));
        QCOMPARE(post("not-ready", {{u"reason"_s, u"fishing"_s}}).status, 400);
        QCOMPARE(post("not-ready", {{u"reason"_s, u"lunch"_s}}).object()[u"pendingReason"_s].toString(), u"lunch"_s);
        QCOMPARE(post("ready").object()[u"pendingReason"_s], QJsonValue());
        QCOMPARE(post("logout").status, 409);
        QVERIFY(floor.pass(5s));
        floor.endCall(call);
        MUST(floor.apply(me, in::WorkEnded{u"w1"_s, true, true, policy}));
        QCOMPARE(floor.stateName(me), u"WRAPUP"_s);
        QVERIFY(floor.pass(2s));
        const QString disposition = u"/api/calls/"_s + call.text() + u"/disposition"_s;
        QCOMPARE(rig.post(u"agent"_s, disposition, {{u"code"_s, u"uncoded"_s}}).status, 400); // never offered
        QCOMPARE(rig.post(u"agent"_s, disposition, {{u"code"_s, u"callback"_s}}).status, 400); // when?
        QCOMPARE(rig.post(u"other"_s, disposition, {{u"code"_s, u"sale"_s}}).status, 403);
        QCOMPARE(rig.post(u"agent"_s, disposition, {{u"code"_s, u"sale"_s}, {u"note"_s, u"two of them"_s}}).object()[u"agent"_s][u"state"_s].toString(), u"WRAPUP"_s);
        QVERIFY(floor.pass(3s)); // the minimum
        QCOMPARE(floor.stateName(me), u"AVAILABLE"_s);

        // An offer that he misses; then a call with a break chosen in it, and a wrap-up that he forgets.
        MUST(floor.apply(me, in::Reserve{u"w2"_s, floor.addCall(me), u"q1"_s, floor.now() + 30s}));
        MUST(floor.apply(me, in::LegRings{u"w2"_s, {}, {}}));
        QVERIFY(floor.pass(15s));
        MUST(floor.apply(me, in::Missed{u"w2"_s, rig.engine().options().agents.missedLimit}));
        QCOMPARE(floor.agent(me).reason, u"missed"_s);
        QCOMPARE(post("ready").status, 200);
        call = talk(floor, me, u"w3"_s);
        QCOMPARE(post("not-ready", {{u"reason"_s, u"lunch"_s}}).status, 200);
        floor.endCall(call);
        MUST(floor.apply(me, in::WorkEnded{u"w3"_s, true, true, policy}));
        QCOMPARE(post("wrap-up/extend").status, 200);
        QCOMPARE(post("wrap-up/extend").status, 409);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(floor.stateName(me), u"WRAPUP"_s);
            QVERIFY(floor.pass(30s));
            QCOMPARE(post("heartbeat").status, 200);
        }
        QCOMPARE(floor.agent(me).reason, u"lunch"_s);
        const auto uncoded = rig.read<std::optional<store::CallDisposition>>([&](store::Tx &tx) { return store::dispositions::finalOf(tx, call, me); });
        QCOMPARE(uncoded->code, u"uncoded"_s);
        QVERIFY(uncoded->actorId.isEmpty());
        // Later he says what it was; the history keeps what was there.
        QCOMPARE(rig.post(u"agent"_s, u"/api/calls/"_s + call.text() + u"/disposition"_s, {{u"code"_s, u"solved"_s}}).status, 200);
        QCOMPARE(rig.read<size_t>([&](store::Tx &tx) { return store::dispositions::history(tx, call).size(); }), size_t{2});
        QVERIFY(auditActions(rig).contains(u"disposition_changed"_s));
        QCOMPARE(post("logout").object()[u"state"_s].toString(), u"OFFLINE"_s);

        // Where his time went adds up to the time that went by.
        const QString path = u"/api/agents/%1/states?from=%2&to=%3"_s.arg(me.text(), QString::fromLatin1(toIsoMillis(began - 60s)), QString::fromLatin1(toIsoMillis(floor.now())));
        const QJsonArray states = rig.get(u"agent"_s, path).object()[u"states"_s].toArray();
        QHash<QString, qint64> seconds;
        qint64 total = 0;
        for (const QJsonValue &stay : states) {
            const qint64 ms = stay[u"durationMs"_s].toInteger();
            seconds[stay[u"state"_s].toString() + (stay[u"state"_s] == u"NOT_READY"_s ? u':' + stay[u"reason"_s].toString() : QString())] += ms / 1000;
            total += ms;
        }
        QCOMPARE(total, std::chrono::duration_cast<std::chrono::milliseconds>(floor.now() - began + 60s).count());
        QCOMPARE(seconds[u"OFFLINE"_s], 60);
        QCOMPARE(seconds[u"NOT_READY:login"_s], 10);
        QCOMPARE(seconds[u"AVAILABLE"_s], 20);
        QCOMPARE(seconds[u"TALKING"_s], 35);
        QCOMPARE(seconds[u"HOLD"_s], 5);
        QCOMPARE(seconds[u"RINGING"_s], 15);
        QCOMPARE(seconds[u"WRAPUP"_s], 5 + 90);
        QTRY_VERIFY(std::any_of(rig.events().begin(), rig.events().end(), [&](const Event &event) {
            return event.kind == EventKind::AgentUpdate && event.subject == me.text() && event.payload.contains("\"WRAPUP\"") &&
                   event.audience.kind == Audience::Kind::Owner;
        }));
    }

    void twoSupervisorsAtOnce_data() { databases(); }
    void twoSupervisorsAtOnce() {
        QFETCH(bool, postgres);
        AgentFloor floor(databaseUrl(postgres));
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s);
        MUST(floor.apply(me, in::Login{{me, Role::Agent}}));
        for (int round = 0; round < 10; ++round) {
            const qint64 version = floor.agent(me).version;
            const std::array reasons{u"lunch"_s, u"training"_s, u"meeting"_s, u"break"_s};
            SetAgentState first{me, u"NOT_READY"_s, reasons[static_cast<size_t>(round % 2)], version};
            SetAgentState second{me, u"NOT_READY"_s, reasons[static_cast<size_t>(2 + round % 2)], version};
            std::vector<Result<QByteArray>> replies;
            const auto send = [&](const QString &who, const SetAgentState &op) {
                const Caller caller{{rig.userId(who), who == "admin"_L1 ? Role::Admin : Role::Supervisor}, {}, {}, {}};
                rig.engine().dispatcher().dispatch(SetAgentState::name, encodeOperation(op), caller, [&](const Result<QByteArray> &reply) { replies.push_back(reply); });
            };
            send(u"supervisor"_s, first);
            send(u"admin"_s, second);
            QTRY_COMPARE(replies.size(), size_t{2});
            QCOMPARE(static_cast<int>(replies[0].ok()) + static_cast<int>(replies[1].ok()), 1);
            const Error &error = replies[0].ok() ? replies[1].error() : replies[0].error();
            QCOMPARE(error.reason, u"stale_version"_s);
            QVERIFY2(error.message.contains(floor.agent(me).reason), qPrintable(error.message)); // who was faster, and with what
            QCOMPARE(floor.agent(me).version, version + 1);
        }
        QCOMPARE(auditActions(rig).count(u"agent_state_set"_s), 10);
    }

    void supervisorsNeedThePermission() {
        AgentFloor floor;
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s), boss = rig.userId(u"supervisor"_s), admin = rig.userId(u"admin"_s);
        MUST(floor.ask(me, AgentLogin{}));
        MUST(floor.ask(boss, SetAgentState{me, u"AVAILABLE"_s, {}, {}}));
        QVERIFY(!floor.ask(boss, SetAgentState{me, u"NOT_READY"_s, {}, {}}).ok());          // no reason
        QVERIFY(!floor.ask(boss, SetAgentState{me, u"NOT_READY"_s, u"missed"_s, {}}).ok()); // not one to choose
        UpdateUser narrow = changeOf(boss);
        narrow.permissions = std::vector<QString>{u"listen"_s};
        MUST(floor.ask(admin, narrow));
        const auto refused = floor.ask(boss, ForceAgentLogout{me, u"shift over"_s, {}});
        QVERIFY(!refused.ok() && refused.error().code == ErrorCode::Forbidden);
        // A call of somebody else: to end it takes a permission of its own.
        const CallId call = floor.addCall(me);
        QCOMPARE(floor.ask(boss, HangUp{call}).error().code, ErrorCode::Forbidden);
        narrow.permissions = std::vector<QString>{u"hang_up_others"_s, u"manage_agents"_s};
        MUST(floor.ask(admin, narrow));
        MUST(floor.ask(boss, HangUp{call}));
        MUST(floor.ask(boss, ForceAgentLogout{me, u"shift over"_s, {}}));
        QCOMPARE(floor.stateName(me), u"OFFLINE"_s);
        QVERIFY(auditActions(rig).contains(u"agent_logged_off"_s));
    }

    void heartbeatsLostAndFound() {
        AgentFloor floor;
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s), other = rig.userId(u"other"_s);
        for (const UserId &id : {me, other}) {
            MUST(floor.ask(id, AgentLogin{}));
            MUST(floor.ask(id, AgentReady{}));
        }
        const CallId call = talk(floor, other, u"w"_s);
        QVERIFY(floor.pass(44s));
        QCOMPARE(floor.stateName(me), u"AVAILABLE"_s);
        QVERIFY(floor.pass(1s));
        QCOMPARE(floor.stateName(me), u"UNREACHABLE"_s);
        QVERIFY(!floor.apply(me, in::Reserve{u"x"_s, call, u"q1"_s, floor.now() + 10s}).ok()); // no offers
        QCOMPARE(floor.stateName(other), u"TALKING"_s); // the live call is kept
        QCOMPARE(floor.agent(other).presence, AgentPresence::Unreachable);
        MUST(floor.ask(me, AgentHeartbeat{}));
        QCOMPARE(floor.stateName(me), u"AVAILABLE"_s);
        QVERIFY(floor.pass(300s));
        QCOMPARE(floor.stateName(me), u"OFFLINE"_s);
        QCOMPARE(floor.stateName(other), u"TALKING"_s);
        QVERIFY(!floor.ask(me, AgentHeartbeat{}).ok());
        // The console of the other comes back to its live call.
        MUST(floor.ask(other, AgentLogin{}));
        QCOMPARE(floor.agent(other).presence, AgentPresence::Online);
        QCOMPARE(floor.agent(other).callId.text(), call.text());
    }

    void leasesAndOrphansAreFreed() {
        AgentFloor floor({}, [](AgentPolicy &policy) { policy.lostAfter = policy.loggedOffAfter = 3600s; });
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s);
        MUST(floor.ask(me, AgentLogin{}));
        MUST(floor.ask(me, AgentReady{}));
        QStringList released;
        QObject::connect(&rig.engine().agentTimers(), &AgentTimers::released, this, [&](const CallId &call) { released << call.text(); });
        const CallId call = floor.addCall({});
        MUST(floor.apply(me, in::Reserve{u"w"_s, call, u"q1"_s, floor.now() + 10s}));
        QVERIFY(floor.pass(9s));
        QCOMPARE(floor.stateName(me), u"RESERVED"_s);
        QVERIFY(floor.pass(1s));
        QCOMPARE(floor.stateName(me), u"AVAILABLE"_s);
        QCOMPARE(released, QStringList{call.text()});
        // A call that ended without its agent: he is not left talking to nobody.
        const CallId second = talk(floor, me, u"w2"_s);
        floor.endCall(second);
        QVERIFY(floor.pass(14s));
        QCOMPARE(floor.stateName(me), u"TALKING"_s);
        QVERIFY(floor.pass(2s));
        QCOMPARE(floor.stateName(me), u"WRAPUP"_s);
        QVERIFY(floor.pass(61s));
        QCOMPARE(floor.stateName(me), u"AVAILABLE"_s);
    }

    void restartInEachState_data() {
        QTest::addColumn<bool>("postgres");
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("callLives");
        QTest::addColumn<QString>("expected");
        for (const bool postgres : {false, true}) {
            const auto row = [&](const char *state, bool lives, const char *expected) {
                QTest::addRow("%s %s%s", postgres ? "postgres" : "sqlite", state, lives ? ", call lives" : "")
                    << postgres << QString::fromLatin1(state) << lives << QString::fromLatin1(expected);
            };
            row("OFFLINE", false, "OFFLINE");
            row("NOT_READY", false, "NOT_READY");
            row("AVAILABLE", false, "AVAILABLE");
            row("RESERVED", true, "RESERVED");
            row("RESERVED", false, "AVAILABLE");
            row("RINGING", true, "RINGING");
            row("RINGING", false, "AVAILABLE");
            row("PREVIEW", false, "AVAILABLE");
            row("TALKING", true, "TALKING");
            row("TALKING", false, "WRAPUP");
            row("HOLD", true, "HOLD");
            row("HOLD", false, "WRAPUP");
            row("WRAPUP", false, "WRAPUP");
            row("UNREACHABLE", false, "UNREACHABLE");
        }
    }
    void restartInEachState() {
        QFETCH(bool, postgres);
        QFETCH(QString, state);
        QFETCH(bool, callLives);
        QFETCH(QString, expected);
        AgentFloor floor(databaseUrl(postgres));
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId me = rig.userId(u"agent"_s);
        const CallId call = floor.addCall(me);
        const auto step = [&](const AgentInput &input) { MUST(floor.apply(me, input)); };
        const Actor self{me, Role::Agent};
        if (state != "OFFLINE"_L1) step(in::Login{self});
        if (state != "OFFLINE"_L1 && state != "NOT_READY"_L1) step(in::Ready{self});
        if (state == "UNREACHABLE"_L1) QVERIFY(floor.pass(50s));
        const bool works = !QStringList{u"OFFLINE"_s, u"NOT_READY"_s, u"AVAILABLE"_s, u"UNREACHABLE"_s}.contains(state);
        if (works) step(in::Reserve{u"w"_s, call, u"q1"_s, floor.now() + 2h});
        if (state == "RINGING"_L1) step(in::LegRings{u"w"_s, {}, {}});
        if (state == "PREVIEW"_L1) step(in::PreviewShown{u"w"_s, {}});
        if (state == "TALKING"_L1 || state == "HOLD"_L1 || state == "WRAPUP"_L1) step(in::Answered{u"w"_s});
        if (state == "HOLD"_L1) step(in::Hold{u"w"_s});
        WrapUpPolicy byHand = rig.engine().options().agents.wrapUp;
        byHand.autoDisposition = false;
        if (state == "WRAPUP"_L1) step(in::WorkEnded{u"w"_s, true, true, byHand});
        QCOMPARE(floor.stateName(me), state);
        if (!callLives) floor.endCall(call);
        rig.stopNode();
        floor.skip(state == "UNREACHABLE"_L1 ? 60s : 900s); // longer than silence may last
        MUST(rig.startNode());
        QCOMPARE(floor.stateName(me), expected);
        QVERIFY(floor.pass(2s)); // nobody is blamed for the silence while the server was down
        QCOMPARE(floor.stateName(me), expected);
        if (expected == "AVAILABLE"_L1) QCOMPARE(rig.read<size_t>([](store::Tx &tx) { return store::agents::routable(tx).size(); }), size_t{1});
    }

    void disabledAccountIsLoggedOff() {
        AgentFloor floor;
        FLOOR_STARTS(floor);
        const UserId me = floor.rig().userId(u"agent"_s);
        MUST(floor.ask(me, AgentLogin{}));
        MUST(floor.ask(me, AgentReady{}));
        UpdateUser off = changeOf(me);
        off.disabled = true;
        MUST(floor.ask(floor.rig().userId(u"admin"_s), off));
        QCOMPARE(floor.stateName(me), u"OFFLINE"_s);
    }

    void administratorsKeepTheCatalogues() {
        AgentFloor floor;
        FLOOR_STARTS(floor);
        Rig &rig = floor.rig();
        const UserId admin = rig.userId(u"admin"_s), me = rig.userId(u"agent"_s);
        const auto team = floor.ask(admin, CreateTeam{u"North"_s});
        MUST(team);
        QCOMPARE(floor.ask(admin, CreateTeam{u" north"_s}).error().code, ErrorCode::Conflict);
        UpdateUser join = changeOf(me);
        join.teamId = team->id;
        join.stationKind = u"number"_s;
        join.station = u"sip:a@b"_s;
        QCOMPARE(floor.ask(admin, join).error().field, u"station"_s);
        join.stationKind.reset();
        MUST(floor.ask(admin, join));
        QCOMPARE(floor.ask(me, MyAgent{})->stationKind.value_or(QString()), u"sip"_s);
        QCOMPARE(floor.ask(me, MyAgent{})->agent.teamId.value_or(QString()), team->id);
        QCOMPARE(floor.ask(admin, UpdateTeam{team->id, {}, true}).error().code, ErrorCode::Conflict); // somebody is in it
        UpdateUser nowhere = changeOf(me);
        nowhere.teamId = u"no such team"_s;
        QCOMPARE(floor.ask(admin, nowhere).error().field, u"teamId"_s);
        MUST(floor.ask(me, UpdateMyAgent{u"+13125550199"_s, {}, u"nailed_up"_s}));
        QCOMPARE(floor.ask(me, MyAgent{})->legMode, u"nailed_up"_s);

        MUST(floor.ask(admin, CreateReasonCode{u"fire_drill"_s, u"Fire drill"_s, {}}));
        QCOMPARE(floor.ask(admin, CreateReasonCode{u"Fire drill"_s, u"x"_s, {}}).error().field, u"key"_s);
        QCOMPARE(floor.ask(admin, UpdateReasonCode{u"missed"_s, {}, {}, true}).error().code, ErrorCode::Conflict);
        MUST(floor.ask(me, AgentLogin{}));
        MUST(floor.ask(me, AgentNotReady{u"fire_drill"_s}));
        MUST(floor.ask(admin, UpdateReasonCode{u"fire_drill"_s, {}, {}, true}));
        QCOMPARE(floor.ask(me, AgentNotReady{u"fire_drill"_s}).error().field, u"reason"_s);

        CreateDisposition code;
        code.key = u"upgrade"_s;
        code.label = u"Upgrade"_s;
        code.queueId = u"q1"_s;
        code.flags = DispositionFlags{};
        code.flags->sale = true;
        MUST(floor.ask(admin, code));
        const auto offered = [&](const ListDispositions &op) {
            QStringList keys;
            const auto reply = floor.ask(me, op);
            for (const DispositionInfo &info : reply->dispositions) keys << info.key;
            return keys;
        };
        QVERIFY(offered({u"q1"_s, {}, {}}).contains(u"upgrade"_s) && !offered({u"q2"_s, {}, {}}).contains(u"upgrade"_s));
        QVERIFY(!offered({}).contains(u"uncoded"_s) && offered({{}, {}, true}).contains(u"uncoded"_s));
        UpdateDisposition change;
        change.id = u"busy"_s;
        QCOMPARE(floor.ask(admin, change).error().code, ErrorCode::Forbidden);
        change.id = u"upgrade"_s;
        change.action = u"explode"_s;
        QCOMPARE(floor.ask(admin, change).error().field, u"action"_s);
        change.action = u"retry_at"_s;
        MUST(floor.ask(admin, change));
        const auto entries = rig.read<std::vector<store::AuditEntry>>([](store::Tx &tx) { return store::audit::newest(tx, 100); });
        const auto noted = std::find_if(entries.begin(), entries.end(), [](const store::AuditEntry &e) { return e.action == "disposition_code_changed"_L1; });
        QVERIFY(noted != entries.end());
        QCOMPARE(noted->details[u"before"_s][u"action"_s].toString(), u"close"_s);
        QCOMPARE(noted->details[u"after"_s][u"action"_s].toString(), u"retry_at"_s);
    }
};

QTEST_GUILESS_MAIN(AgentServiceTest)
#include "tst_agent_service.moc"
