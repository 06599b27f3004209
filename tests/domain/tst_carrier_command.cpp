// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/carrier_command.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <vector>

using namespace callfloor;
using namespace callfloor::command;
using namespace Qt::StringLiterals;

namespace {

/// One of every kind, each field different from its default, with its name and its text in the journal. Rows outlive
/// the program that wrote them, so neither may change.
struct Sample {
    CarrierCommand command;
    const char *kind;
    const char *journal; ///< Single quotes; keys in order of the alphabet.
};

std::vector<Sample> samples() {
    return {
        {Dial{u"sip:a@sip.example.com"_s, u"+13125550100"_s, 25, 7200, true, u"premium"_s, LegId(u"leg-1"_s), true,
              LegId(u"leg-2"_s), u"whisper"_s},
         "dial",
         "{'bridgeOnAnswer':true,'detectMachine':'premium','from':'+13125550100','linkTo':'leg-1','record':true,"
         "'supervise':'leg-2','supervisorRole':'whisper','timeLimitSeconds':7200,'timeoutSeconds':25,'to':'sip:a@sip."
         "example.com'}"},
        {Answer{true}, "answer", "{'record':true}"},
        {Reject{true}, "reject", "{'busy':true}"},
        {HangUp{}, "hang_up", "{}"},
        {Bridge{LegId(u"leg-1"_s), true}, "bridge", "{'parkAfterUnbridge':true,'with':'leg-1'}"},
        {Transfer{u"+13125550177"_s, u"+13125550100"_s}, "transfer", "{'from':'+13125550100','to':'+13125550177'}"},
        {Speak{u"Grüße"_s, u"female"_s, u"de-DE"_s}, "speak", "{'language':'de-DE','text':'Grüße','voice':'female'}"},
        {StartPlayback{u"https://media.example.com/a.mp3"_s, true}, "start_playback",
         "{'loop':true,'url':'https://media.example.com/a.mp3'}"},
        {StopPlayback{}, "stop_playback", "{}"},
        {Gather{2, 4, 9000, u"Press"_s, u"male"_s}, "gather",
         "{'maximumDigits':4,'minimumDigits':2,'prompt':'Press','timeoutMs':9000,'voice':'male'}"},
        {SendDtmf{u"12#"_s}, "send_dtmf", "{'digits':'12#'}"},
        {StartRecording{false}, "start_recording", "{'dualChannel':false}"},
        {StopRecording{}, "stop_recording", "{}"},
        {PauseRecording{}, "pause_recording", "{}"},
        {ResumeRecording{}, "resume_recording", "{}"},
        {StartStreaming{u"wss://media.example.com/s"_s}, "start_streaming", "{'url':'wss://media.example.com/s'}"},
        {StopStreaming{}, "stop_streaming", "{}"},
        {StartTranscription{u"en"_s}, "start_transcription", "{'language':'en'}"},
        {StopTranscription{}, "stop_transcription", "{}"},
        {StartAssistant{u"assistant-1"_s, u"Be kind."_s, u"Hello"_s, u"en"_s, u"Telnyx.KokoroTTS.af"_s},
         "start_assistant",
         "{'assistantId':'assistant-1','greeting':'Hello','language':'en','prompt':'Be "
         "kind.','voice':'Telnyx.KokoroTTS.af'}"},
        {StopAssistant{}, "stop_assistant", "{}"},
        {FetchLegHistory{}, "fetch_leg_history", "{}"},
        {CreateConference{u"room"_s}, "create_conference", "{'name':'room'}"},
        {JoinConference{u"c-1"_s, true, true, u"https://media.example.com/a.mp3"_s}, "join_conference",
         "{'conference':'c-1','hold':true,'musicUrl':'https://media.example.com/a.mp3','mute':true,'role':'','whisperTo':''}"},
        {JoinConference{u"c-1"_s, false, false, {}, u"whisper"_s, LegId(u"leg-2"_s)}, "join_conference",
         "{'conference':'c-1','hold':false,'musicUrl':'','mute':false,'role':'whisper','whisperTo':'leg-2'}"},
        {ChangeRoleInConference{u"c-1"_s, u"whisper"_s, LegId(u"leg-2"_s)}, "change_role_in_conference",
         "{'conference':'c-1','role':'whisper','whisperTo':'leg-2'}"},
        {SwitchSupervisorRole{u"barge"_s}, "switch_supervisor_role", "{'role':'barge'}"},
        {LeaveConference{u"c-1"_s}, "leave_conference", "{'conference':'c-1'}"},
        {HoldInConference{u"c-1"_s, u"https://media.example.com/a.mp3"_s}, "hold_in_conference",
         "{'conference':'c-1','musicUrl':'https://media.example.com/a.mp3'}"},
        {UnholdInConference{u"c-1"_s}, "unhold_in_conference", "{'conference':'c-1'}"},
        {MuteInConference{u"c-1"_s}, "mute_in_conference", "{'conference':'c-1'}"},
        {UnmuteInConference{u"c-1"_s}, "unmute_in_conference", "{'conference':'c-1'}"},
    };
}

QByteArray textOf(const QJsonObject &json) {
    return QJsonDocument(json).toJson(QJsonDocument::Compact).replace('"', '\'');
}

} // namespace

