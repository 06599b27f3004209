// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/record_store.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Links for screens on the wall, on both databases.
class WallsTest : public QObject {
    Q_OBJECT

    ManualScheduler m_time{SystemScheduler().clock().now()}; // the library that checks tokens has a clock of its own
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;

    QJsonObject make(const QString &who, const QJsonObject &body) {
        const HttpAnswer answer = m_rig->post(who, u"/api/walls"_s, body);
        if (answer.status != 200) m_wrong << answer.summary();
        return answer.object();
    }
    HttpAnswer board(const QString &token) { return m_rig->get({}, u"/api/walls/board?token="_s + token); }
    QJsonArray listed() { return m_rig->get(u"supervisor"_s, u"/api/walls"_s).object().value(u"walls"_s).toArray(); }

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
        options.clock = &m_time;
        if (database == "postgres"_L1) {
            auto url = m_postgres->createDatabase(u"walls"_s);
            QVERIFY2(url.ok(), problemOf(url).constData());
            options.databaseUrl = *url;
        }
        m_rig = std::make_unique<Rig>(std::move(options));
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
        m_check = std::make_unique<ReplyCheck>(m_rig->get({}, u"/api/openapi.json"_s).object());
        m_wrong.clear();
        m_rig->onAnswer = [this](const QByteArray &method, const QString &path, const HttpAnswer &answer) {
            if (const QString wrong = m_check->problem(method, path, answer); !wrong.isEmpty()) m_wrong << wrong;
        };
    }
    void cleanup() {
        m_rig.reset();
        QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.join(u'\n')));
    }

    void theTokenIsShownOnceAndKeptAsAHash() {
        const QJsonObject made = make(u"supervisor"_s, {{u"label"_s, u"  Hall <b> "_s}});
        const QString token = made.value(u"token"_s).toString();
        QCOMPARE(token.size(), 43);
        QCOMPARE(made.value(u"path"_s).toString(), u"/wall?token="_s + token);
        const QJsonObject wall = made.value(u"wall"_s).toObject();
        QCOMPARE(wall.value(u"label"_s).toString(), u"Hall <b>"_s);
        QCOMPARE(wall.value(u"createdBy"_s).toString(), u"supervisor"_s);
        QVERIFY(wall.value(u"expiresAt"_s).isNull());
        const HttpAnswer list = m_rig->get(u"admin"_s, u"/api/walls"_s);
        QCOMPARE(list.object().value(u"walls"_s).toArray(), QJsonArray{wall});
        QVERIFY(!list.body.contains(token.toUtf8()));
        const auto audited = m_rig->read<QStringList>([](store::Tx &tx) {
            QStringList lines;
            for (const store::AuditEntry &entry : store::audit::newest(tx, 50))
                lines << entry.action + QString::fromUtf8(QJsonDocument(entry.details).toJson());
            return lines;
        });
        QCOMPARE(audited.filter(u"wall_link_created"_s).size(), 1);
        QVERIFY(!audited.join(u' ').contains(token));
    }

    void theBoardTellsNobodysName() {
        const QString token = make(u"admin"_s, {{u"label"_s, u"Hall"_s}}).value(u"token"_s).toString();
        QCOMPARE(m_rig->post(u"admin"_s, u"/api/queues"_s, {{u"name"_s, u"Sales"_s}}).status, 200);
        QCOMPARE(m_rig->post(u"agent"_s, u"/api/agents/me/login"_s).status, 200);
        QCOMPARE(m_rig->post(u"agent"_s, u"/api/agents/me/ready"_s).status, 200);
        const HttpAnswer answer = board(token);
        QCOMPARE(answer.status, 200);
        const QJsonObject shown = answer.object();
        QCOMPARE(shown.value(u"label"_s).toString(), u"Hall"_s);
        QCOMPARE(shown.value(u"calls"_s).toInt(-1), 0);
        QCOMPARE(shown.value(u"queues"_s)[0][u"name"_s].toString(), u"Sales"_s);
        QMap<QString, int> states;
        for (const QJsonValue &state : shown.value(u"agents"_s).toArray()) states[state[u"state"_s].toString()] = state[u"count"_s].toInt();
        QCOMPARE(states.value(u"AVAILABLE"_s), 1);
        QCOMPARE(states.value(u"OFFLINE"_s), 3);
        for (const QString &name : {u"\"admin\""_s, u"\"supervisor\""_s, u"\"agent\""_s, u"\"other\""_s, m_rig->userId(u"agent"_s).text()})
            QVERIFY2(!answer.body.contains(name.toUtf8()), qPrintable(name));
    }

    /// Many screens ask for one board; what they get is a second old at most.
    void theBoardIsMadeOnceASecond() {
        const QString token = make(u"admin"_s, {{u"label"_s, u"Hall"_s}}).value(u"token"_s).toString();
        const QString other = make(u"admin"_s, {{u"label"_s, u"Kitchen"_s}}).value(u"token"_s).toString();
        const QJsonValue first = board(token).object().value(u"at"_s);
        m_time.advance(900ms);
        const QJsonObject again = board(other).object();
        QCOMPARE(again.value(u"at"_s), first);
        QCOMPARE(again.value(u"label"_s).toString(), u"Kitchen"_s);
        m_time.advance(200ms);
        QVERIFY(board(token).object().value(u"at"_s) != first);
    }

    void whatIsRevokedShowsNothing() {
        const QJsonObject made = make(u"supervisor"_s, {{u"label"_s, u"Hall"_s}});
        const QString token = made.value(u"token"_s).toString(), revoke = u"/api/walls/%1/revoke"_s.arg(made.value(u"wall"_s)[u"id"_s].toString());
        QCOMPARE(board(token).status, 200);
        QCOMPARE(m_rig->post(u"agent"_s, revoke).status, 403);
        QCOMPARE(board(token).status, 200);
        QCOMPARE(m_rig->post(u"admin"_s, revoke).status, 200);
        QCOMPARE(board(token).status, 403); // also while the board of before is kept
        QCOMPARE(m_rig->post(u"admin"_s, revoke).status, 404);
        QVERIFY(listed().isEmpty());
        QCOMPARE(board(u"x"_s).status, 403);
        QCOMPARE(m_rig->get({}, u"/api/walls/board"_s).status, 400);
        // The token of a login is none of a wall, and the other way round.
        QCOMPARE(board(m_rig->token(u"admin"_s)).status, m_rig->token(u"admin"_s).size() > 256 ? 400 : 403);
        QCOMPARE(m_rig->get(token, u"/api/walls"_s).status, 401);
    }

    void whatHasExpiredShowsNothing() {
        const QString token = make(u"supervisor"_s, {{u"label"_s, u"Fair"_s}, {u"days"_s, 2}}).value(u"token"_s).toString();
        m_time.advance(47h);
        QCOMPARE(board(token).status, 200);
        m_time.advance(2h);
        QCOMPARE(board(token).status, 403);
    }

    void anEmptyLabelIsRefused() {
        const HttpAnswer answer = m_rig->post(u"admin"_s, u"/api/walls"_s, {{u"label"_s, u"   "_s}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.object().value(u"field"_s).toString(), u"label"_s);
    }
};

QTEST_GUILESS_MAIN(WallsTest)
#include "tst_walls.moc"
