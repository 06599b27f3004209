// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/webhook_verifier.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QThread>

#include <sodium.h>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// A throw-away key pair for this run.
struct TestKey {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    TestKey() { crypto_sign_keypair(open.data(), secret.data()); }

    QByteArray publicBase64() const {
        return QByteArray(reinterpret_cast<const char *>(open.data()), qsizetype{crypto_sign_PUBLICKEYBYTES})
            .toBase64();
    }
    QByteArray sign(const QByteArray &timestamp, const QByteArray &body) const {
        const QByteArray text = timestamp + '|' + body;
        QByteArray signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr,
                             reinterpret_cast<const unsigned char *>(text.constData()),
                             static_cast<unsigned long long>(text.size()), secret.data());
        return signature.toBase64();
    }
};

constexpr qint64 kSignedAt = 1'772'463'845;

UtcTime secondsAfter(double seconds) {
    return fromMicros(kSignedAt * 1'000'000 + static_cast<qint64>(seconds * 1e6));
}

} // namespace

class TestWebhookVerifier : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(sodium_init() >= 0); }

    void carriersOwnVectorsPass() {
        const QString folder = qEnvironmentVariable("CALLFLOOR_TELNYX_DATA");
        if (folder.isEmpty()) QSKIP("CALLFLOOR_TELNYX_DATA is not set");
        QFile file(folder + u"/signature-vectors.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const auto verifier = WebhookVerifier::create(json.value("public_key_base64"_L1).toString().toLatin1());
        QVERIFY(verifier.ok());
        const QJsonArray vectors = json.value("vectors"_L1).toArray();
        QCOMPARE(vectors.size(), 14);
        for (const QJsonValue &value : vectors) {
            const QJsonObject vector = value.toObject();
            const QJsonObject headers = vector.value("headers"_L1).toObject();
            QByteArray timestamp, signature;
            for (auto header = headers.begin(); header != headers.end(); ++header) {
                if (header.key().toLower() == "telnyx-timestamp"_L1) timestamp = header.value().toString().toLatin1();
                if (header.key().toLower() == "telnyx-signature-ed25519"_L1)
                    signature = header.value().toString().toLatin1();
            }
            const UtcTime now = fromMicros(vector.value("now"_L1).toInteger() * 1'000'000);
            const auto verdict =
                verifier->verify(timestamp, signature, vector.value("body"_L1).toString().toUtf8(), now);
            QVERIFY2(verdict.ok() == vector.value("valid"_L1).toBool(), qPrintable(vector.value("name"_L1).toString()));
        }
    }

    void publicKeyMustBeThirtyTwoBytesOfBase64_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("good");
        const TestKey key;
        QTest::newRow("as the portal shows it") << key.publicBase64() << true;
        QTest::newRow("with a line end") << '\n' + key.publicBase64() + "\r\n" << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("hex") << QByteArray(reinterpret_cast<const char *>(key.open.data()), 32).toHex() << false;
        QTest::newRow("one byte short") << QByteArray(31, 'k').toBase64() << false;
        QTest::newRow("one byte long") << QByteArray(33, 'k').toBase64() << false;
        QTest::newRow("padding missing") << key.publicBase64().chopped(1) << false;
        QTest::newRow("PEM") << QByteArray("-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----") << false;
        QTest::newRow("not on the curve") << QByteArray(32, '\xff').toBase64() << false;
    }
    void publicKeyMustBeThirtyTwoBytesOfBase64() {
        QFETCH(QByteArray, key);
        QFETCH(bool, good);
        const auto verifier = WebhookVerifier::create(key);
        QCOMPARE(verifier.ok(), good);
        if (!good) {
            QCOMPARE(verifier.error().code, ErrorCode::BadRequest);
            QVERIFY(!verifier.error().message.isEmpty());
        }
    }

    void refusalsNameTheirReason_data() {
        QTest::addColumn<QByteArray>("timestamp");
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<double>("secondsLater");
        QTest::addColumn<QString>("reason");
        const QByteArray when = QByteArray::number(kSignedAt), body("{\"data\":{}}"), good = m_key.sign(when, body);
        QTest::newRow("good") << when << good << body << 2.0 << QString();
        QTest::newRow("empty body") << when << m_key.sign(when, {}) << QByteArray() << 2.0 << QString();
        const QByteArray large(3'000'000, 'x');
        QTest::newRow("large body") << when << m_key.sign(when, large) << large << 2.0 << QString();
        QTest::newRow("300 s old") << when << good << body << 300.0 << QString();
        QTest::newRow("300.9 s old: whole seconds") << when << good << body << 300.9 << QString();
        QTest::newRow("301 s old") << when << good << body << 301.0 << u"stale"_s;
        QTest::newRow("300 s ahead") << when << good << body << -300.0 << QString();
        QTest::newRow("300.1 s ahead") << when << good << body << -300.1 << u"stale"_s;
        QTest::newRow("no timestamp") << QByteArray() << good << body << 2.0 << u"missing_header"_s;
        QTest::newRow("no signature") << when << QByteArray() << body << 2.0 << u"missing_header"_s;
        for (const char *bad : {"soon", "1772463845.0", " 1772463845", "1772463845 ", "+1772463845", "-1", "0x10",
                                "1e9", "99999999999999999999"})
            QTest::addRow("timestamp '%s'", bad)
                << QByteArray(bad) << m_key.sign(bad, body) << body << 2.0 << u"bad_timestamp"_s;
        QTest::newRow("largest timestamp") << QByteArray("9223372036854775807") << good << body << 2.0 << u"stale"_s;
        QTest::newRow("not base64") << when << QByteArray("%%%") << body << 2.0 << u"bad_signature"_s;
        QTest::newRow("63 bytes") << when << QByteArray(63, 'x').toBase64() << body << 2.0 << u"bad_signature"_s;
        QTest::newRow("65 bytes") << when << QByteArray(65, 'x').toBase64() << body << 2.0 << u"bad_signature"_s;
        QTest::newRow("url-safe base64") << when << QByteArray(64, '\xff').toBase64(QByteArray::Base64UrlEncoding)
                                         << body << 2.0 << u"bad_signature"_s;
        QByteArray slashed = body;
        while (!m_key.sign(when, slashed).contains('/')) slashed += ' ';
        QTest::newRow("bytes beyond ASCII for slashes")
            << when << m_key.sign(when, slashed).replace('/', '\x80') << slashed << 2.0 << u"bad_signature"_s;
        QTest::newRow("rubbish after it") << when << good + "A" << body << 2.0 << u"bad_signature"_s;
        QTest::newRow("other body") << when << good << body + " " << 2.0 << u"bad_signature"_s;
        QTest::newRow("other timestamp") << QByteArray::number(kSignedAt + 1) << good << body << 2.0
                                         << u"bad_signature"_s;
        QTest::newRow("other spelling of it") << '0' + when << good << body << 2.0 << u"bad_signature"_s;
        QTest::newRow("other key") << when << TestKey().sign(when, body) << body << 2.0 << u"bad_signature"_s;
    }
    void refusalsNameTheirReason() {
        QFETCH(QByteArray, timestamp);
        QFETCH(QByteArray, signature);
        QFETCH(QByteArray, body);
        QFETCH(double, secondsLater);
        QFETCH(QString, reason);
        const auto verifier = WebhookVerifier::create(m_key.publicBase64());
        QVERIFY(verifier.ok());
        const auto verdict = verifier->verify(timestamp, signature, body, secondsAfter(secondsLater));
        QCOMPARE(verdict.ok() ? QString() : verdict.error().reason, reason);
        if (!verdict.ok()) QCOMPARE(verdict.error().code, ErrorCode::Forbidden);
    }

    void anyFlippedBitIsNoticed() {
        const QByteArray when = QByteArray::number(kSignedAt), body("{\"data\":{\"id\":\"1\"}}"),
                         good = m_key.sign(when, body);
        const auto verifier = WebhookVerifier::create(m_key.publicBase64());
        QVERIFY(verifier.ok());
        for (qsizetype bit = 0; bit < body.size() * 8; ++bit) {
            QByteArray changed = body;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!verifier->verify(when, good, changed, secondsAfter(0)).ok());
        }
    }

    void oneVerifierServesSeveralThreads() {
        const QByteArray when = QByteArray::number(kSignedAt);
        const auto verifier = WebhookVerifier::create(m_key.publicBase64());
        QVERIFY(verifier.ok());
        std::atomic<int> right = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                for (int i = 0; i < 50; ++i) {
                    const QByteArray body = QByteArray::number(t) + '-' + QByteArray::number(i);
                    const QByteArray signature = m_key.sign(when, body);
                    if (verifier->verify(when, signature, body, secondsAfter(1)).ok() &&
                        !verifier->verify(when, signature, QByteArray(body + 'x'), secondsAfter(1)).ok())
                        ++right;
                }
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait());
        QCOMPARE(right.load(), 200);
    }

private:
    TestKey m_key;
};

QTEST_APPLESS_MAIN(TestWebhookVerifier)
#include "tst_webhook_verifier.moc"
