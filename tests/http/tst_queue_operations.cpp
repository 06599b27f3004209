// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/floor_source.h"
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"
#include "server/store/record_store.h"
#include "tests/engine/rig.h"
#include "tests/http/schema_check.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A floor that a test makes up.
class MadeFloor final : public FloorSource {
public:
    RoutingView view;
    RoutingView routingView() const override { return view; }
};

QJsonObject namedIn(const QJsonArray &list, const QString &name) {
    for (const QJsonValue &item : list)
        if (item[u"name"_s] == name) return item.toObject();
    return {};
}

} // namespace

/// Queues over the REST interface, on both databases.
class QueueOperationsTest : public QObject {
    Q_OBJECT

    QByteArray up() {
        QFETCH_GLOBAL(QString, database);
        RigOptions options;
        options.carrier = false;
        if (database == "postgres"_L1) {
            auto url = m_postgres->createDatabase(u"queues"_s);
            if (!url) return problemOf(url);
            options.databaseUrl = *url;
        }
        m_rig = std::make_unique<Rig>(std::move(options));
        if (auto started = m_rig->start(); !started) return problemOf(started);
        m_openApi = m_rig->get({}, u"/api/openapi.json"_s).object();
        return {};
    }

    /// The answer if it is a 200 and as the OpenAPI document says.
    QJsonObject good(const char *operation, const HttpAnswer &answer) {
        m_problem = answer.status == 200 ? QString() : answer.summary();
        for (const QJsonValue path : m_openApi.value(u"paths"_s).toObject())
            for (const QJsonValue item : path.toObject())
                if (item[u"operationId"_s] == QLatin1String(operation) && m_problem.isEmpty())
                    m_problem = schemaProblem(item[u"responses"_s][u"200"_s][u"content"_s][u"application/json"_s][u"schema"_s].toObject(), answer.json(), m_openApi);
        if (!m_problem.isEmpty()) qWarning("%s: %s in %s", operation, qPrintable(m_problem), answer.body.constData());
        return m_problem.isEmpty() ? answer.object() : QJsonObject();
    }
    HttpAnswer send(const QString &who, const char *method, const QString &path, const QJsonObject &body) {
        return m_rig->send(who, method, path, QJsonDocument(body).toJson(), "application/json");
    }
    HttpAnswer erase(const QString &who, const QString &path) { return m_rig->send(who, "DELETE", path); }
    static QString fieldOf(const HttpAnswer &answer) {
        return u"%1 %2"_s.arg(answer.status).arg(answer.object().value(u"field"_s).toString());
    }
    QString made(const char *operation, const QString &path, const QJsonObject &body) {
        return good(operation, m_rig->post(u"admin"_s, path, body)).value(u"id"_s).toString();
    }

