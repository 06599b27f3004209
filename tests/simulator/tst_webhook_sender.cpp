// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/scheduler.h"
#include "server/simulator/webhook_sender.h"
#include "tests/simulator/receiver.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace callfloor;
using namespace callfloor::simulator;
using namespace Qt::StringLiterals;

namespace {

OutgoingWebhook hook(int number, const QString &url = {}) {
    const QJsonObject data{{u"record_type"_s, u"event"_s}, {u"event_type"_s, u"call.answered"_s}, {u"id"_s, u"event-%1"_s.arg(number)}};
    return {.event = QJsonObject{{u"data"_s, data}}, .url = url};
}

} // namespace

class TestWebhookSender : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void keysComeFromTheSeed();
    void deliveriesAreSigned();
    void manyGoAtOnce();
    void retriesAreSignedAnew_data();
    void retriesAreSignedAnew();
    void otherRefusalsAreFinal_data();
    void otherRefusalsAreFinal();
    void noAnswerIsRetried();
    void aCutConnectionIsRetriedOpenly();
    void nobodyThereIsRetriedThenGivenUp();
    void theFailoverComesLast();
    void legsMayHaveTheirOwnRetries();
    void duplicatesHaveTheSameId();
    void shuffledDeliveriesOvertake();
    void lostOnesNeverCome();
    void forgeriesDoNotVerify();
    void acceptedForgeriesAreNoticed();
    void withoutAddressNothingIsSent();
    void itMayDieWithRequestsUnderWay();

private:
    void make(const WebhookOptions &changes = {}) {
        options = changes;
        options.latencyMs = {0, 0};
        if (options.url.isEmpty()) options.url = receiver->url();
        sender = std::make_unique<WebhookSender>(options, 5, clock);
    }
    QByteArray key() const { return sender->key().publicKeyBase64(); }

    ManualScheduler clock;
    WebhookOptions options;
    std::unique_ptr<Receiver> receiver;
    std::unique_ptr<WebhookSender> sender;
};

void TestWebhookSender::init() {
    receiver = std::make_unique<Receiver>();
    QVERIFY(receiver->listening);
}

void TestWebhookSender::cleanup() {
    sender.reset();
    receiver.reset();
}

void TestWebhookSender::keysComeFromTheSeed() {
    const SigningKey a(1), again(1), b(2);
    QCOMPARE(QByteArray::fromBase64(a.publicKeyBase64()).size(), 32);
    QCOMPARE(a.publicKeyBase64(), again.publicKeyBase64());
    QVERIFY(a.publicKeyBase64() != b.publicKeyBase64());
    QCOMPARE(a.sign("1", "x"), again.sign("1", "x"));
    QVERIFY(a.sign("1", "x") != a.sign("2", "x"));
}

void TestWebhookSender::deliveriesAreSigned() {
    make();
    QSignalSpy idle(sender.get(), &WebhookSender::idle);
    sender->send(hook(1));
    QCOMPARE(sender->pending(), 1);
    clock.advance(Ms{1});
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(receiver->count(), 1);
    const Receiver::Received &one = receiver->received[0];
    QVERIFY(Receiver::verifies(one, key()));
    QVERIFY(!Receiver::verifies(one, SigningKey(6).publicKeyBase64()));
    QCOMPARE(one.timestamp.toLongLong(), toMicros(clock.clock().now()) / 1'000'000);
    QCOMPARE(one.agent, QByteArray("telnyx-webhooks"));
    QCOMPARE(one.contentType, QByteArray("application/json"));
    QCOMPARE(one.json()["meta"_L1].toObject(), (QJsonObject{{u"attempt"_s, 1}, {u"delivered_to"_s, receiver->url()}}));
    QCOMPARE(sender->counts().acked, 1);
    QCOMPARE(sender->pending(), 0);
}

void TestWebhookSender::manyGoAtOnce() {
    make();
    receiver->answers = std::vector<int>(12, 0);
    for (int i = 0; i < 40; ++i) sender->send(hook(i));
    clock.advance(Ms{1});
    // Twelve connections are held; no more are opened, and the rest waits outside.
    QTRY_COMPARE(receiver->held.size(), size_t{12});
    QCOMPARE(sender->counts().posted, 12);
    for (const net::Responder &responder : receiver->held) responder.send({.status = 200, .body = "{}"});
    QTRY_COMPARE(sender->counts().acked, 40);
    std::set<QString> ids;
    for (const auto &one : receiver->received) ids.insert(one.eventId());
    QCOMPARE(ids.size(), size_t{40});
}

