// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/carrier_command.h"
#include "app/domain/carrier_event.h"
#include "app/domain/clock.h"
#include "app/domain/result.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace callfloor {

/// A journalled command with everything that is looked up when it is sent.
struct PreparedCommand {
    CommandId id; ///< Travels as the carrier's command_id: the same for every repetition.
    CarrierCommand command;
    LegId legId;
    QString callControlId;      ///< The leg's handle; empty for a dial, which makes the leg.
    QString otherCallControlId; ///< The handle of the leg named in Bridge::with, Dial::linkTo or Dial::supervise.
    QString clientState;        ///< Echoed in later events of the leg; plain text here.
};

/// What one attempt teaches about the next. Independent of the outcome: a refusal that passes (too fast, not answered
/// yet, no connection) is Failed and advises to repeat; what has become of several attempts is told by mergedResult.
struct RetryAdvice {
    bool retrySameId = false;           ///< A repetition with the same id may succeed and cannot act twice.
    std::chrono::milliseconds after{0}; ///< What the carrier asks to wait, in its own time; 0 = it did not say.
    bool capacity = false;              ///< No free channel or too many at once: pause dialling, keep the contact.
    bool configuration = false;         ///< Account, key or address are wrong: every command will fail alike.
    bool notSent = false;               ///< No byte of the command left us.
    bool operator==(const RetryAdvice &) const = default;
};

/// What is asked of the carrier beside the journalled commands about one leg. Handles are those of the carrier.
namespace carrier {

/// Replaces the client state of a leg. Not idempotent by id, but by nature.
struct UpdateClientState {
    QString callControlId;
    QString clientState;
};
/// Changes what a supervising leg may say: `role` is monitor, whisper or barge.
struct SwitchSupervisorRole {
    QString callControlId;
    QString role;
};
/// Puts a leg into a waiting queue of the carrier, which is made on demand.
struct Enqueue {
    QString callControlId;
    QString queueName;
    int maxWaitSeconds = 0; ///< 0 = no limit.
    QString clientState = {};
};
struct LeaveQueue {
    QString callControlId;
};

/// Makes a conference out of an answered leg, which moves into it at once. The answer has its id.
struct CreateConference {
    QString callControlId;
    QString name;
    bool startOnCreate = true; ///< False: everybody is held until somebody starts it.
    QString holdMusicUrl = {};
    QString clientState = {};
};
/// `conference` is an id, here and below.
struct JoinConference {
    QString conference;
    QString callControlId;
    QString supervisorRole = {}; ///< Empty or none = an ordinary participant; monitor, whisper, barge.
    QStringList whisperTo = {};  ///< Handles of those who hear a whisper.
    bool mute = false;
    bool hold = false;
    bool endOnExit = false; ///< The conference ends, and all hang up, when this leg leaves.
    QString clientState = {};
    QString musicUrl = {}; ///< With hold; empty = silence.
};
/// The leg is parked again.
struct LeaveConference {
    QString conference;
    QString callControlId;
};
struct HoldParticipants {
    QString conference;
    QStringList callControlIds;
    bool everybody = false; ///< To be said expressly: to the carrier an empty list means everybody.
    QString musicUrl = {};
};
struct UnholdParticipants {
    QString conference;
    QStringList callControlIds;
};
struct MuteParticipants {
    QString conference;
    QStringList callControlIds;
    bool everybody = false;
};
struct UnmuteParticipants {
    QString conference;
    QStringList callControlIds;
    bool everybody = false;
};
/// Sets the role and the list of those who hear a whisper, both anew.
struct ChangeSupervision {
    QString conference;
    QString callControlId;
    QString supervisorRole;
    QStringList whisperTo = {};
};
/// Hangs up everybody.
struct EndConference {
    QString conference;
};

using Request = std::variant<UpdateClientState, SwitchSupervisorRole, Enqueue, LeaveQueue, CreateConference,
                             JoinConference, LeaveConference, HoldParticipants, UnholdParticipants, MuteParticipants,
                             UnmuteParticipants, ChangeSupervision, EndConference>;

/// What became of a Request.
struct Answer {
    CommandOutcome outcome = CommandOutcome::Ambiguous;
    QString errorCode = {};    ///< The carrier's code of digits, if it sent one.
    QString errorText = {};    ///< One sentence for the user.
    bool gone = false;         ///< The leg or the conference does not exist (any more).
    QString conferenceId = {}; ///< CreateConference only.
};

} // namespace carrier

