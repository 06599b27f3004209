// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/openapi.h"

#include "app/contract/all_ops.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QJsonObject typed(const char *type) { return {{u"type"_s, QLatin1String(type)}}; }
QJsonObject nullable(const char *type) { return {{u"type"_s, QJsonArray{QLatin1String(type), u"null"_s}}}; }

QJsonObject time(bool orNull) {
    QJsonObject schema = orNull ? nullable("string") : typed("string");
    schema.insert(u"format"_s, u"date-time"_s);
    return schema;
}

QJsonObject object(const QJsonObject &properties) { return codec::objectSchema(properties, properties.keys()); }

QJsonObject listOf(const QJsonObject &items) { return {{u"type"_s, u"array"_s}, {u"items"_s, items}}; }

QJsonObject jsonContent(const QJsonObject &schema) {
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject errorReply(const QString &description) {
    return {{u"description"_s, description},
            {u"content"_s, jsonContent({{u"$ref"_s, u"#/components/schemas/Error"_s}})}};
}

QJsonObject pathItem(const OperationInfo &operation) {
    QJsonArray parameters;
    QJsonObject properties;
    QStringList required;
    for (const FieldInfo &field : operation.fields) {
        if (field.in == FieldInfo::In::Body) {
            properties.insert(field.name, field.schema);
            if (field.required) required << field.name;
            continue;
        }
        parameters.append(QJsonObject{{u"name"_s, field.name},
                                      {u"in"_s, field.in == FieldInfo::In::Path ? u"path"_s : u"query"_s},
                                      {u"required"_s, field.required},
                                      {u"schema"_s, field.schema}});
    }
    QJsonObject item{{u"operationId"_s, QLatin1String(operation.name)},
                     {u"summary"_s, QString::fromUtf8(operation.route.summary)},
                     {u"x-role"_s, roleName(operation.route.role)}};
    if (!parameters.isEmpty()) item.insert(u"parameters"_s, parameters);
    if (!properties.isEmpty())
        item.insert(u"requestBody"_s, QJsonObject{{u"required"_s, !required.isEmpty()},
                                                  {u"content"_s, jsonContent(codec::objectSchema(properties, required))}});
    QJsonObject replies{{QString::number(operation.successStatus),
                         QJsonObject{{u"description"_s, u"Success"_s}, {u"content"_s, jsonContent(operation.replySchema)}}},
                        {u"400"_s, errorReply(u"A field is missing or wrong"_s)},
                        {u"default"_s, errorReply(u"Any other refusal"_s)}};
    if (operation.route.role == Role::Public) {
        item.insert(u"security"_s, QJsonArray{});
    } else {
        replies.insert(u"401"_s, errorReply(u"No valid token"_s));
        replies.insert(u"403"_s, errorReply(u"Not allowed"_s));
    }
    item.insert(u"responses"_s, replies);
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
                           {u"startedAt"_s, time(false)},
                           {u"answeredAt"_s, time(true)},
                           {u"endedAt"_s, time(true)}};
    for (const char *name : {"telnyxLegA", "telnyxLegB", "telnyxConferenceId", "recordingUrl", "aiSessionId", "cost",
                             "outcome", "failureText", "ourNumber", "aiProvider"})
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

QJsonObject floorSnapshot() { return object({{u"seq"_s, typed("integer")}, {u"calls"_s, callList()}}); }

} // namespace schema

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
    for (const OperationInfo &operation : operations) {
        const QString path = QLatin1String(operation.route.path);
        QJsonObject item = paths.value(path).toObject();
        item.insert(QString::fromLatin1(methodName(operation.route.method)).toLower(), pathItem(operation));
        paths.insert(path, item);
    }
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
            {u"paths"_s, paths},
            {u"components"_s,
             QJsonObject{{u"schemas"_s, QJsonObject{{u"Error"_s, error}}},
                         {u"securitySchemes"_s,
                          QJsonObject{{u"bearer"_s, QJsonObject{{u"type"_s, u"http"_s},
                                                                {u"scheme"_s, u"bearer"_s},
                                                                {u"bearerFormat"_s, u"JWT"_s}}}}}}},
            {u"security"_s, QJsonArray{QJsonObject{{u"bearer"_s, QJsonArray{}}}}}};
}

} // namespace callfloor
