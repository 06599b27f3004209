// SPDX-License-Identifier: GPL-3.0-or-later
// How the client bears silence, breaks and crowds.
#include "server/telnyx/telnyx_client.h"

#include "tests/telnyx/client_fixture.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Manner = StubAnswer::Manner;

class TestTelnyxTransport : public QObject {
    Q_OBJECT

private slots:
    void silenceEndsInAmbiguity_data() {
        QTest::addColumn<int>("manner");
        QTest::newRow("no answer") << static_cast<int>(Manner::Stall);
        QTest::newRow("headers without end") << static_cast<int>(Manner::SlowHeaders);
    }
    void silenceEndsInAmbiguity() {
        QFETCH(int, manner);
        CarrierStub stub;
        stub.play({200, {}, {}, static_cast<Manner>(manner)});
        TelnyxSettings settings = settingsFor(stub);
        settings.totalTimeout = 3s;
        settings.timeScale = 10.0;
        const auto client = clientFor(settings);
        Sent sent;
        client->send(prepared(command::StopPlayback{}), sent.reply());
        QTRY_COMPARE_WITH_TIMEOUT(sent.times, 1, 20000);
        QCOMPARE(sent.result.outcome, CommandOutcome::Ambiguous);
        QVERIFY(sent.advice.retrySameId && !sent.advice.notSent);
    }

    void dialMayTakeLongerThanTheRest() {
        CarrierStub stub;
        stub.play({200, kDialAnswer, {}, Manner::Held});
        TelnyxSettings settings = settingsFor(stub);
        settings.totalTimeout = 100ms;
        const auto client = clientFor(settings);
        Sent dial, other;
        client->send(prepared(command::Dial{u"+13125550142"_s, u"+13125550100"_s}), dial.reply());
        client->send(prepared(command::StopPlayback{}), other.reply());
        QTRY_COMPARE(other.times, 1);
        QCOMPARE(other.result.outcome, CommandOutcome::Ambiguous);
        QCOMPARE(dial.times, 0);
        stub.release();
        QTRY_COMPARE(dial.times, 1);
        QCOMPARE(dial.result.outcome, CommandOutcome::Accepted);
    }

    void hugeAnswerIsNotTakenIn() {
        CarrierStub stub;
        stub.play({200, {}, {}, Manner::Endless});
        TelnyxSettings settings = settingsFor(stub);
        settings.maximumAnswerBytes = 1'000'000;
        const auto client = clientFor(settings);
        Sent sent;
        client->send(prepared(command::StopPlayback{}), sent.reply());
        QTRY_COMPARE_WITH_TIMEOUT(sent.times, 1, 20000);
        QCOMPARE(sent.result.outcome, CommandOutcome::Ambiguous);
    }

    void refusedConnectionIsKnownNotToHaveSent() {
        TelnyxSettings settings;
        {
            CarrierStub gone;
            settings = settingsFor(gone);
        }
        const auto client = clientFor(settings);
        Sent sent;
        client->send(prepared(command::Dial{u"+13125550142"_s, u"+13125550100"_s}), sent.reply());
        QTRY_COMPARE(sent.times, 1);
        QCOMPARE(sent.result.outcome, CommandOutcome::Failed);
        QVERIFY(sent.advice.notSent && sent.advice.retrySameId);
        QVERIFY(sent.result.errorText.contains(u"TELNYX_API_BASE"_s));
    }

    void handshakeWithoutEndIsKnownNotToHaveSent() {
        CarrierStub stub; // Speaks no TLS, so the handshake hangs.
        TelnyxSettings settings = settingsFor(stub);
        settings.apiBase = stub.base(u"https"_s);
        settings.connectTimeout = 200ms;
        const auto client = clientFor(settings);
        Sent sent;
        client->send(prepared(command::Dial{u"+13125550142"_s, u"+13125550100"_s}), sent.reply());
        QTRY_COMPARE_WITH_TIMEOUT(sent.times, 1, 15000);
        QCOMPARE(sent.result.outcome, CommandOutcome::Failed);
        QVERIFY(sent.advice.notSent && sent.advice.retrySameId);
        QVERIFY(stub.requests().isEmpty());
    }

    void connectTimeoutEndsWithTheConnection() {
        CarrierStub stub;
        stub.play({200, json("{'data':{'result':'ok'}}"), {}, Manner::Held});
        TelnyxSettings settings = settingsFor(stub);
        settings.connectTimeout = 200ms;
        const auto slow = clientFor(settings);
        settings.apiBase = stub.base(u"https"_s);
        const auto hanging = clientFor(settings);
        Sent answered, never;
        slow->send(prepared(command::StopPlayback{}), answered.reply());
        QTRY_COMPARE(stub.held(), 1);
        // Begun later with the same limit: once this one is over, the other one's limit has passed, too.
        hanging->send(prepared(command::StopPlayback{}), never.reply());
        QTRY_COMPARE_WITH_TIMEOUT(never.times, 1, 15000);
        QVERIFY(never.advice.notSent);
        QCOMPARE(answered.times, 0);
        stub.release();
        QTRY_COMPARE(answered.times, 1);
        QCOMPARE(answered.result.outcome, CommandOutcome::Accepted);
    }

