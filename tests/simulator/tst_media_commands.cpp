// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/silence.h"
#include "tests/simulator/floor.h"

#include <QTest>

#include <QtEndian>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QJsonObject &speech() {
    static const QJsonObject body{{u"payload"_s, u"Good morning, how are you?"_s}, {u"voice"_s, u"female"_s}};
    return body;
}

} // namespace

class TestMediaCommands : public QObject {
    Q_OBJECT
private slots:
    void promptsWaitForEachOther();
    void endlessPlaybackEndsWhenStopped();
    void stopCurrentLetsTheNextStart();
    void aHangUpEndsPrompts();
    void overlaysPlayBesides();
    void gatherEndsAsItMust_data();
    void gatherEndsAsItMust();
    void aPromptedGatherAsksAgain();
    void aGatherIsStoppedAndCutOff();
    void recordingsAreSavedOnStop();
    void recordingsAreSavedWhenTheCallEnds();
    void recordFromAnswerKeepsItsPromise();
    void recordingsEndAtTheirLength();
    void savedRecordingsCanBeListedFetchedAndDeleted();
    void audioFilesAreWellFormed();
    void streamingStartsAndStops();
    void unreachableStreamsFail();
    void transcriptionHearsTheTracksItWasAskedFor();
    void interimResultsComeFirst();
    void assistantsTalkAndEnd();
    void assistantsAreOneAtATime();
    void stoppingTheAssistantKeepsTheCall();
    void aiGatherGivesResults();
    void aiGatherGivesUpOnSilence();
    void assistantsAreCreated();
};

void TestMediaCommands::promptsWaitForEachOther() {
    Floor floor;
    const QString id = floor.answered();
    floor.forget();
    floor.act(id, u"speak"_s, speech());
    floor.act(id, u"playback_start"_s, {{u"media_name"_s, u"hold"_s}});
    QCOMPARE(floor.types(), QStringList{u"call.speak.started"_s});
    floor.clock.advance(seconds(30));
    QCOMPARE(floor.types(), (QStringList{u"call.speak.started"_s, u"call.speak.ended"_s, u"call.playback.started"_s,
                                         u"call.playback.ended"_s}));
    QCOMPARE(floor.last(u"call.playback.ended"_s)["status"_L1].toString(), u"completed"_s);
    QCOMPARE(floor.last(u"call.playback.ended"_s)["media_name"_L1].toString(), u"hold"_s);
    QVERIFY(!floor.last(u"call.playback.ended"_s).contains("media_url"_L1));
}

void TestMediaCommands::endlessPlaybackEndsWhenStopped() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/hold.mp3"_s}, {u"loop"_s, u"infinity"_s}});
    floor.clock.advance(std::chrono::hours(1));
    QCOMPARE(floor.count(u"call.playback.ended"_s), 0);
    floor.act(id, u"playback_stop"_s);
    QCOMPARE(floor.last(u"call.playback.ended"_s)["status"_L1].toString(), u"cancelled"_s);
}

void TestMediaCommands::stopCurrentLetsTheNextStart() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/1.mp3"_s}, {u"loop"_s, u"infinity"_s}});
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/2.mp3"_s}});
    floor.act(id, u"playback_stop"_s, {{u"stop"_s, u"current"_s}});
    QCOMPARE(floor.last(u"call.playback.started"_s)["media_url"_L1].toString(), u"https://media.example.com/2.mp3"_s);
    // `stop` of the next command ends what plays and what waits.
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/3.mp3"_s}, {u"stop"_s, u"all"_s}});
    QCOMPARE(floor.last(u"call.playback.started"_s)["media_url"_L1].toString(), u"https://media.example.com/3.mp3"_s);
    QCOMPARE(floor.count(u"call.playback.started"_s), 3);
    QCOMPARE(floor.count(u"call.playback.ended"_s), 2);
}

void TestMediaCommands::aHangUpEndsPrompts() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"speak"_s, speech());
    floor.act(id, u"speak"_s, speech());
    floor.forget();
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.types(), (QStringList{u"call.speak.ended"_s, u"call.hangup"_s}));
    QCOMPARE(floor.last(u"call.speak.ended"_s)["status"_L1].toString(), u"call_hangup"_s);
}

