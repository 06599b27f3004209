// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The program as somebody meets it who has just built it.
class TestDemo : public QObject {
    Q_OBJECT
private slots:
    void theDemoEndsByItselfWithASummary();
    void theDemoShowsCallersTheAssistantAndAgents();
    void sigtermEndsTheDemo();
    void sigtermEndsTheServer();
    void helpAndVersionNeedNothing_data();
    void helpAndVersionNeedNothing();
    void wrongArgumentsAreRefused_data();
    void wrongArgumentsAreRefused();
    void theDemoRefusesARealKey();
    void theServerRefusesToStartWithoutThePublicKey();
    void usersAreManagedFromTheCommandLine();
    void aPasswordIsNeverAnArgument();
    void theSetUpLinkWorksOnce();

private:
    static QString publicKey();
};

namespace {

/// How an inherited environment must not be needed.
void takeAwayTheDisplay(ProductProcess &process) {
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) process.setEnvironment(name, {});
}

struct Ended {
    int status = -1;
    QString output;
};

/// `callfloor ARGUMENTS` to its end, on the state folder of `process`.
Ended runToEnd(ProductProcess &process, const QStringList &arguments, const QByteArray &input = {}) {
    process.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, process.stateFolder());
    process.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    const qsizetype before = process.output().size();
    if (!process.start(arguments)) return {};
    process.writeInput(input);
    if (!process.waitForEnd(60'000)) return {};
    return {process.exitStatus(), QString::fromUtf8(process.output().sliced(before))};
}

} // namespace

QString TestDemo::publicKey() {
    ProductProcess carrier;
    if (!carrier.start({u"simulate-carrier"_s, u"--port"_s, u"0"_s, u"--seed"_s, u"5"_s})) return {};
    return carrier.waitForLine(u"public key"_s).simplified().section(u' ', -1);
}

