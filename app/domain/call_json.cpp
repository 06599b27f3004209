// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_json.h"

#include <QJsonObject>

namespace callfloor {

using namespace Qt::StringLiterals;

void writeCallMembers(JsonWriter &json, const Call &call) {
    const Leg *customer = call.legOf(LegRole::Customer);
    // The newest leg of an agent; without one, of a device that we did not order.
    const Leg *second = nullptr;
    for (const Leg &leg : call.legs)
        if (leg.role == LegRole::Agent || (leg.role == LegRole::Other && (!second || second->role == LegRole::Other)))
            second = &leg;
    json.key("id").value(call.id.text());
    json.key("agentId").textOrNull(call.agentId.text());
    json.key("customerNumber").value(call.customerNumber);
    json.key("direction").value(callDirectionName(call.direction));
    json.key("status").value(callStatusName(call.status));
    json.key("telnyxLegA").textOrNull(customer ? customer->callControlId : QString());
    json.key("telnyxLegB").textOrNull(second ? second->callControlId : QString());
    json.key("telnyxConferenceId").textOrNull(call.conferenceId);
    json.key("recordingUrl").textOrNull(call.recordingUrl);
    json.key("aiSessionId").textOrNull(call.aiSessionId);
    json.key("cost").textOrNull(call.cost);
    json.key("startedAt").value(call.startedAt);
    json.key("answeredAt").timeOrNull(call.answeredAt);
    json.key("endedAt").timeOrNull(call.endedAt);
    json.key("outcome").textOrNull(call.terminal() ? call.outcome : QString());
    json.key("failureText").textOrNull(call.failureText);
    json.key("ourNumber").textOrNull(call.ourNumber);
    json.key("aiProvider").textOrNull(call.wishes.aiProvider);
    json.key("campaignId").textOrNull(call.campaignId.text());
    json.key("queueId").textOrNull(call.queueId.text());
    json.key("stage").value(callStageName(call.stage));
}

void writeCall(QByteArray &out, const Call &call) {
    JsonWriter json(out);
    json.beginObject();
    writeCallMembers(json, call);
    json.endObject();
}

QString maskedNumber(const QString &number) {
    QString masked = number;
    int shown = 0;
    for (qsizetype i = masked.size() - 1; i >= 0; --i)
        if (masked[i].isLetterOrNumber() && ++shown > 2) masked[i] = u'*';
    return masked;
}

QByteArray maskedCall(const QByteArray &callObject) {
    static const QStringList kShown = {u"id"_s,         u"agentId"_s,   u"direction"_s, u"status"_s,
                                       u"startedAt"_s,  u"answeredAt"_s, u"endedAt"_s};
    const QJsonObject full = QJsonDocument::fromJson(callObject).object();
    QJsonObject shown;
    for (const QString &key : kShown)
        if (full.contains(key)) shown.insert(key, full.value(key));
    // The dashboards expect every field to be there; what is not for strangers is null.
    for (const QString &key : {u"telnyxLegA"_s, u"telnyxLegB"_s, u"telnyxConferenceId"_s, u"recordingUrl"_s,
                               u"aiSessionId"_s, u"cost"_s})
        shown.insert(key, QJsonValue::Null);
    if (full.contains(u"customerNumber"_s))
        shown.insert(u"customerNumber"_s, maskedNumber(full.value(u"customerNumber"_s).toString()));
    return QJsonDocument(shown).toJson(QJsonDocument::Compact);
}

} // namespace callfloor