    void addressMayEndInASlashOrHaveNoPath_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("usual") << u"/v2"_s << "/v2/calls/v3%3Aab%2Fc%3D%3D/actions/hangup"_ba;
        QTest::newRow("slash") << u"/v2/"_s << "/v2/calls/v3%3Aab%2Fc%3D%3D/actions/hangup"_ba;
        QTest::newRow("no path") << QString() << "/calls/v3%3Aab%2Fc%3D%3D/actions/hangup"_ba;
        QTest::newRow("only a slash") << u"/"_s << "/calls/v3%3Aab%2Fc%3D%3D/actions/hangup"_ba;
    }
    void addressMayEndInASlashOrHaveNoPath() {
        QFETCH(QString, path);
        QFETCH(QByteArray, target);
        CarrierStub stub;
        TelnyxSettings settings = settingsFor(stub);
        settings.apiBase.setPath(path);
        const auto client = clientFor(settings);
        Sent sent;
        client->send(prepared(command::HangUp{}), sent.reply());
        QTRY_COMPARE(sent.times, 1);
        QCOMPARE(stub.requests().first().target, target);
    }

    void sixtyAtOnceDoNotWaitForEachOther() {
        CarrierStub stub;
        stub.play([](const StubRequest &request) {
            return StubAnswer{
                200, kDialAnswer, {}, request.body.contains("+13125559999") ? Manner::Stall : Manner::Held};
        });
        TelnyxSettings settings = settingsFor(stub);
        settings.dialTimeout = 8s;
        const auto client = clientFor(settings);
        std::vector<Sent> sent(60);
        for (size_t i = 0; i < sent.size(); ++i)
            client->send(prepared(command::Dial{i == 17 ? u"+13125559999"_s : u"+13125550142"_s, u"+13125550100"_s},
                                  u"command-%1"_s.arg(i)),
                         sent[i].reply());
        // All of them are at the carrier at the same time.
        QTRY_COMPARE_WITH_TIMEOUT(stub.held(), 59, 20000);
        stub.release();
        const auto accepted = [&] {
            return std::count_if(sent.begin(), sent.end(),
                                 [](const Sent &s) { return s.result.outcome == CommandOutcome::Accepted; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(accepted(), 59, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(sent[17].times, 1, 20000);
        QCOMPARE(sent[17].result.outcome, CommandOutcome::Ambiguous);
        for (const Sent &one : sent)
            QCOMPARE(one.times, 1);
        QCOMPARE(stub.requests().size(), 60);
    }

    void moreThanThereAreConnectionsWaitTheirTurn() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        std::vector<Sent> sent(300);
        for (size_t i = 0; i < sent.size(); ++i)
            client->send(prepared(command::StopPlayback{}, u"command-%1"_s.arg(i)), sent[i].reply());
        QTRY_COMPARE_WITH_TIMEOUT(stub.requests().size(), 300, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(std::all_of(sent.begin(), sent.end(), [](const Sent &s) { return s.times == 1; }),
                                 30000);
        QSet<QByteArray> bodies;
        for (const StubRequest &request : stub.requests())
            bodies << request.body;
        QCOMPARE(bodies.size(), 300);
        for (size_t i = 0; i < sent.size(); ++i) {
            QCOMPARE(sent[i].result.outcome, CommandOutcome::Accepted);
            QCOMPARE(sent[i].result.commandId, CommandId(u"command-%1"_s.arg(i)));
        }
    }

    void brokenConnectionHarmsNoOtherRequest() {
        CarrierStub stub;
        stub.play([&](const StubRequest &request) {
            return request.body.contains("\"bad\"")
                       ? StubAnswer{200, {}, {}, Manner::Reset}
                       : StubAnswer{200, json("{'data':{'result':'ok'}}"), {}, Manner::Held};
        });
        const auto client = clientFor(settingsFor(stub));
        std::vector<Sent> sent(100);
        Sent bad;
        for (size_t i = 0; i < 50; ++i)
            client->send(prepared(command::StopPlayback{}), sent[i].reply());
        client->send(prepared(command::StopPlayback{}, u"bad"_s), bad.reply());
        for (size_t i = 50; i < 100; ++i)
            client->send(prepared(command::StopPlayback{}), sent[i].reply());
        QTRY_COMPARE(bad.times, 1);
        const auto done = [&] {
            stub.release();
            return std::all_of(sent.begin(), sent.end(), [](const Sent &s) { return s.times == 1; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(done(), 30000);
        for (const Sent &one : sent)
            QCOMPARE(one.result.outcome, CommandOutcome::Accepted);
    }

    void destructionEndsEverythingInSilence() {
        CarrierStub stub;
        stub.play({200, {}, {}, Manner::Stall});
        auto client = clientFor(settingsFor(stub));
        std::vector<Sent> sent(80);
        for (Sent &one : sent)
            client->send(prepared(command::StopPlayback{}), one.reply());
        Sent unmade;
        client->send(prepared(command::FetchLegHistory{}), unmade.reply());
        QTRY_VERIFY(stub.requests().size() > 10);
        client.reset();
        QTest::qWait(20);
        for (const Sent &one : sent)
            QCOMPARE(one.times, 0);
    }

    void callbackMayDestroyTheClient() {
        CarrierStub stub;
        auto client = clientFor(settingsFor(stub));
        bool told = false;
        client->send(prepared(command::StopPlayback{}), [&](const CommandResult &, const RetryAdvice &) {
            told = true;
            client.reset();
        });
        client->send(prepared(command::StopPlayback{}), [&](const CommandResult &, const RetryAdvice &) {
            told = true;
            client.reset();
        });
        QTRY_VERIFY(told);
        QTest::qWait(20);
        QVERIFY(!client);
    }
};

QTEST_GUILESS_MAIN(TestTelnyxTransport)
#include "tst_telnyx_transport.moc"
