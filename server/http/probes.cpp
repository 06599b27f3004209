// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/probes.h"

#include "app/domain/json.h"
#include "server/engine/event_feed.h"
#include "server/engine/outbox.h"
#include "server/engine/metrics_page.h"

namespace callfloor {

net::Reply readiness(Engine &engine) {
    const bool database = engine.storage().available();
    const bool ready = database && engine.hasCarrier();
    net::Reply reply;
    reply.status = ready ? 200 : 503;
    JsonWriter(reply.body)
        .beginObject()
        .key("ready").value(ready)
        .key("database").value(database)
        .key("migrations").value(true) // the program does not start with a schema that is not its own
        .key("carrier").value(engine.hasCarrier())
        .endObject();
    if (!ready) reply.headers.push_back({"Retry-After", "2"});
    return reply;
}

net::Reply metricsPage(Engine &engine, const DoorStats &doors, const QByteArray &meters) {
    const Metrics &m = engine.metrics();
    const store::StorageStats storage = engine.storage().stats();
    MetricsPage page;
    page.counter("webhooks_received_total", "Webhooks that arrived.", m.webhooksReceived);
    page.counter("webhooks_refused_total", "Webhooks with a bad signature, a stale time or no readable body.", m.webhooksRefused);
    page.counter("webhooks_duplicate_total", "Webhooks that had been stored before.", m.webhooksDuplicate);
    page.counter("webhooks_unknown_type_total", "Webhooks of a kind that is stored but not acted on.", m.webhooksUnknownType);
    page.counter("webhooks_processed_total", "Webhooks stored and applied.", m.webhooksProcessed);
    page.counter("inbox_inputs_total", "Inputs to calls.", m.inboxInputs);
    page.counter("inbox_batches_total", "Transactions that carried them.", m.inboxBatches);
    page.counter("events_published_total", "Events published from the log.", m.eventsPublished);
    page.gauge("events_position", "Number of the newest published event.", engine.feed().position());
    page.counter("dials_total", "Dial requests sent to the carrier, repetitions included.", m.dialsSent);
    page.counter("commands_sent_total", "Requests sent to the carrier for journalled commands.", m.commandsSent);
    page.counter("commands_accepted_total", "Commands that the carrier took.", m.commandsAccepted);
    page.counter("commands_failed_total", "Commands that the carrier refused.", m.commandsFailed);
    page.counter("commands_ambiguous_total", "Commands whose result never became known.", m.commandsAmbiguous);
    page.counter("command_retries_total", "Repetitions with the same command id.", m.commandRetries);
    page.gauge("outbox_waiting", "Commands that wait or are under way.", engine.outbox() ? engine.outbox()->size() : 0);
    page.counter("legs_reconciled_total", "Legs that were overdue or missing at the carrier.", m.reconciledLegs);
    page.gauge("database_available", "1 while the database answers.", storage.available ? 1 : 0);
    page.counter("database_commits_total", "Write transactions committed.", storage.commits);
    page.counter("database_jobs_total", "Pieces of work in them.", storage.jobs);
    page.counter("database_retries_total", "Batches that were run again piece by piece.", storage.retries);
    page.counter("database_losses_total", "Times that the database went away.", storage.losses);
    page.gauge("database_waiting", "Pieces of work that wait for the writer.", storage.waiting);
    page.gauge("sockets", "Realtime connections.", doors.sockets);
    page.gauge("http_connections", "Connections that speak HTTP.", doors.http.connections);
    page.counter("http_connections_accepted_total", "Connections that were taken.", static_cast<qint64>(doors.http.accepted));
    page.counter("http_refused_total", "Requests and connections that were refused before anybody looked at them.", static_cast<qint64>(doors.http.refused));
    net::Reply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = page.text() + meters;
    return reply;
}

} // namespace callfloor
