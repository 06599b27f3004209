// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kConnection = u"1000000000000000077"_s;
const QString kKey = u"KEY-for-tests"_s;

QString lastWord(const QString &line) { return line.simplified().section(u' ', -1); }

} // namespace

/// `callfloor doctor` on installations that are well, and on ones that are broken in ways of which it must say the remedy.
class TestDoctor : public QObject {
    Q_OBJECT

    struct Opinion {
        int status = -1;
        QJsonArray checks;
        QByteArray text;

        /// The worst result of a check; empty if it was not made.
        QString result(const QString &check) const {
            static const QStringList kOrder{QString(), u"ok"_s, u"warning"_s, u"failure"_s};
            QString worst;
            for (const QJsonValue &each : checks)
                if (each[u"check"_s] == check && kOrder.indexOf(each[u"result"_s].toString()) > kOrder.indexOf(worst)) worst = each[u"result"_s].toString();
            return worst;
        }
    };

    QString m_api, m_publicKey;
    std::unique_ptr<ProductProcess> m_carrier;
    std::unique_ptr<QTemporaryDir> m_state;
    quint16 m_port = 0;

    QHash<QString, QString> goodSettings() const {
        const QString here = u"http://127.0.0.1:%1"_s.arg(m_port);
        return {{u"TELNYX_API_BASE"_s, m_api},         {u"TELNYX_API_KEY"_s, kKey},           {u"TELNYX_CONNECTION_ID"_s, kConnection},
                {u"TELNYX_PUBLIC_KEY"_s, m_publicKey}, {u"CALLFLOOR_PORT"_s, QString::number(m_port)},
                {u"CALLFLOOR_STATE_DIR"_s, m_state->path()}, {u"CALLFLOOR_PUBLIC_URL"_s, here},
                {u"CALLFLOOR_WEBHOOK_URL"_s, here + u"/api/telnyx/webhook"_s}};
    }

    Opinion ask(const QHash<QString, QString> &settings, const QStringList &more = {}) const {
        ProductProcess doctor;
        for (auto it = settings.begin(); it != settings.end(); ++it) doctor.setEnvironment(it.key(), it.value());
        Opinion opinion;
        if (!doctor.start(QStringList{u"doctor"_s, u"--json"_s, u"--log-level"_s, u"error"_s} + more) || !doctor.waitForEnd()) return opinion;
        opinion.status = doctor.exitStatus();
        opinion.text = doctor.output();
        opinion.checks = QJsonDocument::fromJson(opinion.text).object().value(u"checks"_s).toArray();
        return opinion;
    }

    static bool run(const QHash<QString, QString> &settings, const QStringList &arguments, const QByteArray &input = {}) {
        ProductProcess program;
        for (auto it = settings.begin(); it != settings.end(); ++it) program.setEnvironment(it.key(), it.value());
        const bool started = program.start(arguments);
        if (!input.isEmpty()) program.writeInput(input);
        return started && program.waitForEnd() && program.exitStatus() == 0;
    }

private slots:
    void initTestCase() {
        m_carrier = std::make_unique<ProductProcess>();
        QVERIFY(m_carrier->start({u"simulate-carrier"_s, u"--port"_s, u"0"_s, u"--connection-id"_s, kConnection, u"--api-key"_s, kKey}));
        m_api = lastWord(m_carrier->waitForLine(u"API "_s));
        m_publicKey = lastWord(m_carrier->waitForLine(u"public key"_s));
        QVERIFY(!m_publicKey.isEmpty());
    }
    void init() {
        m_state = std::make_unique<QTemporaryDir>();
        m_port = freeTcpPort();
    }
    void cleanupTestCase() { m_carrier.reset(); }

    void anInstallationThatIsWellIsGreen() {
        const auto settings = goodSettings();
        ProductProcess server;
        for (auto it = settings.begin(); it != settings.end(); ++it) server.setEnvironment(it.key(), it.value());
        QVERIFY(server.start({u"--server"_s}));
        QVERIFY(!server.waitForLine(u"listens on"_s).isEmpty());
        QVERIFY(run(settings, {u"user"_s, u"add"_s, u"--email"_s, u"ann@example.com"_s, u"--name"_s, u"Ann"_s, u"--role"_s, u"admin"_s,
                               u"--bcrypt-cost"_s, u"4"_s, u"--password-stdin"_s}, "a-password-for-tests\n"));
        const Opinion opinion = ask(settings, {u"--online"_s});
        QVERIFY2(opinion.status == 0, opinion.text.constData());
        for (const QString &check : {u"settings"_s, u"secrets"_s, u"database"_s, u"schema"_s, u"outbox"_s, u"people"_s, u"port"_s, u"server"_s,
                                     u"public address"_s, u"webhooks"_s, u"carrier"_s})
            QVERIFY2(opinion.result(check) == "ok"_L1, qPrintable(check + u'\n' + QString::fromUtf8(opinion.text)));
        for (const QJsonValue &check : opinion.checks)
            QCOMPARE(check[u"remedy"_s].isNull(), check[u"result"_s].toString() == "ok"_L1);
    }

