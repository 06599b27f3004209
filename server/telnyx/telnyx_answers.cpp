// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_answers.h"

#include "server/telnyx/webhook_decoder.h"

#include <QJsonArray>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString textAt(const QJsonObject &json, QLatin1String key) {
    return json.value(key).toString();
}

QStringList textsAt(const QJsonObject &json, QLatin1String key) {
    QStringList texts;
    const QJsonArray values = json.value(key).toArray();
    for (const QJsonValue &value : values)
        texts << value.toString();
    return texts;
}

std::optional<UtcTime> momentAt(const QJsonObject &json, QLatin1String key) {
    return fromIso(textAt(json, key).toLatin1());
}

/// The items of a list, each read by `read`; one that cannot be read is left out if `read` says so.
template <class T, class Read> std::optional<TelnyxPage<T>> pageOf(const QJsonObject &json, Read read) {
    const QJsonValue data = json.value("data"_L1);
    if (!data.isArray()) return std::nullopt;
    TelnyxPage<T> page;
    const QJsonArray items = data.toArray();
    page.items.reserve(static_cast<size_t>(items.size()));
    for (const QJsonValue &item : items)
        if (std::optional<T> value = read(item.toObject())) page.items.push_back(std::move(*value));
    const QJsonObject meta = json.value("meta"_L1).toObject();
    page.more = !items.isEmpty() && meta.value("page_number"_L1).toInt(1) < meta.value("total_pages"_L1).toInt(1);
    const bool isLast = meta.contains("next"_L1) && textAt(meta, "next"_L1).isEmpty();
    if (!items.isEmpty() && !isLast) page.after = textAt(meta.value("cursors"_L1).toObject(), "after"_L1);
    return page;
}

} // namespace

CommandResult commandResult(const PreparedCommand &command, const TelnyxVerdict &verdict) {
    CommandResult result;
    result.commandId = command.id;
    result.outcome = verdict.outcome;
    result.kind = commandKind(command.command);
    result.legId = command.legId;
    result.errorCode = verdict.code;
    result.errorText = verdict.text;
    result.legGone = verdict.gone;
    const bool dial = std::holds_alternative<command::Dial>(command.command);
    if (dial && verdict.outcome == CommandOutcome::Accepted) {
        result.callControlId = textAt(verdict.data, "call_control_id"_L1);
        result.callLegId = textAt(verdict.data, "call_leg_id"_L1);
        result.callSessionId = textAt(verdict.data, "call_session_id"_L1);
        if (result.callControlId.isEmpty()) {
            result.outcome = CommandOutcome::Ambiguous;
            result.errorText = u"The carrier's answer does not name the call; check whether it rings."_s;
        }
    }
    if (std::holds_alternative<command::CreateConference>(command.command)) result.conferenceId = textAt(verdict.data, "id"_L1);
    result.conversationId = textAt(verdict.data, "conversation_id"_L1);
    result.recordingId = textAt(verdict.data, "recording_id"_L1);
    return result;
}

carrier::Answer carrierAnswer(const carrier::Request &request, const TelnyxVerdict &verdict) {
    carrier::Answer answer{verdict.outcome, verdict.code, verdict.text, verdict.gone};
    if (!std::holds_alternative<carrier::CreateConference>(request)) return answer;
    answer.conferenceId = textAt(verdict.data, "id"_L1);
    if (answer.outcome == CommandOutcome::Accepted && answer.conferenceId.isEmpty()) {
        answer.outcome = CommandOutcome::Ambiguous;
        answer.errorText = u"The carrier's answer does not name the conference; look it up by its name."_s;
    }
    return answer;
}

