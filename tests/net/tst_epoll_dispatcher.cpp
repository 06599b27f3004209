// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <memory>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

using namespace callfloor;
using namespace std::chrono_literals;

namespace {

/// Two connected descriptors.
struct Pair {
    std::array<int, 2> ends{-1, -1};
    Pair() { [[maybe_unused]] const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()); }
    ~Pair() { closeEnd(0); closeEnd(1); }
    Pair(const Pair &) = delete;
    Pair &operator=(const Pair &) = delete;
    void closeEnd(size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    bool send() const { return ::write(ends[1], "x", 1) == 1; }
    bool take() const {
        char byte = 0;
        return ::read(ends[0], &byte, 1) == 1;
    }
};

void oneTurn() { QCoreApplication::processEvents(); }

} // namespace

/// The event loop of the server, with Qt's own classes on it.
class EpollDispatcherTest : public QObject {
    Q_OBJECT
private slots:
    void itIsTheOneInUse() { QVERIFY(qobject_cast<net::EpollDispatcher *>(QAbstractEventDispatcher::instance())); }

    void timersComeInOrder() {
        QList<int> order;
        for (const int after : {30, 10, 20, 0})
            QTimer::singleShot(after, this, [&order, after] { order << after; });
        QTRY_COMPARE(order.size(), 4);
        QCOMPARE(order, (QList<int>{0, 10, 20, 30}));
    }

    void aTimerRepeatsUntilItIsStopped() {
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { if (++ticks == 5) timer.stop(); });
        timer.start(1);
        QTRY_COMPARE(ticks, 5);
        bool later = false;
        QTimer::singleShot(20, this, [&] { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(ticks, 5);
        QCOMPARE(timer.remainingTime(), -1);
    }

    void aTimerStoppedByAnotherDoesNotFire() {
        QTimer first, second;
        int fired = 0;
        const auto stopBoth = [&] { ++fired; first.stop(); second.stop(); };
        connect(&first, &QTimer::timeout, this, stopBoth);
        connect(&second, &QTimer::timeout, this, stopBoth);
        first.start(0);
        second.start(0);
        for (int i = 0; i < 10; ++i) oneTurn();
        QCOMPARE(fired, 1);
    }

    void aTimerDoesNotBeginInsideOfItself() {
        int depth = 0, deepest = 0, others = 0;
        QTimer timer, other;
        connect(&other, &QTimer::timeout, this, [&] { ++others; });
        connect(&timer, &QTimer::timeout, this, [&] {
            deepest = std::max(deepest, ++depth);
            QEventLoop inner;
            const int before = others;
            while (others < before + 3) inner.processEvents(QEventLoop::WaitForMoreEvents);
            --depth;
            timer.stop();
        });
        timer.start(0);
        other.start(0);
        QTRY_VERIFY(!timer.isActive());
        QCOMPARE(deepest, 1);
        // And runs again after that.
        int again = 0;
        QTimer::singleShot(0, this, [&] { ++again; });
        QTRY_COMPARE(again, 1);
    }

    void remainingTimeIsTold() {
        QTimer timer;
        timer.start(1h);
        QVERIFY(timer.remainingTimeAsDuration() > 59min && timer.remainingTimeAsDuration() <= 1h);
        const auto known = QAbstractEventDispatcher::instance()->registeredTimers(&timer);
        QCOMPARE(known.size(), 1);
        QCOMPARE(known[0].interval, 3'600'000);
    }

    void anObjectThatGoesTakesItsTimersAlong() {
        auto object = std::make_unique<QObject>();
        object->startTimer(0);
        QObject *raw = object.get();
        object.reset();
        QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(raw).isEmpty());
        oneTurn();
    }

    void aSocketIsToldUntilItIsRead() {
        Pair pair;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        int told = 0;
        connect(&reader, &QSocketNotifier::activated, this, [&] { if (++told == 3) QVERIFY(pair.take()); });
        oneTurn();
        QCOMPARE(told, 0);
        QVERIFY(pair.send());
        QTRY_COMPARE(told, 3);
        for (int i = 0; i < 5; ++i) oneTurn();
        QCOMPARE(told, 3);
    }

    void aNotifierSwitchedOffByAnotherIsNotTold() {
        Pair one, two;
        QSocketNotifier first(one.ends[0], QSocketNotifier::Read), second(two.ends[0], QSocketNotifier::Read);
        int told = 0;
        const auto offBoth = [&] { ++told; first.setEnabled(false); second.setEnabled(false); };
        connect(&first, &QSocketNotifier::activated, this, offBoth);
        connect(&second, &QSocketNotifier::activated, this, offBoth);
        QVERIFY(one.send() && two.send());
        for (int i = 0; i < 5; ++i) oneTurn();
        QCOMPARE(told, 1);
        first.setEnabled(true);
        for (int i = 0; i < 5; ++i) oneTurn();
        QCOMPARE(told, 2);
    }

