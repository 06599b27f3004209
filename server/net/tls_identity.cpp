// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/tls_identity.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace callfloor::net {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestPem = 1 << 20;

template <auto release> struct Release {
    template <class T> void operator()(T *object) const { release(object); }
};
using Bio = std::unique_ptr<BIO, Release<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, Release<X509_free>>;

Error refusal(const QString &sentence) { return Error{ErrorCode::BadRequest, sentence, {}, {}, u"invalid_tls_files"_s, 0}; }

Result<QByteArray> readPem(const QString &what, const QString &path) {
    const auto unreadable = [&](const QString &why) { return refusal(u"The %1 %2 cannot be read: %3."_s.arg(what, path, why)); };
    const QFileInfo info(path);
    if (!info.exists()) return unreadable(u"there is no such file"_s);
    if (!info.isFile()) return unreadable(u"it is not a file"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return unreadable(file.errorString());
    QByteArray content = file.read(kLargestPem + 1);
    if (content.size() > kLargestPem) return unreadable(u"it is larger than 1 MiB"_s);
    return content;
}

Bio bioOf(const QByteArray &pem) { return Bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()))); }

/// OpenSSL would ask for the password on the terminal.
int noPassword(char *, int, int, void *asked) {
    *static_cast<bool *>(asked) = true;
    return -1;
}

Result<Key> readKey(const QByteArray &pem, const QString &path) {
    bool encrypted = false;
    Key key(PEM_read_bio_PrivateKey(bioOf(pem).get(), nullptr, noPassword, &encrypted));
    ERR_clear_error();
    if (encrypted)
        return refusal(u"The TLS key %1 is protected by a password, which is not supported: take the password off with "
                       "\"openssl pkey -in FILE -out NEW\" and let only the server's user read the new file."_s.arg(path));
    if (!key) return refusal(u"The TLS key %1 holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)."_s.arg(path));
    const int kind = EVP_PKEY_base_id(key.get());
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        return refusal(u"The TLS key %1 is neither RSA nor ECDSA: browsers take no others, so make one of these."_s.arg(path));
    return key;
}

QSslKey qtKey(const Key &key) {
    // Written anew, because what was read may be in a form that Qt does not know.
    const Bio out(BIO_new(BIO_s_mem()));
    if (!PEM_write_bio_PrivateKey_traditional(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)) return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    const auto algorithm = EVP_PKEY_base_id(key.get()) == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec;
    return QSslKey(QByteArray(data, static_cast<qsizetype>(size)), algorithm, QSsl::Pem, QSsl::PrivateKey);
}

bool belongsTo(const Key &key, const QByteArray &certificatePem) {
    const X509Certificate certificate(PEM_read_bio_X509(bioOf(certificatePem).get(), nullptr, nullptr, nullptr));
    const bool fits = certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return fits;
}

QString namesOf(const QSslCertificate &certificate) {
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty()) names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return names.join(u", "_s);
}

QSslConfiguration configurationOf(const QList<QSslCertificate> &chain, const QSslKey &key) {
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    // Nobody is verified, and without this every connection would have its own copy of the system's authorities.
    configuration.setCaCertificates({});
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return configuration;
}

} // namespace

QString TlsIdentity::warning(const QDateTime &now) const {
    if (now > notAfter)
        return u"The TLS certificate for %1 expired on %2: clients will refuse it. Renew it, then send SIGHUP."_s.arg(
            names, notAfter.toString(Qt::ISODate));
    if (now < notBefore)
        return u"The TLS certificate for %1 is not valid before %2: check it and the clock of this machine."_s.arg(
            names, notBefore.toString(Qt::ISODate));
    return {};
}

Result<TlsIdentity> loadTlsIdentity(const QString &certificateFile, const QString &keyFile) {
    if (!QSslSocket::supportsSsl())
        return refusal(u"TLS is not available: this installation of Qt found no OpenSSL (%1)."_s.arg(QSslSocket::sslLibraryBuildVersionString()));
    const auto certificatePem = readPem(u"TLS certificate"_s, certificateFile);
    if (!certificatePem) return certificatePem.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty() || chain.front().isNull())
        return refusal(u"The TLS certificate %1 holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)."_s.arg(certificateFile));
    const auto keyPem = readPem(u"TLS key"_s, keyFile);
    if (!keyPem) return keyPem.error();
    const auto key = readKey(*keyPem, keyFile);
    if (!key) return key.error();
    if (!belongsTo(*key, *certificatePem))
        return refusal(u"The TLS key %1 does not belong to the first certificate in %2: the server's own certificate must "
                       "come first, then those that vouch for it."_s.arg(keyFile, certificateFile));
    const QSslKey ready = qtKey(*key);
    if (ready.isNull()) return refusal(u"The TLS key %1 is of a kind that cannot be used here."_s.arg(keyFile));
    TlsIdentity identity;
    identity.configuration = configurationOf(chain, ready);
    identity.names = namesOf(chain.front());
    identity.notBefore = chain.front().effectiveDate().toUTC();
    identity.notAfter = chain.front().expiryDate().toUTC();
    return identity;
}

} // namespace callfloor::net