void TestDemo::theDemoEndsByItselfWithASummary() {
    ProductProcess demo;
    takeAwayTheDisplay(demo);
    QVERIFY(demo.start({u"--demo"_s, u"--server"_s, u"--seconds"_s, u"6"_s, u"--seed"_s, u"11"_s, u"--port"_s, u"0"_s}));
    QVERIFY2(demo.waitForEnd(120'000), demo.output().constData());
    const QString output = QString::fromUtf8(demo.output());
    QVERIFY2(demo.exitStatus() == 0, qPrintable(output));
    for (const QString &part : {u"agent@demo.example"_s, u"curl"_s, u"http://127.0.0.1:"_s, u"p99"_s, u"COMPLETED"_s})
        QVERIFY2(output.contains(part), qPrintable(QString(part + u" is missing in:\n"_s + output)));
}

void TestDemo::theDemoShowsCallersTheAssistantAndAgents() {
    ProductProcess demo;
    takeAwayTheDisplay(demo);
    QVERIFY(demo.start({u"--demo"_s, u"--server"_s, u"--seconds"_s, u"40"_s, u"--seed"_s, u"12"_s, u"--port"_s, u"0"_s}));
    QVERIFY2(demo.waitForEnd(240'000), demo.output().constData());
    const QString output = QString::fromUtf8(demo.output());
    QVERIFY2(demo.exitStatus() == 0, qPrintable(output));
    for (const QString &part : {u"talks with the assistant"_s, u"waits for an agent"_s, u"an agent's phone rings"_s, u"talks with "_s, u"on hold by "_s})
        QVERIFY2(output.contains(part), qPrintable(QString(part + u" is missing in:\n"_s + output)));
}

void TestDemo::sigtermEndsTheDemo() {
    ProductProcess demo;
    QVERIFY(demo.start({u"--demo"_s, u"--server"_s, u"--port"_s, u"0"_s}));
    QVERIFY2(!demo.waitForLine(u"curl"_s).isNull(), demo.output().constData());
    QVERIFY2(demo.terminate(), demo.output().constData());
    QCOMPARE(demo.exitStatus(), 0);
}

void TestDemo::sigtermEndsTheServer() {
    ProductProcess server;
    server.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, publicKey());
    server.setEnvironment(u"TELNYX_API_KEY"_s, u"KEY-for-tests"_s);
    server.setEnvironment(u"TELNYX_API_BASE"_s, u"http://127.0.0.1:9/v2"_s); // nobody is there
    QVERIFY2(server.startServer(), server.output().constData());
    // The promise is five seconds; a machine under load is given its own measure, so only what is far beyond fails.
    QVERIFY2(server.terminate(15'000), server.output().constData());
    QCOMPARE(server.exitStatus(), 0);
}

void TestDemo::helpAndVersionNeedNothing_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("help") << QStringList{u"--help"_s} << u"--demo"_s;
    QTest::newRow("version") << QStringList{u"--version"_s} << u"callfloor "_s;
    QTest::newRow("help of a verb") << QStringList{u"simulate-carrier"_s, u"--help"_s} << u"--webhook"_s;
}

void TestDemo::helpAndVersionNeedNothing() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    ProductProcess process;
    takeAwayTheDisplay(process);
    // Neither this database nor this folder can be had.
    process.setEnvironment(u"DATABASE_URL"_s, u"postgres://nobody@127.0.0.1:9/nothing"_s);
    process.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, u"/proc/nowhere"_s);
    QVERIFY(process.start(arguments));
    QVERIFY(process.waitForEnd());
    QVERIFY2(process.output().contains(part.toUtf8()), process.output().constData());
    QCOMPARE(process.exitStatus(), 0);
    QVERIFY(QDir(process.stateFolder()).isEmpty());
}

void TestDemo::wrongArgumentsAreRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown flag") << QStringList{u"--serve"_s} << u"--serve"_s;
    QTest::newRow("bad value") << QStringList{u"--server"_s, u"--port"_s, u"many"_s} << u"port"_s;
    QTest::newRow("seconds without demo") << QStringList{u"--server"_s, u"--seconds"_s, u"3"_s} << u"--seconds"_s;
    QTest::newRow("unknown sub-verb") << QStringList{u"user"_s, u"sing"_s} << u"user add"_s;
}

void TestDemo::wrongArgumentsAreRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    ProductProcess process;
    const Ended ended = runToEnd(process, arguments);
    QVERIFY2(ended.output.contains(named), qPrintable(ended.output));
    QCOMPARE(ended.status, 2);
}

void TestDemo::theDemoRefusesARealKey() {
    ProductProcess process;
    process.setEnvironment(u"TELNYX_API_KEY"_s, u"KEY0123456789"_s);
    const Ended ended = runToEnd(process, {u"--demo"_s, u"--server"_s, u"--seconds"_s, u"2"_s});
    QVERIFY(ended.status > 0);
    QVERIFY2(ended.output.contains(u"--demo cannot be combined with a real API key"_s), qPrintable(ended.output));
    QVERIFY(!ended.output.contains(u"KEY0123456789"_s));
}

void TestDemo::theServerRefusesToStartWithoutThePublicKey() {
    ProductProcess process;
    const Ended ended = runToEnd(process, {u"--server"_s, u"--port"_s, u"0"_s});
    QVERIFY(ended.status > 0);
    QVERIFY2(ended.output.contains(u"TELNYX_PUBLIC_KEY"_s), qPrintable(ended.output));
}