    /// The system gives a closed descriptor's number to the next one: what was known of the old one must not stick to it.
    void aDescriptorMayBeOpenedAnew() {
        for (int round = 0; round < 20; ++round) {
            auto old = std::make_unique<Pair>();
            const int number = old->ends[0];
            auto oldReader = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
            if (round % 2 == 0) oneTurn(); // known to the system, or not yet
            oldReader.reset();
            old.reset();
            Pair fresh;
            QCOMPARE(fresh.ends[0], number);
            QSocketNotifier reader(number, QSocketNotifier::Read);
            int told = 0;
            connect(&reader, &QSocketNotifier::activated, this, [&] { ++told; fresh.take(); });
            QVERIFY(fresh.send());
            QTRY_COMPARE(told, 1);
        }
    }

    void bothDirectionsOfOneSocket() {
        Pair pair;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read), writer(pair.ends[0], QSocketNotifier::Write);
        int reads = 0, writes = 0;
        connect(&reader, &QSocketNotifier::activated, this, [&] { ++reads; pair.take(); });
        connect(&writer, &QSocketNotifier::activated, this, [&] { if (++writes == 2) writer.setEnabled(false); });
        QTRY_COMPARE(writes, 2);
        QCOMPARE(reads, 0);
        QVERIFY(pair.send());
        QTRY_COMPARE(reads, 1);
        QCOMPARE(writes, 2);
    }

    void whoHangsUpIsTold() {
        Pair pair;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        int told = 0;
        connect(&reader, &QSocketNotifier::activated, this, [&] { ++told; reader.setEnabled(false); });
        oneTurn();
        pair.closeEnd(1);
        QTRY_COMPARE(told, 1);
    }

    void aFileIsAlwaysReady() {
        QTemporaryFile file;
        QVERIFY(file.open());
        int told = 0;
        {
            QSocketNotifier reader(file.handle(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, this, [&] { ++told; });
            QTRY_VERIFY(told >= 3);
        }
        const int before = told;
        oneTurn();
        QCOMPARE(told, before);
        // Nothing spins any more: the loop waits for the timer.
        bool late = false;
        QTimer::singleShot(5, this, [&] { late = true; });
        while (!late) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    void socketsMayBeLeftOut() {
        Pair pair;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        int told = 0;
        connect(&reader, &QSocketNotifier::activated, this, [&] { ++told; pair.take(); });
        QVERIFY(pair.send());
        for (int i = 0; i < 5; ++i) QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(told, 0);
        QTRY_COMPARE(told, 1);
    }

    void otherThreadsWakeIt() {
        constexpr int kEach = 5000;
        int got = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back(QThread::create([this, &got] {
                for (int i = 0; i < kEach; ++i)
                    QMetaObject::invokeMethod(this, [&got] { ++got; }, Qt::QueuedConnection);
            }));
            threads.back()->start();
        }
        while (got < 3 * kEach) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        for (const auto &thread : threads) QVERIFY(thread->wait());
        QCOMPARE(got, 3 * kEach);
    }

    /// One more than fits into a turn, several times over.
    void manySocketsAreAllServed() {
        constexpr size_t kSockets = 1500;
        std::vector<std::unique_ptr<Pair>> pairs;
        std::vector<std::unique_ptr<QSocketNotifier>> readers;
        std::vector<int> told(kSockets, 0);
        for (size_t i = 0; i < kSockets; ++i) {
            pairs.push_back(std::make_unique<Pair>());
            if (pairs.back()->ends[0] < 0) QSKIP("this account may not open 3,000 descriptors");
            readers.push_back(std::make_unique<QSocketNotifier>(pairs.back()->ends[0], QSocketNotifier::Read));
            connect(readers.back().get(), &QSocketNotifier::activated, this, [&told, i, pair = pairs.back().get()] { told[i] += pair->take() ? 1 : 100; });
        }
        for (int round = 1; round <= 3; ++round) {
            for (const auto &pair : pairs) QVERIFY(pair->send());
            QTRY_VERIFY(std::all_of(told.begin(), told.end(), [round](int n) { return n == round; }));
        }
    }

    /// Clients that send pieces of any size, leave and come again, on Qt's sockets: each gets back what it sent.
    void clientsGetTheirBytesBack() {
        QTcpServer server;
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            while (QTcpSocket *peer = server.nextPendingConnection()) {
                connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
                connect(peer, &QTcpSocket::disconnected, peer, &QObject::deleteLater);
            }
        });
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QRandomGenerator random(7);
        int finished = 0;
        constexpr int kClients = 150;
        for (int i = 0; i < kClients; ++i) {
            auto *client = new QTcpSocket(&server);
            const QByteArray message(static_cast<qsizetype>(random.bounded(1, 200'000)), static_cast<char>('a' + i % 26));
            auto got = std::make_shared<QByteArray>();
            connect(client, &QTcpSocket::connected, client, [client, message] { client->write(message); });
            connect(client, &QTcpSocket::readyRead, client, [=, &finished] {
                *got += client->readAll();
                if (got->size() < message.size()) return;
                QCOMPARE(*got, message);
                ++finished;
                client->deleteLater();
            });
            client->connectToHost(QHostAddress::LocalHost, server.serverPort());
        }
        QTRY_COMPARE_WITH_TIMEOUT(finished, kClients, 60'000);
    }
};

int main(int argc, char **argv) {
    net::EpollDispatcher::install();
    QCoreApplication app(argc, argv);
    EpollDispatcherTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_epoll_dispatcher.moc"
