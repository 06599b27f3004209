// SPDX-License-Identifier: GPL-3.0-or-later
// The whole simulator over real HTTP, on a virtual clock.
#include "tests/simulator/http_floor.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

class TestSimulatorHttp : public QObject, private HttpFloor {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void theApiIsServed();
    void badRequestsAreRefused();
    void idsMayBeEscaped();
    void tokensArePlainText();
    void eventsArriveSigned();
    void faultsHappen_data();
    void faultsHappen();
    void aLostAnswerIsRepeatedSafely();
    void aClientThatRepeatsByItselfDialsOnce();
    void stallsFollowTheClock_data();
    void stallsFollowTheClock();
    void throttledAnswersCarryHeaders();
    void recordingsCanBeFetched();
    void theStateIsShown();
    void peopleCanBePlayed();
    void scriptsAreBound();
    void callersAndMessagesComeIn();
    void faultsAreListedAndCleared();
    void webhookFaultsAreSetAndCleared();
    void wrongControlsAreRefused_data();
    void wrongControlsAreRefused();
    void theSameSeedGivesTheSameBytes();
    void theDemoProfileIsAgreeable();
    void itRunsOnTheMachinesClock();
    void aTakenPortIsToldOf();
    void withoutSeedEachRunDiffers();
};

void TestSimulatorHttp::init() {
    receiver = std::make_unique<Receiver>();
    QVERIFY(receiver->listening);
    SimulatorOptions options;
    options.seed = 11;
    options.webhooks.url = receiver->url();
    make(options);
    client = std::make_unique<QNetworkAccessManager>();
}

void TestSimulatorHttp::cleanup() {
    client.reset();
    sim.reset();
    clock.reset();
    receiver.reset();
}

void TestSimulatorHttp::theApiIsServed() {
    QCOMPARE(sim->apiBase(), u"http://127.0.0.1:%1/v2"_s.arg(sim->port()));
    const Answer made = dial();
    QCOMPARE(made.status, 200);
    QCOMPARE(made.contentType, QByteArray("application/json"));
    QCOMPARE(made.headers.at("x-ratelimit-limit"), QByteArray("150"));
    const Answer list = send("GET", u"/v2/connections/1684641123236054244/active_calls?page%5Blimit%5D=5"_s);
    QCOMPARE(list.json()["data"_L1][0]["call_control_id"_L1], made.json()["data"_L1]["call_control_id"_L1]);
    const Answer filtered = send("GET", u"/v2/call_events?filter%5Btype%5D=command"_s);
    QCOMPARE(filtered.json()["data"_L1].toArray().size(), 1);
}

void TestSimulatorHttp::badRequestsAreRefused() {
    QCOMPARE(send("POST", u"/v2/calls"_s, {}, {}).status, 401);
    QCOMPARE(send("POST", u"/v2/calls"_s).code(), u"10004"_s);
    QCOMPARE(send("GET", u"/v2/nowhere"_s).status, 404);
    QCOMPARE(send("GET", u"/elsewhere"_s).status, 404);
    QCOMPARE(send("GET", u"/"_s).status, 404);
    QNetworkRequest request{QUrl(QString(sim->apiBase() + "/calls"_L1))};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization", "Bearer KEY");
    for (const QByteArray &body : {QByteArray("{\"to\":"), QByteArray("[1]"), QByteArray("{\"to\": \"\xff\"}")}) {
        QNetworkReply *reply = client->post(request, body);
        QTRY_VERIFY(reply->isFinished());
        const Answer answer = finish(reply);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.code(), u"10015"_s);
    }
    QVERIFY(sim->carrier().dialsJson().isEmpty());
}

void TestSimulatorHttp::idsMayBeEscaped() {
    const QString id = answered();
    const QString escaped = QString::fromLatin1(QUrl::toPercentEncoding(id));
    QVERIFY(escaped.startsWith("v3%3A"_L1));
    QCOMPARE(send("POST", u"/v2/calls/%1/actions/hangup"_s.arg(escaped)).status, 200);
    QCOMPARE(send("POST", u"/v2/calls/%1/actions/hangup"_s.arg(escaped)).code(), u"90018"_s);
}

