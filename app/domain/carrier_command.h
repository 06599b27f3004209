// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "app/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace callfloor {

struct Leg;

/// What we can ask of the carrier, in our words. A command names legs by our LegId; the handle of the carrier is
/// looked up when it is sent, since it may not be known yet when it is journalled. Only the telnyx room knows how
/// these look on the wire.
namespace command {

/// Calls somebody. The only command that can ring a stranger, so its rules are the strictest: at most one accepted
/// dial per leg, repeated only with the same command id and only within the carrier's window for repeats.
struct Dial {
    QString to;             ///< E.164 or a SIP URI.
    QString from;           ///< E.164.
    int timeoutSeconds = 30;
    int timeLimitSeconds = 14400;
    bool record = false;    ///< Records from the answer, both channels.
    QString detectMachine = {};  ///< Empty = off, else the mode's name.
    LegId linkTo = {};           ///< Puts the new leg into the session of this one, if set.
    bool bridgeOnAnswer = false; ///< With linkTo.
    LegId supervise = {};        ///< The leg that this new one supervises, if set.
    QString supervisorRole = {}; ///< monitor, whisper or barge; with supervise.
    bool operator==(const Dial &) const = default;
};
struct Answer { bool record = false; bool operator==(const Answer &) const = default; };
struct Reject { bool busy = false; bool operator==(const Reject &) const = default; };
struct HangUp { bool operator==(const HangUp &) const = default; };
struct Bridge {
    LegId with;
    bool parkAfterUnbridge = false; ///< Keep the leg when the bridge ends.
    bool operator==(const Bridge &) const = default;
};
struct Transfer { QString to; QString from = {}; bool operator==(const Transfer &) const = default; };
struct Speak { QString text; QString voice; QString language = {}; bool operator==(const Speak &) const = default; };
struct StartPlayback { QString url; bool loop = false; bool operator==(const StartPlayback &) const = default; };
struct StopPlayback { bool operator==(const StopPlayback &) const = default; };
struct Gather {
    int minimumDigits = 1;
    int maximumDigits = 128;
    int timeoutMs = 60000;
    QString prompt = {}; ///< Spoken first if set; then voice is needed too.
    QString voice = {};
    bool operator==(const Gather &) const = default;
};
struct SendDtmf { QString digits; bool operator==(const SendDtmf &) const = default; };
struct StartRecording { bool dualChannel = true; bool operator==(const StartRecording &) const = default; };
struct StopRecording { bool operator==(const StopRecording &) const = default; };
struct PauseRecording { bool operator==(const PauseRecording &) const = default; };
struct ResumeRecording { bool operator==(const ResumeRecording &) const = default; };
struct StartStreaming { QString url; bool operator==(const StartStreaming &) const = default; };
struct StopStreaming { bool operator==(const StopStreaming &) const = default; };
struct StartTranscription { QString language = {}; bool operator==(const StartTranscription &) const = default; };
struct StopTranscription { bool operator==(const StopTranscription &) const = default; };
struct StartAssistant {
    QString assistantId = {}; ///< Empty = the configured or remembered one, filled in when it is sent.
    QString prompt = {};      ///< Replaces the assistant's stored instructions for this call.
    QString greeting = {};
    QString language = {};
    QString voice = {};
    bool operator==(const StartAssistant &) const = default;
};
struct StopAssistant { bool operator==(const StopAssistant &) const = default; };
/// Makes a conference out of the answered leg, which moves into it at once and leaves its bridge. The result has its id.
struct CreateConference { QString name; bool operator==(const CreateConference &) const = default; };
/// Moves the answered leg into a conference.
struct JoinConference {
    QString conference; ///< Its id, or its name; here and below.
    bool hold = false;
    bool mute = false;
    QString musicUrl = {}; ///< While held; empty = silence.
    QString role = {};     ///< monitor, whisper or barge; empty: as everybody else.
    LegId whisperTo = {};  ///< Who hears a whisper; without it nobody does.
    bool operator==(const JoinConference &) const = default;
};
/// Another role for a supervisor who is in a conference.
struct ChangeRoleInConference {
    QString conference;
    QString role;
    LegId whisperTo = {};
    bool operator==(const ChangeRoleInConference &) const = default;
};
/// Another role for a leg that was dialled to supervise.
struct SwitchSupervisorRole { QString role; bool operator==(const SwitchSupervisorRole &) const = default; };
/// The leg is parked again.
struct LeaveConference { QString conference; bool operator==(const LeaveConference &) const = default; };
/// The leg neither hears nor is heard, and gets music.
struct HoldInConference {
    QString conference;
    QString musicUrl = {};
    bool operator==(const HoldInConference &) const = default;
};
struct UnholdInConference { QString conference; bool operator==(const UnholdInConference &) const = default; };
struct MuteInConference { QString conference; bool operator==(const MuteInConference &) const = default; };
struct UnmuteInConference { QString conference; bool operator==(const UnmuteInConference &) const = default; };
/// Asks what happened to a leg: its recorded history. Its answer is a LegHistory input, not an event.
struct FetchLegHistory { bool operator==(const FetchLegHistory &) const = default; };

} // namespace command

/// Every command about a leg.
using CarrierCommand =
    std::variant<command::Dial, command::Answer, command::Reject, command::HangUp, command::Bridge, command::Transfer,
                 command::Speak, command::StartPlayback, command::StopPlayback, command::Gather, command::SendDtmf,
                 command::StartRecording, command::StopRecording, command::PauseRecording, command::ResumeRecording,
                 command::StartStreaming, command::StopStreaming, command::StartTranscription,
                 command::StopTranscription, command::StartAssistant, command::StopAssistant, command::FetchLegHistory,
                 command::CreateConference, command::JoinConference, command::LeaveConference, command::HoldInConference,
                 command::UnholdInConference, command::MuteInConference, command::UnmuteInConference,
                 command::ChangeRoleInConference, command::SwitchSupervisorRole>;

/// The dial that brings an outgoing leg about: its numbers and its times.
command::Dial dialFor(const Leg &leg);

/// The stored name of a command's kind, e.g. `dial`, `hang_up`.
QString commandKind(const CarrierCommand &command);
/// For the journal; read back by commandFromJson.
QJsonObject commandToJson(const CarrierCommand &command);
/// Reads a journalled command; an error if the kind is unknown.
Result<CarrierCommand> commandFromJson(const QString &kind, const QJsonObject &args);

/// What became of a command.
enum class CommandOutcome : quint8 {
    Accepted,  ///< The carrier took it; its effect is proven by an event.
    Failed,    ///< The carrier refused; it has had no effect and will have none.
    Ambiguous, ///< Nobody knows: time-out, reset, 408, 409, 5xx. It may have had its effect.
};

/// The carrier's answer to a command.
struct CommandResult {
    CommandId commandId = {};
    CommandOutcome outcome = CommandOutcome::Ambiguous;
    QString kind = {};          ///< As commandKind.
    LegId legId = {};
    QString errorCode = {};     ///< The carrier's code of digits, if it sent one.
    QString errorText = {};     ///< One sentence for the user.
    bool legGone = false;       ///< The carrier says that the leg has ended or never existed.
    QString callControlId = {}; ///< Dial only.
    QString callLegId = {};
    QString callSessionId = {};
    QString conversationId = {}; ///< StartAssistant only.
    QString recordingId = {};
    QString conferenceId = {};   ///< CreateConference only.
    bool operator==(const CommandResult &) const = default;
};

} // namespace callfloor