void TestDemo::usersAreManagedFromTheCommandLine() {
    ProductProcess process;
    const QStringList add{u"user"_s, u"add"_s, u"--email"_s, u"ann@example.com"_s, u"--name"_s, u"Ann"_s,
                          u"--role"_s, u"supervisor"_s, u"--password-stdin"_s};
    const Ended added = runToEnd(process, add, "first-password\n");
    QVERIFY2(added.status == 0, qPrintable(added.output));
    QVERIFY(added.output.contains(u"SUPERVISOR"_s));
    QCOMPARE(runToEnd(process, add, "first-password\n").status, 1); // the address is taken
    const Ended listed = runToEnd(process, {u"user"_s, u"list"_s});
    QCOMPARE(listed.status, 0);
    QVERIFY2(listed.output.contains(u"SUPERVISOR ann@example.com Ann"_s), qPrintable(listed.output));
    const QStringList passwd{u"user"_s, u"passwd"_s, u"--email"_s, u"ann@example.com"_s, u"--password-stdin"_s};
    QCOMPARE(runToEnd(process, passwd, "second-password\n").status, 0);

    process.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, publicKey());
    process.setEnvironment(u"TELNYX_API_KEY"_s, u"KEY-for-tests"_s);
    process.setEnvironment(u"TELNYX_API_BASE"_s, u"http://127.0.0.1:9/v2"_s);
    QVERIFY2(process.startServer(), process.output().constData());
    HttpClient http(process.baseUrl());
    const auto login = [&](const QString &password) {
        return http.post(u"/api/auth/login"_s, {{u"email"_s, u"ann@example.com"_s}, {u"password"_s, password}}).status;
    };
    QCOMPARE(login(u"first-password"_s), 401);
    QCOMPARE(login(u"second-password"_s), 200);
}

void TestDemo::aPasswordIsNeverAnArgument() {
    ProductProcess process;
    const Ended ended = runToEnd(process, {u"user"_s, u"add"_s, u"--email"_s, u"a@example.com"_s, u"--name"_s, u"A"_s});
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.output.contains(u"--password-stdin"_s), qPrintable(ended.output));
}

void TestDemo::theSetUpLinkWorksOnce() {
    ProductProcess server;
    server.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, publicKey());
    server.setEnvironment(u"TELNYX_API_KEY"_s, u"KEY-for-tests"_s);
    server.setEnvironment(u"TELNYX_API_BASE"_s, u"http://127.0.0.1:9/v2"_s);
    server.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    QVERIFY2(server.startServer(), server.output().constData());
    const QString line = server.waitForLine(u"No administrator yet"_s);
    const QUrl link(line.section(u' ', -1).trimmed());
    QVERIFY2(link.isValid() && link.port() == server.port(), qPrintable(line));
    const QString token = link.query().section(u"token="_s, 1);
    HttpClient http(server.baseUrl());
    const auto setUp = [&](const QString &with, const QString &email) {
        return http.post(u"/api/auth/setup"_s, {{u"setupToken"_s, with}, {u"name"_s, u"Ada"_s}, {u"email"_s, email}, {u"password"_s, u"long-enough"_s}});
    };
    QCOMPARE(setUp(u"guess"_s, u"eve@example.com"_s).status, 403);
    const HttpAnswer made = setUp(token, u"ada@example.com"_s);
    QVERIFY2(made.status == 200, qPrintable(made.summary()));
    QCOMPARE(made.object()[u"user"_s].toObject()[u"role"_s].toString(), u"ADMIN"_s);
    QVERIFY(setUp(token, u"eve@example.com"_s).status >= 400);
    http.setToken(made.object()[u"token"_s].toString());
    QCOMPARE(http.get(u"/api/users"_s).object()[u"users"_s].toArray().size(), 1);
    server.terminate();

    // There is an administrator now: nobody is invited any more, and no new token is made without asking twice.
    QVERIFY(server.startServer());
    QVERIFY(!server.waitForLine(u"listens on"_s).isNull());
    server.terminate();
    QCOMPARE(QString::fromUtf8(server.output()).count(u"No administrator yet"_s), 1);
    QVERIFY(runToEnd(server, {u"user"_s, u"bootstrap"_s}).status != 0);
    const Ended forced = runToEnd(server, {u"user"_s, u"bootstrap"_s, u"--force"_s});
    QVERIFY2(forced.status == 0 && forced.output.trimmed().size() >= 32, qPrintable(forced.output));
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
