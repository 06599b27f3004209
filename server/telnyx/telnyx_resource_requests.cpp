// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_resource_requests.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// The carrier's largest page.
const QString kPageSize = u"250"_s;
/// Records of events carry whole webhooks, so fewer of them make a page.
const QString kEventPageSize = u"100"_s;

TelnyxRequest getFrom(const QByteArray &target) {
    return {TelnyxRequest::Verb::Get, target, {}, false};
}

Error missingField(const QString &field) {
    return badField(field, u"%1 must not be empty."_s.arg(field));
}

/// Makes the request of each kind.
struct CarrierRequestMaker {
    const CommandId &id;
    using Made = Result<TelnyxRequest>;
    using Verb = TelnyxRequest::Verb;

    static Made onLeg(const QString &handle, QStringView action, const TelnyxBody &body, Verb verb = Verb::Post) {
        if (handle.isEmpty()) return missingField(u"callControlId"_s);
        return TelnyxRequest{verb, telnyxPath({u"calls", handle, u"actions", action}), body.json(), false};
    }
    static Made onConference(const QString &conference, QStringView action, const TelnyxBody &body) {
        if (conference.isEmpty()) return missingField(u"conference"_s);
        return TelnyxRequest{Verb::Post, telnyxPath({u"conferences", conference, u"actions", action}), body.json(),
                             false};
    }
    /// Actions on some participants or on everybody, which the carrier expresses by naming nobody.
    static Made onMany(const QString &conference, QStringView action, const QStringList &handles, bool everybody,
                       TelnyxBody body = {}) {
        if (handles.isEmpty() != everybody)
            return badField(u"callControlIds"_s, u"Name the participants, or say everybody, but not both."_s);
        return onConference(conference, action, body.list("call_control_ids"_L1, handles));
    }
    TelnyxBody identified() const { return TelnyxBody().text("command_id"_L1, id.text()); }

    Made operator()(const carrier::UpdateClientState &r) const {
        if (r.clientState.isEmpty()) return missingField(u"clientState"_s);
        return onLeg(r.callControlId, u"client_state_update", TelnyxBody().clientState(r.clientState), Verb::Put);
    }
    Made operator()(const carrier::SwitchSupervisorRole &r) const {
        return onLeg(r.callControlId, u"switch_supervisor_role", TelnyxBody().text("role"_L1, r.role));
    }
    Made operator()(const carrier::Enqueue &r) const {
        TelnyxBody body = identified().text("queue_name"_L1, r.queueName).clientState(r.clientState);
        if (r.maxWaitSeconds > 0) body.number("max_wait_time_secs"_L1, r.maxWaitSeconds);
        return onLeg(r.callControlId, u"enqueue", body);
    }
    Made operator()(const carrier::LeaveQueue &r) const { return onLeg(r.callControlId, u"leave_queue", identified()); }

    Made operator()(const carrier::CreateConference &r) const {
        if (r.callControlId.isEmpty()) return missingField(u"callControlId"_s);
        if (r.name.isEmpty()) return missingField(u"name"_s);
        TelnyxBody body = identified();
        body.text("call_control_id"_L1, r.callControlId).text("name"_L1, r.name);
        body.text("beep_enabled"_L1, u"never"_s).flag("start_conference_on_create"_L1, r.startOnCreate);
        body.text("hold_audio_url"_L1, r.holdMusicUrl).clientState(r.clientState);
        return TelnyxRequest{Verb::Post, telnyxPath({u"conferences"}), body.json(), false};
    }
    Made operator()(const carrier::JoinConference &r) const {
        if (r.callControlId.isEmpty()) return missingField(u"callControlId"_s);
        TelnyxBody body = identified();
        body.text("call_control_id"_L1, r.callControlId).text("supervisor_role"_L1, r.supervisorRole);
        body.list("whisper_call_control_ids"_L1, r.whisperTo).text("beep_enabled"_L1, u"never"_s);
        if (r.mute) body.flag("mute"_L1, true);
        if (r.hold) body.flag("hold"_L1, true).text("hold_audio_url"_L1, r.musicUrl);
        if (r.endOnExit) body.flag("end_conference_on_exit"_L1, true);
        return onConference(r.conference, u"join", body.clientState(r.clientState));
    }
    Made operator()(const carrier::LeaveConference &r) const {
        if (r.callControlId.isEmpty()) return missingField(u"callControlId"_s);
        return onConference(r.conference, u"leave", identified().text("call_control_id"_L1, r.callControlId));
    }
    Made operator()(const carrier::HoldParticipants &r) const {
        return onMany(r.conference, u"hold", r.callControlIds, r.everybody,
                      TelnyxBody().text("audio_url"_L1, r.musicUrl));
    }
    Made operator()(const carrier::UnholdParticipants &r) const {
        return onMany(r.conference, u"unhold", r.callControlIds, false);
    }
    Made operator()(const carrier::MuteParticipants &r) const {
        return onMany(r.conference, u"mute", r.callControlIds, r.everybody);
    }
    Made operator()(const carrier::UnmuteParticipants &r) const {
        return onMany(r.conference, u"unmute", r.callControlIds, r.everybody);
    }
    Made operator()(const carrier::ChangeSupervision &r) const {
        if (r.callControlId.isEmpty()) return missingField(u"callControlId"_s);
        if (r.supervisorRole.isEmpty()) return missingField(u"supervisorRole"_s);
        return onConference(r.conference, u"update",
                            identified()
                                .text("call_control_id"_L1, r.callControlId)
                                .text("supervisor_role"_L1, r.supervisorRole)
                                .list("whisper_call_control_ids"_L1, r.whisperTo));
    }
    Made operator()(const carrier::EndConference &r) const { return onConference(r.conference, u"end", identified()); }
};

} // namespace

