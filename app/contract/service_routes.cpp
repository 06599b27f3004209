// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/service_routes.h"

#include "app/contract/ops_system.h"
#include "app/contract/schema_pieces.h"

namespace callfloor {

using namespace Qt::StringLiterals;
using schema::object, schema::typed;

namespace {

/// The carrier's webhooks have a few KiB; a transcription may have more.
constexpr qint64 kWebhookBytes = 256 * 1024;

QJsonObject content(const char *mediaType, const QJsonObject &schema) {
    return {{QLatin1String(mediaType), QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject serviceReply(const char *meaning, const QJsonObject &contentOfIt) {
    return {{u"description"_s, QLatin1String(meaning)}, {u"content"_s, contentOfIt}};
}

QJsonObject serviceRefusal(const char *meaning) {
    return serviceReply(meaning, content("application/json", {{u"$ref"_s, u"#/components/schemas/Error"_s}}));
}

/// A refusal that means what it means for operations.
QJsonObject usualRefusal(const char *name) { return {{u"$ref"_s, QString(u"#/components/responses/"_s + QLatin1String(name))}}; }

QJsonObject headField(const char *name, const char *meaning) {
    return {{u"name"_s, QLatin1String(name)},
            {u"in"_s, u"header"_s},
            {u"required"_s, true},
            {u"description"_s, QLatin1String(meaning)},
            {u"schema"_s, typed("string")}};
}

ServiceRoute webhookRoute() {
    const QJsonObject envelope{{u"type"_s, u"object"_s}, {u"additionalProperties"_s, true}};
    return {"receiveWebhook", Method::Post, "/api/telnyx/webhook",
            "An event of the carrier, signed with the carrier's Ed25519 key; answered after it has been stored.", kWebhookBytes,
            QJsonArray{headField("telnyx-timestamp", "Seconds since 1970; at most 300 away from the server's clock."),
                       headField("telnyx-signature-ed25519", "Base64 of the signature over timestamp, `|` and the body.")},
            QJsonObject{{u"required"_s, true}, {u"content"_s, content("application/json", envelope)}},
            QJsonObject{{u"200"_s, serviceReply("Stored, now or before.", content("application/json", object({{u"received"_s, typed("boolean")}})))},
                        {u"400"_s, serviceRefusal("It is signed, but no JSON object.")},
                        {u"403"_s, serviceRefusal("It is not signed by the carrier, or too old, or the server has no key to check it with.")},
                        {u"413"_s, usualRefusal("TooLarge")},
                        {u"503"_s, usualRefusal("Unavailable")}}};
}

ServiceRoute uploadRoute() {
    const QJsonObject file{{u"type"_s, u"string"_s}, {u"format"_s, u"binary"_s}};
    const QJsonObject reply = object({{u"uploadId"_s, typed("string")}, {u"bytes"_s, typed("integer")}});
    return {"uploadFile", Method::Post, "/api/uploads",
            "Takes a file, as it is, for an import. It is removed after a day in which nobody used it; `max_import_bytes` limits it.", 0, {},
            QJsonObject{{u"required"_s, true}, {u"content"_s, content("application/octet-stream", file)}},
            QJsonObject{{u"200"_s, serviceReply("The file is there, under this name for its owner.", content("application/json", reply))},
                        {u"400"_s, usualRefusal("BadRequest")},
                        {u"401"_s, usualRefusal("Unauthorized")},
                        {u"403"_s, usualRefusal("Forbidden")},
                        {u"413"_s, usualRefusal("TooLarge")},
                        {u"503"_s, usualRefusal("Unavailable")}},
            Role::Supervisor};
}

ServiceRoute probe(const char *name, const char *path, const char *summary, const QJsonObject &replies) {
    return {name, Method::Get, path, summary, kSmallBody, {}, {}, replies};
}

std::vector<ServiceRoute> allServiceRoutes() {
    const QJsonObject alive = codec::schemaOf<Health::Reply>();
    const QJsonObject ready = content("application/json", object({{u"ready"_s, typed("boolean")},
                                                                  {u"database"_s, typed("boolean")},
                                                                  {u"migrations"_s, typed("boolean")},
                                                                  {u"carrier"_s, typed("boolean")}}));
    QJsonObject notReady = serviceReply("A part is missing.", ready);
    notReady.insert(u"headers"_s, QJsonObject{{u"Retry-After"_s, QJsonObject{{u"description"_s, u"Seconds to wait."_s},
                                                                             {u"required"_s, true},
                                                                             {u"schema"_s, typed("integer")}}}});
    return {webhookRoute(), uploadRoute(),
            probe("liveness", "/healthz", "Does the process still answer. It looks at nothing else.",
                  {{u"200"_s, serviceReply("It does.", content("application/json", alive))}}),
            probe("readiness", "/readyz", "Can the server do its work, and if not, which part is missing.",
                  {{u"200"_s, serviceReply("It can.", ready)}, {u"503"_s, notReady}}),
            probe("counters", "/metrics", "Counters for Prometheus, in its text format 0.0.4.",
                  {{u"200"_s, serviceReply("The counters.", content("text/plain", typed("string")))}})};
}

} // namespace

const std::vector<ServiceRoute> &serviceRoutes() {
    static const std::vector<ServiceRoute> kAll = allServiceRoutes();
    return kAll;
}

} // namespace callfloor
