// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/webhook_sender.h"

#include "server/simulator/webhook_body.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

/// QNetworkAccessManager opens so many HTTP/1.1 connections to a host. More requests would wait inside it, where their
/// time-out already runs.
constexpr int kPerManager = 6;
constexpr qint64 kStaleSecs = 600;

bool worthRetrying(int status) { return status == 0 || status == 408 || status == 429 || status >= 500; }

} // namespace

WebhookSender::WebhookSender(const WebhookOptions &options, quint64 seed, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_key(seed)
    , m_scheduler(scheduler)
    , m_random(seed, 21) {
    for (int i = 0; i < std::max(1, options.managers); ++i) {
        m_managers.push_back(std::make_unique<QNetworkAccessManager>());
        m_managers.back()->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
}

WebhookSender::~WebhookSender() {
    // Replies that end while the managers die must find nobody.
    for (const auto &manager : m_managers)
        for (QNetworkReply *reply : manager->findChildren<QNetworkReply *>()) reply->disconnect(this);
}

void WebhookSender::send(const OutgoingWebhook &webhook) {
    ++m_counts.events;
    std::vector<QString> urls;
    const QString first = webhook.url.isEmpty() ? m_options.url : webhook.url;
    const QString second = webhook.failoverUrl.isEmpty() ? m_options.failoverUrl : webhook.failoverUrl;
    for (const QString &url : {first, second})
        if (!url.isEmpty()) urls.push_back(url);
    if (urls.empty()) ++m_counts.unaddressed;
    else plan(webhook, urls);
}

void WebhookSender::plan(const OutgoingWebhook &webhook, const std::vector<QString> &urls) {
    const std::vector<PlannedDelivery> planned = planDeliveries(m_options.faults, m_options.latencyMs, m_random);
    const bool lost = std::none_of(planned.begin(), planned.end(), [](const PlannedDelivery &p) { return p.tamper == Tamper::None; });
    if (lost) ++m_counts.lost;
    for (const PlannedDelivery &one : planned) {
        auto delivery = std::make_shared<Delivery>(Delivery{.event = webhook.event,
                                                            .urls = urls,
                                                            .retriesMs = webhook.retriesMs.empty() ? m_options.retriesMs : webhook.retriesMs,
                                                            .tamper = one.tamper});
        ++m_pending;
        m_scheduler.after(one.delay, this, [this, delivery] { enqueue(delivery); });
    }
}

void WebhookSender::enqueue(const DeliveryPtr &delivery) {
    m_waiting.push_back(delivery);
    pump();
}

void WebhookSender::pump() {
    const int most = kPerManager * static_cast<int>(m_managers.size());
    while (m_underWay < most && !m_waiting.empty()) {
        const DeliveryPtr delivery = m_waiting.front();
        m_waiting.pop_front();
        post(delivery);
    }
}

void WebhookSender::post(const DeliveryPtr &delivery) {
    QJsonObject body = delivery->event;
    body.insert(u"meta"_s, QJsonObject{{u"attempt"_s, delivery->attempt}, {u"delivered_to"_s, delivery->urls.front()}});
    QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    qint64 seconds = toMicros(m_scheduler.clock().now()) / 1'000'000;
    if (delivery->tamper == Tamper::Stale) seconds -= kStaleSecs;
    const QByteArray timestamp = QByteArray::number(seconds);
    const QByteArray signature = m_key.sign(delivery->tamper == Tamper::Forged ? QByteArrayLiteral("0") : timestamp, bytes);
    if (delivery->tamper == Tamper::Corrupt) bytes.replace("\"record_type\"", "\"record_typo\"");
    if (delivery->tamper != Tamper::None) ++m_counts.tampered;

    QNetworkRequest request{QUrl(delivery->urls.front())};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"telnyx-webhooks"_s);
    request.setRawHeader("telnyx-timestamp", timestamp);
    request.setRawHeader("telnyx-signature-ed25519", signature);
    request.setTransferTimeout(static_cast<int>(m_options.timeout.count()));
    request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    ++m_counts.posted;
    ++m_underWay;
    auto *upload = new WebhookBody(bytes);
    QNetworkReply *reply = m_managers[m_nextManager++ % m_managers.size()]->post(request, upload);
    upload->setParent(reply);
    connect(reply, &QNetworkReply::finished, this, [this, delivery, reply] {
        reply->deleteLater();
        --m_underWay;
        finished(delivery, reply);
        pump();
    });
}

void WebhookSender::finished(const DeliveryPtr &delivery, QNetworkReply *reply) {
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool accepted = status >= 200 && status < 300;
    if (delivery->tamper != Tamper::None) {
        if (accepted) ++m_counts.tamperedAccepted;
        return settle();
    }
    if (accepted) ++m_counts.acked;
    else if (worthRetrying(status)) return tryAgain(delivery);
    else ++m_counts.refused;
    settle();
}

void WebhookSender::tryAgain(const DeliveryPtr &delivery) {
    Ms pause{0};
    if (delivery->retries < delivery->retriesMs.size()) {
        pause = Ms{delivery->retriesMs[delivery->retries++]};
    } else if (delivery->urls.size() > 1) {
        delivery->urls.erase(delivery->urls.begin());
        delivery->retries = 0;
    } else {
        ++m_counts.givenUp;
        return settle();
    }
    ++m_counts.retried;
    ++delivery->attempt;
    m_scheduler.after(pause, this, [this, delivery] { enqueue(delivery); });
}

void WebhookSender::settle() {
    if (--m_pending == 0) emit idle();
}

QJsonObject WebhookSender::countsJson() const {
    return {{u"events"_s, m_counts.events},       {u"posted"_s, m_counts.posted},
            {u"acked"_s, m_counts.acked},         {u"retried"_s, m_counts.retried},
            {u"refused"_s, m_counts.refused},     {u"given_up"_s, m_counts.givenUp},
            {u"lost"_s, m_counts.lost},           {u"tampered"_s, m_counts.tampered},
            {u"tampered_accepted"_s, m_counts.tamperedAccepted},
            {u"unaddressed"_s, m_counts.unaddressed}, {u"pending"_s, m_pending}};
}

} // namespace callfloor::simulator
