// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/ops_campaigns.h"
#include "app/contract/ops_dialer.h"
#include "app/contract/schema_pieces.h"

namespace callfloor::schema {

using namespace Qt::StringLiterals;

namespace {

QJsonObject texts() { return {{u"type"_s, u"object"_s}, {u"additionalProperties"_s, typed("string")}}; }

QJsonObject importFormat() {
    return object({{u"type"_s, codec::enumSchema({"csv", "json"})},
                   {u"encoding"_s, typed("string")},
                   {u"delimiter"_s, nullable("string")},
                   {u"header"_s, typed("boolean")},
                   {u"columns"_s, listOf(typed("string"))}});
}

QJsonObject verdictCounts() {
    QJsonObject counts;
    for (const char *name : {"rows", "ok", "fixed", "duplicate", "suppressed", "invalid"}) counts.insert(QLatin1String(name), typed("integer"));
    return object(counts);
}

QJsonObject sampleRow() {
    return object({{u"row"_s, typed("integer")},
                   {u"verdict"_s, codec::enumSchema({"ok", "fixed", "duplicate", "suppressed", "invalid"})},
                   {u"reason"_s, nullable("string")},
                   {u"numbers"_s, listOf(typed("string"))},
                   {u"cells"_s, listOf(typed("string"))}});
}

} // namespace

QJsonObject importObject() {
    return object({{u"id"_s, typed("string")},
                   {u"campaignId"_s, typed("string")},
                   {u"listId"_s, typed("string")},
                   {u"state"_s, codec::enumSchema({"checking", "checked", "importing", "imported", "cancelled", "failed", "undoing", "undone"})},
                   {u"format"_s, importFormat()},
                   {u"mapping"_s, texts()},
                   {u"region"_s, typed("string")},
                   {u"counts"_s, verdictCounts()},
                   {u"sample"_s, listOf(sampleRow())},
                   {u"progress"_s, typed("number")},
                   {u"doneRows"_s, typed("integer")},
                   {u"added"_s, typed("integer")},
                   {u"error"_s, nullable("string")},
                   {u"createdAt"_s, time()},
                   {u"endedAt"_s, time(true)}});
}

QJsonObject leadList() {
    return object({{u"id"_s, typed("string")}, {u"name"_s, typed("string")}, {u"priority"_s, typed("integer")},
                   {u"active"_s, typed("boolean")}, {u"expiresAt"_s, time(true)}, {u"createdAt"_s, time()}});
}

QJsonObject campaignSettings() {
    return object({{u"campaign"_s, campaignObject()}, {u"rules"_s, typed("object")}, {u"lists"_s, listOf(leadList())}});
}

QJsonObject campaignChecklist() {
    return object({{u"ready"_s, typed("boolean")},
                   {u"items"_s, listOf(object({{u"check"_s, typed("string")}, {u"ok"_s, typed("boolean")},
                                               {u"blocks"_s, typed("boolean")}, {u"sentence"_s, typed("string")}}))}});
}

QJsonObject campaignWhy() {
    const QJsonObject refusal = object({{u"reason"_s, typed("string")}, {u"count"_s, typed("integer")}, {u"lastAt"_s, time()}, {u"sentence"_s, typed("string")}});
    return object({{u"sentences"_s, listOf(typed("string"))}, {u"refusals"_s, listOf(refusal)}});
}

QJsonObject campaignFigures() {
    QJsonObject figures;
    for (const char *name : {"loaded", "ready", "waitingForTime", "callbacks", "reserved", "dialling", "connected", "answered",
                             "unanswered", "failed", "blocked", "linesInUse", "endedLastHour", "answeredLive30Days", "abandoned30Days", "machines30Days"})
        figures.insert(QLatin1String(name), typed("integer"));
    for (const char *name : {"connectRate", "abandonRate", "abandonCap", "hoursLeft"}) figures.insert(QLatin1String(name), nullable("number"));
    return object(figures);
}

QJsonObject ledgerPage() {
    const QJsonObject entry = object({{u"seq"_s, typed("integer")}, {u"at"_s, time()}, {u"kind"_s, codec::enumSchema({"dialled", "ended"})},
                                      {u"attemptId"_s, typed("string")}, {u"body"_s, typed("string")}, {u"hash"_s, typed("string")}});
    return object({{u"entries"_s, listOf(entry)}, {u"next"_s, nullable("integer")}});
}

QJsonObject previewLead() {
    const QJsonObject number = object({{u"number"_s, typed("string")}, {u"kind"_s, nullable("string")}, {u"next"_s, typed("boolean")}, {u"tries"_s, typed("integer")}});
    return object({{u"leadId"_s, typed("string")}, {u"numbers"_s, listOf(number)}, {u"person"_s, typed("object")},
                   {u"tries"_s, typed("integer")}, {u"lastOutcome"_s, nullable("string")}, {u"until"_s, time()}});
}

QJsonObject callbackList() {
    return object({{u"callbacks"_s, listOf(object({{u"id"_s, typed("string")}, {u"leadId"_s, typed("string")}, {u"number"_s, typed("string")},
                                                   {u"dueAt"_s, time()}, {u"expiresAt"_s, time()}, {u"ownerId"_s, nullable("string")},
                                                   {u"note"_s, nullable("string")}}))}});
}

QJsonObject consentList() {
    return object({{u"consents"_s, listOf(object({{u"id"_s, typed("string")}, {u"number"_s, typed("string")}, {u"campaignId"_s, nullable("string")},
                                                  {u"shownText"_s, nullable("string")}, {u"channel"_s, nullable("string")},
                                                  {u"proof"_s, nullable("string")}, {u"givenAt"_s, time()}, {u"revokedAt"_s, time(true)},
                                                  {u"revokedHow"_s, nullable("string")}}))}});
}

QJsonObject importList() { return object({{u"imports"_s, listOf(importObject())}}); }

} // namespace callfloor::schema
