// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/signed_webhooks.h"

#include <QDateTime>

#include <sodium.h>

#include <algorithm>

namespace callfloor::bench {

namespace {

QByteArray padded(qint64 number, int width) { return QByteArray::number(number).rightJustified(width, '0'); }

unsigned char *bytesOf(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }

} // namespace

WebhookMint::WebhookMint(quint64 seed)
    : m_publicKey(crypto_sign_PUBLICKEYBYTES, '\0'), m_secretKey(crypto_sign_SECRETKEYBYTES, '\0'), m_seed(seed) {
    if (sodium_init() < 0) qFatal("libsodium could not be initialised");
    QByteArray material = padded(static_cast<qint64>(seed % 1'000'000'000), static_cast<int>(crypto_sign_SEEDBYTES));
    crypto_sign_seed_keypair(bytesOf(m_publicKey), bytesOf(m_secretKey), bytesOf(material));
}

std::vector<SignedWebhook> WebhookMint::calls(int calls, int together) {
    std::vector<SignedWebhook> all;
    all.reserve(static_cast<size_t>(calls) * 3);
    for (int done = 0; done < calls; done += together) {
        const int group = std::min(together, calls - done);
        for (const Step step : {Step::Initiated, Step::Answered, Step::Hangup})
            for (int i = 0; i < group; ++i) all.push_back(make(m_next + i, step, "+1312555" + padded((m_next + i) % 10'000, 4)));
        m_next += group;
    }
    return all;
}

SignedWebhook WebhookMint::ringing(QString *number) {
    const QByteArray caller = "+1415555" + padded(m_next % 10'000, 4);
    *number = QString::fromLatin1(caller);
    return make(m_next++, Step::Initiated, caller);
}

SignedWebhook WebhookMint::make(qint64 call, Step step, const QByteArray &caller) {
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const int n = static_cast<int>(step);
    const QByteArray serial = padded(static_cast<qint64>(m_seed % 9999), 4) + padded(call, 8);
    const QByteArray at = now.addMSecs(n).toString(Qt::ISODateWithMs).toLatin1();
    static const char *const kTypes[] = {"call.initiated", "call.answered", "call.hangup"};
    static const char *const kMore[] = {
        R"("direction":"incoming","state":"parked","caller_id_name":"ALEX EXAMPLE","calling_party_type":"pstn","offered_codecs":"PCMU,PCMA,G722","shaken_stir_attestation":"A","shaken_stir_validated":true,)",
        R"("state":"answered",)",
        R"("state":"hangup","hangup_cause":"normal_clearing","hangup_source":"caller","sip_hangup_cause":"200","call_quality_stats":{"inbound":{"jitter_max_variance":"2.74","jitter_packet_count":"3","mos":"4.50","packet_count":"2591","skip_packet_count":"9"},"outbound":{"packet_count":"2588","skip_packet_count":"0"}},)"};
    SignedWebhook webhook;
    webhook.body = R"({"data":{"record_type":"event","event_type":")" + QByteArray(kTypes[n]) + R"(","id":"0ccc7b54-4df3-4bca-)" +
                   padded(n, 4) + '-' + serial + R"(","occurred_at":")" + at + R"(","payload":{"call_control_id":"v3:kQ7w2bTnYp5sXv8eHcJ4mZr1LgDf0AuO9iBqWtNy)" +
                   serial + R"(","call_leg_id":"5c1f1b96-9d1e-11f0-b0c4-)" + serial + R"(","call_session_id":"5c1f0a52-9d1e-11f0-8a3b-)" + serial +
                   R"(","client_state":null,"connection_id":"1684641123236054244","from":")" + caller + R"(","to":"+13125550100",)" + kMore[n] +
                   R"("start_time":")" + at + R"(","custom_headers":[],"sip_headers":[],"tags":[]}},"meta":{"attempt":1,"delivered_to":"https://console.example.com/webhooks/telnyx"}})";
    webhook.timestamp = QByteArray::number(now.toSecsSinceEpoch());
    QByteArray message = webhook.timestamp + '|' + webhook.body;
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), static_cast<unsigned long long>(message.size()),
                         bytesOf(m_secretKey));
    webhook.signature = signature.toBase64();
    webhook.request = "POST /api/telnyx/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\ntelnyx-timestamp: " +
                      webhook.timestamp + "\r\ntelnyx-signature-ed25519: " + webhook.signature +
                      "\r\nContent-Length: " + QByteArray::number(webhook.body.size()) + "\r\n\r\n" + webhook.body;
    return webhook;
}

} // namespace callfloor::bench
