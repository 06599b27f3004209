// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/webhook_verifier.h"

#include <QVarLengthArray>

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <span>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

Error refusedWebhook(const QString &reason, const QString &detail) {
    return Error{ErrorCode::Forbidden, u"The webhook is not signed by the carrier."_s, detail, {}, reason, 0};
}

/// Decodes standard base64 with padding into exactly `out`; false for anything else.
bool decodeExactly(QByteArrayView base64, std::span<unsigned char> out) {
    // libsodium (1.0.18) reads any byte from 0x80 as if it were a slash.
    if (std::any_of(base64.begin(), base64.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return false;
    size_t length = 0;
    return sodium_base642bin(out.data(), out.size(), base64.data(), static_cast<size_t>(base64.size()), nullptr,
                             &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           length == out.size();
}

/// Seconds since 1970; digits only, so that there is one spelling of a moment.
std::optional<qint64> wholeSeconds(QByteArrayView text) {
    qint64 seconds = 0;
    const auto [end, failure] = std::from_chars(text.begin(), text.end(), seconds);
    if (failure != std::errc() || end != text.end() || seconds < 0) return std::nullopt;
    return seconds;
}

} // namespace

Result<WebhookVerifier> WebhookVerifier::create(QByteArrayView publicKeyBase64) {
    // Safe to repeat and to call from several threads; chooses the fast code for this processor.
    if (sodium_init() < 0) return internalError(u"libsodium could not be initialised"_s);
    PublicKey key;
    if (!decodeExactly(publicKeyBase64.trimmed(), key))
        return badField(u"publicKey"_s,
                        u"The carrier's public key must be 32 bytes in base64 (44 characters), as the portal shows it; "
                        "it is neither PEM nor hex."_s);
    if (crypto_core_ed25519_is_valid_point(key.data()) != 1)
        return badField(u"publicKey"_s,
                        u"The carrier's public key is not an Ed25519 key; copy it again from the portal."_s);
    return WebhookVerifier(key);
}

Result<Ok> WebhookVerifier::verify(QByteArrayView timestampHeader, QByteArrayView signatureHeader,
                                   QByteArrayView rawBody, UtcTime now) const {
    if (timestampHeader.isEmpty() || signatureHeader.isEmpty())
        return refusedWebhook(u"missing_header"_s, u"a signature header is missing"_s);

    const auto signedAt = wholeSeconds(timestampHeader);
    if (!signedAt) return refusedWebhook(u"bad_timestamp"_s, u"the timestamp is not an integer"_s);
    const qint64 ours = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    // Not |ours - signedAt|, which could overflow.
    if (*signedAt < ours - kToleranceSeconds || *signedAt > ours + kToleranceSeconds)
        return refusedWebhook(u"stale"_s, u"signed too far from our clock: is the clock right?"_s);

    std::array<unsigned char, crypto_sign_BYTES> signature;
    if (!decodeExactly(signatureHeader, signature))
        return refusedWebhook(u"bad_signature"_s, u"the signature is not base64 of 64 bytes"_s);

    // libsodium hashes one piece of memory, so the body is copied once; usual bodies stay on the stack.
    QVarLengthArray<char, 4096> message(timestampHeader.size() + 1 + rawBody.size());
    char *out = message.data();
    std::memcpy(out, timestampHeader.data(), static_cast<size_t>(timestampHeader.size()));
    out += timestampHeader.size();
    *out++ = '|';
    if (!rawBody.isEmpty()) std::memcpy(out, rawBody.data(), static_cast<size_t>(rawBody.size()));
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    if (crypto_sign_verify_detached(signature.data(), bytes, static_cast<unsigned long long>(message.size()),
                                    m_key.data()) != 0)
        return refusedWebhook(u"bad_signature"_s, u"the signature does not fit the body"_s);
    return Ok{};
}

} // namespace callfloor
