// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/ops_queues.h"
#include "app/contract/ops_wall.h"
#include "app/contract/schema_pieces.h"

namespace callfloor::schema {

using namespace Qt::StringLiterals;

namespace {

/// An object of whole numbers.
QJsonObject counts(const QStringList &names, bool required) {
    QJsonObject properties;
    for (const QString &name : names) properties.insert(name, typed("integer"));
    return codec::objectSchema(properties, required ? names : QStringList());
}

QJsonObject live() {
    const QJsonObject agents = counts({u"idle"_s, u"ringing"_s, u"talking"_s, u"hold"_s, u"wrapUp"_s, u"notReady"_s, u"loggedOut"_s, u"unreachable"_s}, true);
    return object({{u"waiting"_s, typed("integer")}, {u"offered"_s, typed("integer")}, {u"oldestEnteredAt"_s, time(true)}, {u"callbacks"_s, typed("integer")}, {u"agents"_s, agents}});
}

/// Which members there are depends on the code.
QJsonObject reason() {
    QJsonObject properties = counts({u"loggedOut"_s, u"level"_s, u"talking"_s, u"hold"_s, u"ringing"_s, u"wrapUp"_s, u"notReady"_s, u"full"_s,
                                     u"unreachable"_s, u"moreImportant"_s, u"sameImportance"_s, u"tier"_s}, false).value(u"properties"_s).toObject();
    for (const QString &name : {u"code"_s, u"text"_s, u"skillId"_s, u"agentId"_s}) properties.insert(name, typed("string"));
    properties.insert(u"until"_s, time());
    return codec::objectSchema(properties, {u"code"_s, u"text"_s});
}

QJsonObject explanation() {
    const QJsonObject entry = codec::objectSchema(
        {{u"id"_s, typed("string")}, {u"callId"_s, typed("string")}, {u"queueId"_s, typed("string")}, {u"agentId"_s, nullable("string")},
         {u"state"_s, typed("string")}, {u"outcome"_s, nullable("string")}, {u"enteredAt"_s, time()}, {u"connectedAt"_s, time(true)},
         {u"endedAt"_s, time(true)}, {u"waitSeconds"_s, typed("number")}},
        {u"id"_s, u"callId"_s, u"queueId"_s, u"state"_s, u"enteredAt"_s});
    const QJsonObject contact = object({{u"queueId"_s, nullable("string")}, {u"agentId"_s, typed("string")}, {u"callId"_s, typed("string")},
                                        {u"beganAt"_s, time()}, {u"endedAt"_s, time()}, {u"handleSeconds"_s, typed("number")}});
    const QJsonObject span = object({{u"agentId"_s, typed("string")}, {u"callId"_s, nullable("string")}, {u"queueId"_s, nullable("string")},
                                     {u"kind"_s, typed("string")}, {u"beganAt"_s, time()}, {u"endedAt"_s, time(true)}});
    const QJsonObject threshold = object({{u"queueId"_s, typed("string")}, {u"T"_s, typed("integer")}, {u"s"_s, typed("integer")}});
    return object({{u"entries"_s, listOf(entry)}, {u"contacts"_s, listOf(contact)}, {u"work"_s, listOf(span)},
                   {u"thresholds"_s, listOf(threshold)}, {u"truncated"_s, typed("boolean")}});
}

QJsonObject queue() {
    QJsonObject properties{{u"id"_s, typed("string")}, {u"name"_s, typed("string")}, {u"live"_s, live()}};
    const auto add = [&]<class F>(const Field<QueueSettingFields, std::optional<F>> &field) {
        properties.insert(QLatin1String(field.name), codec::schemaOf<F>(field.limits));
    };
    std::apply([&](const auto &...field) { (add(field), ...); }, QueueSettingFields::settingFields);
    return properties;
}

QJsonObject figure() {
    return object({{u"name"_s, typed("string")}, {u"formula"_s, typed("string")}, {u"unit"_s, typed("string")}, {u"value"_s, nullable("number")},
                   {u"numerator"_s, typed("number")}, {u"denominator"_s, typed("number")}});
}

} // namespace

QJsonObject queueReply() {
    QJsonObject properties = queue();
    properties.insert(u"members"_s, listOf(object({{u"userId"_s, typed("string")}, {u"name"_s, typed("string")}, {u"tier"_s, typed("integer")},
                                                   {u"position"_s, typed("integer")}, {u"weight"_s, typed("integer")}})));
    return object(properties);
}

QJsonObject queueList() { return object({{u"queues"_s, listOf(object(queue()))}}); }

QJsonObject waitingList() {
    return object({{u"waiting"_s, listOf(object({{u"entryId"_s, typed("string")},
                                                 {u"callId"_s, typed("string")},
                                                 {u"state"_s, typed("string")},
                                                 {u"enteredAt"_s, time()},
                                                 {u"waitSeconds"_s, typed("integer")},
                                                 {u"callPriority"_s, typed("integer")},
                                                 {u"callback"_s, typed("boolean")},
                                                 {u"position"_s, nullable("integer")},
                                                 {u"estimatedSeconds"_s, nullable("integer")},
                                                 {u"reasons"_s, listOf(reason())}}))}});
}

QJsonObject board() {
    return object({{u"at"_s, time()}, {u"from"_s, time()}, {u"definition"_s, typed("string")},
                   {u"queues"_s, listOf(object({{u"id"_s, typed("string")}, {u"name"_s, typed("string")}, {u"live"_s, live()},
                                                {u"serviceLevelTarget"_s, typed("integer")}, {u"serviceLevelSeconds"_s, typed("integer")},
                                                {u"figures"_s, listOf(figure())}}))},
                   {u"total"_s, listOf(figure())}});
}

/// The board, and what it does not say of the floor as a whole.
QJsonObject wallBoard() {
    QJsonObject properties = board().value(u"properties"_s).toObject();
    properties.insert(u"label"_s, typed("string"));
    properties.insert(u"calls"_s, typed("integer"));
    properties.insert(u"agents"_s, listOf(object({{u"state"_s, typed("string")}, {u"count"_s, typed("integer")}})));
    return object(properties);
}

QJsonObject metrics() {
    const QJsonObject row = object({{u"queueId"_s, nullable("string")}, {u"agentId"_s, nullable("string")}, {u"from"_s, time()},
                                    {u"to"_s, time()}, {u"figures"_s, listOf(figure())}});
    return codec::objectSchema({{u"from"_s, time()}, {u"to"_s, time()}, {u"definition"_s, typed("string")}, {u"rows"_s, listOf(row)},
                                {u"total"_s, listOf(figure())}, {u"explain"_s, explanation()}},
                               {u"from"_s, u"to"_s, u"definition"_s, u"rows"_s, u"total"_s});
}

QJsonObject schedule() {
    return object({{u"id"_s, typed("string")}, {u"name"_s, typed("string")}, {u"hours"_s, codec::schemaOf<HoursFields>()}, {u"open"_s, typed("boolean")},
                   {u"nextChangeAt"_s, time(true)}});
}
QJsonObject scheduleList() { return object({{u"schedules"_s, listOf(schedule())}}); }

QJsonObject number() {
    return object({{u"number"_s, typed("string")}, {u"label"_s, typed("string")}, {u"scheduleId"_s, nullable("string")}, {u"open"_s, codec::schemaOf<RouteFields>()},
                   {u"closed"_s, codec::schemaOf<RouteFields>()}, {u"now"_s, codec::schemaOf<RouteFields>()}});
}
QJsonObject numberList() { return object({{u"numbers"_s, listOf(number())}}); }

} // namespace callfloor::schema
