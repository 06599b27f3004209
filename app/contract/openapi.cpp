// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/openapi.h"

#include "app/contract/all_ops.h"
#include "app/contract/schema_pieces.h"
#include "app/contract/service_routes.h"

#include <algorithm>
#include <iterator>

namespace callfloor {

using namespace Qt::StringLiterals;
using schema::listOf, schema::nullable, schema::object, schema::time, schema::typed;

namespace {

QJsonObject jsonContent(const QJsonObject &schema) {
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject reference(const QString &place) { return {{u"$ref"_s, QString(u"#/components/"_s + place)}}; }

/// The name of an error's response among the components, and what it means.
struct Refusal {
    ErrorCode code;
    const char *name;
    const char *meaning;
};
constexpr Refusal kRefusals[] = {
    {ErrorCode::BadRequest, "BadRequest", "A field is missing or wrong, or the JSON is not valid; `field` names it."},
    {ErrorCode::Unauthorized, "Unauthorized", "There is no token, it has expired, its login was ended, or the credentials are wrong."},
    {ErrorCode::Forbidden, "Forbidden", "The role does not allow it, or the thing belongs to somebody else."},
    {ErrorCode::NotFound, "NotFound", "There is no such thing."},
    {ErrorCode::Conflict, "Conflict", "The state of the thing does not allow it, or a unique value is taken."},
    {ErrorCode::TooLarge, "TooLarge", "The body is larger than this operation takes; the connection is closed."},
    {ErrorCode::TooManyRequests, "TooManyRequests", "Too many requests, or wrong passwords; `Retry-After` says when to come back."},
    {ErrorCode::Internal, "InternalError", "A defect on the server; its log says more."},
    {ErrorCode::Upstream, "CarrierError", "The carrier refused."},
    {ErrorCode::Unavailable, "Unavailable", "A part that is needed is away for the moment: database, carrier."}};

constexpr const char *kWrongType = "UnsupportedMediaType";
constexpr const char *kAnyOther = "Refused";

const Refusal &refusalOf(ErrorCode code) {
    return *std::find_if(std::begin(kRefusals), std::end(kRefusals), [&](const Refusal &r) { return r.code == code; });
}

QJsonObject header(const char *meaning, const QJsonObject &schema, bool always) {
    QJsonObject header{{u"description"_s, QString::fromUtf8(meaning)}, {u"schema"_s, schema}};
    if (always) header.insert(u"required"_s, true);
    return header;
}

void addRateFields(QJsonObject &headers) {
    for (const char *name : {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"})
        headers.insert(QLatin1String(name), reference(u"headers/"_s + QLatin1String(name)));
}

QJsonObject rateHeaders() {
    return {{u"RateLimit-Limit"_s, header("Requests in a minute; absent where the limit is switched off.", typed("integer"), false)},
            {u"RateLimit-Remaining"_s, header("Requests that would pass at this moment.", typed("integer"), false)},
            {u"RateLimit-Reset"_s, header("Seconds until all of them would; with 429, until one would.", typed("integer"), false)},
            {u"RateLimit-Policy"_s, header("The limit and its window, as `1200;w=60`.", typed("string"), false)}};
}

QJsonObject errorResponse(const QString &meaning, const QJsonObject &headers = {}) {
    QJsonObject response{{u"description"_s, meaning}, {u"content"_s, jsonContent(reference(u"schemas/Error"_s))}};
    if (!headers.isEmpty()) response.insert(u"headers"_s, headers);
    return response;
}

/// The errors are the same everywhere: told once.
QJsonObject errorResponses() {
    QJsonObject responses;
    const QJsonObject seconds = typed("integer");
    for (const Refusal &refusal : kRefusals) {
        QJsonObject headers;
        if (refusal.code == ErrorCode::Unauthorized)
            headers.insert(u"WWW-Authenticate"_s, header("The scheme: `Bearer`.", typed("string"), true));
        if (refusal.code == ErrorCode::TooManyRequests) {
            headers.insert(u"Retry-After"_s, header("Seconds to wait.", seconds, true));
            addRateFields(headers);
        }
        if (refusal.code == ErrorCode::Unavailable)
            headers.insert(u"Retry-After"_s, header("Seconds to wait; absent if waiting does not help.", seconds, false));
        responses.insert(QLatin1String(refusal.name), errorResponse(QString::fromUtf8(refusal.meaning), headers));
    }
    responses.insert(QLatin1String(kWrongType), errorResponse(u"A body that is not sent as application/json."_s));
    responses.insert(QLatin1String(kAnyOther),
                     errorResponse(u"The request breaks the rules or the limits of HTTP itself: 400, 408, 414, 431, 501, 505."_s));
    return responses;
}

QJsonObject success(const OperationInfo &operation) {
    QJsonObject headers;
    if (operation.limited()) addRateFields(headers);
    if (operation.route.revalidated)
        headers.insert(u"ETag"_s, header("Send it as `If-None-Match` to be told 304 while nothing has changed.", typed("string"), true));
    QJsonObject reply{{u"description"_s, u"Success"_s}, {u"content"_s, QJsonObject{{QString::fromLatin1(operation.route.mediaType), QJsonObject{{u"schema"_s, operation.replySchema}}}}}};
    if (!headers.isEmpty()) reply.insert(u"headers"_s, headers);
    return reply;
}

QJsonObject responses(const OperationInfo &operation) {
    QJsonObject replies{{QString::number(operation.successStatus), success(operation)}};
    const auto refer = [&](int status, const char *name) {
        replies.insert(QString::number(status), reference(u"responses/"_s + QLatin1String(name)));
    };
    for (const ErrorCode code : operation.refusals()) refer(httpStatus(code), refusalOf(code).name);
    refer(415, kWrongType);
    if (operation.route.revalidated)
        replies.insert(u"304"_s, QJsonObject{{u"description"_s, u"What the client has, by its `If-None-Match`, is still true."_s}});
    replies.insert(u"default"_s, reference(u"responses/"_s + QLatin1String(kAnyOther)));
    return replies;
}

QJsonObject parameterOf(const FieldInfo &field) {
    return {{u"name"_s, field.name},
            {u"in"_s, field.in == FieldInfo::In::Path ? u"path"_s : u"query"_s},
            {u"required"_s, field.required},
            {u"schema"_s, field.schema}};
}

QJsonObject pathItem(const OperationInfo &operation) {
    QJsonArray parameters;
    QJsonObject properties;
    QStringList required;
    for (const FieldInfo &field : operation.fields) {
        if (field.in != FieldInfo::In::Body) {
            parameters.append(parameterOf(field));
            continue;
        }
        properties.insert(field.name, field.schema);
        if (field.required) required << field.name;
    }
    QJsonObject item{{u"operationId"_s, QLatin1String(operation.name)},
                     {u"summary"_s, QString::fromUtf8(operation.route.summary)},
                     {u"tags"_s, QJsonArray{operation.tag()}},
                     {u"x-role"_s, roleName(operation.route.role)},
                     {u"responses"_s, responses(operation)}};
    if (!parameters.isEmpty()) item.insert(u"parameters"_s, parameters);
    if (!properties.isEmpty()) {
        QJsonObject body = codec::objectSchema(properties, required);
        if (!operation.route.legacy) body.insert(u"additionalProperties"_s, false);
        item.insert(u"requestBody"_s, QJsonObject{{u"required"_s, !required.isEmpty()}, {u"content"_s, jsonContent(body)}});
        if (operation.route.bodyBytes > 0) item.insert(u"x-max-body-bytes"_s, operation.route.bodyBytes);
    }
    if (operation.route.role == Role::Public) item.insert(u"security"_s, QJsonArray{});
    return item;
}

QJsonObject pathItem(const ServiceRoute &route) {
    QJsonObject replies = route.replies;
    replies.insert(u"500"_s, reference(u"responses/"_s + QLatin1String(refusalOf(ErrorCode::Internal).name)));
    replies.insert(u"default"_s, reference(u"responses/"_s + QLatin1String(kAnyOther)));
    QJsonObject item{{u"operationId"_s, QLatin1String(route.name)},
                     {u"summary"_s, QLatin1String(route.summary)},
                     {u"tags"_s, QJsonArray{u"System"_s}},
                     {u"x-role"_s, roleName(route.role)},
                     {u"responses"_s, replies}};
    if (route.role == Role::Public) item.insert(u"security"_s, QJsonArray{});
    if (!route.parameters.isEmpty()) item.insert(u"parameters"_s, route.parameters);
    if (!route.body.isEmpty()) {
        item.insert(u"requestBody"_s, route.body);
        if (route.bodyBytes > 0) item.insert(u"x-max-body-bytes"_s, route.bodyBytes);
    }
    return item;
}

} // namespace

namespace schema {

QJsonObject callObject() {
    QJsonObject properties{{u"id"_s, typed("string")},
                           {u"agentId"_s, nullable("string")},
                           {u"customerNumber"_s, typed("string")},
                           {u"direction"_s, codec::enumSchema({"inbound", "outbound"})},
                           {u"status"_s, codec::schemaOf<CallStatus>()},
                           {u"stage"_s, codec::enumSchema({"new", "assistant", "queued", "offered", "connected", "held",
                                                           "consulting", "parked", "message", "ended"})},
                           {u"startedAt"_s, time(false)},
                           {u"answeredAt"_s, time(true)},
                           {u"endedAt"_s, time(true)}};
    for (const char *name : {"telnyxLegA", "telnyxLegB", "telnyxConferenceId", "recordingUrl", "aiSessionId", "cost",
                             "outcome", "failureText", "ourNumber", "aiProvider", "campaignId", "queueId"})
        properties.insert(QLatin1String(name), nullable("string"));
    return object(properties);
}

QJsonObject callList() { return listOf(callObject()); }

QJsonObject callPage() { return object({{u"calls"_s, callList()}, {u"next"_s, nullable("string")}}); }

QJsonObject callCounts() {
    return object({{u"total"_s, typed("integer")},
                   {u"byStatus"_s, QJsonObject{{u"type"_s, u"object"_s}, {u"additionalProperties"_s, typed("integer")}}}});
}

QJsonObject callWithAgent() {
    QJsonObject call = callObject();
    QJsonObject properties = call.value(u"properties"_s).toObject();
    QJsonObject agent = object({{u"id"_s, typed("string")}, {u"name"_s, typed("string")}, {u"email"_s, typed("string")}});
    agent.insert(u"type"_s, QJsonArray{u"object"_s, u"null"_s});
    properties.insert(u"agent"_s, agent);
    return object(properties);
}

QJsonObject campaignObject() {
    QJsonObject counts;
    for (const char *name : {"numbers", "waiting", "dialling", "answered", "unanswered", "failed", "blocked"})
        counts.insert(QLatin1String(name), typed("integer"));
    return object({{u"id"_s, typed("string")},
                   {u"name"_s, typed("string")},
                   {u"status"_s, codec::enumSchema({"draft", "running", "paused", "draining", "stopped", "completed"})},
                   {u"concurrency"_s, typed("integer")},
                   {u"mode"_s, codec::enumSchema({"agentless", "preview", "progressive", "power", "predictive"})},
                   {u"queueId"_s, nullable("string")},
                   {u"startsAt"_s, time(true)},
                   {u"stopsAt"_s, time(true)},
                   {u"fromNumber"_s, typed("string")},
                   {u"record"_s, typed("boolean")},
                   {u"useAI"_s, typed("boolean")},
                   {u"message"_s, nullable("string")},
                   {u"createdAt"_s, time(false)},
                   {u"endedAt"_s, time(true)},
                   {u"counts"_s, object(counts)}});
}

QJsonObject campaignPage() { return object({{u"campaigns"_s, listOf(campaignObject())}, {u"next"_s, nullable("string")}}); }

QJsonObject floorSnapshot() { return object({{u"seq"_s, typed("integer")}, {u"calls"_s, callList()}}); }

} // namespace schema

QString refusalMeaning(ErrorCode code) { return QString::fromUtf8(refusalOf(code).meaning); }

const std::vector<OperationInfo> &allOperations() {
    static const std::vector<OperationInfo> kAll = [] {
        std::vector<OperationInfo> all;
        const auto add = [&]<class... Ops>(std::tuple<Ops...> *) { (all.push_back(describeOperation<Ops>()), ...); };
        add(static_cast<AllOperations *>(nullptr));
        return all;
    }();
    return kAll;
}

QJsonObject openApiDocument(const std::vector<OperationInfo> &operations, const QString &version) {
    QJsonObject paths;
    QJsonArray tags;
    for (const OperationInfo &operation : operations) {
        const QJsonObject tag{{u"name"_s, operation.tag()}};
        if (!tags.contains(tag)) tags.append(tag);
        const QString path = QLatin1String(operation.route.path);
        QJsonObject item = paths.value(path).toObject();
        item.insert(QString::fromLatin1(methodName(operation.route.method)).toLower(), pathItem(operation));
        paths.insert(path, item);
    }
    for (const ServiceRoute &route : serviceRoutes())
        paths.insert(QLatin1String(route.path), QJsonObject{{QString::fromLatin1(methodName(route.method)).toLower(), pathItem(route)}});
    const QJsonObject error =
        codec::objectSchema({{u"error"_s, typed("string")},
                             {u"message"_s, typed("string")},
                             {u"code"_s, typed("string")},
                             {u"field"_s, typed("string")}},
                            {u"error"_s, u"message"_s, u"code"_s});
    return {{u"openapi"_s, u"3.1.0"_s},
            {u"info"_s, QJsonObject{{u"title"_s, u"callfloor"_s},
                                    {u"version"_s, version},
                                    {u"license"_s, QJsonObject{{u"name"_s, u"GPL-3.0-or-later"_s},
                                                               {u"identifier"_s, u"GPL-3.0-or-later"_s}}}}},
            {u"tags"_s, tags},
            {u"paths"_s, paths},
            {u"components"_s,
             QJsonObject{{u"schemas"_s, QJsonObject{{u"Error"_s, error}}},
                         {u"responses"_s, errorResponses()},
                         {u"headers"_s, rateHeaders()},
                         {u"securitySchemes"_s,
                          QJsonObject{{u"bearer"_s, QJsonObject{{u"type"_s, u"http"_s},
                                                                {u"scheme"_s, u"bearer"_s},
                                                                {u"bearerFormat"_s, u"JWT"_s}}}}}}},
            {u"security"_s, QJsonArray{QJsonObject{{u"bearer"_s, QJsonArray{}}}}}};
}

} // namespace callfloor