Result<TelnyxRequest> carrierRequest(const carrier::Request &request, const CommandId &id) {
    return std::visit(CarrierRequestMaker{id}, request);
}

TelnyxRequest activeCallsRequest(const QString &connectionId, const QString &after) {
    return getFrom(telnyxPath({u"connections", connectionId, u"active_calls"}) +
                   telnyxQuery({{u"page[limit]", kPageSize}, {u"page[after]", after}}));
}

TelnyxRequest legStatusRequest(const QString &callControlId) {
    return getFrom(telnyxPath({u"calls", callControlId}));
}

TelnyxRequest callEventsRequest(const QString &callLegId, int page) {
    return getFrom(telnyxPath({u"call_events"}) + telnyxQuery({{u"filter[leg_id]", callLegId},
                                                               {u"filter[type]", u"webhook"_s},
                                                               {u"page[number]", QString::number(page)},
                                                               {u"page[size]", kEventPageSize}}));
}

TelnyxRequest recordingRequest(const QString &recordingId) {
    return getFrom(telnyxPath({u"recordings", recordingId}));
}

TelnyxRequest conferencesRequest(const QString &name, int page) {
    return getFrom(
        telnyxPath({u"conferences"}) +
        telnyxQuery({{u"filter[name]", name}, {u"page[number]", QString::number(page)}, {u"page[size]", kPageSize}}));
}

TelnyxRequest participantsRequest(const QString &conferenceId, int page) {
    return getFrom(telnyxPath({u"conferences", conferenceId, u"participants"}) +
                   telnyxQuery({{u"page[number]", QString::number(page)}, {u"page[size]", kPageSize}}));
}

Result<TelnyxRequest> messageRequest(const OutgoingMessage &message) {
    if (message.to.isEmpty()) return missingField(u"to"_s);
    if (message.text.isEmpty() && message.mediaUrls.isEmpty())
        return badField(u"text"_s, u"A message needs a text or a picture."_s);
    TelnyxBody body;
    body.text("to"_L1, message.to).text("from"_L1, message.from).text("text"_L1, message.text);
    body.list("media_urls"_L1, message.mediaUrls).text("messaging_profile_id"_L1, message.messagingProfileId);
    return TelnyxRequest{TelnyxRequest::Verb::Post, telnyxPath({u"messages"}), body.json(), false};
}

Result<TelnyxRequest> createAssistantRequest(const AssistantProfile &profile) {
    if (profile.name.isEmpty()) return missingField(u"name"_s);
    if (profile.instructions.isEmpty()) return missingField(u"instructions"_s);
    TelnyxBody listening;
    if (!profile.language.isEmpty())
        listening.text("model"_L1, u"deepgram/nova-3"_s).text("language"_L1, profile.language);
    TelnyxBody body;
    body.text("name"_L1, profile.name).text("instructions"_L1, profile.instructions);
    body.text("greeting"_L1, profile.greeting).text("model"_L1, profile.model);
    body.object("voice_settings"_L1,
                TelnyxBody().text("voice"_L1, profile.voice.contains(u'.') ? profile.voice : QString()));
    body.object("transcription"_L1, listening);
    return TelnyxRequest{TelnyxRequest::Verb::Post, telnyxPath({u"ai", u"assistants"}), body.json(), false};
}

TelnyxRequest credentialTokenRequest(const QString &credentialId) {
    return {TelnyxRequest::Verb::Post, telnyxPath({u"telephony_credentials", credentialId, u"token"}), {}, false};
}

} // namespace callfloor