void TestMediaCommands::overlaysPlayBesides() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/1.mp3"_s}, {u"loop"_s, u"infinity"_s}});
    floor.act(id, u"playback_start"_s, {{u"audio_url"_s, u"https://media.example.com/2.mp3"_s}, {u"overlay"_s, true}});
    QCOMPARE(floor.count(u"call.playback.started"_s), 2);
    QVERIFY(floor.last(u"call.playback.started"_s)["overlay"_L1].toBool());
    floor.clock.advance(seconds(10));
    QVERIFY(floor.last(u"call.playback.ended"_s)["overlay"_L1].toBool());
    QCOMPARE(floor.count(u"call.playback.ended"_s), 1);
}

void TestMediaCommands::gatherEndsAsItMust_data() {
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("pressed"); ///< A point is a second's pause.
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("status");
    QTest::newRow("terminator") << QJsonObject{} << u"123#"_s << u"123"_s << u"valid"_s;
    QTest::newRow("maximum") << QJsonObject{{u"maximum_digits"_s, 2}} << u"123"_s << u"12"_s << u"valid"_s;
    QTest::newRow("pause after a digit") << QJsonObject{} << u"1......"_s << u"1"_s << u"valid"_s;
    QTest::newRow("nobody presses") << QJsonObject{} << u"......"_s << u""_s << u"timeout"_s;
    QTest::newRow("too few") << QJsonObject{{u"minimum_digits"_s, 3}} << u"12#"_s << u"12"_s << u"invalid"_s;
    QTest::newRow("others ignored") << QJsonObject{{u"valid_digits"_s, u"12"_s}} << u"3132#"_s << u"12"_s << u"valid"_s;
    QTest::newRow("other terminator") << QJsonObject{{u"terminating_digit"_s, u"*"_s}} << u"1#*"_s << u"1#"_s << u"valid"_s;
    QTest::newRow("total time") << QJsonObject{{u"timeout_millis"_s, 3000}, {u"minimum_digits"_s, 9}} << u"1.2.3.4."_s << u"123"_s
                                << u"timeout"_s;
    QTest::newRow("patient") << QJsonObject{{u"initial_timeout_millis"_s, 20000}} << u"..........7#"_s << u"7"_s << u"valid"_s;
}

void TestMediaCommands::gatherEndsAsItMust() {
    QFETCH(QJsonObject, body);
    QFETCH(QString, pressed);
    Floor floor;
    const QString id = floor.answered();
    QCOMPARE(floor.act(id, u"gather"_s, body).status, 200);
    for (const QChar key : pressed) {
        if (key == '.'_L1) floor.clock.advance(seconds(1));
        else floor.carrier.board().press(*floor.carrier.board().find(id), QString(key));
    }
    QCOMPARE(floor.count(u"call.gather.ended"_s), 1);
    QTEST(floor.last(u"call.gather.ended"_s)["digits"_L1].toString(), "digits");
    QTEST(floor.last(u"call.gather.ended"_s)["status"_L1].toString(), "status");
    QCOMPARE(floor.count(u"call.dtmf.received"_s), static_cast<int>(pressed.size() - pressed.count('.'_L1)));
}

void TestMediaCommands::aPromptedGatherAsksAgain() {
    Floor floor;
    floor.carrier.scripts().queueNext({.ring = Ms{1000}, .gatherDigits = u"5"_s});
    const QString id = Floor::idOf(floor.dial());
    floor.clock.advance(seconds(1));
    QJsonObject body = speech();
    body.insert(u"minimum_digits"_s, 2);
    body.insert(u"maximum_tries"_s, 2);
    body.insert(u"inter_digit_timeout_millis"_s, 2000);
    body.insert(u"invalid_payload"_s, u"That was not enough."_s);
    floor.act(id, u"gather_using_speak"_s, body);
    QCOMPARE(floor.act(id, u"gather"_s).code(), u"90033"_s);
    floor.clock.advance(std::chrono::minutes(1));
    QCOMPARE(floor.count(u"call.speak.ended"_s), 2);
    QCOMPARE(floor.count(u"call.dtmf.received"_s), 2);
    QCOMPARE(floor.last(u"call.gather.ended"_s)["status"_L1].toString(), u"timeout"_s);
    QCOMPARE(floor.last(u"call.gather.ended"_s)["digits"_L1].toString(), u"5"_s);
}

