// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/webhook_decoder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kReceived = fromMicros(1'772'463'900'000'000);

/// JSON written with single quotes, which reads better here.
QByteArray json(QByteArray text) {
    return text.replace('\'', '"');
}

/// A webhook of a leg with these members beside the common ones.
QByteArray legEvent(const QByteArray &type, const QByteArray &members = {}) {
    return json("{'data':{'record_type':'event','event_type':'" + type +
                "','id':'0ccc7b54-4df3-4bca-a65a-000000000001','occurred_at':'2026-03-02T15:04:05.120001Z','payload':{"
                "'call_control_id':'v3:abc-DEF_1','call_leg_id':'leg-1','call_session_id':'session-1',"
                "'client_state':'eyJjYWxsIjoiYyJ9','connection_id':'1684641123236054244',"
                "'from':'+13125550142','to':'+13125550100'" +
                (members.isEmpty() ? QByteArray() : ',' + members) + "}},'meta':{'attempt':1}}");
}

CarrierEvent decoded(const QByteArray &body) {
    const auto event = decodeWebhook(json(body), kReceived);
    if (!event) qFatal("a webhook that must decode did not");
    return *event;
}

/// What legEvent says of every event.
CarrierEvent commonFields(const QString &rawType) {
    CarrierEvent common;
    common.eventId = u"0ccc7b54-4df3-4bca-a65a-000000000001"_s;
    common.rawType = rawType;
    common.occurredAt = fromMicros(1'772'463'845'120'001);
    common.callControlId = u"v3:abc-DEF_1"_s;
    common.callLegId = u"leg-1"_s;
    common.callSessionId = u"session-1"_s;
    common.clientState = u"{\"call\":\"c\"}"_s;
    common.connectionId = u"1684641123236054244"_s;
    common.from = u"+13125550142"_s;
    common.to = u"+13125550100"_s;
    return common;
}

} // namespace

Q_DECLARE_METATYPE(callfloor::CarrierEvent)

