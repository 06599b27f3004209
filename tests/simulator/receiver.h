// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/http_server.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

/// A webhook endpoint that keeps what it gets and answers as it is told, for tests.
class Receiver {
public:
    struct Received {
        QByteArray body, timestamp, signature, agent, contentType;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        QString eventId() const { return json()[QLatin1String("data")][QLatin1String("id")].toString(); }
        int attempt() const { return json()[QLatin1String("meta")][QLatin1String("attempt")].toInt(); }
    };

    Receiver() : m_server(callfloor::net::Limits{}) {
        m_server.setHandler([this](const callfloor::net::Request &request, const callfloor::net::Responder &responder) {
            received.push_back({request.body, request.header("telnyx-timestamp"), request.header("telnyx-signature-ed25519"),
                                request.header("user-agent"), request.header("content-type")});
            const int status = answers.empty() ? 200 : answers.front();
            if (!answers.empty()) answers.erase(answers.begin());
            if (status == 0) held.push_back(responder);
            else if (status < 0) responder.abort();
            else responder.send({.status = status, .body = "{}"});
        });
        listening = m_server.listen(QHostAddress(QHostAddress::LocalHost), 0).ok();
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1/hook").arg(m_server.port()); }
    int count() const { return static_cast<int>(received.size()); }

    /// Whether the signature over `<timestamp>|<body>` is that of this key (base64 of 32 bytes).
    static bool verifies(const Received &one, const QByteArray &publicKey) {
        const QByteArray key = QByteArray::fromBase64(publicKey), signature = QByteArray::fromBase64(one.signature);
        const QByteArray message = one.timestamp + '|' + one.body;
        if (key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES) return false;
        return crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signature.constData()),
                                           reinterpret_cast<const unsigned char *>(message.constData()),
                                           static_cast<unsigned long long>(message.size()),
                                           reinterpret_cast<const unsigned char *>(key.constData())) == 0;
    }

    bool listening = false;
    std::vector<Received> received;
    std::vector<int> answers; ///< Statuses of the coming answers, then 200; 0 = none at all, -1 = cut off.
    std::vector<callfloor::net::Responder> held;

private:
    callfloor::net::Server m_server;
};
