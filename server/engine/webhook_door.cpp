// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/webhook_door.h"

#include "app/domain/json.h"
#include "server/telnyx/webhook_decoder.h"

#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcWebhook, "callfloor.webhook")

namespace {
constexpr size_t kMostCheckedTogether = 64;
} // namespace

WebhookDoor::WebhookDoor(std::optional<WebhookVerifier> verifier, Inbox &inbox, EventBus &bus, const Clock &clock,
                         Metrics &metrics, QObject *parent)
    : QObject(parent), m_verifier(std::move(verifier)), m_inbox(inbox), m_bus(bus), m_clock(clock), m_metrics(metrics) {
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

WebhookDoor::~WebhookDoor() { m_pool.waitForDone(); }

void WebhookDoor::receive(const QByteArray &timestamp, const QByteArray &signature, const QByteArray &body, Done done) {
    ++m_metrics.webhooksReceived;
    if (!m_verifier) {
        ++m_metrics.webhooksRefused;
        return done(Error{ErrorCode::Forbidden, u"This server has no key to check webhooks with."_s, {}, {}, {}, 0});
    }
    Arrival arrival;
    arrival.timestamp = timestamp;
    arrival.signature = signature;
    arrival.body = body;
    arrival.receivedAt = m_clock.now();
    arrival.done = std::move(done);
    m_waiting.push_back(std::move(arrival));
    if (!m_checking) check();
}

void WebhookDoor::check() {
    m_checking = true;
    auto batch = std::make_shared<Batch>();
    if (m_waiting.size() <= kMostCheckedTogether) {
        batch->swap(m_waiting);
    } else {
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(kMostCheckedTogether);
        batch->assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
    }
    m_pool.start([this, batch, verifier = *m_verifier] {
        for (Arrival &arrival : *batch) {
            auto genuine = verifier.verify(arrival.timestamp, arrival.signature, arrival.body, arrival.receivedAt);
            if (genuine) arrival.event = decodeWebhook(arrival.body, arrival.receivedAt);
            else arrival.event = genuine.error();
        }
        // The door outlives the pool's work: its destructor waits for it.
        QMetaObject::invokeMethod(this, [this, batch] { checked(*batch); }, Qt::QueuedConnection);
    });
}

void WebhookDoor::checked(Batch &batch) {
    m_checking = false;
    if (!m_waiting.empty()) check();
    for (Arrival &arrival : batch) {
        if (arrival.event) {
            submit(arrival);
            continue;
        }
        ++m_metrics.webhooksRefused;
        const Error &error = arrival.event.error();
        qCWarning(lcWebhook).noquote() << "refused a webhook:" << error.message;
        tell(EventKind::WebhookError, {}, {}, error.message);
        arrival.done(error);
    }
}

void WebhookDoor::submit(Arrival &arrival) {
    const CarrierEvent &event = *arrival.event;
    if (event.type == CarrierEventType::Other) ++m_metrics.webhooksUnknownType;
    const QString id = event.eventId, type = event.rawType;
    tell(EventKind::WebhookReceived, id, type, {});
    InboxItem item{input::Carrier{event}, {}, {}};
    item.webhook = store::NewWebhook{id, type, event.occurredAt, arrival.receivedAt, arrival.body};
    m_inbox.submit(std::move(item), [this, id, type, arrived = arrival.receivedAt,
                                     done = std::move(arrival.done)](const Result<InboxOutcome> &outcome) {
        if (!outcome) {
            tell(EventKind::WebhookError, id, type, outcome.error().message);
            return done(outcome.error());
        }
        m_metrics.webhookLatency.add(m_clock.now() - arrived);
        if (outcome->duplicate) ++m_metrics.webhooksDuplicate;
        else ++m_metrics.webhooksProcessed;
        tell(EventKind::WebhookProcessed, id, type,
             outcome->duplicate ? u"duplicate"_s : outcome->matched ? u"applied"_s : u"stored"_s);
        done(Ok{});
    });
}

void WebhookDoor::tell(EventKind kind, const QString &id, const QString &type, const QString &text) {
    if (!m_watched) return;
    Event event;
    event.kind = kind;
    event.subject = id;
    event.audience = {Audience::Kind::Admins, {}};
    event.at = m_clock.now();
    JsonWriter json(event.payload);
    json.beginObject().key("id").textOrNull(id).key("type").textOrNull(type);
    if (kind == EventKind::WebhookError) json.key("error").value(text);
    if (kind == EventKind::WebhookProcessed) json.key("result").value(text);
    json.key("timestamp").value(event.at).endObject();
    m_bus.publish({event});
}

} // namespace callfloor
