// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/tls_identity.h"
#include "tests/net/certificates.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// Certificate and key files: what is taken, and what a sentence says about what is not.
class TestTlsIdentity : public QObject {
    Q_OBJECT
private slots:
    void rsaAndEcdsaAreTaken_data();
    void rsaAndEcdsaAreTaken();
    void theTraditionalFormIsTaken();
    void theChainComesAlong();
    void aWrongPairIsRefusedWithAReason_data();
    void aWrongPairIsRefusedWithAReason();
    void anExpiredCertificateIsRemarkedUpon();
    void aCertificateOfTheFutureIsRemarkedUpon();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void put(const QString &name, const QByteArray &content) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QTemporaryDir m_folder;
};

void TestTlsIdentity::rsaAndEcdsaAreTaken_data() {
    QTest::addColumn<KeyKind>("kind");
    QTest::newRow("RSA") << KeyKind::Rsa;
    QTest::newRow("ECDSA") << KeyKind::Ec;
}

void TestTlsIdentity::rsaAndEcdsaAreTaken() {
    QFETCH(KeyKind, kind);
    QVERIFY(makeCertificate("desk.example.com", kind).write(m_folder.path(), u"good"_s));
    const auto identity = net::loadTlsIdentity(path(u"good.crt"_s), path(u"good.key"_s));
    QVERIFY2(identity.ok(), identity ? "" : qPrintable(identity.error().message));
    QCOMPARE(identity->names, u"127.0.0.1, desk.example.com, localhost"_s);
    QVERIFY(identity->warning(QDateTime::currentDateTimeUtc()).isEmpty());
    QCOMPARE(identity->configuration.protocol(), QSsl::TlsV1_2OrLater);
    QVERIFY(!identity->configuration.privateKey().isNull());
    QCOMPARE(identity->configuration.localCertificateChain().size(), 1);
}

void TestTlsIdentity::theTraditionalFormIsTaken() {
    const Certificate made = makeCertificate("a");
    const QSslKey key(made.key, QSsl::Ec);
    put(u"old.crt"_s, made.certificate);
    put(u"old.key"_s, key.toPem()); // -----BEGIN EC PRIVATE KEY-----
    QVERIFY(net::loadTlsIdentity(path(u"old.crt"_s), path(u"old.key"_s)).ok());
}

void TestTlsIdentity::theChainComesAlong() {
    const Certificate own = makeCertificate("own"), above = makeCertificate("above");
    put(u"chain.crt"_s, own.certificate + above.certificate);
    put(u"chain.key"_s, own.key);
    const auto identity = net::loadTlsIdentity(path(u"chain.crt"_s), path(u"chain.key"_s));
    QVERIFY(identity.ok());
    QCOMPARE(identity->configuration.localCertificateChain().size(), 2);
    QCOMPARE(identity->names, u"127.0.0.1, localhost, own"_s);
}

void TestTlsIdentity::aWrongPairIsRefusedWithAReason_data() {
    const Certificate one = makeCertificate("one"), two = makeCertificate("two");
    const Certificate modern = makeCertificate("modern", KeyKind::Ed25519);
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("why");
    QTest::newRow("no certificate file") << QByteArray() << one.key << u"cannot be read: there is no such file"_s;
    QTest::newRow("no key file") << one.certificate << QByteArray() << u"cannot be read: there is no such file"_s;
    QTest::newRow("no certificate in it") << QByteArray("hello") << one.key << u"holds no certificate"_s;
    QTest::newRow("a damaged certificate") << one.certificate.first(100) << one.key << u"holds no certificate"_s;
    QTest::newRow("no key in it") << one.certificate << one.certificate << u"holds no private key"_s;
    QTest::newRow("the key of another") << one.certificate << two.key << u"does not belong to"_s;
    QTest::newRow("the chain before the own") << two.certificate + one.certificate << one.key << u"must come first"_s;
    QTest::newRow("a password") << one.certificate << withPassword(one.key) << u"protected by a password"_s;
    QTest::newRow("a kind that browsers do not know") << modern.certificate << modern.key << u"neither RSA nor ECDSA"_s;
}

void TestTlsIdentity::aWrongPairIsRefusedWithAReason() {
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QString, why);
    QFile::remove(path(u"x.crt"_s));
    QFile::remove(path(u"x.key"_s));
    if (!certificate.isEmpty()) put(u"x.crt"_s, certificate);
    if (!key.isEmpty()) put(u"x.key"_s, key);
    const auto identity = net::loadTlsIdentity(path(u"x.crt"_s), path(u"x.key"_s));
    QVERIFY(!identity.ok());
    QVERIFY2(identity.error().message.contains(why), qPrintable(identity.error().message));
    QVERIFY2(identity.error().message.contains(m_folder.path()), qPrintable(identity.error().message));
}

void TestTlsIdentity::anExpiredCertificateIsRemarkedUpon() {
    QVERIFY(makeCertificate("old", KeyKind::Ec, -30, -1).write(m_folder.path(), u"expired"_s));
    const auto identity = net::loadTlsIdentity(path(u"expired.crt"_s), path(u"expired.key"_s));
    QVERIFY(identity.ok());
    QVERIFY(identity->warning(QDateTime::currentDateTimeUtc()).contains(u"expired on"_s));
    QVERIFY(identity->warning(QDateTime::currentDateTimeUtc().addDays(-2)).isEmpty());
}

void TestTlsIdentity::aCertificateOfTheFutureIsRemarkedUpon() {
    QVERIFY(makeCertificate("soon", KeyKind::Ec, 1, 30).write(m_folder.path(), u"soon"_s));
    const auto identity = net::loadTlsIdentity(path(u"soon.crt"_s), path(u"soon.key"_s));
    QVERIFY(identity.ok());
    QVERIFY(identity->warning(QDateTime::currentDateTimeUtc()).contains(u"not valid before"_s));
}

QTEST_GUILESS_MAIN(TestTlsIdentity)
#include "tst_tls_identity.moc"
