// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/campaign_store.h"
#include "tests/engine/rig.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;

namespace {

constexpr int kPatience = 180'000;

QString numberAt(int i) { return u"+1312555%1"_s.arg(i, 4, 10, QChar(u'0')); }

} // namespace

/// Campaigns from their draft to their ledger, with and without agents, on both databases.
class CampaignControlTest : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;

    void start(double timeScale = 10) {
        RigOptions options;
        options.timeScale = timeScale;
        if (QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).startsWith("postgres"))
            options.databaseUrl = *m_postgres->createDatabase(u"control"_s);
        options.engine = [](EngineOptions &engine) {
            engine.policy.callingProfile = CallingProfile::None;
            engine.dialsPerSecond = engine.dialBurst = 1000;
            engine.policy.aiVoice = u"female"_s; // nothing is spoken without one
        };
        m_rig = std::make_unique<Rig>(options);
        const QByteArray problem = problemOf(m_rig->start());
        QVERIFY2(problem.isEmpty(), problem.constData());
    }
    HttpAnswer post(const QString &path, const QJsonObject &body = {}, const QString &who = u"supervisor"_s) { return m_rig->post(who, path, body); }
    QJsonObject get(const QString &path) { return m_rig->get(u"supervisor"_s, path).object(); }
    QString created(const QJsonObject &body) {
        const HttpAnswer answer = post(u"/api/campaigns"_s, body);
        if (answer.status != 200) qWarning() << answer.summary();
        return answer.object().value(u"campaign"_s)[u"id"_s].toString();
    }
    QString at(const QString &id, const QString &what = {}) { return u"/api/campaigns/"_s + id + (what.isEmpty() ? QString() : u'/' + what); }
    void fill(const QString &id, int count, int from = 0) {
        QByteArray file = "phone\n";
        for (int i = from; i < from + count; ++i) file += numberAt(i).toLatin1() + "\n";
        const QString upload = m_rig->send(u"supervisor"_s, "POST", u"/api/uploads"_s, file, "text/csv").object().value(u"uploadId"_s).toString();
        const QString import = post(at(id, u"imports"_s), {{u"uploadId"_s, upload}}).object().value(u"id"_s).toString();
        const auto state = [&] { return get(u"/api/imports/"_s + import).value(u"state"_s).toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"checked"_s, kPatience);
        QCOMPARE(post(u"/api/imports/"_s + import + u"/run"_s).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"imported"_s, kPatience);
    }
    QJsonObject campaign(const QString &id) { return get(at(id)); }
    qint64 count(const QString &id, const QString &name) { return campaign(id).value(u"counts"_s)[name].toInteger(); }
    QString sentences(const QString &id, const QString &number = {}) {
        const QString asked = number.isEmpty() ? QString() : u"?number="_s + QString::fromLatin1(QUrl::toPercentEncoding(number));
        QStringList list;
        for (const QJsonValue &sentence : get(at(id, u"why"_s) + asked).value(u"sentences"_s).toArray()) list << sentence.toString();
        return list.join(u' ');
    }
    bool reaches(const QString &id, const QString &status) {
        return QTest::qWaitFor([&] { return campaign(id).value(u"status"_s).toString() == status; }, kPatience);
    }
    /// A queue with the rig's agent, who is ready.
    QString staffedQueue() {
        const QString queue = m_rig->post(u"admin"_s, u"/api/queues"_s, {{u"name"_s, u"Sales"_s}}).object().value(u"id"_s).toString();
        m_rig->post(u"admin"_s, u"/api/queues/"_s + queue + u"/members"_s, {{u"userId"_s, m_rig->userId(u"agent"_s).text()}});
        m_rig->post(u"agent"_s, u"/api/agents/me/login"_s);
        const HttpAnswer ready = m_rig->post(u"agent"_s, u"/api/agents/me/ready"_s);
        if (ready.status != 200) qWarning() << ready.summary();
        return queue;
    }
    static QString phoneOf(const QString &who) { return u"sip:%1@sip.telnyx.com"_s.arg(who); }
    void givePhone(const QString &who) {
        const QByteArray body = QJsonDocument(QJsonObject{{u"station"_s, phoneOf(who)}}).toJson();
        m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + m_rig->userId(who).text(), body, "application/json");
        m_rig->carrier().carrier().scripts().bindNumber(phoneOf(who), LegScript{.ring = Ms{300}});
    }
    void checkLedger(const QString &id, qsizetype entries) {
        const QJsonArray ledger = get(at(id, u"ledger"_s)).value(u"entries"_s).toArray();
        QCOMPARE(ledger.size(), entries);
        QString before;
        for (const QJsonValue &entry : ledger) {
            before = store::campaigns::ledgerHash(before, entry[u"body"_s].toString().toUtf8());
            QCOMPARE(entry[u"hash"_s].toString(), before);
        }
        const QByteArray csv = m_rig->get(u"supervisor"_s, at(id, u"ledger.csv"_s)).body;
        QCOMPARE(csv.count("\r\n"), entries + 1);
        QVERIFY(csv.contains(before.toLatin1()));
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

    /// Draft, checklist, list, start, busy people tried again, caps, the ledger, recycled.
    void fromDraftToLedger_data() { databases(); }
    void fromDraftToLedger() {
        start();
        const QJsonObject retries{{u"busy"_s, QJsonObject{{u"afterSeconds"_s, 1}, {u"mostTotal"_s, 2}}}};
        const QJsonObject caps{{u"gapSeconds"_s, 0}, {u"perDay"_s, 0}};
        const QString id = created({{u"name"_s, u"Spring"_s}, {u"useAI"_s, false}, {u"rules"_s, QJsonObject{{u"retries"_s, retries}, {u"caps"_s, caps}}}});
        QCOMPARE(campaign(id).value(u"status"_s).toString(), u"draft"_s);
        QVERIFY(sentences(id).contains(u"has not been started"_s));
        const HttpAnswer early = post(at(id, u"start"_s));
        QCOMPARE(early.status, 409);
        QVERIFY(early.object().value(u"message"_s).toString().contains(u"Nobody is left"_s));
        fill(id, 6);
        QCOMPARE(post(at(id, u"start"_s)).object().value(u"message"_s).toString(), u"Whoever answers would hear nothing; set \"message\" or \"useAI\"."_s);
        QCOMPARE(get(at(id, u"checklist"_s)).value(u"ready"_s).toBool(), false);
        QCOMPARE(m_rig->send(u"supervisor"_s, "PATCH", at(id), R"({"message":"Hello.","concurrency":3})", "application/json").status, 200);
        QCOMPARE(get(at(id, u"checklist"_s)).value(u"ready"_s).toBool(), true);
        for (int i = 0; i < 6; ++i)
            m_rig->carrier().carrier().scripts().bindNumber(numberAt(i), LegScript{.outcome = i < 2 ? Outcome::Busy : Outcome::Human, .ring = Ms{300}, .talk = Ms{20'000}});
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QVERIFY(reaches(id, u"completed"_s));
        QCOMPARE(m_rig->dialsTo(numberAt(0)), 2); // busy: tried again, once
        QCOMPARE(m_rig->dialsTo(numberAt(5)), 1);
        QCOMPARE(count(id, u"unanswered"_s), 2);
        QCOMPARE(count(id, u"answered"_s), 4);
        QVERIFY(sentences(id, numberAt(0)).contains(u"came to \"busy\""_s));
        checkLedger(id, 16); // eight attempts, each begun and ended
        QCOMPARE(post(at(id, u"recycle"_s), {{u"outcomes"_s, QJsonArray{u"engaged"_s}}}).status, 400);
        QCOMPARE(post(at(id, u"recycle"_s), {{u"outcomes"_s, QJsonArray{u"busy"_s}}}).object().value(u"recycled"_s).toInt(), 2);
        QCOMPARE(count(id, u"waiting"_s), 2);
        QCOMPARE(get(at(id, u"figures"_s)).value(u"ready"_s).toInt(), 2);
        const QJsonObject copy = post(at(id, u"clone"_s)).object();
        QCOMPARE(copy.value(u"campaign"_s)[u"name"_s].toString(), u"Spring (copy)"_s);
        QCOMPARE(copy.value(u"rules"_s)[u"retries"_s][u"busy"_s][u"afterSeconds"_s].toInt(), 1);
        QCOMPARE(copy.value(u"campaign"_s)[u"counts"_s][u"numbers"_s].toInt(), 0);
    }

    void pausedDialsNobodyAndGoesOn_data() { databases(); }
    void pausedDialsNobodyAndGoesOn() {
        start();
        const QString id = created({{u"name"_s, u"Pause"_s}, {u"message"_s, u"Hello."_s}, {u"concurrency"_s, 1}});
        fill(id, 5);
        m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{5000}, .talk = Ms{20'000}});
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QTRY_COMPARE(m_rig->dialsTo(numberAt(0)), 1);
        QCOMPARE(post(at(id, u"pause"_s)).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(count(id, u"dialling"_s), 0, kPatience);
        QCOMPARE(count(id, u"waiting"_s), 4);
        QVERIFY(sentences(id).contains(u"paused"_s));
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(count(id, u"waiting"_s) < 4, kPatience);
        QCOMPARE(post(at(id, u"drain"_s)).status, 200);
        QVERIFY(reaches(id, u"stopped"_s));
        QCOMPARE(count(id, u"dialling"_s), 0);
        QCOMPARE(post(at(id, u"pause"_s)).status, 409);
        QVERIFY(count(id, u"waiting"_s) > 0);
    }

    void aListCanBeSwitchedOff() {
        start();
        const QString id = created({{u"name"_s, u"Off"_s}, {u"message"_s, u"Hello."_s}});
        fill(id, 2);
        const QString list = get(at(id, u"settings"_s)).value(u"lists"_s)[0][u"id"_s].toString();
        const QString path = u"/api/lead-lists/"_s + list;
        QCOMPARE(m_rig->send(u"supervisor"_s, "PATCH", path, R"({"active":false})", "application/json").status, 200);
        QCOMPARE(post(at(id, u"start"_s)).status, 409);
        QVERIFY(sentences(id, numberAt(1)).contains(u"switched off"_s));
        QCOMPARE(m_rig->send(u"supervisor"_s, "PATCH", path, R"({"active":true})", "application/json").status, 200);
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->dialsTo(numberAt(0)) + m_rig->dialsTo(numberAt(1)), 2, kPatience);
    }

    /// One idle agent: one line. Who answers waits before everybody else; nobody takes him, so he hears who has called, is
    /// counted as abandoned and let alone.
    void whomNobodyTakesIsAbandoned_data() { databases(); }
    void whomNobodyTakesIsAbandoned() {
        start();
        const QString queue = staffedQueue();
        const QString id = created({{u"name"_s, u"Progressive"_s}, {u"mode"_s, u"progressive"_s}, {u"queueId"_s, queue}, {u"concurrency"_s, 10}});
        fill(id, 60);
        QCOMPARE(post(at(id, u"start"_s)).status, 409); // no safe-harbour message
        QCOMPARE(m_rig->send(u"supervisor"_s, "PATCH", at(id), R"({"rules":{"safeHarbourText":"This was Example, +13125550100."}})", "application/json").status, 200);
        for (int i = 0; i < 60; ++i) m_rig->carrier().carrier().scripts().bindNumber(numberAt(i), LegScript{.ring = Ms{500}, .talk = Ms{60'000}});
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(get(at(id, u"figures"_s)).value(u"abandoned30Days"_s).toInt(), 1, kPatience);
        // One line for the agent, beside those who hear the message and need nobody.
        QVERIFY(m_rig->carrier().carrier().board().mostLegs() <= 3);
        const auto &requests = m_rig->carrier().carrier().requests();
        QTRY_VERIFY(requests.find(u"speak"_s) != requests.end());
        QTRY_VERIFY_WITH_TIMEOUT(count(id, u"answered"_s) >= 1, kPatience);
        QVERIFY(sentences(id, numberAt(0)).contains(u"abandoned"_s));
        QCOMPARE(m_rig->dialsTo(numberAt(0)), 1);
        QCOMPARE(m_rig->post(u"agent"_s, u"/api/agents/me/not-ready"_s, {{u"reason"_s, u"lunch"_s}}).status, 200);
        QTRY_VERIFY2(sentences(id).contains(u"agents of its queue are paused"_s), qPrintable(sentences(id)));
        const HttpAnswer left = m_rig->post(u"agent"_s, u"/api/agents/me/logout"_s);
        QVERIFY2(left.status == 200, qPrintable(left.summary()));
        QTRY_VERIFY2(sentences(id).contains(u"No agent of its queue is logged in"_s), qPrintable(sentences(id)));
    }

    /// Whoever answers has an agent on the line at once, and nobody is abandoned.
    void whoAnswersIsConnectedToAnAgent_data() { databases(); }
    void whoAnswersIsConnectedToAnAgent() {
        start();
        givePhone(u"agent"_s);
        const QString queue = staffedQueue();
        const QJsonObject rules{{u"safeHarbourText"_s, u"This was Example, +13125550100."_s}, {u"patienceMs"_s, 10'000}};
        const QString id = created({{u"name"_s, u"Talk"_s}, {u"mode"_s, u"progressive"_s}, {u"queueId"_s, queue}, {u"rules"_s, rules}});
        fill(id, 1);
        m_rig->carrier().carrier().scripts().bindNumber(numberAt(0), LegScript{.ring = Ms{500}, .talk = Ms{4'000}});
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        const auto state = [&] {
            return m_rig->get(u"agent"_s, u"/api/agents/me"_s).object().value(u"agent"_s)[u"state"_s].toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"TALKING"_s, kPatience);
        QCOMPARE(m_rig->dialsTo(phoneOf(u"agent"_s)), 1);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"WRAPUP"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_rig->carrier().carrier().board().liveLegs().empty(), kPatience);
        QCOMPARE(get(at(id, u"figures"_s)).value(u"abandoned30Days"_s).toInt(), 0);
        QCOMPARE(m_rig->dialsTo(numberAt(0)), 1);
    }

    /// The agent sees one lead, skips it, sees the next, has it dialled; nobody else gets it meanwhile.
    void previewIsTheAgentsChoice_data() { databases(); }
    void previewIsTheAgentsChoice() {
        start();
        const QString queue = staffedQueue();
        const QString id = created({{u"name"_s, u"Preview"_s}, {u"mode"_s, u"preview"_s}, {u"queueId"_s, queue}});
        fill(id, 3);
        QCOMPARE(post(at(id, u"preview/next"_s), {}, u"agent"_s).status, 409);
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        const QJsonObject first = post(at(id, u"preview/next"_s), {}, u"agent"_s).object();
        QCOMPARE(first.value(u"numbers"_s)[0][u"number"_s].toString(), numberAt(0));
        QCOMPARE(post(at(id, u"preview/next"_s), {}, u"agent"_s).object(), first); // the same until he has decided
        const QJsonObject others = post(at(id, u"preview/next"_s), {}, u"other"_s).object();
        QCOMPARE(others.value(u"numbers"_s)[0][u"number"_s].toString(), numberAt(1));
        QCOMPARE(post(at(id, u"preview/dial"_s), {{u"leadId"_s, others.value(u"leadId"_s)}}, u"agent"_s).status, 409);
        QCOMPARE(post(at(id, u"preview/skip"_s), {{u"leadId"_s, first.value(u"leadId"_s)}, {u"reason"_s, u"known"_s}}, u"agent"_s).status, 200);
        const QJsonObject next = post(at(id, u"preview/next"_s), {}, u"agent"_s).object();
        QCOMPARE(next.value(u"numbers"_s)[0][u"number"_s].toString(), numberAt(2));
        QCOMPARE(post(u"/api/do-not-call"_s, {{u"number"_s, numberAt(2)}}).status, 200);
        const HttpAnswer refused = post(at(id, u"preview/dial"_s), {{u"leadId"_s, next.value(u"leadId"_s)}}, u"agent"_s);
        QCOMPARE(refused.status, 409);
        QVERIFY(refused.object().value(u"message"_s).toString().contains(u"do-not-call"_s));
        QCOMPARE(count(id, u"blocked"_s), 1);
        QCOMPARE(post(at(id, u"preview/dial"_s), {{u"leadId"_s, others.value(u"leadId"_s)}}, u"other"_s).status, 409); // no phone
        givePhone(u"other"_s);
        QCOMPARE(post(at(id, u"preview/dial"_s), {{u"leadId"_s, others.value(u"leadId"_s)}}, u"other"_s).status, 200);
        QTRY_COMPARE(m_rig->dialsTo(numberAt(1)), 1);
        QCOMPARE(m_rig->dialsTo(numberAt(0)) + m_rig->dialsTo(numberAt(2)), 0);
        QCOMPARE(post(at(id, u"preview/next"_s), {}, u"agent"_s).status, 404); // the skipped one comes in an hour
    }

    void consentAndCallbacks_data() { databases(); }
    void consentAndCallbacks() {
        start();
        const QString id = created({{u"name"_s, u"Consent"_s}, {u"message"_s, u"Hello."_s}, {u"rules"_s, QJsonObject{{u"needsConsent"_s, true}}}});
        fill(id, 2);
        QCOMPARE(post(u"/api/consents"_s, {{u"number"_s, numberAt(0)}, {u"channel"_s, u"web"_s}}).status, 200);
        const QString due = QString::fromLatin1(toIsoMillis(m_rig->engine().clock().now() + std::chrono::hours(2)));
        QCOMPARE(post(at(id, u"callbacks"_s), {{u"number"_s, numberAt(0)}, {u"dueAt"_s, due}, {u"note"_s, u"in the evening"_s}}).status, 200);
        QCOMPARE(get(at(id, u"callbacks"_s)).value(u"callbacks"_s).toArray().size(), 1);
        QCOMPARE(post(at(id, u"callbacks"_s), {{u"number"_s, u"+13125559999"_s}, {u"dueAt"_s, due}}).status, 404);
        QVERIFY(sentences(id, numberAt(0)).contains(u"has asked to be called"_s));
        QCOMPARE(post(at(id, u"start"_s)).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(count(id, u"blocked"_s), 1, kPatience); // nobody has heard of a consent of the other one
        QCOMPARE(count(id, u"waiting"_s), 1);
        QCOMPARE(m_rig->dialsTo(numberAt(0)) + m_rig->dialsTo(numberAt(1)), 0);
        QCOMPARE(post(u"/api/consents/revoke"_s, {{u"number"_s, numberAt(0)}, {u"how"_s, u"by phone"_s}}).status, 200);
        const QJsonValue revoked = m_rig->get(u"supervisor"_s, u"/api/consents?number=%2B13125550000"_s).object().value(u"consents"_s)[0];
        QVERIFY(revoked[u"revokedAt"_s].isString());
    }

    void plannedCampaignsBeginByThemselves() {
        start();
        const QString id = created({{u"name"_s, u"Planned"_s}, {u"message"_s, u"Hello."_s}, {u"startsAt"_s, u"2026-01-01T00:00:00Z"_s}});
        fill(id, 2);
        for (int i = 0; i < 2; ++i) m_rig->carrier().carrier().scripts().bindNumber(numberAt(i), LegScript{.ring = Ms{300}, .talk = Ms{20'000}});
        m_rig->stopNode(); // it looks at them at its start, and every half minute
        const QByteArray problem = problemOf(m_rig->startNode());
        QVERIFY2(problem.isEmpty(), problem.constData());
        QVERIFY(reaches(id, u"completed"_s));
    }
};

QTEST_GUILESS_MAIN(CampaignControlTest)
#include "tst_campaign_control.moc"
