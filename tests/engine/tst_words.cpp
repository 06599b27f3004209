// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/live_floor.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {
const QString kCaller = u"+13125550123"_s, kAnother = u"+13125550124"_s;
const QString kAgent = LiveFloor::station(u"agent"_s);
} // namespace

#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kFloorPatience)
#define SOON_IS(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, kFloorPatience)

/// What is said on calls, on the simulated carrier and both databases.
class WordsFloorTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), problemOf(cluster).constData());
        m_postgres = std::move(cluster).value();
    }
    void cleanup() { m_floor.reset(); }

    void whoAsksForAPersonGetsOneWhoKnowsWhatWasSaid_data() { databases(); }
    void whoAsksForAPersonGetsOneWhoKnowsWhatWasSaid();
    void notesAreReadByWhoMaySeeTheCall_data() { databases(); }
    void notesAreReadByWhoMaySeeTheCall();
    void whoWaitsIsToldWhereHeStands_data() { databases(); }
    void whoWaitsIsToldWhereHeStands();
    void whatHappenedOnACallIsToldInOrder_data() { databases(); }
    void whatHappenedOnACallIsToldInOrder();
    void theAuditLogIsReadAPageAtATime_data() { databases(); }
    void theAuditLogIsReadAPageAtATime();

private:
    static void databases() {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }
    void begin(std::function<void(EngineOptions &)> engine = {});
    QStringList transcript(const QString &who, const QString &call);
    /// The caller says something.
    void say(const QString &text) { m_floor->rig().carrier().carrier().board().speech(*m_floor->legs(kCaller).front(), text, true); }
    /// What the carrier was asked to say to a party, in order.
    QStringList spokenTo(const QString &party);
    int status(const QString &who, const QString &path) { return m_floor->rig().get(who, path).status; }

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<LiveFloor> m_floor;
};