void TestMediaCommands::aGatherIsStoppedAndCutOff() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"gather_using_audio"_s, {{u"audio_url"_s, u"https://media.example.com/menu.mp3"_s}});
    floor.act(id, u"gather_stop"_s);
    QCOMPARE(floor.last(u"call.gather.ended"_s)["status"_L1].toString(), u"cancelled"_s);
    QCOMPARE(floor.last(u"call.playback.ended"_s)["status"_L1].toString(), u"cancelled"_s);
    floor.act(id, u"gather"_s);
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.last(u"call.gather.ended"_s)["status"_L1].toString(), u"call_hangup"_s);
    QCOMPARE(floor.count(u"call.gather.ended"_s), 2);
}

void TestMediaCommands::recordingsAreSavedOnStop() {
    Floor floor;
    const QString id = floor.answered();
    QCOMPARE(floor.act(id, u"record_start"_s, {{u"format"_s, u"ogg"_s}, {u"channels"_s, u"dual"_s}}).code(), u"10032"_s);
    floor.act(id, u"record_start"_s, {{u"format"_s, u"wav"_s}, {u"channels"_s, u"single"_s}, {u"transcription"_s, true}});
    QCOMPARE(floor.act(id, u"record_pause"_s).status, 200);
    QCOMPARE(floor.act(id, u"record_resume"_s).status, 200);
    floor.clock.advance(seconds(20));
    QCOMPARE(floor.count(u"call.recording.saved"_s), 0);
    QCOMPARE(floor.act(id, u"record_stop"_s).status, 200);
    QCOMPARE(floor.act(id, u"record_stop"_s).code(), u"90033"_s);
    floor.clock.advance(milliseconds(500));
    const QJsonObject saved = floor.last(u"call.recording.saved"_s);
    QCOMPARE(saved["channels"_L1].toString(), u"single"_s);
    QVERIFY(saved["recording_urls"_L1]["wav"_L1].toString().contains(saved["recording_id"_L1].toString()));
    floor.clock.advance(seconds(5));
    QVERIFY(!floor.last(u"call.recording.transcription.saved"_s)["transcription_text"_L1].toString().isEmpty());
}

void TestMediaCommands::recordingsAreSavedWhenTheCallEnds() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}});
    floor.forget();
    floor.act(id, u"hangup"_s);
    floor.clock.advance(seconds(1));
    QCOMPARE(floor.types(id), (QStringList{u"call.hangup"_s, u"call.recording.saved"_s}));
}

void TestMediaCommands::recordFromAnswerKeepsItsPromise() {
    Floor floor;
    floor.carrier.scripts().queueNext({.ring = Ms{1000}, .talk = Ms{5000}});
    const auto dialled = floor.dial({{u"record"_s, u"record-from-answer"_s}});
    const QString promised = dialled.json["data"_L1]["recording_id"_L1].toString();
    QVERIFY(!promised.isEmpty());
    floor.clock.advance(seconds(10));
    QCOMPARE(floor.last(u"call.recording.saved"_s)["recording_id"_L1].toString(), promised);
    const QString in = floor.inbound();
    const auto answered = floor.act(in, u"answer"_s, {{u"record"_s, u"record-from-answer"_s}, {u"record_format"_s, u"wav"_s}});
    floor.act(in, u"hangup"_s);
    floor.clock.advance(seconds(1));
    QCOMPARE(floor.last(u"call.recording.saved"_s)["recording_id"_L1], answered.json["data"_L1]["recording_id"_L1]);
    QCOMPARE(floor.last(u"call.recording.saved"_s)["format"_L1].toString(), u"wav"_s);
}

void TestMediaCommands::recordingsEndAtTheirLength() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}, {u"max_length"_s, 10}});
    floor.clock.advance(seconds(11));
    QCOMPARE(floor.count(u"call.recording.saved"_s), 1);
    QVERIFY(floor.alive(id));
}