void TestWebhookSender::retriesAreSignedAnew_data() {
    QTest::addColumn<int>("status");
    for (const int status : {408, 429, 500, 502, 503, 504}) QTest::addRow("%d", status) << status;
}

void TestWebhookSender::retriesAreSignedAnew() {
    QFETCH(int, status);
    make();
    receiver->answers = {status, status};
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().retried, 1);
    clock.advance(Ms{499});
    QCOMPARE(sender->counts().posted, 1);
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().retried, 2);
    clock.advance(Ms{1000});
    QTRY_COMPARE(sender->counts().acked, 1);
    QCOMPARE(receiver->count(), 3);
    for (int i = 0; i < 3; ++i) {
        const auto &one = receiver->received[static_cast<size_t>(i)];
        QCOMPARE(one.eventId(), u"event-1"_s);
        QCOMPARE(one.attempt(), i + 1);
        QVERIFY(Receiver::verifies(one, key()));
    }
    QVERIFY(receiver->received[2].timestamp.toLongLong() > receiver->received[0].timestamp.toLongLong());
}

void TestWebhookSender::otherRefusalsAreFinal_data() {
    QTest::addColumn<int>("status");
    for (const int status : {301, 400, 401, 403, 404, 409, 422}) QTest::addRow("%d", status) << status;
}

void TestWebhookSender::otherRefusalsAreFinal() {
    QFETCH(int, status);
    make();
    receiver->answers = {status};
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->pending(), 0);
    QCOMPARE(sender->counts().refused, 1);
    QCOMPARE(receiver->count(), 1);
}

void TestWebhookSender::noAnswerIsRetried() {
    WebhookOptions quick;
    quick.timeout = Ms{50};
    make(quick);
    receiver->answers = {0};
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().retried, 1);
    clock.advance(Ms{500});
    QTRY_COMPARE(sender->counts().acked, 1);
    QCOMPARE(receiver->received[1].attempt(), 2);
}

void TestWebhookSender::aCutConnectionIsRetriedOpenly() {
    make();
    receiver->answers = {200, -1, -1, 200};
    for (int i = 0; i < 2; ++i) {
        sender->send(hook(i));
        clock.advance(Ms{1});
        QTRY_COMPARE(sender->counts().posted, i + 1);
        QTRY_COMPARE(receiver->count(), i + 1);
    }
    for (const int retried : {1, 2}) {
        QTRY_COMPARE(sender->counts().retried, retried);
        QCOMPARE(receiver->count(), retried + 1);
        clock.advance(Ms{1000});
    }
    QTRY_COMPARE(sender->counts().acked, 2);
    QCOMPARE(receiver->count(), 4);
    QCOMPARE(receiver->received[3].attempt(), 3);
}

void TestWebhookSender::nobodyThereIsRetriedThenGivenUp() {
    WebhookOptions gone;
    gone.url = receiver->url();
    gone.retriesMs = {10, 10};
    receiver = std::make_unique<Receiver>(); // On another port: the first is closed.
    make(gone);
    sender->send(hook(1));
    for (int attempt = 1; attempt <= 3; ++attempt) {
        clock.advance(Ms{10});
        QTRY_COMPARE(sender->counts().posted, attempt);
        QTRY_VERIFY(sender->counts().retried == attempt || sender->counts().givenUp == 1);
    }
    QCOMPARE(sender->counts().givenUp, 1);
    QCOMPARE(sender->pending(), 0);
}

void TestWebhookSender::theFailoverComesLast() {
    Receiver failover;
    WebhookOptions two;
    two.retriesMs = {10};
    two.failoverUrl = failover.url();
    make(two);
    receiver->answers = {500, 500};
    sender->send(hook(1));
    for (int retried = 1; retried <= 2; ++retried) {
        clock.advance(Ms{10});
        QTRY_COMPARE(sender->counts().retried, retried);
    }
    clock.advance(Ms{10});
    QTRY_COMPARE(sender->counts().acked, 1);
    QCOMPARE(receiver->count(), 2);
    QCOMPARE(failover.count(), 1);
    QCOMPARE(failover.received[0].attempt(), 3);
    QCOMPARE(failover.received[0].json()["meta"_L1]["delivered_to"_L1].toString(), failover.url());
}

