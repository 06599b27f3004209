// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every leg, whatever is commanded in whatever order; and that a seed repeats a run exactly.
#include "tests/simulator/floor.h"

#include <QTest>

#include <set>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

namespace {

/// Commands at random, sensible and senseless, to live and dead legs, with time passing between.
class Monkey {
public:
    Monkey(quint64 seed, Floor &floor) : m_random(seed, 99), m_floor(floor) {}

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            m_floor.clock.advance(Ms{m_random.between(0, 2500)});
        }
    }

private:
    QString someLeg() { return m_legs.isEmpty() ? u"v3:nobody"_s : m_legs[m_random.between(0, m_legs.size() - 1)]; }

    void step() {
        const qint64 die = m_random.between(0, 99);
        if (die < 15) dial();
        else if (die < 22) m_legs.append(m_floor.carrier.placeInbound(u"+13125550142"_s, u"+13125550100"_s, m_floor.carrier.scripts().forCaller(u"x"_s, m_random.next())));
        else if (die < 32) m_floor.act(someLeg(), u"bridge"_s, {{u"call_control_id"_s, someLeg()}, {u"park_after_unbridge"_s, m_random.chance(0.5) ? QJsonValue(u"self"_s) : QJsonValue()}});
        else if (die < 40) conference();
        else command(die);
    }

    void dial() {
        QJsonObject extra{{u"to"_s, u"+1312555%1"_s.arg(m_random.between(1000, 9999))},
                          {u"answering_machine_detection"_s, u"premium"_s},
                          {u"timeout_secs"_s, 10}};
        if (m_random.chance(0.2)) extra.insert(u"to"_s, u"sip:agent@sip.telnyx.com"_s);
        if (m_random.chance(0.3)) extra.insert(u"link_to"_s, someLeg());
        if (m_random.chance(0.2)) extra.insert(u"bridge_on_answer"_s, true);
        if (m_random.chance(0.1)) extra.insert(u"supervise_call_control_id"_s, someLeg());
        if (m_random.chance(0.3)) extra.insert(u"record"_s, u"record-from-answer"_s);
        const QString id = Floor::idOf(m_floor.dial(extra));
        if (!id.isEmpty()) m_legs.append(id);
    }

    void conference() {
        const QString leg = someLeg();
        const auto made = m_floor.call(u"POST"_s, u"conferences"_s, {{u"call_control_id"_s, leg}, {u"name"_s, u"r%1"_s.arg(m_random.between(0, 5))}});
        const QString id = u"r%1"_s.arg(m_random.between(0, 5));
        m_floor.confer(id, u"join"_s, {{u"call_control_id"_s, someLeg()}, {u"end_conference_on_exit"_s, m_random.chance(0.2)}});
        if (m_random.chance(0.2)) m_floor.confer(id, u"leave"_s, {{u"call_control_id"_s, someLeg()}});
        if (m_random.chance(0.1)) m_floor.confer(id, u"end"_s);
        if (m_random.chance(0.3)) m_floor.confer(id, u"record_start"_s, {{u"format"_s, u"mp3"_s}});
        Q_UNUSED(made)
    }

    void command(qint64 die) {
        static const std::vector<std::pair<QString, QJsonObject>> commands{
            {u"answer"_s, {}},
            {u"answer"_s, {}},
            {u"hangup"_s, {}},
            {u"reject"_s, {{u"cause"_s, u"USER_BUSY"_s}}},
            {u"speak"_s, {{u"payload"_s, u"Hello there"_s}, {u"voice"_s, u"male"_s}}},
            {u"playback_start"_s, {{u"audio_url"_s, u"http://x/a.mp3"_s}, {u"loop"_s, u"infinity"_s}}},
            {u"playback_stop"_s, {}},
            {u"gather"_s, {}},
            {u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}}},
            {u"record_stop"_s, {}},
            {u"streaming_start"_s, {{u"stream_url"_s, u"wss://x/y"_s}}},
            {u"transcription_start"_s, {{u"transcription_tracks"_s, u"both"_s}}},
            {u"ai_assistant_start"_s, {{u"assistant"_s, QJsonObject{{u"id"_s, u"assistant-1"_s}}}}},
            {u"ai_assistant_stop"_s, {}},
            {u"enqueue"_s, {{u"queue_name"_s, u"q"_s}, {u"max_wait_time_secs"_s, 5}}},
            {u"leave_queue"_s, {}},
            {u"transfer"_s, {{u"to"_s, u"+13125550200"_s}}}};
        const auto &[name, body] = commands[static_cast<size_t>(die) % commands.size()];
        m_floor.act(someLeg(), name, body);
    }

    Random m_random;
    Floor &m_floor;
    QStringList m_legs;
};

QByteArray transcript(quint64 seed, quint64 commandSeed, int steps) {
    CarrierOptions options;
    options.seed = seed;
    Floor floor(options);
    Monkey(commandSeed, floor).run(steps);
    floor.clock.advance(std::chrono::minutes(2));
    return QJsonDocument(floor.events).toJson(QJsonDocument::Compact);
}

} // namespace

