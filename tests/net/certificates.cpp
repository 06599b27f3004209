// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/certificates.h"

#include <QFile>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace callfloor::test {

namespace {

constexpr long kDay = 24 * 60 * 60;

QByteArray takeText(BIO *bio) {
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray text(data, static_cast<qsizetype>(size));
    BIO_free(bio);
    return text;
}

EVP_PKEY *makeKey(KeyKind kind) {
    switch (kind) {
    case KeyKind::Rsa:
        return EVP_RSA_gen(2048);
    case KeyKind::Ec:
        return EVP_EC_gen("P-256");
    case KeyKind::Ed25519:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    return nullptr;
}

bool writeFile(const QString &path, const QByteArray &content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

void addExtension(X509 *certificate, int kind, const QByteArray &value) {
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

bool Certificate::write(const QString &folder, const QString &name) const {
    return writeFile(folder + u'/' + name + QStringLiteral(".crt"), certificate) &&
           writeFile(folder + u'/' + name + QStringLiteral(".key"), key);
}

Certificate makeCertificate(const QByteArray &name, KeyKind kind, int fromDays, int toDays) {
    static long serial = 1;
    EVP_PKEY *key = makeKey(kind);
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), fromDays * kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate), toDays * kDay);
    X509_set_pubkey(certificate, key);
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name.constData()),
                               static_cast<int>(name.size()), -1, 0);
    X509_set_issuer_name(certificate, subject);
    addExtension(certificate, NID_subject_alt_name, "DNS:" + name + ",DNS:localhost,IP:127.0.0.1");
    addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate, key, kind == KeyKind::Ed25519 ? nullptr : EVP_sha256());

    BIO *certificateText = BIO_new(BIO_s_mem()), *keyText = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateText, certificate);
    PEM_write_bio_PKCS8PrivateKey(keyText, key, nullptr, nullptr, 0, nullptr, nullptr);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return {takeText(certificateText), takeText(keyText)};
}

QByteArray withPassword(const QByteArray &key) {
    BIO *in = BIO_new_mem_buf(key.constData(), static_cast<int>(key.size()));
    EVP_PKEY *read = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO_free(in);
    BIO *out = BIO_new(BIO_s_mem());
    char password[] = "a password";
    PEM_write_bio_PKCS8PrivateKey(out, read, EVP_aes_128_cbc(), password, sizeof password - 1, nullptr, nullptr);
    EVP_PKEY_free(read);
    return takeText(out);
}

} // namespace callfloor::test
