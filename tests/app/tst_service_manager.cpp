// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service_manager.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment environment(const QHash<QString, QString> &variables) {
    QProcessEnvironment out;
    for (auto it = variables.begin(); it != variables.end(); ++it) out.insert(it.key(), it.value());
    return out;
}

/// The manager's end of the channel.
class Manager {
public:
    explicit Manager(const QByteArray &name) : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
        if (name.startsWith('@')) address.sun_path[0] = '\0';
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<size_t>(name.size()));
        m_bound = ::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0;
    }
    ~Manager() { ::close(m_socket); }
    bool bound() const { return m_bound; }
    /// The next message; empty if there is none.
    QByteArray heard() {
        std::array<char, 512> buffer{};
        const auto size = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        return size > 0 ? QByteArray(buffer.data(), static_cast<qsizetype>(size)) : QByteArray();
    }
    /// How many of the messages since the last heard() say just this.
    int count(const QByteArray &message) {
        for (QByteArray next = heard(); !next.isEmpty(); next = heard()) m_counted += next == message ? 1 : 0;
        return m_counted;
    }

private:
    int m_socket;
    bool m_bound = false;
    int m_counted = 0;
};

} // namespace

class TestServiceManager : public QObject {
    Q_OBJECT
private slots:
    void nothingIsBelievedThatIsNotForThisProcess();
    void theManagerIsTold_data();
    void theManagerIsTold();
    void aHeartbeatComesOnlyWhereItIsWanted();
    void oneSocketIsTakenAndMoreAreRefused();
    void nobodyThereIsNoReasonToStop();
};

void TestServiceManager::nothingIsBelievedThatIsNotForThisProcess() {
    const auto read = [](const QHash<QString, QString> &variables) { return serviceEnvironment(environment(variables), 77); };
    QCOMPARE(read({}).notifySocket, QByteArray());
    QCOMPARE(read({}).descriptors, 0);
    QCOMPARE(read({{u"NOTIFY_SOCKET"_s, u"/run/x"_s}}).notifySocket, QByteArray("/run/x"));
    QCOMPARE(read({{u"NOTIFY_SOCKET"_s, u"@x"_s}}).notifySocket, QByteArray("@x"));
    QCOMPARE(read({{u"NOTIFY_SOCKET"_s, u"vsock:2:1"_s}}).notifySocket, QByteArray());
    QCOMPARE(read({{u"WATCHDOG_USEC"_s, u"30000000"_s}}).watchdog, std::chrono::seconds(30));
    QCOMPARE(read({{u"WATCHDOG_USEC"_s, u"30000000"_s}, {u"WATCHDOG_PID"_s, u"77"_s}}).watchdog, std::chrono::seconds(30));
    QCOMPARE(read({{u"WATCHDOG_USEC"_s, u"30000000"_s}, {u"WATCHDOG_PID"_s, u"78"_s}}).watchdog.count(), 0);
    QCOMPARE(read({{u"WATCHDOG_USEC"_s, u"-1"_s}}).watchdog.count(), 0);
    QCOMPARE(read({{u"LISTEN_FDS"_s, u"1"_s}, {u"LISTEN_PID"_s, u"77"_s}}).descriptors, 1);
    QCOMPARE(read({{u"LISTEN_FDS"_s, u"1"_s}, {u"LISTEN_PID"_s, u"78"_s}}).descriptors, 0);
    QCOMPARE(read({{u"LISTEN_FDS"_s, u"1"_s}}).descriptors, 0);
    QCOMPARE(read({{u"LISTEN_FDS"_s, u"x"_s}, {u"LISTEN_PID"_s, u"77"_s}}).descriptors, 0);
}

void TestServiceManager::theManagerIsTold_data() {
    QTest::addColumn<bool>("abstract");
    QTest::newRow("path") << false;
    QTest::newRow("abstract") << true;
}

void TestServiceManager::theManagerIsTold() {
    QFETCH(bool, abstract);
    QTemporaryDir folder;
    const QByteArray name = abstract ? "@callfloor-test-" + QByteArray::number(::getpid()) : QFile::encodeName(folder.filePath(u"notify"_s));
    Manager manager(name);
    QVERIFY(manager.bound());
    ServiceEnvironment environment;
    environment.notifySocket = name;
    ServiceManager service(environment);
    QVERIFY(service.present());
    service.ready(u"listens on\nREADY=0"_s);
    QCOMPARE(manager.heard(), QByteArray("READY=1\nSTATUS=listens on READY=0"));
    service.reloading();
    QVERIFY(manager.heard().startsWith("RELOADING=1\nMONOTONIC_USEC="));
    service.stopping(u"bye"_s);
    QCOMPARE(manager.heard(), QByteArray("STOPPING=1\nSTATUS=bye"));
    QCOMPARE(manager.heard(), QByteArray());
}

void TestServiceManager::aHeartbeatComesOnlyWhereItIsWanted() {
    QTemporaryDir folder;
    ServiceEnvironment environment;
    environment.notifySocket = QFile::encodeName(folder.filePath(u"notify"_s));
    environment.watchdog = std::chrono::milliseconds(60);
    Manager manager(environment.notifySocket);
    QVERIFY(manager.bound());
    ServiceManager service(environment);
    QCoreApplication::processEvents();
    QCOMPARE(manager.heard(), QByteArray()); // not before it is ready: the start may take longer
    service.ready({});
    QVERIFY(manager.heard().startsWith("READY=1"));
    QTRY_VERIFY(manager.count("WATCHDOG=1") >= 3);
}

void TestServiceManager::oneSocketIsTakenAndMoreAreRefused() {
    ServiceEnvironment environment;
    const auto none = ServiceManager(environment).listener();
    QVERIFY(none.ok() && !*none);
    environment.descriptors = 2;
    const auto two = ServiceManager(environment).listener();
    QVERIFY(!two.ok());
    QCOMPARE(two.error().code, ErrorCode::BadRequest);
}

void TestServiceManager::nobodyThereIsNoReasonToStop() {
    ServiceEnvironment environment;
    environment.notifySocket = "/nowhere/at/all";
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be told"_s));
    ServiceManager(environment).ready({});
    environment.notifySocket = QByteArray("/") + QByteArray(300, 'x');
    ServiceManager(environment).ready({});
    ServiceManager(ServiceEnvironment()).ready({});
}

QTEST_GUILESS_MAIN(TestServiceManager)
#include "tst_service_manager.moc"
