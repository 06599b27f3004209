// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using callfloor::test::freeTcpPort;
using callfloor::test::HttpAnswer;
using callfloor::test::HttpClient;
using callfloor::test::ProductProcess;

namespace {

/// Answers every request with what `reply` returns for it.
class ScriptedServer : public QTcpServer {
public:
    std::function<QByteArray(const QByteArray &)> reply;
    QList<QByteArray> requests;

    ScriptedServer() {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

private:
    void answer(QTcpSocket *socket) {
        QByteArray text = socket->property("text").toByteArray() + socket->readAll();
        socket->setProperty("text", text);
        const qsizetype end = text.indexOf("\r\n\r\n");
        const qsizetype at = text.toLower().indexOf("content-length: ");
        const qsizetype length = at < 0 ? 0 : text.mid(at + 16, text.indexOf('\r', at) - at - 16).toLongLong();
        if (end < 0 || text.size() < end + 4 + length) {
            return;
        }
        requests += text;
        socket->write(reply(text));
        socket->disconnectFromHost();
    }
};

QByteArray httpAnswer(const QByteArray &status, const QByteArray &body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nX-Test: Seen\r\nConnection: close\r\n\r\n" + body;
}

} // namespace

/// The helpers are tried on a shell script in the place of the product.
class ProcessTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QFile script(m_folder.filePath(u"program"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n"
                     "trap 'echo terminated; exit 7' TERM\n"
                     "echo \"arguments: $*\"\n"
                     "echo \"folder: $(pwd)\"\n"
                     "echo \"settings: ${PORT-}${TELNYX_API_KEY-}${CALLFLOOR_BIND-} mine: ${MINE-}\"\n"
                     "echo 'to the error channel' >&2\n"
                     "case $1 in end) exit 3;; input) cat; exit 0;; esac\n"
                     "exec 9<> \"$2\"\n"
                     "while :; do read -r line <&9; done\n");
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        script.close();
        qputenv("CALLFLOOR_BINARY", QFile::encodeName(script.fileName()));
        qputenv("PORT", "1");
        qputenv("TELNYX_API_KEY", "2");
        qputenv("CALLFLOOR_BIND", "3");
    }

    void runsInItsStateFolderWithoutOurSettings() {
        ProductProcess product;
        product.setEnvironment(u"MINE"_s, u"yes"_s);
        QVERIFY(product.start({u"end"_s, u"two words"_s}));
        QCOMPARE(product.waitForLine(u"arguments:"_s), u"arguments: end two words"_s);
        QCOMPARE(product.waitForLine(u"folder:"_s), QString(u"folder: "_s + product.stateFolder()));
        QCOMPARE(product.waitForLine(u"settings:"_s), u"settings:  mine: yes"_s);
        QCOMPARE(product.waitForLine(u"error channel"_s), u"to the error channel"_s);
        QVERIFY(product.waitForEnd());
        QCOMPARE(product.exitStatus(), 3);
    }

    void lineThatNeverComesEndsTheWaitWithTheProcess() {
        ProductProcess product;
        QVERIFY(product.start({u"end"_s}));
        QVERIFY(product.waitForLine(u"no such line"_s).isNull());
        QVERIFY(!product.isRunning());
    }

    void missingProgramIsNoticed() {
        const QByteArray before = qgetenv("CALLFLOOR_BINARY");
        qputenv("CALLFLOOR_BINARY", "/nowhere/callfloor");
        ProductProcess product;
        QVERIFY(!product.start({}));
        QCOMPARE(product.exitStatus(), -1);
        qputenv("CALLFLOOR_BINARY", before);
    }

    void inputReachesTheProcess() {
        ProductProcess product;
        QVERIFY(product.start({u"input"_s}));
        product.writeInput("a secret line\n");
        QCOMPARE(product.waitForLine(u"secret"_s), u"a secret line"_s);
        QVERIFY(product.waitForEnd());
        QCOMPARE(product.exitStatus(), 0);
    }

    void terminationIsGracefulAndKillIsNot() {
        QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(QProcess::execute(u"mkfifo"_s, {pipe}), 0);
        ProductProcess product;
        QVERIFY(product.start({u"stay"_s, pipe}));
        QVERIFY(!product.waitForLine(u"to the error channel"_s).isNull());
        QVERIFY(product.terminate());
        QCOMPARE(product.exitStatus(), 7);
        QVERIFY(product.output().contains("terminated"));

        QVERIFY(product.start({u"stay"_s, pipe}));
        QVERIFY(!product.waitForLine(u"to the error channel"_s).isNull());
        product.killHard();
        QVERIFY(!product.isRunning());
        QCOMPARE(product.exitStatus(), -1);
        QCOMPARE(product.output().count("terminated"), 1);
    }

    void waitingForHttpSeesTheStatusChange() {
        ScriptedServer server;
        int asked = 0;
        server.reply = [&asked](const QByteArray &) {
            return ++asked < 4 ? httpAnswer("503 Unavailable", "{}") : httpAnswer("200 OK", "{}");
        };
        HttpClient client(server.url());
        QVERIFY(client.waitForStatus(u"/readyz"_s));
        QCOMPARE(asked, 4);
    }

    void requestCarriesTokenHeadersAndBody() {
        ScriptedServer server;
        server.reply = [](const QByteArray &) { return httpAnswer("201 Created", R"({"a":[1,true],"b":"ü"})"); };
        HttpClient client(server.url());
        client.setToken(u"abc"_s);
        client.setHeader("Idempotency-Key", "k1");
        const HttpAnswer answer = client.post(u"/api/calls?x=%2B1"_s, {{u"to"_s, u"+15550100"_s}});
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.object().value(u"b"_s).toString(), u"ü"_s);
        QCOMPARE(answer.headers.value("x-test"), QByteArray("Seen"));
        const QByteArray request = server.requests.first();
        QVERIFY2(request.startsWith("POST /api/calls?x=%2B1 HTTP/1.1\r\n"), request.constData());
        QVERIFY(request.toLower().contains("authorization: bearer abc\r\n"));
        QVERIFY(request.toLower().contains("idempotency-key: k1\r\n"));
        QVERIFY(request.endsWith(R"({"to":"+15550100"})"));
        client.setToken({});
        client.setHeader("Idempotency-Key", {});
        QCOMPARE(client.get(u"/"_s).status, 201);
        QVERIFY(!server.requests.last().toLower().contains("bearer"));
        QVERIFY(!server.requests.last().toLower().contains("idempotency"));
    }

    void bareJsonValuesAndRubbishAreToldApart() {
        HttpAnswer answer;
        answer.body = "true";
        QCOMPARE(answer.json(), QJsonValue(true));
        answer.body = "[1,2]";
        QCOMPARE(answer.array().size(), 2);
        answer.body = "1,2";
        QVERIFY(answer.json().isUndefined());
        answer.body = "<html>";
        QVERIFY(answer.json().isUndefined());
    }

    void deadServerGivesNoStatus() {
        HttpClient client(QUrl(u"http://127.0.0.1:%1"_s.arg(freeTcpPort())));
        const HttpAnswer answer = client.get(u"/"_s);
        QCOMPARE(answer.status, 0);
        QVERIFY(!answer.failure.isEmpty());
        QVERIFY(answer.summary().startsWith(u"no answer: "_s));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "tst_process.moc"