void TestMediaCommands::savedRecordingsCanBeListedFetchedAndDeleted() {
    Floor floor;
    const QString a = floor.answered(), b = floor.answered();
    for (const QString &id : {a, b}) {
        floor.act(id, u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}});
        floor.clock.advance(seconds(3));
        floor.act(id, u"hangup"_s);
    }
    QCOMPARE(floor.call(u"GET"_s, u"recordings"_s).json["data"_L1].toArray().size(), 1);
    floor.clock.advance(seconds(1));
    QCOMPARE(floor.call(u"GET"_s, u"recordings"_s).json["data"_L1].toArray().size(), 2);
    const QString legId = floor.carrier.board().find(a)->legId;
    const auto found = floor.call(u"GET"_s, u"recordings"_s, {}, {{u"filter[call_leg_id]"_s, legId}}).json["data"_L1].toArray();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0]["duration_millis"_L1].toInt(), 3000);
    const QString path = "recordings/"_L1 + found[0]["id"_L1].toString();
    QCOMPARE(floor.call(u"GET"_s, path).json["data"_L1]["call_control_id"_L1].toString(), a);
    QVERIFY(!floor.carrier.recordings().audio(found[0]["id"_L1].toString(), u"mp3"_s).isEmpty());
    QVERIFY(floor.carrier.recordings().audio(found[0]["id"_L1].toString(), u"wav"_s).isEmpty());
    QCOMPARE(floor.call(u"DELETE"_s, path).status, 200);
    QCOMPARE(floor.call(u"GET"_s, path).status, 404);
    QCOMPARE(floor.call(u"GET"_s, path).code(), u"10005"_s);
}

void TestMediaCommands::audioFilesAreWellFormed() {
    const QByteArray wav = silentWav(milliseconds(1500));
    QVERIFY(wav.startsWith("RIFF"));
    QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 4), static_cast<quint32>(wav.size() - 8));
    QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 40), quint32{12000});
    const QByteArray mp3 = silentMp3(milliseconds(1500));
    QCOMPARE(mp3.size() % 144, 0);
    QCOMPARE(mp3.size() / 144, 42); // 36 ms each
    for (qsizetype at = 0; at < mp3.size(); at += 144) QCOMPARE(mp3.mid(at, 2), QByteArray("\xff\xfb"));
    QVERIFY(silentWav(std::chrono::hours(5)).size() < 5'000'000);
}

void TestMediaCommands::streamingStartsAndStops() {
    Floor floor;
    const QString id = floor.answered();
    QCOMPARE(floor.act(id, u"streaming_start"_s, {{u"stream_url"_s, u"https://media.example.com"_s}}).code(), u"10015"_s);
    const QJsonObject body{{u"stream_url"_s, u"wss://media.example.com/s"_s}};
    floor.act(id, u"streaming_start"_s, body);
    QCOMPARE(floor.act(id, u"streaming_start"_s, body).code(), u"90045"_s);
    const QJsonValue stream = floor.last(u"streaming.started"_s)["stream_id"_L1];
    QCOMPARE(floor.act(id, u"streaming_stop"_s, {{u"stream_id"_s, u"another"_s}}).code(), u"90048"_s);
    floor.act(id, u"streaming_stop"_s, {{u"stream_id"_s, stream}});
    QCOMPARE(floor.last(u"streaming.stopped"_s)["stream_id"_L1], stream);
    floor.act(id, u"streaming_start"_s, body);
    floor.act(id, u"hangup"_s);
    QCOMPARE(floor.count(u"streaming.stopped"_s), 2);
}

void TestMediaCommands::unreachableStreamsFail() {
    Floor floor;
    const QString id = floor.answered({{u"stream_url"_s, u"wss://nowhere.invalid/s"_s}});
    QCOMPARE(floor.last(u"streaming.failed"_s, id)["failure_reason"_L1].toString(), u"connection_failed"_s);
    QCOMPARE(floor.count(u"streaming.started"_s), 0);
}

void TestMediaCommands::transcriptionHearsTheTracksItWasAskedFor() {
    Floor floor;
    Switchboard &board = floor.carrier.board();
    const QString a = floor.answered(), b = floor.answered();
    floor.act(a, u"bridge"_s, {{u"call_control_id"_s, b}});
    QCOMPARE(floor.act(a, u"transcription_start"_s, {{u"transcription_tracks"_s, u"both"_s}}).status, 200);
    QCOMPARE(floor.act(a, u"transcription_start"_s).code(), u"90054"_s);
    const auto texts = [&] {
        QStringList out;
        for (const QJsonValue event : std::as_const(floor.events))
            if (event["event_type"_L1].toString() == "call.transcription"_L1) {
                const QJsonValue data = event["payload"_L1]["transcription_data"_L1];
                out.append(QString(data["transcription_track"_L1].toString() + ':'_L1 + data["transcript"_L1].toString()));
            }
        return out;
    };
    floor.forget();
    board.speech(*board.find(a), u"hello"_s, true);
    board.speech(*board.find(b), u"good day"_s, true);
    QCOMPARE(texts(), (QStringList{u"inbound:hello"_s, u"outbound:good day"_s}));
    floor.act(a, u"transcription_stop"_s);
    floor.act(a, u"transcription_start"_s);
    floor.forget();
    board.speech(*board.find(b), u"not heard"_s, true);
    board.speech(*board.find(a), u"heard"_s, true);
    QCOMPARE(texts(), QStringList{u"inbound:heard"_s});
    floor.act(a, u"transcription_stop"_s);
    floor.forget();
    board.speech(*board.find(a), u"nobody listens"_s, true);
    QCOMPARE(texts(), QStringList());
}

