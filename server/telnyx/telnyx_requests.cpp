// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_requests.h"

#include "server/telnyx/telnyx_resource_requests.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaximumSpokenCharacters = 3000;

Error lacksHandle() {
    return Error{ErrorCode::Conflict,     u"The carrier does not know this leg yet; try again in a moment."_s,
                 u"no call_control_id"_s, {},
                 u"no_handle"_s,          0};
}

bool digitsCanBeSent(const QString &digits) {
    static constexpr QLatin1String kDigits("0123456789ABCD*#wW");
    return !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) { return kDigits.contains(c); });
}

/// What an ordinary voice is named like; the assistant refuses the two short names that `speak` takes.
QString assistantVoice(const QString &voice) {
    return voice.contains(u'.') ? voice : QString();
}

/// Records both sides of a call from its answer, each on its own channel.
void recordFromAnswer(TelnyxBody &body, bool record) {
    if (!record) return;
    body.text("record"_L1, u"record-from-answer"_s)
        .text("record_channels"_L1, u"dual"_s)
        .text("record_format"_L1, u"mp3"_s);
}

/// Makes the request of each kind of command. Every one but the dial is an action on a leg.
struct LegRequestMaker {
    using Body = TelnyxBody;

    const PreparedCommand &prepared;
    const QString &connectionId;

    Result<TelnyxRequest> action(QStringView name, Body body = {}) const {
        if (prepared.callControlId.isEmpty()) return lacksHandle();
        body.clientState(prepared.clientState).text("command_id"_L1, prepared.id.text());
        return TelnyxRequest{TelnyxRequest::Verb::Post,
                             telnyxPath({u"calls", prepared.callControlId, u"actions", name}), body.json(), false};
    }

