// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace callfloor::simulator {

/// The Ed25519 key that signs webhooks, made from a seed. It protects nothing: whoever knows the seed knows the key.
class SigningKey {
public:
    explicit SigningKey(quint64 seed);

    /// Base64 of the 32 raw bytes, as the carrier's portal shows its own.
    QByteArray publicKeyBase64() const { return m_public.toBase64(); }
    /// Base64 of the signature over `<timestamp>|<body>`.
    QByteArray sign(const QByteArray &timestamp, const QByteArray &body) const;

private:
    QByteArray m_public;
    QByteArray m_secret;
};

} // namespace callfloor::simulator
