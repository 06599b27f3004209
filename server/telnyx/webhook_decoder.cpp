// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/webhook_decoder.h"

#include "app/domain/json_keys.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString textIn(const QJsonObject &json, QLatin1String key) {
    return json.value(key).toString();
}

/// A SIP address or number. Messages wrap theirs in an object, and those they go to in an array of objects.
QString addressIn(const QJsonObject &payload, QLatin1String key) {
    QJsonValue value = payload.value(key);
    if (value.isArray()) value = value.toArray().first();
    if (value.isObject()) return value.toObject().value("phone_number"_L1).toString();
    return value.toString();
}

void readInitiated(const QJsonObject &payload, CarrierEvent &event) {
    const QString direction = textIn(payload, "direction"_L1);
    if (direction == "incoming"_L1) event.direction = LegDirection::Incoming;
    if (direction == "outgoing"_L1) event.direction = LegDirection::Outgoing;
    event.callerName = textIn(payload, "caller_id_name"_L1);
}

void readHangup(const QJsonObject &payload, CarrierEvent &event) {
    event.hangupCause = textIn(payload, "hangup_cause"_L1);
    event.hangupSource = textIn(payload, "hangup_source"_L1);
    event.sipHangupCause = textIn(payload, "sip_hangup_cause"_L1);
}

void readRecording(const QJsonObject &payload, CarrierEvent &event) {
    event.recordingId = textIn(payload, "recording_id"_L1);
    const QJsonObject urls = payload.value("recording_urls"_L1).toObject();
    event.recordingUrl = textIn(urls, "mp3"_L1);
    if (event.recordingUrl.isEmpty()) event.recordingUrl = textIn(urls, "wav"_L1);
}

void readTranscription(const QJsonObject &payload, CarrierEvent &event) {
    const QJsonObject data = payload.value("transcription_data"_L1).toObject();
    event.text = textIn(data, "transcript"_L1);
    event.isFinal = data.value("is_final"_L1).toBool(true);
    event.track = textIn(data, "transcription_track"_L1);
}

void readConversation(const QJsonObject &payload, CarrierEvent &event) {
    event.conversationId = textIn(payload, "conversation_id"_L1);
}

/// Most models keep the words as text, some as a list of parts.
QString spokenText(const QJsonValue &content) {
    if (!content.isArray()) return content.toString();
    QStringList parts;
    for (const QJsonValue part : content.toArray())
        if (const QString text = part.isObject() ? part["text"_L1].toString() : part.toString(); !text.isEmpty()) parts << text;
    return parts.join(u' ');
}

void readHistory(const QJsonObject &payload, CarrierEvent &event) {
    for (const QJsonValue message : payload.value("message_history"_L1).toArray())
        event.history.push_back({message["role"_L1].toString(), spokenText(message["content"_L1])});
}

void readDtmf(const QJsonObject &payload, CarrierEvent &event) {
    event.text = textIn(payload, "digit"_L1);
}

void readGather(const QJsonObject &payload, CarrierEvent &event) {
    event.text = textIn(payload, "digits"_L1);
    event.result = textIn(payload, "status"_L1);
}

void readStatus(const QJsonObject &payload, CarrierEvent &event) {
    event.result = textIn(payload, "status"_L1);
}

void readVerdict(const QJsonObject &payload, CarrierEvent &event) {
    event.result = textIn(payload, "result"_L1);
}

void readStreamFailure(const QJsonObject &payload, CarrierEvent &event) {
    event.result = textIn(payload, "failure_reason"_L1);
}

void readCost(const QJsonObject &payload, CarrierEvent &event) {
    const QJsonValue total = payload.value("total_cost"_L1);
    event.cost = total.isDouble() ? QString::number(total.toDouble()) : total.toString();
}

struct KnownEvent {
    QLatin1String name;
    CarrierEventType type;
    void (*read)(const QJsonObject &payload, CarrierEvent &event) = nullptr;
};

/// What we know about a kind of event; null for one that is only stored and counted.
const KnownEvent *knownEvent(const QString &name) {
    using enum CarrierEventType;
    static constexpr std::array kKnown{
        KnownEvent{"call.initiated"_L1, Initiated, readInitiated},
        KnownEvent{"call.answered"_L1, Answered},
        KnownEvent{"call.bridged"_L1, Bridged},
        KnownEvent{"call.hangup"_L1, HungUp, readHangup},
        KnownEvent{"call.hold"_L1, Held},
        KnownEvent{"call.unhold"_L1, Unheld},
        KnownEvent{"conference.participant.joined"_L1, JoinedConference},
        KnownEvent{"conference.participant.left"_L1, LeftConference},
        KnownEvent{"call.recording.saved"_L1, RecordingSaved, readRecording},
        KnownEvent{"conference.recording.saved"_L1, RecordingSaved, readRecording},
        KnownEvent{"call.transcription"_L1, Transcription, readTranscription},
        KnownEvent{"call.ai_gather.message_history_updated"_L1, MessageHistory, readHistory},
        KnownEvent{"call.conversation.ended"_L1, ConversationEnded, readConversation},
        KnownEvent{"call.machine.detection.ended"_L1, MachineDetection, readVerdict},
        KnownEvent{"call.machine.premium.detection.ended"_L1, MachineDetection, readVerdict},
        KnownEvent{"call.machine.greeting.ended"_L1, MachineGreetingEnded, readVerdict},
        KnownEvent{"call.machine.premium.greeting.ended"_L1, MachineGreetingEnded, readVerdict},
        KnownEvent{"call.dtmf.received"_L1, Dtmf, readDtmf},
        KnownEvent{"call.playback.ended"_L1, PlaybackEnded, readStatus},
        KnownEvent{"call.speak.ended"_L1, SpeakEnded, readStatus},
        KnownEvent{"call.gather.ended"_L1, GatherEnded, readGather},
        KnownEvent{"streaming.started"_L1, StreamingStarted},
        KnownEvent{"streaming.stopped"_L1, StreamingStopped},
        KnownEvent{"streaming.failed"_L1, StreamingFailed, readStreamFailure},
        KnownEvent{"call.cost"_L1, Cost, readCost},
    };
    const auto found = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownEvent &k) { return name == k.name; });
    return found == kKnown.end() ? nullptr : &*found;
}