void TestSimulatorHttp::tokensArePlainText() {
    const Answer made = send("POST", u"/v2/telephony_credentials"_s, {{u"connection_id"_s, u"1"_s}});
    QCOMPARE(made.status, 201);
    const Answer token = send("POST", u"/v2/telephony_credentials/%1/token"_s.arg(made.json()["data"_L1]["id"_L1].toString()));
    QCOMPARE(token.status, 201);
    QCOMPARE(token.contentType, QByteArray("text/plain"));
    QCOMPARE(token.body.count('.'), 2);
}

void TestSimulatorHttp::eventsArriveSigned() {
    const QString id = answered();
    send("POST", u"/v2/calls/%1/actions/hangup"_s.arg(id));
    settle();
    QStringList types = receivedTypes();
    types.sort(); // Deliveries may overtake each other.
    QCOMPARE(types, (QStringList{u"call.answered"_s, u"call.hangup"_s, u"call.initiated"_s}));
    for (const auto &one : receiver->received) QVERIFY(Receiver::verifies(one, sim->publicKeyBase64()));
}

void TestSimulatorHttp::faultsHappen_data() {
    QTest::addColumn<QJsonObject>("rule");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("dials");
    QTest::newRow("429") << QJsonObject{{u"kind"_s, 429}} << 429 << 0;
    QTest::newRow("500") << QJsonObject{{u"kind"_s, 500}} << 500 << 0;
    QTest::newRow("500 though placed") << QJsonObject{{u"kind"_s, 500}, {u"executed"_s, true}} << 500 << 1;
    QTest::newRow("HTML from a gateway") << QJsonObject{{u"kind"_s, 502}} << 502 << 0;
    QTest::newRow("reset") << QJsonObject{{u"kind"_s, u"reset"_s}} << 0 << 0;
    QTest::newRow("lost though placed") << QJsonObject{{u"kind"_s, u"lost"_s}} << 0 << 1;
    QTest::newRow("broken JSON") << QJsonObject{{u"kind"_s, u"broken_json"_s}} << 200 << 1;
    QTest::newRow("broken JSON, not placed") << QJsonObject{{u"kind"_s, u"broken_json"_s}, {u"executed"_s, false}} << 200 << 0;
    QTest::newRow("of another endpoint") << QJsonObject{{u"kind"_s, 500}, {u"endpoint"_s, u"hangup"_s}} << 200 << 1;
}

void TestSimulatorHttp::faultsHappen() {
    QFETCH(QJsonObject, rule);
    QFETCH(int, status);
    QFETCH(int, dials);
    if (!rule.contains("endpoint"_L1)) rule.insert(u"endpoint"_s, u"dial"_s);
    rule.insert(u"count"_s, 1);
    QCOMPARE(control("POST", u"faults"_s, rule).status, 200);
    const QByteArray answer = dialOnce();
    if (status == 0) QCOMPARE(answer, QByteArray());
    else QCOMPARE(answer.left(12), QByteArray("HTTP/1.1 " + QByteArray::number(status)));
    const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
    const bool whole = status != 0 && QJsonDocument::fromJson(body).isObject();
    const bool broken = rule["kind"_L1].toString() == "broken_json"_L1;
    QCOMPARE(whole, status != 0 && status != 502 && !broken);
    if (broken) QVERIFY(!body.isEmpty());
    QCOMPARE(sim->carrier().dialsJson().size(), dials);
    // Only one request was to be hit.
    QCOMPARE(dial().status, 200);
}

void TestSimulatorHttp::aLostAnswerIsRepeatedSafely() {
    control("POST", u"faults"_s, {{u"endpoint"_s, u"dial"_s}, {u"kind"_s, u"lost"_s}, {u"count"_s, 1}});
    const QJsonObject body{{u"command_id"_s, u"intent-1"_s}};
    QCOMPARE(dialOnce(body), QByteArray());
    const Answer again = dial(body);
    QCOMPARE(again.status, 200);
    const QJsonObject dials = control("GET", u"dials"_s).json();
    QCOMPARE(dials["dials"_L1].toArray().size(), 1);
    QCOMPARE(dials["dials"_L1][0]["command_id"_L1].toString(), u"intent-1"_s);
    QCOMPARE(dials["dials"_L1][0]["call_control_id"_L1], again.json()["data"_L1]["call_control_id"_L1]);
    QCOMPARE(control("GET", u"counters"_s).json()["repeated_commands"_L1].toInt(), 1);
}

