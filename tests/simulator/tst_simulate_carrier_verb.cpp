// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/simulate_carrier.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace callfloor;
using namespace Qt::StringLiterals;

class TestSimulateCarrierVerb : public QObject {
    Q_OBJECT
private slots:
    void defaultsAreHarmless();
    void argumentsAreRead();
    void wrongArgumentsAreRefused_data();
    void wrongArgumentsAreRefused();
    void theHelpNamesEveryFlag();
    void itRunsUntilItIsToldToStop();
    void whatCannotBeWrittenOrOpenedIsToldOf();
};

void TestSimulateCarrierVerb::defaultsAreHarmless() {
    const auto read = simulateCarrierFrom({});
    QVERIFY(read.ok());
    QCOMPARE(read->simulator.address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(read->simulator.port, quint16{4010});
    QVERIFY(!read->simulator.seed);
    QCOMPARE(read->simulator.inbound.perMinute, 0.0);
    QVERIFY(read->simulator.webhooks.url.isEmpty());
}

void TestSimulateCarrierVerb::argumentsAreRead() {
    const auto read = simulateCarrierFrom({u"--port"_s, u"0"_s, u"--webhook=http://127.0.0.1:4000/hook"_s, u"--seed"_s, u"18446744073709551615"_s,
                                           u"--script"_s, u"+13125550142=busy"_s, u"--script"_s, u"*99=answer,ring=2s,talk=20s"_s,
                                           u"--inbound-per-minute"_s, u"2.5"_s, u"--our-number"_s, u"+13125550111"_s,
                                           u"--public-key-out"_s, u"key.txt"_s, u"--time-scale"_s, u"10"_s, u"--lose"_s, u"5"_s,
                                           u"--connection-id"_s, u"7"_s, u"--api-key"_s, u"KEY1"_s, u"--shuffle=900"_s, u"--call-cost"_s,
                                           u"--channels"_s, u"2"_s, u"--bind"_s, u"127.0.0.2"_s});
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message));
    const simulator::SimulatorOptions &options = read->simulator;
    QCOMPARE(options.port, quint16{0});
    QCOMPARE(options.address.toString(), u"127.0.0.2"_s);
    QCOMPARE(options.webhooks.url, u"http://127.0.0.1:4000/hook"_s);
    QCOMPARE(*options.seed, ~quint64{0});
    QCOMPARE(options.webhooks.faults.lose.probability, 0.05);
    QCOMPARE(options.webhooks.faults.shuffleWindowMs, 900);
    QCOMPARE(options.carrier.timeScale, 10.0);
    QCOMPARE(options.carrier.connectionId, u"7"_s);
    QCOMPARE(options.carrier.apiKey, u"KEY1"_s);
    QCOMPARE(options.carrier.maxLegs, 2);
    QVERIFY(options.carrier.callCost);
    QCOMPARE(options.inbound.perMinute, 2.5);
    QCOMPARE(options.inbound.numbers, QStringList{u"+13125550111"_s});
    QCOMPARE(read->publicKeyFile, u"key.txt"_s);
    QCOMPARE(read->scripts.size(), size_t{2});
    QCOMPARE(read->scripts[0].second.outcome, simulator::Outcome::Busy);
    QCOMPARE(read->scripts[1].first, u"*99"_s);
    QCOMPARE(read->scripts[1].second.talk, std::optional(simulator::Ms{20000}));
}

void TestSimulateCarrierVerb::wrongArgumentsAreRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringList{u"--colour"_s, u"red"_s} << u"colour"_s;
    QTest::newRow("positional") << QStringList{u"now"_s} << u"now"_s;
    QTest::newRow("port") << QStringList{u"--port"_s, u"65536"_s} << u"--port 65536"_s;
    QTest::newRow("no value") << QStringList{u"--port"_s} << u"port"_s;
    QTest::newRow("bind") << QStringList{u"--bind"_s, u"here"_s} << u"--bind here"_s;
    QTest::newRow("webhook") << QStringList{u"--webhook"_s, u"ftp://x/y"_s} << u"--webhook"_s;
    QTest::newRow("webhook without host") << QStringList{u"--webhook"_s, u"localhost:4000"_s} << u"--webhook"_s;
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"-1"_s} << u"--seed"_s;
    QTest::newRow("percent") << QStringList{u"--lose"_s, u"101"_s} << u"--lose 101"_s;
    QTest::newRow("script without number") << QStringList{u"--script"_s, u"busy"_s} << u"busy"_s;
    QTest::newRow("script of nobody") << QStringList{u"--script"_s, u"bob=busy"_s} << u"bob=busy"_s;
    QTest::newRow("strange script") << QStringList{u"--script"_s, u"+13125550142=tired"_s} << u"tired"_s;
    QTest::newRow("number") << QStringList{u"--our-number"_s, u"555"_s} << u"--our-number 555"_s;
    QTest::newRow("scale") << QStringList{u"--time-scale"_s, u"0"_s} << u"--time-scale 0"_s;
}

void TestSimulateCarrierVerb::wrongArgumentsAreRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto read = simulateCarrierFrom(arguments);
    QVERIFY(!read.ok());
    QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
    QCOMPARE(runSimulateCarrier(arguments), 2);
}

void TestSimulateCarrierVerb::theHelpNamesEveryFlag() {
    const Verb verb = simulateCarrierVerb();
    QCOMPARE(verb.name, u"simulate-carrier"_s);
    QVERIFY(verb.ownFlags.size() > 15);
    for (const QString &flag : verb.ownFlags) QVERIFY2(verb.usage.contains(QString("  "_L1 + flag + ' '_L1)), qPrintable(flag));
}

void TestSimulateCarrierVerb::itRunsUntilItIsToldToStop() {
    QTemporaryDir dir;
    const QString key = dir.filePath(u"key.txt"_s);
    QTimer::singleShot(0, qApp, &QCoreApplication::quit);
    QCOMPARE(runSimulateCarrier({u"--port"_s, u"0"_s, u"--seed"_s, u"3"_s, u"--script"_s, u"*99=busy"_s, u"--public-key-out"_s, key}), 0);
    QFile file(key);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(simulator::SigningKey(3).publicKeyBase64() + '\n'));
}

void TestSimulateCarrierVerb::whatCannotBeWrittenOrOpenedIsToldOf() {
    QCOMPARE(runSimulateCarrier({u"--port"_s, u"0"_s, u"--public-key-out"_s, u"/nowhere/at/all"_s}), 1);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    QCOMPARE(runSimulateCarrier({u"--port"_s, QString::number(taken.serverPort())}), 1);
}

QTEST_GUILESS_MAIN(TestSimulateCarrierVerb)
#include "tst_simulate_carrier_verb.moc"
