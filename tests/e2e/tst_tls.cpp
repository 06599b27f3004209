// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/edge_clients.h"
#include "tests/e2e/floor_run.h"
#include "tests/e2e/npm_clients.h"
#include "tests/net/certificates.h"
#include "tests/net/tls_client.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The built server as its own TLS end: start, reload by SIGHUP, real clients.
class TestTls : public QObject {
    Q_OBJECT
private slots:
    void theStartSaysWhatIsWrong_data();
    void theStartSaysWhatIsWrong();
    void anExpiredCertificateIsLoggedButServed();
    void hangUpTakesTheNewCertificate();
    void hangUpTakesLogLevelAndOrigins();
    void realClientsComeIn_data();
    void realClientsComeIn();

private:
    void prepare(ProductProcess &server, const QString &name);
    bool startTls(ProductProcess &server);
    QString file(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    quint16 m_port = 0;
};

namespace {

QStringList commonName(const TlsClient &client) { return client.shown().subjectInfo(QSslCertificate::CommonName); }

const QByteArray kHealth = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

} // namespace

void TestTls::prepare(ProductProcess &server, const QString &name) {
    server.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, u"WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="_s);
    server.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    server.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, server.stateFolder());
    server.setEnvironment(u"CALLFLOOR_TLS_CERTIFICATE_FILE"_s, file(name + u".crt"_s));
    server.setEnvironment(u"CALLFLOOR_TLS_KEY_FILE"_s, file(name + u".key"_s));
}

bool TestTls::startTls(ProductProcess &server) {
    m_port = freeTcpPort();
    return server.start({u"--server"_s, u"--port"_s, QString::number(m_port)}) &&
           server.waitForLine(u"listens on https://127.0.0.1:%1"_s.arg(m_port)).startsWith("callfloor "_L1);
}

void TestTls::theStartSaysWhatIsWrong_data() {
    QVERIFY(makeCertificate("right").write(m_folder.path(), u"right"_s));
    QVERIFY(makeCertificate("other").write(m_folder.path(), u"other"_s));
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("why");
    QTest::newRow("no file") << u"missing.crt"_s << u"right.key"_s << u"there is no such file"_s;
    QTest::newRow("another's key") << u"right.crt"_s << u"other.key"_s << u"does not belong to"_s;
    QTest::newRow("no key") << u"right.crt"_s << QString() << u"needs tls_key_file beside it"_s;
    QTest::newRow("no certificate") << QString() << u"right.key"_s << u"needs tls_certificate_file beside it"_s;
}

void TestTls::theStartSaysWhatIsWrong() {
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, why);
    ProductProcess server;
    prepare(server, u"right"_s);
    server.setEnvironment(u"CALLFLOOR_TLS_CERTIFICATE_FILE"_s, certificate.isEmpty() ? QString() : file(certificate));
    server.setEnvironment(u"CALLFLOOR_TLS_KEY_FILE"_s, key.isEmpty() ? QString() : file(key));
    QVERIFY(server.start({u"--server"_s, u"--port"_s, u"0"_s}));
    QVERIFY(server.waitForEnd());
    QVERIFY(server.exitStatus() > 0);
    QVERIFY2(server.output().contains(why.toUtf8()), server.output().constData());
}

void TestTls::anExpiredCertificateIsLoggedButServed() {
    QVERIFY(makeCertificate("stale", KeyKind::Ec, -30, -1).write(m_folder.path(), u"stale"_s));
    ProductProcess server;
    prepare(server, u"stale"_s);
    QVERIFY2(startTls(server), server.output().constData());
    QVERIFY(server.output().contains("expired on"));
    TlsClient client(m_port);
    client.send(kHealth);
    QCOMPARE(client.reply().status, 200);
}

void TestTls::hangUpTakesTheNewCertificate() {
    const Certificate one = makeCertificate("one"), two = makeCertificate("two", KeyKind::Rsa);
    QVERIFY(one.write(m_folder.path(), u"live"_s));
    ProductProcess server;
    prepare(server, u"live"_s);
    QVERIFY2(startTls(server), server.output().constData());
    const auto hangUp = [&] { return server.isRunning() && ::kill(static_cast<pid_t>(server.pid()), SIGHUP) == 0; };
    TlsClient old(m_port);
    old.send(kHealth);
    const RawReply first = old.reply();
    QCOMPARE(first.status, 200);
    QVERIFY(!first.field("strict-transport-security").isEmpty());
    QCOMPARE(commonName(old), QStringList{u"one"_s});

    QVERIFY(two.write(m_folder.path(), u"live"_s));
    QVERIFY(hangUp());
    QVERIFY2(!server.waitForLine(u"certificate for 127.0.0.1, localhost, two"_s).isEmpty(), server.output().constData());
    TlsClient fresh(m_port);
    QCOMPARE(commonName(fresh), QStringList{u"two"_s});

    QVERIFY((Certificate{one.certificate, two.key}.write(m_folder.path(), u"live"_s)));
    QVERIFY(hangUp());
    QVERIFY2(!server.waitForLine(u"The certificate in use stays."_s).isEmpty(), server.output().constData());
    TlsClient third(m_port);
    QCOMPARE(commonName(third), QStringList{u"two"_s});
    for (TlsClient *client : {&old, &fresh, &third}) {
        client->send(kHealth);
        QCOMPARE(client->reply().status, 200);
    }
    QVERIFY(server.terminate());
    QCOMPARE(server.exitStatus(), 0);
}