void TestSimulatorHttp::aClientThatRepeatsByItselfDialsOnce() {
    control("POST", u"faults"_s, {{u"endpoint"_s, u"dial"_s}, {u"kind"_s, u"lost"_s}, {u"count"_s, 1}});
    // Qt's client repeats the POST without telling; the command_id makes that harmless.
    QCOMPARE(dial({{u"command_id"_s, u"intent-1"_s}}).status, 200);
    QCOMPARE(sim->carrier().dialsJson().size(), 1);
    QCOMPARE(sim->carrier().requests().at(u"dial"_s), 2);
}

void TestSimulatorHttp::stallsFollowTheClock_data() {
    QTest::addColumn<bool>("executed");
    QTest::newRow("answered late") << true;
    QTest::newRow("done late") << false;
}

void TestSimulatorHttp::stallsFollowTheClock() {
    QFETCH(bool, executed);
    control("POST", u"faults"_s, {{u"kind"_s, u"stall"_s}, {u"delay_ms"_s, 10000}, {u"count"_s, 1}, {u"executed"_s, executed}});
    QNetworkReply *reply = start("POST", u"/v2/calls"_s, dialBody());
    QTRY_COMPARE(sim->faults().hits(), 1);
    QCOMPARE(sim->carrier().dialsJson().size(), executed ? 1 : 0);
    clock->advance(Ms{9999});
    QVERIFY(!reply->isFinished());
    clock->advance(Ms{1});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(finish(reply).status, 200);
    QCOMPARE(sim->carrier().dialsJson().size(), 1);
}

void TestSimulatorHttp::throttledAnswersCarryHeaders() {
    control("POST", u"faults"_s, {{u"kind"_s, 429}, {u"retry_after_s"_s, 2}, {u"retry_after_ms"_s, 1500}, {u"count"_s, 1}});
    const Answer answer = dial();
    QCOMPARE(answer.code(), u"10011"_s);
    QCOMPARE(answer.headers.at("retry-after"), QByteArray("2"));
    QCOMPARE(answer.headers.at("retry-after-ms"), QByteArray("1500"));
    QCOMPARE(answer.headers.at("x-ratelimit-remaining"), QByteArray("0"));
}

void TestSimulatorHttp::recordingsCanBeFetched() {
    for (const QString &format : {u"wav"_s, u"mp3"_s}) {
        const QString id = answered();
        send("POST", u"/v2/calls/%1/actions/record_start"_s.arg(id), {{u"format"_s, format}, {u"channels"_s, u"dual"_s}});
        clock->advance(Ms{3600});
        send("POST", u"/v2/calls/%1/actions/hangup"_s.arg(id));
        clock->advance(Ms{1000});
        const QJsonObject recording = send("GET", u"/v2/recordings"_s).json()["data"_L1][0].toObject();
        const QUrl url(recording["download_urls"_L1][format].toString());
        QCOMPARE(url.port(), int{sim->port()});
        const QString path = QString(url.path() + '?'_L1 + url.query());
        const Answer audio = send("GET", path, {}, {});
        QCOMPARE(audio.status, 200);
        QCOMPARE(audio.contentType, format == "wav"_L1 ? QByteArray("audio/wav") : QByteArray("audio/mpeg"));
        QVERIFY(audio.body.size() > 10000);
        QCOMPARE(send("GET", path).status, 400); // With an Authorization header.
        clock->advance(std::chrono::minutes(11));
        QCOMPARE(send("GET", path, {}, {}).status, 403);
    }
    QCOMPARE(send("GET", u"/_media/recordings/none.wav?X-Sim-Until=99999999999"_s, {}, {}).status, 404);
}