void WordsFloorTest::begin(std::function<void(EngineOptions &)> engine) {
    RigOptions options;
    options.timeScale = 10;
    options.engine = [engine](EngineOptions &o) {
        o.policy.handOverWords = QStringList{u"agent"_s};
        o.policy.aiGreeting = u"Hello, how can I help?"_s;
        if (engine) engine(o);
    };
    QFETCH(bool, postgres);
    if (postgres) {
        const auto url = m_postgres->createDatabase(u"words"_s);
        QVERIFY2(url.ok(), problemOf(url).constData());
        options.databaseUrl = *url;
    }
    m_floor = std::make_unique<LiveFloor>(std::move(options));
    const QByteArray problem = problemOf(m_floor->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
}

QStringList WordsFloorTest::transcript(const QString &who, const QString &call) {
    QStringList lines;
    for (const QJsonValue line : m_floor->rig().get(who, u"/api/calls/%1/transcript"_s.arg(call)).object().value(u"lines"_s).toArray())
        lines << line[u"who"_s].toString() + u": "_s + line[u"text"_s].toString();
    return lines;
}

QStringList WordsFloorTest::spokenTo(const QString &party) {
    QStringList texts;
    for (const simulator::HistoryEntry &entry : m_floor->rig().carrier().carrier().board().history())
        if (entry.name == "speak"_L1 && entry.type == "command"_L1 && entry.from == party)
            texts << entry.metadata[u"body"_s][u"payload"_s].toString();
    return texts;
}

void WordsFloorTest::whoAsksForAPersonGetsOneWhoKnowsWhatWasSaid() {
    begin();
    const QString queue = m_floor->queue(u"People"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"ai"_s}, {u"queueId"_s, queue}, {u"text"_s, u"Ask for the name."_s}});
    m_floor->phone(u"agent"_s, LegScript{.ring = Ms{600'000}}); // rings on
    m_floor->ready(u"agent"_s);
    // He says nothing by himself.
    const QString call = m_floor->caller(kCaller, LegScript{.lines = {{Ms{600'000}, u"Still there?"_s}}});
    const QStringList said{u"assistant: Hello, how can I help?"_s, u"caller: My router is broken."_s,
                           u"assistant: I understand. Could you tell me a little more?"_s, u"caller: Let me have an agent, please."_s};
    SOON_IS(transcript(u"supervisor"_s, call), said.first(1));
    say(u"My router is broken."_s);
    SOON_IS(transcript(u"supervisor"_s, call), said.first(3));
    QCOMPARE(m_floor->stage(call), u"assistant"_s);
    say(u"Let me have an agent, please."_s);
    SOON_IS(m_floor->stage(call), u"offered"_s);
    // Before he answers.
    SOON_IS(transcript(u"agent"_s, call), said);
    QStringList live;
    for (const Event &event : m_floor->rig().events())
        if (event.kind == EventKind::AiUpdate) {
            const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
            QCOMPARE(update[u"callId"_s].toString(), call);
            QCOMPARE(update[u"type"_s].toString(), u"transcription"_s);
            const QJsonObject data = update[u"data"_s].toObject();
            QVERIFY(data[u"isFinal"_s].toBool() && !data[u"at"_s].toString().isEmpty());
            live << data[u"who"_s].toString() + u": "_s + data[u"text"_s].toString();
        }
    live.sort();
    QStringList sorted = said;
    sorted.sort();
    QCOMPARE(live, sorted); // each once
    for (simulator::Leg *leg : m_floor->legs(kAgent)) m_floor->rig().carrier().carrier().board().answer(*leg);
    SOON(m_floor->hear(kCaller, kAgent));
    // His call now, and nobody else's.
    QCOMPARE(status(u"agent"_s, u"/api/calls/%1/transcript"_s.arg(call)), 200);
    QCOMPARE(status(u"other"_s, u"/api/calls/%1/transcript"_s.arg(call)), 403);
    QCOMPARE(status(u"supervisor"_s, u"/api/calls/%1/transcript"_s.arg(call)), 200);
    QCOMPARE(status(u"agent"_s, u"/api/calls/none/transcript"_s), 404);
    // Who is asked to take it over reads it while his phone rings.
    m_floor->phone(u"other"_s, LegScript{.ring = Ms{600'000}});
    m_floor->ready(u"other"_s);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"consult"_s, {{u"agentId"_s, m_floor->rig().userId(u"other"_s).text()}}), 200);
    SOON_IS(status(u"other"_s, u"/api/calls/%1/transcript"_s.arg(call)), 200);
    QCOMPARE(transcript(u"other"_s, call), said);
}

void WordsFloorTest::notesAreReadByWhoMaySeeTheCall() {
    begin();
    const QString queue = m_floor->queue(u"People"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    SOON(m_floor->hear(kCaller, kAgent));
    const QString path = u"/api/calls/%1/notes"_s.arg(call);
    Rig &rig = m_floor->rig();
    const HttpAnswer added = rig.post(u"agent"_s, path, {{u"text"_s, u" Wants a copy of the bill. "_s}});
    QCOMPARE(added.status, 200);
    QCOMPARE(added.object()[u"text"_s].toString(), u"Wants a copy of the bill."_s);
    QCOMPARE(added.object()[u"authorId"_s].toString(), rig.userId(u"agent"_s).text());
    QCOMPARE(rig.post(u"agent"_s, path, {{u"text"_s, u"  "_s}}).status, 400);
    QCOMPARE(rig.post(u"other"_s, path, {{u"text"_s, u"Me too"_s}}).status, 403);
    QCOMPARE(status(u"other"_s, path), 403);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON_IS(rig.status(call), u"COMPLETED"_s);
    QCOMPARE(rig.post(u"supervisor"_s, path, {{u"text"_s, u"Sent."_s}}).status, 200); // also afterwards
    const QJsonArray notes = rig.get(u"agent"_s, path).object()[u"notes"_s].toArray();
    QCOMPARE(notes.size(), 2);
    QCOMPARE(notes[0].toObject(), added.object());
    QCOMPARE(notes[1].toObject()[u"text"_s].toString(), u"Sent."_s);
    QVERIFY(!notes[1].toObject()[u"author"_s].toString().isEmpty());
}

void WordsFloorTest::whoWaitsIsToldWhereHeStands() {
    begin([](EngineOptions &o) {
        o.policy.holdMusic = u"https://music.example.com/wait.mp3"_s;
        o.policy.announceLanguage = u"de"_s;
    });
    const QString queue = m_floor->queue(u"People"_s, {u"agent"_s}, {{u"announceEverySeconds"_s, 5}, {u"announcePosition"_s, true}});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    const QString first = m_floor->caller(kCaller);
    SOON_IS(m_floor->stage(first), u"queued"_s);
    const QString second = m_floor->caller(kAnother);
    SOON(spokenTo(kCaller).contains(u"Sie sind als Nächstes an der Reihe."_s));
    SOON(spokenTo(kAnother).contains(u"Sie sind auf Platz 2 der Warteschlange."_s));
    m_floor->ready(u"agent"_s);
    SOON(m_floor->hear(kCaller, kAgent));
    QCOMPARE(m_floor->stage(second), u"queued"_s);
}

void WordsFloorTest::whatHappenedOnACallIsToldInOrder() {
    begin();
    const QString queue = m_floor->queue(u"People"_s, {u"agent"_s});
    m_floor->route({{u"to"_s, u"queue"_s}, {u"queueId"_s, queue}});
    m_floor->ready(u"agent"_s);
    const QString call = m_floor->caller(kCaller);
    SOON(m_floor->hear(kCaller, kAgent));
    Rig &rig = m_floor->rig();
    const QString path = u"/api/calls/%1/events"_s.arg(call);
    QCOMPARE(rig.post(u"agent"_s, u"/api/calls/%1/notes"_s.arg(call), {{u"text"_s, u"Wants a copy."_s}}).status, 200);
    QCOMPARE(m_floor->act(u"agent"_s, call, u"hangup"_s), 200);
    SOON_IS(rig.status(call), u"COMPLETED"_s);
    const auto kinds = [&](const QString &who) {
        QStringList all;
        for (const QJsonValue moment : rig.get(who, path).object()[u"events"_s].toArray())
            all << moment[u"kind"_s].toString() + u' ' + moment[u"subject"_s].toString();
        return all;
    };
    SOON_IS(kinds(u"agent"_s).count(u"leg_ended customer"_s), 1);
    SOON_IS(kinds(u"agent"_s).count(u"leg_ended agent"_s), 1);
    const QStringList told = kinds(u"agent"_s);
    QCOMPARE(told.first(), u"leg_started customer"_s);
    QVERIFY2(told.indexOf(u"queued People"_s) < told.indexOf(u"offered People"_s), qPrintable(told.join(u'\n')));
    QVERIFY(told.indexOf(u"offered People"_s) < told.indexOf(u"connected People"_s));
    QVERIFY(told.indexOf(u"connected People"_s) < told.indexOf(u"leg_ended customer"_s));
    QCOMPARE(told.count(u"noted "_s), 1);
    QJsonArray moments = rig.get(u"supervisor"_s, path).object()[u"events"_s].toArray();
    QString before;
    for (const QJsonValue moment : moments) {
        QVERIFY(moment[u"at"_s].toString() >= before);
        before = moment[u"at"_s].toString();
        // The caller by his number; where the agent's phone is, is told to nobody.
        if (moment[u"kind"_s] == u"leg_started"_s)
            QCOMPARE(moment[u"detail"_s].toString(), moment[u"subject"_s] == u"customer"_s ? kCaller : QString());
        if (moment[u"kind"_s] != u"noted"_s) continue;
        QCOMPARE(moment[u"detail"_s].toString(), u"Wants a copy."_s);
        QCOMPARE(moment[u"personId"_s].toString(), rig.userId(u"agent"_s).text());
    }
    QCOMPARE(moments.size(), told.size()); // nobody listened, nothing was alarming
    QCOMPARE(status(u"other"_s, path), 403);
    QCOMPARE(status(u"agent"_s, u"/api/calls/none/events"_s), 404);
}

void WordsFloorTest::theAuditLogIsReadAPageAtATime() {
    begin();
    Rig &rig = m_floor->rig();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(rig.post(u"admin"_s, u"/api/teams"_s, {{u"name"_s, u"Team %1"_s.arg(i)}}).status, 200);
    QCOMPARE(status(u"supervisor"_s, u"/api/audit"_s), 403);
    QStringList all;
    for (const QJsonValue line : rig.get(u"admin"_s, u"/api/audit?limit=200"_s).object()[u"entries"_s].toArray()) all << line[u"id"_s].toString();
    QVERIFY(all.size() >= 5);
    QStringList paged;
    QString cursor;
    do {
        const QJsonObject page = rig.get(u"admin"_s, u"/api/audit?limit=2"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor)).object();
        QVERIFY(page[u"entries"_s].toArray().size() <= 2);
        for (const QJsonValue line : page[u"entries"_s].toArray()) paged << line[u"id"_s].toString();
        cursor = page[u"next"_s].toString();
    } while (!cursor.isEmpty() && paged.size() <= all.size());
    QCOMPARE(paged, all);
    const QString mine = u"/api/audit?limit=200&action=team_created&actorId="_s + rig.userId(u"admin"_s).text();
    const QJsonArray lines = rig.get(u"admin"_s, mine).object()[u"entries"_s].toArray();
    QCOMPARE(lines.size(), 5);
    QVERIFY(!lines[0][u"actor"_s].toString().isEmpty());
    QCOMPARE(lines[0][u"action"_s].toString(), u"team_created"_s);
    QCOMPARE(status(u"admin"_s, u"/api/audit?cursor=nowhere"_s), 400);
    QVERIFY(rig.get(u"admin"_s, u"/api/audit?to=2001-01-01T00:00:00Z"_s).object()[u"entries"_s].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(WordsFloorTest)
#include "tst_words.moc"
