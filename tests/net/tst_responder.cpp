// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/responder.h"

#include <QTest>

using namespace callfloor::net;

class TestResponder : public QObject {
    Q_OBJECT
private slots:
    void anEmptyHandleDoesNothing();
    void theFirstReplyWins();
    void aDroppedHandleAnswers500();
    void callbacksRunWhenTheClientLeaves();
    void callbacksDoNotRunAfterTheReply();
    void aDeadContextIsNotCalled();
    void aCallbackSetTooLateRunsOnTheNextTurn();
    void aCallbackMayDropTheLastHandle();
    void filtersChangeEveryReply();
    void anAbortCountsAsTheReply();
};

namespace {

class RecordingSink final : public ReplySink {
public:
    void deliver(Reply &&reply) override { replies.push_back(std::move(reply)); }
    void cut() override { ++cuts; }
    std::vector<Reply> replies;
    int cuts = 0;
};

} // namespace

void TestResponder::anEmptyHandleDoesNothing() {
    const Responder responder;
    responder.send(Reply{});
    responder.onGone(this, [] { QFAIL("nobody was there"); });
    QVERIFY(!responder.alive());
    QVERIFY(!responder);
}

void TestResponder::theFirstReplyWins() {
    std::vector<int> statuses;
    const Responder responder = Responder::to([&](const Reply &reply) { statuses.push_back(reply.status); });
    const Responder copy = responder;
    QVERIFY(copy.alive());
    copy.send(Reply{.status = 201});
    QVERIFY(!responder.alive());
    responder.send(Reply{.status = 202});
    QCOMPARE(statuses, std::vector<int>{201});
}

void TestResponder::aDroppedHandleAnswers500() {
    int status = 0;
    {
        Responder first = Responder::to([&](const Reply &reply) { status = reply.status; });
        const Responder second = first;
        first = Responder();
        QCOMPARE(status, 0);
    }
    QCOMPARE(status, 500);
}

void TestResponder::callbacksRunWhenTheClientLeaves() {
    RecordingSink sink;
    const auto exchange = std::make_shared<Exchange>(&sink);
    const Responder responder(exchange);
    int left = 0;
    responder.onGone(this, [&] { ++left; });
    responder.onGone(this, [&] { ++left; });
    exchange->clientLeft();
    exchange->clientLeft();
    QCOMPARE(left, 2);
    QVERIFY(!responder.alive());
    responder.send(Reply{});
    QVERIFY(sink.replies.empty());
}

void TestResponder::callbacksDoNotRunAfterTheReply() {
    RecordingSink sink;
    const auto exchange = std::make_shared<Exchange>(&sink);
    const Responder responder(exchange);
    int left = 0;
    responder.onGone(this, [&] { ++left; });
    responder.send(Reply{});
    exchange->clientLeft();
    QCOMPARE(left, 0);
    QCOMPARE(sink.replies.size(), size_t(1));
}

void TestResponder::aDeadContextIsNotCalled() {
    RecordingSink sink;
    const auto exchange = std::make_shared<Exchange>(&sink);
    int left = 0;
    {
        QObject context;
        Responder(exchange).onGone(&context, [&] { ++left; });
    }
    exchange->clientLeft();
    QCOMPARE(left, 0);
}

void TestResponder::aCallbackSetTooLateRunsOnTheNextTurn() {
    RecordingSink sink;
    const auto exchange = std::make_shared<Exchange>(&sink);
    exchange->clientLeft();
    int left = 0;
    Responder(exchange).onGone(this, [&] { ++left; });
    QCOMPARE(left, 0);
    QTRY_COMPARE(left, 1);
}

void TestResponder::aCallbackMayDropTheLastHandle() {
    RecordingSink sink;
    auto exchange = std::make_shared<Exchange>(&sink);
    std::weak_ptr<Exchange> watch = exchange;
    auto holder = std::make_unique<Responder>(exchange);
    Exchange &raw = *exchange;
    holder->onGone(this, [&] { holder.reset(); });
    const std::shared_ptr<Exchange> held = std::exchange(exchange, nullptr);
    raw.clientLeft();
    QVERIFY(!holder);
    QCOMPARE(watch.use_count(), 1L);
}

void TestResponder::filtersChangeEveryReply() {
    RecordingSink sink;
    for (const bool dropped : {false, true}) {
        const Responder responder(std::make_shared<Exchange>(&sink));
        responder.addFilter([](Reply &reply) { reply.headers.push_back({"A", "1"}); });
        responder.addFilter([](Reply &reply) { reply.headers.push_back({"B", "2"}); });
        if (!dropped) responder.send(Reply{.status = 204});
    }
    QCOMPARE(sink.replies.size(), size_t(2));
    QCOMPARE(sink.replies[0].status, 204);
    QCOMPARE(sink.replies[1].status, 500);
    for (const Reply &reply : sink.replies)
        QCOMPARE(reply.headers, (std::vector<Header>{{"A", "1"}, {"B", "2"}}));
}

void TestResponder::anAbortCountsAsTheReply() {
    RecordingSink sink;
    const Responder responder(std::make_shared<Exchange>(&sink));
    int left = 0;
    responder.onGone(this, [&] { ++left; });
    responder.abort();
    responder.abort();
    responder.send(Reply{});
    QCOMPARE(sink.cuts, 1);
    QVERIFY(sink.replies.empty());
    QCOMPARE(left, 0);
}

QTEST_GUILESS_MAIN(TestResponder)
#include "tst_responder.moc"