    void aMachineBeforeItsFirstStartIsToldWhatComes() {
        const Opinion opinion = ask({{u"CALLFLOOR_STATE_DIR"_s, m_state->path()}, {u"TELNYX_PUBLIC_KEY"_s, m_publicKey},
                                     {u"CALLFLOOR_PORT"_s, QString::number(m_port)}});
        QCOMPARE(opinion.status, 0);
        QCOMPARE(opinion.result(u"database"_s), u"warning"_s);
        QCOMPARE(opinion.result(u"carrier"_s), u"warning"_s);
        QCOMPARE(opinion.result(u"port"_s), u"ok"_s);
        QVERIFY2(QDir(m_state->path()).isEmpty(), "looking changes nothing");
    }

    void whatIsBrokenFails_data() {
        QTest::addColumn<QString>("change"); // NAME=VALUE
        QTest::addColumn<QString>("check");
        QTest::newRow("no public key") << u"TELNYX_PUBLIC_KEY="_s << u"settings"_s;
        QTest::newRow("database away") << u"DATABASE_URL=postgres://u:p@127.0.0.1:1/x"_s << u"database"_s;
        QTest::newRow("address of another machine") << u"CALLFLOOR_BIND=192.0.2.1"_s << u"port"_s;
        QTest::newRow("wrong key") << u"TELNYX_API_KEY=KEY-of-somebody"_s << u"carrier"_s;
        QTest::newRow("carrier away") << u"TELNYX_API_BASE=http://127.0.0.1:1/v2"_s << u"carrier"_s;
        QTest::newRow("nobody at the public address") << u"CALLFLOOR_PUBLIC_URL=http://127.0.0.1:1"_s << u"public address"_s;
        QTest::newRow("nobody at the webhooks") << u"CALLFLOOR_WEBHOOK_URL=http://127.0.0.1:1/api/telnyx/webhook"_s << u"webhooks"_s;
        QTest::newRow("no such certificate") << u"CALLFLOOR_TLS_CERTIFICATE_FILE=/nowhere.pem"_s << u"certificate"_s;
    }
    void whatIsBrokenFails() {
        QFETCH(QString, change);
        QFETCH(QString, check);
        auto settings = goodSettings();
        const QString name = change.section(u'=', 0, 0);
        settings[name] = change.mid(name.size() + 1);
        if (name.endsWith(u"CERTIFICATE_FILE"_s)) settings[u"CALLFLOOR_TLS_KEY_FILE"_s] = u"/nowhere.key"_s;
        const Opinion opinion = ask(settings, {u"--online"_s});
        QVERIFY2(opinion.status == 1, opinion.text.constData());
        QVERIFY2(opinion.result(check) == "failure"_L1, opinion.text.constData());
    }

    void filesThatEverybodyMayReadFail() {
        const QString secret = m_state->filePath(u"jwt.secret"_s), key = m_state->filePath(u"key"_s);
        for (const QString &path : {secret, key}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(40, 'k')) == 40);
            QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
        }
        auto settings = goodSettings();
        settings.remove(u"TELNYX_API_KEY"_s);
        settings[u"TELNYX_API_KEY_FILE"_s] = key;
        const Opinion opinion = ask(settings);
        QCOMPARE(opinion.status, 1);
        QCOMPARE(opinion.text.count("everybody may read"), 1);
        QCOMPARE(opinion.text.count("may be read by others"), 1);
    }

    void aStrangerOnThePortIsFound() {
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost, m_port));
        const Opinion opinion = ask(goodSettings());
        QCOMPARE(opinion.status, 1);
        QCOMPARE(opinion.result(u"port"_s), u"failure"_s);
    }

    void peopleReadWords() {
        ProductProcess doctor;
        doctor.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, m_state->path());
        QVERIFY(doctor.start({u"doctor"_s}) && doctor.waitForEnd());
        QCOMPARE(doctor.exitStatus(), 1); // no public key
        QVERIFY2(doctor.output().contains("FAILURE  settings") && doctor.output().contains("→ "), doctor.output().constData());
        ProductProcess wrong;
        QVERIFY(wrong.start({u"doctor"_s, u"--fast"_s}) && wrong.waitForEnd());
        QCOMPARE(wrong.exitStatus(), 2);
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
