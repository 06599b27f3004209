// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/ops_queues.h"

namespace callfloor::schema {

using namespace Qt::StringLiterals;

namespace {

QJsonObject of(const char *type) { return {{u"type"_s, QLatin1String(type)}}; }
QJsonObject orNone(const char *type) { return {{u"type"_s, QJsonArray{QLatin1String(type), u"null"_s}}}; }
QJsonObject moment(bool orNull = false) {
    QJsonObject schema = orNull ? orNone("string") : of("string");
    schema.insert(u"format"_s, u"date-time"_s);
    return schema;
}
QJsonObject listOf(const QJsonObject &items) { return {{u"type"_s, u"array"_s}, {u"items"_s, items}}; }
QJsonObject object(const QJsonObject &properties) { return codec::objectSchema(properties, properties.keys()); }

/// An object of whole numbers.
QJsonObject counts(const QStringList &names, bool required) {
    QJsonObject properties;
    for (const QString &name : names) properties.insert(name, of("integer"));
    return codec::objectSchema(properties, required ? names : QStringList());
}

QJsonObject live() {
    const QJsonObject agents = counts({u"idle"_s, u"ringing"_s, u"talking"_s, u"hold"_s, u"wrapUp"_s, u"notReady"_s, u"loggedOut"_s, u"unreachable"_s}, true);
    return object({{u"waiting"_s, of("integer")}, {u"offered"_s, of("integer")}, {u"oldestEnteredAt"_s, moment(true)}, {u"agents"_s, agents}});
}

/// Which members there are depends on the code.
QJsonObject reason() {
    QJsonObject properties = counts({u"loggedOut"_s, u"level"_s, u"talking"_s, u"hold"_s, u"ringing"_s, u"wrapUp"_s, u"notReady"_s, u"full"_s,
                                     u"unreachable"_s, u"moreImportant"_s, u"sameImportance"_s, u"tier"_s}, false).value(u"properties"_s).toObject();
    for (const QString &name : {u"code"_s, u"text"_s, u"skillId"_s, u"agentId"_s}) properties.insert(name, of("string"));
    properties.insert(u"until"_s, moment());
    return codec::objectSchema(properties, {u"code"_s, u"text"_s});
}

QJsonObject explanation() {
    const QJsonObject entry = codec::objectSchema(
        {{u"id"_s, of("string")}, {u"callId"_s, of("string")}, {u"queueId"_s, of("string")}, {u"agentId"_s, orNone("string")},
         {u"state"_s, of("string")}, {u"outcome"_s, orNone("string")}, {u"enteredAt"_s, moment()}, {u"connectedAt"_s, moment(true)},
         {u"endedAt"_s, moment(true)}, {u"waitSeconds"_s, of("number")}},
        {u"id"_s, u"callId"_s, u"queueId"_s, u"state"_s, u"enteredAt"_s});
    const QJsonObject contact = object({{u"queueId"_s, orNone("string")}, {u"agentId"_s, of("string")}, {u"callId"_s, of("string")},
                                        {u"beganAt"_s, moment()}, {u"endedAt"_s, moment()}, {u"handleSeconds"_s, of("number")}});
    const QJsonObject span = object({{u"agentId"_s, of("string")}, {u"callId"_s, orNone("string")}, {u"queueId"_s, orNone("string")},
                                     {u"kind"_s, of("string")}, {u"beganAt"_s, moment()}, {u"endedAt"_s, moment(true)}});
    const QJsonObject threshold = object({{u"queueId"_s, of("string")}, {u"T"_s, of("integer")}, {u"s"_s, of("integer")}});
    return object({{u"entries"_s, listOf(entry)}, {u"contacts"_s, listOf(contact)}, {u"work"_s, listOf(span)},
                   {u"thresholds"_s, listOf(threshold)}, {u"truncated"_s, of("boolean")}});
}

QJsonObject queue() {
    QJsonObject properties{{u"id"_s, of("string")}, {u"name"_s, of("string")}, {u"live"_s, live()}};
    const auto add = [&]<class F>(const Field<QueueSettingFields, std::optional<F>> &field) {
        properties.insert(QLatin1String(field.name), codec::schemaOf<F>(field.limits));
    };
    std::apply([&](const auto &...field) { (add(field), ...); }, QueueSettingFields::settingFields);
    return properties;
}

QJsonObject figure() {
    return object({{u"name"_s, of("string")}, {u"formula"_s, of("string")}, {u"unit"_s, of("string")}, {u"value"_s, orNone("number")},
                   {u"numerator"_s, of("number")}, {u"denominator"_s, of("number")}});
}

} // namespace

QJsonObject queueReply() {
    QJsonObject properties = queue();
    properties.insert(u"members"_s, listOf(object({{u"userId"_s, of("string")}, {u"name"_s, of("string")}, {u"tier"_s, of("integer")},
                                                   {u"position"_s, of("integer")}, {u"weight"_s, of("integer")}})));
    return object(properties);
}

QJsonObject queueList() { return object({{u"queues"_s, listOf(object(queue()))}}); }

QJsonObject waitingList() {
    return object({{u"waiting"_s, listOf(object({{u"entryId"_s, of("string")},
                                                 {u"callId"_s, of("string")},
                                                 {u"state"_s, of("string")},
                                                 {u"enteredAt"_s, moment()},
                                                 {u"waitSeconds"_s, of("integer")},
                                                 {u"callPriority"_s, of("integer")},
                                                 {u"callback"_s, of("boolean")},
                                                 {u"position"_s, orNone("integer")},
                                                 {u"estimatedSeconds"_s, orNone("integer")},
                                                 {u"reasons"_s, listOf(reason())}}))}});
}

QJsonObject board() {
    return object({{u"at"_s, moment()}, {u"from"_s, moment()}, {u"definition"_s, of("string")},
                   {u"queues"_s, listOf(object({{u"id"_s, of("string")}, {u"name"_s, of("string")}, {u"live"_s, live()},
                                                {u"serviceLevelTarget"_s, of("integer")}, {u"serviceLevelSeconds"_s, of("integer")},
                                                {u"figures"_s, listOf(figure())}}))},
                   {u"total"_s, listOf(figure())}});
}

QJsonObject metrics() {
    const QJsonObject row = object({{u"queueId"_s, orNone("string")}, {u"agentId"_s, orNone("string")}, {u"from"_s, moment()},
                                    {u"to"_s, moment()}, {u"figures"_s, listOf(figure())}});
    return codec::objectSchema({{u"from"_s, moment()}, {u"to"_s, moment()}, {u"definition"_s, of("string")}, {u"rows"_s, listOf(row)},
                                {u"total"_s, listOf(figure())}, {u"explain"_s, explanation()}},
                               {u"from"_s, u"to"_s, u"definition"_s, u"rows"_s, u"total"_s});
}

QJsonObject schedule() {
    return object({{u"id"_s, of("string")}, {u"name"_s, of("string")}, {u"hours"_s, codec::schemaOf<HoursFields>()}, {u"open"_s, of("boolean")},
                   {u"nextChangeAt"_s, moment(true)}});
}
QJsonObject scheduleList() { return object({{u"schedules"_s, listOf(schedule())}}); }

QJsonObject number() {
    return object({{u"number"_s, of("string")}, {u"label"_s, of("string")}, {u"scheduleId"_s, orNone("string")}, {u"open"_s, codec::schemaOf<RouteFields>()},
                   {u"closed"_s, codec::schemaOf<RouteFields>()}, {u"now"_s, codec::schemaOf<RouteFields>()}});
}
QJsonObject numberList() { return object({{u"numbers"_s, listOf(number())}}); }

} // namespace callfloor::schema
