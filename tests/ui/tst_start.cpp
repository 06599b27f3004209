// SPDX-License-Identifier: GPL-3.0-or-later
// How a console begins: links of the desktop, and one console where two are started.
#include "app/single_instance.h"
#include "ui/start/remembered_login.h"
#include "ui/start/start_link.h"

#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <map>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// A keyring in memory that answers as it is told.
class FakeVault final : public TokenVault {
public:
    std::map<QString, QString> secrets;
    std::optional<VaultAnswer> trouble;
    void read(const QString &name, std::function<void(VaultAnswer, const QString &)> then) override {
        const auto found = secrets.find(name);
        if (trouble) then(*trouble, {});
        else if (found == secrets.end()) then(VaultAnswer::Absent, {});
        else then(VaultAnswer::Done, found->second);
    }
    void write(const QString &name, const QString &secret, std::function<void(VaultAnswer)> then) override {
        if (!trouble) secrets[name] = secret;
        then(trouble.value_or(VaultAnswer::Done));
    }
    void erase(const QString &name, std::function<void(VaultAnswer)> then) override {
        if (!trouble) secrets.erase(name);
        then(trouble.value_or(VaultAnswer::Done));
    }
};

} // namespace

class TestStart : public QObject {
    Q_OBJECT

    /// What handOver() says, from a thread of its own, as it waits.
    static bool handOver(const SingleInstance &second, const QString &link) {
        auto answer = std::async(std::launch::async, [&] { return second.handOver(link); });
        while (answer.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready) QCoreApplication::processEvents();
        return answer.get();
    }

private slots:
    void linksOfTheDesktopAreRead_data() {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("number");
        QTest::newRow("tel") << u"tel:+1-201-555-0123"_s << u"+12015550123"_s; // RFC 3966 §6
        QTest::newRow("tel with a parameter") << u"tel:7042;phone-context=example.com"_s << u"7042"_s;
        QTest::newRow("percent signs") << u"tel:%2B44%2020%207946%200018"_s << u"+442079460018"_s;
        QTest::newRow("upper case") << u"TEL:(0)30.123"_s << u"030123"_s;
        QTest::newRow("with slashes") << u"tel://+4930123"_s << u"+4930123"_s;
        QTest::newRow("callto") << u"callto:+4930123"_s << u"+4930123"_s;
        QTest::newRow("sip with a number") << u"sip:+1-212-555-1212:1234@gateway.com;user=phone"_s << u"sip:+1-212-555-1212:1234@gateway.com"_s;
        QTest::newRow("sip, number only") << u"sip:+12125551212@gateway.com"_s << u"+12125551212"_s;
        QTest::newRow("sip with a name") << u"sip:alice@atlanta.com?subject=x"_s << u"sip:alice@atlanta.com"_s;
        QTest::newRow("sips") << u"sips:alice@atlanta.com"_s << u"sips:alice@atlanta.com"_s;
        for (const char *bad : {"tel:", "tel:abc", "tel:+49;rm -rf", "http://example.org", "sip:", "sip:alice", "tel:+49\n30", "callto:@", "--demo"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << (bad == std::string("tel:+49;rm -rf") ? u"+49"_s : QString());
        QTest::newRow("too long") << u"tel:"_s + QString(65, u'1') << QString();
    }

    void linksOfTheDesktopAreRead() {
        QFETCH(QString, link);
        QFETCH(QString, number);
        const auto read = readStartLink(link);
        QCOMPARE(read.ok(), !number.isEmpty());
        if (read) QCOMPARE(read->number, number);
        else QVERIFY(!read.error().message.isEmpty());
    }

    void invitationsNameTheirServer_data() {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("server");
        QTest::newRow("plain") << u"callfloor://join?server=https://cf.example.org&email=maria@example.org"_s << u"https://cf.example.org"_s;
        QTest::newRow("encoded") << u"callfloor://join?email=a%40b.org&server=https%3A%2F%2Fcf.example.org%3A8443%2Fx%3Fy"_s
                                 << u"https://cf.example.org:8443/x"_s;
        QTest::newRow("another verb") << u"callfloor://dial?server=https://cf.example.org"_s << QString();
        QTest::newRow("no server") << u"callfloor://join"_s << QString();
        QTest::newRow("a file") << u"callfloor://join?server=file:///etc/passwd"_s << QString();
        QTest::newRow("somebody else's name before the host") << u"callfloor://join?server=https://cf.example.org@evil.example"_s << QString();
    }

    void invitationsNameTheirServer() {
        QFETCH(QString, link);
        QFETCH(QString, server);
        const auto read = readStartLink(link);
        QCOMPARE(read.ok(), !server.isEmpty());
        if (!read) return;
        QCOMPARE(read->server.toString(), server);
        QVERIFY(read->email.contains(u'@'));
        QVERIFY(read->number.isEmpty());
    }

    void theSecondHandsItsLinkToTheFirst() {
        QTemporaryDir folder;
        SingleInstance first(folder.path(), u"here"_s);
        QVERIFY(first.first());
        QSignalSpy started(&first, &SingleInstance::started);
        const SingleInstance second(folder.path(), u"here"_s);
        QVERIFY(!second.first());
        QVERIFY(handOver(second, u"tel:+4930123"_s));
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(started.first().first().toString(), u"tel:+4930123"_s);
        QVERIFY(handOver(second, QString()));
        QTRY_COMPARE(started.size(), 2);
        QCOMPARE(started.last().first().toString(), QString());
    }

    void consolesOfTwoServersRunSideBySide() {
        QTemporaryDir folder;
        const SingleInstance one(folder.path(), u"https://a.example"_s), other(folder.path(), u"https://b.example"_s);
        QVERIFY(one.first());
        QVERIFY(other.first());
    }

    void theNextOneIsFirstWhenTheFirstHasEnded() {
        QTemporaryDir folder;
        {
            const SingleInstance first(folder.path(), u"here"_s);
            QVERIFY(first.first());
        }
        QVERIFY(SingleInstance(folder.path(), u"here"_s).first());
    }

    /// A process that is killed leaves its lock and its socket behind.
    void aKilledFirstOneIsInNobodysWay() {
        QTemporaryDir folder;
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, folder.path()});
        QVERIFY(process.waitForReadyRead());
        QCOMPARE(process.readLine(), QByteArray("first\n"));
        QVERIFY(!SingleInstance(folder.path(), u"here"_s).first());
        process.kill();
        QVERIFY(process.waitForFinished());
        SingleInstance next(folder.path(), u"here"_s);
        QVERIFY(next.first());
        QSignalSpy started(&next, &SingleInstance::started);
        const SingleInstance after(folder.path(), u"here"_s);
        QVERIFY(handOver(after, u"tel:1"_s));
        QTRY_COMPARE(started.size(), 1);
    }

