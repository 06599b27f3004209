// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_requests.h"
#include "server/telnyx/telnyx_resource_requests.h"

#include "tests/telnyx/schema_check.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <vector>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kConnection = u"1684641123236054244"_s;

PreparedCommand onLeg(const CarrierCommand &command) {
    return {CommandId(u"id-1"_s), command, LegId(u"ours"_s), u"v3:a"_s, u"v3:b"_s, u"st"_s};
}

/// One thing that is asked of the carrier, and what it looks like on the wire.
struct Example {
    const char *name;
    Result<TelnyxRequest> made;
    const char *wire; ///< Verb, target, body with single quotes; keys in order of the alphabet.
};

#define COMMON "'client_state':'c3Q=','command_id':'id-1'"
#define LEG "/calls/v3%3Aa/actions/"

std::vector<Example> commandExamples() {
    using namespace command;
    const auto leg = [](const CarrierCommand &command) { return legCommandRequest(onLeg(command), kConnection); };
    const Dial plain{u"+13125550142"_s, u"+13125550100"_s};
    Dial linked = plain, supervising = plain;
    linked.linkTo = LegId(u"l"_s);
    linked.bridgeOnAnswer = true;
    linked.record = true;
    linked.detectMachine = u"premium"_s;
    linked.timeoutSeconds = 25;
    linked.timeLimitSeconds = 7200;
    supervising.supervise = LegId(u"l"_s);
    supervising.supervisorRole = u"whisper"_s;
    return {
        {"dial", leg(plain),
         "POST /calls {" COMMON ",'connection_id':'1684641123236054244','from':'+13125550100','time_limit_secs':14400,"
         "'timeout_secs':30,'to':'+13125550142'}"},
        {"dial, linked, recorded", leg(linked),
         "POST /calls {'answering_machine_detection':'premium','bridge_on_answer':true," COMMON
         ",'connection_id':'1684641123236054244',"
         "'from':'+13125550100','link_to':'v3:b','record':'record-from-answer','record_channels':'dual','record_format'"
         ":'mp3',"
         "'time_limit_secs':7200,'timeout_secs':25,'to':'+13125550142'}"},
        {"dial, supervising", leg(supervising),
         "POST /calls {" COMMON
         ",'connection_id':'1684641123236054244','from':'+13125550100','supervise_call_control_id':'v3:b',"
         "'supervisor_role':'whisper','time_limit_secs':14400,'timeout_secs':30,'to':'+13125550142'}"},
        {"answer", leg(Answer{}), "POST " LEG "answer {" COMMON "}"},
        {"answer, recorded", leg(Answer{true}),
         "POST " LEG "answer {" COMMON
         ",'record':'record-from-answer','record_channels':'dual','record_format':'mp3'}"},
        {"reject", leg(Reject{}), "POST " LEG "reject {'cause':'CALL_REJECTED'," COMMON "}"},
        {"reject, busy", leg(Reject{true}), "POST " LEG "reject {'cause':'USER_BUSY'," COMMON "}"},
        {"hang up", leg(HangUp{}), "POST " LEG "hangup {" COMMON "}"},
        {"bridge", leg(Bridge{LegId(u"l"_s)}), "POST " LEG "bridge {'call_control_id':'v3:b'," COMMON "}"},
        {"bridge, parking", leg(Bridge{LegId(u"l"_s), true}),
         "POST " LEG "bridge {'call_control_id':'v3:b'," COMMON ",'park_after_unbridge':'self'}"},
        {"transfer", leg(Transfer{u"+13125550177"_s, u"+13125550100"_s}),
         "POST " LEG "transfer {" COMMON ",'from':'+13125550100','to':'+13125550177'}"},
        {"speak", leg(Speak{u"Grüße"_s, u"AWS.Polly.Joanna"_s, u"en-gb"_s}),
         "POST " LEG "speak {" COMMON ",'language':'en-GB','payload':'Grüße','voice':'AWS.Polly.Joanna'}"},
        {"speak, no language", leg(Speak{u"Hi"_s, u"female"_s}),
         "POST " LEG "speak {" COMMON ",'payload':'Hi','voice':'female'}"},
        {"playback", leg(StartPlayback{u"https://a/x.mp3"_s, true}),
         "POST " LEG "playback_start {'audio_url':'https://a/x.mp3'," COMMON ",'loop':'infinity'}"},
        {"playback, wav", leg(StartPlayback{u"https://a/x.WAV?y=1"_s}),
         "POST " LEG "playback_start {'audio_type':'wav','audio_url':'https://a/x.WAV?y=1'," COMMON "}"},
        {"stop playback", leg(StopPlayback{}), "POST " LEG "playback_stop {" COMMON ",'stop':'all'}"},
        {"gather", leg(Gather{1, 4, 20000}),
         "POST " LEG "gather {" COMMON
         ",'initial_timeout_millis':20000,'maximum_digits':4,'minimum_digits':1,'timeout_millis':20000}"},
        {"gather with a prompt", leg(Gather{1, 1, 5000, u"Press 1"_s, u"female"_s}),
         "POST " LEG "gather_using_speak {" COMMON
         ",'maximum_digits':1,'minimum_digits':1,'payload':'Press 1','timeout_millis':5000,'voice':'female'}"},
        {"tones", leg(SendDtmf{u"1W2#"_s}), "POST " LEG "send_dtmf {" COMMON ",'digits':'1W2#'}"},
        {"record", leg(StartRecording{}), "POST " LEG "record_start {'channels':'dual'," COMMON ",'format':'mp3'}"},
        {"record, mixed", leg(StartRecording{false}),
         "POST " LEG "record_start {'channels':'single'," COMMON ",'format':'mp3'}"},
        {"record stop", leg(StopRecording{}), "POST " LEG "record_stop {" COMMON "}"},
        {"record pause", leg(PauseRecording{}), "POST " LEG "record_pause {" COMMON "}"},
        {"record resume", leg(ResumeRecording{}), "POST " LEG "record_resume {" COMMON "}"},
        {"stream", leg(StartStreaming{u"wss://m/s"_s}),
         "POST " LEG "streaming_start {" COMMON ",'stream_track':'both_tracks','stream_url':'wss://m/s'}"},
        {"stream stop", leg(StopStreaming{}), "POST " LEG "streaming_stop {" COMMON "}"},
        {"transcribe", leg(StartTranscription{u"de-DE"_s}),
         "POST " LEG "transcription_start {" COMMON
         ",'transcription_engine':'Telnyx','transcription_engine_config':{'language':'de',"
         "'transcription_engine':'Telnyx','transcription_model':'openai/"
         "whisper-large-v3-turbo'},'transcription_tracks':'both'}"},
        {"transcribe, any language", leg(StartTranscription{}),
         "POST " LEG "transcription_start {" COMMON
         ",'transcription_engine':'Telnyx','transcription_engine_config':{'language':'auto_detect',"
         "'transcription_engine':'Telnyx','transcription_model':'openai/"
         "whisper-large-v3-turbo'},'transcription_tracks':'both'}"},
        {"transcribe stop", leg(StopTranscription{}), "POST " LEG "transcription_stop {" COMMON "}"},
        {"assistant",
         leg(StartAssistant{u"assistant-1"_s, u"Be kind."_s, u"Hello"_s, u"es"_s, u"Telnyx.KokoroTTS.af"_s}),
         "POST " LEG
         "ai_assistant_start {'assistant':{'greeting':'Hello','id':'assistant-1','instructions':'Be kind.'}," COMMON
         ",'send_message_history_updates':true,'transcription':{'language':'es','model':'deepgram/nova-3'},'voice':'Telnyx.KokoroTTS.af'}"},
        {"assistant, as stored", leg(StartAssistant{u"assistant-1"_s, {}, {}, {}, u"female"_s}),
         "POST " LEG "ai_assistant_start {'assistant':{'id':'assistant-1'}," COMMON ",'send_message_history_updates':true}"},
        {"assistant stop", leg(StopAssistant{}), "POST " LEG "ai_assistant_stop {" COMMON "}"},
        {"into a new conference", leg(command::CreateConference{u"room"_s}), 
         "POST /conferences {'beep_enabled':'never','call_control_id':'v3:a'," COMMON ",'name':'room','start_conference_on_create':true}"},
        {"into a conference, held", leg(command::JoinConference{u"c-1"_s, true, true, u"https://a.example.com/m.mp3"_s}), 
         "POST /conferences/c-1/actions/join {'beep_enabled':'never','call_control_id':'v3:a'," COMMON
         ",'hold':true,'hold_audio_url':'https://a.example.com/m.mp3','mute':true}"},
        {"out of a conference", leg(command::LeaveConference{u"c-1"_s}), 
         "POST /conferences/c-1/actions/leave {'call_control_id':'v3:a','command_id':'id-1'}"},
        {"held", leg(command::HoldInConference{u"c-1"_s, u"https://a.example.com/m.mp3"_s}), 
         "POST /conferences/c-1/actions/hold {'audio_url':'https://a.example.com/m.mp3','call_control_ids':['v3:a']}"},
        {"no longer held", leg(command::UnholdInConference{u"c-1"_s}), "POST /conferences/c-1/actions/unhold {'call_control_ids':['v3:a']}"},
        {"muted", leg(command::MuteInConference{u"c-1"_s}), "POST /conferences/c-1/actions/mute {'call_control_ids':['v3:a']}"},
        {"no longer muted", leg(command::UnmuteInConference{u"c-1"_s}), "POST /conferences/c-1/actions/unmute {'call_control_ids':['v3:a']}"},
        {"into a conference, whispering", leg(command::JoinConference{u"c-1"_s, false, false, {}, u"whisper"_s, LegId(u"l"_s)}),
         "POST /conferences/c-1/actions/join {'beep_enabled':'never','call_control_id':'v3:a'," COMMON
         ",'supervisor_role':'whisper','whisper_call_control_ids':['v3:b']}"},
        {"another role in a conference", leg(command::ChangeRoleInConference{u"c-1"_s, u"whisper"_s, LegId(u"l"_s)}),
         "POST /conferences/c-1/actions/update {'call_control_id':'v3:a','command_id':'id-1','supervisor_role':'whisper',"
         "'whisper_call_control_ids':['v3:b']}"},
        {"another role of a supervising leg", leg(command::SwitchSupervisorRole{u"barge"_s}),
         "POST " LEG "switch_supervisor_role {'role':'barge'}"},
    };
}