void TestTls::hangUpTakesLogLevelAndOrigins() {
    QVERIFY(makeCertificate("one").write(m_folder.path(), u"live"_s));
    const auto configure = [this](const QByteArray &lines) {
        QFile config(file(u"server.conf"_s));
        return config.open(QIODevice::WriteOnly) && config.write(lines) == lines.size();
    };
    ProductProcess server;
    prepare(server, u"live"_s);
    QVERIFY(configure("log_level = info\n"));
    m_port = freeTcpPort();
    QVERIFY(server.start({u"--server"_s, u"--port"_s, QString::number(m_port), u"--config"_s, file(u"server.conf"_s)}));
    QVERIFY2(!server.waitForLine(u"listens on https://"_s).isEmpty(), server.output().constData());
    TlsClient client(m_port);
    const auto allowed = [&] {
        client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nOrigin: https://desk.example.com\r\n\r\n");
        return client.reply().field("access-control-allow-origin");
    };
    QCOMPARE(allowed(), QByteArray());
    const auto hangUp = [&] { return server.isRunning() && ::kill(static_cast<pid_t>(server.pid()), SIGHUP) == 0; };
    QVERIFY(configure("allowed_origins = https://desk.example.com\nport = 1\nmax_body_bytes = 4096\n"));
    QVERIFY(hangUp());
    const QString line = server.waitForLine(u"need a restart"_s);
    QVERIFY2(line.contains("max_body_bytes"_L1) && !line.contains("allowed_origins"_L1), qPrintable(line));
    QVERIFY(!line.contains("port"_L1)); // the command line still decides
    QTRY_COMPARE(allowed(), QByteArray("https://desk.example.com"));
    QVERIFY(configure("allowed_origins = nonsense\n"));
    QVERIFY(hangUp());
    QVERIFY(!server.waitForLine(u"was not taken over"_s).isEmpty());
    QCOMPARE(allowed(), QByteArray("https://desk.example.com"));
    // At the level of errors the certificate is no longer announced.
    QVERIFY(configure("log_level = error\n"));
    const auto announced = server.output().count("TLS certificate for");
    QVERIFY(hangUp());
    QTRY_COMPARE(allowed(), QByteArray());
    QCOMPARE(server.output().count("TLS certificate for"), announced);
}

void TestTls::realClientsComeIn_data() {
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("transport");
    for (const char *transport : {"websocket", "polling", "upgrade"})
        QTest::addRow("io4 %s", transport) << u"io4"_s << QString::fromLatin1(transport);
    QTest::newRow("io3 upgrade") << u"io3"_s << u"upgrade"_s;
}

void TestTls::realClientsComeIn() {
    QFETCH(QString, client);
    QFETCH(QString, transport);
    QString why;
    const QString npm = socketioClientsFolder(&why);
    if (npm.isEmpty()) QSKIP(qPrintable(why));
    QVERIFY(makeCertificate("one").write(m_folder.path(), u"live"_s));
    ProductProcess server;
    prepare(server, u"live"_s);
    QVERIFY2(startTls(server), server.output().constData());
    ProductProcess command;
    command.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, server.stateFolder());
    command.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    QVERIFY(command.start({u"user"_s, u"add"_s, u"--email"_s, u"ann@example.com"_s, u"--name"_s, u"Ann"_s, u"--role"_s,
                           u"agent"_s, u"--password-stdin"_s}));
    command.writeInput(FloorRun::kPassword.toUtf8() + '\n');
    QVERIFY2(command.waitForEnd() && command.exitStatus() == 0, command.output().constData());
    const EdgeOutcome outcome = runEdgeClients({.npmFolder = npm,
                                                .client = client,
                                                .transport = transport,
                                                .url = u"https://127.0.0.1:%1"_s.arg(m_port),
                                                .email = u"ann@example.com"_s,
                                                .password = FloorRun::kPassword,
                                                .abilities = {},
                                                .authorityFile = file(u"live.crt"_s),
                                                .onWant = {}});
    QVERIFY2(outcome.failures.isEmpty(), qPrintable(outcome.failures.join(u'\n')));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.passed, 4);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