    Result<TelnyxRequest> operator()(const command::Dial &c) const {
        const bool other = !c.linkTo.isEmpty() || !c.supervise.isEmpty();
        if (!c.linkTo.isEmpty() && !c.supervise.isEmpty())
            return badField(u"supervise"_s, u"A leg cannot both join another one and supervise it."_s);
        if (other && prepared.otherCallControlId.isEmpty()) return lacksHandle();
        // The carrier's default is a role that everybody hears.
        if (!c.supervise.isEmpty() && c.supervisorRole.isEmpty())
            return badField(u"supervisorRole"_s, u"Say whether to monitor, whisper or barge."_s);
        Body body;
        body.text("to"_L1, c.to).text("from"_L1, c.from).text("connection_id"_L1, connectionId);
        body.number("timeout_secs"_L1, std::clamp(c.timeoutSeconds, 5, 600));
        body.number("time_limit_secs"_L1, std::clamp(c.timeLimitSeconds, 30, 14400));
        body.text("answering_machine_detection"_L1, c.detectMachine);
        if (!c.linkTo.isEmpty()) {
            body.text("link_to"_L1, prepared.otherCallControlId);
            if (c.bridgeOnAnswer) body.flag("bridge_on_answer"_L1, true);
        }
        if (!c.supervise.isEmpty())
            body.text("supervise_call_control_id"_L1, prepared.otherCallControlId)
                .text("supervisor_role"_L1, c.supervisorRole);
        recordFromAnswer(body, c.record);
        body.clientState(prepared.clientState).text("command_id"_L1, prepared.id.text());
        return TelnyxRequest{TelnyxRequest::Verb::Post, telnyxPath({u"calls"}), body.json(), true};
    }
    Result<TelnyxRequest> operator()(const command::Answer &c) const {
        Body body;
        recordFromAnswer(body, c.record);
        return action(u"answer", body);
    }
    Result<TelnyxRequest> operator()(const command::Reject &c) const {
        return action(u"reject", Body().text("cause"_L1, c.busy ? u"USER_BUSY"_s : u"CALL_REJECTED"_s));
    }
    Result<TelnyxRequest> operator()(const command::HangUp &) const { return action(u"hangup"); }
    Result<TelnyxRequest> operator()(const command::Bridge &c) const {
        if (prepared.otherCallControlId.isEmpty()) return lacksHandle();
        Body body;
        body.text("call_control_id"_L1, prepared.otherCallControlId);
        if (c.parkAfterUnbridge) body.text("park_after_unbridge"_L1, u"self"_s);
        return action(u"bridge", body);
    }
    Result<TelnyxRequest> operator()(const command::Transfer &c) const {
        return action(u"transfer", Body().text("to"_L1, c.to).text("from"_L1, c.from));
    }
    Result<TelnyxRequest> operator()(const command::Speak &c) const {
        if (c.text.isEmpty() || c.text.size() > kMaximumSpokenCharacters)
            return badField(u"text"_s, u"The text to speak must have 1 to 3000 characters."_s);
        return action(u"speak", Body()
                                    .text("payload"_L1, c.text)
                                    // The carrier asks for one; this is the one that every account has.
                                    .text("voice"_L1, c.voice.isEmpty() ? u"female"_s : c.voice)
                                    .text("language"_L1, spokenLanguage(c.language)));
    }
    Result<TelnyxRequest> operator()(const command::StartPlayback &c) const {
        Body body;
        body.text("audio_url"_L1, c.url);
        if (QUrl(c.url).path().endsWith(".wav"_L1, Qt::CaseInsensitive)) body.text("audio_type"_L1, u"wav"_s);
        if (c.loop) body.text("loop"_L1, u"infinity"_s);
        return action(u"playback_start", body);
    }
    Result<TelnyxRequest> operator()(const command::StopPlayback &) const {
        return action(u"playback_stop", Body().text("stop"_L1, u"all"_s));
    }
    Result<TelnyxRequest> operator()(const command::Gather &c) const {
        Body body;
        body.number("minimum_digits"_L1, std::clamp(c.minimumDigits, 1, 128));
        body.number("maximum_digits"_L1, std::clamp(c.maximumDigits, 1, 128));
        body.number("timeout_millis"_L1, c.timeoutMs);
        if (c.prompt.isEmpty()) {
            // Else the first digit would have to come within 5 s, whatever the time for all of them.
            body.number("initial_timeout_millis"_L1, std::clamp(c.timeoutMs, 1, 120'000));
            return action(u"gather", body);
        }
        if (c.prompt.size() > kMaximumSpokenCharacters)
            return badField(u"prompt"_s, u"The prompt must have at most 3000 characters."_s);
        return action(u"gather_using_speak", body.text("payload"_L1, c.prompt).text("voice"_L1, c.voice));
    }
    Result<TelnyxRequest> operator()(const command::SendDtmf &c) const {
        if (!digitsCanBeSent(c.digits))
            return badField(u"digits"_s, u"Tones are made of 0-9, A-D, *, # and the pauses w and W."_s);
        return action(u"send_dtmf", Body().text("digits"_L1, c.digits));
    }
    Result<TelnyxRequest> operator()(const command::StartRecording &c) const {
        return action(u"record_start",
                      Body().text("format"_L1, u"mp3"_s).text("channels"_L1, c.dualChannel ? u"dual"_s : u"single"_s));
    }
    Result<TelnyxRequest> operator()(const command::StopRecording &) const { return action(u"record_stop"); }
    Result<TelnyxRequest> operator()(const command::PauseRecording &) const { return action(u"record_pause"); }
    Result<TelnyxRequest> operator()(const command::ResumeRecording &) const { return action(u"record_resume"); }
    Result<TelnyxRequest> operator()(const command::StartStreaming &c) const {
        return action(u"streaming_start",
                      Body().text("stream_url"_L1, c.url).text("stream_track"_L1, u"both_tracks"_s));
    }
    Result<TelnyxRequest> operator()(const command::StopStreaming &) const { return action(u"streaming_stop"); }
    Result<TelnyxRequest> operator()(const command::StartTranscription &c) const {
        // This engine is the one that is documented to say which side spoke.
        const QString engine = u"Telnyx"_s;
        const QString language = c.language.isEmpty() ? u"auto_detect"_s : c.language.section(u'-', 0, 0).toLower();
        return action(u"transcription_start",
                      Body()
                          .text("transcription_engine"_L1, engine)
                          .text("transcription_tracks"_L1, u"both"_s)
                          .object("transcription_engine_config"_L1,
                                  Body()
                                      .text("transcription_engine"_L1, engine)
                                      .text("language"_L1, language)
                                      .text("transcription_model"_L1, u"openai/whisper-large-v3-turbo"_s)));
    }
    Result<TelnyxRequest> operator()(const command::StopTranscription &) const { return action(u"transcription_stop"); }
    Result<TelnyxRequest> operator()(const command::StartAssistant &c) const {
        if (c.assistantId.isEmpty())
            return Error{
                ErrorCode::Conflict,  u"No AI assistant is configured; set TELNYX_AI_ASSISTANT_ID or AI_PROMPT."_s,
                u"no assistant id"_s, {},
                u"no_assistant"_s,    0};
        Body listening;
        if (!c.language.isEmpty()) listening.text("model"_L1, u"deepgram/nova-3"_s).text("language"_L1, c.language);
        return action(u"ai_assistant_start", Body()
                                                 .object("assistant"_L1, Body()
                                                                             .text("id"_L1, c.assistantId)
                                                                             .text("instructions"_L1, c.prompt)
                                                                             .text("greeting"_L1, c.greeting))
                                                 .text("voice"_L1, assistantVoice(c.voice))
                                                 .object("transcription"_L1, listening)
                                                 .flag("send_message_history_updates"_L1, true));
    }
    Result<TelnyxRequest> operator()(const command::StopAssistant &) const { return action(u"ai_assistant_stop"); }
    /// What is asked of a conference, or of supervision, about this leg.
    Result<TelnyxRequest> inConference(carrier::Request request) const {
        if (prepared.callControlId.isEmpty()) return lacksHandle();
        return carrierRequest(request, prepared.id);
    }
    Result<TelnyxRequest> operator()(const command::CreateConference &c) const {
        return inConference(carrier::CreateConference{prepared.callControlId, c.name, true, {}, prepared.clientState});
    }
    Result<TelnyxRequest> operator()(const command::JoinConference &c) const {
        carrier::JoinConference join;
        join.conference = c.conference;
        join.callControlId = prepared.callControlId;
        join.mute = c.mute;
        join.hold = c.hold;
        join.musicUrl = c.hold ? c.musicUrl : QString();
        join.clientState = prepared.clientState;
        join.supervisorRole = c.role;
        if (!c.whisperTo.isEmpty()) {
            if (prepared.otherCallControlId.isEmpty()) return lacksHandle();
            join.whisperTo = {prepared.otherCallControlId};
        }
        return inConference(join);
    }
    Result<TelnyxRequest> operator()(const command::ChangeRoleInConference &c) const {
        carrier::ChangeSupervision change{c.conference, prepared.callControlId, c.role};
        if (!c.whisperTo.isEmpty()) {
            if (prepared.otherCallControlId.isEmpty()) return lacksHandle();
            change.whisperTo = {prepared.otherCallControlId};
        }
        return inConference(change);
    }
    Result<TelnyxRequest> operator()(const command::SwitchSupervisorRole &c) const {
        return inConference(carrier::SwitchSupervisorRole{prepared.callControlId, c.role});
    }
    Result<TelnyxRequest> operator()(const command::LeaveConference &c) const {
        return inConference(carrier::LeaveConference{c.conference, prepared.callControlId});
    }
    Result<TelnyxRequest> operator()(const command::HoldInConference &c) const {
        return inConference(carrier::HoldParticipants{c.conference, {prepared.callControlId}, false, c.musicUrl});
    }
    Result<TelnyxRequest> operator()(const command::UnholdInConference &c) const {
        return inConference(carrier::UnholdParticipants{c.conference, {prepared.callControlId}});
    }
    Result<TelnyxRequest> operator()(const command::MuteInConference &c) const {
        return inConference(carrier::MuteParticipants{c.conference, {prepared.callControlId}, false});
    }
    Result<TelnyxRequest> operator()(const command::UnmuteInConference &c) const {
        return inConference(carrier::UnmuteParticipants{c.conference, {prepared.callControlId}, false});
    }
    Result<TelnyxRequest> operator()(const command::FetchLegHistory &) const {
        return internalError(u"the history of a leg is fetched by legHistory, not sent as a command"_s);
    }
};

} // namespace

Result<TelnyxRequest> legCommandRequest(const PreparedCommand &command, const QString &connectionId) {
    return std::visit(LegRequestMaker{command, connectionId}, command.command);
}

QString spokenLanguage(const QString &tag) {
    // The usual form of a language stands first among its forms.
    static constexpr std::array kLanguages{"en-US"_L1, "en-GB"_L1, "en-AU"_L1, "en-IN"_L1,  "en-GB-WLS"_L1, "es-ES"_L1,
                                           "es-MX"_L1, "es-US"_L1, "fr-FR"_L1, "fr-CA"_L1,  "pt-BR"_L1,     "pt-PT"_L1,
                                           "de-DE"_L1, "it-IT"_L1, "nl-NL"_L1, "da-DK"_L1,  "sv-SE"_L1,     "nb-NO"_L1,
                                           "is-IS"_L1, "pl-PL"_L1, "ro-RO"_L1, "ru-RU"_L1,  "tr-TR"_L1,     "cy-GB"_L1,
                                           "hi-IN"_L1, "ja-JP"_L1, "ko-KR"_L1, "cmn-CN"_L1, "arb"_L1};
    if (tag.isEmpty()) return {};
    for (const QLatin1String language : kLanguages)
        if (tag.compare(language, Qt::CaseInsensitive) == 0) return language;
    for (const QLatin1String language : kLanguages) {
        const QString known = language;
        if (tag.section(u'-', 0, 0).compare(known.section(u'-', 0, 0), Qt::CaseInsensitive) == 0) return known;
    }
    return {};
}

} // namespace callfloor