/// A leg that lives at the carrier. One that rings counts.
struct ActiveLeg {
    QString callControlId;
    QString callLegId;
    QString callSessionId;
    QString clientState; ///< Decoded.
    bool operator==(const ActiveLeg &) const = default;
};

/// Whether a leg lives. The carrier forgets an ended one after about 10 minutes.
struct LegStatus {
    bool known = false;
    bool alive = false;
    QString callLegId = {};
    QString callSessionId = {};
    QString clientState = {};
    std::optional<UtcTime> startedAt = {};
    std::optional<UtcTime> endedAt = {};
};

/// What the carrier recorded about a leg.
struct LegReport {
    bool known = false; ///< It has records of this leg.
    bool alive = false;
    std::vector<CarrierEvent> events = {}; ///< Its events, oldest first, as if the webhooks had come.
};

struct ConferenceInfo {
    QString id;
    QString name;
    QString status; ///< init, in_progress, completed.
};
struct ConferenceParticipant {
    QString id;
    QString callControlId;
    QString callLegId;
    QString status; ///< joining, joined, left.
    bool muted = false;
    bool onHold = false;
    QStringList whisperTo = {};
};

struct OutgoingMessage {
    QString from; ///< E.164, short code or sender name; may be empty with a profile.
    QString to;   ///< E.164.
    QString text;
    QStringList mediaUrls = {};
    QString messagingProfileId = {};
};
/// What became of a message. Messages have no command id: an ambiguous one must not be sent again blindly.
struct MessageAnswer {
    CommandOutcome outcome = CommandOutcome::Ambiguous;
    QString messageId = {};
    QString status = {}; ///< Of the (only) receiver, e.g. queued.
    QString errorCode = {};
    QString errorText = {};
    bool optedOut = false; ///< The receiver has said STOP: never write to him again.
};

/// An AI assistant to be made at the carrier.
struct AssistantProfile {
    QString name;
    QString instructions;
    QString greeting = {};
    QString model = {}; ///< Empty = the carrier's default.
    QString voice = {};
    QString language = {};
};

/// The carrier as the engine sees it. Every callback comes exactly once, later, in the thread of the gateway, unless
/// the gateway is destroyed before; nothing is repeated inside.
class CarrierGateway {
public:
    template <class T> using Reply = std::function<void(Result<T>)>;
    using CommandReply = std::function<void(CommandResult, RetryAdvice)>;
    using RequestReply = std::function<void(carrier::Answer, RetryAdvice)>;
    using MessageReply = std::function<void(MessageAnswer, RetryAdvice)>;

    virtual ~CarrierGateway() = default;

    /// Makes one attempt at a command. FetchLegHistory is refused here: its answer is legHistory's.
    virtual void send(const PreparedCommand &command, CommandReply done) = 0;
    /// Makes one attempt. `id` travels as command_id where the carrier has one.
    virtual void request(const carrier::Request &request, const CommandId &id, RequestReply done) = 0;
    /// Makes one attempt at a text message.
    virtual void sendMessage(const OutgoingMessage &message, MessageReply done) = 0;

    /// All live legs of our application: the whole list or an error, never a part of it.
    virtual void activeCalls(Reply<std::vector<ActiveLeg>> done) = 0;
    /// What happened to a leg. `callLegId` may be empty if it is not known.
    virtual void legHistory(const QString &callControlId, const QString &callLegId, Reply<LegReport> done) = 0;
    virtual void legStatus(const QString &callControlId, Reply<LegStatus> done) = 0;
    /// A fresh link to a recording, valid for 10 minutes. NotFound while it is being made.
    virtual void recordingUrl(const QString &recordingId, Reply<QString> done) = 0;
    /// Makes an assistant; its id.
    virtual void createAssistant(const AssistantProfile &profile, Reply<QString> done) = 0;
    /// A token with which a browser signs in as a telephony credential, valid for a day.
    virtual void credentialToken(const QString &credentialId, Reply<QString> done) = 0;
    /// The conferences of this name, ended ones too: see their status.
    virtual void conferences(const QString &name, Reply<std::vector<ConferenceInfo>> done) = 0;
    virtual void participants(const QString &conferenceId, Reply<std::vector<ConferenceParticipant>> done) = 0;
};

} // namespace callfloor