/// Everything that the payload tells, common fields and those of the kind.
CarrierEvent decodePayload(const QString &rawType, const QJsonObject &payload) {
    CarrierEvent event;
    event.rawType = rawType;
    event.callControlId = textIn(payload, "call_control_id"_L1);
    event.callLegId = textIn(payload, "call_leg_id"_L1);
    event.callSessionId = textIn(payload, "call_session_id"_L1);
    event.clientState = decodeClientState(textIn(payload, "client_state"_L1));
    event.connectionId = textIn(payload, "connection_id"_L1);
    event.from = addressIn(payload, "from"_L1);
    event.to = addressIn(payload, "to"_L1);
    event.conferenceId = textIn(payload, "conference_id"_L1);
    if (const KnownEvent *known = knownEvent(rawType)) {
        event.type = known->type;
        if (known->read) known->read(payload, event);
    }
    return event;
}

/// The id of an event that has none. The delivery's own data (attempt number) is left out, so that a repetition
/// gets the same id.
QString idFromContent(QJsonObject event) {
    event.remove("meta"_L1);
    const QByteArray hash =
        QCryptographicHash::hash(QJsonDocument(event).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
    return u"sha256-"_s + QLatin1String(hash.toHex());
}

/// The first of these that is a moment: some events of conferences carry theirs in the payload, or nowhere.
std::optional<UtcTime> momentOf(const QJsonObject &event, const QJsonObject &payload) {
    for (const QJsonValue &value :
         {event.value("occurred_at"_L1), payload.value("occurred_at"_L1), event.value("created_at"_L1)})
        if (const auto moment = fromIso(value.toString().toLatin1())) return moment;
    return std::nullopt;
}

/// Where a list of call events keeps the payload is documented in more than one way.
QJsonObject recordedPayload(const QJsonObject &metadata) {
    const auto below = [](const QJsonObject &json, QLatin1String key) { return json.value(key).toObject(); };
    const QJsonObject event = below(metadata, "event"_L1);
    const std::array candidates{below(below(event, "data"_L1), "payload"_L1), below(event, "payload"_L1),
                                below(below(metadata, "data"_L1), "payload"_L1), below(metadata, "payload"_L1), event};
    for (const QJsonObject &candidate : candidates)
        if (!candidate.isEmpty()) return candidate;
    return metadata;
}

} // namespace

QString decodeClientState(const QString &base64) {
    if (base64.isEmpty()) return {};
    const auto decoded = QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QString::fromUtf8(*decoded) : QString();
}

Result<CarrierEvent> decodeWebhook(const QByteArray &body, UtcTime receivedAt) {
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(withPlainKeys(body).value_or(body), &failure);
    if (failure.error != QJsonParseError::NoError || !document.isObject())
        return Error{ErrorCode::BadRequest, u"The webhook is not a JSON object."_s,
                     failure.errorString(), {},
                     u"invalid_json"_s,     0};
    const QJsonObject top = document.object();
    const QJsonValue data = top.value("data"_L1);
    // One kind of event is described without the wrapper.
    const QJsonObject json = data.isObject() ? data.toObject() : top;
    const QJsonValue inner = json.value("payload"_L1);
    const QJsonObject payload = inner.isObject() ? inner.toObject() : json;

    CarrierEvent event = decodePayload(textIn(json, "event_type"_L1), payload);
    event.eventId = textIn(json, "id"_L1);
    if (event.eventId.isEmpty()) event.eventId = idFromContent(json);
    event.occurredAt = momentOf(json, payload).value_or(receivedAt);
    return event;
}

std::optional<CarrierEvent> decodeCallEventRecord(const QJsonObject &record) {
    if (textIn(record, "type"_L1) == "command"_L1) return std::nullopt;
    std::optional<UtcTime> moment = fromIso(textIn(record, "event_timestamp"_L1).toLatin1());
    const QJsonObject metadata = record.value("metadata"_L1).toObject();
    const QJsonObject payload = recordedPayload(metadata);
    if (!moment) moment = momentOf(record, payload);
    if (!moment) return std::nullopt;

    CarrierEvent event = decodePayload(textIn(record, "name"_L1), payload);
    event.occurredAt = *moment;
    if (event.callLegId.isEmpty()) event.callLegId = textIn(record, "call_leg_id"_L1);
    if (event.callSessionId.isEmpty()) event.callSessionId = textIn(record, "call_session_id"_L1);
    event.eventId = idFromContent(record);
    return event;
}

} // namespace callfloor
