// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/event_log.h"

#include "app/domain/json.h"

#include <array>
#include <optional>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace eventlog {

namespace {

constexpr std::array kAudiences = {"owner", "waiting", "staff", "supervisors", "admins"};
constexpr std::array kStoredKinds = {EventKind::CallUpdate, EventKind::AiUpdate, EventKind::CampaignUpdate,
                               EventKind::AgentUpdate, EventKind::AgentMessage, EventKind::AlertUpdate, EventKind::QueueUpdate, EventKind::SupervisionUpdate,
                               EventKind::UserChanged};

std::optional<EventKind> kindFromName(const QString &name) {
    for (const EventKind kind : kStoredKinds)
        if (name == QLatin1String(eventKindName(kind))) return kind;
    return std::nullopt;
}

/// The kinds that this program knows; a newer one on the same database may write others.
QString knownKinds() {
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    for (const EventKind kind : kStoredKinds) json.value(QLatin1String(eventKindName(kind)));
    json.endArray();
    return QString::fromUtf8(out);
}

Audience::Kind audienceFromName(const QString &name) {
    for (size_t i = 0; i < kAudiences.size(); ++i)
        if (name == QLatin1String(kAudiences[i])) return static_cast<Audience::Kind>(i);
    return Audience::Kind::Admins;
}

/// Runs once a transaction, with the events of all its pieces of work: from the lock on, other nodes wait.
void writeEvents(Database &database, const QByteArrayList &events) {
    QByteArray rows;
    rows.append('[');
    for (qsizetype n = 0; n < events.size(); ++n) {
        if (n > 0) rows.append(',');
        rows.append("{\"n\":").append(QByteArray::number(n)).append(',').append(QByteArrayView(events[n]).sliced(1));
    }
    rows.append(']');
    database.execRows(database.dialect() == Dialect::Postgres ? u"event_append_shared"_s : u"event_append"_s, rows);
}

} // namespace

void append(Tx &tx, const std::vector<EventDraft> &events, UtcTime now) {
    if (events.empty()) return;
    QByteArrayList rows;
    for (const EventDraft &event : events) {
        QByteArray row;
        JsonWriter json(row);
        json.beginObject();
        json.key("kind").value(QLatin1String(eventKindName(event.kind))).key("subject").value(event.subject);
        json.key("audience").value(QLatin1String(kAudiences[static_cast<size_t>(event.audience.kind)]));
        json.key("audience_user").textOrNull(event.audience.userId).key("at_us").value(toMicros(now));
        json.key("payload").value(QString::fromUtf8(event.payload)).endObject();
        rows << row;
    }
    tx.atEnd(writeEvents, rows);
}

std::vector<Event> after(Tx &tx, qint64 seq, int limit) {
    std::vector<Event> events;
    Rows rows = tx.query(u"event_after"_s, {{":seq", seq}, {":kinds", knownKinds()}, {":limit", limit}});
    while (rows.next()) {
        Event event;
        event.seq = rows.integer();
        event.kind = kindFromName(rows.text()).value_or(EventKind::CallUpdate);
        event.subject = rows.text();
        event.audience.kind = audienceFromName(rows.text());
        event.audience.userId = rows.text();
        event.at = rows.time();
        event.payload = rows.bytes();
        events.push_back(std::move(event));
    }
    return events;
}

qint64 newest(Tx &tx) {
    Rows rows = tx.query(u"event_newest"_s, {});
    return rows.next() ? rows.integer() : 0;
}

qint64 oldest(Tx &tx) {
    Rows rows = tx.query(u"event_oldest"_s, {});
    return rows.next() ? rows.integer() : 0;
}

} // namespace eventlog

namespace webhooks {

QStringList insert(Tx &tx, const std::vector<NewWebhook> &webhooks) {
    if (webhooks.empty()) return {};
    QByteArray rows;
    JsonWriter json(rows);
    json.beginArray();
    for (const NewWebhook &webhook : webhooks) {
        // A text column cannot hold a NUL in PostgreSQL; none can be in JSON text that was accepted, so only the
        // escaped form is left, which is six harmless characters.
        json.beginObject().key("event_id").value(webhook.eventId).key("type").value(webhook.type);
        json.key("occurred_us").value(toMicros(webhook.occurredAt)).key("received_us").value(toMicros(webhook.receivedAt));
        json.key("body").value(QString::fromUtf8(webhook.body)).endObject();
    }
    json.endArray();
    QStringList fresh;
    Rows inserted = tx.queryRows(u"webhook_insert"_s, rows);
    while (inserted.next()) fresh << inserted.text();
    return fresh;
}

qint64 count(Tx &tx) {
    Rows rows = tx.query(u"webhook_count"_s, {});
    return rows.next() ? rows.integer() : 0;
}

} // namespace webhooks
} // namespace callfloor::store