void TestSimulatorHttp::theStateIsShown() {
    const QString a = answered(), b = answered();
    send("POST", u"/v2/calls/%1/actions/bridge"_s.arg(a), {{u"call_control_id"_s, b}});
    const QJsonObject state = control("GET", u"state"_s).json();
    QCOMPARE(state["legs"_L1].toArray().size(), 2);
    QCOMPARE(state["legs"_L1][0]["peer"_L1].toString(), b);
    send("POST", u"/v2/conferences"_s, {{u"call_control_id"_s, b}, {u"name"_s, u"room"_s}});
    QCOMPARE(control("GET", u"state"_s).json()["conferences"_L1][0]["participants"_L1][0]["role"_L1].toString(), u"none"_s);
    const QJsonObject counters = control("GET", u"counters"_s).json();
    QCOMPARE(counters["legs_up"_L1].toInt(), 2);
    QCOMPARE(counters["legs_up_max"_L1].toInt(), 2);
    QCOMPARE(counters["dials"_L1].toInt(), 2);
    QCOMPARE(counters["dials_by_number"_L1]["+13125550142"_L1].toInt(), 2);
    QCOMPARE(counters["requests"_L1].toObject(), (QJsonObject{{u"bridge"_s, 1}, {u"conferences.create"_s, 1}, {u"dial"_s, 2}}));
    settle();
    const QJsonObject webhooks = control("GET", u"counters"_s).json()["webhooks"_L1].toObject();
    QCOMPARE(webhooks["events"_L1].toInt(), receiver->count());
    QCOMPARE(webhooks["acked"_L1].toInt(), receiver->count());
    const QJsonObject index = send("GET", u"/_sim"_s, {}, {}).json();
    QCOMPARE(index["public_key"_L1].toString(), QString::fromLatin1(sim->publicKeyBase64()));
    QVERIFY(index["endpoints"_L1].toArray().contains(u"conferences.join"_s));
}

void TestSimulatorHttp::peopleCanBePlayed() {
    const QString id = answered();
    send("POST", u"/v2/calls/%1/actions/transcription_start"_s.arg(id));
    QCOMPARE(control("POST", u"legs/%1/press"_s.arg(id), {{u"digits"_s, u"12"_s}}).status, 200);
    QCOMPARE(control("POST", u"legs/%1/say"_s.arg(id), {{u"text"_s, u"Hello there"_s}}).status, 200);
    QCOMPARE(control("POST", u"legs/%1/hold"_s.arg(id)).status, 200);
    QCOMPARE(control("POST", u"legs/%1/hold"_s.arg(id)).status, 200);
    QCOMPARE(control("POST", u"legs/%1/unhold"_s.arg(id)).status, 200);
    QCOMPARE(control("POST", u"legs/%1/hangup"_s.arg(id)).status, 200);
    QCOMPARE(control("POST", u"legs/%1/hangup"_s.arg(id)).status, 404);
    settle();
    QStringList types = receivedTypes();
    types.sort();
    QCOMPARE(types, (QStringList{u"call.answered"_s, u"call.dtmf.received"_s, u"call.dtmf.received"_s, u"call.hangup"_s, u"call.hold"_s,
                                 u"call.initiated"_s, u"call.transcription"_s, u"call.unhold"_s}));
    const auto &counts = sim->carrier().board().hangupCounts();
    QCOMPARE(counts.at(u"normal_clearing"_s), 1);
}

void TestSimulatorHttp::scriptsAreBound() {
    QCOMPARE(control("POST", u"scripts"_s, {{u"number"_s, u"+13125550142"_s}, {u"script"_s, u"busy,ring=1s"_s}}).status, 200);
    control("POST", u"scripts"_s, {{u"ending"_s, u"77"_s}, {u"script"_s, QJsonObject{{u"outcome"_s, u"reject"_s}, {u"ring_ms"_s, 1000}}}});
    control("POST", u"scripts"_s, {{u"next"_s, true}, {u"script"_s, u"invalid,ring=1s"_s}});
    dial(); // The one that was queued.
    dial();
    dial({{u"to"_s, u"+13125550177"_s}});
    control("POST", u"clock"_s, {{u"advance_ms"_s, 2000}});
    const auto &counts = sim->carrier().board().hangupCounts();
    QCOMPARE(counts, (std::map<QString, int>{{u"call_rejected"_s, 1}, {u"not_found"_s, 1}, {u"user_busy"_s, 1}}));
    QCOMPARE(control("DELETE", u"scripts"_s).status, 200);
    dial({{u"to"_s, u"+13125550486"_s}});
    control("POST", u"clock"_s, {{u"advance_ms"_s, 2000}});
    QCOMPARE(counts.at(u"user_busy"_s), 2);
}