std::vector<Example> otherExamples() {
    using namespace carrier;
    const auto ask = [](const Request &request) { return carrierRequest(request, CommandId(u"id-1"_s)); };
    return {
        {"client state", ask(UpdateClientState{u"v3:a"_s, u"st"_s}),
         "PUT " LEG "client_state_update {'client_state':'c3Q='}"},
        {"role", ask(SwitchSupervisorRole{u"v3:a"_s, u"barge"_s}),
         "POST " LEG "switch_supervisor_role {'role':'barge'}"},
        {"enqueue", ask(Enqueue{u"v3:a"_s, u"support"_s, 60, u"st"_s}),
         "POST " LEG "enqueue {" COMMON ",'max_wait_time_secs':60,'queue_name':'support'}"},
        {"leave queue", ask(LeaveQueue{u"v3:a"_s}), "POST " LEG "leave_queue {'command_id':'id-1'}"},
        {"create", ask(CreateConference{u"v3:a"_s, u"room"_s, false, u"https://m/h.mp3"_s, u"st"_s}),
         "POST /conferences {'beep_enabled':'never','call_control_id':'v3:a'," COMMON
         ",'hold_audio_url':'https://m/h.mp3','name':'room',"
         "'start_conference_on_create':false}"},
        {"join", ask(JoinConference{u"c/1"_s, u"v3:a"_s, u"whisper"_s, {u"v3:b"_s}, true, false, true, u"st"_s}),
         "POST /conferences/c%2F1/actions/join {'beep_enabled':'never','call_control_id':'v3:a'," COMMON
         ",'end_conference_on_exit':true,"
         "'mute':true,'supervisor_role':'whisper','whisper_call_control_ids':['v3:b']}"},
        {"leave", ask(LeaveConference{u"c"_s, u"v3:a"_s}),
         "POST /conferences/c/actions/leave {'call_control_id':'v3:a','command_id':'id-1'}"},
        {"hold", ask(HoldParticipants{u"c"_s, {u"v3:a"_s, u"v3:b"_s}, false, u"https://m"_s}),
         "POST /conferences/c/actions/hold {'audio_url':'https://m','call_control_ids':['v3:a','v3:b']}"},
        {"hold everybody", ask(HoldParticipants{u"c"_s, {}, true}), "POST /conferences/c/actions/hold {}"},
        {"unhold", ask(UnholdParticipants{u"c"_s, {u"v3:a"_s}}),
         "POST /conferences/c/actions/unhold {'call_control_ids':['v3:a']}"},
        {"mute", ask(MuteParticipants{u"c"_s, {u"v3:a"_s}}),
         "POST /conferences/c/actions/mute {'call_control_ids':['v3:a']}"},
        {"unmute everybody", ask(UnmuteParticipants{u"c"_s, {}, true}), "POST /conferences/c/actions/unmute {}"},
        {"update", ask(ChangeSupervision{u"c"_s, u"v3:a"_s, u"monitor"_s}),
         "POST /conferences/c/actions/update "
         "{'call_control_id':'v3:a','command_id':'id-1','supervisor_role':'monitor'}"},
        {"end", ask(EndConference{u"c"_s}), "POST /conferences/c/actions/end {'command_id':'id-1'}"},
        {"active calls", activeCallsRequest(kConnection, {}),
         "GET /connections/1684641123236054244/active_calls?page%5Blimit%5D=250 "},
        {"active calls, next", activeCallsRequest(kConnection, u"v1:g3=+&"_s),
         "GET /connections/1684641123236054244/active_calls?page%5Blimit%5D=250&page%5Bafter%5D=v1%3Ag3%3D%2B%26 "},
        {"leg", legStatusRequest(u"v3:a"_s), "GET /calls/v3%3Aa "},
        {"events", callEventsRequest(u"leg-1"_s, 2),
         "GET /call_events?filter%5Bleg_id%5D=leg-1&filter%5Btype%5D=webhook&page%5Bnumber%5D=2&page%5Bsize%5D=100 "},
        {"recording", recordingRequest(u"r-1"_s), "GET /recordings/r-1 "},
        {"conferences", conferencesRequest(u"a b"_s, 1),
         "GET /conferences?filter%5Bname%5D=a%20b&page%5Bnumber%5D=1&page%5Bsize%5D=250 "},
        {"participants", participantsRequest(u"c"_s, 1),
         "GET /conferences/c/participants?page%5Bnumber%5D=1&page%5Bsize%5D=250 "},
        {"message", messageRequest({u"+13125550100"_s, u"+13125550142"_s, u"Hi"_s, {u"https://p"_s}, u"profile"_s}),
         "POST /messages "
         "{'from':'+13125550100','media_urls':['https://"
         "p'],'messaging_profile_id':'profile','text':'Hi','to':'+13125550142'}"},
        {"new assistant", createAssistantRequest({u"n"_s, u"i"_s, u"g"_s, u"m"_s, u"Telnyx.KokoroTTS.af"_s, u"es"_s}),
         "POST /ai/assistants "
         "{'greeting':'g','instructions':'i','model':'m','name':'n','transcription':{'language':'es','model':'deepgram/"
         "nova-3'},"
         "'voice_settings':{'voice':'Telnyx.KokoroTTS.af'}}"},
        {"new assistant, plain", createAssistantRequest({u"n"_s, u"i"_s}),
         "POST /ai/assistants {'instructions':'i','name':'n'}"},
        {"token", credentialTokenRequest(u"cred"_s), "POST /telephony_credentials/cred/token "},
    };
}

