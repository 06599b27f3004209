// SPDX-License-Identifier: GPL-3.0-or-later
// The proof that a webhook comes from the carrier. Input: three parts between lines of three dashes, the timestamp
// header, the signature header, the body; the signature header is also read as a public key.
#include "server/telnyx/webhook_verifier.h"
#include "tests/fuzz/fuzz_target.h"

#include <QStringBuilder>
#include <QStringList>

#include <sodium.h>

#include <array>
#include <cstdlib>

namespace callfloor::fuzz {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'772'463'845;

struct Keys {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

Keys makeKeys() {
    Keys keys;
    const std::array<unsigned char, crypto_sign_SEEDBYTES> seed{1, 2, 3};
    if (sodium_init() < 0) std::abort();
    crypto_sign_seed_keypair(keys.open.data(), keys.secret.data(), seed.data());
    return keys;
}

QByteArray base64Of(const unsigned char *bytes, size_t size) {
    return QByteArray(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)).toBase64();
}

QByteArray sign(const Keys &keys, const QByteArray &message) {
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char *>(message.constData()),
                         static_cast<unsigned long long>(message.size()), keys.secret.data());
    return base64Of(signature.data(), signature.size());
}

void checkRefusal(const Error &error) {
    static const QStringList reasons{u"missing_header"_s, u"bad_timestamp"_s, u"stale"_s, u"bad_signature"_s};
    FUZZ_CHECK(error.code == ErrorCode::Forbidden && reasons.contains(error.reason));
    FUZZ_CHECK(error.message.endsWith(u'.'));
}

/// Whether a timestamp is one that may be signed now, read in another way than the verifier reads it.
bool isFresh(const QByteArray &timestamp) {
    for (const char c : timestamp)
        if (c < '0' || c > '9') return false;
    bool fits = false;
    const qint64 seconds = timestamp.toLongLong(&fits);
    return fits && qAbs(seconds - kNow) <= WebhookVerifier::kToleranceSeconds;
}

void checkKey(const QByteArray &text) {
    const auto verifier = WebhookVerifier::create(text);
    if (verifier)
        FUZZ_CHECK(QByteArray::fromBase64(text.trimmed()).size() == 32);
    else
        FUZZ_CHECK(verifier.error().field == "publicKey"_L1 && verifier.error().message.endsWith(u'.'));
}

} // namespace

void fuzzOne(QByteArrayView input) {
    static const Keys keys = makeKeys();
    static const auto verifier = WebhookVerifier::create(base64Of(keys.open.data(), keys.open.size()));
    FUZZ_CHECK(verifier);
    std::vector<QByteArray> parts = splitParts(input);
    parts.resize(3);
    const QByteArray &timestamp = parts[0], &signature = parts[1], &body = parts[2];
    const UtcTime now{std::chrono::seconds(kNow)};

    const auto given = verifier->verify(timestamp, signature, body, now);
    if (given) FUZZ_CHECK(isFresh(timestamp));
    if (!given) checkRefusal(given.error());

    // Signed by the carrier it is taken exactly if the moment is right, and not with one byte changed.
    const QByteArray right = sign(keys, timestamp + '|' + body);
    const auto truly = verifier->verify(timestamp, right, body, now);
    FUZZ_CHECK_SHOWING(truly.ok() == (!timestamp.isEmpty() && isFresh(timestamp)), timestamp);
    FUZZ_CHECK(!verifier->verify(timestamp, right, QByteArray(body + ' '), now));
    checkKey(signature);
}

} // namespace callfloor::fuzz