void TestSimulatorHttp::callersAndMessagesComeIn() {
    const Answer call = control("POST", u"calls"_s, {{u"from"_s, u"+13125550155"_s}, {u"name"_s, u"KIM"_s}, {u"script"_s, u"answer,patience=1s"_s}});
    QVERIFY(call.json()["call_control_id"_L1].toString().startsWith("v3:"_L1));
    QVERIFY(control("POST", u"messages"_s, {{u"from"_s, u"+13125550155"_s}, {u"text"_s, u"Hi"_s}}).json().contains("id"_L1));
    clock->advance(Ms{1000});
    settle();
    QStringList types = receivedTypes();
    types.sort();
    QCOMPARE(types, (QStringList{u"call.hangup"_s, u"call.initiated"_s, u"message.received"_s}));
    QCOMPARE(control("PUT", u"inbound"_s, {{u"per_minute"_s, 600}}).status, 200);
    clock->advance(std::chrono::seconds(20));
    QVERIFY(sim->inbound().placed() > 100);
}

void TestSimulatorHttp::faultsAreListedAndCleared() {
    control("POST", u"faults"_s, {{u"kind"_s, 503}, {u"endpoint"_s, u"dial"_s}});
    dial();
    dial();
    const QJsonArray rules = control("GET", u"faults"_s).json()["faults"_L1].toArray();
    QCOMPARE(rules.size(), 1);
    QCOMPARE(rules[0]["hits"_L1].toInt(), 2);
    QCOMPARE(control("DELETE", u"faults"_s).status, 200);
    QCOMPARE(dial().status, 200);
    // The controls themselves are never hit.
    control("POST", u"faults"_s, {{u"kind"_s, 500}});
    QCOMPARE(control("GET", u"faults"_s).status, 200);
}

void TestSimulatorHttp::webhookFaultsAreSetAndCleared() {
    const Answer set = control("POST", u"webhooks"_s, {{u"duplicate"_s, 100}, {u"copies"_s, 2}});
    QCOMPARE(set.json()["copies"_L1].toInt(), 2);
    dial();
    settle();
    QCOMPARE(receiver->count(), 3);
    QCOMPARE(receiver->received[0].eventId(), receiver->received[2].eventId());
    QCOMPARE(control("DELETE", u"webhooks"_s).json()["duplicate"_L1]["percent"_L1].toInt(), 0);
    Receiver other;
    control("POST", u"webhooks"_s, {{u"url"_s, other.url()}});
    dial();
    settle();
    QCOMPARE(other.count(), 1);
    QCOMPARE(receiver->count(), 3);
}

void TestSimulatorHttp::wrongControlsAreRefused_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown") << QByteArray("GET") << u"nothing"_s << QJsonObject{} << 404;
    QTest::newRow("fault") << QByteArray("POST") << u"faults"_s << QJsonObject{{u"kind"_s, u"flood"_s}} << 400;
    QTest::newRow("webhooks") << QByteArray("POST") << u"webhooks"_s << QJsonObject{{u"lose"_s, 200}} << 400;
    QTest::newRow("script") << QByteArray("POST") << u"scripts"_s << QJsonObject{{u"number"_s, u"+1"_s}, {u"script"_s, u"tired"_s}} << 400;
    QTest::newRow("no script") << QByteArray("POST") << u"scripts"_s << QJsonObject{{u"number"_s, u"+1"_s}} << 400;
    QTest::newRow("script for nobody") << QByteArray("POST") << u"scripts"_s << QJsonObject{{u"script"_s, u"busy"_s}} << 400;
    QTest::newRow("caller") << QByteArray("POST") << u"calls"_s << QJsonObject{{u"script"_s, u"tired"_s}} << 400;
    QTest::newRow("rate") << QByteArray("PUT") << u"inbound"_s << QJsonObject{{u"per_minute"_s, -1}} << 400;
    QTest::newRow("leg") << QByteArray("POST") << u"legs/v3:nobody/hangup"_s << QJsonObject{} << 404;
}

void TestSimulatorHttp::wrongControlsAreRefused() {
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    QTEST(control(method, path, body).status, "status");
}

