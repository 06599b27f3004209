// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/simulator/delivery_plan.h"
#include "server/simulator/signing_key.h"
#include "server/simulator/switchboard.h"

#include <QNetworkAccessManager>

#include <deque>
#include <memory>

class QNetworkReply;

namespace callfloor::simulator {

struct WebhookOptions {
    QString url = {};                                ///< Of the application; legs and messages may name their own.
    QString failoverUrl = {};                        ///< Tried once the retries to the first have failed.
    MsRange latencyMs{20, 80};                       ///< Before a delivery.
    Ms timeout{2000};                                ///< Without an answer by then it is retried.
    std::vector<int> retriesMs{500, 1000, 2000, 4000}; ///< Pauses before the retries.
    int managers = 2;                                ///< Each has 6 connections to a host.
    WebhookFaults faults = {};
};

/// What has become of the webhooks so far.
struct WebhookCounts {
    qint64 events = 0;      ///< Handed over by the carrier.
    qint64 posted = 0;      ///< POSTs, retries included.
    qint64 acked = 0;       ///< Deliveries answered 2xx.
    qint64 retried = 0;
    qint64 refused = 0;     ///< Answered with a status that is not retried.
    qint64 givenUp = 0;     ///< Retries used up.
    qint64 lost = 0;        ///< On purpose.
    qint64 tampered = 0;    ///< Bad copies sent on purpose.
    qint64 tamperedAccepted = 0; ///< Bad copies that were answered 2xx: the receiver does not verify.
    qint64 unaddressed = 0; ///< No URL was known.
};

/// Delivers webhooks as the carrier does: signed, with latency, several at once, retried with a fresh signature and the
/// same event id; and with whatever faults are asked for.
class WebhookSender : public QObject {
    Q_OBJECT
public:
    WebhookSender(const WebhookOptions &options, quint64 seed, Scheduler &scheduler, QObject *parent = nullptr);
    ~WebhookSender() override;

    void send(const OutgoingWebhook &webhook);

    void setUrl(const QString &url) { m_options.url = url; }
    WebhookOptions &options() { return m_options; }
    const SigningKey &key() const { return m_key; }
    const WebhookCounts &counts() const { return m_counts; }
    /// Deliveries that are planned, waiting or under way.
    qint64 pending() const { return m_pending; }
    QJsonObject countsJson() const;

signals:
    /// Nothing is pending any more.
    void idle();

private:
    struct Delivery {
        QJsonObject event;
        std::vector<QString> urls; ///< Those still to try; the first is the current one.
        std::vector<int> retriesMs;
        size_t retries = 0;        ///< To the current URL.
        int attempt = 1;
        Tamper tamper = Tamper::None;
    };
    using DeliveryPtr = std::shared_ptr<Delivery>;

    void plan(const OutgoingWebhook &webhook, const std::vector<QString> &urls);
    void enqueue(const DeliveryPtr &delivery);
    void pump();
    void post(const DeliveryPtr &delivery);
    void finished(const DeliveryPtr &delivery, QNetworkReply *reply);
    void tryAgain(const DeliveryPtr &delivery);
    void settle();

    WebhookOptions m_options;
    SigningKey m_key;
    Scheduler &m_scheduler;
    Random m_random;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_managers;
    size_t m_nextManager = 0;
    int m_underWay = 0;
    std::deque<DeliveryPtr> m_waiting;
    qint64 m_pending = 0;
    WebhookCounts m_counts;
};

} // namespace callfloor::simulator