std::vector<Example> allExamples() {
    std::vector<Example> all = commandExamples();
    for (Example &example : otherExamples())
        all.push_back(std::move(example));
    return all;
}

QByteArray verbOf(const TelnyxRequest &request) {
    return request.verb == TelnyxRequest::Verb::Get ? "GET" : request.verb == TelnyxRequest::Verb::Put ? "PUT" : "POST";
}

} // namespace

class TestTelnyxRequests : public QObject {
    Q_OBJECT

private slots:
    void commandsLookLikeThisOnTheWire() {
        for (const Example &example : allExamples()) {
            QVERIFY2(example.made.ok(), example.name);
            const TelnyxRequest &request = *example.made;
            const QByteArray seen =
                verbOf(request) + ' ' + request.target + ' ' + QByteArray(request.body).replace('"', '\'');
            if (seen != example.wire) qWarning("seen:     %s\nexpected: %s", seen.constData(), example.wire);
            QVERIFY2(seen == example.wire, example.name);
            QCOMPARE(request.dials, request.target == "/calls" && request.verb == TelnyxRequest::Verb::Post);
        }
    }

    void everyCommandHasAnExample() {
        QSet<QString> seen;
        for (const Example &example : commandExamples())
            seen << QString::fromLatin1(example.made->target);
        // One more target than kinds that are sent: gathering has two.
        QCOMPARE(seen.size(), qsizetype{std::variant_size_v<CarrierCommand>} - 1 + 1);
        QSet<QByteArray> others;
        for (const Example &example : otherExamples())
            others << verbOf(*example.made) + example.made->target;
        QVERIFY(others.size() >= qsizetype{std::variant_size_v<carrier::Request>});
    }

