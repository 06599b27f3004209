// SPDX-License-Identifier: GPL-3.0-or-later
// Every event that the simulator emits has the keys of the carrier's own sample of that event.
#include "tests/simulator/floor.h"

#include <QDir>
#include <QTest>

using namespace callfloor::simulator;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

/// What differs between samples of one type: their keys are alternatives.
struct Sample {
    QString file;
    QJsonObject data;
};

QStringList keysBelow(const QJsonObject &object, const QString &prefix = {}) {
    QStringList keys;
    for (auto it = object.begin(); it != object.end(); ++it) keys.append(QString(prefix + it.key()));
    return keys;
}

QStringList shapeOf(const QJsonObject &data) {
    QStringList keys = keysBelow(data);
    keys += keysBelow(data["payload"_L1].toObject(), u"payload."_s);
    keys.sort();
    return keys;
}

/// Null fits everything; a number is a number.
bool sameKind(const QJsonValue &a, const QJsonValue &b) { return a.isNull() || b.isNull() || a.type() == b.type(); }

} // namespace

class TestEventShapes : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyTypeHasItsKeys_data();
    void everyTypeHasItsKeys();
    void nothingIsLeftUntried();

private:
    static QJsonArray everything();
    std::map<QString, std::vector<Sample>> m_samples;
    QJsonArray m_events;
};