MessageAnswer messageAnswer(const TelnyxVerdict &verdict) {
    MessageAnswer answer{verdict.outcome, textAt(verdict.data, "id"_L1)};
    answer.status = textAt(verdict.data.value("to"_L1).toArray().first().toObject(), "status"_L1);
    answer.errorCode = verdict.code;
    answer.errorText = verdict.text;
    answer.optedOut = verdict.code == "40300"_L1;
    if (answer.outcome == CommandOutcome::Accepted && answer.messageId.isEmpty()) {
        answer.outcome = CommandOutcome::Ambiguous;
        answer.errorText =
            u"The carrier's answer does not name the message; wait for its report before sending again."_s;
    }
    return answer;
}

std::optional<TelnyxPage<ActiveLeg>> activeLegsPage(const QJsonObject &json) {
    return pageOf<ActiveLeg>(json, [](const QJsonObject &leg) {
        return std::optional(ActiveLeg{textAt(leg, "call_control_id"_L1), textAt(leg, "call_leg_id"_L1),
                                       textAt(leg, "call_session_id"_L1),
                                       decodeClientState(textAt(leg, "client_state"_L1))});
    });
}

std::optional<TelnyxPage<CarrierEvent>> callEventsPage(const QJsonObject &json, const QString &callControlId) {
    return pageOf<CarrierEvent>(json, [&](const QJsonObject &record) {
        std::optional<CarrierEvent> event = decodeCallEventRecord(record);
        if (event && event->callControlId.isEmpty()) event->callControlId = callControlId;
        return event;
    });
}

std::optional<TelnyxPage<ConferenceInfo>> conferencesPage(const QJsonObject &json) {
    return pageOf<ConferenceInfo>(json, [](const QJsonObject &conference) {
        return std::optional(ConferenceInfo{textAt(conference, "id"_L1), textAt(conference, "name"_L1),
                                            textAt(conference, "status"_L1)});
    });
}

std::optional<TelnyxPage<ConferenceParticipant>> participantsPage(const QJsonObject &json) {
    return pageOf<ConferenceParticipant>(json, [](const QJsonObject &one) {
        return std::optional(ConferenceParticipant{textAt(one, "id"_L1), textAt(one, "call_control_id"_L1),
                                                   textAt(one, "call_leg_id"_L1), textAt(one, "status"_L1),
                                                   one.value("muted"_L1).toBool(), one.value("on_hold"_L1).toBool(),
                                                   textsAt(one, "whisper_call_control_ids"_L1)});
    });
}

std::optional<LegStatus> legStatusOf(const QJsonObject &json) {
    if (!json.value("is_alive"_L1).isBool()) return std::nullopt;
    LegStatus status;
    status.known = true;
    status.alive = json.value("is_alive"_L1).toBool();
    status.callLegId = textAt(json, "call_leg_id"_L1);
    status.callSessionId = textAt(json, "call_session_id"_L1);
    status.clientState = decodeClientState(textAt(json, "client_state"_L1));
    status.startedAt = momentAt(json, "start_time"_L1);
    status.endedAt = momentAt(json, "end_time"_L1);
    return status;
}

QString recordingLinkOf(const QJsonObject &json) {
    const QJsonObject urls = json.value("download_urls"_L1).toObject();
    const QString mp3 = textAt(urls, "mp3"_L1);
    return mp3.isEmpty() ? textAt(urls, "wav"_L1) : mp3;
}

void addMissingEnd(std::vector<CarrierEvent> &events, const LegStatus &status, const QString &callControlId) {
    const auto ends = [](const CarrierEvent &event) { return event.type == CarrierEventType::HungUp; };
    if (!status.known || status.alive || !status.endedAt || std::any_of(events.begin(), events.end(), ends)) return;
    CarrierEvent end;
    end.type = CarrierEventType::HungUp;
    end.rawType = u"call.hangup"_s;
    end.eventId = u"end-of-"_s + status.callLegId;
    end.occurredAt = *status.endedAt;
    end.callControlId = callControlId;
    end.callLegId = status.callLegId;
    end.callSessionId = status.callSessionId;
    end.clientState = status.clientState;
    end.hangupCause = u"unspecified"_s;
    events.push_back(std::move(end));
}

} // namespace callfloor
