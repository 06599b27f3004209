// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/ops_calls.h"
#include "app/domain/call_json.h"

#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

QStringList typesOf(const QJsonObject &schema) {
    if (!schema.value("type"_L1).isArray()) return {schema.value("type"_L1).toString()};
    QStringList types;
    for (const QJsonValue type : schema.value("type"_L1).toArray()) types << type.toString();
    return types;
}

QString typeOf(const QJsonValue &value) {
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return u"boolean"_s;
    case QJsonValue::Double: return u"integer"_s;
    case QJsonValue::String: return u"string"_s;
    case QJsonValue::Array: return u"array"_s;
    default: return u"object"_s;
    }
}

QJsonObject written(const Call &call) {
    QByteArray text;
    writeCall(text, call);
    return parseJson(text).value().object();
}

Call emptyCall() {
    Call call;
    call.id = CallId(u"c"_s);
    call.customerNumber = u"+13125550142"_s;
    Leg leg;
    leg.id = LegId(u"l"_s);
    call.legs.push_back(leg);
    return call;
}

Call fullCall() {
    Call call = emptyCall();
    call.agentId = UserId(u"a"_s);
    call.ourNumber = u"+1"_s;
    call.queueId = QueueId(u"q"_s);
    call.status = CallStatus::Failed;
    call.outcome = u"failed"_s;
    call.failureText = u"x"_s;
    call.conferenceId = u"x"_s;
    call.recordingUrl = u"x"_s;
    call.aiSessionId = u"x"_s;
    call.cost = u"0.1"_s;
    call.answeredAt = call.endedAt = call.startedAt;
    call.wishes.aiProvider = u"x"_s;
    call.campaignId = CampaignId(u"campaign-1"_s);
    call.legs.front().callControlId = u"x"_s;
    Leg agent;
    agent.id = LegId(u"m"_s);
    agent.role = LegRole::Agent;
    agent.callControlId = u"y"_s;
    call.legs.push_back(agent);
    return call;
}

} // namespace

/// The call object: what the schema says, what the writer writes, what old dashboards read.
class CallObjectTest : public QObject {
    Q_OBJECT

private slots:
    void schemaAndWriterAgree() {
        const QJsonObject schema = schema::callObject();
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        for (const Call &call : {emptyCall(), fullCall()}) {
            const QJsonObject object = written(call);
            QCOMPARE(object.keys(), properties.keys());
            for (const QString &key : object.keys())
                QVERIFY2(typesOf(properties.value(key).toObject()).contains(typeOf(object.value(key))), qPrintable(key));
        }
        // What may be null is null in the empty call, and nothing else is; in the full call nothing is.
        for (const QString &key : properties.keys()) {
            QCOMPARE(written(emptyCall()).value(key).isNull(), typesOf(properties.value(key).toObject()).contains(u"null"_s));
            QVERIFY2(!written(fullCall()).value(key).isNull(), qPrintable(key));
        }
        QCOMPARE(schema.value("required"_L1).toArray(), QJsonArray::fromStringList(properties.keys()));
        for (const QJsonValue word : properties.value("status"_L1).toObject().value("enum"_L1).toArray())
            QVERIFY(callStatusFromName(word.toString()).has_value());
    }

    /// None of these may be missing or change its type.
    void oldDashboardsFindEveryField_data() {
        QTest::addColumn<bool>("mayBeNull");
        for (const char *field : {"id", "customerNumber", "direction", "status", "startedAt"}) QTest::newRow(field) << false;
        for (const char *field : {"agentId", "telnyxLegA", "telnyxLegB", "telnyxConferenceId", "recordingUrl", "aiSessionId", "cost", "answeredAt", "endedAt"})
            QTest::newRow(field) << true;
    }
    void oldDashboardsFindEveryField() {
        QFETCH(bool, mayBeNull);
        const QString field = QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(written(emptyCall()).contains(field));
        QCOMPARE(written(emptyCall()).value(field).isNull(), mayBeNull);
        QCOMPARE(typeOf(written(fullCall()).value(field)), u"string"_s);
        const QStringList types = typesOf(schema::callObject().value("properties"_L1).toObject().value(field).toObject());
        QCOMPARE(types, mayBeNull ? (QStringList{u"string"_s, u"null"_s}) : QStringList(u"string"_s));
    }

    void repliesAreMadeOfCallObjects() {
        QCOMPARE(schema::callList().value("items"_L1).toObject(), schema::callObject());
        QCOMPARE(schema::callPage().value("properties"_L1).toObject().value("calls"_L1).toObject(), schema::callList());
        QCOMPARE(schema::floorSnapshot().value("properties"_L1).toObject().keys(), (QStringList{u"calls"_s, u"seq"_s}));
        QStringList keys = schema::callObject().value("properties"_L1).toObject().keys();
        keys << u"agent"_s;
        keys.sort();
        const QJsonObject withAgent = schema::callWithAgent();
        QCOMPARE(withAgent.value("properties"_L1).toObject().keys(), keys);
        const QJsonObject agent = withAgent.value("properties"_L1).toObject().value("agent"_L1).toObject();
        QCOMPARE(typesOf(agent), (QStringList{u"object"_s, u"null"_s}));
        QCOMPARE(agent.value("properties"_L1).toObject().keys(), (QStringList{u"email"_s, u"id"_s, u"name"_s}));
    }
};

QTEST_GUILESS_MAIN(CallObjectTest)
#include "tst_call_object.moc"
