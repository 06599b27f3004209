// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/result.h"

#include <QByteArrayView>

#include <array>

namespace callfloor {

/// Proves that a webhook comes from the carrier: Ed25519 (RFC 8032) over `<timestamp header>|<raw body>`, as in the
/// Telnyx page "Receiving webhooks". A value without state that changes, so one may be used by several threads.
class WebhookVerifier {
public:
    /// How far the signed timestamp may be from our clock, in whole seconds, either way.
    static constexpr qint64 kToleranceSeconds = 300;

    /// `publicKeyBase64` is the account's public key from the carrier's portal: base64 of 32 raw bytes, not PEM and
    /// not hex. White space around it is ignored. An unusable key gives BadRequest with what is wrong with it.
    static Result<WebhookVerifier> create(QByteArrayView publicKeyBase64);

    /// `timestampHeader` is the text of `telnyx-timestamp`, `signatureHeader` that of `telnyx-signature-ed25519`
    /// (empty if absent), `rawBody` the bytes as received. Cheap checks come first. Every refusal is Forbidden; its
    /// reason is one of `missing_header`, `bad_timestamp`, `stale`, `bad_signature`.
    Result<Ok> verify(QByteArrayView timestampHeader, QByteArrayView signatureHeader, QByteArrayView rawBody,
                      UtcTime now) const;

private:
    using PublicKey = std::array<unsigned char, 32>;
    explicit WebhookVerifier(const PublicKey &key)
        : m_key(key) {}

    PublicKey m_key;
};

} // namespace callfloor
