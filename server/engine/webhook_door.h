// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/event_bus.h"
#include "server/engine/inbox.h"
#include "server/engine/metrics.h"
#include "server/telnyx/webhook_verifier.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace callfloor {

/// Where the carrier's webhooks come in: verified over the raw bytes, decoded, stored. Signatures are checked on a
/// thread of their own, in batches like everything else, so that the engine's thread is free for sockets.
class WebhookDoor : public QObject {
    Q_OBJECT
public:
    /// Ok once the webhook is durable (or had been before). Forbidden: the signature is bad. BadRequest: no webhook.
    /// Unavailable: not stored; the carrier must repeat it.
    using Done = std::function<void(const Result<Ok> &)>;

    /// Without a verifier every webhook is refused.
    WebhookDoor(std::optional<WebhookVerifier> verifier, Inbox &inbox, EventBus &bus, const Clock &clock, Metrics &metrics,
                QObject *parent = nullptr);
    ~WebhookDoor() override;

    void receive(const QByteArray &timestamp, const QByteArray &signature, const QByteArray &body, Done done);

    /// Somebody watches: the live-only events webhookReceived, webhookProcessed and webhookError are published.
    void setWatched(bool watched) { m_watched = watched; }

private:
    struct Arrival {
        QByteArray timestamp, signature, body;
        UtcTime receivedAt;
        Done done;
        Result<CarrierEvent> event = Error{};
    };
    using Batch = std::vector<Arrival>;

    void check();
    void checked(Batch &batch);
    void submit(Arrival &arrival);
    void tell(EventKind kind, const QString &id, const QString &type, const QString &text);

    std::optional<WebhookVerifier> m_verifier;
    Inbox &m_inbox;
    EventBus &m_bus;
    const Clock &m_clock;
    Metrics &m_metrics;
    QThreadPool m_pool;
    Batch m_waiting;
    bool m_checking = false;
    bool m_watched = false;
};

} // namespace callfloor
