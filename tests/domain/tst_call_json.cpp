// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_json.h"
#include "tests/domain/call_world.h"

#include <QJsonObject>
#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject written(const Call &call) {
    QByteArray text;
    writeCall(text, call);
    return parseJson(text).value().object();
}

Call fullCall() {
    Call call = dialledCall();
    call.status = CallStatus::Completed;
    call.outcome = u"answered"_s;
    call.conferenceId = u"conf-1"_s;
    call.recordingUrl = u"https://recordings.example.com/1.mp3?a=1&b=\"2\""_s;
    call.aiSessionId = u"talk-1"_s;
    call.cost = u"0.0070"_s;
    call.failureText = u"It \"failed\"."_s;
    call.answeredAt = at(4.123456);
    call.endedAt = at(60);
    call.wishes.aiProvider = u"telnyx"_s;
    call.campaignId = CampaignId(u"campaign-1"_s);
    call.queueId = QueueId(u"queue-1"_s);
    call.stage = CallStage::Ended;
    call.legs.front().callControlId = u"v3:A"_s;
    addAgentLeg(call, u"B"_s).callControlId = u"v3:B"_s;
    return call;
}

} // namespace

class CallJsonTest : public QObject {
    Q_OBJECT

private slots:
    void fullCallHasEveryField() {
        const QJsonObject expected{
            {u"id"_s, u"call-1"_s}, {u"agentId"_s, u"agent-7"_s}, {u"customerNumber"_s, u"+13125550142"_s},
            {u"direction"_s, u"outbound"_s}, {u"status"_s, u"COMPLETED"_s}, {u"telnyxLegA"_s, u"v3:A"_s},
            {u"telnyxLegB"_s, u"v3:B"_s}, {u"telnyxConferenceId"_s, u"conf-1"_s},
            {u"recordingUrl"_s, u"https://recordings.example.com/1.mp3?a=1&b=\"2\""_s}, {u"aiSessionId"_s, u"talk-1"_s},
            {u"cost"_s, u"0.0070"_s}, {u"startedAt"_s, u"2026-03-02T15:04:05.000Z"_s},
            {u"answeredAt"_s, u"2026-03-02T15:04:09.123Z"_s}, {u"endedAt"_s, u"2026-03-02T15:05:05.000Z"_s},
            {u"outcome"_s, u"answered"_s}, {u"failureText"_s, u"It \"failed\"."_s}, {u"ourNumber"_s, u"+13125550100"_s},
            {u"aiProvider"_s, u"telnyx"_s}, {u"campaignId"_s, u"campaign-1"_s},
            {u"queueId"_s, u"queue-1"_s}, {u"stage"_s, u"ended"_s}};
        QCOMPARE(written(fullCall()), expected);
    }

    void emptyFieldsAreNull() {
        Call call = dialledCall();
        call.agentId = UserId();
        const QJsonObject object = written(call);
        for (const QString &key : {u"agentId"_s, u"telnyxLegA"_s, u"telnyxLegB"_s, u"telnyxConferenceId"_s, u"recordingUrl"_s,
                                   u"aiSessionId"_s, u"cost"_s, u"answeredAt"_s, u"endedAt"_s, u"outcome"_s, u"failureText"_s, u"aiProvider"_s, u"campaignId"_s, u"queueId"_s})
            QVERIFY2(object.contains(key) && object.value(key).isNull(), qPrintable(key));
        QCOMPARE(object.size(), qsizetype{21});
    }

    void outcomeIsShownWhenItIsFinal() {
        Call call = fullCall();
        call.status = CallStatus::Active;
        QVERIFY(written(call).value("outcome"_L1).isNull());
    }

    void secondLegIsTheAgents() {
        Call call = dialledCall();
        const auto second = [&] { return written(call).value("telnyxLegB"_L1); };
        Leg device = foreignLeg(incoming(u"device"_s, 4), LegId(u"device"_s));
        call.legs.push_back(device);
        QCOMPARE(second(), QJsonValue(u"v3:device"_s));
        addAgentLeg(call, u"B"_s).callControlId = u"v3:B"_s;
        QCOMPARE(second(), QJsonValue(u"v3:B"_s));
        addAgentLeg(call, u"C"_s).callControlId = u"v3:C"_s; // a new attempt
        addAgentLeg(call, u"S"_s).role = LegRole::Supervisor;
        QCOMPARE(second(), QJsonValue(u"v3:C"_s));
    }

    void masking_data() {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char *number, const char *masked) { QTest::newRow(number) << QString::fromLatin1(number) << QString::fromLatin1(masked); };
        row("+13125550142", "+*********42");
        row("+1 (312) 555-01-42", "+* (***) ***-**-42");
        row("42", "42");
        row("7", "7");
        row("", "");
        row("sip:alice7@example.com", "***:******@*******.*om");
        row("anonymous", "*******us");
        row("555-0142 ", "***-**42 ");
    }
    void masking() {
        QFETCH(QString, number);
        QTEST(maskedNumber(number), "masked");
    }

    void maskedCallHasEveryFieldOfOldAndNothingToIdentifyTheCustomer() {
        QByteArray text;
        writeCall(text, fullCall());
        const QByteArray masked = maskedCall(text);
        const QJsonObject object = parseJson(masked).value().object();
        for (const QString &key : {u"id"_s, u"agentId"_s, u"customerNumber"_s, u"direction"_s, u"status"_s, u"telnyxLegA"_s,
                                   u"telnyxLegB"_s, u"telnyxConferenceId"_s, u"recordingUrl"_s, u"aiSessionId"_s, u"cost"_s,
                                   u"startedAt"_s, u"answeredAt"_s, u"endedAt"_s})
            QVERIFY2(object.contains(key), qPrintable(key));
        QCOMPARE(object.value("customerNumber"_L1).toString(), u"+*********42"_s);
        for (const char *secret : {"3125550142", "v3:", "recordings.example.com", "talk-1"}) QVERIFY2(!masked.contains(secret), secret);
    }

    void clientStateLeadsBackToTheLeg() {
        const LegId leg = LegId::make(at(0));
        QVERIFY(legFromClientState(clientStateFor(leg)) == leg);
        for (const QString &other : {QString(), u"cf1"_s, u"cf1:"_s, u"{\"v\":1}"_s, u"CF1:x"_s})
            QVERIFY(legFromClientState(other).isEmpty());
    }

    void namesAreReadBack() {
        for (int i = 0; i < 6; ++i) {
            const auto status = static_cast<CallStatus>(i);
            QVERIFY(callStatusFromName(callStatusName(status)) == status);
            QCOMPARE(isTerminal(status), i >= 3);
        }
        for (const auto direction : {CallDirection::Inbound, CallDirection::Outbound})
            QVERIFY(callDirectionFromName(callDirectionName(direction)) == direction);
        QVERIFY(!callStatusFromName(u"ringing") && !callStatusFromName(u"") && !callDirectionFromName(u"INBOUND"));
    }
};

QTEST_GUILESS_MAIN(CallJsonTest)
#include "tst_call_json.moc"