void TestSimulatorHttp::theSameSeedGivesTheSameBytes() {
    const auto run = [this](quint64 seed) -> QByteArray {
        SimulatorOptions options;
        options.seed = seed;
        options.inbound.perMinute = 20;
        make(options);
        for (int i = 0; i < 20; ++i) {
            const Answer made = dial({{u"to"_s, u"+1312555%1"_s.arg(2000 + i)}, {u"answering_machine_detection"_s, u"premium"_s}});
            clock->advance(Ms{9500});
            send("POST", u"/v2/calls/%1/actions/record_start"_s.arg(made.json()["data"_L1]["call_control_id"_L1].toString()),
                 {{u"format"_s, u"wav"_s}, {u"channels"_s, u"dual"_s}});
        }
        clock->advance(std::chrono::minutes(5));
        QByteArray all;
        const int pages = send("GET", u"/v2/call_events?page%5Bsize%5D=250"_s).json()["meta"_L1]["total_pages"_L1].toInt();
        for (int page = 1; page <= pages; ++page)
            all += send("GET", u"/v2/call_events?page%5Bsize%5D=250&page%5Bnumber%5D=%1"_s.arg(page)).body;
        // The port is of this run; it stands in the links to recordings.
        return all.replace(QByteArray::number(sim->port()), "PORT") + sim->publicKeyBase64();
    };
    const QByteArray first = run(99);
    QVERIFY(first.contains("call.recording.saved"));
    QCOMPARE(run(99), first);
    QVERIFY(run(98) != first);
}

void TestSimulatorHttp::theDemoProfileIsAgreeable() {
    SimulatorOptions options = demoProfile();
    options.seed = 5;
    make(options);
    for (int i = 0; i < 300; ++i) {
        dial({{u"to"_s, u"+1312555%1"_s.arg(1000 + i)}});
        clock->advance(Ms{1000});
    }
    sim->inbound().setRate(0);
    clock->advance(std::chrono::minutes(3));
    QVERIFY(sim->carrier().board().liveLegs().empty());
    const auto &counts = sim->carrier().board().hangupCounts();
    for (const QString &cause : {u"normal_clearing"_s, u"user_busy"_s, u"timeout"_s, u"not_found"_s, u"originator_cancel"_s})
        QVERIFY2(counts.count(cause) == 1, qPrintable(cause));
    const int answeredCalls = sim->carrier().board().eventCounts().at(u"call.answered"_s);
    QVERIFY2(answeredCalls > 190 && answeredCalls < 255, qPrintable(QString::number(answeredCalls)));
    QVERIFY2(sim->inbound().placed() > 30 && sim->inbound().placed() < 75, qPrintable(QString::number(sim->inbound().placed())));
}

void TestSimulatorHttp::itRunsOnTheMachinesClock() {
    SystemScheduler scheduler;
    SimulatorOptions options;
    options.carrier.timeScale = 100;
    options.webhooks.url = receiver->url();
    options.webhooks.latencyMs = {0, 5};
    sim = std::make_unique<Simulator>(options, scheduler);
    QVERIFY(sim->start().ok());
    sim->carrier().scripts().queueNext({.ring = Ms{1000}, .talk = Ms{5000}});
    QCOMPARE(dial().status, 200);
    QCOMPARE(control("POST", u"clock"_s, {{u"advance_ms"_s, 1}}).status, 400);
    QTRY_COMPARE(receiver->count(), 3);
    QVERIFY(receivedTypes().contains(u"call.hangup"_s));
    QTRY_COMPARE(sim->sender().counts().acked, 3);
    sim.reset();
}

void TestSimulatorHttp::aTakenPortIsToldOf() {
    SimulatorOptions options;
    options.port = sim->port();
    Simulator second(options, *clock);
    const auto started = second.start();
    QVERIFY(!started.ok());
    QVERIFY(!started.error().message.isEmpty());
}

void TestSimulatorHttp::withoutSeedEachRunDiffers() {
    const Simulator a({}, *clock), b({}, *clock);
    QVERIFY(a.seed() != b.seed());
    QVERIFY(a.publicKeyBase64() != b.publicKeyBase64());
}

QTEST_GUILESS_MAIN(TestSimulatorHttp)
#include "tst_simulator_http.moc"
