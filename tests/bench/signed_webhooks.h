// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace callfloor::bench {

/// A webhook ready to be sent: the whole HTTP request, and its parts.
struct SignedWebhook {
    QByteArray timestamp, signature, body;
    QByteArray request;
};

/// Makes webhooks of inbound calls in the carrier's form and signs them (Ed25519) with a key made from a seed.
class WebhookMint {
public:
    explicit WebhookMint(quint64 seed);

    /// Base64 of the public key, for TELNYX_PUBLIC_KEY.
    QByteArray publicKeyBase64() const { return m_publicKey.toBase64(); }
    /// `calls` new calls of three webhooks each (initiated, answered, hang-up), in groups of `together` calls, so that
    /// neighbours are about different calls. Signed for now: valid for five minutes.
    std::vector<SignedWebhook> calls(int calls, int together);
    /// A new call's first webhook alone. `number` becomes the caller's number, which is not used by calls().
    SignedWebhook ringing(QString *number);

private:
    enum class Step { Initiated, Answered, Hangup };
    SignedWebhook make(qint64 call, Step step, const QByteArray &caller);

    QByteArray m_publicKey, m_secretKey;
    quint64 m_seed;
    qint64 m_next = 0;
};

} // namespace callfloor::bench