    template <class Work>
    void write(Work work) {
        auto done = m_rig->engine().storage().write<Ok>([work](store::Tx &tx) -> Result<Ok> {
            work(tx);
            return Ok{};
        });
        done.waitForFinished();
        QVERIFY(done.result().ok());
    }
    void enter(const QString &id, const QString &queue, UtcTime at) {
        write([=](store::Tx &tx) {
            Call call;
            call.id = CallId(u"call-"_s + id);
            call.customerNumber = u"+13125550142"_s;
            call.direction = CallDirection::Inbound;
            call.startedAt = at;
            Leg leg;
            leg.id = LegId(u"leg-"_s + id);
            leg.createdAt = at;
            call.legs.push_back(leg);
            store::calls::save(tx, {call}, 1);
            store::QueueEntry entry;
            entry.id = QueueEntryId(id);
            entry.callId = call.id;
            entry.queue = QueueId(queue);
            entry.enteredAt = at;
            store::entries::enter(tx, entry);
            store::entries::announce(tx, {QueueId(queue)}, at);
        });
    }

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
    QJsonObject m_openApi;
    QString m_problem;

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
        const QByteArray problem = up();
        QVERIFY2(problem.isEmpty(), problem.constData());
    }
    void cleanup() { m_rig.reset(); }

    void queuesAreMadeChangedAndTakenAway() {
        const QString skill = made("createSkill", u"/api/skills"_s, {{u"name"_s, u"Spanish"_s}});
        const QJsonObject needs{{u"skillId"_s, skill}, {u"minLevel"_s, 3}};
        const QString id = made("createQueue", u"/api/queues"_s, {{u"name"_s, u" Sales "_s}, {u"priority"_s, 4}, {u"skills"_s, QJsonArray{needs}}});
        QVERIFY(!id.isEmpty());
        const QString second = made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Second"_s}, {u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, skill}}}}});
        QVERIFY(!second.isEmpty());
        const QJsonObject changed = good("updateQueue", send(u"admin"_s, "PATCH", u"/api/queues/"_s + id,
            {{u"strategy"_s, u"round-robin"_s}, {u"overflow"_s, QJsonObject{{u"to"_s, u"queue"_s}, {u"queueId"_s, second}}}}));
        QCOMPARE(changed.value(u"name"_s).toString(), u"Sales"_s);
        QCOMPARE(changed.value(u"priority"_s).toInt(), 4);
        QCOMPARE(changed.value(u"strategy"_s).toString(), u"round-robin"_s);
        QCOMPARE(good("getQueue", m_rig->get(u"agent"_s, u"/api/queues/"_s + id)), changed);
        QCOMPARE(good("listQueues", m_rig->get(u"agent"_s, u"/api/queues"_s)).value(u"queues"_s).toArray().size(), 2);

        QCOMPARE(m_rig->post(u"admin"_s, u"/api/queues"_s, {{u"name"_s, u"SALES"_s}}).status, 409);
        QCOMPARE(erase(u"admin"_s, u"/api/queues/"_s + second).status, 409); // the overflow of Sales
        QCOMPARE(erase(u"admin"_s, u"/api/skills/"_s + skill).status, 409);
        enter(u"e1"_s, id, m_rig->engine().clock().now());
        QCOMPARE(erase(u"admin"_s, u"/api/queues/"_s + id).status, 409); // somebody waits
        write([](store::Tx &tx) { store::entries::abandon(tx, QueueEntryId(u"e1"_s), UtcTime{}); });
        QCOMPARE(erase(u"admin"_s, u"/api/queues/"_s + id).status, 200);
        QCOMPARE(m_rig->get(u"admin"_s, u"/api/queues/"_s + id).status, 404);
        QVERIFY(!made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Sales"_s}}).isEmpty()); // the name is free again

        const auto audit = m_rig->read<std::vector<store::AuditEntry>>([](store::Tx &tx) { return store::audit::newest(tx, 100); });
        const auto update = std::find_if(audit.begin(), audit.end(), [](auto &line) { return line.action == "queue_updated"_L1; });
        QVERIFY(update != audit.end());
        QCOMPARE(update->details[u"before"_s][u"strategy"_s].toString(), u"longest-idle"_s);
        QCOMPARE(update->details[u"after"_s][u"strategy"_s].toString(), u"round-robin"_s);
        QCOMPARE(update->actorId, m_rig->userId(u"admin"_s).text());
        QTRY_VERIFY(std::any_of(m_rig->events().begin(), m_rig->events().end(), [&](const Event &event) {
            return event.kind == EventKind::QueueUpdate && event.subject == id && QJsonDocument::fromJson(event.payload)[u"changed"_s].toBool();
        }));
    }

    void wrongFieldsAreNamed() {
        const auto create = [&](const QJsonObject &body) { return fieldOf(m_rig->post(u"admin"_s, u"/api/queues"_s, body)); };
        QCOMPARE(create({}), u"400 name"_s);
        QCOMPARE(create({{u"name"_s, u"  "_s}}), u"400 name"_s);
        QCOMPARE(create({{u"name"_s, u"x"_s}, {u"ringSeconds"_s, 1}}), u"400 ringSeconds"_s);
        QCOMPARE(create({{u"name"_s, u"x"_s}, {u"strategy"_s, u"fair"_s}}), u"400 strategy"_s);
        QCOMPARE(create({{u"name"_s, u"x"_s}, {u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, u"no"_s}}}}}), u"400 skills[0].skillId"_s);
        QCOMPARE(create({{u"name"_s, u"x"_s}, {u"overflow"_s, QJsonObject{{u"to"_s, u"queue"_s}, {u"queueId"_s, u"no"_s}}}}), u"400 overflow.queueId"_s);
        QCOMPARE(create({{u"name"_s, u"x"_s}, {u"color"_s, u"red"_s}}), u"400 color"_s);
        const auto number = [&](const QJsonObject &body) { return fieldOf(m_rig->post(u"admin"_s, u"/api/numbers"_s, body)); };
        const QJsonObject hangUp{{u"to"_s, u"hang-up"_s}};
        QCOMPARE(number({{u"number"_s, u"0123"_s}, {u"open"_s, hangUp}}), u"400 number"_s);
        QCOMPARE(number({{u"number"_s, u"+13125550100"_s}, {u"open"_s, QJsonObject{{u"to"_s, u"queue"_s}}}}), u"400 open.queueId"_s);
        QCOMPARE(number({{u"number"_s, u"+13125550100"_s}, {u"open"_s, hangUp}, {u"scheduleId"_s, u"no"_s}, {u"closed"_s, hangUp}}), u"400 scheduleId"_s);
        const auto schedule = [&](const QJsonObject &hours) {
            return fieldOf(m_rig->post(u"admin"_s, u"/api/schedules"_s, {{u"name"_s, u"x"_s}, {u"hours"_s, hours}}));
        };
        QCOMPARE(schedule({{u"zone"_s, u"Moon/Tycho"_s}}), u"400 hours.zone"_s);
        QCOMPARE(schedule({{u"zone"_s, u"UTC"_s}, {u"week"_s, QJsonObject{{u"mon"_s, QJsonArray{u"9-5"_s}}}}}), u"400 hours.week.mon[0]"_s);
        const QString metrics = u"/api/metrics?"_s;
        QCOMPARE(fieldOf(m_rig->get(u"admin"_s, metrics + u"definition=SL9"_s)), u"400 definition"_s);
        QCOMPARE(fieldOf(m_rig->get(u"admin"_s, metrics + u"by=moon"_s)), u"400 by"_s);
        QCOMPARE(fieldOf(m_rig->get(u"admin"_s, metrics + u"interval=60&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z"_s)), u"400 interval"_s);
        QCOMPARE(fieldOf(m_rig->get(u"admin"_s, metrics + u"from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"_s)), u"400 from"_s);
    }

    void supervisorsStaffQueuesButDoNotChangeThem() {
        const QString skill = made("createSkill", u"/api/skills"_s, {{u"name"_s, u"Spanish"_s}});
        const QString id = made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Sales"_s}});
        const QString members = u"/api/queues/%1/members"_s.arg(id), agent = m_rig->userId(u"agent"_s).text();
        QCOMPARE(send(u"supervisor"_s, "PATCH", u"/api/queues/"_s + id, {{u"priority"_s, 1}}).status, 403);
        QCOMPARE(m_rig->post(u"agent"_s, members, {{u"userId"_s, agent}}).status, 403);
        good("setQueueMember", m_rig->post(u"supervisor"_s, members, {{u"userId"_s, agent}, {u"tier"_s, 2}}));
        const QJsonObject queue = good("setQueueMember", m_rig->post(u"supervisor"_s, members, {{u"userId"_s, agent}, {u"weight"_s, 5}}));
        QCOMPARE(queue[u"members"_s].toArray().size(), 1);
        QCOMPARE(queue[u"members"_s][0][u"tier"_s].toInt(), 2);
        QCOMPARE(queue[u"members"_s][0][u"weight"_s].toInt(), 5);
        QCOMPARE(queue[u"live"_s][u"agents"_s][u"loggedOut"_s].toInt(), 1);
        QCOMPARE(fieldOf(m_rig->post(u"supervisor"_s, members, {{u"userId"_s, u"nobody"_s}})), u"400 userId"_s);
        const QString skills = u"/api/users/%1/skills"_s.arg(agent);
        const QJsonObject spanish{{u"skillId"_s, skill}, {u"level"_s, 4}};
        QCOMPARE(fieldOf(m_rig->post(u"supervisor"_s, skills, {{u"skills"_s, QJsonArray{spanish, spanish}}})), u"400 skills[1].skillId"_s);
        good("setUserSkills", m_rig->post(u"supervisor"_s, skills, {{u"skills"_s, QJsonArray{spanish}}}));
        QCOMPARE(good("getUserSkills", m_rig->get(u"supervisor"_s, skills))[u"skills"_s][0][u"level"_s].toInt(), 4);
        good("renameSkill", send(u"admin"_s, "PATCH", u"/api/skills/"_s + skill, {{u"name"_s, u"Español"_s}}));
        QCOMPARE(good("listSkills", m_rig->get(u"agent"_s, u"/api/skills"_s))[u"skills"_s][0][u"name"_s].toString(), u"Español"_s);
        good("deleteSkill", erase(u"admin"_s, u"/api/skills/"_s + skill));
        QVERIFY(good("getUserSkills", m_rig->get(u"supervisor"_s, skills))[u"skills"_s].toArray().isEmpty());
        good("removeQueueMember", erase(u"supervisor"_s, members + u'/' + agent));
        QCOMPARE(erase(u"supervisor"_s, members + u'/' + agent).status, 404);
    }

    void numbersFollowTheirHours() {
        const QString queue = made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Sales"_s}});
        const QString never = made("createSchedule", u"/api/schedules"_s, {{u"name"_s, u"Never"_s}, {u"hours"_s, QJsonObject{{u"zone"_s, u"Europe/Berlin"_s}}}});
        QCOMPARE(m_rig->post(u"admin"_s, u"/api/schedules"_s, {{u"name"_s, u"NEVER"_s}, {u"hours"_s, QJsonObject{{u"zone"_s, u"UTC"_s}}}}).status, 409);
        const QJsonObject open{{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}}, closed{{u"to"_s, u"message"_s}, {u"text"_s, u"Closed."_s}};
        const QJsonObject set{{u"number"_s, u"+13125550100"_s}, {u"scheduleId"_s, never}, {u"open"_s, open}, {u"closed"_s, closed}};
        QCOMPARE(good("setNumber", m_rig->post(u"admin"_s, u"/api/numbers"_s, set))[u"now"_s].toObject(), closed);
        const QString all = u"00:00-24:00"_s;
        QJsonObject week;
        for (const char *day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) week.insert(QLatin1String(day), QJsonArray{all});
        const QJsonObject schedule = good("updateSchedule", send(u"admin"_s, "PATCH", u"/api/schedules/"_s + never,
                                                                 {{u"hours"_s, QJsonObject{{u"zone"_s, u"UTC"_s}, {u"week"_s, week}}}}));
        QVERIFY(schedule[u"open"_s].toBool() && schedule[u"nextChangeAt"_s].isNull() && schedule[u"name"_s] == u"Never"_s);
        good("listSchedules", m_rig->get(u"supervisor"_s, u"/api/schedules"_s));
        QCOMPARE(good("listNumbers", m_rig->get(u"supervisor"_s, u"/api/numbers"_s))[u"numbers"_s][0][u"now"_s].toObject(), open);
        QCOMPARE(erase(u"admin"_s, u"/api/schedules/"_s + never).status, 409);
        QCOMPARE(erase(u"admin"_s, u"/api/queues/"_s + queue).status, 409);
        good("deleteNumber", erase(u"admin"_s, u"/api/numbers/%2B13125550100"_s));
        good("deleteSchedule", erase(u"admin"_s, u"/api/schedules/"_s + never));
    }

    void everyCallerIsToldWhyHeWaits() {
        const QString id = made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Sales"_s}});
        const UtcTime now = m_rig->engine().clock().now();
        enter(u"e1"_s, id, now - 60s);
        enter(u"e2"_s, id, now - 30s);
        const QString path = u"/api/queues/%1/waiting"_s.arg(id);
        QCOMPARE(good("queueWaiting", m_rig->get(u"agent"_s, path))[u"waiting"_s][0][u"reasons"_s][0][u"code"_s].toString(), u"no_members"_s);
        good("setQueueMember", m_rig->post(u"admin"_s, u"/api/queues/%1/members"_s.arg(id), {{u"userId"_s, m_rig->userId(u"agent"_s).text()}}));
        const QJsonArray nobody = good("queueWaiting", m_rig->get(u"agent"_s, path))[u"waiting"_s].toArray();
        QCOMPARE(nobody.size(), 2);
        QCOMPARE(nobody[0][u"entryId"_s].toString(), u"e1"_s);
        QCOMPARE(nobody[0][u"reasons"_s][0][u"text"_s].toString(), u"nobody is logged in"_s);
        QCOMPARE(nobody[1][u"position"_s].toInt(), 2);
        QVERIFY(nobody[1][u"waitSeconds"_s].toInt() >= 30);

        MadeFloor floor;
        floor.view = m_rig->read<RoutingView>([now](store::Tx &tx) { return floorFromRows(tx, now); });
        floor.view.queues[0].averageHandleSeconds = 120;
        floor.view.agents[0].work = AgentWork::Talking;
        m_rig->engine().setFloorSource(&floor);
        const QJsonArray busy = good("queueWaiting", m_rig->get(u"agent"_s, path))[u"waiting"_s].toArray();
        QCOMPARE(busy[0][u"reasons"_s][0][u"text"_s].toString(), u"1 agent talks"_s);
        QCOMPARE(busy[1][u"estimatedSeconds"_s].toInt(), 240);
        QCOMPARE(busy[1][u"reasons"_s][1][u"sameImportance"_s].toInt(), 1);
        QCOMPARE(good("getQueue", m_rig->get(u"agent"_s, u"/api/queues/"_s + id))[u"live"_s][u"agents"_s][u"talking"_s].toInt(), 1);
        m_rig->engine().setFloorSource(nullptr);
        QTRY_VERIFY(std::any_of(m_rig->events().begin(), m_rig->events().end(), [&](const Event &event) {
            return event.kind == EventKind::QueueUpdate && QJsonDocument::fromJson(event.payload)[u"waiting"_s].toInt() == 2;
        }));
    }

    void figuresShowFormulaAndRows() {
        const QString id = made("createQueue", u"/api/queues"_s, {{u"name"_s, u"Sales"_s}});
        const UtcTime now = m_rig->engine().clock().now(), start = now - 10min;
        const UserId agent = m_rig->userId(u"agent"_s);
        for (const char *call : {"e1", "e2", "e3", "e4"}) enter(QLatin1String(call), id, start);
        write([=](store::Tx &tx) {
            using namespace store;
            entries::connect(tx, QueueEntryId(u"e1"_s), agent, start + 10s);
            entries::connect(tx, QueueEntryId(u"e2"_s), agent, start + 30s);
            entries::abandon(tx, QueueEntryId(u"e3"_s), start + 3s);
            work::begin(tx, {u"w1"_s, agent, {}, {}, WorkKind::Idle, start, {}});
            work::begin(tx, {u"w2"_s, agent, CallId(u"call-e1"_s), QueueId(id), WorkKind::Talk, start + 10s, {}});
            work::begin(tx, {u"w3"_s, agent, CallId(u"call-e1"_s), QueueId(id), WorkKind::Wrap, start + 20s, {}});
            work::end(tx, agent, start + 30s);
        });
        const QJsonObject metrics = good("metrics", m_rig->get(u"supervisor"_s, u"/api/metrics?explain=1&queue="_s + id));
        const QJsonObject level = namedIn(metrics[u"rows"_s][0][u"figures"_s].toArray(), u"serviceLevel"_s);
        QCOMPARE(metrics[u"definition"_s].toString(), u"SL5"_s);
        QCOMPARE(level[u"formula"_s].toString(), u"A(T) / (A + B - S)"_s);
        QCOMPARE(level[u"numerator"_s].toInt(), 1);
        QCOMPARE(level[u"denominator"_s].toInt(), 2);
        QCOMPARE(level[u"value"_s].toDouble(), 50.0);
        const QJsonArray total = metrics[u"total"_s].toArray();
        QCOMPARE(namedIn(total, u"averageSpeedOfAnswer"_s)[u"value"_s].toDouble(), 20.0);
        QCOMPARE(namedIn(total, u"averageHandleTime"_s)[u"numerator"_s].toDouble(), 20.0);
        QCOMPARE(namedIn(total, u"shortAbandoned"_s)[u"value"_s].toInt(), 1);
        QCOMPARE(metrics[u"explain"_s][u"entries"_s].toArray().size(), 4);
        QCOMPARE(metrics[u"explain"_s][u"contacts"_s].toArray().size(), 1);
        const QJsonObject strict = good("metrics", m_rig->get(u"supervisor"_s, u"/api/metrics?definition=SL3&by=none&interval=300"_s));
        QVERIFY(!strict.contains(u"explain"_s));
        QCOMPARE(namedIn(strict[u"total"_s].toArray(), u"serviceLevel"_s)[u"denominator"_s].toInt(), 3);
        const QJsonObject ofAgent = good("metrics", m_rig->get(u"supervisor"_s, u"/api/metrics?by=agent&agent="_s + agent.text()));
        const QJsonObject occupancy = namedIn(ofAgent[u"total"_s].toArray(), u"occupancy"_s);
        QCOMPARE(occupancy[u"numerator"_s].toDouble(), 20.0);
        QCOMPARE(occupancy[u"denominator"_s].toDouble(), 30.0);
        QVERIFY(namedIn(good("metrics", m_rig->get(u"supervisor"_s, u"/api/metrics?to=2020-01-01T00:00:00Z"_s))[u"total"_s].toArray(), u"occupancy"_s)[u"value"_s].isNull());

        const QString since = QString::fromLatin1(toIsoMillis(start - 1min));
        const QJsonObject board = good("board", m_rig->get(u"agent"_s, u"/api/board?from="_s + since));
        const QJsonObject queue = board[u"queues"_s][0].toObject();
        QCOMPARE(queue[u"live"_s][u"waiting"_s].toInt(), 1);
        QVERIFY(namedIn(queue[u"figures"_s].toArray(), u"longestWait"_s)[u"value"_s].toDouble() >= 600);
        QCOMPARE(namedIn(board[u"total"_s].toArray(), u"offered"_s)[u"value"_s].toInt(), 4);
    }
};

QTEST_GUILESS_MAIN(QueueOperationsTest)
#include "tst_queue_operations.moc"