void TestEventShapes::initTestCase() {
    m_events = everything();
    const QByteArray folder = qgetenv("CALLFLOOR_TELNYX_DATA");
    if (folder.isEmpty()) QSKIP("SKIP-ALL: CALLFLOOR_TELNYX_DATA is not set, so there are no samples to compare with");
    const QDir dir(QString::fromLocal8Bit(folder) + "/webhooks"_L1);
    for (const QString &name : dir.entryList({u"*.json"_s})) {
        QFile file(dir.filePath(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
        const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonObject data = root["data"_L1].toObject();
        m_samples[data["event_type"_L1].toString()].push_back({name, data});
    }
    QVERIFY(!m_samples.empty());
}

/// A run in which every event type comes up.
QJsonArray TestEventShapes::everything() {
    CarrierOptions options;
    options.callCost = true;
    Floor floor(options);
    Switchboard &board = floor.carrier.board();
    const auto person = [&](const QString &id) -> Leg & { return *board.find(id); };
    const QJsonObject speech{{u"payload"_s, u"Hello"_s}, {u"voice"_s, u"male"_s}};
    const QString url = u"https://media.example.com/a.mp3"_s;

    // A caller with an assistant, a queue, prompts, digits and a transcription.
    const QString caller = floor.inbound();
    floor.act(caller, u"answer"_s, {{u"client_state"_s, u"YQ=="_s}});
    const QJsonObject assistant{{u"assistant"_s, QJsonObject{{u"id"_s, u"assistant-1"_s}}}};
    floor.act(caller, u"ai_assistant_start"_s, assistant);
    floor.act(caller, u"transcription_start"_s);
    board.speech(person(caller), u"I would like to talk."_s, true);
    floor.act(caller, u"ai_assistant_stop"_s);
    floor.act(caller, u"speak"_s, speech);
    floor.act(caller, u"playback_start"_s, {{u"audio_url"_s, url}});
    floor.act(caller, u"gather"_s);
    board.press(person(caller), u"1#"_s);
    floor.act(caller, u"enqueue"_s, {{u"queue_name"_s, u"q"_s}});
    floor.act(caller, u"record_start"_s, {{u"format"_s, u"mp3"_s}, {u"channels"_s, u"dual"_s}, {u"transcription"_s, true}});
    floor.act(caller, u"streaming_start"_s, {{u"stream_url"_s, u"wss://media.example.com/s"_s}});
    floor.clock.advance(seconds(20));

    // An agent's device, a bridge, hold, a conference with sounds.
    const QString agent = Floor::idOf(floor.dial({{u"to"_s, u"sip:agent@sip.telnyx.com"_s},
                                                  {u"custom_headers"_s, QJsonArray{QJsonObject{{u"name"_s, u"X-A"_s}, {u"value"_s, u"b"_s}}}}}));
    floor.clock.advance(seconds(1));
    floor.act(agent, u"bridge"_s, {{u"call_control_id"_s, caller}});
    board.emitEvent(person(agent), u"call.hold"_s);
    board.emitEvent(person(agent), u"call.unhold"_s);
    const auto made = floor.call(u"POST"_s, u"conferences"_s, {{u"call_control_id"_s, caller}, {u"name"_s, u"room"_s}});
    const QString room = made.json["data"_L1]["id"_L1].toString();
    floor.confer(room, u"join"_s, {{u"call_control_id"_s, agent}});
    floor.confer(room, u"record_start"_s, {{u"format"_s, u"wav"_s}});
    for (const QJsonArray &whom : {QJsonArray{}, QJsonArray{agent}}) {
        QJsonObject said = speech;
        said.insert(u"call_control_ids"_s, whom);
        floor.confer(room, u"speak"_s, said);
        floor.confer(room, u"play"_s, {{u"audio_url"_s, url}, {u"call_control_ids"_s, whom}});
    }
    floor.clock.advance(seconds(20));
    floor.confer(room, u"end"_s);

    // What else may happen to a dial.
    for (const QString &mode : {u"premium"_s, u"detect_beep"_s}) {
        floor.carrier.scripts().queueNext({.outcome = Outcome::Machine, .ring = Ms{100}, .talk = Ms{30000}});
        floor.dial({{u"answering_machine_detection"_s, mode}});
    }
    floor.dial({{u"to"_s, u"+13125550486"_s}});
    floor.dial({{u"to"_s, u"+13125550408"_s}});
    const QString referred = floor.answered(), unreachable = floor.answered({{u"stream_url"_s, u"wss://x.invalid/"_s}});
    floor.act(referred, u"refer"_s, {{u"sip_address"_s, u"sip:a@example.com"_s}});
    floor.act(unreachable, u"refer"_s, {{u"sip_address"_s, u"sip:a@b.invalid"_s}});
    const QJsonObject properties{{u"day"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
    const QString gathered = floor.answered();
    floor.act(gathered, u"gather_using_ai"_s, {{u"parameters"_s, QJsonObject{{u"properties"_s, properties}}},
                                               {u"send_partial_results"_s, true}, {u"send_message_history_updates"_s, true}});
    board.speech(person(gathered), u"Friday"_s, true);
    board.speech(person(gathered), u"Yes"_s, true);

    floor.call(u"POST"_s, u"messages"_s, {{u"to"_s, u"+13125550142"_s}, {u"from"_s, u"+13125550100"_s}, {u"text"_s, u"Hi"_s}});
    floor.call(u"POST"_s, u"messages"_s, {{u"to"_s, u"+13125550404"_s}, {u"from"_s, u"+13125550100"_s}, {u"text"_s, u"Hi"_s}});
    floor.carrier.messages().receive(u"+13125550142"_s, u"+13125550100"_s, u"Hello"_s);
    floor.clock.advance(std::chrono::minutes(3));
    return floor.events;
}

void TestEventShapes::everyTypeHasItsKeys_data() {
    QTest::addColumn<QString>("type");
    std::map<QString, int> types;
    for (const QJsonValue event : std::as_const(m_events)) ++types[event["event_type"_L1].toString()];
    QVERIFY(types.size() > 40);
    for (const auto &[type, count] : types) QTest::newRow(qPrintable(type)) << type;
}

void TestEventShapes::everyTypeHasItsKeys() {
    QFETCH(QString, type);
    QVERIFY2(m_samples.count(type) == 1, "the carrier has no such event");
    for (const QJsonValue event : std::as_const(m_events)) {
        const QJsonObject data = event.toObject();
        if (data["event_type"_L1].toString() != type) continue;
        const QStringList shape = shapeOf(data);
        const Sample *match = nullptr;
        QString report = "is "_L1 + shape.join(' '_L1);
        for (const Sample &sample : m_samples.at(type)) {
            if (shapeOf(sample.data) == shape) match = &sample;
            report += "\nsample "_L1 + sample.file + ": "_L1 + shapeOf(sample.data).join(' '_L1);
        }
        QVERIFY2(match, qPrintable(report));
        const QJsonObject ours = data["payload"_L1].toObject(), theirs = match->data["payload"_L1].toObject();
        for (auto it = ours.begin(); it != ours.end(); ++it)
            QVERIFY2(sameKind(it.value(), theirs.value(it.key())), qPrintable(it.key()));
    }
}

void TestEventShapes::nothingIsLeftUntried() {
    // What the carrier sends and the simulator does not: a failed recording, and who speaks in a conference.
    const QStringList never{u"call.recording.error"_s, u"conference.floor.changed"_s};
    for (const auto &[type, samples] : m_samples) {
        bool seen = false;
        for (const QJsonValue event : std::as_const(m_events)) seen = seen || event["event_type"_L1].toString() == type;
        QVERIFY2(seen != never.contains(type), qPrintable(type));
    }
}

QTEST_APPLESS_MAIN(TestEventShapes)
#include "tst_event_shapes.moc"
