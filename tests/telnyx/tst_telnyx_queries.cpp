// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_client.h"

#include "tests/telnyx/client_fixture.h"

#include <QTest>

#include <vector>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

/// Keeps what `request` and `sendMessage` bring.
template <class T> struct Told {
    int times = 0;
    T answer;
    RetryAdvice advice;
    std::function<void(T, RetryAdvice)> reply() {
        return [this](T a, RetryAdvice r) {
            ++times;
            answer = std::move(a);
            advice = r;
        };
    }
};

QByteArray activePage(const QByteArray &ids, const QByteArray &meta) {
    QByteArray items;
    for (const QByteArray &id : ids.split(' '))
        items += (items.isEmpty() ? "" : ",") +
                 QByteArray("{'record_type':'call','call_control_id':'" + id +
                            "','call_leg_id':'leg','call_session_id':'s','client_state':'c3RhdGU=','call_duration':5}");
    return json("{'data':[" + items + "],'meta':" + meta + '}');
}

QByteArray record(const char *name, const char *second, const QByteArray &metadata = "{}") {
    return "{'record_type':'call_event','call_leg_id':'leg-1','call_session_id':'s-1','type':'webhook','name':'" +
           QByteArray(name) + "','event_timestamp':'2026-03-02T15:04:" + second + "Z','metadata':" + metadata + '}';
}

QByteArray statusBody(bool alive, const QByteArray &end = {}) {
    return json("{'data':{'record_type':'call','call_control_id':'v3:a','call_leg_id':'leg-1','call_session_id':'s-1','"
                "is_alive':" +
                QByteArray(alive ? "true" : "false") + (end.isEmpty() ? QByteArray() : ",'end_time':'" + end + '\'') +
                "}}");
}

/// Answers GET /calls and GET /call_events.
CarrierStub::Script history(const StubAnswer &status, const StubAnswer &events) {
    return [=](const StubRequest &request) { return request.target.startsWith("/v2/call_events") ? events : status; };
}

} // namespace

class TestTelnyxQueries : public QObject {
    Q_OBJECT

private slots:
    void activeCallsAreReadPageByPage() {
        CarrierStub stub;
        stub.play([](const StubRequest &request) {
            if (request.target.contains("after%5D=c1"))
                return StubAnswer{200, activePage("v3:c v3:d", "{'cursors':{'after':'c2 +/'},'next':'/v2/x'}")};
            if (request.target.contains("after%5D=c2%20%2B%2F"))
                return StubAnswer{200, activePage("v3:e", "{'cursors':{'after':'c3'},'next':null}")};
            return StubAnswer{
                200,
                activePage("v3:a v3:b", "{'cursors':{'after':'c1','before':null},'next':'/v2/y','total_items':5}")};
        });
        const auto client = clientFor(settingsFor(stub));
        Asked<std::vector<ActiveLeg>> asked;
        client->activeCalls(asked.reply());
        QTRY_COMPARE(asked.times, 1);
        QVERIFY(asked.result->ok());
        QStringList handles;
        for (const ActiveLeg &leg : **asked.result)
            handles << leg.callControlId;
        QCOMPARE(handles.join(u' '), u"v3:a v3:b v3:c v3:d v3:e"_s);
        QCOMPARE((*asked.result)->front().clientState, u"state"_s);
        QCOMPARE(stub.requests().first().target,
                 "/v2/connections/1684641123236054244/active_calls?page%5Blimit%5D=250"_ba);
        QCOMPARE(stub.requests().size(), 3);
    }

