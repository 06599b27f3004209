// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kPublicKey = u"WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="_s;

/// The end of the channel where a service manager listens.
class NotifySocket {
public:
    NotifySocket() : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path());
        std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
        m_bound = ::bind(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    ~NotifySocket() { ::close(m_socket); }
    QString path() const { return m_folder.filePath(u"notify"_s); }
    bool bound() const { return m_bound; }
    /// Reads what has come; true once a message with this line is among all that came.
    bool heard(const QByteArray &line) {
        std::array<char, 1024> buffer{};
        for (auto size = ::recv(m_socket, buffer.data(), buffer.size(), 0); size > 0; size = ::recv(m_socket, buffer.data(), buffer.size(), 0))
            m_lines += QByteArray(buffer.data(), static_cast<qsizetype>(size)).split('\n');
        return std::any_of(m_lines.begin(), m_lines.end(), [&line](const QByteArray &each) { return each.startsWith(line); });
    }
    void forget() { m_lines.clear(); }

private:
    QTemporaryDir m_folder;
    int m_socket;
    bool m_bound = false;
    QByteArrayList m_lines;
};

} // namespace

/// The product under a service manager.
class TestService : public QObject {
    Q_OBJECT
private slots:
    void theManagerHearsHowItIs();
    void aPortThatIsOpenAlreadyIsTakenOver();
    void aSocketOfAnotherKindIsRefused();
    void aConfigurationThatCannotWorkHasAStatusOfItsOwn();
};

void TestService::theManagerHearsHowItIs() {
    NotifySocket manager;
    QVERIFY(manager.bound());
    ProductProcess server;
    server.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, kPublicKey);
    server.setEnvironment(u"NOTIFY_SOCKET"_s, manager.path());
    server.setEnvironment(u"WATCHDOG_USEC"_s, u"900000"_s);
    const quint16 port = freeTcpPort();
    QVERIFY(server.start({u"--server"_s, u"--port"_s, QString::number(port), u"--state-dir"_s, server.stateFolder()}));
    QTRY_VERIFY2_WITH_TIMEOUT(manager.heard("READY=1"), server.output().constData(), 20'000);
    QVERIFY(manager.heard("STATUS=listens on http://127.0.0.1:" + QByteArray::number(port)));
    // Ready means ready.
    QCOMPARE(HttpClient(QUrl(u"http://127.0.0.1:%1"_s.arg(port))).get(u"/healthz"_s).status, 200);
    for (int i = 0; i < 2; ++i) {
        manager.forget();
        QTRY_VERIFY(manager.heard("WATCHDOG=1"));
    }
    QCOMPARE(::kill(static_cast<pid_t>(server.pid()), SIGHUP), 0);
    QTRY_VERIFY(manager.heard("RELOADING=1"));
    QTRY_VERIFY(manager.heard("READY=1"));
    QVERIFY(server.terminate());
    QCOMPARE(server.exitStatus(), 0);
    QVERIFY(manager.heard("STOPPING=1"));
}

void TestService::aPortThatIsOpenAlreadyIsTakenOver() {
    QTcpServer listening;
    QVERIFY(listening.listen(QHostAddress::LocalHost, 0));
    const quint16 port = listening.serverPort();
    const int inherited = ::dup(static_cast<int>(listening.socketDescriptor())); // survives exec
    QVERIFY(inherited > 2);
    listening.pauseAccepting();
    QTemporaryDir state;
    QProcess server;
    server.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TELNYX_PUBLIC_KEY"_s, kPublicKey);
    server.setProcessEnvironment(environment);
    // bash: its number becomes that of the product, which is what LISTEN_PID has to say.
    server.start(u"bash"_s, {u"-c"_s, u"exec 3<&%1; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$CALLFLOOR_BINARY\" --server --port 1 --state-dir %2"_s
                                          .arg(inherited).arg(state.path())});
    QVERIFY(server.waitForStarted());
    ::close(inherited);
    HttpClient client(QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    QVERIFY(client.waitForStatus(u"/healthz"_s));
    server.terminate();
    QVERIFY(server.waitForFinished());
    const QByteArray output = server.readAll();
    QCOMPARE(server.exitCode(), 0);
    QVERIFY2(output.contains(QByteArray("listens on http://127.0.0.1:" + QByteArray::number(port))), output.constData());
}

void TestService::aSocketOfAnotherKindIsRefused() {
    QTemporaryDir state;
    QProcess server;
    server.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TELNYX_PUBLIC_KEY"_s, kPublicKey);
    server.setProcessEnvironment(environment);
    server.start(u"bash"_s, {u"-c"_s, u"exec 3</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$CALLFLOOR_BINARY\" --server --state-dir "_s + state.path()});
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitCode(), 2);
    const QByteArray output = server.readAll();
    QVERIFY2(output.contains("socket from the service manager"), output.constData());
}

void TestService::aConfigurationThatCannotWorkHasAStatusOfItsOwn() {
    ProductProcess server;
    QVERIFY(server.start({u"--server"_s, u"--state-dir"_s, server.stateFolder()}));
    QVERIFY(server.waitForEnd());
    QCOMPARE(server.exitStatus(), 2);
    QVERIFY2(server.output().contains("TELNYX_PUBLIC_KEY"), server.output().constData());
    // A port that is taken may be free later.
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    ProductProcess second;
    second.setEnvironment(u"TELNYX_PUBLIC_KEY"_s, kPublicKey);
    QVERIFY(second.start({u"--server"_s, u"--port"_s, QString::number(other.serverPort()), u"--state-dir"_s, second.stateFolder()}));
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.exitStatus(), 1);
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