void TestWebhookSender::legsMayHaveTheirOwnRetries() {
    make();
    receiver->answers = {500};
    OutgoingWebhook webhook = hook(1);
    webhook.retriesMs = {7000};
    sender->send(webhook);
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().retried, 1);
    clock.advance(Ms{6999});
    QCOMPARE(sender->counts().posted, 1);
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().acked, 1);
}

void TestWebhookSender::duplicatesHaveTheSameId() {
    WebhookOptions doubled;
    doubled.faults.duplicate = {1, 0};
    doubled.faults.copies = 3;
    make(doubled);
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().acked, 4);
    for (const auto &one : receiver->received) {
        QCOMPARE(one.eventId(), u"event-1"_s);
        QVERIFY(Receiver::verifies(one, key()));
    }
}

void TestWebhookSender::shuffledDeliveriesOvertake() {
    WebhookOptions shuffled;
    shuffled.faults.shuffleWindowMs = 1000;
    make(shuffled);
    for (int i = 0; i < 20; ++i) sender->send(hook(i));
    // Millisecond by millisecond, so that what falls due together is the only thing that arrives together.
    for (int i = 0; i <= 1000; ++i) {
        clock.advance(Ms{1});
        QTRY_COMPARE(sender->counts().acked, sender->counts().posted);
    }
    QCOMPARE(receiver->count(), 20);
    QStringList order, sent;
    for (const auto &one : receiver->received) order.append(one.eventId());
    for (int i = 0; i < 20; ++i) sent.append(u"event-%1"_s.arg(i));
    QVERIFY(order != sent);
    order.sort();
    sent.sort();
    QCOMPARE(order, sent);
}

void TestWebhookSender::lostOnesNeverCome() {
    make();
    sender->options().faults.lose = {0, 2};
    for (int i = 0; i < 5; ++i) sender->send(hook(i));
    clock.advance(std::chrono::minutes(10));
    QTRY_COMPARE(sender->counts().acked, 3);
    QCOMPARE(sender->counts().lost, 2);
    QCOMPARE(sender->pending(), 0);
}

void TestWebhookSender::forgeriesDoNotVerify() {
    make();
    sender->options().faults.forge = {0, 1};
    sender->options().faults.stale = {0, 1};
    sender->options().faults.corrupt = {0, 1};
    receiver->answers = {403, 403, 403, 403};
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(receiver->count(), 4);
    QTRY_COMPARE(sender->pending(), 0);
    int wrong = 0, old = 0;
    for (const auto &one : receiver->received) {
        wrong += !Receiver::verifies(one, key());
        old += toMicros(clock.clock().now()) / 1'000'000 - one.timestamp.toLongLong() > 300;
        QVERIFY(!one.json().isEmpty());
    }
    QCOMPARE(wrong, 2);
    QCOMPARE(old, 1);
    QCOMPARE(sender->counts().tampered, 3);
    QCOMPARE(sender->counts().tamperedAccepted, 0);
}

void TestWebhookSender::acceptedForgeriesAreNoticed() {
    make();
    sender->options().faults.forge = {0, 1};
    sender->send(hook(1));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().tamperedAccepted, 1);
    QTRY_COMPARE(sender->counts().acked, 1);
}

void TestWebhookSender::withoutAddressNothingIsSent() {
    make();
    sender->setUrl({});
    sender->send(hook(1));
    QCOMPARE(sender->counts().unaddressed, 1);
    QCOMPARE(sender->pending(), 0);
    sender->send(hook(2, receiver->url()));
    clock.advance(Ms{1});
    QTRY_COMPARE(sender->counts().acked, 1);
}

void TestWebhookSender::itMayDieWithRequestsUnderWay() {
    make();
    receiver->answers = {0, 0};
    sender->send(hook(1));
    sender->send(hook(2));
    clock.advance(Ms{1});
    QTRY_COMPARE(receiver->held.size(), size_t{2});
    sender.reset();
    for (const net::Responder &responder : receiver->held) responder.send({.status = 200});
    clock.advance(std::chrono::minutes(1));
    QCOMPARE(receiver->count(), 2);
}

QTEST_GUILESS_MAIN(TestWebhookSender)
#include "tst_webhook_sender.moc"