    void activeCallsNeverGiveAPartOfTheList_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<int>("error");
        QTest::newRow("fault") << 500 << QByteArray("<html>") << static_cast<int>(ErrorCode::Unavailable);
        QTest::newRow("garbage") << 200 << QByteArray("[1]") << static_cast<int>(ErrorCode::Unavailable);
        QTest::newRow("other form") << 200 << json("{'data':{'result':'ok'}}")
                                    << static_cast<int>(ErrorCode::Unavailable);
        QTest::newRow("key revoked") << 401 << errorBody("20002") << static_cast<int>(ErrorCode::Upstream);
        QTest::newRow("too fast") << 429 << errorBody("10011") << static_cast<int>(ErrorCode::Unavailable);
        QTest::newRow("gone") << 404 << errorBody("10005") << static_cast<int>(ErrorCode::NotFound);
    }
    void activeCallsNeverGiveAPartOfTheList() {
        QFETCH(int, status);
        QFETCH(QByteArray, second);
        QFETCH(int, error);
        CarrierStub stub;
        stub.play([&](const StubRequest &request) {
            return request.target.contains("after") ? StubAnswer{status, second}
                                                    : StubAnswer{200, activePage("v3:a", "{'cursors':{'after':'c1'}}")};
        });
        const auto client = clientFor(settingsFor(stub));
        Asked<std::vector<ActiveLeg>> asked;
        client->activeCalls(asked.reply());
        QTRY_COMPARE(asked.times, 1);
        QVERIFY(asked.failedWith(static_cast<ErrorCode>(error)));
        QVERIFY(!asked.result->error().message.isEmpty());
    }

    void activeCallsEndWhenThereIsNothingMore_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("legs");
        QTest::newRow("empty, though with a cursor")
            << json("{'data':[],'meta':{'cursors':{'after':'c1'},'next':'/v2/x'}}") << 0;
        QTest::newRow("no meta") << json("{'data':[{'call_control_id':'v3:a'}]}") << 1;
        QTest::newRow("no cursor") << json("{'data':[{'call_control_id':'v3:a'}],'meta':{'cursors':{}}}") << 1;
        QTest::newRow("cursor that stays") << activePage("v3:a", "{'cursors':{'after':'same'}}") << 2;
    }
    void activeCallsEndWhenThereIsNothingMore() {
        QFETCH(QByteArray, body);
        QFETCH(int, legs);
        CarrierStub stub;
        stub.play({200, body});
        const auto client = clientFor(settingsFor(stub));
        Asked<std::vector<ActiveLeg>> asked;
        client->activeCalls(asked.reply());
        QTRY_COMPARE(asked.times, 1);
        QVERIFY(asked.result->ok());
        QCOMPARE(static_cast<int>((*asked.result)->size()), legs);
    }

    void historyJoinsRecordAndEvents() {
        CarrierStub stub;
        const QByteArray second = json(
            "{'data':[" + record("call.hangup", "30.5", "{'event':{'payload':{'hangup_cause':'normal_clearing'}}}") +
            "],'meta':{'page_number':2,'total_pages':2}}");
        const QByteArray first = json("{'data':[" + record("call.answered", "06") + ',' +
                                      record("call.initiated", "05") + "],'meta':{'page_number':1,'total_pages':2}}");
        stub.play([&](const StubRequest &request) {
            if (request.target.contains("number%5D=2")) return StubAnswer{200, second};
            if (request.target.startsWith("/v2/call_events")) return StubAnswer{200, first};
            return StubAnswer{200, statusBody(false, "2026-03-02T15:04:30Z")};
        });
        const auto client = clientFor(settingsFor(stub));
        Asked<LegReport> asked;
        client->legHistory(u"v3:a"_s, {}, asked.reply());
        QTRY_COMPARE(asked.times, 1);
        QVERIFY(asked.result->ok());
        const LegReport &report = **asked.result;
        QVERIFY(report.known && !report.alive);
        QCOMPARE(report.events.size(), size_t{3});
        QCOMPARE(report.events[0].type, CarrierEventType::Initiated);
        QCOMPARE(report.events[1].type, CarrierEventType::Answered);
        QCOMPARE(report.events[2].type, CarrierEventType::HungUp);
        QCOMPARE(report.events[2].hangupCause, u"normal_clearing"_s);
        QCOMPARE(report.events[2].callControlId, u"v3:a"_s);
        QCOMPARE(toIsoMillis(report.events[2].occurredAt), "2026-03-02T15:04:30.500Z"_ba);
        QCOMPARE(stub.requests().at(0).target, "/v2/calls/v3%3Aa"_ba);
        QVERIFY(stub.requests().at(1).target.contains("filter%5Bleg_id%5D=leg-1&filter%5Btype%5D=webhook"));
    }

    void historyKnowsWhetherTheLegLives_data() {
        QTest::addColumn<QString>("handle");
        QTest::addColumn<QString>("legId");
        QTest::addColumn<int>("statusCode");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("eventsCode");
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<bool>("known");
        QTest::addColumn<bool>("alive");
        QTest::addColumn<QString>("types");
        const QByteArray none = json("{'data':[],'meta':{}}"),
                         answered = json("{'data':[" + record("call.answered", "06") + "]}"),
                         ended = json("{'data':[" + record("call.answered", "06") + ',' + record("call.hangup", "09") +
                                      "]}");
        const QString handle = u"v3:a"_s, leg = u"leg-1"_s;
        QTest::newRow("lives") << handle << QString() << 200 << statusBody(true) << 200 << answered << true << true
                               << u"call.answered"_s;
        QTest::newRow("lives, no events")
            << handle << QString() << 200 << statusBody(true) << 200 << none << true << true << QString();
        QTest::newRow("the events know better") << handle << leg << 200 << statusBody(true) << 200 << ended << true
                                                << false << u"call.answered call.hangup"_s;
        QTest::newRow("the record knows better") << handle << leg << 200 << statusBody(false, "2026-03-02T15:04:08Z")
                                                 << 200 << answered << true << false << u"call.answered call.hangup"_s;
        QTest::newRow("ended, nobody knows when")
            << handle << leg << 200 << statusBody(false) << 200 << answered << true << false << u"call.answered"_s;
        QTest::newRow("forgotten, events remain") << handle << leg << 404 << errorBody("10005") << 200 << ended << true
                                                  << false << u"call.answered call.hangup"_s;
        QTest::newRow("forgotten, its end too")
            << handle << leg << 404 << errorBody("10005") << 200 << answered << true << false << u"call.answered"_s;
        QTest::newRow("never heard of") << handle << QString() << 422 << errorBody("90015") << 200 << answered << false
                                        << false << QString();
        QTest::newRow("events refused") << handle << leg << 422 << errorBody("90018") << 404 << errorBody("10005")
                                        << false << false << QString();
        QTest::newRow("only the leg's id, lives")
            << QString() << leg << 200 << QByteArray() << 200 << answered << true << true << u"call.answered"_s;
        QTest::newRow("only the leg's id, ended") << QString() << leg << 200 << QByteArray() << 200 << ended << true
                                                  << false << u"call.answered call.hangup"_s;
        QTest::newRow("only the leg's id, unknown")
            << QString() << leg << 200 << QByteArray() << 200 << none << false << false << QString();
        QTest::newRow("nothing to ask with")
            << QString() << QString() << 500 << QByteArray() << 500 << QByteArray() << false << false << QString();
    }
    void historyKnowsWhetherTheLegLives() {
        QFETCH(QString, handle);
        QFETCH(QString, legId);
        QFETCH(int, statusCode);
        QFETCH(QByteArray, status);
        QFETCH(int, eventsCode);
        QFETCH(QByteArray, events);
        QFETCH(bool, known);
        QFETCH(bool, alive);
        QFETCH(QString, types);
        CarrierStub stub;
        stub.play(history({statusCode, status}, {eventsCode, events}));
        const auto client = clientFor(settingsFor(stub));
        Asked<LegReport> asked;
        client->legHistory(handle, legId, asked.reply());
        QCOMPARE(asked.times, 0);
        QTRY_COMPARE(asked.times, 1);
        QVERIFY(asked.result->ok());
        const LegReport &report = **asked.result;
        QStringList seen;
        for (const CarrierEvent &event : report.events)
            seen << event.rawType;
        QCOMPARE(seen.join(u' '), types);
        QCOMPARE(report.known, known);
        QCOMPARE(report.alive, alive);
    }

    void historyThatCannotBeReadIsAnError() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        const QList<CarrierStub::Script> scripts{
            history({500, {}}, {200, json("{'data':[]}")}), history({200, statusBody(true)}, {503, {}}),
            history({200, json("{'data':{'is_alive':'yes'}}")}, {200, json("{'data':[]}")}),
            history({200, statusBody(true)}, {200, json("{'data':{}}")})};
        for (const CarrierStub::Script &script : scripts) {
            stub.play(script);
            Asked<LegReport> asked;
            client->legHistory(u"v3:a"_s, u"leg-1"_s, asked.reply());
            QTRY_COMPARE(asked.times, 1);
            QVERIFY(asked.failedWith(ErrorCode::Unavailable));
        }
    }

    void statusOfALegIsRead() {
        CarrierStub stub;
        stub.play(
            {200,
             json("{'data':{'is_alive':false,'call_leg_id':'leg-1','call_session_id':'s','client_state':'c3RhdGU=',"
                  "'start_time':'2026-03-02T15:04:05.5Z','end_time':'2026-03-02T15:05:05Z'}}")});
        const auto client = clientFor(settingsFor(stub));
        Asked<LegStatus> asked;
        client->legStatus(u"v3:a"_s, asked.reply());
        QTRY_COMPARE(asked.times, 1);
        const LegStatus &status = **asked.result;
        QVERIFY(status.known && !status.alive && status.startedAt && status.endedAt);
        QVERIFY(*status.endedAt - *status.startedAt == std::chrono::milliseconds(59500));
        QCOMPARE(status.clientState, u"state"_s);
    }

    void recordingLinkIsMp3OrWavOrNotReady_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("link");
        QTest::newRow("both") << 200 << json("{'data':{'download_urls':{'wav':'https://w','mp3':'https://m'}}}")
                              << u"https://m"_s;
        QTest::newRow("wav") << 200 << json("{'data':{'download_urls':{'wav':'https://w','mp3':null}}}")
                             << u"https://w"_s;
        QTest::newRow("not yet") << 200 << json("{'data':{'status':'processing'}}") << QString();
        QTest::newRow("unknown") << 404 << errorBody("10005") << QString();
    }
    void recordingLinkIsMp3OrWavOrNotReady() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, link);
        CarrierStub stub;
        stub.play({status, body});
        const auto client = clientFor(settingsFor(stub));
        Asked<QString> asked;
        client->recordingUrl(u"rec/1"_s, asked.reply());
        QTRY_COMPARE(asked.times, 1);
        QCOMPARE(stub.requests().first().target, "/v2/recordings/rec%2F1"_ba);
        if (link.isEmpty())
            QVERIFY(asked.failedWith(ErrorCode::NotFound));
        else
            QCOMPARE(**asked.result, link);
    }

    void assistantsIdIsFoundWithAndWithoutWrapper() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        for (const QByteArray &body :
             {json("{'id':'assistant-1','name':'x'}"), json("{'data':{'id':'assistant-1'}}")}) {
            stub.play({200, body});
            Asked<QString> asked;
            client->createAssistant({u"callfloor"_s, u"Be kind."_s}, asked.reply());
            QTRY_COMPARE(asked.times, 1);
            QCOMPARE(**asked.result, u"assistant-1"_s);
        }
        QCOMPARE(stub.requests().first().target, "/v2/ai/assistants"_ba);
        stub.play({200, json("{'data':{}}")});
        Asked<QString> without, unmade;
        client->createAssistant({u"callfloor"_s, u"Be kind."_s}, without.reply());
        client->createAssistant({u"callfloor"_s, {}}, unmade.reply());
        QTRY_COMPARE(without.times + unmade.times, 2);
        QVERIFY(without.failedWith(ErrorCode::Unavailable));
        QVERIFY(unmade.failedWith(ErrorCode::BadRequest));
    }

    void tokenIsPlainText() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        stub.play({201, "header.payload.signature\n"});
        Asked<QString> good, page;
        client->credentialToken(u"cred-1"_s, good.reply());
        QTRY_COMPARE(good.times, 1);
        QCOMPARE(**good.result, u"header.payload.signature"_s);
        QCOMPARE(stub.requests().first().method, "POST"_ba);
        QCOMPARE(stub.requests().first().target, "/v2/telephony_credentials/cred-1/token"_ba);
        stub.play({200, "<html>Please sign in</html>"});
        client->credentialToken(u"cred-1"_s, page.reply());
        QTRY_COMPARE(page.times, 1);
        QVERIFY(page.failedWith(ErrorCode::Unavailable));
    }

    void conferencesAndParticipantsAreListed() {
        CarrierStub stub;
        stub.play([](const StubRequest &request) {
            if (request.target.contains("/participants"))
                return StubAnswer{
                    200,
                    json("{'data':[{'id':'p','call_control_id':'v3:a','call_leg_id':'l','status':'joined','muted':true,"
                         "'on_hold':false,'whisper_call_control_ids':['v3:b']}],'meta':{'page_number':1,'total_pages':"
                         "1}}")};
            return StubAnswer{200, json("{'data':[{'id':'c-1','name':'room "
                                        "1','status':'in_progress'}],'meta':{'page_number':1,'total_pages':1}}")};
        });
        const auto client = clientFor(settingsFor(stub));
        Asked<std::vector<ConferenceInfo>> conferences;
        Asked<std::vector<ConferenceParticipant>> participants;
        client->conferences(u"room 1"_s, conferences.reply());
        client->participants(u"c-1"_s, participants.reply());
        QTRY_COMPARE(conferences.times + participants.times, 2);
        QCOMPARE((*conferences.result)->front().id, u"c-1"_s);
        const ConferenceParticipant &one = (*participants.result)->front();
        QVERIFY(one.muted && !one.onHold);
        QCOMPARE(one.callControlId, u"v3:a"_s);
        QCOMPARE(one.whisperTo, QStringList{u"v3:b"_s});
    }

    void conferenceCommandsAreJudged_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<bool>("gone");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *name, int status, const QByteArray &body, CommandOutcome outcome, bool gone,
                            const QString &id) {
            QTest::newRow(name) << status << body << static_cast<int>(outcome) << gone << id;
        };
        row("made", 200, json("{'data':{'record_type':'conference','id':'c-1','name':'room'}}"),
            CommandOutcome::Accepted, false, u"c-1"_s);
        row("made, but which?", 200, json("{'data':{'result':'ok'}}"), CommandOutcome::Ambiguous, false, {});
        row("name taken", 422, errorBody("90033"), CommandOutcome::Failed, false, {});
        row("ended", 422, errorBody("90019"), CommandOutcome::Failed, true, {});
        row("unknown", 404, errorBody("90058"), CommandOutcome::Failed, true, {});
        row("fault", 502, {}, CommandOutcome::Ambiguous, false, {});
    }
    void conferenceCommandsAreJudged() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        QFETCH(bool, gone);
        QFETCH(QString, id);
        CarrierStub stub;
        stub.play({status, body});
        const auto client = clientFor(settingsFor(stub));
        Told<carrier::Answer> told;
        client->request(carrier::CreateConference{u"v3:a"_s, u"room"_s}, CommandId(u"k"_s), told.reply());
        QTRY_COMPARE(told.times, 1);
        QCOMPARE(static_cast<int>(told.answer.outcome), outcome);
        QCOMPARE(told.answer.gone, gone);
        QCOMPARE(told.answer.conferenceId, id);
        Told<carrier::Answer> unmade;
        client->request(carrier::MuteParticipants{u"c"_s, {}, false}, CommandId(u"k"_s), unmade.reply());
        QTRY_COMPARE(unmade.times, 1);
        QCOMPARE(unmade.answer.outcome, CommandOutcome::Failed);
    }

    void whatIsSoAlreadyIsASuccess() {
        CarrierStub stub;
        const auto client = clientFor(settingsFor(stub));
        const auto outcomeOf = [&](const char *code, const carrier::Request &request) {
            stub.play({422, errorBody(code)});
            Told<carrier::Answer> told;
            client->request(request, CommandId(u"k"_s), told.reply());
            return QTest::qWaitFor([&] { return told.times == 1; }) && told.answer.outcome == CommandOutcome::Accepted;
        };
        QVERIFY(outcomeOf("90044", carrier::JoinConference{u"c"_s, u"v3:a"_s}));
        QVERIFY(outcomeOf("90035", carrier::LeaveQueue{u"v3:a"_s}));
        QVERIFY(outcomeOf("90019", carrier::EndConference{u"c"_s}));
        QVERIFY(!outcomeOf("90019", carrier::LeaveConference{u"c"_s, u"v3:a"_s}));
    }

    void messagesAreNotRepeatedBlindly_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<bool>("retry");
        QTest::addColumn<bool>("optedOut");
        const auto row = [](const char *name, int status, const QByteArray &body, CommandOutcome outcome, bool retry,
                            bool optedOut) {
            QTest::newRow(name) << status << body << static_cast<int>(outcome) << retry << optedOut;
        };
        row("queued", 200, json("{'data':{'id':'m-1','to':[{'status':'queued'}]}}"), CommandOutcome::Accepted, false,
            false);
        row("without id", 200, json("{'data':{}}"), CommandOutcome::Ambiguous, false, false);
        row("garbage", 200, "x", CommandOutcome::Ambiguous, false, false);
        row("fault", 500, "", CommandOutcome::Ambiguous, false, false);
        row("opted out", 400, errorBody("40300"), CommandOutcome::Failed, false, true);
        row("wrong sender", 400, errorBody("40305"), CommandOutcome::Failed, false, false);
        row("too fast", 429, errorBody("10011"), CommandOutcome::Failed, true, false);
    }
    void messagesAreNotRepeatedBlindly() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        QFETCH(bool, retry);
        QFETCH(bool, optedOut);
        CarrierStub stub;
        stub.play({status, body});
        const auto client = clientFor(settingsFor(stub));
        Told<MessageAnswer> told;
        client->sendMessage({u"+13125550100"_s, u"+13125550142"_s, u"Grüße"_s}, told.reply());
        QTRY_COMPARE(told.times, 1);
        QCOMPARE(static_cast<int>(told.answer.outcome), outcome);
        QCOMPARE(told.advice.retrySameId, retry);
        QCOMPARE(told.answer.optedOut, optedOut);
        if (status == 200 && outcome == 0) {
            QCOMPARE(told.answer.messageId, u"m-1"_s);
            QCOMPARE(told.answer.status, u"queued"_s);
        }
        QCOMPARE(stub.requests().size(), 1);
    }

    void brokenConnectionSendsAMessageOnlyOnce() {
        CarrierStub stub;
        stub.play({200, {}, {}, StubAnswer::Manner::Reset});
        const auto client = clientFor(settingsFor(stub));
        Told<MessageAnswer> told, unmade;
        client->sendMessage({u"+13125550100"_s, u"+13125550142"_s, u"hello"_s}, told.reply());
        client->sendMessage({u"+13125550100"_s, u"+13125550142"_s, {}}, unmade.reply());
        QTRY_COMPARE(told.times + unmade.times, 2);
        QCOMPARE(told.answer.outcome, CommandOutcome::Ambiguous);
        QVERIFY(!told.advice.retrySameId);
        QCOMPARE(unmade.answer.outcome, CommandOutcome::Failed);
        QCOMPARE(stub.requests().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTelnyxQueries)
#include "tst_telnyx_queries.moc"