class TestWebhookDecoder : public QObject {
    Q_OBJECT

private slots:
    void eachKindGivesItsFields_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<CarrierEvent>("expected");
        using enum CarrierEventType;
        const auto row = [](const char *type, const QByteArray &members, void (*tell)(CarrierEvent &)) {
            CarrierEvent expected = commonFields(QString::fromLatin1(type));
            tell(expected);
            QTest::addRow("%s %s", type, members.left(40).constData()) << QByteArray(type) << members << expected;
        };
        row("call.initiated", "'direction':'incoming','caller_id_name':'ALEX','state':'parked'", [](CarrierEvent &e) {
            e.type = Initiated;
            e.direction = LegDirection::Incoming;
            e.callerName = u"ALEX"_s;
        });
        row("call.initiated", "'direction':'outgoing','caller_id_name':null", [](CarrierEvent &e) {
            e.type = Initiated;
            e.direction = LegDirection::Outgoing;
        });
        row("call.initiated", "'direction':'sideways'", [](CarrierEvent &e) { e.type = Initiated; });
        row("call.answered", "", [](CarrierEvent &e) { e.type = Answered; });
        row("call.bridged", "", [](CarrierEvent &e) { e.type = Bridged; });
        row("call.hangup", "'hangup_cause':'user_busy','hangup_source':'callee','sip_hangup_cause':'486'",
            [](CarrierEvent &e) {
                e.type = HungUp;
                e.hangupCause = u"user_busy"_s;
                e.hangupSource = u"callee"_s;
                e.sipHangupCause = u"486"_s;
            });
        row("call.hangup", "'hangup_cause':'a_new_cause','hangup_source':null,'call_quality_stats':null",
            [](CarrierEvent &e) {
                e.type = HungUp;
                e.hangupCause = u"a_new_cause"_s;
            });
        row("call.hold", "", [](CarrierEvent &e) { e.type = Held; });
        row("call.unhold", "", [](CarrierEvent &e) { e.type = Unheld; });
        row("conference.participant.joined", "'conference_id':'c-1'", [](CarrierEvent &e) {
            e.type = JoinedConference;
            e.conferenceId = u"c-1"_s;
        });
        row("conference.participant.left", "'conference_id':'c-1'", [](CarrierEvent &e) {
            e.type = LeftConference;
            e.conferenceId = u"c-1"_s;
        });
        row("call.recording.saved", "'recording_id':'r-1','recording_urls':{'wav':'https://w','mp3':'https://m'}",
            [](CarrierEvent &e) {
                e.type = RecordingSaved;
                e.recordingId = u"r-1"_s;
                e.recordingUrl = u"https://m"_s;
            });
        row("call.recording.saved", "'recording_urls':{'mp3':null,'wav':'https://w'},'public_recording_urls':{}",
            [](CarrierEvent &e) {
                e.type = RecordingSaved;
                e.recordingUrl = u"https://w"_s;
            });
        row("call.recording.saved", "'recording_urls':null", [](CarrierEvent &e) { e.type = RecordingSaved; });
        row("conference.recording.saved",
            "'conference_id':'c-1','recording_id':'r-1','recording_urls':{'mp3':'https://m'}", [](CarrierEvent &e) {
                e.type = RecordingSaved;
                e.conferenceId = u"c-1"_s;
                e.recordingId = u"r-1"_s;
                e.recordingUrl = u"https://m"_s;
            });
        row("call.transcription",
            "'transcription_data':{'transcript':'hello "
            "there','is_final':false,'confidence':0.9,'transcription_track':'outbound'}",
            [](CarrierEvent &e) {
                e.type = Transcription;
                e.text = u"hello there"_s;
                e.isFinal = false;
                e.track = u"outbound"_s;
            });
        row("call.transcription", "'transcription_data':{'transcript':'Grüße 👋'}", [](CarrierEvent &e) {
            e.type = Transcription;
            e.text = u"Grüße 👋"_s;
        });
        row("call.ai_gather.message_history_updated",
            "'message_history':[{'role':'system','content':'Be kind.'},{'role':'assistant','content':'Hello'},"
            "{'role':'user','content':[{'type':'text','text':'An agent,'},{'type':'text','text':'please'},{'type':'image'}]},{'role':'user','content':null}]",
            [](CarrierEvent &e) {
                e.type = MessageHistory;
                e.history = {{u"system"_s, u"Be kind."_s}, {u"assistant"_s, u"Hello"_s}, {u"user"_s, u"An agent, please"_s}, {u"user"_s, {}}};
            });
        row("call.ai_gather.message_history_updated", "'message_history':null", [](CarrierEvent &e) { e.type = MessageHistory; });
        row("call.conversation.ended", "'conversation_id':'conv-1','reason':null", [](CarrierEvent &e) {
            e.type = ConversationEnded;
            e.conversationId = u"conv-1"_s;
        });
        row("call.machine.detection.ended", "'result':'machine'", [](CarrierEvent &e) {
            e.type = MachineDetection;
            e.result = u"machine"_s;
        });
        row("call.machine.premium.detection.ended", "'result':'fax_detected'", [](CarrierEvent &e) {
            e.type = MachineDetection;
            e.result = u"fax_detected"_s;
        });
        row("call.machine.greeting.ended", "'result':'beep_detected'", [](CarrierEvent &e) {
            e.type = MachineGreetingEnded;
            e.result = u"beep_detected"_s;
        });
        row("call.machine.premium.greeting.ended", "'result':'no_beep_detected'", [](CarrierEvent &e) {
            e.type = MachineGreetingEnded;
            e.result = u"no_beep_detected"_s;
        });
        row("call.dtmf.received", "'digit':'#'", [](CarrierEvent &e) {
            e.type = Dtmf;
            e.text = u"#"_s;
        });
        row("call.playback.ended", "'status':'cancelled'", [](CarrierEvent &e) {
            e.type = PlaybackEnded;
            e.result = u"cancelled"_s;
        });
        row("call.speak.ended", "'status':'completed'", [](CarrierEvent &e) {
            e.type = SpeakEnded;
            e.result = u"completed"_s;
        });
        row("call.gather.ended", "'digits':'123','status':'valid'", [](CarrierEvent &e) {
            e.type = GatherEnded;
            e.text = u"123"_s;
            e.result = u"valid"_s;
        });
        row("streaming.started", "'stream_url':'wss://x'", [](CarrierEvent &e) { e.type = StreamingStarted; });
        row("streaming.stopped", "", [](CarrierEvent &e) { e.type = StreamingStopped; });
        row("streaming.failed", "'failure_reason':'connection_failed'", [](CarrierEvent &e) {
            e.type = StreamingFailed;
            e.result = u"connection_failed"_s;
        });
        row("call.cost", "'total_cost':'0.0070','status':'success'", [](CarrierEvent &e) {
            e.type = Cost;
            e.cost = u"0.0070"_s;
        });
        row("call.cost", "'total_cost':null,'status':'error'", [](CarrierEvent &e) { e.type = Cost; });
        row("call.cost", "'total_cost':0.25", [](CarrierEvent &e) {
            e.type = Cost;
            e.cost = u"0.25"_s;
        });
        row("call.speak.started", "", [](CarrierEvent &e) { e.type = Other; });
        row("call.something.new", "'direction':'incoming','status':'x','result':{'a':[1]}",
            [](CarrierEvent &e) { e.type = Other; });
        row("call_initiated", "", [](CarrierEvent &e) { e.type = Other; });
    }
    void eachKindGivesItsFields() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, members);
        QFETCH(CarrierEvent, expected);
        const CarrierEvent event = decoded(legEvent(type, members));
        QCOMPARE(static_cast<int>(event.type), static_cast<int>(expected.type));
        QVERIFY(event == expected);
    }

    void everyTextMayBeNullOrOfAnotherType() {
        const CarrierEvent event = decoded(
            "{'data':{'event_type':'call.hangup','id':null,'occurred_at':null,'payload':{'call_control_id':null,"
            "'call_leg_id':7,'client_state':{},'connection_id':[],'from':null,'to':[],'hangup_cause':false}}}");
        QCOMPARE(event.type, CarrierEventType::HungUp);
        QVERIFY(event.callControlId.isEmpty() && event.callLegId.isEmpty() && event.from.isEmpty() &&
                event.to.isEmpty());
        QVERIFY(event.hangupCause.isEmpty());
        QVERIFY(event.occurredAt == kReceived);
        QVERIFY(event.eventId.startsWith(u"sha256-"_s));
    }

    void momentIsFoundWhereItIs_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("micros");
        QTest::newRow("in the envelope") << QByteArray("{'data':{'occurred_at':'2026-03-02T15:04:05.000001Z','payload':"
                                                       "{'occurred_at':'2020-01-01T00:00:00Z'}}}")
                                         << qint64{1'772'463'845'000'001};
        QTest::newRow("in the payload") << QByteArray("{'data':{'payload':{'occurred_at':'2026-03-02T15:04:05Z'}}}")
                                        << qint64{1'772'463'845'000'000};
        QTest::newRow("of a message, with milliseconds and a zone")
            << QByteArray("{'data':{'occurred_at':'2026-03-02T15:04:05.596+00:00','payload':{}}}")
            << qint64{1'772'463'845'596'000};
        QTest::newRow("creation") << QByteArray("{'data':{'created_at':'2026-03-02T15:04:05Z','payload':{}}}")
                                  << qint64{1'772'463'845'000'000};
        QTest::newRow("none") << QByteArray("{'data':{'payload':{}}}") << toMicros(kReceived);
        QTest::newRow("unreadable") << QByteArray("{'data':{'occurred_at':'yesterday','payload':{}}}")
                                    << toMicros(kReceived);
        QTest::newRow("without a zone") << QByteArray("{'data':{'occurred_at':'2026-03-02T15:04:05','payload':{}}}")
                                        << toMicros(kReceived);
    }
    void momentIsFoundWhereItIs() {
        QFETCH(QByteArray, body);
        QFETCH(qint64, micros);
        QCOMPARE(toMicros(decoded(body).occurredAt), micros);
    }

    void eventWithoutWrapperIsRead() {
        const CarrierEvent flat =
            decoded("{'event_type':'conference.floor.changed','id':'e-1','conference_id':'c-1','call_leg_id':'leg-1'}");
        QCOMPARE(flat.rawType, u"conference.floor.changed"_s);
        QCOMPARE(flat.eventId, u"e-1"_s);
        QCOMPARE(flat.conferenceId, u"c-1"_s);
        const CarrierEvent withPayload =
            decoded("{'event_type':'call.answered','id':'e-2','payload':{'call_leg_id':'leg-2'}}");
        QCOMPARE(withPayload.type, CarrierEventType::Answered);
        QCOMPARE(withPayload.callLegId, u"leg-2"_s);
    }

    void objectsThatAreNoEventsAreOther_data() {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"{}", "{'data':{}}", "{'data':null}", "{'data':[{'event_type':'call.answered'}]}",
                                 "{'data':{'payload':null}}", "{'meta':{'event':'call.hangup'}}",
                                 "{'data':{'event_type':5,'payload':'x'}}"})
            QTest::newRow(body) << QByteArray(body);
    }
    void objectsThatAreNoEventsAreOther() {
        QFETCH(QByteArray, body);
        const CarrierEvent event = decoded(body);
        QCOMPARE(event.type, CarrierEventType::Other);
        QVERIFY(event.rawType.isEmpty());
        QVERIFY(!event.eventId.isEmpty());
    }

    void missingIdIsTheSameForARepetitionOnly() {
        const QByteArray first =
            "{'data':{'event_type':'call.hangup','payload':{'call_leg_id':'a'}},'meta':{'attempt':1}}";
        const QByteArray repeated =
            "{'meta':{'attempt':2},'data':{'payload':{'call_leg_id':'a'}, 'event_type':'call.hangup'}}";
        const QByteArray other =
            "{'data':{'event_type':'call.hangup','payload':{'call_leg_id':'b'}},'meta':{'attempt':1}}";
        QCOMPARE(decoded(first).eventId, decoded(repeated).eventId);
        QVERIFY(decoded(first).eventId != decoded(other).eventId);
        const QByteArray flat = "{'event_type':'x.y','conference_id':'c','meta':{'attempt':1}}";
        const QByteArray flatAgain = "{'event_type':'x.y','conference_id':'c','meta':{'attempt':9}}";
        QCOMPARE(decoded(flat).eventId, decoded(flatAgain).eventId);
    }

    void clientStateIsDecodedStrictly_data() {
        QTest::addColumn<QString>("base64");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"aGF2ZSBhIG5pY2UgZGF5ID1d"_s << u"have a nice day =]"_s;
        QTest::newRow("utf-8") << u"R3LDvMOfZQ=="_s << u"Grüße"_s;
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("not base64") << u"have a nice day"_s << QString();
        QTest::newRow("cut by a line end") << u"aGF2ZSBh\nIG5p"_s << QString();
    }
    void clientStateIsDecodedStrictly() {
        QFETCH(QString, base64);
        QFETCH(QString, text);
        QCOMPARE(decodeClientState(base64), text);
    }

    void addressesOfMessagesAreRead() {
        const CarrierEvent event =
            decoded("{'data':{'event_type':'message.received','id':'m','payload':{"
                    "'from':{'phone_number':'+13125550142'},'to':[{'phone_number':'+13125550100'}]}}}");
        QCOMPARE(event.type, CarrierEventType::Other);
        QCOMPARE(event.from, u"+13125550142"_s);
        QCOMPARE(event.to, u"+13125550100"_s);
    }

    void whatIsNoJsonObjectIsRefused_data() {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"", " ", "null", "5", "\"text\"", "[]", "[{}]", "{", "{\"data\":", "<html></html>", "{}x"})
            QTest::addRow("'%s'", body) << QByteArray(body);
        QTest::newRow("zero bytes") << QByteArray(16, '\0');
        QTest::newRow("invalid utf-8") << QByteArray("{\"data\":{\"id\":\"\xff\xfe\"}}");
        QTest::newRow("very deep") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
        QTest::newRow("very deep object") << QByteArray("{\"a\":").repeated(50'000) + "1" + QByteArray(50'000, '}');
    }
    void whatIsNoJsonObjectIsRefused() {
        QFETCH(QByteArray, body);
        const auto event = decodeWebhook(body, kReceived);
        QVERIFY(!event.ok());
        QCOMPARE(event.error().code, ErrorCode::BadRequest);
    }

    void noBytesMakeItCrash() {
        const QByteArray good = legEvent("call.hangup", "'hangup_cause':'user_busy','tags':[1,2,{'a':null}]");
        QRandomGenerator random(20260302);
        int read = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray body = good;
            for (int change = random.bounded(1, 6); change > 0; --change) {
                const qsizetype at = random.bounded(static_cast<int>(body.size()));
                switch (random.bounded(3)) {
                case 0:
                    body[at] = static_cast<char>(random.bounded(256));
                    break;
                case 1:
                    body.remove(at, random.bounded(1, 20));
                    break;
                default:
                    body.insert(at, good.mid(random.bounded(static_cast<int>(good.size())), random.bounded(1, 30)));
                }
                if (body.isEmpty()) body = " ";
            }
            if (const auto event = decodeWebhook(body, kReceived)) {
                QVERIFY(!event->eventId.isEmpty());
                ++read;
            }
        }
        QVERIFY(read > 0 && read < 20'000);
    }

    void recordsOfCallEventsAreRead_data() {
        QTest::addColumn<QByteArray>("metadata");
        const QByteArray payload =
            "{'call_control_id':'v3:x','hangup_cause':'timeout','hangup_source':'unknown','sip_hangup_cause':'487'}";
        QTest::newRow("payload itself") << payload;
        QTest::newRow("payload") << QByteArray("{'payload':" + payload + '}');
        QTest::newRow("data") << QByteArray("{'data':{'id':'e','payload':" + payload + "}}");
        QTest::newRow("event") << QByteArray("{'event':" + payload + ",'delivered_to':'x'}");
        QTest::newRow("event with payload") << QByteArray("{'event':{'payload':" + payload + "}}");
        QTest::newRow("whole webhook") << QByteArray("{'event':{'data':{'payload':" + payload + "}}}");
    }
    void recordsOfCallEventsAreRead() {
        QFETCH(QByteArray, metadata);
        const QByteArray text =
            "{'record_type':'call_event','call_leg_id':'leg-1','call_session_id':'session-1',"
            "'event_timestamp':'2026-03-02T15:04:05.5Z','name':'call.hangup','type':'webhook','metadata':" +
            metadata + '}';
        const auto event = decodeCallEventRecord(QJsonDocument::fromJson(json(text)).object());
        QVERIFY(event.has_value());
        QCOMPARE(event->type, CarrierEventType::HungUp);
        QCOMPARE(toMicros(event->occurredAt), qint64{1'772'463'845'500'000});
        QCOMPARE(event->callLegId, u"leg-1"_s);
        QCOMPARE(event->callSessionId, u"session-1"_s);
        QCOMPARE(event->callControlId, u"v3:x"_s);
        QCOMPARE(event->hangupCause, u"timeout"_s);
        QCOMPARE(event->sipHangupCause, u"487"_s);
        QVERIFY(!event->eventId.isEmpty());
    }

    void recordsWithoutMomentOrOfCommandsAreLeftOut() {
        const auto record = [](const QByteArray &text) {
            return decodeCallEventRecord(QJsonDocument::fromJson(json(text)).object());
        };
        QVERIFY(!record("{'name':'call.hangup','type':'webhook','metadata':{}}"));
        QVERIFY(!record("{'name':'dial','type':'command','event_timestamp':'2026-03-02T15:04:05Z','metadata':{}}"));
        QVERIFY(!record("{}"));
        const auto bare =
            record("{'name':'call.answered','type':'webhook','event_timestamp':'2026-03-02T15:04:05Z','metadata':{}}");
        QVERIFY(bare && bare->type == CarrierEventType::Answered);
    }

    void everySampleOfTheCarrierDecodes() {
        const QString folder = qEnvironmentVariable("CALLFLOOR_TELNYX_DATA");
        if (folder.isEmpty()) QSKIP("CALLFLOOR_TELNYX_DATA is not set");
        const QFileInfoList files = QDir(folder + u"/webhooks"_s).entryInfoList({u"*.json"_s}, QDir::Files);
        QVERIFY(files.size() >= 50);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray body = file.readAll();
            const auto event = decodeWebhook(body, kReceived);
            QVERIFY2(event.ok(), qPrintable(info.fileName()));
            QVERIFY2(info.fileName().startsWith(event->rawType), qPrintable(info.fileName()));
            QVERIFY2(event->eventId.startsWith(u"0ccc7b54-"_s), qPrintable(info.fileName()));
            const bool ofLeg = event->rawType.startsWith(u"call."_s) || event->rawType.startsWith(u"streaming."_s);
            if (ofLeg) QVERIFY2(event->callControlId.startsWith(u"v3:"_s), qPrintable(info.fileName()));
            if (body.contains("occurred_at")) QVERIFY2(event->occurredAt != kReceived, qPrintable(info.fileName()));
            if (!event->clientState.isEmpty())
                QVERIFY2(event->clientState.startsWith(u'{'), qPrintable(info.fileName()));
        }
    }

    void typicalWebhookDecodesFast() {
        const QByteArray body = legEvent(
            "call.hangup", "'hangup_cause':'user_busy','hangup_source':'callee','sip_hangup_cause':'486',"
                           "'state':'hangup','start_time':'2026-03-02T15:04:05.000100Z','custom_headers':[],'tags':[]");
        QBENCHMARK {
            QVERIFY(decodeWebhook(body, kReceived).ok());
        }
    }
};

QTEST_APPLESS_MAIN(TestWebhookDecoder)
#include "tst_webhook_decoder.moc"
