// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kConnection = u"1000000000000000078"_s, kKey = u"KEY-for-tests"_s;
const QString kCustomer = u"+13125550123"_s;
const QByteArray kPassword = "a-password-for-tests";

QString lastWord(const QString &line) { return line.simplified().section(u' ', -1); }

} // namespace

/// `callfloor doctor --supervision` against a running server: an administrator with real ears, played by a list of answers.
class SupervisionTrialTest : public QObject {
    Q_OBJECT

    struct Outcome {
        int status = -1;
        QByteArray text;
    };

    std::unique_ptr<ProductProcess> m_carrier, m_server;
    std::unique_ptr<HttpClient> m_admin, m_agent;
    QHash<QString, QString> m_settings;
    QUrl m_url;

    bool person(const QString &name, const QString &role) const {
        ProductProcess program;
        for (auto it = m_settings.begin(); it != m_settings.end(); ++it) program.setEnvironment(it.key(), it.value());
        const bool started = program.start({u"user"_s, u"add"_s, u"--email"_s, name + u"@example.com"_s, u"--name"_s, name, u"--role"_s, role, u"--station"_s,
                                            u"sip:%1@sip.telnyx.com"_s.arg(name), u"--bcrypt-cost"_s, u"4"_s, u"--password-stdin"_s});
        program.writeInput(kPassword + '\n');
        return started && program.waitForEnd() && program.exitStatus() == 0;
    }
    std::unique_ptr<HttpClient> signedIn(const QString &name) const {
        auto client = std::make_unique<HttpClient>(m_url);
        const auto answer = client->post(u"/api/auth/login"_s, {{u"email"_s, QString(name + u"@example.com"_s)}, {u"password"_s, QString::fromLatin1(kPassword)}});
        client->setToken(answer.object().value(u"token"_s).toString());
        return client;
    }
    QString stage(const QString &call) { return m_admin->get(u"/api/calls/"_s + call).object().value(u"stage"_s).toString(); }
    Outcome trial(const QByteArray &answers) const {
        ProductProcess doctor;
        for (auto it = m_settings.begin(); it != m_settings.end(); ++it) doctor.setEnvironment(it.key(), it.value());
        Outcome outcome;
        const bool started = doctor.start({u"doctor"_s, u"--supervision"_s, u"--url"_s, m_url.toString(), u"--log-level"_s, u"error"_s});
        doctor.writeInput("ada@example.com\n" + kPassword + '\n' + answers);
        if (!started || !doctor.waitForEnd(60'000)) return outcome;
        outcome.status = doctor.exitStatus();
        outcome.text = doctor.output();
        return outcome;
    }

private slots:
    void initTestCase() {
        const quint16 port = freeTcpPort();
        m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
        m_carrier = std::make_unique<ProductProcess>();
        QVERIFY(m_carrier->start({u"simulate-carrier"_s, u"--port"_s, u"0"_s, u"--connection-id"_s, kConnection, u"--api-key"_s, kKey, u"--webhook"_s,
                                  m_url.toString() + u"/api/telnyx/webhook"_s}));
        const QString api = lastWord(m_carrier->waitForLine(u"API "_s));
        m_server = std::make_unique<ProductProcess>();
        m_settings = {{u"TELNYX_API_BASE"_s, api}, {u"TELNYX_API_KEY"_s, kKey}, {u"TELNYX_CONNECTION_ID"_s, kConnection},
                      {u"TELNYX_PUBLIC_KEY"_s, lastWord(m_carrier->waitForLine(u"public key"_s))}, {u"CALLFLOOR_PORT"_s, QString::number(port)},
                      {u"TELNYX_FROM_NUMBER"_s, u"+13125550100"_s}, {u"CALLFLOOR_STATE_DIR"_s, m_server->stateFolder()}};
        HttpClient carrier(QUrl(api).adjusted(QUrl::RemovePath));
        for (const QString &number : {kCustomer, u"sip:ada@sip.telnyx.com"_s, u"sip:bo@sip.telnyx.com"_s}) {
            const auto bound = carrier.post(u"/_sim/scripts"_s, {{u"number"_s, number}, {u"script"_s, u"answer"_s}});
            QVERIFY2(bound.status == 200, qPrintable(bound.summary()));
        }
        for (auto it = m_settings.begin(); it != m_settings.end(); ++it) m_server->setEnvironment(it.key(), it.value());
        QVERIFY(m_server->start({u"--server"_s}));
        QVERIFY(!m_server->waitForLine(u"listens on"_s).isEmpty());
        QVERIFY(person(u"ada"_s, u"admin"_s) && person(u"bo"_s, u"agent"_s));
        m_admin = signedIn(u"ada"_s);
        m_agent = signedIn(u"bo"_s);
        const auto placed = m_agent->post(u"/api/calls"_s, {{u"to"_s, kCustomer}});
        QVERIFY2(placed.status == 200, qPrintable(placed.summary()));
        QTRY_COMPARE_WITH_TIMEOUT(stage(placed.object().value(u"id"_s).toString()), u"connected"_s, 30'000);
    }
    void cleanupTestCase() {
        m_server.reset();
        m_carrier.reset();
    }

    void whatWorksIsStored() {
        QCOMPARE(m_admin->get(u"/api/supervision"_s).object().value(u"decidedBy"_s).toString(), u"default"_s);
        // Connected, both heard, agent, customer; monitor, whisper, barge; and the call goes on. With the first way the
        // customer hears the whisper.
        const Outcome outcome = trial("y\n" "y\ny\nn\nn\n" "y\ny\ny\ny\n" "y\ny\ny\ny\n" "y\n"
                                      "y\ny\nn\nn\n" "y\ny\nyes\nno\n" "y\ny\ny\nperhaps\ny\n" "y\n");
        QVERIFY2(outcome.status == 0, outcome.text.constData());
        QVERIFY2(outcome.text.contains("supervised_leg: whisper: \"Does the customer hear you?\" yes"), outcome.text.constData());
        QVERIFY2(outcome.text.contains("Stored: conference"), outcome.text.constData());
        QVERIFY2(!outcome.text.contains(kPassword), "the password is shown");
        const QJsonObject way = m_admin->get(u"/api/supervision"_s).object();
        QCOMPARE(way.value(u"mechanism"_s).toString(), u"conference"_s);
        QCOMPARE(way.value(u"decidedBy"_s).toString(), u"trial"_s);
        QVERIFY(way.value(u"findings"_s).toString().contains(u"Does the customer hear you?"_s));
    }

    void nothingThatWorksStoresNothing() {
        const QByteArray deaf = "y\nn\nn\nn\n" "n\n" "y\ny\ny\ny\n" "y\n";
        const Outcome outcome = trial("y\n" + deaf + deaf);
        QVERIFY2(outcome.status == 1, outcome.text.constData());
        const Outcome broken = trial("y\ny\ny\n");
        QVERIFY2(broken.status == 2, broken.text.constData());
        QCOMPARE(m_admin->get(u"/api/supervision"_s).object().value(u"mechanism"_s).toString(), u"conference"_s);
    }

    void onlyAdministratorsChoose() {
        const QJsonObject choice{{u"mechanism"_s, u"conference"_s}, {u"findings"_s, u"x"_s}};
        QCOMPARE(m_agent->post(u"/api/supervision"_s, choice).status, 403);
        QCOMPARE(m_agent->get(u"/api/supervision"_s).status, 403);
        QCOMPARE(m_admin->post(u"/api/supervision"_s, {{u"mechanism"_s, u"telepathy"_s}, {u"findings"_s, u"x"_s}}).status, 400);
    }
};

QTEST_GUILESS_MAIN(SupervisionTrialTest)
#include "tst_supervision_trial.moc"