    void whoWantsItStaysSignedIn() {
        FakeVault vault;
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"console.ini"_s), QSettings::IniFormat);
        QStringList resumed;
        Result<UserInfo> answer = UserInfo{};
        const auto resume = [&](const QString &token) {
            resumed << token;
            return QtFuture::makeReadyFuture(answer);
        };
        {
            RememberedLogin login(u"here"_s, vault, settings, resume);
            login.tokenChanged(u"first"_s);
            QVERIFY(vault.secrets.empty()); // Nobody has asked for it.
            login.setWanted(true);
            QCOMPARE(vault.secrets[u"here"_s], u"first"_s);
            login.tokenChanged(u"second"_s); // It is renewed now and then.
        }
        RememberedLogin next(u"here"_s, vault, settings, resume);
        next.start();
        QTRY_COMPARE(resumed, QStringList{u"second"_s});
        QCOMPARE(vault.secrets[u"here"_s], u"second"_s);
        // A server that is away keeps the token, one that says no ends it.
        QSignalSpy told(&next, &RememberedLogin::told);
        answer = Error{ErrorCode::Unavailable, u"away"_s, {}, {}, u"unreachable"_s};
        next.start();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(vault.secrets.size(), size_t(1));
        answer = Error{ErrorCode::Unauthorized, u"over"_s};
        next.start();
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(vault.secrets.empty());
        next.tokenChanged(u"third"_s);
        QCOMPARE(vault.secrets[u"here"_s], u"third"_s);
        next.setWanted(false);
        next.tokenChanged({}); // Signed out.
        next.tokenChanged(u"fourth"_s);
        QVERIFY(!settings.value(u"staySignedIn"_s).toBool());
        for (const auto &[name, secret] : vault.secrets) QVERIFY(secret != u"fourth"_s);
    }

    void signingOutForgetsTheToken() {
        FakeVault vault;
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"console.ini"_s), QSettings::IniFormat);
        RememberedLogin login(u"here"_s, vault, settings, [](const QString &) { return QtFuture::makeReadyFuture(Result<UserInfo>(UserInfo{})); });
        login.tokenChanged(u"first"_s);
        login.setWanted(true);
        login.tokenChanged({});
        QVERIFY(vault.secrets.empty());
        login.tokenChanged(u"second"_s);
        login.setWanted(false); // At once, not with the next sign-out.
        QVERIFY(vault.secrets.empty());
    }

    void aLockedAnAbsentAndARefusingKeyringAreTold_data() {
        QTest::addColumn<VaultAnswer>("answer");
        QTest::addColumn<QString>("word");
        QTest::newRow("locked") << VaultAnswer::Locked << u"locked"_s;
        QTest::newRow("refused") << VaultAnswer::Refused << u"refused"_s;
        QTest::newRow("missing") << VaultAnswer::Missing << u"no keyring"_s;
    }

    void aLockedAnAbsentAndARefusingKeyringAreTold() {
        QFETCH(VaultAnswer, answer);
        QFETCH(QString, word);
        FakeVault vault;
        vault.trouble = answer;
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"console.ini"_s), QSettings::IniFormat);
        RememberedLogin login(u"here"_s, vault, settings, [](const QString &) { return QtFuture::makeReadyFuture(Result<UserInfo>(UserInfo{})); });
        QSignalSpy told(&login, &RememberedLogin::told);
        login.start(); // Nobody wants it: nobody is bothered.
        QVERIFY(told.isEmpty());
        login.tokenChanged(u"first"_s);
        login.setWanted(true);
        QCOMPARE(told.size(), 1);
        QVERIFY2(told.first().first().toString().contains(word), qPrintable(told.first().first().toString()));
    }

    void withoutAPlaceForTheLockTheConsoleStarts() {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(SingleInstance(folder.filePath(u"file/below"_s), u"here"_s).first());
    }
};

/// With `--hold FOLDER` a console that is first and stays so until it is killed.
int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == "--hold"_L1) {
        const SingleInstance first(app.arguments().value(2), u"here"_s);
        QTextStream(stdout) << (first.first() ? "first" : "second") << Qt::endl;
        return QCoreApplication::exec();
    }
    TestStart test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_start.moc"