class TestLegLifecycle : public QObject {
    Q_OBJECT
private slots:
    void everyLegLivesProperly_data();
    void everyLegLivesProperly();
    void startedThingsEnd_data() { everyLegLivesProperly_data(); }
    void startedThingsEnd();
    void placesAreExclusiveAndMutual_data() { everyLegLivesProperly_data(); }
    void placesAreExclusiveAndMutual();
    void aSeedRepeatsARun();
    void timersOfEndedLegsAreTakenBack();
};

void TestLegLifecycle::everyLegLivesProperly_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed) QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestLegLifecycle::everyLegLivesProperly() {
    QFETCH(quint64, seed);
    Floor floor;
    Monkey(seed, floor).run(600);
    floor.clock.advance(std::chrono::hours(5)); // Time limits end what is still up.
    std::map<QString, QStringList> lives;
    std::set<QString> ids;
    QString lastTime;
    for (const QJsonValue event : std::as_const(floor.events)) {
        QVERIFY2(ids.insert(event["id"_L1].toString()).second, "event ids are unique");
        const QString at = event["occurred_at"_L1].toString();
        if (!at.isEmpty()) {
            QVERIFY2(at > lastTime, "times of events rise strictly");
            lastTime = at;
        }
        lives[event["payload"_L1]["call_control_id"_L1].toString()].append(event["event_type"_L1].toString());
    }
    QVERIFY(lives.size() > 50);
    QVERIFY(floor.carrier.board().liveLegs().empty());
    const QStringList after{u"call.recording.saved"_s, u"conference.recording.saved"_s, u"call.conversation_insights.generated"_s,
                            u"conference.ended"_s};
    for (const auto &[leg, types] : lives) {
        const QString life = types.join(' '_L1);
        QVERIFY2(types.first() == "call.initiated"_L1, qPrintable(life));
        QVERIFY2(types.count(u"call.initiated"_s) == 1 && types.count(u"call.hangup"_s) == 1, qPrintable(life));
        QVERIFY2(types.count(u"call.answered"_s) <= 1, qPrintable(life));
        const auto end = types.indexOf(u"call.hangup"_s);
        for (qsizetype i = end + 1; i < types.size(); ++i) QVERIFY2(after.contains(types[i]), qPrintable(life));
        const auto answered = types.indexOf(u"call.answered"_s);
        for (qsizetype i = 1; i < (answered < 0 ? end : answered); ++i) QVERIFY2(false, qPrintable(life));
    }
}

void TestLegLifecycle::startedThingsEnd() {
    QFETCH(quint64, seed);
    Floor floor;
    Monkey(seed, floor).run(600);
    floor.clock.advance(std::chrono::hours(5));
    const QStringList pairs{u"call.speak"_s, u"call.playback"_s, u"conference.participant"_s};
    std::map<QString, int> open;
    for (const QJsonValue event : std::as_const(floor.events)) {
        const QString type = event["event_type"_L1].toString();
        const QString leg = event["payload"_L1]["call_control_id"_L1].toString();
        const QString base = type.section('.'_L1, 0, 1);
        if (!pairs.contains(base)) continue;
        const bool starts = type.endsWith(".started"_L1) || type.endsWith(".joined"_L1);
        int &count = open[QString(leg + base)];
        count += starts ? 1 : -1;
        QVERIFY2(count == 0 || count == 1, qPrintable(type));
    }
    QVERIFY(!open.empty());
    for (const auto &[what, count] : open) QVERIFY2(count == 0, qPrintable(what));
}

void TestLegLifecycle::placesAreExclusiveAndMutual() {
    QFETCH(quint64, seed);
    Floor floor;
    Monkey monkey(seed, floor);
    for (int i = 0; i < 200; ++i) {
        monkey.run(3);
        for (const auto &[serial, leg] : floor.carrier.board().liveLegs()) {
            const int places = !leg->peer.isEmpty() + !leg->conferenceId.isEmpty() + !leg->queue.isEmpty();
            QVERIFY(places <= 1);
            if (!leg->peer.isEmpty()) {
                const Leg *peer = floor.carrier.board().find(leg->peer);
                QVERIFY(peer && peer->live() && peer->peer == leg->controlId);
            }
            if (!leg->conferenceId.isEmpty()) {
                Conference *conference = floor.carrier.conferences().find(leg->conferenceId);
                QVERIFY(conference && conference->active() && conference->find(leg->controlId));
            }
        }
    }
}

void TestLegLifecycle::aSeedRepeatsARun() {
    const QByteArray first = transcript(7, 1, 400);
    QVERIFY(first.size() > 10000);
    QCOMPARE(transcript(7, 1, 400), first);
    QVERIFY(transcript(8, 1, 400) != first);
}

void TestLegLifecycle::timersOfEndedLegsAreTakenBack() {
    Floor floor;
    for (int i = 0; i < 100; ++i) floor.act(floor.answered(), u"hangup"_s);
    // Time limits of hours must not pile up: only the one wake-up of the queue is left with the scheduler, and it goes
    // with the first of them.
    int runs = 0;
    while (floor.clock.runNext()) QVERIFY(++runs < 1000);
    QVERIFY(floor.clock.clock().now() - callfloor::fromMicros(1'772'463'845'000'000) < std::chrono::hours(5));
    QVERIFY(floor.carrier.board().liveLegs().empty());
}

QTEST_APPLESS_MAIN(TestLegLifecycle)
#include "tst_leg_lifecycle.moc"