class TestCarrierCommand : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasASample() {
        QSet<size_t> kinds;
        QSet<QString> names;
        for (const Sample &sample : samples()) {
            kinds << sample.command.index();
            names << commandKind(sample.command);
        }
        QCOMPARE(kinds.size(), qsizetype{std::variant_size_v<CarrierCommand>});
        QCOMPARE(names.size(), kinds.size());
    }

    void journalKeepsItsNamesAndForm() {
        for (const Sample &sample : samples()) {
            QCOMPARE(commandKind(sample.command), QString::fromLatin1(sample.kind));
            QCOMPARE(textOf(commandToJson(sample.command)), QByteArray(sample.journal));
        }
    }

    void whatIsWrittenIsReadBack() {
        for (const Sample &sample : samples()) {
            const auto read = commandFromJson(commandKind(sample.command), commandToJson(sample.command));
            QVERIFY2(read.ok(), sample.kind);
            QVERIFY2(*read == sample.command, sample.kind);
        }
    }

    void missingFieldsKeepTheirDefaults() {
        const auto dial = commandFromJson(u"dial"_s, {{u"to"_s, u"+13125550142"_s}, {u"unknown"_s, 5}});
        QVERIFY(dial.ok());
        QVERIFY(*dial == CarrierCommand(Dial{u"+13125550142"_s, {}}));
        for (const Sample &sample : samples())
            QVERIFY2(commandFromJson(QString::fromLatin1(sample.kind), {}).ok(), sample.kind);
    }

    void wrongTypesAreRefused_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QJsonObject>("args");
        QTest::newRow("number for text") << u"dial"_s << QJsonObject{{u"to"_s, 5}};
        QTest::newRow("text for number") << u"dial"_s << QJsonObject{{u"timeoutSeconds"_s, u"30"_s}};
        QTest::newRow("fraction") << u"dial"_s << QJsonObject{{u"timeoutSeconds"_s, 1.5}};
        QTest::newRow("number beyond an int") << u"dial"_s << QJsonObject{{u"timeoutSeconds"_s, 1e12}};
        QTest::newRow("text for truth") << u"answer"_s << QJsonObject{{u"record"_s, u"true"_s}};
        QTest::newRow("null for a leg") << u"bridge"_s << QJsonObject{{u"with"_s, QJsonValue::Null}};
    }
    void wrongTypesAreRefused() {
        QFETCH(QString, kind);
        QFETCH(QJsonObject, args);
        const auto read = commandFromJson(kind, args);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::Internal);
        QVERIFY(read.error().detail.contains(kind));
    }

    void unknownKindsAreRefused() {
        for (const QString &kind : {u""_s, u"Dial"_s, u"dial "_s, u"explode"_s}) {
            const auto read = commandFromJson(kind, {});
            QVERIFY(!read.ok());
            QCOMPARE(read.error().code, ErrorCode::Internal);
        }
    }
};

QTEST_APPLESS_MAIN(TestCarrierCommand)
#include "tst_carrier_command.moc"
