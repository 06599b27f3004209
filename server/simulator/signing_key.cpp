// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/signing_key.h"

#include <QCryptographicHash>

#include <sodium.h>

namespace callfloor::simulator {

namespace {

unsigned char *rawBytes(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }
const unsigned char *rawBytes(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }

} // namespace

SigningKey::SigningKey(quint64 seed)
    : m_public(crypto_sign_PUBLICKEYBYTES, '\0')
    , m_secret(crypto_sign_SECRETKEYBYTES, '\0') {
    // Repeating it is harmless. A failure concerns the random source only, which is not used here.
    [[maybe_unused]] const int ready = sodium_init();
    const QByteArray material = "callfloor simulator signing key " + QByteArray::number(seed);
    const QByteArray hash = QCryptographicHash::hash(material, QCryptographicHash::Sha256);
    static_assert(crypto_sign_SEEDBYTES == 32);
    crypto_sign_seed_keypair(rawBytes(m_public), rawBytes(m_secret), rawBytes(hash));
}

QByteArray SigningKey::sign(const QByteArray &timestamp, const QByteArray &body) const {
    const QByteArray message = timestamp + '|' + body;
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(rawBytes(signature), nullptr, rawBytes(message), static_cast<unsigned long long>(message.size()),
                         rawBytes(m_secret));
    return signature.toBase64();
}

} // namespace callfloor::simulator