    void bodiesKeepToTheCarriersSchemas() {
        const QString folder = qEnvironmentVariable("CALLFLOOR_TELNYX_DATA");
        if (folder.isEmpty()) QSKIP("CALLFLOOR_TELNYX_DATA is not set");
        QFile file(folder + u"/openapi.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const SchemaCheck schema(QJsonDocument::fromJson(file.readAll()).object());
        int checked = 0;
        for (const Example &example : allExamples()) {
            const QString verb = QString::fromLatin1(verbOf(*example.made));
            QString path = QString::fromLatin1(example.made->target.split('?').first());
            // Assistants are made by another part of the interface, which is not in the document.
            if (path == "/ai/assistants"_L1) continue;
            const QByteArray &body = example.made->body;
            const QJsonValue value =
                body.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QJsonDocument::fromJson(body).object());
            const QStringList faults = schema.request(verb, path, value);
            QVERIFY2(faults.isEmpty(), qPrintable(QLatin1String(example.name) + u": "_s + faults.join(u"; "_s)));
            ++checked;
        }
        QVERIFY(checked > 50);
    }

    void schemaCheckFindsFaults() {
        const QByteArray document =
            R"({"paths":{"/calls/{id}/x":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/X"}}}}}}},
            "components":{"schemas":{"X":{"type":"object","required":["a"],"properties":{"a":{"type":"string","enum":["p","q"]},
            "n":{"type":"integer","minimum":1,"maximum":5},"t":{"type":"string","maxLength":3},"l":{"type":"array","items":{"type":"boolean"}},
            "c":{"oneOf":[{"type":"string"},{"type":"integer"}]}}}}}})";
        const SchemaCheck schema(QJsonDocument::fromJson(document).object());
        const auto faults = [&](const char *body) {
            return schema.request(u"POST"_s, u"/calls/v3%3Aa/x"_s, QJsonDocument::fromJson(body).object()).size();
        };
        QCOMPARE(faults(R"({"a":"p","n":5,"t":"abc","l":[true],"c":7})"), 0);
        QCOMPARE(faults("{}"), 1);
        QCOMPARE(faults(R"({"a":"r"})"), 1);
        QCOMPARE(faults(R"({"a":"p","b":1})"), 1);
        QCOMPARE(faults(R"({"a":"p","n":0})"), 1);
        QCOMPARE(faults(R"({"a":"p","n":1.5})"), 1);
        QCOMPARE(faults(R"({"a":"p","t":"abcd"})"), 1);
        QCOMPARE(faults(R"({"a":"p","l":[true,1]})"), 1);
        QCOMPARE(faults(R"({"a":"p","c":true})"), 1);
        QCOMPARE(schema.request(u"PUT"_s, u"/calls/a/x"_s, QJsonObject{}).size(), 1);
        QCOMPARE(schema.request(u"POST"_s, u"/calls//x"_s, QJsonObject{}).size(), 1);
        QVERIFY(schema.hasOperation(u"POST"_s, u"/calls/a/x"_s) && !schema.hasOperation(u"POST"_s, u"/calls/a/y"_s));
    }

    void whatIsMissingIsSaid_data() {
        QTest::addColumn<bool>("refused");
        QTest::addColumn<int>("which");
        for (int i = 0; i < static_cast<int>(incomplete().size()); ++i)
            QTest::addRow("%d", i) << true << i;
    }
    void whatIsMissingIsSaid() {
        QFETCH(int, which);
        const auto made = incomplete().at(static_cast<size_t>(which));
        QVERIFY(!made.ok());
        QVERIFY(!made.error().message.isEmpty());
    }

    void boundsAreTheCarriers() {
        command::Dial dial{u"+13125550142"_s, u"+13125550100"_s};
        dial.timeoutSeconds = 1;
        dial.timeLimitSeconds = 100'000;
        const auto low = legCommandRequest(onLeg(dial), kConnection);
        QVERIFY(low->body.contains("\"timeout_secs\":5,") && low->body.contains("\"time_limit_secs\":14400,"));
        dial.timeoutSeconds = 9999;
        dial.timeLimitSeconds = 1;
        const auto high = legCommandRequest(onLeg(dial), kConnection);
        QVERIFY(high->body.contains("\"timeout_secs\":600,") && high->body.contains("\"time_limit_secs\":30,"));
    }

    void clientStateHasNoLineBreaks() {
        PreparedCommand command = onLeg(command::HangUp{});
        command.clientState = QString(4000, u'ß');
        const auto made = legCommandRequest(command, kConnection);
        const QString state = QJsonDocument::fromJson(made->body).object().value("client_state"_L1).toString();
        QVERIFY(!state.contains(u'\n') && state.size() > 10'000);
        QCOMPARE(QString::fromUtf8(QByteArray::fromBase64(state.toLatin1())), command.clientState);
    }

    void languagesAreMapped_data() {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("exact") << u"en-GB"_s << u"en-GB"_s;
        QTest::newRow("case") << u"EN-gb"_s << u"en-GB"_s;
        QTest::newRow("bare") << u"en"_s << u"en-US"_s;
        QTest::newRow("other land") << u"de-AT"_s << u"de-DE"_s;
        QTest::newRow("three letters") << u"arb"_s << u"arb"_s;
        QTest::newRow("unknown") << u"tlh"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void languagesAreMapped() {
        QFETCH(QString, tag);
        QFETCH(QString, spoken);
        QCOMPARE(spokenLanguage(tag), spoken);
    }

private:
    /// Orders that must not leave the house.
    static std::vector<Result<TelnyxRequest>> incomplete() {
        using namespace command;
        const auto leg = [](const CarrierCommand &command, void (*change)(PreparedCommand &) = nullptr) {
            PreparedCommand prepared = onLeg(command);
            if (change) change(prepared);
            return legCommandRequest(prepared, kConnection);
        };
        const auto noHandle = [](PreparedCommand &p) { p.callControlId.clear(); };
        const auto noOther = [](PreparedCommand &p) { p.otherCallControlId.clear(); };
        const auto ask = [](const carrier::Request &request) { return carrierRequest(request, CommandId(u"i"_s)); };
        Dial linked{u"+1"_s, u"+2"_s}, roleless = linked, both = linked;
        linked.linkTo = both.linkTo = LegId(u"l"_s);
        roleless.supervise = both.supervise = LegId(u"l"_s);
        both.supervisorRole = u"barge"_s;
        return {leg(HangUp{}, noHandle), leg(Answer{}, noHandle), leg(Bridge{LegId(u"l"_s)}, noOther),
                leg(linked, noOther), leg(roleless), leg(both), leg(Speak{{}, u"v"_s}),
                leg(Speak{QString(3001, u'x'), u"v"_s}), leg(Gather{1, 1, 1, QString(3001, u'x'), u"v"_s}),
                leg(SendDtmf{}), leg(SendDtmf{u"12e"_s}), leg(StartAssistant{}), leg(FetchLegHistory{}),
                ask(carrier::UpdateClientState{u"v3:a"_s, {}}), ask(carrier::LeaveQueue{}),
                ask(carrier::CreateConference{{}, u"n"_s}), ask(carrier::CreateConference{u"v3:a"_s, {}}),
                ask(carrier::JoinConference{{}, u"v3:a"_s}), ask(carrier::JoinConference{u"c"_s, {}}),
                ask(carrier::LeaveConference{u"c"_s, {}}), ask(carrier::ChangeSupervision{u"c"_s, u"v3:a"_s, {}}),
                ask(carrier::ChangeSupervision{u"c"_s, {}, u"barge"_s}), ask(carrier::EndConference{}),
                // Nobody named is everybody to the carrier, so it has to be said.
                ask(carrier::HoldParticipants{u"c"_s, {}}), ask(carrier::MuteParticipants{u"c"_s, {}}),
                ask(carrier::UnmuteParticipants{u"c"_s, {}}), ask(carrier::UnholdParticipants{u"c"_s, {}}),
                ask(carrier::MuteParticipants{u"c"_s, {u"v3:a"_s}, true}), messageRequest({u"+1"_s, {}, u"t"_s}),
                messageRequest({u"+1"_s, u"+2"_s, {}}), createAssistantRequest({{}, u"i"_s}),
                createAssistantRequest({u"n"_s, {}})};
    }
};

QTEST_APPLESS_MAIN(TestTelnyxRequests)
#include "tst_telnyx_requests.moc"