void TestMediaCommands::interimResultsComeFirst() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"transcription_start"_s, {{u"transcription_engine_config"_s, QJsonObject{{u"interim_results"_s, true}}}});
    floor.forget();
    floor.carrier.board().speech(*floor.carrier.board().find(id), u"one two three four five"_s, true);
    QCOMPARE(floor.events.size(), 2);
    QVERIFY(!floor.events[0]["payload"_L1]["transcription_data"_L1]["is_final"_L1].toBool());
    QCOMPARE(floor.last(u"call.transcription"_s)["transcription_data"_L1]["transcript"_L1].toString(), u"one two three four five"_s);
}

void TestMediaCommands::assistantsTalkAndEnd() {
    Floor floor;
    LegScript script{.patience = Ms{60000}};
    script.talk = Ms{20000};
    script.lines = {{Ms{2000}, u"I need help."_s}, {Ms{8000}, u"Thanks."_s}};
    const QString id = floor.carrier.placeInbound(u"+13125550142"_s, u"+13125550100"_s, script);
    floor.act(id, u"answer"_s);
    const QJsonObject assistant{{u"id"_s, u"assistant-7"_s}, {u"greeting"_s, u"How can I help?"_s}};
    const auto started = floor.act(id, u"ai_assistant_start"_s, {{u"assistant"_s, assistant},
                                                                {u"voice"_s, u"AWS.Polly.Joanna-Neural"_s},
                                                                {u"transcription"_s, QJsonObject{{u"model"_s, u"deepgram/nova-3"_s}}},
                                                                {u"send_message_history_updates"_s, true}});
    const QString conversation = started.json["data"_L1]["conversation_id"_L1].toString();
    QVERIFY(!conversation.isEmpty());
    floor.act(id, u"transcription_start"_s, {{u"transcription_tracks"_s, u"both"_s}});
    floor.clock.advance(seconds(30));
    const QJsonObject ended = floor.last(u"call.conversation.ended"_s, id);
    QCOMPARE(ended["conversation_id"_L1].toString(), conversation);
    QCOMPARE(ended["assistant_id"_L1].toString(), u"assistant-7"_s);
    QCOMPARE(ended["duration_sec"_L1].toInt(), 20);
    QCOMPARE(ended["stt_model"_L1].toString(), u"deepgram/nova-3"_s);
    QCOMPARE(ended["tts_provider"_L1].toString(), u"aws"_s);
    QCOMPARE(ended["tts_voice_id"_L1].toString(), u"Joanna-Neural"_s);
    const QJsonArray history = floor.last(u"call.ai_gather.message_history_updated"_s)["message_history"_L1].toArray();
    QStringList roles;
    for (const QJsonValue message : history) roles.append(message["role"_L1].toString());
    QCOMPARE(roles, (QStringList{u"assistant"_s, u"user"_s, u"assistant"_s, u"user"_s, u"assistant"_s}));
    // Two lines of the caller, two replies; the greeting came before the transcription began.
    QCOMPARE(floor.count(u"call.transcription"_s), 4);
    QCOMPARE(floor.count(u"call.conversation_insights.generated"_s), 1);
    QVERIFY(floor.types(id).indexOf(u"call.conversation.ended"_s) < floor.types(id).indexOf(u"call.hangup"_s));
}

void TestMediaCommands::assistantsAreOneAtATime() {
    Floor floor;
    const QString id = floor.answered();
    const QJsonObject body{{u"assistant"_s, QJsonObject{{u"id"_s, u"assistant-1"_s}}}};
    QCOMPARE(floor.act(id, u"ai_assistant_start"_s, body).status, 200);
    QCOMPARE(floor.act(id, u"ai_assistant_start"_s, body).code(), u"90061"_s);
    QCOMPARE(floor.act(id, u"gather_using_ai"_s, {{u"parameters"_s, QJsonObject{{u"type"_s, u"object"_s}}}}).code(), u"90061"_s);
    QCOMPARE(floor.act(floor.answered(), u"ai_assistant_start"_s, {{u"assistant"_s, QJsonObject{{u"id"_s, u"bob"_s}}}}).code(),
             u"10015"_s);
}

void TestMediaCommands::stoppingTheAssistantKeepsTheCall() {
    Floor floor;
    const QString id = floor.answered();
    floor.act(id, u"ai_assistant_start"_s, {{u"assistant"_s, QJsonObject{{u"id"_s, u"assistant-1"_s}}}});
    QCOMPARE(floor.act(id, u"ai_assistant_stop"_s).status, 200);
    QCOMPARE(floor.count(u"call.conversation.ended"_s), 1);
    QVERIFY(floor.alive(id));
    QCOMPARE(floor.act(id, u"ai_assistant_stop"_s).code(), u"90033"_s);
}

void TestMediaCommands::aiGatherGivesResults() {
    Floor floor;
    LegScript script{.ring = Ms{1000}};
    script.lines = {{Ms{2000}, u"My name is Kim."_s}, {Ms{6000}, u"Friday"_s}};
    floor.carrier.scripts().queueNext(script);
    const QString id = Floor::idOf(floor.dial());
    floor.clock.advance(seconds(1));
    const QJsonObject properties{{u"day"_s, QJsonObject{{u"type"_s, u"string"_s}}}, {u"sure"_s, QJsonObject{{u"type"_s, u"boolean"_s}}}};
    const QJsonObject body{{u"parameters"_s, QJsonObject{{u"type"_s, u"object"_s}, {u"properties"_s, properties}}},
                           {u"greeting"_s, u"Which day?"_s},
                           {u"send_partial_results"_s, true}};
    QCOMPARE(floor.act(id, u"gather_using_ai"_s, {{u"parameters"_s, properties}, {u"voice"_s, u"male"_s}}).code(), u"90012"_s);
    QCOMPARE(floor.act(id, u"gather_using_ai"_s, body).status, 200);
    floor.clock.advance(seconds(10));
    QCOMPARE(floor.count(u"call.ai_gather.partial_results"_s), 2);
    const QJsonObject ended = floor.last(u"call.ai_gather.ended"_s);
    QCOMPARE(ended["status"_L1].toString(), u"valid"_s);
    QCOMPARE(ended["result"_L1].toObject(), (QJsonObject{{u"day"_s, u"Friday"_s}, {u"sure"_s, true}}));
    QCOMPARE(floor.count(u"call.conversation.ended"_s), 0);
}

void TestMediaCommands::aiGatherGivesUpOnSilence() {
    Floor floor;
    floor.carrier.scripts().queueNext({.outcome = Outcome::Silence, .ring = Ms{1000}});
    const QString id = Floor::idOf(floor.dial());
    floor.clock.advance(seconds(1));
    floor.act(id, u"gather_using_ai"_s, {{u"parameters"_s, QJsonObject{{u"type"_s, u"object"_s}}}, {u"user_response_timeout_ms"_s, 1000}});
    floor.clock.advance(seconds(10));
    QCOMPARE(floor.last(u"call.ai_gather.ended"_s)["status"_L1].toString(), u"invalid"_s);
}

void TestMediaCommands::assistantsAreCreated() {
    Floor floor;
    QCOMPARE(floor.call(u"POST"_s, u"ai/assistants"_s, {{u"name"_s, u"Front desk"_s}}).code(), u"10004"_s);
    const auto made = floor.call(u"POST"_s, u"ai/assistants"_s, {{u"name"_s, u"Front desk"_s}, {u"instructions"_s, u"Be kind."_s}});
    const QString id = made.json["id"_L1].toString();
    QVERIFY(id.startsWith("assistant-"_L1));
    QCOMPARE(floor.call(u"GET"_s, QString("ai/assistants/"_L1 + id)).json["instructions"_L1].toString(), u"Be kind."_s);
    QCOMPARE(floor.call(u"GET"_s, u"ai/assistants"_s).json["data"_L1].toArray().size(), 1);
    QCOMPARE(floor.call(u"GET"_s, u"ai/assistants/assistant-none"_s).status, 404);
}

QTEST_APPLESS_MAIN(TestMediaCommands)
#include "tst_media_commands.moc"
